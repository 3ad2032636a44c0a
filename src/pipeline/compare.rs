//! Why two articles are, or are not, one story.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::meeting::{Meeting, MeetingKind, Told};
use super::stream::Pipeline;
use crate::article::ArticleId;
use crate::cluster::{
    Contribution, Evidence, SignalKind, Signals, SpanningLink, StoryEvidence, StoryExplanation,
    StoryId,
};
use crate::entity::EntityId;

/// Log-odds below which one signal decides alone: twenty to one, which others seldom outweigh.
const DECISIVE: f32 = -3.0;
/// Log-odds below which texts of one language contradict one story: nearly three to one.
const CONTRADICTING: f32 = -1.0;
/// Open stories that are looked at for a near miss.
const MAX_NEAR: usize = 5;

/// Two articles compared: whether they are one story, and what speaks for and against it.
///
/// How the clustering came to its verdict is told by all articles of both stories, not by these two
/// alone: two articles may be one story although they share little, where others lie between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Comparison {
    /// Whether they are in one story.
    pub same_story: bool,
    /// Whether they are in one cluster of their language.
    pub same_cluster: bool,
    /// Whether one is a copy of the other, or both of a third.
    pub copies: bool,
    /// Every signal between the two, with what it adds.
    pub signals: Vec<SignalShare>,
    /// The words, places, topics, numbers and names that met, in the spellings of both; of each
    /// kind the heaviest first.
    pub meetings: Vec<Meeting>,
    /// What contradicts one story.
    pub vetoes: Vec<Veto>,
    /// How near they are.
    pub evidence: Evidence,
    /// The names of the glossary in both, in the spellings of the first and of the second.
    pub shared_names: Vec<(String, String)>,
    /// How far from one story they are; `None` where they are in one.
    pub nearest_miss: Option<NearestMiss>,
}

/// What a signal says and how much of the evidence it makes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SignalShare {
    /// The kind of signal.
    pub kind: SignalKind,
    /// The signal itself: hours for the time, a similarity between 0 and 1 for all others; `None`
    /// where one side has nothing to compare.
    pub value: Option<f32>,
    /// What it adds to the evidence, in log-odds of the model; below 0 it speaks against one story.
    pub amount: f32,
    /// Its part of all that is added and taken away, 0 to 1.
    pub share: f32,
}

/// A signal that contradicts one story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Veto {
    /// The kind of signal: `language` where both tell different events in one language, `places`,
    /// `numbers` or `names` where both have some and none is common.
    pub kind: SignalKind,
    /// What it takes away, below 0.
    pub amount: f32,
    /// Whether nothing else can outweigh it.
    pub decisive: bool,
    /// What the first article has of the kind, as it is written there.
    pub one: Vec<String>,
    /// What the other has.
    pub other: Vec<String>,
}

/// How far two stories are from being one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NearestMiss {
    /// A story.
    pub one: String,
    /// The other.
    pub other: String,
    /// What the two stories lack to merge, in log-odds of the model. 0 where they lack nothing: then
    /// they have not been compared, since one is closed or others were nearer.
    pub missing: f32,
    /// The signal that speaks against it most, where one does.
    pub against: Option<SignalKind>,
    /// Where that signal decides alone: what they lack without it; below 0 they would merge.
    pub missing_otherwise: Option<f32>,
    /// What speaks for and against merging them.
    pub stories: StoryEvidence,
    /// The evidence of the first article for the other's story, where articles are compared.
    pub one_to_other: Option<StoryEvidence>,
    /// The evidence of the other article for the first one's story.
    pub other_to_one: Option<StoryEvidence>,
}

/// A story explained: what holds it together, and what it all but merged with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExplainedStory {
    /// The story.
    pub story: String,
    /// What holds it together.
    #[serde(flatten)]
    pub explanation: StoryExplanation<ArticleId>,
    /// The open stories it lacks least to merge with, nearest first.
    pub nearest_misses: Vec<NearestMiss>,
}

impl Pipeline {
    /// Compares two articles; `None` if one of them is not held.
    ///
    /// # Complexity
    ///
    /// O(words of the two) to take them apart, once more, and to find what both have; pairs of words are
    /// at most 1,024 for each n-gram of both vectors.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Article;
    /// use samestory::pipeline::Pipeline;
    ///
    /// let mut pipeline = Pipeline::builder().build()?;
    /// for (id, language, headline) in [
    ///     ("a", "en", "Sergei Shoigu and Wang Yi meet in Beijing on Taiwan"),
    ///     ("b", "de", "Sergei Schoigu und Wang Yi in Peking zu Taiwan"),
    /// ] {
    ///     let mut article = Article::new(id, headline);
    ///     article.in_language = Some(language.into());
    ///     pipeline.push(article)?;
    /// }
    /// pipeline.settle();
    /// let comparison = pipeline.compare("a", "b").expect("both are held");
    /// let met = |one: &str, other: &str| {
    ///     comparison.meetings.iter().any(|meeting| {
    ///         meeting.one.iter().any(|form| form == one)
    ///             && meeting.other.iter().any(|form| form == other)
    ///     })
    /// };
    /// assert!(comparison.same_story && met("Shoigu", "Schoigu"));
    /// # #[cfg(feature = "gazetteer")]
    /// assert!(met("Beijing", "Peking"));
    /// # Ok::<(), samestory::error::Error>(())
    /// ```
    pub fn compare(&self, one: &str, other: &str) -> Option<Comparison> {
        let (one, other) = (self.key_of(one)?, self.key_of(other)?);
        let evidence = self.clusterer.evidence(one, other)?;
        let (first, second) = (self.told(one)?, self.told(other)?);
        let meetings = first.meetings(&second, &evidence);
        let veto = |signal: &Contribution| {
            let kind = MeetingKind::of_signal(signal.kind);
            let written = |told: &Told| kind.map(|kind| told.written(kind)).unwrap_or_default();
            Veto {
                kind: signal.kind,
                amount: signal.amount,
                decisive: signal.amount <= DECISIVE,
                one: written(&first),
                other: written(&second),
            }
        };
        let vetoes = evidence.contributions.iter().filter(|signal| contradicts(signal)).map(veto);
        let original = |key: u32| self.clusterer.copy_of(key).unwrap_or(key);
        let story = |key: u32| self.clusterer.story_of(key);
        Some(Comparison {
            same_story: story(one) == story(other),
            same_cluster: self.clusterer.cluster_of(one) == self.clusterer.cluster_of(other),
            copies: one != other && original(one) == original(other),
            signals: shares(&evidence),
            meetings,
            vetoes: vetoes.collect(),
            shared_names: self.shared_names(one, other),
            nearest_miss: story(one).zip(story(other)).and_then(|(story, of_other)| {
                let miss = self.nearest_miss(story, of_other)?;
                Some(NearestMiss {
                    one_to_other: self.clusterer.item_evidence(one, of_other),
                    other_to_one: self.clusterer.item_evidence(other, story),
                    ..miss
                })
            }),
            evidence,
        })
    }

    /// What holds a story together, by its id, such as `s12`, and what it all but merged with; the id
    /// of a merged story leads to the one it is part of.
    ///
    /// O(n²) comparisons for stories of up to 64 articles, O(n) for larger ones.
    pub fn explain_story(&self, id: &str) -> Option<ExplainedStory> {
        let number = id.strip_prefix('s')?.parse().ok()?;
        let story = self.clusterer.story(StoryId(number))?.id;
        let explanation = self
            .clusterer
            .explain_story(story)?
            .renamed(|key| self.articles.get(key).map(|entry| ArticleId::from(entry.id())));
        let near = self.clusterer.related(story, MAX_NEAR).into_iter();
        let mut nearest_misses: Vec<NearestMiss> =
            near.filter_map(|(near, _)| self.nearest_miss(story, near)).collect();
        nearest_misses.sort_by(|one, two| two.stories.amount.total_cmp(&one.stories.amount));
        Some(ExplainedStory { story: story.to_string(), explanation, nearest_misses })
    }

    /// The way from one article to another of its story: each is linked to the next, strongest where
    /// links can be chosen. Empty where both are one text; `None` where they are in two stories or
    /// not held, or no links lead there.
    ///
    /// O(n²) comparisons for stories of up to 64 articles, O(n) for larger ones.
    pub fn path(&self, one: &str, other: &str) -> Option<Vec<SpanningLink<ArticleId>>> {
        let original = |id: &str| {
            let key = self.key_of(id)?;
            Some(self.clusterer.copy_of(key).unwrap_or(key))
        };
        let (one, other) = (original(one)?, original(other)?);
        let story = self.clusterer.story_of(one)?;
        if Some(story) != self.clusterer.story_of(other) {
            return None;
        }
        let path = self.clusterer.explain_story(story)?.path(&one, &other);
        if path.is_empty() && one != other {
            return None;
        }
        let id = |key: u32| self.articles.get(key).map(|entry| ArticleId::from(entry.id()));
        Some(path.into_iter().filter_map(|link| link.renamed(id)).collect())
    }

    /// What two stories lack to be one; `None` where they are.
    fn nearest_miss(&self, one: StoryId, other: StoryId) -> Option<NearestMiss> {
        if one == other {
            return None;
        }
        let stories = self.clusterer.story_evidence(one, other)?;
        let against = stories.contributions.iter().filter(|signal| signal.amount < 0.0);
        let against =
            against.reduce(|most, next| if next.amount < most.amount { next } else { most });
        Some(NearestMiss {
            one: one.to_string(),
            other: other.to_string(),
            missing: (-stories.amount).max(0.0),
            against: against.map(|signal| signal.kind),
            missing_otherwise: against
                .filter(|signal| signal.amount <= DECISIVE)
                .map(|signal| signal.amount - stories.amount),
            stories,
            one_to_other: None,
            other_to_one: None,
        })
    }

    fn shared_names(&self, one: u32, other: u32) -> Vec<(String, String)> {
        let names = |key: u32| self.articles.get(key).map(|entry| entry.mentions());
        let (ones, others) = (names(one).unwrap_or_default(), names(other).unwrap_or_default());
        let mut shared: BTreeMap<EntityId, (String, String)> = BTreeMap::new();
        for (entity, form) in ones {
            if let Some((_, counterpart)) = others.iter().find(|(id, _)| *id == entity) {
                shared.entry(entity).or_insert((form, counterpart.clone()));
            }
        }
        shared.into_values().collect()
    }
}

/// Whether a signal contradicts one story. Texts that are not near, or long after each other, do not
/// contradict; they only say little.
fn contradicts(signal: &Contribution) -> bool {
    match signal.kind {
        SignalKind::Text | SignalKind::Time | SignalKind::Size | SignalKind::Clusters => false,
        SignalKind::Language => signal.amount <= CONTRADICTING,
        _ => signal.amount < 0.0,
    }
}

/// The signals as they are weighed, in the model's order.
fn shares(evidence: &Evidence) -> Vec<SignalShare> {
    let all: f32 = evidence.contributions.iter().map(|signal| signal.amount.abs()).sum();
    let share = |amount: f32| if all > 0.0 { amount.abs() / all } else { 0.0 };
    let one = |signal: &Contribution| SignalShare {
        kind: signal.kind,
        // An empty sum is -0, which would be written so.
        value: value(signal.kind, &evidence.signals).map(|value| value + 0.0),
        amount: signal.amount + 0.0,
        share: share(signal.amount),
    };
    evidence.contributions.iter().map(one).collect()
}

fn value(kind: SignalKind, signals: &Signals) -> Option<f32> {
    match kind {
        SignalKind::Text => Some(signals.cross),
        SignalKind::Language => signals.local,
        SignalKind::Clusters => signals.clusters,
        SignalKind::Size => None,
        SignalKind::Time => Some(signals.hours),
        SignalKind::Places => signals.places,
        SignalKind::Topics => signals.topics,
        SignalKind::Numbers => signals.numbers,
        SignalKind::Names => signals.names,
        SignalKind::Lead => signals.lead,
    }
}
