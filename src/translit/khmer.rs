//! Khmer.
//!
//! Source: the UNGEGN system of 1972 (BGN/PCGN 1972), without diacritics. A consonant belongs to
//! one of two series, which decide how the vowel after it sounds; the register marks change the
//! series. ហ with a letter below it writes sounds of other languages (f, g, z).

use super::spell::Spelling;

const BELOW: char = '\u{17D2}';
const FIRST_SERIES_MARK: char = '\u{17C9}';
const SECOND_SERIES_MARK: char = '\u{17CA}';
const SILENT: char = '\u{17CD}';
const NASAL: char = '\u{17C6}';

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut place = 0;
    // The syllable so far has a vowel and no coda: the next bare consonant closes it.
    let mut open = false;
    while place < letters.len() {
        let letter = at(place);
        let Some((mut symbols, mut latin, mut second)) = consonant(letter) else {
            let (symbols, latin) = independent_or_sign(letter);
            spelling(place, symbols, latin);
            open = open || !symbols.is_empty();
            place += 1;
            continue;
        };
        let start = place;
        place += 1;
        if at(place) == SILENT || (at(place + 1) == SILENT && is_vowel(at(place))) {
            place += if at(place) == SILENT { 1 } else { 2 };
            continue;
        }
        if let Some(foreign) = foreign(letter, at(place), at(place + 1)) {
            (symbols, latin) = foreign;
            second = false;
            place += 2;
        }
        let mut stacked = false;
        let mut below = ("", "");
        loop {
            match (at(place), consonant(at(place + 1))) {
                (BELOW, Some((symbols, latin, series))) => {
                    // A sonorant below leaves the series to the letter above it.
                    if !is_sonorant(at(place + 1)) || is_sonorant(letter) {
                        second = series;
                    }
                    // Of three letters, the one in the middle is kept.
                    if !stacked {
                        below = (symbols, latin);
                    }
                    stacked = true;
                    place += 2;
                }
                (FIRST_SERIES_MARK, _) => {
                    second = false;
                    if letter == 'ប' {
                        (symbols, latin) = ("p", "p");
                    }
                    place += 1;
                }
                (SECOND_SERIES_MARK, _) => {
                    second = true;
                    place += 1;
                }
                _ => break,
            }
        }
        spelling(start, symbols, latin);
        spelling(start, below.0, below.1);
        let next = at(place);
        if is_vowel(next) {
            let (symbols, latin) = vowel(next, second);
            if next == NASAL {
                spelling(place, if second { "um" } else { "am" }, if second { "um" } else { "am" });
            } else {
                spelling(place, symbols, latin);
            }
            place += 1;
            if next != NASAL && at(place) == NASAL {
                spelling(place, "m", "m");
                place += 1;
                open = false;
            } else {
                open = next != NASAL;
            }
            continue;
        }
        // ហ and អ close no syllable but the last.
        let closes = !matches!(letter, 'ហ' | 'អ') && !stacked;
        let coda = open && (closes || next == '\0');
        if coda || next == '\u{17CB}' {
            open = false;
        } else {
            // The last consonant of a word has no vowel unless it is the only one.
            let bare = next == '\0' && start > 0 && !open && !stacked;
            if !bare || letters.len() == 1 {
                let vowel = if second { "o" } else { "a" };
                spelling(start, vowel, vowel);
            }
            open = true;
        }
    }
}

/// Sounds written with ហ and the letter below it.
fn foreign(letter: char, mark: char, below: char) -> Option<(&'static str, &'static str)> {
    if letter != 'ហ' || mark != BELOW {
        return None;
    }
    Some(match below {
        'វ' => ("f", "f"),
        'គ' => ("g", "g"),
        'ស' => ("z", "z"),
        'ន' => ("n", "n"),
        'ម' => ("m", "m"),
        'ល' => ("l", "l"),
        _ => return None,
    })
}

fn is_sonorant(letter: char) -> bool {
    matches!(letter, 'ង' | 'ញ' | 'ន' | 'ម' | 'យ' | 'រ' | 'ល' | 'វ')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, '\u{17B6}'..='\u{17C6}')
}

fn vowel(sign: char, second: bool) -> (&'static str, &'static str) {
    match (sign, second) {
        ('\u{17B6}', false) => ("a", "a"),
        ('\u{17B6}', true) => ("ea", "ea"),
        ('\u{17B7}', _) => ("i", "i"),
        ('\u{17B8}', false) => ("i", "ei"),
        ('\u{17B8}', true) => ("i", "i"),
        ('\u{17B9}' | '\u{17BA}', _) => ("eu", "oe"),
        ('\u{17BB}' | '\u{17BC}', false) => ("o", "o"),
        ('\u{17BB}' | '\u{17BC}', true) => ("u", "u"),
        ('\u{17BD}', _) => ("uo", "uo"),
        ('\u{17BE}', false) => ("eu", "aeu"),
        ('\u{17BE}', true) => ("eu", "eu"),
        ('\u{17BF}', _) => ("ea", "oea"),
        ('\u{17C0}', _) => ("ie", "ie"),
        ('\u{17C1}' | '\u{17C2}', _) => ("e", "e"),
        ('\u{17C3}', false) => ("ai", "ai"),
        ('\u{17C3}', true) => ("ei", "ey"),
        ('\u{17C4}', false) => ("o", "ao"),
        ('\u{17C4}', true) => ("o", "ou"),
        ('\u{17C5}', false) => ("au", "au"),
        ('\u{17C5}', true) => ("ou", "ov"),
        _ => ("", ""),
    }
}

fn independent_or_sign(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ឣ' | 'ឤ' => ("a", "a"),
        'ឥ' => ("i", "e"),
        'ឦ' => ("i", "ei"),
        'ឧ' | 'ឩ' => ("u", "u"),
        'ឨ' => ("uk", "uk"),
        'ឪ' => ("ou", "ou"),
        'ឫ' | 'ឬ' => ("ri", "rue"),
        'ឭ' | 'ឮ' => ("li", "lue"),
        'ឯ' => ("e", "e"),
        'ឰ' => ("ai", "ai"),
        'ឱ' | 'ឲ' => ("o", "ao"),
        'ឳ' => ("au", "au"),
        // Visarga, robat, samyok sannya.
        '\u{17C7}' => ("h", "h"),
        '\u{17CC}' => ("r", "r"),
        '\u{17D0}' => ("a", "a"),
        _ => ("", ""),
    }
}

/// Symbols, Latin, and whether it is of the second series.
fn consonant(letter: char) -> Option<(&'static str, &'static str, bool)> {
    Some(match letter {
        'ក' => ("k", "k", false),
        'ខ' => ("k", "kh", false),
        'គ' => ("k", "k", true),
        'ឃ' => ("k", "kh", true),
        'ង' => ("ng", "ng", true),
        'ច' => ("C", "ch", false),
        'ឆ' => ("C", "chh", false),
        'ជ' => ("C", "ch", true),
        'ឈ' => ("C", "chh", true),
        'ញ' => ("n", "nh", true),
        'ដ' => ("d", "d", false),
        'ឋ' | 'ថ' => ("t", "th", false),
        'ឌ' => ("d", "d", true),
        'ឍ' | 'ធ' => ("t", "th", true),
        'ណ' => ("n", "n", false),
        'ត' => ("t", "t", false),
        'ទ' => ("t", "t", true),
        'ន' => ("n", "n", true),
        'ប' => ("b", "b", false),
        'ផ' => ("p", "ph", false),
        'ព' => ("p", "p", true),
        'ភ' => ("p", "ph", true),
        'ម' => ("m", "m", true),
        'យ' => ("y", "y", true),
        'រ' => ("r", "r", true),
        'ល' => ("l", "l", true),
        'វ' => ("v", "v", true),
        'ឝ' | 'ឞ' | 'ស' => ("s", "s", false),
        'ហ' => ("h", "h", false),
        'ឡ' => ("l", "l", false),
        'អ' => ("", "", false),
        _ => return None,
    })
}
