//! What one side or language reports and others do not: counted, not judged.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::build::Member;
use super::reading::{Reading, Thing, ThingId};
use super::summary::PointElsewhere;
use crate::article::ArticleId;
use crate::entity::PlaceLevel;
use crate::language::LanguageTag;
use crate::name::{NameScorer, PreparedName};

/// Voices that a group and the rest must have to be compared.
const LEAST_VOICES: usize = 2;
/// Times as large as elsewhere the part of the group's voices must be.
const LEAST_RATIO: f64 = 4.0;
/// The chance of so uneven a count, above which it is not told.
const MOST_CHANCE: f64 = 0.1;
/// Differences told of a group, and in all.
const MAX_OF_GROUP: usize = 5;
const MAX_DIFFERENCES: usize = 20;
/// The probability from which a name is taken to be told elsewhere in another spelling: low, since
/// a name that is wrongly called missing is worse than one not listed.
const SAME_NAME: f32 = 0.3;
/// Names elsewhere that a name is compared with.
const MAX_NAMES: usize = 400;

/// Who is compared with all others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Group {
    /// The voices of a side, beside those of other sides; outlets of no side count nowhere.
    Side(String),
    /// The voices of a language, beside those of other languages; articles of no known language count
    /// nowhere.
    #[serde(rename = "lang")]
    Language(LanguageTag),
}

/// What is told by one group only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum DifferenceKind {
    /// Someone or something with a name.
    Name,
    /// A place.
    Place,
    /// A number.
    Number,
    /// A word, compared within its language.
    Term,
}

/// Something that one group's voices report and others hardly do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Difference {
    /// Whose it is.
    pub group: Group,
    /// What it is.
    pub kind: DifferenceKind,
    /// As it is written most often; of a place, its English name.
    pub label: String,
    /// The language of a term.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// Voices of the group that tell it.
    pub here: usize,
    /// Voices of the group.
    pub here_of: usize,
    /// Other voices that tell it.
    pub elsewhere: usize,
    /// Other voices.
    pub elsewhere_of: usize,
    /// How often so uneven a count comes about if who tells it is chance (hypergeometric, for this
    /// one thing: among many things, some are uneven by chance).
    pub chance: f64,
    /// The group's articles that tell it, copies left out.
    pub articles: Vec<ArticleId>,
    /// The shortest sentence of these articles that has it and can stand alone.
    pub example: Option<PointElsewhere>,
}

/// The things told by a side or language and hardly elsewhere, the clearest first.
///
/// Counted by voices that wrote an article of their own. Names, places and numbers are compared over
/// all languages, words within one. Silence is not denial, and a name that is written in a way the
/// glossary does not know counts as missing: names that may be one told elsewhere are left out.
///
/// # Complexity
///
/// O(things × groups) for the things told at least twice, and at most 400 name comparisons for each
/// name that remains.
pub(super) fn differences(reading: &Reading<'_, '_>) -> Vec<Difference> {
    let mut tellers: BTreeMap<ThingId, Vec<&Member<'_>>> = BTreeMap::new();
    for read in &reading.articles {
        for thing in &read.things {
            tellers.entry(*thing).or_default().push(read.member);
        }
    }
    tellers.retain(|thing, members| {
        members.len() >= LEAST_VOICES && reading.things.get(*thing).and_then(kind_of).is_some()
    });
    let mut names = Names::default();
    let mut found = Vec::new();
    for (group, everyone) in groups(reading) {
        let mut own: Vec<Difference> = tellers
            .iter()
            .filter_map(|(thing, members)| compare(reading, &group, &everyone, *thing, members))
            .collect();
        own.sort_by(clearest);
        let mut elsewhere: Option<Vec<&str>> = None;
        let mut labels: BTreeSet<String> = BTreeSet::new();
        own.retain(|difference| {
            let known = difference.kind == DifferenceKind::Name && {
                let told = elsewhere.get_or_insert_with(|| names_elsewhere(reading, &group));
                // A word alone is too little to know a name by, where scripts differ.
                let short = matches!(group, Group::Language(_))
                    && !difference.label.contains(char::is_whitespace);
                short || names.are_one(&difference.label, told)
            };
            // A name is a word as well: told once.
            !known && labels.insert(difference.label.to_lowercase())
        });
        own.truncate(MAX_OF_GROUP);
        found.append(&mut own);
    }
    found.sort_by(clearest);
    found.truncate(MAX_DIFFERENCES);
    found
}

fn clearest(one: &Difference, two: &Difference) -> std::cmp::Ordering {
    let key = |difference: &Difference| {
        (difference.group.clone(), difference.kind, difference.label.clone())
    };
    one.chance
        .total_cmp(&two.chance)
        .then(two.here.cmp(&one.here))
        .then_with(|| key(one).cmp(&key(two)))
}

fn kind_of(thing: &Thing) -> Option<DifferenceKind> {
    Some(match thing {
        Thing::Name(_) => DifferenceKind::Name,
        Thing::Place(place) if place.level() == PlaceLevel::Organization => DifferenceKind::Name,
        Thing::Place(_) => DifferenceKind::Place,
        Thing::Number(_) => DifferenceKind::Number,
        Thing::Term(..) => DifferenceKind::Term,
        Thing::Concept(_) => return None,
    })
}

/// Whether there may be a group and others to compare it with: two sides, or two languages.
pub(super) fn can_differ(members: &[Member<'_>]) -> bool {
    let (mut sides, mut languages) = (BTreeSet::new(), BTreeSet::new());
    for member in members.iter().filter(|member| member.copy_of.is_none()) {
        sides.extend(member.side.as_deref());
        languages.extend(member.material.language);
    }
    sides.len() > 1 || languages.len() > 1
}

/// Each group with everyone it is compared with, itself included.
fn groups<'m, 'a>(reading: &Reading<'m, 'a>) -> Vec<(Group, Vec<&'m Member<'a>>)> {
    let members = || reading.articles.iter().map(|read| read.member);
    let sides = members().filter_map(|member| member.side.clone().map(Group::Side));
    let languages = members().filter_map(|m| m.material.language.map(Group::Language));
    let groups: BTreeSet<Group> = sides.chain(languages).collect();
    let with_everyone = |group| {
        let everyone = members().filter(|member| is_placed(&group, member)).collect();
        (group, everyone)
    };
    groups.into_iter().map(with_everyone).collect()
}

/// Whether a member is in a group of this kind: others are not compared.
fn is_placed(group: &Group, member: &Member<'_>) -> bool {
    match group {
        Group::Side(_) => member.side.is_some(),
        Group::Language(_) => member.material.language.is_some(),
    }
}

fn is_in(group: &Group, member: &Member<'_>) -> bool {
    match group {
        Group::Side(side) => member.side.as_ref() == Some(side),
        Group::Language(language) => member.material.language == Some(*language),
    }
}

fn compare(
    reading: &Reading<'_, '_>,
    group: &Group,
    everyone: &[&Member<'_>],
    thing: ThingId,
    tellers: &[&Member<'_>],
) -> Option<Difference> {
    let what = reading.things.get(thing)?;
    let language = match (what, group) {
        // A word of a language is told in no other.
        (Thing::Term(..), Group::Language(_)) => return None,
        (Thing::Term(language), Group::Side(_)) => *language,
        _ => None,
    };
    let term = matches!(what, Thing::Term(..));
    let comparable = |member: &&&Member<'_>| !term || member.material.language == language;
    let count = |members: &[&Member<'_>], here: bool| {
        let own = members.iter().filter(|m| is_in(group, m) == here).filter(comparable);
        own.map(|member| member.voice.as_str()).collect::<BTreeSet<_>>().len()
    };
    // Those that are compared, as in `groups`.
    let told: Vec<&Member<'_>> =
        tellers.iter().filter(|member| is_placed(group, member)).copied().collect();
    let (here, elsewhere) = (count(&told, true), count(&told, false));
    if here < LEAST_VOICES {
        return None;
    }
    let (here_of, elsewhere_of) = (count(everyone, true), count(everyone, false));
    let uneven =
        here as f64 * elsewhere_of as f64 >= LEAST_RATIO * elsewhere as f64 * here_of as f64;
    if elsewhere_of < LEAST_VOICES || !uneven {
        return None;
    }
    let chance = chance(here, here_of, here + elsewhere, here_of + elsewhere_of);
    (chance <= MOST_CHANCE + 1e-9).then(|| Difference {
        group: group.clone(),
        kind: kind_of(what).unwrap_or(DifferenceKind::Term),
        label: reading.label(thing).to_owned(),
        language,
        here,
        here_of,
        elsewhere,
        elsewhere_of,
        chance,
        articles: told.iter().filter(|m| is_in(group, m)).map(|m| m.id()).collect(),
        example: example(reading, group, thing),
    })
}

fn example(reading: &Reading<'_, '_>, group: &Group, thing: ThingId) -> Option<PointElsewhere> {
    let own = reading.articles.iter().filter(|read| is_in(group, read.member));
    let sentences = own.flat_map(|read| read.sentences.iter().map(move |own| (read.member, own)));
    let with = sentences
        .filter(|(_, sentence)| sentence.stands && sentence.things.binary_search(&thing).is_ok());
    let (member, sentence) = with.min_by_key(|(_, sentence)| sentence.text.chars().count())?;
    Some(PointElsewhere {
        text: sentence.text.to_owned(),
        language: member.material.language,
        article: member.id(),
    })
}

/// The names that voices outside the group tell.
fn names_elsewhere<'a>(reading: &Reading<'_, 'a>, group: &Group) -> Vec<&'a str> {
    let others = reading.articles.iter().filter(|read| !is_in(group, read.member));
    let mentions = others.flat_map(|read| read.member.material.mentions);
    let names: BTreeSet<&str> = mentions.map(|(_, form)| form.as_str()).collect();
    names.into_iter().take(MAX_NAMES).collect()
}

/// Names that were prepared for comparison: most are told outside of many groups.
#[derive(Default)]
struct Names<'a> {
    scorer: NameScorer,
    prepared: FxHashMap<&'a str, PreparedName>,
}

impl<'a> Names<'a> {
    /// Whether a name may be one of those told elsewhere.
    fn are_one(&mut self, label: &str, told: &[&'a str]) -> bool {
        let name = self.scorer.prepare(label);
        told.iter().any(|other| {
            let prepared = self.prepared.entry(other);
            let other = prepared.or_insert_with(|| self.scorer.prepare(other));
            self.scorer.score_prepared(&name, other).probability >= SAME_NAME
        })
    }
}

/// The chance that a group of `size` among `all` holds at least `here` of the `told` that tell. No group
/// is larger than all, and no more tell than there are.
fn chance(here: usize, size: usize, told: usize, all: usize) -> f64 {
    let (size, told) = (size.min(all), told.min(all));
    let choose =
        |n: usize, k: usize| (0..k).map(|i| ((n - i) as f64 / (i + 1) as f64).ln()).sum::<f64>();
    let total = choose(all, told);
    let most = size.min(told);
    let terms = (here..=most).filter(|inside| told - inside <= all - size);
    terms
        .map(|inside| (choose(size, inside) + choose(all - size, told - inside) - total).exp())
        .sum::<f64>()
        .min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_those_of_the_hypergeometric() {
        // Two of two among four, where two tell: one of six ways.
        assert!((chance(2, 2, 2, 4) - 1.0 / 6.0).abs() < 1e-12);
        assert!((chance(0, 3, 2, 9) - 1.0).abs() < 1e-12);
        assert!((chance(1, 1, 9, 9) - 1.0).abs() < 1e-12);
        assert!(chance(5, 5, 5, 50) < 1e-6);
        // More that tell than there are: as if all did.
        assert!((chance(2, 2, 5, 3) - 1.0).abs() < 1e-12);
    }
}
