//! Learned costs of edits: what it says about two names that these symbols met.
//!
//! `costs.txt` holds a table for each script against Latin, one for Latin against Latin, one for two
//! spellings in one script, and one for any other two scripts. A weight is a pointwise mutual
//! information in nats, `ln P(a, b) − ln q(a) − ln q(b)`: above zero, the meeting speaks for one
//! name; below, against. Pairs of symbols have weights of their own where they say more together
//! than one by one (`ks` and `x`, a vowel before a final consonant).

use std::sync::LazyLock;

use super::symbols::{Family, SIDE, code};

/// Weights are integers of this many to the nat.
pub(super) const SCALE: f32 = 20.0;

/// The least a symbol is expected to weigh, in nats.
const LEAST_EXPECTED: f32 = 0.3;

/// A power of two above [`SIDE`].
pub(super) const WIDE: usize = 64;

/// A meeting that never happens.
pub(super) const NEVER: i16 = -4000;

/// Weights of one pair of families.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// `SIDE × SIDE`, row by row: the left symbol's row.
    pub(super) single: Vec<i16>,
    /// The same rows, as wide as a mask: read without a test of bounds.
    pub(super) wide: Vec<[i16; WIDE]>,
    /// The number of a pair of symbols, 0 where it has no weights of its own.
    pub(super) left_pairs: Vec<u8>,
    pub(super) right_pairs: Vec<u8>,
    /// Pair against symbol, symbol against pair, pair against pair.
    pub(super) pair_single: Vec<i16>,
    pub(super) single_pair: Vec<i16>,
    pub(super) pair_pair: Vec<i16>,
    pub(super) right_count: usize,
    /// The meetings of pairs again, by what stands on the right.
    pub(super) by_right: ByRight,
    /// What a symbol weighs on average where the names are one, in nats.
    expected: [[f32; SIDE]; 2],
}

/// Pairs of the left, or symbols, and their weights.
pub(super) type Meetings = Vec<(u8, i16)>;

/// The few meetings of pairs that have weights, by the number of what stands on the right.
#[derive(Clone, Debug, Default)]
pub(super) struct ByRight {
    /// A symbol: the pairs it meets.
    pub(super) symbols: Vec<Meetings>,
    /// A pair: the symbols it meets, and the pairs.
    pub(super) pairs: Vec<[Meetings; 2]>,
}

/// One or two symbols of each side, and the weight of their meeting.
type PairWeight = (Vec<u8>, Vec<u8>, i16);

/// All tables.
#[derive(Debug)]
pub(super) struct Costs {
    tables: Vec<Table>,
    /// The same with their sides changed over.
    turned: Vec<Table>,
}

const LEARNED: &str = include_str!("costs.txt");

static COSTS: LazyLock<Costs> = LazyLock::new(|| Costs::parse(LEARNED));

/// Tables before those of a script against Latin.
const LATIN: usize = 0;
const SAME: usize = Family::COUNT;
const POOLED: usize = Family::COUNT + 1;
const NAMES: [&str; Family::COUNT + 2] = [
    "latin", "cyrillic", "arabic", "hebrew", "kana", "hangul", "han", "greek", "indic", "thai",
    "other", "same", "pooled",
];

impl Costs {
    /// The committed tables.
    pub(super) fn learned() -> &'static Self {
        &COSTS
    }

    /// The table for two families, and whether its sides must be changed over.
    #[inline]
    pub(super) fn table(&self, left: Family, right: Family) -> Option<(&Table, bool)> {
        let (place, swap) = match (left, right) {
            (Family::Latin, Family::Latin) => (LATIN, false),
            (left, Family::Latin) => (left as usize, false),
            (Family::Latin, right) => (right as usize, true),
            (left, right) if left == right => (SAME, false),
            _ => (POOLED, left > right),
        };
        self.tables.get(place).map(|table| (table, swap))
    }

    /// The table whose rows are symbols of the first family.
    pub(super) fn oriented(&self, rows: Family, columns: Family) -> Option<&Table> {
        let (table, swap) = self.table(rows, columns)?;
        if !swap {
            return Some(table);
        }
        let place = self.tables.iter().position(|known| std::ptr::eq(known, table))?;
        self.turned.get(place)
    }

    /// Lines: `table NAME`, then 34 rows of 34 weights; `pairs` lines `ab:c weight`; `information
    /// NAME` and 33 numbers. Anything else is passed over.
    fn parse(text: &str) -> Self {
        let mut tables = vec![Table::blank(); NAMES.len()];
        let mut information = vec![[3.0; SIDE]; Family::COUNT];
        let mut pairs: Vec<Vec<PairWeight>> = vec![Vec::new(); NAMES.len()];
        let mut current = 0;
        let mut row = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            let first = words.next().unwrap_or("");
            if matches!(first, "table" | "information") {
                let name = words.next().unwrap_or("");
                current = NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len());
                row = 0;
                if first == "information" {
                    if let Some(values) = information.get_mut(current) {
                        for (value, word) in values.iter_mut().skip(1).zip(words) {
                            *value = word.parse().unwrap_or(300.0) / 100.0;
                        }
                    }
                }
                continue;
            }
            if let Some((left, right)) = first.split_once(':') {
                let weight = words.next().and_then(|word| word.parse().ok()).unwrap_or(NEVER);
                if let Some(pairs) = pairs.get_mut(current) {
                    let codes = |side: &str| side.bytes().map(code).collect();
                    pairs.push((codes(left), codes(right), weight));
                }
                continue;
            }
            if let Some(table) = tables.get_mut(current) {
                let cells = table.single.iter_mut().skip(row * SIDE).take(SIDE);
                for (cell, word) in cells.zip(line.split_ascii_whitespace()) {
                    *cell = word.parse().unwrap_or(NEVER);
                }
                row += 1;
            }
        }
        let latin = information.first().copied().unwrap_or([3.0; SIDE]);
        for (place, (table, pairs)) in tables.iter_mut().zip(&pairs).enumerate() {
            table.add_pairs(pairs);
            table.widen();
            table.list_by_right();
            table.expect(information.get(place).unwrap_or(&latin), &latin);
        }
        let turned = tables.iter().map(Table::turned).collect();
        Self { tables, turned }
    }
}

impl Table {
    fn blank() -> Self {
        Self {
            single: vec![NEVER; SIDE * SIDE],
            wide: Vec::new(),
            left_pairs: vec![0; SIDE * SIDE],
            right_pairs: vec![0; SIDE * SIDE],
            pair_single: Vec::new(),
            single_pair: Vec::new(),
            pair_pair: Vec::new(),
            right_count: 1,
            by_right: ByRight::default(),
            expected: [[0.0; SIDE]; 2],
        }
    }

    /// The same table for the right side against the left.
    fn turned(&self) -> Self {
        let turn = |cells: &[i16], width: usize| -> Vec<i16> {
            let mut turned = Vec::with_capacity(cells.len());
            for place in 0..width {
                turned.extend(cells.iter().skip(place).step_by(width));
            }
            turned
        };
        let [left, right] = self.expected;
        let mut turned = Self {
            single: turn(&self.single, SIDE),
            wide: Vec::new(),
            left_pairs: self.right_pairs.clone(),
            right_pairs: self.left_pairs.clone(),
            pair_single: turn(&self.single_pair, self.right_count),
            single_pair: turn(&self.pair_single, SIDE),
            pair_pair: turn(&self.pair_pair, self.right_count),
            right_count: self.pair_single.len() / SIDE,
            by_right: ByRight::default(),
            expected: [right, left],
        };
        turned.widen();
        turned.list_by_right();
        turned
    }

    fn widen(&mut self) {
        let rows = self.single.chunks(SIDE).map(|row| {
            let mut wide = [NEVER; WIDE];
            wide.iter_mut().zip(row).for_each(|(cell, weight)| *cell = *weight);
            wide
        });
        self.wide = rows.collect();
    }

    fn list_by_right(&mut self) {
        let column = |cells: &[i16], width: usize, place: usize| -> Meetings {
            let weights = cells.iter().skip(place).step_by(width).enumerate();
            // Numbers of pairs and symbols fit a byte.
            let met = weights.filter(|(_, weight)| **weight != NEVER);
            met.map(|(row, &weight)| (row as u8, weight)).collect()
        };
        let width = self.right_count;
        self.by_right = ByRight {
            symbols: (0..SIDE).map(|place| column(&self.pair_single, SIDE, place)).collect(),
            pairs: (0..width)
                .map(|place| {
                    [&self.single_pair, &self.pair_pair].map(|cells| column(cells, width, place))
                })
                .collect(),
        };
    }

    /// What a symbol weighs on average where the names are one, in nats; `side` 0 is the left.
    #[inline]
    pub(super) fn expected(&self, side: usize, code: u8) -> f32 {
        let row = self.expected.get(side);
        row.and_then(|row| row.get(usize::from(code))).copied().unwrap_or(0.0)
    }

    /// Sums over what a symbol may meet, given the shares of both sides' symbols.
    fn expect(&mut self, left: &[f32; SIDE], right: &[f32; SIDE]) {
        for symbol in 1..SIDE {
            for (side, others) in [(0, right), (1, left)] {
                let mut sum = 0.0;
                let mut chance = 0.0;
                for (other, information) in others.iter().enumerate() {
                    let place =
                        if side == 0 { symbol * SIDE + other } else { other * SIDE + symbol };
                    let weight = self.single.get(place).map_or(0.0, |&w| f32::from(w) / SCALE);
                    // The gap has no share of its own.
                    let share = if other == 0 { 1.0 } else { (-information).exp() };
                    let probability = weight.exp() * share;
                    sum += probability * weight;
                    chance += probability;
                }
                if let Some(place) = self.expected.get_mut(side).and_then(|r| r.get_mut(symbol)) {
                    // A symbol that says nothing still has to be explained.
                    *place = (sum / chance.max(1e-6)).max(LEAST_EXPECTED);
                }
            }
        }
    }

    fn add_pairs(&mut self, pairs: &[PairWeight]) {
        let (mut left_count, mut right_count) = (1usize, 1usize);
        for (left, right, _) in pairs {
            if let [one, other] = left[..] {
                number(&mut self.left_pairs, one, other, &mut left_count);
            }
            if let [one, other] = right[..] {
                number(&mut self.right_pairs, one, other, &mut right_count);
            }
        }
        self.right_count = right_count;
        self.pair_single = vec![NEVER; left_count * SIDE];
        self.single_pair = vec![NEVER; SIDE * right_count];
        self.pair_pair = vec![NEVER; left_count * right_count];
        for (left, right, weight) in pairs {
            let cell = match (&left[..], &right[..]) {
                (&[a, b], &[c]) => {
                    let pair = number_of(&self.left_pairs, a, b);
                    self.pair_single.get_mut(pair * SIDE + usize::from(c))
                }
                (&[a], &[b, c]) => {
                    let pair = number_of(&self.right_pairs, b, c);
                    self.single_pair.get_mut(usize::from(a) * right_count + pair)
                }
                (&[a, b], &[c, d]) => {
                    let left = number_of(&self.left_pairs, a, b);
                    let right = number_of(&self.right_pairs, c, d);
                    self.pair_pair.get_mut(left * right_count + right)
                }
                _ => None,
            };
            if let Some(cell) = cell {
                *cell = *weight;
            }
        }
    }
}

/// Gives a pair of symbols a number, as far as one byte reaches.
fn number(numbers: &mut [u8], one: u8, other: u8, count: &mut usize) {
    let place = usize::from(one) * SIDE + usize::from(other);
    if let (Some(number), Ok(next)) = (numbers.get_mut(place), u8::try_from(*count)) {
        if *number == 0 {
            *number = next;
            *count += 1;
        }
    }
}

#[inline]
pub(super) fn number_of(numbers: &[u8], one: u8, other: u8) -> usize {
    numbers.get(usize::from(one) * SIDE + usize::from(other)).map_or(0, |&number| number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole_and_small() {
        let learned = LEARNED.len() + include_str!("pronounced.txt").len();
        assert!(learned <= 128 << 10, "{learned} bytes");
        for (name, table) in NAMES.iter().zip(&Costs::learned().tables) {
            // Every symbol met every other: no weight was passed over in reading.
            assert!(table.single.iter().all(|weight| *weight != NEVER), "{name}");
            assert!(table.right_count > 1, "{name} has no pairs");
        }
    }
}
