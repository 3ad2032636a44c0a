//! Short names in a document that has the long one.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::entity::EntityId;
use super::registry::EntityRegistry;
use super::spelled::Spelled;
use crate::language::LanguageTag;
use crate::translit::fold;

/// For each name of a document, the name in it that it is short for: `Shoigu` where the document
/// has `Sergei Shoigu`. `None` for names that stand for themselves.
///
/// A name is short for the first longer one that holds all its words, by phonetic symbols. News
/// introduces people in full and goes on with the family name; a headline may come before. Fails
/// where two people of a document share a name: both take the first.
///
/// O(n²) word comparisons for n distinct names, of which a document has some dozens.
///
/// # Examples
///
/// ```
/// use samestory::entity::full_names;
///
/// let names = ["Shoigu", "Sergei Shoigu", "Wang Yi", "Wang"];
/// assert_eq!(full_names(&names, None), [Some(1), None, None, Some(2)]);
/// ```
pub fn full_names<N: AsRef<str>>(names: &[N], language: Option<LanguageTag>) -> Vec<Option<usize>> {
    full_names_by(names, |_, name| Cow::Owned(fold(name, language)))
}

/// The same, given how to come by the symbols of a name at its place.
pub(super) fn full_names_by<'symbols, N: AsRef<str>>(
    names: &[N],
    symbols_of: impl Fn(usize, &str) -> Cow<'symbols, str>,
) -> Vec<Option<usize>> {
    // A document has most of its names more than once: by spelling, the first of its words.
    let mut met: FxHashMap<&str, usize> = FxHashMap::default();
    let spelled: Vec<usize> = names
        .iter()
        .enumerate()
        .map(|(place, name)| *met.entry(name.as_ref()).or_insert(place))
        .collect();
    let is_first = |place: &usize| spelled.get(*place) == Some(place);
    let firsts: Vec<usize> = (0..names.len()).filter(is_first).collect();
    let symbols: Vec<Cow<'_, str>> = firsts
        .iter()
        .filter_map(|&place| Some(symbols_of(place, names.get(place)?.as_ref())))
        .collect();
    let words: Vec<Vec<&str>> =
        symbols.iter().map(|symbols| symbols.split_ascii_whitespace().collect()).collect();
    // A bit for each word's length and ends: a name holds only such as have no others.
    let marks: Vec<u64> = words.iter().map(|words| marks_of(words)).collect();
    // The first of equal names stands for all of them.
    let mut distinct: Vec<(usize, u64, &[&str])> = Vec::new();
    for ((&place, name), &marks) in firsts.iter().zip(&words).zip(&marks) {
        let is_same = |(_, known, other): &(usize, u64, &[&str])| {
            *known == marks && *other == name.as_slice()
        };
        if distinct.len() < MAX_DISTINCT && !distinct.iter().any(is_same) {
            distinct.push((place, marks, name));
        }
    }
    let mut full: Vec<Option<usize>> = vec![None; names.len()];
    for ((place, name), marks) in firsts.iter().zip(&words).zip(&marks) {
        let holds = |longer: &[&str]| {
            longer.len() > name.len() && name.iter().all(|word| longer.contains(word))
        };
        let longer = distinct
            .iter()
            .find(|(_, others, longer)| marks & !others == 0 && !name.is_empty() && holds(longer));
        if let Some(slot) = full.get_mut(*place) {
            *slot = longer.map(|(place, ..)| *place);
        }
    }
    spelled.iter().map(|first| full.get(*first).copied().flatten()).collect()
}

/// A bit for each word, equal for equal ones.
fn marks_of(words: &[&str]) -> u64 {
    let mark = |word: &&str| {
        let ends = word.as_bytes().first().zip(word.as_bytes().last());
        let (first, last) = ends.map_or((0, 0), |(first, last)| (*first, *last));
        1 << ((usize::from(first) * 5 + usize::from(last) * 3 + word.len()) % 64)
    };
    words.iter().map(mark).fold(0, |marks, mark: u64| marks | mark)
}

impl EntityRegistry {
    /// Whether a short name, the entity's `own`, has been in more articles than the long one:
    /// `Indonesia` is not short for its agency.
    pub(super) fn stands_alone(&self, own: Option<EntityId>, long: Option<EntityId>) -> bool {
        let articles = |id: Option<EntityId>| {
            id.and_then(|id| self.records.get(&id.0)).map_or(0, |record| record.articles)
        };
        articles(own) > articles(long).saturating_mul(2) + 1
    }

    /// Whether a short name, the entity's `own`, may be that of the entity of a long one: a finder
    /// may have taken in a neighbor, which other spellings of the name have not. `short` are the
    /// names of which that was found, by their number.
    pub(super) fn may_be_short(
        &self,
        name: &Spelled<'_>,
        own: Option<EntityId>,
        long: Option<EntityId>,
        number: usize,
        short: &mut Vec<(usize, EntityId)>,
    ) -> bool {
        let Some(id) = long else { return true };
        let Some(record) = self.records.get(&id.0).filter(|record| record.articles > 1) else {
            return true;
        };
        if let Some(own) = own {
            return own == id || self.records.get(&own.0).is_none_or(|own| own.articles < 2);
        }
        if short.contains(&(number, id)) {
            return true;
        }
        let name = self.scorer.prepare(name.form);
        let fits = record.names.iter().any(|known| {
            let score = self.scorer.score_prepared(&name, known);
            score.probability >= LEAST_SHORT && score.nats > 0.0
        });
        if fits {
            short.push((number, id));
        }
        fits
    }
}

/// Names of a document that are looked at: a list of ten thousand names is no news.
const MAX_DISTINCT: usize = 200;
/// The probability above which a short name may be a long one's.
const LEAST_SHORT: f32 = 0.1;
