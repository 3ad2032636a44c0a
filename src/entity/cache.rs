//! What was worked out of words met before.

use super::atom::Sound;
use crate::token::WordMemo;

/// What was worked out of the words of texts before, for the next text: most of its words are among
/// them.
///
/// Made once and lent to one call at a time, it makes finding names and places faster and changes no
/// result: what is kept depends on nothing but word and language. Some 450 kB once it is used; a
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
#[derive(Clone, Debug)]
pub struct WordCache {
    /// What of the gazetteer begins with a word.
    pub(super) begins: WordMemo<Begins>,
    /// What a word sounds like that may be one of a name.
    pub(super) sounds: WordMemo<Sound>,
}

impl Default for WordCache {
    fn default() -> Self {
        // Only words with a capital may be of a name.
        Self { begins: WordMemo::default(), sounds: WordMemo::medium() }
    }
}

/// Whether something in the lists of a language begins with a word; `None` where nobody looked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Begins {
    pub(super) places: Option<bool>,
    pub(super) concepts: Option<bool>,
}
