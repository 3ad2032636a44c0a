//! The first item of each text.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::member::Member;
use crate::index::ByKey;

/// Keys of members by their fingerprints, which are read where the members are held: five bytes for each
/// place of the table.
#[derive(Debug, Default)]
pub(super) struct Originals {
    keys: HashTable<u32>,
}

fn hash(fingerprint: u64) -> u64 {
    FxBuildHasher.hash_one(fingerprint)
}

impl Originals {
    /// The first item with a fingerprint. O(1).
    pub(super) fn get(&self, fingerprint: u64, members: &ByKey<Member>) -> Option<u32> {
        self.keys.find(hash(fingerprint), has(fingerprint, members)).copied()
    }

    /// Makes a member the first of its fingerprint, unless that is 0. O(1), and O(keys) as often as their
    /// number doubles.
    pub(super) fn insert(&mut self, key: u32, members: &ByKey<Member>) {
        let fingerprint_of = |key: &u32| members.get(key).map_or(0, |member| member.fingerprint);
        let fingerprint = fingerprint_of(&key);
        if fingerprint == 0 {
            return;
        }
        match self.keys.find_mut(hash(fingerprint), has(fingerprint, members)) {
            Some(first) => *first = key,
            None => {
                let hash_of = |key: &u32| hash(fingerprint_of(key));
                self.keys.insert_unique(hash(fingerprint), key, hash_of);
            }
        }
    }

    /// Takes a member out, which may be gone already, if it is the first of its fingerprint. O(1).
    pub(super) fn remove(&mut self, fingerprint: u64, key: u32) {
        if let Ok(found) = self.keys.find_entry(hash(fingerprint), |other| *other == key) {
            found.remove();
        }
    }

    /// All of them, in order.
    #[cfg(feature = "store")]
    pub(super) fn keys(&self) -> Vec<u32> {
        let mut keys: Vec<u32> = self.keys.iter().copied().collect();
        keys.sort_unstable();
        keys
    }
}

fn has(fingerprint: u64, members: &ByKey<Member>) -> impl Fn(&u32) -> bool + '_ {
    move |key| members.get(key).is_some_and(|member| member.fingerprint == fingerprint)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::cluster::{ClusterId, ClusterItem};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_is_that_of_a_map(steps in prop::collection::vec((0_u64..40, 0_u8..4), 0..300)) {
            let (mut originals, mut members) = (Originals::default(), ByKey::default());
            let mut wanted: BTreeMap<u64, u32> = BTreeMap::new();
            for (key, (fingerprint, step)) in (0..).zip(steps) {
                let first = wanted.get(&fingerprint).copied();
                prop_assert_eq!(originals.get(fingerprint, &members), first);
                if step > 0 {
                    let item = ClusterItem { key, fingerprint, ..ClusterItem::default() };
                    members.insert(key, Member::new(item, 0, ClusterId(0), None, None));
                    originals.insert(key, &members);
                    if fingerprint != 0 {
                        wanted.insert(fingerprint, key);
                    }
                } else if let Some(first) = first {
                    members.remove(first);
                    originals.remove(fingerprint, key);
                    originals.remove(fingerprint, first);
                    wanted.remove(&fingerprint);
                }
            }
        }
    }
}
