//! Any script as phonetic symbols, for matching, and as Latin, for people.
//!
//! * `fold`: [`fold`], text as 33 phonetic symbols
//! * `romanize`: [`romanize`], text as readable Latin
//! * `letters`: text as words of letters of one script; `spell`: which table reads them
//! * `orthography`: languages that read letters in a way of their own
//! * `latin`, `cyrillic`, `greek`, …: a table a script, each with both outputs

mod arabic;
mod armenian;
mod cyrillic;
mod ethiopic;
mod fold;
mod georgian;
mod greek;
mod han;
pub(crate) mod han_readings;
mod hangul;
mod hebrew;
pub(crate) mod hokkien;
mod indic;
mod kana;
mod khmer;
mod lao;
mod latin;
mod letters;
mod myanmar;
mod orthography;
mod romanize;
mod sinhala;
mod spell;
mod thai;
mod tibetan;

pub use fold::{fold, fold_into};
pub use romanize::{romanize, romanize_into};
