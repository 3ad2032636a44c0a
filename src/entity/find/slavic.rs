//! Slavic names of organizations and places, which have a capital at their first word only.

use super::context::{Context, Family};
use super::join::{glued_end, verb_follows};
use super::lists;
use super::words::{Gap, Shape};

/// Europska unija, Savet bezbednosti UN-a, Министерство обороны.
pub(super) fn heads(
    context: &Context<'_>,
    start: usize,
    last: usize,
    sentence_end: usize,
    end: usize,
) -> Option<(usize, bool)> {
    /// Adjectives between the first word and its noun.
    const MOST_ADJECTIVES: usize = 2;
    let word_at = |place: usize| {
        context
            .words
            .get(place)
            .filter(|word| place < sentence_end && word.gap == Gap::SPACE && !word.begins)
    };
    let is_head = |text: &str| {
        lists::slavic_heads(text)
            .any(|head| text.starts_with(head) && text.chars().count() <= head.chars().count() + 4)
    };
    let first = context.words.get(last)?;
    let lower = first.text.to_lowercase();
    let mut place = last;
    if start == last && is_adjective(&lower) && first.shape == Shape::Capital {
        let mut next = last + 1;
        while next <= last + MOST_ADJECTIVES
            && word_at(next).is_some_and(|word| {
                word.shape == Shape::Lower && is_adjective(word.text) && !is_head(word.text)
            })
        {
            next += 1;
        }
        let head = word_at(next).filter(|word| word.shape == Shape::Lower && is_head(word.text))?;
        if head.text.chars().count() < 3 {
            return None;
        }
        place = next;
    } else if let Some(group) = word_at(last + 1).filter(|word| {
        const GROUPS: &[&str] = &["grup", "centar", "centr", "kanal"];
        word.shape == Shape::Lower
            && GROUPS.iter().any(|head| word.text.starts_with(head))
            && word.text.chars().count() < 8
    }) {
        return Some((group.end(), true));
    } else if !(start == last && lists::is_organization_head(&lower)) {
        return None;
    } else {
        // Ministarstvo obrane, Savet bezbednosti: one genitive, maybe with its adjective.
        let mut next = last + 1;
        if word_at(next).is_some_and(|word| {
            word.text == "za"
                || word.text == "по"
                || word.text == "з"
                || word.text == "pre"
                || word.text == "pro"
        }) {
            next += 1;
        }
        while next <= last + MOST_ADJECTIVES
            && word_at(next)
                .is_some_and(|word| word.shape == Shape::Lower && is_adjective(word.text))
        {
            next += 1;
        }
        if word_at(next).is_some_and(|word| {
            word.shape == Shape::Lower && is_genitive(word.text) && !context.is_common(word.text)
        }) {
            place = next;
        }
    }
    // Američkog univerziteta u Sofiji, Agencija za ekologiju i energiju.
    if place > last {
        let head = context.words.get(place)?;
        const SEATED: &[&str] =
            &["univerz", "institut", "sveučilišt", "fakult", "университет", "институт"];
        let seated = SEATED.iter().any(|seat| head.text.starts_with(seat));
        let link = word_at(place + 1)
            .is_some_and(|word| matches!(word.text, "u" | "iz" | "v" | "z" | "в"));
        if let Some(seat) = word_at(place + 2).filter(|seat| seated && link && seat.is_capital()) {
            return Some((seat.end(), true));
        }
        let paired =
            word_at(place + 1).is_some_and(|word| matches!(word.text, "i" | "a" | "и" | "і"));
        let alike = |word: &str| word.chars().next_back() == head.text.chars().next_back();
        let joined = context
            .words
            .get(last + 1)
            .is_some_and(|word| matches!(word.text, "za" | "pre" | "pro" | "по"));
        let second =
            word_at(place + 2).filter(|second| second.shape == Shape::Lower && alike(second.text));
        if let Some(second) = second.filter(|_| paired && joined) {
            return Some((second.end(), true));
        }
    }
    // Demokratske stranke Albanaca, Savet bezbednosti UN-a: what follows with a capital.
    let mut end = if place == last { end } else { context.words.get(place)?.end() };
    if let Some(word) =
        word_at(place + 1).filter(|word| word.is_capital() && word.shape != Shape::Initial)
    {
        let lower = word.text.to_lowercase();
        let person =
            word_at(place + 2).is_some_and(|next| next.is_capital()) && context.is_known(&lower);
        if !person && (place > last) {
            let tail = glued_end(context, place + 1, sentence_end)?;
            end = context.words.get(tail)?.end();
        }
    }
    Some((end, true))
}

/// Whether a Slavic word ends like an adjective.
fn is_adjective(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ski",
        "ska",
        "sko",
        "ske",
        "sku",
        "skog",
        "skom",
        "skoj",
        "skih",
        "skim",
        "ški",
        "ška",
        "ško",
        "ške",
        "škog",
        "škoj",
        "čki",
        "čka",
        "čko",
        "čke",
        "čku",
        "čkog",
        "čkoj",
        "čkom",
        "čkih",
        "ni",
        "na",
        "no",
        "ne",
        "nu",
        "nog",
        "nom",
        "noj",
        "nih",
        "nim",
        "vo",
        "va",
        "ve",
        "vog",
        "čna",
        "čne",
        "ský",
        "ská",
        "ské",
        "ského",
        "skému",
        "skej",
        "skou",
        "ských",
        "ským",
        "skí",
        "cký",
        "cká",
        "cké",
        "ckého",
        "ckej",
        "ckých",
        "ckom",
        "skom",
        "ný",
        "ná",
        "né",
        "ného",
        "nému",
        "nej",
        "nou",
        "ných",
        "ným",
        "ní",
        "ního",
        "ové",
        "ový",
        "ová",
        "ového",
        "ovej",
        "eho",
        "ého",
        "ých",
        "nom",
        "ski",
        "ska",
        "skie",
        "skiego",
        "skiej",
        "skim",
        "skich",
        "cki",
        "cka",
        "ckie",
        "ckiego",
        "ckiej",
        "ny",
        "nego",
        "nej",
        "nych",
        "nym",
        "owy",
        "owa",
        "owe",
        "owego",
        "owej",
        "ский",
        "ская",
        "ское",
        "ского",
        "ской",
        "скому",
        "ским",
        "скую",
        "ском",
        "ских",
        "цкий",
        "цкого",
        "ный",
        "ная",
        "ное",
        "ного",
        "ной",
        "ному",
        "ным",
        "ную",
        "ном",
        "ных",
        "ние",
        "них",
        "няя",
        "ней",
        "нее",
        "вый",
        "вого",
        "вой",
        "ый",
        "ого",
        "ський",
        "ська",
        "ське",
        "ського",
        "ської",
        "ському",
        "ським",
        "ську",
        "ських",
        "ний",
        "на",
        "не",
        "ного",
        "ної",
        "ному",
        "ним",
        "ну",
        "них",
        "ська",
        "ско",
        "ска",
        "ски",
        "ската",
        "ският",
        "ския",
        "ното",
        "ната",
        "ният",
        "ния",
        "ског",
        "ској",
        "ском",
        "ску",
        "ског",
        "ног",
        "ној",
        "ном",
        "них",
        "ни",
    ];
    lower.chars().nth(4).is_some() && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a Slavic word may be a noun in the genitive.
fn is_genitive(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "a", "e", "i", "y", "u", "ů", "ov", "ova", "ja", "я", "а", "и", "ы", "ов", "ей", "і", "ї",
        "та", "то",
    ];
    lower.chars().nth(3).is_some() && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether the capital adjective of a Slavic sentence stands with a noun in small letters that makes
/// no name: Međunarodnog kongresa, Grčki premijer.
pub(super) fn is_lone_adjective(context: &Context<'_>, place: usize) -> bool {
    if context.family != Family::Slavic {
        return false;
    }
    let (Some(word), Some(next)) = (context.words.get(place), context.words.get(place + 1)) else {
        return false;
    };
    let lower = word.text.to_lowercase();
    let noun = next.shape == Shape::Lower
        && next.gap == Gap::SPACE
        && !next.begins
        && next.text.chars().nth(3).is_some()
        && !context.is_common(next.text)
        && !verb_follows(context, place + 1);
    // Names in -ski stand before verbs; adjectives of places and those in other cases do not.
    word.shape == Shape::Capital
        && noun
        && is_adjective(&lower)
        && (!context.is_known(&lower) || lists::is_place(&lower))
        && !is_verb(next.text)
}

/// Whether a Slavic word ends like a verb in the present or the past.
fn is_verb(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ao", "io", "la", "lo", "li", "l", "je", "ju", "ti", "ť", "ł", "ла", "ло", "ли", "л", "ет",
        "ит", "ют", "ят", "же", "јe",
    ];
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether an adjective with its noun begins a sentence as a name: Evropska komisija.
pub(super) fn begins_noun(context: &Context<'_>, place: usize) -> bool {
    let Some(word) = context.words.get(place) else { return false };
    let lower = word.text.to_lowercase();
    !context.is_common(&lower)
        && is_adjective(&lower)
        && heads(context, place, place, context.words.len(), word.end()).is_some()
}
