//! Keeping the sums of clusters and stories, and looking at them.

use std::collections::BTreeMap;

use super::centroid::{Centroid, Sum};
use super::change::{ClusterId, StoryId};
use super::group::{Cluster, StoryGroup};
use super::member::{Member, View};
use super::online::OnlineClusterer;
use super::query;
use super::sums::{ClusterSums, LocalSum, Locals, Side, StorySums, Sums};
use crate::features::{DenseVector, SparseVector};
use crate::index::SearchBuffer;
use crate::language::LanguageTag;

/// Clusters of a story that are compared one by one with those of another, the largest. Stories are
/// as good as with all of them; 4 lose half a point of BCubed F1 on documents in 125 languages.
const CORE: usize = 8;
/// Members of a story that are made room for in its search. Without the limit cross-language pair F1 on
/// headlines was .408, with it .398, by one set of weights; but a story of thousands asks for as many
/// hits, whose least bounds nothing.
const MOST_OWN: usize = 128;
/// Similarities below this are chance; they are not looked at.
const NOISE: f32 = 0.03;

impl OnlineClusterer {
    /// A cluster as it is compared.
    pub(super) fn side_of_cluster<'a>(&'a self, cluster: &'a Cluster) -> Option<Side<'a>> {
        let span = (cluster.first, cluster.last);
        let side = match &cluster.sums {
            Some(sums) => {
                let locals = Locals::One(cluster.language, sums.local.sum());
                Side::of_sums(&sums.all, locals, span, None)
            }
            None => {
                let item = self.members.get(&cluster.lead)?.view();
                Side { first: span.0, last: span.1, ..Side::of_item(&item) }
            }
        };
        Some(side)
    }

    /// A story as it is compared. O(1).
    pub(super) fn side_of_story<'a>(&'a self, story: &'a StoryGroup) -> Option<Side<'a>> {
        let dense = DenseVector::new(&story.dense);
        let Some(sums) = &story.sums else {
            let cluster = self.clusters.get(story.clusters.first()?)?;
            return Some(Side { dense, ..self.side_of_cluster(cluster)? });
        };
        let locals = Locals::Story(self, &sums.locals);
        Some(Side::of_sums(&sums.all, locals, (story.first, story.last), dense))
    }

    /// The text of a story within a language. O(1).
    pub(super) fn local_sum<'a>(&'a self, sum: &'a LocalSum) -> Option<Sum<'a>> {
        match sum {
            LocalSum::Sum(sum) => Some(sum.sum()),
            LocalSum::Cluster(id) => {
                let cluster = self.clusters.get(id)?;
                match &cluster.sums {
                    Some(sums) => Some(sums.local.sum()),
                    None => {
                        let lead = self.members.get(&cluster.lead)?;
                        Some(Sum::of_vector(lead.local()))
                    }
                }
            }
        }
    }

    /// The text of a cluster within its language.
    pub(super) fn local_of(&self, cluster: &Cluster) -> Centroid {
        if let Some(sums) = &cluster.sums {
            return sums.local.clone();
        }
        let mut sum = Centroid::default();
        if let Some(lead) = self.members.get(&cluster.lead) {
            sum.add(lead.local());
        }
        sum
    }

    /// Takes a cluster out of sums.
    pub(super) fn take_cluster(&self, sums: &mut Sums, cluster: &Cluster) {
        match (&cluster.sums, self.members.get(&cluster.lead)) {
            (Some(own), _) => sums.take(&own.all),
            (None, Some(lead)) => sums.subtract(&lead.view()),
            (None, None) => {}
        }
    }

    /// The text of a story across languages. O(1).
    pub(super) fn cross_of_story<'a>(&'a self, story: &'a StoryGroup) -> Option<Sum<'a>> {
        match &story.sums {
            Some(sums) => Some(sums.all.cross.sum()),
            None => {
                let cluster = self.clusters.get(story.clusters.first()?)?;
                Some(self.side_of_cluster(cluster)?.cross)
            }
        }
    }

    /// Tells the index, if it wants to know, which searches the neighbors of these stories take.
    pub(super) fn look_ahead_for_stories(&self, ids: &[StoryId]) {
        if !self.cross.looks_ahead() {
            return;
        }
        let stories = ids.iter().filter_map(|id| self.side_of_story(self.stories.get(id)?));
        let queries = stories.map(|side| self.query_of(&side.cross));
        let (queries, most): (Vec<SparseVector>, Vec<usize>) = queries.unzip();
        self.cross.foresee(queries, &most, NOISE);
    }

    /// What to look for a story's neighbors with, and how many to ask for: its own members are
    /// nearest of all, and not wanted. Of a large story they take most places; what belongs to it
    /// finds it from its own side, where it is one of few.
    fn query_of(&self, cross: &Sum<'_>) -> (SparseVector, usize) {
        (
            query::story(cross, self.cross.len()),
            self.options.neighbors + (cross.count() as usize).min(MOST_OWN),
        )
    }

    /// The stories with the members nearest to a story, nearest first.
    pub(super) fn neighbors_of(
        &self,
        story: &StoryGroup,
        cross: &Sum<'_>,
        most: usize,
        buffer: &mut SearchBuffer,
    ) -> Vec<StoryId> {
        let (query, hits) = self.query_of(cross);
        self.cross.search_into(&query, hits, NOISE, buffer);
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

    /// Adds an item that is no copy to the sums of its cluster and story, `dense` where its
    /// embedding was taken.
    pub(super) fn add_to_sums(&mut self, key: u32, item: &View<'_>, id: ClusterId, dense: bool) {
        let Some(cluster) = self.clusters.get_mut(&id) else { return };
        let is_new = cluster.items == 0;
        match &mut cluster.sums {
            _ if is_new => cluster.lead = key,
            Some(sums) => sums.add(item),
            none => {
                let lead = self.members.get(&cluster.lead).map(|member| member.view());
                let mut sums = lead.as_ref().map(ClusterSums::of).unwrap_or_default();
                sums.add(item);
                *none = Some(Box::new(sums));
            }
        }
        cluster.items += 1;
        let (language, story) = (cluster.language, cluster.story);
        let Some(mut story) = self.stories.remove(&story) else { return };
        if story.sums.is_none() && is_new && story.clusters.len() > 1 {
            story.sums = Some(Box::new(self.sums_of_first(&story)));
        }
        if let Some(sums) = &mut story.sums {
            sums.all.add(item);
            let is_sum = matches!(sums.locals.get(&language), Some(LocalSum::Sum(_)));
            if is_new && !is_sum {
                // The item is no member yet, so a sum that is made now lacks it.
                self.meet_locals(&mut sums.locals, language, LocalSum::Cluster(id));
            }
            if let Some(LocalSum::Sum(sum)) = sums.locals.get_mut(&language) {
                sum.add(item.local);
            }
        }
        self.note_core(&mut story.core, id);
        story.dirty = true;
        if let Some(dense) = item.dense.filter(|_| dense) {
            story.dense.resize(dense.dimension(), 0.0);
            for (sum, value) in story.dense.iter_mut().zip(dense.values()) {
                *sum += value;
            }
        }
        self.stories.insert(story.id, story);
    }

    /// Takes a member that is no copy out of the sums.
    pub(super) fn take_from_sums(&mut self, member: &Member, dense: bool) {
        let item = &member.view();
        let Some(cluster) = self.clusters.get_mut(&member.cluster) else { return };
        cluster.items = cluster.items.saturating_sub(1);
        if let Some(sums) = &mut cluster.sums {
            sums.subtract(item);
        }
        let Some(story) = self.stories.get_mut(&cluster.story) else { return };
        if let Some(sums) = &mut story.sums {
            sums.all.subtract(item);
            if let Some(LocalSum::Sum(sum)) = sums.locals.get_mut(&cluster.language) {
                sum.subtract(item.local);
            }
        }
        story.dirty = true;
        if let (true, Some(dense)) = (dense, item.dense) {
            for (sum, value) in story.dense.iter_mut().zip(dense.values()) {
                *sum -= value;
            }
        }
    }

    /// Takes a cluster without members out of the sums of its story.
    pub(super) fn leave_locals(&mut self, id: ClusterId) {
        let Some(cluster) = self.clusters.get(&id) else { return };
        let sums = self.stories.get_mut(&cluster.story).and_then(|story| story.sums.as_mut());
        let Some(sums) = sums else { return };
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
        let mut sums = match older.sums.take() {
            Some(sums) => *sums,
            None => self.sums_of_first(older),
        };
        let others = match newer.sums.take() {
            Some(sums) => *sums,
            None => self.sums_of_first(newer),
        };
        sums.all.absorb(&others.all);
        for (language, other) in others.locals {
            self.meet_locals(&mut sums.locals, language, other);
        }
        older.sums = Some(Box::new(sums));
        let (cores, others) = (std::mem::take(&mut older.core), std::mem::take(&mut newer.core));
        for id in cores.into_iter().chain(others) {
            self.note_core(&mut older.core, id);
        }
    }

    /// The sums of a story that has had one cluster.
    fn sums_of_first(&self, story: &StoryGroup) -> StorySums {
        let mut sums = StorySums::default();
        let Some(cluster) = story.clusters.first().and_then(|id| self.clusters.get(id)) else {
            return sums;
        };
        let lead = self.members.get(&cluster.lead).map(|member| member.view());
        sums.all = match &cluster.sums {
            Some(sums) => sums.all.clone(),
            None => lead.as_ref().map(Sums::of).unwrap_or_default(),
        };
        sums.locals.insert(cluster.language, LocalSum::Cluster(cluster.id));
        sums
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
                self.clusters.get(&id).map(|cluster| self.local_of(cluster)).unwrap_or_default()
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
