//! Stems.

use std::borrow::Cow;
use std::fmt;

use crate::language::LanguageTag;

/// Takes inflection off the words of one language; leaves words alone where no stemmer helps.
///
/// Snowball through `rust-stemmers`, which panics on one Greek word and returns nothing for
/// another: Greek is left out, and an empty stem is the word itself. Dutch is left out because its
/// stemmer contradicts 46 % of the reference vocabulary.
///
/// # Examples
///
/// ```
/// use samestory::token::Stemmer;
///
/// let stemmer = Stemmer::new("en".parse().ok());
/// assert_eq!(stemmer.stem("ministers"), "minist");
/// assert_eq!(Stemmer::new(None).stem("ministers"), "ministers");
/// ```
pub struct Stemmer {
    #[cfg(feature = "stemming")]
    snowball: Option<rust_stemmers::Stemmer>,
}

impl Stemmer {
    /// The stemmer of a language; one that changes nothing where there is none.
    pub fn new(language: Option<LanguageTag>) -> Self {
        #[cfg(feature = "stemming")]
        return Self { snowball: language.and_then(algorithm).map(rust_stemmers::Stemmer::create) };
        #[cfg(not(feature = "stemming"))]
        {
            let _ = language;
            Self {}
        }
    }

    /// The stem of a lower-case word; never empty unless the word is.
    pub fn stem<'word>(&self, word: &'word str) -> Cow<'word, str> {
        #[cfg(feature = "stemming")]
        if let Some(snowball) = &self.snowball {
            let stem = snowball.stem(word);
            if !stem.is_empty() {
                return stem;
            }
        }
        Cow::Borrowed(word)
    }
}

#[cfg(feature = "stemming")]
fn algorithm(language: LanguageTag) -> Option<rust_stemmers::Algorithm> {
    use rust_stemmers::Algorithm;
    Some(match language.language() {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Stemmer").finish_non_exhaustive()
    }
}
