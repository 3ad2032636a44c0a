//! The part of the indexes that lies with a worker.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::message::{Bytes, Found, Operation, Round};
use crate::index::{Index, InvertedIndex, SearchBuffer};
use crate::store::{pack_value, unpack_value};

/// A worker's shard of every index.
#[derive(Default)]
pub(super) struct Shard {
    indexes: FxHashMap<u32, InvertedIndex>,
    buffer: SearchBuffer,
    /// The round that comes next.
    next: u64,
    /// Rounds that came before their turn.
    early: BTreeMap<u64, Round>,
}

impl Shard {
    /// Takes a round in, and those that waited for it; the answers, empty ones included.
    pub(super) fn take(&mut self, round: Round) -> Vec<Round> {
        self.early.insert(round.number, round);
        let mut answers = Vec::new();
        while let Some(round) = self.early.remove(&self.next) {
            self.next += 1;
            // What cannot be read is answered with nothing, which no answer is.
            let found = unpack_value::<Vec<Operation>>(&round.bytes.0)
                .and_then(|operations| pack_value(&self.apply(operations)));
            answers.push(Round { bytes: Bytes(found.unwrap_or_default()), ..round });
        }
        answers
    }

    /// Does the operations in order; what each search found.
    fn apply(&mut self, operations: Vec<Operation>) -> Vec<Found> {
        let mut found = Vec::new();
        for operation in operations {
            match operation {
                Operation::Insert { index, key, vector } => {
                    // The keys of an index rise.
                    let _ = self.indexes.entry(index).or_default().insert(key, &vector);
                }
                Operation::Remove { index, key } => {
                    self.indexes.entry(index).or_default().remove(key);
                }
                Operation::Expire { index, first } => {
                    self.indexes.entry(index).or_default().expire(first);
                }
                Operation::Drop { index } => drop(self.indexes.remove(&index)),
                Operation::Search { index, query, since, most, minimum } => {
                    self.buffer.hits.clear();
                    if let Some(index) = self.indexes.get(&index) {
                        index.search_since_into(&query, &since, most, minimum, &mut self.buffer);
                    }
                    let hits = self.buffer.hits.iter();
                    found.push(hits.map(|hit| (hit.key, hit.similarity)).collect());
                }
            }
        }
        found
    }
}
