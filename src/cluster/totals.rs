//! Keeping the sums of clusters and stories, and looking at them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::centroid::{Centroid, Sum};
use super::change::{ClusterId, StoryId};
use super::few::{FewItems, keys_of};
use super::group::{Cluster, StoryGroup};
use super::member::{Member, View};
use super::online::OnlineClusterer;
use super::query::Query;
use super::sums::{ClusterSums, FEW, Few, Held, LocalSum, Locals, Side, StorySums, Sums};
use crate::features::DenseVector;
use crate::index::Hit;
use crate::language::LanguageTag;

/// Clusters of a story that are compared one by one with those of another, the largest. Stories are
/// as good as with all of them; 4 lose half a point of BCubed F1 on documents in 125 languages.
pub(super) const CORE: usize = 8;
/// Members of a story that are made room for in its search. Without the limit cross-language pair F1 on
/// headlines was .408, with it .398, by one set of weights; but a story of thousands asks for as many
/// hits, whose least bounds nothing.
const MOST_OWN: usize = 128;
/// Similarities below this are chance; they are not looked at.
const NOISE: f32 = 0.03;

/// Hours between two stories from which few merge: 5 of 1,172 mergers of three weeks of headlines, but 26 of
/// 133 of English events of five years (`train_clusters --constants`), for which the nearest are enough.
pub(super) const LONG_AGO: f64 = 72.0;
/// Stories of so long ago that are compared with one, the nearest: in a long window most are, and nearly
/// all in vain.
pub(super) const MOST_OLD: usize = 4;

impl OnlineClusterer {
    /// A cluster as it is compared.
    pub(super) fn side_of_cluster<'a>(&'a self, cluster: &'a Cluster) -> Option<Side<'a>> {
        let span = (cluster.first, cluster.last);
        let side = match &cluster.sums {
            Held::Sums(sums) => {
                let locals = Locals::One(cluster.language, sums.local.sum());
                Side::of_sums(&sums.all, locals, span, None)
            }
            Held::Few(few) => Side::of_few(FewItems::of_cluster(self, cluster), few, span, None),
            Held::One => {
                let item = self.members.get(cluster.lead)?.view();
                Side { first: span.0, last: span.1, ..Side::of_item(&item) }
            }
        };
        Some(side)
    }

    /// A story as it is compared. O(1).
    pub(super) fn side_of_story<'a>(&'a self, story: &'a StoryGroup) -> Option<Side<'a>> {
        let dense = DenseVector::new(&story.dense);
        let span = (story.first, story.last);
        match &story.sums {
            Held::Sums(sums) => {
                let locals = Locals::Story(self, &sums.locals);
                Some(Side::of_sums(&sums.all, locals, span, dense))
            }
            Held::Few(few) => {
                let items = FewItems::of_clusters(self, &story.clusters);
                Some(Side::of_few(items, few, span, dense))
            }
            Held::One => {
                let cluster = self.clusters.get(story.clusters.first()?)?;
                Some(Side { dense, ..self.side_of_cluster(cluster)? })
            }
        }
    }

    /// The items of a cluster that holds no sums.
    fn few_of_cluster<'a>(&'a self, cluster: &Cluster) -> Option<Vec<View<'a>>> {
        Some(
            keys_of(cluster)?
                .iter()
                .filter_map(|key| Some(self.members.get(key)?.view()))
                .collect(),
        )
    }

    /// The items of a story none of whose clusters holds sums.
    fn few_of_story<'a>(&'a self, story: &StoryGroup) -> Option<Vec<View<'a>>> {
        let mut items = Vec::new();
        for cluster in story.clusters.iter().filter_map(|id| self.clusters.get(id)) {
            items.extend(self.few_of_cluster(cluster)?);
        }
        Some(items)
    }

    /// The text of a story within a language. O(1).
    pub(super) fn local_sum<'a>(&'a self, sum: &'a LocalSum) -> Option<Sum<'a>> {
        match sum {
            LocalSum::Sum(sum) => Some(sum.sum()),
            LocalSum::Cluster(id) => {
                let cluster = self.clusters.get(id)?;
                self.side_of_cluster(cluster)?.locals.get(cluster.language)
            }
        }
    }

    /// The text of a cluster within its language.
    pub(super) fn local_of(&self, cluster: &Cluster) -> Centroid {
        if let Some(sums) = cluster.sums.sums() {
            return sums.local.clone();
        }
        let mut sum = Centroid::default();
        for item in self.few_of_cluster(cluster).unwrap_or_default() {
            sum.add(item.local);
        }
        sum
    }

    /// What a cluster adds up to.
    pub(super) fn sums_of_cluster<'a>(&self, cluster: &'a Cluster) -> Cow<'a, ClusterSums> {
        match cluster.sums.sums() {
            Some(sums) => Cow::Borrowed(sums),
            None => Cow::Owned(ClusterSums::of(&self.few_of_cluster(cluster).unwrap_or_default())),
        }
    }

    /// What a story adds up to.
    pub(super) fn sums_of_story<'a>(&self, story: &'a StoryGroup) -> Cow<'a, StorySums> {
        if let Some(sums) = story.sums.sums() {
            return Cow::Borrowed(sums);
        }
        let mut sums = StorySums::default();
        for cluster in story.clusters.iter().filter_map(|id| self.clusters.get(id)) {
            match self.few_of_cluster(cluster) {
                Some(items) => items.iter().for_each(|item| sums.all.add(item)),
                None => sums.all.absorb(&self.sums_of_cluster(cluster).all),
            }
            self.meet_locals(&mut sums.locals, cluster.language, LocalSum::Cluster(cluster.id));
        }
        Cow::Owned(sums)
    }

    /// Takes a cluster out of sums.
    pub(super) fn take_cluster(&self, sums: &mut Sums, cluster: &Cluster) {
        match cluster.sums.sums() {
            Some(own) => sums.take(&own.all),
            None => {
                let items = self.few_of_cluster(cluster).unwrap_or_default();
                items.iter().for_each(|item| sums.subtract(item));
            }
        }
    }

    /// The text of a story across languages. O(1).
    pub(super) fn cross_of_story<'a>(&'a self, story: &'a StoryGroup) -> Option<Sum<'a>> {
        match story.sums.sums() {
            Some(sums) => Some(sums.all.cross.sum()),
            None => Some(self.side_of_story(story)?.cross),
        }
    }

    /// Tells the index, if it wants to know, which searches the neighbors of these stories take.
    pub(super) fn look_ahead_for_stories(&self, ids: &[StoryId]) {
        if !self.cross.looks_ahead() {
            return;
        }
        let stories = ids.iter().filter_map(|id| self.side_of_story(self.stories.get(id)?));
        let queries = stories.map(|side| self.query_of(&side.cross));
        let queries = queries.map(|(query, most)| ((query.vector, query.since), most));
        let (queries, most): (Vec<_>, Vec<usize>) = queries.unzip();
        self.cross.foresee(queries, &most, NOISE);
    }

    /// What to look for a story's neighbors with, and how many to ask for: its own members are
    /// nearest of all, and not wanted. Of a large story they take most places; what belongs to it
    /// finds it from its own side, where it is one of few.
    fn query_of(&self, cross: &Sum<'_>) -> (Query, usize) {
        (
            self.horizons.story(cross, self.cross.len()),
            self.options.neighbors + (cross.count() as usize).min(MOST_OWN),
        )
    }

    /// The stories with the members nearest to a story, nearest first.
    pub(super) fn neighbors_of(
        &self,
        story: &StoryGroup,
        cross: &Sum<'_>,
        most: (usize, usize),
    ) -> Vec<StoryId> {
        let (query, hits) = self.query_of(cross);
        self.buffers.with(|buffer| {
            self.cross.search_since_into(&query.vector, &query.since, hits, NOISE, buffer);
            self.nearest_stories(story, &buffer.hits, most)
        })
    }

    /// The languages of a story, in order.
    fn languages_of(&self, story: &StoryGroup) -> BTreeSet<Option<LanguageTag>> {
        let clusters = story.clusters.iter().filter_map(|id| self.clusters.get(id));
        clusters.map(|cluster| cluster.language).collect()
    }

    /// The stories of the hits but for one itself, nearest first: so many, and so many of its languages.
    fn nearest_stories(
        &self,
        story: &StoryGroup,
        hits: &[Hit],
        (most, most_alike): (usize, usize),
    ) -> Vec<StoryId> {
        let limited = most_alike < most;
        let languages = if limited { self.languages_of(story) } else { BTreeSet::new() };
        let mut alike = 0;
        // The best first, so that the first of a story is its best.
        let mut nearest: Vec<(StoryId, f32)> = Vec::with_capacity(most);
        let mut met = FxHashSet::default();
        let mut old = 0;
        for hit in hits {
            let cluster = self.member_at(hit.key).map(|member| member.cluster);
            let Some(cluster) = cluster.and_then(|cluster| self.clusters.get(cluster)) else {
                continue;
            };
            // Beyond the last that is wanted come only others as near.
            let beyond =
                nearest.get(most.saturating_sub(1)).is_some_and(|last| last.1 > hit.similarity);
            if beyond {
                break;
            }
            if cluster.story == story.id || !met.insert(cluster.story) {
                continue;
            }
            let Some(other) = self.stories.get(cluster.story) else { continue };
            if story.hours_apart(other) > LONG_AGO {
                old += 1;
                if old > MOST_OLD {
                    continue;
                }
            }
            if languages.contains(&cluster.language) {
                alike += 1;
                if alike > most_alike {
                    continue;
                }
            }
            nearest.push((cluster.story, hit.similarity));
        }
        nearest.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        nearest.truncate(most);
        nearest.into_iter().map(|(story, _)| story).collect()
    }

    /// Adds an item that is no copy to the sums of its cluster and story, `dense` where its
    /// embedding was taken.
    pub(super) fn add_to_sums(&mut self, key: u32, item: &View<'_>, id: ClusterId, dense: bool) {
        let Some(cluster) = self.clusters.get(id) else { return };
        let (language, is_new) = (cluster.language, cluster.items == 0);
        let grown = if is_new { None } else { self.grown(cluster, key, item) };
        // The item is no member yet, so all that is added up of a story now lacks it.
        let Some(mut story) = self.stories.remove(cluster.story) else { return };
        match &mut story.sums {
            Held::Sums(sums) => {
                let is_sum = matches!(sums.locals.get(&language), Some(LocalSum::Sum(_)));
                if is_new && !is_sum {
                    self.meet_locals(&mut sums.locals, language, LocalSum::Cluster(id));
                }
                sums.add(item);
            }
            _ if story.clusters.len() > 1 => {
                let items = self.few_of_story(&story).filter(|items| items.len() < FEW);
                story.sums = match items {
                    Some(mut items) => {
                        items.push(*item);
                        Held::Few(Box::new(Few::of(Vec::new(), &Sums::of(&items))))
                    }
                    None => {
                        let mut sums = self.sums_of_story(&story).into_owned();
                        sums.add(item);
                        Held::Sums(Box::new(sums))
                    }
                };
            }
            few => *few = Held::One,
        }
        if let Some(cluster) = self.clusters.get_mut(id) {
            match (&mut cluster.sums, grown) {
                _ if is_new => cluster.lead = key,
                (Held::Sums(sums), _) => sums.add(item),
                (held, Some(grown)) => *held = grown,
                (_, None) => {}
            }
            cluster.items += 1;
        }
        self.note_core(&mut story.core, id);
        story.dirty = true;
        self.changed.insert(story.id);
        if let Some(dense) = item.dense.filter(|_| dense) {
            story.dense.resize(dense.dimension(), 0.0);
            for (sum, value) in story.dense.iter_mut().zip(dense.values()) {
                *sum += value;
            }
        }
        self.stories.insert(story.id, story);
    }

    /// What a cluster without sums holds with one more item.
    fn grown(&self, cluster: &Cluster, key: u32, item: &View<'_>) -> Option<Held<ClusterSums>> {
        let mut items = self.few_of_cluster(cluster)?;
        items.push(*item);
        if items.len() > FEW {
            return Some(Held::Sums(Box::new(ClusterSums::of(&items))));
        }
        let mut keys = match &cluster.sums {
            Held::Few(few) => few.items.clone(),
            _ => vec![cluster.lead],
        };
        keys.push(key);
        Some(Held::Few(Box::new(Few::of(keys, &Sums::of(&items)))))
    }

    /// Takes a member that is no copy, and is gone, out of the sums.
    pub(super) fn take_from_sums(&mut self, member: &Member, dense: bool) {
        let item = &member.view();
        let Some(cluster) = self.clusters.get_mut(member.cluster) else { return };
        cluster.items = cluster.items.saturating_sub(1);
        if let Held::Sums(sums) = &mut cluster.sums {
            sums.subtract(item);
        }
        let Some(cluster) = self.clusters.get(member.cluster) else { return };
        let few = match &cluster.sums {
            Held::Few(few) => {
                let keys = few.items.iter().copied().filter(|key| *key != member.key).collect();
                let items = self.few_of_cluster(cluster).unwrap_or_default();
                Some(Few::of(keys, &Sums::of(&items)))
            }
            _ => None,
        };
        let Some(mut story) = self.stories.remove(cluster.story) else { return };
        let language = cluster.language;
        match &mut story.sums {
            Held::Sums(sums) => {
                sums.all.subtract(item);
                if let Some(LocalSum::Sum(sum)) = sums.locals.get_mut(&language) {
                    sum.subtract(item.local);
                }
            }
            Held::Few(_) => self.recount(&mut story),
            Held::One => {}
        }
        story.dirty = true;
        self.changed.insert(story.id);
        if let (true, Some(dense)) = (dense, item.dense) {
            for (sum, value) in story.dense.iter_mut().zip(dense.values()) {
                *sum -= value;
            }
        }
        self.stories.insert(story.id, story);
        if let (Some(cluster), Some(few)) = (self.clusters.get_mut(member.cluster), few) {
            cluster.sums = Held::Few(Box::new(few));
        }
    }

    /// Counts few members anew, where clusters have left.
    pub(super) fn recount(&self, story: &mut StoryGroup) {
        if matches!(story.sums, Held::Few(_)) {
            story.sums = match self.few_of_story(story) {
                Some(items) if story.clusters.len() > 1 => {
                    Held::Few(Box::new(Few::of(Vec::new(), &Sums::of(&items))))
                }
                _ => Held::One,
            };
        }
    }

    /// Takes a cluster without members out of the sums of its story.
    pub(super) fn leave_locals(&mut self, id: ClusterId) {
        let Some(cluster) = self.clusters.get(id) else { return };
        let story = self.stories.get_mut(cluster.story);
        let Some(Held::Sums(sums)) = story.map(|story| &mut story.sums) else { return };
        let is_left = match sums.locals.get(&cluster.language) {
            Some(LocalSum::Cluster(only)) => *only == id,
            Some(LocalSum::Sum(sum)) => sum.count() == 0,
            None => false,
        };
        if is_left {
            sums.locals.remove(&cluster.language);
        }
    }

    /// Takes the sums of one story into another, older one.
    pub(super) fn absorb_sums(&mut self, older: &mut StoryGroup, newer: &mut StoryGroup) {
        let few = self.few_of_story(older).zip(self.few_of_story(newer));
        let few = few.filter(|(items, others)| items.len() + others.len() <= FEW);
        older.sums = match few {
            Some((mut items, others)) => {
                items.extend(others);
                Held::Few(Box::new(Few::of(Vec::new(), &Sums::of(&items))))
            }
            None => {
                let mut sums = self.sums_of_story(older).into_owned();
                let others = self.sums_of_story(newer);
                sums.all.absorb(&others.all);
                for (language, other) in &others.locals {
                    self.meet_locals(&mut sums.locals, *language, other.clone());
                }
                Held::Sums(Box::new(sums))
            }
        };
        let (cores, others) = (std::mem::take(&mut older.core), std::mem::take(&mut newer.core));
        for id in cores.into_iter().chain(others) {
            self.note_core(&mut older.core, id);
        }
    }

    /// Adds the text of a language to that of a story.
    fn meet_locals(
        &self,
        locals: &mut BTreeMap<Option<LanguageTag>, LocalSum>,
        language: Option<LanguageTag>,
        other: LocalSum,
    ) {
        let Some(own) = locals.remove(&language) else {
            locals.insert(language, other);
            return;
        };
        let sum = |local: LocalSum| match local {
            LocalSum::Sum(sum) => sum,
            LocalSum::Cluster(id) => {
                self.clusters.get(id).map(|cluster| self.local_of(cluster)).unwrap_or_default()
            }
        };
        let mut sum_of_both = sum(own);
        sum_of_both.absorb(&sum(other));
        locals.insert(language, LocalSum::Sum(sum_of_both));
    }

    /// Keeps the largest clusters of a story, of which one has grown or come.
    pub(super) fn note_core(&self, core: &mut Vec<ClusterId>, id: ClusterId) {
        if !core.contains(&id) {
            core.push(id);
        }
        let size = |id: &ClusterId| self.clusters.get(id).map_or(0, |cluster| cluster.items);
        core.sort_by_cached_key(|id| (std::cmp::Reverse(size(id)), *id));
        core.truncate(CORE);
    }
}
