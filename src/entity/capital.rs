//! Names by their capitals.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::mention::{Mention, MentionFinder};
use crate::language::LanguageTag;
use crate::token::StopWords;

/// Words that may stand inside a name in lower case.
const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "bint", "d", "da", "das", "de", "dei", "del", "della", "den", "der", "di",
    "do", "dos", "du", "el", "ibn", "la", "le", "ten", "van", "von", "zu",
];

/// Takes runs of capitalized words for names, with particles inside them, and runs of katakana.
///
/// A capital at the start of a sentence counts only if the word is no function word and stands
/// there with another capital, or capitalized inside a sentence elsewhere in the text. Fails on
/// German nouns, headlines in title case, and scripts without capitals but kana.
///
/// # Examples
///
/// ```
/// use samestory::entity::{CapitalMentionFinder, MentionFinder};
///
/// let text = "On Sunday Sergei Shoigu met Wang Yi; Ursula von der Leyen did not.";
/// let names: Vec<&str> = CapitalMentionFinder
///     .find(text, None)
///     .into_iter()
///     .map(|mention| &text[mention.span])
///     .collect();
/// assert_eq!(names[1..], ["Wang Yi", "Ursula von der Leyen"]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct CapitalMentionFinder;

#[derive(Clone, Debug, PartialEq)]
struct Word<'text> {
    span: Range<usize>,
    text: &'text str,
    class: Class,
    /// Whether nothing but spaces, a hyphen, an apostrophe or an initial's dot is before it.
    follows: bool,
    starts_sentence: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Capital,
    Particle,
    Katakana,
    Other,
}

impl MentionFinder for CapitalMentionFinder {
    fn find_into(&self, text: &str, language: Option<LanguageTag>, mentions: &mut Vec<Mention>) {
        let words = words_of(text);
        let stop_words = StopWords::new(language);
        let mut start = 0;
        while start < words.len() {
            let end = run_end(&words, start);
            if let Some(span) =
                words.get(start..end).and_then(|run| name_in(run, &words, stop_words))
            {
                mentions.push(Mention::new(span));
            }
            start = end.max(start + 1);
        }
    }
}

/// The end of the run of name words that starts at `start`; `start` itself where none does.
fn run_end(words: &[Word<'_>], start: usize) -> usize {
    let Some(first) = words.get(start) else { return start };
    if !matches!(first.class, Class::Capital | Class::Katakana) {
        return start;
    }
    let mut end = start + 1;
    let mut place = end;
    while let Some(word) = words.get(place).filter(|word| word.follows && !word.starts_sentence) {
        place += 1;
        if word.class == first.class {
            end = place;
        } else if word.class != Class::Particle {
            break;
        }
    }
    end
}

/// The span of the name in a run, after a function word at the start of a sentence is left out.
fn name_in(run: &[Word<'_>], words: &[Word<'_>], stop_words: StopWords) -> Option<Range<usize>> {
    let first = run.first()?;
    let mut run = run;
    if first.starts_sentence && stop_words.contains(&first.text.to_lowercase()) {
        run = run.get(1..)?;
        while run.first()?.class == Class::Particle {
            run = run.get(1..)?;
        }
    }
    let (first, last) = (run.first()?, run.last()?);
    if first.starts_sentence && run.len() == 1 && first.class == Class::Capital {
        let elsewhere = words.iter().any(|word| word.text == first.text && !word.starts_sentence);
        if !elsewhere {
            return None;
        }
    }
    let letters = run.iter().map(|word| word.text.chars().count()).sum::<usize>();
    (letters > 1).then_some(first.span.start..last.span.end)
}

fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut previous_end = 0;
    for (start, word) in text.unicode_word_indices() {
        let gap = text.get(previous_end..start).unwrap_or_default();
        let previous = words.last();
        let initial = previous.is_some_and(|word| word.text.chars().count() == 1);
        let follows = previous.is_some()
            && gap
                .chars()
                .all(|c| matches!(c, ' ' | '\u{a0}' | '-' | '’' | '\'' | '・' | '＝' | '.'))
            && (initial || !gap.contains('.'));
        let starts_sentence = previous.is_none()
            || gap.contains(['\n', '!', '?', '…', ':', '“', '„', '«', '"', '—', '–', '|'])
            || gap.contains('.') && !initial;
        let class = class_of(word);
        words.push(Word {
            span: start..start + word.len(),
            text: word,
            class,
            follows,
            starts_sentence,
        });
        previous_end = start + word.len();
    }
    words
}

fn class_of(word: &str) -> Class {
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() {
        Class::Capital
    } else if first > '\u{3000}' && first.script() == Script::Katakana && word.chars().count() > 1 {
        Class::Katakana
    } else if PARTICLES.contains(&word) {
        Class::Particle
    } else {
        Class::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, language: &str) -> Vec<String> {
        let mentions = CapitalMentionFinder.find(text, language.parse().ok());
        mentions.into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn finds_names_where_capitals_tell() {
        for (language, text, wanted) in [
            ("en", "The minister met Wang Yi in Beijing.", vec!["Wang Yi", "Beijing"]),
            ("en", "Minister resigns", vec![]),
            ("en", "V. Putin spoke. He left.", vec!["V. Putin"]),
            ("fr", "Le chef Sergueï Choïgou à Pékin", vec!["Sergueï Choïgou", "Pékin"]),
            ("fr", "Le ministre. Choïgou parle, dit Choïgou", vec!["Choïgou", "Choïgou"]),
            ("ru", "Вчера секретарь Сергей Шойгу прибыл в Пекин", vec!["Сергей Шойгу", "Пекин"]),
            ("nl", "Hij zag Robin van Persie daar", vec!["Robin van Persie"]),
            ("ja", "ロシアのショイグ書記", vec!["ロシア", "ショイグ"]),
            ("ar", "التقى شويغو", vec![]),
            ("en", "", vec![]),
        ] {
            assert_eq!(names(text, language), wanted, "{text}");
        }
    }

    #[test]
    fn any_text_has_ordered_spans_on_boundaries() {
        for text in ["A-B.C", "…", "\u{202e}Ab\u{0301}c D", "🇷🇺 Шойгу 🇨🇳", "ΑΒΓ ΔΕΖ", "ﬁ Ŀl"]
        {
            let mut end = 0;
            for mention in CapitalMentionFinder.find(text, None) {
                assert!(mention.span.start >= end && text.get(mention.span.clone()).is_some());
                end = mention.span.end;
            }
        }
    }
}
