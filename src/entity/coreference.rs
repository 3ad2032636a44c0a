//! Short names in a document that has the long one.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

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
    // The first of equal names stands for all of them.
    let mut distinct: Vec<(usize, &[&str])> = Vec::new();
    for (&place, name) in firsts.iter().zip(&words) {
        if distinct.len() < MAX_DISTINCT && !distinct.iter().any(|(_, known)| known == name) {
            distinct.push((place, name));
        }
    }
    let mut full: Vec<Option<usize>> = vec![None; names.len()];
    for (place, name) in firsts.iter().zip(&words) {
        let holds = |longer: &[&str]| {
            longer.len() > name.len() && name.iter().all(|word| longer.contains(word))
        };
        let longer = distinct.iter().find(|(_, longer)| !name.is_empty() && holds(longer));
        if let Some(slot) = full.get_mut(*place) {
            *slot = longer.map(|(place, _)| *place);
        }
    }
    spelled.iter().map(|first| full.get(*first).copied().flatten()).collect()
}

/// Names of a document that are looked at: a list of ten thousand names is no news.
const MAX_DISTINCT: usize = 200;
