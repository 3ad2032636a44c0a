//! Which stories have turned out to be one.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, StoryId};
use super::group::StoryGroup;
use super::online::OnlineClusterer;
use crate::index::SearchBuffer;

/// Features of a story's centroid that are compared.
pub(super) const SUMMARY_FEATURES: usize = 2000;
/// Features of a story's centroid that look for its neighbors.
const QUERY_FEATURES: usize = 256;
/// Similarities below this are chance; they are not looked at.
const NOISE: f32 = 0.03;
/// Rounds of one pass: merging makes new pairs.
const MAX_ROUNDS: usize = 16;

/// Two stories that may be one.
struct Pair {
    /// The evidence that they are one; at least 0.
    score: f32,
    similarity: f32,
    older: StoryId,
    newer: StoryId,
}

impl OnlineClusterer {
    /// Merges stories, best pair first, until none is left above its need.
    ///
    /// Only stories that changed since the last pass look for partners: O(changed stories ×
    /// postings of 256 features).
    pub(super) fn merge_pass(&mut self, changes: &mut Vec<Change>) {
        let mut buffer = std::mem::take(&mut self.buffer);
        for _ in 0..MAX_ROUNDS {
            let dirty: Vec<StoryId> =
                self.stories.values().filter(|story| story.dirty).map(|story| story.id).collect();
            for id in &dirty {
                if let Some(story) = self.stories.get_mut(id) {
                    story.dirty = false;
                    story.summary = story.centroid.to_vector(SUMMARY_FEATURES);
                }
            }
            let mut pairs: BTreeMap<(StoryId, StoryId), Pair> = BTreeMap::new();
            for id in &dirty {
                self.pairs_of(*id, &mut buffer, &mut pairs);
            }
            let mut pairs: Vec<Pair> = pairs.into_values().collect();
            pairs.sort_by(|one, two| {
                let by_age = (one.older, one.newer).cmp(&(two.older, two.newer));
                two.score.total_cmp(&one.score).then(by_age)
            });
            let mut used = BTreeSet::new();
            for pair in pairs {
                let free = !used.contains(&pair.older) && !used.contains(&pair.newer);
                if free {
                    used.extend([pair.older, pair.newer]);
                    self.merge(&pair, changes);
                }
            }
            if used.is_empty() {
                break;
            }
        }
        self.buffer = buffer;
    }

    /// The pairs of a story that are near enough to merge.
    fn pairs_of(
        &self,
        id: StoryId,
        buffer: &mut SearchBuffer,
        pairs: &mut BTreeMap<(StoryId, StoryId), Pair>,
    ) {
        let Some(story) = self.stories.get(&id) else { return };
        for other in self.neighbors_of(story, self.options.candidates, buffer) {
            let (older, newer) = (id.min(other), id.max(other));
            if pairs.contains_key(&(older, newer)) {
                continue;
            }
            let Some(partner) = self.stories.get(&other).filter(|other| !other.closed) else {
                continue;
            };
            if story.hours_apart(partner) > self.options.apart_hours {
                continue;
            }
            let model = &self.options.model;
            let signals = self.story_signals(story, partner, |features| model.event_gate(features));
            let score = model.merge(&signals);
            if score >= 0.0 {
                let similarity = signals.cross;
                pairs.insert((older, newer), Pair { score, similarity, older, newer });
            }
        }
    }

    /// The stories with the members nearest to a story's centroid, nearest first.
    pub(super) fn neighbors_of(
        &self,
        story: &StoryGroup,
        most: usize,
        buffer: &mut SearchBuffer,
    ) -> Vec<StoryId> {
        // The story's own members are nearest of all, and not wanted.
        let members = story.centroid.count() as usize;
        let query = story.summary.heaviest(QUERY_FEATURES);
        self.cross.search_into(&query, self.options.neighbors + members, NOISE, buffer);
        let mut nearest: BTreeMap<StoryId, f32> = BTreeMap::new();
        for hit in &buffer.hits {
            let cluster = self.member_at(hit.key).map(|member| member.cluster);
            if let Some(cluster) = cluster.and_then(|cluster| self.clusters.get(&cluster)) {
                let best = nearest.entry(cluster.story).or_insert(0.0);
                *best = best.max(hit.similarity);
            }
        }
        nearest.remove(&story.id);
        let mut nearest: Vec<(StoryId, f32)> = nearest.into_iter().collect();
        nearest.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        nearest.truncate(most);
        nearest.into_iter().map(|(story, _)| story).collect()
    }

    /// Takes the newer story into the older.
    fn merge(&mut self, pair: &Pair, changes: &mut Vec<Change>) {
        let Some(newer) = self.stories.remove(&pair.newer) else { return };
        let Some(older) = self.stories.get_mut(&pair.older) else { return };
        older.centroid.absorb(&newer.centroid);
        for (sum, other) in older.signs.iter_mut().zip(&newer.signs) {
            sum.absorb(other);
        }
        older.features += newer.features;
        if older.dense.len() < newer.dense.len() {
            older.dense.resize(newer.dense.len(), 0.0);
        }
        for (sum, value) in older.dense.iter_mut().zip(&newer.dense) {
            *sum += value;
        }
        older.first = older.first.min(newer.first);
        older.last = older.last.max(newer.last);
        older.newest = older.newest.max(newer.newest);
        older.dirty = true;
        older.merged.extend(newer.merged.iter().chain([&newer.id]));
        older.merged.sort_unstable();
        for id in &newer.clusters {
            if let Some(cluster) = self.clusters.get_mut(id) {
                cluster.story = pair.older;
            }
        }
        older.clusters.extend(newer.clusters);
        older.clusters.sort_unstable();
        self.redirects.insert(pair.newer, pair.older);
        changes.push(Change::Merged {
            into: pair.older,
            from: pair.newer,
            similarity: pair.similarity,
        });
    }
}
