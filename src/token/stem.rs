//! Stems.

use std::borrow::Cow;
use std::fmt;

use super::light;
use crate::language::LanguageTag;

/// Takes inflection off the words of one language; leaves words alone where no stemmer helps.
///
/// | by | languages |
/// |---|---|
/// | Snowball of `rust-stemmers` | da de es fr hu it nb nn pt ru ta |
/// | current Snowball of `frostem` | ca cs en eo et fi ga hi id lt ms ne nl pl ro sr st sv uk |
/// | light endings of our own | bg bs hr lv mk sk sl tr |
///
/// `frostem` where `rust-stemmers` is silent or older: it panics on some Greek words, contradicts
/// the reference on 46 % of Dutch ones, and forms of one Swedish word share a stem 50 % of the time
/// instead of 67; with `frostem`, `universe` is not `university`. Snowball's Turkish takes the `n`
/// of `bakan` for an ending: our endings join 87 % instead of 55. Greek, Arabic, Armenian,
/// Basque and Persian are left alone, since their stems conflate more than they join. An empty stem
/// is the word itself, and words longer than 64 letters are left alone.
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
    /// Endings, and what is taken off what they leave.
    Light(&'static [&'static str], Option<light::Trim>),
    #[cfg(feature = "stemming")]
    Classic(rust_stemmers::Stemmer),
    #[cfg(feature = "stemming")]
    Snowball(frostem::Stemmer, Option<light::Trim>),
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
            Engine::Light(endings, trim) => {
                let stem = light::stem(word, endings);
                Cow::Borrowed(trim.map_or(stem, |trim| trim(stem)))
            }
            #[cfg(feature = "stemming")]
            Engine::Classic(stemmer) => stemmer.stem(word),
            #[cfg(feature = "stemming")]
            Engine::Snowball(stemmer, trim) => {
                let mut stem = stemmer.stem(word);
                if let Some(trim) = trim {
                    let length = trim(&stem).len();
                    match &mut stem {
                        Cow::Borrowed(stem) => *stem = stem.get(..length).unwrap_or(stem),
                        Cow::Owned(stem) => stem.truncate(length),
                    }
                }
                stem
            }
        };
        if stem.is_empty() { Cow::Borrowed(word) } else { stem }
    }
}

fn engine(language: LanguageTag) -> Engine {
    let cyrillic = language.script().is_none();
    if let Some(endings) = light::endings(language) {
        return Engine::Light(endings, light::trim(language));
    }
    #[cfg(feature = "stemming")]
    {
        use frostem::Algorithm;
        use rust_stemmers::Algorithm as Classic;
        let classic = match language.language() {
            "da" => Some(Classic::Danish),
            "de" => Some(Classic::German),
            "es" => Some(Classic::Spanish),
            "fr" => Some(Classic::French),
            "hu" => Some(Classic::Hungarian),
            "it" => Some(Classic::Italian),
            "nb" | "nn" => Some(Classic::Norwegian),
            "pt" => Some(Classic::Portuguese),
            "ru" => Some(Classic::Russian),
            "ta" => Some(Classic::Tamil),
            _ => None,
        };
        if let Some(algorithm) = classic {
            return Engine::Classic(rust_stemmers::Stemmer::create(algorithm));
        }
        let algorithm = match language.language() {
            "ca" => Algorithm::Catalan,
            "cs" => Algorithm::Czech,
            "en" => Algorithm::English,
            "eo" => Algorithm::Esperanto,
            "et" => Algorithm::Estonian,
            "fi" => Algorithm::Finnish,
            "ga" => Algorithm::Irish,
            "hi" => Algorithm::Hindi,
            "id" | "ms" => Algorithm::Indonesian,
            "lt" => Algorithm::Lithuanian,
            "ne" => Algorithm::Nepali,
            "nl" => Algorithm::Dutch,
            "pl" => Algorithm::Polish,
            "ro" => Algorithm::Romanian,
            "sr" if cyrillic => Algorithm::Serbian,
            "st" => Algorithm::Sesotho,
            "sv" => Algorithm::Swedish,
            "uk" => Algorithm::Ukrainian,
            _ => return Engine::None,
        };
        Engine::Snowball(frostem::Stemmer::new(algorithm), light::trim(language))
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
