//! Who reported a story first, and how sure that is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::{Claim, Hazard, Moment, Moments, judge, seconds_between};
use crate::article::{ArticleId, Timestamp};

/// How far two true times may differ by clocks alone, in seconds: feeds stamp whole minutes, and
/// systems differ in whether they stamp the saving or the publishing.
const CLOCK_SKEW: f64 = 120.0;

/// The most that is believed of a time that only the publisher vouches for.
const UNVERIFIED_CONFIDENCE: f64 = 0.8;

/// Below this, no one is named. A tie of two has 0.5.
const LEAST_CONFIDENCE: f64 = 0.55;

/// Runners-up to name.
const RUNNERS_UP: usize = 5;

/// The first report of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FirstReport {
    /// The first article; `None` is "cannot tell".
    pub article: Option<ArticleId>,
    /// When it appeared.
    pub at: Option<Timestamp>,
    /// The chance that it was earlier than its strongest rival; where nothing can be told, that of
    /// the first of `runners_up`.
    pub confidence: f64,
    /// The next voices by their first article, with a time each, earliest first; at most five.
    pub runners_up: Vec<RunnerUp>,
    /// What is to be said of the time.
    pub flags: Vec<Hazard>,
    /// Voices of whose time nothing is known. Any of them may have been first.
    pub undated: usize,
}

/// A voice that was not first, or might have been.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RunnerUp {
    /// Its first article.
    pub article: ArticleId,
    /// When it appeared, or, where a flag doubts the date, when we saw it.
    pub at: Timestamp,
    /// What is to be said of the time.
    pub flags: Vec<Hazard>,
}

/// Finds out who reported first.
///
/// Each voice stands by its earliest article that is no copy. A publisher's date counts as far as
/// our clock bears it out: one that is missing, in the future, noon or midnight to the second, or
/// well before the story was first seen though we saw the article late, does not count, and the
/// article may have appeared at any time before we saw it. Such a rival lowers the confidence by
/// the part of the story's delays, from publishing to seeing, that would have made it first.
///
/// `None` if no voice has a time.
///
/// # Complexity
///
/// O(n log n) for n claims.
///
/// # Examples
///
/// ```
/// use samestory::coverage::{Claim, first_report};
///
/// let claim = |article, published: &str, seen: &str| Claim {
///     article,
///     voice: article,
///     published: published.parse().ok(),
///     seen: seen.parse().ok(),
///     copy: false,
///     live: false,
///     utc_offset: None,
/// };
/// let found = first_report(&[
///     claim("blog", "2026-05-09T05:55:00Z", "2026-05-09T18:40:00Z"),
///     claim("wire", "2026-05-09T18:09:04Z", "2026-05-09T18:12:34Z"),
///     claim("daily", "2026-05-09T18:31:00Z", "2026-05-09T18:38:00Z"),
/// ])
/// .expect("there are times");
/// assert_eq!(found.article.as_ref().map(|article| article.as_str()), Some("wire"));
/// assert_eq!(found.runners_up[0].article.as_str(), "daily");
/// ```
pub fn first_report(claims: &[Claim<'_>]) -> Option<FirstReport> {
    let Moments { all, delays } = judge(claims);
    // Each voice's earliest: trusted times before others, then by time, our clock and key.
    let mut voices: BTreeMap<&str, Candidate<'_>> = BTreeMap::new();
    let mut undated = 0;
    for (claim, moment) in claims.iter().zip(all).filter(|(claim, _)| !claim.copy) {
        let candidate = Candidate { claim: *claim, moment };
        let held = voices.entry(claim.voice).or_insert_with(|| candidate.clone());
        if candidate.order() < held.order() {
            *held = candidate;
        }
    }
    let mut candidates: Vec<Candidate<'_>> = voices.into_values().collect();
    candidates.retain(|candidate| {
        undated += usize::from(candidate.moment.at.is_none());
        candidate.moment.at.is_some()
    });
    candidates.sort_by(|one, other| one.order().cmp(&other.order()));
    let (first, rivals) = candidates.split_first()?;
    let at = first.moment.at?;
    // A voice of which nothing is known is as likely the first as any other.
    let dated = candidates.len() as f64 / (candidates.len() + undated) as f64;
    let confidence = first.confidence(at, rivals, &delays).min(dated);
    let told = confidence >= LEAST_CONFIDENCE;
    let runners_up = if told { rivals } else { candidates.as_slice() };
    Some(FirstReport {
        article: told.then(|| first.claim.article.into()),
        at: told.then_some(at),
        confidence,
        runners_up: runners_up.iter().filter_map(Candidate::runner_up).take(RUNNERS_UP).collect(),
        flags: if told { first.moment.flags.clone() } else { Vec::new() },
        undated,
    })
}

/// A voice's earliest article.
#[derive(Clone)]
struct Candidate<'a> {
    claim: Claim<'a>,
    moment: Moment,
}

impl<'a> Candidate<'a> {
    /// Earlier is less; a time that is not trusted comes after all that are.
    fn order(&self) -> (bool, bool, Option<Timestamp>, Option<Timestamp>, &'a str) {
        let Moment { at, trusted, .. } = &self.moment;
        (at.is_none(), !trusted, *at, self.claim.seen, self.claim.article)
    }

    /// The chance of having been first at a time, against the strongest rival.
    fn confidence(&self, at: Timestamp, rivals: &[Self], delays: &[i64]) -> f64 {
        // A doubted time wins only where no one has a better one: against others, nothing is known.
        let doubted_among_several = !self.moment.trusted && !rivals.is_empty();
        if doubted_among_several {
            return 0.0;
        }
        let verified = !self.moment.flags.contains(&Hazard::Unverified);
        let most = if verified { 1.0 } else { UNVERIFIED_CONFIDENCE };
        rivals.iter().map(|rival| 1.0 - rival.chance_before(at, delays)).fold(most, f64::min)
    }

    /// The chance that this article appeared before a time.
    fn chance_before(&self, at: Timestamp, delays: &[i64]) -> f64 {
        let Some(own) = self.moment.at else { return 0.0 };
        let later_by = seconds_between(at, own);
        if self.moment.trusted {
            return 1.0 / (1.0 + (later_by as f64 / CLOCK_SKEW).exp());
        }
        // It was seen then: how often are articles seen as late as that after publishing? One more
        // of either kind (Laplace), since a few delays do not show the longest.
        let shorter = delays.partition_point(|delay| *delay <= later_by);
        (delays.len() - shorter + 1) as f64 / (delays.len() + 2) as f64
    }

    fn runner_up(&self) -> Option<RunnerUp> {
        let flags = self.moment.flags.clone();
        Some(RunnerUp { article: self.claim.article.into(), at: self.moment.at?, flags })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `article published seen [offset] [copy]`, times of one day or whole dates, `-` for none.
    fn claims(lines: &'static str) -> Vec<Claim<'static>> {
        let time = |text: &str| match text {
            "-" => None,
            text if text.contains('T') => Some(text.parse().expect("a date")),
            text => Some(format!("2026-05-09T{text}Z").parse().expect("a time")),
        };
        lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                Claim {
                    article: words[0],
                    voice: words[0].split('/').next().unwrap_or_default(),
                    published: time(words[1]),
                    seen: time(words[2]),
                    copy: words.contains(&"copy"),
                    live: words.contains(&"live"),
                    utc_offset: words
                        .iter()
                        .skip(3)
                        .find_map(|word| super::super::parse_utc_offset(word)),
                }
            })
            .collect()
    }

    fn first(lines: &'static str) -> Option<String> {
        first_report(&claims(lines))?.article.map(|article| article.to_string())
    }

    fn flags_of(report: &FirstReport, article: &str) -> Vec<Hazard> {
        let runner = report.runners_up.iter().find(|runner| runner.article.as_str() == article);
        runner.map(|runner| runner.flags.clone()).unwrap_or_default()
    }

    /// The hazards of one real story: the least date is a live blog's, twelve hours early.
    const STORY: &str = "
        live-blog   05:55:00 18:52:00 live
        fox-a       14:25:20 18:41:00 -04:00
        fox-b       14:25:20 18:41:30 -04:00
        mediaite    14:17:53 19:02:00
        forbes      12:00:00 19:40:00
        earlier     16:43:00 19:05:00
        reuters     18:09:04 18:28:34
        vg          18:10:18 18:18:40
        daily       18:20:00 18:33:00
        post        18:31:00 18:45:00
        herald      18:40:00 19:10:00
        echo        18:55:00 23:55:00
        station-1   18:41:00 18:58:00 copy
    ";

    #[test]
    fn hazards_do_not_seize_a_story() {
        let found = first_report(&claims(STORY)).expect("a report");
        assert_eq!(found.article.as_ref().map(ArticleId::as_str), Some("reuters"), "{found:?}");
        assert_eq!(found.runners_up[0].article.as_str(), "vg");
        assert!(found.confidence > 0.55 && found.confidence < 0.75, "74 s apart: {found:?}");
        assert_eq!(found.flags, []);
        for (article, wanted) in [("fox-a", Hazard::LocalTime), ("fox-b", Hazard::LocalTime)] {
            assert_eq!(flags_of(&found, article), [wanted], "{article}");
        }
        let all = judge(&claims(STORY)).all;
        let flags: Vec<_> = claims(STORY)
            .iter()
            .zip(&all)
            .filter(|(_, moment)| !moment.trusted)
            .map(|(claim, moment)| (claim.article, moment.flags.as_slice()))
            .collect();
        assert_eq!(
            flags,
            [
                ("live-blog", [Hazard::LiveBlog].as_slice()),
                ("mediaite", &[Hazard::BackDated]),
                ("forbes", &[Hazard::RoundTime]),
                ("earlier", &[Hazard::BackDated]),
            ]
        );
    }

    #[test]
    fn each_hazard_alone() {
        for (what, lines, wanted) in [
            ("no story", "", None),
            ("one voice", "a 10:01:00 10:05:00", Some("a")),
            ("one voice of an unknown time", "a - 10:05:00", Some("a")),
            ("no times at all", "a - -\nb - -", None),
            ("a clear first", "a 10:01:00 10:05:00\nb 10:31:00 10:35:00", Some("a")),
            ("the same minute", "a 10:01:00 10:05:00\nb 10:01:00 10:05:00", None),
            ("a copy is not first", "a 10:01:00 10:05:00 copy\nb 10:31:00 10:35:00", Some("b")),
            (
                "the future",
                "a 2027-01-01T10:00:00Z 11:35:00\nb 10:31:00 10:35:00\nc 10:50:00 10:55:00",
                Some("b"),
            ),
            ("the year 9999", "a 9999-12-30T00:00:01Z 11:35:00\nb 10:31:00 10:35:00", Some("b")),
            ("1970", "a 1970-01-01T00:00:01Z 11:35:00\nb 10:31:00 10:35:00", Some("b")),
            (
                "1970, and no clock of ours",
                "a 1970-01-01T00:00:01Z -\nb 10:31:00 -\nc 10:41:00 -",
                Some("b"),
            ),
            (
                "an hour ahead in Paris",
                "a 11:20:00 10:22:00 +01:00\nb 10:31:00 10:35:00",
                Some("a"),
            ),
            ("all dates are days", "a 00:00:00 10:22:00\nb 00:00:00 10:35:00", None),
            (
                "a live blog that was opened an hour before",
                "a 09:20:00 10:40:00 live\nb 10:31:00 10:35:00\nc 10:50:00 10:55:00",
                Some("b"),
            ),
            ("a live blog alone", "a 09:20:00 10:40:00 live", Some("a")),
            (
                "a live blog after others",
                "a 10:01:00 10:05:00\nb 10:31:00 10:35:00 live",
                Some("a"),
            ),
            ("a scoop that we saw", "a 03:01:00 03:09:00\nb 10:31:00 10:35:00", Some("a")),
            (
                "an archive read a month later",
                "a 03:01:00 2026-06-09T00:00:00Z\nb 04:31:00 2026-06-09T00:00:00Z",
                Some("a"),
            ),
            (
                "one voice, two articles",
                "a/1 10:01:00 10:05:00\na/2 10:01:30 10:05:00",
                Some("a/1"),
            ),
        ] {
            assert_eq!(first(lines).as_deref(), wanted, "{what}");
        }
    }

    #[test]
    fn what_only_the_publisher_vouches_for_is_believed_less() {
        let found = first_report(&claims("a 03:01:00 -\nb 04:31:00 -")).expect("a report");
        assert_eq!((found.confidence, found.flags), (0.8, vec![Hazard::Unverified]));
        let found = first_report(&claims("a 03:01:00 03:02:00\nb - -\nc - -")).expect("a report");
        assert_eq!((found.article, found.undated), (None, 2), "either may have been the first");
    }

    #[test]
    fn is_written_in_camel_case() {
        let found = first_report(&claims(STORY)).expect("a report");
        let json = serde_json::to_value(&found).expect("JSON");
        assert_eq!(json["runnersUp"][1]["flags"], serde_json::json!([]));
        assert_eq!(json["at"], "2026-05-09T18:09:04Z");
        assert_eq!(serde_json::from_value::<FirstReport>(json).ok(), Some(found));
    }

    proptest! {
        #[test]
        fn any_times_in_any_order_give_one_answer(
            times in prop::collection::vec(
                (0usize..4, prop::option::of(any::<i64>()), prop::option::of(-99999i64..99999),
                 any::<bool>(), prop::option::of(any::<i32>())),
                0..12,
            ),
            turn in 0usize..12,
        ) {
            const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
            let mut claims: Vec<Claim<'_>> = times
                .iter()
                .enumerate()
                .map(|(place, (voice, published, seen, copy, utc_offset))| Claim {
                    article: NAMES[place],
                    voice: NAMES[*voice],
                    // Half of them near our clock's times.
                    published: published.map(|at| {
                        Timestamp::from_seconds(if place % 2 == 0 { at } else { at % 99999 })
                    }),
                    seen: seen.map(Timestamp::from_seconds),
                    copy: *copy,
                    live: *voice == 3,
                    utc_offset: *utc_offset,
                })
                .collect();
            let found = first_report(&claims);
            claims.rotate_left(turn.min(times.len()));
            prop_assert_eq!(&first_report(&claims), &found);
            if let Some(found) = found {
                prop_assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
                prop_assert_eq!(found.article.is_some(), found.confidence >= LEAST_CONFIDENCE);
                prop_assert_eq!(found.article.is_some(), found.at.is_some());
            }
        }
    }
}
