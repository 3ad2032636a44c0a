//! What a registry forgets: names that are out of the news.

use super::entity::EntityId;
use super::registry::EntityRegistry;
use super::terms::Terms;
use crate::article::Timestamp;

/// The share of the entities that is forgotten at once when there are too many.
const FORGOTTEN: usize = 10;

impl EntityRegistry {
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
        if kept.len() >= most {
            kept.sort_unstable();
            let surplus = kept.len() - most + (most / FORGOTTEN).max(1);
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
