//! Points taken from the articles, one a theme.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::build::Member;
use super::options::StoryOptions;
use super::reading::{Reading, Sentence, Thing, ThingId};
use super::tally::Tally;
use crate::article::ArticleId;
use crate::language::LanguageTag;

/// Points below which the language that has the next most voices is asked as well.
const FEW_POINTS: usize = 2;
/// Part of a sentence's weight that must be new for a point of its own.
const NEW: f64 = 0.4;
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
const LEAST_SIGNS: usize = 2;
const ENOUGH_SIGNS: usize = 3;
/// How much more rare things count than those that all articles have, for a sign and for a stem.
const SIGN_RARITY: f64 = 0.5;
const STEM_RARITY: f64 = 1.0;
/// Sentences of which the support is counted, for each point.
const CANDIDATES: usize = 24;
/// What each sentence further into a text counts less.
const DEPTH: f64 = 0.15;
/// Things by which short sentences are counted longer: their mean would be that of a name or two.
const PADDING: f64 = 12.0;

/// A sentence and who carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SummaryPoint {
    /// The sentence, as it stands in the first of the articles.
    pub text: String,
    /// Its language.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// The articles that carry it, copies left out: first the one it is taken from, then by arrival.
    pub articles: Vec<ArticleId>,
    /// Independent voices among them.
    pub voices: usize,
    /// Independent voices whose texts were read: of a story of more than 600 articles that are no
    /// copies, only so many are.
    pub voices_of: usize,
    /// These voices by side; those of no side are left out.
    pub sides: BTreeMap<String, usize>,
    /// The same point in other languages, one sentence each, by language.
    pub elsewhere: Vec<PointElsewhere>,
}

/// A point as another language tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PointElsewhere {
    /// The sentence.
    pub text: String,
    /// Its language.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// The article it stands in.
    pub article: ArticleId,
}

/// A sentence, where it stands, and how near it is to a point.
struct Carrier<'r, 'm, 'a> {
    member: &'m Member<'a>,
    sentence: &'r Sentence<'a>,
    similarity: f64,
    /// Whether the sentence can be shown for it.
    shown: bool,
}

/// Chooses the points of a story.
///
/// SumBasic (Nenkova and Vanderwende, *The Impact of Frequency on Summarization*, 2005): the
/// sentence whose words and names are told by most voices comes first; what it told then counts by
/// its square, so that the next one tells something else. Sentences early in a text count more, and
/// of the best, those that more voices carry.
/// A point is carried by the articles of its language with a like sentence (cosine of rarity-weighted
/// stems, names, places, numbers), and by those of any language with two in a row that have
/// most of its names, places, numbers and everyday things. It fails where languages share no such
/// sign, or where two themes have the same ones.
///
/// Points come from one language so that they can be read together, and from the next only where
/// there are fewer than two.
///
/// # Complexity
///
/// O(points × 24 × sentences × things of a sentence), sentences at most some ten thousand.
pub(super) fn summary(
    reading: &Reading<'_, '_>,
    languages: &[Option<LanguageTag>],
    options: &StoryOptions,
) -> Vec<SummaryPoint> {
    let measure = Measure::new(reading);
    let mut choice = Choice {
        reading,
        measure: &measure,
        told: told_by(reading),
        covered: BTreeSet::new(),
        chosen: Vec::new(),
        support: FxHashMap::default(),
    };
    // A sentence without a name, a place or a number tells little by itself.
    let passes =
        [true, false].into_iter().flat_map(|firm| languages.iter().map(move |l| (firm, l)));
    for (firm, language) in passes {
        if choice.chosen.len() >= FEW_POINTS || !firm && !choice.chosen.is_empty() {
            break;
        }
        while choice.chosen.len() < options.points && choice.choose(*language, firm) {}
    }
    let points = choice.chosen.into_iter();
    points.map(|(member, sentence)| point(reading, &measure, member, sentence)).collect()
}

/// Everyone who carries a point, the best sentence of each article.
fn carriers<'r, 'm, 'a>(
    reading: &'r Reading<'m, 'a>,
    measure: &Measure<'_>,
    member: &Member<'_>,
    point: &Sentence<'_>,
) -> Vec<Carrier<'r, 'm, 'a>> {
    let mut found = Vec::new();
    for read in &reading.articles {
        let same = read.member.material.language == member.material.language;
        let mut best: Option<Carrier<'_, '_, '_>> = None;
        for (at, sentence) in read.sentences.iter().enumerate() {
            // What one language says in a sentence another says in two.
            let pair = || read.sentences.get(at..).unwrap_or_default().iter().take(2);
            let together = || measure.similarity(point, &joined(pair()), false);
            let alone = measure.similarity(point, &sentence.things, same);
            let Some(similarity) = alone.or_else(together) else { continue };
            let shown = sentence.stands && measure.part(point, sentence) >= SHOWN_SIGNS;
            let rank = |carrier: &Carrier<'_, '_, '_>| (carrier.shown, carrier.similarity);
            let carrier = Carrier { member: read.member, sentence, similarity, shown };
            if best.as_ref().is_none_or(|held| rank(&carrier) > rank(held)) {
                best = Some(carrier);
            }
        }
        found.extend(best);
    }
    found
}

fn point(
    reading: &Reading<'_, '_>,
    measure: &Measure<'_>,
    member: &Member<'_>,
    sentence: &Sentence<'_>,
) -> SummaryPoint {
    let carriers = carriers(reading, measure, member, sentence);
    let language = member.material.language;
    let everyone: BTreeSet<&str> =
        reading.articles.iter().map(|read| read.member.voice.as_str()).collect();
    let mut tally = Tally::default();
    tally.add(member);
    let mut articles = vec![member.id()];
    let mut elsewhere: BTreeMap<Option<LanguageTag>, &Carrier<'_, '_, '_>> = BTreeMap::new();
    for carrier in carriers.iter().filter(|carrier| carrier.member.key != member.key) {
        tally.add(carrier.member);
        articles.push(carrier.member.id());
        let own = carrier.member.material.language;
        if own != language && carrier.shown {
            let held = elsewhere.entry(own).or_insert(carrier);
            if carrier.similarity > held.similarity {
                *held = carrier;
            }
        }
    }
    SummaryPoint {
        text: sentence.text.to_owned(),
        language,
        articles,
        voices: tally.voices(),
        voices_of: everyone.len(),
        sides: tally.sides(),
        elsewhere: elsewhere
            .into_iter()
            .map(|(language, carrier)| PointElsewhere {
                text: carrier.sentence.text.to_owned(),
                language,
                article: carrier.member.id(),
            })
            .collect(),
    }
}

/// Points as they are chosen.
struct Choice<'r, 'm, 'a> {
    reading: &'r Reading<'m, 'a>,
    measure: &'r Measure<'r>,
    /// The part of the voices that tell each thing, squared for each point that told it.
    told: Vec<f64>,
    covered: BTreeSet<ThingId>,
    chosen: Vec<(&'m Member<'a>, &'r Sentence<'a>)>,
    /// Voices that carry a sentence, by its article and number.
    support: FxHashMap<(u32, usize), usize>,
}

impl Choice<'_, '_, '_> {
    /// Chooses the sentence of a language that tells most of what voices tell and has not been told;
    /// whether there was one.
    fn choose(&mut self, language: Option<LanguageTag>, firm: bool) -> bool {
        let mut candidates = Vec::new();
        let reading = self.reading;
        let own = reading.articles.iter().filter(|r| r.member.material.language == language);
        for read in own {
            for (number, sentence) in read.sentences.iter().enumerate() {
                if let Some(score) = self.score(sentence, firm) {
                    candidates.push((score, read.member, number, sentence));
                }
            }
        }
        // Articles come by arrival, so ties go to the first.
        candidates.sort_by(|one, two| two.0.total_cmp(&one.0));
        candidates.truncate(CANDIDATES);
        for (score, member, number, sentence) in &mut candidates {
            let (measure, key) = (self.measure, (member.key, *number));
            let count = || {
                let all = carriers(reading, measure, member, sentence);
                all.iter().map(|carrier| &carrier.member.voice).collect::<BTreeSet<_>>().len()
            };
            let support = *self.support.entry(key).or_insert_with(count);
            *score *= 1.0 + (support.max(1) as f64).ln();
        }
        candidates.sort_by(|one, two| two.0.total_cmp(&one.0));
        let Some((_, member, _, sentence)) = candidates.first() else { return false };
        for thing in &sentence.things {
            if let Some(share) = self.told.get_mut(*thing) {
                *share *= *share;
            }
            self.covered.insert(*thing);
        }
        self.chosen.push((member, sentence));
        true
    }

    /// What a sentence tells by SumBasic; `None` if it cannot be a point, or was told.
    fn score(&self, sentence: &Sentence<'_>, firm: bool) -> Option<f64> {
        let measure = self.measure;
        let tells = !firm || sentence.things.iter().any(|thing| measure.is_firm(thing));
        let told = self.chosen.iter().any(|(_, point)| {
            point.text == sentence.text
                || measure.cosine(point, &sentence.things) >= REPEATS
                || measure.similarity(point, &sentence.things, false).is_some()
        });
        let fresh = sentence.things.iter().filter(|thing| !self.covered.contains(thing));
        let new = measure.sum(fresh) >= NEW * measure.sum(&sentence.things);
        let shares: f64 = sentence.things.iter().filter_map(|thing| self.told.get(*thing)).sum();
        let mean = shares / (sentence.things.len() as f64 + PADDING);
        let score = mean / (1.0 + DEPTH * sentence.place as f64);
        (sentence.stands && tells && !told && new && score > 0.0).then_some(score)
    }
}

/// The things of several sentences.
fn joined<'r>(sentences: impl Iterator<Item = &'r Sentence<'r>>) -> Vec<ThingId> {
    let all: BTreeSet<ThingId> = sentences.flat_map(|sentence| &sentence.things).copied().collect();
    all.into_iter().collect()
}

/// How much it says that two sentences share a thing.
struct Measure<'r> {
    things: &'r [Thing],
    weights: Vec<f64>,
    /// What at most half of the articles have.
    rare: Vec<bool>,
}

impl<'r> Measure<'r> {
    /// What few articles have says more. Everyday things say less than names, places and numbers,
    /// since the words for them have several meanings.
    fn new(reading: &'r Reading<'_, '_>) -> Self {
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
        let weight = |(count, thing): (&usize, &Thing)| {
            let all = reading.articles.len();
            let (total, rarity, factor) = match thing {
                Thing::Term(language, _) => {
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
        let rare = articles.iter().map(|count| count * 2 <= reading.articles.len()).collect();
        Self { things: &reading.things, weights, rare }
    }

    fn sum<'t>(&self, things: impl IntoIterator<Item = &'t ThingId>) -> f64 {
        things.into_iter().filter_map(|thing| self.weights.get(*thing)).sum()
    }

    /// How near things told are to a point, 0 to 1; `None` if they do not carry it.
    fn similarity(
        &self,
        point: &Sentence<'_>,
        told: &[ThingId],
        same_language: bool,
    ) -> Option<f64> {
        let cosine = if same_language { self.cosine(point, told) } else { 0.0 };
        if cosine >= SAME_LANGUAGE {
            return Some(cosine);
        }
        let signs = || point.things.iter().filter(|thing| self.is_sign(thing));
        let shared = || signs().filter(|thing| told.binary_search(thing).is_ok());
        let part = self.sum(shared()) / self.sum(signs()).max(f64::MIN_POSITIVE);
        let firm = || shared().filter(|thing| self.is_firm(thing));
        let telling = firm().any(|thing| self.rare.get(*thing).copied().unwrap_or_default());
        let least = if telling { LEAST_SIGNS } else { ENOUGH_SIGNS };
        (part >= SAME_SIGNS && firm().count() >= least).then_some(part)
    }

    /// The part of a point's signs, by weight, that a sentence has.
    fn part(&self, point: &Sentence<'_>, sentence: &Sentence<'_>) -> f64 {
        let signs = || point.things.iter().filter(|thing| self.is_sign(thing));
        let shared = signs().filter(|thing| sentence.things.binary_search(thing).is_ok());
        self.sum(shared) / self.sum(signs()).max(f64::MIN_POSITIVE)
    }

    fn cosine(&self, point: &Sentence<'_>, told: &[ThingId]) -> f64 {
        let shared = point.things.iter().filter(|thing| told.binary_search(thing).is_ok());
        let product = self.sum(&point.things) * self.sum(told);
        self.sum(shared) / product.sqrt().max(f64::MIN_POSITIVE)
    }

    fn is_sign(&self, thing: &ThingId) -> bool {
        self.things.get(*thing).is_some_and(Thing::is_sign)
    }

    /// A name, place or number.
    fn is_firm(&self, thing: &ThingId) -> bool {
        self.is_sign(thing) && !matches!(self.things.get(*thing), Some(Thing::Concept(_)))
    }
}

/// The part of the voices that tell each thing: of those of its language for a stem, of all for a
/// sign. Two more voices that tell nothing keep one voice from being all.
fn told_by(reading: &Reading<'_, '_>) -> Vec<f64> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    let mut speakers: BTreeMap<Option<LanguageTag>, BTreeSet<&str>> = BTreeMap::new();
    let mut tellers: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); reading.things.len()];
    for read in &reading.articles {
        all.insert(&read.member.voice);
        speakers.entry(read.member.material.language).or_default().insert(&read.member.voice);
        for thing in &read.things {
            if let Some(tellers) = tellers.get_mut(*thing) {
                tellers.insert(&read.member.voice);
            }
        }
    }
    let total = |thing: &Thing| match thing {
        Thing::Term(language, _) => speakers.get(language).map_or(0, BTreeSet::len),
        _ => all.len(),
    };
    let shares = tellers.iter().zip(&reading.things);
    shares.map(|(tellers, thing)| tellers.len() as f64 / (total(thing) + 2) as f64).collect()
}
