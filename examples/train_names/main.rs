//! Learns `costs.txt`, `pronounced.txt` and `calibration.txt` of `src/name` from names.
//!
//! ```text
//! cargo run --release --example train_names -- ../shared/data/names --output src/name
//! cargo run --release --example train_names -- ../shared/data/names --check
//! ```
//!
//! The calibration is learned with the costs that are compiled in: after a change of those, build and
//! run again.
//!
//! A memoryless edit model per script against Latin, by Viterbi expectation-maximization, smoothed
//! towards independence; then weights for pairs of symbols that say more together. Deterministic.

#[path = "../support/mod.rs"]
mod support;

mod calibrate;
mod model;
mod pronounce;
mod samples;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use calibrate::calibrate;
use clap::Parser;
use model::{Model, train};
use pronounce::pronounce;
use samples::{Sample, aligned_people, names_by_entity, token_samples};
use sha2::{Digest, Sha256};
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
    /// Learn the calibration alone, with the costs that are compiled in.
    #[arg(long)]
    calibration: bool,
    /// Leave out entities whose number, modulo 2, is this: for figures out of sample.
    #[arg(long)]
    leave_out: Option<u64>,
}

/// Symbols and the gap.
const SIDE: usize = 34;
const SYMBOLS: &[u8; SIDE] = b"-abcdefghijklmnopqrstuvwxyzQSCZDXG";

const TABLES: [&str; 13] = [
    "latin", "cyrillic", "arabic", "hebrew", "kana", "hangul", "han", "greek", "indic", "thai",
    "other", "same", "pooled",
];
const SAME: usize = 11;
const POOLED: usize = 12;

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        for (file, text) in learn(&arguments)? {
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

/// The files, by name.
fn learn(arguments: &Arguments) -> Result<Vec<(&'static str, String)>, Failure> {
    let tokens = read(&arguments.folder.join("tokens.tsv"))?;
    let people = read(&arguments.folder.join("people.tsv"))?;
    let mut calibration = header(&tokens, &people);
    calibrate(&people, &mut calibration)?;
    if arguments.calibration {
        return Ok(vec![("calibration.txt", calibration)]);
    }
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
    Ok(vec![("costs.txt", text), ("pronounced.txt", pronounced), ("calibration.txt", calibration)])
}

fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    support::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

fn header(tokens: &str, people: &str) -> String {
    format!(
        "# Learned from names: costs in 1/20 nat, Latin words and their sounds, or weights. Do not edit: written by\n\
         #   cargo run --release --example train_names -- ../shared/data/names\n\
         # from tokens.tsv (CC0-1.0: Wikidata labels), sha256\n\
         #   {:x}\n\
         # and people.tsv (CC0-1.0: Wikidata labels), sha256\n\
         #   {:x}\n\
         # License of this table: CC0-1.0.\n",
        Sha256::digest(tokens),
        Sha256::digest(people)
    )
}
