//! What a publisher's date is worth, beside our own clock.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::voice::{Profiles, Report, originals};
use crate::article::{Timestamp, newsroom};

/// How far a publisher's clock may run ahead of ours: cached feeds and unset clocks, in seconds.
const FUTURE_TOLERANCE: i64 = 10 * 60;

/// An article is seen within this many times the usual delay of its story, or its date is doubted.
const USUAL_DELAYS: i64 = 3;

/// The least delay to doubt a date for, in seconds: feeds are often read once an hour.
const LEAST_DOUBTED_DELAY: i64 = 3600;

/// A usual delay from which our clock says nothing of dates: an archive was read, not the news. In
/// seconds.
const ARCHIVE_DELAY: i64 = 8 * 3600;

/// Where our clock says nothing, a date is doubted if no other voice follows within this many
/// seconds: the opening time of a live blog, or an earlier event.
const ISOLATION: i64 = 6 * 3600;

/// What an article says of its time, and what we know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "the caller makes it")]
pub struct Claim<'a> {
    /// The article's key.
    pub article: &'a str,
    /// The voice that it is of, as [`Voice::key`](super::Voice::key).
    pub voice: &'a str,
    /// The publisher's claim.
    pub published: Option<Timestamp>,
    /// When we saw it.
    pub seen: Option<Timestamp>,
    /// Whether it copies another article, and so cannot be the first.
    pub copy: bool,
    /// Whether it is a live blog, dated by when it was opened.
    pub live: bool,
    /// The usual offset of the outlet's clock from UTC in seconds, see [`parse_utc_offset`].
    pub utc_offset: Option<i32>,
}

/// The claims of a story's reports, in their order.
pub fn claims<'a>(reports: &[Report<'a>], profiles: &Profiles<'a>) -> Vec<Claim<'a>> {
    let claim = |(report, original): (&Report<'a>, bool)| {
        let profile = report.source.and_then(|source| profiles.get(source));
        let offset = profile.and_then(|profile| profile.utc_offset_hint.as_deref());
        Claim {
            article: report.article,
            voice: newsroom(report.source, profile),
            published: report.published,
            seen: report.seen,
            copy: !original,
            live: report.live,
            utc_offset: offset.and_then(parse_utc_offset),
        }
    };
    reports.iter().zip(originals(reports)).map(claim).collect()
}

/// What is wrong with a publisher's date, or with what we can say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Hazard {
    /// There is none.
    Missing,
    /// It lies after we saw the article.
    Future,
    /// It is noon or midnight to the second, as systems fill in that know the day alone.
    RoundTime,
    /// It lies well before anyone reported, and we saw the article late: back-dated, the opening
    /// time of a live blog that is not labeled as one, or an article on an earlier event.
    BackDated,
    /// It is the opening time of a live blog, before the story was first seen.
    LiveBlog,
    /// It is right if it is local time that was stamped as UTC, and was read so.
    LocalTime,
    /// Our clock neither confirms nor denies it: we did not note when we saw the article, or read
    /// an archive.
    Unverified,
}

/// An article's time, as far as it can be known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// The publisher's time where it is trusted, else when we saw it.
    pub(super) at: Option<Timestamp>,
    /// Whether `at` is a time of publication. If not, the article appeared before `at`.
    pub(super) trusted: bool,
    /// In the order of [`Hazard`].
    pub(super) flags: Vec<Hazard>,
}

/// The times of all claims of a story, and the delays of those that our clock confirms.
pub(super) struct Moments {
    /// One for each claim.
    pub(super) all: Vec<Moment>,
    /// Seconds from publishing to seeing, rising.
    pub(super) delays: Vec<i64>,
}

/// Judges every claim of a story beside the others. O(n log n).
pub(super) fn judge(claims: &[Claim<'_>]) -> Moments {
    let first_seen = claims.iter().filter_map(|claim| claim.seen).min();
    let usual = median(delays(claims.iter().filter(|claim| round_time(claim).is_none())));
    let archive = usual.is_none_or(|usual| usual >= ARCHIVE_DELAY);
    let doubted = LEAST_DOUBTED_DELAY.max(usual.unwrap_or(0).saturating_mul(USUAL_DELAYS));
    let late = |published: Timestamp, seen: Timestamp| {
        !archive
            && first_seen.is_some_and(|first| published < first)
            && seconds_between(published, seen) > doubted
    };
    // What a live blog says of the story, it said after its opening; of a story that nobody saw before,
    // it may be the beginning.
    let several = claims.windows(2).any(|pair| match pair {
        [one, other] => one.voice != other.voice,
        _ => false,
    });
    let opened_before = |claim: &Claim<'_>| {
        let seen_later = claim.published.zip(first_seen).is_none_or(|(at, first)| at < first);
        claim.live && several && seen_later
    };
    let judge = |claim: &Claim<'_>| judge_one(claim, archive, opened_before, late);
    let mut all: Vec<Moment> = claims.iter().map(judge).collect();
    doubt_isolated(claims, &mut all);
    let confirmed = claims.iter().zip(&all).filter(|(_, moment)| moment.flags.is_empty());
    let delays = delays(confirmed.map(|(claim, _)| claim));
    Moments { all, delays }
}

/// Judges a claim by itself; `late` tells of times of publishing and seeing if they are too far
/// apart.
fn judge_one(
    claim: &Claim<'_>,
    archive: bool,
    opened_before: impl Fn(&Claim<'_>) -> bool,
    late: impl Fn(Timestamp, Timestamp) -> bool,
) -> Moment {
    let doubted = |flag| Moment { at: claim.seen, trusted: false, flags: vec![flag] };
    let trusted = |at, flags| Moment { at: Some(at), trusted: true, flags };
    let Some(published) = claim.published else { return doubted(Hazard::Missing) };
    if let Some(flag) = round_time(claim) {
        return doubted(flag);
    }
    if opened_before(claim) {
        return doubted(Hazard::LiveBlog);
    }
    let Some(seen) = claim.seen else { return trusted(published, vec![Hazard::Unverified]) };
    let future = |at: Timestamp| seconds_between(seen, at) > FUTURE_TOLERANCE;
    let hazard = if future(published) {
        Hazard::Future
    } else if late(published, seen) {
        Hazard::BackDated
    } else {
        let flags = if archive { vec![Hazard::Unverified] } else { Vec::new() };
        return trusted(published.min(seen), flags);
    };
    // Local time stamped as UTC is off by the outlet's offset; then what is read so fits.
    let offset = i64::from(claim.utc_offset.unwrap_or(0));
    let shifted = Timestamp::from_seconds(published.seconds().saturating_sub(offset));
    if offset != 0 && !future(shifted) && !late(shifted, seen) {
        return trusted(shifted.min(seen), vec![Hazard::LocalTime]);
    }
    doubted(hazard)
}

/// Doubts the earliest unverified claims while no other voice's follows soon.
fn doubt_isolated(claims: &[Claim<'_>], moments: &mut [Moment]) {
    let mut order: Vec<(Timestamp, &str, usize)> = claims
        .iter()
        .zip(moments.iter())
        .enumerate()
        .filter(|(_, (_, moment))| moment.trusted)
        .filter_map(|(place, (claim, moment))| Some((moment.at?, claim.voice, place)))
        .collect();
    order.sort_unstable();
    // The first time of another voice after each: the next one, or beyond the run of one voice.
    let mut followers: FxHashMap<usize, Timestamp> = FxHashMap::default();
    let mut after: Option<(Timestamp, &str)> = None;
    let mut follower: Option<Timestamp> = None;
    for (at, voice, place) in order.iter().rev() {
        if let Some((next, next_voice)) = after {
            if next_voice != *voice {
                follower = Some(next);
            }
        }
        after = Some((*at, voice));
        if let Some(follower) = follower {
            followers.insert(*place, follower);
        }
    }
    for (at, _, place) in order {
        // Nobody else to follow: a story of one voice, or its last.
        let Some(follower) = followers.get(&place) else { return };
        let Some(moment) = moments.get_mut(place) else { return };
        let unverified = moment.flags.contains(&Hazard::Unverified);
        if !unverified || seconds_between(at, *follower) <= ISOLATION {
            return;
        }
        *moment = Moment {
            at: claims.get(place).and_then(|claim| claim.seen),
            trusted: false,
            flags: vec![Hazard::BackDated, Hazard::Unverified],
        };
    }
}

/// Whether a date is noon or midnight to the second, by UTC or the outlet's own clock.
fn round_time(claim: &Claim<'_>) -> Option<Hazard> {
    let published = claim.published?.seconds();
    [0, i64::from(claim.utc_offset.unwrap_or(0))]
        .iter()
        .any(|offset| published.saturating_add(*offset).rem_euclid(12 * 3600) == 0)
        .then_some(Hazard::RoundTime)
}

/// Seconds from publishing to seeing, rising; claims beyond our clock are left out.
fn delays<'a>(claims: impl Iterator<Item = &'a Claim<'a>>) -> Vec<i64> {
    let mut delays: Vec<i64> = claims
        .filter_map(|claim| Some(seconds_between(claim.published?, claim.seen?)))
        .filter(|delay| *delay >= -FUTURE_TOLERANCE)
        .collect();
    delays.sort_unstable();
    delays
}

fn median(sorted: Vec<i64>) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

pub(super) fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    to.seconds().saturating_sub(from.seconds())
}

/// The seconds of an offset from UTC such as `+01:00`, `-0500`, `+5:30`, `+8` or `Z`.
///
/// `None` for what is no offset, or one beyond 18 hours.
///
/// # Examples
///
/// ```
/// use samestory::coverage::parse_utc_offset;
///
/// assert_eq!(parse_utc_offset("-04:30"), Some(-16_200));
/// assert_eq!(parse_utc_offset("Paris"), None);
/// ```
pub fn parse_utc_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| -> Option<i32> {
        let short = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        if short { text.parse().ok() } else { None }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_in_any_dress() {
        for (text, wanted) in [
            ("+01:00", Some(3600)),
            ("-0500", Some(-18_000)),
            ("+5:30", Some(19_800)),
            ("+8", Some(28_800)),
            ("−03:30", Some(-12_600)),
            ("Z", Some(0)),
            ("", None),
            ("+", None),
            ("01:00", None),
            ("+25:00", None),
            ("+01:75", None),
            ("+é1:0", None),
            ("+日本", None),
        ] {
            assert_eq!(parse_utc_offset(text), wanted, "{text:?}");
        }
    }
}
