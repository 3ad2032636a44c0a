//! Approximate nearest neighbors of dense vectors.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dot::dot;
use super::graph::{Graph, Vector};
use super::search::{Hit, Index, IndexError, Indexable, SearchBuffer};
use super::slots::Slots;
use crate::error::{Error, Result};
use crate::features::DenseVector;

/// Points added to a graph at each insert. With two, a batch is in the graph when half of the next
/// batch is there.
const STEPS: usize = 2;

/// A graph is asked for this many times the hits wanted: hits below the best ones are those that
/// graphs miss.
const SURPLUS: usize = 2;

/// A segment is scanned when more than one in this many of its vectors would be candidates: looking
/// them up in the graph then takes longer.
const SCAN_SHARE: usize = 8;

/// Options of an [`HnswIndex`].
///
/// # Examples
///
/// ```
/// use samestory::index::{HnswIndex, HnswOptions};
///
/// let options: HnswOptions = serde_json::from_str(r#"{"search": 200}"#)?;
/// assert!(HnswIndex::new(options).is_ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct HnswOptions {
    /// Vectors of a segment, 16 to 1,000,000: each search asks the graph of each segment, and
    /// expiry drops whole segments.
    pub segment: usize,
    /// Vectors that come into the graph together, in shuffled order, 1 to 1,000,000. They are
    /// scanned until then.
    pub batch: usize,
    /// Up to this many vectors no graph is built or asked: a scan is as fast, and costs no build.
    pub exact_below: usize,
    /// Neighbors a point keeps in a graph (twice as many in its lowest layer), 2 to 256.
    pub connections: usize,
    /// Candidates looked at for a point's neighbors, 1 to 10,000.
    pub construction: usize,
    /// Candidates looked at in each graph by a search, at the least, 1 to 10,000.
    pub search: usize,
    /// Cosine from which a vector is a near-duplicate of another and hangs on it, −1 to 1.
    pub copy: f32,
    /// Seed of the order in which a graph is built.
    pub seed: u64,
}

impl Default for HnswOptions {
    fn default() -> Self {
        Self {
            segment: 131_072,
            batch: 4_096,
            exact_below: 20_000,
            connections: 16,
            construction: 100,
            search: 64,
            copy: 0.98,
            seed: 0,
        }
    }
}

impl HnswOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        let check = |option, value: usize, low, high, wanted| {
            if (low..=high).contains(&value) {
                Ok(())
            } else {
                Err(Error::InvalidOption { option, value: value.to_string(), wanted })
            }
        };
        check("hnsw.segment", self.segment, 16, 1_000_000, "from 16 to 1000000")?;
        check("hnsw.batch", self.batch, 1, 1_000_000, "from 1 to 1000000")?;
        check("hnsw.connections", self.connections, 2, 256, "from 2 to 256")?;
        check("hnsw.construction", self.construction, 1, 10_000, "from 1 to 10000")?;
        check("hnsw.search", self.search, 1, 10_000, "from 1 to 10000")?;
        if (-1.0..=1.0).contains(&self.copy) {
            return Ok(());
        }
        let value = self.copy.to_string();
        Err(Error::InvalidOption { option: "hnsw.copy", value, wanted: "a cosine from -1 to 1" })
    }
}

/// Approximate nearest neighbors of dense vectors: hierarchical navigable small worlds (Malkov and
/// Yashunin 2018), with removal and expiry.
///
/// Vectors lie in segments by age, each with a graph. The newest vectors are scanned until they have
/// come into it, batch by batch. Similarities are exact; a graph may miss a hit. An expired segment
/// is dropped whole; one that is half removed is compacted, and its graph built anew. Up to
/// [`HnswOptions::exact_below`] vectors every search is exact.
///
/// The same calls give the same results: graphs are built by one thread from a seed.
///
/// About 1.7 kB a vector in a graph of 16 connections, besides its numbers.
///
/// # Examples
///
/// ```
/// use samestory::features::DenseVector;
/// use samestory::index::{HnswIndex, Index, SearchBuffer};
///
/// let mut index = HnswIndex::default();
/// index.insert(7, &DenseVector::new(&[1.0, 0.0]).unwrap())?;
/// index.insert(9, &DenseVector::new(&[0.0, 1.0]).unwrap())?;
/// let mut buffer = SearchBuffer::default();
/// index.search_into(&DenseVector::new(&[0.2, 1.0]).unwrap(), 1, 0.0, &mut buffer);
/// assert_eq!(buffer.hits[0].key, 9);
/// # Ok::<(), samestory::index::IndexError>(())
/// ```
#[derive(Debug, Default)]
pub struct HnswIndex {
    options: HnswOptions,
    /// Oldest first; all but the last are closed.
    segments: Vec<Segment>,
    alive: usize,
    /// Keys below are taken or expired. May lie one beyond the last key there is.
    next_key: u64,
    /// Numbers in each vector; `None` while it holds none.
    dimension: Option<usize>,
}

#[derive(Debug, Default)]
struct Segment {
    slots: Slots,
    /// By slot.
    vectors: Vec<Vector>,
    graph: Option<Graph>,
}

impl HnswIndex {
    /// An empty index.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn new(options: HnswOptions) -> Result<Self> {
        options.validate()?;
        Ok(Self { options, ..Self::default() })
    }

    /// Works on the oldest graph that lacks vectors.
    fn build(&mut self) {
        let options = &self.options;
        let closed = self.segments.len().saturating_sub(1);
        let mut segments = self.segments.iter_mut().enumerate();
        let waiting = segments.find(|(place, segment)| {
            // A closed segment gets no more vectors to wait for.
            segment.wants_graph(if *place < closed { 1 } else { options.batch }, options)
        });
        let Some((_, Segment { slots, vectors, graph })) = waiting else { return };
        let graph = graph.get_or_insert_with(|| Graph::new(options));
        if !graph.is_busy() {
            let alive = (graph.covered()..slots.len()).filter(|slot| slots.key(*slot).is_some());
            let alive = alive.map(|slot| slot as u32).collect();
            let newest = slots.last_key().unwrap_or_default();
            graph.begin(alive, slots.len(), options.seed ^ u64::from(newest));
        }
        for _ in 0..STEPS {
            graph.step(vectors);
        }
    }

    /// Joins the segment at `place` with the ones beside it where they fit into half a segment: a
    /// long stream whose vectors are removed but for a few must not leave ever more segments.
    fn join(&mut self, place: usize) {
        for later in [place + 1, place] {
            let Some(before) = later.checked_sub(1) else { continue };
            let (Some(one), Some(two)) = (self.segments.get(before), self.segments.get(later))
            else {
                continue;
            };
            let joint = one.slots.len() + two.slots.len();
            if later + 1 < self.segments.len() && joint <= self.options.segment / 2 {
                let later = self.segments.remove(later);
                if let Some(segment) = self.segments.get_mut(before) {
                    segment.slots.append(&later.slots);
                    segment.vectors.extend(later.vectors);
                    segment.graph = None;
                }
            }
        }
    }
}

impl Segment {
    /// The slots below which all are in the graph.
    fn covered(&self) -> usize {
        self.graph.as_ref().map_or(0, Graph::covered)
    }

    /// Whether a batch is under way, or at least `batch` vectors wait for one, and it will pay:
    /// it does not where most vectors are gone, or every search would be a scan.
    fn wants_graph(&self, batch: usize, options: &HnswOptions) -> bool {
        self.graph.as_ref().is_some_and(Graph::is_busy)
            || (self.slots.len() - self.covered() >= batch
                && self.slots.alive() * 2 >= self.slots.len()
                && self.slots.len() >= options.search * SCAN_SHARE)
    }

    fn compact(&mut self) {
        let new_slots = self.slots.compact();
        let mut kept = new_slots.iter().map(Option::is_some);
        self.vectors.retain(|_| kept.next().unwrap_or(false));
        self.graph = None;
    }

    /// Adds the slots among `most` of at least `minimum` similarity to the hits; all, if a scan is
    /// cheaper.
    fn search(&self, query: &Vector, most: usize, minimum: f32, exact: bool, found: &mut Found) {
        let candidates = most.saturating_mul(self.slots.len()) / self.slots.alive().max(1);
        let is_scanned = exact
            || self.slots.alive() * 2 < self.slots.len()
            || candidates > self.covered() / SCAN_SHARE;
        let mut add = |slot: usize| {
            let (Some(key), Some(vector)) = (self.slots.key(slot), self.vectors.get(slot)) else {
                return;
            };
            let similarity = dot(query, vector);
            if similarity > 0.0 && similarity >= minimum {
                found.hits.push(Hit { key, similarity });
            }
        };
        let mut scanned = 0;
        if let Some(graph) = self.graph.as_ref().filter(|_| !is_scanned) {
            scanned = graph.covered();
            graph.search_into(query, candidates, &mut found.slots);
            // Of a batch under way, some are in the graph; the scan finds them all.
            let slots = found.slots.iter().map(|slot| *slot as usize);
            slots.filter(|slot| *slot < scanned).for_each(&mut add);
        }
        (scanned..self.slots.len()).for_each(add);
    }
}

/// What a search of segments fills.
struct Found<'a> {
    hits: &'a mut Vec<Hit>,
    slots: Vec<u32>,
}

impl Index<DenseVector> for HnswIndex {
    fn insert(&mut self, key: u32, vector: &DenseVector) -> Result<(), IndexError> {
        if u64::from(key) < self.next_key {
            return Err(IndexError::StaleKey(key));
        }
        let found = vector.dimension();
        if let Some(wanted) = self.dimension.filter(|wanted| *wanted != found) {
            return Err(IndexError::WrongDimension { wanted, found });
        }
        self.dimension = Some(found);
        self.next_key = u64::from(key) + 1;
        self.alive += 1;
        let is_full = |segment: &Segment| segment.slots.len() >= self.options.segment;
        if self.segments.last().is_none_or(is_full) {
            self.segments.push(Segment::default());
        }
        if let Some(segment) = self.segments.last_mut() {
            segment.slots.push(key);
            segment.vectors.push(Arc::from(vector.values()));
        }
        if self.alive > self.options.exact_below {
            self.build();
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
        self.dimension = self.dimension.filter(|_| self.alive > 0);
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
        self.dimension = self.dimension.filter(|_| self.alive > 0);
        self.next_key = self.next_key.max(first.into());
    }

    fn search_into(
        &self,
        query: &DenseVector,
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        buffer.hits.clear();
        if most == 0 || self.dimension != Indexable::dimension(query) {
            return;
        }
        let exact = self.alive <= self.options.exact_below;
        let candidates = most.saturating_mul(SURPLUS).max(self.options.search);
        let query = Vector::from(query.values());
        let mut found = Found { hits: &mut buffer.hits, slots: Vec::new() };
        for segment in &self.segments {
            segment.search(&query, candidates, minimum, exact, &mut found);
        }
        buffer.keep_best(most);
    }

    fn len(&self) -> usize {
        self.alive
    }
}
