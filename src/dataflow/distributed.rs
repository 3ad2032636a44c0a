//! A pipeline that works on all workers.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::link::{Command, Link, ToWorker, lost};
use super::message::{Bytes, Task};
use super::sharded::ShardedIndex;
use crate::article::Article;
use crate::error::{Error, Result};
use crate::pipeline::{Event, Guard, Pipeline, PipelineBuilder, PreparedArticle, StoredPipeline};
use crate::store::{StoreOptions, pack};

/// Articles that are decided on together.
const CHUNK: usize = 256;

/// Begins a pipeline over all workers; [`run`](super::run) gives it to the job of process 0.
pub struct DistributedBuilder {
    builder: PipelineBuilder,
    text_work: TextWork,
    link: Arc<Link>,
}

impl DistributedBuilder {
    pub(super) fn new(
        builder: PipelineBuilder,
        link: Arc<Link>,
        worker: ToWorker,
        prepared: Receiver<Task>,
        workers: usize,
    ) -> Self {
        let shards = Arc::clone(&link);
        let guarded = Arc::clone(&link);
        let builder = builder
            .sparse_index(Arc::new(move || Box::new(ShardedIndex::new(Arc::clone(&shards)))))
            .guard(Guard::new(move || guarded.check()));
        let text_work = TextWork {
            worker,
            prepared,
            ahead: (workers as u64 + 1) * CHUNK as u64,
            sent: 0,
            early: BTreeMap::new(),
            next: 0,
        };
        Self { builder, text_work, link }
    }

    /// A pipeline in memory.
    ///
    /// # Errors
    ///
    /// As [`PipelineBuilder::build`].
    pub fn build(self) -> Result<DistributedPipeline> {
        let kept = Kept::InMemory(Box::new(self.builder.build()?));
        Ok(DistributedPipeline { kept, text_work: self.text_work, link: self.link })
    }

    /// The pipeline in the store of a folder of process 0; a new one where there is none.
    ///
    /// # Errors
    ///
    /// As [`PipelineBuilder::open`], and [`Error::Dataflow`].
    pub fn open(
        self,
        path: impl AsRef<Path>,
        options: StoreOptions,
    ) -> Result<DistributedPipeline> {
        let opened = self.builder.open(path, options);
        // What was decided without a process looks like a store that diverged.
        self.link.check()?;
        let kept = Kept::InStore(Box::new(opened?));
        Ok(DistributedPipeline { kept, text_work: self.text_work, link: self.link })
    }
}

impl fmt::Debug for DistributedBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let builder = &self.builder;
        formatter
            .debug_struct("DistributedBuilder")
            .field("builder", builder)
            .finish_non_exhaustive()
    }
}

enum Kept {
    InMemory(Box<Pipeline>),
    InStore(Box<StoredPipeline>),
}

/// A [`Pipeline`] whose text work and indexes are spread over all workers; its decisions are those of
/// one process, byte for byte. It dereferences to the pipeline for everything that only asks.
///
/// After a process is gone every call fails with [`Error::Dataflow`], and what it decided does not
/// count: begin anew.
pub struct DistributedPipeline {
    kept: Kept,
    text_work: TextWork,
    link: Arc<Link>,
}

impl DistributedPipeline {
    /// Takes articles in, as [`Pipeline::push_batch`] does; one result for each, in order. With a
    /// store, all are in its journal when it returns. Give it thousands at once: at the end of each
    /// call the workers wait.
    pub fn push_batch(
        &mut self,
        articles: impl IntoIterator<Item = Article>,
    ) -> Vec<Result<Vec<Event>>> {
        let mut articles = articles.into_iter();
        let mut results = Vec::new();
        loop {
            self.text_work.send(&mut articles);
            match self.text_work.receive() {
                Ok(ready) if ready.is_empty() => return results,
                Ok(ready) => results.extend(self.decide(ready)),
                Err(error) => {
                    self.link.fail();
                    let unanswered = self.text_work.give_up();
                    results.extend((0..unanswered).map(|_| Err(error.clone())));
                    results.extend(articles.map(|_| Err(error.clone())));
                    return results;
                }
            }
        }
    }

    /// Does only the text work, on all workers, and hands each article to `take`, in order: for those who
    /// decide elsewhere, by [`Pipeline::push_prepared`].
    ///
    /// # Errors
    ///
    /// [`Error::Dataflow`].
    pub fn prepare(
        &mut self,
        articles: impl IntoIterator<Item = Article>,
        mut take: impl FnMut(PreparedArticle),
    ) -> Result<()> {
        let mut articles = articles.into_iter();
        loop {
            self.text_work.send(&mut articles);
            match self.text_work.receive() {
                Ok(ready) if ready.is_empty() => return Ok(()),
                Ok(ready) => ready.into_iter().for_each(&mut take),
                Err(error) => {
                    self.link.fail();
                    self.text_work.give_up();
                    return Err(error);
                }
            }
        }
    }

    fn decide(&mut self, ready: Vec<PreparedArticle>) -> Vec<Result<Vec<Event>>> {
        let count = ready.len();
        let results = match &mut self.kept {
            Kept::InMemory(pipeline) => pipeline.push_prepared(ready),
            Kept::InStore(pipeline) => pipeline.push_prepared(ready),
        };
        match self.link.check() {
            Ok(()) => results,
            Err(error) => vec![Err(error); count],
        }
    }

    /// Merges the stories that have turned out to be one, as [`Pipeline::settle`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Dataflow`] and [`Error::Store`].
    pub fn settle(&mut self) -> Result<Vec<Event>> {
        self.change(Pipeline::settle, StoredPipeline::settle)
    }

    /// Closes stories and lets go of what is over, as [`Pipeline::tend`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Dataflow`] and [`Error::Store`].
    pub fn tend(&mut self) -> Result<Vec<Event>> {
        self.change(Pipeline::tend, StoredPipeline::tend)
    }

    /// Takes an article out, as [`Pipeline::remove`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Dataflow`] and [`Error::Store`].
    pub fn remove(&mut self, id: &str) -> Result<Vec<Event>> {
        self.change(|pipeline| pipeline.remove(id), |pipeline| pipeline.remove(id))
    }

    fn change(
        &mut self,
        in_memory: impl FnOnce(&mut Pipeline) -> Vec<Event>,
        in_store: impl FnOnce(&mut StoredPipeline) -> Result<Vec<Event>>,
    ) -> Result<Vec<Event>> {
        let events = match &mut self.kept {
            Kept::InMemory(pipeline) => Ok(in_memory(pipeline)),
            Kept::InStore(pipeline) => in_store(pipeline),
        };
        self.link.check()?;
        events
    }

    /// With a store, makes a snapshot, so that opening is quick, and closes it.
    ///
    /// # Errors
    ///
    /// As [`StoredPipeline::close`].
    pub fn close(self) -> Result<()> {
        match self.kept {
            Kept::InMemory(_) => Ok(()),
            Kept::InStore(pipeline) => pipeline.close(),
        }
    }
}

impl Deref for DistributedPipeline {
    type Target = Pipeline;

    fn deref(&self) -> &Pipeline {
        match &self.kept {
            Kept::InMemory(pipeline) => pipeline,
            Kept::InStore(pipeline) => pipeline,
        }
    }
}

impl fmt::Debug for DistributedPipeline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pipeline: &Pipeline = self;
        formatter
            .debug_struct("DistributedPipeline")
            .field("pipeline", pipeline)
            .finish_non_exhaustive()
    }
}

/// Articles on their way to the workers and back.
struct TextWork {
    worker: ToWorker,
    prepared: Receiver<Task>,
    /// Articles that may be away at a time.
    ahead: u64,
    /// Articles sent.
    sent: u64,
    /// What came back before its turn.
    early: BTreeMap<u64, PreparedArticle>,
    /// The article that is decided on next.
    next: u64,
}

impl TextWork {
    /// Sends articles out, as many as may be away.
    fn send(&mut self, articles: &mut impl Iterator<Item = Article>) {
        while self.sent - self.next < self.ahead {
            let Some(article) = articles.next() else { return };
            // Articles can be packed; what could not is refused when it comes back.
            let bytes = Bytes(pack(&article).unwrap_or_default());
            let sequence = self.sent;
            self.sent += 1;
            self.worker.send(Command::Task(Task { sequence, bytes }));
        }
    }

    /// The next articles in order, a chunk where as many are away; empty where none is.
    fn receive(&mut self) -> Result<Vec<PreparedArticle>> {
        let wanted = (self.sent - self.next).min(CHUNK as u64) as usize;
        let mut ready = Vec::with_capacity(wanted);
        while ready.len() < wanted {
            match self.early.remove(&self.next) {
                Some(prepared) => {
                    self.next += 1;
                    ready.push(prepared);
                }
                None => {
                    if let Err(error) = self.wait() {
                        self.next -= ready.len() as u64;
                        return Err(error);
                    }
                }
            }
        }
        Ok(ready)
    }

    /// Takes the next article that comes back.
    fn wait(&mut self) -> Result<()> {
        let task = self.prepared.recv().map_err(|_| lost())?;
        let prepared = PreparedArticle::from_bytes(&task.bytes.0).map_err(|error| {
            Error::Dataflow(format!("what a worker prepared cannot be read: {error}"))
        })?;
        self.early.insert(task.sequence, prepared);
        Ok(())
    }

    /// Forgets what is away; how many articles that are.
    fn give_up(&mut self) -> u64 {
        let away = self.sent - self.next;
        self.next = self.sent;
        self.early.clear();
        away
    }
}
