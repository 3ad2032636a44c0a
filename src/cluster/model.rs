//! The learned weights of the signals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::signals::{NOTHING_SHARED, Signals};
use crate::error::{Result, check_range};

/// The weights that `examples/train_clusters` learns, a name and a value a line.
const LEARNED: &str = include_str!("model.txt");

/// Features of a full article, from which on texts are not short.
const LONG: f32 = 384.0;
/// Features of a headline.
const SHORT: f32 = 80.0;
/// The shortness of a text of five words; of shorter ones as well.
const MOST_SHORT: f32 = 1.25;
/// Hours in which a similarity to a cluster loses all but 1/e of its worth. With 72 clusters of
/// headlines are less tight: BCubed precision .933 against .946, for a point of recall.
const FADE_HOURS: f64 = 36.0;
/// Mean similarity within a language below which two stories that share one tell different events there.
/// Of 13,131 such pairs of stories of seven streams 15 in 1,000 were one story, and the weights alone took
/// 4 for one, 3 of them rightly (`train_clusters --constants`). It fails where one event is told in one
/// language in words that have nothing in common.
const LEAST_LOCAL: f32 = 0.011;
/// What that takes from the log-odds: more than all else adds. Without it articles made by one pattern
/// ("Quake shakes w7 w12 w15", one a minute) become one story that goes on.
const VETO: f32 = 20.0;
/// Probabilities of clusters are held within this and 1 less this.
pub(super) const LEAST_PROBABILITY: f32 = 1e-3;

macro_rules! inputs {
    ($($name:literal $kind:ident,)*) => {
        /// What the model weighs, in order.
        const INPUTS: [(&str, SignalKind); [$($name),*].len()] =
            [$(($name, SignalKind::$kind)),*];
    };
}

// `same` is 1 where both sides share a language, `short` says how short texts are, `dated` whether
// times are known; products of inputs let one model serve all of them.
inputs! {
    "bias" Text,
    "near" Text,
    "nearMean" Text,
    "nearShort" Text,
    "nearMeanShort" Text,
    "nearDated" Text,
    "short" Text,
    "same" Language,
    "local" Language,
    "sameNear" Language,
    "sameShort" Language,
    "localShort" Language,
    "sameNearShort" Language,
    "sameDated" Language,
    "sameNearDated" Language,
    "gap" Time,
    "middle" Time,
    "sameMiddle" Time,
    "middleShort" Time,
    "dated" Time,
    "smaller" Size,
    "larger" Size,
    "languages" Size,
    "sameSmaller" Size,
    "smallerShort" Size,
    "smallerDated" Size,
    "largerDated" Size,
    "languagesDated" Size,
    "places" Places,
    "placesDiffer" Places,
    "topics" Topics,
    "topicsDiffer" Topics,
    "numbers" Numbers,
    "numbersDiffer" Numbers,
    "names" Names,
    "namesDiffer" Names,
    "lead" Lead,
    "sameLead" Lead,
    "clusters" Clusters,
    "clustersShort" Clusters,
    "clustersDated" Clusters,
}

/// Inputs that say what clusters say: the last.
pub(super) const OF_CLUSTERS: usize = 3;

/// Weights of a logistic model of [`Signals`], by the names of its inputs: what a step of one in
/// [`Signals::inputs`] adds to the log-odds.
///
/// # Examples
///
/// ```
/// use samestory::cluster::{SignalKind, StoryModel};
///
/// let weights = StoryModel::default().story.without(SignalKind::Topics);
/// let topics = weights.iter().find(|(name, _)| *name == "topics");
/// assert_eq!(topics, Some(("topics", 0.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "BTreeMap<String, f32>", from = "BTreeMap<String, f32>")]
pub struct SignalWeights(pub(super) [f32; INPUTS.len()]);

impl SignalWeights {
    /// How many there are.
    pub const COUNT: usize = INPUTS.len();

    const ZERO: Self = Self([0.0; INPUTS.len()]);

    /// The weights in order.
    pub fn new(weights: [f32; Self::COUNT]) -> Self {
        Self(weights)
    }

    /// The names of the inputs in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        INPUTS.iter().map(|(name, _)| *name)
    }

    /// The names and the weights, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        Self::names().zip(self.0)
    }

    /// Sets a weight by its name; whether there is one of that name.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        let place = INPUTS.iter().position(|(input, _)| *input == name);
        let weight = place.and_then(|place| self.0.get_mut(place));
        weight.map(|weight| *weight = value).is_some()
    }

    /// The same weights with a kind of signal left out.
    #[must_use]
    pub fn without(&self, kind: SignalKind) -> Self {
        let mut weights = self.clone();
        for (weight, (_, of)) in weights.0.iter_mut().zip(&INPUTS) {
            if *of == kind {
                *weight = 0.0;
            }
        }
        weights
    }

    /// The log-odds that two sides are one story.
    fn log_odds(&self, signals: &Signals) -> f32 {
        signals.inputs().iter().zip(&self.0).map(|(input, weight)| input * weight).sum()
    }
}

impl From<SignalWeights> for BTreeMap<String, f32> {
    fn from(weights: SignalWeights) -> Self {
        weights.iter().map(|(name, weight)| (name.to_owned(), weight)).collect()
    }
}

impl From<BTreeMap<String, f32>> for SignalWeights {
    /// Names that are not known are left out, those that are missing weigh nothing.
    fn from(named: BTreeMap<String, f32>) -> Self {
        let mut weights = Self::ZERO;
        for (name, weight) in named {
            weights.set(&name, weight);
        }
        weights
    }
}

/// What decides whether articles are one story.
///
/// Within a language an article joins the cluster that it is near enough to on average. Whether two
/// clusters are one story, and whether two stories are, say two logistic models of the same signals;
/// the second also hears what the first says of the clusters of both: average link over
/// probabilities and the pooled evidence of whole stories are better together than each alone (BCubed
/// F1 on headlines .665 and .683, .705 together, where all pairs were compared at once). One pair of
/// models serves headlines and full articles, one language and a hundred.
///
/// The weights are learned by logistic regression from pairs of labeled stories as they stand while
/// a stream is clustered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct StoryModel {
    /// Average similarity to a cluster of its language from which an article joins it, 0 to 1.
    pub join: f32,
    /// What is added to it for headlines, in proportion to their shortness.
    pub join_short: f32,
    /// Log-odds from which stories merge; infinite, `"infinite"` in JSON, where none shall.
    #[serde(with = "super::unlimited")]
    pub merge: f32,
    /// Log-odds from which an article that has just come goes into a story: higher, since early
    /// mistakes draw in others. With one set of weights documents in 125 languages reached BCubed F1
    /// .944 at 1.9, .959 at 4 and never, pairs of alike events .895, .922 and .945.
    #[serde(with = "super::unlimited")]
    pub eager: f32,
    /// The weights between articles or clusters.
    pub pair: SignalWeights,
    /// The weights between stories.
    pub story: SignalWeights,
}

impl Default for StoryModel {
    fn default() -> Self {
        Self::parse(LEARNED)
    }
}

impl StoryModel {
    /// Reads lines of a name and a value, where names of weights have `pair.` or `story.` in front;
    /// lines that begin with `#` and unknown names are skipped.
    pub fn parse(text: &str) -> Self {
        let mut model = Self {
            join: 0.0,
            join_short: 0.0,
            merge: 0.0,
            eager: 0.0,
            pair: SignalWeights::ZERO,
            story: SignalWeights::ZERO,
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, value)) = line.split_once(' ') else { continue };
            let Ok(value) = value.trim().parse() else { continue };
            match name.split_once('.') {
                Some(("pair", name)) => drop(model.pair.set(name, value)),
                Some(("story", name)) => drop(model.story.set(name, value)),
                _ => model.set(name, value),
            }
        }
        model
    }

    /// Checks every number once.
    pub(super) fn validate(&self) -> Result<()> {
        let threshold = f64::MIN..=f64::INFINITY;
        let (a_threshold, a_number) = ("a number, or infinite", "a finite number");
        check_range("cluster.model.join", self.join.into(), f64::MIN..=f64::MAX, a_number)?;
        let short = self.join_short.into();
        check_range("cluster.model.joinShort", short, f64::MIN..=f64::MAX, a_number)?;
        check_range("cluster.model.merge", self.merge.into(), threshold.clone(), a_threshold)?;
        check_range("cluster.model.eager", self.eager.into(), threshold, a_threshold)?;
        for (option, weights) in
            [("cluster.model.pair", &self.pair), ("cluster.model.story", &self.story)]
        {
            for weight in weights.0 {
                check_range(option, weight.into(), f64::MIN..=f64::MAX, a_number)?;
            }
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: f32) {
        match name {
            "join" => self.join = value,
            "joinShort" => self.join_short = value,
            "merge" => self.merge = value,
            "eager" => self.eager = value,
            _ => {}
        }
    }

    /// The average similarity to a cluster `hours` away from which an article of so many features
    /// joins it.
    pub(super) fn join_need(&self, features: f32, hours: f64) -> f32 {
        let need = self.join + self.join_short * shortness(features).min(1.0);
        need * (hours / FADE_HOURS).exp() as f32
    }

    /// The probability that two clusters, or two articles, are one story.
    pub(super) fn pair_probability(&self, signals: &Signals) -> f32 {
        logistic(self.pair.log_odds(signals))
    }

    /// The evidence that two stories are one, or an article belongs to a story; from 0 on they are.
    pub(super) fn story_evidence(&self, signals: &Signals) -> f32 {
        self.story.log_odds(signals) - self.merge - veto(signals)
    }

    /// What each signal adds to the evidence between stories, or, where `stories` is not set, to
    /// that between articles.
    pub(super) fn contributions(
        &self,
        signals: &Signals,
        stories: bool,
    ) -> [(SignalKind, f32); SignalKind::ALL.len()] {
        let (weights, need) = if stories { (&self.story, self.merge) } else { (&self.pair, 0.0) };
        let mut sums = SignalKind::ALL.map(|kind| (kind, 0.0));
        let weighed = signals.inputs().into_iter().zip(&weights.0).zip(&INPUTS);
        for ((input, weight), (_, of)) in weighed {
            if let Some((_, sum)) = sums.iter_mut().find(|(kind, _)| kind == of) {
                *sum += input * weight;
            }
        }
        if let Some((_, sum)) = sums.iter_mut().find(|(kind, _)| *kind == SignalKind::Language) {
            *sum -= if stories { veto(signals) } else { 0.0 };
        }
        if let Some((_, sum)) = sums.iter_mut().find(|(kind, _)| *kind == SignalKind::Text) {
            *sum -= need;
        }
        sums
    }

    /// The probability that evidence stands for.
    pub(super) fn probability(&self, evidence: f32, stories: bool) -> f32 {
        logistic(evidence + if stories { self.merge } else { 0.0 })
    }
}

impl Signals {
    /// The numbers that the model weighs, in the order of [`SignalWeights::names`].
    pub fn inputs(&self) -> [f32; SignalWeights::COUNT] {
        let short = shortness(self.features);
        let (same, dated) = (flag(self.local.is_some()), flag(self.dated));
        let days = |hours: f32| (hours / 24.0).ln_1p();
        // Zero where a similarity is middling, so that what multiplies it stays small.
        let near = self.cross.max(0.002).ln() + 2.0;
        let near_mean = self.mean_cross.max(0.002).ln() + 3.0;
        let local = self.local.map_or(0.0, |local| local.max(0.005).ln() + 2.0);
        let (gap, middle) = (days(self.hours), days(self.middle_hours));
        let (smaller, larger) = (self.articles.ln(), self.larger.ln());
        let languages = self.languages.ln();
        let cosine = |cosine: Option<f32>| cosine.unwrap_or(0.0);
        let differ = |cosine: Option<f32>| flag(cosine.is_some_and(|c| c < NOTHING_SHARED));
        // A text that is all headline has told its words already.
        let lead = cosine(self.lead) * (1.0 - short).max(0.0);
        let clusters = self.clusters.map_or(0.0, log_odds_of_clusters);
        [
            1.0,
            near,
            near_mean,
            near * short,
            near_mean * short,
            near * dated,
            short,
            same,
            local,
            same * near,
            same * short,
            local * short,
            same * near * short,
            same * dated,
            same * near * dated,
            gap,
            middle,
            same * middle,
            middle * short,
            dated,
            smaller,
            larger,
            languages,
            same * smaller,
            smaller * short,
            smaller * dated,
            larger * dated,
            languages * dated,
            cosine(self.places),
            differ(self.places),
            cosine(self.topics),
            differ(self.topics),
            cosine(self.numbers),
            differ(self.numbers),
            cosine(self.names),
            differ(self.names),
            lead,
            same * lead,
            clusters,
            clusters * short,
            clusters * dated,
        ]
    }
}

/// The kinds of evidence that are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SignalKind {
    /// How near the texts are for their length, whatever their language.
    Text,
    /// How near they are where they share a language: they may tell different events there.
    Language,
    /// The time between them.
    Time,
    /// How many articles and languages the two sides have.
    Size,
    /// Places.
    Places,
    /// What news tells of.
    Topics,
    /// Numbers.
    Numbers,
    /// Names.
    Names,
    /// Words of headlines and leads.
    Lead,
    /// How likely the clusters of both sides are one story, each by itself.
    Clusters,
}

impl SignalKind {
    /// All kinds, in order.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Language,
        Self::Time,
        Self::Size,
        Self::Places,
        Self::Topics,
        Self::Numbers,
        Self::Names,
        Self::Lead,
        Self::Clusters,
    ];
}

/// What is taken from the evidence of stories that tell different events in a language of both.
pub(super) fn veto(signals: &Signals) -> f32 {
    if signals.local.is_some_and(|local| local < LEAST_LOCAL) { VETO } else { 0.0 }
}

pub(super) fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

pub(super) fn log_odds_of_clusters(mean: f32) -> f32 {
    log_odds(mean.clamp(LEAST_PROBABILITY, 1.0 - LEAST_PROBABILITY))
}

pub(super) fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// 0 for full articles, 1 for headlines of ten words, a little more for shorter ones: what holds of
/// headlines is not carried on to three words.
pub(super) fn shortness(features: f32) -> f32 {
    ((LONG / features.max(1.0)).ln() / (LONG / SHORT).ln()).clamp(0.0, MOST_SHORT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_common_in_a_shared_language_parts_stories() {
        let near = Signals {
            features: 80.0,
            articles: 2.0,
            larger: 4.0,
            languages: 2.0,
            dated: true,
            hours: 0.0,
            middle_hours: 1.0,
            cross: 0.9,
            mean_cross: 0.8,
            local: Some(0.6),
            places: Some(1.0),
            topics: Some(1.0),
            numbers: Some(1.0),
            names: Some(1.0),
            lead: None,
            clusters: Some(0.9),
            dense: None,
        };
        let model = StoryModel::default();
        for (local, one) in [(Some(0.6), true), (None, true), (Some(0.005), false)] {
            let signals = Signals { local, ..near };
            let evidence = model.story_evidence(&signals);
            assert_eq!(evidence > 0.0, one, "{local:?}: {evidence}");
            let told: f32 = model.contributions(&signals, true).iter().map(|(_, part)| part).sum();
            assert!((told - evidence).abs() < 1e-3, "{local:?}: {told} is not {evidence}");
        }
    }
}
