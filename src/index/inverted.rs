//! Posting lists over sparse vectors.

use super::posting::Segment;
use super::recent::scan_since;
use super::scan::scan;
use super::search::{Index, IndexError, SearchBuffer};
use crate::features::{FeatureId, SparseVector};

/// Vectors after which a segment is packed: lists that grow take several times the room of packed ones.
const OPEN: usize = 2_048;

/// Vectors a segment holds at most: two bytes number its slots. The fewer segments, the fewer places
/// where each feature is looked for.
const SEGMENT: usize = 65_536;

/// Postings from which a segment is full whatever its vectors: 64 MB, and bounds the work of
/// packing it.
const SEGMENT_POSTINGS: usize = 1 << 24;

/// A segment joins the one before it unless that is more than so many times as long: each vector is
/// copied a few times in all, as in a log-structured merge-tree (O'Neil and others 1996).
const JOIN_RATIO: usize = 3;

/// A segment lets go of postings once, and again each time the index has had as many vectors more as one
/// for so many that it holds: each time its features are looked up.
const FORGET_SHARE: u64 = 2;

/// Vectors from which an index lets go of postings: with few it saves nothing to speak of.
const FORGETTING: usize = 4 * OPEN;

/// Exact nearest neighbors of sparse vectors.
///
/// A search adds up the postings of the query's features, O(postings met), the rare features first;
/// lists that cannot lift a vector among the best any more are only looked up for those that are
/// near it. Similarities equal [`SparseVector::dot`] to the bit. Vectors lie in
/// segments of at most 65,536 by age, which grow by joining; a segment whose vectors are all gone is
/// dropped whole, and one that is half removed is compacted. Four bytes for each feature of a vector and four and a half for each list, and
/// several times that in the newest 2,048, less where [`Index::forget_before`] says what no search looks
/// at; an insert that fills a segment copies up to 65,536 vectors.
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
    /// Oldest first.
    segments: Vec<Segment>,
    alive: usize,
    /// Vectors ever inserted.
    inserted: u64,
    /// Keys below are taken or expired. May lie one beyond the last key there is.
    next_key: u64,
}

impl InvertedIndex {
    /// Packs the newest segment, and joins it and those before it while they are of like lengths.
    fn pack_last(&mut self) {
        let Some(mut last) = self.segments.pop() else { return };
        last.pack();
        while let Some(before) = self.segments.last_mut() {
            let fits = before.slots.len() + last.slots.len() <= SEGMENT
                && before.count() + last.count() <= SEGMENT_POSTINGS
                && before.slots.len() <= JOIN_RATIO * last.slots.len();
            if !fits || !before.is_packed() {
                break;
            }
            before.append(&last);
            let Some(joined) = self.segments.pop() else { return };
            last = joined;
        }
        self.segments.push(last);
    }

    /// Joins the segment at `place` with those beside it where they fit into half a segment: a long
    /// stream whose vectors are removed but for a few must not leave ever more segments to search.
    fn join(&mut self, place: usize) {
        for later in [place + 1, place] {
            let Some(before) = later.checked_sub(1) else { continue };
            let (Some(one), Some(two)) = (self.segments.get(before), self.segments.get(later))
            else {
                continue;
            };
            let fits = one.slots.len() + two.slots.len() <= SEGMENT / 2
                && one.count() + two.count() <= SEGMENT_POSTINGS / 2;
            if fits && one.is_packed() && two.is_packed() {
                let later = self.segments.remove(later);
                if let Some(segment) = self.segments.get_mut(before) {
                    segment.append(&later);
                }
            }
        }
    }
}

impl Index<SparseVector> for InvertedIndex {
    fn insert(&mut self, key: u32, vector: &SparseVector) -> Result<(), IndexError> {
        if u64::from(key) < self.next_key {
            return Err(IndexError::StaleKey(key));
        }
        self.next_key = u64::from(key) + 1;
        self.alive += 1;
        self.inserted += 1;
        let is_full = |segment: &Segment| {
            segment.is_packed()
                || segment.slots.len() >= OPEN
                || segment.count() >= SEGMENT_POSTINGS
        };
        if self.segments.last().is_none_or(is_full) {
            self.pack_last();
            self.segments.push(Segment::default());
        }
        if let Some(segment) = self.segments.last_mut() {
            segment.insert(key, vector);
        }
        Ok(())
    }

    fn remove(&mut self, key: u32) -> bool {
        let before = |segment: &Segment| segment.slots.last_key().is_none_or(|last| last < key);
        let place = self.segments.partition_point(before);
        let Some(segment) = self.segments.get_mut(place) else { return false };
        let removed = segment.slots.remove(key);
        self.alive -= usize::from(removed);
        if segment.slots.alive() == 0 {
            self.segments.remove(place);
        } else if segment.slots.is_hollow() {
            segment.compact();
            self.join(place);
        }
        removed
    }

    fn expire(&mut self, first: u32) {
        let expired = |segment: &Segment| segment.slots.last_key().is_none_or(|last| last < first);
        self.segments.drain(..self.segments.partition_point(expired));
        if let Some(segment) = self.segments.first_mut() {
            segment.slots.expire(first);
            if segment.slots.alive() == 0 {
                self.segments.remove(0);
            }
        }
        self.alive = self.segments.iter().map(|segment| segment.slots.alive()).sum();
        self.next_key = self.next_key.max(first.into());
    }

    fn search_into(
        &self,
        query: &SparseVector,
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        buffer.hits.clear();
        if most == 0 {
            return;
        }
        // The newest first: what is near in time is near in content, and its similarities bound
        // what is left to find.
        for segment in self.segments.iter().rev() {
            scan(segment, query, most, minimum, buffer);
        }
        buffer.keep_best(most);
    }

    fn search_since_into(
        &self,
        query: &SparseVector,
        since: &[u32],
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        buffer.hits.clear();
        if most == 0 {
            return;
        }
        for segment in self.segments.iter().rev() {
            scan_since(segment, query, since, (most, minimum), buffer);
        }
        buffer.keep_best(most);
    }

    fn forget_before(&mut self, since: &dyn Fn(FeatureId) -> u32) {
        if self.alive < FORGETTING {
            return;
        }
        let often = self.alive as u64 / FORGET_SHARE;
        for segment in self.segments.iter_mut().filter(|segment| segment.is_packed()) {
            let due = segment.forgot.is_none_or(|forgot| self.inserted - forgot >= often);
            if due {
                segment.forget_before(since);
                segment.forgot = Some(self.inserted);
            }
        }
    }

    fn len(&self) -> usize {
        self.alive
    }
}
