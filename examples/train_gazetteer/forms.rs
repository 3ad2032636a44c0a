//! From a form to the key under which it is found.

use std::collections::BTreeMap;

use samestory::language::{LanguageTag, frequent_words};
use samestory::token::{StopWords, TokenKind, Tokenizer, WordTokenizer};
use unicode_normalization::UnicodeNormalization;

use super::key::{
    Cover, MOST_LETTERS, MOST_UNSPACED, MOST_WORDS, Rules, START, beginning_length, concept_bits,
    finish, fold_letter, is_gap, is_han, is_unspaced, place_bits, step,
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

impl List {
    /// Enters a form, spaced or not; `false` if nothing can be made of it. `cut` says how many letters
    /// of its last word the key holds.
    pub(crate) fn enter(
        &mut self,
        form: &str,
        language: LanguageTag,
        cover: Cover,
        rules: &Rules,
        cut: impl Fn(&[char]) -> usize,
        bits: impl Fn(Cover) -> u16,
    ) -> bool {
        let form: String = form.nfc().collect();
        let folded: Vec<char> = form.to_lowercase().chars().filter_map(fold_letter).collect();
        let solid: Vec<char> = folded.iter().copied().filter(|letter| !is_gap(*letter)).collect();
        if !solid.is_empty() && solid.iter().all(|letter| is_unspaced(*letter)) {
            return self.enter_unspaced(&solid, cover, bits);
        }
        if solid.iter().any(|letter| is_unspaced(*letter)) {
            // Of `EU首脳会議` the words would be `EU` alone.
            return false;
        }
        let tokens = WordTokenizer.tokenize(&form, Some(language));
        let words: Vec<Vec<char>> = tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| token.lower().chars().filter_map(fold_letter).collect::<Vec<char>>())
            .filter(|letters| !letters.is_empty())
            .collect();
        let long = words.iter().any(|letters| letters.len() > MOST_LETTERS);
        let initials = words.len() > 1 && words.iter().all(|letters| letters.len() == 1);
        let Some((last, earlier)) = words.split_last() else { return false };
        if words.len() > MOST_WORDS || long || initials {
            return false;
        }
        let mut hash = START;
        let mut written = String::new();
        for letters in earlier {
            // Adjectives before a name inflect as well.
            let length = if rules.rest >= 4 && matches!(cover, Cover::Bounded | Cover::Ending) {
                without_vowels(letters, 2, usize::from(rules.shortest) - 1)
            } else {
                letters.len()
            };
            for letter in &letters[..length] {
                hash = step(hash, *letter);
                written.push(*letter);
            }
            self.entries.entry(finish(hash)).or_default().goes_on = true;
            hash = step(hash, ' ');
            written.push(' ');
        }
        let length = cut(last);
        for letter in &last[..length] {
            hash = step(hash, *letter);
            written.push(*letter);
        }
        let closed = rules.rest_after(length) == 0;
        let cover = match cover {
            Cover::Ending if length == last.len() || closed => return false,
            Cover::Bounded if closed => Cover::Whole,
            other => other,
        };
        self.put(hash, &written, bits(cover));
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
        push_new(&mut entry.values, value);
    }

    /// Two lists as one. A word is found by the longest key that covers it, so each key also stands for
    /// what the other list finds in its word: else `airplanes` would hide what `airplane` stands for.
    pub(crate) fn joined(mut self, mut other: Self, rules: &Rules) -> Self {
        let (found, theirs) = (other.covering(&self, rules), self.covering(&other, rules));
        self.add(found);
        other.add(theirs);
        for (key, entry) in other.entries {
            let own = self.entries.entry(key).or_default();
            own.goes_on |= entry.goes_on;
            if !entry.letters.is_empty() {
                own.letters = entry.letters;
            }
            entry.values.into_iter().for_each(|value| push_new(&mut own.values, value));
        }
        self
    }

    /// What the longest key of this list that covers the word of another list's key stands for, as it
    /// is to be held there.
    fn covering(&self, other: &Self, rules: &Rules) -> Vec<(u32, Vec<u16>)> {
        let found = other.entries.iter().filter_map(|(key, entry)| {
            let cover = entry.values.first()? >> concept_bits::COVER_SHIFT;
            let letters: Vec<char> = entry.letters.chars().collect();
            if letters.contains(&' ') {
                return None;
            }
            let hashes = letters.iter().scan(START, |hash, letter| {
                *hash = step(*hash, *letter);
                Some(*hash)
            });
            let hashes: Vec<u64> = hashes.collect();
            let covered = (1..letters.len()).rev().find_map(|length| {
                let shorter = self.entries.get(&finish(*hashes.get(length - 1)?))?;
                let rest = letters.len() - length;
                let covers = |value: &&u16| match Cover::of(**value, concept_bits::COVER_SHIFT) {
                    Cover::Bounded => rest <= rules.rest_after(length),
                    Cover::Stem => true,
                    _ => false,
                };
                let values: Vec<u16> = shorter.values.iter().filter(covers).copied().collect();
                (!values.is_empty()).then_some(values)
            })?;
            let held = |value: u16| value & concept_bits::ID | cover << concept_bits::COVER_SHIFT;
            Some((*key, covered.into_iter().map(held).collect()))
        });
        found.collect()
    }

    fn add(&mut self, found: Vec<(u32, Vec<u16>)>) {
        for (key, values) in found {
            let entry = self.entries.entry(key).or_default();
            values.into_iter().for_each(|value| push_new(&mut entry.values, value));
        }
    }

    /// Takes out keywords that are function words, or mean too much.
    pub(crate) fn prune_concepts(&mut self, language: LanguageTag, dates: &[String]) {
        let stop = StopWords::new(Some(language));
        let dates: Vec<String> =
            dates.iter().map(|word| word.nfc().filter_map(fold_letter).collect()).collect();
        let function_words: Vec<String> = frequent_words(&language.to_string())
            .filter(|word| stop.contains(word))
            .map(|word| word.nfc().filter_map(fold_letter).collect())
            .collect();
        for entry in self.entries.values_mut() {
            // The same concept under two covers: the wider one.
            entry.values.sort_unstable_by_key(|value| {
                (value & concept_bits::ID, std::cmp::Reverse(value >> concept_bits::COVER_SHIFT))
            });
            entry.values.dedup_by_key(|value| *value & concept_bits::ID);
            let function = stop.contains(&entry.letters) || dates.contains(&entry.letters);
            let begins = |word: &str| word.starts_with(&entry.letters);
            if function_words.iter().any(|word| begins(word))
                || dates.iter().any(|date| begins(date))
            {
                entry
                    .values
                    .retain(|value| Cover::of(*value, concept_bits::COVER_SHIFT) != Cover::Stem);
            }
            if entry.values.len() > MOST_CONCEPTS || function {
                entry.values.clear();
            }
        }
        self.drop_empty();
    }

    /// Takes out places that a frequent word, a month or a day would be taken for.
    pub(crate) fn prune_places(&mut self, language: LanguageTag, rules: &Rules, dates: &[String]) {
        let stop = StopWords::new(Some(language));
        let fold = |word: &str| word.nfc().filter_map(fold_letter).collect::<String>();
        let frequent: Vec<String> = frequent_words(&language.to_string()).map(fold).collect();
        let dates: Vec<String> = dates.iter().map(|word| fold(&word.to_lowercase())).collect();
        for entry in self.entries.values_mut() {
            let letters = entry.letters.chars().count();
            entry.values.retain_mut(|value| {
                for word in frequent.iter().chain(&dates) {
                    let Some(rest) = word.strip_prefix(entry.letters.as_str()) else { continue };
                    let rest = rest.chars().count();
                    let small = *value & place_bits::SMALL != 0;
                    match Cover::of(*value, place_bits::COVER_SHIFT) {
                        Cover::Stem if small => return false,
                        Cover::Ending if rest > 0 && rest <= rules.rest_after(letters) => {
                            return false;
                        }
                        Cover::Bounded if rest > 0 && rest <= rules.rest_after(letters) => {
                            *value &= !(7 << place_bits::COVER_SHIFT);
                        }
                        Cover::Whole | Cover::Bounded if rest == 0 && small => {
                            // Persian lists Iran among the frequent words, and rightly.
                            let name = *value & place_bits::DEMONYM == 0;
                            if !name || stop.contains(word) || dates.contains(word) {
                                return false;
                            }
                        }
                        _ => {}
                    }
                }
                true
            });
            // The same place twice: a name is worth more than a demonym.
            entry.values.sort_unstable_by_key(|value| {
                (value & place_bits::ID, value & place_bits::DEMONYM, *value)
            });
            entry.values.dedup();
        }
        self.drop_empty();
    }

    fn drop_empty(&mut self) {
        self.entries.retain(|_, entry| entry.goes_on || !entry.values.is_empty());
    }
}

fn push_new(values: &mut Vec<u16>, value: u16) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// The letters of a word without some final vowels, with so many left at least.
pub(crate) fn without_vowels(letters: &[char], most: usize, least: usize) -> usize {
    let mut length = letters.len();
    for _ in 0..most {
        let vowel = length.checked_sub(1).and_then(|place| letters.get(place));
        if length > least && vowel.is_some_and(|letter| is_vowel(*letter)) {
            length -= 1;
        }
    }
    length
}

/// The letters of a name without the ending that its language changes, with four left at least.
pub(crate) fn without_ending(letters: &[char], language: &str) -> usize {
    const LEAST: usize = 4;
    let endings: &[&str] = match language {
        // What ends in о, у or и does not inflect.
        "ru" | "uk" | "be" | "bg" | "mk" => &["а", "я", "ы", "ь", "й"],
        "sr" | "bs" => &["а", "о", "е", "a", "o", "e"],
        "pl" | "cs" | "sk" | "sl" | "hr" | "hsb" | "dsb" => &["a", "e", "o", "y", "í"],
        "lt" => &["as", "is", "us", "ys", "a", "ė"],
        "lv" => &["s", "a", "e"],
        "el" => &["ος", "ας", "ης", "α", "η", "ο", "ά", "ή", "ό"],
        "ro" => &["a", "ă"],
        "sq" => &["a", "ë", "i"],
        "hu" => &["a", "e"],
        "ka" => &["ი", "ა"],
        "is" => &["ur", "a", "i"],
        "hi" | "mr" | "ta" | "te" | "kn" | "ml" | "bn" | "gu" | "pa" => {
            return without_vowels(letters, 1, LEAST);
        }
        _ => return letters.len(),
    };
    let word: String = letters.iter().collect();
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(&ending.replace('ς', "σ")))
        .map(|rest| rest.chars().count())
        .find(|length| *length >= LEAST)
        .unwrap_or(letters.len())
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
