//! A name taken apart: its words as symbols, what kind of word each is, and its Han characters.

use super::align::LONGEST;
use super::symbols::{Family, code};
use super::titles;
use crate::translit::fold_into;

/// Words of a name that are looked at. Longer texts are no names.
pub(super) const MOST_WORDS: usize = 8;

/// Bytes of a text that are looked at: 8 words of 48 symbols in any script.
const MOST_BYTES: usize = 2048;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Word,
    /// One letter that stands for a word.
    Initial,
    /// de, von, al: often left out.
    Particle,
    /// bin, ibn, oglu: what stands before it is the child of what stands behind.
    Descent,
}

/// A word of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Word {
    start: u16,
    end: u16,
    pub(super) family: Family,
    pub(super) kind: Kind,
    /// 0 before a word of descent, 1 behind the first, and so on.
    pub(super) generation: u8,
}

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    pub(super) symbols: Vec<u8>,
    /// Characters of a name all in Han.
    pub(super) han: Vec<char>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
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

    /// The symbols of a word.
    #[inline]
    pub(super) fn symbols(&self, word: &Word) -> &[u8] {
        self.symbols.get(usize::from(word.start)..usize::from(word.end)).unwrap_or(&[])
    }

    fn with(text: &str, drop_titles: bool) -> Self {
        let mut reading = Self::default();
        let mut folded = String::new();
        let mut all_han = true;
        // "Family, Given": the words before the comma go behind the others.
        let mut family_words = None;
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
            let Some(family) = raw.chars().find_map(Family::of) else { continue };
            let dotted = rest.starts_with('.');
            let lower = raw.to_lowercase();
            if drop_titles && titles::is_title(&lower, dotted) {
                continue;
            }
            if family == Family::Han {
                reading.han.extend(raw.chars().filter(|&c| Family::of(c) == Some(Family::Han)));
            } else {
                all_han = false;
            }
            let letters = raw.chars().filter(|character| character.is_alphabetic()).count();
            let kind = if titles::is_descent(&lower) {
                Kind::Descent
            } else if titles::is_particle(&lower) {
                Kind::Particle
            } else if family != Family::Han
                && (letters == 1 || (dotted && letters == 2 && family != Family::Hangul))
            {
                Kind::Initial
            } else {
                Kind::Word
            };
            folded.clear();
            fold_into(raw, None, &mut folded);
            if folded.is_empty() || reading.words.len() == MOST_WORDS {
                continue;
            }
            let start = reading.symbols.len() as u16;
            let symbols = folded.bytes().filter(|byte| *byte != b' ').map(code);
            reading.symbols.extend(symbols.take(LONGEST));
            let end = reading.symbols.len() as u16;
            if kind == Kind::Descent {
                generation += 1;
            }
            reading.words.push(Word { start, end, family, kind, generation });
        }
        if let Some(family_words) = family_words.filter(|&count| count < reading.words.len()) {
            reading.words.rotate_left(family_words);
        }
        if !all_han {
            reading.han.clear();
        }
        reading
    }
}

impl Reading {
    /// The reading in few bytes: four a word, then its symbols; Han characters behind a zero.
    pub(super) fn pack(&self) -> Box<[u8]> {
        let mut bytes = Vec::with_capacity(self.words.len() * 4 + self.symbols.len());
        for word in &self.words {
            let symbols = self.symbols(word);
            // Words have at most LONGEST symbols, generations at most MOST_WORDS.
            let kind = word.kind as u8 | word.generation << 4;
            bytes.extend([symbols.len() as u8, word.family as u8, kind]);
            bytes.extend_from_slice(symbols);
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
        self.han.clear();
        while let [length, family, kind, rest @ ..] = bytes {
            let length = usize::from(*length);
            let (true, Some(family)) = (length > 0, Family::ALL.get(usize::from(*family))) else {
                break;
            };
            let start = self.symbols.len();
            self.symbols.extend(rest.iter().take(length));
            self.words.push(Word {
                start: start as u16,
                end: (start + length) as u16,
                family: *family,
                kind: match kind & 15 {
                    0 => Kind::Word,
                    1 => Kind::Initial,
                    2 => Kind::Particle,
                    _ => Kind::Descent,
                },
                generation: kind >> 4,
            });
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
