//! What any clustering does.

use std::io;

use super::change::{Change, ClusterId, StoryId};
use super::evidence::{Evidence, StoryEvidence};
use super::explain;
use super::explanation::StoryExplanation;
use super::group::{Cluster, StoryGroup};
use super::item::{ClusterItem, Link};
use crate::article::Timestamp;

/// Groups items into clusters of one language and stories across languages, as they arrive.
///
/// Implement it to bring a clustering of your own into a pipeline; [`Cluster::new`], [`StoryGroup::new`] and
/// [`Evidence::between`] make what it holds and tells. All results are determined by the sequence of calls
/// alone.
pub trait Clusterer: Send + Sync {
    /// Places an item. Keys rise from item to item; an item with a key that is not higher than
    /// those before is not placed.
    fn insert(&mut self, item: ClusterItem, changes: &mut Vec<Change>);

    /// Whether it costs less to hear of many items before they are inserted: whoever inserts asks
    /// first, and then calls [`Clusterer::foresee`].
    fn looks_ahead(&self) -> bool {
        false
    }

    /// Hears of items that are about to be inserted, in this order and before anything else. It
    /// changes no result.
    fn foresee(&mut self, items: &mut dyn Iterator<Item = &ClusterItem>) {
        let _ = items;
    }

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

    /// What speaks for an item and a story belonging together. Of a member, the evidence that the
    /// rest of its story gives. `None` where there is no such item, story or rest, or where a
    /// clustering of your own does not tell.
    fn item_evidence(&self, item: u32, story: StoryId) -> Option<StoryEvidence> {
        let _ = (item, story);
        None
    }

    /// What speaks for two stories being one. `None` where there is no such story, or where a
    /// clustering of your own does not tell.
    fn story_evidence(&self, one: StoryId, other: StoryId) -> Option<StoryEvidence> {
        let _ = (one, other);
        None
    }

    /// What holds a story together: its links, its members' evidence, its suspects.
    ///
    /// O(n²) comparisons for stories of up to 64 articles, O(n) for larger ones.
    fn explain_story(&self, story: StoryId) -> Option<StoryExplanation<u32>> {
        explain::story(self, story)
    }

    /// Writes all that this clustering has taken in and decided, so that [`Clusterer::load`] goes on
    /// from there. A store calls it for every snapshot.
    ///
    /// # Errors
    ///
    /// What `state` says; unless a clustering of your own implements it,
    /// [`Unsupported`](io::ErrorKind::Unsupported).
    fn save(&self, state: &mut dyn io::Write) -> io::Result<()> {
        let _ = state;
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Takes what [`Clusterer::save`] wrote, in place of all that is there. From then on every call
    /// must do what it would have done there.
    ///
    /// # Errors
    ///
    /// What `state` says; [`InvalidData`](io::ErrorKind::InvalidData) for bytes that were not written
    /// so; unless a clustering of your own implements it,
    /// [`Unsupported`](io::ErrorKind::Unsupported).
    fn load(&mut self, state: &mut dyn io::Read) -> io::Result<()> {
        let _ = state;
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Drops a story with all its items, and the ids that led to it; whether there was one. The
    /// items' keys are appended to `forgotten`. Unlike [`Clusterer::remove`], which undoes an item,
    /// this is for what is over: no change is told.
    fn forget(&mut self, story: StoryId, forgotten: &mut Vec<u32>) -> bool {
        let Some(group) = self.story(story) else { return false };
        let clusters = group.clusters.iter().filter_map(|id| self.cluster(*id));
        let keys: Vec<u32> = clusters.flat_map(|cluster| cluster.members.iter().copied()).collect();
        for key in &keys {
            self.remove(*key, &mut Vec::new());
        }
        forgotten.extend(keys);
        true
    }
}
