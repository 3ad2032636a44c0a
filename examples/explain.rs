//! Why two articles are, or are not, one story.
//!
//! ```text
//! cargo run --release --example explain -- --articles examples/sample/articles.jsonl n194 n117
//! ```

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use samestory::article::Article;
use samestory::pipeline::{Comparison, Pipeline};

use support::Failure;

/// Clusters the articles of a file and says why two of them are, or are not, one story.
#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    articles: PathBuf,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
    /// The id of an article.
    a: String,
    /// The id of another.
    b: String,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let pipeline = cluster(&arguments)?;
        for id in [&arguments.a, &arguments.b] {
            if pipeline.article(id).is_none() {
                return Err(format!("no article has the id {id:?}").into());
            }
        }
        let Some(comparison) = pipeline.compare(&arguments.a, &arguments.b) else {
            return Err("the articles cannot be compared".into());
        };
        let mut output = support::stdout();
        output.write_all(explanation(&pipeline, &arguments, &comparison)?.as_bytes())?;
        output.flush()?;
        Ok(())
    })
}

fn cluster(arguments: &Arguments) -> Result<Pipeline, Failure> {
    let mut problems = support::Problems::new(arguments.strict);
    let mut pipeline = Pipeline::builder().build()?;
    let name = arguments.articles.display().to_string();
    support::each_line(support::open(&arguments.articles)?, |line, text| {
        let article = text.ok_or_else(|| "not UTF-8".to_owned()).and_then(|text| {
            serde_json::from_str::<Article>(text).map_err(|error| error.to_string())
        });
        let pushed =
            article.and_then(|article| pipeline.push(article).map_err(|error| error.to_string()));
        match pushed {
            Ok(_) => Ok(()),
            Err(reason) => problems.report(&name, line, &reason),
        }
    })?;
    pipeline.settle();
    problems.summarize();
    Ok(pipeline)
}

fn explanation(
    pipeline: &Pipeline,
    arguments: &Arguments,
    comparison: &Comparison,
) -> Result<String, Failure> {
    let mut text = String::new();
    for id in [&arguments.a, &arguments.b] {
        let headline = pipeline.article(id).map_or("", |article| article.headline.as_str());
        let language = pipeline.language_of(id).map_or("?".to_owned(), |tag| tag.to_string());
        let story = pipeline.story_of(id).unwrap_or_default();
        writeln!(text, "{id}  {language:8} {story:6} {headline}")?;
    }
    let verdict = match (comparison.same_story, comparison.same_cluster) {
        (true, true) => "one story, one cluster",
        (true, false) => "one story, two clusters",
        _ => "two stories",
    };
    writeln!(text, "\n{verdict}\n\nsignals")?;
    let evidence = &comparison.evidence;
    match evidence.local {
        Some(local) => writeln!(text, "  words and 4-grams of the language  {local:.3}")?,
        None => writeln!(text, "  words and 4-grams of the language  – (two languages)")?,
    }
    writeln!(text, "  across languages                   {:.3}", evidence.cross)?;
    match evidence.dense {
        Some(dense) => writeln!(text, "  embeddings                         {dense:.3}")?,
        None => writeln!(text, "  embeddings                         – (none given)")?,
    }
    writeln!(text, "  hours apart                        {:.1}", evidence.hours)?;
    let names: Vec<String> = comparison
        .shared_names
        .iter()
        .map(|(one, other)| if one == other { one.clone() } else { format!("{one} = {other}") })
        .collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    writeln!(text, "  names in both                      {names}")?;
    let shared = evidence.shared.len();
    writeln!(text, "  features in both                   {shared}")?;
    let found = |id: &str| {
        let story = pipeline.story(&pipeline.story_of(id)?)?;
        story.story.links.into_iter().find(|link| link.a.as_str() == id)
    };
    writeln!(text, "\nhow each came into its story")?;
    for id in [&arguments.a, &arguments.b] {
        match found(id) {
            Some(link) => writeln!(text, "  {id} was nearest to {} ({:.3})", link.b, link.score)?,
            None => writeln!(text, "  {id} founded a story: nothing before was near enough")?,
        }
    }
    Ok(text)
}
