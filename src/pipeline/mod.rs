//! All stages in a row: articles in, stories and events out.
//!
//! * `options`: [`PipelineOptions`], every stage's options in one value
//! * `builder`: [`PipelineBuilder`], to replace a stage by one of your own
//! * `prepare`: what is computed of an article alone, on any thread
//! * `clock`: what time it is, and which publishers' dates are believed
//! * `covered`: [`CoveredStory`], a story and who reports it
//! * `event`: [`Event`], what happened, in order
//! * `threads`: two jobs at once
//! * `stream`: [`Pipeline`], which takes articles and answers

mod builder;
mod clock;
mod covered;
mod event;
mod options;
mod prepare;
mod stream;
mod threads;

pub use builder::PipelineBuilder;
pub use covered::CoveredStory;
pub use event::{Event, EventKind};
pub use options::PipelineOptions;
pub use stream::{Comparison, Pipeline};
