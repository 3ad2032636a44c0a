//! The indexes of sparse vectors: features that look back only so far, and the inverted index beside the
//! scan.

mod index_support;

use proptest::prelude::*;
use samestory::features::{Facet, FeatureId, SparseVector, SparseVectorBuilder};
use samestory::index::{ExactIndex, Hit, Index, InvertedIndex, SearchBuffer};

use index_support::{Random, keys, search, sparse};

fn search_since(
    index: &impl Index<SparseVector>,
    query: &SparseVector,
    since: &[u32],
    most: usize,
    minimum: f32,
) -> Vec<Hit> {
    let mut buffer = SearchBuffer::default();
    index.search_since_into(query, since, most, minimum, &mut buffer);
    buffer.hits
}

/// Whatever an index lets go of, searches that do not look at it find what they did.
#[test]
fn what_no_search_looks_at_makes_no_difference() {
    let mut random = Random(5);
    let (mut exact, mut inverted) = (ExactIndex::default(), InvertedIndex::default());
    for round in 1..5 {
        for key in (round - 1) * 4_000..round * 4_000 {
            let vector = sparse(random.below(40), 1.0, &mut random);
            exact.insert(key, &vector).expect("keys rise");
            inverted.insert(key, &vector).expect("keys rise");
        }
        for key in (0..round * 4_000).step_by(97) {
            assert_eq!(exact.remove(key), inverted.remove(key), "{key}");
        }
        let since = |feature: FeatureId| feature.value() % 5 * 1_000 * round;
        inverted.forget_before(&since);
        for topic in 0..40 {
            let query = sparse(topic, 1.0, &mut random);
            let looks: Vec<u32> = query.entries().map(|(feature, _)| since(feature)).collect();
            let found = search_since(&inverted, &query, &looks, 20, 0.02);
            assert!(!found.is_empty());
            assert_eq!(found, search_since(&exact, &query, &looks, 20, 0.02), "{round} {topic}");
        }
    }
}

/// A feature that does not look far back finds nothing of long ago, and the others find it by less.
#[test]
fn features_look_at_vectors_from_a_key_on() {
    fn check(mut index: impl Index<SparseVector>) {
        let vector = |words: &[&str]| {
            let mut builder = SparseVectorBuilder::default();
            for word in words {
                builder.add(FeatureId::new(Facet::Stem, word.as_bytes()), 1.0);
            }
            builder.finish(9)
        };
        for (key, words) in
            [&["the", "quake"][..], &["the"], &["the", "quake"], &["the"]].iter().enumerate()
        {
            index.insert(key as u32, &vector(words)).expect("keys rise");
        }
        let query = vector(&["the", "quake"]);
        let the = FeatureId::new(Facet::Stem, b"the");
        let since: Vec<u32> =
            query.entries().map(|(feature, _)| if feature == the { 2 } else { 0 }).collect();
        let hits = search_since(&index, &query, &since, 9, 0.0);
        assert_eq!(keys(&hits), [2, 3, 0]);
        assert!((hits[2].similarity - 0.5).abs() < 1e-3);
        assert_eq!(keys(&search_since(&index, &query, &[], 9, 0.0)), [0, 2, 1, 3]);
    }
    check(ExactIndex::default());
    check(InvertedIndex::default());
}

#[test]
fn empty_vectors_are_held_and_never_found() {
    fn check(mut index: impl Index<SparseVector>) {
        let empty = SparseVector::default();
        let vector = sparse(1, 1.0, &mut Random(1));
        index.insert(0, &empty).expect("keys rise");
        index.insert(1, &vector).expect("keys rise");
        index.insert(2, &empty).expect("keys rise");
        assert_eq!(index.len(), 3);
        assert_eq!(search(&index, &empty, 9, 0.0), []);
        assert_eq!(keys(&search(&index, &vector, 9, 0.0)), [1]);
        assert!(index.remove(0) && index.remove(1) && index.remove(2) && index.is_empty());
    }
    check(ExactIndex::default());
    check(InvertedIndex::default());
}

/// Hashes of two facets can be equal.
#[test]
fn repeated_features_count_as_in_a_dot_product() {
    let vector = |entries: &str| {
        serde_json::from_str::<SparseVector>(&format!("{{\"entries\":[{entries}]}}"))
            .expect("valid")
    };
    let vectors = [
        vector("[5,32768],[5,16384],[9,32768]"),
        vector("[5,32768],[9,32768]"),
        vector("[5,1],[9,32768],[10,8192]"),
        vector("[5,32768],[5,32768],[5,32768]"),
        vector("[5,2],[5,32768],[8,65535]"),
    ];
    let (mut exact, mut inverted) = (ExactIndex::default(), InvertedIndex::default());
    for (key, vector) in vectors.iter().enumerate() {
        exact.insert(key as u32, vector).expect("keys rise");
        inverted.insert(key as u32, vector).expect("keys rise");
    }
    for query in &vectors {
        let hits = search(&exact, query, 9, 0.0);
        assert_eq!(search(&inverted, query, 9, 0.0), hits);
        assert!(!hits.is_empty());
    }
}

/// Enough vectors for segments of the inverted index to be packed, hollowed and joined.
#[test]
fn inverted_segments_are_packed_and_joined() {
    let mut random = Random(4);
    let (mut exact, mut inverted) = (ExactIndex::default(), InvertedIndex::default());
    let mut vector = |key: u32| {
        let mut builder = SparseVectorBuilder::default();
        for _ in 0..2 {
            let word = random.below(3_000);
            builder.add(FeatureId::new(Facet::Stem, &word.to_le_bytes()), 1.0 + random.unit());
        }
        builder.add(FeatureId::new(Facet::Number, &(key / 3).to_le_bytes()), 1.0);
        builder.finish(9)
    };
    let mut vectors = Vec::new();
    for key in 0..55_000 {
        let vector = vector(key);
        exact.insert(key, &vector).expect("keys rise");
        inverted.insert(key, &vector).expect("keys rise");
        vectors.push(vector);
    }
    let compare = |exact: &ExactIndex<_>, inverted: &InvertedIndex| {
        assert_eq!(exact.len(), inverted.len());
        for query in vectors.iter().step_by(5_003) {
            assert_eq!(search(inverted, query, 20, 0.1), search(exact, query, 20, 0.1));
            let since = [10_000, 0, 37_000];
            let found = search_since(inverted, query, &since, 20, 0.1);
            assert_eq!(found, search_since(exact, query, &since, 20, 0.1));
        }
    };
    compare(&exact, &inverted);
    // All but one in 16 of the first 35,000, the newest first, which is the least work for a scan.
    for key in (0..35_000).rev().filter(|key| key % 16 != 1) {
        assert!(exact.remove(key) && inverted.remove(key));
    }
    compare(&exact, &inverted);
    for key in [20_000, 34_999, 40_000, 52_000] {
        exact.expire(key);
        inverted.expire(key);
        compare(&exact, &inverted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Words by Zipf's law make lists long enough for bounds to leave some out; few words make ties.
    #[test]
    fn leaving_out_frequent_features_changes_no_hit(
        seed in any::<u64>(),
        words in prop_oneof![Just(40_u64), Just(400), Just(20_000)],
        removed in 1_u32..5,
    ) {
        let mut random = Random(seed);
        let mut vector = || {
            let mut builder = SparseVectorBuilder::default();
            for _ in 0..4 + random.below(20) {
                let word = (words as f32).powf(random.unit()) as u64;
                let weight = (words as f32 / (word + 1) as f32).ln() + 0.01;
                builder.add(FeatureId::new(Facet::Stem, &word.to_le_bytes()), weight);
            }
            builder.finish(16)
        };
        let (mut exact, mut inverted) = (ExactIndex::default(), InvertedIndex::default());
        for key in 0..3_000 {
            let vector = vector();
            exact.insert(key, &vector).expect("keys rise");
            inverted.insert(key, &vector).expect("keys rise");
        }
        for key in (0..3_000).step_by(7).filter(|key| key % 5 < removed) {
            exact.remove(key);
            inverted.remove(key);
        }
        let mut buffer = SearchBuffer::default();
        for most in [1, 10, 64, 500] {
            for minimum in [0.0, 0.02, 0.3] {
                let query = vector();
                inverted.search_into(&query, most, minimum, &mut buffer);
                let all = search(&exact, &query, most, minimum);
                prop_assert_eq!(&buffer.hits, &all);
                inverted.search_since_into(&query, &[], most, minimum, &mut buffer);
                prop_assert_eq!(&buffer.hits, &all);
                // Every other feature looks at all, the others at ever fewer.
                let spans = (0..query.entries().len() as u32).map(|n| (n % 2) * 150 * n);
                let since: Vec<u32> = spans.collect();
                inverted.search_since_into(&query, &since, most, minimum, &mut buffer);
                prop_assert_eq!(&buffer.hits, &search_since(&exact, &query, &since, most, minimum));
            }
        }
    }
}
