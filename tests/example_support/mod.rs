//! Where the program of an example is, how it is run, and what it says.
#![allow(dead_code, unreachable_pub)] // Each test uses some of it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// `cargo test` builds the examples beside the tests; a narrower command may not.
pub fn example(name: &str) -> Option<PathBuf> {
    let deps = std::env::current_exe().ok()?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = deps.parent()?.parent()?.join("examples").join(file);
    if !path.exists() {
        eprintln!("skipped: the {name} example is not built");
        return None;
    }
    Some(path)
}

pub fn run(example: &Path, arguments: &[&str]) -> Output {
    Command::new(example).args(arguments).stdin(Stdio::null()).output().expect("it runs")
}

pub fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A file of its own for each test, gone when the test ends.
pub struct File(PathBuf);

impl File {
    pub fn new(name: &str, text: impl AsRef<[u8]>) -> Self {
        let name = format!("samestory-{}-{name}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, text).expect("a file");
        Self(path)
    }

    pub fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }

    pub fn append(&self, text: &str) {
        let mut file = OpenOptions::new().append(true).open(&self.0).expect("the file");
        file.write_all(text.as_bytes()).expect("room");
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
