//! One word against many: what depends on that word alone is worked out once.

use super::align::LONGEST;
use super::costs::{Meetings, NEVER, Table, number_of};
use super::symbols::SIDE;

/// Columns that are worked on at once: eight 16-bit numbers fill a register of any 64-bit processor.
pub(super) const LANES: usize = 8;

/// The weights of a word's symbols and pairs of symbols against all that they may meet.
///
/// Cells of the alignment are kept less the sum of the gaps of the columns before them. A gap in the
/// other word is then free, and filling it up along the row is a running maximum.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    table: Option<&'static Table>,
    length: usize,
    /// The length, in whole lanes.
    stride: usize,
    /// The sum of the gaps of all columns.
    gaps: i16,
    /// Whether a column ends a pair with weights of its own.
    paired: [bool; LONGEST],
    /// A symbol's, or a pair's, `stride` weights against each column, then as many against the pair
    /// that each column ends.
    symbols: Vec<i16>,
    pairs: Vec<i16>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            table: None,
            length: 0,
            stride: LANES,
            gaps: 0,
            paired: [false; LONGEST],
            symbols: Vec::new(),
            pairs: Vec::new(),
        }
    }
}

impl Profile {
    /// Prepares a word to be aligned with words whose symbols are the rows of `table`.
    pub(super) fn prepare(&mut self, table: &'static Table, word: &[u8]) {
        let word = word.get(..LONGEST).unwrap_or(word);
        self.table = Some(table);
        self.length = word.len();
        self.stride = word.len().next_multiple_of(LANES).max(LANES);
        let gap = |symbol: u8| at(&table.single, usize::from(symbol));
        self.gaps = word.iter().fold(0, |sum: i16, &symbol| sum.saturating_add(gap(symbol)));
        let width = 2 * self.stride;
        self.symbols.clear();
        self.symbols.resize(SIDE * width, NEVER);
        self.pairs.clear();
        self.pairs.resize(table.pair_single.len() / SIDE * width, NEVER);
        let rows = self.symbols.chunks_exact_mut(width).zip(table.single.chunks_exact(SIDE));
        for (cells, weights) in rows {
            for (cell, &symbol) in cells.iter_mut().zip(word) {
                *cell = at(weights, usize::from(symbol)).saturating_sub(gap(symbol));
            }
        }
        let set = |cells: &mut [i16], meetings: Option<&Meetings>, column: usize, gaps: i16| {
            for &(row, weight) in meetings.into_iter().flatten() {
                if let Some(cell) = cells.get_mut(usize::from(row) * width + column) {
                    *cell = weight.saturating_sub(gaps);
                }
            }
        };
        let mut previous = 0;
        for ((column, &symbol), paired) in word.iter().enumerate().zip(&mut self.paired) {
            let meetings = table.by_right.symbols.get(usize::from(symbol));
            set(&mut self.pairs, meetings, column, gap(symbol));
            let pair = number_of(&table.right_pairs, previous, symbol);
            *paired = pair != 0;
            if let Some([singles, pairs]) = table.by_right.pairs.get(pair).filter(|_| pair != 0) {
                let (column, gaps) = (self.stride + column, gap(previous) + gap(symbol));
                set(&mut self.symbols, Some(singles), column, gaps);
                set(&mut self.pairs, Some(pairs), column, gaps);
            }
            previous = symbol;
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
            let row = usize::from(symbol);
            let [single, pair] = [0, 1].map(|side| half::<WIDTH>(&self.symbols, row, side));
            let diagonal = shifted(&before.cells, 1, before.start);
            let second = shifted(&diagonal, 1, NEVER);
            let mut cells = before.cells.map(|up| up.saturating_add(deletion));
            reach(&mut cells, &diagonal, single);
            reach(&mut cells, &second, pair);
            let number = number_of(&table.left_pairs, previous, symbol);
            if number != 0 {
                let [single, pair] = [0, 1].map(|side| half::<WIDTH>(&self.pairs, number, side));
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

    /// [`Profile::weight`] for several words side by side, faster by far.
    pub(super) fn weigh_all(&self, others: &[&[u8]; LANES]) -> [i32; LANES] {
        let Some(table) = self.table else { return [0; LANES] };
        match self.stride / LANES {
            0 | 1 => self.side_by_side::<LANES>(table, others),
            2 => self.side_by_side::<{ 2 * LANES }>(table, others),
            3 => self.side_by_side::<{ 3 * LANES }>(table, others),
            _ => others.map(|other| self.weight(other)),
        }
    }

    /// A lane a word.
    fn side_by_side<const WIDTH: usize>(
        &self,
        table: &Table,
        others: &[&[u8]; LANES],
    ) -> [i32; LANES] {
        let longest = others.iter().map(|other| other.len()).max().unwrap_or(0).min(LONGEST);
        let mut rows = [[[0i16; LANES]; WIDTH]; 3];
        let mut starts = [0i16; LANES];
        let mut starts_before = [NEVER; LANES];
        let mut previous = [0u8; LANES];
        let [two_ago, before, row] = &mut rows;
        let (mut two_ago, mut before, mut row) = (two_ago, before, row);
        for place in 0..longest {
            // A word that has ended stays as it is: nothing is taken away, and nothing is met.
            let symbols = each(others, |other| other.get(place).copied().unwrap_or(ENDED));
            let row_of = |symbol: u8| if symbol == ENDED { usize::MAX } else { symbol.into() };
            let deletions = each(&symbols, |symbol| match symbol {
                ENDED => 0,
                symbol => at(&table.single, usize::from(symbol) * SIDE),
            });
            // Row 0 takes what has no number: it is no pair's.
            let mut numbers = [usize::MAX; LANES];
            for (number, (one, other)) in numbers.iter_mut().zip(previous.iter().zip(&symbols)) {
                if *other != ENDED {
                    let pair = number_of(&table.left_pairs, *one, *other);
                    *number = if pair == 0 { usize::MAX } else { pair };
                }
            }
            let singles = each(&symbols, |symbol| half::<WIDTH>(&self.symbols, row_of(symbol), 0));
            let pairs = each(&symbols, |symbol| half::<WIDTH>(&self.symbols, row_of(symbol), 1));
            let paired_rows = numbers.iter().any(|number| *number != usize::MAX);
            let row_singles = each(&numbers, |number| half::<WIDTH>(&self.pairs, number, 0));
            let row_pairs = each(&numbers, |number| half::<WIDTH>(&self.pairs, number, 1));
            let starts_now = add(&starts, &deletions);
            let mut last = starts_now;
            let mut diagonal = starts;
            let mut second = [NEVER; LANES];
            let mut diagonal_ago = starts_before;
            let mut second_ago = [NEVER; LANES];
            for column in 0..self.length.min(WIDTH) {
                let up = cells_at(before, column);
                let paired = self.paired.get(column).copied().unwrap_or(false);
                let mut cell = add(&up, &deletions);
                cell = most(&cell, &add(&diagonal, &gather(&singles, column)));
                if paired {
                    cell = most(&cell, &add(&second, &gather(&pairs, column)));
                }
                if paired_rows {
                    cell = most(&cell, &add(&diagonal_ago, &gather(&row_singles, column)));
                    if paired {
                        cell = most(&cell, &add(&second_ago, &gather(&row_pairs, column)));
                    }
                    second_ago = diagonal_ago;
                    diagonal_ago = cells_at(two_ago, column);
                }
                last = most(&last, &cell);
                if let Some(cell) = row.get_mut(column) {
                    *cell = last;
                }
                second = diagonal;
                diagonal = up;
            }
            previous = symbols;
            starts_before = starts;
            starts = starts_now;
            (two_ago, before, row) = (before, row, two_ago);
        }
        let ends = match self.length.checked_sub(1) {
            Some(last) => before.get(last).copied().unwrap_or([NEVER; LANES]),
            None => starts,
        };
        ends.map(|end| i32::from(end) + i32::from(self.gaps))
    }
}

/// The symbol behind the last one.
const ENDED: u8 = u8::MAX;

/// A value for each lane's.
#[inline(always)]
fn each<One: Copy, Other>(values: &[One; LANES], to: impl Fn(One) -> Other) -> [Other; LANES] {
    let [a, b, c, d, e, f, g, h] = *values;
    [to(a), to(b), to(c), to(d), to(e), to(f), to(g), to(h)]
}

#[inline]
fn add(one: &[i16; LANES], other: &[i16; LANES]) -> [i16; LANES] {
    let mut sum = *one;
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum = sum.saturating_add(*other);
    }
    sum
}

#[inline]
fn most(one: &[i16; LANES], other: &[i16; LANES]) -> [i16; LANES] {
    let mut most = *one;
    for (most, other) in most.iter_mut().zip(other) {
        *most = (*most).max(*other);
    }
    most
}

/// Each lane's cell in a column.
#[inline(always)]
fn cells_at<const WIDTH: usize>(row: &[[i16; LANES]; WIDTH], column: usize) -> [i16; LANES] {
    row.get(column).copied().unwrap_or([NEVER; LANES])
}

/// Each lane's weight in a column.
#[inline]
fn gather<const WIDTH: usize>(rows: &[&[i16; WIDTH]; LANES], column: usize) -> [i16; LANES] {
    each(rows, |row| row.get(column).copied().unwrap_or(NEVER))
}

/// The weights of a row against columns (0), or against the pairs that they end (1).
#[inline]
fn half<const WIDTH: usize>(rows: &[i16], row: usize, half: usize) -> &[i16; WIDTH] {
    let start = row.saturating_mul(2).saturating_add(half).saturating_mul(WIDTH);
    let cells = rows.get(start..start.saturating_add(WIDTH));
    cells.and_then(|cells| cells.try_into().ok()).unwrap_or(&[NEVER; WIDTH])
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
                        let empty: &[u8] = &[];
                        let lanes = [&one[..], empty, &other, &one, empty, &one, &one, &one];
                        let all = profile.weigh_all(&lanes);
                        assert_eq!([all[0], all[3], all[7]], [wanted; 3], "{left:?} {right:?}");
                        assert_eq!(all[1], profile.weight(&[]));
                    }
                }
            }
        }
    }
}
