//! The glossary of spellings.

use std::borrow::Cow;
use std::collections::HashMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::entity::{Entity, EntityId};
use super::form::{bare, longest_names};
use super::gazetteer::PlaceId;
use super::listed::Listed;
use super::mention::EntityKind;
use super::options::RegistryOptions;
use super::record::{Record, Sighting, push_tight};
use super::spelled::Spelled;
use super::terms::Terms;
use crate::article::Timestamp;
use crate::language::LanguageTag;
use crate::name::{NameScore, NameScorer, PreparedName};

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
/// let russian = registry.resolve("Сергей Шойгу", None, "ru".parse().ok(), now);
/// assert_eq!(french, russian);
/// assert_eq!(registry.entity(french).unwrap().variants.len(), 2);
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EntityRegistry {
    pub(super) options: RegistryOptions,
    #[serde(skip)]
    pub(super) scorer: NameScorer,
    pub(super) records: FxHashMap<u32, Box<Record>>,
    pub(super) next: u32,
    /// Of entities that were found to be others, which.
    pub(super) heirs: FxHashMap<u32, EntityId>,
    /// Entities that the caller parted: they are not merged again by themselves.
    pub(super) parted: FxHashSet<(u32, u32)>,
    /// Entities by spelling, in lower case, and by its phonetic symbols, words in order of the
    /// alphabet: what is written alike is one in any language, and what sounds alike.
    /// Hashed with a secret key, since feeds choose the names.
    pub(super) by_form: HashMap<String, EntityId>,
    /// The words of the spellings.
    pub(super) terms: Terms,
    /// Articles read.
    pub(super) article: u32,
    /// Words of spellings that were compared last, for their room.
    #[serde(skip)]
    alike: Vec<(u32, u32, f32)>,
    pub(super) listed: Listed,
    /// Entities of places of the gazetteer.
    pub(super) places: FxHashMap<PlaceId, EntityId>,
}

/// The share of the company's articles above which an entity is expected beside it.
const EXPECTED: f32 = 0.25;
/// Evidence in nats that is enough for an entity that is expected.
const FEW_NATS: f32 = 4.0;
/// The probability above which a spelling is a measure for others: without it, spellings lead from
/// one to the next to other names.
const SURE: f32 = 0.8;
/// The share of the evidence at a glance that another entity must have beside the likeliest.
const SECOND_BEST: f32 = 0.5;
/// The same, once one was found that is certain.
const AS_GOOD: f32 = 0.8;
/// Evidence in nats at a glance without which a name is another.
const ROUGH_NATS: f32 = 4.0;
/// Evidence at a glance for each symbol of two names, in one script and across, without which they
/// are not compared: of 43,000 comparisons 15 % go, and 1 in 100 of those that found the names alike,
/// most of which were wrong (`Riviera`, `Rhine River`).
const ROUGH_NATS_A_SYMBOL: [f32; 2] = [0.75, 0.55];
/// The probability at which no better spelling is looked for.
const CERTAIN: f32 = 0.95;
/// The share of the words that an entity's other spellings lack, above which a spelling's words are
/// not looked for: a finder may have taken in a neighbor.
const MOST_OMITTED: f32 = 0.2;
/// Spellings of an entity whose words are looked for in texts.
pub(super) const MOST_PROJECTED: usize = 24;

/// What words of a name share with those of an entity.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// The last word, and the most nats of one of the entity's with it.
    word: u32,
    of_word: f32,
    /// Nats of all words.
    sum: f32,
    /// The words, a bit each.
    words: u32,
}

impl Shared {
    fn add(&mut self, word: u32, nats: f32) {
        if self.word != word {
            (self.word, self.of_word) = (word, 0.0);
        }
        self.sum += (nats - self.of_word).max(0.0);
        self.of_word = self.of_word.max(nats);
        self.words |= 1 << (word % 32);
    }
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
        self.article = self.article.saturating_add(1);
        let sighting = Sighting { language, time, outlet: None, article: self.article };
        let id = self.identify(form, language, time);
        self.count(id, form, kind, &sighting);
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
        self.article = self.article.saturating_add(1);
        let sighting = Sighting { language, time, outlet: None, article: self.article };
        let longest = longest_names(names, language);
        let mut ids: Vec<Option<EntityId>> = vec![None; names.len()];
        for (name, longest) in names.iter().zip(longest) {
            let Some(long_name) = names.get(longest) else { continue };
            let known = ids.get(longest).copied().flatten();
            let id = known.unwrap_or_else(|| self.identify(long_name.as_ref(), language, time));
            self.count(id, name.as_ref(), None, &sighting);
            if let Some(slot) = ids.get_mut(longest) {
                *slot = Some(id);
            }
        }
        let longest = longest_names(names, language);
        longest.into_iter().filter_map(|longest| ids.get(longest).copied().flatten()).collect()
    }

    /// An entity by id; the one it was merged into, with all its spellings, if it was.
    pub fn entity(&self, id: EntityId) -> Option<Cow<'_, Entity>> {
        let root = self.root(id)?;
        self.records.get(&root.0).map(|record| self.whole(record))
    }

    /// What an entity is called most.
    pub fn label(&self, id: EntityId) -> Option<String> {
        self.entity(id).map(|entity| entity.label().to_owned())
    }

    /// All entities in the order they were met, without those that were merged into others.
    pub fn entities(&self) -> Vec<Cow<'_, Entity>> {
        let roots = self.records.values();
        let roots = roots.filter(|record| !self.heirs.contains_key(&record.entity.id.0));
        let mut entities: Vec<Cow<'_, Entity>> = roots.map(|record| self.whole(record)).collect();
        entities.sort_unstable_by_key(|entity| entity.id);
        entities
    }

    /// How many entities there are, with those that were merged into others.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether no name was met.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The articles that mention an entity, some twice where entities were merged.
    pub fn article_count(&self, id: EntityId) -> u32 {
        self.root(id).map_or(0, |root| self.articles_of(root))
    }

    /// The entity of a name, founded where none is near.
    pub(super) fn identify(
        &mut self,
        form: &str,
        language: Option<LanguageTag>,
        time: Timestamp,
    ) -> EntityId {
        let spelled = Spelled::of(form, language);
        self.exact_of(&spelled).unwrap_or_else(|| {
            self.compared(&spelled, language, &[])
                .unwrap_or_else(|name| self.found(&spelled, name, time))
        })
    }

    /// The known entity of a name that is spelled as none was before, beside the entities in whose
    /// company it is; the name taken apart where there is none.
    pub(super) fn compared(
        &mut self,
        spelled: &Spelled<'_>,
        language: Option<LanguageTag>,
        company: &[EntityId],
    ) -> Result<EntityId, PreparedName> {
        let name = self.scorer.prepare(spelled.form);
        let found = self.similar(spelled.form, &name, language, company, None);
        let Some((id, score, sure)) = found else { return Err(name) };
        if sure && score.omitted <= MOST_OMITTED {
            self.remember(id, spelled, name);
        } else if sure {
            self.note_form(id, spelled);
        }
        Ok(id)
    }

    /// The entity that has this very spelling, or one that sounds the same.
    pub(super) fn exact(&self, form: &str, language: Option<LanguageTag>) -> Option<EntityId> {
        self.exact_of(&Spelled::of(form, language))
    }

    /// The same of a spelling whose keys are at hand.
    pub(super) fn exact_of(&self, spelled: &Spelled<'_>) -> Option<EntityId> {
        let written = spelled.lower();
        let id = self.listed.forms.get(written).or_else(|| self.by_form.get(written));
        let id = id.or_else(|| self.by_form.get(spelled.sorted()))?;
        self.root(*id)
    }

    /// The entity of a spelling by its sound alone, if that is enough.
    pub(super) fn similar_to(
        &mut self,
        form: &str,
        language: Option<LanguageTag>,
    ) -> Option<EntityId> {
        let name = self.scorer.prepare(form);
        self.similar(form, &name, language, &[], None).filter(|found| found.2).map(|found| found.0)
    }

    /// The nearest known entity, if it is near enough.
    ///
    /// Few nats are enough for an entity that belongs to the company: `Sergei Čoig` among those
    /// whom Sergei Shoigu is mentioned with. Whether the name alone would have been enough. `except`
    /// is not looked at.
    pub(super) fn similar(
        &mut self,
        form: &str,
        name: &PreparedName,
        language: Option<LanguageTag>,
        company: &[EntityId],
        except: Option<EntityId>,
    ) -> Option<(EntityId, NameScore, bool)> {
        let mut alike = std::mem::take(&mut self.alike);
        self.terms.like_into(form, &mut alike);
        // What speaks for an entity at a glance: for each word of the name, the best of its words.
        let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
        for &(word, term, nats) in &alike {
            for bearer in self.terms.bearers(term) {
                let heir = self.heir(bearer.entity);
                shared.entry(heir).or_default().add(word, nats);
            }
        }
        self.alike = alike;
        if let Some(own) = except {
            shared.remove(&own.0);
        }
        let mut candidates: Vec<(f32, u32, bool)> = shared
            .into_iter()
            .map(|(entity, shared)| (shared.sum, entity, shared.words.count_ones() > 1))
            .collect();
        // Those most alike, then those met last: they are the likeliest to be in the news.
        candidates.sort_unstable_by(|one, two| two.0.total_cmp(&one.0).then(two.1.cmp(&one.1)));
        let least = candidates.first().map_or(0.0, |best| best.0 * SECOND_BEST).max(ROUGH_NATS);
        candidates.retain(|(sum, ..)| *sum >= least);
        candidates.truncate(self.options.max_candidates);
        let most = candidates.first().map_or(0.0, |best| best.0);
        let mut met = std::mem::take(&mut self.terms.met);
        let mut best: Option<(f32, u32, EntityId, NameScore, bool)> = None;
        let mut equals: Vec<EntityId> = Vec::new();
        for (sum, entity, several) in candidates {
            // One was found: others only matter where they may be the same.
            if sum < most * AS_GOOD && best.is_some_and(|best| best.0 >= CERTAIN) {
                break;
            }
            let Some(record) = self.records.get(&entity) else { continue };
            let expected = self.likely(record.entity.id, company) >= EXPECTED;
            let good = |score: &NameScore| {
                score.probability >= 0.5 && score.nats >= self.options.min_nats
                    || expected && score.probability >= 0.3 && score.nats >= FEW_NATS
            };
            let mut found: Option<NameScore> = None;
            for known in self.names_of(record) {
                let [in_script, across] = ROUGH_NATS_A_SYMBOL;
                let in_one = name.shares_script(known);
                // Two names of several words that share one word are two people, or a family. Of full
                // English articles half of the comparisons go, and 1 in 60 of those that found the
                // names alike; without them, more names are found in other languages.
                if in_one && !several && name.has_several_words() && known.has_several_words() {
                    continue;
                }
                let least = if in_one { in_script } else { across };
                if sum < least * (name.length() + known.length()) as f32 / 2.0 {
                    continue;
                }
                let score = self.scorer.score_among(name, known, &mut met);
                let better = found.is_none_or(|found| score.probability >= found.probability);
                if good(&score) && better {
                    found = Some(score);
                    if score.probability >= CERTAIN {
                        break;
                    }
                }
            }
            let Some(score) = found else { continue };
            if self.is_no_place(record.entity.id, form, language) {
                continue;
            }
            let sure = score.probability >= SURE && score.nats >= self.options.min_nats;
            if score.probability >= 0.5 && score.nats >= self.options.min_nats {
                equals.push(record.entity.id);
            }
            let key = score.probability + if expected { 0.5 } else { 0.0 };
            if best.is_none_or(|best| (best.0, best.1) < (key, record.articles)) {
                best = Some((key, record.articles, record.entity.id, score, sure));
            }
        }
        self.terms.met = met;
        let (_, _, id, score, sure) = best?;
        if sure {
            self.merge_equals(id, &equals);
        }
        Some((self.root(id)?, score, sure))
    }

    /// A new entity of a name that was not compared.
    pub(super) fn found_anew(
        &mut self,
        form: &str,
        language: Option<LanguageTag>,
        time: Timestamp,
    ) -> EntityId {
        let spelled = Spelled::of(form, language);
        let name = self.scorer.prepare(spelled.form);
        self.found(&spelled, name, time)
    }

    /// A new entity, which others are compared with.
    pub(super) fn found(
        &mut self,
        spelled: &Spelled<'_>,
        name: PreparedName,
        time: Timestamp,
    ) -> EntityId {
        let id = self.found_in_passing(spelled, time);
        if let Some(record) = self.records.get_mut(&id.0) {
            record.add_name(name);
            self.terms.insert(id.0, spelled.form, record.in_news());
        }
        id
    }

    /// Notes a spelling of an entity.
    pub(super) fn remember(&mut self, id: EntityId, spelled: &Spelled<'_>, name: PreparedName) {
        let Some(record) = self.records.get_mut(&id.0) else { return };
        if record.keys.len() >= self.options.max_variants {
            return;
        }
        record.add_name(name);
        if record.spellings.len() < MOST_PROJECTED {
            self.terms.insert(id.0, spelled.form, record.in_news());
            push_tight(&mut record.spellings, spelled.form.into());
        }
        self.note_form(id, spelled);
    }

    /// Notes how a spelling is looked up, but not its words: one of them may be another's.
    pub(super) fn note_form(&mut self, id: EntityId, spelled: &Spelled<'_>) {
        let Some(record) = self.records.get_mut(&id.0) else { return };
        if record.keys.len() >= self.options.max_variants {
            return;
        }
        for key in [spelled.lower(), spelled.sorted()] {
            if !key.is_empty() && !self.by_form.contains_key(key) {
                push_tight(&mut record.keys, key.to_owned());
                self.by_form.insert(key.to_owned(), id);
            }
        }
    }

    /// Notes a spelling that was found by projection.
    pub(super) fn learn(&mut self, id: EntityId, form: &str, language: Option<LanguageTag>) {
        if self.exact(form, language).is_none() {
            let name = self.scorer.prepare(form);
            self.remember(id, &Spelled::whole(form, language), name);
        }
    }

    pub(super) fn count(
        &mut self,
        id: EntityId,
        form: &str,
        kind: Option<EntityKind>,
        sighting: &Sighting<'_>,
    ) {
        let most = self.options.max_variants;
        // A spelling of a merged entity is counted with it: should they part, each has its own.
        let merged = self.records.get(&id.0).is_some_and(|record| !record.merged.is_empty());
        let own = merged.then(|| self.by_form.get(&bare(form, sighting.language).to_lowercase()));
        let own = own.flatten().copied().filter(|own| self.root(*own) == Some(id));
        let id = own.unwrap_or(id);
        let Some(record) = self.records.get_mut(&id.0) else { return };
        let before = record.articles;
        record.count(form, most, sighting);
        if record.names.is_empty() && record.in_news() > 0 {
            let names = record.spellings.iter().map(|spelling| self.scorer.prepare(spelling));
            names.collect::<Vec<_>>().into_iter().for_each(|name| record.add_name(name));
        }
        // Told again each time the count has doubled, a name's articles are known well enough.
        if record.articles > before && record.articles.is_power_of_two() && record.in_news() > 0 {
            for spelling in record.looked_for() {
                self.terms.insert(id.0, spelling, record.articles);
            }
        }
        if let Some(kind) = kind {
            record.vote(kind);
        }
    }
}
