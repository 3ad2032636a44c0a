//! What a registry keeps of an entity.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::entity::{Entity, EntityId, Variant};
use super::form::without_possessive;
use super::gazetteer::PlaceId;
use super::mention::EntityKind;
use super::registry::MOST_PROJECTED;
use crate::article::Timestamp;
use crate::language::{LanguageTag, dominant_script};
use crate::name::PreparedName;

/// Spellings of an entity that a new name is compared with.
const MOST_NAMES: usize = 4;
/// Articles of an entity before its name is looked for in others.
const FEWEST_ARTICLES: u32 = 2;
/// Entities remembered as mentioned together with one.
const MOST_COMPANIONS: usize = 24;
/// Outlets kept for a spelling; more are counted no further.
const MOST_OUTLETS: usize = 64;

/// An entity and what is known of it beside its spellings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) entity: Entity,
    /// Spellings, ready to be compared.
    pub(super) names: Vec<PreparedName>,
    /// Keys under which its spellings are looked up.
    pub(super) keys: Vec<String>,
    /// Spellings whose words are looked for in texts.
    pub(super) spellings: Vec<Box<str>>,
    /// Entities that were found to be it.
    pub(super) merged: Vec<EntityId>,
    pub(super) articles: u32,
    pub(super) first_article: u32,
    pub(super) last_article: u32,
    pub(super) last_seen: Timestamp,
    /// Entities of the same articles and in how many.
    pub(super) companions: Vec<(EntityId, u32)>,
    /// Votes for a kind, in the order of [`EntityKind`].
    pub(super) kinds: [u32; 3],
    /// It stands in an alias file: it stays.
    pub(super) listed: bool,
    /// The place of the gazetteer that it is.
    pub(super) place: Option<PlaceId>,
    /// Hashes of the variants, in order, so that one is found in a row of numbers; made anew where
    /// there are fewer.
    #[serde(skip)]
    variant_hashes: Vec<u32>,
}

/// Where and when a spelling was met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting<'a> {
    pub(super) language: Option<LanguageTag>,
    pub(super) time: Timestamp,
    pub(super) outlet: Option<&'a str>,
    pub(super) article: u32,
}

impl Record {
    pub(super) fn new(id: EntityId, name: Option<PreparedName>) -> Self {
        Self {
            entity: Entity { id, kind: None, variants: Vec::new() },
            names: name.into_iter().collect(),
            keys: Vec::new(),
            spellings: Vec::new(),
            merged: Vec::new(),
            articles: 0,
            first_article: 0,
            last_article: 0,
            last_seen: Timestamp::from_seconds(i64::MIN),
            companions: Vec::new(),
            kinds: [0; 3],
            listed: false,
            place: None,
            variant_hashes: Vec::new(),
        }
    }

    /// The place of a variant, where it is known.
    fn variant(&mut self, form: &str, language: Option<LanguageTag>, hash: u32) -> Option<usize> {
        let variants = &self.entity.variants;
        if self.variant_hashes.len() != variants.len() {
            let hashes = variants.iter().map(|v| variant_hash(&v.form, v.language));
            self.variant_hashes = hashes.collect();
        }
        let alike = self.variant_hashes.iter().enumerate().filter(|(_, known)| **known == hash);
        alike.map(|(place, _)| place).find(|place| {
            variants.get(*place).is_some_and(|v| v.form == form && v.language == language)
        })
    }

    /// Counts a mention.
    pub(super) fn count(&mut self, form: &str, most: usize, sighting: &Sighting<'_>) {
        let Sighting { language, time, outlet, article } = *sighting;
        if self.last_article != article || self.articles == 0 {
            if self.articles == 0 {
                self.first_article = article;
            }
            self.last_article = article;
            self.articles = self.articles.saturating_add(1);
        }
        self.last_seen = self.last_seen.max(time);
        let hash = variant_hash(form, language);
        let known = self.variant(form, language, hash);
        let variants = &mut self.entity.variants;
        if let Some(variant) = known.and_then(|place| variants.get_mut(place)) {
            variant.count = variant.count.saturating_add(1);
            variant.first_seen = variant.first_seen.min(time);
            variant.last_seen = variant.last_seen.max(time);
            note_outlet(&mut variant.outlets, outlet);
        } else if variants.len() < most {
            let script = dominant_script(form).map_or("Zzzz", |script| script.short_name());
            let mut variant = Variant {
                form: form.to_owned(),
                language,
                script: script.to_owned(),
                count: 1,
                outlets: BTreeSet::new(),
                first_seen: time,
                last_seen: time,
            };
            note_outlet(&mut variant.outlets, outlet);
            push_tight(variants, variant);
            push_tight(&mut self.variant_hashes, hash);
        }
    }

    /// Counts a vote for a kind; the most votes win, the first kind of equals.
    pub(super) fn vote(&mut self, kind: EntityKind) {
        let place = match kind {
            EntityKind::Person => 0,
            EntityKind::Location => 1,
            EntityKind::Organization => 2,
        };
        if let Some(votes) = self.kinds.get_mut(place) {
            *votes = votes.saturating_add(1);
        }
        let kinds = [EntityKind::Person, EntityKind::Location, EntityKind::Organization];
        let best = kinds.into_iter().zip(self.kinds).rev().max_by_key(|(_, votes)| *votes);
        self.entity.kind = best.map(|(kind, _)| kind);
    }

    /// Notes that others were mentioned in the same article, each once, [`MOST_COMPANIONS`] at most.
    pub(super) fn meet_all(&mut self, others: &[EntityId]) {
        // Where those are that it met before: a row of numbers is looked through once.
        let marks = others.iter().fold(0u64, |marks, other| marks | 1 << (other.0 % 64));
        let mut met = [None; MOST_COMPANIONS];
        for (place, (id, _)) in self.companions.iter().enumerate() {
            if marks >> (id.0 % 64) & 1 == 1 {
                let other = others.iter().position(|other| other == id);
                if let Some(slot) = other.and_then(|other| met.get_mut(other)) {
                    slot.get_or_insert(place);
                }
            }
        }
        for (other, place) in others.iter().zip(met) {
            if *other == self.entity.id {
                continue;
            }
            let known = place.and_then(|place| self.companions.get_mut(place));
            match known.filter(|known| known.0 == *other) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => self.meet(*other),
            }
        }
    }

    /// Notes that another entity was mentioned in the same article that it has not met. The rarest
    /// gives way.
    fn meet(&mut self, other: EntityId) {
        if self.companions.len() < MOST_COMPANIONS {
            push_tight(&mut self.companions, (other, 1));
        } else if let Some(rarest) = self.companions.iter_mut().min_by_key(|(_, count)| *count) {
            // It inherits the count, as in the space-saving sketch: what is frequent is never lost.
            *rarest = (other, rarest.1.saturating_add(1));
        }
    }

    /// Its articles, once there are enough for its name to be looked for in others.
    pub(super) fn in_news(&self) -> u32 {
        if self.listed || self.articles >= FEWEST_ARTICLES { self.articles.max(1) } else { 0 }
    }

    /// What is looked for in texts: its spellings, and those of their words that stood alone.
    pub(super) fn looked_for(&self) -> impl Iterator<Item = &str> {
        let short = self.entity.variants.iter().map(|variant| without_possessive(&variant.form));
        let short = short.filter(|form| {
            form.split(' ').all(|word| {
                self.spellings.iter().any(|known| known.split(' ').any(|known| known == word))
            })
        });
        self.spellings.iter().map(|spelling| &**spelling).chain(short).take(MOST_PROJECTED)
    }

    /// In how many articles it was with another.
    pub(super) fn meetings(&self, other: EntityId) -> u32 {
        self.companions.iter().find(|(id, _)| *id == other).map_or(0, |(_, count)| *count)
    }

    pub(super) fn add_name(&mut self, name: PreparedName) {
        if self.names.len() < MOST_NAMES && !self.names.contains(&name) {
            push_tight(&mut self.names, name);
        }
    }
}

/// Adds to a list without the room of four that lists begin with: most names come once.
pub(super) fn push_tight<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 1);
    }
    list.push(item);
}

fn variant_hash(form: &str, language: Option<LanguageTag>) -> u32 {
    let mut hasher = FxHasher::default();
    (form, language).hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

fn note_outlet(outlets: &mut BTreeSet<String>, outlet: Option<&str>) {
    if let Some(outlet) = outlet {
        if outlets.len() < MOST_OUTLETS && !outlets.contains(outlet) {
            outlets.insert(outlet.to_owned());
        }
    }
}
