//! Han by pinyin, the syllable of a character's most frequent reading.
//!
//! Source: `any_ascii`'s readings (Unihan `kMandarin`), mapped onset by onset.

use any_ascii::any_ascii_char;

use super::spell::Spelling;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    for (place, &letter) in letters.iter().enumerate() {
        let pinyin = any_ascii_char(letter);
        let (onset, rest) = onset(pinyin);
        spelling(place, onset, pinyin);
        spell_rime(place, rest, spelling);
    }
}

/// The symbols of a syllable's onset, and the rest of the syllable.
fn onset(pinyin: &'static str) -> (&'static str, &'static str) {
    let length = match pinyin.as_bytes() {
        [b'Z' | b'C' | b'S', b'h', ..] => 2,
        [b'A' | b'E' | b'O', ..] | [] => 0,
        _ => 1,
    };
    let rest = pinyin.get(length..).unwrap_or("");
    let symbols = match pinyin.get(..length).unwrap_or("") {
        "Zh" | "J" => "D",
        "Sh" | "X" => "S",
        "Ch" | "Q" => "C",
        "B" => "b",
        "P" => "p",
        "M" => "m",
        "F" => "f",
        "D" => "d",
        "T" => "t",
        "N" => "n",
        "L" => "l",
        "G" => "g",
        "K" => "k",
        "H" => "h",
        "R" => "r",
        "Z" => "z",
        "C" => "c",
        "S" => "s",
        "Y" => "y",
        "W" => "w",
        _ => "",
    };
    (symbols, rest)
}

fn spell_rime(place: usize, rest: &'static str, spelling: &mut impl Spelling) {
    for byte in rest.bytes() {
        let symbol = match byte.to_ascii_lowercase() {
            b'v' => "u",
            byte => super::latin::symbol(byte),
        };
        spelling(place, symbol, "");
    }
}
