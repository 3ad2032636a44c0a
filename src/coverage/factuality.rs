//! How far an outlet's facts can be relied on.

use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use super::rating::{Scale, words_of};
use super::voice::Voices;

/// Factuality on five steps. A rater's score is its number, from −2 to 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, clippy::exhaustive_enums, reason = "the axis is what it is")]
pub enum Factuality {
    VeryLow,
    Low,
    Mixed,
    High,
    VeryHigh,
}

impl Scale for Factuality {
    const AXIS: &'static str = "factuality";

    const STEPS: &'static [Self] =
        &[Self::VeryLow, Self::Low, Self::Mixed, Self::High, Self::VeryHigh];

    fn from_label(label: &str) -> Option<Self> {
        Some(match words_of(label).as_str() {
            "very low" => Self::VeryLow,
            "low" => Self::Low,
            "mixed" => Self::Mixed,
            "high" => Self::High,
            "very high" => Self::VeryHigh,
            _ => return None,
        })
    }
}

/// The factuality of a story's voices.
pub fn factuality(voices: &Voices<'_>) -> Distribution<Factuality> {
    Distribution::of_ratings(voices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_reads_what_it_writes() {
        for step in Factuality::STEPS {
            let written = serde_json::to_value(step).expect("JSON");
            assert_eq!(Factuality::from_label(written.as_str().expect("text")), Some(*step));
        }
        assert_eq!(Factuality::from_label("Very High"), Some(Factuality::VeryHigh));
        assert_eq!(Factuality::nearest(1.5), Some(Factuality::VeryHigh));
        assert_eq!(Factuality::nearest(-0.49), Some(Factuality::Mixed));
    }
}
