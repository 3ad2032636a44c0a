//! The data that enters: articles, the outlets that publish them, and times.
//!
//! Plain values with serde, and no behavior beyond reading them leniently. Field names follow
//! [schema.org `NewsArticle`](https://schema.org/NewsArticle) in camel case; the names that feeds
//! and other services use for the same fields are read as aliases, and unknown fields are kept.
//!
//! * `document`: [`Article`], [`ArticleId`]
//! * `source`: [`SourceProfile`] and its ratings, owners and place; [`newsroom`], whose voice an article is
//! * `time`: [`Timestamp`]
//! * `fields`: which names of a JSON record mean the same

mod document;
mod fields;
mod source;
mod time;

pub use document::{Article, ArticleId};
pub use source::{Owner, Place, Rating, SourceProfile, newsroom};
pub use time::{ParseTimestampError, Timestamp};
