//! The glossary of spellings.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::coreference::full_names;
use super::entity::{Entity, EntityId, Variant};
use super::mention::EntityKind;
use crate::article::Timestamp;
use crate::language::{LanguageTag, dominant_script};
use crate::name::{NameScorer, PreparedName};
use crate::translit::fold;

/// Bounds of an [`EntityRegistry`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct RegistryOptions {
    /// Entities kept, some 1.5 kB each; names met after that share one id without an entry.
    pub max_entities: usize,
    /// Spellings kept for an entity.
    pub max_variants: usize,
    /// Entities of a similar name that a new spelling is compared with.
    pub max_candidates: usize,
    /// Evidence in nats below which a similar name is another name: `Li` and `Lee` are alike, but
    /// so are many people.
    pub min_nats: f32,
}

impl Default for RegistryOptions {
    fn default() -> Self {
        Self { max_entities: 200_000, max_variants: 200, max_candidates: 8, min_nats: 8.0 }
    }
}

/// Gives one id to all spellings of a name, as they come.
///
/// A name is looked up by its phonetic symbols, then compared with entities that share a word's
/// consonants. What comes first founds the entity, so ids are determined by the order of calls.
///
/// # Examples
///
/// ```
/// use samestory::article::Timestamp;
/// use samestory::entity::EntityRegistry;
///
/// let mut registry = EntityRegistry::default();
/// let now = Timestamp::from_seconds(0);
/// let french = registry.resolve("Sergueï Choïgou", None, "fr".parse().ok(), now);
/// let german = registry.resolve("Sergueï Choïgou", None, "de".parse().ok(), now);
/// assert_eq!(french, german);
/// assert_eq!(registry.entity(french).unwrap().variants.len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct EntityRegistry {
    options: RegistryOptions,
    scorer: NameScorer,
    entities: Vec<Entity>,
    /// The spelling that founded each entity, ready to be compared.
    prepared: Vec<PreparedName>,
    /// Entities by the phonetic symbols of a spelling, words in order of the alphabet.
    by_symbols: FxHashMap<String, EntityId>,
    /// Entities by the consonants of a word of a spelling.
    by_consonants: FxHashMap<String, Vec<EntityId>>,
}

impl EntityRegistry {
    /// An empty registry.
    pub fn new(options: RegistryOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// The entity that `form` names; a new one where no known name is near.
    ///
    /// O(length) for a known spelling, else O([`RegistryOptions::max_candidates`]) comparisons.
    pub fn resolve(
        &mut self,
        form: &str,
        kind: Option<EntityKind>,
        language: Option<LanguageTag>,
        time: Timestamp,
    ) -> EntityId {
        let id = self.identify(form, kind, sorted_symbols(form, language));
        self.count(id, form, language, time);
        id
    }

    /// The entity of a name, founded where none is near.
    fn identify(&mut self, form: &str, kind: Option<EntityKind>, symbols: String) -> EntityId {
        if let Some(id) = self.by_symbols.get(&symbols) {
            return *id;
        }
        let name = self.scorer.prepare(form);
        let id = self.similar(&name, &symbols).unwrap_or_else(|| self.found(kind, name));
        self.remember(id, symbols);
        id
    }

    /// The entities that the names of one document stand for, short names with the long ones that
    /// they are part of.
    pub fn resolve_document<N: AsRef<str>>(
        &mut self,
        names: &[N],
        language: Option<LanguageTag>,
        time: Timestamp,
    ) -> Vec<EntityId> {
        let full = full_names(names, language);
        let mut ids: Vec<Option<EntityId>> = vec![None; names.len()];
        for (place, name) in names.iter().enumerate() {
            // `Wang` may be short for `Wang Yi`, which is short for a longer name in turn. Each
            // step leads to a longer name, so the way ends.
            let mut longest = place;
            while let Some(longer) = full.get(longest).copied().flatten() {
                longest = longer;
            }
            let Some(long_name) = names.get(longest) else { continue };
            let id = match ids.get(longest).copied().flatten() {
                Some(id) => id,
                None => {
                    let symbols = sorted_symbols(long_name.as_ref(), language);
                    self.identify(long_name.as_ref(), None, symbols)
                }
            };
            self.count(id, name.as_ref(), language, time);
            for place in [place, longest] {
                if let Some(slot) = ids.get_mut(place) {
                    *slot = Some(id);
                }
            }
        }
        ids.into_iter().flatten().collect()
    }

    /// An entity by id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// All entities in the order they were met.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The nearest known entity, if it is near enough.
    fn similar(&self, name: &PreparedName, symbols: &str) -> Option<EntityId> {
        let mut candidates: Vec<EntityId> = symbols
            .split(' ')
            .filter_map(|word| self.by_consonants.get(&consonants(word)))
            .flat_map(|ids| ids.iter().rev().take(self.options.max_candidates).copied())
            .collect();
        // The entities met last are the likeliest to be in the news.
        candidates.sort_unstable_by(|one, two| two.cmp(one));
        candidates.dedup();
        candidates.truncate(self.options.max_candidates);
        let mut best: Option<(f32, EntityId)> = None;
        for id in candidates {
            let Some(known) = self.prepared.get(id.0 as usize) else { continue };
            let score = self.scorer.score_prepared(name, known);
            let good = score.probability >= 0.5 && score.nats >= self.options.min_nats;
            if good && best.is_none_or(|(highest, _)| score.probability >= highest) {
                best = Some((score.probability, id));
            }
        }
        best.map(|(_, id)| id)
    }

    fn found(&mut self, kind: Option<EntityKind>, name: PreparedName) -> EntityId {
        let id = EntityId(self.entities.len().min(self.options.max_entities) as u32);
        if self.entities.len() < self.options.max_entities {
            self.entities.push(Entity { id, kind, variants: Vec::new() });
            self.prepared.push(name);
        }
        id
    }

    fn remember(&mut self, id: EntityId, symbols: String) {
        if id.0 as usize >= self.options.max_entities {
            return;
        }
        for word in symbols.split(' ') {
            let ids = self.by_consonants.entry(consonants(word)).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        self.by_symbols.insert(symbols, id);
    }

    fn count(&mut self, id: EntityId, form: &str, language: Option<LanguageTag>, time: Timestamp) {
        let most = self.options.max_variants;
        let Some(entity) = self.entities.get_mut(id.0 as usize) else { return };
        let known = entity
            .variants
            .iter_mut()
            .find(|variant| variant.form == form && variant.language == language);
        if let Some(variant) = known {
            variant.count = variant.count.saturating_add(1);
            variant.first_seen = variant.first_seen.min(time);
            variant.last_seen = variant.last_seen.max(time);
        } else if entity.variants.len() < most {
            let script = dominant_script(form).map_or("Zzzz", |script| script.short_name());
            entity.variants.push(Variant {
                form: form.to_owned(),
                language,
                script: script.to_owned(),
                count: 1,
                first_seen: time,
                last_seen: time,
            });
        }
    }
}

/// The phonetic symbols of a name with its words in order of the alphabet.
fn sorted_symbols(form: &str, language: Option<LanguageTag>) -> String {
    let symbols = fold(form, language);
    let mut words: Vec<&str> = symbols.split_ascii_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

fn consonants(word: &str) -> String {
    word.chars().filter(|symbol| !"aeiouywh".contains(*symbol)).collect()
}
