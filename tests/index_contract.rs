//! One contract for every index, run over each of them.

mod index_support;

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use samestory::features::{DenseVector, SparseVector};
use samestory::index::{
    ExactIndex, Hit, Index, IndexError, Indexable, InvertedIndex, SearchBuffer,
};
#[cfg(feature = "hnsw")]
use samestory::index::{HnswIndex, HnswOptions};

use index_support::{Random, dense, keys, search, sparse};

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
