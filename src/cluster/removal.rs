//! What a member leaves behind when it is taken out.

use super::change::{ClusterId, StoryId};
use super::member::Member;
use super::online::OnlineClusterer;
use super::sums::Held;

impl OnlineClusterer {
    /// Takes the first of the copies of `original` in its place; whether there was one.
    pub(super) fn promote_copy(&mut self, original: &Member) -> bool {
        let Some(cluster) = self.clusters.get_mut(original.cluster) else { return false };
        let is_copy = |key: &&u32| {
            self.members.get(key).is_some_and(|member| member.copy_of() == Some(original.key))
        };
        let copies: Vec<u32> = cluster.members.iter().filter(is_copy).copied().collect();
        let Some((heir, others)) = copies.split_first() else { return false };
        if cluster.lead == original.key {
            cluster.lead = *heir;
        }
        if let Held::Few(few) = &mut cluster.sums {
            for item in few.items.iter_mut().filter(|item| **item == original.key) {
                *item = *heir;
            }
        }
        for other in others {
            if let Some(member) = self.members.get_mut(other) {
                member.set_copy_of(Some(*heir));
            }
        }
        // Its text is the same, so what was near the original is as near to the heir.
        let clusters = self.stories.get(cluster.story).map_or(&[][..], |story| &story.clusters);
        let clusters = clusters.iter().filter_map(|id| self.clusters.get(id));
        for key in clusters.flat_map(|cluster| &cluster.members) {
            let link = self.members.get_mut(key).and_then(|member| member.link.as_mut());
            if let Some(link) = link.filter(|link| link.to == original.key) {
                link.to = *heir;
            }
        }
        if let Some(member) = self.members.get_mut(heir) {
            member.set_copy_of(None);
            member.link = original.link;
            member.vectors = original.vectors.clone();
            member.index_key = original.index_key;
            // A copy may differ in a letter.
            member.fingerprint = original.fingerprint;
            member.features = original.features;
        }
        self.stand_ins.insert(original.index_key, *heir);
        self.originals.insert(*heir, &self.members);
        true
    }

    /// Takes a removed member out of the spans of time of its cluster and story, and drops them
    /// where nothing is left of them.
    pub(super) fn shrink(&mut self, id: ClusterId) {
        let Some(cluster) = self.clusters.get_mut(id) else { return };
        let story = cluster.story;
        let times = || {
            let members = cluster.members.iter().filter_map(|key| self.members.get(key));
            members.map(|member| member.time)
        };
        match times().min().zip(times().max()) {
            Some((first, last)) => (cluster.first, cluster.last) = (first, last),
            None => {
                self.leave_locals(id);
                self.clusters.remove(id);
            }
        }
        self.respan(story);
    }

    /// The span of time of a story of which something was taken, which ends where nothing is left.
    pub(super) fn respan(&mut self, story: StoryId) {
        let Some(group) = self.stories.get_mut(story) else { return };
        group.core.retain(|id| self.clusters.contains_key(id));
        group.clusters.retain(|id| self.clusters.contains_key(id));
        let clusters = || group.clusters.iter().filter_map(|id| self.clusters.get(id));
        let newest = clusters().filter_map(|cluster| cluster.members.last()).max();
        let first = clusters().map(|cluster| cluster.first).min();
        let last = clusters().map(|cluster| cluster.last).max();
        match (first, last, newest.copied()) {
            (Some(first), Some(last), Some(newest)) => {
                (group.first, group.last, group.newest) = (first, last, newest);
                self.ends.insert((last, story));
            }
            _ => drop(self.stories.remove(story)),
        }
    }
}
