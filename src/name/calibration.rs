//! From what speaks for two names to a probability.

use super::scorer::NameScore;

/// The probability that two names are one person's.
pub(super) fn probability(score: &NameScore, same_script: bool) -> f32 {
    if score.nats <= 0.0 {
        return 0.0;
    }
    let weights = if same_script { SAME_SCRIPT } else { ACROSS_SCRIPTS };
    let logit: f32 =
        weights.iter().zip(features(score)).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-logit).exp())
}

/// What the weights weigh.
fn features(score: &NameScore) -> [f32; 6] {
    [
        1.0,
        score.likeness.clamp(-2.0, 1.5),
        score.nats.max(0.0).ln_1p(),
        score.omitted.min(2.0),
        score.contradicted.min(2.0),
        score.weakest.clamp(-1.0, 1.0),
    ]
}

const SAME_SCRIPT: [f32; 6] = [-1.3, 4.8, 0.1, -1.0, -5.4, 0.0];
const ACROSS_SCRIPTS: [f32; 6] = [-1.2, 6.2, 0.0, 0.0, -4.2, 0.0];
