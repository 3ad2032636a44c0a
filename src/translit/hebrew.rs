//! Hebrew, with Yiddish digraphs and vowel points.
//!
//! Source: the Academy of the Hebrew Language's simplified rules of 2006; geresh letters as in
//! foreign names (ג׳ צ׳ ז׳ ת׳).

use super::spell::{Spelling, by_rule};

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    by_rule(letters, spelling, |place, letter, next| match (letter, next) {
        ('ג', '׳') => (2, "D", "j"),
        ('ז', '׳') => (2, "Z", "zh"),
        ('צ' | 'ץ', '׳') => (2, "C", "ch"),
        ('ת', '׳') => (2, "t", "th"),
        ('ד', '׳') => (2, "d", "dh"),
        ('ח', '׳') => (2, "X", "kh"),
        ('ע' | 'ר', '׳') => (2, "G", "gh"),
        ('ש', 'ׂ') => (2, "s", "s"),
        ('ד', 'ז') if letters.get(place + 2) == Some(&'׳') => (3, "D", "j"),
        // A doubled vav is a consonant.
        ('ו', 'ו') => (2, "w", "v"),
        _ => {
            let (symbols, latin) = sound(letter);
            (1, symbols, latin)
        }
    })
}

fn sound(letter: char) -> (&'static str, &'static str) {
    match letter {
        'א' => ("a", "a"),
        'ב' => ("b", "b"),
        'ג' => ("g", "g"),
        'ד' => ("d", "d"),
        'ה' => ("h", "h"),
        'ו' => ("w", "o"),
        'װ' => ("w", "v"),
        'ז' => ("z", "z"),
        'ח' => ("X", "ch"),
        'ט' => ("t", "t"),
        'י' | 'ײ' => ("y", "i"),
        'ױ' => ("oy", "oy"),
        'כ' => ("k", "k"),
        'ך' => ("X", "kh"),
        'ל' => ("l", "l"),
        'מ' | 'ם' => ("m", "m"),
        'נ' | 'ן' => ("n", "n"),
        'ס' => ("s", "s"),
        'ע' => ("a", "a"),
        'פ' => ("p", "p"),
        'ף' => ("f", "f"),
        'צ' | 'ץ' => ("c", "tz"),
        'ק' => ("k", "k"),
        'ר' => ("r", "r"),
        'ש' => ("S", "sh"),
        'ת' => ("t", "t"),
        'ִ' => ("i", "i"),
        'ֵ' | 'ֶ' | 'ֱ' => ("e", "e"),
        'ַ' | 'ָ' | 'ֲ' => ("a", "a"),
        'ֹ' | 'ֳ' => ("o", "o"),
        'ֻ' => ("u", "u"),
        _ => ("", ""),
    }
}
