//! The n-grams of a text's words.

use any_ascii::any_ascii_char;

use super::extract::ArticleFeatures;
use super::facet::{Facet, FeatureId};
use super::ngram::padded_ngrams_into;
use crate::language::LanguageTag;
use crate::token::{LONGEST_REMEMBERED, WordMemo};
use crate::translit::fold_into;

/// N-grams of a word that are remembered: those of ten letters and more.
const MOST: usize = 26;

/// The n-grams of words met before, and texts so far: 1.2 MB once it is used.
#[derive(Debug, Default)]
pub(super) struct MetGrams {
    words: WordMemo<MetWord>,
    texts: u32,
    lists: Lists,
    room: Room,
}

/// What of a word is remembered.
#[derive(Clone, Copy, Debug)]
struct MetWord {
    /// The last text that had the word.
    text: u32,
    /// How many n-grams of each list; more than there is room for where they are not remembered.
    counts: [u8; Lists::COUNT],
    /// Those of the first list, then of the others.
    grams: [FeatureId; MOST],
}

/// The lists of n-grams.
#[derive(Debug, Default)]
struct Lists {
    grams3: Vec<FeatureId>,
    grams4: Vec<FeatureId>,
    skeletons: Vec<FeatureId>,
}

/// Room for the letters of a word.
#[derive(Debug, Default)]
struct Room {
    letters: String,
    lists: Lists,
}

/// Fills the facets of n-grams: of the text in Latin letters, and of its consonants.
///
/// A word is what is stretched between blanks, without the ASCII punctuation around it, which parts
/// words as blanks do, but for what may belong to a letter. Half of a text's words stand there twice,
/// and most of the others stood in texts before.
pub(super) fn find_grams(text: &str, met: &mut MetGrams, features: &mut ArticleFeatures) {
    if met.texts == u32::MAX {
        *met = MetGrams::default();
    }
    met.texts += 1;
    let MetGrams { words, texts, lists, room } = met;
    let language = features.language;
    let mut words = words.of(language);
    let parts = |c: char| c.is_ascii_punctuation() && !matches!(c, '\'' | '`');
    for word in text.split_ascii_whitespace() {
        let word = word.trim_matches(parts);
        if word.len() > LONGEST_REMEMBERED {
            lists.add(word, language, &mut room.letters);
            continue;
        }
        let met = words.get(word, || MetWord::of(word, language, room));
        if met.text == *texts {
            continue;
        }
        met.text = *texts;
        if !lists.take(met) {
            lists.add(word, language, &mut room.letters);
        }
    }
    for (facet, list) in [Facet::Gram3, Facet::Gram4, Facet::Skeleton].into_iter().zip(lists.all())
    {
        features.set_facet(facet, list.clone());
        list.clear();
    }
}

impl Lists {
    const COUNT: usize = 3;

    fn all(&mut self) -> [&mut Vec<FeatureId>; Self::COUNT] {
        [&mut self.grams3, &mut self.grams4, &mut self.skeletons]
    }

    /// Works the n-grams of a text out.
    fn add(&mut self, text: &str, language: Option<LanguageTag>, letters: &mut String) {
        letters.clear();
        latin_words_into(text, letters);
        let Self { grams3, grams4, skeletons } = self;
        padded_ngrams_into(letters, [(3, Facet::Gram3, grams3), (4, Facet::Gram4, grams4)]);
        letters.clear();
        fold_into(text, language, letters);
        letters.retain(|symbol| !is_skipped_in_skeletons(symbol));
        padded_ngrams_into(letters, [(4, Facet::Skeleton, skeletons)]);
    }

    /// Takes the n-grams of a word met before, unless they are not remembered.
    fn take(&mut self, met: &MetWord) -> bool {
        let mut rest = met.grams.as_slice();
        for (list, count) in self.all().into_iter().zip(met.counts) {
            let Some((own, others)) = rest.split_at_checked(usize::from(count)) else {
                return false;
            };
            list.extend_from_slice(own);
            rest = others;
        }
        true
    }
}

impl Default for MetWord {
    fn default() -> Self {
        Self { text: 0, counts: [0; Lists::COUNT], grams: [FeatureId::default(); MOST] }
    }
}

impl MetWord {
    fn of(word: &str, language: Option<LanguageTag>, room: &mut Room) -> Self {
        let mut met = Self::default();
        room.lists.add(word, language, &mut room.letters);
        let mut free = met.grams.as_mut_slice();
        let mut fits = true;
        for (list, count) in room.lists.all().into_iter().zip(&mut met.counts) {
            match std::mem::take(&mut free).split_at_mut_checked(list.len()) {
                Some((own, others)) => {
                    own.copy_from_slice(list);
                    *count = list.len() as u8;
                    free = others;
                }
                None => fits = false,
            }
            list.clear();
        }
        if !fits {
            met.counts = [u8::MAX; Lists::COUNT];
        }
        met
    }
}

/// Appends `text` romanized in lower case, with one space for each run of other characters.
fn latin_words_into(text: &str, latin: &mut String) {
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            latin.push(character.to_ascii_lowercase());
        } else if character.is_ascii() || !character.is_alphanumeric() && !is_mark(character) {
            latin.push(' ');
        } else {
            let letters = any_ascii_char(character).chars();
            latin.extend(
                letters.filter(char::is_ascii_alphanumeric).map(|l| l.to_ascii_lowercase()),
            );
        }
    }
}

/// Vowel signs and accents that stand as characters of their own inside words.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Vowels and the half-vowels that scripts without vowels leave out as well.
pub(super) fn is_skipped_in_skeletons(symbol: char) -> bool {
    matches!(symbol, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(language: Option<LanguageTag>) -> ArticleFeatures {
        let mut features = ArticleFeatures::default();
        features.language = language;
        features
    }

    /// The n-grams of the whole text at once.
    fn slow(text: &str, language: Option<LanguageTag>) -> ArticleFeatures {
        let mut features = empty(language);
        let mut lists = Lists::default();
        lists.add(text, language, &mut String::new());
        features.set_facet(Facet::Gram3, lists.grams3);
        features.set_facet(Facet::Gram4, lists.grams4);
        features.set_facet(Facet::Skeleton, lists.skeletons);
        features
    }

    proptest::proptest! {
        #[test]
        fn word_by_word_they_are_those_of_the_text(
            texts in proptest::collection::vec(proptest::collection::vec(
                "[a-cA-Z'`,.\\-0-9\u{301}\u{ad}éßжأشع日本ไทक्ि가ა]{1,6}|[a-z]{9,13}|[a-cж]{28,40}", 0..20,
            ), 1..4),
        ) {
            let mut met = MetGrams::default();
            for words in texts {
                let text = words.join(" ") + "\n" + &words.join(", ");
                for language in [None, "en".parse().ok(), "de".parse().ok()] {
                    let mut features = empty(language);
                    find_grams(&text, &mut met, &mut features);
                    proptest::prop_assert_eq!(features, slow(&text, language));
                }
            }
        }
    }
}
