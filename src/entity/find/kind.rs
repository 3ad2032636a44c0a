//! What a name names, where words tell.

use std::ops::Range;

use super::context::Context;
use super::lists;
use super::words::Shape;
use crate::entity::mention::EntityKind;

/// The kind of the name of these words, behind a title or not.
pub(super) fn tell(context: &Context<'_>, name: Range<usize>, titled: bool) -> Option<EntityKind> {
    if name.is_empty() || name.end > context.words.len() {
        return None;
    }
    let (first_word, last_word) = (context.lower(name.start), context.lower(name.end - 1));
    let (first_word, last_word) = (first_word.as_ref(), last_word.as_ref());
    let single = name.len() == 1;
    let place = single && lists::is_place(first_word) && !context.is_known(first_word);
    if titled && !place {
        return Some(EntityKind::Person);
    }
    let is_head = |place: usize| {
        let word = context.lower(place);
        lists::is_organization_head(&word) && !context.is_known(&word)
    };
    if name.clone().any(is_head) {
        return Some(EntityKind::Organization);
    }
    if lists::is_place_head(last_word)
        || lists::is_place_head(first_word)
        || single && lists::is_place(first_word)
    {
        return Some(EntityKind::Location);
    }
    if single && context.words.get(name.start).is_some_and(|word| word.shape == Shape::Upper) {
        return Some(EntityKind::Organization);
    }
    if !single && context.is_known(first_word) && !lists::is_place(first_word) {
        return Some(EntityKind::Person);
    }
    None
}
