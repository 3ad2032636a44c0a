//! Learns `src/name/costs.txt` and `src/name/pronounced.txt` from aligned name tokens.
//!
//! ```text
//! cargo run --release --example train_names -- ../shared/data/names --output src/name
//! cargo run --release --example train_names -- ../shared/data/names --check
//! ```
//!
//! A memoryless edit model per script against Latin, by Viterbi expectation-maximization, smoothed
//! towards independence; then weights for pairs of symbols that say more together. Deterministic.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use samestory::translit::fold;
use support::Failure;

/// Learns the costs of name edits, or compares the committed ones with what would be learned.
#[derive(Parser)]
struct Arguments {
    /// The folder with `tokens.tsv` and `people.tsv`.
    folder: PathBuf,
    /// The folder to write to.
    #[arg(long, default_value = "src/name")]
    output: PathBuf,
    /// Write nothing: compare, with status 1 where something differs.
    #[arg(long)]
    check: bool,
    /// Leave out entities whose number, modulo 2, is this: for figures out of sample.
    #[arg(long)]
    leave_out: Option<u64>,
}

/// Rounds of expectation-maximization; the weights move less than a hundredth after six.
const ROUNDS: usize = 8;
/// Pairs of tokens a table learns from; 2,000 already give most of it.
const MOST_PAIRS: usize = 60_000;
/// Towards independence: the chance that a pair is no transliteration at all.
const SMOOTHING: f64 = 0.02;
/// Pairs of symbols with weights of their own, a table.
const MOST_UNITS: usize = 350;
/// Words with a pronunciation of their own.
const MOST_PRONOUNCED: usize = 1800;
/// Nats a symbol under which a word's spelling says little of its Russian form; regular ones carry 2.
const LITTLE: f64 = 1.2;
/// Units of a nat, as in the library.
const SCALE: f64 = 20.0;
/// Symbols and the gap.
const SIDE: usize = 34;
const SYMBOLS: &[u8; SIDE] = b"-abcdefghijklmnopqrstuvwxyzQSCZDXG";

const TABLES: [&str; 13] = [
    "latin", "cyrillic", "arabic", "hebrew", "kana", "hangul", "han", "greek", "indic", "thai",
    "other", "same", "pooled",
];
const SAME: usize = 11;
const POOLED: usize = 12;

/// Two tokens' symbols and how much they count.
struct Sample {
    left: Vec<u8>,
    right: Vec<u8>,
    count: f64,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let (costs, pronounced) = learn(&arguments)?;
        for (file, text) in [("costs.txt", costs), ("pronounced.txt", pronounced)] {
            let path = arguments.output.join(file);
            if !arguments.check {
                std::fs::write(&path, text)?;
            } else if std::fs::read_to_string(&path)? == text {
                println!("{} is what is learned", path.display());
            } else {
                return Err(format!("{} is not what is learned", path.display()).into());
            }
        }
        Ok(())
    })
}

/// `costs.txt` and `pronounced.txt`.
fn learn(arguments: &Arguments) -> Result<(String, String), Failure> {
    let tokens = read(&arguments.folder.join("tokens.tsv"))?;
    let people = read(&arguments.folder.join("people.tsv"))?;
    let mut samples = token_samples(&tokens);
    let names = names_by_entity(&people, arguments.leave_out);

    let mut text = header(&tokens, &people);
    let mut learned: Vec<Option<Model>> = (0..TABLES.len()).map(|_| None).collect();
    // Scripts with few names of their own start from the pooled table.
    for table in [0, 1, 2, 3, 4, 5, 6, POOLED, SAME, 7, 8, 9, 10] {
        let few = matches!(table, 7..=10);
        let prior = if few { learned.get(1).and_then(Option::as_ref) } else { None };
        let aligner = prior.or(learned.first().and_then(Option::as_ref));
        let start = Model::start();
        let named = aligned_people(&names, table, aligner.unwrap_or(&start));
        let own = samples.get_mut(table).map(std::mem::take).unwrap_or_default();
        let own: Vec<Sample> = own.into_iter().chain(named).collect();
        let symmetric = table == 0 || table == SAME;
        let model = train(own, prior, symmetric);
        if let Some(place) = learned.get_mut(table) {
            *place = Some(model);
        }
    }
    for (name, model) in TABLES.iter().zip(&learned) {
        if let Some(model) = model {
            model.write(name, &mut text)?;
        }
    }
    let models: Vec<Model> = learned.into_iter().flatten().collect();
    let mut pronounced = header(&tokens, &people);
    pronounce(&tokens, &models, &mut pronounced)?;
    Ok((text, pronounced))
}

/// Latin words whose spelling hides how they are said, and how Russian writes them down: the Russian
/// form is near what other scripts write where the Latin one is not.
fn pronounce(tokens: &str, models: &[Model], text: &mut String) -> Result<(), Failure> {
    let mut by_latin: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for line in tokens.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(latin), Some(language), Some(form)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if let Some(table) = table_of(language, form).filter(|table| *table != 6) {
            by_latin.entry(latin).or_default().entry(table).or_insert(form);
        }
    }
    let spell = |codes: &[u8]| -> String {
        codes.iter().map(|code| char::from(SYMBOLS[usize::from(*code)])).collect()
    };
    // By folded word: scripts that know it, nats gained, and the sound.
    let mut found: BTreeMap<String, (usize, f64, String)> = BTreeMap::new();
    for (latin, forms) in &by_latin {
        let Some(russian) = forms.get(&1) else { continue };
        let (word, sound) = (symbols(latin), symbols(russian));
        if word.len() < 3 || sound.len() < 3 {
            continue;
        }
        let Some(model) = models.get(1) else { continue };
        let mut gain = LITTLE * word.len() as f64 - model.align(&sound, &word).0;
        if gain < 0.0 {
            continue;
        }
        let mut agree = 0;
        for (table, form) in forms.iter().filter(|(table, _)| **table != 1) {
            let other = symbols(form);
            let (Some(own), Some(pooled)) = (models.get(*table), models.get(POOLED)) else {
                continue;
            };
            let better = pooled.align(&sound, &other).0 - own.align(&other, &word).0;
            agree += usize::from(better > 0.0);
            gain += better;
        }
        if agree * 2 > forms.len() - 1 && agree >= 2 && gain > 4.0 {
            let entry = found.entry(spell(&word)).or_insert((0, 0.0, String::new()));
            if (forms.len(), gain) > (entry.0, entry.1) {
                *entry = (forms.len(), gain, spell(&sound));
            }
        }
    }
    let mut best: Vec<_> = found.into_iter().collect();
    best.sort_by(|(word, one), (other_word, other)| {
        (other.0, other.1)
            .partial_cmp(&(one.0, one.1))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| word.cmp(other_word))
    });
    best.truncate(MOST_PRONOUNCED);
    best.sort_by(|one, other| one.0.cmp(&other.0));
    for (word, (_, _, sound)) in best {
        writeln!(text, "{word} {sound}")?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    support::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

fn header(tokens: &str, people: &str) -> String {
    format!(
        "# Learned from names: costs in 1/20 nat, or Latin words and their sounds. Do not edit: written by\n\
         #   cargo run --release --example train_names -- ../shared/data/names\n\
         # from tokens.tsv, fnv1a64 {:016x} (CC0-1.0: Wikidata labels),\n\
         # and people.tsv, fnv1a64 {:016x} (Wikidata labels, CC0-1.0).\n\
         # License of this table: CC0-1.0.\n",
        checksum(tokens),
        checksum(people)
    )
}

fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The table of a language of `tokens.tsv`, if the token is in its script.
fn table_of(language: &str, form: &str) -> Option<usize> {
    let within = |low: char, high: char| form.chars().all(|c| (low..=high).contains(&c));
    match language {
        "ru" if within('\u{400}', '\u{4ff}') => Some(1),
        "ar" if within('\u{600}', '\u{6ff}') => Some(2),
        "he" if within('\u{590}', '\u{5ff}') => Some(3),
        "ja" if within('\u{3040}', '\u{30ff}') => Some(4),
        "ko" if within('\u{ac00}', '\u{d7a3}') => Some(5),
        "zh" if within('\u{3400}', '\u{9fff}') => Some(6),
        _ => None,
    }
}

fn symbols(text: &str) -> Vec<u8> {
    let place = |byte| SYMBOLS.iter().position(|known| *known == byte).unwrap_or(0) as u8;
    fold(text, None).bytes().filter(|byte| *byte != b' ').map(place).take(40).collect()
}

/// Samples of all tables that `tokens.tsv` gives: against Latin as they stand; Latin against Latin
/// and script against script through the third spelling that two tokens share.
fn token_samples(tokens: &str) -> Vec<Vec<Sample>> {
    let mut samples: Vec<Vec<Sample>> = (0..TABLES.len()).map(|_| Vec::new()).collect();
    let mut by_form: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    let mut by_latin: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for line in tokens.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(latin), Some(language), Some(form)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let Some(table) = table_of(language, form) else { continue };
        by_form.entry((table, form)).or_default().push(latin);
        by_latin.entry(latin).or_default().push((table, form));
        samples[table].push(Sample { left: symbols(form), right: symbols(latin), count: 1.0 });
    }
    // Two Latin spellings of one form. Han is too coarse to say that they are one name.
    for ((table, _), latins) in &by_form {
        if *table != 6 && (2..=4).contains(&latins.len()) {
            for (place, left) in latins.iter().enumerate() {
                for right in latins.iter().skip(place + 1) {
                    let (left, right) = (symbols(left), symbols(right));
                    let count = if *table == 1 { 1.0 } else { 0.5 };
                    samples[0].push(Sample { left, right, count });
                }
            }
        }
    }
    for forms in by_latin.values() {
        for (place, (left_table, left)) in forms.iter().enumerate() {
            for (right_table, right) in forms.iter().skip(place + 1) {
                let (low, high) = if left_table <= right_table {
                    ((left_table, left), (right_table, right))
                } else {
                    ((right_table, right), (left_table, left))
                };
                let table = if low.0 == high.0 { SAME } else { POOLED };
                let (left, right) = (symbols(low.1), symbols(high.1));
                samples[table].push(Sample { left, right, count: 1.0 });
            }
        }
    }
    for own in &mut samples {
        own.retain(|sample| !sample.left.is_empty() && !sample.right.is_empty());
        // Every k-th, so that the alphabet is covered.
        let step = own.len().div_ceil(MOST_PAIRS).max(1);
        let mut place = 0;
        own.retain(|_| {
            place += 1;
            (place - 1) % step == 0
        });
    }
    samples
}

/// A name's table and its tokens.
type Named = (usize, Vec<Vec<u8>>);

fn names_by_entity(people: &str, leave_out: Option<u64>) -> Vec<Vec<Named>> {
    let mut entities: BTreeMap<&str, BTreeSet<Named>> = BTreeMap::new();
    for line in people.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [entity, _, script, name] = cells[..] else { continue };
        if leave_out.is_some_and(|left| checksum(entity) % 2 == left) {
            continue;
        }
        let table = match script {
            "Latin" => 0,
            "Cyrillic" => 1,
            "Arabic" => 2,
            "Hebrew" => 3,
            "Kana" => 4,
            "Hangul" => 5,
            "Greek" => 7,
            "Tamil" | "Devanagari" | "Sinhala" | "Bengali" | "Malayalam" | "Gurmukhi"
            | "Kannada" | "Telugu" | "Gujarati" => 8,
            "Thai" => 9,
            "Armenian" | "Georgian" | "Ethiopic" => 10,
            _ => continue,
        };
        let words = name.split([' ', '-', '·', '・', ',', '=']);
        let tokens: Vec<Vec<u8>> = words.map(symbols).filter(|token| !token.is_empty()).collect();
        entities.entry(entity).or_default().insert((table, tokens));
    }
    entities.into_values().map(|names| names.into_iter().collect()).collect()
}

/// Tokens of one person's names in the table's scripts, aligned where the names have as many.
fn aligned_people(names: &[Vec<Named>], table: usize, model: &Model) -> Vec<Sample> {
    let mut samples = Vec::new();
    let scripts = |left: usize, right: usize| match table {
        0 => left == 0 && right == 0,
        SAME => left == right && left != 0,
        POOLED => left != right && left != 0 && right != 0,
        _ => left == table && right == 0,
    };
    for variants in names {
        for (left_place, (left_table, left)) in variants.iter().enumerate() {
            for (right_place, (right_table, right)) in variants.iter().enumerate() {
                let once = left_table != right_table || left_place < right_place;
                let ordered = table != POOLED || left_table < right_table;
                if !scripts(*left_table, *right_table) || !once || !ordered {
                    continue;
                }
                if left.len() != right.len() || left.len() > 4 {
                    continue;
                }
                let mut free: Vec<&Vec<u8>> = right.iter().collect();
                for token in left {
                    let values: Vec<f64> =
                        free.iter().map(|other| model.align(token, other).0).collect();
                    let best = (0..free.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]));
                    if let Some(best) = best.filter(|&best| values[best] > 0.0) {
                        let right = free.remove(best).clone();
                        // These are names as news writes them: worth several bare tokens.
                        samples.push(Sample { left: token.clone(), right, count: 4.0 });
                    }
                }
            }
        }
    }
    samples
}

/// An edit model: weights as pointwise mutual information in nats.
#[derive(Clone)]
struct Model {
    weights: Vec<f64>,
    /// Shares of the edits, for tables with few names.
    joint: Vec<f64>,
    left: [f64; SIDE],
    units: Vec<(Vec<u8>, Vec<u8>, f64)>,
}

impl Model {
    /// Equal symbols are likely to meet, all others equally unlikely.
    fn start() -> Self {
        let mut weights = vec![-1.5; SIDE * SIDE];
        for symbol in 1..SIDE {
            weights[symbol * SIDE + symbol] = 2.5;
            weights[symbol * SIDE] = -2.0;
            weights[symbol] = -2.0;
        }
        Self { weights, joint: vec![0.0; SIDE * SIDE], left: [0.0; SIDE], units: Vec::new() }
    }

    /// The weight of the best alignment and its edits, by single symbols.
    fn align(&self, left: &[u8], right: &[u8]) -> (f64, Vec<(u8, u8)>) {
        let width = right.len() + 1;
        let mut best = vec![0.0f64; (left.len() + 1) * width];
        let mut from = vec![0u8; best.len()];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                if i == 0 && j == 0 {
                    continue;
                }
                let mut value = f64::NEG_INFINITY;
                let mut way = 0;
                if i > 0 && j > 0 {
                    let weight =
                        self.weights[usize::from(left[i - 1]) * SIDE + usize::from(right[j - 1])];
                    value = best[(i - 1) * width + j - 1] + weight;
                    way = 1;
                }
                if i > 0 {
                    let other =
                        best[(i - 1) * width + j] + self.weights[usize::from(left[i - 1]) * SIDE];
                    if other > value {
                        (value, way) = (other, 2);
                    }
                }
                if j > 0 {
                    let other = best[i * width + j - 1] + self.weights[usize::from(right[j - 1])];
                    if other > value {
                        (value, way) = (other, 3);
                    }
                }
                best[i * width + j] = value;
                from[i * width + j] = way;
            }
        }
        let (mut i, mut j) = (left.len(), right.len());
        let mut edits = Vec::new();
        while i > 0 || j > 0 {
            match from[i * width + j] {
                1 => {
                    i -= 1;
                    j -= 1;
                    edits.push((left[i], right[j]));
                }
                2 => {
                    i -= 1;
                    edits.push((left[i], 0));
                }
                _ => {
                    j -= 1;
                    edits.push((0, right[j]));
                }
            }
        }
        edits.reverse();
        (best.last().copied().unwrap_or(0.0), edits)
    }

    fn write(&self, name: &str, text: &mut String) -> Result<(), Failure> {
        let units = |value: f64| (value * SCALE).round() as i64;
        writeln!(text, "table {name}")?;
        for row in self.weights.chunks(SIDE) {
            let row: Vec<String> = row.iter().map(|value| units(*value).to_string()).collect();
            writeln!(text, "{}", row.join(" "))?;
        }
        for (left, right, weight) in &self.units {
            let spell = |codes: &[u8]| -> String {
                codes.iter().map(|code| char::from(SYMBOLS[usize::from(*code)])).collect()
            };
            writeln!(text, "{}:{} {}", spell(left), spell(right), units(*weight))?;
        }
        if !matches!(name, "same" | "pooled") {
            let row: Vec<String> = self
                .left
                .iter()
                .skip(1)
                .map(|share| format!("{:.0}", -share.max(1e-5).ln() * 100.0))
                .collect();
            writeln!(text, "information {name} {}", row.join(" "))?;
        }
        Ok(())
    }
}

fn train(samples: Vec<Sample>, prior: Option<&Model>, symmetric: bool) -> Model {
    let mut model = prior.cloned().unwrap_or_else(Model::start);
    // What the prior weighs, in edits.
    const PRIOR_EDITS: f64 = 1500.0;
    for round in 0..=ROUNDS {
        let mut counts = match prior {
            Some(prior) => prior.joint.iter().map(|share| share * PRIOR_EDITS).collect(),
            None => vec![0.0; SIDE * SIDE],
        };
        let mut neighbors: BTreeMap<(u8, u8, u8, u8), f64> = BTreeMap::new();
        for sample in &samples {
            let (weight, edits) = model.align(&sample.left, &sample.right);
            // No transliterations: other names of the same person.
            let length = sample.left.len().max(sample.right.len()) as f64;
            if round > 1 && weight < 0.5 * length {
                continue;
            }
            for &(left, right) in &edits {
                counts[usize::from(left) * SIDE + usize::from(right)] += sample.count;
            }
            if round == ROUNDS {
                for pair in edits.windows(2) {
                    let key = (pair[0].0, pair[0].1, pair[1].0, pair[1].1);
                    *neighbors.entry(key).or_default() += sample.count;
                }
            }
        }
        if symmetric {
            for left in 0..SIDE {
                for right in 0..left {
                    let sum = counts[left * SIDE + right] + counts[right * SIDE + left];
                    counts[left * SIDE + right] = sum / 2.0;
                    counts[right * SIDE + left] = sum / 2.0;
                }
            }
        }
        if round == ROUNDS {
            model.units = units(&neighbors, &counts, symmetric, &model);
        } else {
            model = estimate(&counts);
        }
    }
    model
}

/// Weights out of counts of edits.
fn estimate(counts: &[f64]) -> Model {
    let total: f64 = counts.iter().sum::<f64>().max(1.0);
    let mut left = [0.0; SIDE];
    let mut right = [0.0; SIDE];
    for (place, count) in counts.iter().enumerate() {
        let (a, b) = (place / SIDE, place % SIDE);
        left[a] += count;
        right[b] += count;
    }
    // Shares among the symbols that a side really has, gaps apart.
    let share = |side: &mut [f64; SIDE]| {
        side[0] = 0.0;
        let sum: f64 = side.iter().sum::<f64>().max(1.0);
        for value in side.iter_mut() {
            *value = (*value + 0.5) / (sum + 17.0);
        }
    };
    share(&mut left);
    share(&mut right);
    let gaps = |side: usize| -> f64 {
        let at = |symbol: usize| if side == 0 { symbol } else { symbol * SIDE };
        (1..SIDE).map(|symbol| counts[at(symbol)]).sum::<f64>() / total
    };
    let (insertions, deletions) = (gaps(0), gaps(1));
    let meetings = 1.0 - insertions - deletions;
    let mut weights = vec![0.0; SIDE * SIDE];
    for a in 0..SIDE {
        for b in 0..SIDE {
            let place = a * SIDE + b;
            let observed = counts[place] / total;
            let (independent, background) = match (a, b) {
                (0, 0) => continue,
                (0, b) => (insertions.max(1e-4) * right[b], right[b]),
                (a, 0) => (deletions.max(1e-4) * left[a], left[a]),
                (a, b) => (meetings * left[a] * right[b], left[a] * right[b]),
            };
            let probability = (1.0 - SMOOTHING) * observed + SMOOTHING * independent;
            weights[place] = (probability / background).ln();
        }
    }
    let joint = counts.iter().map(|count| count / total).collect();
    Model { weights, joint, left, units: Vec::new() }
}

/// Two edits in a row that say more together than one by one, the most useful first.
fn units(
    neighbors: &BTreeMap<(u8, u8, u8, u8), f64>,
    counts: &[f64],
    symmetric: bool,
    model: &Model,
) -> Vec<(Vec<u8>, Vec<u8>, f64)> {
    let total: f64 = counts.iter().sum::<f64>().max(1.0);
    let pairs: f64 = neighbors.values().sum::<f64>().max(1.0);
    // A pair of symbols on one side, whatever it met.
    let mut left_pairs: BTreeMap<(u8, u8), f64> = BTreeMap::new();
    let mut right_pairs: BTreeMap<(u8, u8), f64> = BTreeMap::new();
    let mut merged: BTreeMap<(Vec<u8>, Vec<u8>), (f64, f64)> = BTreeMap::new();
    for (&(a, b, c, d), &count) in neighbors {
        *left_pairs.entry((a, c)).or_default() += count;
        *right_pairs.entry((b, d)).or_default() += count;
    }
    let lift = |sides: &BTreeMap<(u8, u8), f64>, one: u8, other: u8, left: bool| -> f64 {
        if one == 0 || other == 0 {
            return 0.0;
        }
        let margin = |symbol: u8| -> f64 {
            let symbol = usize::from(symbol);
            (0..SIDE)
                .map(|other| {
                    counts[if left { symbol * SIDE + other } else { other * SIDE + symbol }]
                })
                .sum::<f64>()
                / total
        };
        let together = sides.get(&(one, other)).copied().unwrap_or(0.0) / pairs;
        (together.max(1e-9) / (margin(one) * margin(other)).max(1e-9)).ln()
    };
    for (&(a, b, c, d), &count) in neighbors {
        let left: Vec<u8> = [a, c].into_iter().filter(|code| *code != 0).collect();
        let right: Vec<u8> = [b, d].into_iter().filter(|code| *code != 0).collect();
        if left.is_empty() || right.is_empty() || left.len() + right.len() < 3 {
            continue;
        }
        let one = usize::from(a) * SIDE + usize::from(b);
        let other = usize::from(c) * SIDE + usize::from(d);
        let expected = counts[one] / total * counts[other] / total;
        let together = (count + 1.0) / pairs;
        let gain = (together / expected.max(1e-9)).ln()
            - lift(&left_pairs, a, c, true)
            - lift(&right_pairs, b, d, false);
        let weight = model.weights[one] + model.weights[other] + gain;
        let entry = merged.entry((left, right)).or_insert((0.0, f64::NEG_INFINITY));
        entry.0 += count * gain;
        entry.1 = entry.1.max(weight);
    }
    let mut units: Vec<(f64, Vec<u8>, Vec<u8>, f64)> = merged
        .into_iter()
        .filter(|(_, (useful, _))| *useful > 20.0)
        .map(|((left, right), (useful, weight))| (useful, left, right, weight))
        .collect();
    units.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then_with(|| (&one.1, &one.2).cmp(&(&other.1, &other.2)))
    });
    units.truncate(MOST_UNITS);
    let mut units: Vec<_> =
        units.into_iter().map(|(_, left, right, weight)| (left, right, weight)).collect();
    if symmetric {
        let mirrored: Vec<_> = units
            .iter()
            .map(|(left, right, weight)| (right.clone(), left.clone(), *weight))
            .collect();
        units.extend(mirrored);
        units.sort_by(|one, other| {
            (&one.0, &one.1).cmp(&(&other.0, &other.1)).then(other.2.total_cmp(&one.2))
        });
        units.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1);
    }
    units
}
