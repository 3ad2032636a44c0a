//! What stories do without that have not changed for long, and indexes that look no further back.

use super::change::StoryId;
use super::online::OnlineClusterer;
use super::sums::{Few, Held, IDLE_FEW};

impl OnlineClusterer {
    /// Lets go of the sums of small groups whose stories have not changed since so many items came.
    /// O(features) once for each time that a story has gone idle.
    pub(super) fn slim_idle(&mut self, idle: u32) {
        let mut busy = Vec::new();
        while let Some((newest, id)) = self.busy.pop_first() {
            if newest.saturating_add(idle) > self.next_key {
                busy.push((newest, id));
                break;
            }
            match self.stories.get(id).map(|story| story.newest) {
                Some(newest) if newest.saturating_add(idle) > self.next_key => {
                    busy.push((newest, id));
                }
                Some(_) => self.slim(id),
                None => {}
            }
        }
        self.busy.extend(busy);
    }

    /// Lets go of what no search will look at any more.
    pub(super) fn slim_indexes(&mut self) {
        for (language, local) in &mut self.local {
            local.forget_before(&self.horizons.own_language_since(*language));
        }
        self.cross.forget_before(&self.horizons.across_since());
    }

    /// Lets go of the sums of a story's small groups.
    fn slim(&mut self, id: StoryId) {
        let Some(story) = self.stories.get(id) else { return };
        let mut items = 0;
        for id in &story.clusters {
            let Some(cluster) = self.clusters.get_mut(id) else { continue };
            items += cluster.items as usize;
            let Held::Sums(sums) = &cluster.sums else { continue };
            let originals =
                |key: &&u32| self.members.get(key).is_some_and(|member| member.copy_of().is_none());
            let keys: Vec<u32> = cluster.members.iter().filter(originals).copied().collect();
            if keys.len() <= IDLE_FEW && keys.len() == cluster.items as usize {
                cluster.sums = Held::Few(Box::new(Few::of(keys, &sums.all)));
            }
        }
        let slim = |id| self.clusters.get(id).is_some_and(|c| !matches!(c.sums, Held::Sums(_)));
        let all_slim = items <= IDLE_FEW && story.clusters.iter().all(slim);
        let Some(story) = self.stories.get_mut(id) else { return };
        if let (true, Held::Sums(sums)) = (all_slim, &story.sums) {
            story.sums = Held::Few(Box::new(Few::of(Vec::new(), &sums.all)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{ClusterItem, ClusterOptions, Clusterer};
    use crate::features::{ArticleVectors, Facet, FeatureId, SparseVector, SparseVectorBuilder};

    fn vector(words: &[String]) -> SparseVector {
        let mut builder = SparseVectorBuilder::default();
        for word in words {
            builder.add(FeatureId::new(Facet::Stem, word.as_bytes()), 1.0);
        }
        builder.finish(100)
    }

    /// An article of one of five events, in one of two languages.
    fn item(key: u32) -> ClusterItem {
        let event = key % 5;
        let mut words: Vec<String> = (0..12).map(|n| format!("w{event}-{n}")).collect();
        words.push(format!("own{key}"));
        let vectors = ArticleVectors {
            local: vector(&words),
            cross: vector(&words),
            ..ArticleVectors::default()
        };
        let language = if key / 5 % 2 == 0 { "en" } else { "de" };
        ClusterItem { key, language: language.parse().ok(), vectors, ..ClusterItem::default() }
    }

    #[test]
    fn what_is_let_go_changes_nothing_that_is_compared() {
        let mut slim = OnlineClusterer::new(ClusterOptions::default()).expect("the defaults");
        let mut whole = OnlineClusterer::new(ClusterOptions::default()).expect("the defaults");
        let mut let_go = 0;
        for round in 0..6 {
            for key in round * 20..round * 20 + 20 {
                slim.insert(item(key), &mut Vec::new());
                whole.insert(item(key), &mut Vec::new());
            }
            if round == 3 {
                for key in (0..60).step_by(7) {
                    slim.remove(key, &mut Vec::new());
                    whole.remove(key, &mut Vec::new());
                }
            }
            slim.merge_stories(&mut Vec::new());
            whole.merge_stories(&mut Vec::new());
            let held = |c: &OnlineClusterer| {
                let clusters = c.clusters.values().filter(|c| c.sums.sums().is_some()).count();
                clusters + c.stories.values().filter(|s| s.sums.sums().is_some()).count()
            };
            let before = held(&slim);
            slim.slim_idle(0);
            let_go += before - held(&slim);
            let ids = |c: &OnlineClusterer| c.stories().map(|s| s.id).collect::<Vec<_>>();
            assert_eq!(ids(&slim), ids(&whole));
            for key in 0..round * 20 + 20 {
                assert_eq!(slim.story_of(key), whole.story_of(key), "{key}");
                let Some(story) = slim.story_of(key) else { continue };
                let (one, other) =
                    (slim.item_evidence(key, story), whole.item_evidence(key, story));
                let evidence = |e: Option<crate::cluster::StoryEvidence>| e.map(|e| e.amount);
                match (evidence(one), evidence(other)) {
                    (Some(one), Some(other)) => assert!((one - other).abs() < 1e-3, "{key}"),
                    (one, other) => assert_eq!(one, other, "{key}"),
                }
            }
        }
        assert!(let_go > 5, "{let_go}");
    }
}
