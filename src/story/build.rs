//! Stories out of a clustering and the articles.

use std::collections::BTreeMap;

use super::glossary::glossary;
use super::headline::{headlines, medoid};
use super::summary::summary;
use super::types::{
    RelatedStory, Story, StoryCluster, StoryLineage, StoryLink, StorySignal, StoryStatus,
    TimelineEntry, written,
};
use super::wire::wire_groups;
use crate::article::{Article, ArticleId, SourceProfile, Timestamp};
use crate::cluster::{Clusterer, StoryGroup, StoryId};
use crate::entity::EntityId;
use crate::language::LanguageTag;

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
    pub(super) material: StoryMaterial<'a>,
}

impl Member<'_> {
    pub(super) fn id(&self) -> ArticleId {
        self.material.article.id.clone()
    }
}

/// Fills [`Story`] from a clustering, the articles and the outlets' profiles.
pub struct StoryBuilder<'a> {
    clusterer: &'a dyn Clusterer,
    material: &'a (dyn Fn(u32) -> Option<StoryMaterial<'a>> + Sync),
    profile: &'a (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync),
}

impl<'a> StoryBuilder<'a> {
    /// A builder over a clustering. `material` gives the article of a key, `profile` the profile
    /// of an outlet.
    pub fn new(
        clusterer: &'a dyn Clusterer,
        material: &'a (dyn Fn(u32) -> Option<StoryMaterial<'a>> + Sync),
        profile: &'a (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync),
    ) -> Self {
        Self { clusterer, material, profile }
    }

    /// The story of an id; of a merged story, the one it is part of. O(articles of the story).
    pub fn build(&self, id: StoryId) -> Option<Story> {
        let group = self.clusterer.story(id)?;
        let members = self.members(group);
        let first = members.first()?;
        let medoid = medoid(&members).unwrap_or(first);
        let mut languages: BTreeMap<LanguageTag, usize> = BTreeMap::new();
        for member in &members {
            let language = member.material.language.unwrap_or(LanguageTag::UNDETERMINED);
            *languages.entry(language).or_default() += 1;
        }
        let cohesion = members.iter().map(|member| member.centrality).sum::<f32>();
        let ids = |stories: &[StoryId]| stories.iter().map(|id| written(*id)).collect::<Vec<_>>();
        Some(Story {
            id: written(group.id),
            status: if group.closed { StoryStatus::Closed } else { StoryStatus::Active },
            merged_into: None,
            lineage: match group.merged.as_slice() {
                [] => Vec::new(),
                merged => vec![StoryLineage { op: "merged".to_owned(), from: ids(merged) }],
            },
            headline: headlines(&members),
            medoid_article: Some(medoid.id()),
            summary: summary(&members),
            date_created: group.first,
            date_modified: group.last,
            clusters: self.clusters(group),
            languages,
            wire_groups: wire_groups(&members, self.profile),
            entities: glossary(&members),
            places: Vec::new(),
            links: self.links(&members),
            cohesion: cohesion / members.len() as f32,
            related: self.related(group.id),
            timeline: timeline(&members),
        })
    }

    /// The articles in order of arrival.
    fn members(&self, group: &StoryGroup) -> Vec<Member<'a>> {
        let clusters = group.clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        let mut keys: Vec<u32> =
            clusters.flat_map(|cluster| cluster.members.iter().copied()).collect();
        keys.sort_unstable();
        // Copies have their original's centrality: asked for once, a wire text in ten thousand
        // outlets costs no more than one article.
        let mut known: BTreeMap<u32, f32> = BTreeMap::new();
        keys.into_iter()
            .filter_map(|key| {
                let copy_of = self.clusterer.copy_of(key);
                let original = copy_of.unwrap_or(key);
                let centrality = match known.get(&original) {
                    Some(centrality) => *centrality,
                    None => self.clusterer.centrality(original)?,
                };
                known.insert(original, centrality);
                Some(Member { key, copy_of, centrality, material: (self.material)(key)? })
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

    fn related(&self, id: StoryId) -> Vec<RelatedStory> {
        let related = self.clusterer.related(id, MAX_RELATED).into_iter();
        related.map(|(id, score)| RelatedStory { story: written(id), score }).collect()
    }
}

impl std::fmt::Debug for StoryBuilder<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StoryBuilder").finish_non_exhaustive()
    }
}

fn timeline(members: &[Member<'_>]) -> Vec<TimelineEntry> {
    let mut hours: BTreeMap<(i64, Option<LanguageTag>), usize> = BTreeMap::new();
    for member in members {
        let hour = member.material.time.seconds().div_euclid(3600);
        *hours.entry((hour, member.material.language)).or_default() += 1;
    }
    hours
        .into_iter()
        .map(|((hour, language), count)| TimelineEntry {
            at: Timestamp::from_seconds(hour.saturating_mul(3600)),
            language,
            count,
        })
        .collect()
}
