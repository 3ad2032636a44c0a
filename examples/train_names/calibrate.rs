//! From what speaks for two names to a probability: logistic weights, learned from `people.tsv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use samestory::name::{NameIndex, NameScorer};

use crate::samples::checksum;
use crate::support::Failure;

/// Names of one person that are taken, so that the best known do not outweigh the rest.
const MOST_NAMES: usize = 6;
/// Names that are looked at for one of another person.
const NEAREST: usize = 40;
/// Towards zero, so that a value that says nothing has no weight.
const RIDGE: f64 = 1.0;
/// What holds a weight at zero.
const HOLD: f64 = 1e12;
/// Rounds of Newton's method; the weights stand still after eight.
const ROUNDS: usize = 20;
/// Values a weight each: one, likeness, nats, omitted, contradicted, weakest.
const WEIGHTS: usize = 6;
/// Which way each may speak. The nearest stranger is one that leaves nothing out, so that omitted words
/// would speak for two names otherwise.
const SIGNS: [f64; WEIGHTS] = [0.0, 1.0, 1.0, -1.0, -1.0, 1.0];

/// A name in `people.tsv`.
struct Name<'text> {
    entity: &'text str,
    script: &'text str,
    name: &'text str,
}

/// Two names: what speaks for them, and whether they are one person's.
struct Pair {
    values: [f64; WEIGHTS],
    same_script: bool,
    one_person: bool,
    /// The half that the first name's person belongs to.
    half: u64,
}

/// Writes the weights; says what they are worth on the half they were not learned from.
pub(crate) fn calibrate(people: &str, text: &mut String) -> Result<(), Failure> {
    let pairs = pairs(people);
    for (group, same_script) in [("same", true), ("across", false)] {
        let own: Vec<&Pair> = pairs.iter().filter(|pair| pair.same_script == same_script).collect();
        let mut right = 0;
        let mut loss = 0.0;
        for half in 0..2 {
            let weights = learn(own.iter().copied().filter(|pair| pair.half != half));
            for pair in own.iter().filter(|pair| pair.half == half) {
                let probability = probability(&weights, &pair.values);
                right += usize::from((probability >= 0.5) == pair.one_person);
                let given = if pair.one_person { probability } else { 1.0 - probability };
                loss -= given.max(1e-9).ln();
            }
        }
        println!(
            "{group} script: {} pairs, {:.4} right and {:.3} nats lost a pair, out of sample",
            own.len(),
            right as f64 / own.len() as f64,
            loss / own.len() as f64
        );
        let weights = learn(own.iter().copied());
        // No zeros with a sign.
        let shown = |weight: &f64| format!("{:.2}", (weight * 100.0).round() / 100.0 + 0.0);
        let weights: Vec<String> = weights.iter().map(shown).collect();
        writeln!(text, "{group} {}", weights.join(" "))?;
    }
    Ok(())
}

/// Each name with the next one of its person, and with the name most like it in that one's script
/// that is another person's.
fn pairs(people: &str) -> Vec<Pair> {
    let names: Vec<Name<'_>> = people
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let entity = cells.next()?;
            let script = cells.nth(1)?;
            Some(Name { entity, script, name: cells.next()? })
        })
        .collect();
    let mut by_entity: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_script: BTreeMap<&str, NameIndex> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        by_entity.entry(name.entity).or_default().push(place);
        by_script.entry(name.script).or_default().insert(place as u32, name.name);
    }
    let scorer = NameScorer::default();
    let mut pairs = Vec::new();
    for places in by_entity.values() {
        // Spread over all of them.
        let step = places.len().div_ceil(MOST_NAMES);
        let places: Vec<usize> = places.iter().copied().step_by(step).collect();
        for (&one, &other) in places.iter().zip(places.iter().skip(1)) {
            let (one, other) = (&names[one], &names[other]);
            let nearest = by_script.get(other.script).into_iter();
            let nearest = nearest.flat_map(|index| index.query(one.name, NEAREST));
            let stranger = nearest
                .map(|found| &names[found.id as usize])
                .find(|found| found.entity != one.entity && found.name != one.name);
            for (second, one_person) in [(Some(other), true), (stranger, false)] {
                let Some(second) = second else { continue };
                let score = scorer.score(one.name, second.name);
                pairs.push(Pair {
                    values: score.evidence().map(f64::from),
                    same_script: one.script == second.script,
                    one_person,
                    half: checksum(one.entity) % 2,
                });
            }
        }
    }
    pairs
}

fn probability(weights: &[f64; WEIGHTS], values: &[f64; WEIGHTS]) -> f64 {
    let logit: f64 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-logit).exp())
}

/// The weights of the values that speak their way; the others are left out, the worst first.
fn learn<'pair>(pairs: impl Iterator<Item = &'pair Pair> + Clone) -> [f64; WEIGHTS] {
    let mut used = [true; WEIGHTS];
    loop {
        let weights = regress(pairs.clone(), &used);
        let wrong =
            (0..WEIGHTS).filter(|&place| used[place] && weights[place] * SIGNS[place] < 0.0);
        match wrong.max_by(|&one, &other| weights[one].abs().total_cmp(&weights[other].abs())) {
            Some(worst) => used[worst] = false,
            None => return weights,
        }
    }
}

/// Logistic regression by Newton's method, with the values that are used.
fn regress<'pair>(
    pairs: impl Iterator<Item = &'pair Pair> + Clone,
    used: &[bool; WEIGHTS],
) -> [f64; WEIGHTS] {
    let mut weights = [0.0; WEIGHTS];
    for _ in 0..ROUNDS {
        let mut slope = weights.map(|weight| -RIDGE * weight);
        let mut curve = [[0.0; WEIGHTS]; WEIGHTS];
        for (place, row) in curve.iter_mut().enumerate() {
            // What is not used is held at zero.
            row[place] = if used[place] { RIDGE } else { HOLD };
        }
        for pair in pairs.clone() {
            let probability = probability(&weights, &pair.values);
            let rest = f64::from(u8::from(pair.one_person)) - probability;
            let spread = probability * (1.0 - probability);
            for (i, value) in pair.values.iter().enumerate() {
                slope[i] += rest * value;
                for (j, other) in pair.values.iter().enumerate() {
                    curve[i][j] += spread * value * other;
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, slope)) {
            *weight += step;
        }
    }
    weights
}

/// Gaussian elimination; the matrix is positive definite.
fn solve(mut matrix: [[f64; WEIGHTS]; WEIGHTS], mut side: [f64; WEIGHTS]) -> [f64; WEIGHTS] {
    for pivot in 0..WEIGHTS {
        for row in 0..WEIGHTS {
            if row != pivot {
                let factor = matrix[row][pivot] / matrix[pivot][pivot];
                let subtracted = matrix[pivot];
                for (cell, other) in matrix[row].iter_mut().zip(subtracted) {
                    *cell -= factor * other;
                }
                side[row] -= factor * side[pivot];
            }
        }
    }
    std::array::from_fn(|place| side[place] / matrix[place][place])
}
