//! How fast names are found, beside language detection and tokens on the same articles.
//!
//! ```text
//! cargo bench --bench mentions
//! ```
//!
//! Reads `../shared/data/clustering/ntrex.jsonl`; without it, measures nothing. How well names are
//! found, `cargo test --test mentions real_sentences -- --nocapture` prints.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use samestory::entity::{CapitalMentionFinder, MentionFinder, RuleMentionFinder};
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector};
use samestory::token::{DictionaryTokenizer, Tokenizer};
use serde_json::Value;

const ARTICLES: &str = "../shared/data/clustering/ntrex.jsonl";

/// Codes of the corpus and what is printed.
const LANGUAGES: [&str; 12] =
    ["eng", "deu", "fra", "por", "rus", "hrv", "swe", "arb", "heb", "zho-CN", "jpn", "kor"];

/// Runs of which the fastest counts.
const RUNS: usize = 5;

fn main() {
    let Ok(text) = std::fs::read_to_string(ARTICLES) else {
        println!("no {ARTICLES}: nothing measured");
        return;
    };
    let mut articles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
        let part = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        articles
            .entry(part("inLanguage"))
            .or_default()
            .push(part("headline") + "\n" + &part("articleBody"));
    }
    let (detector, tokenizer) = (NgramDetector::new(), DictionaryTokenizer::default());
    println!("MB/s       detection  tokens  both  mentions  by capitals  found per kB");
    let mut sums = [Duration::ZERO; 3];
    for code in LANGUAGES {
        let Some(texts) = articles.get(code) else { continue };
        let tag: Option<LanguageTag> = code.parse().ok();
        let bytes: usize = texts.iter().map(String::len).sum();
        let detection = fastest(texts, |text| usize::from(detector.detect(text).is_some())).0;
        let tokens = fastest(texts, |text| tokenizer.tokenize(text, tag).len()).0;
        let (mentions, found) = fastest(texts, |text| RuleMentionFinder.find(text, tag).len());
        let capitals = fastest(texts, |text| CapitalMentionFinder.find(text, tag).len()).0;
        for (sum, time) in sums.iter_mut().zip([detection, tokens, mentions]) {
            *sum += time;
        }
        let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{code:<10} {:9.1}  {:6.1}  {:4.1}  {:8.1}  {:11.1}  {:12.1}",
            rate(detection),
            rate(tokens),
            rate(detection + tokens),
            rate(mentions),
            rate(capitals),
            found as f64 * 1e3 / bytes as f64,
        );
    }
    let [detection, tokens, mentions] = sums.map(|time| time.as_secs_f64());
    println!(
        "mentions take {:.2} of the time of detection and tokens",
        mentions / (detection + tokens)
    );
}

/// The least time of some runs over all texts, and what they counted.
fn fastest(texts: &[String], work: impl Fn(&str) -> usize) -> (Duration, usize) {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let count = texts.iter().map(|text| black_box(work(text))).sum();
            (start.elapsed(), count)
        })
        .min()
        .unwrap_or_default()
}
