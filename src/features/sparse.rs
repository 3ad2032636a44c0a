//! Sparse unit vectors.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::facet::FeatureId;

/// A vector over features, of length one (or zero, when it has no features).
///
/// Entries are sorted by feature, so a dot product is one merge: O(n + m). Six bytes each: weights are
/// held in steps of 1/65,535, and what rounds to none is left out. With four bytes, weights in nine bits
/// and 23 of the hash, English articles are at BCubed F1 .908 instead of .911, pairs of alike events at
/// .937 instead of .942.
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
    entries: Box<[Component]>,
}

/// A feature of a vector and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "(FeatureId, u16)", from = "(FeatureId, u16)")]
#[repr(C, packed(2))]
pub(crate) struct Component {
    feature: FeatureId,
    steps: u16,
}

/// A weight in steps, as the number that is calculated with.
#[inline]
pub(crate) fn weight_of_steps(steps: u16) -> f32 {
    f32::from(steps) * (1.0 / STEPS)
}

/// Steps from 0 to 1.
const STEPS: f32 = 65_535.0;

impl From<Component> for (FeatureId, u16) {
    fn from(component: Component) -> Self {
        (component.feature, component.steps)
    }
}

impl From<(FeatureId, u16)> for Component {
    fn from((feature, steps): (FeatureId, u16)) -> Self {
        Self { feature, steps }
    }
}

impl Component {
    /// A feature with the nearest weight there is, unless that is 0.
    fn new(feature: FeatureId, weight: f32) -> Option<Self> {
        let steps = (weight * STEPS).round() as u16;
        (steps > 0).then_some(Self { feature, steps })
    }

    #[inline]
    pub(crate) fn feature(self) -> FeatureId {
        self.feature
    }

    /// The weight in steps of 1/65,535.
    #[inline]
    pub(crate) fn steps(self) -> u16 {
        self.steps
    }

    pub(crate) fn weight(self) -> f32 {
        weight_of_steps(self.steps())
    }

    pub(crate) fn both(self) -> (FeatureId, f32) {
        (self.feature(), self.weight())
    }
}

impl SparseVector {
    /// The features and their weights, by feature.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (FeatureId, f32)> {
        self.entries.iter().map(|component| component.both())
    }

    pub(crate) fn components(&self) -> &[Component] {
        &self.entries
    }

    /// Whether no feature is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The weight of a feature, 0 where it is absent. O(log n).
    pub fn weight(&self, feature: FeatureId) -> f32 {
        self.entries
            .binary_search_by_key(&feature, |component| component.feature())
            .ok()
            .and_then(|place| self.entries.get(place))
            .map_or(0.0, |component| component.weight())
    }

    /// The dot product, which for unit vectors is the cosine. O(n + m).
    pub fn dot(&self, other: &Self) -> f32 {
        dot(&self.entries, &other.entries)
    }

    /// The features of both, with the weights they have in each.
    pub fn shared(&self, other: &Self) -> impl Iterator<Item = (FeatureId, f32, f32)> {
        shared(&self.entries, &other.entries)
    }

    /// The vector of components, which are sorted by feature.
    #[cfg(feature = "store")]
    pub(crate) fn of_components(components: &[Component]) -> Self {
        Self { entries: components.into() }
    }

    /// The unit vector of its `most` heaviest features. O(n).
    pub fn heaviest(&self, most: usize) -> Self {
        if self.entries.len() <= most {
            return self.clone();
        }
        let mut builder =
            SparseVectorBuilder { entries: self.entries().collect(), weights: Vec::new() };
        builder.finish(most)
    }

    /// The unit vector without its lightest features, whose squares come to `share` of it at most; of
    /// equals all stay or none. O(n log n).
    pub(crate) fn without_lightest(&self, share: f32) -> Self {
        let square = |steps: u16| u64::from(steps) * u64::from(steps);
        let mut weights: Vec<u16> = self.entries.iter().map(|entry| entry.steps()).collect();
        weights.sort_unstable();
        let all: u64 = weights.iter().map(|steps| square(*steps)).sum();
        let most = (all as f64 * f64::from(share.clamp(0.0, 1.0))) as u64;
        let mut left_out = 0;
        // The least weight that does not fit any more.
        let least = weights.into_iter().find(|steps| {
            left_out += square(*steps);
            left_out > most
        });
        let kept = self
            .entries()
            .filter(|(_, weight)| *weight >= least.map_or(f32::INFINITY, weight_of_steps));
        let mut builder = SparseVectorBuilder::with_capacity(self.entries.len());
        kept.for_each(|(feature, weight)| builder.entries.push((feature, weight)));
        builder.unit()
    }

    /// This vector and another side by side, scaled so that dot products are the weighted mean of
    /// theirs. The facets of the two must differ.
    pub fn beside(&self, other: &Self, share: f32) -> Self {
        let mut entries = Vec::with_capacity(self.entries.len() + other.entries.len());
        let mut add = |vector: &Self, scale: f32| {
            let scaled = vector.entries().map(|(feature, weight)| (feature, weight * scale));
            entries.extend(scaled.filter_map(|(feature, weight)| Component::new(feature, weight)));
        };
        add(self, share.clamp(0.0, 1.0).sqrt());
        add(other, (1.0 - share).clamp(0.0, 1.0).sqrt());
        entries.sort_by_key(|component| component.feature());
        Self { entries: entries.into() }
    }
}

/// The dot product of two vectors. O(n + m).
pub(crate) fn dot(one: &[Component], other: &[Component]) -> f32 {
    shared(one, other).map(|(_, one, two)| one * two).sum()
}

/// The features of two vectors, with the weights they have in each.
pub(crate) fn shared(
    one: &[Component],
    other: &[Component],
) -> impl Iterator<Item = (FeatureId, f32, f32)> {
    let (mut ones, mut others) = (one.iter(), other.iter());
    let (mut one, mut two) = (ones.next(), others.next());
    std::iter::from_fn(move || {
        while let (Some(mine), Some(theirs)) = (one, two) {
            let feature = mine.feature();
            match feature.cmp(&theirs.feature()) {
                Ordering::Less => one = ones.next(),
                Ordering::Greater => two = others.next(),
                Ordering::Equal => {
                    one = ones.next();
                    two = others.next();
                    return Some((feature, mine.weight(), theirs.weight()));
                }
            }
        }
        None
    })
}

/// Collects weighted features; keeps the heaviest and normalizes.
#[derive(Clone, Debug, Default)]
pub struct SparseVectorBuilder {
    entries: Vec<(FeatureId, f32)>,
    /// Room for weights that are compared.
    weights: Vec<u32>,
}

impl SparseVectorBuilder {
    /// A builder with room for so many features.
    pub(super) fn with_capacity(features: usize) -> Self {
        Self { entries: Vec::with_capacity(features), weights: Vec::new() }
    }

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
        // The stable sort finds runs: features come facet by facet, each in order.
        self.entries.sort_by_key(|(feature, _)| *feature);
        self.entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        if self.entries.len() > most {
            self.keep_heaviest(most);
        }
        self.unit()
    }

    /// The unit vector of what was added, which is in order; the builder is empty after.
    fn unit(&mut self) -> SparseVector {
        let norm = self.entries.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let entries = if norm > 0.0 && norm.is_finite() {
            let unit = self.entries.iter().map(|(feature, weight)| (*feature, weight / norm));
            // Few or none round to nothing.
            let mut components = Vec::with_capacity(self.entries.len());
            components.extend(unit.filter_map(|(feature, weight)| Component::new(feature, weight)));
            components.into()
        } else {
            Box::default()
        };
        self.entries.clear();
        SparseVector { entries }
    }

    /// Keeps the heaviest entries, of equals the first, where they stand.
    fn keep_heaviest(&mut self, most: usize) {
        // The bits of positive numbers are ordered as they are.
        let weights = &mut self.weights;
        weights.clear();
        weights.extend(self.entries.iter().map(|(_, weight)| weight.to_bits()));
        let Some(place) = most.checked_sub(1).filter(|place| *place < weights.len()) else {
            self.entries.truncate(most);
            return;
        };
        let (heavier, least, _) =
            weights.select_nth_unstable_by(place, |one, other| other.cmp(one));
        let least = *least;
        let mut equals = most - heavier.iter().filter(|weight| **weight > least).count();
        self.entries.retain(|(_, weight)| {
            let equal = weight.to_bits() == least && equals > 0;
            equals -= usize::from(equal);
            equal || weight.to_bits() > least
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_left_out_is_lightest_and_little(
            weights in prop::collection::vec(1_u8..40, 0..80),
            share in 0.0_f32..0.5,
        ) {
            let mut builder = SparseVectorBuilder::default();
            for (place, weight) in (0..).zip(&weights) {
                builder.add(FeatureId::of_value(place), f32::from(*weight));
            }
            let whole = builder.finish(100);
            let pruned = whole.without_lightest(share);
            let (kept, left_out): (Vec<_>, Vec<_>) =
                whole.entries().partition(|(feature, _)| pruned.weight(*feature) > 0.0);
            let square: f32 = left_out.iter().map(|(_, weight)| weight * weight).sum();
            prop_assert!(square <= share + 1e-4);
            let least = kept.iter().map(|(_, weight)| *weight).fold(1.0, f32::min);
            prop_assert!(left_out.iter().all(|(_, weight)| *weight < least));
            // One more, with its equals, would be too much.
            let more = kept.iter().filter(|(_, weight)| *weight == least);
            let more: f32 = more.map(|(_, weight)| weight * weight).sum();
            prop_assert!(whole.is_empty() || square + more > share - 1e-4);
            if !whole.is_empty() {
                prop_assert!((pruned.dot(&pruned) - 1.0).abs() < 1e-3);
                prop_assert!((pruned.dot(&whole) - (1.0 - square).sqrt()).abs() < 1e-3);
            }
        }
    }
}
