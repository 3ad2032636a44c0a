//! Posting lists end to end.

use super::list::List;
use super::posting::{Entry, ListPlace};
use crate::features::FeatureId;

/// Postings from which a list's highest weight is not looked for, but held.
const LONG: usize = 32;

/// Lengths below are held with the list, others with what is held of long lists.
const MOST_SHORT: u8 = u8::MAX;

/// Bits of a feature that are held with its list, and as many more where ranges are few.
const LOW_BITS: u32 = 16;
const MIDDLE_BITS: u32 = 8;

/// Lists in a range of hashes, as a power of two, where there are not too many or too few ranges.
const RANGE_LISTS: u32 = 4;

/// Bits of a hash that tell its range.
const RANGE_BITS: std::ops::RangeInclusive<u32> =
    u32::BITS - LOW_BITS - MIDDLE_BITS..=u32::BITS - LOW_BITS;

/// The slots of each list, by slot, and their weights in steps. Four bytes a posting.
///
/// Most lists have a posting or two, so what is held of each counts: three bytes, the lower bits of its
/// feature and its length, one more in small segments, and half a byte for its range of hashes. Features
/// are hashes, so they lie evenly, and a range has some 16 lists (bucketing as in Elias 1974 and Fano 1971,
/// without the unary part). Words chosen to share the beginnings of their hashes make a range long, and a
/// look-up of one of them O(lists of the range).
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    ranges: Vec<Range>,
    /// Bits of a hash that tell its range.
    bits: u32,
    /// By entry.
    lists: Vec<ShortList>,
    /// Of each list the bits of its feature between those of its range and the lower ones, where there
    /// are some.
    middles: Vec<u8>,
    /// How often the feature came earlier in the same vector, where it did, by the number of the list.
    ranks: Vec<(u32, u32)>,
    /// The lists of [`LONG`] postings and more.
    long: Vec<LongList>,
    slots: Vec<u16>,
    weights: Vec<u16>,
}

/// What is held of each list.
#[derive(Clone, Copy, Debug)]
struct ShortList {
    /// The lower bits of its feature.
    low: [u8; 2],
    /// Its postings, or 255.
    length: u8,
}

/// Where the lists of a range of hashes begin, and their postings.
#[derive(Clone, Copy, Debug, Default)]
struct Range {
    list: u32,
    posting: u32,
}

/// What is held of a long list.
#[derive(Clone, Copy, Debug)]
struct LongList {
    number: u32,
    /// One less than its postings.
    last: u16,
    /// Its highest weight.
    top: u16,
}

impl LongList {
    fn length(self) -> u32 {
        u32::from(self.last) + 1
    }
}

impl Packed {
    /// Of so many lists and postings at most, which are pushed by entry; then comes [`Packed::finish`].
    pub(super) fn with_capacity(lists: usize, postings: usize) -> Self {
        let (least, most) = (*RANGE_BITS.start(), *RANGE_BITS.end());
        let bits = lists.max(1).ilog2().saturating_sub(RANGE_LISTS).clamp(least, most);
        Self {
            ranges: Vec::with_capacity((1 << bits) + 1),
            bits,
            lists: Vec::with_capacity(lists),
            middles: Vec::with_capacity(if bits < most { lists } else { 0 }),
            ranks: Vec::new(),
            long: Vec::new(),
            slots: Vec::with_capacity(postings),
            weights: Vec::with_capacity(postings),
        }
    }

    /// Adds the list of a higher entry than all before, if it has postings.
    pub(super) fn push(&mut self, (feature, rank): Entry, list: impl Iterator<Item = (u16, u16)>) {
        let start = self.slots.len();
        let mut top = 0;
        for (slot, weight) in list {
            top = weight.max(top);
            self.slots.push(slot);
            self.weights.push(weight);
        }
        let length = self.slots.len() - start;
        // InvertedIndex packs a segment long before 2³² postings, and no list has more than there are slots.
        let Some(last) = length.checked_sub(1).map(|last| last as u16) else { return };
        let number = self.lists.len() as u32;
        let range = (feature.value() >> (u32::BITS - self.bits)) as usize;
        if self.ranges.len() <= range {
            self.ranges.resize(range + 1, Range { list: number, posting: start as u32 });
        }
        if rank > 0 {
            self.ranks.push((number, rank));
        }
        if length >= LONG {
            self.long.push(LongList { number, last, top });
        }
        let length = u8::try_from(length).unwrap_or(MOST_SHORT);
        self.lists.push(ShortList { low: (feature.value() as u16).to_le_bytes(), length });
        if self.has_middles() {
            self.middles.push((feature.value() >> LOW_BITS) as u8);
        }
    }

    /// Ends the ranges, and lets go of room that is left.
    pub(super) fn finish(mut self) -> Self {
        let end = Range { list: self.lists.len() as u32, posting: self.slots.len() as u32 };
        self.ranges.resize((1 << self.bits) + 1, end);
        self.lists.shrink_to_fit();
        self.middles.shrink_to_fit();
        self.ranks.shrink_to_fit();
        self.long.shrink_to_fit();
        self.slots.shrink_to_fit();
        self.weights.shrink_to_fit();
        self
    }

    /// Whether a range and the lower bits of a feature are not all of its bits.
    fn has_middles(&self) -> bool {
        self.bits < *RANGE_BITS.end()
    }

    /// The bits of the feature of a list that are held with it.
    fn low(&self, number: usize) -> Option<u32> {
        let low = u16::from_le_bytes(self.lists.get(number)?.low);
        let middle = self.middles.get(number).copied().unwrap_or_default();
        Some(u32::from(middle) << LOW_BITS | u32::from(low))
    }

    /// Postings there are.
    pub(super) fn count(&self) -> usize {
        self.slots.len()
    }

    /// Lists there are.
    pub(super) fn lists(&self) -> usize {
        self.lists.len()
    }

    /// Where the list of an entry is. O(log lists) where features are hashes.
    pub(super) fn place(&self, (feature, rank): Entry) -> Option<ListPlace> {
        let range = (feature.value() >> (u32::BITS - self.bits)) as usize;
        let (first, next) = (self.ranges.get(range)?, self.ranges.get(range + 1)?);
        let mask = if self.has_middles() { LOW_BITS + MIDDLE_BITS } else { LOW_BITS };
        let low = feature.value() & ((1 << mask) - 1);
        let (mut start, mut end) = (first.list as usize, next.list as usize);
        while start < end {
            let middle = (start + end) / 2;
            if self.low(middle)? < low {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        // The lists of a feature stand by rank, which rises from 0, but for those that are empty.
        for number in start..next.list as usize {
            if self.low(number)? != low {
                return None;
            }
            if self.rank(number as u32) == rank {
                let start = first.posting + self.postings(first.list as usize..number)?;
                let number = number as u32;
                return Some(ListPlace { number, start, length: self.length(number)? });
            }
            if rank == 0 {
                return None;
            }
        }
        None
    }

    /// The list at a place.
    pub(super) fn list(&self, place: ListPlace) -> List<'_> {
        let range = place.start as usize..(place.start + place.length) as usize;
        List::Packed(
            self.slots.get(range.clone()).unwrap_or_default(),
            self.weights.get(range).unwrap_or_default(),
        )
    }

    /// The highest weight of the list at a place.
    pub(super) fn top(&self, place: ListPlace) -> Option<u16> {
        if (place.length as usize) < LONG {
            let range = place.start as usize..(place.start + place.length) as usize;
            return self.weights.get(range)?.iter().max().copied();
        }
        self.long_list(place.number).map(|long| long.top)
    }

    /// Calls for each list by entry.
    pub(super) fn each(&self) -> impl Iterator<Item = (Entry, ListPlace)> + '_ {
        let (mut range, mut start) = (0_u32, 0);
        let mut ranks = self.ranks.iter().peekable();
        (0..self.lists.len() as u32).map_while(move |number| {
            let next = |range: u32| self.ranges.get(range as usize + 1);
            while next(range).is_some_and(|next| next.list <= number) {
                range += 1;
            }
            // The lowest bits of a range are the highest of those held.
            let value = range << (u32::BITS - self.bits) | self.low(number as usize)?;
            let rank = ranks.next_if(|(ranked, _)| *ranked == number).map_or(0, |(_, rank)| *rank);
            let place = ListPlace { number, start, length: self.length(number)? };
            start += place.length;
            Some(((FeatureId::of_value(value), rank), place))
        })
    }

    /// The postings of the lists of these numbers.
    fn postings(&self, numbers: std::ops::Range<usize>) -> Option<u32> {
        let lists = self.lists.get(numbers.clone())?;
        let sum = lists.iter().map(|list| u32::from(list.length)).sum();
        if lists.iter().all(|list| list.length < MOST_SHORT) {
            return Some(sum);
        }
        let start = self.long.partition_point(|long| (long.number as usize) < numbers.start);
        let long = self.long.iter().skip(start);
        let long = long.take_while(|long| (long.number as usize) < numbers.end);
        let more = long.map(|long| long.length().saturating_sub(MOST_SHORT.into()));
        Some(sum + more.sum::<u32>())
    }

    fn length(&self, number: u32) -> Option<u32> {
        match self.lists.get(number as usize)?.length {
            MOST_SHORT => self.long_list(number).map(LongList::length),
            length => Some(length.into()),
        }
    }

    fn long_list(&self, number: u32) -> Option<LongList> {
        let place = self.long.binary_search_by_key(&number, |long| long.number).ok()?;
        self.long.get(place).copied()
    }

    fn rank(&self, number: u32) -> u32 {
        let place = self.ranks.binary_search_by_key(&number, |(ranked, _)| *ranked);
        place.ok().and_then(|place| self.ranks.get(place)).map_or(0, |(_, rank)| *rank)
    }

    /// The lists with new slots, without the postings that have none.
    pub(super) fn renumbered(&self, renumber: impl Fn(u16) -> Option<u16>) -> Self {
        let mut packed = Self::with_capacity(self.lists(), self.count());
        for (entry, place) in self.each() {
            let kept = self.list(place).postings();
            packed.push(entry, kept.filter_map(|(slot, weight)| Some((renumber(slot)?, weight))));
        }
        packed.finish()
    }

    /// The postings of each list from a slot on.
    pub(super) fn since(&self, start_of: impl Fn(FeatureId) -> usize) -> Self {
        let kept =
            |(entry, place): (Entry, ListPlace)| (entry, self.list(place).from(start_of(entry.0)));
        let (mut lists, mut postings) = (0, 0);
        for (_, list) in self.each().map(kept) {
            lists += usize::from(list.len() > 0);
            postings += list.len();
        }
        let mut packed = Self::with_capacity(lists, postings);
        self.each().map(kept).for_each(|(entry, list)| packed.push(entry, list.postings()));
        packed.finish()
    }

    /// How many entries both have a list of.
    fn shared_lists(&self, other: &Self) -> usize {
        let mut others = other.each().map(|(entry, _)| entry).peekable();
        let mut is_shared = |entry: Entry| {
            while others.next_if(|other| *other < entry).is_some() {}
            others.next_if_eq(&entry).is_some()
        };
        self.each().filter(|(entry, _)| is_shared(*entry)).count()
    }

    /// The lists of both, the slots of `later` behind `offset` slots of this.
    pub(super) fn merged(&self, later: &Self, offset: usize) -> Self {
        let shared = self.shared_lists(later);
        let lists = self.lists() + later.lists() - shared;
        let mut packed = Self::with_capacity(lists, self.count() + later.count());
        let (mut own, mut others) = (self.each().peekable(), later.each().peekable());
        loop {
            let next = (own.peek().map(|next| next.0), others.peek().map(|next| next.0));
            let entry = match next {
                (Some(one), Some(two)) => one.min(two),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => break,
            };
            let list = own.next_if(|next| next.0 == entry).map(|next| self.list(next.1));
            let behind = others.next_if(|next| next.0 == entry).map(|next| later.list(next.1));
            let first = list.into_iter().flat_map(List::postings);
            let behind = behind.into_iter().flat_map(List::postings);
            let behind = behind.filter_map(|(slot, weight)| {
                Some((u16::try_from(usize::from(slot) + offset).ok()?, weight))
            });
            packed.push(entry, first.chain(behind));
        }
        packed.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    type Plain = BTreeMap<Entry, Vec<(u16, u16)>>;

    fn packed(lists: &Plain) -> Packed {
        let mut packed = Packed::with_capacity(lists.len(), 0);
        lists.iter().for_each(|(entry, list)| packed.push(*entry, list.iter().copied()));
        packed.finish()
    }

    fn plain(packed: &Packed) -> Plain {
        let lists = packed.each();
        lists.map(|(entry, place)| (entry, packed.list(place).postings().collect())).collect()
    }

    /// Lists of features that lie evenly or close together, a few of them long.
    fn lists() -> impl Strategy<Value = Plain> {
        let value = prop_oneof![any::<u32>(), 0..40_u32, u32::MAX - 40..=u32::MAX];
        let length = prop_oneof![20 => 1..4_usize, 2 => 20..40_usize, 1 => 250..300_usize];
        let list = ((value, 0..2_u32), (length, any::<u16>()));
        prop::collection::vec(list, 0..400).prop_map(|lists| {
            let lists = lists.into_iter().map(|((value, rank), (length, seed))| {
                let slots = (0..length as u16).map(|slot| 3 * slot + seed % 64);
                let weights = slots.map(|slot| (slot, slot.wrapping_mul(seed)));
                ((FeatureId::of_value(value), rank), weights.collect())
            });
            lists.collect()
        })
    }

    proptest! {
        #[test]
        fn lists_are_those_that_were_pushed(lists in lists()) {
            let packed = packed(&lists);
            prop_assert_eq!(plain(&packed), lists.clone());
            for ((feature, rank), list) in &lists {
                let place = packed.place((*feature, *rank)).expect("there");
                prop_assert_eq!(&packed.list(place).postings().collect::<Vec<_>>(), list);
                let top = list.iter().map(|(_, weight)| *weight).max();
                prop_assert_eq!(packed.top(place), top);
                for other in [feature.value().wrapping_add(1), feature.value() ^ 1 << 31] {
                    for rank in 0..3 {
                        let other = (FeatureId::of_value(other), rank);
                        prop_assert_eq!(packed.place(other).is_some(), lists.contains_key(&other));
                    }
                }
            }
        }

        #[test]
        fn lists_are_cut_renumbered_and_joined(one in lists(), two in lists(), start in 0..200_u16) {
            let (first, second) = (packed(&one), packed(&two));
            let kept = |lists: &Plain, change: &dyn Fn((u16, u16)) -> Option<(u16, u16)>| -> Plain {
                let kept = lists.iter().map(|(entry, list)| {
                    (*entry, list.iter().filter_map(|posting| change(*posting)).collect::<Vec<_>>())
                });
                kept.filter(|(_, list)| !list.is_empty()).collect()
            };
            let cut = kept(&one, &|(slot, weight)| (slot >= start).then_some((slot, weight)));
            prop_assert_eq!(plain(&first.since(|_| usize::from(start))), cut);
            let half = |slot: u16| (slot % 2 == 0).then_some(slot / 2);
            let halved = kept(&one, &|(slot, weight)| Some((half(slot)?, weight)));
            prop_assert_eq!(plain(&first.renumbered(half)), halved);
            let mut joined = one.clone();
            for (entry, list) in &two {
                let behind = list.iter().map(|(slot, weight)| (slot + 1000, *weight));
                joined.entry(*entry).or_default().extend(behind);
            }
            prop_assert_eq!(plain(&first.merged(&second, 1000)), joined);
        }
    }

    #[test]
    fn many_lists_have_many_ranges() {
        for (count, bits) in [(300_000_u32, 14), (1_100_000, 16)] {
            let lists: Plain = (0..count)
                .map(|n| {
                    ((FeatureId::of_value(n.wrapping_mul(0x9e37_79b9)), 0), vec![(n as u16, 7)])
                })
                .collect();
            let packed = packed(&lists);
            assert_eq!(packed.bits, bits);
            assert!(lists.iter().all(|(entry, list)| {
                let place = packed.place(*entry).expect("there");
                packed.list(place).postings().eq(list.iter().copied())
            }));
            assert_eq!(plain(&packed), lists);
        }
    }

    #[test]
    fn a_list_of_all_slots_there_can_be() {
        let all: Vec<(u16, u16)> = (0..=u16::MAX).map(|slot| (slot, 1)).collect();
        let lists: Plain = (0..3).map(|n| ((FeatureId::of_value(n), 0), all.clone())).collect();
        assert_eq!(plain(&packed(&lists)), lists);
    }
}
