//! The words and stems of each line, as byte spans of the line's text.
//!
//! ```text
//! echo '{"language":"de","text":"Schoigu traf Wang"}' | cargo run --release --example tokens
//! ```

mod support;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector};
use samestory::token::{DictionaryTokenizer, Stemmer, Token, TokenKind, Tokenizer};
use serde::{Deserialize, Serialize};

/// Splits `{"language"?, "text"}` lines of standard input into words: `{"words", "stems"}` lines.
#[derive(Parser)]
struct Arguments {
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
}

/// A line of input.
#[derive(Deserialize)]
struct Line {
    #[serde(default, alias = "lang", alias = "inLanguage")]
    language: Option<String>,
    text: String,
}

/// A line of output.
#[derive(Serialize, Default)]
struct Words {
    words: Vec<(usize, usize)>,
    stems: Vec<String>,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = support::Problems::new(arguments.strict);
        let detector = NgramDetector::new();
        let tokenizer = DictionaryTokenizer::default();
        let input = support::open(Path::new("-"))?;
        let mut output = support::stdout();
        let placeholder = serde_json::to_string(&Words::default())?;
        support::map_lines(
            input,
            "stdin",
            &mut problems,
            &mut output,
            &placeholder,
            |line, out| {
                let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
                let language = match &line.language {
                    Some(tag) => tag.parse::<LanguageTag>().ok(),
                    None => detector.detect(&line.text).map(|found| found.language),
                };
                let tokens = tokenizer.tokenize(&line.text, language);
                let words = words_and_stems(&tokens, language);
                out.push_str(&serde_json::to_string(&words).map_err(|error| error.to_string())?);
                Ok(())
            },
        )?;
        problems.summarize();
        Ok(())
    })
}

/// Numbers count as words; they and bigrams have no stem but themselves.
fn words_and_stems(tokens: &[Token<'_>], language: Option<LanguageTag>) -> Words {
    let stemmer = Stemmer::new(language);
    let mut lower = String::new();
    Words {
        words: tokens.iter().map(|token| (token.span.start, token.span.end)).collect(),
        stems: tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => {
                    token.lower_into(&mut lower);
                    stemmer.stem(&lower).into_owned()
                }
                _ => token.lower().into_owned(),
            })
            .collect(),
    }
}
