//! What a name names, where words tell.

use std::ops::Range;

use super::context::{Context, core};
use super::lists;
use super::words::Shape;
use crate::entity::mention::EntityKind;

/// The kind of the name of these words, behind a title or not.
pub(super) fn tell(context: &Context<'_>, name: Range<usize>, titled: bool) -> Option<EntityKind> {
    let lower = |place: usize| {
        context
            .words
            .get(place)
            .map(|word| core(word.text, context.family).to_lowercase())
            .unwrap_or_default()
    };
    let last = name.end.checked_sub(1)?;
    let (first_word, last_word) = (lower(name.start), lower(last));
    let place = name.len() == 1 && lists::is_place(&first_word) && !context.is_known(&first_word);
    if titled && !place {
        return Some(EntityKind::Person);
    }
    let head = name.clone().any(|place| {
        let word = lower(place);
        lists::is_organization_head(&word) && !context.is_known(&word)
    });
    if head {
        return Some(EntityKind::Organization);
    }
    if lists::is_place_head(&last_word)
        || lists::is_place_head(&first_word)
        || name.len() == 1 && lists::is_place(&first_word)
    {
        return Some(EntityKind::Location);
    }
    let single = name.len() == 1;
    if single && context.words.get(name.start).is_some_and(|word| word.shape == Shape::Upper) {
        return Some(EntityKind::Organization);
    }
    if !single && context.is_known(&first_word) && !lists::is_place(&first_word) {
        return Some(EntityKind::Person);
    }
    None
}
