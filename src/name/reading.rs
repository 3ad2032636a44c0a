//! A name taken apart: its words as symbols, what kind of word each is, and its Han characters.

use serde::{Deserialize, Serialize};

use super::align::LONGEST;
use super::alternates;
use super::endings;
use super::hangul;
use super::symbols::{Family, code};
use super::titles::Role;
use crate::language::is_letter;
use crate::translit::han_readings::{cantonese_into, korean_into, simplified};
use crate::translit::hokkien::{SPELLINGS, hokkien_into};
use crate::translit::{fold_into, romanize_into};

/// Words of a name that are looked at. Longer texts are no names.
pub(super) const MOST_WORDS: usize = 8;

/// Bytes of a text that are looked at: 8 words of 48 symbols in any script.
const MOST_BYTES: usize = 2048;

/// A bit beside the kind, in packed form: another reading of the word before it.
const ALTERNATE: u8 = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub(super) enum Kind {
    Word,
    /// One letter that stands for a word.
    Initial,
    /// de, von, al: often left out.
    Particle,
    /// bin, ibn, oglu: what stands before it is the child of what stands behind.
    Descent,
    /// A word without its case ending, only among the alternates.
    Stem,
}

/// A word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Word {
    start: u16,
    end: u16,
    pub(super) family: Family,
    pub(super) kind: Kind,
    /// 0 before a word of descent, 1 behind the first, and so on.
    pub(super) generation: u8,
}

/// Marks on one letter that are read: no script has more.
const MOST_MARKS: usize = 8;

/// The first [`MOST_BYTES`] of a text of marks heaped up on letters, which would leave no room for
/// the name.
fn without_floods(text: &str) -> String {
    let mut kept = String::with_capacity(MOST_BYTES);
    let mut marks = 0;
    // Where it is a flood and nothing else, so much of it is looked at.
    for character in text.chars().take(32 * MOST_BYTES) {
        let is_mark = unicode_normalization::char::is_combining_mark(character);
        marks = if is_mark { marks + 1 } else { 0 };
        if kept.len() + character.len_utf8() > MOST_BYTES {
            break;
        }
        if marks <= MOST_MARKS {
            kept.push(character);
        }
    }
    kept
}

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    pub(super) symbols: Vec<u8>,
    /// Other readings of a word, by its place: pronunciations, hypocorisms, Han in other languages.
    pub(super) alternates: Vec<(u8, Word)>,
    /// Characters of a name all in Han, or of a Korean name in one word.
    pub(super) han: Vec<char>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let without_floods = (text.len() > MOST_BYTES).then(|| without_floods(text));
        let text = without_floods.as_deref().unwrap_or(text);
        let mut end = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or("");
        let mut reading = Self::with(text, true);
        // A name of nothing but titles is a name: "Kaiser", "King".
        if !reading.words.iter().any(|word| word.kind == Kind::Word) {
            reading = Self::with(text, false);
        }
        reading
    }

    /// Whether the name is all in Han.
    pub(super) fn is_han(&self) -> bool {
        self.han.first().is_some_and(|&character| Family::of(character) == Some(Family::Han))
    }

    /// The symbols of a word.
    #[inline]
    pub(super) fn symbols(&self, word: &Word) -> &[u8] {
        self.symbols.get(usize::from(word.start)..usize::from(word.end)).unwrap_or(&[])
    }

    fn push_symbols(&mut self, folded: &str, family: Family, kind: Kind, generation: u8) -> Word {
        let start = self.symbols.len() as u16;
        let end = self.symbols.len() + LONGEST;
        self.symbols.reserve(folded.len().min(LONGEST));
        for &byte in folded.as_bytes() {
            if byte != b' ' && self.symbols.len() < end {
                self.symbols.push(code(byte));
            }
        }
        Word { start, end: self.symbols.len() as u16, family, kind, generation }
    }

    /// Other readings of the word that comes next.
    fn add_alternates(&mut self, raw: &str, folded: &str, family: Family, generation: u8) {
        let place = self.words.len() as u8;
        let push = |reading: &mut Self, folded: &str, family| {
            let word = reading.push_symbols(folded, family, Kind::Word, generation);
            if word.start < word.end {
                reading.alternates.push((place, word));
            }
        };
        for (family, symbols) in alternates::of(folded, family) {
            push(self, symbols, family);
        }
        // Putin's, Erdoğan'ın: what stands before the apostrophe.
        let apostrophe = raw.char_indices().find(|(_, c)| matches!(c, '\'' | '’'));
        if let Some((place, _)) = apostrophe.filter(|(place, _)| *place >= 3) {
            let mut before = String::new();
            fold_into(raw.get(..place).unwrap_or(""), None, &mut before);
            push(self, &before, family);
        } else if let Some(stem) = endings::stem(folded, family) {
            let word = self.push_symbols(stem, family, Kind::Stem, generation);
            self.alternates.push((place, word));
        }
        if family == Family::Han && (2..=4).contains(&raw.chars().count()) {
            let name: Vec<char> = raw.chars().collect();
            let mut spelled = String::new();
            let mut symbols = String::new();
            romanize_into(raw, &mut spelled);
            fold_into(&spelled, None, &mut symbols);
            push(self, &symbols, Family::Latin);
            spelled.clear();
            if cantonese_into(&name, &mut spelled) {
                symbols.clear();
                fold_into(&spelled, None, &mut symbols);
                push(self, &symbols, Family::Latin);
            }
            for number in 0..SPELLINGS {
                spelled.clear();
                if hokkien_into(&name, number, &mut spelled) {
                    symbols.clear();
                    fold_into(&spelled, None, &mut symbols);
                    push(self, &symbols, Family::Latin);
                }
            }
            spelled.clear();
            if korean_into(&name, &mut spelled) {
                symbols.clear();
                fold_into(&spelled, None, &mut symbols);
                push(self, &symbols, Family::Hangul);
            }
        }
    }

    fn with(text: &str, drop_titles: bool) -> Self {
        let mut reading = Self::default();
        reading.symbols.reserve(2 * text.len().min(2 * LONGEST));
        let (mut lower, mut folded) = (String::new(), String::with_capacity(LONGEST));
        let mut all_han = true;
        // "Family, Given": the words before the comma go behind the others.
        let mut family_words = None;
        // Abdul Rahman is one word, however it is cut.
        let mut open = false;
        let mut generation = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let start = rest.find(|c: char| !is_break(c)).unwrap_or(rest.len());
            let gap = rest.get(..start).unwrap_or("");
            if gap.contains([',', '،', '、']) && family_words.is_none() {
                family_words = Some(reading.words.len());
            }
            rest = rest.get(start..).unwrap_or("");
            let end = rest.find(is_break).unwrap_or(rest.len());
            let raw = rest.get(..end).unwrap_or("");
            rest = rest.get(end..).unwrap_or("");
            let dotted = rest.starts_with('.');
            lower.clear();
            if raw.is_ascii() {
                lower.push_str(raw);
                lower.make_ascii_lowercase();
            } else {
                lower.push_str(&raw.to_lowercase());
            }
            let role = Role::of(&lower);
            let peerage = role.peerage && gap.contains(',');
            if peerage && !reading.words.is_empty() {
                family_words = None;
                break;
            }
            let Some(family) = raw.chars().find_map(Family::of) else { continue };
            if drop_titles && role.is_title(dotted, reading.words.is_empty()) {
                continue;
            }
            if family == Family::Han {
                reading.han.extend(
                    raw.chars().filter(|&c| Family::of(c) == Some(Family::Han)).map(simplified),
                );
            } else {
                all_han = false;
            }
            // More than two make no initial.
            let letters = letters_up_to_three(raw);
            let kind = if role.descent {
                Kind::Descent
            } else if role.particle {
                Kind::Particle
            } else if is_initial(letters, dotted, family) {
                Kind::Initial
            } else {
                Kind::Word
            };
            folded.clear();
            fold_into(raw, None, &mut folded);
            if folded.is_empty() || reading.words.len() == MOST_WORDS {
                continue;
            }
            if kind == Kind::Descent {
                generation += 1;
            }
            let opens = role.opening;
            if open && (opens || kind != Kind::Descent) {
                let word = reading.push_symbols(&folded, family, kind, generation);
                if let Some(last) = reading.words.last_mut() {
                    last.end = word.end;
                    last.kind = Kind::Word;
                }
                if !opens && kind == Kind::Word {
                    // Razak for Abdul Razak.
                    let place = reading.words.len().saturating_sub(1) as u8;
                    reading.alternates.push((place, word));
                }
                open = opens || kind == Kind::Particle;
                continue;
            }
            open = opens;
            let word = reading.push_symbols(&folded, family, kind, generation);
            if kind == Kind::Word && !open {
                reading.add_alternates(raw, &folded, family, generation);
            }
            reading.words.push(word);
        }
        if let Some(family_words) = family_words.filter(|&count| count < reading.words.len()) {
            let count = reading.words.len();
            reading.words.rotate_left(family_words);
            for (place, _) in &mut reading.alternates {
                *place = ((usize::from(*place) + count - family_words) % count) as u8;
            }
        }
        if !all_han {
            reading.han.clear();
            if reading.words.first().is_some_and(|word| word.family == Family::Hangul) {
                reading.han.extend(text.trim().chars().take(5));
                if !hangul::is_korean(&reading.han) {
                    reading.han.clear();
                }
            }
        }
        reading
    }
}

impl Reading {
    /// The reading in few bytes: four a word, then its symbols; Han characters behind a zero.
    pub(super) fn pack(&self) -> Box<[u8]> {
        let mut bytes = Vec::with_capacity(self.words.len() * 4 + self.symbols.len());
        let mut push = |word: &Word, kind: u8| {
            let symbols = self.symbols(word);
            // Words have at most LONGEST symbols, generations at most MOST_WORDS.
            bytes.extend([symbols.len() as u8, word.family as u8, kind | word.generation << 4]);
            bytes.extend_from_slice(symbols);
        };
        for (place, word) in self.words.iter().enumerate() {
            push(word, word.kind as u8);
            for (of, alternate) in &self.alternates {
                if usize::from(*of) == place {
                    push(alternate, ALTERNATE | alternate.kind as u8);
                }
            }
        }
        if !self.han.is_empty() {
            bytes.push(0);
            for &character in &self.han {
                bytes.extend(u32::from(character).to_le_bytes());
            }
        }
        bytes.into_boxed_slice()
    }

    /// Takes the place of what was read before.
    pub(super) fn unpack(&mut self, mut bytes: &[u8]) {
        self.words.clear();
        self.symbols.clear();
        self.alternates.clear();
        self.han.clear();
        while let [length, family, kind, rest @ ..] = bytes {
            let length = usize::from(*length);
            let (true, Some(family)) = (length > 0, Family::ALL.get(usize::from(*family))) else {
                break;
            };
            let start = self.symbols.len();
            self.symbols.extend(rest.iter().take(length));
            let word = Word {
                start: start as u16,
                end: (start + length) as u16,
                family: *family,
                kind: match kind & 7 {
                    1 => Kind::Initial,
                    2 => Kind::Particle,
                    3 => Kind::Descent,
                    4 => Kind::Stem,
                    _ => Kind::Word,
                },
                generation: kind >> 4,
            };
            if kind & ALTERNATE != 0 {
                self.alternates.push((self.words.len().saturating_sub(1) as u8, word));
            } else {
                self.words.push(word);
            }
            bytes = rest.get(length..).unwrap_or(&[]);
        }
        if let [0, han @ ..] = bytes {
            for code in han.chunks_exact(4) {
                let code = code.iter().rev().fold(0, |code, &byte| code << 8 | u32::from(byte));
                self.han.extend(char::from_u32(code));
            }
        }
    }
}

fn letters_up_to_three(word: &str) -> usize {
    match word.as_bytes() {
        // Most words, without a look into tables.
        [a, b, c, ..] if [a, b, c].iter().all(|byte| byte.is_ascii_alphabetic()) => 3,
        _ => word.chars().filter(|letter| is_letter(*letter)).take(3).count(),
    }
}

/// Whether so many letters stand for a word. A syllable of Hangul or kana is a word, 존 for John.
fn is_initial(letters: usize, dotted: bool, family: Family) -> bool {
    match family {
        Family::Han => false,
        Family::Hangul | Family::Kana => letters == 1 && dotted,
        _ => letters == 1 || (dotted && letters == 2),
    }
}

/// What stands between the words of a name. Apostrophes and joiners do not.
fn is_break(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            ',' | '.'
                | ';'
                | ':'
                | '/'
                | '\\'
                | '|'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '"'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '-'
                | '‐'
                | '‑'
                | '–'
                | '—'
                | '־'
                | '_'
                | '='
                | '＝'
                | '·'
                | '・'
                | '‧'
                | '•'
                | '･'
                | '،'
                | '、'
                | '&'
                | '+'
                | '*'
                | '!'
                | '?'
                | '゠'
                | '\0'
        )
        || character.is_ascii_digit()
}
