//! Function words.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{LanguageTag, frequent_words, listed_languages, second_scripts};

/// So many of a language's frequent words are function words; after them come `government` and
/// `year`.
const FUNCTION_WORDS: usize = 70;

static LISTS: LazyLock<FxHashMap<LanguageTag, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let lists = listed_languages().filter_map(|tag| {
        Some((tag.parse().ok()?, frequent_words(tag).take(FUNCTION_WORDS).collect()))
    });
    let others = second_scripts().filter_map(|(tag, words)| {
        Some((tag.parse().ok()?, words.split(' ').take(FUNCTION_WORDS).collect()))
    });
    lists.chain(others).collect()
});

/// The function words of one language, in lower case: 70 of each of about 80 languages.
///
/// Similarity weighs words by how rare they are, so this list serves where there are no
/// frequencies yet, and to know that a capitalized word at the start of a sentence is no name.
///
/// # Examples
///
/// ```
/// use samestory::token::StopWords;
///
/// assert!(StopWords::new("de".parse().ok()).contains("nicht"));
/// assert!(!StopWords::new("de".parse().ok()).contains("minister"));
/// assert!(StopWords::new("sr-Latn".parse().ok()).contains("koji"));
/// assert!(!StopWords::new(None).contains("nicht"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StopWords {
    words: Option<&'static FxHashSet<&'static str>>,
}

impl StopWords {
    /// The list of a language; an empty one where there is none.
    pub fn new(language: Option<LanguageTag>) -> Self {
        let words =
            language.and_then(|tag| LISTS.get(&tag).or_else(|| LISTS.get(&tag.without_script())));
        Self { words }
    }

    /// Whether `word`, in lower case, is a function word.
    pub fn contains(&self, word: &str) -> bool {
        self.words.is_some_and(|words| words.contains(word))
    }
}
