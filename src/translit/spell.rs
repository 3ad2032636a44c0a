//! Which table reads which letters.

use any_ascii::any_ascii_char;

use super::letters::Table;
use super::orthography::Orthography;
use super::{
    arabic, armenian, cyrillic, ethiopic, georgian, greek, han, hangul, hebrew, indic, kana, latin,
    sinhala, thai,
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
        Table::Georgian => georgian::spell(letters, spelling),
        Table::Hangul => hangul::spell(letters, spelling),
        Table::Ethiopic => ethiopic::spell(letters, spelling),
        Table::Kana => kana::spell(letters, spelling),
        Table::Han => han::spell(letters, spelling),
        Table::Latin | Table::Other => {
            for (place, &letter) in letters.iter().enumerate() {
                let latin = any_ascii_char(letter);
                let mut first = true;
                for byte in latin.bytes() {
                    let symbol = latin::symbol(byte.to_ascii_lowercase());
                    spelling(place, symbol, if first { latin } else { "" });
                    first = false;
                }
            }
        }
    }
}
