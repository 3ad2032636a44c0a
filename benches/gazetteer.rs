//! What places and concepts add to characters, and how fast they are found.
//!
//! ```text
//! cargo bench --bench gazetteer             # or with `-- speed`, `-- nearest`
//! ```
//!
//! Reads `../shared/data/clustering/ntrex.jsonl`, news in many languages; without it, measures
//! nothing. For each document in each language the nearest of all English documents is sought: by
//! romanized character 4-grams, with places, with concepts, with both. Every feature is weighed by
//! how rare it is within its language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use any_ascii::any_ascii;
use samestory::entity::Gazetteer;
use samestory::language::LanguageTag;
use samestory::token::{DictionaryTokenizer, Token, Tokenizer};

const DOCUMENTS: &str = "../shared/data/clustering/ntrex.jsonl";

/// The languages, by script.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Latin",
        &[
            "ces", "dan", "deu", "spa", "est", "fin", "fra", "hrv", "hun", "ind", "ita", "lit",
            "lav", "nld", "nob", "pol", "por", "ron", "slk", "slv", "swe", "tur", "vie",
        ],
    ),
    ("Cyrillic, Greek", &["bul", "ell", "rus", "ukr"]),
    ("Arabic, Hebrew", &["arb", "fas", "heb"]),
    ("Devanagari, Tamil", &["hin", "tam"]),
    ("Han, kana", &["jpn", "zho-CN"]),
    ("Hangul", &["kor"]),
    ("Thai", &["tha"]),
];

/// What is added to the cosine of characters: the cosines of places, of concepts, and of one
/// vector of both, each with a weight.
const WAYS: &[(&str, [f32; 3])] = &[
    ("characters", [0.0; 3]),
    ("+.1 places", [0.1, 0.0, 0.0]),
    ("+.1 concepts", [0.0, 0.1, 0.0]),
    ("+.1 each", [0.1, 0.1, 0.0]),
    ("+.2 in one", [0.0, 0.0, 0.2]),
];

fn main() {
    let Ok(text) = fs::read_to_string(DOCUMENTS) else {
        println!("no {DOCUMENTS}: nothing measured");
        return;
    };
    let documents = read(&text);
    let only = |part: &str| !std::env::args().any(|argument| argument == part);
    if only("speed") {
        for (what, full) in [("first sentence", false), ("full text", true)] {
            nearest(&documents, what, full);
        }
    }
    if only("nearest") {
        speed(&documents);
    }
}

/// Headline and whole text by story, by language.
type Documents = BTreeMap<String, BTreeMap<String, [String; 2]>>;

fn read(text: &str) -> Documents {
    let mut documents = Documents::new();
    for line in text.lines() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let language = field("id").split('/').next().unwrap_or_default().to_owned();
        documents
            .entry(language)
            .or_default()
            .insert(field("story"), [field("headline"), field("articleBody")]);
    }
    documents
}

/// The features of a document: characters, places, concepts, places and concepts.
type Features = [BTreeSet<u64>; 4];
/// The same as vectors.
type Vectors = [Vec<(u64, f32)>; 4];

/// What tells a place from a concept where both are in one vector.
const PLACE_BIT: u64 = 1 << 63;

fn features(text: &str, language: LanguageTag) -> Features {
    let mut characters = BTreeSet::new();
    let latin: String = any_ascii(text)
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' })
        .collect();
    for word in latin.split_whitespace() {
        let padded = format!(" {word} ");
        characters.extend(
            padded
                .as_bytes()
                .windows(4)
                .map(|gram| gram.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte))),
        );
    }
    let gazetteer = Gazetteer::new();
    let mut tokens = Vec::new();
    DictionaryTokenizer::default().tokenize_into(text, Some(language), &mut tokens);
    let (mut places, mut concepts) = (Vec::new(), Vec::new());
    gazetteer.places_of_tokens_into(text, &tokens, Some(language), &mut places);
    gazetteer.concepts_of_tokens_into(text, &tokens, Some(language), &mut concepts);
    let letters = |code: &str| code.bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte));
    // The country, and the city itself.
    let places: BTreeSet<u64> = places
        .iter()
        .flat_map(|mention| [letters(mention.country.as_str()), letters(mention.place.code())])
        .map(|code| code | PLACE_BIT)
        .collect();
    let concepts: BTreeSet<u64> =
        concepts.iter().map(|mention| u64::from(mention.concept.0)).collect();
    let both = places.union(&concepts).copied().collect();
    [characters, places, concepts, both]
}

/// Sparse vectors of unit length, each feature weighed within the language.
fn weigh(documents: &[&BTreeSet<u64>]) -> Vec<Vec<(u64, f32)>> {
    let mut frequencies: BTreeMap<u64, f32> = BTreeMap::new();
    for feature in documents.iter().flat_map(|document| document.iter()) {
        *frequencies.entry(*feature).or_default() += 1.0;
    }
    let count = documents.len() as f32;
    documents
        .iter()
        .map(|document| {
            let weight = |feature: &u64| {
                let frequency = frequencies.get(feature).copied().unwrap_or(0.0);
                ((count + 1.0) / (frequency + 0.5)).ln().max(0.0).powi(2)
            };
            let vector: Vec<(u64, f32)> =
                document.iter().map(|feature| (*feature, weight(feature))).collect();
            let length = vector.iter().map(|entry| entry.1 * entry.1).sum::<f32>().sqrt();
            let length = length.max(f32::MIN_POSITIVE);
            vector.into_iter().map(|(feature, weight)| (feature, weight / length)).collect()
        })
        .collect()
}

/// The cosine of two vectors sorted by feature.
fn dot(one: &[(u64, f32)], other: &[(u64, f32)]) -> f32 {
    let (mut left, mut right, mut sum) = (one.iter().peekable(), other.iter().peekable(), 0.0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.0.cmp(&b.0) {
            std::cmp::Ordering::Less => _ = left.next(),
            std::cmp::Ordering::Greater => _ = right.next(),
            std::cmp::Ordering::Equal => {
                sum += a.1 * b.1;
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// The vectors of each story's document in one language.
fn vectors(documents: &Documents, code: &str, full: bool) -> Vec<Vectors> {
    let Ok(language) = code.parse() else { return Vec::new() };
    let all: Vec<Features> = documents
        .get(code)
        .into_iter()
        .flat_map(BTreeMap::values)
        .map(|texts| features(&texts[usize::from(full)], language))
        .collect();
    let mut vectors: Vec<Vectors> = all.iter().map(|_| Default::default()).collect();
    for facet in 0..4 {
        let weighed = weigh(&all.iter().map(|features| &features[facet]).collect::<Vec<_>>());
        for (vectors, weighed) in vectors.iter_mut().zip(weighed) {
            vectors[facet] = weighed;
        }
    }
    vectors
}

fn nearest(documents: &Documents, what: &str, full: bool) {
    let english = vectors(documents, "eng", full);
    println!("nearest English document by {what}, share right");
    print!("{:20}", "");
    for (name, _) in WAYS {
        print!("{name:>13}");
    }
    println!();
    let mut total = vec![0.0; WAYS.len()];
    let mut count = 0.0;
    for (group, codes) in GROUPS {
        let mut sums = vec![0.0; WAYS.len()];
        for code in *codes {
            let foreign = vectors(documents, code, full);
            for (sum, (_, weights)) in sums.iter_mut().zip(WAYS) {
                let right = (0..).zip(&foreign).filter(|(story, vectors)| {
                    let score = |candidate: &Vectors| {
                        let added = (1..4).map(|facet| {
                            weights[facet - 1] * dot(&vectors[facet], &candidate[facet])
                        });
                        dot(&vectors[0], &candidate[0]) + added.sum::<f32>()
                    };
                    let best = english
                        .iter()
                        .map(score)
                        .enumerate()
                        .max_by(|one, other| one.1.total_cmp(&other.1));
                    best.is_some_and(|(best, _)| best == *story)
                });
                *sum += right.count() as f64 / foreign.len().max(1) as f64;
            }
        }
        print!("{group:20}");
        for (total, sum) in total.iter_mut().zip(&sums) {
            print!("{:>13.3}", sum / codes.len() as f64);
            *total += sum;
        }
        count += codes.len() as f64;
        println!();
    }
    print!("{:20}", format!("all {count} languages"));
    for total in &total {
        print!("{:>13.3}", total / count);
    }
    println!("\n");
}

fn speed(documents: &Documents) {
    println!(
        "{:10}{:>12}{:>12}{:>12}{:>12}{:>12}",
        "", "tokens", "places", "concepts", "found", "found"
    );
    let gazetteer = Gazetteer::new();
    for code in ["eng", "deu", "rus", "arb", "heb", "fin", "kor", "zho-CN", "jpn", "tha", "hin"] {
        let Ok(language) = code.parse::<LanguageTag>() else { continue };
        let texts: Vec<&str> = documents
            .get(code)
            .into_iter()
            .flat_map(|stories| stories.values().map(|texts| texts[1].as_str()))
            .collect();
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        let rate = |rounds: usize, start: Instant| {
            (rounds * bytes) as f64 / start.elapsed().as_secs_f64() / 1e6
        };
        const ROUNDS: usize = 10;
        let tokenizer = DictionaryTokenizer::default();
        let start = Instant::now();
        let mut all: Vec<Vec<Token<'_>>> = Vec::new();
        for _ in 0..ROUNDS {
            all = texts.iter().map(|text| tokenizer.tokenize(text, Some(language))).collect();
        }
        let tokens = rate(ROUNDS, start);
        let (mut places, mut concepts) = (Vec::new(), Vec::new());
        let start = Instant::now();
        for _ in 0..ROUNDS {
            places.clear();
            for (text, tokens) in texts.iter().zip(&all) {
                gazetteer.places_of_tokens_into(
                    black_box(text),
                    tokens,
                    Some(language),
                    &mut places,
                );
            }
        }
        let place_rate = rate(ROUNDS, start);
        let start = Instant::now();
        for _ in 0..ROUNDS {
            concepts.clear();
            for (text, tokens) in texts.iter().zip(&all) {
                gazetteer.concepts_of_tokens_into(
                    black_box(text),
                    tokens,
                    Some(language),
                    &mut concepts,
                );
            }
        }
        let concept_rate = rate(ROUNDS, start);
        println!(
            "{code:10}{tokens:>7.0} MB/s{place_rate:>7.0} MB/s{concept_rate:>7.0} MB/s{:>12}{:>12}",
            places.len(),
            concepts.len()
        );
    }
}
