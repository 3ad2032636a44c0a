//! What one more article costs, and how much memory it takes, the more of them the window holds: the
//! whole way from text to story.
//!
//! ```text
//! cargo bench --bench growth                             # up to 4,000 headlines of the sample
//! cargo bench --bench growth -- --articles F --svg benches/growth/growth.svg \
//!     10000 20000 50000 100000 200000 500000 1000000 2000000
//! ```
//!
//! Headlines are made of those of the file: an event is two names of its own and eight words drawn from
//! the headlines of a language, as often as they stand there; its articles, five on average, come near
//! one another and keep the names and about two words in three. With `--halves` each is the beginning of one
//! headline and the end of another, so that a half returns for ever and stories grow without end: what a
//! stream does at its worst.
//!
//! They come half a second apart; nothing leaves the window. Between the sizes they come in batches; the
//! last before each size come one by one and are timed, with every pass of merging that falls among
//! them.

mod chart;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Pipeline, PipelineOptions};

#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; the sample by default.
    #[arg(long)]
    articles: Option<PathBuf>,
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
    let headlines = Headlines::of(&text, arguments.halves);
    println!("{}", machine());
    println!(
        "\n| headlines in the window | insert, mean ms | median | p99 | slowest | in batches, articles/s | bytes an article |"
    );
    println!("|---|---|---|---|---|---|---|");
    let rows = measure(&headlines, &arguments);
    if let Some(file) = &arguments.svg {
        if let Err(error) = fs::write(file, chart::draw(&rows, &machine())) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn measure(headlines: &Headlines, arguments: &Arguments) -> Vec<Row> {
    let mut options = PipelineOptions::default();
    // Nothing closes: the window is what is measured.
    options.cluster.window_hours = 10_000.0;
    let mut pipeline = Pipeline::builder().options(options).build().expect("the defaults");
    // The tables are loaded by the first article.
    pipeline.push(Article::new("first", headlines.texts[0].0.clone())).expect("accepted");
    let before = resident();
    let mut rows = Vec::new();
    let mut number = 0;
    for &size in &arguments.sizes {
        let batch_until = size.saturating_sub(arguments.timed).max(number);
        let start = Instant::now();
        let batched = batch_until - number;
        while number < batch_until {
            let next = (number + 10_000).min(batch_until);
            pipeline.push_batch((number..next).map(|number| headlines.article(number)));
            number = next;
            eprint!("\r{number} headlines, {:.0} s", start.elapsed().as_secs_f64());
        }
        let rate = batched as f64 / start.elapsed().as_secs_f64();
        let mut times = Vec::new();
        for number in number..size {
            let article = headlines.article(number);
            let start = Instant::now();
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
        eprint!("\r");
        println!(
            "| {size} | {:.3} | {:.3} | {:.3} | {:.0} | {rate:.0} | {:.0} |",
            row.mean, row.median, row.p99, row.slowest, row.bytes,
        );
        rows.push(row);
    }
    rows
}

/// Headlines with their languages, to be recombined within a language.
struct Headlines {
    texts: Vec<(String, Option<String>)>,
    /// The places of each language's headlines.
    places: BTreeMap<Option<String>, Vec<usize>>,
    /// Each language's words, as often as they stand in its headlines.
    words: BTreeMap<Option<String>, Vec<String>>,
    halves: bool,
}

impl Headlines {
    fn of(text: &str, halves: bool) -> Self {
        let articles = text.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok());
        let texts: Vec<_> =
            articles.map(|article| (article.headline, article.in_language)).collect();
        let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut words: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for (place, (text, language)) in texts.iter().enumerate() {
            places.entry(language.clone()).or_default().push(place);
            let all = words.entry(language.clone()).or_default();
            all.extend(text.split_whitespace().map(str::to_owned));
        }
        Self { texts, places, words, halves }
    }

    fn article(&self, number: usize) -> Article {
        let (headline, language) = if self.halves { self.half(number) } else { self.event(number) };
        let mut article = Article::new(format!("h{number}"), headline);
        article.in_language = language;
        article.date_published = Some(Timestamp::from_seconds(1_700_000_000 + number as i64 / 2));
        article
    }

    /// The beginning of one headline and the end of another.
    fn half(&self, number: usize) -> (String, Option<String>) {
        let (first, language) = &self.texts[mix(2 * number) % self.texts.len()];
        let same = &self.places[language];
        let (other, _) = &self.texts[same[mix(2 * number + 1) % same.len()]];
        let half = |text: &str| text.chars().count() / 2;
        let mut headline: String = first.chars().take(half(first)).collect();
        headline.extend(other.chars().skip(half(other)));
        (headline, language.clone())
    }

    /// An article of one of the events of the hour.
    fn event(&self, number: usize) -> (String, Option<String>) {
        let event = (number + mix(number) % 5_000) / 5;
        let (_, language) = &self.texts[mix(event << 8) % self.texts.len()];
        let all = &self.words[language];
        let mut words = vec![name(2 * event), name(2 * event + 1)];
        for place in 1..9 {
            // Two in three are the event's, the others the article's.
            let seed = (event << 8) + place;
            let own = mix(number << 8 | place);
            words.push(all[if own % 3 > 0 { mix(seed) } else { own / 3 } % all.len()].clone());
        }
        (words.join(" "), language.clone())
    }
}

/// A made-up name of three syllables.
fn name(number: usize) -> String {
    let mut bits = mix(number ^ 0x6e61_6d65);
    let mut name = String::new();
    for _ in 0..3 {
        for letters in ["bcdfghjklmnprstvz", "aeiou"] {
            name.extend(letters.chars().nth(bits % letters.len()));
            bits /= letters.len();
        }
    }
    let first = name.remove(0).to_ascii_uppercase();
    name.insert(0, first);
    name
}

/// Numbers to numbers that look random: the finalizer of SplitMix64.
fn mix(number: usize) -> usize {
    let mut bits = (number as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) as usize
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
