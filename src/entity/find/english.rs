//! English words with a capital that are a name, or none, only with the next one.

use std::borrow::Cow;

use super::context::{Context, Family};
use super::lists;
use super::words::Gap;

/// The next word of the sentence in lower case, if it has a capital and only a blank is between.
fn next_capital<'context>(
    context: &'context Context<'_>,
    place: usize,
) -> Option<Cow<'context, str>> {
    let next = context.words.get(place + 1)?;
    (next.is_capital() && !next.begins && next.gap == Gap::SPACE).then(|| context.lower(place + 1))
}

/// Whether a word is `North` in `North Korean`, which is an adjective as a whole.
pub(super) fn is_direction_of_people(context: &Context<'_>, place: usize, lower: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
        "latin", "anglo", "pan",
    ];
    context.family == Family::English
        && DIRECTIONS.contains(&lower)
        && next_capital(context, place).is_some_and(|next| lists::is_adjective(&next))
}

/// Whether a title or common adjective belongs to the noun of an organization behind it: `Supreme
/// Court`, `General Assembly`.
pub(super) fn begins_organization(context: &Context<'_>, place: usize, lower: &str) -> bool {
    const FIRST: &[&str] = &["supreme", "general", "high", "federal", "constitutional"];
    context.family == Family::English
        && FIRST.contains(&lower)
        && next_capital(context, place)
            .is_some_and(|next| lists::is_organization_head(&next) && !lists::is_title(&next))
}
