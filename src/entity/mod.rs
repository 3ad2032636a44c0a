//! Who and where: names in text, and whose they are.
//!
//! * `mention`: [`MentionFinder`], what any finder does, [`Mention`] and [`EntityKind`]
//! * `find`: [`RuleMentionFinder`], names by rules and word lists of many languages
//! * `capital`: [`CapitalMentionFinder`], names by their capitals, and by kana
//! * `coreference`: [`full_names`], which short names of a document stand for which long ones
//! * `registry`: [`EntityRegistry`], the glossary: one entity for all spellings of a name
//! * `gazetteer`: [`Gazetteer`], the places and concepts that every language has a word for
//! * `entity`: [`Entity`] and its [`Variant`]s

mod capital;
mod coreference;
#[allow(clippy::module_inception)] // It holds the type of that name.
mod entity;
mod find;
mod gazetteer;
mod mention;
mod registry;

pub use capital::CapitalMentionFinder;
pub use coreference::full_names;
pub use entity::{Entity, EntityId, Variant};
pub use find::RuleMentionFinder;
pub use gazetteer::{
    ConceptId, ConceptMention, CountryCode, Gazetteer, ParseCountryCodeError, PlaceId, PlaceLevel,
    PlaceMention,
};
pub use mention::{EntityKind, Mention, MentionFinder, MentionStrength};
pub use registry::{EntityRegistry, RegistryOptions};
