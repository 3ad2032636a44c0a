//! A small sum that is compared with many others, made ready for it.

use super::centroid::Sum;
use super::sums::{Locals, Side};
use crate::features::{FeatureId, Signs};
use crate::language::LanguageTag;

/// Bits of the ranges beyond those of their number: most ranges are empty, and a feature that is absent
/// is known to be so at once.
const SPARE_BITS: u32 = 4;
/// Bits that number the ranges of a row.
const ROW_BITS: u32 = u64::BITS.ilog2();

/// The features of a sum, and which ranges of hashes they lie in: hashes lie evenly, so most that are
/// absent are known to be so by a bit, and the others are found among a few.
#[derive(Clone, Debug)]
pub(super) struct Indexed {
    /// By feature.
    entries: Vec<(FeatureId, f32)>,
    /// In rows of 64 ranges.
    rows: Vec<Row>,
    /// Bits of a hash below those that tell its range.
    shift: u32,
}

/// Ranges side by side.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// A bit for each range that is not empty.
    ranges: u64,
    /// Where the features of the first begin, and where those of the last end.
    start: u16,
    end: u16,
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
        let bits = (entries.len().max(1).ilog2() + SPARE_BITS).max(ROW_BITS);
        let shift = u32::BITS - bits;
        let mut rows = vec![Row::default(); 1 << (bits - ROW_BITS)];
        for ((feature, _), place) in entries.iter().zip(0..) {
            let range = feature.value() >> shift;
            let Some(row) = rows.get_mut((range >> ROW_BITS) as usize) else { continue };
            if row.ranges == 0 {
                row.start = place;
            }
            row.ranges |= 1 << (range % u64::BITS);
            row.end = place + 1;
        }
        Self { entries, rows, shift }
    }

    /// By feature.
    pub(super) fn entries(&self) -> &[(FeatureId, f32)] {
        &self.entries
    }

    /// The weight of a feature, 0 where it is absent.
    #[inline]
    pub(super) fn weight(&self, feature: FeatureId) -> f32 {
        let range = feature.value() >> self.shift;
        let Some(row) = self.rows.get((range >> ROW_BITS) as usize) else { return 0.0 };
        if row.ranges & 1 << (range % u64::BITS) == 0 {
            return 0.0;
        }
        let near = usize::from(row.start)..usize::from(row.end);
        let near = self.entries.get(near).unwrap_or_default();
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
