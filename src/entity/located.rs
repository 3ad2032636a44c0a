//! Places of the gazetteer as entities: one in every language, whatever it is called there.

use super::entity::EntityId;
use super::gazetteer::{PlaceId, PlaceLevel, PlaceMention};
use super::mention::{EntityKind, Mention};
use super::reading::{Document, NamedMention};
use super::registry::EntityRegistry;

/// The least weight of a place that is no word or person as well.
const FEWEST_WEIGHT: f32 = 0.3;
/// Letters of a short form, such as `US`, which is listed with the names of peoples.
const SHORT_FORM: usize = 4;

impl EntityRegistry {
    /// The mentions of places in a document, but for those inside a longer name that was found.
    pub(super) fn count_places(
        &mut self,
        document: &Document<'_>,
        taken: &[(std::ops::Range<usize>, EntityId)],
    ) -> Vec<NamedMention> {
        let sighting = self.sighting(document);
        let mut mentions: Vec<NamedMention> = Vec::new();
        let mut end = 0;
        for place in document.places {
            let span = place.span.clone();
            let Some(form) = document.text.get(span.clone()) else { continue };
            let longer = |mention: &Mention| {
                mention.span.start <= span.start
                    && span.end <= mention.span.end
                    && mention.span.len() > span.len()
                    && !is_with_ending(document.text, mention, &span)
            };
            let met = |(other, _): &(std::ops::Range<usize>, EntityId)| {
                other.start < span.end && span.start < other.end
            };
            // Of places of one name, the country is the first.
            let again = span.start < end;
            if again || !names_a_place(place, form) || self.is_stopped(form) {
                continue;
            }
            if document.mentions.iter().any(longer) || taken.iter().any(met) {
                continue;
            }
            let entity = self.place(place.place, form, document);
            self.count(entity, form, Some(EntityKind::Location), &sighting);
            end = span.end;
            mentions.push(NamedMention { span, entity, projected: false });
        }
        mentions
    }

    /// The entity of a place, founded where it was not met before.
    fn place(&mut self, place: PlaceId, form: &str, document: &Document<'_>) -> EntityId {
        let known = self.places.get(&place).copied().and_then(|id| self.root(id));
        let written = self.exact(form, document.language).filter(|id| {
            let person = self.records.get(&id.0).is_some_and(|record| {
                record.entity.kind == Some(EntityKind::Person) || record.place.is_some()
            });
            Some(*id) == known || !person
        });
        let id = match (known, written) {
            (Some(known), Some(written)) if known != written => {
                self.merge(known, written);
                known
            }
            (Some(known), _) => known,
            (None, Some(written)) => written,
            (None, None) => self.found(form, document.language, document.time),
        };
        self.places.insert(place, id);
        if let Some(record) = self.records.get_mut(&id.0) {
            record.place = Some(place);
        }
        self.learn(id, form, document.language);
        id
    }

    /// Whether two entities are two places.
    pub(super) fn are_two_places(&self, one: EntityId, other: EntityId) -> bool {
        let place = |id: EntityId| self.records.get(&id.0).and_then(|record| record.place);
        place(one).zip(place(other)).is_some_and(|(one, other)| one != other)
    }
}

/// Whether the words are the place's own: not its people, not a word or a person as well, not one
/// letter for it.
fn names_a_place(mention: &PlaceMention, form: &str) -> bool {
    let short = || form.chars().count() <= SHORT_FORM && form.chars().all(|c| !c.is_lowercase());
    let union = mention.level == PlaceLevel::Union;
    let own = !mention.demonym || union || short() && form.is_ascii();
    own && mention.weight >= FEWEST_WEIGHT && form.chars().nth(1).is_some()
}

/// Whether a mention is the place with its ending or a possessive.
fn is_with_ending(text: &str, mention: &Mention, place: &std::ops::Range<usize>) -> bool {
    let rest = text.get(place.end..mention.span.end).unwrap_or_default();
    mention.span.start == place.start && !rest.contains(char::is_whitespace)
}
