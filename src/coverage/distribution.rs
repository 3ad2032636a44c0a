//! Counts, shares and intervals on any axis.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::interval::{CONFIDENCE, Interval, goodman};
use super::rating::{Scale, rate_voice};
use super::voice::{Unit, Voice, Voices};

/// How voices spread over the values of an axis.
///
/// Shares are of the voices of which the axis is known; the others stand beside them as `unknown`.
/// Where a voice has several values, as an outlet may have several owners, it counts under each,
/// and the shares sum to more than 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Distribution<K: Ord> {
    /// What is counted.
    pub unit: Unit,
    /// Voices by value.
    pub counts: BTreeMap<K, usize>,
    /// Voices that have a value.
    pub known: usize,
    /// Voices that have none.
    pub unknown: usize,
    /// Parts of the known voices, by value; empty if none is known.
    pub share: BTreeMap<K, f64>,
    /// The lower ends of Goodman's simultaneous 95 % intervals of the shares.
    pub low: BTreeMap<K, f64>,
    /// The upper ends.
    pub high: BTreeMap<K, f64>,
    /// The value that leads: its interval lies above all others. `None` where intervals overlap.
    pub lead: Option<K>,
}

impl<K: Ord + Clone> Distribution<K> {
    /// Counts each voice under its values; `values` may repeat one.
    ///
    /// `axis` lists values to count even where no voice has them; others may appear.
    pub fn new<'a, I: IntoIterator<Item = K>>(
        voices: &Voices<'a>,
        axis: &[K],
        mut values: impl FnMut(&Voice<'a>) -> I,
    ) -> Self {
        let mut counts: BTreeMap<K, usize> = axis.iter().map(|value| (value.clone(), 0)).collect();
        let mut unknown = 0;
        for voice in &voices.all {
            let mut own: Vec<K> = values(voice).into_iter().collect();
            own.sort_unstable();
            own.dedup();
            unknown += usize::from(own.is_empty());
            for value in own {
                *counts.entry(value).or_default() += 1;
            }
        }
        Self::from_counts(voices.unit, counts, voices.all.len() - unknown, unknown)
    }

    /// The shares of counts already made.
    pub(super) fn from_counts(
        unit: Unit,
        counts: BTreeMap<K, usize>,
        known: usize,
        unknown: usize,
    ) -> Self {
        let mut result = Self {
            unit,
            known,
            unknown,
            share: BTreeMap::new(),
            low: BTreeMap::new(),
            high: BTreeMap::new(),
            lead: None,
            counts,
        };
        if known > 0 {
            for (value, count) in &result.counts {
                let Interval { low, high } =
                    goodman(*count, known, result.counts.len(), CONFIDENCE);
                result.share.insert(value.clone(), *count as f64 / known as f64);
                result.low.insert(value.clone(), low);
                result.high.insert(value.clone(), high);
            }
            result.lead = result.leader();
        }
        result
    }

    fn leader(&self) -> Option<K> {
        let (leader, _) = self.counts.iter().max_by_key(|(_, count)| **count)?;
        let low = *self.low.get(leader)?;
        let above = |(value, high): (&K, &f64)| value == leader || *high < low;
        // A single value has nothing to lead before.
        (self.counts.len() > 1 && self.high.iter().all(above)).then(|| leader.clone())
    }
}

impl<S: Scale> Distribution<S> {
    /// Counts each voice at the step where its raters put it.
    pub fn of_ratings(voices: &Voices<'_>) -> Self {
        Self::new(voices, S::STEPS, |voice| rate_voice::<S>(voice).map(|rated| rated.step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(counts: &[usize]) -> Distribution<usize> {
        let known = counts.iter().sum();
        Distribution::from_counts(
            Unit::Independent,
            counts.iter().copied().enumerate().collect(),
            known,
            0,
        )
    }

    #[test]
    fn a_lead_needs_intervals_apart() {
        for (counts, lead) in [
            (vec![83, 122, 117], None),
            (vec![10, 200, 20], Some(1)),
            (vec![2, 4, 3], None),
            (vec![50, 50], None),
            (vec![1, 0, 0], None),
            (vec![40], None),
            (vec![0, 0], None),
            (vec![], None),
        ] {
            assert_eq!(of(&counts).lead, lead, "{counts:?}");
        }
    }

    #[test]
    fn several_values_count_under_each() {
        let voice = |key| Voice { key, articles: 1, profiles: Vec::new() };
        let voices = Voices { unit: Unit::Source, all: ["ab", "a", "aa", ""].map(voice).to_vec() };
        let found = Distribution::new(&voices, &['z'], |voice| voice.key.chars());
        assert_eq!(found.counts, BTreeMap::from([('a', 3), ('b', 1), ('z', 0)]));
        assert_eq!((found.known, found.unknown), (3, 1));
        assert_eq!(found.share[&'a'], 1.0);
    }

    proptest! {
        #[test]
        fn shares_sum_to_one_within_their_intervals(
            counts in prop::collection::vec(0usize..300, 1..8)
        ) {
            let found = of(&counts);
            let sum: f64 = found.share.values().sum();
            prop_assert!(found.known == 0 || (sum - 1.0).abs() < 1e-9, "{sum}");
            for (value, share) in &found.share {
                prop_assert!(found.low[value] <= *share && *share <= found.high[value]);
            }
            if let Some(lead) = found.lead {
                prop_assert!(counts.iter().all(|count| *count <= counts[lead]));
            }
        }
    }
}
