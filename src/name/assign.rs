//! Which words of two names met.

use super::reading::MOST_WORDS;
use super::scorer::UNMATCHED;

/// What each word of one name weighs against each of the other, in nats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weights([[f32; MOST_WORDS]; MOST_WORDS]);

impl Weights {
    /// The weight of two words by their places.
    #[inline]
    pub(super) fn at(&self, row: usize, column: usize) -> f32 {
        self.0.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
    }

    /// Changes the weight of two words; places beyond the last are passed over.
    #[inline]
    pub(super) fn change(&mut self, row: usize, column: usize, to: impl FnOnce(f32) -> f32) {
        if let Some(weight) = self.0.get_mut(row).and_then(|row| row.get_mut(column)) {
            *weight = to(*weight);
        }
    }
}

/// The best assignment of words to words, in any order; `O(2^columns · rows · columns)`.
///
/// `left` and `right` are what the words would weigh if they met themselves.
pub(super) fn assign(weights: &Weights, left: &[f32], right: &[f32]) -> Vec<(usize, usize, f32)> {
    // Tables no larger than needed: to clear them costs more than to fill them.
    match right.len() {
        0 | 1 => assign_within::<2>(weights, left, right),
        2 => assign_within::<4>(weights, left, right),
        3 => assign_within::<8>(weights, left, right),
        _ => assign_within::<{ 1 << MOST_WORDS }>(weights, left, right),
    }
}

/// The same for no more than `STATES` subsets of the right side's words.
fn assign_within<const STATES: usize>(
    weights: &Weights,
    left: &[f32],
    right: &[f32],
) -> Vec<(usize, usize, f32)> {
    // The caller puts the name of fewer words to the right.
    let states = (1usize << right.len().min(MOST_WORDS)).min(STATES);
    let mut best = [f32::NEG_INFINITY; STATES];
    let mut choices = [[u8::MAX; STATES]; MOST_WORDS];
    best[0] = 0.0;
    let value = |best: &[f32], state: usize| best.get(state).copied().unwrap_or(f32::NEG_INFINITY);
    for ((left, row), chosen) in left.iter().zip(&weights.0).zip(&mut choices) {
        // Downwards, so that no word is used twice.
        for state in (1..states).rev() {
            let mut most = value(&best, state);
            let mut choice = u8::MAX;
            for (j, (right, weight)) in right.iter().zip(row).enumerate() {
                if state >> j & 1 == 1 {
                    // The gain over leaving both unmatched.
                    let gain = weight + UNMATCHED * (left + right);
                    let with = value(&best, state & !(1 << j)) + gain;
                    if with > most {
                        (most, choice) = (with, j as u8);
                    }
                }
            }
            if let (Some(best), Some(chosen)) = (best.get_mut(state), chosen.get_mut(state)) {
                (*best, *chosen) = (most, choice);
            }
        }
    }
    let mut state = 0;
    for other in 1..states {
        if value(&best, other) > value(&best, state) {
            state = other;
        }
    }
    let mut met = Vec::with_capacity(left.len());
    for (i, chosen) in choices.iter().enumerate().take(left.len()).rev() {
        let choice = chosen.get(state).copied().unwrap_or(u8::MAX);
        if choice != u8::MAX {
            let j = usize::from(choice);
            met.push((i, j, weights.at(i, j)));
            state &= !(1 << j);
        }
    }
    met.reverse();
    met
}
