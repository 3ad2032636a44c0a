//! Beginnings, endings and pairs of words that tell close languages apart.

use rustc_hash::FxHashMap;

use super::close::close_languages;
use super::model::{extend, is_mark};
use super::table::{BOUNDARY, MOST_LANGUAGES, Table};
use crate::language::words;

/// Letters of a word that are looked at; longer ones are addresses.
const LONGEST: usize = 40;
/// Letters of the longest ending.
const LONGEST_ENDING: usize = 8;
/// Letters of the shortest and the longest cue inside words.
const INSIDE: std::ops::RangeInclusive<usize> = 3..=6;

/// What a hash in the map stands for, so that a beginning is no whole word.
#[derive(Clone, Copy)]
enum Kind {
    Whole = 1,
    Beginning = 2,
    Ending = 3,
    Inside = 4,
}

/// The cues of all groups.
pub(super) struct Cues {
    /// Hash of a cue to where its entries are.
    places: FxHashMap<u64, (u32, u32)>,
    /// Column and nats.
    entries: Vec<(u8, f32)>,
    /// A bit of each hash that is there: most words have no cue.
    filter: Vec<u64>,
    /// By group, a bit for each column of a language that has cues, or is close to one that has.
    languages: Vec<u64>,
    /// The same of cues inside words, which few languages have.
    insides: Vec<u64>,
}

/// Bits of the filter; some three thousand are set.
const FILTER_BITS: u32 = 16;

fn filter_place(key: u64) -> (usize, u64) {
    let place = key >> (64 - FILTER_BITS);
    ((place >> 6) as usize, 1 << (place & 63))
}

fn key(hash: u64, kind: Kind) -> u64 {
    extend(hash, kind as u64)
}

impl Cues {
    /// `column` is where a language stands, of those of a group.
    pub(super) fn new(table: &Table) -> Self {
        let mut found: Vec<(u64, u8, f32)> = Vec::new();
        let mut languages = vec![0u64; table.groups.len()];
        let mut insides = languages.clone();
        for (name, nats, list) in words::cues() {
            let Ok(language) = name.parse() else { continue };
            for (number, group) in (0u16..).zip(&table.groups) {
                let Some(place) = group.column(language) else { continue };
                let Ok(narrow) = u8::try_from(place) else { continue };
                let close = close_languages(language).iter().filter_map(|name| name.parse().ok());
                let close = close.filter_map(|language| group.column(language));
                let bits = close.chain([place]).fold(0, |bits, place| bits | 1u64 << (place & 63));
                let inside = list.split(' ').any(|cue| cue.starts_with('-') && cue.ends_with('-'));
                for (all, more) in
                    [(&mut languages, bits), (&mut insides, bits * u64::from(inside))]
                {
                    if let Some(all) = all.get_mut(usize::from(number)) {
                        *all |= more;
                    }
                }
                let cues = list.split(' ').filter_map(|cue| hash_of(cue, number, table));
                found.extend(cues.map(|hash| (hash, narrow, nats)));
            }
        }
        found.sort_unstable_by_key(|(hash, column, _)| (*hash, *column));
        found.dedup_by_key(|(hash, column, _)| (*hash, *column));
        let mut places = FxHashMap::default();
        let mut filter = vec![0u64; 1 << (FILTER_BITS - 6)];
        for (place, (hash, ..)) in (0u32..).zip(&found) {
            places.entry(*hash).or_insert((place, place)).1 = place + 1;
            let (slot, bit) = filter_place(*hash);
            if let Some(slot) = filter.get_mut(slot) {
                *slot |= bit;
            }
        }
        let entries = found.into_iter().map(|(_, column, nats)| (column, nats)).collect();
        Self { places, entries, filter, languages, insides }
    }

    /// Whether cues may tell a language from its relatives.
    pub(super) fn tell(&self, number: u16, column: usize) -> bool {
        let bits = self.languages.get(usize::from(number)).copied().unwrap_or(0);
        bits >> (column & 63) & 1 == 1
    }

    /// Whether cues inside words may.
    pub(super) fn tell_inside(&self, number: u16, column: usize) -> bool {
        let bits = self.insides.get(usize::from(number)).copied().unwrap_or(0);
        bits >> (column & 63) & 1 == 1
    }

    fn find(&self, hash: u64, kind: Kind) -> Option<&[(u8, f32)]> {
        let key = key(hash, kind);
        let (slot, bit) = filter_place(key);
        if self.filter.get(slot).is_none_or(|slot| slot & bit == 0) {
            return None;
        }
        let (begin, end) = self.places.get(&key)?;
        self.entries.get(*begin as usize..*end as usize)
    }

    /// Adds what the cues of a text say: of each word the word itself, or its longest beginning,
    /// or with `inside` the first cue inside it, or its longest ending, and the same of the word
    /// itself and its beginning with the word before.
    pub(super) fn add(
        &self,
        text: &str,
        number: u16,
        table: &Table,
        inside: bool,
        nats: &mut [f32; MOST_LANGUAGES],
    ) {
        let seed = u64::from(number);
        let mut symbols = [0u64; LONGEST];
        let mut length = 0;
        let mut before = None;
        for character in text.chars().chain(Some(' ')) {
            let symbol = table.symbol(number, character);
            if symbol != 0 {
                if let Some(place) = symbols.get_mut(length) {
                    *place = symbol;
                    length += 1;
                }
                continue;
            }
            if is_mark(character) {
                continue;
            }
            let word = symbols.get(..length).unwrap_or_default();
            if !word.is_empty() {
                let whole = word.iter().fold(seed, |hash, symbol| extend(hash, *symbol));
                let alone = self
                    .of_word(word, seed)
                    .or_else(|| self.inside(word, seed).filter(|_| inside))
                    .or_else(|| self.ending(word, seed));
                let pair = before.and_then(|before| self.of_word(word, extend(before, BOUNDARY)));
                for (column, more) in alone.into_iter().chain(pair).flatten() {
                    if let Some(nats) = nats.get_mut(usize::from(*column)) {
                        *nats += more;
                    }
                }
                before = Some(whole);
                length = 0;
            }
            // A pair is of one sentence, with a blank, a hyphen or an apostrophe between.
            if !matches!(character, ' ' | '\u{a0}' | '-' | '\'' | '‘' | '’' | 'ʻ' | 'ʼ' | '`')
            {
                before = None;
            }
        }
    }

    /// The whole word, or the longest known beginning.
    fn of_word(&self, word: &[u64], seed: u64) -> Option<&[(u8, f32)]> {
        let mut longest = None;
        let mut hash = seed;
        for symbol in word {
            hash = extend(hash, *symbol);
            longest = self.find(hash, Kind::Beginning).or(longest);
        }
        self.find(hash, Kind::Whole).or(longest)
    }

    /// The first cue inside the word, or at one of its ends.
    fn inside(&self, word: &[u64], seed: u64) -> Option<&[(u8, f32)]> {
        (0..word.len()).find_map(|begin| {
            let mut hash = seed;
            let letters = word.iter().skip(begin).take(*INSIDE.end()).enumerate();
            letters
                .filter_map(|(place, symbol)| {
                    hash = extend(hash, *symbol);
                    self.find(hash, Kind::Inside).filter(|_| INSIDE.contains(&(place + 1)))
                })
                .last()
        })
    }

    /// The longest known ending, with something before it.
    fn ending(&self, word: &[u64], seed: u64) -> Option<&[(u8, f32)]> {
        let mut longest = None;
        let mut hash = seed;
        for symbol in word.iter().skip(1).rev().take(LONGEST_ENDING) {
            hash = extend(hash, *symbol);
            longest = self.find(hash, Kind::Ending).or(longest);
        }
        longest
    }
}

/// The hash of a cue; `None` if it has a letter that the table does not.
fn hash_of(cue: &str, number: u16, table: &Table) -> Option<u64> {
    let add = |hash: Option<u64>, character| {
        let symbol = match character {
            '_' => BOUNDARY,
            _ => table.symbol(number, character),
        };
        hash.filter(|_| symbol != 0).map(|hash| extend(hash, symbol))
    };
    let seed = Some(u64::from(number));
    let (hash, kind) = match (cue.strip_prefix('-'), cue.strip_suffix('-')) {
        (Some(inside), Some(_)) => {
            (inside.strip_suffix('-')?.chars().fold(seed, add), Kind::Inside)
        }
        (Some(ending), _) => (ending.chars().rev().fold(seed, add), Kind::Ending),
        (None, Some(beginning)) => (beginning.chars().fold(seed, add), Kind::Beginning),
        (None, None) => (cue.chars().fold(seed, add), Kind::Whole),
    };
    hash.map(|hash| key(hash, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ngram::model::MODEL;
    use crate::language::ngram::table::Group;
    use crate::language::tag::LanguageTag;

    #[test]
    fn all_cues_can_be_found() {
        for (name, _, list) in words::cues() {
            let tag: LanguageTag = name.parse().expect("a tag");
            let known = |group: &Group| group.column(tag.without_script()).is_some();
            let latin = tag.script().is_some();
            let (number, _) = (0..)
                .zip(&MODEL.table.groups)
                .find(|(number, group)| if latin { *number == 0 } else { known(group) })
                .expect("a group");
            for cue in list.split(' ') {
                let known = hash_of(cue, number, &MODEL.table).is_some();
                assert!(known, "{name} {cue:?}");
                assert!(!cue.ends_with('_') && !cue.trim_matches('-').is_empty(), "{name} {cue:?}");
            }
        }
    }
}
