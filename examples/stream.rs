//! What happens to the stories while articles come in.
//!
//! ```text
//! tail -f news.jsonl | cargo run --release --example stream -- -
//! cargo run --release --example stream -- --follow news.jsonl
//! cargo run --release --example stream -- --store news.store --follow news.jsonl
//! ```

mod support;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Parser;
use samestory::article::{Article, Timestamp};
use samestory::error::Error;
use samestory::pipeline::{Event, Pipeline, PipelineOptions, StoredPipeline};
use samestory::store::StoreOptions;
use serde::Deserialize;

use support::{Failure, Problems};

/// Writes what happens to the stories, one event a line as JSON, while articles come in.
///
/// A line of input is an article, or `{"remove": "ID"}`, which takes an article out. Stories close
/// when their window has passed and are let go of with their articles after the retention, so that
/// memory stays flat however long the stream is. With a store, a run goes on where the last one
/// ended, also after a crash.
#[derive(Parser)]
#[command(name = "stream")]
struct Arguments {
    /// How long after its last article a story takes new ones: 72h, 3d, 90m.
    #[arg(long, default_value = "72h", value_parser = support::hours)]
    window: f64,
    /// How long a closed story is held, and the ids of its articles are taken.
    #[arg(long, default_value = "24h", value_parser = support::hours)]
    retention: f64,
    /// Wait for more at the end of the last file, until killed.
    #[arg(long)]
    follow: bool,
    /// An article whose id is taken replaces the earlier one, instead of being refused.
    #[arg(long)]
    replace: bool,
    /// A folder in which everything is kept: an event that was written stays true, and what the
    /// store holds already is passed over when the input brings it again.
    #[arg(long)]
    store: Option<PathBuf>,
    /// With a store: write the events of earlier runs from this sequence number on first, as far
    /// back as the journal goes.
    #[arg(long, requires = "store")]
    since: Option<u64>,
    /// With a store: go on without what is lost, where a file of it is damaged.
    #[arg(long, requires = "store")]
    recover: bool,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
    /// Articles as JSON Lines, in order of time; `-` or none for standard input.
    input: Vec<PathBuf>,
}

/// Between two looks whether a file has grown.
const PAUSE: Duration = Duration::from_millis(250);

fn main() -> ExitCode {
    support::run(|| run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut options = PipelineOptions::default();
    options.cluster.window_hours = arguments.window;
    options.retention_hours = Some(arguments.retention);
    // A stream is in order of time: no article is still to come for a story whose window is over.
    options.idle_articles = 0;
    let builder = Pipeline::builder().options(options);
    let mut stream = Stream {
        pipeline: match &arguments.store {
            None => Kept::InMemory(Box::new(builder.build()?)),
            Some(path) => {
                let mut store = StoreOptions::default();
                store.recover = arguments.recover;
                Kept::InStore(Box::new(builder.open(path, store)?))
            }
        },
        problems: Problems::new(arguments.strict),
        replace: arguments.replace,
        output: support::stdout(),
    };
    stream.begin(arguments.since)?;
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.input.is_empty() { &standard_input } else { &arguments.input[..] };
    for (number, file) in files.iter().enumerate() {
        let last = number + 1 == files.len();
        stream.read(file, arguments.follow && last)?;
    }
    stream.pause()?;
    if let Kept::InStore(pipeline) = stream.pipeline {
        pipeline.close()?;
    }
    stream.problems.summarize();
    Ok(())
}

/// A pipeline with or without a store.
enum Kept {
    InMemory(Box<Pipeline>),
    InStore(Box<StoredPipeline>),
}

impl Kept {
    fn pipeline(&self) -> &Pipeline {
        match self {
            Self::InMemory(pipeline) => pipeline,
            Self::InStore(pipeline) => pipeline,
        }
    }

    fn push(&mut self, article: Article) -> Result<Vec<Event>, Error> {
        match self {
            Self::InMemory(pipeline) => pipeline.push(article),
            Self::InStore(pipeline) => pipeline.push(article),
        }
    }

    fn replace(&mut self, article: Article) -> Result<Vec<Event>, Error> {
        match self {
            Self::InMemory(pipeline) => pipeline.replace(article),
            Self::InStore(pipeline) => pipeline.replace(article),
        }
    }

    fn remove(&mut self, id: &str) -> Result<Vec<Event>, Error> {
        match self {
            Self::InMemory(pipeline) => Ok(pipeline.remove(id)),
            Self::InStore(pipeline) => pipeline.remove(id),
        }
    }

    /// Whether a run before took in an article of the id and headline.
    fn is_known(&self, article: &Article) -> bool {
        let Self::InStore(pipeline) = self else { return false };
        let id = article.id.as_str();
        pipeline.read_article(id).is_some_and(|known| known.headline == article.headline)
    }
}

/// A line that takes an article out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Removal {
    remove: String,
}

/// The pipeline between its input and its output.
struct Stream<W> {
    pipeline: Kept,
    problems: Problems,
    replace: bool,
    output: W,
}

impl<W: Write> Stream<W> {
    /// Reads a file to its end, or for good. A line counts when it has ended, or the file has.
    fn read(&mut self, path: &Path, follow: bool) -> Result<(), Failure> {
        let mut input = support::open(path)?;
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        let (mut number, mut news) = (0, false);
        loop {
            let count =
                input.read_until(b'\n', &mut bytes).map_err(|error| format!("{name}: {error}"))?;
            let ended = bytes.last() == Some(&b'\n');
            if ended || count == 0 && !follow && !bytes.is_empty() {
                number += 1;
                self.line(&bytes, &name, number)?;
                bytes.clear();
                news = true;
            } else if count == 0 && !follow {
                return Ok(());
            } else if count == 0 {
                if std::mem::take(&mut news) {
                    self.pause()?;
                }
                sleep(PAUSE);
            }
        }
    }

    fn line(&mut self, bytes: &[u8], file: &str, number: usize) -> Result<(), Failure> {
        let bytes = support::without_marks(bytes, number);
        let events = match std::str::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => Ok(Vec::new()),
            Ok(text) => self.take(text),
            Err(_) => Err(Refusal::Line("not UTF-8".to_owned())),
        };
        match events {
            Ok(events) => self.write(&events),
            Err(Refusal::Line(reason)) => self.problems.report(file, number, &reason),
            Err(Refusal::Store(error)) => Err(error.into()),
        }
    }

    /// What a line changes, or why it changes nothing.
    fn take(&mut self, text: &str) -> Result<Vec<Event>, Refusal> {
        if let Ok(Removal { remove }) = serde_json::from_str(text) {
            if !self.pipeline.pipeline().contains(&remove) {
                return Err(Refusal::Line(format!("no article {remove:?} is held")));
            }
            return Ok(self.pipeline.remove(&remove)?);
        }
        let read: Result<Article, _> = serde_json::from_str(text);
        let mut article = read.map_err(|error| Refusal::Line(error.to_string()))?;
        if self.pipeline.is_known(&article) {
            return Ok(Vec::new());
        }
        // Without any date in it a stream would have no time, and nothing would ever close.
        if article.date_published.is_none() && article.date_seen.is_none() {
            article.date_seen = Some(now());
        }
        let pipeline = &mut self.pipeline;
        Ok(if self.replace { pipeline.replace(article)? } else { pipeline.push(article)? })
    }

    /// Whoever reads sees each event as it happens.
    fn write(&mut self, events: &[Event]) -> Result<(), Failure> {
        for event in events {
            serde_json::to_writer(&mut self.output, event)?;
            self.output.write_all(b"\n")?;
        }
        self.output.flush()?;
        Ok(())
    }

    /// Says what became of a store, and repeats what is asked for.
    fn begin(&mut self, since: Option<u64>) -> Result<(), Failure> {
        let Kept::InStore(pipeline) = &mut self.pipeline else { return Ok(()) };
        let recovery = pipeline.recovery();
        for (path, offset) in &recovery.damaged {
            eprintln!("{}: was damaged at byte {offset}", path.display());
        }
        if !recovery.is_complete() {
            let (lost, afresh) = (recovery.lost, recovery.afresh);
            eprintln!("{lost} calls are lost, {afresh} articles were decided on afresh");
        }
        let events = since.map(|since| pipeline.events_since(since)).transpose()?;
        self.write(&events.unwrap_or_default())
    }

    /// While nothing comes there is time to merge and to close.
    fn pause(&mut self) -> Result<(), Failure> {
        let events = match &mut self.pipeline {
            Kept::InMemory(pipeline) => [pipeline.settle(), pipeline.tend()],
            Kept::InStore(pipeline) => [pipeline.settle()?, pipeline.tend()?],
        };
        self.write(&events.concat())
    }
}

/// Why a line changes nothing.
enum Refusal {
    /// It is bad; the next one may be good.
    Line(String),
    /// The store cannot be written.
    Store(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Store { .. } => Self::Store(error),
            other => Self::Line(other.to_string()),
        }
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_seconds(since.as_secs() as i64)
}
