//! All stages in a row: articles in, stories and events out.
//!
//! * `options`: [`PipelineOptions`], every stage's options in one value
//! * `limits`: [`LimitOptions`], what is too large to be news
//! * `builder`: [`PipelineBuilder`], to replace a stage by one of your own
//! * `prepare`: what is computed of an article alone, on any thread
//! * `preparer`: [`Preparer`], the same away from the pipeline
//! * `commit`: taking prepared articles in, one after the other
//! * `clock`: what time it is, and which publishers' dates are believed
//! * `entry`: an article as it is held, and `keys`: its key by its id
//! * `compare`: [`Comparison`] and [`ExplainedStory`], why articles are one story, or not
//! * `meeting`: [`Meeting`], what two articles have in common, in words
//! * `covered`: [`CoveredStory`], a story and who reports it
//! * `event`: [`Event`], what happened, in order; `say`: what the clustering changed as such
//! * `guard`: what must hold before a decision counts
//! * `retention`: what a long stream closes and lets go of
//! * `stored`: `StoredPipeline`, one that outlives its process, with the feature `store`; `call`: what of
//!   it stands in the journal; `open`: how it comes back; `afresh`: how it does where decisions are lost;
//!   `state`: all that a pipeline knows
//! * `threads`: two jobs at once
//! * `stream`: [`Pipeline`], which takes articles and answers
//!
#![doc = include_str!("partitions.md")]

#[cfg(feature = "store")]
mod afresh;
mod builder;
#[cfg(feature = "store")]
mod call;
mod clock;
mod commit;
mod compare;
mod covered;
mod entry;
mod event;
mod guard;
mod keys;
mod limits;
mod meeting;
#[cfg(feature = "store")]
mod open;
mod options;
mod prepare;
mod preparer;
mod retention;
mod say;
#[cfg(feature = "store")]
mod state;
#[cfg(feature = "store")]
mod stored;
mod stream;
mod threads;

pub use builder::PipelineBuilder;
pub use compare::{Comparison, ExplainedStory, NearestMiss, SignalShare, Veto};
pub use covered::CoveredStory;
pub use event::{Event, EventKind};
#[cfg(feature = "dataflow")]
pub(crate) use guard::Guard;
pub use limits::LimitOptions;
pub use meeting::{Meeting, MeetingKind};
pub use options::PipelineOptions;
pub use preparer::{PreparedArticle, Preparer};
#[cfg(feature = "store")]
pub use stored::StoredPipeline;
pub use stream::Pipeline;
