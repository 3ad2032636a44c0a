//! The posting lists of one segment.

use rustc_hash::FxHashMap;

use super::list::List;
use super::packed::Packed;
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

/// Postings are let go of where they are more than one for so many that stay.
const FORGOTTEN_SHARE: usize = 16;

/// A feature, and how often it came earlier in the same vector. Features of two facets can share a
/// hash, and [`SparseVector::dot`] then pairs the first with the first and the second with the
/// second; so does a search.
pub(super) type Entry = (FeatureId, u32);

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

/// Where the list of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// Its number.
    pub(super) number: u32,
    /// Where its postings begin, and how many there are, where lists lie end to end.
    pub(super) start: u32,
    pub(super) length: u32,
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

    /// Where the list of an entry is.
    pub(super) fn place(&self, entry: Entry) -> Option<ListPlace> {
        match &self.postings {
            Postings::Open(open) => {
                let number = *open.places.get(&entry)?;
                Some(ListPlace { number, start: 0, length: 0 })
            }
            Postings::Packed(packed) => packed.place(entry),
        }
    }

    /// The list at a place.
    pub(super) fn list(&self, place: ListPlace) -> List<'_> {
        match &self.postings {
            Postings::Open(open) => {
                let list = open.lists.get(place.number as usize);
                List::Open(list.map_or(&[], OpenList::postings))
            }
            Postings::Packed(packed) => packed.list(place),
        }
    }

    /// No weight of the list at a place is higher.
    pub(super) fn top(&self, place: ListPlace) -> f32 {
        let top = match &self.postings {
            Postings::Open(open) => open.lists.get(place.number as usize).map(OpenList::top),
            Postings::Packed(packed) => packed.top(place),
        };
        weight_of_steps(top.unwrap_or_default())
    }

    /// Postings held, of removed slots too.
    pub(super) fn count(&self) -> usize {
        match &self.postings {
            Postings::Open(open) => open.count,
            Postings::Packed(packed) => packed.count(),
        }
    }

    /// Whether no vector can be added.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.postings, Postings::Packed(_))
    }

    /// Lays the lists end to end; no vector can be added after. O(features log features + postings).
    pub(super) fn pack(&mut self) {
        if let Postings::Open(open) = &mut self.postings {
            self.postings = Postings::Packed(std::mem::take(open).packed());
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
        let start_of = |feature| slots.first_from(since(feature));
        let kept =
            packed.each().map(|(entry, place)| packed.list(place).from(start_of(entry.0)).len());
        let kept: usize = kept.sum();
        if kept + kept / FORGOTTEN_SHARE < packed.count() {
            *packed = packed.since(start_of);
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
    /// The lists end to end.
    fn packed(self) -> Packed {
        let mut sorted: Vec<(Entry, u32)> = self.places.into_iter().collect();
        sorted.sort_unstable_by_key(|(entry, _)| *entry);
        let mut packed = Packed::with_capacity(sorted.len(), self.count);
        for (entry, place) in sorted {
            if let Some(list) = self.lists.get(place as usize) {
                packed.push(entry, list.postings().iter().copied());
            }
        }
        packed.finish()
    }

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
