//! Names in scripts with capitals.
//!
//! Capitals side by side are a run. Titles and common words part it; what is left is a name if the
//! capital tells something, or if there is other evidence that it is one.

use std::ops::Range;

use super::context::{Class, Context, Family, Style, core};
use super::join::{self, glued_end};
use super::lists;
use super::words::{Gap, Shape};
use super::{english, german, kind, slavic};
use crate::entity::mention::{EntityKind, Mention};

/// Finds the names of one sentence, given room for the parts of a run.
pub(super) fn find(
    context: &Context<'_>,
    sentence: Range<usize>,
    style: Style,
    parts: &mut Vec<Part>,
    mentions: &mut Vec<Mention>,
) {
    let mut place = sentence.start;
    while place < sentence.end {
        let Some(first) = join::run_start(context, place, sentence.end) else {
            place += 1;
            continue;
        };
        let end = join::run_end(context, first, sentence.end);
        let run = Run { context, sentence: sentence.clone(), style };
        run.split(place..end, first, parts, mentions);
        place = end.max(place + 1);
    }
}

/// What a run is looked at with.
struct Run<'a, 'text> {
    context: &'a Context<'text>,
    sentence: Range<usize>,
    style: Style,
}

/// A part of a run and what its word is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Name,
    Unknown,
    /// Parts names: a common word.
    Common,
    /// Parts names, and says that a person follows.
    Title,
    /// A word in small letters inside the run.
    Link,
}

impl Run<'_, '_> {
    /// Parts the run at titles and common words, and keeps what are names. `run` may begin with
    /// particles before its first capital.
    fn split(
        &self,
        run: Range<usize>,
        first: usize,
        parts: &mut Vec<Part>,
        mentions: &mut Vec<Mention>,
    ) {
        parts.clear();
        parts.extend(run.clone().map(|place| self.part(place, run.end)));
        let part = |place: usize| {
            place
                .checked_sub(run.start)
                .and_then(|place| parts.get(place))
                .copied()
                .unwrap_or(Part::Common)
        };
        let mut titled = first > 0 && self.is_role_before(run.start);
        let mut place = run.start;
        while place < run.end {
            match part(place) {
                Part::Common => {
                    titled = false;
                    place += 1;
                }
                Part::Title => {
                    titled = true;
                    place += 1;
                }
                Part::Link if place >= first => place += 1,
                _ => {
                    let mut end = place + 1;
                    while end < run.end && !matches!(part(end), Part::Common | Part::Title) {
                        end += 1;
                    }
                    // A particle before a title or at the end belongs to no name.
                    while end > place && part(end - 1) == Part::Link {
                        end -= 1;
                    }
                    if end > place {
                        let names = (place..end).any(|place| part(place) == Part::Name);
                        self.divide(place..end, names, titled, mentions);
                    }
                    titled = false;
                    place = end.max(place + 1);
                }
            }
        }
    }

    /// Whether the word before is someone's role or title in small letters.
    fn is_role_before(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1).and_then(|before| self.context.words.get(before))
        else {
            return false;
        };
        let near = self
            .context
            .words
            .get(place)
            .is_some_and(|word| word.gap.within(Gap::SPACE.with(Gap::DOT)));
        near && before.shape == Shape::Lower && lists::is_role(before.text)
    }

    fn part(&self, place: usize, end: usize) -> Part {
        let Some(word) = self.context.words.get(place) else { return Part::Common };
        if !word.is_capital() {
            return Part::Link;
        }
        let context = self.context;
        let lower = context.lower(place);
        let next_capital = place + 1 < end
            && context
                .words
                .get(place + 1)
                .is_some_and(|next| next.is_capital() && !next.gap.has(Gap::HYPHEN));
        let last = place + 1 >= end;
        if english::is_direction_of_people(context, place, &lower)
            && !self.heads_organization(place)
        {
            return Part::Common;
        }
        if english::begins_organization(context, place, &lower) {
            return Part::Unknown;
        }
        if word.shape != Shape::Initial && lists::is_title(&lower) && !glued(context, place, end) {
            let before = place > self.sentence.start && place > 0;
            let after_name = before
                && word.gap.within(Gap::SPACE)
                && context.words.get(place - 1).is_some_and(|w| w.is_capital());
            // `Vladimir King`: behind a name it is one, unless it is a title only.
            if lists::is_name_too(&lower) && (after_name || !next_capital) {
                return if word.begins { Part::Unknown } else { Part::Name };
            }
            if next_capital
                || context.family == Family::English
                || context.family == Family::German
                || last
            {
                return Part::Title;
            }
        }
        if self.is_paired(place, &lower) {
            return Part::Name;
        }
        let slavic = context.family == Family::Slavic && self.style == Style::Plain && word.begins;
        if slavic && word.shape == Shape::Capital && slavic::begins_noun(context, place) {
            return Part::Unknown;
        }
        if context.family == Family::German && self.style == Style::Plain {
            return match german::class(context, place, &lower) {
                Class::Name => Part::Name,
                Class::Common => Part::Common,
                Class::Unknown => Part::Unknown,
            };
        }
        let class = match self.style {
            Style::Capitals => self.class_in_capitals(place, &lower),
            Style::Title => self.class_in_title(place, &lower),
            Style::Plain if word.begins => {
                let initial = word.shape == Shape::Initial
                    && context.words.get(place + 1).is_some_and(|next| next.gap.has(Gap::DOT));
                if initial { Class::Unknown } else { context.class_at_start(word, &lower) }
            }
            Style::Plain => self.class_inside(place, &lower),
        };
        match class {
            Class::Name => Part::Name,
            Class::Common
                if word.shape == Shape::Upper
                    && (place > self.sentence.start && !last || glued(context, place, end)) =>
            {
                Part::Common
            }
            Class::Common => Part::Common,
            Class::Unknown => Part::Unknown,
        }
    }

    /// Whether the word makes an English name with the one before or behind, though it is a common
    /// word itself.
    fn is_paired(&self, place: usize, lower: &str) -> bool {
        let context = self.context;
        if context.family != Family::English {
            return false;
        }
        let near = |place: usize| {
            context.words.get(place).is_some_and(|word| word.gap == Gap::SPACE && word.is_capital())
        };
        near(place + 1)
            && lists::begins_english_pair(lower)
            && lists::is_english_pair(lower, &context.lower(place + 1))
            || place > self.sentence.start
                && near(place)
                && lists::ends_english_pair(lower)
                && context.words.get(place - 1).is_some_and(|before| before.is_capital())
                && lists::is_english_pair(&context.lower(place - 1), lower)
    }

    /// Inside a sentence, where a capital tells.
    fn class_inside(&self, place: usize, lower: &str) -> Class {
        let context = self.context;
        let Some(word) = context.words.get(place) else { return Class::Common };
        match word.shape {
            Shape::Upper => return context.class_of_acronym(word, lower),
            Shape::Initial => {
                // `I` and single letters of lists are no names, initials are.
                let dotted = context
                    .words
                    .get(place + 1)
                    .is_some_and(|next| next.gap.has(Gap::DOT) && next.is_capital());
                return if dotted {
                    Class::Name
                } else if lower == "i" && context.language == "en" {
                    Class::Common
                } else {
                    Class::Unknown
                };
            }
            _ => {}
        }
        if lists::is_adjective(lower) && matches!(context.family, Family::English) {
            // American Airlines, the French Open: with a noun behind, it may belong to a name.
            return if self.heads_organization(place) { Class::Unknown } else { Class::Common };
        }
        // `They` is none inside a sentence, `New` of New Zealand is.
        let followed = context
            .words
            .get(place + 1)
            .is_some_and(|next| next.is_capital() && next.gap == Gap::SPACE);
        if context.is_function(lower)
            && !followed
            && lower.chars().nth(1).is_some()
            && !lists::is_place(lower)
        {
            return Class::Common;
        }
        if lists::is_place(lower) || context.is_known(lower) { Class::Name } else { Class::Unknown }
    }

    /// Whether a noun of organizations with a capital follows within the run.
    fn heads_organization(&self, place: usize) -> bool {
        // More words than that stand between the first and the noun only in constitutions.
        const FARTHEST: usize = 4;
        (place + 1..(place + FARTHEST).min(self.sentence.end))
            .take_while(|next| {
                let next = self.context.words.get(*next);
                next.is_some_and(|next| next.is_capital() && next.gap.within(Gap::SPACE))
            })
            .any(|next| {
                let lower = self.context.lower(next);
                lists::is_organization_head(&lower) && !lists::is_title(&lower)
                    || lists::is_place_head(&lower)
            })
    }

    /// In a headline in title case, where common words have capitals too.
    fn class_in_title(&self, place: usize, lower: &str) -> Class {
        let context = self.context;
        let Some(word) = context.words.get(place) else { return Class::Common };
        if word.shape == Shape::Upper {
            return context.class_of_acronym(word, lower);
        }
        if word.shape == Shape::Mixed {
            return Class::Name;
        }
        if lists::is_adjective(lower) {
            return Class::Common;
        }
        // University of Oxford
        if lists::takes_of(lower)
            && context.words.get(place + 1).is_some_and(|next| next.text == "of")
        {
            return Class::Unknown;
        }
        let elsewhere = context.has_capital(core(word.text, context.family));
        if lists::is_english_common(lower) || context.is_common(lower) {
            return if elsewhere && !context.has_lower(lower) && !context.is_function(lower) {
                Class::Unknown
            } else {
                Class::Common
            };
        }
        if context.has_lower(lower) {
            return Class::Common;
        }
        if elsewhere || lists::is_place(lower) || context.is_known(lower) {
            return Class::Name;
        }
        if context.ends_like_a_word(lower) { Class::Common } else { Class::Name }
    }

    /// In a sentence all in capitals, where only what is known can be told.
    fn class_in_capitals(&self, place: usize, lower: &str) -> Class {
        let context = self.context;
        let Some(word) = context.words.get(place) else { return Class::Common };
        let mut capital = String::with_capacity(lower.len());
        let mut letters = lower.chars();
        capital.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        capital.push_str(letters.as_str());
        if context.has_capital(&capital) || context.has_capital(word.text) || lists::is_place(lower)
        {
            return Class::Name;
        }
        if context.is_common(lower) || context.has_lower(lower) || context.ends_like_a_word(lower) {
            return Class::Common;
        }
        if word.shape == Shape::Upper && context.is_known(lower) {
            Class::Name
        } else {
            Class::Common
        }
    }

    /// Parts names side by side, then decides on each.
    fn divide(&self, piece: Range<usize>, names: bool, titled: bool, mentions: &mut Vec<Mention>) {
        let (mut piece, mut names, mut titled) = (piece, names, titled);
        while let Some(cut) = join::names_meet(self.context, piece.clone()) {
            self.decide(piece.start..cut, names, false, mentions);
            piece.start = cut;
            names = true;
            titled = true;
        }
        self.decide(piece, names, titled, mentions);
    }

    /// Keeps a piece if it is a name.
    fn decide(&self, piece: Range<usize>, names: bool, titled: bool, mentions: &mut Vec<Mention>) {
        let context = self.context;
        let mut start = piece.start;
        if context.words.get(start).is_some_and(|word| word.begins) && self.style == Style::Plain {
            match self.at_start(piece.clone(), titled) {
                Some(kept) => start = kept,
                None => return,
            }
        } else if self.style == Style::Plain
            && context.family == Family::German
            && !names
            && !german::keeps_unknown(context, piece.clone())
        {
            return;
        }
        while start < piece.end
            && context
                .words
                .get(start)
                .is_some_and(|word| !word.is_capital() && !join::is_prefix(context, start))
        {
            start += 1;
        }
        let (Some(first), Some(last)) = (
            context.words.get(start),
            piece.end.checked_sub(1).and_then(|last| context.words.get(last)),
        ) else {
            return;
        };
        if start >= piece.end || mentions.last().is_some_and(|before| before.span.end > first.start)
        {
            return;
        }
        // A lone letter is a name only with others, and so is a title.
        let title = || {
            let lower = context.lower(start);
            lists::is_title(&lower) && !lists::is_name_too(&lower)
        };
        let alone = piece.end - start == 1;
        if alone && (first.shape == Shape::Initial || first.shape == Shape::Capital && title()) {
            return;
        }
        let Some(end) = glued_end(context, piece.end - 1, self.sentence.end) else {
            return;
        };
        let plain_end = last.start + core(last.text, context.family).len();
        let (end, place) = if end >= piece.end {
            (context.words.get(end).map_or(plain_end, |word| word.end()), end)
        } else {
            (plain_end, piece.end - 1)
        };
        let end = join::numeral_end(context, place, end);
        let (end, organization) = join::heads_behind(context, start, place, self.sentence.end, end);
        if self.style == Style::Plain
            && !organization
            && piece.end - start == 1
            && slavic::is_lone_adjective(context, start)
        {
            return;
        }
        let (end, weak) = if context.family == Family::German {
            german::compound(context, place, end)
        } else {
            (end, false)
        };
        let kind = if organization {
            Some(EntityKind::Organization)
        } else {
            kind::tell(context, start..place + 1, titled)
        };
        let mention = Mention::new(first.start..end).with_kind(kind);
        mentions.push(if weak { mention.weak() } else { mention });
    }

    /// Where the name at the start of a sentence begins, if there is one.
    fn at_start(&self, piece: Range<usize>, titled: bool) -> Option<usize> {
        let context = self.context;
        let word = context.words.get(piece.start)?;
        let lower = context.lower(piece.start);
        let class = if self.is_paired(piece.start, &lower) {
            Class::Name
        } else if context.family == Family::German {
            german::class(context, piece.start, &lower)
        } else {
            context.class_at_start(word, &lower)
        };
        let capitals = piece
            .clone()
            .filter(|place| context.words.get(*place).is_some_and(|word| word.is_capital()))
            .count();
        if class == Class::Name || titled {
            return Some(piece.start);
        }
        let end = word.end();
        if capitals == 1
            && context.family == Family::Nordic
            && class == Class::Unknown
            && join::heads_behind(context, piece.start, piece.start, self.sentence.end, end).1
        {
            return Some(piece.start);
        }
        if capitals == 1
            && context.family == Family::Slavic
            && word.shape == Shape::Capital
            && slavic::begins_noun(context, piece.start)
        {
            return Some(piece.start);
        }
        if capitals == 1 {
            return (class == Class::Unknown && join::verb_follows(context, piece.end))
                .then_some(piece.start);
        }
        let second = (piece.start + 1..piece.end)
            .find(|place| context.words.get(*place).is_some_and(|word| word.is_capital()))?;
        if class == Class::Common {
            return Some(second);
        }
        let next = context.words.get(second)?;
        if word.shape == Shape::Initial || next.gap.has(Gap::HYPHEN) && !next.gap.has(Gap::SPACE) {
            return Some(piece.start);
        }
        // A noun before a name in the genitive: Smrt Osame bin Ladena, Prepad Cremony.
        let inflects = matches!(
            context.family,
            Family::Slavic | Family::Other | Family::Nordic | Family::Romance
        );
        let next_lower = context.lower(second);
        let sure = next.shape == Shape::Upper
            || lists::is_place(&next_lower)
            || capitals > 2 && context.is_known(&next_lower);
        let linked = second > piece.start + 1;
        if inflects && (sure || linked) { Some(second) } else { Some(piece.start) }
    }
}

/// Whether the word is a part of a compound with a hyphen.
fn glued(context: &Context<'_>, place: usize, end: usize) -> bool {
    let hyphen =
        |place: usize| context.words.get(place).is_some_and(|word| word.gap == Gap::HYPHEN);
    hyphen(place) || place + 1 < end && hyphen(place + 1)
}
