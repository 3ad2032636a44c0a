//! The languages of the parts of a text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::detector::NgramDetector;
use crate::language::detector::LanguageDetector;
use crate::language::script::letter_script;
use crate::language::tag::LanguageTag;

/// A part is its own only where the detector is this sure; else it goes with its neighbor.
const SURE: f32 = 0.88;
/// Fewer letters of the same script are a name or a title.
const LEAST_LETTERS: usize = 12;

/// A part of a text and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LanguageSpan {
    /// Where it is in the text, in bytes.
    pub span: Range<usize>,
    /// Its language; [`LanguageTag::UNDETERMINED`] where the whole text does not tell.
    pub language: LanguageTag,
}

pub(super) fn spans_into(detector: &NgramDetector, text: &str, spans: &mut Vec<LanguageSpan>) {
    if text.is_empty() {
        return;
    }
    let whole = detector.detect(text).map_or(LanguageTag::UNDETERMINED, |found| found.language);
    let first = spans.len();
    for (start, sentence) in text.split_sentence_bound_indices() {
        each_part(sentence, |part, piece| {
            let span = start + part.start..start + part.end;
            let letters = piece.chars().filter(|character| character.is_alphabetic()).count();
            let found = detector.detect(piece).filter(|found| {
                found.confidence >= SURE
                    && (letters >= LEAST_LETTERS || found.script.short_name() != latin_of(whole))
            });
            let language = match (&found, spans.get(first..).and_then(<[_]>::last)) {
                (Some(found), _) => found.language,
                (None, Some(before)) => before.language,
                (None, None) => whole,
            };
            match spans.get_mut(first..).and_then(<[_]>::last_mut) {
                Some(before) if before.language == language => before.span.end = span.end,
                _ => spans.push(LanguageSpan { span, language }),
            }
        });
    }
}

/// Names and brands in Latin letters stand in texts of all scripts; a few letters of any other
/// script are a language of their own.
fn latin_of(_: LanguageTag) -> &'static str {
    "Latn"
}

/// Cuts a sentence at quotation marks and where letters of another script begin.
fn each_part(sentence: &str, mut handle: impl FnMut(Range<usize>, &str)) {
    let mut begin = 0;
    let mut script = None;
    for (place, character) in sentence.char_indices() {
        let quote =
            matches!(character, '"' | '«' | '»' | '“' | '”' | '„' | '「' | '」' | '‹' | '›');
        let letters = letter_script(character);
        let other = match (script, letters) {
            (Some(before), Some(now)) => !together(before, now),
            _ => false,
        };
        if letters.is_some() {
            script = letters;
        }
        if (quote || other) && place > begin {
            if let Some(part) = sentence.get(begin..place) {
                handle(begin..place, part);
            }
            begin = place;
        }
    }
    if let Some(part) = sentence.get(begin..) {
        handle(begin..sentence.len(), part);
    }
}

/// Whether letters of two scripts belong to one language's writing.
fn together(one: super::super::Script, other: super::super::Script) -> bool {
    use super::super::Script;
    let japanese = |script| matches!(script, Script::Han | Script::Hiragana | Script::Katakana);
    let korean = |script| matches!(script, Script::Han | Script::Hangul);
    one == other || japanese(one) && japanese(other) || korean(one) && korean(other)
}
