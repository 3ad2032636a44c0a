//! A posting list, and the highest of its weights.

/// Slots, rising, and their weights.
#[derive(Clone, Copy, Debug)]
pub(super) enum List<'a> {
    Open(&'a [(u16, f32)]),
    Packed(&'a [u16], &'a [f32]),
}

impl List<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            List::Open(postings) => postings.len(),
            List::Packed(slots, _) => slots.len(),
        }
    }

    /// Calls `with` for each posting in order.
    pub(super) fn each(&self, mut with: impl FnMut(u16, f32)) {
        match self {
            List::Open(postings) => postings.iter().for_each(|(slot, weight)| with(*slot, *weight)),
            List::Packed(slots, weights) => {
                slots.iter().zip(*weights).for_each(|(slot, weight)| with(*slot, *weight));
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
    weight: impl Fn(usize) -> Option<f32>,
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
                with(*slot, weight);
            }
        }
    }
}

/// A bound that no weight exceeds, in the upper half of an `f32`: at most 1 in 128 too high.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Top(u16);

impl Top {
    /// Lets the bound hold for a weight, if that is positive.
    pub(super) fn raise(&mut self, weight: f32) {
        if weight > self.value() {
            // The next higher upper half; beyond the largest number lies infinity.
            self.0 = (weight.to_bits() >> 16) as u16 + 1;
        }
    }

    pub(super) fn value(self) -> f32 {
        f32::from_bits(u32::from(self.0) << 16)
    }
}

#[cfg(test)]
mod tests {
    use super::{List, Top};

    #[test]
    fn bounds_are_tight_and_hold() {
        let mut top = Top::default();
        for weight in [-1.0, 0.0, 1e-30, 1e-3, 0.1, 0.099, 0.1234567, 0.99999994, 1.0, 3.0e38] {
            top.raise(weight);
            assert!(top.value() >= weight, "{weight}");
            assert!(weight < 0.1 || top.value() <= weight.max(0.1) * 1.016, "{weight}");
        }
    }

    #[test]
    fn meets_the_slots_that_both_have() {
        let slots: Vec<u16> = (0..400).map(|place| place * 7).collect();
        let weights: Vec<f32> = (0..400).map(|place| place as f32).collect();
        let postings: Vec<(u16, f32)> = slots.iter().copied().zip(weights.clone()).collect();
        for wanted in [
            vec![],
            vec![0],
            vec![1, 2, 7],
            vec![3, 21, 22, 700, 2_793, 2_794, 60_000, 60_001],
            (0..3_000).collect(),
        ] {
            let plain: Vec<(u16, f32)> =
                postings.iter().filter(|(slot, _)| wanted.contains(slot)).copied().collect();
            for list in [List::Open(&postings), List::Packed(&slots, &weights)] {
                let mut met = Vec::new();
                list.each_of(&wanted, |slot, weight| met.push((slot, weight)));
                assert_eq!(met, plain, "{wanted:?}");
            }
        }
    }
}
