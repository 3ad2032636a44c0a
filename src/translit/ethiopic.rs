//! Ethiopic: Amharic and Tigrinya.
//!
//! Source: BGN/PCGN 1967 for Amharic, without diacritics. A syllable's place in its row of eight
//! gives the vowel; the sixth order is read without one.

use super::spell::Spelling;

/// Consonants of U+1200–U+135F, a row of eight syllables each.
#[rustfmt::skip]
const ROWS: [(&str, &str); 44] = [
    ("h", "h"), ("l", "l"), ("h", "h"), ("m", "m"), ("s", "s"), ("r", "r"), ("s", "s"), ("S", "sh"),
    ("k", "k"), ("k", "kw"), ("k", "k"), ("k", "kw"), ("b", "b"), ("v", "v"), ("t", "t"), ("C", "ch"),
    ("h", "h"), ("h", "hw"), ("n", "n"), ("n", "ny"), ("", ""), ("k", "k"), ("k", "kw"), ("X", "kh"),
    ("X", "khw"), ("w", "w"), ("", ""), ("z", "z"), ("Z", "zh"), ("y", "y"), ("d", "d"), ("d", "d"),
    ("D", "j"), ("g", "g"), ("g", "gw"), ("g", "g"), ("t", "t"), ("C", "ch"), ("p", "p"), ("c", "ts"),
    ("c", "ts"), ("f", "f"), ("p", "p"), ("", ""),
];

const VOWELS: [&str; 8] = ["e", "u", "i", "a", "e", "", "o", "wa"];

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    for (place, &letter) in letters.iter().enumerate() {
        let offset = (u32::from(letter) as usize).wrapping_sub(0x1200);
        let Some(&(symbols, latin)) = ROWS.get(offset / 8) else { continue };
        spelling(place, symbols, latin);
        // The glottal letters' first order sounds a: አዲስ.
        let glottal = symbols.is_empty();
        let vowel = VOWELS.get(offset % 8).copied().unwrap_or("");
        let vowel = match (glottal, offset % 8) {
            (true, 0) => "a",
            (true, 5) => "i",
            _ => vowel,
        };
        spelling(place, vowel, vowel);
    }
}
