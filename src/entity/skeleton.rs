//! A name's consonants as a number, equal in most spellings and scripts.

use super::window::FEWEST_CONSONANTS;

/// Skeletons of one word: more choices are not followed.
const MOST_CHOICES: usize = 16;

/// The same where the likeliest are enough.
pub(super) const FEW_CHOICES: usize = 4;

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
#[derive(Clone, Copy, Debug)]
pub(super) struct Skeletons {
    keys: [u32; MOST_CHOICES],
    count: usize,
}

impl Skeletons {
    /// Those of nothing.
    const EMPTY: Self = Self { keys: [1; MOST_CHOICES], count: 1 };

    /// Those of a word of [`fold`](crate::translit::fold)'s symbols; spaces are passed over.
    pub(super) fn of(symbols: &str) -> Self {
        let mut skeletons = Self::EMPTY;
        let mut previous = b' ';
        let mut symbols = symbols.bytes().filter(|symbol| *symbol != b' ').peekable();
        while let Some(symbol) = symbols.next() {
            let next = symbols.peek().copied().unwrap_or(b' ');
            skeletons.count = push(&mut skeletons.keys, skeletons.count, [previous, symbol, next]);
            previous = symbol;
        }
        skeletons
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

/// The likeliest skeletons of a stretch of text, as its words are added.
#[derive(Clone, Copy, Debug)]
pub(super) struct FewSkeletons {
    keys: [u32; FEW_CHOICES],
    count: u8,
    /// The symbol that came last.
    last: u8,
}

impl Default for FewSkeletons {
    fn default() -> Self {
        Self { keys: [1; FEW_CHOICES], count: 1, last: b' ' }
    }
}

impl FewSkeletons {
    /// Those of a word, as they are remembered: unused ones are 0.
    pub(super) fn packed(&self) -> [u32; FEW_CHOICES] {
        let mut keys = self.keys;
        keys.iter_mut().skip(self.count.into()).for_each(|key| *key = 0);
        keys
    }

    /// Those remembered of a word, given its last symbol.
    pub(super) fn unpacked(keys: [u32; FEW_CHOICES], last: u8) -> Self {
        let count = keys.iter().take_while(|key| **key != 0).count();
        Self { keys, count: count as u8, last }
    }

    /// Adds the symbols of a word.
    pub(super) fn add(&mut self, symbols: &[u8]) {
        for (at, &symbol) in symbols.iter().enumerate() {
            let next = symbols.get(at + 1).copied().unwrap_or(b' ');
            let count = push(&mut self.keys, self.count.into(), [self.last, symbol, next]);
            self.count = count as u8;
            self.last = symbol;
        }
    }

    /// The skeletons, the likeliest first.
    pub(super) fn keys(&self) -> &[u32] {
        self.keys.get(..self.count.into()).unwrap_or(&[])
    }
}

/// Adds a symbol with its neighbors to the skeletons there are; how many there are then.
#[inline]
fn push<const MOST: usize>(keys: &mut [u32; MOST], count: usize, symbols: [u8; 3]) -> usize {
    let [previous, symbol, next] = symbols;
    let count = if count == 1 && keys.first() == Some(&1) { begin(keys, symbol) } else { count };
    match *classes(previous, symbol, next) {
        [] | [NONE] => count,
        [class] => {
            for key in keys.iter_mut().take(count) {
                *key = longer(*key, class);
            }
            count
        }
        ref classes => fork(keys, count, classes),
    }
}

/// Notes whether a vowel comes first: nearly all scripts write that one.
fn begin<const MOST: usize>(keys: &mut [u32; MOST], symbol: u8) -> usize {
    let first: &[u32] = match symbol {
        b'a' | b'e' | b'i' | b'o' | b'u' => &[VOWEL],
        b'y' | b'w' | b'v' | b'h' | b'j' | b'G' => &[VOWEL, CONSONANT],
        _ => &[CONSONANT],
    };
    for (key, first) in keys.iter_mut().zip(first) {
        *key = *first;
    }
    first.len()
}

/// Lets each skeleton go on with each of several classes.
fn fork<const MOST: usize>(keys: &mut [u32; MOST], count: usize, classes: &[u8]) -> usize {
    let before = *keys;
    let mut grown = 0;
    for key in before.iter().take(count) {
        for &class in classes {
            let key = if class == NONE { *key } else { longer(*key, class) };
            if grown < MOST && !keys.iter().take(grown).any(|known| *known == key) {
                if let Some(slot) = keys.get_mut(grown) {
                    *slot = key;
                    grown += 1;
                }
            }
        }
    }
    grown
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
