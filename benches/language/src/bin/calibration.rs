//! How right the detector is at each confidence, and whether its map still fits.
//!
//! ```text
//! cargo run --release --bin calibration -- ../../../shared/data/language/labelled.tsv even
//! ```
//!
//! Texts of languages the detector does not know count [`UNKNOWN`] times: news is seldom in one.
//! Prints confidences, least first, with the share of right answers at each, made monotone; a map
//! that is well fitted prints about the same number twice, on either half.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use samestory::language::{LanguageDetector, NgramDetector};

/// Weight of a text of an unknown language.
const UNKNOWN: f64 = 0.2;
/// Answers of one step before pooling.
const STEP: usize = 1500;

/// Answers of about the same confidence.
#[derive(Clone, Copy, Default)]
struct Pool {
    confidence: f64,
    right: f64,
    weight: f64,
}

impl Pool {
    fn share(self) -> f64 {
        self.right / self.weight.max(1e-9)
    }

    fn with(self, other: Self) -> Self {
        Self {
            confidence: self.confidence + other.confidence,
            right: self.right + other.right,
            weight: self.weight + other.weight,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which file?")?;
    let even = arguments.next().as_deref() != Some("odd");
    let primary = |tag: &str| match tag.split(['-', '@']).next().unwrap_or(tag) {
        "tw" => "ak".to_owned(),
        "no" => "nb".to_owned(),
        language => language.to_owned(),
    };
    let detector = NgramDetector::new();
    let known: BTreeSet<String> =
        NgramDetector::languages().iter().map(|tag| primary(&tag.to_string())).collect();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut answers: Vec<(f64, bool, f64)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines().skip(1) {
        let mut fields = line.splitn(3, '\t');
        let (Some(kind), Some(tag), Some(text)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let number = seen.entry((kind.to_owned(), tag.to_owned())).or_default();
        *number += 1;
        if (*number % 2 == 0) != even {
            continue;
        }
        let Some(found) = detector.detect(text) else { continue };
        let tag = primary(tag);
        let right = primary(&found.language.to_string()) == tag;
        let weight = if known.contains(&tag) { 1.0 } else { UNKNOWN };
        answers.push((f64::from(found.confidence), right, weight));
    }
    answers.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut pools: Vec<Pool> = Vec::new();
    for step in answers.chunks(STEP) {
        let mut pool = Pool::default();
        for (confidence, right, weight) in step {
            let right = f64::from(u8::from(*right)) * weight;
            pool = pool.with(Pool { confidence: confidence * weight, right, weight: *weight });
        }
        while let Some(before) = pools.last().filter(|before| before.share() >= pool.share()) {
            pool = before.with(pool);
            pools.pop();
        }
        pools.push(pool);
    }
    println!("confidence  right  answers");
    for pool in pools {
        let confidence = pool.confidence / pool.weight;
        println!("{confidence:10.4} {:6.4} {:8.0}", pool.share(), pool.weight);
    }
    Ok(())
}
