//! Work spread over the threads of whoever calls.

/// Items that a thread takes at once: fewer cost more to hand over than to do.
#[cfg(feature = "parallel")]
const TOGETHER: usize = 2;

/// Maps each item, in order; `room` makes room for a thread to work in. On several threads where the
/// caller runs on one of a pool, as batches do, and else on its own.
#[cfg(feature = "parallel")]
pub(super) fn map<T: Sync, R, U: Send>(
    items: &[T],
    room: impl Fn() -> R + Send + Sync,
    job: impl Fn(&mut R, &T) -> U + Send + Sync,
) -> Vec<U> {
    use rayon::prelude::*;
    if items.len() < 2 * TOGETHER || rayon::current_thread_index().is_none() {
        let mut room = room();
        return items.iter().map(|item| job(&mut room, item)).collect();
    }
    items.par_iter().with_min_len(TOGETHER).map_init(room, job).collect()
}

/// Maps each item, in order; `room` makes room to work in.
#[cfg(not(feature = "parallel"))]
pub(super) fn map<T, R, U>(
    items: &[T],
    room: impl Fn() -> R,
    job: impl Fn(&mut R, &T) -> U,
) -> Vec<U> {
    let mut room = room();
    items.iter().map(|item| job(&mut room, item)).collect()
}
