//! Who and where: names in text, and whose they are.
//!
//! * `mention`: [`MentionFinder`], what any finder does, [`Mention`] and [`EntityKind`]
//! * `find`: [`RuleMentionFinder`], names by rules and word lists of many languages
//! * `capital`: [`CapitalMentionFinder`], names by their capitals, and by kana
//! * `coreference`: [`full_names`], which short names of a document stand for which long ones
//! * `options`: [`RegistryOptions`], bounds of the glossary
//! * `registry`: [`EntityRegistry`], the glossary: one entity for all spellings of a name; `form`:
//!   what of a spelling is the text's; `expiry`: what is forgotten
//! * `gazetteer`: [`Gazetteer`], the places and concepts that every language has a word for
//! * `entity`: [`Entity`] and its [`Variant`]s; `record`: what else is kept of it
//! * `spelled`: how spellings are looked up
//! * `alias`: [`AliasTable`], what a user knows better; `listed`: it in force; `merge`: entities that
//!   turn out to be one
//! * `located`: places of the gazetteer, one entity in every language
//! * `reading`: [`Document`]s, and the names of other articles in them; `projection`: how sure they are
//! * `parted`: two names that a finder took for one; `passing`: names far down in one article
//! * `sign`: [`EntitySign`], what an article's names tell of its story
//! * `window`: [`NameWindows`], where a name may stand; `atom`: what they are made of; `affix`: what is written together with it;
//!   `characters`: Han characters of names; `cursor`: a text and how far it was read
//! * `cache`: [`WordCache`], what was worked out of words met before
//! * `by_script`: counts by script for formats that know no scripts
//! * `terms`: the words of the names in the news, and who has them (`bearer`), by `skeleton`:
//!   their consonants;
//!   `skeleton_filter`: which there are

mod affix;
mod alias;
mod atom;
mod bearer;
mod by_script;
mod cache;
mod capital;
mod characters;
mod coreference;
mod cursor;
#[allow(clippy::module_inception)] // It holds the type of that name.
mod entity;
mod expiry;
mod find;
mod form;
mod gazetteer;
mod listed;
mod located;
mod mention;
mod merge;
mod options;
mod parted;
mod passing;
mod projection;
mod reading;
mod record;
mod registry;
mod sign;
mod skeleton;
mod skeleton_filter;
mod spelled;
mod terms;
mod window;

pub use alias::{Alias, AliasTable};
pub use cache::WordCache;
pub use capital::CapitalMentionFinder;
pub use coreference::full_names;
pub use entity::{Entity, EntityId, Variant};
pub use find::RuleMentionFinder;
pub use gazetteer::{
    ConceptId, ConceptMention, CountryCode, Gazetteer, ParseCountryCodeError, PlaceId, PlaceLevel,
    PlaceMention,
};
pub use mention::{EntityKind, Mention, MentionFinder, MentionStrength};
pub use options::RegistryOptions;
pub use reading::{Document, NamedMention};
pub use registry::EntityRegistry;
pub use sign::EntitySign;
pub use window::NameWindows;
