//! All measures at once.

use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::bcubed::bcubed;
use super::ceaf::ceaf_e;
use super::labels::Labels;
use super::pairs::{PairScores, adjusted_rand_index, cross_language_pairs, pairwise};
use super::score::Scores;
use super::v_measure::{VMeasure, v_measure};

/// Every measure of one clustering against gold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Evaluation {
    /// Articles of the gold clustering.
    pub articles: usize,
    /// Stories of the gold clustering.
    pub gold_stories: usize,
    /// Predicted stories that hold a gold article; each missing article is one.
    pub predicted_stories: usize,
    /// Gold articles that the prediction leaves out.
    pub missing: usize,
    /// Predicted articles that are not in gold, and ignored.
    pub unknown: usize,
    /// See [`bcubed`].
    pub bcubed: Scores,
    /// See [`pairwise`].
    pub pairwise: PairScores,
    /// See [`cross_language_pairs`].
    pub cross_language_pairs: PairScores,
    /// See [`ceaf_e`].
    pub ceaf_e: Scores,
    /// See [`v_measure`].
    pub v_measure: VMeasure,
    /// From −1 to 1, see [`adjusted_rand_index`].
    pub adjusted_rand_index: f64,
}

impl Evaluation {
    /// Computes every measure.
    pub fn new(labels: &Labels) -> Self {
        Self {
            articles: labels.articles(),
            gold_stories: labels.gold_stories(),
            predicted_stories: labels.predicted_stories(),
            missing: labels.missing(),
            unknown: labels.unknown(),
            bcubed: bcubed(labels),
            pairwise: pairwise(labels),
            cross_language_pairs: cross_language_pairs(labels),
            ceaf_e: ceaf_e(labels),
            v_measure: v_measure(labels),
            adjusted_rand_index: adjusted_rand_index(labels),
        }
    }
}

/// Compares `predicted`, as (article, story), with `gold`, as (article, story, language).
///
/// The [module](super) says how articles on one side only are treated.
pub fn evaluate<A, G, P, L>(
    gold: impl IntoIterator<Item = (A, G, Option<L>)>,
    predicted: impl IntoIterator<Item = (A, P)>,
) -> Evaluation
where
    A: Eq + Hash,
    G: Eq + Hash,
    P: Eq + Hash,
    L: Eq + Hash,
{
    Evaluation::new(&Labels::new(gold, predicted))
}
