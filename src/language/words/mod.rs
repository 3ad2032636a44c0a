//! Frequent words of each language, written for this crate, most frequent first or nearly so.
//!
//! The detector looks whole words up in them, and [`StopWords`](crate::token::StopWords) serves
//! them as function words. Apostrophes part words here as they do in the detector.

mod alphabets;
mod cues;
mod latin_east;
mod latin_south;
mod latin_west;
mod markers;
mod other;

const LISTS: [&[(&str, &str)]; 4] =
    [latin_west::WORDS, latin_east::WORDS, latin_south::WORDS, other::WORDS];

/// The frequent words of a language, most of them function words, most frequent first; none where
/// there is no list. Words with an apostrophe come in their parts.
///
/// # Examples
///
/// ```
/// use samestory::language::frequent_words;
///
/// assert_eq!(frequent_words("de").next(), Some("der"));
/// assert_eq!(frequent_words("und").next(), None);
/// ```
pub fn frequent_words(language: &str) -> impl Iterator<Item = &'static str> {
    all().find(|(tag, _)| *tag == language).into_iter().flat_map(|(_, words)| split(words))
}

/// The tags of the languages that have a list of frequent words.
pub fn listed_languages() -> impl Iterator<Item = &'static str> {
    all().map(|(tag, _)| tag)
}

/// All lists: tag and words.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LISTS.into_iter().flatten().copied()
}

/// Lists of a language's second script, which [`listed_languages`] leaves out.
pub(crate) fn second_scripts() -> impl Iterator<Item = (&'static str, &'static str)> {
    [latin_east::SERBIAN].into_iter()
}

/// The words that tell close languages apart: tag and words.
pub(crate) fn markers() -> impl Iterator<Item = (&'static str, &'static str)> {
    markers::MARKERS.iter().copied()
}

/// What else tells close languages apart, as `cues.rs` writes it: tag, nats and cues.
pub(crate) fn cues() -> impl Iterator<Item = (&'static str, f32, &'static str)> {
    cues::CUES.iter().copied()
}

/// Letters that a language alone writes, or never writes: tag, nats and letters.
pub(crate) fn alphabets() -> impl Iterator<Item = (&'static str, f32, &'static str)> {
    alphabets::ALPHABETS.iter().copied()
}

/// The words of a list.
pub(crate) fn split(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(['\'', ' ']).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn lists_are_long_enough_and_in_lower_case() {
        for (tag, words) in all() {
            let distinct: BTreeSet<&str> = split(words).collect();
            assert!(distinct.len() >= 60, "{tag} has {}", distinct.len());
            for word in distinct {
                assert_eq!(word.to_lowercase(), word, "{tag}");
            }
        }
    }
}
