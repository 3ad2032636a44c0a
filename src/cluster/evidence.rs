//! How near two items are, and what they share.

use serde::{Deserialize, Serialize};

use super::item::ClusterItem;
use super::member::View;
use super::model::{SignalKind, StoryModel};
use super::signals::Signals;
use super::sums::Side;
use crate::features::{Component, FeatureId, dot, shared as shared_by};

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
    /// Across languages: 3-grams, skeletons, numbers, places and topics.
    pub cross: f32,
    /// Of the callers' embeddings, where both have one.
    pub dense: Option<f32>,
    /// Hours between the two.
    pub hours: f64,
    /// The features behind `cross`, heaviest first.
    pub shared: Vec<SharedFeature>,
    /// The features behind the places, topics, numbers and names of both, heaviest first.
    pub signs: Vec<SharedFeature>,
    /// All signals between the two, as the model weighs them.
    pub signals: Signals,
    /// What each kind of signal adds, in log-odds of the model.
    pub contributions: Vec<Contribution>,
    /// What the contributions add up to: above 0, the two alone make one story.
    pub amount: f32,
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
    /// Compares two items: what a [`Clusterer`](super::Clusterer) of your own may tell of them. O(features).
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::cluster::{ClusterItem, Evidence, StoryModel};
    ///
    /// // Without vectors nothing is shared.
    /// let (one, other) = (ClusterItem::default(), ClusterItem { key: 1, ..ClusterItem::default() });
    /// let evidence = Evidence::between(&one, &other, &StoryModel::default());
    /// assert!(evidence.shared.is_empty() && evidence.probability < 0.5);
    /// ```
    pub fn between(one: &ClusterItem, other: &ClusterItem, model: &StoryModel) -> Self {
        Self::of(&one.view(), &other.view(), model)
    }

    /// Compares two items. O(features).
    pub(super) fn of(one: &View<'_>, other: &View<'_>, model: &StoryModel) -> Self {
        let signals = Signals::between(&Side::of_item(one), &Side::of_item(other));
        let contributions = model.contributions(&signals, false);
        let amount = contributions.iter().map(|(_, amount)| amount).sum();
        let same_language = one.language == other.language;
        Self {
            local: same_language.then(|| dot(one.local, other.local).min(1.0)),
            cross: dot(one.cross, other.cross).min(1.0),
            dense: one.dense.zip(other.dense).map(|(a, b)| a.dot(b)),
            hours: one.time.hours_since(other.time).abs(),
            shared: shared_features([(one.cross, other.cross)]),
            signs: shared_features(one.signs.into_iter().zip(other.signs)),
            signals,
            contributions: contributions
                .map(|(kind, amount)| Contribution { kind, amount })
                .to_vec(),
            amount,
            probability: model.probability(amount, false),
        }
    }
}

/// The features that both sides of each pair hold, heaviest first.
fn shared_features<'a>(
    pairs: impl IntoIterator<Item = (&'a [Component], &'a [Component])>,
) -> Vec<SharedFeature> {
    let pairs = pairs.into_iter();
    let mut shared: Vec<SharedFeature> = pairs
        .flat_map(|(one, other)| shared_by(one, other))
        .map(|(feature, one, other)| SharedFeature { feature, amount: one * other })
        .collect();
    shared.sort_unstable_by(|a, b| b.amount.total_cmp(&a.amount).then(a.feature.cmp(&b.feature)));
    shared
}

/// The evidence that an article belongs to a story, or that two stories are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryEvidence {
    /// All signals between the two sides, as the model weighs them.
    pub signals: Signals,
    /// What each kind of signal adds.
    pub contributions: Vec<Contribution>,
    /// What the contributions add up to: from 0 on, the two sides belong together.
    pub amount: f32,
    /// How likely that is, between 0 and 1.
    pub probability: f32,
}

impl StoryEvidence {
    /// Weighs the signals between two stories or an article and a story.
    pub(super) fn of(signals: Signals, model: &StoryModel) -> Self {
        let contributions = model.contributions(&signals, true);
        let amount = contributions.iter().map(|(_, amount)| amount).sum();
        let contributions = contributions.map(|(kind, amount)| Contribution { kind, amount });
        let probability = model.probability(amount, true);
        Self { signals, contributions: contributions.to_vec(), amount, probability }
    }
}
