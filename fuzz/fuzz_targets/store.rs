//! Any bytes as the files of a store: opening them never panics, and what is recovered opens again.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use samestory::article::Article;
use samestory::pipeline::Pipeline;
use samestory::store::StoreOptions;

#[derive(Arbitrary, Debug)]
struct Input {
    /// Which file, where, and what takes the place of what is there.
    changes: Vec<(u8, u32, Vec<u8>)>,
    cut: Option<(u8, u32)>,
    remove: Option<u8>,
    recover: bool,
}

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("samestory-fuzz-{}-{name}", std::process::id()))
}

/// A store with two snapshots and entries behind each.
static FILES: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    let path = folder("template");
    let mut options = StoreOptions::default();
    options.sync = false;
    let mut pipeline = Pipeline::builder().open(&path, options).expect("a store");
    for number in 0..12 {
        let headline = format!("Quake {} shakes Arequipa in Peru, says Sergei Shoigu", number % 3);
        pipeline.push(Article::new(number.to_string(), headline)).expect("accepted");
        if number % 4 == 3 && number < 10 {
            pipeline.snapshot().expect("written");
        }
    }
    drop(pipeline);
    let entries = fs::read_dir(&path).expect("the folder");
    let mut files: Vec<(PathBuf, Vec<u8>)> = entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            (entry.file_name().into(), fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    fs::remove_dir_all(path).expect("removed");
    files
});

fuzz_target!(|input: Input| {
    let path = folder("store");
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    let mut files = FILES.clone();
    let count = files.len();
    for (which, place, bytes) in &input.changes {
        let file = &mut files[usize::from(*which) % count].1;
        let place = *place as usize % (file.len() + 1);
        let end = (place + bytes.len()).min(file.len());
        file.splice(place..end, bytes.iter().copied());
    }
    if let Some((which, length)) = input.cut {
        let file = &mut files[usize::from(which) % count].1;
        file.truncate(length as usize % (file.len() + 1));
    }
    if let Some(which) = input.remove {
        files.remove(usize::from(which) % count);
    }
    for (name, bytes) in &files {
        fs::write(path.join(name), bytes).expect("written");
    }
    let mut options = StoreOptions::default();
    (options.sync, options.recover) = (false, input.recover);
    let opened = Pipeline::builder().open(&path, options.clone());
    if let Ok(mut pipeline) = opened {
        let held = pipeline.article_count();
        assert!(held <= 12);
        // A file cut short at its end is one that was not written further, for all it tells.
        // So is one with zeros over the end of its last entry: journals have room behind what is written.
        let recovery = pipeline.recovery();
        let short = input.cut.is_some() || recovery.unfinished > 0;
        let told = !recovery.is_complete() || input.recover || short;
        assert!(told || held == 12, "{held} articles, {:?}", pipeline.recovery());
        pipeline.push(Article::new("new", "Snow on the Brenner")).expect("it goes on");
        drop(pipeline);
        options.recover = false;
        let again = Pipeline::builder().open(&path, options).expect("whole again");
        assert_eq!(again.article_count(), held + 1);
    }
});
