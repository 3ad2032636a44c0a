//! Names that are mentioned in passing: far down in one article.

use super::entity::EntityId;
use super::form::bare;
use super::record::{Record, push_tight};
use super::registry::EntityRegistry;
use super::spelled::Spelled;
use crate::article::Timestamp;
use crate::language::LanguageTag;

/// Bytes of a text whose names are compared with all that sound alike: headline and lead name those
/// whom an article is about. Those that only stand further down are known by their very spelling, and
/// compared once another article has them: three of four never come again.
pub(super) const LEAD_BYTES: usize = 1200;

impl EntityRegistry {
    /// A new entity of a name in passing.
    pub(super) fn found_in_passing(&mut self, spelled: &Spelled<'_>, time: Timestamp) -> EntityId {
        let id = self.add_record(time);
        if let Some(record) = self.records.get_mut(&id.0) {
            push_tight(&mut record.spellings, spelled.form.into());
        }
        self.note_form(id, spelled);
        id
    }

    /// An entity with nothing but an id.
    pub(super) fn add_record(&mut self, time: Timestamp) -> EntityId {
        if self.is_full() {
            self.forget(time);
        }
        let id = EntityId(self.next);
        self.next = self.next.saturating_add(1);
        self.records.insert(id.0, Box::new(Record::new(id, None)));
        id
    }

    /// Whether an entity has only been met in passing, in one article.
    pub(super) fn is_in_passing(&self, id: EntityId) -> bool {
        self.records.get(&id.0).is_some_and(|record| record.names.is_empty())
    }

    /// Compares a name that is no longer in passing with those that sound alike; the entity that it
    /// is.
    pub(super) fn compare_late(
        &mut self,
        id: EntityId,
        form: &str,
        language: Option<LanguageTag>,
        company: &[EntityId],
    ) -> EntityId {
        let form = bare(form, language);
        let name = self.scorer.prepare(form);
        let found = self.similar(form, &name, language, company, Some(id));
        let Some((other, ..)) = found.filter(|found| found.0 != id) else { return id };
        let listed = |id: EntityId| self.records.get(&id.0).is_some_and(|record| record.listed);
        let (one, two) = (listed(id), listed(other));
        if one && two || self.are_parted(id, other) || self.are_two_places(id, other) {
            return id;
        }
        // The one met first goes on, unless only the other is in a user's file.
        if !one && (two || other < id) {
            self.merge(other, id);
        } else {
            self.merge(id, other);
        }
        self.root(id).unwrap_or(id)
    }
}
