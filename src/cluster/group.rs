//! Clusters of one language, and the stories that link them.

use serde::{Deserialize, Serialize};

use super::change::{ClusterId, StoryId};
use super::sums::{ClusterSums, Held, StorySums};
use crate::article::Timestamp;
use crate::language::LanguageTag;

/// Articles of one language about one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// The story it belongs to.
    pub story: StoryId,
    /// The language of all members.
    pub language: Option<LanguageTag>,
    /// Its items in order of arrival, copies included.
    pub members: Vec<u32>,
    /// The earliest time of a member.
    pub first: Timestamp,
    /// The latest time of a member.
    pub last: Timestamp,
    /// Members but for copies.
    pub(super) items: u32,
    /// The first of them.
    pub(super) lead: u32,
    /// What they add up to.
    pub(super) sums: Held<ClusterSums>,
}

/// Clusters linked into one story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryGroup {
    /// Its id.
    pub id: StoryId,
    /// Its clusters by age.
    pub clusters: Vec<ClusterId>,
    /// The earliest time of a member.
    pub first: Timestamp,
    /// The latest time of a member.
    pub last: Timestamp,
    /// The key of the member that came last.
    pub newest: u32,
    /// The stories that were merged into it, by age.
    pub merged: Vec<StoryId>,
    /// The story it was parted from, where it was.
    pub split_from: Option<StoryId>,
    /// Whether its window has passed.
    pub closed: bool,
    /// What the clusters add up to, once there are several.
    pub(super) sums: Held<StorySums>,
    /// The largest clusters, largest first.
    pub(super) core: Vec<ClusterId>,
    /// The sum of the members' embeddings.
    pub(super) dense: Vec<f32>,
    /// Changed since the last merge pass.
    pub(super) dirty: bool,
}

impl Cluster {
    /// A cluster without members as yet, founded by the item whose key its id is: for a [`Clusterer`] of
    /// your own, which adds them and keeps the times. O(1).
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Timestamp;
    /// use samestory::cluster::{Cluster, ClusterId, StoryGroup, StoryId};
    ///
    /// let (key, time) = (7, Timestamp::from_seconds(1_772_438_400));
    /// let mut story = StoryGroup::new(StoryId(key), time);
    /// let mut cluster = Cluster::new(ClusterId(key), story.id, "de".parse().ok(), time);
    /// cluster.members.push(key);
    /// story.clusters.push(cluster.id);
    /// assert_eq!((cluster.id.to_string(), story.id.to_string()), ("c7".into(), "s7".into()));
    /// ```
    ///
    /// [`Clusterer`]: super::Clusterer
    pub fn new(
        id: ClusterId,
        story: StoryId,
        language: Option<LanguageTag>,
        time: Timestamp,
    ) -> Self {
        Self {
            id,
            story,
            language,
            members: Vec::new(),
            first: time,
            last: time,
            items: 0,
            lead: id.0,
            sums: Held::One,
        }
    }

    /// Hours between a time and the members' span of time, 0 within it: a member from the future
    /// does not part the cluster from the present.
    pub(super) fn hours_from(&self, time: Timestamp) -> f64 {
        hours_outside(self.first, self.last, time)
    }
}

fn hours_outside(first: Timestamp, last: Timestamp, time: Timestamp) -> f64 {
    time.hours_since(last).max(first.hours_since(time)).max(0.0)
}

impl StoryGroup {
    /// A story without clusters as yet, founded by the item whose key its id is: for a [`Clusterer`] of
    /// your own, which adds them and keeps the times, as in the example of [`Cluster::new`]. O(1).
    ///
    /// [`Clusterer`]: super::Clusterer
    pub fn new(id: StoryId, time: Timestamp) -> Self {
        Self {
            id,
            clusters: Vec::new(),
            first: time,
            last: time,
            newest: id.0,
            merged: Vec::new(),
            split_from: None,
            closed: false,
            sums: Held::One,
            core: Vec::new(),
            dense: Vec::new(),
            dirty: true,
        }
    }

    /// Hours between a time and the story's span of time, 0 within it.
    pub(super) fn hours_from(&self, time: Timestamp) -> f64 {
        hours_outside(self.first, self.last, time)
    }

    /// Hours between the two stories' spans of time, 0 where they overlap.
    pub(super) fn hours_apart(&self, other: &Self) -> f64 {
        other.first.hours_since(self.last).max(self.first.hours_since(other.last)).max(0.0)
    }
}
