//! A small sum that is compared with many others, made ready for it.

use super::centroid::Sum;
use super::sums::{Locals, Side};
use crate::features::{FeatureId, Signs};
use crate::language::LanguageTag;

/// Bits of the ranges beyond those of their number: most ranges are empty, and a feature that is absent
/// is known to be so at once.
const SPARE_BITS: u32 = 4;

/// The features of a sum, and where those of each range of hashes begin: hashes lie evenly, so a feature
/// is found in a step or two.
#[derive(Clone, Debug)]
pub(super) struct Indexed {
    /// By feature.
    entries: Vec<(FeatureId, f32)>,
    starts: Vec<u16>,
    /// Bits of a hash below those that tell its range.
    shift: u32,
}

impl Indexed {
    /// Of features in any order; the weights of equal ones are added up. O(n log n).
    pub(super) fn of(mut entries: Vec<(FeatureId, f32)>) -> Self {
        // Stable, so that weights are added in one order.
        entries.sort_by_key(|(feature, _)| *feature);
        entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        // More do not fit; a few articles have far fewer.
        entries.truncate(u16::MAX.into());
        let bits = entries.len().max(1).ilog2() + SPARE_BITS;
        let shift = u32::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut place = 0;
        for range in 0..=1_u64 << bits {
            let below = |entry: &(FeatureId, f32)| u64::from(entry.0.value() >> shift) < range;
            while entries.get(place).is_some_and(below) {
                place += 1;
            }
            starts.push(place as u16);
        }
        Self { entries, starts, shift }
    }

    /// By feature.
    pub(super) fn entries(&self) -> &[(FeatureId, f32)] {
        &self.entries
    }

    /// The weight of a feature, 0 where it is absent.
    #[inline]
    pub(super) fn weight(&self, feature: FeatureId) -> f32 {
        let range = (feature.value() >> self.shift) as usize;
        let &[start, end] = self.starts.get(range..range + 2).unwrap_or_default() else {
            return 0.0;
        };
        if start == end {
            return 0.0;
        }
        let near = self.entries.get(usize::from(start)..usize::from(end)).unwrap_or_default();
        near.iter().find(|entry| entry.0 == feature).map_or(0.0, |entry| entry.1)
    }
}

/// What of a side was made ready: of sums that are held, nothing is.
#[derive(Clone, Debug)]
pub(super) struct SideIndex {
    cross: Option<Indexed>,
    signs: [Option<Indexed>; Signs::KINDS],
    locals: Vec<(Option<LanguageTag>, Option<Indexed>)>,
}

impl SideIndex {
    /// Makes a side ready. O(n log n) in its features.
    pub(super) fn of(side: &Side<'_>) -> Self {
        let mut locals = Vec::new();
        if !matches!(side.locals, Locals::Story(..)) {
            side.locals.each(|language, sum| locals.push((language, sum.indexed())));
        }
        let signs = side.signs.each_ref().map(Sum::indexed);
        Self { cross: side.cross.indexed(), signs, locals }
    }

    /// The side it is of, ready.
    pub(super) fn apply<'a>(&'a self, side: &Side<'a>) -> Side<'a> {
        let ready = |sum: &Sum<'a>, index: &'a Option<Indexed>| match index {
            Some(index) => sum.over(index),
            None => sum.clone(),
        };
        let mut side = side.clone();
        side.cross = ready(&side.cross, &self.cross);
        for (sum, index) in side.signs.iter_mut().zip(&self.signs) {
            *sum = ready(sum, index);
        }
        match &mut side.locals {
            Locals::One(_, sum) => {
                if let Some((_, index)) = self.locals.first() {
                    *sum = ready(sum, index);
                }
            }
            Locals::Few(sums) => {
                for ((_, sum), (_, index)) in sums.iter_mut().zip(&self.locals) {
                    *sum = ready(sum, index);
                }
            }
            Locals::None | Locals::Story(..) => {}
        }
        side
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_found_and_no_other() {
        for count in [0_u32, 1, 2, 3, 100, 1000] {
            let ids: Vec<u32> = (0..count).map(|n| n.wrapping_mul(0x9e37_79b9)).collect();
            let entries = ids.iter().rev().map(|id| (FeatureId::of_value(*id), 1.0 + *id as f32));
            let indexed = Indexed::of(entries.collect());
            for id in ids.iter().flat_map(|id| [id.wrapping_sub(1), *id, id.wrapping_add(1)]) {
                let wanted = if ids.contains(&id) { 1.0 + id as f32 } else { 0.0 };
                assert_eq!(indexed.weight(FeatureId::of_value(id)), wanted, "{count} {id}");
            }
        }
    }
}
