//! Articles into clusters of one language, and clusters into stories across languages, online.
//!
//! * `options`: [`ClusterOptions`]
//! * `item`: [`ClusterItem`], what is clustered: vectors, a language, a time
//! * `change`: [`Change`], what an insert did
//! * `centroid`: sums of vectors
//! * `group`: [`Cluster`] (one language) and [`StoryGroup`] (clusters linked across languages)
//! * `clusterer`: [`Clusterer`], what any clustering does
//! * `online`: [`OnlineClusterer`], the one that is built in
//! * `signals`: [`Signals`], what speaks for and against one story, as numbers
//! * `model`: [`StoryModel`], what the signals weigh
//! * `join`, `merge`: its two decisions, where an article goes and which stories are one
//! * `evidence`: [`Evidence`], how near two items are and what they share

mod centroid;
mod change;
mod clusterer;
mod evidence;
mod group;
mod item;
mod join;
mod merge;
mod model;
mod online;
mod options;
mod signals;

pub use change::{Change, ClusterId, StoryId};
pub use clusterer::Clusterer;
pub use evidence::{Contribution, Evidence, SharedFeature};
pub use group::{Cluster, StoryGroup};
pub use item::{ClusterItem, Link, LinkKind};
pub use model::{SignalKind, StoryModel};
pub use online::{OnlineClusterer, SparseIndexFactory};
pub use options::ClusterOptions;
pub use signals::Signals;
