//! Which vectors of a segment are still there.

/// The keys of a segment's vectors by slot: the number in order of insertion.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// Rising.
    keys: Vec<u32>,
    /// Whether the slot was removed or expired.
    gone: Vec<bool>,
    /// Slots below have expired.
    expired: usize,
    alive: usize,
}

impl Slots {
    /// Takes a key higher than all before.
    pub(super) fn push(&mut self, key: u32) {
        self.keys.push(key);
        self.gone.push(false);
        self.alive += 1;
    }

    /// Slots, those gone among them.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Slots not gone.
    pub(super) fn alive(&self) -> usize {
        self.alive
    }

    /// The newest key, gone or not.
    pub(super) fn last_key(&self) -> Option<u32> {
        self.keys.last().copied()
    }

    /// The first slot of a key from `since` on. O(log n) where some are before.
    pub(super) fn first_from(&self, since: u32) -> usize {
        if self.keys.first().is_none_or(|first| *first >= since) {
            return 0;
        }
        self.keys.partition_point(|key| *key < since)
    }

    /// The key of a slot that is not gone.
    pub(super) fn key(&self, slot: usize) -> Option<u32> {
        let gone = self.gone.get(slot).copied().unwrap_or(true);
        if gone { None } else { self.keys.get(slot).copied() }
    }

    /// Marks the slot of a key as gone; whether it was there. O(log n).
    pub(super) fn remove(&mut self, key: u32) -> bool {
        let Ok(slot) = self.keys.binary_search(&key) else { return false };
        self.mark(slot)
    }

    /// Marks the slots of keys below `first` as gone. O(1) for each over the segment's life.
    pub(super) fn expire(&mut self, first: u32) {
        while self.keys.get(self.expired).is_some_and(|key| *key < first) {
            self.mark(self.expired);
            self.expired += 1;
        }
    }

    fn mark(&mut self, slot: usize) -> bool {
        let Some(gone) = self.gone.get_mut(slot) else { return false };
        let newly = !std::mem::replace(gone, true);
        self.alive -= usize::from(newly);
        newly
    }

    /// Whether most slots that have not expired were removed, so that compaction pays. Expired
    /// slots do not count: the whole segment is soon dropped.
    pub(super) fn is_hollow(&self) -> bool {
        self.alive * 2 < self.len() - self.expired
    }

    /// Adds the slots of a later segment, none of which has expired.
    pub(super) fn append(&mut self, later: &Self) {
        self.keys.extend_from_slice(&later.keys);
        self.gone.extend_from_slice(&later.gone);
        self.alive += later.alive;
    }

    /// Numbers the slots anew without those gone; the new number of each old slot.
    pub(super) fn compact(&mut self) -> Vec<Option<u32>> {
        let mut next = 0;
        let renumbered: Vec<Option<u32>> = self
            .gone
            .iter()
            .map(|gone| {
                let slot = (!gone).then_some(next);
                next += u32::from(!gone);
                slot
            })
            .collect();
        let mut alive = self.gone.iter().map(|gone| !gone);
        self.keys.retain(|_| alive.next().unwrap_or(false));
        self.gone = vec![false; self.keys.len()];
        self.expired = 0;
        renumbered
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    fn held(slots: &Slots) -> Vec<(usize, u32)> {
        (0..slots.len()).filter_map(|slot| Some((slot, slots.key(slot)?))).collect()
    }

    #[test]
    fn renumbers_without_the_gone() {
        let mut slots = Slots::default();
        (0..6).for_each(|key| slots.push(key * 10));
        slots.expire(20);
        assert!(!slots.remove(10), "expired before");
        assert!(slots.remove(30) && !slots.remove(30) && !slots.remove(31));
        assert_eq!(held(&slots), [(2, 20), (4, 40), (5, 50)]);
        assert!(!slots.is_hollow(), "three of the four not expired");
        assert_eq!(slots.compact(), [None, None, Some(0), None, Some(1), Some(2)]);
        assert_eq!(held(&slots), [(0, 20), (1, 40), (2, 50)]);
        assert_eq!((slots.len(), slots.alive()), (3, 3));
        assert!(slots.remove(20) && slots.remove(50) && slots.is_hollow());
    }
}
