//! Sentences.

use std::ops::Range;

use super::bounds::Bounds;

/// Abbreviations that a capitalized name follows, in lower case without their dot.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "hon",
    "rev", "jr", "sr", "no", "vs", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "aug",
    "sept", "sep", "oct", "nov", "dec", "hr", "fr", "nr", "bzw", "ca", "etc", "usw", "z.b", "u.a",
    "mme", "mlle", "m", "av", "sig", "dott", "ing", "avv", "sra", "dra", "ud", "uds", "art", "núm",
    "pág", "tzv", "np", "ul", "им", "г", "гг", "ул", "т.е", "проф", "акад", "р", "обл",
];

/// Appends the sentences of a text: spans in bytes, in order, without the blanks around them.
///
/// Boundaries of UAX #29, except that an initial (`V. Putin`) or a common abbreviation (`Dr.`) ends
/// no sentence.
///
/// # Examples
///
/// ```
/// use samestory::token::sentences_into;
///
/// let text = "Mr. Wang met S. Shoigu. They agreed! 会谈结束。";
/// let mut spans = Vec::new();
/// sentences_into(text, &mut spans);
/// let sentences: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
/// assert_eq!(sentences, ["Mr. Wang met S. Shoigu.", "They agreed!", "会谈结束。"]);
/// ```
pub fn sentences_into(text: &str, sentences: &mut Vec<Range<usize>>) {
    first_sentences_into(text, usize::MAX, sentences);
}

/// Appends the first sentences of a text, at most `most`. O(their text).
pub(crate) fn first_sentences_into(text: &str, most: usize, sentences: &mut Vec<Range<usize>>) {
    let most = sentences.len().saturating_add(most);
    let mut begin = None;
    for (start, piece) in Bounds::new(text) {
        if sentences.len() >= most {
            return;
        }
        let first = *begin.get_or_insert(start);
        let end = start + piece.len();
        if ends_in_abbreviation(piece) && end < text.len() {
            continue;
        }
        push(text, first..end, sentences);
        begin = None;
    }
    if let Some(first) = begin.filter(|_| sentences.len() < most) {
        push(text, first..text.len(), sentences);
    }
}

fn push(text: &str, span: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let Some(piece) = text.get(span.clone()) else { return };
    let trimmed = piece.trim_start();
    let start = span.end - trimmed.len();
    let end = start + trimmed.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let piece = piece.trim_end_matches([' ', '\u{a0}', '\t']);
    let Some(before) = piece.strip_suffix('.') else { return false };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = word.trim_start_matches(|character: char| !character.is_alphanumeric());
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // The Italian title, not the English word.
    initial || word == "On" || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}
