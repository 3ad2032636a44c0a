//! How well a clustering agrees with gold labels: one JSON object of all measures.
//!
//! ```text
//! cargo run --release --example evaluate -- --gold gold.jsonl --predicted assignments.jsonl
//! ```

mod support;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use samestory::eval;
use samestory::language::LanguageTag;
use serde_json::Value;

/// Compares predicted stories with gold stories.
///
/// Both files hold `{"id", "story", "inLanguage"?}` a line; other fields are ignored. Gold says
/// which articles count. A gold article that is not predicted counts as a story of its own
/// (`missing`); a predicted article that is not in gold is ignored (`unknown`). The language is
/// gold's, or the predicted line's where gold has none; `en`, `eng` and `en-GB` are one language.
#[derive(Parser)]
struct Arguments {
    /// The gold stories; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// The predicted stories; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    predicted: PathBuf,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = support::Problems::new(arguments.strict);
        let mut gold = read(&arguments.gold, &mut problems)?;
        let predicted = read(&arguments.predicted, &mut problems)?;
        problems.summarize();
        if gold.is_empty() {
            return Err(format!("{}: no gold stories", arguments.gold.display()).into());
        }
        let mut languages: HashMap<&str, &str> = HashMap::new();
        for line in &predicted {
            languages.extend(line.language.as_deref().map(|language| (line.id.as_str(), language)));
        }
        for line in &mut gold {
            if line.language.is_none() {
                line.language = languages.get(line.id.as_str()).map(|tag| (*tag).to_owned());
            }
        }
        let result = eval::evaluate(
            gold.iter().map(|line| (&line.id, &line.story, line.language.as_ref())),
            predicted.iter().map(|line| (&line.id, &line.story)),
        );
        let mut output = support::stdout();
        serde_json::to_writer(&mut output, &result)?;
        writeln!(output)?;
        output.flush()?;
        Ok(())
    })
}

/// One line of a file.
struct Line {
    id: String,
    story: String,
    language: Option<String>,
}

/// The good lines of a file; an id counts once.
fn read(path: &Path, problems: &mut support::Problems) -> Result<Vec<Line>, support::Failure> {
    let name = if path.as_os_str() == "-" { "stdin".into() } else { path.display().to_string() };
    let mut lines = Vec::new();
    let mut first_lines = HashMap::new();
    support::each_line(support::open(path)?, |number, text| {
        let parsed = text.ok_or_else(|| "not UTF-8".to_owned()).and_then(parse);
        let reason = match parsed {
            Ok(line) => match first_lines.entry(line.id.clone()) {
                Entry::Vacant(place) => {
                    place.insert(number);
                    lines.push(line);
                    return Ok(());
                }
                Entry::Occupied(first) => {
                    format!("id {:?} is already on line {}", line.id, first.get())
                }
            },
            Err(reason) => reason,
        };
        problems.report(&name, number, &reason)
    })
    .map_err(|failure| match failure.downcast::<io::Error>() {
        Ok(error) => format!("{name}: {error}").into(),
        Err(other) => other,
    })?;
    Ok(lines)
}

/// Reads a line, or says what is wrong with it.
fn parse(text: &str) -> Result<Line, String> {
    if text.trim().is_empty() {
        return Err("the line is empty".to_owned());
    }
    let record: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if !record.is_object() {
        return Err("not a JSON object".to_owned());
    }
    let key = |name: &str| match record.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        None | Some(Value::Null) => Err(format!("no {name:?}")),
        Some(_) => Err(format!("{name:?} should be text or a number")),
    };
    let language = match record.get("inLanguage") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(match text.parse::<LanguageTag>() {
            Ok(tag) => tag.to_string(),
            Err(_) => text.clone(),
        }),
        Some(_) => return Err("\"inLanguage\" should be text".to_owned()),
    };
    Ok(Line { id: key("id")?, story: key("story")?, language })
}
