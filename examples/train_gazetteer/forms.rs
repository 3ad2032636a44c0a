//! From a form to the key under which it is found.

use std::collections::BTreeMap;

use samestory::language::{LanguageTag, frequent_words};
use samestory::token::{StopWords, TokenKind, Tokenizer, WordTokenizer};
use unicode_normalization::UnicodeNormalization;

use super::key::{
    Cover, MOST_LETTERS, MOST_UNSPACED, MOST_WORDS, Rules, START, beginning_length, concept_bits,
    finish, fold_letter, is_gap, is_han, is_unspaced, place_bits, rules, step,
};

/// A keyword with more meanings than this tells nothing.
const MOST_CONCEPTS: usize = 40;

/// One list of a locale: what each key stands for, and whether longer forms begin so.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) entries: BTreeMap<u32, Entry>,
}

#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) goes_on: bool,
    pub(crate) values: Vec<u16>,
    /// The letters, to find collisions with function words.
    letters: String,
}

/// How a form is written down.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) cover: Cover,
    /// Final vowels that keys leave out.
    pub(crate) cut: u8,
}

impl List {
    /// Enters a form, spaced or not; `false` if nothing can be made of it.
    pub(crate) fn enter(
        &mut self,
        form: &str,
        language: LanguageTag,
        style: Style,
        bits: impl Fn(Cover) -> u16,
    ) -> bool {
        let form: String = form.nfc().collect();
        let folded: Vec<char> = form.to_lowercase().chars().filter_map(fold_letter).collect();
        let solid: Vec<char> = folded.iter().copied().filter(|letter| !is_gap(*letter)).collect();
        if !solid.is_empty() && solid.iter().all(|letter| is_unspaced(*letter)) {
            return self.enter_unspaced(&solid, style.cover, bits);
        }
        let tokens = WordTokenizer.tokenize(&form, Some(language));
        let words: Vec<Vec<char>> = tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| token.text.chars().filter_map(fold_letter).collect::<Vec<char>>())
            .filter(|letters| !letters.is_empty())
            .collect();
        let long = words.iter().any(|letters| letters.len() > MOST_LETTERS);
        let initials = words.len() > 1 && words.iter().all(|letters| letters.len() == 1);
        if words.is_empty() || words.len() > MOST_WORDS || long || initials {
            return false;
        }
        let rules = rules(language.language());
        let mut hash = START;
        let mut written = String::new();
        for (place, letters) in words.iter().enumerate() {
            let last = place + 1 == words.len();
            let length = key_length(letters, &rules, style.cut);
            for letter in &letters[..length] {
                hash = step(hash, *letter);
                written.push(*letter);
            }
            if last {
                let open = style.cover == Cover::Bounded && rules.rest_after(length) > 0;
                let cover = if style.cover != Cover::Bounded {
                    style.cover
                } else if open {
                    Cover::Bounded
                } else {
                    Cover::Whole
                };
                self.put(hash, &written, bits(cover));
            } else {
                self.entries.entry(finish(hash)).or_default().goes_on = true;
                hash = step(hash, ' ');
                written.push(' ');
            }
        }
        true
    }

    fn enter_unspaced(
        &mut self,
        letters: &[char],
        cover: Cover,
        bits: impl Fn(Cover) -> u16,
    ) -> bool {
        if letters.len() > MOST_UNSPACED {
            return false;
        }
        let beginning = beginning_length(letters[0]);
        let mut hash = START;
        for (place, letter) in letters.iter().enumerate() {
            hash = step(hash, *letter);
            if place + 1 == beginning && letters.len() > beginning {
                self.entries.entry(finish(hash)).or_default().goes_on = true;
            }
        }
        let cover = if cover == Cover::Sign { Cover::Sign } else { Cover::Whole };
        self.put(hash, &letters.iter().collect::<String>(), bits(cover));
        true
    }

    fn put(&mut self, hash: u64, letters: &str, value: u16) {
        let entry = self.entries.entry(finish(hash)).or_default();
        entry.letters = letters.to_owned();
        if !entry.values.contains(&value) {
            entry.values.push(value);
        }
    }

    /// Takes out keywords that are function words, or mean too much.
    pub(crate) fn prune_concepts(&mut self, language: LanguageTag) {
        let stop = StopWords::new(Some(language));
        for entry in self.entries.values_mut() {
            // The same concept under two covers: the wider one.
            entry.values.sort_unstable_by_key(|value| {
                (value & concept_bits::ID, std::cmp::Reverse(value >> concept_bits::COVER_SHIFT))
            });
            entry.values.dedup_by_key(|value| *value & concept_bits::ID);
            if entry.values.len() > MOST_CONCEPTS || stop.contains(&entry.letters) {
                entry.values.clear();
            }
        }
        self.drop_empty();
    }

    /// Takes out places that a frequent word would be taken for.
    pub(crate) fn prune_places(&mut self, language: LanguageTag) {
        let rules = rules(language.language());
        let stop = StopWords::new(Some(language));
        let words: Vec<String> = frequent_words(&language.to_string())
            .map(|word| word.nfc().filter_map(fold_letter).collect())
            .collect();
        for entry in self.entries.values_mut() {
            let letters = entry.letters.chars().count();
            entry.values.retain_mut(|value| {
                if *value & place_bits::SMALL == 0 {
                    return true;
                }
                for word in &words {
                    let Some(rest) = word.strip_prefix(entry.letters.as_str()) else { continue };
                    let rest = rest.chars().count();
                    let cover = *value >> place_bits::COVER_SHIFT & 3;
                    let hit = rest == 0
                        || cover == Cover::Stem as u16
                        || cover == Cover::Bounded as u16 && rest <= rules.rest_after(letters);
                    // Persian lists Iran among the frequent words, and rightly.
                    let name = *value & place_bits::DEMONYM == 0 && !stop.contains(word);
                    if hit && rest == 0 {
                        return name;
                    }
                    if hit {
                        *value &= !(3 << place_bits::COVER_SHIFT);
                    }
                }
                true
            });
            // The same place twice: a name is worth more than a demonym, no noise more than noise.
            entry.values.sort_unstable_by_key(|value| {
                (value & place_bits::ID, value & (place_bits::DEMONYM | place_bits::NOISY), *value)
            });
            entry.values.dedup();
        }
        self.drop_empty();
    }

    fn drop_empty(&mut self) {
        self.entries.retain(|_, entry| entry.goes_on || !entry.values.is_empty());
    }
}

/// The letters of a word that its key holds: without final vowels where enough letters are left,
/// so that `Москва`, `Москвы` and `Москве` share a key.
fn key_length(letters: &[char], rules: &Rules, cut: u8) -> usize {
    let mut length = letters.len();
    for _ in 0..cut {
        let vowel = length.checked_sub(1).and_then(|place| letters.get(place));
        if length > usize::from(rules.shortest) && vowel.is_some_and(|letter| is_vowel(*letter)) {
            length -= 1;
        }
    }
    length
}

/// Whether a keyword is one token, and long enough to mean something by itself.
pub(crate) fn is_keyword(keyword: &str, language: LanguageTag) -> bool {
    let letters: Vec<char> = keyword.to_lowercase().chars().filter_map(fold_letter).collect();
    if letters.iter().any(|letter| letter.is_whitespace()) {
        return false;
    }
    if letters.iter().all(|letter| is_unspaced(*letter)) {
        let least = if letters.iter().any(|letter| is_han(*letter)) { 2 } else { 3 };
        return letters.len() >= least;
    }
    if letters.iter().any(|letter| is_unspaced(*letter)) {
        return false;
    }
    let tokens = WordTokenizer.tokenize(keyword, Some(language));
    let whole = tokens.len() == 1 && tokens[0].span == (0..keyword.len());
    let cased = keyword.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    whole && tokens[0].kind == TokenKind::Word && letters.len() >= if cased { 3 } else { 2 }
}

/// Vowels at the ends of words that inflect, and the half-vowels and signs that come and go there.
fn is_vowel(letter: char) -> bool {
    const LETTERS: &str = "aeiouyáéíóúýäöüāēīūąęėįųăâîıəěůőű\
        аеиоуыэюяйьіїєўαεηιουωάέήίόύώაეიოუ";
    LETTERS.contains(letter)
        || matches!(letter,
            // Vowel signs of the Indian scripts.
            '\u{93e}'..='\u{94d}' | '\u{9be}'..='\u{9cd}' | '\u{a3e}'..='\u{a4d}'
            | '\u{abe}'..='\u{acd}' | '\u{bbe}'..='\u{bcd}' | '\u{c3e}'..='\u{c4d}'
            | '\u{cbe}'..='\u{ccd}' | '\u{d3e}'..='\u{d4d}')
}
