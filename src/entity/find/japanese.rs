//! Japanese names in Chinese characters: people by their family name and the end of the given one,
//! municipalities by what they end with.

use super::context::Context;
use super::lists;
use super::lists::caseless::HAN_BEHIND;
use super::lists::japanese::PLACE_ENDS;
use super::unspaced::Run;
use super::words::{Group, Shape, Word};
use crate::entity::mention::{EntityKind, Mention};

/// Characters of a given name.
const LONGEST_GIVEN: usize = 3;
/// Characters of a municipality's name with what it ends with.
const LONGEST_PLACE: usize = 6;

/// Looks for a name where a run of characters or what is behind a place begins; where to go on.
pub(super) fn look(run: &Run<'_, '_>, at: usize, mentions: &mut Vec<Mention>) -> Option<usize> {
    let start = run.offset(at);
    for length in [3, 2] {
        let family = run.string(at, at + length);
        if !lists::is_japanese_surname(&family) {
            continue;
        }
        let first = at + length;
        let given = (1..=LONGEST_GIVEN).find(|given| {
            let end = first + given;
            let last = end.checked_sub(1).and_then(|last| run.characters.get(last));
            // 田中角栄元首相: a former one.
            let next = run.characters.get(end).map_or(' ', |(_, letter)| *letter);
            let behind = end + usize::from(matches!(next, '元' | '前' | '現' | '副' | '新'));
            last.is_some_and(|(_, letter)| {
                run.title(behind, HAN_BEHIND) > 0
                    || end == run.characters.len() && lists::ends_japanese_name(*letter)
            })
        });
        if let Some(given) = given {
            let span = start..run.offset(first + given);
            mentions.push(Mention::new(span).with_kind(Some(EntityKind::Person)));
            return Some(first + given);
        }
        if let Some(end) = given_in_hiragana(run, first) {
            mentions.push(Mention::new(start..end).with_kind(Some(EntityKind::Person)));
            return Some(first);
        }
    }
    let place = (2..=LONGEST_PLACE).find(|length| {
        let name = run.string(at, at + length);
        name.chars().count() == *length
            && PLACE_ENDS.iter().any(|end| name.ends_with(end) && name.len() > end.len())
    })?;
    if lists::is_japanese_no_place(&run.string(at, at + place)) {
        return None;
    }
    // One character before it is a name behind another place only: 横浜市中区.
    let behind = mentions.last().is_some_and(|before| before.span.end == start);
    if place == 2 && !behind {
        return None;
    }
    let span = start..run.offset(at + place);
    mentions.push(Mention::new(span).with_kind(Some(EntityKind::Location)));
    Some(at + place)
}

/// The end of a given name in hiragana before さん, where a family name ends its run.
fn given_in_hiragana(run: &Run<'_, '_>, first: usize) -> Option<usize> {
    if first != run.characters.len() {
        return None;
    }
    let end = run.offset(first);
    let next = word_at(run.context, end)?;
    if next.shape != Shape::Caseless(Group::Hiragana) {
        return None;
    }
    let given = next.text.find("さん")?;
    let letters = next.text.get(..given)?.chars().count();
    (2..=LONGEST_GIVEN).contains(&letters).then_some(end + given)
}

/// Finds the family names of people whose whole name stands in the text where they stand alone.
pub(super) fn find_again(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    let mut families: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind == Some(EntityKind::Person)) {
        let Some(word) = word_at(context, mention.span.start) else { continue };
        for length in [3, 2] {
            let family: String = word.text.chars().take(length).collect();
            let longer = mention.span.len() > family.len();
            if longer && lists::is_japanese_surname(&family) && !families.contains(&family) {
                families.push(family);
            }
        }
    }
    if families.is_empty() {
        return;
    }
    let mut taken: Vec<(usize, usize)> =
        mentions.iter().map(|mention| (mention.span.start, mention.span.end)).collect();
    taken.sort_unstable();
    for word in context.words.iter().filter(|word| families.iter().any(|name| name == word.text)) {
        let place = taken.partition_point(|(start, _)| *start < word.end());
        let before = place.checked_sub(1).and_then(|place| taken.get(place));
        if before.is_none_or(|(_, end)| *end <= word.start) {
            let mention = Mention::new(word.start..word.end());
            mentions.push(mention.with_kind(Some(EntityKind::Person)));
        }
    }
}

/// The word that begins at a byte of the text.
fn word_at<'a, 'text>(context: &'a Context<'text>, start: usize) -> Option<&'a Word<'text>> {
    let place = context.words.partition_point(|word| word.start < start);
    context.words.get(place).filter(|word| word.start == start)
}
