//! What one more article costs, and how much memory it takes, the more of them the window holds: the
//! whole way from text to story.
//!
//! ```text
//! cargo bench --bench growth                             # up to 4,000 headlines of the sample
//! cargo bench --bench growth -- --articles F --gold G --svg benches/growth/growth.svg \
//!     10000 20000 50000 100000 200000 500000 1000000
//! ```
//!
//! The headlines of the file come in the words of ever so many vocabularies side by side: in each, every
//! word but the frequent small ones has other letters, vowels for vowels, and other digits. So stories, languages, frequencies and
//! the pace of time stay what they are in the file, and words grow in number as those of news do. With
//! `--halves` each is the beginning of one headline and the end of another, so that a half returns for ever
//! and stories grow without end: what a stream does at its worst.
//!
//! Nothing leaves the window. Between the sizes they come in batches; the last before each size come one
//! by one, and what the thread works for each is counted, with every pass of merging among them.

mod chart;
mod headlines;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use cpu_time::ThreadTime;
use samestory::article::{Article, Timestamp};
use samestory::eval::evaluate;
use samestory::pipeline::{Pipeline, PipelineOptions};

use headlines::Headlines;

/// As in the examples.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; the sample by default.
    #[arg(long)]
    articles: Option<PathBuf>,
    /// The story of each article of the file, as JSON Lines: how good the stories are is told as well.
    #[arg(long)]
    gold: Option<PathBuf>,
    /// Headlines of halves of headlines.
    #[arg(long)]
    halves: bool,
    /// Where the curves are drawn.
    #[arg(long)]
    svg: Option<PathBuf>,
    /// Articles before each size that are timed one by one.
    #[arg(long, default_value_t = 4000)]
    timed: usize,
    /// What cargo gives to every bench.
    #[arg(long, hide = true)]
    bench: bool,
    /// Headlines in the window.
    #[arg(default_values_t = [1000, 2000, 4000])]
    sizes: Vec<usize>,
}

/// What was measured at a size of the window.
pub(crate) struct Row {
    /// Articles in the window.
    pub(crate) size: usize,
    /// Milliseconds for one article, text work and merging included.
    pub(crate) mean: f64,
    pub(crate) median: f64,
    pub(crate) p99: f64,
    pub(crate) slowest: f64,
    /// Bytes resident for each article, without the tables that every process loads.
    pub(crate) bytes: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample/articles.jsonl");
    let path = arguments.articles.clone().unwrap_or_else(|| sample.into());
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("{}: cannot be read", path.display());
        return ExitCode::FAILURE;
    };
    let most = arguments.sizes.iter().max().copied().unwrap_or_default();
    let gold = arguments.gold.as_ref().map(fs::read_to_string).transpose();
    let Ok(gold) = gold else {
        eprintln!("the gold file cannot be read");
        return ExitCode::FAILURE;
    };
    let headlines = Headlines::of(&text, &gold.unwrap_or_default(), most, arguments.halves);
    println!("{}", machine());
    println!(
        "\n| headlines in the window | insert, mean ms | median | p99 | slowest | in batches, articles/s | stories | largest | bytes an article | BCubed F1 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    measure(&headlines, &arguments);
    ExitCode::SUCCESS
}

fn measure(headlines: &Headlines, arguments: &Arguments) {
    let mut options = PipelineOptions::default();
    // Nothing closes: the window is what is measured.
    options.cluster.window_hours = 10_000.0;
    let mut pipeline = Pipeline::builder().options(options).build().expect("the defaults");
    // The tables are loaded by the first article.
    pipeline.push(Article::new("first", "Quake shakes Arequipa in Peru")).expect("accepted");
    let before = resident();
    let mut rows = Vec::new();
    let mut number = 0;
    for &size in &arguments.sizes {
        let batch_until = size.saturating_sub(arguments.timed).max(number);
        let start = Instant::now();
        let batched = batch_until - number;
        while number < batch_until {
            let next = (number + 10_000).min(batch_until);
            let batch: Vec<Article> = (number..next).map(|n| headlines.article(n)).collect();
            pipeline.push_batch(batch);
            number = next;
            eprint!("\r{number} headlines, {:.0} s", start.elapsed().as_secs_f64());
        }
        let rate = batched as f64 / start.elapsed().as_secs_f64();
        let mut times = Vec::new();
        for number in number..size {
            let article = headlines.article(number);
            // What this thread worked: other work on the machine does not count.
            let start = ThreadTime::now();
            pipeline.push(article).expect("accepted");
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
        number = size;
        times.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        let row = Row {
            size,
            mean: times.iter().sum::<f64>() / times.len() as f64,
            median: at(0.5),
            p99: at(0.99),
            slowest: at(1.0),
            bytes: (resident() - before) / size as f64,
        };
        let mut stories: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for number in 0..size {
            *stories.entry(pipeline.story_of(&format!("h{number}"))).or_default() += 1;
        }
        eprint!("\r");
        println!(
            "| {size} | {:.3} | {:.3} | {:.3} | {:.0} | {rate:.0} | {} | {} | {:.0} | {} |",
            row.mean,
            row.median,
            row.p99,
            row.slowest,
            stories.len(),
            stories.values().max().unwrap_or(&0),
            row.bytes,
            quality(&pipeline, headlines, size).map_or("–".into(), |f1| format!("{f1:.3}")),
        );
        rows.push(row);
        if let Some(file) = &arguments.svg {
            if let Err(error) = fs::write(file, chart::draw(&rows, &machine())) {
                eprintln!("{}: {error}", file.display());
            }
        }
    }
}

/// How well the stories agree with those of the file, each vocabulary's by themselves.
fn quality(pipeline: &Pipeline, headlines: &Headlines, size: usize) -> Option<f64> {
    let gold = (0..size).map(|number| Some((number, headlines.story(number)?, None::<()>)));
    let gold: Vec<_> = gold.flatten().collect();
    let found = (0..size).map(|number| (number, pipeline.story_of(&format!("h{number}"))));
    (!gold.is_empty()).then(|| evaluate(gold, found).bcubed.f1)
}

/// The processor, the compiler and the day.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = |line: &str| Some(line.strip_prefix("model name")?.split_once(": ")?.1.to_owned());
    let names: Vec<String> = processors.lines().filter_map(named).collect();
    let processor = names.first().map_or("an unknown processor", String::as_str);
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let compiler = compiler.unwrap_or_default();
    let version: Vec<&str> = compiler.split_whitespace().take(2).collect();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let day = Timestamp::from_seconds(now.as_secs() as i64).to_string();
    let day = day.get(..10).unwrap_or_default();
    format!("{} × {processor}, {}, {day}", names.len().max(1), version.join(" "))
}

/// Bytes in memory, 0 where the system does not say.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0
}
