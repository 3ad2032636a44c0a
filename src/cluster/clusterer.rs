//! What any clustering does.

use super::change::{Change, ClusterId, StoryId};
use super::evidence::Evidence;
use super::group::{Cluster, StoryGroup};
use super::item::{ClusterItem, Link};
use crate::article::Timestamp;

/// Groups items into clusters of one language and stories across languages, as they arrive.
///
/// Implement it to bring a clustering of your own into a pipeline. All results are determined by
/// the sequence of calls alone.
pub trait Clusterer: Send + Sync {
    /// Places an item. Keys rise from item to item; an item with a key that is not higher than
    /// those before is not placed.
    fn insert(&mut self, item: ClusterItem, changes: &mut Vec<Change>);

    /// Takes an item out and undoes its effect on centroids; whether it was there.
    fn remove(&mut self, key: u32, changes: &mut Vec<Change>) -> bool;

    /// Merges the stories that have turned out to be one. Called at intervals and at the end.
    fn merge_stories(&mut self, changes: &mut Vec<Change>);

    /// Closes the stories whose last article lies more than a window before `now` and that no item
    /// with a key from `idle_since` on has joined.
    fn close_before(&mut self, now: Timestamp, idle_since: u32, changes: &mut Vec<Change>);

    /// The story of an item.
    fn story_of(&self, key: u32) -> Option<StoryId>;

    /// The cluster of an item.
    fn cluster_of(&self, key: u32) -> Option<ClusterId>;

    /// A story; the id of one that was merged leads to the one it is part of.
    fn story(&self, id: StoryId) -> Option<&StoryGroup>;

    /// A cluster.
    fn cluster(&self, id: ClusterId) -> Option<&Cluster>;

    /// All stories by age.
    fn stories(&self) -> Box<dyn Iterator<Item = &StoryGroup> + '_>;

    /// Why an item is in its story; `None` for the founder.
    fn link(&self, key: u32) -> Option<Link>;

    /// The item whose copy this one is.
    fn copy_of(&self, key: u32) -> Option<u32>;

    /// How central an item is in its story: its similarity to the centroid. A copy has its
    /// original's.
    fn centrality(&self, key: u32) -> Option<f32>;

    /// The open stories nearest to a story, with their centroids' similarity, nearest first.
    fn related(&self, story: StoryId, most: usize) -> Vec<(StoryId, f32)>;

    /// How near two items are, and what they share.
    fn evidence(&self, one: u32, other: u32) -> Option<Evidence>;
}
