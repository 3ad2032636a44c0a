//! Entities that turn out to be one, and that turn out not to be.

use std::borrow::Cow;

use super::entity::{Entity, EntityId};
use super::record::Record;
use super::registry::EntityRegistry;
use crate::name::PreparedName;

/// The probability above which two entities that a new spelling fits are one.
const ONE: f32 = 0.85;
/// The probability above which two entities of the same company are one.
const ALIKE: f32 = 0.6;
/// Entities that both were met with, of those remembered.
const FEWEST_SHARED: usize = 3;
/// Entities within another whose names are looked at.
const MOST_MERGED: usize = 4;
/// Entities within others that are followed: a chain ends long before.
const MOST_STEPS: usize = 64;

impl EntityRegistry {
    /// Makes `from` part of `into`; whether they were two. Each keeps its own history, so that
    /// [`unmerge`](Self::unmerge) loses nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Timestamp;
    /// use samestory::entity::EntityRegistry;
    ///
    /// let mut registry = EntityRegistry::default();
    /// let now = Timestamp::default();
    /// let fung = registry.resolve("Frederick Fung", None, None, now);
    /// let other = registry.resolve("馮檢基", None, None, now);
    /// assert!(registry.merge(fung, other));
    /// assert_eq!(registry.resolve("馮檢基", None, None, now), fung);
    /// assert_eq!(registry.entity(fung).unwrap().variants.len(), 2);
    /// assert!(registry.unmerge(other));
    /// assert_eq!(registry.entity(other).unwrap().variants[0].count, 2);
    /// ```
    pub fn merge(&mut self, into: EntityId, from: EntityId) -> bool {
        let (Some(into), Some(from)) = (self.root(into), self.root(from)) else { return false };
        if into == from {
            return false;
        }
        self.parted.remove(&(into.0.min(from.0), into.0.max(from.0)));
        self.heirs.insert(from.0, into);
        if let Some(record) = self.records.get_mut(&into.0) {
            record.merged.push(from);
        }
        true
    }

    /// Makes an entity that was merged into another stand for itself again, with the spellings that
    /// are its own and what was counted of them since; whether it was merged. The two are not merged
    /// again unless [`merge`](Self::merge) does.
    pub fn unmerge(&mut self, id: EntityId) -> bool {
        let Some(into) = self.heirs.remove(&id.0) else { return false };
        if let Some(record) = self.records.get_mut(&into.0) {
            record.merged.retain(|merged| *merged != id);
        }
        self.parted.insert((into.0.min(id.0), into.0.max(id.0)));
        true
    }

    /// The entity that an id stands for now; `None` for one that was forgotten.
    pub fn root(&self, id: EntityId) -> Option<EntityId> {
        let heir = self.heir(id.0);
        self.records.contains_key(&heir).then_some(EntityId(heir))
    }

    /// The entity that one which is not forgotten stands for. Few are merged, so that most
    /// look-ups end in a small table.
    pub(super) fn heir(&self, id: u32) -> u32 {
        let mut heir = id;
        let mut steps = 0;
        while let Some(into) = self.heirs.get(&heir).filter(|_| steps < MOST_STEPS) {
            heir = into.0;
            steps += 1;
        }
        heir
    }

    /// Merges entities that one spelling fits and that fit each other: `Bolivie` has shown that
    /// `Bolivia` and `Bolívie` are one. Less alike they may be where they are met in the same company
    /// and never with each other: `Kavanaugh` and `Кавано`.
    pub(super) fn merge_equals(&mut self, best: EntityId, equals: &[EntityId]) {
        for other in equals.iter().filter(|other| **other != best) {
            let (Some(one), Some(two)) = (self.records.get(&best.0), self.records.get(&other.0))
            else {
                continue;
            };
            let alike = |least: f32, names: usize| {
                one.names.iter().take(names).any(|one| {
                    two.names.iter().take(names).any(|two| {
                        let score = self.scorer.score_prepared(one, two);
                        score.probability >= least && score.nats >= self.options.min_nats
                    })
                })
            };
            let same = alike(ONE, 1) || self.keep_company(one, two) && alike(ALIKE, usize::MAX);
            let free = !self.are_parted(best, *other) && !self.are_two_places(best, *other);
            if same && !(one.listed && two.listed) && free {
                // The one met first goes on, unless only the other is in a user's file.
                let second_leads = other < &best;
                let (into, from) = match (one.listed, two.listed) {
                    (true, false) => (best, *other),
                    (false, true) => (*other, best),
                    _ if second_leads => (*other, best),
                    _ => (best, *other),
                };
                self.merge(into, from);
            }
        }
    }

    /// Whether the caller parted two entities.
    pub(super) fn are_parted(&self, one: EntityId, two: EntityId) -> bool {
        self.parted.contains(&(one.0.min(two.0), one.0.max(two.0)))
    }

    /// The names that a new spelling is compared with: an entity's own, and the first of each that
    /// was merged into it.
    pub(super) fn names_of<'a>(
        &'a self,
        record: &'a Record,
    ) -> impl Iterator<Item = &'a PreparedName> {
        let merged =
            record.merged.iter().take(MOST_MERGED).filter_map(|id| self.records.get(&id.0));
        record.names.iter().chain(merged.filter_map(|merged| merged.names.first()))
    }

    /// Whether two entities are met with the same others, and never with each other.
    fn keep_company(&self, one: &Record, two: &Record) -> bool {
        let (one_id, two_id) = (one.entity.id, two.entity.id);
        let heirs = |record: &Record| {
            let heirs = record.companions.iter().map(|(id, _)| self.heir(id.0));
            let mut heirs: Vec<u32> = heirs.collect();
            heirs.sort_unstable();
            heirs.dedup();
            heirs
        };
        let (first, second) = (heirs(one), heirs(two));
        let met = first.binary_search(&two_id.0).is_ok() || second.binary_search(&one_id.0).is_ok();
        let shared = first.iter().filter(|id| second.binary_search(id).is_ok()).count();
        !met && shared >= FEWEST_SHARED && shared * 3 >= first.len().min(second.len())
    }

    /// An entity with the spellings of those merged into it.
    pub(super) fn whole<'a>(&'a self, record: &'a Record) -> Cow<'a, Entity> {
        if record.merged.is_empty() {
            return Cow::Borrowed(&record.entity);
        }
        let mut entity = record.entity.clone();
        for merged in self.family(record) {
            entity.kind = entity.kind.or(merged.entity.kind);
            for variant in &merged.entity.variants {
                let known = entity.variants.iter_mut();
                let mut known =
                    known.filter(|v| v.form == variant.form && v.language == variant.language);
                match known.next() {
                    Some(known) => {
                        known.count = known.count.saturating_add(variant.count);
                        known.outlets.extend(variant.outlets.iter().cloned());
                        known.first_seen = known.first_seen.min(variant.first_seen);
                        known.last_seen = known.last_seen.max(variant.last_seen);
                    }
                    None => entity.variants.push(variant.clone()),
                }
            }
        }
        Cow::Owned(entity)
    }

    /// The articles of an entity and of those merged into it.
    pub(super) fn articles_of(&self, id: EntityId) -> u32 {
        let Some(record) = self.records.get(&id.0) else { return 0 };
        let merged = self.family(record).into_iter().map(|merged| merged.articles);
        merged.fold(record.articles, u32::saturating_add)
    }

    /// All entities that were merged into one, in order.
    fn family<'a>(&'a self, record: &Record) -> Vec<&'a Record> {
        let mut family: Vec<&Record> = Vec::new();
        let mut waiting: Vec<EntityId> = record.merged.clone();
        while let Some(id) = waiting.pop() {
            if let Some(merged) = self.records.get(&id.0) {
                waiting.extend(merged.merged.iter());
                family.push(merged);
            }
        }
        family.sort_by_key(|merged| merged.entity.id);
        family
    }
}
