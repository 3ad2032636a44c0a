//! What belongs on a front page.

use std::collections::BTreeMap;

use super::build::Member;
use super::options::StoryOptions;
use crate::article::Timestamp;

/// How much a story belongs on a front page now, between 0 and 1.
///
/// Each independent voice counts once, by its latest article that is no copy, and half as much with
/// each half-life that has passed since; n fresh voices make n / (n + `rank_half_voices`). So the
/// hundredth voice hardly matters, a reprint not at all, and a story that nobody goes on reporting
/// sinks. Whoever has few outlets of its language among the sources ranks lower for it: the rank
/// tells of attention, not of weight.
pub(super) fn rank(members: &[Member<'_>], now: Timestamp, options: &StoryOptions) -> f64 {
    let mut latest: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for member in members.iter().filter(|member| member.copy_of.is_none()) {
        let held = latest.entry(&member.voice).or_insert(member.material.time);
        *held = member.material.time.max(*held);
    }
    let fresh: f64 = latest
        .values()
        .map(|time| 0.5f64.powf(now.hours_since(*time).max(0.0) / options.rank_half_life_hours))
        .sum();
    fresh / (fresh + options.rank_half_voices)
}
