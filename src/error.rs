//! The library's main error type; parsers of small values have their own.
//!
//! Text stages never fail: any `&str` has a result. Errors come from options that make no sense,
//! and from inserts whose identity or shape is wrong; they never depend on wording.

use std::io;
use std::path::PathBuf;

use crate::article::ArticleId;

/// What went wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option lies outside its range.
    #[error("option `{option}` is {value}, but must be {wanted}")]
    InvalidOption {
        /// The field's path, such as `cluster.windowHours`.
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
    /// No key is left for an article.
    #[error("article {0:?} is refused: four billion have come; begin a new pipeline")]
    Exhausted(ArticleId),
    /// Nothing to work on.
    #[error("article {0:?} has no text: give it a headline, a description or a body")]
    NoText(ArticleId),
    /// A dense vector of another length than the ones before.
    #[error(
        "article {id:?} has an embedding of {found} numbers where {wanted} are wanted: give vectors of one \
         model, say their length in the option `dimension`, or leave this one out"
    )]
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
    /// More than a [limit](crate::pipeline::LimitOptions) allows.
    #[error(
        "article {id:?} is refused: `limits.{limit}` is {most}, and this is {found}; raise the option, or \
         leave out what is no news"
    )]
    OverLimit {
        /// The article, or the beginning of its id.
        id: ArticleId,
        /// The limit's name.
        limit: &'static str,
        /// The most that is allowed.
        most: u64,
        /// What was found.
        found: u64,
    },
    /// A file of a store cannot be read or written.
    #[error("{}: {reason}", path.display())]
    Store {
        /// The file or folder.
        path: PathBuf,
        /// What kind of refusal it is: a full disk can be told from no permission.
        kind: io::ErrorKind,
        /// What the system says.
        reason: String,
    },
    /// Another process has the store open.
    #[error("{} is open in another process: a store has one writer at a time", path.display())]
    StoreInUse {
        /// The folder.
        path: PathBuf,
    },
    /// A file of a store is damaged, and something acknowledged is lost with it.
    #[error(
        "{} is damaged at byte {offset}: {reason}; open it with the store option `recover` to go on \
         with what is intact",
        path.display()
    )]
    StoreDamaged {
        /// The file.
        path: PathBuf,
        /// Where, in bytes from its start.
        offset: u64,
        /// What is wrong there.
        reason: String,
    },
    /// A store was written by a version of the library with another format.
    #[error(
        "{} has format {found}, and this version reads {supported}: open it with the version that \
         wrote it, or with the store option `recover` to decide on its articles afresh",
        path.display()
    )]
    StoreVersion {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this version.
        supported: u32,
    },
    /// A store was made with other options.
    #[error(
        "{} was made with other options: `{option}` is {stored} there; leave the options out to go \
         on with those of the store",
        path.display()
    )]
    StoreOptions {
        /// The folder.
        path: PathBuf,
        /// The first field that differs, such as `cluster.windowHours`.
        option: String,
        /// Its value in the store.
        stored: String,
    },
    /// A stage of the caller's own cannot be stored.
    #[error("the {0} cannot be stored: implement its `save` and `load`")]
    NotStorable(&'static str),
    /// What a store remembers to have decided is decided otherwise now.
    #[error(
        "{}: entry {sequence} of the journal is decided otherwise now: open it with the stages and \
         the version that wrote it, or with the store option `recover`",
        path.display()
    )]
    StoreDiverged {
        /// The folder.
        path: PathBuf,
        /// The entry.
        sequence: u64,
    },
    /// The processes that are to work together cannot be told from what was given.
    #[error(
        "the hosts cannot be used: {0}; give a file with one host:port a line for each process"
    )]
    Hosts(String),
    /// The processes that work together cannot begin, or one of them is gone.
    #[error("the dataflow has ended: {0}; start all processes again")]
    Dataflow(String),
}

/// Refuses an option that lies outside its range, or is no number.
pub(crate) fn check_range(
    option: &'static str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    wanted: &'static str,
) -> Result<()> {
    if range.contains(&value) {
        return Ok(());
    }
    Err(Error::InvalidOption { option, value: value.to_string(), wanted })
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
