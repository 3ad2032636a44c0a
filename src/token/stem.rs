//! Stems.

use std::borrow::Cow;
use std::fmt;

use super::light;
use crate::language::LanguageTag;

/// Takes inflection off the words of one language; leaves words alone where no stemmer helps.
///
/// | by | languages |
/// |---|---|
/// | Snowball of `rust-stemmers` | da de en es fi fr hu it nb nn pt ru sv ta |
/// | current Snowball of `frostem` | ca cs eo et ga hi id lt ms ne nl pl ro sr st tr uk |
/// | light endings of our own | bg bs hr lv mk sk sl |
///
/// `rust-stemmers` panics on some Greek words and contradicts the reference on 46 % of Dutch ones,
/// so Dutch is `frostem`'s and Greek is left alone, as are Arabic, Armenian, Basque and Persian,
/// where stems conflate more than they join. An empty stem is the word itself, and words longer
/// than 64 letters are left alone.
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
    engine: Engine,
}

enum Engine {
    None,
    Light(&'static [&'static str]),
    #[cfg(feature = "stemming")]
    Rust(rust_stemmers::Stemmer),
    #[cfg(feature = "stemming")]
    Current(frostem::Stemmer),
}

/// No inflected word is longer, and hostile text is.
const LONGEST: usize = 64 * 4;

impl Stemmer {
    /// The stemmer of a language; one that changes nothing where there is none.
    pub fn new(language: Option<LanguageTag>) -> Self {
        Self { engine: language.map_or(Engine::None, engine) }
    }

    /// The stem of a lower-case word; never empty unless the word is.
    pub fn stem<'word>(&self, word: &'word str) -> Cow<'word, str> {
        if word.len() > LONGEST {
            return Cow::Borrowed(word);
        }
        let stem = match &self.engine {
            Engine::None => Cow::Borrowed(word),
            Engine::Light(endings) => Cow::Borrowed(light::stem(word, endings)),
            #[cfg(feature = "stemming")]
            Engine::Rust(stemmer) => stemmer.stem(word),
            #[cfg(feature = "stemming")]
            Engine::Current(stemmer) => stemmer.stem(word),
        };
        if stem.is_empty() { Cow::Borrowed(word) } else { stem }
    }
}

fn engine(language: LanguageTag) -> Engine {
    let cyrillic = language.script().is_none();
    if let Some(endings) = light::endings(language) {
        return Engine::Light(endings);
    }
    #[cfg(feature = "stemming")]
    {
        use frostem::Algorithm as Current;
        use rust_stemmers::Algorithm as Rust;
        let rust = match language.language() {
            "da" => Rust::Danish,
            "de" => Rust::German,
            "en" => Rust::English,
            "es" => Rust::Spanish,
            "fi" => Rust::Finnish,
            "fr" => Rust::French,
            "hu" => Rust::Hungarian,
            "it" => Rust::Italian,
            "nb" | "nn" => Rust::Norwegian,
            "pt" => Rust::Portuguese,
            "ru" => Rust::Russian,
            "sv" => Rust::Swedish,
            "ta" => Rust::Tamil,
            other => {
                let current = match other {
                    "ca" => Current::Catalan,
                    "cs" => Current::Czech,
                    "eo" => Current::Esperanto,
                    "et" => Current::Estonian,
                    "ga" => Current::Irish,
                    "hi" => Current::Hindi,
                    "id" | "ms" => Current::Indonesian,
                    "lt" => Current::Lithuanian,
                    "ne" => Current::Nepali,
                    "nl" => Current::Dutch,
                    "pl" => Current::Polish,
                    "ro" => Current::Romanian,
                    "sr" if cyrillic => Current::Serbian,
                    "st" => Current::Sesotho,
                    "tr" => Current::Turkish,
                    "uk" => Current::Ukrainian,
                    _ => return Engine::None,
                };
                return Engine::Current(frostem::Stemmer::new(current));
            }
        };
        Engine::Rust(rust_stemmers::Stemmer::create(rust))
    }
    #[cfg(not(feature = "stemming"))]
    {
        let _ = cyrillic;
        Engine::None
    }
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Stemmer").finish_non_exhaustive()
    }
}
