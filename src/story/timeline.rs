//! When the story was told, in which language and on which side, and which language followed which.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::build::Member;
use super::types::Story;
use crate::article::{ArticleId, Timestamp};
use crate::language::LanguageTag;

/// Articles of one language and side in one hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TimelineEntry {
    /// The start of the hour.
    pub at: Timestamp,
    /// The language.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// The outlet's side; `None` where nobody has placed it.
    pub side: Option<String>,
    /// Articles.
    pub count: usize,
    /// Copies among them.
    pub copies: usize,
}

/// When a story came to a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LanguageArrival {
    /// The language.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// Its first article, by its believable time.
    pub article: ArticleId,
    /// When that appeared.
    pub at: Timestamp,
    /// Hours after the first language.
    pub hours: f64,
    /// The language of the earlier article that this one is nearest to: whom it may have followed.
    /// `None` for the first, and where nothing tells.
    pub after: Option<LanguageTag>,
}

/// Articles by hour, language and side, in order of time.
pub(super) fn timeline(members: &[Member<'_>]) -> Vec<TimelineEntry> {
    type Key<'m> = (i64, Option<LanguageTag>, Option<&'m str>);
    let mut hours: BTreeMap<Key<'_>, (usize, usize)> = BTreeMap::new();
    for member in members {
        let hour = member.material.time.seconds().div_euclid(3600);
        let key = (hour, member.material.language, member.side.as_deref());
        let (count, copies) = hours.entry(key).or_default();
        *count += 1;
        *copies += usize::from(member.copy_of.is_some());
    }
    let entry = |((hour, language, side), (count, copies)): (Key<'_>, (usize, usize))| {
        let at = Timestamp::from_seconds(hour.saturating_mul(3600));
        TimelineEntry { at, language, side: side.map(str::to_owned), count, copies }
    };
    hours.into_iter().map(entry).collect()
}

/// The languages in the order in which the story came to them. `nearest` gives the member that one
/// was nearest to when it came.
pub(super) fn spread(
    members: &[Member<'_>],
    nearest: impl Fn(&Member<'_>) -> Option<u32>,
) -> Vec<LanguageArrival> {
    let by_key: BTreeMap<u32, &Member<'_>> = members.iter().map(|m| (m.key, m)).collect();
    let mut first: BTreeMap<Option<LanguageTag>, &Member<'_>> = BTreeMap::new();
    for member in members {
        let held = first.entry(member.material.language).or_insert(member);
        if member.material.time < held.material.time {
            *held = member;
        }
    }
    let mut order: Vec<&Member<'_>> = first.into_values().collect();
    order.sort_by_key(|member| (member.material.time, member.key));
    let Some(start) = order.first().map(|member| member.material.time) else { return Vec::new() };
    let arrival = |member: &&Member<'_>| {
        let after = nearest(member).and_then(|key| by_key.get(&key)).filter(|other| {
            other.material.time < member.material.time
                && other.material.language != member.material.language
        });
        LanguageArrival {
            language: member.material.language,
            article: member.id(),
            at: member.material.time,
            hours: member.material.time.hours_since(start),
            after: after.and_then(|other| other.material.language),
        }
    };
    order.iter().map(arrival).collect()
}

/// How often one language reports before another, over many stories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LanguageLead {
    /// The language that is first more often.
    pub leader: LanguageTag,
    /// The other.
    pub follower: LanguageTag,
    /// Stories told in both, at different times.
    pub stories: usize,
    /// Of these, those that the leader told first.
    pub first: usize,
    /// The median of the hours between the two, counted from the leader; negative if, by the
    /// median, it came later.
    pub median_hours: f64,
    /// The chance of a lead as clear as this if both were first equally often: two-sided sign test.
    pub p: f64,
    /// The same over all pairs of languages: at 0.05, one in twenty such leads is chance (Benjamini
    /// and Hochberg 1995).
    pub q: f64,
}

/// Who follows whom between languages, the surest lead first. Only pairs with `least` stories in
/// common are tested.
///
/// Stories are taken as independent; they are not quite, since one newsroom's habits run through
/// many. A lead is one of time: it does not say who copied whom.
///
/// # Complexity
///
/// O(stories × languages²).
///
/// # Examples
///
/// ```
/// use samestory::story::language_leads;
///
/// assert!(language_leads(&[], 5).is_empty());
/// ```
pub fn language_leads<'s>(
    stories: impl IntoIterator<Item = &'s Story>,
    least: usize,
) -> Vec<LanguageLead> {
    let mut hours: BTreeMap<(LanguageTag, LanguageTag), Vec<f64>> = BTreeMap::new();
    for story in stories {
        let known: BTreeSet<(LanguageTag, Timestamp)> = story
            .spread
            .iter()
            .filter_map(|arrival| Some((arrival.language?, arrival.at)))
            .filter(|(language, _)| *language != LanguageTag::UNDETERMINED)
            .collect();
        for (place, (one, at)) in known.iter().enumerate() {
            for (other, later) in known.iter().skip(place + 1).filter(|(_, later)| later != at) {
                hours.entry((*one, *other)).or_default().push(later.hours_since(*at));
            }
        }
    }
    let mut leads: Vec<LanguageLead> = hours
        .into_iter()
        .filter(|(_, hours)| hours.len() >= least.max(1))
        .map(|((one, other), mut hours)| {
            let ahead = hours.iter().filter(|hours| **hours > 0.0).count();
            let turned = ahead * 2 < hours.len();
            if turned {
                hours.iter_mut().for_each(|hours| *hours = -*hours);
            }
            hours.sort_by(f64::total_cmp);
            let first = if turned { hours.len() - ahead } else { ahead };
            LanguageLead {
                leader: if turned { other } else { one },
                follower: if turned { one } else { other },
                stories: hours.len(),
                first,
                median_hours: hours.get(hours.len() / 2).copied().unwrap_or_default(),
                p: sign_test(first, hours.len()),
                q: 1.0,
            }
        })
        .collect();
    leads.sort_by(|one, two| {
        let names = |lead: &LanguageLead| (lead.leader, lead.follower);
        one.p.total_cmp(&two.p).then(names(one).cmp(&names(two)))
    });
    let (count, mut q) = (leads.len() as f64, 1.0f64);
    for (place, lead) in leads.iter_mut().enumerate().rev() {
        q = q.min(lead.p * count / (place + 1) as f64);
        lead.q = q;
    }
    leads
}

/// The chance that at least `most` of `total` even coins fall on one side.
fn sign_test(most: usize, total: usize) -> f64 {
    let mut term = -(total as f64) * std::f64::consts::LN_2;
    let mut sum = term.exp();
    for number in 1..=total - most {
        term += ((total - number + 1) as f64 / number as f64).ln();
        sum += term.exp();
    }
    (2.0 * sum).min(1.0)
}
