//! Lao.
//!
//! Source: BGN/PCGN 1966, the French manner of names (ou, v, x written s). Vowels written before
//! their consonant are read after it; tones are not read.

use super::spell::Spelling;

/// ລ written below a letter.
const BELOW: char = '\u{EBC}';

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut place = 0;
    while place < letters.len() {
        let letter = at(place);
        let leading = matches!(letter, 'ເ' | 'ແ' | 'ໂ' | 'ໃ' | 'ໄ').then_some(letter);
        let start = place + usize::from(leading.is_some());
        if consonant(at(start)).is_none() {
            let (symbols, latin) = vowel(letter);
            spelling(place, symbols, latin);
            place += 1;
            continue;
        }
        let mut end = start + 1;
        // A silent ຫ gives a sonorant its tone.
        let silent = at(start) == 'ຫ' && matches!(at(end), 'ງ' | 'ຍ' | 'ນ' | 'ມ' | 'ຣ' | 'ລ' | 'ວ');
        let silent = silent && (leading.is_some() || is_sign(at(end + 1)));
        let silent_above = at(start) == 'ຫ' && at(end) == BELOW;
        if !silent && !silent_above {
            let bare = leading.is_none() && !is_sign(at(end)) && start > 0;
            let (symbols, latin) = match (at(start), bare) {
                // A letter without a vowel of its own is one, or closes the syllable.
                ('ອ', true) => ("o", "o"),
                ('ວ', true) if is_sign(at(start - 1)) && at(start - 1) != BELOW => ("o", "o"),
                ('ວ', true) => ("ua", "oua"),
                // Bounyang, Sayasone.
                ('ຍ', false) if start > 0 => ("y", "gn"),
                ('ດ', true) => ("t", "t"),
                ('ບ', true) => ("p", "p"),
                ('ຍ', true) => ("i", "i"),
                (letter, _) => consonant(letter).unwrap_or_default(),
            };
            spelling(start, symbols, latin);
        }
        if silent || at(end) == BELOW {
            let below = if silent { at(end) } else { 'ລ' };
            let (symbols, latin) = consonant(below).unwrap_or_default();
            spelling(end, symbols, latin);
            end += 1;
        }
        while is_tone(at(end)) {
            end += 1;
        }
        let Some(leading) = leading else {
            place = end;
            continue;
        };
        let mut signs = ['\0'; 2];
        let mut ahead = end;
        for sign in &mut signs {
            while is_tone(at(ahead)) {
                ahead += 1;
            }
            *sign = at(ahead);
            ahead += 1;
        }
        let (spelled, count) = match (leading, signs) {
            ('ເ', ['\u{EBB}', 'າ']) => (("ao", "ao"), 2),
            ('ເ', ['\u{EB6}' | '\u{EB7}', 'ອ']) => (("ua", "ua"), 2),
            ('ເ', ['\u{EB1}', 'ຍ']) => (("ia", "ia"), 2),
            ('ເ', ['ຍ' | 'ຽ', _]) => (("ia", "ia"), 1),
            ('ເ', ['\u{EB4}' | '\u{EB5}', _]) => (("e", "eu"), 1),
            ('ເ', ['\u{EB1}' | 'ະ', _]) => (("e", "e"), 1),
            ('ແ' | 'ໂ', ['\u{EB1}' | 'ະ' | '\u{EBB}', _]) => (vowel(leading), 1),
            _ => (vowel(leading), 0),
        };
        spelling(place, spelled.0, spelled.1);
        for _ in 0..count {
            while is_tone(at(end)) {
                end += 1;
            }
            end += 1;
        }
        place = end;
    }
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{EC8}'..='\u{ECC}')
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{EB0}'..='\u{EBB}' | '\u{EBC}' | 'ຽ' | '\u{EC8}'..='\u{ECD}')
}

fn vowel(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ະ' | '\u{EB1}' | 'າ' => ("a", "a"),
        'ຳ' => ("am", "am"),
        '\u{EB4}' | '\u{EB5}' => ("i", "i"),
        '\u{EB6}' | '\u{EB7}' => ("u", "u"),
        '\u{EB8}' | '\u{EB9}' => ("u", "ou"),
        '\u{EBB}' | '\u{ECD}' | 'ໂ' => ("o", "o"),
        'ຽ' => ("ia", "ia"),
        'ເ' => ("e", "e"),
        'ແ' => ("e", "e"),
        'ໃ' | 'ໄ' => ("ai", "ai"),
        _ => ("", ""),
    }
}

fn consonant(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'ກ' => ("k", "k"),
        'ຂ' | 'ຄ' => ("k", "kh"),
        'ງ' => ("ng", "ng"),
        'ຈ' => ("C", "ch"),
        'ສ' | 'ຊ' => ("s", "s"),
        'ຍ' => ("ny", "gn"),
        'ດ' => ("d", "d"),
        'ຕ' => ("t", "t"),
        'ຖ' | 'ທ' => ("t", "th"),
        'ນ' | 'ໜ' => ("n", "n"),
        'ບ' => ("b", "b"),
        'ປ' => ("p", "p"),
        'ຜ' | 'ພ' => ("p", "ph"),
        'ຝ' | 'ຟ' => ("f", "f"),
        'ມ' | 'ໝ' => ("m", "m"),
        'ຢ' => ("y", "y"),
        'ຣ' => ("r", "r"),
        'ລ' => ("l", "l"),
        'ວ' => ("v", "v"),
        'ຫ' | 'ຮ' => ("h", "h"),
        'ອ' => ("", ""),
        _ => return None,
    })
}
