//! Random vectors for indexes, and what a search of them finds.
#![allow(dead_code, unreachable_pub)] // Each test uses some of it.

use samestory::features::{DenseVector, Facet, FeatureId, SparseVector, SparseVectorBuilder};
use samestory::index::{Hit, Index, Indexable, SearchBuffer};

/// SplitMix64.
#[derive(Clone)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    pub fn unit(&mut self) -> f32 {
        self.below(1 << 20) as f32 / (1 << 20) as f32
    }
}

/// Twelve words of the topic, a few of them shared by topics, and some of its own.
pub fn sparse(topic: u64, spread: f32, random: &mut Random) -> SparseVector {
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

pub fn dense(topic: u64, spread: f32, random: &mut Random) -> DenseVector {
    let mut center = Random(topic);
    let values: Vec<f32> =
        (0..24).map(|_| center.unit() - 0.5 + spread * 0.6 * (random.unit() - 0.5)).collect();
    DenseVector::new(&values).expect("has a direction")
}

pub fn search<V: Indexable>(
    index: &impl Index<V>,
    query: &V,
    most: usize,
    minimum: f32,
) -> Vec<Hit> {
    let mut buffer = SearchBuffer::default();
    index.search_into(query, most, minimum, &mut buffer);
    buffer.hits
}

pub fn keys(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.key).collect()
}
