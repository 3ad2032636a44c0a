//! What counts as one voice.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::live::is_live;
use crate::article::{Article, SourceProfile, Timestamp, newsroom};

/// What coverage counts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Unit {
    /// Newsrooms that wrote something themselves: copies count for whom they copy, and outlets of
    /// one family are one.
    #[default]
    Independent,
    /// Outlets, each once, copies or not.
    Source,
    /// Articles.
    Article,
}

/// An article as coverage sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "the caller makes it")]
pub struct Report<'a> {
    /// The article's key.
    pub article: &'a str,
    /// The outlet, by any name that [`Profiles::get`] knows.
    pub source: Option<&'a str>,
    /// The article that this one copies, or any key that a group of copies has in common.
    pub copy_of: Option<&'a str>,
    /// The publisher's claim of when it appeared.
    pub published: Option<Timestamp>,
    /// When we saw it.
    pub seen: Option<Timestamp>,
    /// Whether it is a live blog, dated by when it was opened.
    pub live: bool,
}

impl<'a> Report<'a> {
    /// What coverage needs of an article, and the article that it copies, if it does.
    pub fn new(article: &'a Article, copy_of: Option<&'a str>) -> Self {
        Self {
            article: article.id.as_str(),
            source: article.outlet(),
            copy_of,
            published: article.date_published,
            seen: article.date_seen,
            live: is_live(article),
        }
    }
}

/// One voice of a story.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Voice<'a> {
    /// The family, source or article, by the unit; empty for all articles of no named source.
    pub key: &'a str,
    /// Articles that count here.
    pub articles: usize,
    /// The profiles of its outlets, in the order of their ids; empty where none is known.
    pub profiles: Vec<&'a SourceProfile>,
}

/// The voices of a story, in the order of their keys.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Voices<'a> {
    /// What they are.
    pub unit: Unit,
    /// Each of them.
    pub all: Vec<Voice<'a>>,
}

/// Profiles by id; where no id matches, by domain; where none does, by name.
#[derive(Clone, Debug, Default)]
pub struct Profiles<'a> {
    by_name: FxHashMap<&'a str, &'a SourceProfile>,
}

impl<'a> Profiles<'a> {
    /// Indexes profiles; where two have one id, domain or name, the first counts.
    pub fn new(profiles: impl IntoIterator<Item = &'a SourceProfile>) -> Self {
        let profiles: Vec<_> = profiles.into_iter().collect();
        let mut by_name = FxHashMap::default();
        for profile in &profiles {
            by_name.entry(profile.id.as_str()).or_insert(*profile);
        }
        for profile in &profiles {
            for domain in &profile.domains {
                by_name.entry(domain.as_str()).or_insert(*profile);
            }
        }
        for profile in profiles.iter().filter(|profile| !profile.name.is_empty()) {
            by_name.entry(profile.name.as_str()).or_insert(*profile);
        }
        Self { by_name }
    }

    /// The profile of an outlet.
    pub fn get(&self, source: &str) -> Option<&'a SourceProfile> {
        let without_www = || self.by_name.get(source.strip_prefix("www.")?);
        self.by_name.get(source).or_else(without_www).copied()
    }
}

/// Groups reports into voices.
///
/// A group of copies speaks once, through the article that the others copy; where that article is
/// not among the reports, through the copy of the least key. Whose voice it is then, is told by its
/// [`newsroom`]: articles without a source are one voice.
///
/// # Complexity
///
/// O(n log n) for n reports.
pub fn voices<'a>(reports: &[Report<'a>], profiles: &Profiles<'a>, unit: Unit) -> Voices<'a> {
    let speaks = match unit {
        Unit::Independent => originals(reports),
        Unit::Source | Unit::Article => vec![true; reports.len()],
    };
    let mut all: BTreeMap<&'a str, Voice<'a>> = BTreeMap::new();
    for (report, _) in reports.iter().zip(speaks).filter(|(_, speaks)| *speaks) {
        let profile = report.source.and_then(|source| profiles.get(source));
        let key = match unit {
            Unit::Independent => newsroom(report.source, profile),
            Unit::Source => {
                profile.map(|profile| profile.id.as_str()).or(report.source).unwrap_or_default()
            }
            Unit::Article => report.article,
        };
        let voice = all.entry(key).or_insert(Voice { key, articles: 0, profiles: Vec::new() });
        voice.articles += 1;
        voice.profiles.extend(profile);
    }
    let mut all: Vec<_> = all.into_values().collect();
    for voice in &mut all {
        voice.profiles.sort_unstable_by_key(|profile| profile.id.as_str());
        voice.profiles.dedup_by_key(|profile| profile.id.as_str());
    }
    Voices { unit, all }
}

/// Which reports speak for their group of copies.
pub(super) fn originals(reports: &[Report<'_>]) -> Vec<bool> {
    // The keys in order, so that the root of a group is its least key whatever the input's order.
    let mut keys: Vec<&str> = reports
        .iter()
        .flat_map(|report| [Some(report.article), report.copy_of])
        .flatten()
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let number = |key: &str| keys.binary_search(&key).unwrap_or(0);
    let mut groups = Groups((0..keys.len()).collect());
    for report in reports {
        if let Some(original) = report.copy_of {
            groups.unite(number(report.article), number(original));
        }
    }
    let is_copy = |report: &Report<'_>| report.copy_of.is_some_and(|key| key != report.article);
    // A group's speaker: its one article that copies nothing, else that of the least key.
    let mut speakers: FxHashMap<usize, (bool, &str)> = FxHashMap::default();
    for report in reports {
        let candidate = (is_copy(report), report.article);
        let speaker = speakers.entry(groups.root(number(report.article))).or_insert(candidate);
        *speaker = candidate.min(*speaker);
    }
    let mut speaks = Vec::with_capacity(reports.len());
    for report in reports {
        let speaker = speakers.get(&groups.root(number(report.article)));
        speaks.push(speaker.is_some_and(|(_, article)| *article == report.article));
    }
    speaks
}

/// Disjoint sets of numbers; the root of a set is its least member.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut member: usize) -> usize {
        loop {
            let parent = self.0.get(member).copied().unwrap_or(member);
            if parent == member {
                return member;
            }
            let grandparent = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(link) = self.0.get_mut(member) {
                *link = grandparent;
            }
            member = grandparent;
        }
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(link) = self.0.get_mut(one.max(other)) {
            *link = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn profiles() -> Vec<SourceProfile> {
        let outlet = |id: &str, family: Option<&str>| {
            let mut profile = SourceProfile::new(id);
            profile.family_id = family.map(str::to_owned);
            profile.domains = vec![format!("{id}.example")];
            profile
        };
        vec![
            outlet("one", Some("house")),
            outlet("two", Some("house")),
            outlet("wire", None),
            outlet("three", None),
        ]
    }

    fn report<'a>(line: &'a str) -> Report<'a> {
        let mut words = line.split(' ').map(|word| Some(word).filter(|word| *word != "-"));
        Report {
            article: words.next().flatten().expect("an article"),
            source: words.next().flatten(),
            copy_of: words.next().flatten(),
            ..Report::default()
        }
    }

    fn count(lines: &[&str], unit: Unit) -> String {
        let profiles = profiles();
        let reports: Vec<_> = lines.iter().map(|line| report(line)).collect();
        let voices = voices(&reports, &Profiles::new(&profiles), unit);
        let name = |voice: &Voice<'_>| format!("{:?}×{}", voice.key, voice.articles);
        voices.all.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn copies_and_families_are_one() {
        let lines =
            ["a wire", "b one a", "c one", "d two", "e www.three.example a", "f new", "g", "h"];
        assert_eq!(count(&lines, Unit::Independent), r#"""×2 "house"×2 "new"×1 "wire"×1"#);
        assert_eq!(
            count(&lines, Unit::Source),
            r#"""×2 "new"×1 "one"×2 "three"×1 "two"×1 "wire"×1"#
        );
        assert_eq!(count(&lines, Unit::Article).split(' ').count(), 8);
    }

    #[test]
    fn a_group_speaks_once_whatever_its_links() {
        for (what, lines, wanted) in [
            ("copies of what is not here", vec!["b one x", "a wire x"], r#""wire"×1"#),
            ("copies of a copy", vec!["c one b", "b three a", "a wire"], r#""wire"×1"#),
            ("copies of each other", vec!["b one a", "a wire b"], r#""wire"×1"#),
            ("a copy of itself", vec!["a wire a"], r#""wire"×1"#),
            ("nothing", vec![], ""),
        ] {
            assert_eq!(count(&lines, Unit::Independent), wanted, "{what}");
        }
    }

    proptest! {
        #[test]
        fn order_changes_nothing_and_a_copy_adds_no_voice(
            reports in prop::collection::vec((0u8..5, prop::option::of(0u8..12)), 1..12),
            copied in any::<prop::sample::Index>(),
            turn in 0usize..12,
        ) {
            let sources = ["one", "two", "wire", "three", "new"];
            let mut lines: Vec<String> = reports
                .iter()
                .enumerate()
                .map(|(number, (source, copy))| {
                    let copy = copy.map_or("-".into(), |copy| format!("a{copy:02}"));
                    format!("a{number:02} {} {copy}", sources[usize::from(*source)])
                })
                .collect();
            let as_strs = |lines: &[String]| -> Vec<&'static str> {
                lines.iter().map(|line| &*line.clone().leak()).collect()
            };
            let before = count(&as_strs(&lines), Unit::Independent);
            let turn = turn % lines.len();
            lines.rotate_left(turn);
            prop_assert_eq!(&count(&as_strs(&lines), Unit::Independent), &before);
            lines.push(format!("z one a{:02}", copied.index(lines.len())));
            prop_assert_eq!(count(&as_strs(&lines), Unit::Independent), before);
        }
    }
}
