//! What a long stream lets go of.

use super::event::{Event, EventKind};
use super::stream::Pipeline;
use crate::article::Timestamp;
use crate::cluster::StoryId;

/// Times the window and the retention for which an article of a story that goes on is held: wars
/// and campaigns never close.
const LIVING: f64 = 4.0;

/// The share of the hours for which something is held after which it is looked whether it still is: what
/// it costs an article does not grow with those that are held.
const EACH_LOOK: f64 = 1.0 / 64.0;

impl Pipeline {
    /// Closes the stories whose window has passed, and lets go of what
    /// [`PipelineOptions::retention_hours`](super::PipelineOptions::retention_hours) does not keep.
    /// It happens by itself every 256 articles, but what is held is looked through once in a 64th of the
    /// hours for which it is; call it when a stream pauses.
    ///
    /// O(stories + articles); by itself O(stories that have ended), and what an article costs in all is 64
    /// looks at it.
    pub fn tend(&mut self) -> Vec<Event> {
        self.tended(true)
    }

    /// The same, by itself.
    pub(super) fn tend_in_passing(&mut self) -> Vec<Event> {
        let passed = self.clock.now().hours_since(self.looked).abs();
        let due = self
            .options
            .retention_hours
            .is_some_and(|hours| passed >= (hours + self.options.cluster.window_hours) * EACH_LOOK);
        self.tended(due)
    }

    fn tended(&mut self, looks: bool) -> Vec<Event> {
        let mut changes = Vec::new();
        let idle_since = self.next_key.saturating_sub(self.options.idle_articles);
        self.clusterer.close_before(self.clock.now(), idle_since, &mut changes);
        let mut kinds = Vec::with_capacity(changes.len());
        for change in changes {
            self.say(change, &mut kinds);
        }
        if looks {
            self.looked = self.clock.now();
            self.let_go(&mut kinds);
        }
        self.number(kinds)
    }

    /// Articles held: all that came, but for those that were removed or let go.
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    /// Drops the stories that have been over for longer than they are held, with their articles, and
    /// the oldest articles of those that never end.
    fn let_go(&mut self, kinds: &mut Vec<EventKind>) {
        let Some(hours) = self.options.retention_hours else { return };
        let (now, most) = (self.clock.now(), hours + self.options.cluster.window_hours);
        // By the stream's own time: a story with a date in the future would never be over. And in
        // both directions, since articles of false dates can move that time for a while.
        let is_over = |newest: u32| {
            let newest = self.articles.get(newest);
            newest.is_none_or(|entry| now.hours_since(entry.arrived()).abs() > most)
        };
        let over: Vec<(StoryId, bool)> = self
            .clusterer
            .stories()
            .filter(|group| is_over(group.newest))
            .map(|group| (group.id, group.closed))
            .collect();
        let mut keys = Vec::new();
        for (story, closed) in over {
            if !closed {
                kinds.push(EventKind::Closed { story: story.to_string() });
            }
            self.headlines.remove(&story);
            self.clusterer.forget(story, &mut keys);
        }
        self.drop_articles(keys);
        let is_old = |arrived: Timestamp| now.hours_since(arrived).abs() > most * LIVING;
        let old = self.articles.iter().filter(|(_, entry)| is_old(entry.arrived()));
        let mut old: Vec<u32> = old.map(|(key, _)| key).collect();
        old.sort_unstable();
        for key in &old {
            // The story goes on without it, so it does not leave.
            self.clusterer.remove(*key, &mut Vec::new());
        }
        self.drop_articles(old);
    }

    fn drop_articles(&mut self, keys: Vec<u32>) {
        for key in keys {
            self.keys.remove(key, &self.articles);
            self.articles.remove(key);
        }
    }
}
