//! Latin, in the orthographies of news.
//!
//! Without a language, a grapheme has the sound that most of the languages that write it give it;
//! the longest one is read first. With a language, its own rules come before those. The common
//! graphemes were measured on names in other scripts; single letters follow the orthographies'
//! official rules.

use unicode_normalization::char::decompose_canonical;

use super::orthography::Orthography;

/// Spells a word in phonetic symbols.
pub(super) fn spell(
    letters: &[char],
    orthography: Orthography,
    mut push: impl FnMut(&'static str),
) {
    let mut rest = letters;
    let mut first = true;
    while let Some((&letter, after)) = rest.split_first() {
        let special = match orthography {
            Orthography::Common => None,
            _ => of_language(orthography, rest, first),
        };
        let (length, symbols) = special.unwrap_or_else(|| common(letter, after, first));
        push(symbols);
        rest = rest.get(length.max(1)..).unwrap_or(&[]);
        first = false;
    }
}

/// The symbol of an ASCII letter on its own.
pub(super) fn symbol(letter: u8) -> &'static str {
    match letter {
        b'a' => "a",
        b'b' => "b",
        b'c' => "c",
        b'd' => "d",
        b'e' => "e",
        b'f' => "f",
        b'g' => "g",
        b'h' => "h",
        b'i' => "i",
        b'j' => "j",
        b'k' => "k",
        b'l' => "l",
        b'm' => "m",
        b'n' => "n",
        b'o' => "o",
        b'p' => "p",
        b'q' => "k",
        b'r' => "r",
        b's' => "s",
        b't' => "t",
        b'u' => "u",
        b'v' => "v",
        b'w' => "w",
        b'x' => "ks",
        b'y' => "y",
        b'z' => "z",
        _ => "",
    }
}

/// Letters read, and their symbols.
fn common(letter: char, after: &[char], first: bool) -> (usize, &'static str) {
    match (letter, after) {
        ('a'..='b' | 'f' | 'h' | 'j' | 'l'..='n' | 'u'..='w' | 'y', _) => (1, symbol(letter as u8)),
        ('c', ['h', 't', 'c', 'h', ..]) => (5, "SC"),
        ('c', ['h', ..]) => (2, "Q"),
        ('c', ['k', ..]) => (2, "k"),
        ('c', ['s' | 'z', ..]) => (2, "C"),
        ('d', ['s', 'c', 'h', ..]) => (4, "D"),
        ('d', ['z', 'h', ..]) => (3, "D"),
        ('d', ['j' | 'ż' | 'ž' | 'ź', ..]) => (2, "D"),
        ('e', ['e', ..]) => (2, "i"),
        ('e', ['a', 'u', 'x', ..]) => (4, "o"),
        ('e', ['a', 'u', ..]) => (3, "o"),
        ('g', ['h', ..]) => (2, "G"),
        ('i', ['j', ..]) => (2, "ei"),
        ('k', ['h', ..]) => (2, "X"),
        ('o', ['o' | 'u', ..]) => (2, "u"),
        ('p', ['h', ..]) => (2, "f"),
        ('q', ['u', 'e' | 'i' | 'é' | 'í', ..]) => (2, "k"),
        ('q', ['u', ..]) => (2, "kv"),
        ('r', ['h', ..]) => (2, "r"),
        ('s', ['c', 'h', 't', 's', 'c', 'h', ..]) => (7, "SC"),
        ('s', ['h', 'c', 'h', ..]) | ('s', ['z', 'c', 'z', ..]) => (4, "SC"),
        ('s', ['c', 'h', ..]) => (3, "S"),
        ('s', ['h', 'h', ..]) => (3, "S"),
        ('s', ['h' | 'j' | 'z', ..]) => (2, "S"),
        ('š', ['č', ..]) => (2, "SC"),
        ('t', ['s', 'c', 'h', ..]) => (4, "C"),
        ('t', ['s', 'j', ..]) => (3, "C"),
        ('t', ['c', 'h', ..]) => (3, "C"),
        ('t', ['j', ..]) => (2, "C"),
        ('t', ['s' | 'z', ..]) => (2, "c"),
        ('t', ['h', ..]) => (2, "t"),
        ('x', ['h', ..]) => (2, "D"),
        // Pinyin at the start of a word: Xi, Xu, Xiao.
        ('x', ['i' | 'u', ..]) if first => (1, "S"),
        ('z', ['h' | 's', ..]) => (2, "Z"),
        ('c'..='z', _) => (1, symbol(letter as u8)),
        ('č', ['h', ..]) => (2, "C"),
        _ => (1, beyond_ascii(letter)),
    }
}

fn beyond_ascii(letter: char) -> &'static str {
    match letter {
        'ß' => "s",
        'ä' | 'æ' | 'ǽ' => "e",
        'ç' | 'ć' | 'ĉ' | 'č' | 'ċ' => "C",
        'ð' => "d",
        'đ' | 'ɖ' => "D",
        'ñ' | 'ń' | 'ň' | 'ŋ' => "n",
        'ö' | 'ø' | 'ő' | 'œ' | 'ɔ' => "o",
        'ü' | 'ű' => "u",
        'ý' | 'ı' | 'ɨ' => "i",
        'þ' | 'ŧ' => "t",
        'ğ' | 'ġ' => "G",
        'ĵ' | 'ź' | 'ż' | 'ž' => "Z",
        'ľ' | 'ł' => "l",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "S",
        'ț' => "c",
        'ə' => "a",
        'ɛ' => "e",
        'ħ' => "h",
        'ḥ' | 'ḫ' | 'ẋ' => "X",
        _ => {
            let mut base = None;
            decompose_canonical(letter, |part| base = base.or(Some(part)));
            match base {
                Some(base) if base.is_ascii() => symbol(base as u8),
                Some(base) if base != letter => beyond_ascii(base),
                _ => any_ascii::any_ascii_char(letter)
                    .bytes()
                    .next()
                    .map_or("", |byte| symbol(byte.to_ascii_lowercase())),
            }
        }
    }
}

/// What a language reads in a way of its own.
#[rustfmt::skip]
fn of_language(
    orthography: Orthography,
    rest: &[char],
    first: bool,
) -> Option<(usize, &'static str)> {
    use Orthography as O;
    let front = matches!(rest.get(1), Some('e' | 'i' | 'é' | 'è' | 'í' | 'y'));
    Some(match (orthography, rest) {
        (O::Albanian, ['x', 'h', ..]) => (2, "D"),
        (O::Albanian, ['d', 'h', ..]) => (2, "d"),
        (O::Albanian, ['x', ..]) => (1, "z"),
        (O::Albanian, ['q' | 'ç', ..]) => (1, "C"),
        (O::Albanian, ['c', ..]) => (1, "c"),
        (O::Albanian, ['g', 'j', ..]) => (2, "D"),
        (O::Albanian | O::Croatian | O::Czech | O::Lithuanian | O::Polish | O::German | O::Dutch
            | O::Hungarian, ['j', ..]) if !matches!(rest, ['j', 'e', 'a' | 'u', ..]) => (1, "y"),
        (O::Albanian | O::Croatian | O::Czech | O::Hungarian | O::Lithuanian | O::Maltese | O::Polish
            | O::Serbian, ['i', 'j', ..]) => (1, "i"),
        (O::Azerbaijani, ['x', ..]) => (1, "X"),
        (O::Azerbaijani, ['q', ..]) => (1, "g"),
        (O::Azerbaijani | O::Turkish | O::Kurdish, ['c', ..]) => (1, "D"),
        (O::Azerbaijani | O::Turkish | O::Kurdish, ['j', ..]) => (1, "Z"),
        (O::Kurdish, ['x', ..]) => (1, "X"),
        (O::Kurdish, ['q', ..]) => (1, "k"),
        (O::Basque, ['t', 'x', ..]) => (2, "C"),
        (O::Basque, ['x', ..]) => (1, "S"),
        (O::Basque, ['z', ..]) => (1, "s"),
        (O::Catalan, ['x', ..]) => (1, "S"),
        (O::Catalan | O::Spanish, ['l', 'l', ..]) => (2, "y"),
        (O::Catalan, ['j', ..]) => (1, "Z"),
        (O::Croatian, ['d', 'j', ..]) => (2, "D"),
        (O::Croatian | O::Czech, ['c', 'h', ..]) => (2, "X"),
        (O::Croatian | O::Czech | O::Lithuanian, ['c', ..]) => (1, "c"),
        (O::Czech, ['ř', ..]) => (1, "rZ"),
        (O::Czech, ['ě', ..]) => (1, "e"),
        (O::Dutch, ['o', 'e', ..]) => (2, "u"),
        (O::Dutch, ['s', 'c', 'h', ..]) => (3, "sX"),
        (O::Dutch, ['c', 'h', ..]) => (2, "X"),
        (O::Dutch, ['e', 'e', ..]) => (2, "e"),
        (O::Dutch, ['o', 'o', ..]) => (2, "o"),
        (O::Dutch, ['u', 'i' | 'y', ..]) => (2, "ei"),
        (O::French | O::Portuguese, ['c', 'h', ..]) => (2, "S"),
        (O::Spanish | O::Catalan, ['c', 'h', ..]) => (2, "C"),
        (O::French, ['j', ..]) => (1, "Z"),
        (O::French, ['g', ..]) if front => (1, "Z"),
        (O::French, ['o', 'i', ..]) => (2, "wa"),
        (O::French, ['a', 'u', 'x', ..]) => (3, "o"),
        (O::French, ['a', 'u', ..]) => (2, "o"),
        (O::French, ['a' | 'e', 'i', ..]) => (2, "e"),
        (O::French, ['q', 'u', ..]) => (2, "k"),
        (O::French | O::Spanish | O::Portuguese, ['g', 'n', ..]) => (2, "n"),
        (O::French | O::Portuguese | O::Catalan, ['ç', ..]) => (1, "s"),
        (O::French | O::Spanish | O::Portuguese | O::Catalan, ['c', ..]) => (1, if front { "s" } else { "k" }),
        (O::German, ['c', 'h', 's', ..]) => (3, "ks"),
        (O::German, ['c', 'h', ..]) => (2, "X"),
        (O::German, ['w', ..]) => (1, "v"),
        (O::German, ['v', ..]) => (1, "f"),
        (O::German, ['z', ..]) => (1, "c"),
        (O::German, ['e', 'i' | 'y', ..]) => (2, "ai"),
        (O::German, ['e' | 'ä', 'u', ..]) => (2, "oi"),
        (O::German, ['i', 'e', ..]) => (2, "i"),
        (O::German, ['s', 'p', ..]) if first => (2, "Sp"),
        (O::German, ['s', 't', ..]) if first => (2, "St"),
        (O::German, ['e', 'e', ..]) => (2, "e"),
        (O::Hungarian, ['d', 'z', 's', ..]) => (3, "D"),
        (O::Hungarian, ['c', 's', ..]) => (2, "C"),
        (O::Hungarian, ['g', 'y', ..]) => (2, "D"),
        (O::Hungarian, ['l', 'y', ..]) => (2, "y"),
        (O::Hungarian, ['n', 'y', ..]) => (2, "n"),
        (O::Hungarian, ['t', 'y', ..]) => (2, "C"),
        (O::Hungarian, ['s', 'z', ..]) => (2, "s"),
        (O::Hungarian, ['z', 's', ..]) => (2, "Z"),
        (O::Hungarian, ['s', ..]) => (1, "S"),
        (O::Italian | O::Romanian, ['c', 'h', ..]) => (2, "k"),
        (O::Italian | O::Romanian, ['g', 'h', ..]) => (2, "g"),
        (O::Italian, ['s', 'c', 'h', ..]) => (3, "sk"),
        (O::Italian, ['s', 'c', 'i', 'a' | 'o' | 'u', ..]) => (3, "S"),
        (O::Italian, ['s', 'c', 'e' | 'i', ..]) => (2, "S"),
        (O::Italian, ['c', 'i', 'a' | 'o' | 'u', ..]) => (2, "C"),
        (O::Italian, ['g', 'i', 'a' | 'o' | 'u', ..]) => (2, "D"),
        (O::Italian, ['g', 'l', 'i', ..]) => (2, "l"),
        (O::Italian, ['g', 'n', ..]) => (2, "n"),
        (O::Italian, ['z', ..]) => (1, "c"),
        (O::Italian | O::Romanian, ['c', ..]) => (1, if front { "C" } else { "k" }),
        (O::Italian | O::Romanian, ['g', ..]) if front => (1, "D"),
        (O::Romanian, ['ț' | 'ţ', ..]) => (1, "c"),
        (O::Romanian, ['j', ..]) => (1, "Z"),
        (O::Romanian, ['ă', ..]) => (1, "a"),
        (O::Lithuanian, ['i', 'a' | 'u' | 'o', ..]) => (1, ""),
        (O::Maltese, ['x', ..]) => (1, "S"),
        (O::Maltese, ['ż', ..]) => (1, "z"),
        (O::Maltese, ['z', ..]) => (1, "c"),
        (O::Maltese, ['ġ', ..]) => (1, "D"),
        (O::Maltese, ['j', ..]) => (1, "y"),
        (O::Pinyin, ['z', 'h', ..]) => (2, "D"),
        (O::Pinyin, ['c', 'h', ..]) => (2, "C"),
        (O::Pinyin, ['q', ..]) => (1, "C"),
        (O::Pinyin, ['x', ..]) => (1, "S"),
        (O::Pinyin, ['j', ..]) => (1, "D"),
        (O::Polish, ['c', 'h', ..]) => (2, "X"),
        (O::Polish, ['r', 'z', ..]) => (2, "Z"),
        (O::Polish, ['c', 'i', ..]) => (1, "C"),
        (O::Polish, ['s', 'i', ..]) => (1, "S"),
        (O::Polish, ['w', ..]) => (1, "v"),
        (O::Polish, ['ł', ..]) => (1, "l"),
        (O::Polish, ['ą', ..]) => (1, "on"),
        (O::Polish, ['ę', ..]) => (1, "en"),
        (O::Polish, ['ó', ..]) => (1, "u"),
        (O::Polish, ['c', ..]) if !matches!(rest, ['c', 'z', ..]) => (1, "c"),
        (O::Portuguese, ['x', ..]) => (1, "S"),
        (O::Portuguese, ['l', 'h', ..]) => (2, "l"),
        (O::Portuguese, ['n', 'h', ..]) => (2, "n"),
        (O::Portuguese, ['ã', 'o', ..]) => (2, "an"),
        (O::Portuguese, ['j', ..]) => (1, "Z"),
        (O::Portuguese, ['g', ..]) if front => (1, "Z"),
        (O::Serbian, ['d', 'ž', ..]) => (2, "D"),
        (O::Serbian, ['j', ..]) => (1, "y"),
        (O::Serbian, ['c', ..]) => (1, "c"),
        (O::Somali, ['x', ..]) => (1, "h"),
        (O::Somali, ['c', ..]) => (1, "a"),
        (O::Spanish, ['j', ..]) => (1, "X"),
        (O::Spanish, ['g', ..]) if front => (1, "X"),
        (O::Spanish, ['z', ..]) => (1, "s"),
        (O::Spanish, ['h', ..]) => (1, ""),
        (O::Turkish, ['ğ', ..]) => (1, "G"),
        (O::Vietnamese, ['đ', ..]) => (1, "d"),
        (O::Vietnamese, ['p', 'h', ..]) => (2, "f"),
        (O::Vietnamese, ['x', ..]) => (1, "s"),
        (O::Vietnamese, ['d', ..]) => (1, "z"),
        _ => return None,
    })
}
