//! Where an item goes: which cluster, and which story.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{ClusterId, StoryId};
use super::group::StoryGroup;
use super::item::{ClusterItem, Link, LinkKind};
use super::online::{OnlineClusterer, Place};
use crate::features::DenseVector;
use crate::index::{Hit, SearchBuffer};

/// Similarities below this are chance; they are not looked at.
const NOISE: f32 = 0.02;
/// Features of an item that look for candidates; all of them decide.
const QUERY_FEATURES: usize = 128;

impl OnlineClusterer {
    /// Decides where an item goes. Nothing is changed but the buffer.
    pub(super) fn place(&mut self, item: &ClusterItem) -> Place {
        if let Some(original) = self.same_text(item) {
            return Place::Copy(original, 1.0);
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        let place = self
            .place_in_cluster(item, &mut buffer)
            .or_else(|| self.place_in_story(item, &mut buffer))
            .unwrap_or(Place::New);
        self.buffer = buffer;
        place
    }

    /// The first item of the same text within the window.
    fn same_text(&self, item: &ClusterItem) -> Option<u32> {
        let original = self.originals.get(&item.fingerprint).filter(|_| item.fingerprint != 0)?;
        let first = &self.members.get(original)?.item;
        let near = first.time.hours_since(item.time).abs() <= self.options.window_hours;
        (near && first.language == item.language).then_some(*original)
    }

    /// The cluster of the item's language that it is nearest to on average, by full average link:
    /// capped averages look better where they are tuned and lose on new data.
    fn place_in_cluster(&self, item: &ClusterItem, buffer: &mut SearchBuffer) -> Option<Place> {
        let options = &self.options;
        let index = self.local.get(&item.language)?;
        index.search_into(&item.vectors.local, options.neighbors, NOISE, buffer);
        if let Some(nearest) = buffer.hits.first() {
            let long = item.vectors.local.entries().len() >= options.copy_min_features;
            if long && nearest.similarity >= options.copy {
                let original = self.member_at(nearest.key)?;
                let hours = original.item.time.hours_since(item.time).abs();
                if hours <= options.window_hours {
                    return Some(Place::Copy(original.item.key, nearest.similarity));
                }
            }
        }
        let mut best: Option<(f32, ClusterId, Hit)> = None;
        let mut met = BTreeSet::new();
        for hit in &buffer.hits {
            // A mean is at most its largest term: no cluster further down can do better.
            let highest = best.map_or(options.join, |(highest, ..)| highest);
            if hit.similarity < highest {
                break;
            }
            let Some(member) = self.member_at(hit.key) else { continue };
            let id = member.cluster;
            let Some(cluster) = self.clusters.get(&id).filter(|_| met.insert(id)) else { continue };
            let hours = cluster.hours_from(item.time);
            if hours > options.window_hours {
                continue;
            }
            let fade = (-hours / options.join_fade_hours).exp() as f32;
            let score = cluster.centroid.mean_similarity(&item.vectors.local) * fade;
            let better = best.is_none_or(|(highest, oldest, _)| {
                score > highest || score == highest && id < oldest
            });
            if score >= options.join && better {
                let hit = Hit { key: member.item.key, similarity: hit.similarity };
                best = Some((score, id, hit));
            }
        }
        best.map(|(_, id, hit)| {
            let link = Link { to: hit.key, similarity: hit.similarity, kind: LinkKind::Local };
            Place::Cluster(id, link)
        })
    }

    /// The story whose centroid is nearest across languages, if it is near enough and holds no
    /// different event in the item's own language.
    fn place_in_story(&self, item: &ClusterItem, buffer: &mut SearchBuffer) -> Option<Place> {
        let options = &self.options;
        let mut met: BTreeMap<StoryId, Met> = BTreeMap::new();
        let query = item.vectors.cross.heaviest(QUERY_FEATURES);
        self.cross.search_into(&query, options.neighbors, NOISE, buffer);
        self.meet(&buffer.hits, LinkKind::Cross, &mut met);
        if let Some(dense) = &item.dense {
            self.dense.search_into(dense, options.neighbors, NOISE, buffer);
            self.meet(&buffer.hits, LinkKind::Dense, &mut met);
        }
        let mut candidates: Vec<Met> = met.into_values().collect();
        candidates
            .sort_by(|one, two| two.pooled.total_cmp(&one.pooled).then(one.story.cmp(&two.story)));
        candidates.truncate(options.candidates);

        let needed = options.link / (item.vectors.cross.entries().len() as f32).max(1.0).sqrt();
        let mut scored: Vec<(f32, Met)> = candidates
            .into_iter()
            .filter_map(|candidate| {
                let story = self.stories.get(&candidate.story)?;
                let hours = story.hours_from(item.time);
                if story.closed || hours > options.window_hours {
                    return None;
                }
                let fade = (-hours / options.link_fade_hours).exp() as f32;
                let sparse = story.centroid.cosine(&item.vectors.cross) / needed;
                let dense = item
                    .dense
                    .as_ref()
                    .map_or(0.0, |dense| dense_similarity(dense, story) / options.dense_link);
                Some((fade * sparse.max(dense), candidate))
            })
            .filter(|(score, _)| *score >= 1.0)
            .collect();
        scored.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.story.cmp(&two.1.story)));
        let (_, chosen) =
            scored.into_iter().find(|(_, candidate)| self.passes_gate(item, candidate.story))?;
        Some(Place::Story(chosen.story, chosen.nearest))
    }

    /// Notes the stories of the hits.
    fn meet(&self, hits: &[Hit], kind: LinkKind, met: &mut BTreeMap<StoryId, Met>) {
        for hit in hits {
            let Some(member) = self.member_at(hit.key) else { continue };
            let Some(cluster) = self.clusters.get(&member.cluster) else { continue };
            let story = cluster.story;
            met.entry(story)
                .or_insert_with(|| Met {
                    story,
                    pooled: 0.0,
                    nearest: Link { to: member.item.key, similarity: hit.similarity, kind },
                })
                .pooled += hit.similarity;
        }
    }

    /// Whether the story has no cluster in the item's language, or one that is near.
    fn passes_gate(&self, item: &ClusterItem, story: StoryId) -> bool {
        let Some(story) = self.stories.get(&story) else { return false };
        let mut same_language = story
            .clusters
            .iter()
            .filter_map(|id| self.clusters.get(id))
            .filter(|cluster| cluster.language == item.language)
            .map(|cluster| cluster.centroid.mean_similarity(&item.vectors.local))
            .peekable();
        same_language.peek().is_none() || same_language.any(|near| near >= self.options.gate)
    }
}

/// A story met in a search.
struct Met {
    story: StoryId,
    /// The similarities of its members among the hits, added up.
    pooled: f32,
    nearest: Link,
}

/// The cosine of an embedding with the mean of the story's.
fn dense_similarity(dense: &DenseVector, story: &StoryGroup) -> f32 {
    DenseVector::new(&story.dense).map_or(0.0, |mean| mean.dot(dense))
}
