//! Word F1 and speed of the tokenizers.
//!
//! ```text
//! cargo run --release --bin tokens -- ../../../shared/data/tokens/words.jsonl
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use samestory::language::LanguageTag;
use samestory::token::{DictionaryTokenizer, Token, Tokenizer, WordTokenizer};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    language: String,
    text: String,
    words: Vec<(usize, usize)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut languages: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        languages.entry(line.language.clone()).or_default().push(line);
    }
    let dictionary = DictionaryTokenizer::default();
    println!("word F1 in percent\nlang  ours  UAX29  spaces  bigrams   MB/s");
    for (language, lines) in &languages {
        let tag: Option<LanguageTag> = language.parse().ok();
        let ours = f1(lines, |text| spans(&dictionary.tokenize(text, tag)));
        let rule = f1(lines, |text| {
            use unicode_segmentation::UnicodeSegmentation;
            text.unicode_word_indices().map(|(start, word)| (start, start + word.len())).collect()
        });
        let spaces = f1(lines, |text| {
            let base = text.as_ptr() as usize;
            text.split_whitespace()
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
                .map(|word| {
                    (word.as_ptr() as usize - base, word.as_ptr() as usize - base + word.len())
                })
                .collect()
        });
        let bigrams = f1(lines, |text| spans(&WordTokenizer.tokenize(text, tag)));
        let speed = speed(lines, &dictionary, tag);
        println!("{language:<4} {ours:6.2} {rule:6.2} {spaces:6.2} {bigrams:6.2} {speed:8.1}");
    }
    Ok(())
}

fn spans(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    tokens.iter().map(|token| (token.span.start, token.span.end)).collect()
}

fn f1(lines: &[Line], split: impl Fn(&str) -> Vec<(usize, usize)>) -> f64 {
    let (mut both, mut found, mut wanted) = (0, 0, 0);
    for line in lines {
        let words = split(&line.text);
        both += words.iter().filter(|word| line.words.contains(word)).count();
        found += words.len();
        wanted += line.words.len();
    }
    200.0 * both as f64 / (found + wanted) as f64
}

fn speed(lines: &[Line], tokenizer: &dyn Tokenizer, tag: Option<LanguageTag>) -> f64 {
    let bytes: usize = lines.iter().map(|line| line.text.len()).sum();
    let mut tokens = Vec::new();
    let mut best = 0.0f64;
    for _ in 0..7 {
        let started = Instant::now();
        for line in lines {
            let mut tokens_of_line = std::mem::take(&mut tokens);
            tokenizer.tokenize_into(&line.text, tag, &mut tokens_of_line);
            black_box(&tokens_of_line);
            tokens_of_line.clear();
            // The buffer outlives the borrow of the line once it is empty.
            tokens = tokens_of_line.into_iter().map(|_| unreachable!()).collect();
        }
        best = best.max(bytes as f64 / 1e6 / started.elapsed().as_secs_f64());
    }
    best
}
