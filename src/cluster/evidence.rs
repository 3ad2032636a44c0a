//! How near two items are, and what they share.

use serde::{Deserialize, Serialize};

use super::item::ClusterItem;
use super::model::{SignalKind, StoryModel};
use super::signals::Signals;
use crate::features::FeatureId;

/// A feature that two items share and the part of the similarity it makes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedFeature {
    /// The feature.
    pub feature: FeatureId,
    /// Its share of the dot product, as an absolute amount.
    pub amount: f32,
}

/// The similarities of two items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Evidence {
    /// Within the language, where it is the same: stems and 4-grams.
    pub local: Option<f32>,
    /// Across languages: 3-grams, skeletons, numbers.
    pub cross: f32,
    /// Of the callers' embeddings, where both have one.
    pub dense: Option<f32>,
    /// Hours between the two.
    pub hours: f64,
    /// The features behind `cross`, heaviest first.
    pub shared: Vec<SharedFeature>,
    /// All signals between the two, as the model weighs them.
    pub signals: Signals,
    /// What each kind of signal adds, in log-odds of the model.
    pub contributions: Vec<Contribution>,
    /// How likely the two, alone, make one story, between 0 and 1.
    pub probability: f32,
}

/// What a kind of signal adds to the evidence for one story; below 0 it speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contribution {
    /// The kind of signal.
    pub kind: SignalKind,
    /// How much.
    pub amount: f32,
}

impl Evidence {
    /// Compares two items. O(features).
    pub(super) fn of(one: &ClusterItem, other: &ClusterItem, model: &StoryModel) -> Self {
        let signals = Signals::of_items(one, other);
        let contributions = model.contributions(&signals, false);
        let evidence = contributions.iter().map(|(_, amount)| amount).sum();
        let same_language = one.language == other.language;
        let mut shared: Vec<SharedFeature> = one
            .vectors
            .cross
            .shared(&other.vectors.cross)
            .map(|(feature, weight, other_weight)| SharedFeature {
                feature,
                amount: weight * other_weight,
            })
            .collect();
        shared
            .sort_unstable_by(|a, b| b.amount.total_cmp(&a.amount).then(a.feature.cmp(&b.feature)));
        Self {
            local: same_language.then(|| one.vectors.local.dot(&other.vectors.local)),
            cross: one.vectors.cross.dot(&other.vectors.cross),
            dense: one.dense.as_ref().zip(other.dense.as_ref()).map(|(a, b)| a.dot(b)),
            hours: one.time.hours_since(other.time).abs(),
            shared,
            signals,
            contributions: contributions
                .map(|(kind, amount)| Contribution { kind, amount })
                .to_vec(),
            probability: model.probability(evidence),
        }
    }
}
