//! A name's consonants as a number, equal in most spellings and scripts.

use serde::{Deserialize, Serialize};

use super::window::FEWEST_CONSONANTS;

/// Skeletons of one word: more choices are not followed.
const MOST_CHOICES: usize = 16;

/// The same where the likeliest are enough.
const FEW_CHOICES: usize = 4;

/// Consonants of a skeleton; those behind are left out.
const MOST_CONSONANTS: u32 = 9;

/// Consonants that are left of a word without an ending.
const STEM_CONSONANTS: u32 = 3;
/// Skeletons of one word that are looked up without their last consonant.
pub(super) const MOST_STEMS: usize = 2;

const LABIAL: u8 = 1;
const DENTAL: u8 = 2;
const SIBILANT: u8 = 3;
const VELAR: u8 = 4;
const M: u8 = 5;
const LIQUID: u8 = 6;
const N: u8 = 7;
/// Skeletons of nothing but a beginning; 1 is that of no symbols at all.
const VOWEL: u32 = 2;
const CONSONANT: u32 = 3;
/// The symbol is left out.
const NONE: u8 = 0;

/// The skeletons of phonetic symbols, as they are pushed one by one.
///
/// Scripts disagree on which consonants there are: a `w` may be a vowel, a `j` a `y`, an `r` before
/// a consonant nothing at all. Each choice is a skeleton of its own, some two a word. Of aligned
/// name tokens in Latin and another script, 79 % (Han) to 94 % (Hebrew) share one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Skeletons {
    keys: [u32; MOST_CHOICES],
    count: usize,
}

impl Skeletons {
    /// Those of nothing.
    pub(super) const EMPTY: Self = Self { keys: [1; MOST_CHOICES], count: 1 };

    /// Those of a word of [`fold`](crate::translit::fold)'s symbols; spaces are passed over.
    pub(super) fn of(symbols: &str) -> Self {
        let mut skeletons = Self::EMPTY;
        let mut previous = b' ';
        let mut symbols = symbols.bytes().filter(|symbol| *symbol != b' ').peekable();
        while let Some(symbol) = symbols.next() {
            skeletons.push(previous, symbol, symbols.peek().copied().unwrap_or(b' '));
            previous = symbol;
        }
        skeletons
    }

    /// Adds a symbol, given its neighbors.
    #[inline]
    pub(super) fn push(&mut self, previous: u8, symbol: u8, next: u8) {
        self.push_within(MOST_CHOICES, previous, symbol, next);
    }

    /// The same where only the likeliest skeletons are asked for.
    #[inline]
    pub(super) fn push_few(&mut self, previous: u8, symbol: u8, next: u8) {
        self.push_within(FEW_CHOICES, previous, symbol, next);
    }

    /// Adds a symbol; so many of the likeliest skeletons go on.
    #[inline]
    fn push_within(&mut self, most: usize, previous: u8, symbol: u8, next: u8) {
        if self.count == 1 && self.keys[0] == 1 {
            self.begin(symbol);
        }
        match *classes(previous, symbol, next) {
            [] | [NONE] => {}
            [class] => {
                for key in self.keys.iter_mut().take(self.count) {
                    *key = longer(*key, class);
                }
            }
            ref classes => self.fork(most, classes),
        }
    }

    /// Notes whether a vowel comes first: nearly all scripts write that one.
    fn begin(&mut self, symbol: u8) {
        match symbol {
            b'a' | b'e' | b'i' | b'o' | b'u' => self.keys[0] = VOWEL,
            b'y' | b'w' | b'v' | b'h' | b'j' | b'G' => {
                self.keys[0] = VOWEL;
                self.keys[1] = CONSONANT;
                self.count = 2;
            }
            _ => self.keys[0] = CONSONANT,
        }
    }

    fn fork(&mut self, most: usize, classes: &[u8]) {
        let before = *self;
        self.count = 0;
        for key in before.keys() {
            for &class in classes {
                let key = if class == NONE { *key } else { longer(*key, class) };
                if !self.keys().contains(&key) {
                    if let Some(slot) = self.keys.get_mut(self.count).filter(|_| self.count < most)
                    {
                        *slot = key;
                        self.count += 1;
                    }
                }
            }
        }
    }

    /// The skeletons, the likeliest first.
    pub(super) fn keys(&self) -> &[u32] {
        self.keys.get(..self.count).unwrap_or(&[])
    }

    /// Those of enough consonants.
    pub(super) fn strong(&self) -> impl Iterator<Item = u32> + '_ {
        self.keys().iter().copied().filter(|key| consonants(*key) >= FEWEST_CONSONANTS)
    }

    /// The likeliest ones of a long word without their last consonant.
    pub(super) fn stems(&self) -> impl Iterator<Item = u32> + '_ {
        let long = self.keys().iter().copied().filter(|key| consonants(*key) > STEM_CONSONANTS);
        long.take(MOST_STEMS).map(|key| key >> 3)
    }
}

/// The consonants of a skeleton.
pub(super) fn consonants(key: u32) -> u32 {
    (31 - key.max(1).leading_zeros()) / 3
}

/// The skeleton with one more class; a class is not repeated.
#[inline]
fn longer(key: u32, class: u8) -> u32 {
    if consonants(key) >= MOST_CONSONANTS || (key > CONSONANT && key & 7 == u32::from(class)) {
        key
    } else {
        key << 3 | u32::from(class)
    }
}

/// The classes a symbol may belong to among its neighbors, the likeliest first.
#[inline]
fn classes(previous: u8, symbol: u8, next: u8) -> &'static [u8] {
    let vowel = matches!(next, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w');
    match symbol {
        b'p' | b'b' | b'f' => &[LABIAL],
        b'v' => &[LABIAL, NONE],
        b'w' => &[NONE, LABIAL],
        b't' | b'd' => &[DENTAL],
        b's' | b'z' | b'S' | b'Z' | b'C' => &[SIBILANT],
        b'c' | b'Q' | b'D' => &[SIBILANT, VELAR],
        b'j' => &[SIBILANT, NONE, VELAR],
        // -ng is one sound.
        b'g' if previous == b'n' => &[VELAR, NONE],
        b'k' | b'q' | b'x' | b'g' => &[VELAR],
        b'X' | b'G' => &[VELAR, NONE],
        b'h' => &[NONE, VELAR],
        b'm' if vowel => &[M],
        b'm' => &[M, N],
        b'n' => &[N],
        b'l' => &[LIQUID],
        b'r' if vowel => &[LIQUID],
        b'r' => &[LIQUID, NONE],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translit::fold;

    #[test]
    fn spellings_share_a_skeleton() {
        for (one, other) in [
            ("Shoigu", "شويغو"),
            ("Shoigu", "绍伊古"),
            ("Trump", "ترامب"),
            ("Trump", "特朗普"),
            ("Powell", "鲍威尔"),
            ("Putin", "ပူတင်"),
            ("Johnson", "约翰逊"),
            ("Kim Jong-un", "김정은"),
        ] {
            let (one_keys, other_keys) =
                (Skeletons::of(&fold(one, None)), Skeletons::of(&fold(other, None)));
            let shared = one_keys.keys().iter().any(|key| other_keys.keys().contains(key));
            assert!(shared, "{one} {other}");
        }
    }

    #[test]
    fn any_symbols_have_skeletons() {
        let long = "jcQDXGwhvrm".repeat(100);
        for symbols in ["", " ", "aeiou", "j", &long, "Ж?"] {
            let skeletons = Skeletons::of(symbols);
            assert!((1..=MOST_CHOICES).contains(&skeletons.keys().len()), "{symbols}");
            assert!(skeletons.keys().iter().all(|key| consonants(*key) <= MOST_CONSONANTS));
        }
    }
}
