//! What a registry forgets: names that are out of the news.

use super::entity::EntityId;
use super::registry::EntityRegistry;
use super::terms::Terms;
use crate::article::Timestamp;

/// The share of the entities that is forgotten at once when there are too many.
const FORGOTTEN: usize = 10;

impl EntityRegistry {
    /// Whether one more entity is one too many. Where nothing can be forgotten, it is tried again once as
    /// many have come as are forgotten at once: each time it looks at all.
    pub(super) fn is_full(&self) -> bool {
        let beyond = self.records.len().checked_sub(self.options.max_entities.max(1));
        beyond.is_some_and(|beyond| beyond % self.forgotten_at_once() == 0)
    }

    fn forgotten_at_once(&self) -> usize {
        (self.options.max_entities / FORGOTTEN).max(1)
    }

    /// Forgets entities that are out of the news; where there are too many, those that were
    /// mentioned least lately.
    pub(super) fn forget(&mut self, now: Timestamp) {
        let mut gone: Vec<u32> = Vec::new();
        let mut kept: Vec<(u32, u32)> = Vec::new();
        for (id, record) in &self.records {
            let idle = self.article.saturating_sub(record.last_article);
            let old = now.hours_since(record.last_seen) > self.options.expire_hours
                && idle > self.options.idle_articles;
            // What was merged goes when the entity it was merged into goes.
            if record.listed || self.heirs.contains_key(id) {
                continue;
            }
            if old {
                gone.push(*id);
            } else {
                kept.push((record.last_article, *id));
            }
        }
        let most = self.options.max_entities.max(1);
        // With those that were merged into others, which take as much room.
        let left = self.records.len() - gone.len();
        if left >= most {
            kept.sort_unstable();
            let surplus = left - most + self.forgotten_at_once();
            gone.extend(kept.iter().take(surplus).map(|(_, id)| *id));
        }
        let mut place = 0;
        while let Some(&id) = gone.get(place) {
            place += 1;
            let Some(record) = self.records.remove(&id) else { continue };
            self.heirs.remove(&id);
            gone.extend(record.merged.iter().map(|merged| merged.0));
            for key in record.keys {
                if self.by_form.get(&key) == Some(&EntityId(id)) {
                    self.by_form.remove(&key);
                }
            }
        }
        let records = &self.records;
        self.places.retain(|_, id| records.contains_key(&id.0));
        self.parted.retain(|(one, two)| records.contains_key(one) && records.contains_key(two));
        let before = self.terms.len();
        self.terms.retain(|id| self.records.contains_key(&id));
        if self.terms.live() * 2 < before {
            self.renew_terms();
        }
    }

    /// Builds the words of the spellings anew, without those of forgotten entities.
    fn renew_terms(&mut self) {
        self.terms = Terms::default();
        let mut ids: Vec<u32> = self.records.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            // Those met in passing have no words yet.
            let Some(record) = self.records.get(&id).filter(|record| !record.names.is_empty())
            else {
                continue;
            };
            for spelling in record.looked_for() {
                self.terms.insert(id, spelling, record.in_news());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::RegistryOptions;

    #[test]
    fn merged_entities_count_among_those_that_are_too_many() {
        let options = RegistryOptions { max_entities: 40, ..RegistryOptions::default() };
        let mut registry = EntityRegistry::new(options);
        let mut looked = 0;
        for _ in 0..400 {
            let mut add = || {
                looked += u32::from(registry.is_full());
                registry.add_record(Timestamp::default())
            };
            let (one, other) = (add(), add());
            registry.merge(one, other);
            assert!(registry.len() <= 40, "{}", registry.len());
        }
        assert!(looked <= 800 / 4, "{looked}");
    }

    #[test]
    fn what_cannot_be_forgotten_is_not_looked_at_each_time() {
        let options = RegistryOptions { max_entities: 40, ..RegistryOptions::default() };
        let mut registry = EntityRegistry::new(options);
        let first = registry.add_record(Timestamp::default());
        let mut looked = 0;
        for _ in 1..400 {
            looked += u32::from(registry.is_full());
            let id = registry.add_record(Timestamp::default());
            if let Some(record) = registry.records.get_mut(&id.0) {
                record.listed = true;
            }
        }
        assert!(registry.entity(first).is_none() && registry.len() == 399);
        assert!((1..=400 / 4).contains(&looked), "{looked}");
    }
}
