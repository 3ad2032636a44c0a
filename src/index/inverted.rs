//! Posting lists over sparse vectors.

use rustc_hash::FxHashMap;

use super::search::{Hit, Index, IndexError, SearchBuffer};
use crate::features::{FeatureId, SparseVector};

/// Vectors a segment holds. Sums of one segment (128 kB) stay in the second-level cache.
const SEGMENT: usize = 32_768;

/// Exact nearest neighbors of sparse vectors.
///
/// A search adds up the postings of the query's features: O(postings met). Vectors lie in segments
/// of 32,768 by age; a segment whose vectors are all gone is dropped whole, and one that is half
/// removed is compacted.
///
/// 8 bytes a feature of a vector, and 4 bytes a vector.
///
/// # Examples
///
/// ```
/// use samestory::features::{Facet, FeatureId, SparseVectorBuilder};
/// use samestory::index::{Index, InvertedIndex, SearchBuffer};
///
/// let vector = |words: &[&str]| {
///     let mut builder = SparseVectorBuilder::default();
///     for word in words {
///         builder.add(FeatureId::new(Facet::Stem, word.as_bytes()), 1.0);
///     }
///     builder.finish(100)
/// };
/// let mut index = InvertedIndex::default();
/// index.insert(0, &vector(&["shoigu", "beijing"]))?;
/// index.insert(1, &vector(&["quake", "peru"]))?;
/// let mut buffer = SearchBuffer::default();
/// index.search_into(&vector(&["shoigu", "taiwan"]), 10, 0.1, &mut buffer);
/// assert_eq!(buffer.hits.len(), 1);
/// assert_eq!(buffer.hits[0].key, 0);
/// # Ok::<(), samestory::index::IndexError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct InvertedIndex {
    segments: Vec<Segment>,
    alive: usize,
    next_key: u32,
}

#[derive(Clone, Debug, Default)]
struct Segment {
    /// The key of each slot, rising; `None` where it was removed.
    keys: Vec<Option<u32>>,
    last_key: u32,
    alive: usize,
    postings: FxHashMap<FeatureId, Vec<(u32, f32)>>,
}

impl Segment {
    fn insert(&mut self, key: u32, vector: &SparseVector) {
        let slot = self.keys.len() as u32;
        self.keys.push(Some(key));
        self.last_key = key;
        self.alive += 1;
        for (feature, weight) in vector.entries() {
            self.postings.entry(*feature).or_default().push((slot, *weight));
        }
    }

    fn remove(&mut self, key: u32) -> bool {
        let slot = self.keys.iter().position(|held| *held == Some(key));
        if let Some(place) = slot.and_then(|slot| self.keys.get_mut(slot)) {
            *place = None;
            self.alive -= 1;
            if self.alive * 2 < self.keys.len() {
                self.compact();
            }
        }
        slot.is_some()
    }

    /// Renumbers the slots without the removed ones.
    fn compact(&mut self) {
        let mut next = 0;
        let new_slots: Vec<Option<u32>> = self
            .keys
            .iter()
            .map(|key| {
                key.map(|_| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        self.keys.retain(Option::is_some);
        self.postings.retain(|_, postings| {
            postings.retain_mut(|(slot, _)| {
                match new_slots.get(*slot as usize).copied().flatten() {
                    Some(new_slot) => {
                        *slot = new_slot;
                        true
                    }
                    None => false,
                }
            });
            !postings.is_empty()
        });
    }

    fn search(&self, query: &SparseVector, minimum: f32, buffer: &mut SearchBuffer) {
        if buffer.sums.len() < self.keys.len() {
            buffer.sums.resize(self.keys.len(), 0.0);
        }
        for (feature, weight) in query.entries() {
            let Some(postings) = self.postings.get(feature) else { continue };
            for (slot, posting_weight) in postings {
                let Some(sum) = buffer.sums.get_mut(*slot as usize) else { continue };
                if *sum == 0.0 {
                    buffer.touched.push(*slot);
                }
                *sum += weight * posting_weight;
            }
        }
        for slot in buffer.touched.drain(..) {
            let Some(sum) = buffer.sums.get_mut(slot as usize) else { continue };
            let similarity = std::mem::take(sum);
            if similarity > 0.0 && similarity >= minimum {
                if let Some(Some(key)) = self.keys.get(slot as usize) {
                    buffer.hits.push(Hit { key: *key, similarity });
                }
            }
        }
    }
}

impl Index<SparseVector> for InvertedIndex {
    fn insert(&mut self, key: u32, vector: &SparseVector) -> Result<(), IndexError> {
        if key < self.next_key {
            return Err(IndexError::StaleKey(key));
        }
        self.next_key = key.saturating_add(1);
        self.alive += 1;
        match self.segments.last_mut() {
            Some(segment) if segment.keys.len() < SEGMENT => segment.insert(key, vector),
            _ => {
                let mut segment = Segment::default();
                segment.insert(key, vector);
                self.segments.push(segment);
            }
        }
        Ok(())
    }

    fn remove(&mut self, key: u32) -> bool {
        let place = self.segments.partition_point(|segment| segment.last_key < key);
        let removed = self.segments.get_mut(place).is_some_and(|segment| segment.remove(key));
        self.alive -= usize::from(removed);
        removed
    }

    fn expire(&mut self, first: u32) {
        self.segments.retain(|segment| segment.last_key >= first);
        if let Some(segment) = self.segments.first_mut() {
            for key in segment.keys.iter_mut().filter(|key| key.is_some_and(|key| key < first)) {
                *key = None;
                segment.alive -= 1;
            }
            if segment.alive * 2 < segment.keys.len() {
                segment.compact();
            }
        }
        self.alive = self.segments.iter().map(|segment| segment.alive).sum();
        self.next_key = self.next_key.max(first);
    }

    fn search_into(
        &self,
        query: &SparseVector,
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        buffer.hits.clear();
        for segment in &self.segments {
            segment.search(query, minimum, buffer);
        }
        buffer.keep_best(most);
    }

    fn len(&self) -> usize {
        self.alive
    }
}
