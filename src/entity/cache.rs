//! What was worked out of words met before.

use super::atom::Sound;
use crate::token::WordMemo;

/// What was worked out of the words of texts before, for the next text: most of its words are among
/// them.
///
/// Made once and lent to one call at a time, it makes finding names and places faster and changes no
/// result: what is kept depends on nothing but word and language. Some 800 kB once it is used; a
/// flood of words takes no more.
///
/// # Examples
///
/// ```
/// use samestory::entity::{NameWindows, WordCache};
///
/// let mut cache = WordCache::default();
/// for text in ["Shoigu met Wang Yi", "Wang Yi met Shoigu"] {
///     let windows = NameWindows::of_cached(text, None, &mut cache);
///     assert_eq!(windows, NameWindows::of(text, None));
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct WordCache {
    /// What of the gazetteer begins with a word.
    pub(super) begins: WordMemo<Begins>,
    /// What a word sounds like that may be one of a name.
    pub(super) sounds: WordMemo<Sound>,
}

/// With how many letters of a word something in the lists of a language begins: a bit for each length,
/// `None` where nobody looked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Begins {
    pub(super) places: Option<u32>,
    pub(super) concepts: Option<u32>,
}
