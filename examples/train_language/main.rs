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

/// How much an n-gram must tell to be in the whole table, in nats a symbol. That is within 2 points of
/// the unpruned model on single words and equal on sentences; at 2.2e-4 it is 8 % larger and .3 of a
/// point better on single words.
const LEAST: f32 = 2.45e-4;
/// The same for the part of it that is a table of its own, with `small-language-table`.
const LEAST_OF_SMALL: f32 = 5.0e-4;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut inputs = Vec::new();
    let mut groups = Vec::new();
    for group in sources::GROUPS {
        let trained = model::train(group, &arguments.models, &arguments.cldr, &mut inputs)?;
        let candidates = prune::candidates(&trained);
        let all = prune::select(&trained, &candidates, LEAST, None);
        // A row is the same in either table, so the large one is the small one and the rest.
        let (small, more) = {
            let small = prune::select(&trained, &candidates, LEAST_OF_SMALL, Some(&all));
            let in_small = |row: &prune::Row| small.binary_search_by_key(&row.0, |s| s.0).is_ok();
            let more: Vec<prune::Row> = all.into_iter().filter(|row| !in_small(row)).collect();
            (small, more)
        };
        eprintln!("{}: {} rows and {} more", group.script, small.len(), more.len());
        groups.push(write::Group::new(group, &trained, small, more));
    }
    let han = model::train_han(&arguments.models, &mut inputs)?;
    inputs.sort();
    let mut same = true;
    for (name, bytes) in [
        ("ngrams.bin", write::table(&groups, &han, &inputs)?),
        ("ngrams_more.bin", write::more(&groups)),
    ] {
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
