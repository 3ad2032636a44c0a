//! Which skeletons names have, and since when, at a glance.

use serde::{Deserialize, Serialize};

/// Bits of the filter that says of most skeletons that no name has them.
const FILTER_BITS: u32 = 20;
/// Bits of a skeleton's place among [`SkeletonFilter::latest`].
const LATEST_BITS: u32 = 16;
/// A multiplier that spreads skeletons over the filter (Knuth, 2³² over the golden ratio).
const SPREAD: u32 = 0x9e37_79b9;

/// Says of most skeletons that no name has them, or none that is new: of a text's many windows, few
/// must be looked up. 400 kB.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SkeletonFilter {
    bits: Vec<u64>,
    /// By skeleton, some of which share a place: when a name had it last.
    #[serde(skip)]
    latest: Vec<u32>,
}

impl SkeletonFilter {
    /// Makes room, where there is none yet, given all skeletons so far and when they came last.
    pub(super) fn make(&mut self, known: impl Iterator<Item = (u32, u32)>) {
        if self.bits.is_empty() {
            self.bits = vec![0; 1 << (FILTER_BITS - 6)];
        }
        if self.latest.is_empty() {
            self.latest = vec![0; 1 << LATEST_BITS];
            for (key, order) in known {
                self.note(key, order);
            }
        }
    }

    /// Adds a skeleton that comes after all others.
    pub(super) fn insert(&mut self, key: u32, order: u32) {
        let (slot, bit) = filter_place(key);
        if let Some(slot) = self.bits.get_mut(slot) {
            *slot |= bit;
        }
        self.note(key, order);
    }

    fn note(&mut self, key: u32, order: u32) {
        if let Some(latest) = self.latest.get_mut(latest_place(key)) {
            *latest = order.max(*latest);
        }
    }

    /// Whether a name may have a skeleton.
    #[inline]
    pub(super) fn may_have(&self, key: u32) -> bool {
        let (slot, bit) = filter_place(key);
        self.bits.get(slot).is_some_and(|slot| slot & bit != 0)
    }

    /// Whether a name that came later may have it.
    #[inline]
    pub(super) fn may_be_fresh(&self, key: u32, seen: u32) -> bool {
        self.latest.get(latest_place(key)).is_none_or(|latest| *latest > seen)
    }
}

fn latest_place(key: u32) -> usize {
    (key.wrapping_mul(SPREAD) >> (32 - LATEST_BITS)) as usize
}

fn filter_place(key: u32) -> (usize, u64) {
    let hash = key.wrapping_mul(SPREAD) >> (32 - FILTER_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}
