//! Two jobs at once, where there are threads.

use crate::error::Result;

/// The threads of a pipeline: its own, or those of the whole process. Without the feature
/// `parallel`, none.
#[derive(Clone, Debug, Default)]
pub(super) struct Threads {
    #[cfg(feature = "parallel")]
    own: Option<std::sync::Arc<rayon::ThreadPool>>,
}

impl Threads {
    /// So many threads of its own; for 0, those of the process, one a core.
    #[cfg(feature = "parallel")]
    pub(super) fn new(count: usize) -> Result<Self> {
        if count == 0 {
            return Ok(Self::default());
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
        let pool = pool.map_err(|_| crate::error::Error::InvalidOption {
            option: "threads",
            value: count.to_string(),
            wanted: "a number of threads that this machine can start, or 0",
        })?;
        Ok(Self { own: Some(std::sync::Arc::new(pool)) })
    }

    /// Nothing to start.
    #[cfg(not(feature = "parallel"))]
    pub(super) fn new(_count: usize) -> Result<Self> {
        Ok(Self::default())
    }

    /// Runs both jobs, at once if it can; the result of the first.
    #[cfg(feature = "parallel")]
    pub(super) fn both<T: Send>(
        &self,
        one: impl FnOnce() -> T + Send,
        other: impl FnOnce() + Send,
    ) -> T {
        let join = || rayon::join(one, other).0;
        match &self.own {
            Some(pool) => pool.install(join),
            None => join(),
        }
    }

    /// Runs both jobs, the first one first.
    #[cfg(not(feature = "parallel"))]
    pub(super) fn both<T>(&self, one: impl FnOnce() -> T, other: impl FnOnce()) -> T {
        let result = one();
        other();
        result
    }

    /// Runs a job that spreads its work by itself.
    #[cfg(feature = "parallel")]
    pub(super) fn run<T: Send>(&self, job: impl FnOnce() -> T + Send) -> T {
        match &self.own {
            Some(pool) => pool.install(job),
            // Moves it to a thread of the process.
            None => rayon::scope(|_| job()),
        }
    }

    /// Runs a job.
    #[cfg(not(feature = "parallel"))]
    pub(super) fn run<T>(&self, job: impl FnOnce() -> T) -> T {
        job()
    }

    /// Maps each item, on several threads where there are some; in order.
    #[cfg(feature = "parallel")]
    pub(super) fn map<T: Sync, U: Send>(
        &self,
        items: &[T],
        job: impl Fn(&T) -> U + Send + Sync,
    ) -> Vec<U> {
        use rayon::prelude::*;
        // One by one, since items differ in what they cost.
        let all = || items.par_iter().with_max_len(1).map(job).collect();
        match &self.own {
            Some(pool) => pool.install(all),
            None => all(),
        }
    }

    /// Maps each item, in order.
    #[cfg(not(feature = "parallel"))]
    pub(super) fn map<T, U>(&self, items: &[T], job: impl Fn(&T) -> U) -> Vec<U> {
        items.iter().map(job).collect()
    }
}
