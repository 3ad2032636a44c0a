//! What happens to the stories while articles come in.
//!
//! ```text
//! tail -f news.jsonl | cargo run --release --example stream -- -
//! cargo run --release --example stream -- --follow news.jsonl
//! ```

mod support;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Parser;
use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Event, Pipeline, PipelineOptions};
use serde::Deserialize;

use support::{Failure, Problems};

/// Writes what happens to the stories, one event a line as JSON, while articles come in.
///
/// A line of input is an article, or `{"remove": "ID"}`, which takes an article out. Stories close
/// when their window has passed and are let go of with their articles after the retention, so that
/// memory stays flat however long the stream is.
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
    let mut stream = Stream {
        pipeline: Pipeline::builder().options(options).build()?,
        problems: Problems::new(arguments.strict),
        replace: arguments.replace,
        output: support::stdout(),
    };
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.input.is_empty() { &standard_input } else { &arguments.input[..] };
    for (number, file) in files.iter().enumerate() {
        let last = number + 1 == files.len();
        stream.read(file, arguments.follow && last)?;
    }
    stream.pause()?;
    stream.problems.summarize();
    Ok(())
}

/// A line that takes an article out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Removal {
    remove: String,
}

/// The pipeline between its input and its output.
struct Stream<W> {
    pipeline: Pipeline,
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
            Err(_) => Err("not UTF-8".to_owned()),
        };
        match events {
            Ok(events) => self.write(&events),
            Err(reason) => self.problems.report(file, number, &reason),
        }
    }

    /// What a line changes, or why it is bad.
    fn take(&mut self, text: &str) -> Result<Vec<Event>, String> {
        if let Ok(Removal { remove }) = serde_json::from_str(text) {
            if self.pipeline.article(&remove).is_none() {
                return Err(format!("no article {remove:?} is held"));
            }
            return Ok(self.pipeline.remove(&remove));
        }
        let mut article: Article = serde_json::from_str(text).map_err(|error| error.to_string())?;
        // Without any date in it a stream would have no time, and nothing would ever close.
        if article.date_published.is_none() && article.date_seen.is_none() {
            article.date_seen = Some(now());
        }
        let mut events = Vec::new();
        if self.replace && article.has_text() {
            events = self.pipeline.remove(article.id.as_str());
        }
        events.extend(self.pipeline.push(article).map_err(|error| error.to_string())?);
        Ok(events)
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

    /// While nothing comes there is time to merge and to close.
    fn pause(&mut self) -> Result<(), Failure> {
        let events = self.pipeline.settle();
        self.write(&events)?;
        let events = self.pipeline.tend();
        self.write(&events)
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_seconds(since.as_secs() as i64)
}
