//! A store: what was acknowledged comes back, and goes on as if nothing had happened.
#![cfg(feature = "store")]

use std::fs;
use std::path::{Path, PathBuf};

use samestory::article::Article;
use samestory::error::Error;
use samestory::pipeline::{Event, Pipeline, PipelineOptions, StoredPipeline};
use samestory::store::StoreOptions;

const SAMPLE: &str = include_str!("../examples/sample/articles.jsonl");

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("samestory-store-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    /// The files whose names begin so, in order.
    fn files(&self, start: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.0).expect("the folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let named = |path: &PathBuf| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with(start))
        };
        let mut files: Vec<PathBuf> = paths.filter(named).collect();
        files.sort();
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample() -> Vec<Article> {
    SAMPLE.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

/// Merges soon, so that there is something to merge.
fn options() -> PipelineOptions {
    let mut options = PipelineOptions::default();
    options.cluster.merge_every = 50;
    options.threads = 1;
    options
}

fn store_options(snapshot_every: u64) -> StoreOptions {
    let mut options = StoreOptions::default();
    options.snapshot_every = snapshot_every;
    options.sync = false;
    options
}

fn open(path: &Path, snapshot_every: u64) -> StoredPipeline {
    let builder = Pipeline::builder().options(options());
    builder.open(path, store_options(snapshot_every)).expect("a store")
}

/// One call of a stream in which everything happens.
fn call(pipeline: &mut StoredPipeline, number: usize, article: &Article) -> Vec<Event> {
    let mut events = pipeline.push(article.clone()).expect("accepted");
    match number % 97 {
        13 => events.extend(pipeline.remove(article.id.as_str()).expect("written")),
        50 => events.extend(pipeline.settle().expect("written")),
        70 => events.extend(pipeline.tend().expect("written")),
        _ => {}
    }
    events
}

/// Everything that can be asked, as bytes.
fn answers(pipeline: &Pipeline) -> String {
    let stories = serde_json::to_string(&pipeline.stories()).expect("JSON");
    let entities = serde_json::to_string(&pipeline.registry().entities()).expect("JSON");
    let articles = sample();
    let ids = articles.iter().map(|article| article.id.as_str());
    let places: Vec<_> = ids
        .map(|id| {
            let article =
                pipeline.article(id).map(|article| serde_json::to_string(article).expect("JSON"));
            (id, pipeline.story_of(id), pipeline.cluster_of(id), pipeline.language_of(id), article)
        })
        .collect();
    format!("{stories}\n{entities}\n{places:?}")
}

fn interruptions(name: &str, options: &PipelineOptions, every: usize, snapshot_every: u64) {
    let (once, often) =
        (Folder::new(&format!("{name}-once")), Folder::new(&format!("{name}-often")));
    let open = |path: &Path, every| {
        let builder = Pipeline::builder().options(options.clone());
        builder.open(path, store_options(every)).expect("a store")
    };
    let mut one = open(&once.0, 1_000_000);
    let mut other = open(&often.0, snapshot_every);
    let articles = sample();
    for (number, article) in articles.iter().enumerate() {
        let wanted = call(&mut one, number, article);
        assert_eq!(call(&mut other, number, article), wanted, "{number}");
        if number % every == 0 {
            drop(other);
            other = open(&often.0, snapshot_every);
            assert!(other.recovery().is_complete() && other.recovery().damaged.is_empty());
        }
    }
    assert_eq!(other.settle().expect("written"), one.settle().expect("written"));
    assert_eq!(answers(&other), answers(&one));
    other.close().expect("a snapshot");
    let other = open(&often.0, snapshot_every);
    assert_eq!(other.recovery().replayed, 0, "all is in the snapshot");
    assert_eq!(answers(&other), answers(&one));
}

#[test]
fn a_store_goes_on_as_if_never_interrupted() {
    interruptions("plain", &options(), 71, 40);
}

#[test]
fn nothing_comes_back_but_the_journal() {
    interruptions("journal", &options(), 120, 1_000_000);
}

#[test]
fn closed_and_forgotten_stories_stay_so() {
    let mut options = options();
    options.cluster.window_hours = 4.0;
    options.idle_articles = 0;
    options.retention_hours = Some(2.0);
    interruptions("retention", &options, 60, 30);
}
