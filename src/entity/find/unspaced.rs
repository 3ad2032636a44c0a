//! Names in scripts that write no blanks: Han, kana and Thai.
//!
//! Katakana with a middle dot, characters that write foreign names, a family name beside a title.

use super::context::Context;
use super::japanese;
use super::known::is_known_name;
use super::lists;
use super::lists::caseless::{HAN_BEFORE, HAN_BEHIND, HAN_SAYS, THAI_TITLES};
use super::words::{Gap, Group, Shape, Word};
use crate::entity::mention::{EntityKind, Mention};

/// Characters in a row that write foreign names before they are taken for one.
const FOREIGN_RUN: usize = 3;
/// Characters in a row that words of Chinese hardly have by chance.
const SURE_FOREIGN_RUN: usize = 4;
/// Characters of a foreign name with its dots, and of one part that is looked up.
const LONGEST_FOREIGN: usize = 32;
const LONGEST_PART: usize = 8;
/// Characters of a Thai name up to a blank.
const LONGEST_THAI: usize = 14;

/// Finds the names of all runs in scripts without blanks.
pub(super) fn find(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    let mut place = 0;
    while let Some(word) = context.words.get(place) {
        match word.shape {
            Shape::Caseless(Group::Katakana) => katakana(context, place, mentions),
            Shape::Caseless(Group::Han) => {
                place = han(context, place, mentions);
                continue;
            }
            Shape::Caseless(Group::Thai) => {
                place = thai(context, place, mentions);
                continue;
            }
            _ => {}
        }
        place += 1;
    }
    if context.language_is_japanese {
        japanese::find_again(context, mentions);
    }
}

/// A run of katakana, which the middle dot may part.
fn katakana(context: &Context<'_>, place: usize, mentions: &mut Vec<Mention>) {
    let Some(word) = context.words.get(place) else { return };
    let text = word.text.trim_matches(['・', '＝', 'ー', '゠']);
    if text.is_empty() {
        return;
    }
    let start =
        word.start + word.text.len() - word.text.trim_start_matches(['・', '＝', 'ー', '゠']).len();
    // A long vowel at the end is the word's own.
    let text = word.text.get(start - word.start..).unwrap_or(text).trim_end_matches(['・', '＝']);
    let parts = || text.split(['・', '＝']).filter(|part| !part.is_empty());
    let places = parts().filter(|part| lists::is_caseless_place(part)).count();
    let count = parts().count();
    let title = context
        .words
        .get(place + 1)
        .filter(|next| next.gap == Gap::default() && next.shape == Shape::Caseless(Group::Han));
    let titled = title
        .is_some_and(|next| HAN_BEHIND.iter().any(|title| next.text.starts_with(title)))
        || context
            .words
            .get(place + 1)
            .is_some_and(|next| next.gap == Gap::default() && next.text.starts_with("さん"));
    if count > 1 && places == 0 && !parts().any(lists::is_katakana_word) {
        mentions.push(Mention::new(start..start + text.len()).with_kind(Some(EntityKind::Person)));
        return;
    }
    let mut offset = start;
    for part in text.split(['・', '＝']) {
        let span = offset..offset + part.len();
        offset = span.end + '・'.len_utf8();
        let letters = part.chars().count();
        if letters < 2 || lists::is_katakana_word(part) {
            continue;
        }
        if lists::is_caseless_place(part) && !(titled && count > 1) {
            mentions.push(Mention::new(span).with_kind(Some(EntityKind::Location)));
        } else if titled {
            mentions.push(Mention::new(span).with_kind(Some(EntityKind::Person)));
        } else if letters > 2 {
            mentions.push(Mention::new(span).weak());
        }
    }
}

/// A run of Han, maybe with a dot and another behind it; the place to go on at.
fn han(context: &Context<'_>, place: usize, mentions: &mut Vec<Mention>) -> usize {
    let Some(word) = context.words.get(place) else { return place + 1 };
    // 弗拉基米尔·普京
    let mut end = place + 1;
    while context.words.get(end).is_some_and(|next| is_dotted(context, end, next)) {
        end += 1;
    }
    let mut characters: Vec<(usize, char)> = Vec::with_capacity(word.text.len() / 3);
    for (place, word) in (place..end).zip(context.words.get(place..end).unwrap_or_default()) {
        if place + 1 < end {
            // The dot is a character of the name.
            characters.extend(word.text.char_indices().map(|(offset, c)| (word.start + offset, c)));
            characters.push((word.end(), '·'));
        } else {
            characters.extend(word.text.char_indices().map(|(offset, c)| (word.start + offset, c)));
        }
    }
    let text_end = context.words.get(end - 1).map_or(word.end(), Word::end);
    let run = Run { context, characters: &characters, end: text_end };
    let mut at = 0;
    while at < characters.len() {
        at = run.look(at, mentions).max(at + 1);
    }
    end
}

fn is_dotted(context: &Context<'_>, place: usize, next: &Word<'_>) -> bool {
    let before = place.checked_sub(1).and_then(|before| context.words.get(before));
    // Other dots come as gaps of their own kind.
    next.shape == Shape::Caseless(Group::Han)
        && next.gap == Gap::HYPHEN
        && before.is_some_and(|before| {
            before.text.chars().next_back().is_some_and(lists::is_foreign_character)
        })
        && next.text.chars().next().is_some_and(lists::is_foreign_character)
}

/// The characters of a run with their places in the text.
pub(super) struct Run<'a, 'text> {
    pub(super) context: &'a Context<'text>,
    pub(super) characters: &'a [(usize, char)],
    end: usize,
}

impl Run<'_, '_> {
    pub(super) fn offset(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.end, |(offset, _)| *offset)
    }

    pub(super) fn string(&self, from: usize, to: usize) -> String {
        self.characters.get(from..to).unwrap_or_default().iter().map(|(_, c)| *c).collect()
    }

    pub(super) fn starts_with(&self, at: usize, word: &str) -> bool {
        let rest = self.characters.get(at..).unwrap_or_default();
        rest.len() >= word.len() / 3
            && word.chars().zip(rest).all(|(one, (_, other))| one == *other)
    }

    /// The length of the title at a place in characters; 0 where there is none.
    pub(super) fn title(&self, at: usize, titles: &[&str]) -> usize {
        titles
            .iter()
            .filter(|title| self.starts_with(at, title))
            .map(|title| title.chars().count())
            .max()
            .unwrap_or(0)
    }

    /// Looks for a name that begins at a character; where to go on.
    fn look(&self, at: usize, mentions: &mut Vec<Mention>) -> usize {
        let Some((start, first)) = self.characters.get(at).copied() else { return at + 1 };
        let place = lists::han_places(first).filter(|place| self.starts_with(at, place));
        if let Some(length) = place.map(|place| place.chars().count()).max() {
            let length = length + usize::from(self.is_unit(at + length));
            let span = start..self.offset(at + length);
            mentions.push(Mention::new(span).with_kind(Some(EntityKind::Location)));
            return at + length;
        }
        if lists::is_foreign_character(first) {
            let run = self
                .characters
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take(LONGEST_FOREIGN)
                .take_while(|(_, c)| *c == '·' || lists::is_foreign_character(*c))
                .count();
            if run >= FOREIGN_RUN {
                if let Some(end) = self.foreign(at, run, mentions) {
                    return end;
                }
            }
        }
        let japanese = self.context.language_is_japanese;
        let begins = at == 0 || mentions.last().is_some_and(|before| before.span.end == start);
        if japanese && begins {
            if let Some(end) = japanese::look(self, at, mentions) {
                return end;
            }
        }
        let before = self.title(at, HAN_BEFORE);
        if before > 0 {
            return self.own(at + before, true, mentions).unwrap_or(at + before);
        }
        // Japanese family names are many; a name begins where the run or a place before it does.
        if if japanese { begins } else { lists::is_surname(first) } {
            if let Some(end) = self.own(at, false, mentions) {
                return end;
            }
        }
        at + 1
    }

    /// Whether a character behind a place says what it is: 茨城県, 武汉市, 湖北省; but not 市民.
    fn is_unit(&self, at: usize) -> bool {
        let letter = |at: usize| self.characters.get(at).map_or(' ', |(_, letter)| *letter);
        matches!(letter(at), '県' | '縣' | '县' | '府' | '都' | '省' | '市' | '区' | '區')
            && !matches!(
                letter(at + 1),
                '民' | '场'
                    | '場'
                    | '长'
                    | '長'
                    | '委'
                    | '内'
                    | '外'
                    | '知'
                    | '议'
                    | '議'
                    | '立'
                    | '会'
                    | '別'
                    | '别'
            )
    }

    /// A foreign name in so many characters that write such.
    fn foreign(&self, at: usize, run: usize, mentions: &mut Vec<Mention>) -> Option<usize> {
        let mut run = run;
        let name = self.string(at, at + run);
        let dotted = name.trim_end_matches('·').contains('·');
        // A known name within the run, the longest, is surer than the run.
        let known = !dotted
            && (FOREIGN_RUN - 1..=run.min(LONGEST_PART)).rev().any(|length| {
                let found = length >= 2 && is_known_name(&self.string(at, at + length));
                if found && length >= FOREIGN_RUN {
                    run = length;
                }
                found && length >= FOREIGN_RUN
            });
        let titled = self.title(at + run, HAN_BEHIND) > 0;
        let span = self.offset(at)
            ..self
                .characters
                .get(at + run - 1)
                .map_or(self.end, |(offset, c)| offset + c.len_utf8());
        let mention =
            Mention::new(span).with_kind((dotted || titled).then_some(EntityKind::Person));
        let sure = dotted || titled || known || run >= SURE_FOREIGN_RUN;
        // In Japanese, Han write no foreign names.
        if self.context.language_is_japanese && !dotted {
            return None;
        }
        mentions.push(if sure { mention } else { mention.weak() });
        Some(at + run)
    }

    /// A Chinese, Korean or Japanese name at a place, behind a title or before one.
    fn own(&self, at: usize, titled: bool, mentions: &mut Vec<Mention>) -> Option<usize> {
        let (start, first) = self.characters.get(at).copied()?;
        if !titled {
            // 王毅外相, 习近平主席, 岸田文雄首相
            let japanese = self.context.language_is_japanese;
            let most = if japanese { 4 } else { 3 };
            let titled = (2..=most).find(|length| self.title(at + length, HAN_BEHIND) > 0);
            // Where a clause begins with a name, they say something.
            let says = || {
                let clause = at == 0 && !japanese;
                let name = |length: &usize| {
                    let last = self.characters.get(at + length - 1);
                    self.title(at + length, HAN_SAYS) > 0
                        && last.is_some_and(|(_, c)| !lists::is_after_name(*c))
                };
                clause.then(|| [3, 2].into_iter().find(name)).flatten()
            };
            let length = titled.or_else(says)?;
            let span = start..self.offset(at + length);
            mentions.push(Mention::new(span).with_kind(Some(EntityKind::Person)));
            return Some(at + length + self.title(at + length, HAN_BEHIND));
        }
        if !lists::is_surname(first) {
            return None;
        }
        let given = self.characters.get(at + 1..).unwrap_or_default();
        let letters = given.iter().take(2).take_while(|(_, c)| !lists::is_after_name(*c)).count();
        if letters == 0 {
            return None;
        }
        let span = start..self.offset(at + 1 + letters);
        mentions.push(Mention::new(span).with_kind(Some(EntityKind::Person)));
        Some(at + 1 + letters)
    }
}

/// A name behind a Thai title, up to the second blank; the place to go on at.
fn thai(context: &Context<'_>, place: usize, mentions: &mut Vec<Mention>) -> usize {
    let Some(word) = context.words.get(place) else { return place + 1 };
    let Some(title) = THAI_TITLES.iter().find(|title| word.text.starts_with(*title)) else {
        return place + 1;
    };
    let rest = word.text.get(title.len()..).unwrap_or("");
    let next = context.words.get(place + 1).filter(|next| {
        next.gap == Gap::SPACE
            && next.shape == Shape::Caseless(Group::Thai)
            && next.text.chars().count() <= LONGEST_THAI
    });
    let start = word.start + title.len();
    let letters = rest.chars().count();
    if letters == 0 || letters > LONGEST_THAI {
        return place + 1;
    }
    let civil = matches!(*title, "นาย" | "นาง" | "นางสาว");
    let mention = |end: usize| Mention::new(start..end).with_kind(Some(EntityKind::Person));
    match next {
        Some(family) if civil => {
            mentions.push(mention(family.end()));
            place + 2
        }
        _ => {
            mentions.push(mention(word.end()).weak());
            place + 1
        }
    }
}
