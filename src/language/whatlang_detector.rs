//! The `whatlang` trigram model behind the detector trait.

use super::detector::{Detection, LanguageDetector};
use super::script::dominant_script;
use super::tag::LanguageTag;

/// Detects 69 languages with the `whatlang` crate.
///
/// Right on 86 % of real headlines in five languages and on 71 % of texts of eight words in 75
/// languages; it answers with a relative where it does not know a language (Malay becomes
/// Indonesian). 2.5 MB/s, no memory of its own.
///
/// # Examples
///
/// ```
/// use samestory::language::{LanguageDetector, WhatlangDetector};
///
/// let found = WhatlangDetector.detect("Секретарь Совета безопасности прибыл в Пекин").unwrap();
/// assert_eq!(found.language.to_string(), "ru");
/// assert!(WhatlangDetector.detect("2026, 12:30").is_none());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct WhatlangDetector;

impl LanguageDetector for WhatlangDetector {
    fn detect(&self, text: &str) -> Option<Detection> {
        let script = dominant_script(text)?;
        let info = whatlang::detect(text)?;
        let language: LanguageTag = info.lang().code().parse().ok()?;
        Some(Detection::new(language, script, info.confidence() as f32))
    }
}
