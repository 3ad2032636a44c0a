//! One word against many: what depends on that word alone is worked out once.

use super::align::LONGEST;
use super::costs::{NEVER, Table, number_of};
use super::symbols::SIDE;

/// Columns that are worked on at once: eight 16-bit numbers fill a register of any 64-bit processor.
const LANES: usize = 8;

/// Two cells before the first column: one that is never reached, and the start.
const WIDTH: usize = LONGEST + 2;

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
        self.stride = word.len().next_multiple_of(LANES);
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
        let mut rows = [[0i16; WIDTH]; 3];
        for row in &mut rows {
            row[0] = NEVER;
        }
        let [two_ago, before, row] = &mut rows;
        let (mut two_ago, mut before, mut row) = (two_ago, before, row);
        let mut previous = None;
        for &symbol in other.iter().take(LONGEST) {
            let place = usize::from(symbol);
            row[1] = before[1].saturating_add(at(&table.single, place * SIDE));
            let deletion = at(&table.single, place * SIDE);
            let (single, pair) = self.weights(&self.symbols, place);
            let columns = row[2..].chunks_exact_mut(LANES).zip(before[2..].chunks_exact(LANES));
            for ((cells, up), weights) in columns.zip(
                (before[1..].chunks_exact(LANES).zip(single.chunks_exact(LANES)))
                    .zip(before.chunks_exact(LANES).zip(pair.chunks_exact(LANES))),
            ) {
                let ((diagonal, single), (second, pair)) = weights;
                let single = diagonal.iter().zip(single);
                let pair = second.iter().zip(pair);
                for (((cell, up), single), pair) in cells.iter_mut().zip(up).zip(single).zip(pair) {
                    *cell = up
                        .saturating_add(deletion)
                        .max(single.0.saturating_add(*single.1))
                        .max(pair.0.saturating_add(*pair.1));
                }
            }
            let number = previous.map_or(0, |one| number_of(&table.left_pairs, one, symbol));
            if number != 0 {
                let (single, pair) = self.weights(&self.pairs, number);
                let weights = (two_ago[1..].chunks_exact(LANES).zip(single.chunks_exact(LANES)))
                    .zip(two_ago.chunks_exact(LANES).zip(pair.chunks_exact(LANES)));
                for (cells, weights) in row[2..].chunks_exact_mut(LANES).zip(weights) {
                    let ((diagonal, single), (second, pair)) = weights;
                    let single = diagonal.iter().zip(single);
                    let pair = second.iter().zip(pair);
                    for ((cell, single), pair) in cells.iter_mut().zip(single).zip(pair) {
                        *cell = (*cell)
                            .max(single.0.saturating_add(*single.1))
                            .max(pair.0.saturating_add(*pair.1));
                    }
                }
            }
            let mut last = row[1];
            for cell in row[2..].iter_mut().take(self.length) {
                last = last.max(*cell);
                *cell = last;
            }
            previous = Some(symbol);
            (two_ago, before, row) = (before, row, two_ago);
        }
        i32::from(before.get(self.length + 1).copied().unwrap_or(0)) + i32::from(self.gaps)
    }

    /// The weights of a row against columns, and against pairs of them.
    #[inline]
    fn weights<'row>(&self, rows: &'row [i16], row: usize) -> (&'row [i16], &'row [i16]) {
        let width = 2 * self.stride;
        let row = rows.get(row * width..(row + 1) * width).unwrap_or(&[]);
        row.split_at_checked(self.stride).unwrap_or((&[], &[]))
    }
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
