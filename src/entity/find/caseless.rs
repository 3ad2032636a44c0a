//! Names in scripts without capitals that part words by blanks: Arabic, Hebrew, Hangul, Indic and
//! others.
//!
//! What tells here: two known names side by side, a known name or any words behind a title,
//! a family name before a title in Korean. A known name alone may be a word, so it is weak.

use super::context::Context;
use super::known::is_known_name;
use super::lists;
use super::lists::caseless::KOREAN_ENDINGS;
use super::words::{Gap, Group, Shape, Word};
use crate::entity::mention::{EntityKind, Mention};

/// Words of a name behind a title.
const LONGEST_NAME: usize = 3;
/// Words of an office between a title and its name: وزير الخارجية الروسي سيرغي.
const LONGEST_OFFICE: usize = 4;

/// Finds the names of all words in scripts that part words by blanks.
pub(super) fn find(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    let mut place = 0;
    while let Some(word) = context.words.get(place) {
        place = match word.shape {
            Shape::Caseless(Group::Hangul) => korean(context, place, mentions),
            Shape::Caseless(group @ (Group::Arabic | Group::Hebrew | Group::Other)) => {
                spaced(context, place, group, mentions)
            }
            _ => place + 1,
        };
    }
}

/// A word without its attached prefixes: where its name part begins, and whether it is a known name.
#[derive(Clone, Copy)]
struct Part<'text> {
    start: usize,
    text: &'text str,
    known: bool,
}

fn part<'text>(word: &Word<'text>, group: Group) -> Part<'text> {
    // Elsewhere known names alone tell nothing, and no prefix is taken off.
    let tells = matches!(group, Group::Arabic | Group::Hebrew);
    let known = tells && is_known_name(word.text);
    let whole = Part { start: word.start, text: word.text, known };
    if !tells || whole.known || lists::is_caseless_place(word.text) {
        return whole;
    }
    // و and, ب in, ל to…: one letter, two at most, before a known word.
    let prefixes: &[&str] = match group {
        Group::Arabic => &["و", "ف", "ب", "ل", "ك", "وب", "ول"],
        Group::Hebrew => &["ו", "ב", "ל", "מ", "ה", "ש", "כ", "וב", "ול", "שב", "מה", "של"],
        _ => &[],
    };
    for prefix in prefixes {
        // A name of less than three letters is anything.
        let rest = word.text.strip_prefix(prefix).filter(|rest| rest.chars().nth(2).is_some());
        if let Some(rest) = rest {
            let known = is_known_name(rest);
            if known || lists::is_caseless_place(rest) {
                return Part { start: word.start + prefix.len(), text: rest, known };
            }
        }
    }
    whole
}

/// Looks at one word; the place to go on at.
fn spaced(context: &Context<'_>, place: usize, group: Group, mentions: &mut Vec<Mention>) -> usize {
    let Some(word) = context.words.get(place) else { return place + 1 };
    if is_title(word.text, group) {
        if let Some(end) = titled(context, place, group, mentions) {
            return end;
        }
        return place + 1;
    }
    let first = part(word, group);
    if lists::is_caseless_place(first.text) {
        mentions.push(Mention::new(first.start..word.end()).with_kind(Some(EntityKind::Location)));
        return place + 1;
    }
    if !first.known
        || context.is_common(word.text)
        || context.is_common(first.text)
        || group == Group::Other
    {
        return place + 1;
    }
    // Known names side by side, and words of descent between them.
    let mut end = place + 1;
    let mut known = 1;
    while let Some(next) = next_word(context, end, group) {
        if is_known_name(next.text) && !context.is_common(next.text) && !is_title(next.text, group)
        {
            known += 1;
            end += 1;
        } else if is_descent(next.text)
            && next_word(context, end + 1, group)
                .is_some_and(|after| !context.is_common(after.text))
        {
            known += 1;
            end += 2;
        } else {
            break;
        }
        if end - place > LONGEST_NAME + 2 {
            break;
        }
    }
    let last = context.words.get(end - 1).map_or(word.end(), Word::end);
    let mention = Mention::new(first.start..last);
    mentions.push(if known > 1 {
        mention.with_kind(Some(EntityKind::Person))
    } else {
        mention.weak()
    });
    end
}

fn next_word<'a, 'text>(
    context: &'a Context<'text>,
    place: usize,
    group: Group,
) -> Option<&'a Word<'text>> {
    context.words.get(place).filter(|word| {
        word.shape == Shape::Caseless(group) && word.gap.within(Gap::SPACE.with(Gap::HYPHEN))
    })
}

fn is_title(word: &str, group: Group) -> bool {
    lists::is_title_before(word)
        || match group {
            Group::Arabic => word
                .strip_prefix('و')
                .or_else(|| word.strip_prefix("لل"))
                .is_some_and(lists::is_title_before),
            Group::Hebrew => ["ו", "ה", "ל", "ש", "מ"]
                .iter()
                .any(|prefix| word.strip_prefix(prefix).is_some_and(lists::is_title_before)),
            _ => false,
        }
}

fn is_descent(word: &str) -> bool {
    matches!(
        word,
        "بن" | "ابن"
            | "بنت"
            | "أبو"
            | "آل"
            | "عبد"
            | "אבו"
            | "בן"
            | "אל"
            | "دي"
            | "فون"
            | "فان"
    )
}

/// Whether a word belongs to the office behind a title: the rest of it, a nationality, a country.
fn belongs_to_office(word: &str, group: Group) -> bool {
    if lists::is_office(word) || lists::is_caseless_place(word) {
        return true;
    }
    match group {
        Group::Arabic => {
            word.starts_with("ال")
                && (word.ends_with('ي') || word.ends_with('ة'))
                && !is_known_name(word)
        }
        Group::Hebrew => word.starts_with('ה') && !is_known_name(word),
        _ => false,
    }
}

/// The name behind a title at `place`; where to go on.
fn titled(
    context: &Context<'_>,
    place: usize,
    group: Group,
    mentions: &mut Vec<Mention>,
) -> Option<usize> {
    let mut start = place + 1;
    while start <= place + LONGEST_OFFICE
        && next_word(context, start, group)
            .is_some_and(|word| belongs_to_office(word.text, group) || is_title(word.text, group))
    {
        let word = context.words.get(start)?;
        if lists::is_caseless_place(word.text) {
            mentions
                .push(Mention::new(word.start..word.end()).with_kind(Some(EntityKind::Location)));
        }
        start += 1;
    }
    let mut end = start;
    let mut known = 0;
    while end < start + LONGEST_NAME {
        let Some(word) = next_word(context, end, group) else { break };
        let foreign = context.is_common(word.text)
            || is_title(word.text, group)
            || lists::is_caseless_place(word.text);
        // Behind the first word of a name, an article begins the next phrase, unless it is known.
        let article =
            group == Group::Arabic && word.text.starts_with("ال") && !is_known_name(word.text);
        if foreign || article {
            break;
        }
        let is_known = is_known_name(word.text);
        // Behind a known given and family name, an unknown word begins what they did.
        if known > 1 && !is_known {
            break;
        }
        known += usize::from(is_known);
        end += 1;
    }
    if end == start {
        return Some(start);
    }
    // Where nothing is known, a name ends where the sentence goes on with a common word.
    let bounded = match context.words.get(end) {
        Some(next) => !next.gap.within(Gap::SPACE) || context.is_common(next.text),
        None => true,
    };
    let (first, last) = (context.words.get(start)?, context.words.get(end - 1)?);
    let words = end - start;
    let sure = known >= words.min(2) || group == Group::Other && bounded && words > 1;
    let mention = Mention::new(first.start..last.end()).with_kind(Some(EntityKind::Person));
    if known == 1 && words > 1 && !bounded && group != Group::Other {
        // A given name and the next word, which is a verb as often as not.
        let two = context.words.get(start + 1)?;
        mentions.push(Mention::new(first.start..two.end()).with_kind(Some(EntityKind::Person)));
        return Some(start + 2);
    }
    mentions.push(if sure || known > 0 && bounded { mention } else { mention.weak() });
    Some(end)
}

/// Looks at one Korean word; the place to go on at.
fn korean(context: &Context<'_>, place: usize, mentions: &mut Vec<Mention>) -> usize {
    let Some(word) = context.words.get(place) else { return place + 1 };
    let stem = korean_stem(word.text);
    if lists::is_caseless_place(stem) {
        mentions.push(
            Mention::new(word.start..word.start + stem.len()).with_kind(Some(EntityKind::Location)),
        );
        return place + 1;
    }
    if lists::is_korean_no_name(stem)
        || lists::is_korean_no_name(word.text)
        || context.is_common(word.text)
    {
        return place + 1;
    }
    // Words without an ending up to one with an ending or a title: 블라디미르 푸틴 대통령은.
    let mut end = place;
    let mut known = 0;
    let mut titled = false;
    while let Some(next) = context.words.get(end).filter(|next| {
        next.shape == Shape::Caseless(Group::Hangul)
            && (end == place || next.gap.within(Gap::SPACE))
    }) {
        let stem = korean_stem(next.text);
        if lists::is_korean_title(stem) || lists::is_korean_title(next.text) {
            titled = end > place;
            break;
        }
        if end - place >= LONGEST_NAME
            || lists::is_caseless_place(stem)
            || lists::is_korean_no_name(stem)
            || context.is_common(next.text)
        {
            break;
        }
        let is_known = known_korean(next.text);
        known += usize::from(is_known);
        end += 1;
        if stem.len() < next.text.len() && !is_known_name(next.text) {
            break;
        }
    }
    let words = end - place;
    let Some(last) = end.checked_sub(1).and_then(|last| context.words.get(last)) else {
        return place + 1;
    };
    if titled {
        // The name is what stands right before the title, with known words before it.
        let mut start = end - 1;
        while start > place
            && context.words.get(start - 1).is_some_and(|word| is_known_name(word.text))
        {
            start -= 1;
        }
        let Some(first) = context.words.get(start) else { return place + 1 };
        let letters = last.text.chars().count();
        let own = letters == 3 && last.text.chars().next().is_some_and(lists::is_surname);
        let mention = Mention::new(first.start..last.end()).with_kind(Some(EntityKind::Person));
        let sure = own || is_known_name(last.text) || start < end - 1;
        mentions.push(if sure { mention } else { mention.weak() });
        return end + 1;
    }
    if words > 1 && known == words {
        let stem = korean_known_stem(last.text);
        mentions.push(
            Mention::new(word.start..last.start + stem.len()).with_kind(Some(EntityKind::Person)),
        );
        return end;
    }
    if known_korean(word.text) {
        let stem = korean_known_stem(word.text);
        if stem.chars().count() > 2 {
            mentions.push(Mention::new(word.start..word.start + stem.len()).weak());
        }
    }
    place + 1
}

/// A Korean word without its ending.
fn korean_stem(word: &str) -> &str {
    // Most words end with no letter that an ending has.
    if !word.chars().next_back().is_some_and(lists::ends_korean) {
        return word;
    }
    KOREAN_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.chars().nth(1).is_some()))
        .unwrap_or(word)
}

fn known_korean(word: &str) -> bool {
    is_known_name(word) || is_known_name(korean_stem(word))
}

/// The word itself where it is a known name, else its stem.
fn korean_known_stem(word: &str) -> &str {
    if is_known_name(word) { word } else { korean_stem(word) }
}
