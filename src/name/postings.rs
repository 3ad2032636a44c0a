//! Sets of features, and which of them share most with one asked for.

use super::signature::{FEATURES, TRIPLES};

/// Sets of features, numbered in the order they came.
#[derive(Clone, Debug)]
pub(super) struct Postings {
    lists: Vec<Vec<u32>>,
    /// Pairs and triples in each set.
    sizes: Vec<[u8; 2]>,
}

/// Triples from which pairs are left out of a question: they tell little beside so many, and theirs
/// are the longest lists.
const ENOUGH_TRIPLES: usize = 4;

/// Steps of the Dice coefficient.
const STEPS: usize = 1024;

/// Bits behind the point of a step.
const FRACTION: u32 = 12;

/// Above the pairs and triples of any set.
const MOST_SIZE: usize = 512;

/// What a search works with.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// By set: shared features; all zero between searches.
    counts: Vec<u8>,
    /// Sets that share any.
    touched: Vec<u32>,
    /// Sets and the steps of their Dice coefficient.
    alike: Vec<(u32, u16)>,
}

impl Postings {
    pub(super) fn new() -> Self {
        Self { lists: vec![Vec::new(); FEATURES], sizes: Vec::new() }
    }

    /// Adds a set of features in rising order without repeats.
    pub(super) fn push(&mut self, features: &[u16]) {
        let place = self.sizes.len() as u32;
        let pairs = features.iter().take_while(|feature| **feature < TRIPLES).count();
        self.sizes.push([pairs.min(255) as u8, (features.len() - pairs).min(255) as u8]);
        for &feature in features {
            if let Some(list) = self.lists.get_mut(usize::from(feature)) {
                list.push(place);
            }
        }
    }

    /// About `wanted` sets, a third to one and a half times as many where there are, whose Dice
    /// coefficient with `features` is highest, in any order. Linear in the sets that share a feature.
    pub(super) fn most_alike(
        &self,
        features: &[u16],
        wanted: usize,
        search: &mut Search,
        found: &mut Vec<u32>,
    ) {
        let Search { counts, touched, alike } = search;
        if counts.len() < self.sizes.len() {
            counts.resize(self.sizes.len(), 0);
        }
        touched.clear();
        let pairs = features.iter().take_while(|feature| **feature < TRIPLES).count();
        let skip = if features.len() - pairs >= ENOUGH_TRIPLES { pairs } else { 0 };
        let features = features.get(skip..).unwrap_or(features);
        for &feature in features.iter().take(255) {
            for &place in self.lists.get(usize::from(feature)).into_iter().flatten() {
                if let Some(count) = counts.get_mut(place as usize) {
                    if *count == 0 {
                        touched.push(place);
                    }
                    *count += 1;
                }
            }
        }
        let pairs_count = usize::from(skip == 0);
        let size = features.len();
        // Divisions are most of the cost otherwise.
        let mut steps = [0u32; MOST_SIZE];
        for (other, step) in steps.iter_mut().enumerate() {
            *step = ((2 * (STEPS - 1)) << FRACTION) as u32 / (size + other).max(1) as u32;
        }
        let mut likeness = [0u32; STEPS];
        alike.clear();
        for &place in touched.iter() {
            let (Some(count), Some(&[pairs, triples])) =
                (counts.get_mut(place as usize), self.sizes.get(place as usize))
            else {
                continue;
            };
            let other = usize::from(triples) + pairs_count * usize::from(pairs);
            let step = steps.get(other).copied().unwrap_or(0);
            let dice = (u32::from(std::mem::take(count)) * step) >> FRACTION;
            let dice = dice.clamp(1, STEPS as u32 - 1) as u16;
            alike.push((place, dice));
            if let Some(likeness) = likeness.get_mut(usize::from(dice)) {
                *likeness += 1;
            }
        }
        let mut least = STEPS as u16;
        let mut taken = 0;
        for (value, count) in likeness.iter().enumerate().skip(1).rev() {
            let count = *count as usize;
            // A crowd of equals that would take over: all or none, so that order does not matter.
            if taken + count > wanted * 3 / 2 && taken >= wanted / 3 {
                break;
            }
            taken += count;
            least = value as u16;
            if taken >= wanted {
                break;
            }
        }
        found.clear();
        found.extend(alike.iter().filter(|(_, dice)| *dice >= least).map(|(place, _)| place));
    }
}
