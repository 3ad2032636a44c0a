//! The evidence between an item and a story, and between two stories, for explanations.

use super::change::StoryId;
use super::clusterer::Clusterer;
use super::evidence::StoryEvidence;
use super::group::StoryGroup;
use super::item::ClusterItem;
use super::merge::SUMMARY_FEATURES;
use super::online::OnlineClusterer;
use super::signals::{MAX_COMPARED, ln};
use crate::article::Timestamp;

impl OnlineClusterer {
    /// What speaks for an item and a story belonging together; of a member, by the rest of its
    /// story. O(features of the story).
    pub(super) fn evidence_of_item(&self, key: u32, id: StoryId) -> Option<StoryEvidence> {
        let member = self.members.get(&key)?;
        let original = member.copy_of.unwrap_or(key);
        let item = &self.members.get(&original)?.item;
        let story = self.story(id)?;
        let signals = if self.story_of(key) == Some(story.id) {
            let rest = self.without(story, item)?;
            let mut signals = self.item_signals(item, &rest);
            signals.local = self.local_without(story, item).map(ln);
            signals
        } else {
            self.item_signals(item, story)
        };
        Some(StoryEvidence::of(signals, &self.options.model, false))
    }

    /// What speaks for two stories being one, as they are now. O(features of both).
    pub(super) fn evidence_of_stories(
        &self,
        one: StoryId,
        other: StoryId,
    ) -> Option<StoryEvidence> {
        // A merge pass makes summaries, and only of stories that changed.
        let summed = |id: StoryId| {
            let mut story = self.story(id)?.clone();
            story.summary = story.centroid.to_vector(SUMMARY_FEATURES);
            Some(story)
        };
        let (one, other) = (summed(one)?, summed(other)?);
        let model = &self.options.model;
        let signals = self.story_signals(&one, &other, |features| model.event_gate(features));
        Some(StoryEvidence::of(signals, model, true))
    }

    /// The story without one of its items and the copies of it; `None` where nothing is left.
    fn without(&self, story: &StoryGroup, item: &ClusterItem) -> Option<StoryGroup> {
        let mut rest = story.clone();
        rest.centroid.subtract(&item.vectors.cross);
        if rest.centroid.count() == 0 {
            return None;
        }
        for (sum, vector) in rest.signs.iter_mut().zip(item.vectors.signs.kinds()) {
            sum.subtract(vector);
        }
        rest.features = rest.features.saturating_sub(item.vectors.cross.entries().len() as u64);
        if let Some(dense) = item.dense.as_ref().filter(|d| d.dimension() == rest.dense.len()) {
            for (sum, value) in rest.dense.iter_mut().zip(dense.values()) {
                *sum -= value;
            }
        }
        let others = || {
            let clusters = story.clusters.iter().filter_map(|id| self.clusters.get(id));
            let keys = clusters.flat_map(|cluster| &cluster.members);
            let members = keys.filter_map(|key| self.members.get(key));
            members
                .filter(|member| member.copy_of.unwrap_or(member.item.key) != item.key)
                .map(|member| member.item.time)
        };
        let span: Option<(Timestamp, Timestamp)> = others().min().zip(others().max());
        (rest.first, rest.last) = span?;
        Some(rest)
    }

    /// The highest mean similarity of a member to a cluster of its language in its story, itself
    /// left out.
    fn local_without(&self, story: &StoryGroup, item: &ClusterItem) -> Option<f32> {
        let own = self.cluster_of(item.key);
        let clusters = story.clusters.iter().rev().filter_map(|id| self.clusters.get(id));
        clusters
            .filter(|cluster| cluster.language == item.language)
            .take(MAX_COMPARED)
            .filter_map(|cluster| {
                let mean = cluster.centroid.mean_similarity(&item.vectors.local);
                if Some(cluster.id) != own {
                    return Some(mean);
                }
                let count = cluster.centroid.count() as f32;
                let with_itself = item.vectors.local.dot(&item.vectors.local);
                (count > 1.0).then(|| ((mean * count - with_itself) / (count - 1.0)).max(0.0))
            })
            .reduce(f32::max)
    }
}
