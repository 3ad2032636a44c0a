//! Learns the weights of `StoryModel`: what speaks for two sides being one story, and how much.
//!
//! ```text
//! cargo run --release --example train_clusters -- ../shared/data/clustering
//! cargo run --release --example train_clusters -- ../shared/data/clustering --check
//! ```
//!
//! Direct search (Och, *Minimum Error Rate Training*, ACL 2003): from the weights that are
//! committed, a few at a time are moved at random, and what makes better stories stays. The score
//! is BCubed F1, with cross-language pairs and a floor under precision on the headlines. Random
//! numbers are seeded, so the same inputs, start and steps give the same weights.

mod sets;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use clap::Parser;
use samestory::cluster::{Clusterer as _, StoryModel};

use sets::Set;

/// Learns, or with `--check` scores again, the weights of the clustering.
#[derive(Parser)]
struct Arguments {
    /// The folder of labeled streams.
    data: PathBuf,
    /// Moves to try; one takes a second or two.
    #[arg(long, default_value_t = 500)]
    steps: usize,
    /// Seed of the random moves.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Score the weights that are committed instead of learning; status 1 where the scores or the
    /// inputs differ from those in the header.
    #[arg(long)]
    check: bool,
    /// Where the weights are.
    #[arg(long, default_value = "src/cluster/model.txt")]
    model: PathBuf,
}

/// How far a move goes at first.
const STRIDE: f64 = 0.15;
/// Precision on the headlines below which a point of it costs a point of score: unrelated articles
/// under one headline are worse than a story in two.
const LEAST_PRECISION: f64 = 0.76;
/// What cross-language pairs count on the headlines; few articles decide them.
const CROSS_SHARE: f64 = 0.15;
/// Evidence against one story beyond which the library takes nothing for less likely.
const MOST_AGAINST: f64 = 4.0;
/// Nearest earlier articles that are compared to calibrate the probability, and how far back.
const NEIGHBORS: usize = 3;
const BACK: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let (sets, inputs) = sets::read(&arguments.data)?;
    let committed = fs::read_to_string(&arguments.model)?;
    let mut model = StoryModel::parse(&committed);
    if !arguments.check {
        model = search(&sets, model, arguments.steps, arguments.seed)?;
        model.scale = calibrate(&sets, &model)?;
    }
    let text = file(&sets, &model, &inputs)?;
    if arguments.check {
        let same = text == committed;
        println!("{}: {}", arguments.model.display(), if same { "same" } else { "DIFFERENT" });
        if !same {
            print!("{text}");
            std::process::exit(1);
        }
    } else {
        fs::write(&arguments.model, text)?;
    }
    Ok(())
}

/// The weights with a header that says where they come from and what they reach.
fn file(sets: &[Set], model: &StoryModel, inputs: &[String]) -> Result<String, Box<dyn Error>> {
    let mut text = "# Learned weights of the clustering. Do not edit: written by\n\
        #   cargo run --release --example train_clusters -- ../shared/data/clustering\n\
        # License: MIT OR Apache-2.0; some thirty numbers, no text of the inputs.\n\
        # Inputs and their sha256:\n"
        .to_owned();
    for input in inputs {
        writeln!(text, "#   {input}")?;
    }
    writeln!(text, "# Reached on them: BCubed P, R, F1; F1 of cross-language pairs")?;
    for set in sets {
        let result = set.evaluate(&set.cluster(model)?);
        let (bcubed, cross) = (result.bcubed, result.cross_language_pairs.f1);
        let (precision, recall, f1) = (bcubed.precision, bcubed.recall, bcubed.f1);
        writeln!(text, "#   {}: {precision:.3} {recall:.3} {f1:.3}; {cross:.3}", set.name)?;
    }
    for name in StoryModel::NAMES {
        writeln!(text, "{name} {}", model.get(name).unwrap_or_default())?;
    }
    Ok(text)
}

/// The mean score over the sets.
fn score(sets: &[Set], model: &StoryModel) -> Result<f64, Box<dyn Error>> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for set in sets {
        let result = set.evaluate(&set.cluster(model)?);
        let mut score = result.bcubed.f1;
        if set.name.starts_with("headlines") {
            let cross = result.cross_language_pairs.f1;
            let lacking = (LEAST_PRECISION - result.bcubed.precision).max(0.0);
            score = (1.0 - CROSS_SHARE) * score + CROSS_SHARE * cross - lacking;
        }
        sum += set.weight * score;
        weights += set.weight;
    }
    Ok(sum / weights)
}

fn search(
    sets: &[Set],
    mut model: StoryModel,
    steps: usize,
    seed: u64,
) -> Result<StoryModel, Box<dyn Error>> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut best = score(sets, &model)?;
    let mut stride = 1.0;
    eprintln!("start: {best:.4}");
    for step in 0..steps {
        let mut moved = model.clone();
        for _ in 0..1 + (random.unit() * 3.0) as usize {
            let place = (random.unit() * StoryModel::NAMES.len() as f64) as usize;
            let Some(name) = StoryModel::NAMES.get(place).filter(|name| **name != "scale") else {
                continue;
            };
            // Six uniform numbers make a bell.
            let bell = (0..6).map(|_| random.unit() - 0.5).sum::<f64>() * 1.4;
            // Four decimals are written, so no more are tried.
            let value = f64::from(moved.get(name).unwrap_or_default()) + bell * stride * STRIDE;
            moved.set(name, ((value * 1e4).round() / 1e4) as f32);
        }
        let reached = score(sets, &moved)?;
        if reached > best {
            (best, model) = (reached, moved);
            stride = (stride * 1.1_f64).min(1.5);
            eprintln!("step {step}: {best:.4}");
        } else {
            stride = (stride * 0.985).max(0.3);
        }
    }
    Ok(model)
}

/// The scale at which the probabilities of neighboring articles lose least, by golden section.
fn calibrate(sets: &[Set], model: &StoryModel) -> Result<f32, Box<dyn Error>> {
    let mut pairs = Vec::new();
    let mut unscaled = model.clone();
    unscaled.scale = 1.0;
    for set in sets {
        let clusterer = set.cluster(&unscaled)?;
        for (place, (item, story)) in set.items.iter().zip(&set.gold).enumerate() {
            let earlier = place.saturating_sub(BACK)..place;
            let mut near: Vec<(f32, usize)> = earlier
                .filter_map(|other| {
                    let vector = &set.items.get(other)?.vectors.cross;
                    Some((vector.dot(&item.vectors.cross), other))
                })
                .collect();
            near.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
            for (_, other) in near.into_iter().take(NEIGHBORS) {
                let evidence = clusterer.evidence(item.key, other as u32);
                let sum = evidence.map(|evidence| {
                    evidence
                        .contributions
                        .iter()
                        .map(|part| f64::from(part.amount))
                        .sum::<f64>()
                        .max(-MOST_AGAINST)
                });
                pairs
                    .extend(sum.zip(set.gold.get(other)).map(|(sum, other)| (sum, other == story)));
            }
        }
    }
    let loss = |scale: f64| -> f64 {
        let wrong = |(evidence, same): &(f64, bool)| {
            let sure = if *same { scale * evidence } else { -scale * evidence };
            (-sure).exp().ln_1p().min(50.0)
        };
        pairs.iter().map(wrong).sum()
    };
    let (mut low, mut high) = (0.05, 10.0);
    for _ in 0..40 {
        let third = (high - low) / 3.0;
        if loss(low + third) < loss(high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    let right = pairs.iter().filter(|(evidence, same)| (*evidence > 0.0) == *same).count();
    eprintln!("{} neighboring pairs, {right} judged right by themselves", pairs.len());
    Ok((((low + high) / 2.0 * 1e4).round() / 1e4) as f32)
}

/// Xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    /// A number in 0…1.
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
