//! Makes the table of background frequencies from the language models of `lingua`.
//!
//! ```text
//! cargo fetch --manifest-path benches/language/Cargo.toml
//! cargo run --release --example train_background -- --models ~/.cargo/registry/src/*/
//! ```
//!
//! Draws pseudo-words of each language from its n-gram model with a fixed seed and runs the
//! library's own extraction over them, so that every script is read as it is in articles. Languages
//! whose model is cut at vowel signs, or that have none, get the features of their frequent words.
//! `--check` compares the result with the committed table instead of writing it.

mod model;
mod sources;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;
use model::{Model, Random};
use rustc_hash::FxHashMap;
use samestory::article::Article;
use samestory::features::{Facet, FacetExtractor, FeatureExtractor, FeatureId};
use samestory::language::{LanguageTag, frequent_words, listed_languages};
use samestory::token::WordTokenizer;

/// Makes, or with `--check` compares, the table of background frequencies.
#[derive(Parser)]
struct Arguments {
    /// The folder that holds the unpacked `lingua-…-language-model` crates.
    #[arg(long)]
    models: PathBuf,
    /// Where the table is.
    #[arg(long, default_value = "src/features/background.bin")]
    table: PathBuf,
    /// Compare instead of writing; status 1 where the table differs.
    #[arg(long)]
    check: bool,
    /// Pseudo-words drawn for each language.
    #[arg(long, default_value_t = 200_000)]
    words: usize,
    /// Features kept of each language: 3-grams.
    #[arg(long, default_value_t = 2000)]
    grams: usize,
    /// Features kept of each language: skeletons.
    #[arg(long, default_value_t = 1000)]
    skeletons: usize,
}

/// Words of a text: few enough that hardly a text holds every feature.
const TEXT_WORDS: usize = 20;
/// The share of a text that its language's listed words make up, most of them function words.
const LISTED_SHARE: f64 = 0.5;
/// Listed words are about as frequent as this plus their rank is small (Zipf and Mandelbrot).
const LISTED_OFFSET: f64 = 10.0;
/// A probability `p` is stored as `-ln p` in steps of a sixteenth.
const STEPS: f64 = 16.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut inputs = Vec::new();
    let mut languages: Vec<(&str, Vec<(u32, u8)>)> = Vec::new();
    for (name, tag) in sources::LINGUA {
        let model = Model::read(&arguments.models, name, sources::word_length(tag), &mut inputs)?;
        let rows = features(tag, &arguments, 1.0, |random, text| model.draw_word(random, text))?;
        languages.push((tag, rows));
    }
    let modeled = languages.len();
    let listed = listed_languages().filter(|tag| !sources::LINGUA.iter().any(|(_, t)| t == tag));
    for tag in listed {
        let words: Vec<&str> = frequent_words(tag).collect();
        let weight = |rank: usize| 1.0 / (rank as f64 + LISTED_OFFSET);
        let total: f64 = (0..words.len()).map(weight).sum();
        let rows = features(tag, &arguments, LISTED_SHARE, |random, text| {
            let mut at = random.next() * total;
            let place = (0..words.len()).find(|rank| {
                at -= weight(*rank);
                at < 0.0
            });
            text.push_str(place.and_then(|place| words.get(place)).unwrap_or(&""));
        })?;
        languages.push((tag, rows));
    }
    eprintln!("{modeled} languages by n-grams, {} by words", languages.len() - modeled);
    languages.sort_by_key(|(tag, _)| *tag);
    inputs.sort();
    let bytes = table(&languages, &inputs);
    let path = &arguments.table;
    eprintln!("{}: {} bytes", path.display(), bytes.len());
    if arguments.check {
        let same = std::fs::read(path)? == bytes;
        println!("{}: {}", path.display(), if same { "same" } else { "DIFFERENT" });
        return if same { Ok(()) } else { Err("the table differs".into()) };
    }
    Ok(std::fs::write(path, bytes)?)
}

/// The most frequent features, by their high 24 bits, with their probability at a byte of text.
fn features(
    tag: &str,
    arguments: &Arguments,
    share: f64,
    mut draw_word: impl FnMut(&mut Random, &mut String),
) -> Result<Vec<(u32, u8)>, Box<dyn Error>> {
    let language: LanguageTag = tag.parse()?;
    let extractor = FacetExtractor::default();
    let mut random = Random(tag.bytes().fold(1, |seed, byte| seed * 256 + u64::from(byte)));
    let mut texts: FxHashMap<(Facet, FeatureId), u32> = FxHashMap::default();
    let (mut bytes, mut count) = (0, 0u32);
    for _ in 0..arguments.words / TEXT_WORDS {
        let mut text = String::new();
        for _ in 0..TEXT_WORDS {
            draw_word(&mut random, &mut text);
            text.push(' ');
        }
        bytes += text.len();
        count += 1;
        let found = extractor.extract(&Article::new("", &text), Some(language), &WordTokenizer);
        for facet in [Facet::Gram3, Facet::Skeleton] {
            for feature in found.facet(facet) {
                *texts.entry((facet, *feature)).or_default() += 1;
            }
        }
    }
    let length = bytes as f64 / f64::from(count);
    let mut rows: Vec<(u32, u8)> = Vec::new();
    for (facet, most) in [(Facet::Gram3, arguments.grams), (Facet::Skeleton, arguments.skeletons)] {
        let mut found: Vec<(u32, FeatureId)> = texts
            .iter()
            .filter(|((of, _), texts)| *of == facet && **texts > 1)
            .map(|((_, feature), texts)| (*texts, *feature))
            .collect();
        found.sort_unstable_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
        found.truncate(most);
        rows.extend(found.into_iter().map(|(texts, feature)| {
            let present = (f64::from(texts) / f64::from(count)).min(1.0 - 0.5 / f64::from(count));
            let probability = -(1.0 - present).ln() / length * share;
            let step = (-probability.ln() * STEPS).round().clamp(0.0, 255.0) as u8;
            (feature.value() >> 8, step)
        }));
    }
    // Of two features with the same 24 bits the likelier.
    rows.sort_unstable();
    rows.dedup_by_key(|(feature, _)| *feature);
    eprintln!("{tag}: {:.1} bytes a word, {} features", length / TEXT_WORDS as f64, rows.len());
    Ok(rows)
}

/// A header of text, a NUL, and the languages: a tag of three bytes, the number of features, their
/// ids as differences in groups of seven bits, low ones first, and their probabilities.
fn table(languages: &[(&str, Vec<(u32, u8)>)], inputs: &[String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(
        b"samestory background table, format 1\n\
        made by: cargo run --release --example train_background -- --models REGISTRY_SRC\n\
        license: Apache-2.0 (lingua, Peter M. Stahl)\n\
        inputs (crate, sha256 of models/ngrams.fst):\n",
    );
    for input in inputs {
        bytes.extend(input.as_bytes());
        bytes.push(b'\n');
    }
    bytes.push(0);
    bytes.extend((languages.len() as u16).to_le_bytes());
    for (tag, rows) in languages {
        let mut padded = [b' '; 3];
        for (to, from) in padded.iter_mut().zip(tag.bytes()) {
            *to = from;
        }
        bytes.extend(padded);
        bytes.extend((rows.len() as u16).to_le_bytes());
        let mut differences = Vec::new();
        let mut previous = 0;
        for (feature, _) in rows {
            let mut difference = feature - previous;
            while difference >= 128 {
                differences.push(difference as u8 | 128);
                difference >>= 7;
            }
            differences.push(difference as u8);
            previous = *feature;
        }
        bytes.extend((differences.len() as u32).to_le_bytes());
        bytes.extend(differences);
        bytes.extend(rows.iter().map(|(_, step)| *step));
    }
    bytes
}
