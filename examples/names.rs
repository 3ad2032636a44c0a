//! The same name in every spelling and script.
//!
//! ```text
//! printf 'Schoigu\tШойгу\n' | cargo run --release --example names -- score
//! echo 'Sergueï Choïgou' | cargo run --release --example names -- rank --among names.txt --top 3
//! cargo run --release --example names -- explain 'Sergei Čoig' 'Сергей Шойгу'
//! ```

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use samestory::name::{NameIndex, NameQuery, NameScorer};
use support::{Failure, Problems};

/// Compares names across spellings and scripts.
#[derive(Parser)]
struct Arguments {
    /// Stop at the first bad line, with status 1.
    #[arg(long, global = true)]
    strict: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lines of two names and a tab between: a score from 0 to 1 each, 0.5 and more is one person.
    Score,
    /// A name a line: the best names of a file, best first, tabs between.
    Rank {
        /// A name a line.
        #[arg(long)]
        among: PathBuf,
        /// How many names to give.
        #[arg(long, default_value_t = 10)]
        top: usize,
    },
    /// Says which letters of two names met, and what that is worth.
    Explain {
        /// A name.
        one: String,
        /// Another.
        other: String,
    },
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = Problems::new(arguments.strict);
        match arguments.command {
            Command::Score => score(&mut problems)?,
            Command::Rank { among, top } => rank(&among, top, &mut problems)?,
            Command::Explain { one, other } => {
                let explanation = NameScorer::default().explain(&one, &other);
                writeln!(support::stdout(), "{explanation}")?;
            }
        }
        problems.summarize();
        Ok(())
    })
}

fn score(problems: &mut Problems) -> Result<(), Failure> {
    let scorer = NameScorer::default();
    let input = support::open(Path::new("-"))?;
    support::map_lines(input, "stdin", problems, &mut support::stdout(), "0", |line, out| {
        let (one, other) = line.split_once('\t').ok_or("wanted two names and a tab between")?;
        if other.contains('\t') {
            return Err("more than two names".to_owned());
        }
        let score = scorer.score(one, other);
        write!(out, "{:.4}", score.probability).map_err(|error| error.to_string())
    })
}

fn rank(among: &Path, top: usize, problems: &mut Problems) -> Result<(), Failure> {
    let mut names: Vec<String> = Vec::new();
    let mut index = NameIndex::default();
    support::each_line(support::open(among)?, |number, line| {
        let Some(line) = line else {
            return problems.report(&among.display().to_string(), number, "not UTF-8");
        };
        if line.is_empty() {
            return Ok(());
        }
        index.insert(u32::try_from(names.len())?, line);
        names.push(line.to_owned());
        Ok(())
    })?;
    let mut query = NameQuery::default();
    let mut matches = Vec::new();
    let input = support::open(Path::new("-"))?;
    support::map_lines(input, "stdin", problems, &mut support::stdout(), "", |line, out| {
        // A line without a name is answered by one without names.
        if line.trim().is_empty() {
            return Ok(());
        }
        index.query_into(line, top, &mut query, &mut matches);
        let found = matches.iter().filter_map(|found| names.get(found.id as usize));
        for (place, name) in found.enumerate() {
            if place > 0 {
                out.push('\t');
            }
            out.push_str(name);
        }
        Ok(())
    })
}
