//! The best alignment of two words' symbols.

use super::costs::{NEVER, Table, number_of};
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
    let mut pairs = [0u8; WIDTH];
    let left = left.get(..LONGEST).unwrap_or(left);
    let right = right.get(..LONGEST).unwrap_or(right);
    number_pairs(table, right, &mut pairs);
    let [two_ago, before, row] = &mut rows;
    first_row(table, right, before);
    let (mut two_ago, mut before, mut row) = (two_ago, before, row);
    let mut previous = None;
    for &symbol in left {
        fill_row(table, previous, symbol, right, &pairs, [two_ago, before], row);
        previous = Some(symbol);
        (two_ago, before, row) = (before, row, two_ago);
    }
    before.get(right.len()).copied().unwrap_or(0)
}

/// The best alignment itself, for people: slower, allocates.
pub(super) fn steps(table: &Table, left: &[u8], right: &[u8]) -> Vec<Step> {
    let left = left.get(..LONGEST).unwrap_or(left);
    let right = right.get(..LONGEST).unwrap_or(right);
    let mut pairs = [0u8; WIDTH];
    number_pairs(table, right, &mut pairs);
    let mut rows = vec![[0i32; WIDTH]; left.len() + 1];
    if let Some(first) = rows.first_mut() {
        first_row(table, right, first);
    }
    let mut previous = None;
    for (place, &symbol) in left.iter().enumerate() {
        let two_ago = rows.get(place.wrapping_sub(1)).copied().unwrap_or([0; WIDTH]);
        let before = rows.get(place).copied().unwrap_or([0; WIDTH]);
        if let Some(row) = rows.get_mut(place + 1) {
            fill_row(table, previous, symbol, right, &pairs, [&two_ago, &before], row);
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

fn number_pairs(table: &Table, right: &[u8], pairs: &mut [u8; WIDTH]) {
    for (pair, place) in right.windows(2).zip(pairs.iter_mut().skip(2)) {
        if let [one, other] = *pair {
            *place = number_of(&table.right_pairs, one, other) as u8;
        }
    }
}

fn first_row(table: &Table, right: &[u8], row: &mut [i32; WIDTH]) {
    let mut sum = 0;
    for (&symbol, cell) in right.iter().zip(row.iter_mut().skip(1)) {
        sum += i32::from(table.single.get(usize::from(symbol)).copied().unwrap_or(NEVER));
        *cell = sum;
    }
}

/// Fills the row of `symbol` from the two rows before it.
#[inline]
fn fill_row(
    table: &Table,
    previous: Option<u8>,
    symbol: u8,
    right: &[u8],
    pairs: &[u8; WIDTH],
    [two_ago, before]: [&[i32; WIDTH]; 2],
    row: &mut [i32; WIDTH],
) {
    let start = usize::from(symbol) * SIDE;
    let single: &[i16] = table.single.get(start..start + SIDE).unwrap_or(&[]);
    let deletion = i32::from(single.first().copied().unwrap_or(NEVER));
    let pair = previous.map_or(0, |previous| number_of(&table.left_pairs, previous, symbol));
    let width = table.right_count;
    let start = pair * SIDE;
    let pair_single: &[i16] = match pair {
        0 => &[],
        _ => table.pair_single.get(start..start + SIDE).unwrap_or(&[]),
    };
    let pair_pair: &[i16] = match pair {
        0 => &[],
        _ => table.pair_pair.get(pair * width..(pair + 1) * width).unwrap_or(&[]),
    };
    let start = usize::from(symbol) * width;
    let single_pair: &[i16] = table.single_pair.get(start..start + width).unwrap_or(&[]);
    let get = |cells: &[i16], place: usize| i32::from(cells.get(place).copied().unwrap_or(NEVER));

    let mut last = before[0] + deletion;
    row[0] = last;
    for (place, &other) in right.iter().enumerate() {
        let other = usize::from(other);
        // `place + 1` is at most LONGEST, so the rows reach.
        let mut best = before[place + 1] + deletion;
        best = best.max(last + get(&table.single, other));
        best = best.max(before[place] + get(single, other));
        if pair != 0 {
            best = best.max(two_ago[place] + get(pair_single, other));
        }
        let right_pair = usize::from(pairs[place + 1]);
        if right_pair != 0 {
            best = best.max(before[place - 1] + get(single_pair, right_pair));
            if pair != 0 {
                best = best.max(two_ago[place - 1] + get(pair_pair, right_pair));
            }
        }
        row[place + 1] = best;
        last = best;
    }
}
