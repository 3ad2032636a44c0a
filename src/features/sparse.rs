//! Sparse unit vectors.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::facet::FeatureId;

/// A vector over features, of length one (or zero, when it has no features).
///
/// Entries are sorted by feature, so a dot product is one merge: O(n + m).
///
/// # Examples
///
/// ```
/// use samestory::features::{Facet, FeatureId, SparseVectorBuilder};
///
/// let feature = |word: &str| FeatureId::new(Facet::Stem, word.as_bytes());
/// let mut builder = SparseVectorBuilder::default();
/// builder.add(feature("shoigu"), 3.0);
/// builder.add(feature("beijing"), 4.0);
/// let vector = builder.finish(10);
/// assert!((vector.dot(&vector) - 1.0).abs() < 1e-6);
/// assert!((vector.weight(feature("beijing")) - 0.8).abs() < 1e-6);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SparseVector {
    entries: Box<[(FeatureId, f32)]>,
}

impl SparseVector {
    /// The features and their weights, by feature.
    pub fn entries(&self) -> &[(FeatureId, f32)] {
        &self.entries
    }

    /// Whether no feature is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The weight of a feature, 0 where it is absent. O(log n).
    pub fn weight(&self, feature: FeatureId) -> f32 {
        self.entries
            .binary_search_by_key(&feature, |(id, _)| *id)
            .ok()
            .and_then(|place| self.entries.get(place))
            .map_or(0.0, |(_, weight)| *weight)
    }

    /// The dot product, which for unit vectors is the cosine. O(n + m).
    pub fn dot(&self, other: &Self) -> f32 {
        self.shared(other).map(|(_, one, two)| one * two).sum()
    }

    /// The features of both, with the weights they have in each.
    pub fn shared(&self, other: &Self) -> impl Iterator<Item = (FeatureId, f32, f32)> {
        let (mut ones, mut others) = (self.entries.iter(), other.entries.iter());
        let (mut one, mut two) = (ones.next(), others.next());
        std::iter::from_fn(move || {
            while let (Some((feature, weight)), Some((other_feature, other_weight))) = (one, two) {
                match feature.cmp(other_feature) {
                    Ordering::Less => one = ones.next(),
                    Ordering::Greater => two = others.next(),
                    Ordering::Equal => {
                        one = ones.next();
                        two = others.next();
                        return Some((*feature, *weight, *other_weight));
                    }
                }
            }
            None
        })
    }

    /// The unit vector of its `most` heaviest features. O(n).
    pub fn heaviest(&self, most: usize) -> Self {
        if self.entries.len() <= most {
            return self.clone();
        }
        let mut builder = SparseVectorBuilder { entries: self.entries.to_vec() };
        builder.finish(most)
    }

    /// This vector and another side by side, scaled so that dot products are the weighted mean of
    /// theirs. The facets of the two must differ.
    pub fn beside(&self, other: &Self, share: f32) -> Self {
        let scaled = |vector: &Self, scale: f32| -> Vec<(FeatureId, f32)> {
            vector.entries.iter().map(|(feature, weight)| (*feature, weight * scale)).collect()
        };
        let mut entries = scaled(self, share.clamp(0.0, 1.0).sqrt());
        entries.extend(scaled(other, (1.0 - share).clamp(0.0, 1.0).sqrt()));
        entries.sort_unstable_by_key(|(feature, _)| *feature);
        Self { entries: entries.into() }
    }
}

/// Collects weighted features; keeps the heaviest and normalizes.
#[derive(Clone, Debug, Default)]
pub struct SparseVectorBuilder {
    entries: Vec<(FeatureId, f32)>,
}

impl SparseVectorBuilder {
    /// Adds a feature. Weights that are not positive and finite are left out; a feature added
    /// twice weighs the sum.
    pub fn add(&mut self, feature: FeatureId, weight: f32) {
        if weight > 0.0 && weight.is_finite() {
            self.entries.push((feature, weight));
        }
    }

    /// The unit vector of the `most` heaviest features; the builder is empty after.
    ///
    /// Ties are broken by feature, so the order of adding does not matter.
    pub fn finish(&mut self, most: usize) -> SparseVector {
        self.entries.sort_unstable_by_key(|(feature, _)| *feature);
        self.entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        if self.entries.len() > most {
            let heavier = |one: &(FeatureId, f32), two: &(FeatureId, f32)| {
                two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
            };
            if most > 0 {
                self.entries.select_nth_unstable_by(most - 1, heavier);
            }
            self.entries.truncate(most);
            self.entries.sort_unstable_by_key(|(feature, _)| *feature);
        }
        let norm = self.entries.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let entries = if norm > 0.0 && norm.is_finite() {
            self.entries.iter().map(|(feature, weight)| (*feature, weight / norm)).collect()
        } else {
            Box::default()
        };
        self.entries.clear();
        SparseVector { entries }
    }
}
