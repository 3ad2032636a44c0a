//! Case endings, and the feminine forms of surnames that look like them.

use super::symbols::Family;

/// Endings of cases in symbols, with the least symbols that must stand before them, longest first.
/// Only those that a gap or two in the alignment would not forgive.
#[rustfmt::skip]
const LATIN: &[(&str, usize)] = &[
    // Finnish, Estonian: Macronille, Putinista
    ("isa", 5), ("ista", 5), ("ila", 5), ("ile", 5), ("ilta", 5), ("ina", 5), ("in", 5),
    // Slavic: Putinem, Putinowi, Putinovi
    ("owi", 4), ("ovi", 4), ("em", 4), ("om", 4), ("ow", 5),
    // Hungarian: Macronnak, Orbánnal
    ("nak", 4), ("nek", 4), ("ak", 5), ("ek", 5), ("al", 5), ("el", 5), ("ra", 5), ("ban", 4), ("ben", 4),
    // Baltic and Latin nominatives: Trumpas, Putinui, Georgius
    ("ius", 4), ("us", 4), ("as", 4), ("ui", 4), ("is", 4), ("s", 4),
];

#[rustfmt::skip]
const CYRILLIC: &[(&str, usize)] = &[
    ("imi", 4), ("ami", 4), ("ogo", 4), ("omu", 4), ("oyu", 4), ("im", 4), ("om", 4), ("em", 4),
    ("oy", 4), ("ey", 4), ("ovi", 4), ("u", 4), ("a", 4), ("i", 4), ("e", 4), ("yu", 4), ("ya", 4),
];

/// Greek, Georgian, Armenian.
const GREEK: &[(&str, usize)] = &[("u", 4), ("s", 4), ("n", 4)];
const OTHER: &[(&str, usize)] = &[("is", 4), ("ma", 4), ("i", 4), ("s", 4), ("in", 4), ("n", 5)];

/// The word without its longest case ending.
pub(super) fn stem(folded: &str, family: Family) -> Option<&str> {
    let endings = match family {
        Family::Latin => LATIN,
        Family::Cyrillic => CYRILLIC,
        Family::Greek => GREEK,
        Family::Other => OTHER,
        _ => return None,
    };
    let last = folded.as_bytes().last();
    let fits = |&(ending, least): &(&str, usize)| {
        // Most endings are told by their last symbol.
        if ending.as_bytes().last() != last {
            return None;
        }
        folded.strip_suffix(ending).filter(|stem| stem.len() >= least)
    };
    endings.iter().filter_map(fits).min_by_key(|stem| stem.len())
}

/// Whether one surname is the feminine form of the other: Ivanov and Ivanova are two people.
///
/// Путина is left to be a case of Путин; a genitive of -ов cannot be told from a feminine.
pub(super) fn differ_in_gender(one: &[u8], other: &[u8]) -> bool {
    is_feminine(one) && is_masculine(other) || is_feminine(other) && is_masculine(one)
}

const A: u8 = 1;
const C: u8 = 3;
const E: u8 = 5;
const F: u8 = 6;
const I: u8 = 9;
const J: u8 = 10;
const K: u8 = 11;
const O: u8 = 15;
const S: u8 = 19;
const V: u8 = 22;
const W: u8 = 23;
const Y: u8 = 25;

fn is_feminine(symbols: &[u8]) -> bool {
    matches!(
        symbols,
        [_, .., O | E, V | W, A] | [_, .., S | C, K, A] | [_, .., S | C, K, A, Y | I | J, A]
    )
}

fn is_masculine(symbols: &[u8]) -> bool {
    matches!(
        symbols,
        [_, .., O | E, V | W | F] | [_, .., S | C, K, I | Y] | [_, .., S | C, K, I | Y, I | Y | J]
    )
}
