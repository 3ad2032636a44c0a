//! Which n-grams tell languages apart.

use rustc_hash::FxHashMap;

use super::model::{BOUNDARY, Key, LONGEST, Trained, length, without_first};

/// An n-gram that is kept, with `ln P(last | before)` in each language.
pub(crate) type Row = (Key, Vec<f32>);

/// n-grams rarer than this in every language are not looked at.
const RAREST: f64 = 5e-6;

/// An n-gram that may be kept.
pub(crate) struct Candidate {
    key: Key,
    /// How often it is in each language.
    shares: Vec<f32>,
    /// `ln P(last | before)` in each language.
    row: Vec<f32>,
}

/// The candidates by length, and how easily each language is taken for each other one.
pub(crate) struct Candidates {
    by_length: Vec<Vec<Candidate>>,
    closeness: Vec<Vec<f32>>,
}

/// Collects the n-grams of a group.
pub(crate) fn candidates(trained: &Trained) -> Candidates {
    let languages = trained.languages.len();
    let totals: Vec<f64> = (0..languages).map(|language| trained.total(language)).collect();
    let mut keys: Vec<Key> = Vec::new();
    for (counts, total) in trained.counts.iter().zip(&totals) {
        keys.extend(
            counts
                .iter()
                .filter(|(key, count)| **count / total >= RAREST || length(**key) == 1)
                .map(|(key, _)| *key),
        );
    }
    keys.sort_unstable();
    keys.dedup();
    let mut by_length: Vec<Vec<Candidate>> = (0..=LONGEST).map(|_| Vec::new()).collect();
    for key in keys {
        let shares = (0..languages)
            .map(|language| {
                let count = trained.counts[language].get(&key).copied().unwrap_or(0.0);
                (count / totals[language]) as f32
            })
            .collect();
        let row =
            (0..languages).map(|language| trained.probability(language, key).ln() as f32).collect();
        by_length[length(key) as usize].push(Candidate { key, shares, row });
    }
    let closeness = closeness(&by_length[3], languages);
    Candidates { by_length, closeness }
}

/// Squared cosine of the languages' trigrams, each row adding up to 1 without itself.
fn closeness(trigrams: &[Candidate], languages: usize) -> Vec<Vec<f32>> {
    let mut products = vec![vec![0.0f64; languages]; languages];
    for Candidate { shares, .. } in trigrams {
        for (one, row) in products.iter_mut().enumerate() {
            for (other, product) in row.iter_mut().enumerate() {
                *product += f64::from(shares[one] * shares[other]).sqrt();
            }
        }
    }
    (0..languages)
        .map(|one| {
            let mut row: Vec<f64> = (0..languages)
                .map(|other| {
                    let norm = (products[one][one] * products[other][other]).sqrt();
                    if one == other { 0.0 } else { (products[one][other] / norm).powi(2) }
                })
                .collect();
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|value| *value /= sum);
            row.into_iter().map(|value| value as f32).collect()
        })
        .collect()
}

/// The n-grams that say at least `threshold` more than their longest kept ending: the share of
/// text they are in, times by how much they move a language against those it is taken for. `among`
/// holds those that may be kept, in order; `None` is all.
pub(crate) fn select(
    trained: &Trained,
    candidates: &Candidates,
    threshold: f32,
    among: Option<&[Row]>,
) -> Vec<Row> {
    let allowed = |key: Key| {
        among.is_none_or(|rows| rows.binary_search_by_key(&key, |(known, _)| *known).is_ok())
    };
    let languages = trained.languages.len();
    let mut kept: FxHashMap<Key, Vec<f32>> = FxHashMap::default();
    for of_length in &candidates.by_length {
        let mut chosen = Vec::new();
        for Candidate { key, shares, row } in of_length {
            if length(*key) == 1 {
                if *key != BOUNDARY {
                    chosen.push((*key, row.clone()));
                }
                continue;
            }
            let mut ending = without_first(*key);
            while !kept.contains_key(&ending) && length(ending) > 1 {
                ending = without_first(ending);
            }
            let zero = vec![0.0; languages];
            let base = kept.get(&ending).unwrap_or(&zero);
            let moved: Vec<f32> = row.iter().zip(base).map(|(new, old)| new - old).collect();
            let told: f32 = (0..languages)
                .filter(|language| shares[*language] > 0.0)
                .map(|one| {
                    let against: f32 = candidates.closeness[one]
                        .iter()
                        .zip(&moved)
                        .map(|(weight, other)| weight * (moved[one] - other).abs())
                        .sum();
                    shares[one] * against
                })
                .sum();
            if told >= threshold && allowed(*key) {
                chosen.push((*key, row.clone()));
            }
        }
        kept.extend(chosen);
    }
    let mut rows: Vec<Row> = kept.into_iter().collect();
    rows.sort_unstable_by_key(|row| row.0);
    rows
}
