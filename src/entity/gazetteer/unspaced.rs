//! Longest match in scripts that write no spaces between words.

use std::ops::Range;

use super::key::{
    MOST_UNSPACED, START, beginning_length, finish, fold_letter, is_gap, is_han, is_katakana,
    is_unspaced, step,
};
use super::table::List;
use crate::token::{Token, TokenKind};

/// Names in katakana from this many letters on may be followed by more katakana.
const LONG_KATAKANA: usize = 5;
/// Words of Thai, Lao, Khmer, Burmese and hiragana shorter than this are parts of other words too
/// often to count without the word boundaries of a dictionary.
const SURE_LETTERS: usize = 5;

/// What was found in a run of characters.
pub(super) struct Found<'list> {
    pub(super) span: Range<usize>,
    pub(super) letters: usize,
    pub(super) values: &'list [u16],
}

/// Whether a text holds a character of these scripts.
pub(super) fn has_unspaced(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| token.written.chars().next().is_some_and(is_unspaced))
}

/// The longest forms of a list in a text, one after the other. `admits` says whether the values of
/// a form count at a place.
pub(super) fn search<'list>(
    text: &str,
    tokens: &[Token<'_>],
    list: &'list List,
    mut found: impl FnMut(Found<'list>),
    admits: impl Fn(&[u16], usize) -> bool,
) {
    let dictionary = tokens.iter().any(|token| {
        token.kind == TokenKind::Word && token.written.chars().next().is_some_and(is_unspaced)
    });
    let mut before = '\0';
    // Up to where a match has taken the characters.
    let mut taken = 0;
    for (place, first) in text.char_indices() {
        if is_unspaced(first) && place >= taken {
            let longest = longest(text, place, before, list, &admits, |span, letters| {
                let short =
                    letters < SURE_LETTERS && (u32::from(first) < 0x2000 || is_hiragana(first));
                !short || alone(text, &span) || dictionary && aligned(tokens, span)
            });
            if let Some(longest) = longest {
                taken = longest.span.end;
                found(longest);
            }
        }
        before = first;
    }
}

fn longest<'list>(
    text: &str,
    place: usize,
    before: char,
    list: &'list List,
    admits: &impl Fn(&[u16], usize) -> bool,
    sure: impl Fn(Range<usize>, usize) -> bool,
) -> Option<Found<'list>> {
    let rest = text.get(place..)?;
    let first = rest.chars().next()?;
    let beginning = beginning_length(first);
    if is_katakana(first) && is_katakana(before) || is_leading_vowel(before) {
        return None;
    }
    let (mut hash, mut letters) = (START, 0);
    let mut best = None;
    for (offset, letter) in rest.char_indices() {
        // Between Han characters, a comma parts two names.
        let comma = matches!(letter, ',' | '，' | '、' | '.');
        if is_gap(letter) && letters > 0 && !(comma && u32::from(first) > 0x2000) {
            continue;
        }
        if !is_unspaced(letter) {
            break;
        }
        let Some(folded) = fold_letter(letter) else { continue };
        hash = step(hash, folded);
        letters += 1;
        let entry = list.get(finish(hash));
        if let Some(entry) = entry.filter(|entry| !entry.values.is_empty()) {
            let span = place..place + offset + letter.len_utf8();
            let after = text.get(span.end..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
            let cut = is_following_sign(after)
                || is_katakana(letter) && is_katakana(after) && letters < LONG_KATAKANA;
            if !cut && sure(span.clone(), letters) && admits(entry.values, letters) {
                best = Some(Found { span, letters, values: entry.values });
            }
        }
        let over = letters == beginning && !entry.is_some_and(|entry| entry.goes_on);
        if over || letters >= MOST_UNSPACED {
            break;
        }
    }
    best
}

/// Whether a span stands between characters of other scripts, spaces or the text's ends.
fn alone(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(is_unspaced) && !after.is_some_and(is_unspaced)
}

/// Whether a dictionary tokenizer has word boundaries at both ends.
fn aligned(tokens: &[Token<'_>], span: Range<usize>) -> bool {
    let first = tokens.partition_point(|token| token.span.start < span.start);
    let starts = tokens.get(first).is_some_and(|token| token.span.start == span.start);
    let last = tokens.partition_point(|token| token.span.end < span.end);
    starts && tokens.get(last).is_some_and(|token| token.span.end == span.end)
}

/// The signs of one character that stand for countries: those beside another one, 中美, or before a
/// character that fits, 美军; none that other Han characters make a part of a word, as in 一日中.
pub(super) fn signs(
    text: &str,
    signs: &[(u16, Range<usize>)],
    mut found: impl FnMut(u16, Range<usize>),
) {
    let mut first = 0;
    while let Some((_, start)) = signs.get(first) {
        let mut end = start.end;
        let group = signs.get(first..).unwrap_or_default();
        let beside = group.iter().skip(1).take_while(|(_, span)| {
            let joins = span.start == end || span.end == end;
            end = span.end;
            joins
        });
        let group = group.get(..1 + beside.count()).unwrap_or_default();
        let end = group.last().map_or(start.end, |(_, span)| span.end);
        let characters = || text.get(start.start..end).unwrap_or_default().chars();
        let before = text.get(..start.start).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        let fits = after.is_some_and(|after| matches!(after, '军' | '軍' | '媒' | '籍'));
        let strong = characters().any(|sign| STRONG_SIGNS.contains(sign));
        let loose = !before.is_some_and(|before| is_han(before) || before.is_numeric());
        let sure = characters().all(|sign| STRONG_SIGNS.contains(sign) && sign != '日');
        if strong && (loose || sure) && (fits || characters().count() > 1) {
            for (value, span) in group {
                found(*value, span.clone());
            }
        }
        first += group.len().max(1);
    }
}

/// Signs that seldom are anything else where two of them meet; 以, 加 and 波 are words.
const STRONG_SIGNS: &str = "中美俄日韩韓英法德印朝台欧歐米露独仏伊豪";

fn is_hiragana(letter: char) -> bool {
    matches!(u32::from(letter), 0x3041..=0x309f)
}

/// Vowels of Thai and Lao that are written before their consonant.
fn is_leading_vowel(letter: char) -> bool {
    matches!(u32::from(letter), 0xe40..=0xe44 | 0xec0..=0xec4)
}

/// Signs of Thai, Lao, Burmese and Khmer that belong to the letter before.
fn is_following_sign(letter: char) -> bool {
    matches!(u32::from(letter),
        0xe30..=0xe3a | 0xe45 | 0xe47..=0xe4e
        | 0xeb0..=0xebc | 0xec8..=0xece
        | 0x102b..=0x103e | 0x1056..=0x1059
        | 0x17b6..=0x17d3 | 0x17dd)
}
