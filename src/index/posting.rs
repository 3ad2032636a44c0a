//! The posting lists of one segment.

use rustc_hash::FxHashMap;

use super::list::List;
use super::slots::Slots;
use crate::features::{FeatureId, SparseVector, weight_of_steps};

/// Vectors of about one age, by feature.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    pub(super) slots: Slots,
    postings: Postings,
    /// How many vectors the index had had when postings were last let go of; none since it was joined.
    pub(super) forgot: Option<u64>,
}

/// Where the postings lie. A list holds the vectors that have a feature: a slot and a weight each,
/// by slot.
#[derive(Clone, Debug)]
enum Postings {
    /// Lists that grow: 4 bytes a posting, and the room they keep to grow.
    Open(Open),
    /// Lists end to end: 4 bytes a posting.
    Packed(Packed),
}

/// Postings from which a list's highest weight is not looked for, but held.
const LONG: usize = 32;

/// Postings are let go of where they are more than one for so many that stay.
const FORGOTTEN_SHARE: usize = 16;

/// A feature, and how often it came earlier in the same vector. Features of two facets can share a
/// hash, and [`SparseVector::dot`] then pairs the first with the first and the second with the
/// second; so does a search.
type Entry = (FeatureId, u32);

/// The slots and weights of a packed list.
type Slices<'a> = (&'a [u16], &'a [u16]);

#[derive(Clone, Debug, Default)]
struct Open {
    /// Where the list of each entry is.
    places: FxHashMap<Entry, u32>,
    lists: Vec<OpenList>,
    count: usize,
}

/// Slots and weights, these in steps as [`SparseVector`] holds them.
#[derive(Clone, Debug)]
enum OpenList {
    /// The first posting: most lists never have another.
    One([(u16, u16); 1]),
    /// All of several, and the highest weight among them.
    Many(Vec<(u16, u16)>, u16),
}

#[derive(Clone, Debug, Default)]
struct Packed {
    /// Of each list, rising: most lists have a posting or two, so what is held of each counts.
    features: Vec<FeatureId>,
    /// How often the feature came earlier in the same vector, where it did, by the number of the list.
    ranks: Vec<(u32, u32)>,
    /// Where the postings of each list end.
    ends: Vec<u32>,
    /// The highest weight of each list of [`LONG`] postings and more, by its number.
    tops: Vec<(u32, u16)>,
    slots: Vec<u16>,
    weights: Vec<u16>,
}

impl Default for Postings {
    fn default() -> Self {
        Self::Open(Open::default())
    }
}

/// The entries of a vector and their weights in steps, in order.
pub(super) fn entries(vector: &SparseVector) -> impl Iterator<Item = (Entry, u16)> {
    let mut last: Option<Entry> = None;
    vector.components().iter().map(move |component| {
        let feature = component.feature();
        let rank = last.filter(|last| last.0 == feature).map_or(0, |last| last.1 + 1);
        last = Some((feature, rank));
        ((feature, rank), component.steps())
    })
}

impl Segment {
    /// Adds a vector to a segment that is not packed and has fewer than 65,536 slots.
    pub(super) fn insert(&mut self, key: u32, vector: &SparseVector) {
        let Ok(slot) = u16::try_from(self.slots.len()) else { return };
        self.slots.push(key);
        if let Postings::Open(open) = &mut self.postings {
            open.insert(slot, vector);
        }
    }

    /// The number of an entry's list.
    pub(super) fn place(&self, entry: Entry) -> Option<usize> {
        match &self.postings {
            Postings::Open(open) => open.places.get(&entry).map(|place| *place as usize),
            Postings::Packed(packed) => packed.place(entry),
        }
    }

    /// The list of that number.
    pub(super) fn list(&self, place: usize) -> List<'_> {
        match &self.postings {
            Postings::Open(open) => {
                let list = open.lists.get(place);
                List::Open(list.map_or(&[], OpenList::postings))
            }
            Postings::Packed(packed) => packed.as_list(place),
        }
    }

    /// No weight of the list of that number is higher.
    pub(super) fn top(&self, place: usize) -> f32 {
        let top = match &self.postings {
            Postings::Open(open) => open.lists.get(place).map(OpenList::top),
            Postings::Packed(packed) => packed.top(place),
        };
        weight_of_steps(top.unwrap_or_default())
    }

    /// Postings held, of removed slots too.
    pub(super) fn count(&self) -> usize {
        match &self.postings {
            Postings::Open(open) => open.count,
            Postings::Packed(packed) => packed.slots.len(),
        }
    }

    /// Whether no vector can be added.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.postings, Postings::Packed(_))
    }

    /// Lays the lists end to end; no vector can be added after. O(features log features + postings).
    pub(super) fn pack(&mut self) {
        if let Postings::Open(open) = &mut self.postings {
            self.postings = Postings::Packed(Packed::new(std::mem::take(open)));
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
            Postings::Open(open) => open.renumber(renumber),
            Postings::Packed(packed) => *packed = packed.renumbered(renumber),
        }
    }

    /// Takes out the postings of each feature before a key, where that makes a difference. O(features ×
    /// log slots + postings).
    pub(super) fn forget_before(&mut self, since: &dyn Fn(FeatureId) -> u32) {
        let Postings::Packed(packed) = &mut self.postings else { return };
        let slots = &self.slots;
        let starts = packed.features.iter().map(|feature| slots.first_from(since(*feature)) as u32);
        let starts: Vec<u32> = starts.collect();
        let lists = starts.iter().enumerate();
        let kept = lists.map(|(place, start)| packed.as_list(place).from(*start as usize).len());
        let kept: usize = kept.sum();
        if kept + kept / FORGOTTEN_SHARE < packed.slots.len() {
            *packed = packed.since(&starts, kept);
        }
    }

    /// Adds a later segment, if both are packed and the slots of both are at most 65,536.
    pub(super) fn append(&mut self, later: &Self) {
        if let (Postings::Packed(packed), Postings::Packed(added)) =
            (&mut self.postings, &later.postings)
        {
            *packed = packed.merged(added, self.slots.len());
            self.forgot = None;
            self.slots.append(&later.slots);
        }
    }
}

impl Open {
    fn insert(&mut self, slot: u16, vector: &SparseVector) {
        for (entry, weight) in entries(vector) {
            // A segment is packed long before 2³² postings.
            let Ok(next) = u32::try_from(self.lists.len()) else { return };
            let place = *self.places.entry(entry).or_insert(next);
            match self.lists.get_mut(place as usize) {
                Some(list) => list.push((slot, weight)),
                None => self.lists.push(OpenList::One([(slot, weight)])),
            }
            self.count += 1;
        }
    }

    /// Gives each posting its new slot, and leaves out those that have none.
    fn renumber(&mut self, renumber: impl Fn(u16) -> Option<u16>) {
        let renumbered = |list: OpenList| {
            let kept = list.postings().iter();
            let kept = kept.filter_map(|(slot, weight)| Some((renumber(*slot)?, *weight)));
            OpenList::Many(kept.collect(), list.top())
        };
        let lists: Vec<OpenList> =
            std::mem::take(&mut self.lists).into_iter().map(renumbered).collect();
        let mut next = 0;
        let places: Vec<Option<u32>> = lists
            .iter()
            .map(|list| {
                let place = (!list.postings().is_empty()).then_some(next);
                next += u32::from(place.is_some());
                place
            })
            .collect();
        self.places.retain(|_, place| {
            let new_place = places.get(*place as usize).copied().flatten();
            new_place.map(|new_place| *place = new_place).is_some()
        });
        self.lists = lists.into_iter().filter(|list| !list.postings().is_empty()).collect();
        self.count = self.lists.iter().map(|list| list.postings().len()).sum();
    }
}

impl OpenList {
    fn postings(&self) -> &[(u16, u16)] {
        match self {
            Self::One(first) => first,
            Self::Many(postings, _) => postings,
        }
    }

    /// The highest weight, or one higher where postings were removed.
    fn top(&self) -> u16 {
        match self {
            Self::One([(_, weight)]) => *weight,
            Self::Many(_, top) => *top,
        }
    }

    fn push(&mut self, posting: (u16, u16)) {
        match self {
            Self::One([first]) => {
                *self = Self::Many(vec![*first, posting], first.1.max(posting.1));
            }
            Self::Many(postings, top) => {
                postings.push(posting);
                *top = posting.1.max(*top);
            }
        }
    }
}

impl Packed {
    fn new(open: Open) -> Self {
        let mut sorted: Vec<(Entry, u32)> = open.places.into_iter().collect();
        sorted.sort_unstable_by_key(|(entry, _)| *entry);
        let mut packed = Self::with_capacity(sorted.len(), open.count);
        for (entry, place) in sorted {
            if let Some(list) = open.lists.get(place as usize) {
                packed.push(entry, list.postings().iter().copied());
            }
        }
        packed
    }

    fn with_capacity(entries: usize, postings: usize) -> Self {
        Self {
            features: Vec::with_capacity(entries),
            ranks: Vec::new(),
            ends: Vec::with_capacity(entries),
            tops: Vec::new(),
            slots: Vec::with_capacity(postings),
            weights: Vec::with_capacity(postings),
        }
    }

    fn push(&mut self, entry: Entry, list: impl Iterator<Item = (u16, u16)>) {
        let start = self.slots.len();
        let mut top = 0;
        for (slot, weight) in list {
            top = weight.max(top);
            self.slots.push(slot);
            self.weights.push(weight);
        }
        // InvertedIndex packs a segment long before 2³² postings.
        if let (true, Ok(end)) = (self.slots.len() > start, u32::try_from(self.slots.len())) {
            // There are no more lists than postings.
            let place = self.features.len() as u32;
            if entry.1 > 0 {
                self.ranks.push((place, entry.1));
            }
            if self.slots.len() - start >= LONG {
                self.tops.push((place, top));
            }
            self.features.push(entry.0);
            self.ends.push(end);
        }
    }

    /// The postings of each list from a slot on, so many in all.
    fn since(&self, starts: &[u32], kept: usize) -> Self {
        let mut packed = Self::with_capacity(self.features.len(), kept);
        for (place, start) in starts.iter().enumerate() {
            let Some(entry) = self.entry(place) else { continue };
            let (slots, weights) = self.list(place);
            let before = slots.partition_point(|slot| u32::from(*slot) < *start);
            let kept = slots.iter().zip(weights).skip(before);
            packed.push(entry, kept.map(|(slot, weight)| (*slot, *weight)));
        }
        packed.shrink_to_fit();
        packed
    }

    fn renumbered(&self, renumber: impl Fn(u16) -> Option<u16>) -> Self {
        let mut packed = Self::default();
        for place in 0..self.features.len() {
            let Some(entry) = self.entry(place) else { continue };
            let (slots, weights) = self.list(place);
            let kept = slots.iter().zip(weights);
            packed.push(entry, kept.filter_map(|(slot, weight)| Some((renumber(*slot)?, *weight))));
        }
        packed.shrink_to_fit();
        packed
    }

    fn shrink_to_fit(&mut self) {
        self.features.shrink_to_fit();
        self.ranks.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.tops.shrink_to_fit();
        self.slots.shrink_to_fit();
        self.weights.shrink_to_fit();
    }

    /// The entry of the list of that number.
    fn entry(&self, place: usize) -> Option<Entry> {
        let feature = *self.features.get(place)?;
        let rank = self.ranks.binary_search_by_key(&place, |(place, _)| *place as usize);
        let rank = rank.ok().and_then(|place| self.ranks.get(place));
        Some((feature, rank.map_or(0, |(_, rank)| *rank)))
    }

    /// The highest weight of the list of that number.
    fn top(&self, place: usize) -> Option<u16> {
        let (_, weights) = self.list(place);
        if weights.len() < LONG {
            return weights.iter().max().copied();
        }
        let top = self.tops.binary_search_by_key(&place, |(place, _)| *place as usize).ok()?;
        self.tops.get(top).map(|(_, top)| *top)
    }

    /// The lists of both, the slots of `later` behind `offset` slots of this.
    fn merged(&self, later: &Self, offset: usize) -> Self {
        let entries = self.features.len() + later.features.len();
        let mut packed = Self::with_capacity(entries, self.slots.len() + later.slots.len());
        let (mut place, mut later_place) = (0, 0);
        loop {
            let next = (self.entry(place), later.entry(later_place));
            let entry = match next {
                (Some(one), Some(two)) => one.min(two),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => break,
            };
            let (mut list, mut behind): (Slices, Slices) = Default::default();
            if next.0 == Some(entry) {
                list = self.list(place);
                place += 1;
            }
            if next.1 == Some(entry) {
                behind = later.list(later_place);
                later_place += 1;
            }
            let first = list.0.iter().copied().zip(list.1.iter().copied());
            let behind = behind.0.iter().zip(behind.1).filter_map(|(slot, weight)| {
                Some((u16::try_from(usize::from(*slot) + offset).ok()?, *weight))
            });
            packed.push(entry, first.chain(behind));
        }
        packed.shrink_to_fit();
        packed
    }

    /// The number of an entry's list. Features are hashes, so an entry lies about where its value says, and
    /// steps that double from there find it: O(log √entries).
    fn place(&self, entry: Entry) -> Option<usize> {
        let (feature, rank) = entry;
        let count = self.features.len();
        let guess = ((u64::from(feature.value()) * count as u64) >> 32) as usize;
        let below = |place: usize| self.features.get(place).is_some_and(|held| *held < feature);
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
        let range = self.features.get(low..high.max(low)).unwrap_or_default();
        let first = low + range.partition_point(|held| *held < feature);
        // The lists of a feature stand by rank, which rises from 0, but for those that are empty.
        let mut places = first..;
        if rank == 0 {
            let place = places.next()?;
            return (self.entry(place) == Some(entry)).then_some(place);
        }
        let same = places.map_while(|place| {
            self.entry(place).filter(|held| held.0 == feature).map(|held| (place, held.1))
        });
        same.into_iter().find(|(_, held)| *held == rank).map(|(place, _)| place)
    }

    /// The list of that number.
    fn as_list(&self, place: usize) -> List<'_> {
        let (slots, weights) = self.list(place);
        List::Packed(slots, weights)
    }

    /// The slots and weights of the list of that number.
    fn list(&self, place: usize) -> Slices<'_> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.map_or(0, |end| *end as usize);
        let end = self.ends.get(place).map_or(start, |end| *end as usize);
        let slots = self.slots.get(start..end).unwrap_or_default();
        (slots, self.weights.get(start..end).unwrap_or_default())
    }
}
