//! Points taken from the articles, one a theme.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::carry::{Carrier, Carrying, Spot, Tallies};
use super::options::StoryOptions;
use super::reading::{Reading, ThingId};
use super::tally::Tally;
use crate::article::ArticleId;
use crate::language::LanguageTag;

/// Points below which the language that has the next most voices is asked as well.
const FEW_POINTS: usize = 2;
/// Part of a sentence's weight that must be new for a point of its own.
const NEW: f64 = 0.4;
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
/// O(things of all sentences), and for each of 24 candidates a point, O(sentences that share each of
/// its things); sentences at most some ten thousand.
pub(super) fn summary(
    reading: &Reading<'_, '_>,
    languages: &[Option<LanguageTag>],
    options: &StoryOptions,
) -> Vec<SummaryPoint> {
    let mut choice = Choice::new(reading);
    // A sentence without a name, a place or a number tells little by itself.
    let passes =
        [true, false].into_iter().flat_map(|firm| languages.iter().map(move |l| (firm, l)));
    for (firm, language) in passes {
        if choice.chosen.len() >= FEW_POINTS || !firm && !choice.chosen.is_empty() {
            break;
        }
        while choice.chosen.len() < options.points && choice.choose(*language, firm) {}
    }
    let Choice { carrying, mut tallies, chosen, .. } = choice;
    chosen.into_iter().filter_map(|spot| point(&carrying, spot, &mut tallies)).collect()
}

fn point(
    carrying: &Carrying<'_, '_, '_>,
    spot: usize,
    tallies: &mut Tallies,
) -> Option<SummaryPoint> {
    let Spot { read, sentence, .. } = carrying.spots.get(spot)?;
    let member = read.member;
    let carriers = carrying.carriers(spot, tallies);
    let language = member.material.language;
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
    Some(SummaryPoint {
        text: sentence.text.to_owned(),
        language,
        articles,
        voices: tally.voices(),
        voices_of: carrying.voices,
        sides: tally.sides(),
        elsewhere: elsewhere
            .into_iter()
            .map(|(language, carrier)| PointElsewhere {
                text: carrier.sentence.text.to_owned(),
                language,
                article: carrier.member.id(),
            })
            .collect(),
    })
}

/// Points as they are chosen.
struct Choice<'r, 'm, 'a> {
    carrying: Carrying<'r, 'm, 'a>,
    /// The part of the voices that tell each thing, squared for each point that told it.
    told: Vec<f64>,
    /// Whether a point told it.
    covered: Vec<bool>,
    /// Sentences by number, those of all articles.
    chosen: Vec<usize>,
    candidates: Vec<Candidate>,
    tallies: Tallies,
}

/// What is known of a sentence that may become a point.
#[derive(Clone, Default)]
struct Candidate {
    /// Whether a point told what it tells.
    told: bool,
    /// What it tells by SumBasic, once counted, until a point takes of it.
    score: Option<f64>,
    /// Voices that carry it, once counted.
    support: Option<usize>,
}

impl<'r, 'm, 'a> Choice<'r, 'm, 'a> {
    fn new(reading: &'r Reading<'m, 'a>) -> Self {
        let carrying = Carrying::new(reading);
        Self {
            told: carrying.told_by(),
            covered: vec![false; reading.things.len()],
            chosen: Vec::new(),
            candidates: vec![Candidate::default(); carrying.spots.len()],
            tallies: Tallies::new(carrying.spots.len()),
            carrying,
        }
    }

    /// Chooses the sentence of a language that tells most of what voices tell and has not been told;
    /// whether there was one.
    fn choose(&mut self, language: Option<LanguageTag>, firm: bool) -> bool {
        let mut best = Vec::new();
        let spots = self.carrying.spots.iter().zip(&mut self.candidates);
        for (number, (spot, candidate)) in spots.enumerate() {
            let own = spot.read.member.material.language == language;
            if !own || !spot.sentence.stands || candidate.told || firm && !spot.firm {
                continue;
            }
            let score = || score(&self.carrying, spot, &self.told, &self.covered);
            let score = *candidate.score.get_or_insert_with(score);
            if score > 0.0 {
                best.push((score, number));
            }
        }
        // Articles come by arrival, so ties go to the first.
        let order = |one: &(f64, usize), two: &(f64, usize)| {
            two.0.total_cmp(&one.0).then(one.1.cmp(&two.1))
        };
        if best.len() > CANDIDATES {
            best.select_nth_unstable_by(CANDIDATES, order);
            best.truncate(CANDIDATES);
        }
        best.sort_unstable_by(order);
        for (score, number) in &mut best {
            let Some(candidate) = self.candidates.get_mut(*number) else { continue };
            let count = || self.carrying.support(*number, &mut self.tallies);
            let support = *candidate.support.get_or_insert_with(count);
            *score *= 1.0 + (support.max(1) as f64).ln();
        }
        best.sort_by(|one, two| two.0.total_cmp(&one.0));
        let Some((_, number)) = best.first() else { return false };
        self.take(*number);
        true
    }

    /// Takes a sentence as a point.
    fn take(&mut self, number: usize) {
        let Some(spot) = self.carrying.spots.get(number) else { return };
        for thing in &spot.sentence.things {
            if let Some(share) = self.told.get_mut(*thing) {
                *share *= *share;
            }
            if let Some(covered) = self.covered.get_mut(*thing) {
                *covered = true;
            }
        }
        for (other, candidate) in self.carrying.spots.iter().zip(&mut self.candidates) {
            candidate.told |= other.sentence.text == spot.sentence.text;
        }
        let candidates = &mut self.candidates;
        self.carrying.meet(number, &mut self.tallies, |other, repeats| {
            if let Some(candidate) = candidates.get_mut(other) {
                candidate.told |= repeats;
                candidate.score = None;
            }
        });
        self.chosen.push(number);
    }
}

/// What a sentence tells by SumBasic; 0 if most of it was told.
fn score(
    carrying: &Carrying<'_, '_, '_>,
    spot: &Spot<'_, '_, '_>,
    told: &[f64],
    covered: &[bool],
) -> f64 {
    let things = &spot.sentence.things;
    let is_covered = |thing: &ThingId| covered.get(*thing).copied().unwrap_or_default();
    let new = carrying.sum(things.iter().filter(|thing| !is_covered(thing)));
    if new < NEW * spot.total {
        return 0.0;
    }
    let shares: f64 = things.iter().filter_map(|thing| told.get(*thing)).sum();
    let mean = shares / (things.len() as f64 + PADDING);
    mean / (1.0 + DEPTH * spot.sentence.place as f64)
}
