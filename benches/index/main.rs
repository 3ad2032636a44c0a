//! Speed and recall of the indexes.
//!
//! `cargo bench --bench index` takes half a minute; `cargo bench --bench index -- 10000 100000`, some
//! minutes, gives the sizes. HNSW works on graphs at every size here, not only where it pays.
//! Sparse: 100 features a vector by Zipf's law, half of them of its story. Dense: 256 numbers in 24
//! directions around the center of a story, every tenth vector a near-duplicate of the one before.
//! Each query is a new vector of a story; recall@10 is against the scan.
//!
//! `… -- headlines 20000 100000` measures the inverted index on headlines, real ones and recombined
//! ones, and on a flood; `… -- growth 100000 1000000` on windows of these sizes.

mod headlines;
mod random;

use std::hint::black_box;
use std::time::Instant;

use samestory::features::{DenseVector, Facet, FeatureId, SparseVector, SparseVectorBuilder};
use samestory::index::{ExactIndex, Index, Indexable, InvertedIndex, SearchBuffer};
#[cfg(feature = "hnsw")]
use samestory::index::{HnswIndex, HnswOptions};

use headlines::Source;
use random::Random;

const QUERIES: usize = 200;
const STORY: usize = 30;
const DIMENSION: usize = 256;
/// Directions in which dense vectors differ but for noise: about as many as embeddings of text do.
const LATENT: usize = 24;

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|text| text.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    let is_asked = |mode: &str| std::env::args().any(|text| text == mode);
    if is_asked("headlines") {
        return measure_headlines(&sizes);
    }
    if is_asked("growth") {
        return measure_growth(&sizes);
    }
    println!("index\tvectors\tinserts/s\tslowest insert ms\tqueries/s\trecall@10\tmemory MB");
    for size in sizes {
        let (vectors, queries) = split(size, sparse);
        let wanted = run("exact sparse", ExactIndex::default(), &vectors, &queries, None);
        run("inverted", InvertedIndex::default(), &vectors, &queries, Some(&wanted));
        drop((vectors, queries));
        let (vectors, queries) = split(size, dense);
        let wanted = run("exact dense", ExactIndex::default(), &vectors, &queries, None);
        #[cfg(feature = "hnsw")]
        run("hnsw", graphs(), &vectors, &queries, Some(&wanted));
        drop(wanted);
    }
}

const HEADLINES: &str = "headlines\tinserted\theld\tfeatures\tsearch µs\tmedian µs\tp99 µs\tinsert µs\tslowest insert ms\tbytes each\tdigest of hits";

fn measure_headlines(sizes: &[usize]) {
    println!("{HEADLINES}");
    let window = usize::MAX;
    for cross in [false, true] {
        let name = if cross { "all languages" } else { "English" };
        if let Some(source) = Source::recombined((!cross).then_some("eng")) {
            headlines::run(name, source, cross, sizes, window);
        }
        let name = if cross { "flood, all" } else { "flood, English" };
        headlines::run(name, Source::Flood, cross, sizes, window);
    }
}

/// Twice as many headlines as the window holds, so that as many expire as come.
fn measure_growth(sizes: &[usize]) {
    println!("{HEADLINES}");
    for size in sizes {
        for cross in [false, true] {
            let name = if cross { "all languages" } else { "English" };
            if let Some(source) = Source::recombined((!cross).then_some("eng")) {
                headlines::run(name, source, cross, &[size * 3 / 2], *size);
            }
        }
    }
}

#[cfg(feature = "hnsw")]
fn graphs() -> HnswIndex {
    let mut options = HnswOptions::default();
    options.exact_below = 0;
    HnswIndex::new(options).expect("options in range")
}

/// Vectors and queries: every so often a vector is kept back.
fn split<V>(size: usize, make: impl Fn(usize) -> Vec<V>) -> (Vec<V>, Vec<V>) {
    let mut vectors = make(size + QUERIES);
    let every = vectors.len() / QUERIES;
    let queries = (0..QUERIES).rev().map(|query| vectors.remove(query * every)).collect();
    (vectors, queries)
}

fn run<V: Indexable>(
    name: &str,
    mut index: impl Index<V>,
    vectors: &[V],
    queries: &[V],
    wanted: Option<&[Vec<u32>]>,
) -> Vec<Vec<u32>> {
    let memory_before = resident();
    let start = Instant::now();
    let mut slowest = 0.0_f64;
    for (key, vector) in vectors.iter().enumerate() {
        let insert = Instant::now();
        index.insert(key as u32, vector).expect("keys rise");
        slowest = slowest.max(insert.elapsed().as_secs_f64());
    }
    let inserts = vectors.len() as f64 / start.elapsed().as_secs_f64();
    let memory = resident() - memory_before;
    let mut buffer = SearchBuffer::default();
    let start = Instant::now();
    let mut found: Vec<Vec<u32>> = Vec::new();
    for query in queries {
        index.search_into(black_box(query), 10, 0.0, &mut buffer);
        found.push(buffer.hits.iter().map(|hit| hit.key).collect());
    }
    let searches = queries.len() as f64 / start.elapsed().as_secs_f64();
    let recall = wanted.map_or(1.0, |wanted| {
        let hits = wanted.iter().map(Vec::len).sum::<usize>();
        let met = |(wanted, found): (&Vec<u32>, &Vec<u32>)| {
            wanted.iter().filter(|key| found.contains(key)).count()
        };
        wanted.iter().zip(&found).map(met).sum::<usize>() as f64 / hits as f64
    });
    let (size, slowest) = (vectors.len(), slowest * 1e3);
    println!("{name}\t{size}\t{inserts:.0}\t{slowest:.1}\t{searches:.0}\t{recall:.4}\t{memory:.0}");
    found
}

/// Megabytes in memory, 0 where the system does not say.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

fn sparse(count: usize) -> Vec<SparseVector> {
    let mut random = Random(1);
    let stories: Vec<Vec<u32>> =
        (0..count / STORY + 1).map(|_| (0..100).map(|_| random.zipf(1e6)).collect()).collect();
    let mut builder = SparseVectorBuilder::default();
    let mut vector = || {
        let story = random.among(&stories).clone();
        for place in 0..100 {
            let word = if place % 2 == 0 { *random.among(&story) } else { random.zipf(1e6) };
            // The rarer, the heavier, as by document frequency.
            let weight = f64::from(word + 2).ln() as f32;
            builder.add(FeatureId::new(Facet::Stem, &word.to_le_bytes()), weight * weight);
        }
        builder.finish(100)
    };
    (0..count).map(|_| vector()).collect()
}

fn dense(count: usize) -> Vec<DenseVector> {
    let mut random = Random(2);
    let mut numbers = |length: usize, scale: f32| -> Vec<f32> {
        (0..length).map(|_| (random.unit() as f32 - 0.5) * scale).collect()
    };
    let directions: Vec<Vec<f32>> = (0..LATENT).map(|_| numbers(DIMENSION, 1.0)).collect();
    let stories: Vec<Vec<f32>> = (0..count / STORY + 1).map(|_| numbers(LATENT, 1.0)).collect();
    let mut pick = Random(3);
    let mut last = numbers(LATENT, 1.0);
    let mut vectors = Vec::new();
    for _ in 0..count {
        let (around, scale) = if pick.unit() < 0.1 {
            (last.clone(), 0.05)
        } else {
            (pick.among(&stories).clone(), 0.8)
        };
        last = around.iter().zip(numbers(LATENT, scale)).map(|(one, two)| one + two).collect();
        let mut values = numbers(DIMENSION, 0.1);
        for (direction, share) in directions.iter().zip(&last) {
            values.iter_mut().zip(direction).for_each(|(value, one)| *value += one * share);
        }
        vectors.extend(DenseVector::new(&values));
    }
    vectors
}
