//! Stories as they are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::difference::Difference;
use super::places::StoryPlace;
use super::related::RelatedStory;
use super::summary::SummaryPoint;
use super::timeline::{LanguageArrival, TimelineEntry};
use crate::article::{ArticleId, Timestamp};
use crate::cluster::{LinkKind, StoryId};
use crate::entity::{EntityId, EntityKind};
use crate::language::LanguageTag;

/// Articles about one event, in every language, and what can be said of them.
///
/// Written as camel-case JSON; ids of stories are `s` and a number, ids of clusters `c` and a
/// number. How many outlets and independent voices it has is told by its
/// [coverage](crate::coverage), which the pipeline writes beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Story {
    /// Its id: it never changes and leads on after a merge.
    pub id: String,
    /// Whether articles may still join.
    pub status: StoryStatus,
    /// The story it was merged into. `None` for one that stands, as do all that a
    /// [`StoryBuilder`](super::StoryBuilder) makes: the id of a merged story leads to the one it is part of.
    /// It is for whoever keeps stories that were written before: set it to the `into` of the event that
    /// tells of the merge.
    pub merged_into: Option<String>,
    /// How it came to be: what it was parted from, and the merges since.
    pub lineage: Vec<StoryLineage>,
    /// A headline per language: of the article nearest to the others.
    pub headline: BTreeMap<LanguageTag, String>,
    /// The article that each headline is of.
    pub info_article: BTreeMap<LanguageTag, ArticleId>,
    /// The article nearest to all others.
    pub medoid_article: Option<ArticleId>,
    /// What happened, in sentences of the articles.
    pub summary: Vec<SummaryPoint>,
    /// The earliest believable time of an article.
    pub date_created: Timestamp,
    /// The latest believable time of an article.
    pub date_modified: Timestamp,
    /// Its clusters, each of one language, by age.
    pub clusters: Vec<StoryCluster>,
    /// Articles per language.
    pub languages: BTreeMap<LanguageTag, usize>,
    /// Texts that several outlets carry.
    pub wire_groups: Vec<WireGroup>,
    /// Names, the most mentioned first, with their spellings.
    pub entities: Vec<StoryEntity>,
    /// Places of the event, and of those who take part in it.
    pub places: Vec<StoryPlace>,
    /// What one side or language reports and others hardly do.
    pub differences: Vec<Difference>,
    /// Why each article is in the story.
    pub links: Vec<StoryLink>,
    /// Mean similarity of the articles to the story's centroid, 0 to 1.
    pub cohesion: f32,
    /// The stories nearest to it, with what they have in common.
    pub related: Vec<RelatedStory>,
    /// Articles by hour, language and side.
    pub timeline: Vec<TimelineEntry>,
    /// The languages in the order in which the story came to them.
    pub spread: Vec<LanguageArrival>,
    /// How much it belongs on a front page when it was built, 0 to 1.
    pub rank: f64,
}

/// Whether a story still grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum StoryStatus {
    /// Articles may join.
    #[default]
    Active,
    /// Its window has passed.
    Closed,
}

/// A step in how a story came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryLineage {
    /// `split` or `merged`.
    pub op: String,
    /// The story that this one was parted from, or the stories that went into it.
    pub from: Vec<String>,
}

/// A cluster of one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryCluster {
    /// Its id.
    pub id: String,
    /// Its language.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// Its articles in order of arrival.
    pub articles: Vec<ArticleId>,
}

/// One text in several outlets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WireGroup {
    /// The articles, in order of arrival.
    pub members: Vec<ArticleId>,
    /// The article the others copy, where a wire agency or a credit line tells.
    pub originator: Option<ArticleId>,
}

/// A name in the story and how each language spells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryEntity {
    /// The entity.
    pub id: EntityId,
    /// The most frequent spelling in the reader's languages, or of all.
    pub label: String,
    /// What it is, where that is known.
    pub kind: Option<EntityKind>,
    /// Articles of the story that mention it.
    pub article_count: usize,
    /// The spellings within the story, the most frequent first.
    pub variants: Vec<StoryVariant>,
}

/// A spelling within a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryVariant {
    /// As it stands in the text.
    pub form: String,
    /// The language of the text.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// ISO 15924 code of its script.
    pub script: String,
    /// Mentions in the story.
    pub count: usize,
    /// The outlets that use it, by name.
    pub sources: Vec<String>,
}

/// Why an article is in a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryLink {
    /// The article that came.
    pub a: ArticleId,
    /// The nearest article that was there.
    pub b: ArticleId,
    /// How near they are, 0 to 1.
    pub score: f32,
    /// The evidence that brought it there: for now one kind, the one whose amount `score` is. How all
    /// signals between two articles are weighed, a clustering's
    /// [`evidence`](crate::cluster::Clusterer::evidence) tells.
    pub signals: Vec<StorySignal>,
}

/// One kind of evidence and its amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StorySignal {
    /// The kind of evidence.
    pub kind: LinkKind,
    /// Its amount, 0 to 1.
    pub value: f32,
}

/// How a story's id is written.
pub(super) fn written(id: StoryId) -> String {
    id.to_string()
}
