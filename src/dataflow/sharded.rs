//! An index whose vectors lie with the workers.

use std::hash::Hasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::link::Link;
use super::message::Operation;
use crate::features::SparseVector;
use crate::index::{Hit, Index, IndexError, InvertedIndex, SearchBuffer};

/// An exact index in shards, with the results of [`InvertedIndex`] to the bit.
///
/// A search that was not foreseen costs a round of messages. Those that were are answered as of then;
/// what has come since lies here as well, and what was taken out since is left out, where the answer
/// still has all it needs.
pub(super) struct ShardedIndex {
    id: u32,
    link: Arc<Link>,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// All keys that are there.
    keys: FxHashSet<u32>,
    next_key: u64,
    /// What came since searches were last foreseen.
    fresh: InvertedIndex,
    /// Whether anything was taken out since then.
    removed: bool,
    /// Foreseen searches by the hash of the query.
    foreseen: FxHashMap<u64, Vec<Foreseen>>,
}

struct Foreseen {
    query: SparseVector,
    since: Vec<u32>,
    most: usize,
    minimum: f32,
    ticket: u64,
}

impl ShardedIndex {
    pub(super) fn new(link: Arc<Link>) -> Self {
        Self { id: link.new_index(), link, memory: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, query: SparseVector, since: Vec<u32>, most: usize, minimum: f32) -> u64 {
        self.link.ask(Operation::Search { index: self.id, query, since, most, minimum })
    }
}

impl Memory {
    /// The ticket of a foreseen search.
    fn ticket(
        &mut self,
        query: &SparseVector,
        since: &[u32],
        most: usize,
        minimum: f32,
    ) -> Option<u64> {
        let alike = self.foreseen.get_mut(&hash(query))?;
        let same = |one: &Foreseen| {
            let asked = one.most == most && one.minimum == minimum;
            asked && one.since == since && one.query == *query
        };
        let place = alike.iter().position(same)?;
        Some(alike.swap_remove(place).ticket)
    }
}

impl Index<SparseVector> for ShardedIndex {
    fn insert(&mut self, key: u32, vector: &SparseVector) -> Result<(), IndexError> {
        let mut memory = self.lock();
        if u64::from(key) < memory.next_key {
            return Err(IndexError::StaleKey(key));
        }
        memory.next_key = u64::from(key) + 1;
        memory.keys.insert(key);
        memory.fresh.insert(key, vector)?;
        self.link.tell(Operation::Insert { index: self.id, key, vector: vector.clone() });
        Ok(())
    }

    fn remove(&mut self, key: u32) -> bool {
        let mut memory = self.lock();
        if !memory.keys.remove(&key) {
            return false;
        }
        if !memory.fresh.remove(key) {
            memory.removed = true;
        }
        self.link.tell(Operation::Remove { index: self.id, key });
        true
    }

    fn expire(&mut self, first: u32) {
        let mut memory = self.lock();
        memory.keys.retain(|key| *key >= first);
        memory.fresh.expire(first);
        memory.removed = true;
        memory.next_key = memory.next_key.max(first.into());
        self.link.tell(Operation::Expire { index: self.id, first });
    }

    fn search_into(
        &self,
        query: &SparseVector,
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        self.search_since_into(query, &[], most, minimum, buffer);
    }

    fn search_since_into(
        &self,
        query: &SparseVector,
        since: &[u32],
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        let mut memory = self.lock();
        memory.fresh.search_since_into(query, since, most, minimum, buffer);
        if memory.fresh.len() == memory.keys.len() {
            return;
        }
        let foreseen = memory.ticket(query, since, most, minimum);
        if let Some(ticket) = foreseen {
            let hits = self.link.answer(ticket);
            // Without what was taken out since there may be fewer than there would be.
            let is_there = |hit: &Hit| memory.keys.contains(&hit.key);
            if !memory.removed || hits.iter().all(is_there) {
                buffer.hits.extend(hits);
                buffer.hits.sort_unstable_by(Hit::order);
                buffer.hits.truncate(most);
                return;
            }
        }
        buffer.hits = self.link.answer(self.ask(query.clone(), since.to_vec(), most, minimum));
    }

    fn looks_ahead(&self) -> bool {
        true
    }

    fn foresee(&self, queries: Vec<(SparseVector, Vec<u32>)>, most: &[usize], minimum: f32) {
        let mut memory = self.lock();
        let old = std::mem::take(&mut memory.foreseen);
        self.link.forget(old.into_values().flatten().map(|search| search.ticket));
        memory.fresh = InvertedIndex::default();
        memory.removed = false;
        if memory.keys.is_empty() {
            return;
        }
        for ((query, since), most) in queries.into_iter().zip(most.iter().copied()) {
            let ticket = self.ask(query.clone(), since.clone(), most, minimum);
            let alike = memory.foreseen.entry(hash(&query)).or_default();
            alike.push(Foreseen { query, since, most, minimum, ticket });
        }
    }

    fn len(&self) -> usize {
        self.lock().keys.len()
    }
}

impl Drop for ShardedIndex {
    fn drop(&mut self) {
        self.link.tell(Operation::Drop { index: self.id });
    }
}

fn hash(vector: &SparseVector) -> u64 {
    let mut hasher = FxHasher::default();
    for component in vector.components() {
        let feature = component.feature().value();
        hasher.write_u64(u64::from(feature) << 16 | u64::from(component.steps()));
    }
    hasher.finish()
}
