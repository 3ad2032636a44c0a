//! Phonetic symbols as small numbers, and which table of costs a script uses.

use unicode_script::{Script, UnicodeScript};

/// Symbols, and the gap at 0: a side of every table.
pub(super) const SIDE: usize = 34;

/// The number of a symbol of [`crate::translit::fold`], 1 to 33; 0 for anything else.
pub(super) fn code(symbol: u8) -> u8 {
    match symbol {
        b'a'..=b'z' => symbol - b'a' + 1,
        b'Q' => 27,
        b'S' => 28,
        b'C' => 29,
        b'Z' => 30,
        b'D' => 31,
        b'X' => 32,
        b'G' => 33,
        _ => 0,
    }
}

/// The symbol of a number; `-` for the gap.
pub(super) fn symbol(code: u8) -> char {
    b"-abcdefghijklmnopqrstuvwxyzQSCZDXG".get(usize::from(code)).map_or('-', |&byte| byte.into())
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
        Some(match character.script() {
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
