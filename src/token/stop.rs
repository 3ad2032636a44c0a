//! Function words.

use crate::language::LanguageTag;

/// The function words of one language, in lower case.
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
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StopWords {
    words: &'static [&'static str],
}

impl StopWords {
    /// The list of a language; an empty one where there is none.
    pub fn new(language: Option<LanguageTag>) -> Self {
        let words = language.map_or(&[][..], |tag| match tag.language() {
            "en" => ENGLISH,
            "de" => GERMAN,
            "fr" => FRENCH,
            "es" => SPANISH,
            _ => &[],
        });
        Self { words }
    }

    /// Whether `word`, in lower case, is a function word.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(&word)
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by",
    "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into", "is", "it",
    "its", "more", "new", "no", "not", "of", "on", "one", "or", "over", "said", "she", "than", "that",
    "the", "their", "they", "this", "to", "up", "was", "we", "were", "what", "when", "which", "who",
    "why", "will", "with", "would", "you",
];
#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die",
    "doch", "durch", "ein", "eine", "einem", "einen", "einer", "er", "es", "für", "gegen", "hat", "ich",
    "im", "in", "ist", "kein", "mit", "nach", "nicht", "noch", "nur", "oder", "sich", "sie", "sind",
    "so", "über", "um", "und", "vom", "von", "vor", "war", "was", "wer", "wie", "will", "wird", "zu",
    "zum", "zur",
];
#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et",
    "il", "ils", "je", "la", "le", "les", "leur", "mais", "ne", "nous", "on", "ou", "où", "par", "pas",
    "plus", "pour", "que", "qui", "sa", "se", "ses", "son", "sont", "sur", "un", "une", "vers", "vous",
];
#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "a", "al", "como", "con", "de", "del", "el", "ella", "en", "entre", "es", "esta", "este", "fue",
    "ha", "la", "las", "le", "lo", "los", "más", "no", "o", "para", "pero", "por", "que", "se", "sin",
    "sobre", "son", "su", "sus", "tras", "un", "una", "y", "ya",
];
