//! Names beside rivals: recall@1, pair F1 and speed, in one run.
//!
//! ```text
//! cargo bench --bench names
//! ```
//!
//! Reads `../shared/data/names`; without it, measures nothing. Probabilities come calibrated; the
//! rivals are given the threshold that suits them best on the very pairs they are measured on.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use any_ascii::any_ascii;
use rphonetic::{DoubleMetaphone, Encoder};
use samestory::name::{NameIndex, NameQuery, NameScorer};
use samestory::translit::{fold_into, romanize};

const FOLDER: &str = "../shared/data/names";

/// Every so many queries is put to the exact and the rival scans, which take long.
const EVERY: usize = 70;

fn main() {
    let Some(data) = Data::read(Path::new(FOLDER)) else {
        println!("no {FOLDER}: nothing measured");
        return;
    };
    pairs(&data);
    let index = ranking(&data);
    rivals(&data);
    blocking(&data, &index);
    speed(&data);
    growth(&data);
}

struct Data {
    canonical: Vec<String>,
    /// Script, query, wanted.
    queries: Vec<[String; 3]>,
    pairs: Vec<(bool, String, String)>,
    /// Names that the costs were learned from.
    people: BTreeSet<String>,
}

impl Data {
    fn read(folder: &Path) -> Option<Self> {
        let text = |file: &str| std::fs::read_to_string(folder.join(file)).ok();
        let rows = |text: &str| -> Vec<Vec<String>> {
            let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
            text.lines().skip(1).map(cells).collect()
        };
        Some(Self {
            canonical: text("canonical.txt")?.lines().map(str::to_owned).collect(),
            queries: rows(&text("queries.tsv")?)
                .into_iter()
                .filter_map(|row| row.try_into().ok())
                .collect(),
            pairs: rows(&text("pairs.tsv")?)
                .into_iter()
                .filter(|row| row.len() == 5)
                .map(|row| (row[0] == "1", row[1].clone(), row[3].clone()))
                .collect(),
            people: rows(&text("people.tsv")?)
                .into_iter()
                .filter_map(|row| row.into_iter().nth(3))
                .collect(),
        })
    }

    /// Whether a pair of names shares nothing with those learned from.
    fn is_new(&self, one: &str, other: &str) -> bool {
        !self.people.contains(one) && !self.people.contains(other)
    }
}

/// F1 at a threshold, its precision, and the recall at precision .99.
fn measures(scores: &mut [(f64, bool)], threshold: f64) -> (f64, f64, f64) {
    let positive = scores.iter().filter(|score| score.1).count() as f64;
    let taken = scores.iter().filter(|score| score.0 >= threshold).count() as f64;
    let right = scores.iter().filter(|score| score.0 >= threshold && score.1).count() as f64;
    scores.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut true_ones, mut recall) = (0.0, 0.0);
    for (place, score) in scores.iter().enumerate() {
        true_ones += f64::from(u8::from(score.1));
        if true_ones / (place + 1) as f64 >= 0.99 {
            recall = true_ones / positive;
        }
    }
    (2.0 * right / (taken + positive), right / taken.max(1.0), recall)
}

type Likeness = fn(&str, &str) -> f64;

const RIVALS: [(&str, Likeness); 3] = [
    ("any_ascii + Jaro-Winkler", |one, other| strsim::jaro_winkler(one, other)),
    ("any_ascii + Levenshtein", |one, other| strsim::normalized_levenshtein(one, other)),
    ("Double Metaphone", |one, other| strsim::normalized_levenshtein(one, other)),
];

/// What a rival compares.
fn prepared(rival: &str, name: &str) -> String {
    let ascii = any_ascii(name).to_lowercase();
    if rival != "Double Metaphone" {
        return ascii;
    }
    let coder = DoubleMetaphone::new(Some(8));
    let words = ascii.split(|letter: char| !letter.is_ascii_alphabetic());
    let codes: Vec<String> =
        words.filter(|word| !word.is_empty()).map(|word| coder.encode(word)).collect();
    codes.join(" ")
}

fn pairs(data: &Data) {
    println!(
        "pairs.tsv ({} pairs): F1 at .5, precision, recall at precision .99",
        data.pairs.len()
    );
    let scorer = NameScorer::default();
    let score = |pair: &&(bool, String, String)| {
        (f64::from(scorer.score(&pair.1, &pair.2).probability), pair.0)
    };
    let mut all: Vec<(f64, bool)> = data.pairs.iter().map(|pair| score(&pair)).collect();
    let new = data.pairs.iter().filter(|pair| data.is_new(&pair.1, &pair.2));
    let mut new: Vec<(f64, bool)> = new.map(|pair| score(&pair)).collect();
    let count = new.len();
    let (f1, precision, recall) = measures(&mut all, 0.5);
    println!("  samestory                     {f1:.3} {precision:.3} {recall:.3}");
    let (f1, precision, recall) = measures(&mut new, 0.5);
    println!("  samestory, {count} not learned from {f1:.3} {precision:.3} {recall:.3}");
    for (rival, likeness) in RIVALS {
        let mut scores: Vec<(f64, bool)> = data
            .pairs
            .iter()
            .map(|pair| (likeness(&prepared(rival, &pair.1), &prepared(rival, &pair.2)), pair.0))
            .collect();
        let best = (1..100)
            .map(|hundredth| measures(&mut scores, f64::from(hundredth) / 100.0))
            .max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((f1, precision, recall)) = best {
            println!("  {rival:29} {f1:.3} {precision:.3} {recall:.3}");
        }
    }
}

fn ranking(data: &Data) -> NameIndex {
    let mut index = NameIndex::default();
    let start = Instant::now();
    for (place, name) in data.canonical.iter().enumerate() {
        index.insert(place as u32, name);
    }
    println!(
        "canonical.txt ({} names): insert {:.1} µs",
        data.canonical.len(),
        start.elapsed().as_secs_f64() * 1e6 / data.canonical.len() as f64
    );
    let mut query = NameQuery::default();
    let mut matches = Vec::new();
    let mut times: Vec<Duration> = Vec::new();
    let mut by_script: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for [script, name, wanted] in &data.queries {
        let start = Instant::now();
        index.query_into(name, 1, &mut query, &mut matches);
        times.push(start.elapsed());
        let found = matches.first().and_then(|found| data.canonical.get(found.id as usize));
        let right = usize::from(found == Some(wanted));
        let group = if data.is_new(name, wanted) { "~ not learned from" } else { "~ learned from" };
        for key in [script.as_str(), group, "~ all"] {
            let counts = by_script.entry(key).or_default();
            counts[0] += 1;
            counts[1] += right;
        }
    }
    times.sort();
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1e3;
    println!("queries.tsv: median {:.2} ms, 99th hundredth {:.2} ms; recall@1", at(50), at(99));
    for (script, [count, right]) in by_script {
        println!("  {script:20} {count:5} {:.3}", right as f64 / count as f64);
    }
    index
}

fn rivals(data: &Data) {
    for (rival, likeness) in RIVALS {
        let names: Vec<String> = data.canonical.iter().map(|name| prepared(rival, name)).collect();
        let queries: Vec<_> = data.queries.iter().step_by(EVERY).collect();
        let right = queries.iter().filter(|[_, query, wanted]| {
            let query = prepared(rival, query);
            let scores = names.iter().map(|name| likeness(&query, name)).enumerate();
            let best =
                scores.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            best.and_then(|(place, _)| data.canonical.get(place)) == Some(wanted)
        });
        let share = right.count() as f64 / queries.len() as f64;
        println!("  {rival:24} recall@1 {share:.3} (every {EVERY}th query)");
    }
}

/// How much of the exact scan's recall the blocking keeps.
fn blocking(data: &Data, blocked: &NameIndex) {
    let mut exact = NameIndex::exact();
    for (place, name) in data.canonical.iter().enumerate() {
        exact.insert(place as u32, name);
    }
    let (mut by_exact, mut by_blocked) = (0, 0);
    for [_, name, wanted] in data.queries.iter().step_by(EVERY / 14) {
        let right = |index: &NameIndex| {
            let found = index.query(name, 1);
            found.first().and_then(|found| data.canonical.get(found.id as usize)) == Some(wanted)
        };
        by_exact += usize::from(right(&exact));
        by_blocked += usize::from(right(blocked));
    }
    println!(
        "blocking keeps {:.4} of the exact scan's recall@1",
        f64::from(by_blocked as u32) / f64::from(by_exact as u32)
    );
}

fn speed(data: &Data) {
    let scorer = NameScorer::default();
    let words: Vec<&str> =
        data.canonical.iter().filter_map(|name| name.split(' ').next_back()).collect();
    let start = Instant::now();
    let mut pairs = 0;
    for (one, other) in words.iter().zip(words.iter().skip(1)) {
        black_box(scorer.score(one, other));
        pairs += 1;
    }
    let rate = f64::from(pairs) / start.elapsed().as_secs_f64();
    println!("{rate:.0} pairs of words read and scored a second");
    let prepared: Vec<_> = words.iter().map(|word| scorer.prepare(word)).collect();
    let start = Instant::now();
    let mut pairs = 0;
    for distance in 1..20 {
        for (one, other) in prepared.iter().zip(prepared.iter().skip(distance)) {
            black_box(scorer.score_prepared(one, other));
            pairs += 1;
        }
    }
    let rate = f64::from(pairs) / start.elapsed().as_secs_f64();
    println!("{rate:.0} pairs of prepared words scored a second");
    let text: String = data.queries.iter().map(|row| row[1].as_str()).collect::<Vec<_>>().join(" ");
    let latin = data.canonical.join(" ");
    for (what, text) in [("queries in all scripts", &text), ("Latin names", &latin)] {
        let mut symbols = String::new();
        let start = Instant::now();
        for _ in 0..20 {
            symbols.clear();
            fold_into(black_box(text), None, &mut symbols);
        }
        let folded = 20.0 * text.len() as f64 / start.elapsed().as_secs_f64() / 1e6;
        let start = Instant::now();
        for _ in 0..5 {
            black_box(romanize(black_box(text)));
        }
        let romanized = 5.0 * text.len() as f64 / start.elapsed().as_secs_f64() / 1e6;
        println!("{what}: fold {folded:.0} MB/s, romanize {romanized:.0} MB/s");
    }
}

/// A million names, recombined.
fn growth(data: &Data) {
    let given: Vec<&str> =
        data.canonical.iter().filter_map(|name| name.split(' ').next()).collect();
    let last: Vec<&str> =
        data.canonical.iter().filter_map(|name| name.split(' ').next_back()).collect();
    let mut index = NameIndex::default();
    let mut bytes = 0;
    let before = resident();
    // The names that are looked for stand among them.
    for (place, name) in data.canonical.iter().enumerate() {
        bytes += name.len();
        index.insert(place as u32, name);
    }
    let first = data.canonical.len();
    for place in first..1_000_000usize {
        // Two steps without a common divisor reach every combination in turn.
        let name = format!(
            "{} {}",
            given[place * 7919 % given.len()],
            last[place * 104_729 / 13 % last.len()]
        );
        bytes += name.len();
        index.insert(place as u32, &name);
    }
    if let (Some(before), Some(after)) = (before, resident()) {
        // An index keeps no text.
        let each = (after as f64 - before as f64) / 1e6;
        println!("1,000,000 names: {each:.0} bytes of memory a name, its text not kept");
    }
    let mut query = NameQuery::default();
    let mut matches = Vec::new();
    let mut times: Vec<Duration> = Vec::new();
    let mut right = 0;
    for [_, name, wanted] in data.queries.iter().step_by(35) {
        let start = Instant::now();
        index.query_into(name, 10, &mut query, &mut matches);
        times.push(start.elapsed());
        let found = matches.first().and_then(|found| data.canonical.get(found.id as usize));
        right += usize::from(found == Some(wanted));
    }
    times.sort();
    println!(
        "1,000,000 names of {:.1} bytes: query median {:.2} ms, recall@1 {:.3} (every 35th query)",
        bytes as f64 / 1e6,
        times[times.len() / 2].as_secs_f64() * 1e3,
        right as f64 / times.len() as f64
    );
}

/// Bytes of memory that the process has, where the system says.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
