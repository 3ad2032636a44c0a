//! The language of each line: `tag<TAB>script<TAB>confidence`, `und` where nothing tells.
//!
//! ```text
//! echo "Шойгу прибыл в Пекин на переговоры" | cargo run --release --example detect
//! ```

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use samestory::language::{LanguageDetector, NgramDetector};

/// Says the language of each line of standard input: tag, script and confidence.
#[derive(Parser)]
struct Arguments {
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
}

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let mut problems = support::Problems::new(arguments.strict);
        let detector = NgramDetector::new();
        let input = support::open(Path::new("-"))?;
        let mut output = support::stdout();
        support::map_lines(
            input,
            "stdin",
            &mut problems,
            &mut output,
            "und\tZzzz\t0",
            |text, out| {
                let written = match detector.detect(text) {
                    Some(found) => {
                        let script = found.script.short_name();
                        write!(out, "{}\t{script}\t{:.3}", found.language, found.confidence)
                    }
                    None => write!(out, "und\tZzzz\t0"),
                };
                written.map_err(|error| error.to_string())
            },
        )?;
        problems.summarize();
        Ok(())
    })
}
