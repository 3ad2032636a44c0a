//! One contract for every index, run over each of them.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use samestory::features::{DenseVector, Facet, FeatureId, SparseVector, SparseVectorBuilder};
use samestory::index::{
    ExactIndex, Hit, Index, IndexError, Indexable, InvertedIndex, SearchBuffer,
};
#[cfg(feature = "hnsw")]
use samestory::index::{HnswIndex, HnswOptions};

/// An index under test, and how to make vectors for it.
trait Case {
    type Vector: Indexable + Debug + PartialEq;
    type Made: Index<Self::Vector>;
    /// Whether every hit is found.
    const EXACT: bool;

    fn index() -> Self::Made;
    /// A vector about `topic`, never empty: `spread` 0 makes vectors of a topic equal, .1 nearly so,
    /// 1 alike.
    fn vector(topic: u64, spread: f32, random: &mut Random) -> Self::Vector;
}

/// SplitMix64.
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn unit(&mut self) -> f32 {
        self.below(1 << 20) as f32 / (1 << 20) as f32
    }
}

/// Twelve words of the topic, a few of them shared by topics, and some of its own.
fn sparse(topic: u64, spread: f32, random: &mut Random) -> SparseVector {
    let mut builder = SparseVectorBuilder::default();
    let mut add = |word: u64, weight: f32| {
        builder.add(FeatureId::new(Facet::Stem, &word.to_le_bytes()), weight);
    };
    for place in 0..12 {
        let word = if place < 3 { topic % 5 + place } else { 1_000 + topic * 12 + place };
        add(word, 1.0 + spread * random.unit());
    }
    if spread > 0.0 {
        (0..6).for_each(|_| add(random.below(200), spread * random.unit()));
        add(1 << 40 | random.next() >> 24, spread * 0.5);
    }
    builder.finish(100)
}

fn dense(topic: u64, spread: f32, random: &mut Random) -> DenseVector {
    let mut center = Random(topic);
    let values: Vec<f32> =
        (0..24).map(|_| center.unit() - 0.5 + spread * 0.6 * (random.unit() - 0.5)).collect();
    DenseVector::new(&values).expect("has a direction")
}

struct ExactSparse;
struct Inverted;
struct ExactDense;
#[cfg(feature = "hnsw")]
struct Hnsw;

impl Case for ExactSparse {
    type Vector = SparseVector;
    type Made = ExactIndex<SparseVector>;
    const EXACT: bool = true;

    fn index() -> Self::Made {
        ExactIndex::default()
    }
    fn vector(topic: u64, spread: f32, random: &mut Random) -> SparseVector {
        sparse(topic, spread, random)
    }
}

impl Case for Inverted {
    type Vector = SparseVector;
    type Made = InvertedIndex;
    const EXACT: bool = true;

    fn index() -> Self::Made {
        InvertedIndex::default()
    }
    fn vector(topic: u64, spread: f32, random: &mut Random) -> SparseVector {
        sparse(topic, spread, random)
    }
}

impl Case for ExactDense {
    type Vector = DenseVector;
    type Made = ExactIndex<DenseVector>;
    const EXACT: bool = true;

    fn index() -> Self::Made {
        ExactIndex::default()
    }
    fn vector(topic: u64, spread: f32, random: &mut Random) -> DenseVector {
        dense(topic, spread, random)
    }
}

/// Segments so small that most vectors lie in graphs, and are found through them.
#[cfg(feature = "hnsw")]
impl Case for Hnsw {
    type Vector = DenseVector;
    type Made = HnswIndex;
    const EXACT: bool = false;

    fn index() -> Self::Made {
        let mut options = HnswOptions::default();
        options.segment = 512;
        options.batch = 64;
        options.exact_below = 0;
        options.search = 24;
        HnswIndex::new(options).expect("options in range")
    }
    fn vector(topic: u64, spread: f32, random: &mut Random) -> DenseVector {
        dense(topic, spread, random)
    }
}

/// The tests that every index passes.
macro_rules! contract {
    ($($(#[$attribute:meta])* $module:ident: $case:ty),+ $(,)?) => {$(
        $(#[$attribute])*
        mod $module {
            use super::*;

            #[test]
            fn holds_what_was_inserted() {
                super::holds_what_was_inserted::<$case>();
            }

            #[test]
            fn puts_the_best_first_and_the_oldest_of_equals() {
                super::puts_the_best_first_and_the_oldest_of_equals::<$case>();
            }

            #[test]
            fn keeps_to_the_minimum_and_the_most() {
                super::keeps_to_the_minimum_and_the_most::<$case>();
            }

            #[test]
            fn refuses_stale_keys() {
                super::refuses_stale_keys::<$case>();
            }

            #[test]
            fn finds_each_point_of_a_burst() {
                super::finds_each_point_of_a_burst::<$case>();
            }

            #[test]
            fn finds_the_few_that_remain() {
                super::finds_the_few_that_remain::<$case>();
            }

            #[test]
            fn drops_what_expires() {
                super::drops_what_expires::<$case>();
            }

            #[test]
            fn agrees_with_the_scan_on_many() {
                super::agrees_with_the_scan_on_many::<$case>();
            }

            #[test]
            fn gives_the_same_twice() {
                super::gives_the_same_twice::<$case>();
            }

            proptest! {
                #![proptest_config(ProptestConfig::with_cases(24))]
                #[test]
                fn agrees_with_the_scan_after_any_operations(
                    operations in proptest::collection::vec(operation(), 1..60)
                ) {
                    super::agrees_with_the_scan::<$case>(&operations, 7);
                }
            }
        }
    )+};
}

contract! {
    exact_sparse: ExactSparse,
    inverted: Inverted,
    exact_dense: ExactDense,
    #[cfg(feature = "hnsw")]
    hnsw: Hnsw,
}

fn search<V: Indexable>(index: &impl Index<V>, query: &V, most: usize, minimum: f32) -> Vec<Hit> {
    let mut buffer = SearchBuffer::default();
    index.search_into(query, most, minimum, &mut buffer);
    buffer.hits
}

fn keys(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.key).collect()
}

/// Vectors of `topics` topics in turn under keys 0, 3, 6, ….
fn filled<C: Case>(count: u32, topics: u64) -> (C::Made, Vec<C::Vector>) {
    let mut random = Random(5);
    let mut index = C::index();
    let vectors: Vec<C::Vector> =
        (0..count).map(|place| C::vector(u64::from(place) % topics, 1.0, &mut random)).collect();
    for (place, vector) in vectors.iter().enumerate() {
        index.insert(3 * place as u32, vector).expect("keys rise");
    }
    (index, vectors)
}

fn holds_what_was_inserted<C: Case>() {
    let (mut index, vectors) = filled::<C>(700, 70);
    assert_eq!(index.len(), 700);
    assert!(!index.is_empty());
    for (place, vector) in vectors.iter().enumerate() {
        let key = 3 * place as u32;
        let hits = search(&index, vector, 1, 0.0);
        assert_eq!(keys(&hits), [key]);
        // Weights are held in steps of 1/65,535.
        assert!((hits[0].similarity - 1.0).abs() < 1e-4);
    }
    assert!(!index.remove(1), "never inserted");
    assert!(!index.remove(5_000), "never inserted");
    assert!(index.remove(300));
    assert!(!index.remove(300), "gone");
    assert_eq!(index.len(), 699);
    assert!(!keys(&search(&index, &vectors[100], 50, 0.0)).contains(&300));
    (0..700).for_each(|place| assert_eq!(index.remove(3 * place), place != 100));
    assert!(index.is_empty());
    assert_eq!(search(&index, &vectors[0], 9, 0.0), []);
    index.insert(9_000, &vectors[0]).expect("a new key");
    assert_eq!(keys(&search(&index, &vectors[0], 9, 0.0)), [9_000]);
}

fn puts_the_best_first_and_the_oldest_of_equals<C: Case>() {
    let mut random = Random(1);
    let mut index = C::index();
    for key in 0..600 {
        // Each fifth is the same vector.
        let spread = if key % 5 == 0 { 0.0 } else { 1.0 };
        index.insert(key, &C::vector(4, spread, &mut random)).expect("keys rise");
    }
    let query = C::vector(4, 0.0, &mut random);
    for most in [1, 2, 7, 20] {
        let hits = search(&index, &query, most, 0.0);
        assert_eq!(keys(&hits), (0..most as u32).map(|place| place * 5).collect::<Vec<_>>());
    }
    let hits = search(&index, &query, 600, 0.0);
    assert_eq!(hits.len(), 600, "a search for all finds all");
    assert!(hits.is_sorted_by(|one, two| Hit::order(one, two).is_lt()));
}

fn keeps_to_the_minimum_and_the_most<C: Case>() {
    let (index, vectors) = filled::<C>(600, 20);
    let all = search(&index, &vectors[7], 600, 0.0);
    assert!(all.iter().all(|hit| hit.similarity > 0.0));
    let bound = all[9].similarity;
    assert_eq!(search(&index, &vectors[7], 600, bound), all[..10], "the minimum is within");
    assert_eq!(search(&index, &vectors[7], 600, -1.0), all, "never below zero");
    assert_eq!(search(&index, &vectors[7], usize::MAX, 0.0), all);
    assert_eq!(search(&index, &vectors[7], 0, 0.0), []);
    assert_eq!(search(&index, &vectors[7], 9, 1.5), []);
    assert_eq!(search(&index, &vectors[7], 9, f32::NAN), []);
}

fn refuses_stale_keys<C: Case>() {
    let mut random = Random(2);
    let vector = C::vector(1, 1.0, &mut random);
    let mut index = C::index();
    index.insert(10, &vector).expect("the first key");
    for key in [10, 9, 0] {
        assert_eq!(index.insert(key, &vector), Err(IndexError::StaleKey(key)));
    }
    index.remove(10);
    assert_eq!(index.insert(10, &vector), Err(IndexError::StaleKey(10)), "removed, yet taken");
    index.expire(20);
    assert_eq!(index.insert(19, &vector), Err(IndexError::StaleKey(19)));
    index.expire(5);
    assert_eq!(index.insert(19, &vector), Err(IndexError::StaleKey(19)), "expiry never goes back");
    assert!(index.is_empty());
    index.insert(20, &vector).expect("not expired");
    index.insert(u32::MAX, &vector).expect("the last key there is");
    assert_eq!(index.insert(u32::MAX, &vector), Err(IndexError::StaleKey(u32::MAX)));
    assert_eq!(keys(&search(&index, &vector, 9, 0.0)), [20, u32::MAX]);
}

/// Wire copies: hundreds of near-duplicates in a row, of one topic or a few, between other news.
fn finds_each_point_of_a_burst<C: Case>() {
    for (topics, spread) in [(1, 0.02), (1, 0.1), (1, 0.4), (5, 0.1)] {
        let mut random = Random(3);
        let mut index = C::index();
        let mut vectors = Vec::new();
        for key in 0..900_u32 {
            let vector = if (150..650).contains(&key) {
                C::vector(u64::from(key) % topics, spread, &mut random)
            } else {
                C::vector(100 + u64::from(key) % 90, 1.0, &mut random)
            };
            index.insert(key, &vector).expect("keys rise");
            vectors.push(vector);
        }
        let mut lost = 0;
        for (key, vector) in vectors.iter().enumerate() {
            let hits = search(&index, vector, 1, 0.0);
            lost += usize::from(keys(&hits) != [key as u32]);
        }
        assert_eq!(lost, 0, "{topics} topics spread by {spread}");
    }
}

fn finds_the_few_that_remain<C: Case>() {
    let (mut index, vectors) = filled::<C>(1_500, 40);
    let stays = |place: &usize| place % 7 == 0;
    for place in (0..vectors.len()).filter(|place| !stays(place)) {
        assert!(index.remove(3 * place as u32));
    }
    let remain: Vec<usize> = (0..vectors.len()).filter(stays).collect();
    assert_eq!(index.len(), remain.len());
    for place in &remain {
        assert_eq!(keys(&search(&index, &vectors[*place], 1, 0.0)), [3 * *place as u32]);
    }
    // What comes after is found beside them.
    let mut random = Random(8);
    let later: Vec<C::Vector> =
        (0..700).map(|place| C::vector(place % 40, 1.0, &mut random)).collect();
    for (place, vector) in later.iter().enumerate() {
        index.insert(5_000 + place as u32, vector).expect("keys rise");
    }
    for (place, vector) in later.iter().enumerate() {
        assert_eq!(keys(&search(&index, vector, 1, 0.0)), [5_000 + place as u32]);
    }
    for place in remain {
        assert_eq!(keys(&search(&index, &vectors[place], 1, 0.0)), [3 * place as u32]);
    }
}

fn drops_what_expires<C: Case>() {
    let (mut index, vectors) = filled::<C>(1_000, 30);
    assert!(index.remove(300) && index.remove(2_400));
    for first in [0, 1, 90, 301, 302, 900, 1_500, 1_501, 2_400, 2_401, 2_997, 2_998] {
        index.expire(first);
        assert!(first == 0 || !index.remove(first - 1), "{first}");
        let is_there = |place: &usize| {
            let key = 3 * *place as u32;
            key >= first && key != 300 && key != 2_400
        };
        let there: Vec<usize> = (0..vectors.len()).filter(is_there).collect();
        assert_eq!(index.len(), there.len(), "{first}");
        for place in there.iter().step_by(11) {
            assert_eq!(keys(&search(&index, &vectors[*place], 1, 0.0)), [3 * *place as u32]);
        }
        let hits = search(&index, &vectors[900], 1_000, 0.0);
        assert!(hits.iter().all(|hit| there.contains(&(hit.key as usize / 3))), "{first}");
    }
    assert!(index.is_empty());
}

fn gives_the_same_twice<C: Case>() {
    let build = || {
        let (mut index, vectors) = filled::<C>(1_300, 25);
        (0..500).for_each(|place| assert!(index.remove(6 * place)));
        index.expire(600);
        vectors.iter().map(|vector| search(&index, vector, 10, 0.1)).collect::<Vec<_>>()
    };
    assert_eq!(build(), build());
}

/// What a caller may do with an index.
#[derive(Clone, Debug)]
enum Operation {
    /// So many vectors, of topics in turn or of one, with gaps between keys.
    Insert {
        count: u32,
        topic: Option<u64>,
        gap: u32,
        spread: f32,
    },
    /// Each so-manieth of those there.
    Remove {
        every: usize,
    },
    /// The oldest per cent.
    Expire {
        share: usize,
    },
    Search {
        most: usize,
        minimum: f32,
    },
}

fn operation() -> impl Strategy<Value = Operation> {
    let spread = prop_oneof![Just(0.0_f32), Just(0.05), Just(1.0)];
    let insert = (1_u32..120, proptest::option::of(0_u64..4), 1_u32..4, spread)
        .prop_map(|(count, topic, gap, spread)| Operation::Insert { count, topic, gap, spread });
    let search = (0_usize..40, -0.5_f32..0.9)
        .prop_map(|(most, minimum)| Operation::Search { most, minimum });
    prop_oneof![
        4 => insert,
        1 => (1_usize..9).prop_map(|every| Operation::Remove { every }),
        1 => (0_usize..70).prop_map(|share| Operation::Expire { share }),
        3 => search,
    ]
}

/// Runs the operations on the index and on a map; the hits of a slow scan of the map must be found.
fn agrees_with_the_scan<C: Case>(operations: &[Operation], seed: u64) {
    let mut random = Random(seed);
    let mut index = C::index();
    let mut map: BTreeMap<u32, C::Vector> = BTreeMap::new();
    let mut next_key = 0;
    let (mut wanted, mut met) = (0, 0);
    let mut buffer = SearchBuffer::default();
    for operation in operations {
        match *operation {
            Operation::Insert { count, topic, gap, spread } => {
                for place in 0..count {
                    let vector =
                        C::vector(topic.unwrap_or(u64::from(place) % 30), spread, &mut random);
                    index.insert(next_key, &vector).expect("keys rise");
                    map.insert(next_key, vector);
                    next_key += gap;
                }
            }
            Operation::Remove { every } => {
                let gone: Vec<u32> = map.keys().copied().step_by(every).collect();
                for key in gone {
                    map.remove(&key);
                    assert!(index.remove(key));
                }
            }
            Operation::Expire { share } => {
                let first = map.keys().nth(map.len() * share / 100).copied().unwrap_or(next_key);
                map = map.split_off(&first);
                index.expire(first);
                next_key = next_key.max(first);
            }
            Operation::Search { most, minimum } => {
                let query = C::vector(random.below(30), 1.0, &mut random);
                index.search_into(&query, most, minimum, &mut buffer);
                let mut scan: Vec<Hit> = map
                    .iter()
                    .map(|(key, vector)| Hit { key: *key, similarity: query.similarity(vector) })
                    .filter(|hit| hit.similarity > 0.0 && hit.similarity >= minimum)
                    .collect();
                scan.sort_by(Hit::order);
                scan.truncate(most);
                if C::EXACT {
                    assert_eq!(buffer.hits, scan, "equal to the bit");
                    continue;
                }
                assert!(buffer.hits.len() <= most);
                assert!(buffer.hits.is_sorted_by(|one, two| Hit::order(one, two).is_lt()));
                for hit in &buffer.hits {
                    let similarity = query.similarity(&map[&hit.key]);
                    assert!(similarity >= minimum && similarity == hit.similarity);
                }
                let found = keys(&buffer.hits);
                wanted += scan.len();
                met += scan.iter().filter(|hit| found.contains(&hit.key)).count();
            }
        }
        assert_eq!(index.len(), map.len());
    }
    // Few hits make no share to speak of.
    assert!(wanted < 100 || met * 20 >= wanted * 19, "found {met} of {wanted}");
}

/// A long run, where graphs hold most vectors.
fn agrees_with_the_scan_on_many<C: Case>() {
    let mut operations = Vec::new();
    for round in 0..30 {
        operations.push(Operation::Insert { count: 150, topic: None, gap: 2, spread: 1.0 });
        if round % 4 == 1 {
            let topic = Some(round % 3);
            operations.push(Operation::Insert { count: 60, topic, gap: 1, spread: 0.05 });
        }
        if round % 7 == 5 {
            operations.push(Operation::Remove { every: 3 });
            operations.push(Operation::Expire { share: 20 });
        }
        operations.extend(vec![Operation::Search { most: 10, minimum: 0.0 }; 5]);
    }
    agrees_with_the_scan::<C>(&operations, 11);
}

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

#[test]
fn vectors_of_another_dimension_are_refused() {
    fn check(mut index: impl Index<DenseVector>) {
        let vector = |values: &[f32]| DenseVector::new(values).expect("has a direction");
        let (two, three) = (vector(&[1.0, 2.0]), vector(&[1.0, 2.0, 3.0]));
        index.insert(0, &two).expect("the first");
        let refused = Err(IndexError::WrongDimension { wanted: 2, found: 3 });
        assert_eq!(index.insert(1, &three), refused);
        assert_eq!(index.len(), 1);
        assert_eq!(search(&index, &three, 9, -1.0), []);
        index.insert(1, &two).expect("a refused key is free");
        index.expire(2);
        index.insert(2, &three).expect("an empty index takes any dimension");
        assert_eq!(keys(&search(&index, &three, 9, 0.0)), [2]);
        assert!(index.remove(2));
        index.insert(3, &two).expect("an empty index takes any dimension");
    }
    check(ExactIndex::default());
    #[cfg(feature = "hnsw")]
    {
        check(HnswIndex::default());
        check(Hnsw::index());
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
