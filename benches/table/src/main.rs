//! Every stage beside what else there is for it: quality and speed in one table.

mod clusters;
mod languages;
mod names;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use cpu_time::ProcessTime;

#[derive(Parser)]
struct Arguments {
    /// The folder of the labeled data.
    #[arg(long, default_value = "../../../shared/data")]
    data: PathBuf,
}

/// A line of the table.
pub(crate) struct Row {
    pub(crate) stage: &'static str,
    pub(crate) who: String,
    pub(crate) quality: String,
    pub(crate) speed: String,
}

fn main() {
    let data = Arguments::parse().data;
    println!("{}\n", machine());
    println!("| stage | | quality | speed, of processor time |\n|---|---|---|---|");
    let print =
        |row: Row| println!("| {} | {} | {} | {} |", row.stage, row.who, row.quality, row.speed);
    languages::measure(&data, print);
    names::measure(&data, print);
    clusters::measure(&data, print);
}

/// The text of a file, or `None` with a word about it.
pub(crate) fn read(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path);
    if text.is_err() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text.ok()
}

/// The result, and the seconds of processor time it took, those of scripts that it started and waited
/// for as well: other work on the machine does not count.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (start, children) = (ProcessTime::now(), children());
    let result = work();
    (result, start.elapsed().as_secs_f64() + self::children() - children)
}

/// Seconds of processor time of the processes that have ended, as Linux tells it; 0 elsewhere.
fn children() -> f64 {
    // In hundredths of a second, behind the name in brackets (proc_pid_stat(5)).
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The processor and the compiler.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = |line: &str| Some(line.strip_prefix("model name")?.split_once(": ")?.1.to_owned());
    let names: Vec<String> = processors.lines().filter_map(named).collect();
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "{} × {}, {}, load average {}",
        names.len().max(1),
        names.first().map_or("an unknown processor", String::as_str),
        compiler.unwrap_or_default().trim(),
        load.split(' ').next().unwrap_or("unknown")
    )
}
