//! One event and everything that was reported of it.
//!
//! A story is built for a reader, whose languages come first, and for sides that the caller names:
//! an outlet's side may be its political leaning, its country, or anything else that is a word.
//!
//! * `types`: [`Story`] and its parts, as they are written
//! * `build`: [`StoryBuilder`], which fills one from a clustering and the articles
//! * `options`: [`StoryOptions`]
//! * `headline`: the medoid, and one headline a language
//! * `met`: what is known of words met before
//! * `reading`: sentences, and the names, places, numbers and words in them
//! * `sentence`: which sentences can stand alone
//! * `openers`: words that point back to the sentence before
//! * `summary`: points taken from the articles, each with those that carry it
//! * `carry`: who carries a point, in like words or in others
//! * `tally`: voices by side
//! * `timeline`: when it was told in which language, and [`language_leads`], who follows whom
//! * `places`: where it happens, and whose it is
//! * `difference`: what one side or language reports and others do not
//! * `related`: stories near to it, and why
//! * `glossary`: the spellings of the names in the story
//! * `wire`: texts that several outlets carry
//! * `rank`: what belongs on a front page

mod build;
mod carry;
mod difference;
mod glossary;
mod headline;
mod met;
mod openers;
mod options;
mod places;
mod rank;
mod reading;
mod related;
mod sentence;
mod summary;
mod tally;
mod timeline;
mod types;
mod wire;

pub use build::{StoryBuilder, StoryMaterial};
pub use difference::{Difference, DifferenceKind, Group};
pub(crate) use headline::headline_of;
pub use options::StoryOptions;
pub use places::StoryPlace;
pub use related::{RelatedKind, RelatedReason, RelatedStory};
pub use summary::{PointElsewhere, SummaryPoint};
pub use timeline::{LanguageArrival, LanguageLead, TimelineEntry, language_leads};
pub use types::{
    Story, StoryCluster, StoryEntity, StoryLineage, StoryLink, StorySignal, StoryStatus,
    StoryVariant, WireGroup,
};
