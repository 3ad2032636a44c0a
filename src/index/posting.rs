//! The posting lists of one segment.

use rustc_hash::FxHashMap;

use super::search::{Hit, SearchBuffer};
use super::slots::Slots;
use crate::features::{FeatureId, SparseVector};

/// Vectors of about one age, by feature.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    pub(super) slots: Slots,
    postings: Postings,
}

/// Where the postings lie. A list holds the vectors that have a feature: a slot and a weight each,
/// by slot.
#[derive(Clone, Debug)]
enum Postings {
    /// Lists that grow: about 14 bytes a posting with the room they keep to grow.
    Open { lists: FxHashMap<Entry, Vec<(u16, f32)>>, count: usize },
    /// Lists end to end: 6 bytes a posting.
    Packed(Packed),
}

/// A feature, and how often it came earlier in the same vector. Features of two facets can share a
/// hash, and [`SparseVector::dot`] then pairs the first with the first and the second with the
/// second; so does a search.
type Entry = (FeatureId, u32);

/// Slots and weights.
type List<'a> = (&'a [u16], &'a [f32]);

#[derive(Clone, Debug, Default)]
struct Packed {
    /// Rising.
    entries: Vec<Entry>,
    /// Where the postings of each entry end.
    ends: Vec<u32>,
    slots: Vec<u16>,
    weights: Vec<f32>,
}

impl Default for Postings {
    fn default() -> Self {
        Self::Open { lists: FxHashMap::default(), count: 0 }
    }
}

/// The entries of a vector and their weights, in order.
fn entries(vector: &SparseVector) -> impl Iterator<Item = (Entry, f32)> {
    let mut last: Option<Entry> = None;
    vector.entries().iter().map(move |(feature, weight)| {
        let rank = last.filter(|last| last.0 == *feature).map_or(0, |last| last.1 + 1);
        last = Some((*feature, rank));
        ((*feature, rank), *weight)
    })
}

impl Segment {
    /// Adds a vector to a segment that is not packed and has fewer than 65,536 slots.
    pub(super) fn insert(&mut self, key: u32, vector: &SparseVector) {
        let Ok(slot) = u16::try_from(self.slots.len()) else { return };
        self.slots.push(key);
        if let Postings::Open { lists, count } = &mut self.postings {
            for (entry, weight) in entries(vector) {
                lists.entry(entry).or_default().push((slot, weight));
            }
            *count += vector.entries().len();
        }
    }

    /// Postings held, of removed slots too.
    pub(super) fn count(&self) -> usize {
        match &self.postings {
            Postings::Open { count, .. } => *count,
            Postings::Packed(packed) => packed.slots.len(),
        }
    }

    /// Whether no vector can be added.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.postings, Postings::Packed(_))
    }

    /// Lays the lists end to end; no vector can be added after. O(features log features + postings).
    pub(super) fn pack(&mut self) {
        if let Postings::Open { lists, .. } = &mut self.postings {
            self.postings = Postings::Packed(Packed::new(std::mem::take(lists)));
        }
    }

    /// Takes out the postings of removed slots, and numbers the slots anew.
    pub(super) fn compact(&mut self) {
        let new_slots = self.slots.compact();
        let renumber = |slot: u16| {
            let new_slot = new_slots.get(usize::from(slot)).copied().flatten()?;
            u16::try_from(new_slot).ok()
        };
        match &mut self.postings {
            Postings::Open { lists, count } => {
                lists.retain(|_, list| {
                    list.retain_mut(|(slot, _)| {
                        renumber(*slot).map(|new_slot| *slot = new_slot).is_some()
                    });
                    !list.is_empty()
                });
                *count = lists.values().map(Vec::len).sum();
            }
            Postings::Packed(packed) => *packed = packed.renumbered(renumber),
        }
    }

    /// Adds a later segment, if both are packed and the slots of both are at most 65,536.
    pub(super) fn append(&mut self, later: &Self) {
        if let (Postings::Packed(packed), Postings::Packed(added)) =
            (&mut self.postings, &later.postings)
        {
            *packed = packed.merged(added, self.slots.len());
            self.slots.append(&later.slots);
        }
    }

    /// Adds the slots of at least `minimum` similarity to the hits.
    pub(super) fn search(&self, query: &SparseVector, minimum: f32, buffer: &mut SearchBuffer) {
        let SearchBuffer { hits, sums, touched } = buffer;
        if sums.len() < self.slots.len() {
            sums.resize(self.slots.len(), 0.0);
        }
        let mut add = |slot: u16, product: f32| {
            let Some(sum) = sums.get_mut(usize::from(slot)) else { return };
            // A sum that cancels to zero is touched twice, and read once: reading clears it.
            if *sum == 0.0 {
                touched.push(slot);
            }
            *sum += product;
        };
        for (entry, weight) in entries(query) {
            match &self.postings {
                Postings::Open { lists, .. } => {
                    for (slot, posting_weight) in lists.get(&entry).into_iter().flatten() {
                        add(*slot, weight * posting_weight);
                    }
                }
                Postings::Packed(packed) => {
                    let (slots, weights) = packed.list(entry);
                    for (slot, posting_weight) in slots.iter().zip(weights) {
                        add(*slot, weight * posting_weight);
                    }
                }
            }
        }
        for slot in touched.drain(..).map(usize::from) {
            let Some(sum) = sums.get_mut(slot) else { continue };
            let similarity = std::mem::take(sum);
            if similarity > 0.0 && similarity >= minimum {
                hits.extend(self.slots.key(slot).map(|key| Hit { key, similarity }));
            }
        }
    }
}

impl Packed {
    fn new(lists: FxHashMap<Entry, Vec<(u16, f32)>>) -> Self {
        let mut sorted: Vec<(Entry, Vec<(u16, f32)>)> = lists.into_iter().collect();
        sorted.sort_unstable_by_key(|(entry, _)| *entry);
        let postings = sorted.iter().map(|(_, list)| list.len()).sum();
        let mut packed = Self::with_capacity(sorted.len(), postings);
        for (entry, list) in sorted {
            packed.push(entry, list.into_iter());
        }
        packed
    }

    fn with_capacity(entries: usize, postings: usize) -> Self {
        Self {
            entries: Vec::with_capacity(entries),
            ends: Vec::with_capacity(entries),
            slots: Vec::with_capacity(postings),
            weights: Vec::with_capacity(postings),
        }
    }

    fn push(&mut self, entry: Entry, list: impl Iterator<Item = (u16, f32)>) {
        let start = self.slots.len();
        for (slot, weight) in list {
            self.slots.push(slot);
            self.weights.push(weight);
        }
        // InvertedIndex packs a segment long before 2³² postings.
        if let (true, Ok(end)) = (self.slots.len() > start, u32::try_from(self.slots.len())) {
            self.entries.push(entry);
            self.ends.push(end);
        }
    }

    fn renumbered(&self, renumber: impl Fn(u16) -> Option<u16>) -> Self {
        let mut packed = Self::default();
        for (place, entry) in self.entries.iter().enumerate() {
            let (slots, weights) = self.list_at(place);
            let kept = slots.iter().zip(weights);
            packed
                .push(*entry, kept.filter_map(|(slot, weight)| Some((renumber(*slot)?, *weight))));
        }
        packed.entries.shrink_to_fit();
        packed.ends.shrink_to_fit();
        packed.slots.shrink_to_fit();
        packed.weights.shrink_to_fit();
        packed
    }

    /// The lists of both, the slots of `later` behind `offset` slots of this.
    fn merged(&self, later: &Self, offset: usize) -> Self {
        let entries = self.entries.len() + later.entries.len();
        let mut packed = Self::with_capacity(entries, self.slots.len() + later.slots.len());
        let (mut place, mut later_place) = (0, 0);
        loop {
            let next = (self.entries.get(place), later.entries.get(later_place));
            let entry = match next {
                (Some(one), Some(two)) => *one.min(two),
                (Some(one), None) | (None, Some(one)) => *one,
                (None, None) => break,
            };
            let (mut list, mut behind): (List, List) = Default::default();
            if next.0 == Some(&entry) {
                list = self.list_at(place);
                place += 1;
            }
            if next.1 == Some(&entry) {
                behind = later.list_at(later_place);
                later_place += 1;
            }
            let first = list.0.iter().copied().zip(list.1.iter().copied());
            let behind = behind.0.iter().zip(behind.1).filter_map(|(slot, weight)| {
                Some((u16::try_from(usize::from(*slot) + offset).ok()?, *weight))
            });
            packed.push(entry, first.chain(behind));
        }
        packed.entries.shrink_to_fit();
        packed.ends.shrink_to_fit();
        packed
    }

    /// The list of an entry. Features are hashes, so an entry lies about where its value says, and
    /// steps that double from there find it: O(log √entries).
    fn list(&self, entry: Entry) -> List<'_> {
        let count = self.entries.len();
        let guess = ((u64::from(entry.0.value()) * count as u64) >> 32) as usize;
        let below = |place: usize| self.entries.get(place).is_some_and(|held| *held < entry);
        let (mut low, mut high) = (guess, guess);
        let mut step = 16;
        while high < count && below(high) {
            low = high;
            high = (high + step).min(count);
            step *= 4;
        }
        step = 16;
        while low > 0 && !below(low) {
            high = high.min(low);
            low = low.saturating_sub(step);
            step *= 4;
        }
        let range = self.entries.get(low..high.max(low)).unwrap_or_default();
        let place = low + range.partition_point(|held| *held < entry);
        if self.entries.get(place) == Some(&entry) { self.list_at(place) } else { (&[], &[]) }
    }

    fn list_at(&self, place: usize) -> List<'_> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.map_or(0, |end| *end as usize);
        let end = self.ends.get(place).map_or(start, |end| *end as usize);
        let slots = self.slots.get(start..end).unwrap_or_default();
        (slots, self.weights.get(start..end).unwrap_or_default())
    }
}
