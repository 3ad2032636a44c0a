//! Any vectors clustered, removed and merged; and the same after being written and read.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use samestory::article::Timestamp;
use samestory::cluster::{ClusterItem, ClusterOptions, Clusterer, OnlineClusterer};
use samestory::features::{
    ArticleVectors, DenseVector, Facet, FeatureId, SparseVector, SparseVectorBuilder,
};

#[derive(Arbitrary, Debug)]
enum Step {
    Insert { local: Vec<u8>, cross: Vec<u8>, signs: Vec<u8>, time: i32, language: u8, fingerprint: u8, dense: Option<[i8; 2]> },
    Remove(u8),
    Merge,
    Close { time: i32, idle: u8 },
    Forget(u8),
    Store,
}

fn vector(words: &[u8]) -> SparseVector {
    let mut builder = SparseVectorBuilder::default();
    for word in words.iter().take(32) {
        builder.add(FeatureId::new(Facet::Stem, &[word % 32]), 1.0 + f32::from(word / 32));
    }
    builder.finish(32)
}

fuzz_target!(|steps: Vec<Step>| {
    let mut options = ClusterOptions::default();
    options.merge_every = 7;
    options.copy_min_features = 4;
    let new = || OnlineClusterer::new(options.clone()).expect("the options");
    let (mut clusterer, mut changes, mut key) = (new(), Vec::new(), 0);
    for step in steps.into_iter().take(64) {
        match step {
            Step::Insert { local, cross, signs, time, language, fingerprint, dense } => {
                let mut vectors = ArticleVectors {
                    local: vector(&local),
                    cross: vector(&cross),
                    ..ArticleVectors::default()
                };
                vectors.signs.places = vector(&signs);
                let language = ["en", "de", "ru"].get(usize::from(language)).and_then(|tag| tag.parse().ok());
                let time = Timestamp::from_seconds(i64::from(time) * 1000);
                let dense = dense.and_then(|values| DenseVector::new(&values.map(f32::from)));
                let fingerprint = u64::from(fingerprint % 8);
                let item = ClusterItem { key, language, time, vectors, dense, fingerprint, ..ClusterItem::default() };
                clusterer.insert(item, &mut changes);
                assert!(clusterer.story_of(key).is_some());
                key += 1;
            }
            Step::Remove(which) => drop(clusterer.remove(u32::from(which), &mut changes)),
            Step::Merge => clusterer.merge_stories(&mut changes),
            Step::Close { time, idle } => {
                let now = Timestamp::from_seconds(i64::from(time) * 1000);
                clusterer.close_before(now, u32::from(idle), &mut changes);
            }
            Step::Forget(which) => {
                let stories: Vec<_> = clusterer.stories().map(|story| story.id).collect();
                if let Some(id) = stories.get(usize::from(which)) {
                    clusterer.forget(*id, &mut Vec::new());
                }
            }
            Step::Store => {
                let mut state = Vec::new();
                clusterer.save(&mut state).expect("in memory");
                let mut again = new();
                again.load(&mut state.as_slice()).expect("what was written");
                clusterer = again;
            }
        }
        for key in 0..key {
            let story = clusterer.story_of(key);
            assert_eq!(story.is_some(), clusterer.cluster_of(key).is_some());
            if let Some(story) = story {
                let group = clusterer.story(story).expect("the story of an item");
                let members = group.clusters.iter().filter_map(|id| clusterer.cluster(*id));
                let count = members.filter(|cluster| cluster.members.contains(&key)).count();
                assert_eq!(count, 1, "an item is in one cluster of its story");
            }
        }
    }
    for story in clusterer.stories().map(|story| story.id).collect::<Vec<_>>() {
        let _ = (clusterer.explain_story(story), clusterer.related(story, 3));
    }
});
