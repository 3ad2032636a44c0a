//! Which clusters have turned out not to belong to their story.

use super::change::{Change, ClusterId, StoryId};
use super::group::{Cluster, StoryGroup};
use super::online::OnlineClusterer;
use super::signals::Signals;
use super::spread;
use super::sums::{Held, LocalSum, Locals, Side};

impl OnlineClusterer {
    /// Parts from each story that changed the cluster that fits it least, where the evidence is as
    /// far below that for merging as [`ClusterOptions::split`](super::ClusterOptions::split) says:
    /// with what came later a bridge between two events shows.
    ///
    /// One cluster of a story at a time, and never the one that founded it, whose id it bears: a
    /// part merges again where it fits better, in the pass that follows. O(changed stories × eight
    /// clusters × features of the story).
    pub(super) fn split_pass(&mut self, changes: &mut Vec<Change>) {
        let changed: Vec<StoryId> = self
            .changed
            .iter()
            .filter_map(|id| self.stories.get(id))
            .filter(|story| story.dirty && !story.closed && story.clusters.len() > 1)
            .map(|story| story.id)
            .collect();
        // What one story parts from changes no other.
        let misfits = spread::map(&changed, |id| self.misfit(*id));
        for (id, misfit) in changed.into_iter().zip(misfits) {
            if let Some(cluster) = misfit {
                self.part(id, cluster, changes);
            }
        }
    }

    /// The cluster that fits a story least, where that is too little.
    fn misfit(&self, id: StoryId) -> Option<ClusterId> {
        let story = self.stories.get(id)?;
        let others = story.core.iter().filter(|cluster| cluster.0 != id.0);
        let evidence = others.filter_map(|id| {
            let cluster = self.clusters.get(id)?;
            let signals = self.signals_of_cluster(cluster, story)?;
            Some((self.options.model.story_evidence(&signals), *id))
        });
        let (least, cluster) = evidence.min_by(|one, two| one.0.total_cmp(&two.0))?;
        (least < -self.options.split).then_some(cluster)
    }

    /// Compares a cluster with the rest of its story.
    fn signals_of_cluster(&self, cluster: &Cluster, story: &StoryGroup) -> Option<Signals> {
        let sums = self.sums_of_story(story);
        let side = self.side_of_cluster(cluster)?;
        let mut rest = sums.all.clone();
        self.take_cluster(&mut rest, cluster);
        let local = match sums.locals.get(&cluster.language)? {
            LocalSum::Sum(sum) => {
                let mut sum = sum.clone();
                sum.take(&self.local_of(cluster));
                Some(sum)
            }
            LocalSum::Cluster(_) => None,
        };
        let local = local.filter(|local| local.count() > 0);
        let locals = match &local {
            Some(local) => Locals::One(cluster.language, local.sum()),
            None => Locals::None,
        };
        let others = || {
            let others = story.clusters.iter().filter(|id| **id != cluster.id);
            others.filter_map(|id| self.clusters.get(id))
        };
        let span = others().map(|c| c.first).min().zip(others().map(|c| c.last).max())?;
        let mut other = Side::of_sums(&rest, locals, span, None);
        other.languages = sums.locals.len() as f32 - if local.is_some() { 0.0 } else { 1.0 };
        other.languages = other.languages.max(1.0);
        let mut signals = Signals::between(&side, &other);
        let core = story.core.iter().filter(|id| **id != cluster.id);
        let core = core.filter_map(|id| self.clusters.get(id));
        signals.clusters = self.mean_probability(&side, core);
        Some(signals)
    }

    /// Makes a story of a cluster, which bears the id that the cluster's founder gave. O(features of
    /// the story + its clusters).
    fn part(&mut self, from: StoryId, id: ClusterId, changes: &mut Vec<Change>) {
        let Some(cluster) = self.clusters.get(id) else { return };
        let Some(mut story) = self.stories.remove(from) else { return };
        let own = StoryId(id.0);
        if let Held::Sums(sums) = &mut story.sums {
            self.take_cluster(&mut sums.all, cluster);
            let left = match sums.locals.get_mut(&cluster.language) {
                Some(LocalSum::Sum(sum)) => {
                    sum.take(&self.local_of(cluster));
                    sum.count() > 0
                }
                _ => false,
            };
            if !left {
                sums.locals.remove(&cluster.language);
            }
        }
        let mut dense = vec![0.0; story.dense.len()];
        let members = cluster.members.iter().filter_map(|key| self.members.get(key));
        let embeddings = members.filter_map(|member| member.dense());
        // Those of another length were never added.
        for embedding in embeddings.filter(|own| own.dimension() == story.dense.len()) {
            for (sum, value) in dense.iter_mut().zip(embedding.values()) {
                *sum += value;
            }
        }
        story.dense.iter_mut().zip(&dense).for_each(|(sum, own)| *sum -= own);
        let part = StoryGroup {
            clusters: vec![id],
            last: cluster.last,
            newest: cluster.members.last().copied().unwrap_or(cluster.lead),
            split_from: Some(from),
            core: vec![id],
            dense,
            ..StoryGroup::new(own, cluster.first)
        };
        // Its id may have led to the story since the two merged.
        self.redirects.remove(&own);
        story.merged.retain(|merged| *merged != own);
        for merged in &story.merged {
            if self.redirects.get(merged) == Some(&own) {
                self.redirects.insert(*merged, from);
            }
        }
        story.clusters.retain(|cluster| *cluster != id);
        story.core.clear();
        for cluster in &story.clusters {
            self.note_core(&mut story.core, *cluster);
        }
        self.recount(&mut story);
        self.stories.insert(from, story);
        self.changed.insert(own);
        self.ends.insert((part.last, own));
        self.stories.insert(own, part);
        if let Some(cluster) = self.clusters.get_mut(id) {
            cluster.story = own;
        }
        self.respan(from);
        changes.push(Change::Split { story: from, into: own, cluster: id });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{ClusterItem, ClusterOptions, Clusterer};
    use crate::features::{ArticleVectors, Facet, FeatureId, SparseVector, SparseVectorBuilder};
    use crate::language::LanguageTag;

    fn vector(facet: Facet, words: &[&str]) -> SparseVector {
        let mut builder = SparseVectorBuilder::default();
        for word in words {
            builder.add(FeatureId::new(facet, word.as_bytes()), 1.0);
        }
        builder.finish(100)
    }

    fn item(key: u32, language: &str, words: &[&str]) -> ClusterItem {
        let language: Option<LanguageTag> = language.parse().ok();
        let vectors = ArticleVectors {
            local: vector(Facet::Stem, words),
            cross: vector(Facet::Gram3, words),
            ..ArticleVectors::default()
        };
        ClusterItem { key, language, vectors, ..ClusterItem::default() }
    }

    /// Three stories of two languages, none merged.
    fn apart() -> OnlineClusterer {
        let mut options = ClusterOptions::default();
        options.model.eager = f32::INFINITY;
        let mut clusterer = OnlineClusterer::new(options).expect("in range");
        for item in [
            item(0, "en", &["shoigu", "beijing", "taiwan"]),
            item(1, "de", &["schoigu", "beijing", "taiwan"]),
            item(2, "en", &["quake", "peru", "chile"]),
            item(3, "en", &["quake", "peru", "lima"]),
        ] {
            clusterer.insert(item, &mut Vec::new());
        }
        clusterer
    }

    fn evidence(clusterer: &OnlineClusterer) -> Vec<Option<Signals>> {
        let pairs = [(0, 1), (0, 2), (1, 2)];
        let signals =
            |(one, other)| Some(clusterer.story_evidence(StoryId(one), StoryId(other))?.signals);
        pairs.into_iter().map(signals).collect()
    }

    #[test]
    fn what_is_parted_is_as_it_was_before_merging() {
        let wanted = apart();
        assert_eq!(wanted.stories().count(), 3);
        let mut clusterer = apart();
        let mut changes = Vec::new();
        clusterer.merge(StoryId(0), StoryId(1), 1.0, &mut changes);
        clusterer.merge(StoryId(0), StoryId(2), 1.0, &mut changes);
        assert_eq!(clusterer.stories().count(), 1);
        changes.clear();
        clusterer.part(StoryId(0), ClusterId(2), &mut changes);
        clusterer.part(StoryId(0), ClusterId(1), &mut changes);
        let split = |into: u32| Change::Split {
            story: StoryId(0),
            into: StoryId(into),
            cluster: ClusterId(into),
        };
        assert_eq!(changes, [split(2), split(1)]);
        assert_eq!(clusterer.stories().count(), 3);
        for key in 0..4 {
            assert_eq!(clusterer.story_of(key), wanted.story_of(key));
        }
        for story in clusterer.stories() {
            let before = wanted.story(story.id).expect("it is there");
            assert_eq!((story.newest, &story.clusters), (before.newest, &before.clusters));
            assert_eq!(story.merged, []);
            assert_eq!(story.split_from, (story.id.0 > 0).then_some(StoryId(0)));
        }
        // The length of a vector is taken to be one, that of a sum is what its rounded weights make.
        let close = |one: f32, other: f32| (one - other).abs() < 1e-4;
        for (found, wanted) in evidence(&clusterer).into_iter().zip(evidence(&wanted)) {
            let (found, wanted) = found.zip(wanted).expect("both are there");
            assert!(close(found.cross, wanted.cross), "{found:?} {wanted:?}");
            assert!(close(found.languages, wanted.languages), "{found:?} {wanted:?}");
            assert_eq!(found.local.is_some(), wanted.local.is_some());
        }
    }

    #[test]
    fn a_cluster_that_does_not_fit_is_parted_by_the_next_pass() {
        let mut clusterer = apart();
        clusterer.merge(StoryId(0), StoryId(1), 1.0, &mut Vec::new());
        clusterer.merge(StoryId(0), StoryId(2), 1.0, &mut Vec::new());
        clusterer.options.model = crate::cluster::StoryModel::default();
        let mut changes = Vec::new();
        clusterer.split_pass(&mut changes);
        let parted =
            changes.iter().any(|change| matches!(change, Change::Split { into: StoryId(2), .. }));
        assert!(parted, "{changes:?}");
        assert_eq!(clusterer.story_of(0), clusterer.story_of(1));
    }
}
