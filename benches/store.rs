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
use std::time::Instant;

use clap::Parser;
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

fn speed(articles: &[Article], count: usize, folder: &Path) {
    let articles = varied(articles, count);
    let bytes: usize = articles.iter().map(|a| a.headline.len() + a.article_body.len()).sum();
    println!("{count} articles of {} bytes of text on average", bytes / count.max(1));
    println!("\n| | articles/s | of those without |\n|---|---|---|");
    let without = |batch: bool| {
        let mut pipeline = Pipeline::builder().build().expect("the defaults");
        rate(count, || {
            if batch {
                pipeline.push_batch(articles.iter().cloned());
            } else {
                articles.iter().for_each(|a| drop(pipeline.push(a.clone()).expect("accepted")));
            }
        })
    };
    let with = |batch: bool, sync: bool, commit_every: u32| {
        let _ = fs::remove_dir_all(folder);
        let mut options = store_options(sync);
        options.commit_every = commit_every;
        let mut pipeline = Pipeline::builder().open(folder, options).expect("a store");
        rate(count, || {
            if batch {
                pipeline.push_batch(articles.iter().cloned());
            } else {
                articles.iter().for_each(|a| drop(pipeline.push(a.clone()).expect("accepted")));
            }
        })
    };
    // Best of several, taken in turn: other work on the machine hits all alike.
    let mut fastest = [0.0_f64; 6];
    for _ in 0..3 {
        let rates = [
            without(true),
            with(true, true, 1),
            without(false),
            with(false, true, 1),
            with(false, true, 64),
            with(false, false, 1),
        ];
        fastest = std::array::from_fn(|place| fastest[place].max(rates[place]));
    }
    let [batch, stored_batch, single, each, shared, unsynced] = fastest;
    for (way, rate, base) in [
        ("batches, without a store", batch, batch),
        ("batches, on disk when they return", stored_batch, batch),
        ("one by one, without a store", single, single),
        ("one by one, each on disk when it returns", each, single),
        ("one by one, 64 to a write", shared, single),
        ("one by one, without waiting for the disk", unsynced, single),
    ] {
        println!("| {way} | {rate:.0} | {:.0} % |", 100.0 * rate / base);
    }
}

fn rate(count: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    count as f64 / start.elapsed().as_secs_f64()
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
