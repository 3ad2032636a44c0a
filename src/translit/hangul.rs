//! Hangul, jamo by jamo.
//!
//! Source: Revised Romanization of Korean (2000), without its assimilation rules; the index of a
//! jamo in a syllable is that of the Unicode Standard, section 3.12.

use super::spell::Spelling;

#[rustfmt::skip]
const INITIALS: [(&str, &str); 19] = [
    ("g", "g"), ("k", "kk"), ("n", "n"), ("d", "d"), ("t", "tt"), ("r", "r"), ("m", "m"), ("b", "b"),
    ("p", "pp"), ("s", "s"), ("s", "ss"), ("", ""), ("D", "j"), ("D", "jj"), ("C", "ch"), ("k", "k"),
    ("t", "t"), ("p", "p"), ("h", "h"),
];

#[rustfmt::skip]
const VOWELS: [(&str, &str); 21] = [
    ("a", "a"), ("ae", "ae"), ("ya", "ya"), ("ye", "yae"), ("eo", "eo"), ("e", "e"), ("yeo", "yeo"),
    ("ye", "ye"), ("o", "o"), ("wa", "wa"), ("we", "wae"), ("we", "oe"), ("yo", "yo"), ("u", "u"),
    ("wo", "wo"), ("we", "we"), ("wi", "wi"), ("yu", "yu"), ("eu", "eu"), ("eui", "ui"), ("i", "i"),
];

#[rustfmt::skip]
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "n", "t", "t", "k", "t", "p", "t",
];

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    for (place, &letter) in letters.iter().enumerate() {
        let (initial, vowel, last) = match u32::from(letter) as usize {
            code @ 0xAC00..=0xD7A3 => {
                let index = code - 0xAC00;
                (Some(index / 588), Some(index % 588 / 28), index % 28)
            }
            // Jamo that did not compose.
            code @ 0x1100..=0x1112 => (Some(code - 0x1100), None, 0),
            code @ 0x1161..=0x1175 => (None, Some(code - 0x1161), 0),
            code @ 0x11A8..=0x11C2 => (None, None, code - 0x11A7),
            _ => (None, None, 0),
        };
        let initial = initial.and_then(|index| INITIALS.get(index)).copied().unwrap_or_default();
        let vowel = vowel.and_then(|index| VOWELS.get(index)).copied().unwrap_or_default();
        // 쇼, 셔: s before y is sh.
        if initial.0 == "s" && vowel.0.starts_with('y') {
            spelling(place, "S", initial.1);
            spelling(place, vowel.0.get(1..).unwrap_or(""), vowel.1);
        } else {
            spelling(place, initial.0, initial.1);
            spelling(place, vowel.0, vowel.1);
        }
        if let Some(&sound) = FINALS.get(last) {
            spelling(place, sound, if last == 21 { "ng" } else { sound });
        }
    }
}
