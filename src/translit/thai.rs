//! Thai.
//!
//! Source: the Royal Thai General System of 1999. Vowels written before their consonant are read
//! after it; a letter under thanthakhat is silent; tones are not read. Of the vowels that are not
//! written, those are read that stand in a closed syllable at the end, at the start or under a tone mark: พงษ์, สมชาย, จ๊ก.

use super::spell::Spelling;

const SILENT: char = '\u{E4C}';

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut place = 0;
    while place < letters.len() {
        let letter = at(place);
        if let Some((symbols, latin)) = vowel_before(letter) {
            // So it does after a vowel written first: ใหม่.
            let place_of_vowel = place;
            if at(place + 1) == 'ห' && is_sonorant(at(place + 2)) {
                place += 1;
            }
            // The onset: a consonant, and ร, ล or ว after it, as in เคล็น.
            let first = at(place + 1);
            if !is_consonant(first) {
                spelling(place, symbols, latin);
                place += 1;
                continue;
            }
            let onset = consonant(first, true);
            spelling(place + 1, onset.0, onset.1);
            let second = at(place + 2);
            let cluster = matches!(second, 'ร' | 'ล' | 'ว')
                && matches!(first, 'ก' | 'ข' | 'ค' | 'ต' | 'ท' | 'ป' | 'ผ' | 'พ' | 'ฟ' | 'บ' | 'ด')
                && (is_consonant(at(place + 3)) || is_mark(at(place + 3)))
                && at(place + 3) != SILENT;
            let mut used = 2;
            if cluster {
                let (symbols, latin) = consonant(second, true);
                spelling(place + 2, symbols, latin);
                used = 3;
            }
            // เ◌า is ao, เ◌ีย ia, เ◌ือ uea, เ◌อ oe, แ◌ะ a short ae.
            while is_tone(at(place + used)) {
                used += 1;
            }
            let rest = (at(place + used), at(place + used + 1), at(place + used + 2));
            let (symbols, latin, more) = match (letter, rest) {
                ('เ', ('า', ..)) => ("ao", "ao", 1),
                ('เ', ('ี', 'ย', _)) => ("ia", "ia", 2),
                ('เ', ('ี', tone, 'ย')) if is_tone(tone) => ("ia", "ia", 3),
                ('เ', ('ื', 'อ', _)) => ("ua", "uea", 2),
                ('เ', ('อ', ..)) => ("e", "oe", 1),
                ('เ', ('ิ', ..)) => ("e", "oe", 1),
                ('ไ', ('ย', ..)) => (symbols, latin, 1),
                (_, ('ะ', ..)) => (symbols, latin, 1),
                _ => (symbols, latin, 0),
            };
            spelling(place_of_vowel, symbols, latin);
            place += used + more;
            continue;
        }
        if is_consonant(letter) {
            let next = at(place + 1);
            if next == SILENT {
                place += 2;
                continue;
            }
            // A silent ห gives a sonorant its tone: หมู่.
            if letter == 'ห' && is_sonorant(next) && is_vowel_after(at(place + 2)) {
                place += 1;
                continue;
            }
            // ร์, ล์ with a vowel sign under the mark: ธุ์.
            if matches!(next, 'ิ' | 'ุ') && at(place + 2) == SILENT {
                place += 3;
                continue;
            }
            let carrier = letter == 'อ';
            let initial = place == 0 || is_vowel_after(next) || at(place + 2) == SILENT;
            if carrier && place > 0 && is_consonant(before(letters, place)) && !is_vowel_after(next)
            {
                spelling(place, "o", "o");
            } else if letter == 'ร' && next == 'ร' {
                // รร reads a, and an before nothing.
                spelling(place, "a", "a");
                if !is_consonant(at(place + 2)) {
                    spelling(place, "n", "n");
                }
                place += 1;
            } else if carrier
                && place == 0
                && is_consonant(next)
                && next != 'ย'
                && is_vowel_after(at(place + 2))
            {
                // อนุทิน is anuthin.
                spelling(place, "a", "a");
            } else if letter == 'ว'
                && is_consonant(before(letters, place))
                && is_bare(letters, place + 1)
            {
                // ชวน is chuan.
                spelling(place, "ua", "ua");
            } else {
                let (symbols, latin) = consonant(letter, initial || next != '\0');
                spelling(place, symbols, latin);
                if is_closed(letters, place) {
                    spelling(place, "o", "o");
                    // พร is phon.
                    if next == 'ร' {
                        spelling(place + 1, "n", "n");
                        place += 1;
                    }
                }
            }
            place += 1;
            continue;
        }
        if letter == 'ั' {
            let tone = usize::from(is_tone(at(place + 1)));
            if at(place + 1 + tone) == 'ว' {
                spelling(place, "ua", "ua");
                place += 2 + tone;
                continue;
            }
        }
        let (symbols, latin) = vowel(letter);
        spelling(place, symbols, latin);
        place += 1;
    }
}

/// Whether a consonant stands there that is read and has no vowel sign.
fn is_bare(letters: &[char], place: usize) -> bool {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let after = at(place + 1);
    is_consonant(at(place)) && !matches!(at(place), 'อ' | 'ว') && after != 'อ' && !is_mark(after)
}

/// Whether the consonant there and the next one are a syllable whose vowel is not written: the last of
/// a word, the first, or one with a tone mark. Not ตร, ทร, which end words from Sanskrit without a vowel.
fn is_closed(letters: &[char], place: usize) -> bool {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let toned = matches!(at(place + 1), '\u{E48}'..='\u{E4B}');
    let next = place + 1 + usize::from(toned);
    if !is_bare(letters, next) || (at(next) == 'ร' && (toned || matches!(at(place), 'ต' | 'ท')))
    {
        return false;
    }
    // An open syllable ends before: with a long vowel, or with a consonant that closes it.
    let opens = matches!(before(letters, place), '\0' | 'า' | '\u{E35}' | '\u{E37}' | '\u{E39}')
        || is_consonant(before(letters, place));
    let rest = letters.get(next + 1..).unwrap_or(&[]);
    let ends = matches!(rest, [] | [_, SILENT, ..]);
    // สมชาย: a sonorant closes the first syllable before one with a vowel.
    let closing = matches!(at(next), 'ง' | 'น' | 'ม' | 'ล') || (at(place), at(next)) == ('พ', 'ร');
    let first = place == 0
        && closing
        && (matches!(rest, [_, _, _, SILENT])
            || matches!(rest, [letter, mark, ..]
                if vowel_before(*letter).is_some()
                    || (is_consonant(*letter) && is_vowel_after(*mark))));
    opens && (ends || toned || first)
}

/// The letter before, tone marks passed over.
fn before(letters: &[char], place: usize) -> char {
    letters.iter().take(place).rev().copied().find(|&letter| !is_tone(letter)).unwrap_or('\0')
}

fn is_consonant(letter: char) -> bool {
    ('ก'..='ฮ').contains(&letter)
}

fn is_sonorant(letter: char) -> bool {
    matches!(letter, 'ง' | 'ญ' | 'น' | 'ม' | 'ย' | 'ร' | 'ล' | 'ว')
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{E47}'..='\u{E4B}')
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | 'า' | 'ำ' | 'ะ')
}

fn is_vowel_after(letter: char) -> bool {
    matches!(letter, 'ะ' | '\u{E31}' | 'า' | 'ำ' | '\u{E34}'..='\u{E39}')
}

fn vowel_before(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'เ' => ("e", "e"),
        'แ' => ("e", "ae"),
        'โ' => ("o", "o"),
        'ใ' | 'ไ' => ("ai", "ai"),
        _ => return None,
    })
}

fn vowel(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ะ' | '\u{E31}' | 'า' => ("a", "a"),
        'ำ' => ("am", "am"),
        '\u{E34}' | '\u{E35}' => ("i", "i"),
        '\u{E36}' | '\u{E37}' => ("u", "ue"),
        '\u{E38}' | '\u{E39}' => ("u", "u"),
        'ฤ' => ("ri", "rue"),
        _ => ("", ""),
    }
}

fn consonant(letter: char, initial: bool) -> (&'static str, &'static str) {
    match letter {
        'ก' => ("k", "k"),
        'ข' | 'ฃ' | 'ค' | 'ฅ' | 'ฆ' => ("k", if initial { "kh" } else { "k" }),
        'ง' => ("n", "ng"),
        'จ' if !initial => ("t", "t"),
        'จ' => ("D", "ch"),
        'ฉ' | 'ช' | 'ฌ' => ("C", "ch"),
        'ซ' | 'ศ' | 'ษ' | 'ส' => ("s", "s"),
        'ญ' if !initial => ("n", "n"),
        'ญ' => ("y", "y"),
        'ฎ' | 'ด' => ("d", if initial { "d" } else { "t" }),
        'ฏ' | 'ต' => ("t", "t"),
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => ("t", if initial { "th" } else { "t" }),
        'ณ' | 'น' => ("n", "n"),
        'บ' => ("b", if initial { "b" } else { "p" }),
        'ป' => ("p", "p"),
        'ผ' | 'พ' | 'ภ' => ("p", if initial { "ph" } else { "p" }),
        'ฝ' | 'ฟ' => ("f", "f"),
        'ม' => ("m", "m"),
        'ย' => ("y", "y"),
        'ร' => ("r", "r"),
        'ฤ' => ("ri", "rue"),
        'ล' | 'ฬ' | 'ฦ' => ("l", "l"),
        'ว' => ("w", "w"),
        'ห' | 'ฮ' => ("h", "h"),
        _ => ("", ""),
    }
}
