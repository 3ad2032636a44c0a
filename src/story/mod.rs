//! One event and everything that was reported of it.
//!
//! * `types`: [`Story`] and its parts, as they are written
//! * `build`: [`StoryBuilder`], which fills one from a clustering and the articles
//! * `headline`: the medoid, and one headline a language
//! * `summary`: points taken from the articles, each with those that carry it
//! * `glossary`: the spellings of the names in the story
//! * `wire`: texts that several outlets carry

mod build;
mod glossary;
mod headline;
mod summary;
mod types;
mod wire;

pub use build::{StoryBuilder, StoryMaterial};
pub(crate) use headline::headline_of;
pub use types::{
    RelatedStory, Story, StoryCluster, StoryEntity, StoryLineage, StoryLink, StorySignal,
    StoryStatus, StoryVariant, SummaryPoint, TimelineEntry, WireGroup,
};
