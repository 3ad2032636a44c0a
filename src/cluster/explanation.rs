//! What holds a story together, as it is told: links, members' evidence, suspects.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::evidence::StoryEvidence;
use super::model::SignalKind;

/// What holds a story together. `K` tells its articles: keys in a clustering, ids in a pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryExplanation<K> {
    /// Whether its window has passed.
    pub closed: bool,
    /// Its articles, copies included.
    pub article_count: usize,
    /// Those that copy another; they are left out below.
    pub copy_count: usize,
    /// Mean similarity of the articles to the story's centroid, 0 to 1.
    pub cohesion: f32,
    /// Whether the links are a maximum spanning tree over the evidence of all pairs; otherwise they
    /// are each article's strongest to the most central ones.
    pub spanning: bool,
    /// The links, strongest first.
    pub links: Vec<SpanningLink<K>>,
    /// The weakest of them: without it the story falls into two.
    pub weakest: Option<SpanningLink<K>>,
    /// Each article's evidence for the story, in order of arrival; of a story of more than 1,024
    /// articles, that of the least central ones.
    pub members: Vec<MemberEvidence<K>>,
    /// The articles that may not belong, weakest evidence first.
    pub suspects: Vec<Suspect<K>>,
}

/// Two articles that hold a story together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SpanningLink<K> {
    /// An article.
    pub one: K,
    /// Another.
    pub other: K,
    /// The evidence that the two alone are one story, in log-odds of the model.
    pub amount: f32,
    /// How likely that is, between 0 and 1.
    pub probability: f32,
    /// Their similarity across languages.
    pub cross: f32,
    /// Their similarity within the language, where it is the same.
    pub local: Option<f32>,
    /// The kind of signal that adds most.
    pub strongest: Option<SignalKind>,
}

/// An article's place in its story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MemberEvidence<K> {
    /// The article.
    pub article: K,
    /// Its similarity to the story's centroid.
    pub centrality: f32,
    /// What the other articles say of it; `None` for one that is alone.
    pub evidence: Option<StoryEvidence>,
}

/// An article that may not belong to its story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Suspect<K> {
    /// The article.
    pub article: K,
    /// Its evidence for the story.
    pub amount: f32,
    /// Its similarity to the story's centroid.
    pub centrality: f32,
    /// What makes it suspect.
    pub reason: SuspectReason,
}

/// What makes an article suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SuspectReason {
    /// Its evidence for the story is below 0: came it now, it would not join.
    BelowZero,
    /// Its evidence is far below that of the others.
    FarBelow,
}

impl<K> StoryExplanation<K> {
    /// The same explanation with its articles told otherwise; those that `name` does not know are
    /// left out.
    pub fn renamed<N>(self, name: impl Fn(K) -> Option<N>) -> StoryExplanation<N> {
        let link = |link: SpanningLink<K>| link.renamed(&name);
        let member = |member: MemberEvidence<K>| {
            let MemberEvidence { article, centrality, evidence } = member;
            Some(MemberEvidence { article: name(article)?, centrality, evidence })
        };
        let suspect = |suspect: Suspect<K>| {
            let Suspect { article, amount, centrality, reason } = suspect;
            Some(Suspect { article: name(article)?, amount, centrality, reason })
        };
        StoryExplanation {
            closed: self.closed,
            article_count: self.article_count,
            copy_count: self.copy_count,
            cohesion: self.cohesion,
            spanning: self.spanning,
            links: self.links.into_iter().filter_map(link).collect(),
            weakest: self.weakest.and_then(link),
            members: self.members.into_iter().filter_map(member).collect(),
            suspects: self.suspects.into_iter().filter_map(suspect).collect(),
        }
    }
}

impl<K: Ord + Clone> StoryExplanation<K> {
    /// The links that lead from one article to another, in order; none where it is the same one, or
    /// where no links lead there. In a spanning tree it is the only way, and the one whose weakest
    /// link is strongest. O(articles × links).
    pub fn path(&self, from: &K, to: &K) -> Vec<SpanningLink<K>> {
        let mut came: BTreeMap<&K, &SpanningLink<K>> = BTreeMap::new();
        let mut next = VecDeque::from([from]);
        while let Some(here) = next.pop_front() {
            for link in &self.links {
                let Some(there) = link.from(here) else { continue };
                if there != from && !came.contains_key(there) {
                    came.insert(there, link);
                    next.push_back(there);
                }
            }
        }
        let (mut path, mut here) = (Vec::new(), to);
        while here != from {
            let step = came.get(here).and_then(|link| Some((*link, link.from(here)?)));
            let Some((link, before)) = step else { return Vec::new() };
            path.push(link.clone());
            here = before;
        }
        path.reverse();
        path
    }
}

impl<K> SpanningLink<K> {
    /// The same link with its articles told otherwise.
    pub fn renamed<N>(self, name: impl Fn(K) -> Option<N>) -> Option<SpanningLink<N>> {
        let Self { one, other, amount, probability, cross, local, strongest } = self;
        let (one, other) = (name(one)?, name(other)?);
        Some(SpanningLink { one, other, amount, probability, cross, local, strongest })
    }
}

impl<K: Eq> SpanningLink<K> {
    /// Where it leads from `article`.
    pub(super) fn from(&self, article: &K) -> Option<&K> {
        match article {
            _ if self.one == *article => Some(&self.other),
            _ if self.other == *article => Some(&self.one),
            _ => None,
        }
    }
}
