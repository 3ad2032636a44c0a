//! The best alignment of two words' symbols.

use super::costs::{NEVER, Table, WIDE, number_of};
use super::symbols::SIDE;

/// Symbols of a word that are looked at; longer ones are cut.
pub(super) const LONGEST: usize = 48;

const WIDTH: usize = LONGEST + 1;

/// Symbols that met: one or two of each side, or none of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) left: usize,
    pub(super) right: usize,
    /// In units of 1 / [`super::costs::SCALE`] nats.
    pub(super) weight: i32,
}

/// The weight of the best alignment. `O(left × right)`, no allocation.
pub(super) fn weight(table: &Table, left: &[u8], right: &[u8]) -> i32 {
    let mut rows = [[0i32; WIDTH]; 3];
    let left = left.get(..LONGEST).unwrap_or(left);
    let right = right.get(..LONGEST).unwrap_or(right);
    let columns = Columns::new(table, right);
    let [two_ago, before, row] = &mut rows;
    columns.first_row(before);
    let (mut two_ago, mut before, mut row) = (two_ago, before, row);
    let mut previous = None;
    for &symbol in left {
        columns.fill_row(table, previous, symbol, [two_ago, before], row);
        previous = Some(symbol);
        (two_ago, before, row) = (before, row, two_ago);
    }
    before.get(right.len()).copied().unwrap_or(0)
}

/// The best alignment itself, for people: slower, allocates.
pub(super) fn steps(table: &Table, left: &[u8], right: &[u8]) -> Vec<Step> {
    let left = left.get(..LONGEST).unwrap_or(left);
    let right = right.get(..LONGEST).unwrap_or(right);
    let columns = Columns::new(table, right);
    let mut rows = vec![[0i32; WIDTH]; left.len() + 1];
    if let Some(first) = rows.first_mut() {
        columns.first_row(first);
    }
    let mut previous = None;
    for (place, &symbol) in left.iter().enumerate() {
        let two_ago = rows.get(place.wrapping_sub(1)).copied().unwrap_or([0; WIDTH]);
        let before = rows.get(place).copied().unwrap_or([0; WIDTH]);
        if let Some(row) = rows.get_mut(place + 1) {
            columns.fill_row(table, previous, symbol, [&two_ago, &before], row);
        }
        previous = Some(symbol);
    }
    let value = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    let (mut i, mut j) = (left.len(), right.len());
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        const MOVES: [(usize, usize); 6] = [(1, 1), (2, 2), (2, 1), (1, 2), (1, 0), (0, 1)];
        let step = MOVES.iter().find_map(|&(down, along)| {
            let (from_i, from_j) = (i.checked_sub(down)?, j.checked_sub(along)?);
            let weight = step_weight(table, left.get(from_i..i)?, right.get(from_j..j)?)?;
            (value(from_i, from_j) + weight == value(i, j)).then_some(Step {
                left: down,
                right: along,
                weight,
            })
        });
        // Every cell came from one of the moves.
        let Some(step) = step else { break };
        i -= step.left;
        j -= step.right;
        steps.push(step);
    }
    steps.reverse();
    steps
}

fn step_weight(table: &Table, left: &[u8], right: &[u8]) -> Option<i32> {
    let weight = match (left, right) {
        (&[a], &[]) => table.single.get(usize::from(a) * SIDE),
        (&[], &[b]) => table.single.get(usize::from(b)),
        (&[a], &[b]) => table.single.get(usize::from(a) * SIDE + usize::from(b)),
        (&[a, b], &[c]) => match number_of(&table.left_pairs, a, b) {
            0 => None,
            pair => table.pair_single.get(pair * SIDE + usize::from(c)),
        },
        (&[a], &[b, c]) => match number_of(&table.right_pairs, b, c) {
            0 => None,
            pair => table.single_pair.get(usize::from(a) * table.right_count + pair),
        },
        (&[a, b], &[c, d]) => {
            match (number_of(&table.left_pairs, a, b), number_of(&table.right_pairs, c, d)) {
                (0, _) | (_, 0) => None,
                (left, right) => table.pair_pair.get(left * table.right_count + right),
            }
        }
        _ => None,
    };
    weight.map(|&weight| i32::from(weight))
}

/// What the columns of an alignment need to know, once.
struct Columns<'symbols> {
    symbols: &'symbols [u8],
    /// The weight of each symbol against a gap.
    gaps: [i32; LONGEST],
    /// Places whose symbol ends a pair with weights of its own, and the pair's number.
    pairs: [(u8, u8); LONGEST],
    pair_count: usize,
}

impl<'symbols> Columns<'symbols> {
    fn new(table: &Table, symbols: &'symbols [u8]) -> Self {
        let mut columns =
            Self { symbols, gaps: [0; LONGEST], pairs: [(0, 0); LONGEST], pair_count: 0 };
        for (gap, &symbol) in columns.gaps.iter_mut().zip(symbols) {
            *gap = i32::from(table.single.get(usize::from(symbol)).copied().unwrap_or(NEVER));
        }
        for (place, pair) in symbols.windows(2).enumerate() {
            if let [one, other] = *pair {
                let number = number_of(&table.right_pairs, one, other);
                if number != 0 {
                    if let Some(pair) = columns.pairs.get_mut(columns.pair_count) {
                        *pair = (place as u8 + 1, number as u8);
                        columns.pair_count += 1;
                    }
                }
            }
        }
        columns
    }

    /// The row before the first symbol of the left side.
    fn first_row(&self, row: &mut [i32; WIDTH]) {
        let mut sum = 0;
        row[0] = 0;
        for (cell, gap) in row.iter_mut().skip(1).zip(&self.gaps).take(self.symbols.len()) {
            sum += gap;
            *cell = sum;
        }
    }

    /// Fills the row of `symbol` from the two rows before it.
    #[inline]
    fn fill_row(
        &self,
        table: &Table,
        previous: Option<u8>,
        symbol: u8,
        [two_ago, before]: [&[i32; WIDTH]; 2],
        row: &mut [i32; WIDTH],
    ) {
        let length = self.symbols.len().min(LONGEST);
        let cells =
            |cells: &[i16], place: usize| i32::from(cells.get(place).copied().unwrap_or(NEVER));
        let Some(single) = table.wide.get(usize::from(symbol)) else { return };
        let deletion = i32::from(single[0]);
        row[0] = before[0] + deletion;
        let olds = before.iter().zip(&before[1..]);
        for ((cell, (&diagonal, &up)), &other) in row[1..].iter_mut().zip(olds).zip(self.symbols) {
            // Never out of bounds: the test is gone when compiled.
            let weight = single.get(usize::from(other) % WIDE).copied().unwrap_or(NEVER);
            *cell = (up + deletion).max(diagonal + i32::from(weight));
        }
        let pair = previous.map_or(0, |previous| number_of(&table.left_pairs, previous, symbol));
        if pair != 0 {
            if let Some(weights) = table.pair_single.get(pair * SIDE..(pair + 1) * SIDE) {
                let olds = two_ago.iter().zip(self.symbols);
                for (cell, (&old, &other)) in row[1..].iter_mut().zip(olds) {
                    *cell = (*cell).max(old + cells(weights, usize::from(other)));
                }
            }
        }
        let width = table.right_count;
        let old = |row: &[i32; WIDTH], place: usize| row.get(place).copied().unwrap_or(0);
        for &(place, number) in self.pairs.iter().take(self.pair_count) {
            let (place, number) = (usize::from(place), usize::from(number));
            let weight = cells(&table.single_pair, usize::from(symbol) * width + number);
            let mut best = old(before, place.wrapping_sub(1)) + weight;
            if pair != 0 {
                let weight = cells(&table.pair_pair, pair * width + number);
                best = best.max(old(two_ago, place.wrapping_sub(1)) + weight);
            }
            if let Some(cell) = row.get_mut(place + 1) {
                *cell = (*cell).max(best);
            }
        }
        let mut last = row[0];
        let (Some(cells), Some(gaps)) = (row.get_mut(1..=length), self.gaps.get(..length)) else {
            return;
        };
        for (cell, gap) in cells.iter_mut().zip(gaps) {
            last = (*cell).max(last + gap);
            *cell = last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::costs::Costs;
    use crate::name::symbols::{Family, code};

    #[test]
    fn the_steps_add_up_to_the_weight() {
        let words = ["Soigu", "Qoigu", "SwyGw", "makron", "emanuel", "ks", "a", ""];
        for left in [Family::Latin, Family::Arabic, Family::Kana, Family::Han] {
            let Some((table, _)) = Costs::learned().table(left, Family::Latin) else { continue };
            for one in words {
                for other in words {
                    let (one, other): (Vec<u8>, Vec<u8>) =
                        (one.bytes().map(code).collect(), other.bytes().map(code).collect());
                    let sum: i32 = steps(table, &one, &other).iter().map(|step| step.weight).sum();
                    assert_eq!(sum, weight(table, &one, &other), "{one:?} {other:?}");
                }
            }
        }
    }
}
