//! Burmese in the Myanmar script; letters of its other languages are left to `any_ascii`.
//!
//! Source: BGN/PCGN 1970, in the spellings of news where they differ (`kh`, `ph`, `s`). A syllable
//! is an onset with medials, vowel signs, and a consonant under asat or above another one; further
//! consonants under asat only occur in foreign names and keep their sound. So does ရ, which reads y
//! at home and r abroad: the symbols follow foreign names, readable Latin the standard.

use super::spell::{Spelling, by_any_ascii};

const ASAT: char = '\u{103A}';
const STACK: char = '\u{1039}';
const DOT_BELOW: char = '\u{1037}';
const VISARGA: char = '\u{1038}';

/// What stands between onset and coda.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vowel {
    Inherent,
    A,
    I,
    U,
    E,
    Ai,
    Aw,
    O,
}

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut place = 0;
    while place < letters.len() {
        let letter = at(place);
        let Some((symbols, latin)) = onset(letter) else {
            by_any_ascii(place, letter, spelling);
            place += 1;
            continue;
        };
        let start = place;
        place += 1;
        let independent = independent_vowel(letter);
        if independent.is_none() && is_closed(letters, start) {
            spelling(start, symbols, latin);
            place = after_coda(letters, start);
            continue;
        }
        let (mut palatal, mut labial, mut breathed) = (false, false, false);
        while let medial @ '\u{103B}'..='\u{103E}' = at(place) {
            match medial {
                '\u{103B}' | '\u{103C}' => palatal = true,
                '\u{103D}' => labial = true,
                _ => breathed = true,
            }
            place += 1;
        }
        let (symbols, latin) = match (letter, palatal, breathed) {
            ('ခ', true, _) => ("C", "ch"),
            ('ဂ' | 'ဃ', true, _) => ("D", "j"),
            ('ရ' | 'ယ', _, true) | ('သ' | 'လ', true, true) => ("S", "sh"),
            _ => {
                if breathed {
                    spelling(start, "h", "h");
                }
                spelling(start, symbols, latin);
                if palatal { ("y", "y") } else { ("", "") }
            }
        };
        spelling(start, symbols, latin);
        let (mut vowel, mut nasal) = (independent.unwrap_or(Vowel::Inherent), false);
        loop {
            vowel = match (at(place), vowel) {
                ('\u{102B}' | '\u{102C}', Vowel::E) => {
                    // The asat of ော် marks a tone.
                    place += usize::from(at(place + 1) == ASAT);
                    Vowel::Aw
                }
                ('\u{102B}' | '\u{102C}', _) => Vowel::A,
                ('\u{102D}' | '\u{102E}', _) => Vowel::I,
                ('\u{102F}' | '\u{1030}', Vowel::I) => Vowel::O,
                ('\u{102F}' | '\u{1030}', _) => Vowel::U,
                ('\u{1031}', _) => Vowel::E,
                ('\u{1032}', _) => Vowel::Ai,
                ('\u{1036}', vowel) => {
                    nasal = true;
                    vowel
                }
                (DOT_BELOW | VISARGA, vowel) => vowel,
                _ => break,
            };
            place += 1;
        }
        let coda = if nasal {
            'ံ'
        } else if is_closed(letters, place) {
            let coda = at(place);
            place = after_coda(letters, place);
            coda
        } else {
            '\0'
        };
        let ((symbols, latin), sound) = rime(vowel, labial, coda);
        spelling(start, symbols, latin);
        if sound {
            let (symbols, latin) = onset(coda).unwrap_or_default();
            spelling(start, symbols, latin);
        }
        while matches!(at(place), DOT_BELOW | VISARGA) {
            place += 1;
        }
    }
}

/// Whether the consonant at `place` ends a syllable.
fn is_closed(letters: &[char], place: usize) -> bool {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let next = if at(place + 1) == DOT_BELOW { at(place + 2) } else { at(place + 1) };
    onset(at(place)).is_some() && matches!(next, ASAT | STACK)
}

/// The place behind a consonant that ends a syllable, and its marks.
fn after_coda(letters: &[char], place: usize) -> usize {
    let marks = letters.iter().skip(place + 1);
    let marks = marks.take_while(|&&mark| matches!(mark, DOT_BELOW | VISARGA | ASAT | STACK));
    place + 1 + marks.count()
}

/// The spelling of a rime, and whether its coda keeps a consonant's sound of its own.
fn rime(vowel: Vowel, labial: bool, coda: char) -> ((&'static str, &'static str), bool) {
    use Vowel::{A, Ai, Aw, E, I, Inherent, O, U};
    let labial_before = |plain, labialized| if labial { labialized } else { plain };
    let spelled = match (vowel, coda) {
        (Inherent | A, 'က') => labial_before(("ek", "et"), ("wek", "wet")),
        (Inherent | A, 'င' | 'ဉ') => labial_before(("in", "in"), ("win", "win")),
        (Inherent | A, 'စ') => labial_before(("it", "it"), ("wit", "wit")),
        (Inherent | A, 'ည') => labial_before(("i", "i"), ("wi", "wi")),
        (Inherent | A, 'ယ') => labial_before(("e", "e"), ("we", "we")),
        (Inherent | A, 'တ' | 'ပ') => labial_before(("at", "at"), ("ut", "ut")),
        (Inherent | A, 'န' | 'ဏ' | 'ံ') => labial_before(("an", "an"), ("un", "un")),
        (Inherent | A, 'မ') => labial_before(("am", "an"), ("um", "un")),
        (I, 'တ' | 'ပ') => ("eit", "eik"),
        (I, 'န' | 'ံ') => ("ein", "ein"),
        (I, 'မ') => ("eim", "ein"),
        (U, 'တ' | 'ပ') => ("ot", "ok"),
        (U, 'န' | 'ံ') => ("on", "on"),
        (U, 'မ') => ("om", "on"),
        (Aw, 'က') => ("auk", "auk"),
        (Aw, 'င') => ("aun", "aung"),
        (O, 'က') => ("aik", "aik"),
        (O, 'င') => ("ain", "aing"),
        _ => {
            let open = match vowel {
                Inherent | A => labial_before(("a", "a"), ("wa", "wa")),
                I => labial_before(("i", "i"), ("wi", "wi")),
                U => ("u", "u"),
                E | Ai => labial_before(("e", "e"), ("we", "we")),
                Aw => labial_before(("o", "aw"), ("wo", "waw")),
                O => ("o", "o"),
            };
            return (open, coda != '\0');
        }
    };
    (spelled, false)
}

fn independent_vowel(letter: char) -> Option<Vowel> {
    Some(match letter {
        'ဣ' | 'ဤ' => Vowel::I,
        'ဥ' | 'ဦ' => Vowel::U,
        'ဧ' => Vowel::E,
        'ဩ' | 'ဪ' => Vowel::Aw,
        _ => return None,
    })
}

fn onset(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'က' => ("k", "k"),
        'ခ' => ("k", "kh"),
        'ဂ' | 'ဃ' => ("g", "g"),
        'င' => ("ng", "ng"),
        'စ' | 'ဆ' => ("s", "s"),
        'ဇ' | 'ဈ' => ("z", "z"),
        'ဉ' | 'ည' => ("ny", "ny"),
        'ဋ' | 'တ' => ("t", "t"),
        'ဌ' | 'ထ' => ("t", "ht"),
        'ဍ' | 'ဎ' | 'ဒ' | 'ဓ' => ("d", "d"),
        'ဏ' | 'န' => ("n", "n"),
        'ပ' => ("p", "p"),
        'ဖ' => ("f", "ph"),
        'ဗ' | 'ဘ' => ("b", "b"),
        'မ' => ("m", "m"),
        'ယ' => ("y", "y"),
        'ရ' => ("r", "y"),
        'လ' | 'ဠ' => ("l", "l"),
        'ဝ' => ("w", "w"),
        'သ' | 'ဿ' => ("t", "th"),
        'ဟ' => ("h", "h"),
        'အ' | 'ဣ' | 'ဤ' | 'ဥ' | 'ဦ' | 'ဧ' | 'ဩ' | 'ဪ' => ("", ""),
        _ => return None,
    })
}
