//! From what speaks for two names to a probability.

use std::sync::LazyLock;

use super::scorer::NameScore;

/// `calibration.txt`: weights learned from names of one person and their nearest of another.
const LEARNED: &str = include_str!("calibration.txt");

/// What the weights weigh: one, likeness, nats, omitted, contradicted, weakest.
const WEIGHTS: usize = 6;

/// For names in one script, and for names in two.
static CALIBRATION: LazyLock<[[f32; WEIGHTS]; 2]> = LazyLock::new(|| {
    ["same", "across"].map(|group| {
        let mut weights = [0.0; WEIGHTS];
        let line = LEARNED.lines().find_map(|line| line.strip_prefix(group)).unwrap_or("");
        for (weight, word) in weights.iter_mut().zip(line.split_ascii_whitespace()) {
            *weight = word.parse().unwrap_or(0.0);
        }
        weights
    })
});

/// The probability that two names are one person's.
pub(super) fn probability(score: &NameScore, same_script: bool) -> f32 {
    if score.nats <= 0.0 {
        return 0.0;
    }
    let [same, across] = &*CALIBRATION;
    let weights = if same_script { same } else { across };
    let logit: f32 =
        weights.iter().zip(score.evidence()).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-logit).exp())
}

impl NameScore {
    /// What the probability is worked out from: one, and then likeness, nats, omitted, contradicted
    /// and weakest, each within the bounds that it was calibrated in and nats as a logarithm.
    pub fn evidence(&self) -> [f32; WEIGHTS] {
        [
            1.0,
            self.likeness.clamp(-2.0, 1.5),
            self.nats.max(0.0).ln_1p(),
            self.omitted.min(2.0),
            self.contradicted.min(2.0),
            self.weakest.clamp(-1.0, 1.0),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_were_read() {
        assert!(
            CALIBRATION.iter().all(|weights| weights.get(1).is_some_and(|weight| *weight > 1.0)),
            "{:?}",
            *CALIBRATION
        );
    }
}
