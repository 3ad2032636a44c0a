//! Political leaning.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use super::rating::{Scale, rate_voice, words_of};
use super::voice::{Unit, Voices};

/// A leaning on seven steps. A rater's score is its number, from −3 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, clippy::exhaustive_enums, reason = "the axis is what it is")]
pub enum Bias {
    FarLeft,
    Left,
    LeanLeft,
    Center,
    LeanRight,
    Right,
    FarRight,
}

/// The three sides of the bar: the steps left of the center, the center, those right of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, clippy::exhaustive_enums, reason = "the axis is what it is")]
pub enum Side {
    Left,
    Center,
    Right,
}

impl Bias {
    /// The side that the step is on.
    pub fn side(self) -> Side {
        match self {
            Self::FarLeft | Self::Left | Self::LeanLeft => Side::Left,
            Self::Center => Side::Center,
            Self::LeanRight | Self::Right | Self::FarRight => Side::Right,
        }
    }
}

impl Side {
    /// All three, from left to right.
    pub const ALL: [Self; 3] = [Self::Left, Self::Center, Self::Right];

    /// The name as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

impl Scale for Bias {
    const AXIS: &'static str = "bias";

    const STEPS: &'static [Self] = &[
        Self::FarLeft,
        Self::Left,
        Self::LeanLeft,
        Self::Center,
        Self::LeanRight,
        Self::Right,
        Self::FarRight,
    ];

    /// Reads the seven names in any dress, and the words of well-known raters' own scales.
    fn from_label(label: &str) -> Option<Self> {
        Some(match words_of(label).as_str() {
            "far left" | "extreme left" | "most extreme left" => Self::FarLeft,
            "left" | "strong left" | "hyper partisan left" => Self::Left,
            "lean left" | "left center" | "left centre" | "center left" | "centre left"
            | "skews left" => Self::LeanLeft,
            "center" | "centre" | "least biased" | "middle" | "balanced" => Self::Center,
            "lean right" | "right center" | "right centre" | "center right" | "centre right"
            | "skews right" => Self::LeanRight,
            "right" | "strong right" | "hyper partisan right" => Self::Right,
            "far right" | "extreme right" | "most extreme right" => Self::FarRight,
            _ => return None,
        })
    }
}

/// The leanings of a story's voices.
///
/// # Examples
///
/// See the [module](super).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BiasCoverage {
    /// What is counted.
    pub unit: Unit,
    /// Voices by step, all seven.
    pub counts: BTreeMap<Bias, usize>,
    /// Voices by side, all three.
    pub sides: BTreeMap<Side, usize>,
    /// Voices that a rater has placed.
    pub rated: usize,
    /// Voices that no rater has placed; part of no share, and never to be left unsaid.
    pub unrated: usize,
    /// Each side's part of the rated voices; empty if none is rated.
    pub share: BTreeMap<Side, f64>,
    /// The lower ends of Goodman's simultaneous 95 % intervals of the shares.
    pub low: BTreeMap<Side, f64>,
    /// The upper ends.
    pub high: BTreeMap<Side, f64>,
    /// The side whose interval lies above both others; `None` is "no lead".
    pub lead: Option<Side>,
}

impl BiasCoverage {
    /// Counts voices by leaning.
    pub fn new(voices: &Voices<'_>) -> Self {
        let mut counts: BTreeMap<Bias, usize> = Bias::STEPS.iter().map(|step| (*step, 0)).collect();
        for voice in &voices.all {
            if let Some(rated) = rate_voice::<Bias>(voice) {
                *counts.entry(rated.step).or_default() += 1;
            }
        }
        let rated: usize = counts.values().sum();
        Self::from_counts(voices.unit, counts, voices.all.len() - rated)
    }

    fn from_counts(unit: Unit, counts: BTreeMap<Bias, usize>, unrated: usize) -> Self {
        let mut sides = BTreeMap::from(Side::ALL.map(|side| (side, 0)));
        for (step, count) in &counts {
            *sides.entry(step.side()).or_default() += *count;
        }
        let bar = Distribution::from_counts(unit, sides, counts.values().sum(), unrated);
        Self {
            unit,
            counts,
            sides: bar.counts,
            rated: bar.known,
            unrated: bar.unknown,
            share: bar.share,
            low: bar.low,
            high: bar.high,
            lead: bar.lead,
        }
    }

    /// The voices of a side.
    pub fn on(&self, side: Side) -> usize {
        self.sides.get(&side).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Rating, SourceProfile};
    use crate::coverage::{Profiles, Report, voices};

    #[test]
    fn every_step_reads_what_it_writes() {
        for (place, step) in Bias::STEPS.iter().enumerate() {
            let written = serde_json::to_value(step).expect("JSON");
            assert_eq!(Bias::from_label(written.as_str().expect("text")), Some(*step));
            assert_eq!(step.position(), place as f64 - 3.0);
            assert_eq!(Bias::nearest(step.position()), Some(*step));
        }
        for (label, wanted) in [
            ("Left-Center", Some(Bias::LeanLeft)),
            ("Centre", Some(Bias::Center)),
            ("Hyper-Partisan Right", Some(Bias::Right)),
            ("unrated", None),
            ("", None),
            ("右", None),
        ] {
            assert_eq!(Bias::from_label(label), wanted, "{label:?}");
        }
    }

    /// 533 articles: 83 left, 122 center, 117 right, and 211 that a bar elsewhere leaves unsaid.
    #[test]
    fn the_bar_of_a_known_story() {
        let mut profiles = Vec::new();
        for number in 0..533 {
            let mut profile = SourceProfile::new(format!("s{number:03}"));
            let label = match number {
                0..83 => Some("leanLeft"),
                83..205 => Some("center"),
                205..322 => Some("right"),
                _ => None,
            };
            let mut rating = Rating::default();
            (rating.axis, rating.label) = ("bias".into(), label.map(str::to_owned));
            profile.ratings.push(rating);
            profiles.push(profile);
        }
        let reports: Vec<Report<'_>> = profiles
            .iter()
            .map(|profile| Report {
                article: &profile.id,
                source: Some(&profile.id),
                ..Report::default()
            })
            .collect();
        let index = Profiles::new(&profiles);
        let found = BiasCoverage::new(&voices(&reports, &index, Unit::Independent));
        assert_eq!((found.rated, found.unrated), (322, 211));
        assert_eq!(Side::ALL.map(|side| found.on(side)), [83, 122, 117]);
        let percent = Side::ALL.map(|side| format!("{:.1}", found.share[&side] * 100.0));
        assert_eq!(percent, ["25.8", "37.9", "36.3"]);
        assert!(found.low[&Side::Center] < found.high[&Side::Right], "the two overlap");
        assert_eq!(found.lead, None, "38 % center is no lead");
        let json = serde_json::to_value(&found).expect("JSON");
        assert_eq!(
            (&json["counts"]["leanLeft"], &json["counts"]["farRight"]),
            (&83.into(), &0.into())
        );
        assert_eq!((&json["unit"], &json["sides"]["center"]), (&"independent".into(), &122.into()));
    }

    #[test]
    fn nobody_is_no_share() {
        let found = BiasCoverage::new(&voices(&[], &Profiles::default(), Unit::Article));
        assert_eq!((found.rated, found.unrated, found.share.len()), (0, 0, 0));
    }
}
