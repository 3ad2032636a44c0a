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
