//! The different words of an index, and which names hold them.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use super::postings::Postings;
use super::scorer::expected_against;
use super::signature::features_into;
use super::symbols::Family;

/// Words, numbered in the order they came.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    /// The symbols of all words in a row: a query reads those of hundreds of words.
    symbols: Vec<u8>,
    /// The last word with that hash.
    places: FxHashMap<u64, u32>,
    /// Consonants of the words.
    pub(super) postings: Postings,
}

#[derive(Clone, Debug)]
struct Word {
    start: u32,
    length: u8,
    family: Family,
    /// The word before with the same hash, [`NONE`] for the first.
    before: u32,
    /// What it weighs on average where names are one, by the script of the name asked for.
    expected: Expected,
    entries: Vec<u32>,
}

/// Hundredths of a nat, by script.
pub(super) type Expected = [u16; Family::COUNT];

/// What symbols weigh on average where names are one, by the script of the name asked for.
fn expected(symbols: &[u8], family: Family) -> Expected {
    Family::ALL.map(|asked| (expected_against(symbols, family, asked) * 100.0) as u16)
}

/// No word.
const NONE: u32 = u32::MAX;

impl Vocabulary {
    pub(super) fn new() -> Self {
        Self {
            words: Vec::new(),
            symbols: Vec::new(),
            places: FxHashMap::default(),
            postings: Postings::new(),
        }
    }

    /// Notes that an entry, the last one so far, holds a word of at most 255 symbols; what it weighs.
    pub(super) fn add(
        &mut self,
        family: Family,
        symbols: &[u8],
        entry: u32,
        features: &mut Vec<u16>,
    ) -> Expected {
        let mut hasher = FxHasher::default();
        (family, symbols).hash(&mut hasher);
        let last = self.places.entry(hasher.finish()).or_insert(NONE);
        let mut place = *last;
        while let Some(word) = self.words.get_mut(place as usize) {
            let start = word.start as usize;
            let own = self.symbols.get(start..start + usize::from(word.length));
            if word.family == family && own == Some(symbols) {
                if word.entries.last() != Some(&entry) {
                    word.entries.push(entry);
                }
                return word.expected;
            }
            place = word.before;
        }
        let before = std::mem::replace(last, self.words.len() as u32);
        let (start, length) = (self.symbols.len() as u32, symbols.len() as u8);
        let (expected, entries) = (expected(symbols, family), vec![entry]);
        self.words.push(Word { start, length, family, before, expected, entries });
        self.symbols.extend_from_slice(symbols);
        features_into(symbols, true, features);
        self.postings.push(features);
        expected
    }

    /// The script and the symbols of a word, and what it weighs where a name of that script is
    /// asked for, in nats.
    #[inline]
    pub(super) fn word(&self, place: u32, asked: Family) -> Option<(Family, &[u8], f32)> {
        let word = self.words.get(place as usize)?;
        let start = word.start as usize;
        let symbols = self.symbols.get(start..start + usize::from(word.length))?;
        Some((word.family, symbols, nats(word.expected, asked)))
    }

    /// The entries that hold a word, in rising order.
    #[inline]
    pub(super) fn entries(&self, place: u32) -> &[u32] {
        self.words.get(place as usize).map_or(&[], |word| &word.entries)
    }
}

/// In nats.
#[inline]
pub(super) fn nats(expected: Expected, asked: Family) -> f32 {
    expected.get(asked as usize).map_or(0.0, |&value| f32::from(value) / 100.0)
}
