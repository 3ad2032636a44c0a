//! Any script as phonetic symbols, for matching, and as Latin, for people.
//!
//! * `fold`: [`fold`], text as 33 phonetic symbols
//! * `romanize`: [`romanize`], text as readable Latin

mod fold;
mod romanize;

pub use fold::{fold, fold_into};
pub use romanize::{romanize, romanize_into};
