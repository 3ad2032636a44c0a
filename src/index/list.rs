//! A posting list.

use crate::features::weight_of_steps;

/// Slots, rising, and their weights in steps.
#[derive(Clone, Copy, Debug)]
pub(super) enum List<'a> {
    Open(&'a [(u16, u16)]),
    Packed(&'a [u16], &'a [u16]),
}

impl<'a> List<'a> {
    /// The part of the list from a slot on. O(log postings).
    pub(super) fn from(self, slot: usize) -> Self {
        if slot == 0 {
            return self;
        }
        let before = |other: u16| usize::from(other) < slot;
        match self {
            Self::Open(postings) => {
                let start = postings.partition_point(|(other, _)| before(*other));
                Self::Open(postings.get(start..).unwrap_or_default())
            }
            Self::Packed(slots, weights) => {
                let start = slots.partition_point(|other| before(*other));
                Self::Packed(
                    slots.get(start..).unwrap_or_default(),
                    weights.get(start..).unwrap_or_default(),
                )
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            List::Open(postings) => postings.len(),
            List::Packed(slots, _) => slots.len(),
        }
    }

    /// The postings in order.
    pub(super) fn postings(self) -> impl Iterator<Item = (u16, u16)> + 'a {
        let (open, packed) = match self {
            List::Open(postings) => (postings, (&[][..], &[][..])),
            List::Packed(slots, weights) => (&[][..], (slots, weights)),
        };
        open.iter().copied().chain(packed.0.iter().copied().zip(packed.1.iter().copied()))
    }

    /// Calls `with` for each posting in order.
    pub(super) fn each(&self, mut with: impl FnMut(u16, f32)) {
        match self {
            List::Open(postings) => {
                postings.iter().for_each(|(slot, weight)| with(*slot, weight_of_steps(*weight)));
            }
            List::Packed(slots, weights) => {
                let both = slots.iter().zip(*weights);
                both.for_each(|(slot, weight)| with(*slot, weight_of_steps(*weight)));
            }
        }
    }

    /// Calls `with` for each posting of one of the slots wanted, which rise. O(slots wanted × log
    /// of the postings between them).
    pub(super) fn each_of(&self, wanted: &[u16], with: impl FnMut(u16, f32)) {
        match self {
            List::Open(postings) => {
                meet(
                    wanted,
                    postings,
                    |(slot, _)| *slot,
                    |place| Some(postings.get(place)?.1),
                    with,
                );
            }
            List::Packed(slots, weights) => {
                meet(wanted, slots, |slot| *slot, |place| weights.get(place).copied(), with);
            }
        }
    }
}

/// Meets the slots wanted in a list with steps that double from the last one met.
fn meet<T>(
    wanted: &[u16],
    list: &[T],
    slot_of: impl Fn(&T) -> u16,
    weight: impl Fn(usize) -> Option<u16>,
    mut with: impl FnMut(u16, f32),
) {
    let mut start = 0;
    for slot in wanted {
        let mut step = 1;
        let mut low = start;
        while list.get(start + step).is_some_and(|posting| slot_of(posting) < *slot) {
            low = start + step;
            step *= 2;
        }
        let range = list.get(low..(start + step + 1).min(list.len())).unwrap_or_default();
        start = low + range.partition_point(|posting| slot_of(posting) < *slot);
        let Some(posting) = list.get(start) else { return };
        if slot_of(posting) == *slot {
            if let Some(weight) = weight(start) {
                with(*slot, weight_of_steps(weight));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::features::weight_of_steps;

    #[test]
    fn meets_the_slots_that_both_have() {
        let slots: Vec<u16> = (0..400).map(|place| place * 7).collect();
        let weights: Vec<u16> = (0..400).collect();
        let postings: Vec<(u16, u16)> = slots.iter().copied().zip(weights.clone()).collect();
        for wanted in [
            vec![],
            vec![0],
            vec![1, 2, 7],
            vec![3, 21, 22, 700, 2_793, 2_794, 60_000, 60_001],
            (0..3_000).collect(),
        ] {
            let met = postings.iter().filter(|(slot, _)| wanted.contains(slot));
            let plain: Vec<(u16, f32)> =
                met.map(|(slot, weight)| (*slot, weight_of_steps(*weight))).collect();
            for list in [List::Open(&postings), List::Packed(&slots, &weights)] {
                let mut met = Vec::new();
                list.each_of(&wanted, |slot, weight| met.push((slot, weight)));
                assert_eq!(met, plain, "{wanted:?}");
            }
        }
    }
}
