//! Which table reads which letters.

use any_ascii::any_ascii_char;

use super::letters::Table;
use super::orthography::Orthography;
use super::{
    arabic, armenian, cyrillic, ethiopic, georgian, greek, han, hangul, hebrew, indic, kana, khmer,
    lao, latin, myanmar, sinhala, thai, tibetan,
};

/// Takes what a letter is in both outputs: its place in the word, phonetic symbols, readable Latin.
pub(super) trait Spelling: FnMut(usize, &'static str, &'static str) {}
impl<F: FnMut(usize, &'static str, &'static str)> Spelling for F {}

/// Spells a run of letters of one script other than Latin.
pub(super) fn spell(
    table: Table,
    letters: &[char],
    orthography: Orthography,
    spelling: &mut impl Spelling,
) {
    match table {
        Table::Greek => greek::spell(letters, spelling),
        Table::Cyrillic => cyrillic::spell(letters, orthography, spelling),
        Table::Armenian => armenian::spell(letters, spelling),
        Table::Hebrew => hebrew::spell(letters, spelling),
        Table::Arabic => arabic::spell(letters, spelling),
        Table::Indic => indic::spell(letters, spelling),
        Table::Sinhala => sinhala::spell(letters, spelling),
        Table::Thai => thai::spell(letters, spelling),
        Table::Lao => lao::spell(letters, spelling),
        Table::Tibetan => tibetan::spell(letters, spelling),
        Table::Myanmar => myanmar::spell(letters, spelling),
        Table::Khmer => khmer::spell(letters, spelling),
        Table::Georgian => georgian::spell(letters, spelling),
        Table::Hangul => hangul::spell(letters, spelling),
        Table::Ethiopic => ethiopic::spell(letters, spelling),
        Table::Kana => kana::spell(letters, spelling),
        Table::Han => han::spell(letters, spelling),
        Table::Latin | Table::Other => {
            for (place, &letter) in letters.iter().enumerate() {
                by_any_ascii(place, letter, spelling);
            }
        }
    }
}

/// Spells letters by what stands at each place: letters read, phonetic symbols, readable Latin.
pub(super) fn by_rule(
    letters: &[char],
    spelling: &mut impl Spelling,
    rule: impl Fn(usize, char, char) -> (usize, &'static str, &'static str),
) {
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let next = letters.get(place + 1).copied().unwrap_or('\0');
        let (length, symbols, latin) = rule(place, letter, next);
        spelling(place, symbols, latin);
        place += length;
    }
}

/// Spells a letter that no table has.
pub(super) fn by_any_ascii(place: usize, letter: char, spelling: &mut impl Spelling) {
    let latin = any_ascii_char(letter);
    for (number, byte) in latin.bytes().enumerate() {
        let symbol = latin::symbol(byte.to_ascii_lowercase());
        spelling(place, symbol, if number == 0 { latin } else { "" });
    }
}
