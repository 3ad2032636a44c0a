//! Counts by feature.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facet::FeatureId;

/// The least number of places, a power of two.
const FEWEST: usize = 16;

/// What is counted of each feature.
///
/// Open addressing with linear probing (Knuth, *The Art of Computer Programming* 3, 6.4), up to seven
/// eighths full: a feature and its count lie side by side, so that looking one up takes one line of
/// cache where a general map takes two. Where a feature goes depends on a secret number (multiply-shift
/// hashing, Dietzfelbinger 1996), so that nobody can send features that all go to one place; nothing
/// that is seen depends on it.
#[derive(Clone)]
pub(super) struct FeatureTable<V> {
    slots: Vec<Slot<V>>,
    held: usize,
    /// 64 less the bits of a place.
    shift: u32,
    secret: u64,
}

/// A count that is the default is of no feature: the place is free.
#[derive(Clone, Copy, Default)]
struct Slot<V> {
    feature: u32,
    value: V,
}

impl<V> Default for FeatureTable<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), held: 0, shift: 0, secret: 0 }
    }
}

impl<V: Copy + Default + PartialEq> FeatureTable<V> {
    /// Features that are counted.
    pub(super) fn len(&self) -> usize {
        self.held
    }

    /// What is counted of a feature; the default where nothing is.
    #[inline]
    pub(super) fn get(&self, feature: FeatureId) -> V {
        let mut place = self.start(feature);
        // A table without places ends at once; any other has free ones.
        while let Some(slot) = self.slots.get(place) {
            if slot.feature == feature.value() || slot.value == V::default() {
                return slot.value;
            }
            place = self.after(place);
        }
        V::default()
    }

    /// Changes what is counted of a feature to what is not the default.
    #[inline]
    pub(super) fn change(&mut self, feature: FeatureId, change: impl FnOnce(&mut V)) {
        if (self.held + 1) * 8 > self.slots.len() * 7 {
            self.rebuild((self.slots.len() * 2).max(FEWEST));
        }
        let mut place = self.start(feature);
        let after = |place: usize| (place + 1) & (self.slots.len() - 1);
        while self
            .slots
            .get(place)
            .is_some_and(|slot| slot.feature != feature.value() && slot.value != V::default())
        {
            place = after(place);
        }
        if let Some(slot) = self.slots.get_mut(place) {
            self.held += usize::from(slot.value == V::default());
            slot.feature = feature.value();
            change(&mut slot.value);
        }
    }

    /// Keeps the features for which `keep` says so, which may change what is counted. O(places).
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
        for slot in &mut self.slots {
            if slot.value != V::default() && !keep(&mut slot.value) {
                *slot = Slot::default();
            }
        }
        // What probing passed over may be free now.
        let kept = self.features().count();
        self.rebuild((kept * 8 / 7 + 1).next_power_of_two().max(FEWEST));
    }

    /// The features and what is counted of them, in no order.
    fn features(&self) -> impl Iterator<Item = (FeatureId, V)> + '_ {
        let taken = self.slots.iter().filter(|slot| slot.value != V::default());
        taken.map(|slot| (FeatureId::of_value(slot.feature), slot.value))
    }

    /// Moves all to a table of so many places, a power of two that has room for them.
    fn rebuild(&mut self, places: usize) {
        let secret =
            if self.secret == 0 { RandomState::new().hash_one(0) | 1 } else { self.secret };
        let slots = vec![Slot::default(); places];
        let mut other = Self { slots, held: 0, shift: 64 - places.trailing_zeros(), secret };
        for (feature, value) in self.features() {
            other.change(feature, |free| *free = value);
        }
        *self = other;
    }

    /// Where a feature is looked for first.
    #[inline]
    fn start(&self, feature: FeatureId) -> usize {
        (u64::from(feature.value()).wrapping_mul(self.secret) >> (self.shift & 63)) as usize
    }

    #[inline]
    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }
}

impl<V> fmt::Debug for FeatureTable<V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FeatureTable").field("held", &self.held).finish_non_exhaustive()
    }
}

/// As a map, in the order of features.
impl<V: Copy + Default + PartialEq + Serialize> Serialize for FeatureTable<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut features: Vec<(FeatureId, V)> = self.features().collect();
        features.sort_unstable_by_key(|(feature, _)| *feature);
        serializer.collect_map(features)
    }
}

impl<'de, V> Deserialize<'de> for FeatureTable<V>
where
    V: Copy + Default + PartialEq + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// Reads a map.
struct Entries<V>(PhantomData<V>);

impl<'de, V> Visitor<'de> for Entries<V>
where
    V: Copy + Default + PartialEq + Deserialize<'de>,
{
    type Value = FeatureTable<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("counts by feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut table = FeatureTable::default();
        while let Some((feature, value)) = map.next_entry()? {
            if value != V::default() {
                table.change(feature, |free| *free = value);
            }
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn counts_as_a_map_does(
            steps in proptest::collection::vec((0..3_u8, 0..400_u32), 0..3_000),
            forget in 0..3_u32,
        ) {
            let (mut table, mut map) = (FeatureTable::default(), FxHashMap::default());
            for (kind, number) in steps {
                let feature = FeatureId::of_value(number.wrapping_mul(u32::MAX / 400));
                match kind {
                    0 | 1 => {
                        table.change(feature, |count| *count += 1_u32);
                        *map.entry(feature).or_insert(0_u32) += 1;
                    }
                    _ if number == 0 => {
                        table.retain(|count| *count > forget);
                        map.retain(|_, count| *count > forget);
                    }
                    _ => {}
                }
                proptest::prop_assert_eq!(table.get(feature), map.get(&feature).copied().unwrap_or(0));
                proptest::prop_assert_eq!(table.len(), map.len());
            }
            let written = serde_json::to_string(&table).unwrap();
            let read: FeatureTable<u32> = serde_json::from_str(&written).unwrap();
            let back: FxHashMap<FeatureId, u32> = serde_json::from_str(&written).unwrap();
            proptest::prop_assert_eq!(&back, &map);
            for number in 0..400_u32 {
                let feature = FeatureId::of_value(number.wrapping_mul(u32::MAX / 400));
                let counted = map.get(&feature).copied().unwrap_or(0);
                proptest::prop_assert_eq!((table.get(feature), read.get(feature)), (counted, counted));
            }
        }
    }

    #[test]
    fn nothing_is_counted_of_an_empty_table() {
        let mut table: FeatureTable<u32> = FeatureTable::default();
        assert_eq!((table.get(FeatureId::of_value(0)), table.len()), (0, 0));
        table.retain(|_| true);
        assert_eq!((table.get(FeatureId::of_value(0)), table.len()), (0, 0));
    }
}
