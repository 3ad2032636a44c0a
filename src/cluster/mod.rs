//! Articles into clusters of one language, and clusters into stories across languages, online.
//!
//! * `options`: [`ClusterOptions`]; `unlimited`: those of its numbers that may be infinite
//! * `item`: [`ClusterItem`], what is clustered: vectors, a language, a time
//! * `member`: an item as it is held
//! * `originals`: the first item of each text
//! * `change`: [`Change`], what an insert did
//! * `centroid`: sums of vectors
//! * `indexed`: a small sum made ready for many comparisons, and `abreast`: the clusters of a story
//! * `few`: the items of a group too small to hold sums
//! * `sums`: what is added up over the members of clusters and stories, `totals`, who keeps it, and `idle`,
//!   who lets go of it
//! * `group`: [`Cluster`] (one language) and [`StoryGroup`] (clusters linked across languages)
//! * `clusterer`: [`Clusterer`], what any clustering does
//! * `online`: [`OnlineClusterer`], the one that is built in
//! * `signals`: [`Signals`], what speaks for and against one story, as numbers
//! * `model`: [`StoryModel`], what the signals weigh, and `weighing`, of which clusters are not compared yet
//! * `pruned`: what of an article is held in large windows
//! * `query`: which features look for candidates, and `horizon`: how far back
//! * `join`, `merge`: its two decisions, where an article goes and which stories are one
//! * `split`: which clusters do not belong, `removal`: what is taken out, `spread`: threads
//! * `evidence`: [`Evidence`], how near two items are and what they share, and [`StoryEvidence`]
//! * `explanation`: [`StoryExplanation`], what holds a story together, and `explain`, which finds it
//! * `state`: the built-in clustering as bytes, for a store
//! * `pooled`: the evidence between an item and a story, and between two stories

mod abreast;
mod centroid;
mod change;
mod clusterer;
mod evidence;
mod explain;
mod explanation;
mod few;
mod group;
mod horizon;
mod idle;
mod indexed;
mod item;
mod join;
mod member;
mod merge;
mod model;
mod online;
mod options;
mod originals;
mod pooled;
mod pruned;
mod query;
mod removal;
mod signals;
#[cfg(feature = "store")]
mod state;
mod split;
mod spread;
mod sums;
mod totals;
mod unlimited;
mod weighing;

pub use change::{Change, ClusterId, StoryId};
pub use clusterer::Clusterer;
pub use evidence::{Contribution, Evidence, SharedFeature, StoryEvidence};
pub use explanation::{MemberEvidence, SpanningLink, StoryExplanation, Suspect, SuspectReason};
pub use group::{Cluster, StoryGroup};
pub use item::{ClusterItem, Link, LinkKind};
pub use model::{SignalKind, SignalWeights, StoryModel};
pub use online::{OnlineClusterer, SparseIndexFactory};
pub use options::ClusterOptions;
pub use signals::Signals;
