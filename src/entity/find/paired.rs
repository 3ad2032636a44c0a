//! Names with an `and` in them.

use super::context::{Context, Family};
use super::join::{ARTICLES, is_particle};
use super::lists;
use super::words::Gap;

/// The capital behind an `and` that belongs to the name: Bosna i Hercegovina, Ministério de Minas e
/// Energia.
pub(super) fn paired_capital(context: &Context<'_>, place: usize, end: usize) -> Option<usize> {
    const ANDS: &[&str] = &[
        "i", "and", "og", "och", "und", "e", "y", "et", "и", "a", "ja", "en", "és", "in", "ve",
        "та", "і", "și",
    ];
    const PAIRS: &[(&str, &[&str])] = &[
        ("bosn", &["herceg", "herzeg", "erzegov", "herceq"]),
        ("босн", &["герцег", "херцег"]),
        ("bósnia", &["herzeg"]),
        ("bośn", &["herceg"]),
        ("sogn", &["fjordane"]),
        ("møre", &["romsdal"]),
        ("trinidad", &["tobag"]),
        ("тринидад", &["тобаго"]),
        ("antigua", &["barbud"]),
        ("tomé", &["prínc", "princ"]),
        ("kitts", &["nevis"]),
        ("marks", &["spencer"]),
        ("johnson", &["johnson"]),
        ("procter", &["gamble"]),
        ("newfoundland", &["labrador"]),
        ("tyne", &["wear"]),
    ];
    let (word, before) = (context.words.get(place)?, context.words.get(place.checked_sub(1)?)?);
    let capital = context.words.get(place + 1).filter(|_| place + 1 < end)?;
    let near = word.gap == Gap::SPACE
        && capital.gap == Gap::SPACE
        && capital.is_capital()
        && !capital.begins;
    if !near || !ANDS.contains(&word.text) {
        return None;
    }
    let (one, other) = (before.text.to_lowercase(), capital.text.to_lowercase());
    if PAIRS.iter().any(|(first, seconds)| {
        one.starts_with(first) && seconds.iter().any(|second| other.starts_with(second))
    }) {
        return Some(place + 1);
    }
    // Department of Health and Human Services: behind the noun and its preposition.
    let word_back =
        |steps: usize| place.checked_sub(steps).and_then(|place| context.words.get(place));
    let links = word_back(2).is_some_and(|link| {
        context.family == Family::Romance
            && (is_particle(context, link.text) || ARTICLES.contains(&link.text))
            || context.family == Family::English && link.text == "of"
    });
    let head = (3..=4).any(|steps| {
        word_back(steps).is_some_and(|head| {
            head.is_capital() && lists::is_organization_head(&head.text.to_lowercase())
        })
    });
    let common = !lists::is_place(&one) && !lists::is_place(&other) && !context.is_known(&other);
    (links && head && common).then_some(place + 1)
}
