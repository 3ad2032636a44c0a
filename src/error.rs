//! The one error type of the library.
//!
//! Text stages never fail: any `&str` has a result. Errors come from options that make no sense,
//! and from inserts whose identity or shape is wrong; they never depend on wording.

use crate::article::ArticleId;

/// What went wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option lies outside its range.
    #[error("option `{option}` is {value}, but must be {wanted}")]
    InvalidOption {
        /// The field's path, such as `cluster.join_threshold`.
        option: &'static str,
        /// The value given.
        value: String,
        /// The range in words.
        wanted: &'static str,
    },
    /// An article came without a key.
    #[error("the article has no `id`: give each article a key of its own")]
    MissingId,
    /// The key is in use.
    #[error("the id {0:?} is taken: remove the earlier article first, or give this one a new id")]
    DuplicateId(ArticleId),
    /// Nothing to work on.
    #[error("article {0:?} has no text: give it a headline, a description or a body")]
    NoText(ArticleId),
    /// A dense vector of another length than the ones before.
    #[error("article {id:?} has an embedding of {found} numbers where {wanted} are wanted")]
    WrongDimension {
        /// The article.
        id: ArticleId,
        /// Numbers wanted.
        wanted: usize,
        /// Numbers given.
        found: usize,
    },
    /// A line of an alias or stop file says nothing that can be used.
    #[error("line {line}: {reason}")]
    BadAlias {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A dense vector without a direction: all zero, or holding NaN or infinity.
    #[error("article {0:?} has an embedding that is zero or not finite: leave it out instead")]
    BadVector(ArticleId),
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
