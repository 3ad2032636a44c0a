//! One word against many: what depends on that word alone is worked out once.

use super::align::LONGEST;
use super::costs::{NEVER, Table, number_of};
use super::symbols::SIDE;

/// Columns that are worked on at once: eight 16-bit numbers fill a register of any 64-bit processor.
const LANES: usize = 8;

/// The weights of a word's symbols and pairs of symbols against all that they may meet.
///
/// Cells of the alignment are kept less the sum of the gaps of the columns before them. A gap in the
/// other word is then free, and filling it up along the row is a running maximum.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    table: Option<&'static Table>,
    length: usize,
    /// The length, in whole lanes.
    stride: usize,
    /// The sum of the gaps of all columns.
    gaps: i16,
    /// A symbol's, or a pair's, `stride` weights against each column, then as many against the pair
    /// that each column ends.
    symbols: Vec<i16>,
    pairs: Vec<i16>,
}

impl Profile {
    /// Prepares a word to be aligned with words whose symbols are the rows of `table`.
    pub(super) fn prepare(&mut self, table: &'static Table, word: &[u8]) {
        let word = word.get(..LONGEST).unwrap_or(word);
        self.table = Some(table);
        self.length = word.len();
        self.stride = word.len().next_multiple_of(LANES).max(LANES);
        self.symbols.clear();
        self.pairs.clear();
        let gap = |symbol: u8| at(&table.single, usize::from(symbol));
        self.gaps = word.iter().fold(0, |sum: i16, &symbol| sum.saturating_add(gap(symbol)));
        let before = || std::iter::once(0).chain(word.iter().copied());
        let padding = || std::iter::repeat_n(NEVER, self.stride - word.len());
        for row in 0..SIDE {
            self.symbols.extend(word.iter().map(|&symbol| {
                at(&table.single, row * SIDE + usize::from(symbol)).saturating_sub(gap(symbol))
            }));
            self.symbols.extend(padding());
            self.symbols.extend(before().zip(word).map(|(previous, &symbol)| {
                match number_of(&table.right_pairs, previous, symbol) {
                    0 => NEVER,
                    pair => at(&table.single_pair, row * table.right_count + pair)
                        .saturating_sub(gap(previous))
                        .saturating_sub(gap(symbol)),
                }
            }));
            self.symbols.extend(padding());
        }
        for row in 0..table.pair_single.len() / SIDE {
            self.pairs.extend(word.iter().map(|&symbol| {
                at(&table.pair_single, row * SIDE + usize::from(symbol)).saturating_sub(gap(symbol))
            }));
            self.pairs.extend(padding());
            self.pairs.extend(before().zip(word).map(|(previous, &symbol)| {
                match number_of(&table.right_pairs, previous, symbol) {
                    0 => NEVER,
                    pair => at(&table.pair_pair, row * table.right_count + pair)
                        .saturating_sub(gap(previous))
                        .saturating_sub(gap(symbol)),
                }
            }));
            self.pairs.extend(padding());
        }
    }

    /// The weight of the best alignment with another word, as [`super::align::weight`] gives it.
    /// `O(length × other)`, no allocation.
    pub(super) fn weight(&self, other: &[u8]) -> i32 {
        let Some(table) = self.table else { return 0 };
        // Rows of a known width stay in registers.
        match self.stride / LANES {
            0 | 1 => self.weigh::<LANES>(table, other),
            2 => self.weigh::<{ 2 * LANES }>(table, other),
            3 => self.weigh::<{ 3 * LANES }>(table, other),
            4 => self.weigh::<{ 4 * LANES }>(table, other),
            5 => self.weigh::<{ 5 * LANES }>(table, other),
            _ => self.weigh::<LONGEST>(table, other),
        }
    }

    fn weigh<const WIDTH: usize>(&self, table: &Table, other: &[u8]) -> i32 {
        let mut two_ago = Row::<WIDTH> { start: NEVER, cells: [NEVER; WIDTH] };
        let mut before = Row::<WIDTH> { start: 0, cells: [0; WIDTH] };
        // The gap ends no pair.
        let mut previous = 0;
        for &symbol in other.iter().take(LONGEST) {
            let deletion = at(&table.single, usize::from(symbol) * SIDE);
            let [single, pair] = weights::<WIDTH>(&self.symbols, usize::from(symbol));
            let diagonal = shifted(&before.cells, 1, before.start);
            let second = shifted(&diagonal, 1, NEVER);
            let mut cells = before.cells.map(|up| up.saturating_add(deletion));
            reach(&mut cells, &diagonal, single);
            reach(&mut cells, &second, pair);
            let number = number_of(&table.left_pairs, previous, symbol);
            if number != 0 {
                let [single, pair] = weights::<WIDTH>(&self.pairs, number);
                let diagonal = shifted(&two_ago.cells, 1, two_ago.start);
                let second = shifted(&diagonal, 1, NEVER);
                reach(&mut cells, &diagonal, single);
                reach(&mut cells, &second, pair);
            }
            let start = before.start.saturating_add(deletion);
            // The running maximum, in steps that double.
            let mut step = 1;
            while step < WIDTH {
                let other = shifted(&cells, step, start);
                for (cell, other) in cells.iter_mut().zip(other) {
                    *cell = (*cell).max(other);
                }
                step *= 2;
            }
            previous = symbol;
            two_ago = before;
            before = Row { start, cells };
        }
        let last = match self.length.checked_sub(1) {
            Some(last) => before.cells.get(last).copied().unwrap_or(NEVER),
            None => before.start,
        };
        i32::from(last) + i32::from(self.gaps)
    }
}

/// A row of the alignment: the cell before the first column, and those of the columns.
struct Row<const WIDTH: usize> {
    start: i16,
    cells: [i16; WIDTH],
}

/// Raises cells to what is reached from others by these weights.
#[inline]
fn reach<const WIDTH: usize>(
    cells: &mut [i16; WIDTH],
    from: &[i16; WIDTH],
    weights: &[i16; WIDTH],
) {
    for ((cell, from), weight) in cells.iter_mut().zip(from).zip(weights) {
        *cell = (*cell).max(from.saturating_add(*weight));
    }
}

/// The cells, moved on by some places.
#[inline]
fn shifted<const WIDTH: usize>(cells: &[i16; WIDTH], by: usize, start: i16) -> [i16; WIDTH] {
    std::array::from_fn(|place| {
        place.checked_sub(by).and_then(|from| cells.get(from)).copied().unwrap_or(start)
    })
}

/// The weights of a row against columns, and against pairs of them.
#[inline]
fn weights<const WIDTH: usize>(rows: &[i16], row: usize) -> [&[i16; WIDTH]; 2] {
    let weights = |half: usize| {
        let start = (2 * row + half) * WIDTH;
        let cells = rows.get(start..start + WIDTH);
        cells.and_then(|cells| cells.try_into().ok()).unwrap_or(&[NEVER; WIDTH])
    };
    [weights(0), weights(1)]
}

#[inline]
fn at(weights: &[i16], place: usize) -> i16 {
    weights.get(place).copied().unwrap_or(NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::align;
    use crate::name::costs::Costs;
    use crate::name::symbols::{Family, code};

    #[test]
    fn a_profile_weighs_as_the_alignment_does() {
        let long = "abcdefghijklmnopqrstuvwxyzQSCZDXG".repeat(2);
        let words = ["Soigu", "Qoigu", "SwyGw", "makron", "emanuel", "ks", "a", "", &long];
        let mut profile = Profile::default();
        for left in Family::ALL {
            for right in Family::ALL {
                let Some(table) = Costs::learned().oriented(left, right) else { continue };
                let Some((plain, swap)) = Costs::learned().table(left, right) else { continue };
                for one in words {
                    for other in words {
                        let (one, other): (Vec<u8>, Vec<u8>) =
                            (one.bytes().map(code).collect(), other.bytes().map(code).collect());
                        profile.prepare(table, &other);
                        let (rows, columns) = if swap { (&other, &one) } else { (&one, &other) };
                        let wanted = align::weight(plain, rows, columns);
                        assert_eq!(profile.weight(&one), wanted, "{left:?} {right:?}");
                    }
                }
            }
        }
    }
}
