//! Measures that count pairs of articles.

use serde::{Deserialize, Serialize};

use super::labels::Labels;
use super::score::{Scores, ratio};

/// Precision and recall of pairs, with the numbers of pairs they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PairScores {
    /// The share of predicted pairs that are gold pairs.
    pub precision: f64,
    /// The share of gold pairs that are predicted.
    pub recall: f64,
    /// The harmonic mean of the two; 0 if both are 0.
    pub f1: f64,
    /// Pairs of articles of one gold story.
    pub gold_pairs: u64,
    /// Pairs of articles of one predicted story.
    pub predicted_pairs: u64,
    /// Pairs that are both.
    pub shared_pairs: u64,
}

impl PairScores {
    fn new(gold_pairs: u64, predicted_pairs: u64, shared_pairs: u64) -> Self {
        let shared = shared_pairs as f64;
        let Scores { precision, recall, f1 } =
            Scores::new(ratio(shared, predicted_pairs as f64), ratio(shared, gold_pairs as f64));
        Self { precision, recall, f1, gold_pairs, predicted_pairs, shared_pairs }
    }
}

/// Precision and recall of "these two are one story", over all pairs.
///
/// Stories count by the square of their size: one large wrong story decides the figure.
pub fn pairwise(labels: &Labels) -> PairScores {
    let articles = || labels.articles.iter();
    PairScores::new(
        pairs_within(articles().map(|article| article.gold)),
        pairs_within(articles().map(|article| article.predicted)),
        pairs_within(articles().map(|article| (article.gold, article.predicted))),
    )
}

/// Precision and recall of "these two are one story", over pairs in different languages.
///
/// Articles of no known language form no such pair.
pub fn cross_language_pairs(labels: &Labels) -> PairScores {
    let articles =
        || labels.articles.iter().filter_map(|article| Some((article, article.language?)));
    // All pairs of a story less those within one language.
    PairScores::new(
        pairs_within(articles().map(|(article, _)| article.gold))
            - pairs_within(articles().map(|(article, language)| (article.gold, language))),
        pairs_within(articles().map(|(article, _)| article.predicted))
            - pairs_within(articles().map(|(article, language)| (article.predicted, language))),
        pairs_within(articles().map(|(article, _)| (article.gold, article.predicted)))
            - pairs_within(
                articles().map(|(article, language)| (article.gold, article.predicted, language)),
            ),
    )
}

/// The Rand index corrected for chance (Hubert and Arabie 1985).
///
/// 1 for equal clusterings, 0 on average for unrelated ones of these sizes, negative for worse.
pub fn adjusted_rand_index(labels: &Labels) -> f64 {
    let PairScores { gold_pairs, predicted_pairs, shared_pairs, .. } = pairwise(labels);
    if gold_pairs == shared_pairs && predicted_pairs == shared_pairs {
        return 1.0;
    }
    let (gold, predicted) = (gold_pairs as f64, predicted_pairs as f64);
    // Two articles or more: with fewer, no pairs differ.
    let by_chance = gold * predicted / pairs_of(labels.articles()) as f64;
    (shared_pairs as f64 - by_chance) / ((gold + predicted) / 2.0 - by_chance)
}

/// The number of pairs of equal keys.
fn pairs_within<K: Ord>(keys: impl Iterator<Item = K>) -> u64 {
    let mut keys: Vec<K> = keys.collect();
    keys.sort_unstable();
    keys.chunk_by(|one, other| one == other).map(|run| pairs_of(run.len())).sum()
}

fn pairs_of(articles: usize) -> u64 {
    let articles = articles as u64;
    articles * articles.saturating_sub(1) / 2
}
