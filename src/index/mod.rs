//! Nearest neighbors, with removal and expiry.
//!
//! * `search`: [`Index`], what every index does, [`Indexable`] vectors, [`Hit`] and [`SearchBuffer`]
//! * `by_key`: values by keys that rise
//! * `dot`: the product of dense vectors; `slots`: what of a segment is still there
//! * `exact`: [`ExactIndex`], the scan that the others are compared with
//! * `inverted`: [`InvertedIndex`], exact and fast for sparse vectors; `posting`: its
//!   segments; `list`: their posting lists, and `packed`: these end to end; `scan`: a search of a segment; `recent`: one that does not
//!   look far back
//! * `hnsw`: `HnswIndex`, approximate for dense vectors (feature `hnsw`); `graph`: its segments

mod by_key;
mod dot;
mod exact;
#[cfg(feature = "hnsw")]
mod graph;
#[cfg(feature = "hnsw")]
mod hnsw;
mod inverted;
mod list;
mod packed;
mod posting;
mod recent;
mod scan;
mod search;
mod slots;

pub(crate) use by_key::{ByKey, RisingKey};
pub use exact::ExactIndex;
#[cfg(feature = "hnsw")]
pub use hnsw::{HnswIndex, HnswOptions};
pub use inverted::InvertedIndex;
pub use search::{Hit, Index, IndexError, Indexable, SearchBuffer};
