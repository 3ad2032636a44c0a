//! What was damaged.

use std::path::PathBuf;

/// What a store had suffered when it was opened.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Recovery {
    /// Damaged files, as they are called now, and where: with the option
    /// [`recover`](super::StoreOptions::recover) they lie beside the new ones, under a name that ends
    /// in `.damaged`.
    pub damaged: Vec<(PathBuf, u64)>,
    /// Entries of the journal that came back.
    pub replayed: u64,
    /// Entries of the journal that are lost: articles, removals, merges.
    pub lost: u64,
    /// Bytes at the end of the journal that were never acknowledged: the process ended in the middle
    /// of a write. No damage.
    pub unfinished: u64,
    /// Articles on which it was decided afresh, since what had been decided is lost: their stories
    /// have new ids, and no events tell of it. The glossary begins anew with them, and aliases must be set
    /// again. What was removed stays removed, as far as the journal can be read.
    pub afresh: u64,
}

impl Recovery {
    /// Whether everything that was acknowledged is there.
    pub fn is_complete(&self) -> bool {
        self.lost == 0 && self.afresh == 0
    }
}
