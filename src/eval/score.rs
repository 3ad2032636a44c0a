//! Precision, recall and their harmonic mean.

use serde::{Deserialize, Serialize};

/// Precision, recall and F1, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Scores {
    /// How much of what is predicted is right.
    pub precision: f64,
    /// How much of what is right is predicted.
    pub recall: f64,
    /// The harmonic mean of the two; 0 if both are 0.
    pub f1: f64,
}

impl Scores {
    pub(super) fn new(precision: f64, recall: f64) -> Self {
        Self { precision, recall, f1: harmonic_mean(precision, recall) }
    }
}

pub(super) fn harmonic_mean(one: f64, other: f64) -> f64 {
    if one + other > 0.0 { 2.0 * one * other / (one + other) } else { 0.0 }
}

/// `part / whole`, and 1 for nothing of nothing.
pub(super) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}
