//! A sum that is compared with many others, made ready for it.

use std::borrow::Cow;
use std::ops::Range;

use super::centroid::Sum;
use super::sums::{Locals, Side};
use crate::features::{FeatureId, Signs};
use crate::language::LanguageTag;

/// Bits of the ranges beyond those of their number: most ranges are empty, and a feature that is absent
/// is known to be so at once.
const SPARE_BITS: u32 = 4;
/// Bits that tell a range at most.
const MOST_BITS: u32 = 24;
/// Bits that number the ranges of a row.
const ROW_BITS: u32 = u64::BITS.ilog2();

/// The features of a sum, and which ranges of hashes they lie in: hashes lie evenly, so most that are
/// absent are known to be so by a bit, and the others are found among a few.
#[derive(Clone, Debug)]
pub(super) struct Indexed<'a> {
    /// By feature.
    entries: Cow<'a, [(FeatureId, f32)]>,
    ranges: Ranges,
}

/// Which ranges of hashes features lie in.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges {
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
    start: u32,
    end: u32,
}

impl<'a> Indexed<'a> {
    /// Of features in order. O(n).
    pub(super) fn of(entries: Cow<'a, [(FeatureId, f32)]>) -> Self {
        let ranges = Ranges::of(entries.len(), entries.iter().map(|(feature, _)| *feature));
        Self { entries, ranges }
    }

    /// By feature.
    pub(super) fn entries(&self) -> &[(FeatureId, f32)] {
        &self.entries
    }

    /// The weight of a feature, 0 where it is absent.
    #[inline]
    pub(super) fn weight(&self, feature: FeatureId) -> f32 {
        let near = self.entries.get(self.ranges.near(feature)).unwrap_or_default();
        near.iter().find(|entry| entry.0 == feature).map_or(0.0, |entry| entry.1)
    }
}

/// Sorts features, and adds up the weights of equal ones. O(n log n), less where they come in runs.
pub(super) fn add_up(entries: &mut Vec<(FeatureId, f32)>) {
    // Stable, so that weights are added in one order.
    entries.sort_by_key(|(feature, _)| *feature);
    entries.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
}

impl Ranges {
    /// Those of so many features, sorted.
    pub(super) fn of(count: usize, features: impl Iterator<Item = FeatureId>) -> Self {
        let bits = (count.max(1).ilog2() + SPARE_BITS).clamp(ROW_BITS, MOST_BITS);
        let shift = u32::BITS - bits;
        let mut rows = vec![Row::default(); 1 << (bits - ROW_BITS)];
        for (feature, place) in features.zip(0..) {
            let range = feature.value() >> shift;
            let Some(row) = rows.get_mut((range >> ROW_BITS) as usize) else { continue };
            if row.ranges == 0 {
                row.start = place;
            }
            row.ranges |= 1 << (range % u64::BITS);
            row.end = place + 1;
        }
        Self { rows, shift }
    }

    /// Where a feature stands, if it is there: among a few.
    #[inline]
    pub(super) fn near(&self, feature: FeatureId) -> Range<usize> {
        let range = feature.value() >> self.shift;
        let row = self.rows.get((range >> ROW_BITS) as usize);
        match row.filter(|row| row.ranges & 1 << (range % u64::BITS) != 0) {
            Some(row) => row.start as usize..row.end as usize,
            None => 0..0,
        }
    }
}

/// The sums of a side, made ready.
#[derive(Clone, Debug)]
pub(super) struct SideIndex<'a> {
    cross: Indexed<'a>,
    signs: [Indexed<'a>; Signs::KINDS],
    locals: Vec<(Option<LanguageTag>, Indexed<'a>)>,
}

impl<'a> SideIndex<'a> {
    /// Makes a side ready. O(n log n) in its features, O(n) where its sums are held.
    pub(super) fn of(side: &Side<'a>) -> Self {
        let mut locals = Vec::new();
        side.locals.each(|language, sum| locals.push((language, sum.indexed())));
        let signs = side.signs.each_ref().map(Sum::indexed);
        Self { cross: side.cross.indexed(), signs, locals }
    }

    /// The side it is of, ready.
    pub(super) fn apply<'b>(&'b self, side: &Side<'b>) -> Side<'b> {
        let mut side = side.clone();
        side.cross = side.cross.over(&self.cross);
        for (sum, index) in side.signs.iter_mut().zip(&self.signs) {
            *sum = sum.over(index);
        }
        let mut ready = self.locals.iter();
        let mut locals = Vec::with_capacity(self.locals.len());
        side.locals.each(|language, sum| {
            if let Some((_, index)) = ready.next() {
                locals.push((language, sum.over(index)));
            }
        });
        side.locals = Locals::Few(locals);
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
            let mut entries: Vec<_> = entries.collect();
            add_up(&mut entries);
            let indexed = Indexed::of(entries.into());
            for id in ids.iter().flat_map(|id| [id.wrapping_sub(1), *id, id.wrapping_add(1)]) {
                let wanted = if ids.contains(&id) { 1.0 + id as f32 } else { 0.0 };
                assert_eq!(indexed.weight(FeatureId::of_value(id)), wanted, "{count} {id}");
            }
        }
    }
}
