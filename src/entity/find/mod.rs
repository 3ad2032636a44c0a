//! Finding names in text by rules and word lists of many languages.
//!
//! * `words`: the text as words, their case, and what parts them
//! * `context`: what the whole text tells: sentences, headlines, words seen in small letters
//! * `cased`: names in scripts with capitals, sentence by sentence
//! * `join`: particles, hyphens, and nouns that belong to a name
//! * `paired`: names with an `and` in them; `english`: names that two words make
//! * `german`: names among nouns with capitals
//! * `caseless`: names in scripts without capitals that write blanks
//! * `unspaced`: names in Han, kana and Thai; `japanese`: in Han as Japanese has them
//! * `slavic`: names with a capital at their first word only
//! * `kind`: person, place or organization
//! * `known`: words known as parts of names
//! * `lists`: titles, places, common words

mod cased;
mod caseless;
mod context;
mod english;
mod german;
mod japanese;
mod join;
mod kind;
mod known;
mod lists;
mod paired;
mod slavic;
mod unspaced;
mod words;

use super::mention::{Mention, MentionFinder};
use crate::language::LanguageTag;

/// Whether a word with a capital is none of its own in a language whatever other articles name: a
/// title, a people, a common word.
pub(super) fn is_no_name(word: &str, language: Option<LanguageTag>) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.strip_suffix("'s").or(lower.strip_suffix("’s")).unwrap_or(&lower);
    if lists::is_title(lower) && !lists::is_name_too(lower) {
        return true;
    }
    let Some(language) = language else { return false };
    if language.language() == "en" {
        return lists::is_adjective(lower) || lists::is_english_common(lower);
    }
    let known = lists::common_words(language.language());
    known.into_iter().flatten().any(|words| words.contains(lower))
}

/// Finds names by capitals, titles, particles and word lists in scripts that have capitals, and by
/// known names, titles and name characters in those that have none.
///
/// # Examples
///
/// ```
/// use samestory::entity::{MentionFinder, RuleMentionFinder};
///
/// let text = "On Sunday President Sergei Shoigu met Wang Yi; Ursula von der Leyen did not.";
/// let names: Vec<&str> = RuleMentionFinder
///     .find(text, "en".parse().ok())
///     .into_iter()
///     .map(|mention| &text[mention.span])
///     .collect();
/// assert_eq!(names, ["Sergei Shoigu", "Wang Yi", "Ursula von der Leyen"]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleMentionFinder;

impl MentionFinder for RuleMentionFinder {
    fn find_into(&self, text: &str, language: Option<LanguageTag>, mentions: &mut Vec<Mention>) {
        let mut words = Vec::with_capacity(text.len() / 6);
        words::scan(text, &mut words);
        let context = context::Context::new(words, language);
        let (mut found, mut parts) = (Vec::new(), Vec::new());
        for (sentence, style) in &context.sentences {
            cased::find(&context, sentence.clone(), *style, &mut parts, &mut found);
        }
        if context.words.iter().any(|word| matches!(word.shape, words::Shape::Caseless(_))) {
            caseless::find(&context, &mut found);
            unspaced::find(&context, &mut found);
            // Each kind of script came in its own order.
            found.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
            let mut end = 0;
            found.retain(|mention| {
                let apart = mention.span.start >= end;
                end = if apart { mention.span.end } else { end };
                apart
            });
        }
        mentions.append(&mut found);
    }
}
