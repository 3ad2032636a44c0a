//! The evidence between an item and a story, and between two stories, for explanations.

use super::change::StoryId;
use super::clusterer::Clusterer;
use super::evidence::StoryEvidence;
use super::group::StoryGroup;
use super::member::Member;
use super::online::OnlineClusterer;
use super::signals::Signals;
use super::sums::{LocalSum, Locals, Side};
use crate::article::Timestamp;
use crate::features::DenseVector;

impl OnlineClusterer {
    /// What speaks for an item and a story belonging together; of a member, by the rest of its
    /// story. O(features of the story).
    pub(super) fn evidence_of_item(&self, key: u32, id: StoryId) -> Option<StoryEvidence> {
        let member = self.members.get(key)?;
        let original = member.copy_of().unwrap_or(key);
        let member = self.members.get(original)?;
        let side = Side::of_item(&member.view());
        let story = self.story(id)?;
        let signals = if self.story_of(key) == Some(story.id) {
            self.signals_of_member(member, &side, story)?
        } else {
            self.item_signals(&side, story)?
        };
        Some(StoryEvidence::of(signals, &self.options.model))
    }

    /// What speaks for two stories being one, as they are now. O(features of both).
    pub(super) fn evidence_of_stories(
        &self,
        one: StoryId,
        other: StoryId,
    ) -> Option<StoryEvidence> {
        let (one, other) = (self.story(one)?, self.story(other)?);
        let side = self.side_of_story(one)?;
        let signals = self.signals_between(one, &side, other)?;
        Some(StoryEvidence::of(signals, &self.options.model))
    }

    /// Compares a member with the rest of its story, its own copies left out; `None` where nothing
    /// is left.
    fn signals_of_member(
        &self,
        member: &Member,
        side: &Side<'_>,
        story: &StoryGroup,
    ) -> Option<Signals> {
        let item = &member.view();
        let own = self.clusters.get(member.cluster)?;
        let mut cluster_rest = self.sums_of_cluster(own).into_owned();
        cluster_rest.subtract(item);
        let cluster_rest = Some(cluster_rest).filter(|rest| rest.all.cross.count() > 0);
        let sums = self.sums_of_story(story);
        let mut rest = sums.all.clone();
        rest.subtract(item);
        if rest.cross.count() == 0 {
            return None;
        }
        let rest = &rest;
        let local_rest = match sums.locals.get(&item.language) {
            Some(LocalSum::Sum(sum)) => {
                let mut sum = sum.clone();
                sum.subtract(item.local);
                Some(sum)
            }
            _ => cluster_rest.as_ref().map(|rest| rest.local.clone()),
        };
        let local_rest = local_rest.filter(|rest| rest.count() > 0);
        let locals = match &local_rest {
            Some(rest) => Locals::One(item.language, rest.sum()),
            None => Locals::None,
        };
        let mut dense = story.dense.clone();
        if let Some(own) = item.dense.filter(|own| own.dimension() == dense.len()) {
            for (sum, value) in dense.iter_mut().zip(own.values()) {
                *sum -= value;
            }
        }
        let span = self.span_without(story, member.key)?;
        let mut others = Side::of_sums(rest, locals, span, DenseVector::new(&dense));
        let languages = sums.locals.len();
        others.languages = languages as f32 - if local_rest.is_some() { 0.0 } else { 1.0 };
        others.languages = others.languages.max(1.0);
        let mut signals = Signals::between(side, &others);

        let (mut sum, mut weights) = (0.0, 0.0);
        for cluster in story.core.iter().filter_map(|id| self.clusters.get(id)) {
            let (other, count) = if cluster.id == own.id {
                let Some(rest) = &cluster_rest else { continue };
                let locals = Locals::One(item.language, rest.local.sum());
                let span = (cluster.first, cluster.last);
                (Side::of_sums(&rest.all, locals, span, None), cluster.items - 1)
            } else {
                (self.side_of_cluster(cluster)?, cluster.items)
            };
            let weight = (count as f32).sqrt();
            let probability = self.options.model.pair_probability(&Signals::between(side, &other));
            sum += weight * probability;
            weights += weight;
        }
        signals.clusters = (weights > 0.0).then(|| sum / weights);
        Some(signals)
    }

    /// The first and the last time of a story's members but one and the copies of it.
    fn span_without(&self, story: &StoryGroup, key: u32) -> Option<(Timestamp, Timestamp)> {
        let others = || {
            let clusters = story.clusters.iter().filter_map(|id| self.clusters.get(id));
            let keys = clusters.flat_map(|cluster| &cluster.members);
            let members = keys.filter_map(|key| self.members.get(key));
            members
                .filter(move |member| member.copy_of().unwrap_or(member.key) != key)
                .map(|member| member.time)
        };
        others().min().zip(others().max())
    }
}
