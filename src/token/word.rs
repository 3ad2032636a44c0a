//! Words by UAX #29, with rules of our own for clitics, compounds, dates and times.

use std::ops::Range;

use super::clitic::first_part;
use super::script::is_unspaced;
use super::segment::Words;
use super::time::date_or_time;
use super::tokenizer::{Token, TokenKind, Tokenizer};
use crate::language::LanguageTag;

/// Word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/), and overlapping character
/// bigrams in Han, kana, Thai, Lao, Khmer and Burmese, whose words that rule does not find.
///
/// Beyond the rule, where the language is known: the elided words of French, Italian and Catalan
/// and the Arabic prefixes before the article are words of their own (`l'eau` is `l` and `eau`), and
/// hyphenated compounds of Finnish, Indonesian and other languages that inflect them as a whole are
/// one word. Dates and times in digits are one token. Word F1 is 96 % or more for spaced scripts.
///
/// # Examples
///
/// ```
/// use samestory::token::{TokenKind, Tokenizer, WordTokenizer};
///
/// let tokens = WordTokenizer.tokenize("Schoigu traf Wang am 1. Februar um 12:30", None);
/// let words: Vec<&str> = tokens.iter().map(|token| token.written).collect();
/// assert_eq!(words, ["Schoigu", "traf", "Wang", "am", "1", "Februar", "um", "12:30"]);
/// assert_eq!(tokens[4].kind, TokenKind::Number);
/// assert_eq!(tokens[7].kind, TokenKind::Time);
///
/// let french = WordTokenizer.tokenize("L'Ukraine", "fr".parse().ok());
/// assert_eq!(french.iter().map(|token| token.written).collect::<Vec<_>>(), ["L", "Ukraine"]);
///
/// let bigrams = WordTokenizer.tokenize("绍伊古", None);
/// assert_eq!(bigrams.iter().map(|token| token.written).collect::<Vec<_>>(), ["绍伊", "伊古"]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct WordTokenizer;

impl Tokenizer for WordTokenizer {
    fn tokenize_into<'text>(
        &self,
        text: &'text str,
        language: Option<LanguageTag>,
        tokens: &mut Vec<Token<'text>>,
    ) {
        split_into(text, language, tokens, push_bigrams);
    }
}

/// Bytes of text for which room for a token is made beforehand, and the most tokens.
const BYTES_OF_TOKEN: usize = 6;
const MOST_RESERVED: usize = 1 << 10;

/// Splits text into words; runs of scripts without spaces go to `unspaced`.
pub(super) fn split_into<'text>(
    text: &'text str,
    language: Option<LanguageTag>,
    tokens: &mut Vec<Token<'text>>,
    unspaced: impl Fn(&'text str, Range<usize>, &mut Vec<Token<'text>>),
) {
    tokens.reserve((text.len() / BYTES_OF_TOKEN).min(MOST_RESERVED));
    split(text, language, tokens, unspaced, true);
}

/// The same; `quick` where plain letters may take the short way.
fn split<'text>(
    text: &'text str,
    language: Option<LanguageTag>,
    tokens: &mut Vec<Token<'text>>,
    unspaced: impl Fn(&'text str, Range<usize>, &mut Vec<Token<'text>>),
    quick: bool,
) {
    let first = tokens.len();
    let joins = language.is_some_and(joins_hyphens);
    // A run of characters without spaces that is still to be cut.
    let mut run = 0..0;
    // Where a date or time ends that took in the words up to there.
    let mut taken = 0;
    for (start, word) in Words::new(text) {
        let end = start + word.len();
        if end <= taken {
            continue;
        }
        // `2026-02-01T12:30`: the rule's last word begins within the date.
        let start = start.max(taken);
        let word = text.get(start..end).unwrap_or(word);
        // Most words of many languages are plain letters, which no rule below is for.
        if quick && !joins && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            if !run.is_empty() {
                unspaced(text, std::mem::take(&mut run), tokens);
            }
            tokens.push(Token { span: start..end, written: word, kind: TokenKind::Word });
            continue;
        }
        if word.chars().any(is_unspaced) {
            if run.end != start {
                unspaced(text, run, tokens);
                run = start..end;
            } else {
                run.end = end;
            }
            continue;
        }
        if !run.is_empty() {
            unspaced(text, std::mem::take(&mut run), tokens);
        }
        // `km²`, `CO₂`: the rule parts what is raised or lowered from its letters.
        if word.chars().all(is_raised) {
            let before = tokens.get_mut(first..).and_then(<[_]>::last_mut);
            let before = before.filter(|t| t.span.end == start && t.kind == TokenKind::Word);
            if let Some(before) = before {
                if let Some(written) = text.get(before.span.start..end) {
                    before.span.end = end;
                    before.written = written;
                    continue;
                }
            }
        }
        if word.chars().next().is_some_and(char::is_numeric) {
            let whole = text.get(start..).and_then(date_or_time);
            let (length, kind) = whole
                .filter(|(length, _)| *length >= word.len())
                .unwrap_or((word.len(), TokenKind::Number));
            taken = start + length;
            // Indonesian `ke-7`; a range of numbers stays two.
            let before = tokens.get_mut(first..).and_then(<[_]>::last_mut);
            let before = before.filter(|before| before.kind == TokenKind::Word);
            if joins && kind == TokenKind::Number && join(text, start, taken, before) {
                continue;
            }
            let written = text.get(start..taken).unwrap_or(word);
            // ISO 8601 joins date and time by a letter, which no one searches for.
            let clock = text.get(taken..).and_then(|rest| rest.strip_prefix('T'));
            let clock = clock.and_then(date_or_time).is_some_and(|it| it.1 == TokenKind::Time);
            taken += usize::from(kind == TokenKind::Date && clock);
            tokens.push(Token { span: start..taken, written, kind });
            continue;
        }
        if joins && join(text, start, end, tokens.get_mut(first..).and_then(<[_]>::last_mut)) {
            continue;
        }
        if abbreviate(text, start, end, tokens.get_mut(first..).and_then(<[_]>::last_mut)) {
            continue;
        }
        let mut rest = start;
        if let Some((length, plain)) = first_part(word, language) {
            let written = word.get(..plain).unwrap_or(word);
            rest = start + length;
            tokens.push(Token { span: start..rest, written, kind: TokenKind::Word });
        }
        let written = text.get(rest..end).unwrap_or(word);
        tokens.push(Token { span: rest..end, written, kind: TokenKind::Word });
    }
    if !run.is_empty() {
        unspaced(text, run, tokens);
    }
}

/// Superscript and subscript digits and signs.
fn is_raised(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | '\u{2070}'..='\u{209c}')
}

/// Languages that inflect or double across a hyphen, so that the parts are no words: Finnish
/// `EU-maissa`, Hungarian `NATO-val`, `2026-ban`, Indonesian `kata-kata`, `ke-7`, `1990-an`.
fn joins_hyphens(language: LanguageTag) -> bool {
    matches!(language.language(), "fi" | "et" | "hu" | "id" | "ms" | "jv" | "su")
}

/// Adds the word to the one before if a hyphen alone is between them.
fn join<'text>(
    text: &'text str,
    start: usize,
    end: usize,
    before: Option<&mut Token<'text>>,
) -> bool {
    let Some(before) = before else { return false };
    let hyphen = matches!(text.get(before.span.end..start), Some("-" | "\u{2010}" | "\u{2011}"));
    hyphen
        && matches!(before.kind, TokenKind::Word | TokenKind::Number)
        && go_on_to(text, end, before)
}

/// Makes a word of a token and what is behind it.
fn go_on_to<'text>(text: &'text str, end: usize, token: &mut Token<'text>) -> bool {
    let Some(whole) = text.get(token.span.start..end) else { return false };
    token.kind = TokenKind::Word;
    token.span.end = end;
    token.written = whole;
    true
}

/// Adds the last letter of a Hebrew abbreviation whose gershayim is typed as a quotation mark, which the
/// rule takes for one: `ארה“ב`. With more letters behind, it is a prefix before what is quoted.
fn abbreviate<'text>(
    text: &'text str,
    start: usize,
    end: usize,
    before: Option<&mut Token<'text>>,
) -> bool {
    let hebrew = |letter: char| matches!(letter, 'א'..='ת');
    let letter = text.get(start..end).unwrap_or_default();
    if !letter.starts_with(hebrew) || letter.chars().nth(1).is_some() {
        return false;
    }
    let Some(before) = before.filter(|before| before.kind == TokenKind::Word) else { return false };
    let mark = matches!(text.get(before.span.end..start), Some("“" | "”"));
    let letters = before.written.chars().rev().take(2).filter(|letter| hebrew(*letter)).count();
    mark && letters == 2 && go_on_to(text, end, before)
}

/// A run of one character is a token of its own.
pub(super) fn push_bigrams<'text>(
    text: &'text str,
    run: Range<usize>,
    tokens: &mut Vec<Token<'text>>,
) {
    let Some(characters) = text.get(run.clone()) else { return };
    let mut previous: Option<usize> = None;
    let mut pushed = false;
    for (offset, character) in characters.char_indices() {
        let end = run.start + offset + character.len_utf8();
        if let Some(start) = previous {
            if let Some(written) = text.get(start..end) {
                tokens.push(Token { span: start..end, written, kind: TokenKind::Bigram });
                pushed = true;
            }
        }
        previous = Some(run.start + offset);
    }
    if !pushed && !characters.is_empty() {
        tokens.push(Token { span: run, written: characters, kind: TokenKind::Bigram });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_short_way_leads_to_the_same_words(
            text in "([a-cL]{1,4}|l'|[.:, '\\-T\u{b2}]|[0-9]{1,4}|2026-02-01|12:30|é|ש|ה“ב|日本|ไท){0,16}",
        ) {
            for tag in ["en", "fr", "fi", "he", "ar", "ja"] {
                let (mut quick, mut slow) = (Vec::new(), Vec::new());
                let language = tag.parse().ok();
                split_into(&text, language, &mut quick, push_bigrams);
                split(&text, language, &mut slow, push_bigrams, false);
                proptest::prop_assert_eq!(quick, slow);
            }
        }
    }

    #[test]
    fn hebrew_abbreviations_are_words() {
        for (text, wanted) in [
            ("נשיא ארה“ב אמר", &["נשיא", "ארה“ב", "אמר"][..]),
            ("בארה”ב, צה\"ל", &["בארה”ב", "צה\"ל"]),
            ("ה“ארץ“ כתב", &["ה", "ארץ", "כתב"]),
            ("אמר “ב", &["אמר", "ב"]),
            ("a“b", &["a", "b"]),
        ] {
            let tokens = WordTokenizer.tokenize(text, "he".parse().ok());
            let words: Vec<&str> = tokens.iter().map(|token| token.written).collect();
            assert_eq!(words, wanted, "{text}");
            assert!(tokens.iter().all(|token| &text[token.span.clone()] == token.written));
        }
    }
}
