//! A navigable graph over the vectors of one segment.

use std::fmt;
use std::sync::Arc;

use hnsw_rs::prelude::{Distance, Hnsw};
use rustc_hash::FxHashMap;

use super::dot::dot;
use super::hnsw::HnswOptions;

/// A vector that segment and graph share.
pub(super) type Vector = Arc<[f32]>;

/// Layers of a graph; with 16 neighbors a point, one point in 16¹⁵ would lie higher.
const LAYERS: usize = 16;

/// Candidates looked at to find out whether a vector has a near-duplicate in the graph.
const COPY_CANDIDATES: usize = 16;

/// 1 − cosine, from 0 to 2. `hnsw_rs` asserts that distances are not negative, which its own fails
/// by rounding.
#[derive(Clone, Copy, Debug)]
struct Angular;

impl Distance<Vector> for Angular {
    fn eval(&self, one: &[Vector], two: &[Vector]) -> f32 {
        match (one, two) {
            ([one], [two]) => 1.0 - dot(one, two),
            _ => 2.0,
        }
    }
}

/// A graph that grows in batches, and each batch in steps, so that no insert waits for many others.
///
/// Near-duplicates hang on one representative, and a batch comes in shuffled order: a burst
/// of 5,000 wire copies added one by one makes a clique whose points `hnsw_rs` cannot leave or reach.
/// The same vectors give the same graph, since `hnsw_rs` draws levels from a fixed seed, and points
/// are added by one thread.
pub(super) struct Graph {
    points: Hnsw<'static, Vector, Angular>,
    /// Slots of the batch to add, the next one last.
    pending: Vec<u32>,
    /// Slots below are in the graph.
    covered: usize,
    /// Where the batch ends.
    batch_end: usize,
    /// The near-duplicates of representatives, by slot.
    copies: FxHashMap<u32, Vec<u32>>,
    copy: f32,
}

impl Graph {
    /// An empty graph.
    pub(super) fn new(options: &HnswOptions) -> Self {
        let HnswOptions { connections, segment, construction, .. } = *options;
        Self {
            points: Hnsw::new(connections, segment, LAYERS, construction, Angular),
            pending: Vec::new(),
            covered: 0,
            batch_end: 0,
            copies: FxHashMap::default(),
            copy: options.copy,
        }
    }

    /// Slots below are in the graph, unless they were gone before.
    pub(super) fn covered(&self) -> usize {
        self.covered
    }

    /// Whether a batch is under way.
    pub(super) fn is_busy(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Begins the batch of `slots`, all that are wanted from [`Graph::covered`] to `end`.
    pub(super) fn begin(&mut self, mut slots: Vec<u32>, end: usize, seed: u64) {
        shuffle(&mut slots, seed);
        self.pending = slots;
        self.batch_end = end;
        if self.pending.is_empty() {
            self.covered = end;
        }
    }

    /// Adds the next slot.
    pub(super) fn step(&mut self, vectors: &[Vector]) {
        let Some(slot) = self.pending.pop() else { return };
        if self.pending.is_empty() {
            self.covered = self.batch_end;
        }
        let Some(vector) = vectors.get(slot as usize) else { return };
        let point = std::slice::from_ref(vector);
        let nearest = self.points.search(point, 1, COPY_CANDIDATES);
        match nearest.first() {
            Some(nearest) if 1.0 - nearest.distance >= self.copy => {
                self.copies.entry(nearest.d_id as u32).or_default().push(slot);
            }
            _ => self.points.insert_slice((point, slot as usize)),
        }
    }

    /// The slots that are probably nearest: representatives and their near-duplicates.
    pub(super) fn search_into(&self, query: &Vector, most: usize, slots: &mut Vec<u32>) {
        slots.clear();
        for neighbor in self.points.search(std::slice::from_ref(query), most, most) {
            let slot = neighbor.d_id as u32;
            slots.push(slot);
            slots.extend(self.copies.get(&slot).into_iter().flatten());
        }
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Graph")
            .field("points", &self.points.get_nb_point())
            .field("pending", &self.pending.len())
            .field("copies", &self.copies.values().map(Vec::len).sum::<usize>())
            .finish_non_exhaustive()
    }
}

/// Fisher and Yates' shuffle, on SplitMix64 (Steele, Lea and Flood 2014).
fn shuffle(slots: &mut [u32], seed: u64) {
    let mut state = seed;
    for place in (1..slots.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut random = state;
        random = (random ^ (random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        random = (random ^ (random >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        random ^= random >> 31;
        // The bias of the remainder, below 10⁻¹⁴, does not matter here.
        slots.swap(place, (random % (place as u64 + 1)) as usize);
    }
}
