//! Two clusterings of the same articles, as small numbers.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

/// A gold and a predicted clustering, matched article by article.
///
/// Holds what every measure needs; build it once where several measures are wanted.
///
/// # Examples
///
/// ```
/// use samestory::eval::{Labels, bcubed};
///
/// let gold = [(1, "flood", Some("en")), (2, "flood", Some("es")), (3, "vote", Some("en"))];
/// let labels = Labels::new(gold, [(1, 'x'), (2, 'x'), (3, 'x')]);
/// assert_eq!(labels.gold_stories(), 2);
/// assert_eq!(bcubed(&labels).recall, 1.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Labels {
    pub(super) articles: Vec<Labeled>,
    /// The non-empty overlaps of predicted and gold stories, in (predicted, gold) order.
    pub(super) overlaps: Vec<Overlap>,
    pub(super) gold_sizes: Vec<usize>,
    pub(super) predicted_sizes: Vec<usize>,
    missing: usize,
    unknown: usize,
}

/// An article's numbers; stories and languages count from 0 as they appear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labeled {
    pub(super) gold: usize,
    pub(super) predicted: usize,
    pub(super) language: Option<usize>,
}

/// The articles that one predicted and one gold story share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overlap {
    pub(super) gold: usize,
    pub(super) predicted: usize,
    /// Articles shared, at least 1.
    pub(super) shared: usize,
    pub(super) gold_size: usize,
    pub(super) predicted_size: usize,
}

impl Labels {
    /// Matches `gold`, as (article, story, language), with `predicted`, as (article, story).
    ///
    /// Where an article comes twice in either, the first line counts.
    pub fn new<A, G, P, L>(
        gold: impl IntoIterator<Item = (A, G, Option<L>)>,
        predicted: impl IntoIterator<Item = (A, P)>,
    ) -> Self
    where
        A: Eq + Hash,
        G: Eq + Hash,
        P: Eq + Hash,
        L: Eq + Hash,
    {
        let mut predicted_of = FxHashMap::default();
        let mut predicted_numbers = Numbers::default();
        for (article, story) in predicted {
            predicted_of.entry(article).or_insert_with(|| predicted_numbers.number(story));
        }
        let (mut gold_numbers, mut languages) = (Numbers::default(), Numbers::default());
        let mut seen = FxHashSet::default();
        // Only predicted stories that hold a gold article are counted, so they get new numbers.
        let mut used_numbers = Numbers::default();
        let mut labels = Self::default();
        for (article, story, language) in gold {
            let place = predicted_of.get(&article).copied();
            if !seen.insert(article) {
                continue;
            }
            labels.missing += usize::from(place.is_none());
            let own_story = predicted_numbers.len() + labels.missing;
            labels.articles.push(Labeled {
                gold: gold_numbers.number(story),
                predicted: used_numbers.number(place.unwrap_or(own_story)),
                language: language.map(|language| languages.number(language)),
            });
        }
        labels.unknown = predicted_of.len() + labels.missing - seen.len();
        labels.count(gold_numbers.len(), used_numbers.len());
        labels
    }

    /// Articles of the gold clustering.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Stories of the gold clustering.
    pub fn gold_stories(&self) -> usize {
        self.gold_sizes.len()
    }

    /// Predicted stories that hold a gold article, among them those of the missing articles.
    pub fn predicted_stories(&self) -> usize {
        self.predicted_sizes.len()
    }

    /// Gold articles that the prediction leaves out: each is a predicted story of its own.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Predicted articles that are not in gold: ignored.
    pub fn unknown(&self) -> usize {
        self.unknown
    }

    /// Fills in the sizes and overlaps.
    fn count(&mut self, gold_stories: usize, predicted_stories: usize) {
        self.gold_sizes = vec![0; gold_stories];
        self.predicted_sizes = vec![0; predicted_stories];
        let mut cells: Vec<_> =
            self.articles.iter().map(|article| (article.predicted, article.gold)).collect();
        cells.sort_unstable();
        for run in cells.chunk_by(|one, other| one == other) {
            let Some(&(predicted, gold)) = run.first() else { continue };
            let shared = run.len();
            self.overlaps.push(Overlap {
                gold,
                predicted,
                shared,
                gold_size: 0,
                predicted_size: 0,
            });
            add(&mut self.gold_sizes, gold, shared);
            add(&mut self.predicted_sizes, predicted, shared);
        }
        for overlap in &mut self.overlaps {
            overlap.gold_size = self.gold_sizes.get(overlap.gold).copied().unwrap_or(0);
            overlap.predicted_size =
                self.predicted_sizes.get(overlap.predicted).copied().unwrap_or(0);
        }
    }
}

fn add(sizes: &mut [usize], story: usize, articles: usize) {
    if let Some(size) = sizes.get_mut(story) {
        *size += articles;
    }
}

/// Numbers values from 0 as they first appear.
struct Numbers<T>(FxHashMap<T, usize>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Eq + Hash> Numbers<T> {
    fn number(&mut self, value: T) -> usize {
        let next = self.0.len();
        *self.0.entry(value).or_insert(next)
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_either_side_lacks() {
        let gold = [("a", 1, Some("fr")), ("b", 1, None), ("c", 2, None), ("a", 3, None)];
        let predicted = [("a", 'x'), ("a", 'y'), ("z", 'x'), ("y", 'q')];
        let labels = Labels::new(gold, predicted);
        assert_eq!(labels.articles(), 3, "the second line of `a` is not used");
        assert_eq!((labels.missing(), labels.unknown()), (2, 2));
        assert_eq!((labels.gold_stories(), labels.predicted_stories()), (2, 3));
    }

    #[test]
    fn nothing_is_no_problem() {
        let labels = Labels::new([(); 0].map(|()| ("", "", Some(""))), [("a", "x")]);
        assert_eq!((labels.articles(), labels.unknown()), (0, 1));
    }
}
