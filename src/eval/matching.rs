//! The heaviest one-to-one matching of a sparse bipartite graph.
//!
//! Kuhn–Munkres as shortest augmenting paths (Jonker and Volgenant 1987): rows enter one by one,
//! and Dijkstra over reduced costs finds the cheapest way to seat the new row, where rows on the
//! way change seats. Staying unmatched is a free seat of weight 0 that every row has to itself, so
//! a search never leaves the connected part of its row.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The largest sum of weights of a matching.
///
/// `rows` lists each row's columns and weights (positive), columns below `columns`.
pub(super) fn best_matching(rows: &[Vec<(usize, f64)>], columns: usize) -> f64 {
    let mut matching = Matching {
        rows: rows.iter().map(|edges| Row { edges, potential: 0.0, seat: None }).collect(),
        columns: vec![Column::default(); columns],
        heap: BinaryHeap::new(),
        settled: Vec::new(),
    };
    for row in 0..rows.len() {
        matching.seat(row);
    }
    matching.total()
}

struct Matching<'edges> {
    rows: Vec<Row<'edges>>,
    columns: Vec<Column>,
    heap: BinaryHeap<Reverse<Step>>,
    /// The columns that the current search has settled.
    settled: Vec<usize>,
}

struct Row<'edges> {
    edges: &'edges [(usize, f64)],
    potential: f64,
    /// The column it has, with the weight.
    seat: Option<(usize, f64)>,
}

#[derive(Clone, Default)]
struct Column {
    potential: f64,
    owner: Option<usize>,
    /// The search that reached it last, counted from 1, and the way there.
    search: usize,
    distance: f64,
    from_row: usize,
    weight: f64,
    settled: bool,
}

/// A column to visit, nearest first; ties by number, for determinism.
struct Step {
    distance: f64,
    column: usize,
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.distance.total_cmp(&other.distance).then(self.column.cmp(&other.column))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Step {}

/// Where a search ends.
enum End {
    /// At a column that nobody has.
    Column(usize),
    /// At a row that gives up its column.
    Unmatched(usize),
}

impl Matching<'_> {
    /// Seats a new row, at the least cost to all.
    fn seat(&mut self, new_row: usize) {
        self.heap.clear();
        self.settled.clear();
        let least = {
            let Some(row) = self.rows.get(new_row) else { return };
            let costs = row.edges.iter().filter_map(|(column, weight)| {
                Some(-weight - self.columns.get(*column)?.potential)
            });
            costs.fold(0.0, f64::min)
        };
        if let Some(row) = self.rows.get_mut(new_row) {
            row.potential = least;
        }
        let (end, length) = self.search(new_row);
        self.shift_potentials(new_row, length);
        self.change_seats(end);
    }

    /// The shortest way from a row to a free seat, and its length.
    fn search(&mut self, new_row: usize) -> (End, f64) {
        let search = new_row + 1;
        let mut unmatched = self.visit(new_row, 0.0, search);
        let mut quitter = new_row;
        while let Some(Reverse(Step { distance, column: number })) = self.heap.pop() {
            if unmatched <= distance {
                break;
            }
            let Some(column) = self.columns.get_mut(number) else { continue };
            if column.settled || distance > column.distance {
                continue;
            }
            let Some(owner) = column.owner else { return (End::Column(number), distance) };
            column.settled = true;
            self.settled.push(number);
            let leaving = self.visit(owner, distance, search);
            if leaving < unmatched {
                (unmatched, quitter) = (leaving, owner);
            }
        }
        (End::Unmatched(quitter), unmatched)
    }

    /// Looks at the columns of a row at a distance; returns the distance of leaving it unmatched.
    fn visit(&mut self, number: usize, distance: f64, search: usize) -> f64 {
        let Some(row) = self.rows.get(number) else { return f64::INFINITY };
        for (column_number, weight) in row.edges {
            let Some(column) = self.columns.get_mut(*column_number) else { continue };
            if column.search != search {
                (column.search, column.settled, column.distance) = (search, false, f64::INFINITY);
            }
            // Reduced costs are not negative but for rounding.
            let cost = (-weight - row.potential - column.potential).max(0.0);
            if !column.settled && distance + cost < column.distance {
                column.distance = distance + cost;
                (column.from_row, column.weight) = (number, *weight);
                self.heap.push(Reverse(Step { distance: column.distance, column: *column_number }));
            }
        }
        distance + (-row.potential).max(0.0)
    }

    /// Keeps reduced costs from going negative after a search of this length.
    fn shift_potentials(&mut self, new_row: usize, length: f64) {
        if let Some(row) = self.rows.get_mut(new_row) {
            row.potential += length;
        }
        for number in &self.settled {
            let Some(column) = self.columns.get_mut(*number) else { continue };
            let shift = length - column.distance;
            column.potential -= shift;
            if let Some(row) = column.owner.and_then(|owner| self.rows.get_mut(owner)) {
                row.potential += shift;
            }
        }
    }

    /// Moves every row on the way to its next seat, from the end of the way backwards.
    fn change_seats(&mut self, end: End) {
        let mut free = match end {
            End::Column(column) => Some(column),
            End::Unmatched(row) => {
                self.rows.get_mut(row).and_then(|row| row.seat.take()).map(|(column, _)| column)
            }
        };
        while let Some(number) = free {
            let Some(column) = self.columns.get_mut(number) else { return };
            column.owner = Some(column.from_row);
            let Some(row) = self.rows.get_mut(column.from_row) else { return };
            let left = row.seat.replace((number, column.weight));
            // The new row had none, which ends the way.
            free = left.map(|(column, _)| column);
        }
    }

    fn total(&self) -> f64 {
        self.rows.iter().filter_map(|row| row.seat).map(|(_, weight)| weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every way to seat the rows, by recursion.
    fn by_trying_all(rows: &[Vec<(usize, f64)>], taken: u32) -> f64 {
        let Some((row, rest)) = rows.split_first() else { return 0.0 };
        let seated = row
            .iter()
            .filter(|(column, _)| taken & (1 << column) == 0)
            .map(|(column, weight)| weight + by_trying_all(rest, taken | (1 << column)));
        seated.fold(by_trying_all(rest, taken), f64::max)
    }

    #[test]
    fn one_row_gives_way_to_two() {
        // Greedy takes 0.9 and then nothing.
        let rows = [vec![(0, 0.9), (1, 0.8)], vec![(0, 0.8)]];
        assert!((best_matching(&rows, 2) - 1.6).abs() < 1e-12);
        assert_eq!(best_matching(&[], 0), 0.0);
        assert_eq!(best_matching(&[vec![], vec![]], 3), 0.0);
    }

    #[test]
    fn a_row_may_be_left_without() {
        let rows = [vec![(0, 0.2)], vec![(0, 0.9)], vec![(0, 0.5)]];
        assert!((best_matching(&rows, 1) - 0.9).abs() < 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn finds_what_trying_all_finds(
            weights in prop::collection::vec(prop::collection::vec(0u8..12, 6), 0..7)
        ) {
            let rows: Vec<Vec<(usize, f64)>> = weights
                .iter()
                .map(|row| {
                    let edges = row.iter().enumerate().filter(|(_, weight)| **weight > 5);
                    edges.map(|(column, weight)| (column, f64::from(*weight) / 12.0)).collect()
                })
                .collect();
            let (found, wanted) = (best_matching(&rows, 6), by_trying_all(&rows, 0));
            prop_assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
        }
    }
}
