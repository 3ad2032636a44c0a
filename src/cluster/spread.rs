//! Work spread over the threads of whoever calls.

/// Maps each item, in order. On several threads where the caller runs on one of a pool, as batches do,
/// and else on its own.
#[cfg(feature = "parallel")]
pub(super) fn map<T: Sync, U: Send>(items: &[T], job: impl Fn(&T) -> U + Send + Sync) -> Vec<U> {
    use rayon::prelude::*;
    if items.len() < 2 || rayon::current_thread_index().is_none() {
        return items.iter().map(job).collect();
    }
    items.par_iter().map(job).collect()
}

/// Maps each item, in order.
#[cfg(not(feature = "parallel"))]
pub(super) fn map<T, U>(items: &[T], job: impl Fn(&T) -> U) -> Vec<U> {
    items.iter().map(job).collect()
}
