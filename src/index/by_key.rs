//! Values by keys that rise.

use std::collections::VecDeque;

/// Keys that share a page.
const PAGE: u32 = 256;

/// A key that rises with each value.
pub(crate) trait RisingKey: Copy {
    /// It as a number.
    fn number(self) -> u32;
}

impl RisingKey for u32 {
    #[inline]
    fn number(self) -> u32 {
        self
    }
}

impl<K: RisingKey> RisingKey for &K {
    #[inline]
    fn number(self) -> u32 {
        (*self).number()
    }
}

/// A map whose keys rise as values come, few of them left out: a value is found in two steps, without a
/// table that keeps room for twice as many and is copied whole as it grows.
///
/// Eight bytes for each key between the lowest and the highest, but for stretches of 256 of which none
/// is held.
#[derive(Clone, Debug)]
pub(crate) struct ByKey<T> {
    pages: VecDeque<Option<Page<T>>>,
    /// The number of the first page.
    first: u32,
    count: usize,
}

#[derive(Clone, Debug)]
struct Page<T> {
    slots: Box<[Option<Box<T>>]>,
    count: u32,
}

impl<T> Default for ByKey<T> {
    fn default() -> Self {
        Self { pages: VecDeque::new(), first: 0, count: 0 }
    }
}

impl<T> Page<T> {
    fn new() -> Self {
        Self { slots: (0..PAGE).map(|_| None).collect(), count: 0 }
    }
}

impl<T> ByKey<T> {
    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Whether a key has a value.
    pub(crate) fn contains_key(&self, key: impl RisingKey) -> bool {
        self.get(key).is_some()
    }

    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: impl RisingKey) -> Option<&T> {
        let key = key.number();
        let page = (key / PAGE).checked_sub(self.first)?;
        let page = self.pages.get(page as usize)?.as_ref()?;
        page.slots.get((key % PAGE) as usize)?.as_deref()
    }

    /// The value of a key.
    pub(crate) fn get_mut(&mut self, key: impl RisingKey) -> Option<&mut T> {
        let key = key.number();
        let page = (key / PAGE).checked_sub(self.first)?;
        let page = self.pages.get_mut(page as usize)?.as_mut()?;
        page.slots.get_mut((key % PAGE) as usize)?.as_deref_mut()
    }

    /// Sets the value of a key, and gives back the one before.
    pub(crate) fn insert(
        &mut self,
        key: impl RisingKey,
        value: impl Into<Box<T>>,
    ) -> Option<Box<T>> {
        let key = key.number();
        let number = key / PAGE;
        if self.pages.is_empty() {
            self.first = number;
        }
        while number < self.first {
            self.pages.push_front(None);
            self.first -= 1;
        }
        let place = (number - self.first) as usize;
        while self.pages.len() <= place {
            self.pages.push_back(None);
        }
        let page = self.pages.get_mut(place)?.get_or_insert_with(Page::new);
        let before = page.slots.get_mut((key % PAGE) as usize)?.replace(value.into());
        page.count += u32::from(before.is_none());
        self.count += usize::from(before.is_none());
        before
    }

    /// Takes the value of a key out.
    pub(crate) fn remove(&mut self, key: impl RisingKey) -> Option<Box<T>> {
        let key = key.number();
        let place = (key / PAGE).checked_sub(self.first)? as usize;
        let held = self.pages.get_mut(place)?;
        let page = held.as_mut()?;
        let value = page.slots.get_mut((key % PAGE) as usize)?.take()?;
        page.count -= 1;
        self.count -= 1;
        if page.count == 0 {
            *held = None;
            while let Some(None) = self.pages.front() {
                self.pages.pop_front();
                self.first += 1;
            }
            while let Some(None) = self.pages.back() {
                self.pages.pop_back();
            }
        }
        Some(value)
    }

    /// Keys and values, by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.pages.iter().zip(self.first..).flat_map(|(page, number)| {
            let slots = page.as_ref().map_or(&[][..], |page| &page.slots);
            let values = slots.iter().zip(number * PAGE..=u32::MAX);
            values.filter_map(|(slot, key)| Some((key, slot.as_deref()?)))
        })
    }

    /// The values, by key.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn holds_what_a_map_holds(
            steps in prop::collection::vec((0_u32..2000, 0_u8..3, any::<bool>()), 0..300),
        ) {
            let (mut found, mut wanted) = (ByKey::default(), BTreeMap::new());
            for (key, step, high) in steps {
                let key = if high { key + 4000 } else { key };
                match step {
                    0 | 1 => {
                        let before = found.insert(key, step).map(|value| *value);
                        prop_assert_eq!(before, wanted.insert(key, step));
                    }
                    _ => {
                        let before = found.remove(key).map(|value| *value);
                        prop_assert_eq!(before, wanted.remove(&key));
                    }
                }
                prop_assert_eq!(found.len(), wanted.len());
                prop_assert_eq!(found.get(key), wanted.get(&key));
                prop_assert_eq!(found.get_mut(key), wanted.get_mut(&key));
                prop_assert_eq!(found.contains_key(key), wanted.contains_key(&key));
            }
            let found: Vec<(u32, u8)> = found.iter().map(|(key, value)| (key, *value)).collect();
            prop_assert_eq!(found, wanted.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_highest_key_has_a_place() {
        let mut values = ByKey::default();
        values.insert(u32::MAX, 1);
        values.insert(u32::MAX - 300, 2);
        let all: Vec<(u32, i32)> = values.iter().map(|(key, value)| (key, *value)).collect();
        assert_eq!(all, [(u32::MAX - 300, 2), (u32::MAX, 1)]);
        assert_eq!(values.remove(u32::MAX).as_deref(), Some(&1));
        assert_eq!(values.get(u32::MAX), None);
    }
}
