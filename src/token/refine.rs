//! Corrects what the dictionary does with Chinese names and Japanese particles.

use super::tokenizer::{Token, TokenKind};

/// Han characters that are words by themselves in news, and no part of a name's run.
const OWN_WORDS: &str = "的了在是和有不我他她你我们也都就与與及或而但被把将將对對从從到为為以于於向由让讓给給这這那个個们們年月日号號时時分\
    秒元人中上下里裡内內外前后後大小多少新老高低好最更很再又还還已正曾会會能可要想说說称稱去来來进進出回过過着著地得之其此该該每各某第\
    一二三四五六七八九十百千万萬亿億两兩几幾半名位次项項种種条條件家座所支只隻等约約省市县縣区區镇鎮村州国國军軍党黨";

/// Words before a classifier, which part from it: `一个`, `这种`.
const DETERMINERS: &str = "一两兩几幾这這那每各某该該另";
/// Classifiers.
const CLASSIFIERS: &str = "个個种種项項位名次支条條件家座所只隻场場部份批届屆";

/// Ends of names of places, which part from them, so that 天津市 and 天津 share a word.
const PLACES: &str = "市省县縣区區镇鎮州村国國";

/// Japanese particles and endings that the dictionary joins, with where they part.
const PARTED: &[(&str, &[&str])] = &[
    ("した", &["し", "た"]),
    ("では", &["で", "は"]),
    ("ので", &["の", "で"]),
    ("という", &["と", "いう"]),
    ("として", &["と", "し", "て"]),
    ("でも", &["で", "も"]),
    ("について", &["に", "つい", "て"]),
    ("によって", &["に", "よっ", "て"]),
    ("によると", &["に", "よる", "と"]),
    ("において", &["に", "おい", "て"]),
    ("にとって", &["に", "とっ", "て"]),
    ("に対して", &["に", "対し", "て"]),
    ("なので", &["な", "の", "で"]),
    ("だが", &["だ", "が"]),
    ("ですが", &["です", "が"]),
    ("には", &["に", "は"]),
    ("とは", &["と", "は"]),
    ("にも", &["に", "も"]),
    ("れた", &["れ", "た"]),
    ("れて", &["れ", "て"]),
    ("して", &["し", "て"]),
    ("しない", &["し", "ない"]),
    ("ことに", &["こと", "に"]),
    ("ことが", &["こと", "が"]),
    ("のは", &["の", "は"]),
    ("のが", &["の", "が"]),
    ("のに", &["の", "に"]),
    ("かも", &["か", "も"]),
    ("だった", &["だっ", "た"]),
    ("でした", &["でし", "た"]),
    ("ました", &["まし", "た"]),
    ("ません", &["ませ", "ん"]),
    ("であり", &["で", "あり"]),
    ("である", &["で", "ある"]),
    ("ている", &["て", "いる"]),
    ("ていた", &["て", "い", "た"]),
    ("れば", &["れ", "ば"]),
    ("とともに", &["と", "とも", "に"]),
    ("ために", &["ため", "に"]),
    ("ように", &["よう", "に"]),
    ("ような", &["よう", "な"]),
    ("との", &["と", "の"]),
    ("への", &["へ", "の"]),
    ("からの", &["から", "の"]),
    ("までの", &["まで", "の"]),
    ("れている", &["れ", "て", "いる"]),
    ("していた", &["し", "て", "い", "た"]),
    ("している", &["し", "て", "いる"]),
    ("された", &["さ", "れ", "た"]),
    ("される", &["さ", "れる"]),
    ("いつも", &["いつ", "も"]),
];

/// Adds the pieces of a run in place of what the dictionary found.
pub(super) fn push_refined<'text>(
    text: &'text str,
    piece: std::ops::Range<usize>,
    first: usize,
    tokens: &mut Vec<Token<'text>>,
) {
    let Some(word) = text.get(piece.clone()) else { return };
    let mut push = |start: usize, end: usize| {
        if let Some(word) = text.get(start..end) {
            tokens.push(Token { span: start..end, written: word, kind: TokenKind::Word });
        }
    };
    if let Some((_, parts)) = PARTED.iter().find(|(whole, _)| *whole == word) {
        let mut start = piece.start;
        for part in *parts {
            push(start, start + part.len());
            start += part.len();
        }
        return;
    }
    let mut characters = word.chars();
    let two = (characters.next(), characters.next(), characters.next());
    if let (Some(one), Some(other), None) = two {
        if DETERMINERS.contains(one) && CLASSIFIERS.contains(other) {
            push(piece.start, piece.start + one.len_utf8());
            push(piece.start + one.len_utf8(), piece.end);
            return;
        }
    }
    let last = word.chars().next_back().filter(|last| PLACES.contains(*last));
    if let (Some(last), true) = (last, word.chars().nth(2).is_some()) {
        push(piece.start, piece.end - last.len_utf8());
        push(piece.end - last.len_utf8(), piece.end);
        return;
    }
    // Characters that no word of the dictionary took in, side by side, are a name's.
    let before = tokens.get_mut(first..).and_then(<[_]>::last_mut);
    if let (Some(before), true) = (before, is_leftover(word)) {
        let leftovers = before.written.chars().all(is_leftover_character);
        if before.span.end == piece.start
            && leftovers
            && before.written.chars().count() < LONGEST_NAME
        {
            if let Some(whole) = text.get(before.span.start..piece.end) {
                before.span.end = piece.end;
                before.written = whole;
                return;
            }
        }
    }
    tokens.push(Token { span: piece, written: word, kind: TokenKind::Word });
}

/// More characters than this are two names, or none.
const LONGEST_NAME: usize = 6;

fn is_leftover(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(is_leftover_character) && characters.next().is_none()
}

fn is_leftover_character(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}') && !OWN_WORDS.contains(character)
}
