//! Phonetic symbols as small numbers, and which table of costs a script uses.

use unicode_script::{Script, UnicodeScript};

use crate::language::letter_script;

/// Symbols, and the gap at 0: a side of every table.
pub(super) const SIDE: usize = 34;

/// The number of a symbol of [`crate::translit::fold`], 1 to 33; 0 for anything else.
#[inline]
pub(super) fn code(symbol: u8) -> u8 {
    CODES.get(usize::from(symbol)).copied().unwrap_or(0)
}

const SYMBOLS: &[u8; SIDE] = b"-abcdefghijklmnopqrstuvwxyzQSCZDXG";

// Worked out by the compiler, which would refuse a place out of bounds.
#[allow(clippy::indexing_slicing)]
static CODES: [u8; 256] = {
    let mut codes = [0; 256];
    let mut place = 1;
    while place < SIDE {
        codes[SYMBOLS[place] as usize] = place as u8;
        place += 1;
    }
    codes
};

/// The symbol of a number; `-` for the gap.
pub(super) fn symbol(code: u8) -> char {
    SYMBOLS.get(usize::from(code)).map_or('-', |&byte| byte.into())
}

/// Scripts that share a table of costs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub(super) enum Family {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Kana,
    Hangul,
    Han,
    Greek,
    Indic,
    Thai,
    /// Armenian, Georgian, Ethiopic, and scripts without a table in `translit`.
    Other,
}

impl Family {
    pub(super) const COUNT: usize = 11;

    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Arabic,
        Self::Hebrew,
        Self::Kana,
        Self::Hangul,
        Self::Han,
        Self::Greek,
        Self::Indic,
        Self::Thai,
        Self::Other,
    ];

    /// The family of a letter, `None` for what is no letter.
    pub(super) fn of(character: char) -> Option<Self> {
        if character.is_ascii() {
            return character.is_ascii_alphabetic().then_some(Self::Latin);
        }
        Self::of_script(letter_script(character).unwrap_or_else(|| character.script()))
    }

    /// The family of a script, `None` for what is none.
    pub(super) fn of_script(script: Script) -> Option<Self> {
        Some(match script {
            Script::Common | Script::Inherited | Script::Unknown => return None,
            Script::Latin => Self::Latin,
            Script::Cyrillic => Self::Cyrillic,
            Script::Arabic => Self::Arabic,
            Script::Hebrew => Self::Hebrew,
            Script::Hiragana | Script::Katakana => Self::Kana,
            Script::Hangul => Self::Hangul,
            Script::Han => Self::Han,
            Script::Greek => Self::Greek,
            Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala => Self::Indic,
            Script::Thai | Script::Lao => Self::Thai,
            _ => Self::Other,
        })
    }
}
