//! Stories out of a clustering and the articles.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::difference::{can_differ, differences};
use super::glossary::glossary;
use super::headline::{headline_of, medoid, medoids};
use super::met::Met;
use super::options::StoryOptions;
use super::places::places;
use super::rank::rank;
use super::reading::Reading;
use super::related::{Digest, Made, RelatedStory};
use super::summary::summary;
use super::timeline::{spread, timeline};
use super::types::{
    Story, StoryCluster, StoryLineage, StoryLink, StorySignal, StoryStatus, written,
};
use super::wire::wire_groups;
use crate::article::{Article, ArticleId, SourceProfile, Timestamp, newsroom};
use crate::cluster::{Clusterer, StoryGroup, StoryId};
use crate::entity::{Entity, EntityId};
use crate::language::LanguageTag;
use crate::token::{Pool, Tokenizer, WordTokenizer};

/// Stories listed as related.
const MAX_RELATED: usize = 5;

/// What a story is made of, article by article.
#[derive(Clone, Copy, Debug)]
pub struct StoryMaterial<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language.
    pub language: Option<LanguageTag>,
    /// Its believable time.
    pub time: Timestamp,
    /// The names in it: the entity and its spelling there.
    pub mentions: &'a [(EntityId, String)],
}

/// An article of a story, with what the clustering knows of it.
pub(super) struct Member<'a> {
    pub(super) key: u32,
    pub(super) copy_of: Option<u32>,
    /// Similarity to the story's centroid.
    pub(super) centrality: f32,
    /// The [`newsroom`].
    pub(super) voice: String,
    /// The outlet's side, as the caller names it.
    pub(super) side: Option<String>,
    pub(super) material: StoryMaterial<'a>,
}

impl Member<'_> {
    pub(super) fn id(&self) -> ArticleId {
        self.material.article.id.clone()
    }
}

/// Something to look up by a key.
type Lookup<'a, K, V> = &'a (dyn Fn(K) -> Option<V> + Sync);
/// The side of an outlet.
type SideOf<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// Fills [`Story`] from a clustering, the articles and the outlets' profiles.
pub struct StoryBuilder<'a> {
    clusterer: &'a dyn Clusterer,
    material: Lookup<'a, u32, StoryMaterial<'a>>,
    profile: &'a (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync),
    side: Option<SideOf<'a>>,
    entity: Option<Lookup<'a, EntityId, Cow<'a, Entity>>>,
    tokenizer: &'a dyn Tokenizer,
    options: StoryOptions,
    now: Option<Timestamp>,
    digests: Made<StoryId, Digest>,
    met: Pool<Met>,
    labels: Made<EntityId, str>,
}

impl<'a> StoryBuilder<'a> {
    /// A builder over a clustering. `material` gives the article of a key, `profile` the profile
    /// of an outlet.
    pub fn new(
        clusterer: &'a dyn Clusterer,
        material: &'a (dyn Fn(u32) -> Option<StoryMaterial<'a>> + Sync),
        profile: &'a (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync),
    ) -> Self {
        Self {
            clusterer,
            material,
            profile,
            side: None,
            entity: None,
            tokenizer: &WordTokenizer,
            options: StoryOptions::default(),
            now: None,
            digests: Made::default(),
            met: Pool::default(),
            labels: Made::default(),
        }
    }

    /// Names the side of an outlet, in any words; without it, no outlet has one.
    #[must_use]
    pub fn sides(mut self, side: &'a (dyn Fn(&str) -> Option<String> + Sync)) -> Self {
        self.side = Some(side);
        self
    }

    /// Tells what is known of an entity beyond the story: its kind, and its spelling in the
    /// reader's language.
    #[must_use]
    pub fn entities(
        mut self,
        entity: &'a (dyn Fn(EntityId) -> Option<Cow<'a, Entity>> + Sync),
    ) -> Self {
        self.entity = Some(entity);
        self
    }

    /// Replaces the tokenizer, [`WordTokenizer`].
    #[must_use]
    pub fn tokenizer(mut self, tokenizer: &'a dyn Tokenizer) -> Self {
        self.tokenizer = tokenizer;
        self
    }

    /// Sets the options; values outside their ranges are taken as they are.
    #[must_use]
    pub fn options(mut self, options: StoryOptions) -> Self {
        self.options = options;
        self
    }

    /// Sets the time that ranks are of; without it, each story's is of its last article.
    #[must_use]
    pub fn now(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// The story of an id; of a merged story, the one it is part of.
    ///
    /// # Complexity
    ///
    /// O(articles of the story) to list them, O(text) for at most 600 that are read, and as much as
    /// 32 articles of each related story.
    pub fn build(&self, id: StoryId) -> Option<Story> {
        let group = self.clusterer.story(id)?;
        let members = self.members(group);
        let first = members.first()?;
        let center = medoid(&members).unwrap_or(first);
        let mut languages: BTreeMap<LanguageTag, usize> = BTreeMap::new();
        for member in &members {
            let language = member.material.language.unwrap_or(LanguageTag::UNDETERMINED);
            *languages.entry(language).or_default() += 1;
        }
        let cohesion = members.iter().map(|member| member.centrality).sum::<f32>();
        let medoids = medoids(&members);
        let headline = |(language, member): (&LanguageTag, &&Member<'_>)| {
            (*language, headline_of(member.material.article))
        };
        let differ = can_differ(&members);
        let read = |met: &mut _| Reading::new(&members, self.tokenizer, differ, met);
        let reading = self.met.with(read);
        let order = self.reading_order(&members, center.material.language);
        let kind = |entity| self.entity.and_then(|known| known(entity))?.kind;
        Some(Story {
            id: written(group.id),
            status: if group.closed { StoryStatus::Closed } else { StoryStatus::Active },
            merged_into: None,
            lineage: lineage(group),
            headline: medoids.iter().map(headline).collect(),
            info_article: medoids.iter().map(|(tag, member)| (*tag, member.id())).collect(),
            medoid_article: Some(center.id()),
            summary: summary(&reading, &order, &self.options),
            date_created: group.first,
            date_modified: group.last,
            clusters: self.clusters(group),
            languages,
            wire_groups: wire_groups(&members, self.profile),
            entities: glossary(&members, &self.options.languages, kind),
            places: places(&reading),
            differences: if differ { differences(&reading) } else { Vec::new() },
            links: self.links(&members),
            cohesion: cohesion / members.len() as f32,
            related: self.related(group.id, &members),
            timeline: timeline(&members),
            spread: spread(&members, |member| Some(self.clusterer.link(member.key)?.to)),
            rank: rank(&members, self.now.unwrap_or(group.last), &self.options),
        })
    }

    /// The languages in which points are looked for: the reader's, then those with the most voices;
    /// of equals, that of the medoid first.
    fn reading_order(
        &self,
        members: &[Member<'_>],
        center: Option<LanguageTag>,
    ) -> Vec<Option<LanguageTag>> {
        let mut voices: BTreeMap<Option<LanguageTag>, Vec<&str>> = BTreeMap::new();
        for member in members.iter().filter(|member| member.copy_of.is_none()) {
            voices.entry(member.material.language).or_default().push(&member.voice);
        }
        let count = |list: &mut Vec<&str>| {
            list.sort_unstable();
            list.dedup();
            list.len()
        };
        let counted = voices.iter_mut().map(|(language, list)| (*language, count(list)));
        let mut order: Vec<(Option<LanguageTag>, usize)> = counted.collect();
        let place = |language: Option<LanguageTag>| {
            let wanted = &self.options.languages;
            wanted.iter().position(|tag| Some(*tag) == language).unwrap_or(wanted.len())
        };
        order.sort_by_key(|(language, count)| {
            (place(*language), std::cmp::Reverse(*count), *language != center, *language)
        });
        order.into_iter().map(|(language, _)| language).collect()
    }

    /// The keys of the articles in order of arrival.
    fn keys(&self, group: &StoryGroup) -> Vec<u32> {
        let clusters = group.clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        let mut keys: Vec<u32> =
            clusters.flat_map(|cluster| cluster.members.iter().copied()).collect();
        keys.sort_unstable();
        keys
    }

    /// The articles in order of arrival.
    fn members(&self, group: &StoryGroup) -> Vec<Member<'a>> {
        // Copies have their original's centrality: asked for once, a wire text in ten thousand
        // outlets costs no more than one article.
        let mut known: BTreeMap<u32, f32> = BTreeMap::new();
        self.keys(group)
            .into_iter()
            .filter_map(|key| {
                let copy_of = self.clusterer.copy_of(key);
                let original = copy_of.unwrap_or(key);
                let centrality = match known.entry(original) {
                    Entry::Occupied(held) => *held.get(),
                    Entry::Vacant(free) => *free.insert(self.clusterer.centrality(original)?),
                };
                let material = (self.material)(key)?;
                let outlet = material.article.outlet();
                let profile = outlet.and_then(self.profile);
                let voice = newsroom(outlet, profile).to_owned();
                let side = self.side.zip(outlet).and_then(|(side, outlet)| side(outlet));
                Some(Member { key, copy_of, centrality, voice, side, material })
            })
            .collect()
    }

    fn clusters(&self, group: &StoryGroup) -> Vec<StoryCluster> {
        let clusters = group.clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        clusters
            .map(|cluster| StoryCluster {
                id: cluster.id.to_string(),
                language: cluster.language,
                articles: cluster.members.iter().filter_map(|key| self.article_id(*key)).collect(),
            })
            .collect()
    }

    fn article_id(&self, key: u32) -> Option<ArticleId> {
        (self.material)(key).map(|material| material.article.id.clone())
    }

    fn links(&self, members: &[Member<'_>]) -> Vec<StoryLink> {
        let link = |member: &Member<'_>| {
            let link = self.clusterer.link(member.key)?;
            Some(StoryLink {
                a: member.id(),
                b: self.article_id(link.to)?,
                score: link.similarity,
                signals: vec![StorySignal { kind: link.kind, value: link.similarity }],
            })
        };
        members.iter().filter_map(link).collect()
    }

    /// The nearest stories that have a name or a place in common with this one.
    fn related(&self, id: StoryId, members: &[Member<'a>]) -> Vec<RelatedStory> {
        let originals = members.iter().filter(|member| member.copy_of.is_none());
        let materials = originals.map(|member| member.material);
        let own = self.digests.get(id, || self.digest(materials));
        let near = self.clusterer.related(id, 2 * MAX_RELATED).into_iter();
        let related = near.filter_map(|(other, score)| {
            let group = self.clusterer.story(other)?;
            let theirs = self.digests.get(other, || {
                let keys = self.keys(group).into_iter();
                let originals = keys.filter(|key| self.clusterer.copy_of(*key).is_none());
                self.digest(originals.filter_map(|key| (self.material)(key)))
            });
            let why = own.reasons(&theirs, score, |entity| self.label(entity));
            (!why.is_empty()).then(|| RelatedStory { story: written(other), score, why })
        });
        related.take(MAX_RELATED).collect()
    }

    fn digest(&self, originals: impl Iterator<Item = StoryMaterial<'a>>) -> Arc<Digest> {
        Arc::new(self.met.with(|met| Digest::new(originals, met)))
    }

    /// A name as the reader's language spells it, or as it is written most often.
    fn label(&self, entity: EntityId) -> Arc<str> {
        self.labels.get(entity, || {
            let Some(entity) = self.entity.and_then(|known| known(entity)) else {
                return Arc::default();
            };
            let labels = entity.labels();
            let own = self.options.languages.iter().find_map(|language| labels.get(language));
            own.copied().unwrap_or_else(|| entity.label()).into()
        })
    }
}

/// How a story came to be.
fn lineage(group: &StoryGroup) -> Vec<StoryLineage> {
    let ids = |stories: &[StoryId]| stories.iter().map(|id| written(*id)).collect();
    let step = |op: &str, from: &[StoryId]| {
        (!from.is_empty()).then(|| StoryLineage { op: op.to_owned(), from: ids(from) })
    };
    let parted = step("split", group.split_from.as_slice());
    parted.into_iter().chain(step("merged", &group.merged)).collect()
}

impl std::fmt::Debug for StoryBuilder<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StoryBuilder").finish_non_exhaustive()
    }
}
