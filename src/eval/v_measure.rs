//! V-measure.

use serde::{Deserialize, Serialize};

use super::labels::Labels;
use super::score::harmonic_mean;

/// Homogeneity, completeness and V, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VMeasure {
    /// How nearly each predicted story holds one gold story only.
    pub homogeneity: f64,
    /// How nearly each gold story lies in one predicted story.
    pub completeness: f64,
    /// The harmonic mean of the two.
    pub v: f64,
}

/// V-measure (Rosenberg and Hirschberg 2007): what share of the entropy of one clustering the
/// other explains.
///
/// Many small stories lift it whatever they hold, so compare it only on the same articles.
pub fn v_measure(labels: &Labels) -> VMeasure {
    let articles = labels.articles() as f64;
    let entropy = |sizes: &[usize]| -> f64 {
        sizes.iter().map(|size| *size as f64).map(|size| size * (articles / size).ln()).sum()
    };
    let (mut gold_left, mut predicted_left) = (0.0, 0.0);
    for overlap in &labels.overlaps {
        let shared = overlap.shared as f64;
        gold_left += shared * (overlap.predicted_size as f64 / shared).ln();
        predicted_left += shared * (overlap.gold_size as f64 / shared).ln();
    }
    let explained = |left: f64, entropy: f64| {
        // One story only: nothing is left to explain.
        if entropy > 0.0 { (1.0 - left / entropy).clamp(0.0, 1.0) } else { 1.0 }
    };
    let homogeneity = explained(gold_left, entropy(&labels.gold_sizes));
    let completeness = explained(predicted_left, entropy(&labels.predicted_sizes));
    VMeasure { homogeneity, completeness, v: harmonic_mean(homogeneity, completeness) }
}
