//! Accuracy and speed of the language detector, beside others with `--features rivals`.
//!
//! ```text
//! cargo run --release --features rivals -- ../../../shared/data/language/labelled.tsv
//! ```
//!
//! Macro accuracy in percent over the languages each detector knows, by kind of text; `--half odd`
//! looks only at every second text, those on which no constant was fitted.

mod rivals;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use samestory::language::{LanguageDetector, NgramDetector, WhatlangDetector};

/// An answer: a tag or none, and how sure.
type Answer = Option<(String, f32)>;

/// A detector under test.
struct Candidate {
    name: &'static str,
    /// Tags it knows.
    knows: BTreeSet<String>,
    detect: Box<dyn Fn(&str) -> Answer>,
    /// Look at every so-manyth text only.
    every: usize,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Half {
    All,
    Even,
    Odd,
}

/// Prints how right and how fast detectors are.
#[derive(Parser)]
struct Arguments {
    /// `kind<TAB>language<TAB>text` lines.
    labeled: PathBuf,
    /// Which texts of each kind and language.
    #[arg(long, value_enum, default_value = "all")]
    half: Half,
    /// Print the accuracy of each language, and what it is taken for.
    #[arg(long)]
    languages: bool,
    /// Print nothing but the table of `ACCURACY.md`.
    #[arg(long)]
    table: bool,
    /// lingua is slow: look at every so-manyth text with it.
    #[arg(long, default_value_t = 1)]
    lingua_every: usize,
}

struct Text {
    kind: String,
    language: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let texts = read(&arguments)?;
    let started = Instant::now();
    let ours = NgramDetector::new();
    black_box(ours.detect("warm"));
    let load = started.elapsed().as_secs_f64() * 1e3;
    if !arguments.table {
        println!("load: {load:.2} ms");
    }
    let mut candidates = vec![
        Candidate {
            name: "samestory",
            knows: NgramDetector::languages().iter().map(|tag| primary(&tag.to_string())).collect(),
            detect: Box::new(move |text| {
                ours.detect(text).map(|found| (found.language.to_string(), found.confidence))
            }),
            every: 1,
        },
        Candidate {
            name: "whatlang",
            knows: rivals::whatlang_languages(),
            detect: Box::new(|text| {
                let found = WhatlangDetector.detect(text)?;
                Some((found.language.to_string(), found.confidence))
            }),
            every: 1,
        },
    ];
    if arguments.table {
        table(&candidates[0], &texts);
        return Ok(());
    }
    candidates.extend(rivals::candidates(arguments.lingua_every));
    for candidate in &candidates {
        report(candidate, &texts, arguments.languages);
    }
    // All detectors on what all of them know, and on lingua's 75.
    let web: BTreeSet<String> =
        texts.iter().filter(|t| t.kind.starts_with("web")).map(|t| t.language.clone()).collect();
    println!("\non the {} languages of the web texts:", web.len());
    for candidate in &candidates {
        println!("  {:<12} {}", candidate.name, line(&accuracies(candidate, &texts, &web)));
    }
    Ok(())
}

/// Words of a beginning.
const BEGINNING: usize = 4;

fn read(arguments: &Arguments) -> Result<Vec<Text>, Box<dyn Error>> {
    let content = std::fs::read_to_string(&arguments.labeled)?;
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut texts = Vec::new();
    for line in content.lines().skip(1) {
        let mut fields = line.splitn(3, '\t');
        let (Some(kind), Some(language), Some(text)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let number = seen.entry((kind.to_owned(), language.to_owned())).or_default();
        *number += 1;
        let half = if *number % 2 == 0 { Half::Even } else { Half::Odd };
        if arguments.half == Half::All || arguments.half == half {
            // Beginnings of sentences, as short as a short headline.
            let beginning = text.match_indices(' ').nth(BEGINNING - 1).map(|(end, _)| &text[..end]);
            if let (Some(beginning), "wiki-sentence") = (beginning, kind) {
                texts.push(Text {
                    kind: "wiki-4words".to_owned(),
                    language: primary(&language.replace('@', "-")),
                    text: beginning.to_owned(),
                });
            }
            texts.push(Text {
                kind: kind.to_owned(),
                language: primary(&language.replace('@', "-")),
                text: text.to_owned(),
            });
        }
    }
    Ok(texts)
}

/// The language without its script, and Twi as the Akan it is.
fn primary(tag: &str) -> String {
    match tag.split('-').next().unwrap_or(tag) {
        "tw" => "ak".to_owned(),
        "no" => "nb".to_owned(),
        language => language.to_owned(),
    }
}

/// Right answers and all texts, by kind and language.
type Counts = BTreeMap<(String, String), (usize, usize)>;

fn count(candidate: &Candidate, texts: &[Text], known: &BTreeSet<String>) -> Counts {
    let mut counts = Counts::new();
    let asked = texts.iter().filter(|text| known.contains(&text.language));
    for text in asked.step_by(candidate.every) {
        let answer = (candidate.detect)(&text.text);
        let right = answer.is_some_and(|answer| primary(&answer.0) == text.language);
        let entry = counts.entry((text.kind.clone(), text.language.clone())).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }
    counts
}

fn accuracies(
    candidate: &Candidate,
    texts: &[Text],
    known: &BTreeSet<String>,
) -> BTreeMap<String, f64> {
    let counts = count(candidate, texts, known);
    macro_average(&counts)
}

fn macro_average(counts: &Counts) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    for ((kind, _), (right, all)) in counts {
        let entry = sums.entry(kind.clone()).or_default();
        entry.0 += 100.0 * *right as f64 / *all as f64;
        entry.1 += 1;
    }
    sums.into_iter().map(|(kind, (sum, count))| (kind, sum / count as f64)).collect()
}

fn line(accuracies: &BTreeMap<String, f64>) -> String {
    accuracies
        .iter()
        .map(|(kind, value)| format!("{kind} {value:.2}"))
        .collect::<Vec<_>>()
        .join("  ")
}

/// Accuracy by language as Markdown.
fn table(candidate: &Candidate, texts: &[Text]) {
    const KINDS: [(&str, &str); 6] = [
        ("web-sentence", "web sentence"),
        ("web-wordpair", "word pair"),
        ("web-word", "word"),
        ("wiki-sentence", "wiki sentence"),
        ("wiki-8words", "8 words"),
        ("wiki-4words", "4 words"),
    ];
    let counts = count(candidate, texts, &candidate.knows);
    let cells = |cell: &dyn Fn(&str) -> String| {
        KINDS.iter().map(|(kind, _)| cell(kind)).collect::<Vec<_>>().join(" | ")
    };
    println!("| tag | {} |", KINDS.map(|(_, title)| title).join(" | "));
    println!("|{}", "---|".repeat(KINDS.len() + 1));
    for language in &candidate.knows {
        let share = |kind: &str| match counts.get(&(kind.to_owned(), language.clone())) {
            Some((right, all)) => format!("{:.1}", 100.0 * *right as f64 / *all as f64),
            None => "–".to_owned(),
        };
        println!("| {language} | {} |", cells(&share));
    }
    let means = macro_average(&counts);
    let mean = |kind: &str| means.get(kind).map_or("–".to_owned(), |mean| format!("{mean:.1}"));
    println!("| mean | {} |", cells(&mean));
}

fn report(candidate: &Candidate, texts: &[Text], languages: bool) {
    let counts = count(candidate, texts, &candidate.knows);
    println!("\n{} ({} languages)", candidate.name, candidate.knows.len());
    println!("  macro accuracy: {}", line(&macro_average(&counts)));
    println!("  MB/s, one core: {}", line(&speeds(candidate, texts)));
    reliability(candidate, texts);
    if !languages {
        return;
    }
    let mut table: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for ((kind, language), (right, all)) in &counts {
        table.entry(language).or_default().insert(kind, 100.0 * *right as f64 / *all as f64);
    }
    for (language, row) in table {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for text in texts.iter().filter(|text| text.language == language) {
            let answer = (candidate.detect)(&text.text).map_or("und".into(), |a| primary(&a.0));
            if answer != language {
                *taken.entry(answer).or_default() += 1;
            }
        }
        let mut taken: Vec<_> = taken.into_iter().collect();
        taken.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let cells: Vec<String> =
            row.iter().map(|(kind, value)| format!("{kind} {value:.1}")).collect();
        println!("  {language}: {} | {:?}", cells.join(" "), &taken[..taken.len().min(4)]);
    }
}

const ROUNDS: usize = 7;

fn speeds(candidate: &Candidate, texts: &[Text]) -> BTreeMap<String, f64> {
    let kinds: BTreeSet<&str> = texts.iter().map(|text| text.kind.as_str()).collect();
    kinds
        .into_iter()
        .map(|kind| {
            let of_kind = texts.iter().filter(|text| text.kind == kind);
            let chosen: Vec<&str> =
                of_kind.step_by(candidate.every).map(|text| text.text.as_str()).collect();
            let bytes: usize = chosen.iter().map(|text| text.len()).sum();
            // The best of several rounds: other work on the machine only ever slows one down.
            let begun = Instant::now();
            let mut best = f64::MAX;
            for _ in 0..ROUNDS {
                let started = Instant::now();
                for text in &chosen {
                    black_box((candidate.detect)(text));
                }
                best = best.min(started.elapsed().as_secs_f64());
                if begun.elapsed().as_secs() > 1 {
                    break;
                }
            }
            (kind.to_owned(), bytes as f64 / 1e6 / best)
        })
        .collect()
}

/// Of the answers at each confidence, how many are right; all languages, also unknown ones.
fn reliability(candidate: &Candidate, texts: &[Text]) {
    const BANDS: [f32; 7] = [0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 0.995];
    for (name, unknown) in [("known languages", false), ("all 202 languages", true)] {
        let mut bands = [(0usize, 0usize); BANDS.len()];
        let chosen = texts.iter().filter(|t| unknown || candidate.knows.contains(&t.language));
        for text in chosen.step_by(candidate.every) {
            let Some((tag, confidence)) = (candidate.detect)(&text.text) else { continue };
            let band = BANDS.iter().rposition(|least| confidence >= *least).unwrap_or(0);
            bands[band].1 += 1;
            bands[band].0 += usize::from(primary(&tag) == text.language);
        }
        let cells: Vec<String> = BANDS
            .iter()
            .zip(bands)
            .map(|(least, (right, all))| {
                format!("≥{least}: {:.1}% of {all}", 100.0 * right as f64 / all.max(1) as f64)
            })
            .collect();
        println!("  right of answers, {name}: {}", cells.join(", "));
    }
}
