//! Who and where: names in text, and whose they are.
//!
//! * `mention`: [`MentionFinder`], what any finder does, [`Mention`] and [`EntityKind`]
//! * `capital`: [`CapitalMentionFinder`], names by their capitals, and by kana
//! * `registry`: [`EntityRegistry`], the glossary: one entity for all spellings of a name
//! * `entity`: [`Entity`] and its [`Variant`]s

mod capital;
#[allow(clippy::module_inception)] // It holds the type of that name.
mod entity;
mod mention;
mod registry;

pub use capital::CapitalMentionFinder;
pub use entity::{Entity, EntityId, Variant};
pub use mention::{EntityKind, Mention, MentionFinder};
pub use registry::{EntityRegistry, RegistryOptions};
