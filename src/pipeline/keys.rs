//! The keys of articles, by what callers call them.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use hashbrown::HashTable;

use super::entry::Entry;
use crate::index::ByKey;

/// Keys by the ids of articles, which are read where the articles are held: five bytes for each place
/// of the table. Hashed with a secret, since feeds choose the ids.
#[derive(Debug, Default)]
pub(super) struct Keys {
    keys: HashTable<u32>,
    hasher: RandomState,
}

impl Keys {
    /// The key of an id. O(1).
    pub(super) fn get(&self, id: &str, articles: &ByKey<Entry>) -> Option<u32> {
        let is_id = |key: &u32| articles.get(key).is_some_and(|entry| entry.id() == id);
        self.keys.find(self.hasher.hash_one(id), is_id).copied()
    }

    /// Adds the key of an article that is held, and whose id is not there yet. O(1), and O(keys) as
    /// often as their number doubles.
    pub(super) fn insert(&mut self, id: &str, key: u32, articles: &ByKey<Entry>) {
        let hasher = &self.hasher;
        let hash = |key: &u32| hasher.hash_one(articles.get(key).map_or("", Entry::id));
        self.keys.insert_unique(hasher.hash_one(id), key, hash);
    }

    /// Takes out the key of an article that is held still. O(1).
    pub(super) fn remove(&mut self, key: u32, articles: &ByKey<Entry>) {
        let Some(entry) = articles.get(key) else { return };
        let found = self.keys.find_entry(self.hasher.hash_one(entry.id()), |other| *other == key);
        if let Ok(found) = found {
            found.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::article::{Article, Timestamp};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_those_of_a_map(steps in prop::collection::vec((0_u8..60, 0_u8..3), 0..300)) {
            let (mut keys, mut articles) = (Keys::default(), ByKey::default());
            let mut wanted: HashMap<String, u32> = HashMap::new();
            let time = Timestamp::default();
            for (next, (number, step)) in (0..).zip(steps) {
                let id = format!("id{number}");
                prop_assert_eq!(keys.get(&id, &articles), wanted.get(&id).copied());
                match (wanted.get(&id).copied(), step) {
                    (None, 0 | 1) => {
                        articles.insert(next, Entry::new(Article::new(&id, "a"), None, time, time));
                        keys.insert(&id, next, &articles);
                        wanted.insert(id, next);
                    }
                    (Some(key), 2) => {
                        keys.remove(key, &articles);
                        articles.remove(key);
                        wanted.remove(&id);
                    }
                    _ => {}
                }
            }
        }
    }
}
