//! Which list serves which language.

use super::table::{Lists, lists};
use crate::language::LanguageTag;

/// Languages without a list, and the one that is close enough to read theirs.
const CLOSE: &[(&str, &str)] = &[
    ("acm", "ar"),
    ("aeb", "ar"),
    ("apc", "ar"),
    ("ars", "ar"),
    ("ary", "ar"),
    ("arz", "ar"),
    ("ast", "es"),
    ("bew", "id"),
    ("bho", "hi"),
    ("bs", "hr"),
    ("ckb", "ku"),
    ("fil", "tl"),
    ("gl", "pt"),
    ("gsw", "de"),
    ("lb", "de"),
    ("mai", "hi"),
    ("nds", "de"),
    ("nn", "nb"),
    ("oc", "ca"),
    ("scn", "it"),
    ("sh", "hr"),
    ("vec", "it"),
    ("wuu", "zh"),
    ("yue", "zh-Hant"),
];

/// The lists of a language: its own, those of its usual script, those of a close language.
pub(super) fn lists_of(language: LanguageTag) -> Option<&'static Lists> {
    let own = lists(language);
    let close = || {
        let text = match (language.language(), language.script()) {
            // Serbian and Bosnian in Latin letters are written as Croatian is.
            ("sr" | "bs", Some("Latn")) => "hr",
            ("bs", Some("Cyrl")) => "sr",
            (_, Some(_)) => return None,
            (primary, None) => CLOSE.iter().find(|(from, _)| *from == primary)?.1,
        };
        lists(text.parse().ok()?)
    };
    own.or_else(close)
}
