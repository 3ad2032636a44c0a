//! What the clustering changed, said in the caller's ids.

use super::event::{Event, EventKind};
use super::stream::Pipeline;
use crate::cluster::{Change, StoryId};
use crate::story::headline_of;

impl Pipeline {
    /// Says the changes in the caller's ids, numbered.
    pub(super) fn events(&mut self, changes: Vec<Change>) -> Vec<Event> {
        let mut kinds = Vec::with_capacity(changes.len());
        for change in changes {
            self.say(change, &mut kinds);
        }
        self.number(kinds)
    }

    pub(super) fn number(&mut self, kinds: Vec<EventKind>) -> Vec<Event> {
        let numbered = kinds.into_iter().zip(self.next_event..);
        let events: Vec<Event> =
            numbered.map(|(kind, sequence)| Event { sequence, kind }).collect();
        self.next_event += events.len() as u64;
        events
    }

    pub(super) fn say(&mut self, change: Change, kinds: &mut Vec<EventKind>) {
        let id_of =
            |key: u32| self.articles.get(key).map(|entry| entry.id().into()).unwrap_or_default();
        match change {
            Change::Created { story } => {
                kinds.push(EventKind::Created { story: story.to_string() })
            }
            Change::Joined { story, cluster, item, link } => {
                kinds.push(EventKind::Joined {
                    story: story.to_string(),
                    cluster: cluster.to_string(),
                    article: id_of(item),
                    nearest: link.map(|link| id_of(link.to)),
                    score: link.map(|link| link.similarity),
                });
                kinds.extend(self.headline_change(story));
            }
            Change::Left { story, item } => {
                kinds.push(EventKind::Left { story: story.to_string(), article: id_of(item) });
            }
            Change::Merged { into, from, .. } => {
                kinds.push(EventKind::Merged { into: into.to_string(), from: from.to_string() });
                self.headlines.remove(&from);
                kinds.extend(self.headline_change(into));
            }
            Change::Split { story, into, cluster } => {
                let members = self.clusterer.cluster(cluster).map_or(&[][..], |c| &c.members);
                kinds.push(EventKind::Split {
                    story: story.to_string(),
                    into: into.to_string(),
                    articles: members.iter().map(|key| id_of(*key)).collect(),
                });
                self.headlines.remove(&into);
                kinds.extend(self.headline_change(story));
            }
            Change::Closed { story } => {
                self.headlines.remove(&story);
                kinds.push(EventKind::Closed { story: story.to_string() });
            }
        }
    }

    /// The new medoid of a story, if it is another. Looked for when the story's size is a power of
    /// two, so that the cost of a story of n articles is O(n) in all.
    fn headline_change(&mut self, story: StoryId) -> Option<EventKind> {
        let group = self.clusterer.story(story)?;
        let clusters = group.clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        let size: usize = clusters.clone().map(|cluster| cluster.members.len()).sum();
        if !size.is_power_of_two() {
            return None;
        }
        self.new_headline(story)
    }

    /// The medoid of a story, if it is another than before. O(articles of the story).
    pub(super) fn new_headline(&mut self, story: StoryId) -> Option<EventKind> {
        let group = self.clusterer.story(story)?;
        let clusters = group.clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        let medoid = clusters
            .flat_map(|cluster| cluster.members.iter().copied())
            .filter_map(|key| Some((self.clusterer.centrality(key)?, key)))
            .max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)))?
            .1;
        let before = self.headlines.insert(story, medoid);
        let entry = self.articles.get(medoid)?;
        let changed = before.is_some_and(|before| before != medoid);
        changed.then(|| EventKind::HeadlineChanged {
            story: story.to_string(),
            article: entry.id().into(),
            headline: headline_of(&entry.unpack()),
        })
    }
}
