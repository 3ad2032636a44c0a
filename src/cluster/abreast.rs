//! The clusters of a story, made ready to be compared with another all at once.

use super::centroid::Sum;
use super::group::Cluster;
use super::indexed::Ranges;
use super::online::OnlineClusterer;
use super::signals::{Dots, Signals};
use super::sums::Side;
use super::totals::CORE;
use crate::features::{FeatureId, Signs};
use crate::language::LanguageTag;

/// A number for each of the clusters.
pub(super) type Row = [f32; CORE];

/// Several clusters, at most [`CORE`]: what another shares with each is found in one run over its
/// features, most of which none of them has.
#[derive(Clone, Debug)]
pub(super) struct Abreast<'a> {
    sides: Vec<(Option<LanguageTag>, Side<'a>)>,
    cross: Lists,
    signs: [Lists; Signs::KINDS],
    locals: Vec<(Option<LanguageTag>, Lists)>,
}

/// The features of several sums: an inverted index of a few.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// By feature, then by the number of the sum.
    entries: Vec<Entry>,
    ranges: Ranges,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    feature: FeatureId,
    sum: u32,
    weight: f32,
}

/// The dot products of another cluster with each.
#[derive(Clone, Copy, Debug)]
pub(super) struct AllDots {
    cross: Row,
    signs: [Row; Signs::KINDS],
    local: Row,
}

impl Lists {
    fn of<'s, 'a: 's>(sums: impl Iterator<Item = (u32, &'s Sum<'a>)>) -> Self {
        let mut entries = Vec::new();
        for (sum, of) in sums {
            let own = of.merged();
            let own = own.iter().map(|(feature, weight)| (*feature, *weight));
            entries.extend(own.map(|(feature, weight)| Entry { feature, sum, weight }));
        }
        // Stable: the sums of a feature stay in order.
        entries.sort_by_key(|entry| entry.feature);
        let ranges = Ranges::of(entries.len(), entries.iter().map(|entry| entry.feature));
        Self { entries, ranges }
    }

    /// How many features there are, of each sum by itself.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds what a weight of a feature comes to.
    #[inline]
    pub(super) fn add(&self, feature: FeatureId, weight: f32, dots: &mut Row) {
        let near = self.entries.get(self.ranges.near(feature)).unwrap_or_default();
        for entry in near.iter().filter(|entry| entry.feature == feature) {
            if let Some(dot) = dots.get_mut(entry.sum as usize) {
                *dot += entry.weight * weight;
            }
        }
    }

    /// The same for each feature of the sums, by a weight that is looked up.
    pub(super) fn add_each(&self, weight: impl Fn(FeatureId) -> Option<f32>, dots: &mut Row) {
        for entry in &self.entries {
            let dot = dots.get_mut(entry.sum as usize);
            if let (Some(dot), Some(weight)) = (dot, weight(entry.feature)) {
                *dot += entry.weight * weight;
            }
        }
    }
}

impl<'a> Abreast<'a> {
    /// Makes clusters ready, at most [`CORE`]. O(n log n) in their features.
    pub(super) fn of(clusterer: &'a OnlineClusterer, clusters: &[&'a Cluster]) -> Option<Self> {
        let side =
            |cluster: &&'a Cluster| Some((cluster.language, clusterer.side_of_cluster(cluster)?));
        let sides: Vec<_> = clusters.iter().take(CORE).map(side).collect::<Option<_>>()?;
        let numbered = || (0..).zip(&sides).map(|(number, (_, side))| (number, side));
        let cross = Lists::of(numbered().map(|(number, side)| (number, &side.cross)));
        let signs = std::array::from_fn(|kind| {
            Lists::of(numbered().filter_map(|(number, side)| Some((number, side.signs.get(kind)?))))
        });
        let mut languages: Vec<_> = sides.iter().map(|(language, _)| *language).collect();
        languages.sort_unstable();
        languages.dedup();
        let locals = languages.into_iter().map(|language| {
            let own = (0..).zip(&sides).filter(|(_, (own, _))| *own == language);
            let own: Vec<(u32, Sum<'_>)> = own
                .filter_map(|(number, (_, side))| Some((number, side.locals.get(language)?)))
                .collect();
            (language, Lists::of(own.iter().map(|(number, sum)| (*number, sum))))
        });
        let locals = locals.collect();
        Some(Self { cross, signs, locals, sides })
    }

    /// What another cluster shares with each. O(features of it, and those it shares).
    pub(super) fn meet(&self, language: Option<LanguageTag>, other: &Side<'_>) -> AllDots {
        let mut signs = [Row::default(); Signs::KINDS];
        for ((dots, lists), other) in signs.iter_mut().zip(&self.signs).zip(&other.signs) {
            if lists.len() > 0 && !other.is_empty() {
                *dots = other.dots(lists);
            }
        }
        let lists = self.locals.iter().find(|(own, _)| *own == language);
        let local = lists.and_then(|(_, lists)| Some(other.locals.get(language)?.dots(lists)));
        AllDots { cross: other.cross.dots(&self.cross), signs, local: local.unwrap_or_default() }
    }

    /// The signals between a cluster of these, by its number, and the other that was met.
    pub(super) fn signals(
        &self,
        number: usize,
        (language, other): (Option<LanguageTag>, &Side<'_>),
        dots: &AllDots,
    ) -> Option<Signals> {
        let (own_language, one) = self.sides.get(number)?;
        let of = |row: &Row| row.get(number).copied().unwrap_or_default();
        let local = if *own_language == language {
            let counts = one.locals.get(language)?.count() * other.locals.get(language)?.count();
            (counts > 0.0).then(|| of(&dots.local) / counts)
        } else {
            None
        };
        let dots = Dots { cross: of(&dots.cross), signs: dots.signs.each_ref().map(of), local };
        Some(Signals::of(one, other, &dots))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{ClusterItem, ClusterOptions, Clusterer};
    use crate::features::{ArticleVectors, Facet, SparseVector, SparseVectorBuilder};

    /// Some of 60 words, by a number.
    fn vector(facet: Facet, number: u32) -> SparseVector {
        let mut builder = SparseVectorBuilder::default();
        for word in 0..1 + number % 9 {
            let word = (number * 7 + word * word * 5) % 60;
            builder.add(FeatureId::new(facet, &word.to_le_bytes()), 1.0 + (word % 4) as f32);
        }
        builder.finish(100)
    }

    #[test]
    fn all_at_once_they_are_as_near_as_one_by_one() {
        let mut options = ClusterOptions::default();
        // Loose clusters, so that some hold sums and some do not, and no stories.
        (options.model.join, options.model.join_short) = (0.15, 0.0);
        options.model.eager = f32::INFINITY;
        let mut clusterer = OnlineClusterer::new(options).expect("in range");
        for key in 0..120_u32 {
            let number = key.wrapping_mul(0x9e37_79b9) >> 20;
            let mut vectors = ArticleVectors {
                local: vector(Facet::Stem, number),
                cross: vector(Facet::Gram3, number),
                ..ArticleVectors::default()
            };
            if key % 3 > 0 {
                vectors.signs.places = vector(Facet::Place, number / 3);
                vectors.signs.lead = vector(Facet::Lead, number / 2);
            }
            let language = ["en", "de", "fr"][key as usize % 3].parse().ok();
            clusterer.insert(
                ClusterItem { key, language, vectors, ..ClusterItem::default() },
                &mut Vec::new(),
            );
        }
        let clusters: Vec<&Cluster> = clusterer.clusters.values().collect();
        assert!(clusters.iter().any(|cluster| cluster.items > 2), "no cluster of several");
        assert!(clusters.iter().any(|cluster| cluster.items == 1), "no cluster of one");
        let close = |one: Option<f32>, other: Option<f32>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-5,
            (one, other) => one == other,
        };
        let mut shared = 0;
        for group in clusters.chunks(CORE) {
            let ready = Abreast::of(&clusterer, group).expect("they are there");
            for other in &clusters {
                let side = clusterer.side_of_cluster(other).expect("it is there");
                let dots = ready.meet(other.language, &side);
                for (number, one) in group.iter().enumerate() {
                    let own = clusterer.side_of_cluster(one).expect("it is there");
                    let slow = Signals::between(&own, &side);
                    let fast = ready.signals(number, (other.language, &side), &dots);
                    let fast = fast.expect("it is one of them");
                    let pairs = [
                        (Some(fast.cross), Some(slow.cross)),
                        (Some(fast.mean_cross), Some(slow.mean_cross)),
                        (fast.local, slow.local),
                        (fast.places, slow.places),
                        (fast.topics, slow.topics),
                        (fast.lead, slow.lead),
                    ];
                    assert!(pairs.iter().all(|(a, b)| close(*a, *b)), "{fast:?}\n{slow:?}");
                    shared += usize::from(slow.local.is_some_and(|local| local > 0.0));
                }
            }
        }
        assert!(shared > 0);
    }
}
