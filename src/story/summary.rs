//! Points taken from the articles, one a theme.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::build::Member;
use super::options::StoryOptions;
use super::reading::{Reading, Sentence, Thing, ThingId};
use super::tally::Tally;
use crate::article::ArticleId;
use crate::language::LanguageTag;

/// Points below which the language that has the next most voices is asked as well.
const FEW_POINTS: usize = 3;
/// Part of a sentence's weight that must be new for a point of its own.
const NEW: f64 = 0.4;
/// Similarity from which a sentence of the same language carries a point.
const SAME_LANGUAGE: f64 = 0.4;
/// Part of a point's signs, by weight, that a sentence of another language must have.
const ACROSS: f64 = 0.6;
/// Signs that two sentences of different languages must share.
const LEAST_SIGNS: usize = 2;
/// What each sentence further into a text counts less.
const DEPTH: f64 = 0.15;
/// Things by which short sentences are counted longer: their mean would be that of a name or two.
const PADDING: f64 = 8.0;

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
}

/// Chooses the points of a story.
///
/// SumBasic (Nenkova and Vanderwende, *The Impact of Frequency on Summarization*, 2005): the
/// sentence whose words and names are told by most voices comes first; what it told then counts by
/// its square, so that the next one tells something else. Sentences early in a text count more.
/// A point is carried by the articles of its language with a like sentence (cosine of rarity-weighted
/// stems, names, places, numbers), and by those of other languages with one that has most of its
/// names, places, numbers and everyday things. It fails where languages share no such sign, or where
/// two themes have the same ones: then an article is counted under the nearer.
///
/// Points come from one language so that they can be read together, and from the next only where
/// there are fewer than three.
///
/// # Complexity
///
/// O(points × sentences × things of a sentence), sentences at most some ten thousand.
pub(super) fn summary(
    reading: &Reading<'_, '_>,
    languages: &[Option<LanguageTag>],
    options: &StoryOptions,
) -> Vec<SummaryPoint> {
    let weights = weights(reading);
    let mut told = told_by(reading);
    let mut covered: BTreeSet<ThingId> = BTreeSet::new();
    let mut chosen: Vec<(&Member<'_>, &Sentence<'_>)> = Vec::new();
    for language in languages {
        if chosen.len() >= FEW_POINTS {
            break;
        }
        while chosen.len() < options.points {
            let best = best_sentence(reading, *language, &told, &weights, &covered, &chosen);
            let Some((member, sentence)) = best else { break };
            for thing in &sentence.things {
                if let Some(share) = told.get_mut(*thing) {
                    *share *= *share;
                }
                covered.insert(*thing);
            }
            chosen.push((member, sentence));
        }
    }
    let mut carriers: Vec<Vec<Carrier<'_, '_, '_>>> = chosen.iter().map(|_| Vec::new()).collect();
    for read in &reading.articles {
        // The best sentence for each point; each sentence carries the point it is nearest to.
        let mut best: BTreeMap<usize, Carrier<'_, '_, '_>> = BTreeMap::new();
        for sentence in &read.sentences {
            let near = |(place, (member, point)): (usize, &(&Member<'_>, &Sentence<'_>))| {
                let same = read.member.material.language == member.material.language;
                let found = similarity(point, sentence, same, &weights, &reading.things)?;
                Some((place, found))
            };
            let nearest = chosen.iter().enumerate().filter_map(near);
            let nearest =
                nearest.max_by(|one, two| one.1.total_cmp(&two.1).then(two.0.cmp(&one.0)));
            let Some((place, similarity)) = nearest else { continue };
            if best.get(&place).is_none_or(|held| similarity > held.similarity) {
                best.insert(place, Carrier { member: read.member, sentence, similarity });
            }
        }
        for (place, carrier) in best {
            if let Some(list) = carriers.get_mut(place) {
                list.push(carrier);
            }
        }
    }
    let points = chosen.into_iter().zip(carriers);
    points.map(|((member, sentence), carriers)| point(member, sentence, &carriers)).collect()
}

fn point(
    member: &Member<'_>,
    sentence: &Sentence<'_>,
    carriers: &[Carrier<'_, '_, '_>],
) -> SummaryPoint {
    let language = member.material.language;
    let mut tally = Tally::default();
    tally.add(member);
    let mut articles = vec![member.id()];
    let mut elsewhere: BTreeMap<Option<LanguageTag>, &Carrier<'_, '_, '_>> = BTreeMap::new();
    for carrier in carriers.iter().filter(|carrier| carrier.member.key != member.key) {
        tally.add(carrier.member);
        articles.push(carrier.member.id());
        let own = carrier.member.material.language;
        if own != language {
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

/// The sentence of a language that tells most of what voices tell and has not been told.
fn best_sentence<'r, 'm, 'a>(
    reading: &'r Reading<'m, 'a>,
    language: Option<LanguageTag>,
    told: &[f64],
    weights: &[f64],
    covered: &BTreeSet<ThingId>,
    chosen: &[(&'m Member<'a>, &'r Sentence<'a>)],
) -> Option<(&'m Member<'a>, &'r Sentence<'a>)> {
    let mut best: Option<(f64, &Member<'_>, &Sentence<'_>)> = None;
    let own = |read: &&super::reading::Read<'_, '_>| read.member.material.language == language;
    for read in reading.articles.iter().filter(own) {
        for sentence in &read.sentences {
            let weight = |thing: &ThingId| weights.get(*thing).copied().unwrap_or_default();
            let all: f64 = sentence.things.iter().map(weight).sum();
            let fresh = sentence.things.iter().filter(|thing| !covered.contains(thing));
            let taken = chosen.iter().any(|(_, point)| {
                point.text == sentence.text
                    || similarity(point, sentence, true, weights, &reading.things).is_some()
            });
            if taken || fresh.map(weight).sum::<f64>() < NEW * all {
                continue;
            }
            let shares = sentence.things.iter().filter_map(|thing| told.get(*thing));
            let score = shares.sum::<f64>()
                / (sentence.things.len() as f64 + PADDING)
                / (1.0 + DEPTH * sentence.place as f64);
            // Members come by arrival, so ties go to the first.
            if score > 0.0 && best.is_none_or(|(highest, ..)| score > highest) {
                best = Some((score, read.member, sentence));
            }
        }
    }
    best.map(|(_, member, sentence)| (member, sentence))
}

/// How near a sentence is to a point; `None` if it does not carry it.
fn similarity(
    point: &Sentence<'_>,
    sentence: &Sentence<'_>,
    same_language: bool,
    weights: &[f64],
    things: &[Thing],
) -> Option<f64> {
    let is_sign = |thing: &ThingId| things.get(*thing).is_some_and(Thing::is_sign);
    let counts = |thing: &&ThingId| same_language || is_sign(thing);
    let sum = |list: &[ThingId]| -> f64 {
        list.iter().filter(counts).filter_map(|thing| weights.get(*thing)).sum()
    };
    let shared: Vec<ThingId> = point
        .things
        .iter()
        .filter(counts)
        .filter(|thing| sentence.things.binary_search(thing).is_ok())
        .copied()
        .collect();
    let common = sum(&shared);
    let (one, other) = (sum(&point.things), sum(&sentence.things));
    if same_language {
        let cosine = common / (one * other).sqrt().max(f64::MIN_POSITIVE);
        (cosine >= SAME_LANGUAGE).then_some(cosine)
    } else {
        let part = common / one.max(f64::MIN_POSITIVE);
        (part >= ACROSS && shared.len() >= LEAST_SIGNS).then_some(part)
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

/// How much it says that two sentences share a thing: what few articles have says more. Everyday
/// things are half a sign, since the words for them have several meanings.
fn weights(reading: &Reading<'_, '_>) -> Vec<f64> {
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
        let (total, factor) = match thing {
            Thing::Term(language, _) => (speakers.get(language).copied().unwrap_or(0), 1.0),
            Thing::Concept(_) => (reading.articles.len(), 0.5),
            _ => (reading.articles.len(), 1.0),
        };
        factor * (1.0 + ((total + 1) as f64 / (*count).max(1) as f64).ln().max(0.0))
    };
    articles.iter().zip(&reading.things).map(weight).collect()
}
