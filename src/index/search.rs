//! What every index does.

use std::cmp::Ordering;

use super::dot::dot;
use super::scan::Scratch;
use crate::features::{Component, DenseVector, FeatureId, SparseVector, dot as dot_of};

/// A vector that an index can hold: a unit vector with a cosine.
pub trait Indexable: Clone + Send + Sync {
    /// The cosine with another vector of the kind.
    fn similarity(&self, other: &Self) -> f32;

    /// The cosine with the vector of a key, where each feature of this one is only looked for in vectors
    /// of a key from `since` on, a key for each; those that have none look for all.
    fn similarity_since(&self, other: &Self, key: u32, since: &[u32]) -> f32 {
        let _ = (key, since);
        self.similarity(other)
    }

    /// Numbers in the vector where all vectors of an index must have equally many.
    fn dimension(&self) -> Option<usize>;
}

impl Indexable for SparseVector {
    fn similarity(&self, other: &Self) -> f32 {
        self.dot(other)
    }

    fn similarity_since(&self, other: &Self, key: u32, since: &[u32]) -> f32 {
        let since = since.iter().copied().chain(std::iter::repeat(0));
        let looking = self.components().iter().zip(since).filter(|(_, since)| *since <= key);
        let looking: Vec<Component> = looking.map(|(component, _)| *component).collect();
        dot_of(&looking, other.components())
    }

    fn dimension(&self) -> Option<usize> {
        None
    }
}

impl Indexable for DenseVector {
    /// [`DenseVector::dot`] up to rounding, and faster.
    fn similarity(&self, other: &Self) -> f32 {
        if self.dimension() == other.dimension() { dot(self.values(), other.values()) } else { 0.0 }
    }

    fn dimension(&self) -> Option<usize> {
        Some(self.values().len())
    }
}

/// A neighbor found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The key it was inserted under.
    pub key: u32,
    /// Its cosine with the query.
    pub similarity: f32,
}

impl Hit {
    /// Best first; ties by key, oldest first.
    pub fn order(one: &Self, two: &Self) -> Ordering {
        two.similarity.total_cmp(&one.similarity).then(one.key.cmp(&two.key))
    }
}

/// Results of a search and the room it works in. Reuse it: after the first searches nothing is
/// allocated.
#[derive(Clone, Debug, Default)]
pub struct SearchBuffer {
    /// The neighbors found, best first.
    pub hits: Vec<Hit>,
    pub(super) scratch: Scratch,
}

impl SearchBuffer {
    /// Keeps the best `most` hits, best first.
    pub(super) fn keep_best(&mut self, most: usize) {
        if self.hits.len() > most {
            if most > 0 {
                self.hits.select_nth_unstable_by(most - 1, Hit::order);
            }
            self.hits.truncate(most);
        }
        self.hits.sort_unstable_by(Hit::order);
    }
}

/// Why an insert was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The key is in use, or lies behind keys that have expired.
    #[error("key {0} is taken or expired: keys must be new and rising")]
    StaleKey(u32),
    /// The vector has another length than those before it.
    #[error("the vector has {found} numbers where the index holds vectors of {wanted}")]
    WrongDimension {
        /// Numbers wanted.
        wanted: usize,
        /// Numbers given.
        found: usize,
    },
}

/// Nearest neighbors by cosine.
///
/// Keys rise: each insert has a higher key than all before, so that keys are an order of age and
/// [`Index::expire`] can drop whole segments.
pub trait Index<V: Indexable>: Send + Sync {
    /// Adds a vector.
    ///
    /// # Errors
    ///
    /// [`IndexError::StaleKey`] if `key` is not higher than all before;
    /// [`IndexError::WrongDimension`] if vectors of this kind must be equally long.
    fn insert(&mut self, key: u32, vector: &V) -> Result<(), IndexError>;

    /// Takes a vector out; whether it was there.
    fn remove(&mut self, key: u32) -> bool;

    /// Takes all vectors with keys below `first` out.
    fn expire(&mut self, first: u32);

    /// Finds the `most` nearest vectors of at least `minimum` similarity (and above 0), best
    /// first, ties by key, into `buffer.hits`.
    fn search_into(&self, query: &V, most: usize, minimum: f32, buffer: &mut SearchBuffer);

    /// As [`Index::search_into`], but a feature of the query only looks at vectors of a key from `since`
    /// on: what is met too often says little, and less of what is long ago. `since` has a key for each
    /// feature, in order; without one a feature looks at all. An index without features may look at all
    /// vectors.
    fn search_since_into(
        &self,
        query: &V,
        since: &[u32],
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        let _ = since;
        self.search_into(query, most, minimum, buffer);
    }

    /// Whether searches cost less where they are told of before: whoever searches asks first, and
    /// then calls [`Index::foresee`].
    fn looks_ahead(&self) -> bool {
        false
    }

    /// Hears which searches are about to come, of a query and since when each of its features looks, for
    /// `most` vectors of at least `minimum` each. Their results are not changed by it.
    fn foresee(&self, queries: Vec<(V, Vec<u32>)>, most: &[usize], minimum: f32) {
        let _ = (queries, most, minimum);
    }

    /// Hears since when each feature looks in all searches to come, of [`Index::search_since_into`]: what
    /// lies before may be let go of, and other searches may miss it.
    fn forget_before(&mut self, since: &dyn Fn(FeatureId) -> u32) {
        let _ = since;
    }

    /// How many vectors it holds.
    fn len(&self) -> usize;

    /// Whether it holds none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
