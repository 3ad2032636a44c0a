//! A clustering of the caller's own in a pipeline: leaders (Hartigan 1975), with nothing of the built-in
//! one. An item joins the story whose founder it is nearest to across languages, or founds one. It is
//! simple, not good: a story whose founder was taken out takes no more, and nothing ever merges.

use std::collections::BTreeMap;

use samestory::article::{Article, Timestamp};
use samestory::cluster::{
    Change, Cluster, ClusterId, ClusterItem, Clusterer, Evidence, Link, LinkKind, StoryGroup,
    StoryId, StoryModel,
};
use samestory::pipeline::{EventKind, Pipeline, PipelineOptions};
use samestory::story::StoryStatus;

/// Similarity to a founder from which an item joins its story.
const NEAR: f32 = 0.2;
const WINDOW_HOURS: f64 = 72.0;

#[derive(Default)]
struct Leaders {
    items: BTreeMap<u32, (ClusterItem, ClusterId, Option<Link>)>,
    clusters: BTreeMap<ClusterId, Cluster>,
    stories: BTreeMap<StoryId, StoryGroup>,
    model: StoryModel,
}

impl Leaders {
    fn item(&self, key: u32) -> Option<&ClusterItem> {
        self.items.get(&key).map(|(item, ..)| item)
    }

    /// The open stories whose founders are nearest to an item, nearest first.
    fn nearest(&self, item: &ClusterItem) -> Vec<(StoryId, f32)> {
        let open = self.stories.values().filter(|story| !story.closed);
        let near = open.filter_map(|story| {
            Some((story.id, self.item(story.id.0)?.vectors.cross.dot(&item.vectors.cross)))
        });
        let mut near: Vec<(StoryId, f32)> = near.collect();
        near.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        near
    }
}

impl Clusterer for Leaders {
    fn insert(&mut self, item: ClusterItem, changes: &mut Vec<Change>) {
        let (key, time, language) = (item.key, item.time, item.language);
        let near = self.nearest(&item).first().copied().filter(|near| near.1 >= NEAR);
        let link = near.map(|(story, similarity)| Link {
            to: story.0,
            similarity: similarity.min(1.0),
            kind: LinkKind::Cross,
        });
        let id = near.map_or(StoryId(key), |(story, _)| story);
        let story = self.stories.entry(id).or_insert_with(|| {
            changes.push(Change::Created { story: id });
            StoryGroup::new(id, time)
        });
        (story.first, story.last) = (story.first.min(time), story.last.max(time));
        story.newest = key;
        let of_language = |id: &&ClusterId| self.clusters[id].language == language;
        let cluster = story.clusters.iter().find(of_language).copied().unwrap_or(ClusterId(key));
        let group = self.clusters.entry(cluster).or_insert_with(|| {
            story.clusters.push(cluster);
            Cluster::new(cluster, id, language, time)
        });
        (group.first, group.last) = (group.first.min(time), group.last.max(time));
        group.members.push(key);
        self.items.insert(key, (item, cluster, link));
        changes.push(Change::Joined { story: id, cluster, item: key, link });
    }

    fn remove(&mut self, key: u32, changes: &mut Vec<Change>) -> bool {
        let Some((_, cluster, _)) = self.items.remove(&key) else { return false };
        let group = self.clusters.get_mut(&cluster).expect("items have one");
        group.members.retain(|member| *member != key);
        let (story, is_empty) = (group.story, group.members.is_empty());
        changes.push(Change::Left { story, item: key });
        if is_empty {
            self.clusters.remove(&cluster);
            let group = self.stories.get_mut(&story).expect("clusters have one");
            group.clusters.retain(|other| *other != cluster);
            if group.clusters.is_empty() {
                self.stories.remove(&story);
            }
        }
        true
    }

    fn merge_stories(&mut self, _: &mut Vec<Change>) {}

    fn close_before(&mut self, now: Timestamp, idle_since: u32, changes: &mut Vec<Change>) {
        let horizon = now.plus_hours(-WINDOW_HOURS);
        let ended = |story: &&mut StoryGroup| {
            !story.closed && story.last < horizon && story.newest < idle_since
        };
        for story in self.stories.values_mut().filter(ended) {
            story.closed = true;
            changes.push(Change::Closed { story: story.id });
        }
    }

    fn story_of(&self, key: u32) -> Option<StoryId> {
        Some(self.clusters[&self.cluster_of(key)?].story)
    }

    fn cluster_of(&self, key: u32) -> Option<ClusterId> {
        self.items.get(&key).map(|(_, cluster, _)| *cluster)
    }

    fn story(&self, id: StoryId) -> Option<&StoryGroup> {
        self.stories.get(&id)
    }

    fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.clusters.get(&id)
    }

    fn stories(&self) -> Box<dyn Iterator<Item = &StoryGroup> + '_> {
        Box::new(self.stories.values())
    }

    fn link(&self, key: u32) -> Option<Link> {
        self.items.get(&key).and_then(|(.., link)| *link)
    }

    fn copy_of(&self, _: u32) -> Option<u32> {
        None
    }

    fn centrality(&self, key: u32) -> Option<f32> {
        let founder = self.item(self.story_of(key)?.0)?;
        Some(founder.vectors.cross.dot(&self.item(key)?.vectors.cross))
    }

    fn related(&self, story: StoryId, most: usize) -> Vec<(StoryId, f32)> {
        let mut near = self.item(story.0).map_or(Vec::new(), |founder| self.nearest(founder));
        near.retain(|(other, similarity)| *other != story && *similarity > 0.0);
        near.truncate(most);
        near
    }

    fn evidence(&self, one: u32, other: u32) -> Option<Evidence> {
        Some(Evidence::between(self.item(one)?, self.item(other)?, &self.model))
    }
}

fn article(id: &str, language: &str, headline: &str, published: &str) -> Article {
    let mut article = Article::new(id, headline);
    article.in_language = Some(language.into());
    article.date_published = Some(published.parse().expect("a time"));
    article
}

#[test]
fn a_clustering_of_ones_own_makes_stories() {
    let mut pipeline = Pipeline::builder()
        .clusterer(Leaders::default())
        .build()
        .expect("the defaults are in range");
    let day = "2026-03-02T08:00:00Z";
    for (id, language, headline) in [
        ("a", "en", "Shoigu and Wang Yi meet in Beijing on Taiwan"),
        ("b", "de", "Schoigu und Wang Yi treffen sich in Beijing zu Taiwan"),
        ("c", "en", "Beijing: Shoigu and Wang Yi speak of Taiwan"),
        ("d", "en", "Quake of 6.1 shakes Arequipa in southern Peru"),
    ] {
        pipeline.push(article(id, language, headline, day)).expect("accepted");
    }
    assert_eq!(pipeline.story_of("a").as_deref(), Some("s0"));
    assert_eq!(pipeline.story_of("b"), pipeline.story_of("a"));
    assert_eq!(pipeline.cluster_of("c"), pipeline.cluster_of("a"));
    assert_ne!(pipeline.cluster_of("b"), pipeline.cluster_of("a"));
    assert_ne!(pipeline.story_of("d"), pipeline.story_of("a"));

    let stories = pipeline.stories();
    assert_eq!(stories.len(), 2);
    assert_eq!(stories[0].coverage.article_count, 3);
    assert_eq!(stories[0].story.languages.len(), 2);
    let explained = pipeline.compare("a", "b").expect("both are held");
    assert!(explained.same_story);
    assert!(!explained.evidence.contributions.is_empty());

    let left = pipeline.remove("a");
    assert!(left.iter().any(|event| matches!(&event.kind, EventKind::Left { .. })));
    assert_eq!(pipeline.story_of("a"), None);
    assert_eq!(pipeline.story_of("b").as_deref(), Some("s0"));
}

#[test]
fn its_stories_end_with_their_window() {
    let mut options = PipelineOptions::default();
    options.idle_articles = 100;
    let mut pipeline = Pipeline::builder()
        .options(options)
        .clusterer(Leaders::default())
        .build()
        .expect("the defaults are in range");
    let mut closed = 0;
    for number in 0..600 {
        let day = 1 + number / 25;
        let published = format!("2026-03-{day:02}T08:00:00Z");
        let headline = match number {
            0 => "Shoigu and Wang Yi meet in Beijing on Taiwan".to_owned(),
            _ => format!("Quake number {number} in southern Peru"),
        };
        let events = pipeline.push(article(&format!("q{number}"), "en", &headline, &published));
        let events = events.expect("accepted");
        let ends = |kind: &EventKind| matches!(kind, EventKind::Closed { .. });
        closed += events.iter().filter(|event| ends(&event.kind)).count();
    }
    assert!(
        closed > 0
            && pipeline.story("s0").is_some_and(|story| story.story.status == StoryStatus::Closed)
    );
}
