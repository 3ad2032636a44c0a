//! Sinhala.
//!
//! Source: ISO 15919 letter values, without diacritics.

use super::spell::Spelling;

const VIRAMA: u32 = 0xDCA;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let code_at = |place: usize| letters.get(place).map_or(0, |&letter| u32::from(letter));
    for (place, &letter) in letters.iter().enumerate() {
        let code = u32::from(letter);
        let (symbols, latin) = sound(code);
        spelling(place, symbols, latin);
        let next = code_at(place + 1);
        let inherent = (0xD9A..=0xDC6).contains(&code)
            && next != VIRAMA
            && !(0xDCF..=0xDDF).contains(&next)
            && next != 0xDF2
            && next != 0xDF3;
        if inherent {
            spelling(place, "a", "a");
        }
    }
}

fn sound(code: u32) -> (&'static str, &'static str) {
    match code {
        0xD82 => ("n", "n"),
        0xD83 => ("h", "h"),
        0xD85 | 0xD86 | 0xDCF => ("a", "a"),
        0xD87 | 0xD88 | 0xDD0 | 0xDD1 => ("a", "e"),
        0xD89 | 0xD8A | 0xDD2 | 0xDD3 => ("i", "i"),
        0xD8B | 0xD8C | 0xDD4 | 0xDD6 => ("u", "u"),
        0xD8D | 0xD8E | 0xDD8 | 0xDF2 => ("ri", "ri"),
        0xD91 | 0xD92 | 0xDD9 | 0xDDA => ("e", "e"),
        0xD93 | 0xDDB => ("ai", "ai"),
        0xD94 | 0xD95 | 0xDDC | 0xDDD => ("o", "o"),
        0xD96 | 0xDDE => ("au", "au"),
        0xD9A => ("k", "k"),
        0xD9B => ("k", "kh"),
        0xD9C => ("g", "g"),
        0xD9F => ("ng", "ng"),
        0xD9D => ("g", "gh"),
        0xD9E => ("n", "ng"),
        0xDA0 | 0xDA1 => ("C", "ch"),
        0xDA2 | 0xDA3 => ("D", "j"),
        0xDA6 => ("nD", "nj"),
        0xDA4 => ("n", "n"),
        0xDA5 => ("gn", "gn"),
        0xDA7 | 0xDAD => ("t", "t"),
        0xDA8 | 0xDAE => ("t", "th"),
        0xDA9 => ("d", "d"),
        0xDAC | 0xDB3 => ("nd", "nd"),
        0xDAA => ("d", "dh"),
        0xDAF => ("d", "d"),
        0xDB0 => ("d", "dh"),
        0xDAB | 0xDB1 => ("n", "n"),
        0xDB4 => ("p", "p"),
        0xDB5 => ("f", "ph"),
        0xDB6 => ("b", "b"),
        0xDB9 => ("mb", "mb"),
        0xDB7 => ("b", "bh"),
        0xDB8 => ("m", "m"),
        0xDBA => ("y", "y"),
        0xDBB => ("r", "r"),
        0xDBD | 0xDC5 => ("l", "l"),
        0xDC0 => ("v", "w"),
        0xDC1 | 0xDC2 => ("S", "sh"),
        0xDC3 => ("s", "s"),
        0xDC4 => ("h", "h"),
        0xDC6 => ("f", "f"),
        _ => ("", ""),
    }
}
