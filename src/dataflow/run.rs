//! A process's part in the whole.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::deployment::Deployment;
use super::distributed::DistributedBuilder;
use super::link::{Link, ToWorker, lost};
use super::worker::{Ends, work};
use crate::error::{Error, Result};
use crate::pipeline::PipelineBuilder;

/// Takes part in a deployment. In process 0 the job is run, with a builder whose pipeline works on
/// all workers, and its result returned; the others work until it is done, and return `None`.
///
/// `make` gives the pipeline's stages and options, the same in every process. It waits until all
/// processes are there.
///
/// # Errors
///
/// [`Error::Dataflow`] where a process cannot be reached or is gone; [`Error::InvalidOption`]; what the
/// job returns.
pub fn run<T>(
    deployment: &Deployment,
    make: impl Fn() -> Result<PipelineBuilder>,
    job: impl FnOnce(DistributedBuilder) -> Result<T>,
) -> Result<Option<T>> {
    let config = deployment.config()?;
    let preparer = make()?.build()?.preparer();
    let (to_worker, commands) = channel();
    let (prepared, from_text_work) = channel();
    let (answers, from_shards) = channel();
    let decides = deployment.process == 0;
    let ends = decides.then_some(Ends { commands, prepared, answers });
    let (ends, thread) = (Mutex::new(ends), Arc::new(OnceLock::new()));
    let to_worker = ToWorker::new(to_worker, Arc::clone(&thread));

    let workers = timely::execute(config, move |worker| {
        let first = worker.index() == 0;
        let take = || ends.lock().unwrap_or_else(PoisonError::into_inner).take();
        let ends = first.then(take).flatten();
        if first {
            let _ = thread.set(std::thread::current());
        }
        work(worker, preparer.clone(), ends);
    });
    let workers = workers.map_err(Error::Dataflow)?;
    let result = if decides {
        let count = deployment.workers();
        let link = Arc::new(Link::new(to_worker.clone(), from_shards, count));
        let builder = DistributedBuilder::new(make()?, link, to_worker, from_text_work, count);
        Some(job(builder))
    } else {
        drop(to_worker);
        None
    };
    // Joined one by one: a worker that panicked is an error here, not a panic.
    let ended = workers.join().into_iter().collect::<Result<Vec<()>, String>>();
    match result {
        Some(Err(error)) => Err(error),
        Some(Ok(value)) => ended.map(|_| Some(value)).map_err(|_| lost()),
        None => ended.map(|_| None).map_err(|_| lost()),
    }
}
