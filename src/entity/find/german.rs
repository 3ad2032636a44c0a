//! German, which writes all nouns with a capital.

use std::ops::Range;

use super::context::{Class, Context, core};
use super::lists;
use super::words::{Gap, Shape};

/// What a word with a capital is in a German sentence.
pub(super) fn class(context: &Context<'_>, place: usize, lower: &str) -> Class {
    let Some(word) = context.words.get(place) else { return Class::Common };
    match word.shape {
        Shape::Upper => return context.class_of_acronym(word, lower),
        Shape::Mixed => return Class::Name,
        Shape::Initial => {
            let dotted = context
                .words
                .get(place + 1)
                .is_some_and(|next| next.gap.has(Gap::DOT) && next.is_capital());
            // JAY-Z
            return if dotted || word.gap == Gap::HYPHEN { Class::Name } else { Class::Common };
        }
        _ => {}
    }
    if word.begins && context.is_common(lower) || context.is_function(lower) {
        return Class::Common;
    }
    if lists::is_place(lower) {
        // Mexikaner, Italienerin
        const PEOPLE: &[&str] =
            &["aner", "anern", "aners", "anerin", "anerinnen", "iener", "ienern", "esen", "inesin"];
        let people = PEOPLE.iter().any(|ending| lower.ends_with(ending));
        return if people { Class::Common } else { Class::Name };
    }
    let noun = lists::is_german_noun(lower);
    // Müller, Koch, Wolf: a noun behind a known given name is a family name.
    let after_given = !word.begins
        && word.gap.within(Gap::SPACE.with(Gap::HYPHEN))
        && before(context, place).is_some_and(|before| {
            before.shape == Shape::Capital && {
                let given = before.text.to_lowercase();
                context.is_known(&given)
                    && !lists::is_german_noun(&given)
                    && !lists::is_title(&given)
            }
        });
    if noun || context.has_lower(lower) {
        // Müller is no plural of Müll.
        let person =
            (after_given || !lists::is_german_noun_itself(lower)) && !context.has_lower(lower);
        return if person && context.is_known(lower) { Class::Name } else { Class::Common };
    }
    if context.is_known(lower) {
        return Class::Name;
    }
    if after_given && !ends_like_a_noun(lower) {
        return Class::Name;
    }
    if ends_like_a_noun(lower) || is_adjective_in_capitals(context, place, lower) {
        return Class::Common;
    }
    if is_foreign(lower) { Class::Name } else { Class::Unknown }
}

fn before<'a, 'text>(
    context: &'a Context<'text>,
    place: usize,
) -> Option<&'a super::words::Word<'text>> {
    place.checked_sub(1).and_then(|before| context.words.get(before))
}

fn ends_like_a_noun(lower: &str) -> bool {
    // A name as short as the ending is no noun.
    const STEM: usize = 3;
    lists::GERMAN_ENDINGS
        .iter()
        .any(|ending| lower.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= STEM))
}

/// `Deutsche Bank`, `Vereinigte Staaten`, but `Neue Regeln`, `Russische Truppen` at the start.
fn is_adjective_in_capitals(context: &Context<'_>, place: usize, lower: &str) -> bool {
    let begins = context.words.get(place).is_some_and(|word| word.begins);
    begins && ["e", "en", "er", "es", "em", "t"].iter().any(|ending| lower.ends_with(ending))
}

/// Spellings that German words do not have.
fn is_foreign(lower: &str) -> bool {
    const PARTS: &[&str] = &[
        "sh", "zh", "kh", "oo", "ou", "ij", "cz", "sz", "aa", "gh", "ao", "uo", "iy", "yi", "ee",
        "ww", "zz", "cc", "ph", "eau", "ovi", "ows", "wsk", "tsch",
    ];
    const ENDINGS: &[&str] = &[
        "o", "i", "a", "y", "ow", "ew", "ez", "os", "as", "is", "us", "ic", "ov", "ev", "ang",
        "ong", "u", "c", "j", "q", "v", "w", "x", "z", "son", "ton", "ford", "field", "berg",
        "burg", "stein", "dorf", "furt", "hausen", "stadt", "heim", "au", "ingen", "mann", "bach",
        "owitz", "ske", "ini", "ane",
    ];
    lower.chars().any(|letter| !matches!(letter, 'a'..='z' | 'ä' | 'ö' | 'ü' | 'ß' | '-'))
        || PARTS.iter().any(|part| lower.contains(part))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a piece of nothing but unknown words is a name: two side by side, or one where no
/// article or adjective is in front.
pub(super) fn keeps_unknown(context: &Context<'_>, piece: Range<usize>) -> bool {
    let capitals = piece
        .clone()
        .filter(|place| context.words.get(*place).is_some_and(|word| word.is_capital()))
        .count();
    if capitals > 1 {
        return true;
    }
    let Some(word) = context.words.get(piece.start) else { return false };
    if context.has_capital(core(word.text, context.family))
        && before(context, piece.start).is_none()
    {
        return false;
    }
    let Some(before) = before(context, piece.start).filter(|_| word.gap.within(Gap::SPACE)) else {
        return false;
    };
    // A preposition without an article stands before places and people.
    const PREPOSITIONS: &[&str] =
        &["in", "aus", "nach", "bei", "von", "gegen", "für", "mit", "um", "an", "dass", "wie"];
    before.shape == Shape::Lower
        && PREPOSITIONS.contains(&before.text)
        && !lists::is_german_determiner(before.text)
        && matches!(before.text, "in" | "aus" | "nach" | "bei" | "von")
}

/// Where a name that is the first part of a compound ends, and whether it only hints at the name:
/// all of `Mexiko-Stadt` and `EU-Kommission` is one, of `Trump-Anhänger` only the first part.
pub(super) fn compound(context: &Context<'_>, last: usize, end: usize) -> (usize, bool) {
    const HEADS: &[&str] = &[
        "stadt",
        "region",
        "insel",
        "inseln",
        "see",
        "straße",
        "platz",
        "kommission",
        "partei",
        "gruppe",
        "bank",
        "parlament",
        "rat",
        "gericht",
        "gerichtshof",
        "fraktion",
        "konzern",
        "verband",
        "stiftung",
        "universität",
        "institut",
        "agentur",
        "miliz",
        "republik",
        "provinz",
        "halbinsel",
        "fluss",
        "halle",
        "stadion",
        "arena",
        "kirche",
    ];
    let Some(next) =
        context.words.get(last + 1).filter(|next| next.gap == Gap::HYPHEN && next.is_capital())
    else {
        return (end, false);
    };
    if HEADS.contains(&next.text.to_lowercase().as_str()) {
        (next.end(), false)
    } else {
        (end, true)
    }
}
