//! Georgian, in all three alphabets (capitals reach here in lower case).
//!
//! Source: the national system of 2002, without apostrophes.

use super::spell::{Spelling, by_rule};

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    by_rule(letters, spelling, |_, letter, next| match (mkhedruli(letter), mkhedruli(next)) {
        ('ტ', 'შ') => (2, "C", "tsh"),
        ('დ', 'ჟ') => (2, "D", "dzh"),
        (letter, _) => {
            let (symbols, latin) = sound(letter);
            (1, symbols, latin)
        }
    })
}

/// Letters of the church alphabet as everyday ones.
fn mkhedruli(letter: char) -> char {
    match u32::from(letter) {
        code @ 0x2D00..=0x2D25 => char::from_u32(code - 0x2D00 + 0x10D0).unwrap_or(letter),
        _ => letter,
    }
}

fn sound(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ა' => ("a", "a"),
        'ბ' => ("b", "b"),
        'გ' => ("g", "g"),
        'დ' => ("d", "d"),
        'ე' | 'ჱ' => ("e", "e"),
        'ვ' | 'ჳ' => ("v", "v"),
        'ზ' => ("z", "z"),
        'თ' | 'ტ' => ("t", "t"),
        'ი' => ("i", "i"),
        'კ' | 'ქ' => ("k", "k"),
        'ლ' => ("l", "l"),
        'მ' => ("m", "m"),
        'ნ' => ("n", "n"),
        'ო' | 'ჵ' => ("o", "o"),
        'პ' | 'ფ' => ("p", "p"),
        'ჟ' => ("Z", "zh"),
        'რ' => ("r", "r"),
        'ს' => ("s", "s"),
        'უ' => ("u", "u"),
        'ღ' => ("G", "gh"),
        'ყ' => ("k", "q"),
        'შ' => ("S", "sh"),
        'ჩ' | 'ჭ' => ("C", "ch"),
        'ც' | 'წ' => ("c", "ts"),
        'ძ' => ("c", "dz"),
        'ხ' | 'ჴ' => ("X", "kh"),
        'ჯ' => ("D", "j"),
        'ჰ' => ("h", "h"),
        'ჲ' => ("y", "y"),
        'ჶ' => ("f", "f"),
        _ => ("", ""),
    }
}
