//! Which words belong to one name: particles, hyphens, and nouns in small letters.

use std::ops::Range;

use super::context::{Context, Family, core};
use super::lists;
use super::paired::paired_capital;
use super::slavic;
use super::words::{Gap, Shape, Word};

/// Small words inside names, and the languages that use them so themselves; elsewhere they link
/// names only where the language has no such word.
const PARTICLES: &[(&str, &[&str])] = &[
    ("de", &["es", "pt", "fr", "gl", "ca", "it", "en", "nl", "da", "nb", "nn", "sv"]),
    ("da", &["pt", "it", "en"]),
    ("do", &["pt", "gl"]),
    ("dos", &["pt", "gl"]),
    ("das", &["pt"]),
    ("del", &["es", "it", "ca", "en"]),
    ("della", &["it"]),
    ("di", &["it", "en"]),
    ("du", &["fr"]),
    ("des", &["fr"]),
    ("la", &["es", "fr"]),
    ("le", &["fr"]),
    ("el", &["es"]),
    ("las", &["es"]),
    ("los", &["es"]),
    ("les", &["fr"]),
    ("dei", &["it"]),
    ("degli", &["it"]),
    ("delle", &["it"]),
    ("dello", &["it"]),
    ("d", &["fr", "it", "ca"]),
    ("l", &["fr", "it", "ca"]),
    ("dell", &["it"]),
    ("o", &[]),
    ("os", &[]),
    ("a", &[]),
    ("van", &["nl", "en", "af", "de"]),
    ("von", &["de", "en"]),
    ("vom", &["de"]),
    ("zu", &["de"]),
    ("zur", &["de"]),
    ("der", &["nl"]),
    ("den", &["nl"]),
    ("ter", &["nl"]),
    ("ten", &["nl"]),
    ("te", &[]),
    ("af", &[]),
    ("av", &[]),
    ("bin", &["en", "id", "ms"]),
    ("ibn", &["en"]),
    ("ben", &["en", "fr"]),
    ("bint", &["en"]),
    ("binti", &["id", "ms"]),
    ("al", &["en"]),
    ("ul", &["en"]),
    ("ud", &["en"]),
    ("ur", &["en"]),
    ("ould", &["fr"]),
    ("abu", &[]),
    ("na", &["ga"]),
    ("фон", &["ru", "uk", "bg"]),
    ("де", &["ru", "uk"]),
    ("ван", &["ru", "uk"]),
    ("дер", &["ru", "uk"]),
    ("аль", &["ru", "uk"]),
    ("эль", &["ru"]),
    ("ибн", &["ru", "uk"]),
    ("бин", &["ru"]),
    ("бен", &["ru"]),
    ("оглы", &["ru"]),
    ("ди", &["ru"]),
    ("ла", &["ru"]),
    ("да", &[]),
    ("ντε", &["el"]),
    ("φον", &["el"]),
    ("ye", &[]),
    ("i", &["ca"]),
];

/// Articles that follow a preposition inside a name: de la Cruz, von der Leyen, `de o Sul`.
pub(super) const ARTICLES: &[&str] =
    &["la", "las", "los", "le", "les", "der", "den", "dem", "l", "o", "os", "a", "as", "het"];

/// Words of a run: the longest names of organizations have fewer, and hostile text has no end.
const LONGEST_RUN: usize = 24;

/// Most words in small letters between two of one name.
const MOST_LINKS: usize = 2;

const NEAR: Gap = Gap::SPACE.with(Gap::HYPHEN).with(Gap::APOSTROPHE).with(Gap::AMPERSAND);

/// Whether the word is a particle that may link names in the language of the text.
pub(super) fn is_particle(context: &Context<'_>, word: &str) -> bool {
    PARTICLES.iter().any(|(particle, homes)| {
        *particle == word
            && (homes.contains(&context.language)
                || !context.is_common(word) && particle.chars().nth(1).is_some())
    })
}

/// Whether the word in small letters at `place` begins a name: `al-Qaida`; `de Kerchove` where the
/// language has no such word.
pub(super) fn is_prefix(context: &Context<'_>, place: usize) -> bool {
    const ARABIC: &[&str] =
        &["al", "el", "an", "as", "ar", "ash", "at", "ad", "ud", "аль", "эль", "ан", "ас", "аш"];
    const DUTCH: &[&str] =
        &["de", "van", "von", "der", "bin", "ibn", "di", "della", "фон", "де", "бин", "ибн"];
    let Some(word) = context.words.get(place) else { return false };
    // `della` is the longest in Latin letters.
    if word.text.len() > 6 || word.shape != Shape::Lower {
        return false;
    }
    let Some(next) = context.words.get(place + 1).filter(|next| next.shape != Shape::Number) else {
        return false;
    };
    if next.begins {
        return false;
    }
    if next.gap == Gap::HYPHEN {
        return ARABIC.contains(&word.text);
    }
    let capital = next.is_capital() || is_prefix_before_capital(context, place + 1);
    next.gap == Gap::SPACE
        && capital
        && DUTCH.contains(&word.text)
        && context.family != Family::Romance
        && !context.language.is_empty()
        && !matches!(context.language, "nl" | "af" | "de" | "lb")
        && !context.is_common(word.text)
}

/// `der` in `von der Leyen`.
fn is_prefix_before_capital(context: &Context<'_>, place: usize) -> bool {
    if !context.words.get(place + 1).is_some_and(Word::is_capital) {
        return false;
    }
    let article = context.words.get(place).is_some_and(|word| ARTICLES.contains(&word.text));
    article
        && context
            .words
            .get(place + 1)
            .is_some_and(|next| next.is_capital() && next.gap == Gap::SPACE)
}

/// The first capital of a run that begins at `place`, maybe after particles.
pub(super) fn run_start(context: &Context<'_>, place: usize, end: usize) -> Option<usize> {
    let word = context.words.get(place)?;
    if word.is_capital() {
        return Some(place);
    }
    if !is_prefix(context, place) {
        return None;
    }
    (place + 1..(place + 1 + MOST_LINKS).min(end))
        .find(|next| context.words.get(*next).is_some_and(|word| word.is_capital()))
}

/// The end of the run of name words whose first capital stands at `first`.
pub(super) fn run_end(context: &Context<'_>, first: usize, sentence_end: usize) -> usize {
    let mut end = first + 1;
    let sentence_end = sentence_end.min(first + LONGEST_RUN);
    while end < sentence_end {
        let Some(next) = context.words.get(end) else { break };
        let Some(before) = context.words.get(end - 1) else { break };
        if next.begins || !is_near(before.text, before.shape, next.gap) {
            break;
        }
        if next.is_capital() {
            end += 1;
            continue;
        }
        match linked_capital(context, end, sentence_end) {
            Some(capital) => end = capital + 1,
            None => break,
        }
    }
    end
}

/// Whether a gap joins: blanks, a hyphen without blanks, a dot behind an initial or `Dr`.
fn is_near(before: &str, shape: Shape, gap: Gap) -> bool {
    const DOTTED: &[&str] = &[
        "dr", "mr", "mrs", "ms", "st", "prof", "jr", "sr", "gen", "sen", "др", "св", "проф", "mc",
        "mt", "ft", "dra", "sra", "sv", "hl",
    ];
    if gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE) {
        return false;
    }
    if gap.within(NEAR) {
        return true;
    }
    gap.within(NEAR.with(Gap::DOT))
        && (shape == Shape::Initial || DOTTED.contains(&before.to_lowercase().as_str()))
}

/// The capital that particles from `place` on lead to.
fn linked_capital(context: &Context<'_>, place: usize, end: usize) -> Option<usize> {
    let word = context.words.get(place)?;
    // Most words behind a name lead to no capital.
    if !(place + 1..=place + MOST_LINKS)
        .any(|next| context.words.get(next).is_some_and(Word::is_capital))
    {
        return None;
    }
    if word.shape == Shape::Initial || word.gap == Gap::HYPHEN && !is_particle(context, word.text) {
        return None;
    }
    if let Some(capital) = paired_capital(context, place, end) {
        return Some(capital);
    }
    let mut next = place;
    if context.family == Family::English && matches!(word.text, "of" | "for" | "on") {
        let head = context.words.get(place.checked_sub(1)?)?;
        if !lists::takes_of(&head.text.to_lowercase()) {
            return None;
        }
        // Center for Disaster Prevention, Council on Foreign Relations.
        if word.text != "of" && !lists::is_organization_head(&head.text.to_lowercase()) {
            return None;
        }
        next += 1;
        next += usize::from(context.words.get(next).is_some_and(|word| word.text == "the"));
    } else if is_particle(context, word.text) && !matches!(word.text, "o" | "os" | "a" | "l") {
        next += 1;
        while next - place < MOST_LINKS
            && context.words.get(next).is_some_and(|word| {
                word.gap.within(NEAR)
                    && (ARTICLES.contains(&word.text) || is_particle(context, word.text))
            })
        {
            next += 1;
        }
    } else {
        return None;
    }
    let capital = context.words.get(next).filter(|_| next < end)?;
    let near = capital.is_capital() && capital.gap.within(NEAR) && !capital.begins;
    if !near
        || !(place..next)
            .skip(1)
            .all(|place| context.words.get(place).is_some_and(|word| word.gap.within(NEAR)))
    {
        return None;
    }
    // `Lula de São Paulo`, `Macron de France`: someone of a place, unless a noun of places or
    // organizations is in front.
    let before = context.words.get(place.checked_sub(1)?)?.text.to_lowercase();
    if context.family == Family::Romance
        && lists::is_place(&capital.text.to_lowercase())
        && next == place + 1
        && !matches!(word.text, "do" | "da" | "du" | "del" | "della")
        && !lists::is_organization_head(&before)
        && !lists::is_place_head(&before)
    {
        return None;
    }
    Some(next)
}

/// Where two names stand side by side, the start of the second: `Pékin Sergueï Choïgou`,
/// `UN Serge Brammertz`.
pub(super) fn names_meet(context: &Context<'_>, piece: Range<usize>) -> Option<usize> {
    // A given name and a family name have to be left.
    let last = piece.end.checked_sub(1)?;
    let owner = (piece.start + 1..piece.end).find(|place| {
        let word = context.words.get(*place);
        word.is_some_and(|word| word.is_capital() && word.gap == Gap::SPACE)
            && context.words.get(place - 1).is_some_and(|before| owns(context, before))
    });
    if owner.is_some() {
        return owner;
    }
    (piece.start + 1..last).find(|place| {
        let (Some(before), Some(word), Some(next)) =
            (context.words.get(place - 1), context.words.get(*place), context.words.get(place + 1))
        else {
            return false;
        };
        if word.gap != Gap::SPACE
            || word.shape != Shape::Capital
            || !next.is_capital()
            || !next.gap.within(Gap::SPACE.with(Gap::HYPHEN))
        {
            return false;
        }
        let known = |text: &str| context.is_known(&core(text, context.family).to_lowercase());
        let (lower, word_lower) = (before.text.to_lowercase(), word.text.to_lowercase());
        let next_lower = next.text.to_lowercase();
        let acronym = before.shape == Shape::Upper && word.shape == Shape::Capital;
        let montenegro = lower.starts_with("gor")
            && place
                .checked_sub(2)
                .and_then(|two| context.words.get(two))
                .is_some_and(|two| two.text.starts_with("Crn"));
        let place_name = before.is_capital() && (lists::is_place(&lower) || montenegro);
        // In English and German a place or an acronym in front may be part of the name.
        let strict = matches!(context.family, Family::English | Family::German | Family::Other);
        (acronym || place_name && !(strict && known(before.text)))
            && (context.family == Family::Slavic || known(word.text))
            && (known(word.text) || !lists::is_organization_head(&word_lower))
            && !lists::is_english_common(&word_lower)
            && !lists::is_place(&word_lower)
            && !lists::is_organization_head(&next_lower)
    })
}

/// Whether a name in the genitive owns what follows: `Mexico's AMLO`, `Russlands Putin`.
fn owns(context: &Context<'_>, word: &Word<'_>) -> bool {
    if !word.is_capital() {
        return false;
    }
    let plain = core(word.text, context.family);
    if plain.len() < word.text.len() {
        let lower = plain.to_lowercase();
        return lists::is_place(&lower) || context.is_known(&lower) || word.shape == Shape::Upper;
    }
    context.family == Family::German
        && word
            .text
            .strip_suffix('s')
            .is_some_and(|stem| lists::is_place_itself(&stem.to_lowercase()))
}

/// The last word glued to a name by hyphens, if it is in small letters; `place` itself where none
/// is; `None` where the compound is a common noun.
pub(super) fn glued_end(context: &Context<'_>, place: usize, sentence_end: usize) -> Option<usize> {
    // Case endings behind a hyphen are short: NATO-a, EU-ssa.
    const LONGEST_ENDING: usize = 3;
    let Some(next) = context
        .words
        .get(place + 1)
        .filter(|next| place + 1 < sentence_end && next.gap == Gap::HYPHEN)
    else {
        return Some(place);
    };
    if next.shape != Shape::Lower {
        return Some(place);
    }
    let letters = next.text.chars().count();
    let endings = matches!(context.family, Family::Slavic | Family::Turkic)
        || matches!(context.language, "fi" | "et" | "hu" | "lt" | "lv" | "ro" | "sq");
    if letters <= LONGEST_ENDING && endings {
        return Some(place + 1);
    }
    match (context.family, context.language) {
        // Danish news writes names of parties, cups and bands so: KV-regeringen, Daphne-klassen.
        (_, "da") => Some(place + 1),
        (Family::Nordic, _) => is_nordic_head(next.text).then_some(place + 1),
        _ => Some(place),
    }
}

/// The end of a name whose last word is a Roman numeral with the dot of an ordinal.
pub(super) fn numeral_end(context: &Context<'_>, place: usize, end: usize) -> usize {
    let ordinals = matches!(
        context.language,
        "sk" | "cs"
            | "de"
            | "hr"
            | "bs"
            | "sr-Latn"
            | "sl"
            | "da"
            | "nb"
            | "nn"
            | "fi"
            | "et"
            | "hu"
            | "pl"
            | "lv"
            | "lb"
            | "tr"
    );
    let Some(word) = context.words.get(place) else { return end };
    let numeral = matches!(word.shape, Shape::Upper | Shape::Initial)
        && word.text.bytes().all(|letter| b"IVX".contains(&letter));
    if !ordinals || !numeral {
        return end;
    }
    match context.words.get(place + 1) {
        Some(next) if next.gap.has(Gap::DOT) && !next.begins => end + 1,
        Some(next) if next.gap.has(Gap::DOT) && next.shape == Shape::Lower => end + 1,
        _ => end,
    }
}

fn is_nordic_head(word: &str) -> bool {
    lists::NORDIC_HEADS.iter().any(|head| {
        word == *head
            || word.strip_suffix('s') == Some(head)
            || head.len() > 4 && word.ends_with(head) && word.len() > head.len()
    }) || word.ends_with("gruppa")
        || word.ends_with("gruppen")
        || word.ends_with("bevegelsen")
}

/// The end of a name with the nouns in small letters behind it that belong to it, and whether they
/// tell an organization.
pub(super) fn heads_behind(
    context: &Context<'_>,
    start: usize,
    last: usize,
    sentence_end: usize,
    end: usize,
) -> (usize, bool) {
    let none = (end, false);
    let word_at = |place: usize| {
        context.words.get(place).filter(|word| {
            place < sentence_end && word.shape == Shape::Lower && word.gap == Gap::SPACE
        })
    };
    match context.family {
        Family::Nordic => {
            // Ejby kommune, Bergen sentrum politistasjon, Glemmen videregående skole.
            const FARTHEST: usize = 2;
            for place in last + 1..=last + FARTHEST {
                let Some(word) = word_at(place) else { break };
                if is_nordic_head(word.text) && !context.is_common(word.text) {
                    return (word.end(), true);
                }
                if !matches!(
                    word.text,
                    "sentrum"
                        | "videregående"
                        | "vidaregåande"
                        | "tekniska"
                        | "tekniske"
                        | "kommunale"
                        | "katolska"
                        | "katolske"
                        | "frie"
                        | "fria"
                        | "allmänna"
                ) {
                    break;
                }
            }
            none
        }
        Family::Slavic => slavic::heads(context, start, last, sentence_end, end).unwrap_or(none),
        _ => none,
    }
}

/// Whether a verb that news follows names with stands at `place`.
pub(super) fn verb_follows(context: &Context<'_>, place: usize) -> bool {
    let Some(word) = context.words.get(place) else { return false };
    word.shape == Shape::Lower && word.gap == Gap::SPACE && lists::is_verb_of_news(word.text)
}
