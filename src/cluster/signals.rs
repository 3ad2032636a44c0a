//! What speaks for and against two sides being one story, as numbers.

use serde::{Deserialize, Serialize};

use super::sums::Side;
use crate::features::Signs;

/// Cosines of signs below this are chance: nothing is shared.
pub(super) const NOTHING_SHARED: f32 = 0.02;

/// How near two sides are: two articles, an article and a story, or two stories.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Signals {
    /// Features of the shorter side's articles, on average; at least 1.
    pub features: f32,
    /// Articles of the smaller side, copies left out.
    pub articles: f32,
    /// Articles of the larger side.
    pub larger: f32,
    /// Languages of one side times those of the other.
    pub languages: f32,
    /// Whether the times of both sides are known.
    pub dated: bool,
    /// Hours between the two, 0 where they overlap in time or where times are not known.
    pub hours: f32,
    /// Hours between the mean times of the two, 0 where they are not known.
    pub middle_hours: f32,
    /// The cosine of 3-grams, skeletons, numbers, places and topics across languages.
    pub cross: f32,
    /// The mean similarity of the articles of one to those of the other, across languages.
    pub mean_cross: f32,
    /// The mean similarity of articles of one language, over the languages of both.
    pub local: Option<f32>,
    /// The cosine of places, where both sides name some.
    pub places: Option<f32>,
    /// The cosine of topics, where both sides have some.
    pub topics: Option<f32>,
    /// The cosine of numbers, where both sides have some.
    pub numbers: Option<f32>,
    /// The cosine of names by their consonants, where both sides have some.
    pub names: Option<f32>,
    /// The cosine of the words of headlines and leads, where both sides have some.
    pub lead: Option<f32>,
    /// The mean probability that a cluster of one and a cluster of the other, each by itself, are
    /// one story, weighed by the roots of their sizes; `None` between articles and clusters.
    pub clusters: Option<f32>,
    /// The cosine of embeddings, where both sides have one.
    pub dense: Option<f32>,
}

/// The dot products of two sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dots {
    pub(super) cross: f32,
    /// Of places, topics, numbers, names, words of the lead.
    pub(super) signs: [f32; Signs::KINDS],
    /// The mean similarity of articles of one language.
    pub(super) local: Option<f32>,
}

impl Signals {
    /// Compares two sides, `clusters` left out. O(features).
    pub(super) fn between(one: &Side<'_>, other: &Side<'_>) -> Self {
        let mut signs = [0.0; Signs::KINDS];
        for ((dot, one), other) in signs.iter_mut().zip(&one.signs).zip(&other.signs) {
            if !one.is_empty() && !other.is_empty() {
                *dot = one.dot(other);
            }
        }
        let dots = Dots { cross: one.cross.dot(&other.cross), signs, local: local(one, other) };
        Self::of(one, other, &dots)
    }

    /// Two sides whose dot products are known, `clusters` left out.
    pub(super) fn of(one: &Side<'_>, other: &Side<'_>, dots: &Dots) -> Self {
        let dot = dots.cross;
        let (norms, pairs) = (one.cross.norms(&other.cross), one.articles * other.articles);
        let mut cosines = [None; Signs::KINDS];
        let sums = one.signs.iter().zip(&other.signs);
        for ((cosine, dot), (one, other)) in cosines.iter_mut().zip(&dots.signs).zip(sums) {
            let norms = one.norms(other);
            *cosine = (norms > 0.0).then(|| dot / norms);
        }
        let [places, topics, numbers, names, lead] = cosines;
        let dated = one.dated && other.dated;
        let hours = |hours: f64| if dated { hours as f32 } else { 0.0 };
        Self {
            features: one.features.min(other.features).max(1.0),
            articles: one.articles.min(other.articles),
            larger: one.articles.max(other.articles),
            languages: one.languages * other.languages,
            dated,
            hours: hours(one.hours_apart(other)),
            middle_hours: hours((one.middle - other.middle).abs() / 3600.0),
            cross: if norms > 0.0 { dot / norms } else { 0.0 },
            mean_cross: if pairs > 0.0 { dot / pairs } else { 0.0 },
            local: dots.local,
            places,
            topics,
            numbers,
            names,
            lead,
            clusters: None,
            dense: one.dense.as_ref().zip(other.dense.as_ref()).map(|(a, b)| a.dot(b)),
        }
    }
}

/// The mean similarity over all pairs of articles of one language.
fn local(one: &Side<'_>, other: &Side<'_>) -> Option<f32> {
    let (fewer, more) =
        if one.locals.count() <= other.locals.count() { (one, other) } else { (other, one) };
    let (mut sum, mut pairs) = (0.0, 0.0);
    fewer.locals.each(|language, own| {
        if let Some(others) = more.locals.get(language) {
            sum += own.dot(&others);
            pairs += own.count() * others.count();
        }
    });
    (pairs > 0.0).then(|| sum / pairs)
}
