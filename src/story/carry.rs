//! Who carries a point: the sentences that share enough of its things.

use std::collections::BTreeMap;

use super::build::Member;
use super::reading::{Read, Reading, Sentence, Thing, ThingId};
use crate::language::LanguageTag;

/// Cosine from which a sentence of the same language carries a point.
const SAME_LANGUAGE: f64 = 0.4;
/// Part of a point's signs, by weight, that a sentence must have to carry it in other words.
const SAME_SIGNS: f64 = 0.6;
/// Part of them that a sentence shown for another language must have by itself.
const SHOWN_SIGNS: f64 = 0.5;
/// Cosine from which a sentence tells what a point told already.
const REPEATS: f64 = 0.25;
/// Names, places and numbers that it must have, one of which no more than half of the articles have;
/// or else so many.
const LEAST_SIGNS: u32 = 2;
const ENOUGH_SIGNS: u32 = 3;
/// How much more rare things count than those that all articles have, for a sign and for a stem.
const SIGN_RARITY: f64 = 0.5;
const STEM_RARITY: f64 = 1.0;
/// Sums in another order differ in their last digits.
const ROUNDING: f64 = 1.0 - 1e-9;

/// A sentence, where it stands, and how near it is to a point.
pub(super) struct Carrier<'r, 'm, 'a> {
    pub(super) member: &'m Member<'a>,
    pub(super) sentence: &'r Sentence<'a>,
    pub(super) similarity: f64,
    /// Whether the sentence can be shown for it.
    pub(super) shown: bool,
}

/// A sentence of a story.
pub(super) struct Spot<'r, 'm, 'a> {
    pub(super) read: &'r Read<'m, 'a>,
    pub(super) sentence: &'r Sentence<'a>,
    /// Whether it has a name, a place or a number.
    pub(super) firm: bool,
    /// The weights of its things, added up, and of the signs among them.
    pub(super) total: f64,
    signs: f64,
    /// The number of its article, and of the voice.
    article: u32,
    voice: u32,
}

/// How much it says that two sentences share a thing, and which sentences have it.
///
/// What few articles have says more. Everyday things say less than names, places and numbers, since
/// the words for them have several meanings.
pub(super) struct Carrying<'r, 'm, 'a> {
    reading: &'r Reading<'m, 'a>,
    weights: Vec<f64>,
    /// What at most half of the articles have.
    rare: Vec<bool>,
    /// The sentences of all articles, in order.
    pub(super) spots: Vec<Spot<'r, 'm, 'a>>,
    /// Where the sentences with each thing begin, and one more.
    starts: Vec<usize>,
    /// The numbers of these sentences, in order.
    having: Vec<u32>,
    /// Voices of all articles.
    pub(super) voices: usize,
}

/// What a sentence shares with a point.
#[derive(Clone, Copy, Default)]
struct Shared {
    met: bool,
    /// One of the firm signs is rare.
    telling: bool,
    /// Names, places and numbers.
    firm: u32,
    /// The weights of all things, added up in order, and of the signs.
    all: f64,
    signs: f64,
}

/// Room for what each sentence shares with a point.
pub(super) struct Tallies {
    shared: Vec<Shared>,
    /// The sentences that share anything.
    met: Vec<usize>,
}

impl Tallies {
    pub(super) fn new(sentences: usize) -> Self {
        Self { shared: vec![Shared::default(); sentences], met: Vec::new() }
    }

    fn of(&self, spot: usize) -> Shared {
        self.shared.get(spot).copied().unwrap_or_default()
    }

    fn clear(&mut self) {
        for spot in self.met.drain(..) {
            if let Some(shared) = self.shared.get_mut(spot) {
                *shared = Shared::default();
            }
        }
    }
}

impl<'r, 'm, 'a> Carrying<'r, 'm, 'a> {
    /// O(things of all articles).
    pub(super) fn new(reading: &'r Reading<'m, 'a>) -> Self {
        let (weights, rare) = weigh(reading);
        let names = voices(reading);
        let mut carrying = Self {
            reading,
            weights,
            rare,
            spots: Vec::new(),
            starts: Vec::new(),
            having: Vec::new(),
            voices: names.len(),
        };
        for (article, read) in reading.articles.iter().enumerate() {
            let voice = names.binary_search(&read.member.voice.as_str()).unwrap_or_default();
            for sentence in &read.sentences {
                let things = || sentence.things.iter();
                carrying.spots.push(Spot {
                    read,
                    sentence,
                    firm: things().any(|thing| carrying.is_firm(*thing)),
                    total: carrying.sum(things()),
                    signs: carrying.sum(things().filter(|thing| carrying.is_sign(**thing))),
                    article: article as u32,
                    voice: voice as u32,
                });
            }
        }
        carrying.list();
        carrying
    }

    /// Lists the sentences with each thing.
    fn list(&mut self) {
        let mut starts = vec![0; self.reading.things.len() + 1];
        let all = || self.spots.iter().flat_map(|spot| &spot.sentence.things);
        for thing in all() {
            if let Some(count) = starts.get_mut(thing + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut having = vec![0; sum];
        for (number, spot) in self.spots.iter().enumerate() {
            for thing in &spot.sentence.things {
                let Some(place) = next.get_mut(*thing) else { continue };
                if let Some(slot) = having.get_mut(*place) {
                    *slot = number as u32;
                }
                *place += 1;
            }
        }
        (self.starts, self.having) = (starts, having);
    }

    /// The weights of things, added up.
    pub(super) fn sum<'t>(&self, things: impl IntoIterator<Item = &'t ThingId>) -> f64 {
        things.into_iter().filter_map(|thing| self.weights.get(*thing)).sum()
    }

    fn is_sign(&self, thing: ThingId) -> bool {
        self.reading.things.get(thing).is_some_and(Thing::is_sign)
    }

    /// A name, place or number.
    fn is_firm(&self, thing: ThingId) -> bool {
        self.is_sign(thing) && !matches!(self.reading.things.get(thing), Some(Thing::Concept(_)))
    }

    fn is_rare(&self, thing: ThingId) -> bool {
        self.rare.get(thing).copied().unwrap_or_default()
    }

    /// Adds up what each sentence shares with a point.
    fn count(&self, point: &Spot<'_, '_, '_>, tallies: &mut Tallies) {
        tallies.clear();
        for thing in point.sentence.things.iter().copied() {
            let weight = self.weights.get(thing).copied().unwrap_or_default();
            let (sign, firm) = (self.is_sign(thing), self.is_firm(thing));
            let telling = firm && self.is_rare(thing);
            let bounds = (self.starts.get(thing).copied(), self.starts.get(thing + 1).copied());
            let (Some(start), Some(end)) = bounds else { continue };
            for spot in self.having.get(start..end).unwrap_or_default() {
                let spot = *spot as usize;
                let Some(shared) = tallies.shared.get_mut(spot) else { continue };
                if !shared.met {
                    tallies.met.push(spot);
                }
                shared.met = true;
                shared.all += weight;
                if sign {
                    shared.signs += weight;
                }
                shared.firm += u32::from(firm);
                shared.telling |= telling;
            }
        }
    }

    /// Tells of each sentence that shares anything with a point, and whether it tells no more.
    pub(super) fn meet(
        &self,
        point: usize,
        tallies: &mut Tallies,
        mut call: impl FnMut(usize, bool),
    ) {
        let Some(point) = self.spots.get(point) else { return };
        self.count(point, tallies);
        for number in &tallies.met {
            let Some(spot) = self.spots.get(*number) else { continue };
            let shared = tallies.of(*number);
            let repeats =
                cosine(point, spot, shared) >= REPEATS || by_signs(point, shared).is_some();
            call(*number, repeats);
        }
    }

    /// Voices that carry a point.
    pub(super) fn support(&self, point: usize, tallies: &mut Tallies) -> usize {
        let mut voices = vec![false; self.voices];
        self.each_carrying(point, tallies, |_, spot, _, _| {
            if let Some(voice) = voices.get_mut(spot.voice as usize) {
                *voice = true;
            }
        });
        voices.into_iter().filter(|voice| *voice).count()
    }

    /// Everyone who carries a point, the best sentence of each article.
    pub(super) fn carriers(&self, point: usize, tallies: &mut Tallies) -> Vec<Carrier<'r, 'm, 'a>> {
        let mut found: Vec<(u32, Carrier<'_, '_, '_>)> = Vec::new();
        self.each_carrying(point, tallies, |point, spot, shared, similarity| {
            let part = shared.signs / point.signs.max(f64::MIN_POSITIVE);
            let shown = spot.sentence.stands && part >= SHOWN_SIGNS;
            let carrier =
                Carrier { member: spot.read.member, sentence: spot.sentence, similarity, shown };
            let rank = |carrier: &Carrier<'_, '_, '_>| (carrier.shown, carrier.similarity);
            match found.last_mut().filter(|(article, _)| *article == spot.article) {
                Some((_, held)) if rank(&carrier) > rank(held) => *held = carrier,
                Some(_) => {}
                None => found.push((spot.article, carrier)),
            }
        });
        found.into_iter().map(|(_, carrier)| carrier).collect()
    }

    /// Calls for each sentence that carries a point, in order: with the point, the sentence, what it
    /// shares with the point by itself and its similarity, 0 to 1.
    fn each_carrying<'s>(
        &'s self,
        point: usize,
        tallies: &mut Tallies,
        mut call: impl FnMut(&'s Spot<'r, 'm, 'a>, &'s Spot<'r, 'm, 'a>, Shared, f64),
    ) {
        let Some(point) = self.spots.get(point) else { return };
        self.count(point, tallies);
        tallies.met.sort_unstable();
        let language = point.read.member.material.language;
        let mut next = 0;
        for met in &tallies.met {
            // A sentence that shares nothing may do so with the one after it.
            for number in met.saturating_sub(1).max(next)..=*met {
                next = number + 1;
                let Some(spot) = self.spots.get(number) else { continue };
                let shared = tallies.of(number);
                let same = spot.read.member.material.language == language;
                let alone = Some(cosine(point, spot, shared))
                    .filter(|cosine| same && *cosine >= SAME_LANGUAGE)
                    .or_else(|| by_signs(point, shared));
                // What one language says in a sentence another says in two.
                let after = || self.spots.get(next).filter(|after| after.article == spot.article);
                let similarity = alone.or_else(|| {
                    let after = after()?;
                    self.together(point, [spot, after], [shared, tallies.of(next)])
                });
                if let Some(similarity) = similarity {
                    call(point, spot, shared, similarity);
                }
            }
        }
    }

    /// How near two sentences are to a point together; `None` if they do not carry it.
    fn together(
        &self,
        point: &Spot<'_, '_, '_>,
        spots: [&Spot<'_, '_, '_>; 2],
        shared: [Shared; 2],
    ) -> Option<f64> {
        let [one, other] = shared;
        let enough = (one.signs + other.signs) >= SAME_SIGNS * ROUNDING * point.signs
            && one.firm + other.firm >= LEAST_SIGNS;
        if !enough {
            return None;
        }
        let has =
            |spot: &Spot<'_, '_, '_>, thing| spot.sentence.things.binary_search(thing).is_ok();
        let mut both = Shared::default();
        let things = point.sentence.things.iter().filter(|thing| self.is_sign(**thing));
        for thing in things.filter(|thing| spots.iter().any(|spot| has(spot, thing))) {
            both.signs += self.weights.get(*thing).copied().unwrap_or_default();
            let firm = self.is_firm(*thing);
            both.firm += u32::from(firm);
            both.telling |= firm && self.is_rare(*thing);
        }
        by_signs(point, both)
    }

    /// The part of the voices that tell each thing: of those of its language for a stem, of all for
    /// a sign. Two more voices that tell nothing keep one voice from being all.
    pub(super) fn told_by(&self) -> Vec<f64> {
        let mut articles: Vec<&Read<'_, '_>> = self.reading.articles.iter().collect();
        articles.sort_by_key(|read| &read.member.voice);
        let mut speakers: BTreeMap<Option<LanguageTag>, Vec<&str>> = BTreeMap::new();
        // The last voice that told each thing, by its number from 1, and how many did.
        let mut tellers = vec![(0_usize, 0_usize); self.reading.things.len()];
        let (mut voice, mut name) = (0, None);
        for read in articles {
            let own = read.member.voice.as_str();
            if name != Some(own) {
                (voice, name) = (voice + 1, Some(own));
            }
            let of_language = speakers.entry(read.member.material.language).or_default();
            if of_language.last() != Some(&own) {
                of_language.push(own);
            }
            for thing in &read.things {
                match tellers.get_mut(*thing) {
                    Some((last, count)) if *last != voice => (*last, *count) = (voice, *count + 1),
                    _ => {}
                }
            }
        }
        let total = |thing: &Thing| match thing {
            Thing::Term(language) => speakers.get(language).map_or(0, Vec::len),
            _ => voice,
        };
        let shares = tellers.iter().zip(&self.reading.things);
        shares.map(|((_, count), thing)| *count as f64 / (total(thing) + 2) as f64).collect()
    }
}

/// How near a sentence is to a point by all that they share.
fn cosine(point: &Spot<'_, '_, '_>, spot: &Spot<'_, '_, '_>, shared: Shared) -> f64 {
    shared.all / (point.total * spot.total).sqrt().max(f64::MIN_POSITIVE)
}

/// The part of a point's signs that are shared; `None` if they do not carry it.
fn by_signs(point: &Spot<'_, '_, '_>, shared: Shared) -> Option<f64> {
    let part = shared.signs / point.signs.max(f64::MIN_POSITIVE);
    let least = if shared.telling { LEAST_SIGNS } else { ENOUGH_SIGNS };
    (part >= SAME_SIGNS && shared.firm >= least).then_some(part)
}

/// The voices, in order.
fn voices<'r>(reading: &'r Reading<'_, '_>) -> Vec<&'r str> {
    let mut names: Vec<&str> =
        reading.articles.iter().map(|read| read.member.voice.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What it says to share each thing, and whether at most half of the articles have it.
fn weigh(reading: &Reading<'_, '_>) -> (Vec<f64>, Vec<bool>) {
    let mut articles = vec![0usize; reading.things.len()];
    let mut speakers: BTreeMap<Option<LanguageTag>, usize> = BTreeMap::new();
    for read in &reading.articles {
        *speakers.entry(read.member.material.language).or_default() += 1;
        for thing in &read.things {
            if let Some(count) = articles.get_mut(*thing) {
                *count += 1;
            }
        }
    }
    let all = reading.articles.len();
    let weight = |(count, thing): (&usize, &Thing)| {
        let (total, rarity, factor) = match thing {
            Thing::Term(language) => {
                (speakers.get(language).copied().unwrap_or(0), STEM_RARITY, 1.0)
            }
            Thing::Concept(_) => (all, SIGN_RARITY, 0.15),
            Thing::Number(_) => (all, SIGN_RARITY, 1.5),
            _ => (all, SIGN_RARITY, 1.0),
        };
        let rare = ((total + 1) as f64 / (*count).max(1) as f64).ln().max(0.0);
        factor * (1.0 + rarity * rare)
    };
    let weights = articles.iter().zip(&reading.things).map(weight).collect();
    let rare = articles.iter().map(|count| count * 2 <= all).collect();
    (weights, rare)
}
