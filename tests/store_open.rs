//! What a store is opened with: options, stages, a folder that others use or that cannot be written.
#![cfg(feature = "store")]

mod store_support;

use std::fs;

use samestory::article::Article;
use samestory::cluster::{
    Change, Cluster, ClusterId, ClusterItem, Clusterer, Evidence, Link, OnlineClusterer,
    StoryGroup, StoryId,
};
use samestory::error::Error;
use samestory::features::{ExtractOptions, FacetExtractor};
use samestory::pipeline::{Pipeline, PipelineOptions};
use samestory::store::StoreOptions;

use store_support::{ARTICLES, Folder, abandoned, answers, open, options, store_options, try_open};

#[test]
fn options_of_any_number_come_back() {
    let folder = Folder::new("infinite");
    let mut given = options();
    given.cluster.split = f32::INFINITY;
    given.cluster.model.eager = f32::INFINITY;
    given.cluster.model.merge = 0.1;
    let builder = Pipeline::builder().options(given.clone());
    drop(builder.open(&folder.0, store_options(10)).expect("a store"));
    let again = Pipeline::open(&folder.0).expect("the same store");
    assert_eq!(again.options(), &given);
    for (option, change) in REFUSED {
        let mut options = options();
        change(&mut options);
        match Pipeline::builder().options(options).build() {
            Err(Error::InvalidOption { option: named, .. }) => assert_eq!(named, *option),
            other => panic!("{option}: {other:?}"),
        }
    }
}

type ChangeOptions = fn(&mut PipelineOptions);

/// What no store could read again, and what means nothing.
const REFUSED: &[(&str, ChangeOptions)] = &[
    ("cluster.split", |options| options.cluster.split = f32::NAN),
    ("cluster.model.merge", |options| options.cluster.model.merge = f32::NEG_INFINITY),
    ("cluster.model.story", |options| {
        options.cluster.model.story.set("near", f32::NAN);
    }),
    ("registry.expireHours", |options| options.registry.expire_hours = f64::INFINITY),
    ("registry.minNats", |options| options.registry.min_nats = f32::NAN),
    ("extract.minNumber", |options| options.extract.min_number = f64::INFINITY),
    ("weight.poolPrior", |options| options.weight.pool_prior = f32::NAN),
    ("limits.extraDepth", |options| options.limits.extra_depth = 121),
    ("retentionHours", |options| options.retention_hours = Some(f64::NAN)),
    ("dimension", |options| options.dimension = Some(0)),
];

/// A store may lie where others keep files.
#[test]
fn files_of_others_stay() {
    let folder = Folder::new("others");
    fs::create_dir_all(folder.0.join("journal-x.log.part")).expect("a folder");
    let others = ["film.mkv.part", "journal-7.txt.part", "snapshot-a.snap.part"];
    others.iter().for_each(|name| fs::write(folder.0.join(name), "x").expect("written"));
    let own = folder.0.join(format!("snapshot-{:020}.snap.part", 7));
    fs::write(&own, "x").expect("written");
    drop(open(&folder.0, 10));
    assert!(others.iter().all(|name| folder.0.join(name).exists()) && !own.exists());
}

#[test]
fn one_process_at_a_time() {
    let (folder, _) = abandoned("in use");
    let first = try_open(&folder, false).expect("free");
    let second = try_open(&folder, false).err();
    assert_eq!(second, Some(Error::StoreInUse { path: folder.0.clone() }));
    drop(first);
    assert!(try_open(&folder, false).is_ok());
}

#[test]
fn other_options_and_stages_are_refused() {
    let (folder, wanted) = abandoned("options");
    let mut other = options();
    other.threads = 2;
    other.cluster.window_hours = 71.5;
    let builder = Pipeline::builder().options(other);
    let refused = builder.open(&folder.0, StoreOptions::default()).expect_err("refused");
    assert!(refused.to_string().contains("`cluster.windowHours` is 72.0"), "{refused}");
    let pipeline = Pipeline::open(&folder.0).expect("its own options");
    assert_eq!(answers(&pipeline), wanted);
    drop(pipeline);
    let mut short = ExtractOptions::default();
    short.max_text_bytes = 30;
    let builder = Pipeline::builder().extractor(FacetExtractor::new(short));
    let refused = builder.open(&folder.0, StoreOptions::default()).expect_err("refused");
    assert!(matches!(refused, Error::StoreDiverged { .. }), "{refused}");
    for (commit, snapshot) in [(0, 1), (1, 0)] {
        let mut store = store_options(snapshot);
        store.commit_every = commit;
        let refused = Pipeline::builder().open(&folder.0, store).err();
        assert!(matches!(refused, Some(Error::InvalidOption { .. })), "{refused:?}");
    }
}

/// The built-in clustering, which does not say how to store it.
struct Bare(OnlineClusterer);

impl Clusterer for Bare {
    fn insert(&mut self, item: ClusterItem, changes: &mut Vec<Change>) {
        self.0.insert(item, changes);
    }
    fn remove(&mut self, key: u32, changes: &mut Vec<Change>) -> bool {
        self.0.remove(key, changes)
    }
    fn merge_stories(&mut self, changes: &mut Vec<Change>) {
        self.0.merge_stories(changes);
    }
    fn close_before(
        &mut self,
        now: samestory::article::Timestamp,
        idle_since: u32,
        changes: &mut Vec<Change>,
    ) {
        self.0.close_before(now, idle_since, changes);
    }
    fn story_of(&self, key: u32) -> Option<StoryId> {
        self.0.story_of(key)
    }
    fn cluster_of(&self, key: u32) -> Option<ClusterId> {
        self.0.cluster_of(key)
    }
    fn story(&self, id: StoryId) -> Option<&StoryGroup> {
        self.0.story(id)
    }
    fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.0.cluster(id)
    }
    fn stories(&self) -> Box<dyn Iterator<Item = &StoryGroup> + '_> {
        self.0.stories()
    }
    fn link(&self, key: u32) -> Option<Link> {
        self.0.link(key)
    }
    fn copy_of(&self, key: u32) -> Option<u32> {
        self.0.copy_of(key)
    }
    fn centrality(&self, key: u32) -> Option<f32> {
        self.0.centrality(key)
    }
    fn related(&self, story: StoryId, most: usize) -> Vec<(StoryId, f32)> {
        self.0.related(story, most)
    }
    fn evidence(&self, one: u32, other: u32) -> Option<Evidence> {
        self.0.evidence(one, other)
    }
}

#[test]
fn a_clustering_that_cannot_be_stored_says_so_at_once() {
    let folder = Folder::new("bare");
    let bare = Bare(OnlineClusterer::new(Default::default()).expect("the defaults"));
    let refused = Pipeline::builder().clusterer(bare).open(&folder.0, StoreOptions::default());
    assert_eq!(refused.err(), Some(Error::NotStorable("clusterer")));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let file = Folder::new("a file");
    fs::write(&file.0, "no folder").expect("written");
    let refused = Pipeline::open(file.0.join("store")).expect_err("refused");
    assert!(
        matches!(&refused, Error::Store { path, kind, .. }
            if path.starts_with(&file.0) && *kind != std::io::ErrorKind::Other),
        "{refused}"
    );
    fs::remove_file(&file.0).expect("removed");

    let (folder, wanted) = abandoned("read only");
    let writable = fs::metadata(&folder.0).expect("a folder").permissions();
    let mut read_only = writable.clone();
    read_only.set_readonly(true);
    fs::set_permissions(&folder.0, read_only).expect("changed");
    let refused = Pipeline::open(&folder.0).map(|pipeline| {
        assert_eq!(answers(&pipeline), wanted);
    });
    let probe = fs::write(folder.0.join("probe"), "");
    fs::set_permissions(&folder.0, writable).expect("changed");
    if probe.is_ok() {
        eprintln!("skipped: this user may write everywhere");
    } else {
        assert!(matches!(refused, Err(Error::Store { .. })), "{refused:?}");
    }
    let _ = fs::remove_file(folder.0.join("probe"));
    assert_eq!(answers(&open(&folder.0, 100)), wanted);
}

#[test]
fn a_snapshot_that_cannot_be_written_costs_nothing() {
    let (folder, wanted) = abandoned("stopped");
    let mut pipeline = open(&folder.0, 1_000_000);
    // Neither the next journal nor a snapshot can be made where a folder has its name.
    let next = folder.0.join(format!("journal-{:020}.log.part", ARTICLES + 1));
    let snapshot = folder.0.join(format!("snapshot-{ARTICLES:020}.snap.part"));
    for place in [&next, &snapshot] {
        fs::create_dir(place).expect("a folder");
        let failed = pipeline.snapshot();
        assert!(
            matches!(&failed, Err(Error::Store { path, .. }) if path == place || path.starts_with(&folder.0)),
            "{failed:?}"
        );
        fs::remove_dir(place).expect("removed");
    }
    pipeline.push(Article::new("new", "Quake shakes Arequipa")).expect("the journal is there");
    drop(pipeline);
    let mut pipeline = open(&folder.0, 1_000_000);
    pipeline.remove("new").expect("it was acknowledged");
    assert_eq!(answers(&pipeline).lines().last(), wanted.lines().last());
}
