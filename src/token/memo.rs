//! What was worked out of words that were met before.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::language::LanguageTag;

/// Words that are remembered, of what few are asked for, and for a single text.
const SLOTS: usize = 1 << 13;
const FEWER_SLOTS: usize = 1 << 11;
const FEW_SLOTS: usize = 1 << 8;
/// Bytes of a word that is remembered; a few in a hundred have more.
pub(crate) const LONGEST: usize = 29;
/// Languages told apart; when there are more, all is forgotten.
const MOST_LANGUAGES: usize = 255;

/// Words that were met last, by language, and what is known of each: words follow Zipf's law, so
/// six of seven of a text's words were in the texts before. Each word has two places, where it takes
/// that of the one that was not asked for the longest. What is remembered must depend on nothing but
/// word and language: then the results are the same whatever is remembered, and a flood of words costs
/// no more than without.
///
/// 8,192 words, no room before the first. Of the words of 412 English articles, 29 % had to be worked
/// out with 2,048 words of one place each, 15 % with these, 11 % with twice as many.
#[derive(Clone, Debug)]
pub(crate) struct WordMemo<V> {
    slots: Vec<Slot<V>>,
    most: usize,
    languages: Vec<Option<LanguageTag>>,
    /// Where a word goes that is not remembered.
    spare: Slot<V>,
}

#[derive(Clone, Copy, Debug)]
struct Slot<V> {
    /// One more than the language's number, 0 where the place is free.
    language: u16,
    length: u8,
    word: [u8; LONGEST],
    value: V,
}

impl<V: Copy + Default> Default for WordMemo<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), most: SLOTS, languages: Vec::new(), spare: Slot::free() }
    }
}

impl<V: Default> Slot<V> {
    fn free() -> Self {
        Self { language: 0, length: 0, word: [0; LONGEST], value: V::default() }
    }
}

impl<V> Slot<V> {
    /// Whether it holds a word.
    #[inline]
    fn is(&self, word: &[u8], language: u16) -> bool {
        self.language == language
            && usize::from(self.length) == word.len()
            && self.word.get(..word.len()).is_some_and(|known| are_same(known, word))
    }
}

impl<V: Copy + Default> WordMemo<V> {
    /// One of 2,048 words: for what is asked of few of them.
    pub(crate) fn medium() -> Self {
        Self { most: FEWER_SLOTS, ..Self::default() }
    }

    /// One for a single text: 256 words.
    pub(crate) fn small() -> Self {
        Self { most: FEW_SLOTS, ..Self::default() }
    }

    /// The words of one language.
    pub(crate) fn of(&mut self, language: Option<LanguageTag>) -> WordsOf<'_, V> {
        if self.slots.is_empty() {
            self.slots.resize(self.most, Slot::free());
        }
        let known = self.languages.iter().position(|known| *known == language);
        let place = known.unwrap_or_else(|| {
            if self.languages.len() >= MOST_LANGUAGES {
                self.forget();
            }
            self.languages.push(language);
            self.languages.len() - 1
        });
        WordsOf { memo: self, language: place as u16 + 1 }
    }

    /// Forgets all words.
    pub(crate) fn forget(&mut self) {
        self.languages.clear();
        self.slots.iter_mut().for_each(|slot| slot.language = 0);
    }
}

/// The remembered words of one language.
#[derive(Debug)]
pub(crate) struct WordsOf<'memo, V> {
    memo: &'memo mut WordMemo<V>,
    language: u16,
}

impl<V: Copy + Default> WordsOf<'_, V> {
    /// What is known of a word, worked out where it is not remembered.
    #[inline]
    pub(crate) fn get(&mut self, word: &str, work_out: impl FnOnce() -> V) -> &mut V {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            self.memo.spare.value = work_out();
            return &mut self.memo.spare.value;
        }
        // The number of places is a power of two.
        let place = hash_of(bytes, self.language) & (self.memo.most - 2);
        let pair = self.memo.slots.get_mut(place..).and_then(|slots| slots.first_chunk_mut());
        let Some([first, second]) = pair else {
            self.memo.spare.value = work_out();
            return &mut self.memo.spare.value;
        };
        if !first.is(bytes, self.language) {
            if second.is(bytes, self.language) {
                std::mem::swap(first, second);
            } else {
                *second = *first;
                first.value = work_out();
                first.language = self.language;
                first.length = bytes.len() as u8;
                if let Some(room) = first.word.get_mut(..bytes.len()) {
                    room.copy_from_slice(bytes);
                }
            }
        }
        &mut first.value
    }
}

/// Whether two words of one length are the same. Eight bytes at once, of which the last may have been
/// looked at before: most words have fewer than a call of `memcmp` is worth.
#[inline]
fn are_same(one: &[u8], other: &[u8]) -> bool {
    fn part<const BYTES: usize>(word: &[u8], at: usize) -> Option<&[u8; BYTES]> {
        word.get(at..)?.first_chunk()
    }
    let length = one.len();
    if length >= 8 {
        let same = |at| part::<8>(one, at) == part::<8>(other, at);
        (0..length - 8).step_by(8).all(same) && same(length - 8)
    } else if length >= 4 {
        let same = |at| part::<4>(one, at) == part::<4>(other, at);
        same(0) && same(length - 4)
    } else {
        one.iter().zip(other).all(|(one, other)| one == other)
    }
}

#[inline]
fn hash_of(word: &[u8], language: u16) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.write_u16(language);
    (hasher.finish() >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_worked_out() {
        let mut memo = WordMemo::default();
        let [english, german] = ["en", "de"].map(|tag| tag.parse().ok());
        // More words than are remembered, words too long, the same words in two languages.
        for round in 0..3 {
            for number in 0..20_000usize {
                let word = format!("w{}", "o".repeat(number % 40)) + &number.to_string();
                for (language, shift) in [(english, 0), (german, 1)] {
                    let value = *memo.of(language).get(&word, || number + shift);
                    assert_eq!(value, number + shift, "{round} {word}");
                }
            }
        }
    }

    #[test]
    fn what_is_remembered_is_not_worked_out_again() {
        let mut memo = WordMemo::default();
        *memo.of(None).get("word", || 1) += 1;
        assert_eq!(*memo.of(None).get("word", || 5), 2);
        memo.forget();
        assert_eq!(*memo.of(None).get("word", || 5), 5);
    }

    #[test]
    fn words_are_compared_to_the_last_byte() {
        let word: Vec<u8> = (0..LONGEST as u8).collect();
        for length in 0..=LONGEST {
            let one = &word[..length];
            assert!(are_same(one, one));
            for place in 0..length {
                let mut other = one.to_vec();
                other[place] ^= 1;
                assert!(!are_same(one, &other), "{length} {place}");
            }
        }
    }

    #[test]
    fn languages_are_bounded() {
        let mut memo = WordMemo::default();
        for number in 0..1000u16 {
            let letter = |place: u16| char::from(b'a' + (number / place % 26) as u8);
            let tag = format!("{}{}{}", letter(1), letter(26), letter(676));
            assert_eq!(*memo.of(tag.parse().ok()).get("word", || number), number);
        }
        assert!(memo.languages.len() <= MOST_LANGUAGES);
    }
}
