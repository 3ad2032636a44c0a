//! A word's consonants as a small set of features: words that share many are worth aligning.

use super::symbols::symbol;

/// Features there are: pairs of classes, then triples.
pub(super) const FEATURES: usize = 64 + 512;

/// The first triple.
pub(super) const TRIPLES: u16 = 64;

/// The edge of a word, a class of its own.
const EDGE: u8 = 1;

/// The classes a symbol may belong to, as bits, and whether scripts leave it out.
fn classes(code: u8) -> (u8, bool) {
    const LABIAL: u8 = 1 << 1;
    const DENTAL: u8 = 1 << 2;
    const SIBILANT: u8 = 1 << 3;
    const VELAR: u8 = 1 << 4;
    const M: u8 = 1 << 5;
    const LIQUID: u8 = 1 << 6;
    const N: u8 = 1 << 7;
    match symbol(code) {
        'p' | 'b' | 'f' => (LABIAL, false),
        'v' | 'w' => (LABIAL, true),
        't' | 'd' => (DENTAL, false),
        's' | 'z' | 'S' | 'Z' | 'C' => (SIBILANT, false),
        'c' | 'Q' | 'D' => (SIBILANT | VELAR, false),
        'j' => (SIBILANT | VELAR, true),
        'k' | 'g' | 'x' => (VELAR, false),
        'X' | 'G' | 'h' => (VELAR, true),
        'm' => (M, false),
        'n' => (N, false),
        'l' => (LIQUID, false),
        'r' => (LIQUID, true),
        _ => (0, true),
    }
}

/// Consonants of a word that features are taken from, edges included.
const MOST: usize = 28;

/// The features of a word into `features`, in rising order and without repeats.
///
/// A symbol of two classes gives both, and one that scripts leave out may be passed over; so that
/// two spellings share most features whichever they chose.
pub(super) fn features_into(symbols: &[u8], pairs: bool, features: &mut Vec<u16>) {
    features.clear();
    let mut row = [(EDGE, false); MOST];
    let mut length = 1;
    let mut before = 0;
    let classes = symbols.iter().map(|&code| {
        let (set, open) = classes(code);
        // ng is one sound in scripts with a letter for it.
        let nasal = symbol(std::mem::replace(&mut before, code)) == 'n' && symbol(code) == 'g';
        (set, open || nasal)
    });
    let consonants = classes.filter(|(set, _)| *set != 0);
    for (place, class) in row.iter_mut().skip(1).zip(consonants.take(MOST - 2)) {
        *place = class;
        length += 1;
    }
    let row = row.get(..=length).unwrap_or(&row);
    for (first, &(one, _)) in row.iter().enumerate() {
        for (second, other) in followers(row, first) {
            if pairs {
                for (one, other) in bits(one).flat_map(|one| bits(other).map(move |b| (one, b))) {
                    features.push(one * 8 + other);
                }
            }
            for (_, last) in followers(row, second) {
                for one in bits(one) {
                    for other in bits(other) {
                        features.extend(bits(last).map(|c| TRIPLES + one * 64 + other * 8 + c));
                    }
                }
            }
        }
    }
    features.sort_unstable();
    features.dedup();
}

/// Places and classes that may follow `place` when symbols that scripts leave out are left out, one
/// in a row.
fn followers(row: &[(u8, bool)], place: usize) -> impl Iterator<Item = (usize, u8)> + '_ {
    let next = row.get(place + 1).map(|&(set, open)| (place + 1, set, open));
    let after = row.get(place + 2).filter(|_| next.is_some_and(|(_, _, open)| open));
    next.map(|(place, set, _)| (place, set))
        .into_iter()
        .chain(after.map(|&(set, _)| (place + 2, set)))
}

fn bits(set: u8) -> impl Iterator<Item = u16> + Clone {
    (0..8).filter(move |bit| set >> bit & 1 == 1)
}
