//! The people and places of a corpus and how each language spells them: articles as JSON Lines to
//! a page of text, and to JSON.
//!
//! ```text
//! cargo run --release --example glossary                     # the bundled sample
//! cargo run --release --example glossary -- news.jsonl --json glossary.jsonl --aliases mine.tsv
//! ```

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use samestory::article::Article;
use samestory::entity::{AliasTable, Document, Entity, EntityRegistry, Gazetteer};
use samestory::entity::{MentionFinder, NameWindows, RuleMentionFinder};
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector};
use serde_json::json;
use support::Failure;

const SAMPLE: &str = include_str!("sample/articles.jsonl");

/// Prints the people and places of a corpus, the most mentioned first, with their spellings.
#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; `-` for standard input; none: the bundled sample.
    input: Vec<PathBuf>,
    /// Writes one JSON object an entity to this file, `-` for standard output instead of the page.
    #[arg(long)]
    json: Option<PathBuf>,
    /// An alias file: TSV, or JSON where the name ends in `.json`.
    #[arg(long)]
    aliases: Vec<PathBuf>,
    /// A file of words that are no names, one a line.
    #[arg(long)]
    stops: Vec<PathBuf>,
    /// Entities listed.
    #[arg(long, default_value_t = 100)]
    top: usize,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = support::Problems::new(arguments.strict);
        let mut registry = EntityRegistry::default();
        registry.set_aliases(&aliases(&arguments)?);
        let detector = NgramDetector::new();
        let mut read = |input: Box<dyn BufRead>, file: &str| {
            support::each_line(input, |number, line| {
                let line = line.ok_or("not UTF-8".to_owned());
                let article = line.and_then(|line| {
                    serde_json::from_str::<Article>(line).map_err(|error| error.to_string())
                });
                match article {
                    Ok(article) => take(&article, &detector, &mut registry),
                    Err(reason) => problems.report(file, number, &reason)?,
                }
                Ok(())
            })
        };
        if arguments.input.is_empty() {
            read(Box::new(Cursor::new(SAMPLE)), "sample")?;
        }
        for path in &arguments.input {
            read(support::open(path)?, &path.display().to_string())?;
        }
        problems.summarize();
        write(&registry, &arguments)
    })
}

fn aliases(arguments: &Arguments) -> Result<AliasTable, Failure> {
    let mut table = AliasTable::default();
    let text_of = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    for path in &arguments.aliases {
        let text = text_of(path)?;
        let json = path.extension().is_some_and(|extension| extension == "json");
        let result = if json { table.read_json(&text) } else { table.read_tsv(&text) };
        result.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    for path in &arguments.stops {
        let result = table.read_stops(&text_of(path)?);
        result.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(table)
}

/// Reads the names of an article.
fn take(article: &Article, detector: &NgramDetector, registry: &mut EntityRegistry) {
    let declared = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
    let parts = [&article.headline, &article.description, &article.article_body];
    let text = parts.map(String::as_str).join("\n");
    let language: Option<LanguageTag> =
        declared.or_else(|| detector.detect(&text).map(|found| found.language));
    let mut mentions = Vec::new();
    let mut start = 0;
    for part in parts {
        let found = RuleMentionFinder.find(part, language).into_iter();
        for mut mention in found.filter(|mention| !mention.is_weak()) {
            mention.span = mention.span.start + start..mention.span.end + start;
            mentions.push(mention);
        }
        start += part.len() + 1;
    }
    registry.read(&Document {
        text: &text,
        mentions: &mentions,
        places: &Gazetteer::new().places(&text, language),
        windows: &NameWindows::of(&text, language),
        language,
        time: article.date_published.or(article.date_seen).unwrap_or_default(),
        outlet: article.outlet(),
    });
}

fn write(registry: &EntityRegistry, arguments: &Arguments) -> Result<(), Failure> {
    let mut entities: Vec<_> = registry
        .entities()
        .into_iter()
        .map(|entity| (registry.article_count(entity.id), entity))
        .collect();
    entities.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.id.cmp(&two.1.id)));
    entities.truncate(arguments.top);
    let lines = entities.iter().map(|(articles, entity)| json_of(*articles, entity));
    let mut output = support::stdout();
    match arguments.json.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            for line in lines {
                writeln!(output, "{line}")?;
            }
            return Ok(output.flush()?);
        }
        Some(path) => {
            let text: String = lines.map(|line| line + "\n").collect();
            fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        None => {}
    }
    for (articles, entity) in &entities {
        let kind = entity.kind.and_then(|kind| serde_json::to_value(kind).ok());
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("—");
        writeln!(output, "{}  {kind}  {articles} articles", entity.label())?;
        let mut forms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (language, label) in entity.labels() {
            forms.entry(label).or_default().push(language.to_string());
        }
        for (form, languages) in forms {
            writeln!(output, "    {form}  {}", languages.join(" "))?;
        }
    }
    Ok(output.flush()?)
}

fn json_of(articles: u32, entity: &Entity) -> String {
    let labels: BTreeMap<String, &str> =
        entity.labels().into_iter().map(|(language, form)| (language.to_string(), form)).collect();
    json!({
        "id": entity.id.to_string(),
        "label": entity.label(),
        "kind": entity.kind,
        "articleCount": articles,
        "labels": labels,
        "variants": entity.variants,
    })
    .to_string()
}
