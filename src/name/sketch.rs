//! What two words weigh against each other at a glance: symbol by symbol, without pairs of symbols,
//! other readings, or a probability.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::costs::{Costs, NEVER, SCALE, WIDE};
use super::symbols::{Family, SIDE, code};
use crate::language::Script;

/// Symbols of a word that are looked at.
const LONGEST: usize = 16;

/// A word by its symbols alone.
///
/// Comparing two takes some 50 ns, a fifteenth of what a [`NameScore`](super::NameScore) takes, and
/// is for leaving out the many that cannot be one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct WordSketch {
    codes: [u8; LONGEST],
    length: u8,
    family: Family,
}

/// Which symbols a word has.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Letters {
    /// A bit for each.
    symbols: u64,
    /// A bit for each that one of them is more often than by chance in some other script.
    kin: u64,
}

/// The lower half of 64 bits.
const LOW: u64 = u32::MAX as u64;

impl Letters {
    /// The symbols of both that nothing in the other explains: most words that share the classes of
    /// their consonants are told apart by it, in two nanoseconds.
    pub(crate) fn strangers(&self, other: &Self) -> u32 {
        let (own, others) = (self.symbols & !other.kin, other.symbols & !self.kin);
        // Symbols are bits 1 to 33: the first 32 of both are counted at once.
        let first = (own >> 1 & LOW) | (others >> 1) << 32;
        first.count_ones() + (own >> 33) as u32 + (others >> 33) as u32
    }
}

impl WordSketch {
    /// A word of [`fold`](crate::translit::fold)'s symbols, and the script that it was written in.
    pub(crate) fn new(symbols: &[u8], script: Script) -> Self {
        let mut codes = [0; LONGEST];
        let mut length = 0;
        let known = symbols.iter().map(|&symbol| code(symbol)).filter(|&code| code > 0);
        for (slot, code) in codes.iter_mut().zip(known) {
            *slot = code;
            length += 1;
        }
        let family = Family::of_script(script).unwrap_or(Family::Other);
        Self { codes, length, family }
    }

    /// Which symbols it has.
    pub(crate) fn letters(&self) -> Letters {
        let (mut symbols, mut kin) = (0, 0);
        for &code in self.codes.iter().take(self.length.into()) {
            symbols |= 1 << code;
            kin |= KIN.get(usize::from(code)).copied().unwrap_or(0);
        }
        Letters { symbols, kin }
    }

    /// The weight of the best alignment of single symbols, in nats.
    pub(crate) fn nats(&self, other: &Self) -> f32 {
        let Some((table, swap)) = Costs::learned().table(self.family, other.family) else {
            return 0.0;
        };
        let (left, right) = if swap { (other, self) } else { (self, other) };
        let Some(gaps) = table.wide.first() else { return 0.0 };
        // Never out of bounds: the test is gone when compiled.
        let at = |row: &[i16; WIDE], code: u8| {
            i32::from(row.get(usize::from(code) % WIDE).copied().unwrap_or(NEVER))
        };
        let mut cells = [0i32; LONGEST + 1];
        let mut right_gaps = [0i32; LONGEST];
        let width = usize::from(right.length).min(LONGEST);
        let mut sum = 0;
        for place in 0..width {
            if let (Some(gap), Some(&code)) = (right_gaps.get_mut(place), right.codes.get(place)) {
                *gap = at(gaps, code);
                sum += *gap;
            }
            if let Some(cell) = cells.get_mut(place + 1) {
                *cell = sum;
            }
        }
        let (Some(right_gaps), Some(right_codes)) =
            (right_gaps.get(..width), right.codes.get(..width))
        else {
            return 0.0;
        };
        for &code in left.codes.iter().take(left.length.into()) {
            let Some(row) = table.wide.get(usize::from(code)) else { return 0.0 };
            let deletion = at(row, 0);
            let mut diagonal = cells[0];
            let mut last = diagonal + deletion;
            cells[0] = last;
            let Some(row_cells) = cells.get_mut(1..=width) else { return 0.0 };
            for ((cell, gap), &code) in row_cells.iter_mut().zip(right_gaps).zip(right_codes) {
                let up = *cell;
                last = (diagonal + at(row, code)).max(up + deletion).max(last + gap);
                diagonal = up;
                *cell = last;
            }
        }
        cells.get(width).copied().unwrap_or(0) as f32 / SCALE
    }
}

/// For each symbol, a bit for each that it meets more often than by chance in half of the tables.
static KIN: LazyLock<[u64; SIDE]> = LazyLock::new(|| {
    let mut kin = [0u64; SIDE];
    for (one, row) in kin.iter_mut().enumerate() {
        for other in 1..SIDE {
            let speaks = |family: &Family| {
                let (table, _) = Costs::learned().table(*family, Family::Latin)?;
                let both = [one * SIDE + other, other * SIDE + one];
                let weights = both.map(|place| table.single.get(place).copied().unwrap_or(NEVER));
                Some(usize::from(weights.into_iter().max()? > 0))
            };
            let tables: usize = Family::ALL.iter().filter_map(speaks).sum();
            if tables * 2 >= Family::COUNT || one == other {
                *row |= 1 << other;
            }
        }
    }
    kin
});
