//! Makes the detector's n-gram table from the language models of `lingua` and `whatlang`, and for
//! languages that these lack from the words of Unicode CLDR.
//!
//! ```text
//! cargo fetch --manifest-path benches/language/Cargo.toml
//! npm pack cldr-annotations-full@48.2.0
//! mkdir -p DIR/cldr-annotations-full
//! tar xzf cldr-annotations-full-48.2.0.tgz -C DIR/cldr-annotations-full --strip-components=1
//! cargo run --release --example train_language -- --models ~/.cargo/registry/src/*/ --cldr DIR
//! ```
//!
//! `--check` compares the result with the committed tables instead of writing them. Takes two
//! minutes and 4 GB.

mod annotations;
mod model;
mod prune;
mod sources;
mod write;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;

/// Makes, or with `--check` compares, the n-gram tables of the language detector.
#[derive(Parser)]
struct Arguments {
    /// The folder that holds the unpacked `lingua-…-language-model` and `whatlang` crates.
    #[arg(long)]
    models: PathBuf,
    /// The folder that holds the unpacked CLDR packages.
    #[arg(long)]
    cldr: PathBuf,
    /// Where the tables are.
    #[arg(long, default_value = "src/language/ngram")]
    tables: PathBuf,
    /// Compare instead of writing; status 1 where a table differs.
    #[arg(long)]
    check: bool,
    /// Only print what would be written.
    #[arg(long)]
    dry: bool,
}

/// The tables: file name, and how much an n-gram must tell to be in it, in nats a symbol. The
/// large one is within 2 points of the unpruned model on single words and equal on sentences; at 2.2e-4
/// it is 8 % larger and .3 of a point better on single words.
const TABLES: &[(&str, f32)] = &[("ngrams.bin", 2.45e-4), ("ngrams_small.bin", 5.0e-4)];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut inputs = Vec::new();
    let mut groups: Vec<Vec<write::Group>> = TABLES.iter().map(|_| Vec::new()).collect();
    for group in sources::GROUPS {
        let trained = model::train(group, &arguments.models, &arguments.cldr, &mut inputs)?;
        let candidates = prune::candidates(&trained);
        for ((_, threshold), groups) in TABLES.iter().zip(&mut groups) {
            let rows = prune::select(&trained, &candidates, *threshold);
            eprintln!("{}: {} rows at {threshold}", group.script, rows.len());
            groups.push(write::Group::new(group, &trained, rows));
        }
    }
    let han = model::train_han(&arguments.models, &mut inputs)?;
    inputs.sort();
    let mut same = true;
    for ((name, _), groups) in TABLES.iter().zip(&groups) {
        let bytes = write::table(groups, &han, &inputs)?;
        let path = arguments.tables.join(name);
        eprintln!("{}: {} bytes", path.display(), bytes.len());
        if arguments.check {
            let equal = std::fs::read(&path)? == bytes;
            println!("{}: {}", path.display(), if equal { "same" } else { "DIFFERENT" });
            same &= equal;
        } else if !arguments.dry {
            std::fs::write(&path, bytes)?;
        }
    }
    if same { Ok(()) } else { Err("a table differs".into()) }
}
