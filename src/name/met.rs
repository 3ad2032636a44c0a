//! Words that met before, and what they weighed.

use super::weigher::Side;

/// Symbols of a word that is remembered: names of more are rare.
const LONGEST: usize = 16;
/// Pairs that are remembered, 50 bytes each.
const SLOTS: usize = 1 << 13;
/// A multiplier that spreads keys over the slots (2⁶⁴ over the golden ratio).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Both words of a pair: their scripts, their lengths, their symbols.
type Key = [u64; 5];

/// The weights of pairs of words that met last: the news spells one name in many ways that share
/// most of their words. Each pair has one place, where it takes that of another; a weight depends on
/// nothing but the words, so it does not matter which are remembered.
#[derive(Clone, Debug, Default)]
pub(crate) struct MetWords {
    /// A part of the hash of each slot's pair, side by side: of most pairs that are not remembered,
    /// that is all that is looked at. 0 where the slot is free.
    tags: Vec<u16>,
    slots: Vec<(Key, i32)>,
}

impl MetWords {
    /// The weight of two words, worked out where it is not remembered.
    #[inline]
    pub(super) fn weight(
        &mut self,
        one: Side<'_>,
        other: Side<'_>,
        work_out: impl FnOnce() -> Option<i32>,
    ) -> Option<i32> {
        let Some(key) = key_of(one, other) else { return work_out() };
        if self.slots.is_empty() {
            self.tags.resize(SLOTS, 0);
            self.slots.resize(SLOTS, ([0; 5], 0));
        }
        let hash =
            key.iter().fold(0u64, |hash, part| (hash.rotate_left(5) ^ part).wrapping_mul(SPREAD));
        let (place, tag) = ((hash >> 32) as usize % SLOTS, (hash >> 48) as u16 | 1);
        if self.tags.get(place) == Some(&tag) {
            let same = |(known, _): &&(Key, i32)| {
                known.iter().zip(&key).fold(0, |other, (one, two)| other | (one ^ two)) == 0
            };
            if let Some((_, weight)) = self.slots.get(place).filter(same) {
                return Some(*weight);
            }
        }
        let weight = work_out()?;
        if let (Some(slot), Some(known)) = (self.slots.get_mut(place), self.tags.get_mut(place)) {
            (*slot, *known) = ((key, weight), tag);
        }
        Some(weight)
    }
}

/// `None` for long words.
#[inline]
fn key_of(one: Side<'_>, other: Side<'_>) -> Option<Key> {
    if one.symbols.len() > LONGEST || other.symbols.len() > LONGEST {
        return None;
    }
    let mut key = [0; 5];
    let [head, symbols @ ..] = &mut key;
    let (lengths, families) =
        ([one.symbols.len(), other.symbols.len()], [one.family as u64, other.family as u64]);
    *head = 1 | (lengths[0] as u64) << 8 | (lengths[1] as u64) << 16;
    *head |= families[0] << 24 | families[1] << 32;
    let [one_parts @ .., _, _] = symbols;
    pack(one.symbols, one_parts);
    let [_, _, other_parts @ ..] = symbols;
    pack(other.symbols, other_parts);
    Some(key)
}

/// Bytes side by side in numbers.
#[inline]
fn pack(symbols: &[u8], parts: &mut [u64; 2]) {
    for (part, bytes) in parts.iter_mut().zip(symbols.chunks(8)) {
        *part = bytes.iter().fold(0, |part, byte| part << 8 | u64::from(*byte));
    }
}
