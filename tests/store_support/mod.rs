//! Folders, options and answers for the tests of stores.
#![allow(dead_code, unreachable_pub)] // Each test uses some of it.

use std::fs;
use std::path::{Path, PathBuf};

use samestory::article::Article;
use samestory::error::Result;
use samestory::pipeline::{Pipeline, PipelineOptions, StoredPipeline};
use samestory::store::StoreOptions;

const SAMPLE: &str = include_str!("../../examples/sample/articles.jsonl");

/// A folder of its own for each test, gone when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let name = format!("samestory-store-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    /// The files whose names begin so, in order.
    pub fn files(&self, start: &str) -> Vec<PathBuf> {
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

pub fn sample() -> Vec<Article> {
    SAMPLE.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

/// Merges soon, so that there is something to merge.
pub fn options() -> PipelineOptions {
    let mut options = PipelineOptions::default();
    options.cluster.merge_every = 50;
    options.threads = 1;
    options
}

pub fn store_options(snapshot_every: u64) -> StoreOptions {
    let mut options = StoreOptions::default();
    options.snapshot_every = snapshot_every;
    options.sync = false;
    options
}

pub fn open(path: &Path, snapshot_every: u64) -> StoredPipeline {
    let builder = Pipeline::builder().options(options());
    builder.open(path, store_options(snapshot_every)).expect("a store")
}

/// Everything that can be asked, as bytes.
pub fn answers(pipeline: &Pipeline) -> String {
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

/// Articles of the tests, and the entry behind which the last snapshot is made.
pub const ARTICLES: usize = 60;
pub const SNAPSHOT: u64 = 20;

/// A store of some articles that its process left without closing it, and the answers it gave.
pub fn abandoned(name: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    let mut pipeline = open(&folder.0, 1_000_000);
    for (number, article) in sample().into_iter().take(ARTICLES).enumerate() {
        pipeline.push(article).expect("accepted");
        if [10, SNAPSHOT as usize].contains(&(number + 1)) {
            pipeline.snapshot().expect("written");
        }
    }
    let wanted = answers(&pipeline);
    (folder, wanted)
}

pub fn try_open(folder: &Folder, recover: bool) -> Result<StoredPipeline> {
    let mut store = store_options(1_000_000);
    store.recover = recover;
    Pipeline::builder().options(options()).open(&folder.0, store)
}
