//! The main job: articles in, stories out.
//!
//! ```text
//! cargo run --release --example stories                      # the bundled sample
//! cargo run --release --example stories -- news.jsonl feed.xml --json stories.jsonl
//! ```

#[path = "../support/mod.rs"]
mod support;

mod input;
mod pages;
mod show;

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use samestory::article::{Article, ArticleId};
use samestory::pipeline::{Pipeline, PipelineOptions};
use serde::Serialize;

use input::Place;
use support::{Failure, Problems};

/// Groups news articles in any language into stories.
///
/// Reads articles as JSON Lines, or RSS, Atom and JSON Feed files, and prints the stories.
#[derive(Parser)]
#[command(name = "stories")]
struct Arguments {
    /// What is known of outlets: CSV with a header line, or JSON.
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,
    /// Write one {"id","story","cluster"} line per article, in input order.
    #[arg(long, value_name = "FILE")]
    assignments: Option<PathBuf>,
    /// Write one story a line as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write a page per story and an index.
    #[arg(long, value_name = "DIR")]
    html: Option<PathBuf>,
    /// Write one event a line as JSON.
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// How long after its last article a story takes new ones: 72h, 3d, 90m.
    #[arg(long, default_value = "72h", value_parser = support::hours)]
    window: f64,
    /// Threads; 0 for one a core. The result is the same on any number.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
    /// Article files; `-` for standard input; none for the bundled sample.
    input: Vec<PathBuf>,
}

/// Articles handed to the pipeline at once.
const BATCH: usize = 4096;

fn main() -> ExitCode {
    support::run(|| run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut problems = Problems::new(arguments.strict);
    let sources = match &arguments.sources {
        Some(path) => input::sources(path, &mut problems)?,
        None if arguments.input.is_empty() => input::sample_sources(&mut problems)?,
        None => Vec::new(),
    };
    let mut options = PipelineOptions::default();
    options.cluster.window_hours = arguments.window;
    options.threads = arguments.threads;
    // The pages and the words around the stories are English.
    options.story.languages = vec!["en".parse()?];
    let mut events = arguments.events.as_ref().map(create).transpose()?;
    let mut run = Run {
        pipeline: Pipeline::builder().options(options).sources(sources.clone()).build()?,
        problems,
        accepted: Vec::new(),
        pending: Vec::new(),
        events: events.as_mut(),
        progress: progress(),
    };
    if arguments.input.is_empty() {
        input::sample(|place, article| run.take(place, article))?;
    }
    for path in &arguments.input {
        input::articles(path, |place, article| run.take(place, article))?;
    }
    run.finish()?;
    let Run { pipeline, problems, accepted, .. } = run;

    if let Some(path) = &arguments.assignments {
        let mut output = create(path)?;
        for id in &accepted {
            let story = pipeline.story_of(id.as_str());
            let cluster = pipeline.cluster_of(id.as_str());
            serde_json::to_writer(&mut output, &Assignment { id, story, cluster })?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    let stories = pipeline.stories();
    if let Some(path) = &arguments.json {
        let mut output = create(path)?;
        for story in &stories {
            serde_json::to_writer(&mut output, story)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    if let Some(directory) = &arguments.html {
        pages::write(directory, &stories, &pipeline, &sources)?;
    }
    show::stories(&stories, &pipeline, &mut support::stdout())?;
    problems.summarize();
    // The process ends here, and all memory with it: freed bit by bit that takes a while.
    std::mem::forget((stories, pipeline));
    Ok(())
}

/// A line of `--assignments`.
#[derive(Serialize)]
struct Assignment<'a> {
    id: &'a ArticleId,
    story: Option<String>,
    cluster: Option<String>,
}

/// Articles on their way through the pipeline.
struct Run<'a> {
    pipeline: Pipeline,
    problems: Problems,
    accepted: Vec<ArticleId>,
    pending: Vec<(Place, Article)>,
    events: Option<&'a mut BufWriter<File>>,
    progress: ProgressBar,
}

impl Run<'_> {
    /// Takes an article, or the reason why there is none at this place.
    fn take(&mut self, place: Place, article: Result<Article, String>) -> Result<(), Failure> {
        match article {
            Ok(article) => self.pending.push((place, article)),
            Err(reason) => {
                // What came before is said first.
                self.push_pending()?;
                self.problems.report(&place.file, place.line, &reason)?;
            }
        }
        if self.pending.len() >= BATCH { self.push_pending() } else { Ok(()) }
    }

    fn push_pending(&mut self) -> Result<(), Failure> {
        let (places, articles): (Vec<Place>, Vec<Article>) = self.pending.drain(..).unzip();
        let ids: Vec<ArticleId> = articles.iter().map(|article| article.id.clone()).collect();
        let results = self.pipeline.push_batch(articles);
        self.progress.inc(places.len() as u64);
        for ((place, id), result) in places.into_iter().zip(ids).zip(results) {
            match result {
                Ok(events) => {
                    self.accepted.push(id);
                    self.write_events(&events)?;
                }
                Err(error) => {
                    self.problems.report(&place.file, place.line, &error.to_string())?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.push_pending()?;
        let events = self.pipeline.settle();
        self.write_events(&events)?;
        if let Some(output) = &mut self.events {
            output.flush()?;
        }
        self.progress.finish_and_clear();
        Ok(())
    }

    fn write_events(&mut self, events: &[samestory::pipeline::Event]) -> Result<(), Failure> {
        let Some(output) = &mut self.events else { return Ok(()) };
        for event in events {
            serde_json::to_writer(&mut *output, event)?;
            output.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A file to write; the error names it.
fn create(path: &PathBuf) -> Result<BufWriter<File>, Failure> {
    match File::create(path) {
        Ok(file) => Ok(BufWriter::new(file)),
        Err(error) => Err(format!("{}: {error}", path.display()).into()),
    }
}

/// A count that moves, on a terminal only.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}");
    let bar = ProgressBar::new_spinner()
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
