//! Where an item goes: which cluster, and which story.

use std::collections::{BTreeMap, BTreeSet};

use super::centroid::Sum;
use super::change::{ClusterId, StoryId};
use super::group::{Cluster, StoryGroup};
use super::indexed::SideIndex;
use super::item::{ClusterItem, Link, LinkKind};
use super::online::{OnlineClusterer, Place};
use super::signals::Signals;
use super::sums::Side;
use super::totals::{LONG_AGO, MOST_OLD};
use crate::features::SparseVector;
use crate::index::{Hit, SearchBuffer};
use crate::language::LanguageTag;

/// Similarities below this are chance; they are not looked at.
const NOISE: f32 = 0.02;
/// Stories whose clusters an item is compared with one by one, those of the most pooled evidence.
/// BCubed F1 is the same as with eight.
const MOST_CLOSELY: usize = 3;

impl OnlineClusterer {
    /// Decides where an item goes.
    pub(super) fn place(&self, item: &ClusterItem) -> Place {
        if let Some(original) = self.same_text(item) {
            return Place::Copy(original, 1.0);
        }
        self.buffers.with(|buffer| {
            self.place_in_cluster(item, buffer)
                .or_else(|| self.place_in_story(item, buffer))
                .unwrap_or(Place::New)
        })
    }

    /// Tells the indexes that want to know which searches `place` will make of them.
    pub(super) fn look_ahead(&self, items: &mut dyn Iterator<Item = &ClusterItem>) {
        if !self.cross.looks_ahead() {
            return;
        }
        let mut locals: BTreeMap<Option<LanguageTag>, Vec<(SparseVector, Vec<u32>)>> =
            BTreeMap::new();
        let mut crosses = Vec::new();
        for item in items {
            let held = self.local.get(&item.language).map_or(0, |local| local.len());
            let own = self.horizons.own_language(&item.vectors.local, item.language, held);
            locals.entry(item.language).or_default().push((own.vector, own.since));
            let query = self.horizons.across(&item.vectors.cross, self.cross.len());
            crosses.push((query.vector, query.since));
        }
        let most = vec![self.options.neighbors; crosses.len()];
        for (language, queries) in locals {
            let most = most.get(..queries.len()).unwrap_or_default();
            if let Some(index) = self.local.get(&language) {
                index.foresee(queries, most, NOISE);
            }
        }
        self.cross.foresee(crosses, &most, NOISE);
    }

    /// The first item of the same text within the window.
    fn same_text(&self, item: &ClusterItem) -> Option<u32> {
        let original = self.originals.get(item.fingerprint, &self.members);
        let original = original.filter(|_| item.fingerprint != 0)?;
        let first = self.members.get(original)?;
        let near = first.time.hours_since(item.time).abs() <= self.options.window_hours;
        (near && first.language == item.language).then_some(original)
    }

    /// The cluster of the item's language that it is nearest to on average, by full average link:
    /// capped averages look better where they are tuned and lose on new data.
    fn place_in_cluster(&self, item: &ClusterItem, buffer: &mut SearchBuffer) -> Option<Place> {
        let options = &self.options;
        let index = self.local.get(&item.language)?;
        let local = &item.vectors.local;
        let query = self.horizons.own_language(local, item.language, index.len());
        index.search_since_into(&query.vector, &query.since, options.neighbors, NOISE, buffer);
        let own = Sum::of_vector(item.vectors.local.components());
        let ready = own.indexed();
        let own = own.over(&ready);
        for hit in &mut buffer.hits {
            let Some(member) = self.member_at(hit.key) else { continue };
            hit.similarity = own.dot(&Sum::of_vector(member.local()));
        }
        buffer.hits.sort_unstable_by(Hit::order);
        if let Some(nearest) = buffer.hits.first() {
            let long = item.vectors.local.entries().len() >= options.copy_min_features;
            if long && nearest.similarity >= options.copy {
                let original = self.member_at(nearest.key)?;
                let hours = original.time.hours_since(item.time).abs();
                if hours <= options.window_hours {
                    return Some(Place::Copy(original.key, nearest.similarity.min(1.0)));
                }
            }
        }
        let features = item.vectors.cross.entries().len() as f32;
        let least = options.model.join_need(features, 0.0);
        let mut best: Option<(f32, ClusterId, Hit)> = None;
        let mut met = BTreeSet::new();
        for hit in &buffer.hits {
            // A mean is at most its largest term: no cluster further down can do better.
            let highest = best.map_or(1.0, |(highest, ..)| highest);
            if hit.similarity / least < highest {
                break;
            }
            let Some(member) = self.member_at(hit.key) else { continue };
            let id = member.cluster;
            let Some(cluster) = self.clusters.get(id).filter(|_| met.insert(id)) else { continue };
            let hours = cluster.hours_from(item.time);
            if hours > options.apart_hours {
                continue;
            }
            let need = options.model.join_need(features, hours);
            let Some(side) = self.side_of_cluster(cluster) else { continue };
            let Some(sum) = side.locals.get(item.language) else { continue };
            let score = sum.mean_similarity(&own) / need;
            let better = best.is_none_or(|(highest, oldest, _)| {
                score > highest || score == highest && id < oldest
            });
            if score >= 1.0 && better {
                let hit = Hit { key: member.key, similarity: hit.similarity };
                best = Some((score, id, hit));
            }
        }
        best.map(|(_, id, hit)| {
            let similarity = hit.similarity.min(1.0);
            let link = Link { to: hit.key, similarity, kind: LinkKind::Local };
            Place::Cluster(id, link)
        })
    }

    /// The story whose centroid is nearest across languages, if it is near enough and holds no
    /// different event in the item's own language.
    fn place_in_story(&self, item: &ClusterItem, buffer: &mut SearchBuffer) -> Option<Place> {
        let options = &self.options;
        let mut met: BTreeMap<StoryId, Met> = BTreeMap::new();
        let held = self.cross.len();
        let query = self.horizons.across(&item.vectors.cross, held);
        let most = options.neighbors;
        self.cross.search_since_into(&query.vector, &query.since, most, NOISE, buffer);
        self.meet(&buffer.hits, LinkKind::Cross, &mut met);
        if let Some(dense) = &item.dense {
            self.dense.search_into(dense, options.neighbors, NOISE, buffer);
            self.meet(&buffer.hits, LinkKind::Dense, &mut met);
        }
        let mut candidates: Vec<Met> = met.into_values().collect();
        candidates
            .sort_by(|one, two| two.pooled.total_cmp(&one.pooled).then(one.story.cmp(&two.story)));
        let mut old = 0;
        candidates.retain(|candidate| {
            let story = self.stories.get(candidate.story);
            let is_old = story.is_none_or(|story| story.hours_from(item.time) > LONG_AGO);
            old += usize::from(is_old);
            !is_old || old <= MOST_OLD
        });
        candidates.truncate(options.candidates);

        let (model, side) = (&options.model, Side::of_item(&item.view()));
        let index = SideIndex::of(&side);
        let side = index.apply(&side);
        let mut pooled: Vec<(f32, Met, Signals)> = candidates
            .into_iter()
            .filter_map(|candidate| {
                let story = self.stories.get(candidate.story)?;
                if story.closed || story.hours_from(item.time) > options.apart_hours {
                    return None;
                }
                let signals = Signals::between(&side, &self.side_of_story(story)?);
                let weighing = model.weigh(&signals);
                let most = weighing.highest_story_evidence() + model.merge - model.eager;
                (most >= 0.0 || signals.dense.is_some())
                    .then(|| (weighing.story_evidence(None), candidate, signals))
            })
            .collect();
        pooled.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.story.cmp(&two.1.story)));
        pooled.truncate(MOST_CLOSELY);
        let mut best: Option<(f32, Met)> = None;
        for (_, candidate, mut signals) in pooled {
            let Some(story) = self.stories.get(candidate.story) else { continue };
            signals.clusters = match story.clusters.as_slice() {
                // The cluster is the story.
                [_] => Some(model.pair_probability(&signals)),
                _ => self.item_clusters(&side, story),
            };
            let mut score = model.story_evidence(&signals) + model.merge - model.eager;
            if let Some(dense) = signals.dense {
                score = score.max((dense.max(0.0) / options.dense_link).ln());
            }
            let better = best.as_ref().is_none_or(|(highest, oldest)| {
                score > *highest || score == *highest && candidate.story < oldest.story
            });
            if score >= 0.0 && better {
                best = Some((score, candidate));
            }
        }
        let (_, chosen) = best?;
        Some(Place::Story(chosen.story, chosen.nearest))
    }

    /// Compares an item with a story. O(features of the story, and of eight clusters of it).
    pub(super) fn item_signals(&self, side: &Side<'_>, story: &StoryGroup) -> Option<Signals> {
        let mut signals = Signals::between(side, &self.side_of_story(story)?);
        signals.clusters = self.item_clusters(side, story);
        Some(signals)
    }

    /// How likely an item and the clusters of a story are one story, each by itself.
    fn item_clusters(&self, side: &Side<'_>, story: &StoryGroup) -> Option<f32> {
        self.mean_probability(side, story.core.iter().filter_map(|id| self.clusters.get(id)))
    }

    /// The mean probability that a side and each of the clusters, by itself, are one story, the
    /// clusters weighed by the roots of their sizes.
    pub(super) fn mean_probability<'a>(
        &self,
        side: &Side<'_>,
        clusters: impl Iterator<Item = &'a Cluster>,
    ) -> Option<f32> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for cluster in clusters {
            let weight = (cluster.items as f32).sqrt();
            let signals = Signals::between(side, &self.side_of_cluster(cluster)?);
            sum += weight * self.options.model.pair_probability(&signals);
            weights += weight;
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// Notes the stories of the hits.
    fn meet(&self, hits: &[Hit], kind: LinkKind, met: &mut BTreeMap<StoryId, Met>) {
        for hit in hits {
            let Some(member) = self.member_at(hit.key) else { continue };
            let Some(cluster) = self.clusters.get(member.cluster) else { continue };
            let story = cluster.story;
            met.entry(story)
                .or_insert_with(|| Met {
                    story,
                    pooled: 0.0,
                    // Weights are rounded, so equal texts may come to a little more.
                    nearest: Link { to: member.key, similarity: hit.similarity.min(1.0), kind },
                })
                .pooled += hit.similarity;
        }
    }
}

/// A story met in a search.
struct Met {
    story: StoryId,
    /// The similarities of its members among the hits, added up.
    pooled: f32,
    nearest: Link,
}
