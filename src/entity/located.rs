//! Places of the gazetteer as entities: one in every language, whatever it is called there.

use super::entity::EntityId;
use super::gazetteer::{Gazetteer, PlaceId, PlaceLevel, PlaceMention};
use super::mention::{EntityKind, Mention};
use super::reading::{Document, NamedMention};
use super::registry::EntityRegistry;
use crate::language::LanguageTag;

/// The least weight of a place that is no word or person as well.
const FEWEST_WEIGHT: f32 = 0.3;
/// Languages that write the adjective or the people of a country with a capital.
const CAPITALIZED_PEOPLES: &[&str] = &[
    "af", "az", "de", "en", "fil", "fy", "id", "kk", "ky", "lb", "ms", "nds", "nl", "sw", "tr",
    "uz", "vi",
];
/// Letters that two forms of one word share, at least.
const FEWEST_COMMON: usize = 3;
/// Letters of an ending, at most.
const LONGEST_ENDING: usize = 5;
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
            if again || !names_a_place(place, form, document.language) || self.is_stopped(form) {
                continue;
            }
            if document.mentions.iter().any(longer) || taken.iter().any(met) {
                continue;
            }
            let entity = self.place(place.place, form, document);
            let kind = match place.level {
                PlaceLevel::Organization => EntityKind::Organization,
                _ => EntityKind::Location,
            };
            self.count(entity, form, Some(kind), &sighting);
            end = span.end;
            mentions.push(NamedMention { span, entity, projected: false });
        }
        mentions
    }

    /// The entity of a place, founded where it was not met before.
    fn place(&mut self, place: PlaceId, form: &str, document: &Document<'_>) -> EntityId {
        let known = self.places.get(&place).copied().and_then(|id| self.root(id));
        let written = self.exact(form, document.language);
        let written = written.filter(|id| Some(*id) == known || self.may_be_place(*id));
        let id = match (known, written) {
            (Some(known), Some(written)) if known != written => {
                if !self.are_parted(known, written) {
                    self.merge(known, written);
                }
                known
            }
            (Some(known), _) => known,
            (None, Some(written)) => written,
            (None, None) => self.found_anew(form, document.language, document.time),
        };
        self.places.insert(place, id);
        if let Some(record) = self.records.get_mut(&id.0) {
            record.place = Some(place);
        }
        if written != Some(id) {
            // What was met with an ending before it was met without.
            let other = self.similar_to(form, document.language);
            let free = other.filter(|other| self.may_be_place(*other));
            let free = free.filter(|other| *other != id && !self.are_parted(*other, id));
            if let Some(other) = free {
                self.merge(id, other);
            }
            self.learn(id, form, document.language);
        }
        id
    }

    /// Whether an entity may turn out to be a place of the gazetteer.
    fn may_be_place(&self, id: EntityId) -> bool {
        self.records.get(&id.0).is_some_and(|record| {
            record.place.is_none() && record.entity.kind != Some(EntityKind::Person)
        })
    }

    /// Whether a spelling cannot be a place's though it sounds so: the gazetteer knows the language
    /// and has not found it, and it is no known spelling with another ending. So Tainan is not
    /// Taiwan.
    pub(super) fn is_no_place(
        &self,
        id: EntityId,
        form: &str,
        language: Option<LanguageTag>,
    ) -> bool {
        let Some(record) = self.records.get(&id.0) else { return false };
        let Some(place) = record.place.filter(|place| is_listed_everywhere(*place)) else {
            return false;
        };
        let gazetteer = Gazetteer::new();
        if !language.is_some_and(|language| gazetteer.knows(language)) {
            return false;
        }
        let mut stems = form.char_indices().rev().take(LONGEST_ENDING).map(|(end, _)| end);
        let is_stem = |end| {
            let found = gazetteer.places(form.get(..end).unwrap_or_default(), language);
            found.iter().any(|found| found.place == place && found.span == (0..end))
        };
        !record.entity.variants.iter().any(|known| differ_in_ending(form, &known.form))
            && !stems.any(is_stem)
    }

    /// Whether two entities are two places.
    pub(super) fn are_two_places(&self, one: EntityId, other: EntityId) -> bool {
        let place = |id: EntityId| self.records.get(&id.0).and_then(|record| record.place);
        place(one).zip(place(other)).is_some_and(|(one, other)| one != other)
    }
}

/// Whether the words are the place's own: not its people, not a word or a person as well, not one
/// letter for it.
fn names_a_place(mention: &PlaceMention, form: &str, language: Option<LanguageTag>) -> bool {
    let short = || form.chars().count() <= SHORT_FORM && form.chars().all(|c| !c.is_lowercase());
    let union = mention.level == PlaceLevel::Union;
    // Short forms and cases of a country's name are listed with those of its people.
    let name = || {
        let language = language.as_ref().map_or("", |language| language.language());
        !mention.small
            && form.starts_with(char::is_uppercase)
            && !CAPITALIZED_PEOPLES.contains(&language)
    };
    let own = !mention.demonym || union || short() && form.is_ascii() || name();
    own && mention.weight >= FEWEST_WEIGHT && form.chars().nth(1).is_some()
}

/// Whether the gazetteer has a place in each of its languages: cities are left out of some.
fn is_listed_everywhere(place: PlaceId) -> bool {
    matches!(place.level(), PlaceLevel::Union | PlaceLevel::Country | PlaceLevel::Territory)
}

/// Whether one word is another but for its ending: all but one letter of the shorter are the same,
/// and the longer has few more.
fn differ_in_ending(one: &str, other: &str) -> bool {
    fn lower(word: &str) -> impl Iterator<Item = char> + '_ {
        word.chars().flat_map(char::to_lowercase)
    }
    let common = lower(one).zip(lower(other)).take_while(|(one, other)| one == other).count();
    if common < FEWEST_COMMON {
        return false;
    }
    let (one, other) = (lower(one).count(), lower(other).count());
    let (shorter, longer) = (one.min(other), one.max(other));
    common + 1 >= shorter && longer <= common + LONGEST_ENDING
}

/// Whether a mention is the place with its ending or a possessive.
fn is_with_ending(text: &str, mention: &Mention, place: &std::ops::Range<usize>) -> bool {
    let rest = text.get(place.end..mention.span.end).unwrap_or_default();
    mention.span.start == place.start && !rest.contains(char::is_whitespace)
}
