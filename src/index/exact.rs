//! The plain scan.

use super::search::{Hit, Index, IndexError, Indexable, SearchBuffer};

/// Compares the query with every vector: O(n) a search, exact, and the oracle of the tests. Below
/// some 20,000 dense vectors also the fastest. A removal moves the vectors behind it: O(n).
///
/// # Examples
///
/// ```
/// use samestory::features::DenseVector;
/// use samestory::index::{ExactIndex, Index, SearchBuffer};
///
/// let mut index = ExactIndex::default();
/// index.insert(7, &DenseVector::new(&[1.0, 0.0]).unwrap())?;
/// index.insert(9, &DenseVector::new(&[0.0, 1.0]).unwrap())?;
/// let mut buffer = SearchBuffer::default();
/// index.search_into(&DenseVector::new(&[0.2, 1.0]).unwrap(), 1, 0.0, &mut buffer);
/// assert_eq!(buffer.hits[0].key, 9);
/// # Ok::<(), samestory::index::IndexError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ExactIndex<V> {
    /// By key, rising.
    vectors: Vec<(u32, V)>,
    /// Keys below are taken or expired. May lie one beyond the last key there is.
    next_key: u64,
}

impl<V> Default for ExactIndex<V> {
    fn default() -> Self {
        Self { vectors: Vec::new(), next_key: 0 }
    }
}

impl<V: Indexable> ExactIndex<V> {
    /// The vector under a key.
    pub fn get(&self, key: u32) -> Option<&V> {
        let place = self.vectors.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.vectors.get(place).map(|(_, vector)| vector)
    }
}

impl<V: Indexable> Index<V> for ExactIndex<V> {
    fn insert(&mut self, key: u32, vector: &V) -> Result<(), IndexError> {
        if u64::from(key) < self.next_key {
            return Err(IndexError::StaleKey(key));
        }
        if let Some((_, first)) = self.vectors.first() {
            if let (Some(wanted), Some(found)) = (first.dimension(), vector.dimension()) {
                if wanted != found {
                    return Err(IndexError::WrongDimension { wanted, found });
                }
            }
        }
        self.next_key = u64::from(key) + 1;
        self.vectors.push((key, vector.clone()));
        Ok(())
    }

    fn remove(&mut self, key: u32) -> bool {
        let place = self.vectors.binary_search_by_key(&key, |(key, _)| *key);
        place.map(|place| self.vectors.remove(place)).is_ok()
    }

    fn expire(&mut self, first: u32) {
        let expired = self.vectors.partition_point(|(key, _)| *key < first);
        self.vectors.drain(..expired);
        self.next_key = self.next_key.max(first.into());
    }

    fn search_into(&self, query: &V, most: usize, minimum: f32, buffer: &mut SearchBuffer) {
        buffer.hits.clear();
        for (key, vector) in &self.vectors {
            let similarity = query.similarity(vector);
            if similarity > 0.0 && similarity >= minimum {
                buffer.hits.push(Hit { key: *key, similarity });
            }
        }
        buffer.keep_best(most);
    }

    fn search_since_into(
        &self,
        query: &V,
        since: &[u32],
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        buffer.hits.clear();
        for (key, vector) in &self.vectors {
            let similarity = query.similarity_since(vector, *key, since);
            if similarity > 0.0 && similarity >= minimum {
                buffer.hits.push(Hit { key: *key, similarity });
            }
        }
        buffer.keep_best(most);
    }

    fn len(&self) -> usize {
        self.vectors.len()
    }
}
