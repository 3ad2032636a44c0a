//! How many articles of a language hold each feature.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::facet::FeatureId;

/// Articles of a language from which a share of them says something.
const ENOUGH_DOCUMENTS: u32 = 50;

/// The share of a day's articles of a language up to which a word may be of an event; from twice as many
/// on it is common. Weights learned with this and with the rule for few articles reach BCubed F1 .699 on
/// headlines, .693 without. It fails where one event fills more than a fifth of a language's news.
const MOST_OF_AN_EVENT: f32 = 0.2;

/// Counts of articles, and of those among them that hold a feature.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    documents: u32,
    features: FxHashMap<FeatureId, u32>,
    recent: Recent,
}

/// What was counted in this period and the one before, in this order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Recent {
    documents: [u32; 2],
    features: FxHashMap<FeatureId, [u32; 2]>,
}

impl Counts {
    /// Counts an article; at most so many features are remembered.
    pub(super) fn observe(&mut self, features: impl Iterator<Item = FeatureId>, most: usize) {
        self.documents = self.documents.saturating_add(1);
        features.for_each(|feature| *self.features.entry(feature).or_insert(0) += 1);
        let mut rare = 1;
        while self.features.len() > most {
            self.features.retain(|_, count| *count > rare);
            rare *= 2;
        }
    }

    /// Features held, those of recent articles twice.
    pub(super) fn held(&self) -> usize {
        self.features.len() + self.recent.features.len()
    }

    /// Forgets the rarer half of the features, or a little more.
    pub(super) fn forget_half(&mut self) {
        let most = self.held() / 2;
        let mut rare = 1_u32;
        while self.held() > most && rare < u32::MAX {
            self.features.retain(|_, count| *count > rare);
            self.recent.features.retain(|_, counts| sum(counts) > rare);
            rare = rare.saturating_mul(2);
        }
        self.features.shrink_to_fit();
        self.recent.features.shrink_to_fit();
    }

    /// Notes that an article that has been counted is of this period.
    pub(super) fn observe_recent(
        &mut self,
        features: impl Iterator<Item = FeatureId>,
        most: usize,
    ) {
        let [documents, _] = &mut self.recent.documents;
        *documents = documents.saturating_add(1);
        let known = &mut self.recent.features;
        features.for_each(|feature| {
            let [count, _] = known.entry(feature).or_default();
            *count += 1;
        });
        let mut rare = 1;
        while known.len() > most {
            known.retain(|_, counts| sum(counts) > rare);
            rare *= 2;
        }
    }

    /// What was of this period is of the one before, and what was of that one is no longer recent.
    pub(super) fn end_period(&mut self) {
        let Recent { documents, features } = &mut self.recent;
        let shift = |[now, _]: [u32; 2]| [0, now];
        *documents = shift(*documents);
        features.retain(|_, counts| {
            *counts = shift(*counts);
            sum(counts) > 0
        });
        features.shrink_to_fit();
    }

    /// The articles counted.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// The articles that hold the feature.
    #[inline]
    pub(super) fn count(&self, feature: FeatureId) -> u32 {
        self.features.get(&feature).copied().unwrap_or(0)
    }

    /// The articles that hold the feature, and the recent ones among them.
    #[inline]
    pub(super) fn known(&self, feature: FeatureId) -> (u32, u32) {
        (self.count(feature), self.recent.features.get(&feature).map_or(0, sum))
    }

    /// The articles but the recent ones, and those of them that hold a feature of which this is known.
    /// Recent ones count as well the fewer others there are to tell what is common, and the more of them
    /// the feature is in: no event is in most articles of a day, a flood is.
    #[inline]
    pub(super) fn settled(&self, (count, recent): (u32, u32)) -> (f32, f32) {
        let recent_documents = sum(&self.recent.documents) as f32;
        let recent = recent as f32;
        let settled = self.documents as f32 - recent_documents;
        let young = 1.0 - settled / ENOUGH_DOCUMENTS as f32;
        let flood = if recent_documents >= ENOUGH_DOCUMENTS as f32 {
            recent / recent_documents / MOST_OF_AN_EVENT - 1.0
        } else {
            0.0
        };
        let weight = young.max(flood).clamp(0.0, 1.0);
        // Rare features may have been forgotten of all and be known of recent articles.
        let count = (count as f32 - recent).max(0.0);
        (settled.max(0.0) + weight * recent_documents, count + weight * recent)
    }

    /// Whether most articles have what so many have: a sign of nothing, such as a name that a flood
    /// repeats.
    pub(super) fn is_everywhere(&self, count: u32) -> bool {
        self.documents >= ENOUGH_DOCUMENTS && count > self.documents / 2
    }
}

fn sum(counts: &[u32; 2]) -> u32 {
    let [one, other] = counts;
    one.saturating_add(*other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Facet;

    fn word(word: &str) -> FeatureId {
        FeatureId::new(Facet::Stem, word.as_bytes())
    }

    /// Counts so many articles of one word, recent or not.
    fn count(counts: &mut Counts, name: &str, articles: u32, recent: bool) {
        for _ in 0..articles {
            counts.observe([word(name)].into_iter(), 100);
            if recent {
                counts.observe_recent([word(name)].into_iter(), 100);
            }
        }
    }

    #[test]
    fn what_is_recent_settles_two_periods_later() {
        let mut counts = Counts::default();
        count(&mut counts, "old", 60, false);
        count(&mut counts, "new", 3, true);
        assert_eq!((counts.documents(), counts.count(word("new"))), (63, 3));
        assert_eq!(counts.settled(counts.known(word("new"))), (60.0, 0.0));
        counts.end_period();
        assert_eq!(counts.settled(counts.known(word("new"))), (60.0, 0.0));
        assert_eq!(counts.settled(counts.known(word("old"))), (60.0, 60.0));
        counts.end_period();
        assert_eq!(counts.settled(counts.known(word("new"))), (63.0, 3.0));
    }

    #[test]
    fn recent_articles_count_while_there_are_few_others() {
        let mut counts = Counts::default();
        count(&mut counts, "first", 10, true);
        assert_eq!(counts.settled(counts.known(word("first"))), (10.0, 10.0));
        count(&mut counts, "old", 25, false);
        assert_eq!(counts.settled(counts.known(word("first"))), (30.0, 5.0));
    }

    #[test]
    fn a_flood_is_common_at_once_and_an_event_is_not() {
        let mut counts = Counts::default();
        count(&mut counts, "old", 100, false);
        count(&mut counts, "event", 20, true);
        count(&mut counts, "flood", 80, true);
        assert_eq!(counts.settled(counts.known(word("event"))), (100.0, 0.0));
        assert_eq!(counts.settled(counts.known(word("flood"))), (200.0, 80.0));
    }

    #[test]
    fn what_is_forgotten_leaves_no_less_than_nothing() {
        let word = |number: u32| FeatureId::new(Facet::Stem, &number.to_le_bytes());
        let mut counts = Counts::default();
        for number in 0..40 {
            counts.observe([word(number)].into_iter(), 10);
            counts.observe_recent([word(number)].into_iter(), 20);
        }
        assert!(counts.features.len() <= 10 && counts.recent.features.len() <= 20);
        let settled = (0..40).map(|number| counts.settled(counts.known(word(number))));
        assert!(settled.into_iter().all(|(all, count)| count >= 0.0 && count <= all));
    }
}
