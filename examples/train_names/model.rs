//! An edit model and how it is learned.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::samples::Sample;
use crate::support::Failure;
use crate::{SIDE, SYMBOLS};

/// Rounds of expectation-maximization; the weights move less than a hundredth after six.
const ROUNDS: usize = 8;
/// Towards independence: the chance that a pair is no transliteration at all.
const SMOOTHING: f64 = 0.02;
/// Pairs of symbols with weights of their own, a table.
const MOST_UNITS: usize = 350;
/// Units of a nat, as in the library.
const SCALE: f64 = 20.0;

/// An edit model: weights as pointwise mutual information in nats.
#[derive(Clone)]
pub(crate) struct Model {
    weights: Vec<f64>,
    /// Shares of the edits, for tables with few names.
    joint: Vec<f64>,
    left: [f64; SIDE],
    units: Vec<(Vec<u8>, Vec<u8>, f64)>,
}

impl Model {
    /// Equal symbols are likely to meet, all others equally unlikely.
    pub(crate) fn start() -> Self {
        let mut weights = vec![-1.5; SIDE * SIDE];
        for symbol in 1..SIDE {
            weights[symbol * SIDE + symbol] = 2.5;
            weights[symbol * SIDE] = -2.0;
            weights[symbol] = -2.0;
        }
        Self { weights, joint: vec![0.0; SIDE * SIDE], left: [0.0; SIDE], units: Vec::new() }
    }

    /// The weight of the best alignment and its edits, by single symbols.
    pub(crate) fn align(&self, left: &[u8], right: &[u8]) -> (f64, Vec<(u8, u8)>) {
        let width = right.len() + 1;
        let mut best = vec![0.0f64; (left.len() + 1) * width];
        let mut from = vec![0u8; best.len()];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                if i == 0 && j == 0 {
                    continue;
                }
                let mut value = f64::NEG_INFINITY;
                let mut way = 0;
                if i > 0 && j > 0 {
                    let weight =
                        self.weights[usize::from(left[i - 1]) * SIDE + usize::from(right[j - 1])];
                    value = best[(i - 1) * width + j - 1] + weight;
                    way = 1;
                }
                if i > 0 {
                    let other =
                        best[(i - 1) * width + j] + self.weights[usize::from(left[i - 1]) * SIDE];
                    if other > value {
                        (value, way) = (other, 2);
                    }
                }
                if j > 0 {
                    let other = best[i * width + j - 1] + self.weights[usize::from(right[j - 1])];
                    if other > value {
                        (value, way) = (other, 3);
                    }
                }
                best[i * width + j] = value;
                from[i * width + j] = way;
            }
        }
        let (mut i, mut j) = (left.len(), right.len());
        let mut edits = Vec::new();
        while i > 0 || j > 0 {
            match from[i * width + j] {
                1 => {
                    i -= 1;
                    j -= 1;
                    edits.push((left[i], right[j]));
                }
                2 => {
                    i -= 1;
                    edits.push((left[i], 0));
                }
                _ => {
                    j -= 1;
                    edits.push((0, right[j]));
                }
            }
        }
        edits.reverse();
        (best.last().copied().unwrap_or(0.0), edits)
    }

    pub(crate) fn write(&self, name: &str, text: &mut String) -> Result<(), Failure> {
        let units = |value: f64| (value * SCALE).round() as i64;
        writeln!(text, "table {name}")?;
        for row in self.weights.chunks(SIDE) {
            let row: Vec<String> = row.iter().map(|value| units(*value).to_string()).collect();
            writeln!(text, "{}", row.join(" "))?;
        }
        for (left, right, weight) in &self.units {
            let spell = |codes: &[u8]| -> String {
                codes.iter().map(|code| char::from(SYMBOLS[usize::from(*code)])).collect()
            };
            writeln!(text, "{}:{} {}", spell(left), spell(right), units(*weight))?;
        }
        if !matches!(name, "same" | "pooled") {
            let row: Vec<String> = self
                .left
                .iter()
                .skip(1)
                .map(|share| format!("{:.0}", -share.max(1e-5).ln() * 100.0))
                .collect();
            writeln!(text, "information {name} {}", row.join(" "))?;
        }
        Ok(())
    }
}

pub(crate) fn train(samples: Vec<Sample>, prior: Option<&Model>, symmetric: bool) -> Model {
    let mut model = prior.cloned().unwrap_or_else(Model::start);
    // What the prior weighs, in edits.
    const PRIOR_EDITS: f64 = 1500.0;
    for round in 0..=ROUNDS {
        let mut counts = match prior {
            Some(prior) => prior.joint.iter().map(|share| share * PRIOR_EDITS).collect(),
            None => vec![0.0; SIDE * SIDE],
        };
        let mut neighbors: BTreeMap<(u8, u8, u8, u8), f64> = BTreeMap::new();
        for sample in &samples {
            let (weight, edits) = model.align(&sample.left, &sample.right);
            // No transliterations: other names of the same person.
            let length = sample.left.len().max(sample.right.len()) as f64;
            if round > 1 && weight < 0.5 * length {
                continue;
            }
            for &(left, right) in &edits {
                counts[usize::from(left) * SIDE + usize::from(right)] += sample.count;
            }
            if round == ROUNDS {
                for pair in edits.windows(2) {
                    let key = (pair[0].0, pair[0].1, pair[1].0, pair[1].1);
                    *neighbors.entry(key).or_default() += sample.count;
                }
            }
        }
        if symmetric {
            for left in 0..SIDE {
                for right in 0..left {
                    let sum = counts[left * SIDE + right] + counts[right * SIDE + left];
                    counts[left * SIDE + right] = sum / 2.0;
                    counts[right * SIDE + left] = sum / 2.0;
                }
            }
        }
        if round == ROUNDS {
            model.units = units(&neighbors, &counts, symmetric, &model);
        } else {
            model = estimate(&counts);
        }
    }
    model
}

/// Weights out of counts of edits.
fn estimate(counts: &[f64]) -> Model {
    let total: f64 = counts.iter().sum::<f64>().max(1.0);
    let mut left = [0.0; SIDE];
    let mut right = [0.0; SIDE];
    for (place, count) in counts.iter().enumerate() {
        let (a, b) = (place / SIDE, place % SIDE);
        left[a] += count;
        right[b] += count;
    }
    // Shares among the symbols that a side really has, gaps apart.
    let share = |side: &mut [f64; SIDE]| {
        side[0] = 0.0;
        let sum: f64 = side.iter().sum::<f64>().max(1.0);
        for value in side.iter_mut() {
            *value = (*value + 0.5) / (sum + 17.0);
        }
    };
    share(&mut left);
    share(&mut right);
    let gaps = |side: usize| -> f64 {
        let at = |symbol: usize| if side == 0 { symbol } else { symbol * SIDE };
        (1..SIDE).map(|symbol| counts[at(symbol)]).sum::<f64>() / total
    };
    let (insertions, deletions) = (gaps(0), gaps(1));
    let meetings = 1.0 - insertions - deletions;
    let mut weights = vec![0.0; SIDE * SIDE];
    for a in 0..SIDE {
        for b in 0..SIDE {
            let place = a * SIDE + b;
            let observed = counts[place] / total;
            let (independent, background) = match (a, b) {
                (0, 0) => continue,
                (0, b) => (insertions.max(1e-4) * right[b], right[b]),
                (a, 0) => (deletions.max(1e-4) * left[a], left[a]),
                (a, b) => (meetings * left[a] * right[b], left[a] * right[b]),
            };
            let probability = (1.0 - SMOOTHING) * observed + SMOOTHING * independent;
            weights[place] = (probability / background).ln();
        }
    }
    let joint = counts.iter().map(|count| count / total).collect();
    Model { weights, joint, left, units: Vec::new() }
}

/// Two edits in a row that say more together than one by one, the most useful first.
fn units(
    neighbors: &BTreeMap<(u8, u8, u8, u8), f64>,
    counts: &[f64],
    symmetric: bool,
    model: &Model,
) -> Vec<(Vec<u8>, Vec<u8>, f64)> {
    let total: f64 = counts.iter().sum::<f64>().max(1.0);
    let pairs: f64 = neighbors.values().sum::<f64>().max(1.0);
    // A pair of symbols on one side, whatever it met.
    let mut left_pairs: BTreeMap<(u8, u8), f64> = BTreeMap::new();
    let mut right_pairs: BTreeMap<(u8, u8), f64> = BTreeMap::new();
    let mut merged: BTreeMap<(Vec<u8>, Vec<u8>), (f64, f64)> = BTreeMap::new();
    for (&(a, b, c, d), &count) in neighbors {
        *left_pairs.entry((a, c)).or_default() += count;
        *right_pairs.entry((b, d)).or_default() += count;
    }
    let lift = |sides: &BTreeMap<(u8, u8), f64>, one: u8, other: u8, left: bool| -> f64 {
        if one == 0 || other == 0 {
            return 0.0;
        }
        let margin = |symbol: u8| -> f64 {
            let symbol = usize::from(symbol);
            (0..SIDE)
                .map(|other| {
                    counts[if left { symbol * SIDE + other } else { other * SIDE + symbol }]
                })
                .sum::<f64>()
                / total
        };
        let together = sides.get(&(one, other)).copied().unwrap_or(0.0) / pairs;
        (together.max(1e-9) / (margin(one) * margin(other)).max(1e-9)).ln()
    };
    for (&(a, b, c, d), &count) in neighbors {
        let left: Vec<u8> = [a, c].into_iter().filter(|code| *code != 0).collect();
        let right: Vec<u8> = [b, d].into_iter().filter(|code| *code != 0).collect();
        if left.is_empty() || right.is_empty() || left.len() + right.len() < 3 {
            continue;
        }
        let one = usize::from(a) * SIDE + usize::from(b);
        let other = usize::from(c) * SIDE + usize::from(d);
        let expected = counts[one] / total * counts[other] / total;
        let together = (count + 1.0) / pairs;
        let gain = (together / expected.max(1e-9)).ln()
            - lift(&left_pairs, a, c, true)
            - lift(&right_pairs, b, d, false);
        let weight = model.weights[one] + model.weights[other] + gain;
        let entry = merged.entry((left, right)).or_insert((0.0, f64::NEG_INFINITY));
        entry.0 += count * gain;
        entry.1 = entry.1.max(weight);
    }
    let mut units: Vec<(f64, Vec<u8>, Vec<u8>, f64)> = merged
        .into_iter()
        .filter(|(_, (useful, _))| *useful > 20.0)
        .map(|((left, right), (useful, weight))| (useful, left, right, weight))
        .collect();
    units.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then_with(|| (&one.1, &one.2).cmp(&(&other.1, &other.2)))
    });
    units.truncate(MOST_UNITS);
    let mut units: Vec<_> =
        units.into_iter().map(|(_, left, right, weight)| (left, right, weight)).collect();
    if symmetric {
        let mirrored: Vec<_> = units
            .iter()
            .map(|(left, right, weight)| (right.clone(), left.clone(), *weight))
            .collect();
        units.extend(mirrored);
        units.sort_by(|one, other| {
            (&one.0, &one.1).cmp(&(&other.0, &other.1)).then(other.2.total_cmp(&one.2))
        });
        units.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1);
    }
    units
}
