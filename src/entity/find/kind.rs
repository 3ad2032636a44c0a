//! What a name names, where words tell.

use std::ops::Range;

use super::context::{Context, core};
use super::lists;
use super::words::{Shape, Word};
use crate::entity::mention::EntityKind;

/// The kind of the name of these words, behind a title or not.
pub(super) fn tell(context: &Context<'_>, name: Range<usize>, titled: bool) -> Option<EntityKind> {
    let words = context.words.get(name.clone())?;
    let lower = |word: &Word<'_>| core(word.text, context.family).to_lowercase();
    let words: Vec<String> = words.iter().map(lower).collect();
    let (first_word, last_word) = (words.first()?.as_str(), words.last()?.as_str());
    let place = words.len() == 1 && lists::is_place(first_word) && !context.is_known(first_word);
    if titled && !place {
        return Some(EntityKind::Person);
    }
    let is_head = |word: &String| lists::is_organization_head(word) && !context.is_known(word);
    if words.iter().any(is_head) {
        return Some(EntityKind::Organization);
    }
    if lists::is_place_head(last_word)
        || lists::is_place_head(first_word)
        || words.len() == 1 && lists::is_place(first_word)
    {
        return Some(EntityKind::Location);
    }
    let single = words.len() == 1;
    if single && context.words.get(name.start).is_some_and(|word| word.shape == Shape::Upper) {
        return Some(EntityKind::Organization);
    }
    if !single && context.is_known(first_word) && !lists::is_place(first_word) {
        return Some(EntityKind::Person);
    }
    None
}
