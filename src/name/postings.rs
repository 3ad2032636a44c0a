//! Sets of features, and which of them share most with one asked for.

use super::signature::FEATURES;

/// Sets of features, numbered in the order they came.
#[derive(Clone, Debug)]
pub(super) struct Postings {
    lists: Vec<Vec<u32>>,
    sizes: Vec<u8>,
    /// The sets hold pairs as well as triples, so that even short words share some.
    #[allow(dead_code)]
    pairs: bool,
}

/// A set that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) place: u32,
}

impl Postings {
    pub(super) fn new(pairs: bool) -> Self {
        Self { lists: vec![Vec::new(); FEATURES], sizes: Vec::new(), pairs }
    }

    /// Adds a set of features without repeats.
    pub(super) fn push(&mut self, features: &[u16]) {
        let place = self.sizes.len() as u32;
        self.sizes.push(features.len().min(255) as u8);
        for &feature in features {
            if let Some(list) = self.lists.get_mut(usize::from(feature)) {
                list.push(place);
            }
        }
    }

    /// About `wanted` sets whose Dice coefficient with `features` is highest, ties included, in the
    /// order of their numbers.
    pub(super) fn most_alike(
        &self,
        features: &[u16],
        wanted: usize,
        counts: &mut Vec<u8>,
        found: &mut Vec<Found>,
    ) {
        found.clear();
        counts.clear();
        counts.resize(self.sizes.len(), 0);
        for &feature in features.iter().take(255) {
            for &place in self.lists.get(usize::from(feature)).into_iter().flatten() {
                if let Some(count) = counts.get_mut(place as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let size = features.len() as u32;
        let mut likeness = [0usize; 256];
        for (count, &other) in counts.iter_mut().zip(&self.sizes) {
            if *count > 0 {
                let dice = u32::from(*count) * 510 / (size + u32::from(other)).max(1);
                *count = dice.min(255) as u8;
                likeness[usize::from(*count)] += 1;
            }
        }
        let mut least = 1;
        let mut taken = 0;
        for value in (1..256).rev() {
            taken += likeness[value];
            if taken >= wanted {
                least = value as u8;
                break;
            }
        }
        let places = counts.iter().enumerate().filter(|(_, count)| **count >= least);
        found.extend(places.map(|(place, _)| Found { place: place as u32 }));
    }
}
