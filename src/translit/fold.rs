//! Phonetic symbols.

use super::latin;
use super::letters::{self, Table, Words};
use super::orthography::Orthography;
use super::spell::spell;
use crate::language::LanguageTag;

/// `text` as phonetic symbols: the letters `a`–`z` and `Q S C Z D X G`, one space between words.
///
/// `S` is sh, `C` tch, `Z` zh, `D` dzh, `X` kh, `G` gh, `Q` a Latin ch (which may be any of `S`, `C`,
/// `X`, `k`), `c` ts or an ambiguous Latin c. Doubled symbols are one. Digits, punctuation and
/// symbols separate words; apostrophes, joiners and bidi controls do not.
///
/// With a language, letters are read as that language reads them (Polish `w`, Hungarian `s`,
/// Ukrainian `г`); without, in the way most news spells names.
///
/// # Examples
///
/// ```
/// use samestory::translit::fold;
///
/// for name in ["Shoigu", "Schoigu", "Šoigu", "ショイグ", "쇼이구"] {
///     assert_eq!(fold(name, None), "Soigu");
/// }
/// assert_eq!(fold("Wałęsa", "pl".parse().ok()), "valensa");
/// ```
pub fn fold(text: &str, language: Option<LanguageTag>) -> String {
    let mut symbols = String::with_capacity(text.len());
    fold_into(text, language, &mut symbols);
    symbols
}

/// Appends [`fold`]`(text, language)` to `symbols`. Linear, and without allocation where `symbols`
/// has room.
pub fn fold_into(text: &str, language: Option<LanguageTag>, symbols: &mut String) {
    let orthography = Orthography::of(language);
    let mut sink = Symbols { out: symbols, last: 0, between: false, orthography };
    letters::read(text, &mut sink);
}

/// Appends symbols, once each of a row, and one space between words.
struct Symbols<'out> {
    out: &'out mut String,
    /// The symbol before, 0 at the start of a word.
    last: u8,
    /// A separator came since the last symbol.
    between: bool,
    orthography: Orthography,
}

impl Symbols<'_> {
    #[inline]
    fn push(&mut self, symbols: &str) {
        for symbol in symbols.bytes() {
            if symbol == self.last {
                continue;
            }
            if self.between {
                self.out.push(' ');
                self.between = false;
            }
            self.out.push(char::from(symbol));
            self.last = symbol;
        }
    }
}

impl Words for Symbols<'_> {
    fn letters(&mut self, table: Table, letters: &[char], _capitals: u64) {
        let orthography = self.orthography;
        if table == Table::Latin {
            latin::spell(letters, orthography, |symbols| self.push(symbols));
        } else {
            spell(table, letters, orthography, &mut |_, symbols, _| self.push(symbols));
        }
    }

    #[inline]
    fn separator(&mut self, _character: char) {
        // Nothing pushed yet: no space at the start.
        self.between |= self.last != 0;
        if self.between {
            // A new word may begin with the symbol that ended the one before.
            self.last = b' ';
        }
    }
}
