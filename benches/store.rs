//! What a store costs: articles a second with and without it, the size of its files, and how long it
//! takes to open.
//!
//! ```text
//! cargo bench --bench store                              # the sample, over and over
//! cargo bench --bench store -- --articles F --count 1000000 --headlines
//! ```
//!
//! With `--headlines`, only a store of so many headlines is filled and opened: each is the beginning
//! of one headline of the file and the end of another.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use cpu_time::ProcessTime;
use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Pipeline, PipelineOptions, StoredPipeline};
use samestory::store::StoreOptions;

#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; the sample by default.
    #[arg(long)]
    articles: Option<PathBuf>,
    /// Articles that are taken in.
    #[arg(long, default_value_t = 2000)]
    count: usize,
    /// Fill a store with headlines and open it.
    #[arg(long)]
    headlines: bool,
    /// Where the store is made and removed again.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// What cargo gives to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample/articles.jsonl");
    let path = arguments.articles.clone().unwrap_or_else(|| sample.into());
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("{}: cannot be read", path.display());
        return ExitCode::FAILURE;
    };
    let articles: Vec<Article> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let folder = arguments.folder.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("samestory-bench-{}", std::process::id()))
    });
    if arguments.headlines {
        headlines(&articles, arguments.count, &folder);
    } else {
        speed(&articles, arguments.count, &folder);
    }
    let _ = fs::remove_dir_all(folder);
    ExitCode::SUCCESS
}

/// The articles again and again, each time with a word of its own.
fn varied(articles: &[Article], count: usize) -> Vec<Article> {
    let varied = |number: usize| {
        let mut article = articles[number % articles.len()].clone();
        article.id = format!("a{number}").into();
        article.headline.push_str(&format!(" {}", number / articles.len()));
        article.article_body.push_str(&format!(" {number}"));
        article
    };
    (0..count).map(varied).collect()
}

fn store_options(sync: bool) -> StoreOptions {
    let mut options = StoreOptions::default();
    options.sync = sync;
    options
}

/// How articles are handed over.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    batch: bool,
    /// Whether the disk is waited for, and how many calls share a write; `None` is no store.
    store: Option<(bool, u32)>,
}

const WAYS: [Way; 6] = [
    Way { name: "batches, without a store", batch: true, store: None },
    Way { name: "batches, on disk when they return", batch: true, store: Some((true, 1)) },
    Way { name: "one by one, without a store", batch: false, store: None },
    Way { name: "one by one, each on disk when it returns", batch: false, store: Some((true, 1)) },
    Way { name: "one by one, 64 to a write", batch: false, store: Some((true, 64)) },
    Way { name: "one by one, without waiting for the disk", batch: false, store: Some((false, 1)) },
];

/// A pipeline in memory or in a store.
enum Taker {
    InMemory(Box<Pipeline>),
    InStore(Box<StoredPipeline>),
}

impl Taker {
    fn new(way: &Way, folder: &Path) -> Self {
        let Some((sync, commit_every)) = way.store else {
            return Self::InMemory(Box::new(Pipeline::builder().build().expect("the defaults")));
        };
        let mut options = store_options(sync);
        options.commit_every = commit_every;
        Self::InStore(Box::new(Pipeline::builder().open(folder, options).expect("a store")))
    }

    fn take(&mut self, articles: &[Article], batch: bool) {
        let articles = articles.iter().cloned();
        match (self, batch) {
            (Self::InMemory(pipeline), true) => drop(pipeline.push_batch(articles)),
            (Self::InStore(pipeline), true) => drop(pipeline.push_batch(articles)),
            (Self::InMemory(pipeline), false) => {
                articles.for_each(|article| drop(pipeline.push(article).expect("accepted")));
            }
            (Self::InStore(pipeline), false) => {
                articles.for_each(|article| drop(pipeline.push(article).expect("accepted")));
            }
        }
    }
}

/// Seconds of the clock and of the processor.
#[derive(Clone, Copy)]
struct Cost {
    clock: f64,
    processor: f64,
}

fn speed(articles: &[Article], count: usize, folder: &Path) {
    let articles = varied(articles, count);
    let bytes: usize = articles.iter().map(|a| a.headline.len() + a.article_body.len()).sum();
    println!("{count} articles of {} bytes of text on average", bytes / count.max(1));
    // A few articles each way in turn, so that other work on the machine hits all alike.
    let mut costs: [Vec<Cost>; WAYS.len()] = Default::default();
    for batch in [true, false] {
        let ways = || WAYS.iter().enumerate().filter(|(_, way)| way.batch == batch);
        let taker = |(place, way): (usize, &Way)| Taker::new(way, &folder.join(place.to_string()));
        let mut takers: Vec<Taker> = ways().map(taker).collect();
        for part in articles.chunks(if batch { 500 } else { 50 }) {
            for ((place, _), taker) in ways().zip(&mut takers) {
                costs[place].push(cost(part.len(), || taker.take(part, batch)));
            }
        }
    }
    println!("\nmedians over parts of the articles, taken in turn\n");
    println!("| | articles/s | of those without | processor time of each, ms |\n|---|---|---|---|");
    for (way, own) in WAYS.iter().zip(&costs) {
        let base = WAYS.iter().position(|base| base.batch == way.batch && base.store.is_none());
        let base = &costs[base.unwrap_or_default()];
        let ratios = own.iter().zip(base).map(|(own, base)| base.clock / own.clock);
        println!(
            "| {} | {:.0} | {:.0} % | {:.3} |",
            way.name,
            median(own.iter().map(|cost| 1.0 / cost.clock)),
            100.0 * median(ratios),
            median(own.iter().map(|cost| 1e3 * cost.processor)),
        );
    }
}

/// What an article costs on average.
fn cost(count: usize, work: impl FnOnce()) -> Cost {
    let (clock, processor) = (Instant::now(), ProcessTime::now());
    work();
    let processor: Duration = processor.elapsed();
    let each = |duration: Duration| duration.as_secs_f64() / count as f64;
    Cost { clock: each(clock.elapsed()), processor: each(processor) }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

fn headlines(articles: &[Article], count: usize, folder: &Path) {
    let words: Vec<Vec<&str>> =
        articles.iter().map(|article| article.headline.split_whitespace().collect()).collect();
    let headline = |number: usize| {
        // A multiplicative hash (Knuth) parts the pairs.
        let one = number % articles.len();
        let step = number.wrapping_mul(2_654_435_761) % 31;
        let same = |place: &usize| articles[*place].in_language == articles[one].in_language;
        let other =
            (one + 1 + step..).map(|place| place % articles.len()).find(same).unwrap_or(one);
        let (first, second) = (&words[one], &words[other]);
        let text = [&first[..first.len() / 2], &second[second.len() / 2..]].concat().join(" ");
        let mut article = Article::new(format!("h{number}"), format!("{text} {}", number % 9973));
        article.in_language.clone_from(&articles[one].in_language);
        article.date_published = Some(Timestamp::from_seconds(1_700_000_000 + number as i64));
        article
    };
    let mut options = PipelineOptions::default();
    // What is looked at decides where an article goes, not how much a store holds.
    options.cluster.window_hours = 10_000.0;
    options.cluster.merge_every = 1_000_000_000;
    (options.cluster.neighbors, options.cluster.candidates) = (1, 1);
    let mut store = store_options(false);
    store.snapshot_every = u64::MAX / 2;
    let open = || -> StoredPipeline {
        let builder = Pipeline::builder().options(options.clone());
        builder.open(folder, store.clone()).expect("a store")
    };
    let mut pipeline = open();
    let start = Instant::now();
    for first in (0..count).step_by(10_000) {
        pipeline.push_batch((first..(first + 10_000).min(count)).map(headline));
        eprint!("\r{first} headlines, {:.0} s", start.elapsed().as_secs_f64());
    }
    eprintln!();
    println!("{count} headlines taken in: {:.0} s", start.elapsed().as_secs_f64());
    println!("journal: {:.1} MB", size(folder) as f64 / 1e6);
    let start = Instant::now();
    pipeline.close().expect("a snapshot");
    println!("snapshot: {:.2} s", start.elapsed().as_secs_f64());
    println!("files: {:.1} MB", size(folder) as f64 / 1e6);
    let start = Instant::now();
    let pipeline = open();
    let opened = start.elapsed().as_secs_f64();
    println!("open: {opened:.2} s, {} articles, {} resident", pipeline.article_count(), resident());
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
}

/// Memory in use, as Linux tells it.
fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.unwrap_or("unknown").trim().to_owned()
}
