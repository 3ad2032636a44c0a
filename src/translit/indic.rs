//! The nine scripts of India that share one layout: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya,
//! Tamil, Telugu, Kannada and Malayalam.
//!
//! Source: ISO 15919 letter values, without diacritics; the layout is ISCII's, which the Unicode
//! Standard keeps (chapter 12), so that one table of offsets serves all nine blocks of 128.

use super::spell::Spelling;

/// Blocks by `(code − 0x900) / 128`.
const GURMUKHI: u32 = 2;
const TAMIL: u32 = 5;
const MALAYALAM: u32 = 8;

const VIRAMA: u32 = 0x4D;
const NUKTA: u32 = 0x3C;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let at = |place: usize| letters.get(place).map(|&letter| u32::from(letter).wrapping_sub(0x900));
    let mut place = 0;
    while let Some(code) = at(place) {
        let (block, offset) = (code / 0x80, code % 0x80);
        let offset_after = |distance: usize| at(place + distance).map_or(0, |code| code % 0x80);
        if !is_consonant(offset) {
            let (symbols, latin) = vowel_or_sign(block, offset, offset_after(1));
            spelling(place, symbols, latin);
            place += 1;
            continue;
        }
        let before = place.checked_sub(1).and_then(at).map_or(0, |code| code % 0x80);
        let nukta = offset_after(1) == NUKTA;
        let next = offset_after(1 + usize::from(nukta));
        let (symbols, latin) = if block == TAMIL {
            let doubled = next == VIRAMA && offset_after(2) == offset;
            let second = before == VIRAMA
                && place.checked_sub(2).and_then(at).map(|code| code % 0x80) == Some(offset);
            let after_nasal = before == VIRAMA
                && place.checked_sub(2).and_then(at).is_some_and(|code| {
                    matches!(code % 0x80, 0x19 | 0x1E | 0x23 | 0x28 | 0x29 | 0x2E)
                });
            let position = if doubled || second {
                Position::Doubled
            } else if after_nasal {
                Position::AfterNasal
            } else if place == 0 {
                Position::First
            } else if before == VIRAMA || next == VIRAMA {
                Position::Cluster
            } else {
                Position::BetweenVowels
            };
            tamil_consonant(offset, position)
        } else {
            consonant(offset, nukta)
        };
        spelling(place, symbols, latin);
        place += 1 + usize::from(nukta);
        if next == VIRAMA {
            place += 1;
        } else if !is_vowel_sign(next) {
            // The inherent vowel; the northern languages drop it at the end of a word, as Tamil and
            // Malayalam do not.
            let last = place >= letters.len();
            // नरेन्द्र: two consonants keep it.
            if !(last && block <= 3 && before != VIRAMA) {
                spelling(place - 1, "a", "a");
            }
        }
    }
}

fn is_consonant(offset: u32) -> bool {
    matches!(offset, 0x15..=0x39 | 0x58..=0x5F)
}

fn is_vowel_sign(offset: u32) -> bool {
    matches!(offset, 0x3A | 0x3B | 0x3E..=0x4C | 0x4E | 0x4F | 0x55..=0x57 | 0x62 | 0x63)
}

fn consonant(offset: u32, nukta: bool) -> (&'static str, &'static str) {
    match offset {
        0x15 => ("k", if nukta { "q" } else { "k" }),
        0x16 if nukta => ("X", "kh"),
        0x16 => ("k", "kh"),
        0x17 if nukta => ("G", "gh"),
        0x17 => ("g", "g"),
        0x18 => ("g", "gh"),
        0x19 => ("n", "ng"),
        0x1A => ("C", "ch"),
        0x1B => ("C", "chh"),
        0x1C if nukta => ("z", "z"),
        0x1C => ("D", "j"),
        0x1D if nukta => ("Z", "zh"),
        0x1D => ("D", "jh"),
        0x1E => ("n", "n"),
        0x1F => ("t", "t"),
        0x20 => ("t", "th"),
        0x21 if nukta => ("r", "r"),
        0x21 => ("d", "d"),
        0x22 if nukta => ("r", "rh"),
        0x22 => ("d", "dh"),
        0x23 | 0x28 | 0x29 => ("n", "n"),
        0x24 => ("t", "t"),
        0x25 => ("t", "th"),
        0x26 => ("d", "d"),
        0x27 => ("d", "dh"),
        0x2A => ("p", "p"),
        0x2B if nukta => ("f", "f"),
        0x2B => ("f", "ph"),
        0x2C => ("b", "b"),
        0x2D => ("b", "bh"),
        0x2E => ("m", "m"),
        0x2F => ("y", "y"),
        0x30 | 0x31 => ("r", "r"),
        0x32 | 0x33 => ("l", "l"),
        0x34 => ("Z", "zh"),
        0x35 => ("v", "v"),
        0x36 | 0x37 => ("S", "sh"),
        0x38 => ("s", "s"),
        0x39 => ("h", "h"),
        0x58 => ("k", "q"),
        0x59 => ("X", "kh"),
        0x5A => ("G", "gh"),
        0x5B => ("z", "z"),
        0x5C => ("r", "r"),
        0x5D => ("r", "rh"),
        0x5E => ("f", "f"),
        0x5F => ("y", "y"),
        _ => ("", ""),
    }
}

/// Where a Tamil consonant stands, which decides its voice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    First,
    Doubled,
    AfterNasal,
    Cluster,
    BetweenVowels,
}

/// One Tamil letter serves for p and b, t and d, k and g, ch, j and s.
fn tamil_consonant(offset: u32, position: Position) -> (&'static str, &'static str) {
    use Position::{AfterNasal, BetweenVowels, Doubled};
    let voiced = matches!(position, AfterNasal | BetweenVowels);
    match offset {
        0x15 if voiced => ("g", "g"),
        0x1A if position == Doubled => ("C", "ch"),
        0x1A if position == AfterNasal => ("D", "j"),
        0x1A => ("s", "s"),
        0x1F if position == Doubled || position == Position::First => ("t", "t"),
        0x1F if voiced => ("d", "d"),
        0x24 if voiced => ("d", "th"),
        0x2A if voiced => ("b", "b"),
        0x31 if position == Doubled => ("tr", "tr"),
        0x33 | 0x34 => ("l", "l"),
        _ => consonant(offset, false),
    }
}

fn vowel_or_sign(block: u32, offset: u32, next: u32) -> (&'static str, &'static str) {
    // Tippi and addak take the places of other signs in Gurmukhi.
    if block == GURMUKHI && offset == 0x70 {
        return ("n", "n");
    }
    // Chillu letters of Malayalam.
    if block == MALAYALAM && (0x7A..=0x7F).contains(&offset) {
        return match offset {
            0x7A | 0x7B => ("n", "n"),
            0x7C => ("r", "r"),
            0x7D | 0x7E => ("l", "l"),
            _ => ("k", "k"),
        };
    }
    match offset {
        // Anusvara before a labial.
        0x01 | 0x02 if (0x2A..=0x2E).contains(&next) => ("m", "m"),
        // At the end of a word in the south: Malappuram.
        0x01 | 0x02 if next == 0 && block > TAMIL => ("m", "m"),
        0x01 | 0x02 => ("n", "n"),
        0x03 if block == TAMIL => ("", ""),
        0x03 => ("h", "h"),
        0x04 | 0x05 | 0x72 => ("a", "a"),
        0x06 | 0x3E => ("a", "a"),
        0x07 | 0x08 | 0x3F | 0x40 => ("i", "i"),
        0x09 | 0x0A | 0x41 | 0x42 => ("u", "u"),
        0x0B | 0x60 | 0x43 | 0x44 => ("ri", "ri"),
        0x0C | 0x61 | 0x62 | 0x63 => ("li", "li"),
        0x0D..=0x0F | 0x45..=0x47 => ("e", "e"),
        0x10 | 0x48 => ("ai", "ai"),
        0x11..=0x13 | 0x49..=0x4B => ("o", "o"),
        0x14 | 0x4C => ("au", "au"),
        0x57 => ("u", "u"),
        _ => ("", ""),
    }
}
