//! What speaks for and against two sides being one story, as numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::centroid::Centroid;
use super::group::{Cluster, StoryGroup};
use super::item::ClusterItem;
use super::online::OnlineClusterer;
use crate::features::{DenseVector, Signs};
use crate::language::LanguageTag;

/// Cosines of signs below this are chance: nothing is shared.
pub(super) const NOTHING_SHARED: f32 = 0.02;
/// Clusters of one language and story that are compared, the newest.
pub(super) const MAX_COMPARED: usize = 12;

/// How near two sides are: two articles, an article and a story, or two stories.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Signals {
    /// Features of the shorter side's articles, on average; at least 1.
    pub features: f32,
    /// Articles of the smaller side, copies left out.
    pub articles: f32,
    /// Hours between the two, 0 where they overlap in time.
    pub hours: f32,
    /// The cosine of 3-grams, skeletons and numbers across languages.
    pub cross: f32,
    /// ln of the mean similarity within a language, averaged over the languages of both.
    pub local: Option<f32>,
    /// Share of the languages of both in which the two tell different events.
    pub conflicts: f32,
    /// The cosine of places, where both sides name some.
    pub places: Option<f32>,
    /// The cosine of concepts, where both sides have some.
    pub concepts: Option<f32>,
    /// The cosine of numbers, where both sides have some.
    pub numbers: Option<f32>,
    /// The cosine of names by their consonants, where both sides have some.
    pub names: Option<f32>,
    /// The cosine of embeddings, where both sides have one.
    pub dense: Option<f32>,
}

/// ln of a similarity; nothing shared counts as one in two hundred.
pub(super) fn ln(similarity: f32) -> f32 {
    similarity.max(0.005).ln()
}

impl Signals {
    /// Compares two items. O(features).
    pub(super) fn of_items(one: &ClusterItem, other: &ClusterItem) -> Self {
        let features = one.vectors.cross.entries().len().min(other.vectors.cross.entries().len());
        let (ones, others) = (one.vectors.signs.kinds(), other.vectors.signs.kinds());
        let mut cosines = [None; Signs::KINDS];
        for ((cosine, one), other) in cosines.iter_mut().zip(ones).zip(others) {
            *cosine = (!one.is_empty() && !other.is_empty()).then(|| one.dot(other));
        }
        let same = one.language == other.language;
        let signals = Self {
            features: (features as f32).max(1.0),
            articles: 1.0,
            hours: one.time.hours_since(other.time).abs() as f32,
            cross: one.vectors.cross.dot(&other.vectors.cross),
            local: same.then(|| ln(one.vectors.local.dot(&other.vectors.local))),
            conflicts: 0.0,
            dense: one.dense.as_ref().zip(other.dense.as_ref()).map(|(a, b)| a.dot(b)),
            ..Self::EMPTY
        };
        signals.with_signs(cosines)
    }

    const EMPTY: Self = Self {
        features: 1.0,
        articles: 1.0,
        hours: 0.0,
        cross: 0.0,
        local: None,
        conflicts: 0.0,
        places: None,
        concepts: None,
        numbers: None,
        names: None,
        dense: None,
    };

    fn with_signs(self, cosines: [Option<f32>; Signs::KINDS]) -> Self {
        let [places, concepts, numbers, names] = cosines;
        Self { places, concepts, numbers, names, ..self }
    }
}

impl OnlineClusterer {
    /// Compares an item with a story. O(features).
    pub(super) fn item_signals(&self, item: &ClusterItem, story: &StoryGroup) -> Signals {
        let features = item.vectors.cross.entries().len() as f32;
        let mut cosines = [None; Signs::KINDS];
        for ((cosine, sum), vector) in
            cosines.iter_mut().zip(&story.signs).zip(item.vectors.signs.kinds())
        {
            *cosine = (!sum.is_empty() && !vector.is_empty()).then(|| sum.cosine(vector));
        }
        let local = story
            .clusters
            .iter()
            .rev()
            .filter_map(|id| self.clusters.get(id))
            .filter(|cluster| cluster.language == item.language)
            .take(MAX_COMPARED)
            .map(|cluster| cluster.centroid.mean_similarity(&item.vectors.local))
            .reduce(f32::max);
        let signals = Signals {
            features: features.min(story.mean_features()).max(1.0),
            hours: story.hours_from(item.time) as f32,
            cross: story.centroid.cosine(&item.vectors.cross),
            local: local.map(ln),
            dense: item.dense.as_ref().and_then(|dense| dense_similarity(dense, story)),
            ..Signals::EMPTY
        };
        signals.with_signs(cosines)
    }

    /// Compares two stories whose summaries are up to date. `gate` says from which ln of a
    /// similarity on two clusters of one language tell one event. O(features of the clusters).
    pub(super) fn story_signals(
        &self,
        one: &StoryGroup,
        other: &StoryGroup,
        gate: impl Fn(f32) -> f32,
    ) -> Signals {
        let features = one.mean_features().min(other.mean_features());
        let gate = gate(features);
        let (ones, others) = (self.by_language(one), self.by_language(other));
        let (mut shared, mut conflicts, mut sum) = (0.0_f32, 0.0, 0.0);
        for (language, ones) in &ones {
            let Some(others) = others.get(language) else { continue };
            let links = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
            let best = links
                .map(|(one, other)| one.centroid.average_link(&other.centroid))
                .reduce(f32::max)
                .map_or(0.0, ln);
            shared += 1.0;
            sum += best;
            conflicts += if best < gate { 1.0 } else { 0.0 };
        }
        let mut cosines = [None; Signs::KINDS];
        for ((cosine, one), other) in cosines.iter_mut().zip(&one.signs).zip(&other.signs) {
            *cosine = (!one.is_empty() && !other.is_empty()).then(|| one.cosine_of(other));
        }
        let signals = Signals {
            features,
            articles: one.centroid.count().min(other.centroid.count()).max(1) as f32,
            hours: one.hours_apart(other) as f32,
            cross: one.summary.dot(&other.summary),
            local: (shared > 0.0).then(|| sum / shared),
            conflicts: conflicts / shared.max(1.0),
            dense: DenseVector::new(&one.dense).and_then(|mean| dense_similarity(&mean, other)),
            ..Signals::EMPTY
        };
        signals.with_signs(cosines)
    }

    fn by_language(&self, story: &StoryGroup) -> BTreeMap<Option<LanguageTag>, Vec<&Cluster>> {
        let mut languages: BTreeMap<_, Vec<&Cluster>> = BTreeMap::new();
        for cluster in story.clusters.iter().rev().filter_map(|id| self.clusters.get(id)) {
            let clusters = languages.entry(cluster.language).or_default();
            if clusters.len() < MAX_COMPARED && !cluster.centroid.is_empty() {
                clusters.push(cluster);
            }
        }
        languages
    }
}

impl Centroid {
    fn is_empty(&self) -> bool {
        self.norm() == 0.0
    }
}

/// The cosine of an embedding with the mean of the story's.
fn dense_similarity(dense: &DenseVector, story: &StoryGroup) -> Option<f32> {
    DenseVector::new(&story.dense).map(|mean| mean.dot(dense))
}
