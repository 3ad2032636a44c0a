//! Which stories have turned out to be one.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::abreast::{Abreast, Row};
use super::change::{Change, ClusterId, StoryId};
use super::group::{Cluster, StoryGroup};
use super::indexed::SideIndex;
use super::online::OnlineClusterer;
use super::query::alike_partners;
use super::signals::Signals;
use super::spread;
use super::sums::Side;
use super::totals::CORE;

/// Two stories that may be one.
#[derive(Clone, Copy)]
struct Pair {
    /// The evidence that they are one; at least 0.
    score: f32,
    similarity: f32,
}

/// What is known of pairs of stories, the older first; `None` of those that are not one.
type Pairs = FxHashMap<(StoryId, StoryId), Option<Pair>>;

/// The probabilities that clusters are one story, by their ids, the lower first.
pub(super) type PairCache = FxHashMap<(ClusterId, ClusterId), f32>;

/// What is made while a story is compared with some others.
#[derive(Default)]
struct Made<'a> {
    probabilities: PairCache,
    /// The clusters of the story, ready to be compared with many.
    ready: Option<Abreast<'a>>,
}

impl OnlineClusterer {
    /// Merges stories that are each other's best, until none is left above its need: agglomeration
    /// by reciprocal nearest neighbors (Murtagh 1983).
    ///
    /// Only stories that changed since the last pass look for partners: O(changed stories ×
    /// (postings of 64 features, of fewer in large windows + candidates × features)), and as much for
    /// each merge. The clusters of a story are compared with one of another in one run over its features.
    pub(super) fn merge_pass(&mut self, changes: &mut Vec<Change>) {
        let mut known = PairCache::default();
        let mut pairs = Pairs::default();
        loop {
            let mut dirty: Vec<StoryId> = std::mem::take(&mut self.changed).into_iter().collect();
            dirty.retain(|id| self.stories.get(id).is_some_and(|story| story.dirty));
            self.pairs_of(&dirty, &mut known, &mut pairs);
            let stories = dirty.iter().filter_map(|id| self.stories.get(id));
            self.busy.extend(stories.map(|story| (story.newest, story.id)));
            for id in dirty {
                if let Some(story) = self.stories.get_mut(id) {
                    story.dirty = false;
                }
            }
            let chosen = mutual(&pairs);
            if chosen.is_empty() {
                break;
            }
            let used: BTreeSet<StoryId> =
                chosen.iter().flat_map(|(older, newer, _)| [*older, *newer]).collect();
            pairs.retain(|(one, other), _| !used.contains(one) && !used.contains(other));
            for (older, newer, similarity) in chosen {
                self.merge(older, newer, similarity, changes);
            }
        }
    }

    /// Adds the pairs of stories with those near them. They are looked for and compared on several
    /// threads, since neither changes anything; which story of a pair is looked at first, and with
    /// it the order of its sums, depends on their ids alone.
    fn pairs_of(&self, ids: &[StoryId], known: &mut PairCache, pairs: &mut Pairs) {
        self.look_ahead_for_stories(ids);
        let near = spread::map(ids, |id| self.partners(*id));
        let mut new: Vec<(StoryId, Vec<StoryId>)> = Vec::new();
        for (id, mut partners) in ids.iter().zip(near) {
            partners.retain(|other| {
                let held = pairs.entry(((*id).min(*other), (*id).max(*other)));
                let is_new = matches!(held, Entry::Vacant(_));
                held.or_insert(None);
                is_new
            });
            if !partners.is_empty() {
                new.push((*id, partners));
            }
        }
        let compare = |(id, others): &(StoryId, Vec<StoryId>)| {
            let mut made = Made::default();
            (self.compared(*id, others, known, &mut made), made.probabilities)
        };
        for ((id, _), (compared, met)) in new.iter().zip(spread::map(&new, compare)) {
            known.extend(met);
            for (other, pair) in compared {
                pairs.insert(((*id).min(other), (*id).max(other)), Some(pair));
            }
        }
    }

    /// The stories near a story that may be one with it.
    fn partners(&self, id: StoryId) -> Vec<StoryId> {
        let Some(story) = self.stories.get(id) else { return Vec::new() };
        let Some(cross) = self.cross_of_story(story) else { return Vec::new() };
        let most = self.options.merge_candidates;
        let most_alike = alike_partners(most, self.cross.len());
        let mut near = self.neighbors_of(story, &cross, (most, most_alike));
        near.retain(|other| {
            let other = self.stories.get(other).filter(|other| !other.closed);
            other.is_some_and(|other| story.hours_apart(other) <= self.options.apart_hours)
        });
        near
    }

    /// The others that are near enough to a story to merge. `known` are the pairs of clusters that
    /// were compared before.
    fn compared<'a>(
        &'a self,
        id: StoryId,
        others: &[StoryId],
        known: &PairCache,
        made: &mut Made<'a>,
    ) -> Vec<(StoryId, Pair)> {
        let Some(story) = self.stories.get(id) else { return Vec::new() };
        let Some(side) = self.side_of_story(story) else { return Vec::new() };
        let index = SideIndex::of(&side);
        let side = index.apply(&side);
        let pairs = others.iter().filter_map(|other| {
            let pair = self.pair_of(story, &side, self.stories.get(other)?, known, made)?;
            Some((*other, pair))
        });
        pairs.collect()
    }

    /// Two stories as a pair, where they are near enough to merge.
    fn pair_of<'a>(
        &'a self,
        one: &'a StoryGroup,
        side: &Side<'_>,
        other: &StoryGroup,
        known: &PairCache,
        made: &mut Made<'a>,
    ) -> Option<Pair> {
        let model = &self.options.model;
        let signals = Signals::between(side, &self.side_of_story(other)?);
        let weighing = model.weigh(&signals);
        if weighing.highest_story_evidence() < 0.0 {
            return None;
        }
        let clusters = match (one.clusters.as_slice(), other.clusters.as_slice()) {
            // The clusters are the stories.
            ([_], [_]) => Some(weighing.pair_probability()),
            _ => {
                let need = weighing.least_clusters();
                self.clusters_between((one, side), other, need, known, made)?
            }
        };
        let score = weighing.story_evidence(clusters);
        (score >= 0.0).then_some(Pair { score, similarity: signals.cross })
    }

    /// Compares two stories. O(features of both, and of eight clusters of one with those of the
    /// other).
    pub(super) fn signals_between<'a>(
        &'a self,
        one: &'a StoryGroup,
        side: &Side<'_>,
        other: &StoryGroup,
    ) -> Option<Signals> {
        let (known, mut made) = (&PairCache::default(), Made::default());
        let mut signals = Signals::between(side, &self.side_of_story(other)?);
        signals.clusters = self.clusters_between((one, side), other, 0.0, known, &mut made)?;
        Some(signals)
    }

    /// How likely the clusters of two stories are one story, each by itself: the mean probability,
    /// `Some(None)` without clusters; `None` as soon as it is certain to be below `need`.
    fn clusters_between<'a>(
        &'a self,
        (one, side): (&'a StoryGroup, &Side<'_>),
        other: &StoryGroup,
        need: f32,
        known: &PairCache,
        made: &mut Made<'a>,
    ) -> Option<Option<f32>> {
        let is_cluster = one.clusters.len() == 1;
        let (ones, others) = (self.core_of(one), self.core_of(other));
        let root = |cluster: &&Cluster| (cluster.items as f32).sqrt();
        // What the pairs not yet compared weigh: with a probability of 1 they would lift the mean.
        let all = ones.iter().map(root).sum::<f32>() * others.iter().map(root).sum::<f32>();
        let (mut left, mut sum) = (all, 0.0);
        let mut probabilities = [Row::default(); CORE];
        for (other, column) in others.iter().zip(&mut probabilities) {
            let mut met = None;
            for ((number, one), probability) in ones.iter().enumerate().zip(column) {
                let both = (one.id.min(other.id), one.id.max(other.id));
                let held = known.get(&both).or_else(|| made.probabilities.get(&both));
                *probability = match held {
                    Some(held) => *held,
                    None => {
                        let signals = if is_cluster {
                            // The cluster is the story, which is ready.
                            Signals::between(side, &self.side_of_cluster(other)?)
                        } else {
                            if made.ready.is_none() {
                                made.ready = Some(Abreast::of(self, &ones)?);
                            }
                            let ready = made.ready.as_ref()?;
                            if met.is_none() {
                                let side = self.side_of_cluster(other)?;
                                met = Some((ready.meet(other.language, &side), side));
                            }
                            let (dots, side) = met.as_ref()?;
                            ready.signals(number, (other.language, side), dots)?
                        };
                        let probability = self.options.model.pair_probability(&signals);
                        made.probabilities.insert(both, probability);
                        probability
                    }
                };
                let weight = root(one) * root(other);
                sum += weight * *probability;
                left -= weight;
                // Sums in another order differ in their last digits.
                if sum + left.max(0.0) < need * all * (1.0 - 1e-4) {
                    return None;
                }
            }
        }
        // By the clusters of the one, so that the sum is made in one order.
        let (mut sum, mut weights) = (0.0, 0.0);
        for (number, one) in ones.iter().enumerate() {
            for (other, column) in others.iter().zip(&probabilities) {
                let weight = root(one) * root(other);
                sum += weight * column.get(number).copied().unwrap_or_default();
                weights += weight;
            }
        }
        Some((weights > 0.0).then(|| sum / weights))
    }

    /// The clusters of a story that are compared one by one.
    fn core_of(&self, story: &StoryGroup) -> Vec<&Cluster> {
        story.core.iter().filter_map(|id| self.clusters.get(id)).take(CORE).collect()
    }

    /// Takes the newer story into the older.
    pub(super) fn merge(
        &mut self,
        into: StoryId,
        from: StoryId,
        similarity: f32,
        changes: &mut Vec<Change>,
    ) {
        let Some(mut newer) = self.stories.remove(from) else { return };
        let Some(mut older) = self.stories.remove(into) else { return };
        self.absorb_sums(&mut older, &mut newer);
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
        self.changed.insert(into);
        older.merged.extend(newer.merged.iter().chain([&newer.id]));
        older.merged.sort_unstable();
        for id in &newer.clusters {
            if let Some(cluster) = self.clusters.get_mut(id) {
                cluster.story = into;
            }
        }
        older.clusters.extend(newer.clusters);
        older.clusters.sort_unstable();
        self.stories.insert(into, older);
        self.redirects.insert(from, into);
        changes.push(Change::Merged { into, from, similarity });
    }
}

/// The pairs of which each side is the other's best, best first: the older story, the newer, and
/// their similarity.
fn mutual(pairs: &Pairs) -> Vec<(StoryId, StoryId, f32)> {
    let mut sorted: Vec<(&(StoryId, StoryId), Pair)> =
        pairs.iter().filter_map(|(both, pair)| Some((both, (*pair)?))).collect();
    sorted.sort_by(|one, two| two.1.score.total_cmp(&one.1.score).then(one.0.cmp(two.0)));
    let mut met = BTreeSet::new();
    let mut chosen = Vec::new();
    for ((older, newer), pair) in sorted {
        let (first, second) = (met.insert(*older), met.insert(*newer));
        if first && second {
            chosen.push((*older, *newer, pair.similarity));
        }
    }
    chosen
}
