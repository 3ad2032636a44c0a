//! Logistic regression.

use samestory::cluster::{SignalWeights, Signals};

/// A pair of stories and whether they are one.
pub(crate) struct Sample {
    pub(crate) signals: Signals,
    pub(crate) same: bool,
    /// What it counts beside others of its set.
    pub(crate) importance: f64,
}

/// What a standardized weight of one costs, where all samples together cost at most some ln 2. With a
/// sixth of it the loss a pair is the same on streams that are learned from (.153 and .156), but .467 instead
/// of .372 on streams that are not (means over seven, each left out in turn: `--transfer`, with `--penalty 5e-5`).
/// With three times more, when it was chosen, documents in 125 languages were at BCubed F1 .967 instead of .976.
pub(crate) const PENALTY: f64 = 3e-4;
/// Steps of Newton's method; it converges in six to eight.
const STEPS: usize = 15;

const COUNT: usize = SignalWeights::COUNT;

/// The weights that lose least on the samples of all sets, each set by its weight, however many
/// samples it has.
pub(crate) fn fit(sets: &[(f64, Vec<Sample>)], penalty: f64) -> SignalWeights {
    let all: f64 = sets.iter().filter(|set| !set.1.is_empty()).map(|(weight, _)| weight).sum();
    let mut rows: Vec<([f64; COUNT], f64, f64)> = Vec::new();
    for (weight, samples) in sets {
        let total: f64 = samples.iter().map(|sample| sample.importance).sum();
        for sample in samples {
            let row = sample.signals.inputs().map(f64::from);
            let same = if sample.same { 1.0 } else { 0.0 };
            rows.push((row, same, weight / all * sample.importance / total));
        }
    }
    let (mut mean, mut scale) = ([0.0; COUNT], [0.0; COUNT]);
    for (row, _, weight) in &rows {
        for (mean, value) in mean.iter_mut().zip(row) {
            *mean += weight * value;
        }
    }
    for (row, _, weight) in &rows {
        for ((scale, value), mean) in scale.iter_mut().zip(row).zip(&mean) {
            *scale += weight * (value - mean).powi(2);
        }
    }
    // The first input is the bias.
    (mean[0], scale[0]) = (0.0, 1.0);
    let scale = scale.map(|variance| if variance > 1e-9 { variance.sqrt() } else { f64::INFINITY });
    for (row, ..) in &mut rows {
        for ((value, mean), scale) in row.iter_mut().zip(&mean).zip(&scale) {
            *value = (*value - mean) / scale;
        }
    }
    let mut weights = [0.0; COUNT];
    for _ in 0..STEPS {
        let mut slope = weights.map(|weight| weight * penalty);
        slope[0] = 0.0;
        let mut curve = [[0.0; COUNT]; COUNT];
        for (row, same, weight) in &rows {
            let sum: f64 = row.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let probability = 1.0 / (1.0 + (-sum).exp());
            let (error, bend) = (probability - same, probability * (1.0 - probability));
            for place in 0..COUNT {
                slope[place] += weight * error * row[place];
                let factor = weight * bend * row[place];
                for other in 0..=place {
                    curve[place][other] += factor * row[other];
                }
            }
        }
        for (place, row) in curve.iter_mut().enumerate() {
            row[place] += if place == 0 { 1e-9 } else { penalty };
        }
        let step = solve(curve, slope);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step;
        }
    }
    let mut bias = weights[0];
    let mut raw = [0.0; COUNT];
    for place in 1..COUNT {
        let weight = weights[place] / scale[place];
        bias -= weight * mean[place];
        raw[place] = weight;
    }
    raw[0] = bias;
    // Four decimals are written, so no more are used.
    SignalWeights::new(raw.map(|weight| ((weight * 1e4).round() / 1e4) as f32))
}

/// Solves a positive definite system of which the lower half is given (Cholesky).
fn solve(mut lower: [[f64; COUNT]; COUNT], mut right: [f64; COUNT]) -> [f64; COUNT] {
    for place in 0..COUNT {
        for other in 0..=place {
            let sum: f64 = (0..other).map(|k| lower[place][k] * lower[other][k]).sum();
            let rest = lower[place][other] - sum;
            lower[place][other] =
                if place == other { rest.max(1e-12).sqrt() } else { rest / lower[other][other] };
        }
    }
    for place in 0..COUNT {
        let sum: f64 = (0..place).map(|k| lower[place][k] * right[k]).sum();
        right[place] = (right[place] - sum) / lower[place][place];
    }
    for place in (0..COUNT).rev() {
        let sum: f64 = (place + 1..COUNT).map(|k| lower[k][place] * right[k]).sum();
        right[place] = (right[place] - sum) / lower[place][place];
    }
    right
}
