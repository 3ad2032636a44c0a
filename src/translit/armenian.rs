//! Armenian, eastern reading.
//!
//! Source: BGN/PCGN 1981, without apostrophes.

use super::spell::{Spelling, by_rule};

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    by_rule(letters, spelling, |place, letter, next| match (letter, next) {
        ('ո', 'ւ') => (2, "u", "u"),
        ('ո', _) if place == 0 => (1, "vo", "vo"),
        ('ե', _) if place == 0 => (1, "ye", "ye"),
        _ => {
            let (symbols, latin) = sound(letter);
            (1, symbols, latin)
        }
    })
}

fn sound(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ա' => ("a", "a"),
        'բ' => ("b", "b"),
        'գ' => ("g", "g"),
        'դ' => ("d", "d"),
        'ե' | 'է' => ("e", "e"),
        'զ' => ("z", "z"),
        'ը' => ("e", "y"),
        'թ' | 'տ' => ("t", "t"),
        'ժ' => ("Z", "zh"),
        'ի' => ("i", "i"),
        'լ' => ("l", "l"),
        'խ' => ("X", "kh"),
        'ծ' | 'ց' => ("c", "ts"),
        'կ' | 'ք' => ("k", "k"),
        'հ' => ("h", "h"),
        'ձ' => ("c", "dz"),
        'ղ' => ("G", "gh"),
        'ճ' | 'չ' => ("C", "ch"),
        'մ' => ("m", "m"),
        'յ' => ("y", "y"),
        'ն' => ("n", "n"),
        'շ' => ("S", "sh"),
        'ո' | 'օ' => ("o", "o"),
        'պ' | 'փ' => ("p", "p"),
        'ջ' => ("D", "j"),
        'ռ' | 'ր' => ("r", "r"),
        'ս' => ("s", "s"),
        'վ' | 'ւ' => ("v", "v"),
        'ֆ' => ("f", "f"),
        'և' => ("ev", "ev"),
        _ => ("", ""),
    }
}
