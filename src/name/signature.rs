//! A name's consonants as a set of bits: names that share many are worth an exact score.

use super::reading::{Kind, Reading};
use super::symbols::symbol;

/// Which pairs and triples of consonant classes a name has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature {
    /// Classes in a row, an edge of a word among them.
    pairs: u64,
    /// Three in a row, in 128 bits.
    triples: [u64; 2],
}

/// The edge of a word.
const EDGE: u8 = 0;

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
        'c' | 'Q' => (SIBILANT | VELAR, false),
        'D' => (SIBILANT | VELAR, false),
        'j' => (SIBILANT, true),
        'k' | 'g' => (VELAR, false),
        'X' | 'G' | 'h' => (VELAR, true),
        'x' => (VELAR, false),
        'm' => (M, false),
        'n' => (N, false),
        'l' => (LIQUID, false),
        'r' => (LIQUID, true),
        _ => (0, true),
    }
}

impl Signature {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut signature = Self::default();
        let words = reading.words.iter().chain(reading.alternates.iter().map(|(_, word)| word));
        for word in words.filter(|word| word.kind == Kind::Word) {
            // Edges count as a class that is always there.
            let mut row: Vec<(u8, bool)> = vec![(1 << EDGE, false)];
            row.extend(
                reading.symbols(word).iter().map(|&code| classes(code)).filter(|c| c.0 != 0),
            );
            row.push((1 << EDGE, false));
            for first in 0..row.len() {
                for second in reachable(&row, first) {
                    signature.add_pairs(row[first].0, row[second].0);
                    for third in reachable(&row, second) {
                        signature.add_triples(row[first].0, row[second].0, row[third].0);
                    }
                }
            }
        }
        signature
    }

    fn add_pairs(&mut self, first: u8, second: u8) {
        for one in bits(first) {
            for other in bits(second) {
                self.pairs |= 1 << (one * 8 + other);
            }
        }
    }

    fn add_triples(&mut self, first: u8, second: u8, third: u8) {
        for one in bits(first) {
            for other in bits(second) {
                for last in bits(third) {
                    // A multiplicative hash: 512 triples in 128 bits.
                    let hash = ((one * 64 + other * 8 + last).wrapping_mul(0x9E37_79B1)) >> 25;
                    self.triples[(hash >> 6) as usize & 1] |= 1 << (hash & 63);
                }
            }
        }
    }

    /// From 0, nothing in common, to 255.
    #[inline]
    pub(super) fn likeness(&self, other: &Self) -> u8 {
        let shared = (self.pairs & other.pairs).count_ones()
            + (self.triples[0] & other.triples[0]).count_ones()
            + (self.triples[1] & other.triples[1]).count_ones();
        let all = self.size() + other.size();
        (shared * 510).checked_div(all).unwrap_or(0).min(255) as u8
    }

    #[inline]
    fn size(&self) -> u32 {
        self.pairs.count_ones() + self.triples[0].count_ones() + self.triples[1].count_ones()
    }
}

/// Places that may follow `place` when symbols that scripts leave out are left out.
fn reachable(row: &[(u8, bool)], place: usize) -> impl Iterator<Item = usize> + '_ {
    let mut open = true;
    (place + 1..row.len()).take_while(move |&next| {
        let reached = open;
        open = row[next].1 && open;
        reached
    })
}

fn bits(set: u8) -> impl Iterator<Item = u32> {
    (0..8).filter(move |bit| set >> bit & 1 == 1)
}
