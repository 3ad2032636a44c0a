//! Greek, modern reading, also of polytonic text.
//!
//! Readable Latin follows ELOT 743 (ISO 843), type 2, except that γκ, μπ, ντ read g, b, d at the
//! start of a word and in foreign names.

use unicode_normalization::char::decompose_canonical;

use super::spell::Spelling;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let next = letters.get(place + 1).copied().unwrap_or('\0');
        let after = letters.get(place + 2).map_or('\0', |&letter| bare(letter));
        // An accent on the first vowel, or a dieresis on the second, keeps two vowels apart.
        let apart =
            matches!(next, 'ϊ' | 'ΐ' | 'ϋ' | 'ΰ') || matches!(letter, 'ά' | 'έ' | 'ό' | 'ύ');
        let (length, symbols, latin) = match (bare(letter), bare(next)) {
            ('ο', 'υ') if !apart => (2, "u", "ou"),
            ('α', 'ι') if !apart => (2, "e", "ai"),
            ('ε' | 'ο', 'ι') if !apart => {
                (2, "i", if bare(letter) == 'ε' { "ei" } else { "oi" })
            }
            ('α' | 'ε', 'υ') if !apart => {
                let voiceless = matches!(
                    after,
                    'θ' | 'κ' | 'ξ' | 'π' | 'σ' | 'ς' | 'τ' | 'φ' | 'χ' | 'ψ' | '\0'
                );
                match (bare(letter), voiceless) {
                    ('α', true) => (2, "af", "af"),
                    ('α', false) => (2, "av", "av"),
                    (_, true) => (2, "ef", "ef"),
                    (_, false) => (2, "ev", "ev"),
                }
            }
            ('μ', 'π') => (2, "b", if place == 0 { "b" } else { "mp" }),
            ('ν', 'τ') => (2, "d", if place == 0 { "d" } else { "nt" }),
            ('γ', 'κ') => (2, "g", "g"),
            ('γ', 'γ') => (2, "ng", "ng"),
            ('γ', 'χ') => (2, "nX", "nch"),
            ('τ', 'σ') => (2, "c", "ts"),
            ('τ', 'ζ') => (2, "D", "tz"),
            (letter, _) => {
                let (symbols, latin) = sound(letter);
                (1, symbols, latin)
            }
        };
        spelling(place, symbols, latin);
        place += length;
    }
}

/// The letter without accents and breathings.
fn bare(letter: char) -> char {
    match letter {
        'α'..='ω' => letter,
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        '\0' => '\0',
        _ => {
            let mut first = None;
            decompose_canonical(letter, |part| first = first.or(Some(part)));
            first.unwrap_or(letter)
        }
    }
}

fn sound(letter: char) -> (&'static str, &'static str) {
    match letter {
        'α' => ("a", "a"),
        'β' | 'ϐ' => ("v", "v"),
        'γ' => ("g", "g"),
        'δ' => ("d", "d"),
        'ε' | 'ϵ' => ("e", "e"),
        'ζ' => ("z", "z"),
        'η' => ("i", "i"),
        'θ' | 'ϑ' => ("t", "th"),
        'ι' => ("i", "i"),
        'κ' | 'ϰ' => ("k", "k"),
        'λ' => ("l", "l"),
        'μ' => ("m", "m"),
        'ν' => ("n", "n"),
        'ξ' => ("ks", "x"),
        'ο' | 'ω' => ("o", "o"),
        'π' | 'ϖ' => ("p", "p"),
        'ρ' | 'ϱ' => ("r", "r"),
        'σ' | 'ς' | 'ϲ' => ("s", "s"),
        'τ' => ("t", "t"),
        'υ' => ("i", "y"),
        'φ' | 'ϕ' => ("f", "f"),
        'χ' => ("X", "ch"),
        'ψ' => ("ps", "ps"),
        _ => ("", ""),
    }
}
