//! The names in each text: `{"language"?,"text"}` a line to
//! `{"entities":[{"start","end","kind","entity","label"}]}`, spans in bytes.
//!
//! ```text
//! echo '{"text":"On Sunday Sergei Shoigu met Wang Yi."}' | cargo run --release --example entities
//! ```

mod support;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use samestory::article::Timestamp;
use samestory::entity::{EntityId, EntityKind, EntityRegistry, MentionFinder, RuleMentionFinder};
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector};
use serde::{Deserialize, Serialize};

/// Finds the names in each text of standard input and says which are of one entity.
#[derive(Parser)]
struct Arguments {
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
}

#[derive(Deserialize)]
struct Input {
    language: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Output {
    entities: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    start: usize,
    end: usize,
    kind: Option<EntityKind>,
    entity: EntityId,
    label: Option<String>,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = support::Problems::new(arguments.strict);
        let mut registry = EntityRegistry::default();
        let input = support::open(Path::new("-"))?;
        let mut output = support::stdout();
        let nothing = r#"{"entities":[]}"#;
        support::map_lines(input, "stdin", &mut problems, &mut output, nothing, |line, out| {
            let input: Input = serde_json::from_str(line).map_err(|error| error.to_string())?;
            out.push_str(&entities(&input, &mut registry)?);
            Ok(())
        })?;
        problems.summarize();
        Ok(())
    })
}

fn entities(input: &Input, registry: &mut EntityRegistry) -> Result<String, String> {
    let declared = input.language.as_deref().and_then(|tag| tag.parse::<LanguageTag>().ok());
    let detected = || NgramDetector::new().detect(&input.text).map(|found| found.language);
    let language = declared.or_else(detected);
    let mut mentions = RuleMentionFinder.find(&input.text, language);
    mentions.retain(|mention| !mention.is_weak());
    let names: Vec<&str> =
        mentions.iter().filter_map(|mention| input.text.get(mention.span.clone())).collect();
    let ids = registry.resolve_document(&names, language, Timestamp::default());
    let entities = mentions
        .iter()
        .zip(ids)
        .map(|(mention, id)| Found {
            start: mention.span.start,
            end: mention.span.end,
            kind: mention.kind,
            entity: id,
            label: registry.label(id),
        })
        .collect();
    serde_json::to_string(&Output { entities }).map_err(|error| error.to_string())
}
