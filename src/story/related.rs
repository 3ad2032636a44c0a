//! Stories near to a story, and what they have in common.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::build::StoryMaterial;
use super::met::Met;
use crate::entity::{EntityId, Gazetteer, PlaceId, PlaceLevel};
use crate::token::{Tokenizer, WordTokenizer};

/// Articles of a story whose names and places are looked at, by arrival.
const MAX_ARTICLES: usize = 32;
/// Part of the articles of each story that must have what both have in common.
const LEAST_SHARE: f64 = 0.3;
/// Similarity from which one country in common is enough.
const NEAR: f32 = 0.12;
/// Reasons told.
const MAX_REASONS: usize = 5;

/// A story near to this one, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RelatedStory {
    /// Its id.
    pub story: String,
    /// The similarity of the centroids, 0 to 1.
    pub score: f32,
    /// What both have in common, most first; never empty.
    pub why: Vec<RelatedReason>,
}

/// A thing that two stories have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RelatedReason {
    /// What it is.
    pub kind: RelatedKind,
    /// The name as the reader's language spells it, the place's English name.
    pub label: String,
    /// The part of this story's articles that have it.
    pub share: f64,
    /// The part of the other story's.
    pub share_there: f64,
}

/// What stories have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum RelatedKind {
    /// Someone or something with a name.
    Name,
    /// A place.
    Place,
}

/// The names and places of a story, each with the part of its articles.
#[derive(Default)]
pub(super) struct Digest {
    names: BTreeMap<EntityId, f64>,
    places: BTreeMap<PlaceId, f64>,
}

impl Digest {
    /// Reads the headlines and descriptions of the first articles; `originals` gives those that are no
    /// copies, by arrival.
    pub(super) fn new<'a>(
        originals: impl Iterator<Item = StoryMaterial<'a>>,
        met: &mut Met,
    ) -> Self {
        let originals: Vec<StoryMaterial<'_>> = originals.take(MAX_ARTICLES).collect();
        let part = 1.0 / originals.len().max(1) as f64;
        let mut digest = Self::default();
        let gazetteer = Gazetteer::new();
        for material in originals {
            let article = material.article;
            let mut names: Vec<EntityId> =
                material.mentions.iter().map(|(entity, _)| *entity).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                *digest.names.entry(name).or_default() += part;
            }
            let mut found = Vec::new();
            for text in [&article.headline, &article.description] {
                let lead: String = text.chars().take(400).collect();
                let language = material.language;
                let tokens = WordTokenizer.tokenize(&lead, language);
                gazetteer.places_cached_into(&lead, &tokens, language, &mut met.words, &mut found);
            }
            found.retain(|mention| mention.weight >= 0.4);
            let mut places: Vec<PlaceId> = found.iter().map(|mention| mention.place).collect();
            places.sort_unstable();
            places.dedup();
            for place in places {
                *digest.places.entry(place).or_default() += part;
            }
        }
        digest
    }

    /// What both have in common; `label` names an entity. A country alone is no reason, unless the
    /// stories are near: `score`.
    pub(super) fn reasons(
        &self,
        other: &Self,
        score: f32,
        label: impl Fn(EntityId) -> Arc<str>,
    ) -> Vec<RelatedReason> {
        let enough = |one: f64, two: f64| one >= LEAST_SHARE && two >= LEAST_SHARE;
        let names = self.names.iter().filter_map(|(name, share)| {
            let there = *other.names.get(name).filter(|there| enough(*share, **there))?;
            let label = label(*name).as_ref().to_owned();
            Some(RelatedReason {
                kind: RelatedKind::Name,
                label,
                share: *share,
                share_there: there,
            })
        });
        let places = self.places.iter().filter_map(|(place, share)| {
            let there = *other.places.get(place).filter(|there| enough(*share, **there))?;
            let label = place.name().to_owned();
            let kind = match place.level() {
                PlaceLevel::Organization => RelatedKind::Name,
                _ => RelatedKind::Place,
            };
            Some(RelatedReason { kind, label, share: *share, share_there: there })
        });
        let mut reasons: Vec<RelatedReason> = names.chain(places).collect();
        reasons.sort_by(|one, two| {
            let least = |reason: &RelatedReason| reason.share.min(reason.share_there);
            least(two).total_cmp(&least(one)).then_with(|| one.label.cmp(&two.label))
        });
        // Beijing is a place and may be a name as well.
        let mut labels: Vec<String> = Vec::new();
        reasons.retain(|reason| {
            let label = reason.label.to_lowercase();
            let new = !labels.contains(&label) && !label.is_empty();
            labels.push(label);
            new
        });
        let countries = PlaceLevel::Union..=PlaceLevel::Territory;
        let country = |reason: &RelatedReason| {
            let named = |place: &&PlaceId| place.name() == reason.label;
            let place = self.places.keys().find(named);
            place.is_some_and(|place| countries.contains(&place.level()))
        };
        if score < NEAR && reasons.len() < 2 && reasons.iter().all(country) {
            reasons.clear();
        }
        reasons.truncate(MAX_REASONS);
        reasons
    }
}

/// What was made once of each key, and is asked for again: a story is related to several, by names
/// that others have as well.
pub(super) struct Made<K, V: ?Sized>(Mutex<BTreeMap<K, Arc<V>>>);

impl<K: Copy + Ord, V: ?Sized> Made<K, V> {
    /// What there is of a key, made when it is first asked for.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> Arc<V>) -> Arc<V> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = lock().get(&key) {
            return Arc::clone(made);
        }
        let made = make();
        lock().insert(key, Arc::clone(&made));
        made
    }
}

impl<K, V: ?Sized> Default for Made<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}
