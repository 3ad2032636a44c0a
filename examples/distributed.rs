//! The main job over several processes, on one machine or more: the assignments are those of the
//! `stories` example.
//!
//! ```text
//! printf 'localhost:2101\nlocalhost:2102\n' > hosts.txt
//! cargo build --release --example distributed --features dataflow
//! target/release/examples/distributed -n 2 -p 1 -h hosts.txt &
//! target/release/examples/distributed -n 2 -p 0 -h hosts.txt --assignments a.jsonl news.jsonl
//! ```

mod support;

#[allow(dead_code)] // Outlets are of no concern here.
#[path = "stories/input.rs"]
mod input;

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use samestory::article::{Article, ArticleId};
use samestory::dataflow::{self, Deployment, DistributedBuilder, DistributedPipeline};
use samestory::error::Error;
use samestory::pipeline::{Pipeline, PipelineOptions};
use samestory::store::StoreOptions;
use serde::Serialize;

use input::Place;
use support::{Failure, Problems};

/// Groups news articles into stories, over several processes.
///
/// Start it once for each process, with the same arguments but for `-p`. Process 0 reads the input and
/// writes the output; the others may be given both and look at neither.
#[derive(Parser)]
#[command(name = "distributed", disable_help_flag = true)]
struct Arguments {
    /// Processes.
    #[arg(short = 'n', long, default_value_t = 1)]
    processes: usize,
    /// The number of this one, from 0.
    #[arg(short = 'p', long, default_value_t = 0)]
    process: usize,
    /// A file with `host:port` of each process on a line; ports from 2101 on of this machine without.
    #[arg(short = 'h', long, value_name = "FILE")]
    hostfile: Option<PathBuf>,
    /// Workers of each process.
    #[arg(short = 'w', long, default_value_t = 1)]
    threads: usize,
    /// Write one {"id","story","cluster"} line per article, in input order.
    #[arg(long, value_name = "FILE")]
    assignments: Option<PathBuf>,
    /// A folder in which process 0 keeps everything: a later run goes on where this one ended.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Only do the text work, and tell how fast it was.
    #[arg(long)]
    text_only: bool,
    /// How long after its last article a story takes new ones: 72h, 3d, 90m.
    #[arg(long, default_value = "72h", value_parser = support::hours)]
    window: f64,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
    /// Print help.
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Article files; `-` for standard input; none for the bundled sample.
    input: Vec<PathBuf>,
}

/// Articles handed over at once.
const BATCH: usize = 16_384;

fn main() -> ExitCode {
    support::run(|| run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let hosts = arguments.hostfile.as_deref();
    let mut deployment = Deployment::processes(arguments.processes, arguments.process, hosts)?;
    deployment.threads = arguments.threads;
    let builder = || {
        let mut options = PipelineOptions::default();
        options.cluster.window_hours = arguments.window;
        Ok(Pipeline::builder().options(options))
    };
    // What the job fails with beside the library's errors.
    let mut failure = None;
    dataflow::run(&deployment, builder, |builder| match decide(arguments, builder) {
        Ok(()) => Ok(()),
        Err(error) => match error.downcast::<Error>() {
            Ok(error) => Err(*error),
            Err(other) => {
                failure = Some(other);
                Ok(())
            }
        },
    })?;
    failure.map_or(Ok(()), Err)
}

/// What process 0 does.
fn decide(arguments: &Arguments, builder: DistributedBuilder) -> Result<(), Failure> {
    let pipeline = match &arguments.store {
        Some(folder) => builder.open(folder, StoreOptions::default())?,
        None => builder.build()?,
    };
    let start = Instant::now();
    let mut run = Run {
        pipeline,
        problems: Problems::new(arguments.strict),
        accepted: Vec::new(),
        met: HashSet::new(),
        pending: Vec::new(),
        pushed: 0,
        text_only: arguments.text_only,
        text_time: Duration::ZERO,
    };
    if arguments.input.is_empty() {
        input::sample(|place, article| run.take(place, article))?;
    }
    for path in &arguments.input {
        input::articles(path, |place, article| run.take(place, article))?;
    }
    run.push_pending()?;
    if arguments.text_only {
        let (processes, threads) = (arguments.processes, arguments.threads);
        let (count, seconds) = (run.pushed, run.text_time.as_secs_f64());
        let rate = count as f64 / seconds;
        eprintln!(
            "text work of {count} articles: {seconds:.2} s, {rate:.0}/s on {processes} × {threads} workers"
        );
        return Ok(());
    }
    run.pipeline.settle()?;
    let rate = run.pushed as f64 / start.elapsed().as_secs_f64();
    let (processes, threads) = (arguments.processes, arguments.threads);
    eprintln!("{} articles, {rate:.0}/s on {processes} × {threads} workers", run.pushed);
    if let Some(path) = &arguments.assignments {
        let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut output = BufWriter::new(file);
        for id in &run.accepted {
            let story = run.pipeline.story_of(id.as_str());
            let cluster = run.pipeline.cluster_of(id.as_str());
            serde_json::to_writer(&mut output, &Assignment { id, story, cluster })?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    run.problems.summarize();
    run.pipeline.close()?;
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
struct Run {
    pipeline: DistributedPipeline,
    problems: Problems,
    accepted: Vec<ArticleId>,
    met: HashSet<ArticleId>,
    pending: Vec<(Place, Article)>,
    pushed: usize,
    text_only: bool,
    text_time: Duration,
}

impl Run {
    /// Takes an article, or the reason why there is none at this place.
    fn take(&mut self, place: Place, article: Result<Article, String>) -> Result<(), Failure> {
        match article {
            Ok(article) => self.pending.push((place, article)),
            Err(reason) => {
                self.push_pending()?;
                self.problems.report(&place.file, place.line, &reason)?;
            }
        }
        if self.pending.len() >= BATCH { self.push_pending() } else { Ok(()) }
    }

    fn push_pending(&mut self) -> Result<(), Failure> {
        let mut ids = Vec::new();
        let mut places = Vec::new();
        let mut articles = Vec::new();
        for (place, article) in self.pending.drain(..) {
            let first = self.met.insert(article.id.clone());
            ids.push(article.id.clone());
            // An earlier run with this store took it in.
            if first && self.pipeline.contains(article.id.as_str()) {
                places.push(None);
                continue;
            }
            places.push(Some(place));
            articles.push(article);
        }
        self.pushed += articles.len();
        if self.text_only {
            let start = Instant::now();
            self.pipeline.prepare(articles, drop)?;
            self.text_time += start.elapsed();
            return Ok(());
        }
        let mut results = self.pipeline.push_batch(articles).into_iter();
        for (id, place) in ids.into_iter().zip(places) {
            let Some(place) = place else {
                self.accepted.push(id);
                continue;
            };
            match results.next() {
                Some(Ok(_)) => self.accepted.push(id),
                Some(Err(error @ (Error::Dataflow(_) | Error::Store { .. }))) => {
                    return Err(error.into());
                }
                Some(Err(error)) => {
                    self.problems.report(&place.file, place.line, &error.to_string())?;
                }
                None => {}
            }
        }
        Ok(())
    }
}
