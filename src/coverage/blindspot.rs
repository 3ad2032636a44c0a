//! Stories that one side hardly reports.

use serde::{Deserialize, Serialize};

use super::bias::{BiasCoverage, Side};
use super::interval::{CONFIDENCE, wilson};
use super::voice::{Profiles, Report, Unit, voices};
use crate::article::SourceProfile;

/// A side that hardly reports has at most this part of the rated voices: the most among the
/// blindspots that Ground News has published, which start the definition.
const MOST_OF_MINOR_SIDE: f64 = 0.20;

/// The other side has at least this much more of them: published cases begin at 22 points.
const LEAST_GAP: f64 = 0.20;

/// The chance of calling a blindspot where both sides report alike.
const SIGNIFICANCE: f64 = 0.05;

/// Independent voices by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[allow(clippy::exhaustive_structs, reason = "there are three sides")]
pub struct SideCounts {
    /// Left of the center.
    pub left: usize,
    /// In the center.
    pub center: usize,
    /// Right of the center.
    pub right: usize,
}

impl SideCounts {
    /// The sides of the outlets that one follows, a family once: the pool to expect reports from.
    pub fn of_outlets<'a>(profiles: impl IntoIterator<Item = &'a SourceProfile>) -> Self {
        let profiles: Vec<&SourceProfile> = profiles.into_iter().collect();
        let report = |profile: &&'a SourceProfile| Report {
            article: &profile.id,
            source: Some(&profile.id),
            ..Report::default()
        };
        let reports: Vec<Report<'_>> = profiles.iter().map(report).collect();
        let index = Profiles::new(profiles);
        Self::from(&BiasCoverage::new(&voices(&reports, &index, Unit::Independent)))
    }
}

impl From<&BiasCoverage> for SideCounts {
    fn from(bias: &BiasCoverage) -> Self {
        let [left, center, right] = Side::ALL.map(|side| bias.on(side));
        Self { left, center, right }
    }
}

/// The outlets that could have reported: what both sides would be expected to report like.
pub type Pool = SideCounts;

/// What can be said of a blindspot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::exhaustive_enums, reason = "every page must show each")]
pub enum BlindspotState {
    /// Both sides report it.
    None,
    /// The left hardly reports it.
    Left,
    /// The right hardly reports it.
    Right,
    /// Too few voices to tell, or what looks like a blindspot could be chance.
    Insufficient,
}

/// Whether one side hardly reports a story, with the test behind it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Blindspot {
    /// The verdict.
    pub state: BlindspotState,
    /// The side with less coverage, whatever the verdict; `None` if both have the same.
    pub side: Option<Side>,
    /// That side's part of the rated voices.
    pub share: f64,
    /// The part of the left and right voices expected to be of that side: ½, or as in the pool.
    pub baseline: f64,
    /// The chance of a split as uneven as this between left and right, if both report alike.
    pub p: f64,
    /// The same over many stories, once [`control_false_discoveries`] has seen them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// Voices rated.
    pub rated: usize,
}

/// Tests whether one side hardly reports a story.
///
/// The sides count as they would if the pool held as many left as right outlets (it does where none
/// is given). The lesser side is a blindspot if it has at most 20 % of the rated voices, the other
/// at least 20 points more, and so uneven a split between left and right happens in less than 5 %
/// of stories that both report alike (two-sided binomial test). With fewer rated voices than
/// would show total silence to be under 20 % (16, by Wilson's interval), or where only the test
/// is missing, it says so.
///
/// # Examples
///
/// ```
/// use samestory::coverage::{BlindspotState, SideCounts, blindspot};
///
/// let found = blindspot(SideCounts { left: 3, center: 22, right: 25 }, None);
/// assert_eq!(found.state, BlindspotState::Left);
/// let few = blindspot(SideCounts { left: 0, center: 4, right: 5 }, None);
/// assert_eq!(few.state, BlindspotState::Insufficient);
/// ```
pub fn blindspot(voices: SideCounts, pool: Option<Pool>) -> Blindspot {
    let SideCounts { left, center, right } = voices;
    let rated = left + center + right;
    let pool = pool.unwrap_or(Pool { left: 1, center: 0, right: 1 });
    let (pool_left, pool_right) = (pool.left as f64, pool.right as f64);
    // How often outlets of each side report, scaled so that both sum to their voices.
    let sides = (left + right) as f64;
    let (left_rate, right_rate) = (left as f64 * pool_right, right as f64 * pool_left);
    let to_voices =
        if left_rate + right_rate > 0.0 { sides / (left_rate + right_rate) } else { 0.0 };
    let part = |rate: f64| if rated > 0 { rate * to_voices / rated as f64 } else { 0.0 };
    let (left_share, right_share) = (part(left_rate), part(right_rate));
    let (side, minor, minor_share, minor_pool, state) = if left_share < right_share {
        (Some(Side::Left), left, left_share, pool_left, BlindspotState::Left)
    } else {
        let side = (right_share < left_share).then_some(Side::Right);
        (side, right, right_share, pool_right, BlindspotState::Right)
    };
    let baseline = minor_pool / (pool_left + pool_right).max(1.0);
    // Twice one tail: which side is the lesser was seen only in the data.
    let p = (2.0 * binomial_tail(minor, left + right, baseline)).min(1.0);
    let enough = wilson(0, rated, CONFIDENCE).high <= MOST_OF_MINOR_SIDE;
    let looks_blind =
        minor_share <= MOST_OF_MINOR_SIDE && (left_share - right_share).abs() >= LEAST_GAP;
    let state = if !enough || pool.left == 0 || pool.right == 0 {
        BlindspotState::Insufficient
    } else if !looks_blind {
        BlindspotState::None
    } else if p < SIGNIFICANCE {
        state
    } else {
        BlindspotState::Insufficient
    };
    let share = if rated > 0 { minor as f64 / rated as f64 } else { 0.0 };
    Blindspot { state, side, share, baseline, p, q: None, rated }
}

/// Holds the part of false alarms among all blindspots under 5 % (Benjamini and Hochberg 1995).
///
/// Give it all stories of a page or a day: with a thousand, fifty would look like blindspots by
/// chance. It sets `q` where there was enough to test, and takes back what does not hold.
pub fn control_false_discoveries(found: &mut [Blindspot]) {
    let tested = |spot: &Blindspot| wilson(0, spot.rated, CONFIDENCE).high <= MOST_OF_MINOR_SIDE;
    let mut tests: Vec<&mut Blindspot> = found.iter_mut().filter(|spot| tested(spot)).collect();
    tests.sort_by(|one, other| one.p.total_cmp(&other.p));
    let count = tests.len() as f64;
    let mut q = 1.0f64;
    for (place, spot) in tests.into_iter().enumerate().rev() {
        q = q.min(spot.p * count / (place + 1) as f64);
        spot.q = Some(q);
        if q >= SIGNIFICANCE && matches!(spot.state, BlindspotState::Left | BlindspotState::Right) {
            spot.state = BlindspotState::Insufficient;
        }
    }
}

/// The chance of at most `successes` of `trials`. O(successes).
fn binomial_tail(successes: usize, trials: usize, probability: f64) -> f64 {
    if successes >= trials || probability <= 0.0 {
        return 1.0;
    }
    if probability >= 1.0 {
        return 0.0;
    }
    // In logarithms: the terms of large stories are smaller than an f64 can hold.
    let odds = (probability / (1.0 - probability)).ln();
    let mut term = trials as f64 * (1.0 - probability).ln();
    let mut sum = term.exp();
    for number in 1..=successes {
        term += ((trials - number + 1) as f64 / number as f64).ln() + odds;
        sum += term.exp();
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlindspotState::{Insufficient, Left, None, Right};

    fn state(left: usize, center: usize, right: usize) -> BlindspotState {
        blindspot(SideCounts { left, center, right }, Option::None).state
    }

    #[test]
    fn blindspots_published_elsewhere_are_accepted_once_there_are_enough_voices() {
        for (left, center, right, wanted) in [
            (0, 43, 57, Left),
            (50, 33, 17, Right),
            (38, 46, 16, Right),
            (10, 13, 77, Left),
            (6, 50, 44, Left),
            (67, 25, 8, Right),
            (14, 5, 81, Left),
            (12, 0, 88, Left),
            (73, 18, 9, Right),
            (60, 40, 0, Right),
            (20, 15, 65, Left),
            (44, 56, 0, Right),
        ] {
            assert_eq!(state(left, center, right), wanted, "{left}/{center}/{right} %");
            let few = [left, center, right].map(|percent| percent * 9 / 100);
            assert_eq!(state(few[0], few[1], few[2]), Insufficient, "{few:?}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        for (left, center, right, wanted) in [
            (83, 122, 117, None),
            (30, 40, 30, None),
            (5, 90, 5, None),
            (0, 100, 0, None),
            // Both are too few, whichever way the other five lean.
            (0, 4, 5, Insufficient),
            (5, 4, 0, Insufficient),
            (0, 0, 0, Insufficient),
            (0, 0, 15, Insufficient),
            (0, 0, 16, Left),
            // 1 of 8 is chance in 7 % of stories.
            (1, 8, 7, Insufficient),
        ] {
            assert_eq!(state(left, center, right), wanted, "{left}/{center}/{right}");
        }
    }

    #[test]
    fn a_pool_says_what_to_expect() {
        let voices = SideCounts { left: 5, center: 20, right: 25 };
        assert_eq!(blindspot(voices, Option::None).state, Left);
        let few_left = blindspot(voices, Some(Pool { left: 20, center: 50, right: 80 }));
        assert_eq!((few_left.state, few_left.side), (None, Some(Side::Left)), "near the expected");
        assert_eq!(few_left.baseline, 0.2);
        let no_left = blindspot(voices, Some(Pool { left: 0, center: 50, right: 80 }));
        assert_eq!(no_left.state, Insufficient);
    }

    #[test]
    fn a_pool_counts_families_once() {
        let profiles: Vec<SourceProfile> = serde_json::from_str(
            r#"[{"id": "a", "family": "f", "ratings": [{"axis": "bias", "label": "left"}]},
                {"id": "b", "family": "f", "ratings": [{"axis": "bias", "label": "left"}]},
                {"id": "c", "ratings": [{"axis": "bias", "label": "farRight"}]}, {"id": "d"}]"#,
        )
        .expect("profiles");
        let pool = SideCounts::of_outlets(&profiles);
        assert_eq!(pool, Pool { left: 1, center: 0, right: 1 });
    }

    #[test]
    fn mirrored_sides_mirror() {
        for left in 0..40 {
            for right in 0..40 {
                let mirror = match state(left, 5, right) {
                    Left => Right,
                    Right => Left,
                    other => other,
                };
                assert_eq!(state(right, 5, left), mirror, "{left} {right}");
            }
        }
    }

    #[test]
    fn many_stories_make_some_by_chance() {
        let uneven = blindspot(SideCounts { left: 3, center: 4, right: 12 }, Option::None);
        assert_eq!(uneven.state, Left);
        let even = blindspot(SideCounts { left: 12, center: 4, right: 12 }, Option::None);
        let clear = blindspot(SideCounts { left: 0, center: 4, right: 60 }, Option::None);
        let mut all = vec![even; 50];
        all.extend([uneven, clear]);
        control_false_discoveries(&mut all);
        assert_eq!((all[50].state, all[51].state), (Insufficient, Left));
        assert!(all.iter().all(|spot| spot.q.is_some_and(|q| spot.p <= q && q <= 1.0)));
        let mut alone = [uneven];
        control_false_discoveries(&mut alone);
        assert_eq!(alone[0].state, Left);
    }

    #[test]
    fn tails_are_those_of_the_binomial() {
        let slow = |successes: usize, trials: usize, p: f64| -> f64 {
            let choose =
                |k: usize| (0..k).map(|i| (trials - i) as f64 / (i + 1) as f64).product::<f64>();
            (0..=successes)
                .map(|k| choose(k) * p.powi(k as i32) * (1.0 - p).powi((trials - k) as i32))
                .sum()
        };
        for trials in [0, 1, 7, 40] {
            for successes in 0..=trials {
                for p in [0.2, 0.5, 0.9] {
                    let (found, wanted) =
                        (binomial_tail(successes, trials, p), slow(successes, trials, p));
                    assert!((found - wanted).abs() < 1e-9, "{successes}/{trials} {p}");
                }
            }
        }
        assert!(binomial_tail(40_000, 100_000, 0.5) < 1e-12);
    }
}
