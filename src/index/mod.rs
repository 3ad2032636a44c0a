//! Nearest neighbors, with removal and expiry.
//!
//! * `search`: [`Index`], what every index does, [`Indexable`] vectors, [`Hit`] and [`SearchBuffer`]
//! * `exact`: [`ExactIndex`], the scan that the others are compared with
//! * `inverted`: [`InvertedIndex`], exact and fast for sparse vectors
//! * `hnsw`: [`HnswIndex`], approximate for dense vectors (feature `hnsw`)

mod exact;

mod inverted;
mod search;

pub use exact::ExactIndex;

pub use inverted::InvertedIndex;
pub use search::{Hit, Index, IndexError, Indexable, SearchBuffer};
