//! Room for work on several threads.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Room that is lent to one call at a time: as many pieces as calls ran side by side. An engine that
/// is shared by reference keeps here what makes the next call faster and changes no result.
pub(crate) struct Pool<T>(Mutex<Vec<Box<T>>>);

impl<T: Default> Pool<T> {
    /// Calls `work` with a piece of room of its own.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let free = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut room = free.unwrap_or_default();
        let result = work(&mut room);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        result
    }
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

/// A clone has no room yet.
impl<T> Clone for Pool<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> fmt::Debug for Pool<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pool").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_used_again() {
        let pool: Pool<Vec<u8>> = Pool::default();
        pool.with(|room| room.push(1));
        // A call within a call has its own.
        pool.with(|room| {
            assert_eq!(*room, [1]);
            pool.with(|inner| assert!(inner.is_empty()));
        });
        assert!(pool.clone().with(|room| room.is_empty()));
    }
}
