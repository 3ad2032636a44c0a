//! A search of a segment, which leaves out what cannot be among the best.

use super::posting::{ListPlace, Segment, entries};
use super::search::{Hit, SearchBuffer};
use super::slots::Slots;
use crate::features::{SparseVector, weight_of_steps};

/// Postings up to which a segment is scanned whole: bounds cost more than they save.
const SMALL: usize = 2_048;

/// A list this many times as long as there are slots wanted is met by steps, a shorter one is run
/// through.
const STEP_SHARE: usize = 8;

/// Slots wanted are sifted again after this many postings for each of them.
const CHECK_SHARE: usize = 8;

/// Sums compared at once.
const CHUNK: usize = 32;

/// Lists are added for all slots until what is left can add less than this share of the lowest of
/// the best: at a share of 1 nearly every slot met could still rise, and would be looked up.
const LEFT_SHARE: f32 = 0.3;

/// Similarities below are not compared with bounds, as their products may have lost digits.
const TINY: f32 = 1e-12;

/// The room that searches of segments work in.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// A sum for each slot of a segment, zero between searches.
    sums: Vec<f32>,
    /// The slots whose sums matter.
    slots: Vec<u16>,
    /// As much room for slots as there are sums, and for one more.
    room: Vec<u16>,
    /// The features that query and segment share, by feature.
    terms: Vec<Term>,
    /// The same, the least postings for their bound first.
    order: Vec<Term>,
    /// Sums to find the lowest of the best among.
    best: Vec<f32>,
}

/// A feature that query and segment share.
#[derive(Clone, Copy, Debug)]
struct Term {
    /// Where its list is.
    place: ListPlace,
    /// Postings in it.
    length: usize,
    /// Its weight in the query.
    weight: f32,
    /// What it adds to a similarity at most; in [`Scratch::order`], it and all terms after it.
    bound: f32,
}

/// Adds the hits of a segment to those of others: all of the best `most` with a similarity of at
/// least `minimum`, and perhaps more.
///
/// Sums run over the lists, those of frequent features last, until what is left can add less than
/// the lowest of the best so far has (MaxScore, Turtle and Flood 1995). Then only the slots that can
/// still come up to it are looked up in the lists left. At last the sums of the best are added up
/// again in the order of features, so that they equal [`SparseVector::dot`] to the bit.
pub(super) fn scan(
    segment: &Segment,
    query: &SparseVector,
    most: usize,
    minimum: f32,
    buffer: &mut SearchBuffer,
) {
    let SearchBuffer { hits, scratch } = buffer;
    scratch.begin(segment, query);
    let postings: usize = scratch.terms.iter().map(|term| term.length).sum();
    if postings <= SMALL {
        scratch.add_all(segment);
    } else {
        let mut floor = minimum;
        if let Some(last) = most.checked_sub(1).filter(|last| *last < hits.len()) {
            let (_, worst, _) = hits.select_nth_unstable_by(last, Hit::order);
            floor = floor.max(worst.similarity);
            hits.truncate(most);
        }
        scratch.add_best(segment, most, floor);
    }
    for slot in scratch.slots.drain(..).map(usize::from) {
        let Some(sum) = scratch.sums.get_mut(slot) else { continue };
        // A sum that cancels to zero is noted twice, and read once: reading clears it.
        let similarity = std::mem::take(sum);
        if similarity > 0.0 && similarity >= minimum {
            hits.extend(segment.slots.key(slot).map(|key| Hit { key, similarity }));
        }
    }
}

impl Scratch {
    /// Sums for so many slots, all of them zero, and room for each of them and one more.
    pub(super) fn room(&mut self, slots: usize) -> (&mut [f32], &mut [u16]) {
        if self.sums.len() < slots {
            self.sums.resize(slots, 0.0);
        }
        if self.room.len() <= slots {
            self.room.resize(slots + 1, 0);
        }
        (&mut self.sums, &mut self.room)
    }

    /// Collects the terms.
    fn begin(&mut self, segment: &Segment, query: &SparseVector) {
        self.room(segment.slots.len());
        self.terms.clear();
        for (entry, weight) in entries(query) {
            let weight = weight_of_steps(weight);
            if let Some(place) = segment.place(entry) {
                let length = segment.list(place).len();
                self.terms.push(Term { place, length, weight, bound: weight * segment.top(place) });
            }
        }
    }

    /// Leaves the sums of all slots that share a feature.
    fn add_all(&mut self, segment: &Segment) {
        for term in &self.terms {
            segment.list(term.place).each(|slot, weight| {
                let Some(sum) = self.sums.get_mut(usize::from(slot)) else { return };
                if *sum == 0.0 {
                    self.slots.push(slot);
                }
                *sum += term.weight * weight;
            });
        }
    }

    /// Leaves the sums of the best `most` slots, and perhaps of more, where these may reach
    /// `floor`.
    fn add_best(&mut self, segment: &Segment, most: usize, mut floor: f32) {
        // Each of n additions errs by 2⁻²⁴ of the sum at most, in bounds and sums alike.
        let slack = 1.0 + self.terms.len() as f32 * f32::EPSILON * 4.0;
        self.sort_terms();
        let order = std::mem::take(&mut self.order);
        let rest_from = |place: usize| order.get(place).map_or(0.0, |term| term.bound * slack);
        let (mut done, mut check, mut place) = (0, SMALL, 0);
        while let Some(term) = order.get(place) {
            if done >= check {
                floor = self.raised_by_all(&segment.slots, most, floor);
                check = done * 2;
            }
            let share = if done == 0 { 1.0 } else { LEFT_SHARE };
            if rest_from(place) < floor * share && floor > TINY {
                break;
            }
            add(&mut self.sums, segment, term);
            done += term.length;
            place += 1;
        }
        if done > 0 {
            floor = self.raised_by_all(&segment.slots, most, floor);
            self.collect(&segment.slots, rest_from(place), floor, slack);
            let mut work = 0;
            for (place, term) in order.iter().enumerate().skip(place) {
                work += self.add_to_slots(segment, term);
                if work >= self.slots.len() * CHECK_SHARE {
                    work = 0;
                    floor = self.raised_by_slots(most, floor);
                    self.sift(rest_from(place + 1), floor, slack);
                }
            }
            floor = self.raised_by_slots(most, floor);
            self.sift(0.0, floor, slack);
            self.clear_sums(segment);
            if !self.slots.is_empty() {
                self.add_in_order(segment);
            }
        }
        self.order = order;
    }

    /// Sorts the terms so that the most postings for the least bound come last.
    fn sort_terms(&mut self) {
        self.order.clone_from(&self.terms);
        let cost = |term: &Term| term.length as f32 / term.bound;
        self.order.sort_unstable_by(|one, two| {
            cost(one).total_cmp(&cost(two)).then(one.place.number.cmp(&two.place.number))
        });
        let mut bound = 0.0;
        for term in self.order.iter_mut().rev() {
            bound += term.bound;
            term.bound = bound;
        }
    }

    /// Adds a list to the sums of the slots noted, and perhaps to others; about how many postings
    /// were looked at.
    fn add_to_slots(&mut self, segment: &Segment, term: &Term) -> usize {
        let steps = self.slots.len() * STEP_SHARE;
        if steps >= term.length {
            // To add without a look at who is wanted is faster.
            add(&mut self.sums, segment, term);
            return term.length;
        }
        segment.list(term.place).each_of(&self.slots, |slot, weight| {
            if let Some(sum) = self.sums.get_mut(usize::from(slot)) {
                *sum += term.weight * weight;
            }
        });
        steps
    }

    /// Adds up the slots noted from zero, by feature.
    fn add_in_order(&mut self, segment: &Segment) {
        let terms = std::mem::take(&mut self.terms);
        for term in &terms {
            self.add_to_slots(segment, term);
        }
        self.terms = terms;
        self.best.clear();
        let sums = self.slots.iter().filter_map(|slot| self.sums.get(usize::from(*slot)));
        self.best.extend(sums);
        self.clear_sums(segment);
        for (slot, best) in self.slots.iter().zip(&self.best) {
            if let Some(sum) = self.sums.get_mut(usize::from(*slot)) {
                *sum = *best;
            }
        }
    }

    fn clear_sums(&mut self, segment: &Segment) {
        if let Some(sums) = self.sums.get_mut(..segment.slots.len()) {
            sums.fill(0.0);
        }
    }

    /// The lowest of the best `most` sums, if there are as many above `floor`.
    fn raised_by_all(&mut self, slots: &Slots, most: usize, floor: f32) -> f32 {
        let Self { best, sums, .. } = self;
        best.clear();
        each_from(sums, slots.len(), floor.max(f32::MIN_POSITIVE), |slot, sum| {
            if slots.key(slot.into()).is_some() {
                best.push(sum);
            }
        });
        self.raised(most, floor)
    }

    /// The same among the slots noted.
    fn raised_by_slots(&mut self, most: usize, floor: f32) -> f32 {
        self.best.clear();
        let sums = self.slots.iter().filter_map(|slot| self.sums.get(usize::from(*slot)));
        self.best.extend(sums.filter(|sum| **sum > floor));
        self.raised(most, floor)
    }

    fn raised(&mut self, most: usize, floor: f32) -> f32 {
        let last = most.checked_sub(1).filter(|last| *last < self.best.len());
        last.map_or(floor, |last| {
            *self.best.select_nth_unstable_by(last, |one, two| two.total_cmp(one)).1
        })
    }

    /// Notes the slots that reach `floor` with `rest` added.
    fn collect(&mut self, slots: &Slots, rest: f32, floor: f32, slack: f32) {
        let rounding = (floor + rest) * f32::EPSILON;
        let least = (floor / slack - rest - rounding).max(f32::MIN_POSITIVE);
        let Self { slots: noted, sums, .. } = self;
        each_from(sums, slots.len(), least, |slot, _| {
            if slots.key(slot.into()).is_some() {
                noted.push(slot);
            }
        });
    }

    /// Keeps the noted slots that reach `floor` with `rest` added.
    fn sift(&mut self, rest: f32, floor: f32, slack: f32) {
        let sums = &self.sums;
        self.slots.retain(|slot| {
            let sum = sums.get(usize::from(*slot)).copied().unwrap_or_default();
            (sum + rest) * slack >= floor
        });
    }
}

/// Calls `with` for each of the first `slots` sums of at least `least`. Most chunks have none.
fn each_from(sums: &[f32], slots: usize, least: f32, mut with: impl FnMut(u16, f32)) {
    let sums = sums.get(..slots).unwrap_or(sums);
    for (chunk, place) in sums.chunks(CHUNK).zip((0..=u16::MAX).step_by(CHUNK)) {
        if chunk.iter().fold(false, |any, sum| any | (*sum >= least)) {
            for (sum, slot) in chunk.iter().zip(place..=u16::MAX) {
                if *sum >= least {
                    with(slot, *sum);
                }
            }
        }
    }
}

/// Adds a list to the sums.
fn add(sums: &mut [f32], segment: &Segment, term: &Term) {
    segment.list(term.place).each(|slot, weight| {
        if let Some(sum) = sums.get_mut(usize::from(slot)) {
            *sum += term.weight * weight;
        }
    });
}
