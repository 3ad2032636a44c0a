//! A pipeline that outlives its process.

use std::ops::Deref;
use std::path::Path;

use super::builder::PipelineBuilder;
use super::call::{Call, begin, begin_push, entry, tell};
use super::event::Event;
use super::preparer::PreparedArticle;
use super::stream::Pipeline;
use crate::article::{Article, SourceProfile};
use crate::entity::AliasTable;
use crate::error::{Error, Result};
use crate::store::{
    Folder, Journal, Read, Recovery, SnapshotWriter, StoreOptions, failure, pack, records,
    remove_before,
};

/// A [`Pipeline`] with a store: what it has acknowledged is there again after a crash.
///
/// Every call that changes something writes what came and what was decided to a journal before it
/// returns. From time to time all that is known is written to a snapshot, and the journal before it
/// goes. Opened again, the store reads the last snapshot, takes the journal behind it in again and
/// compares what it decides with what was decided: from then on all outputs are those of a pipeline
/// that was never interrupted. It dereferences to the pipeline for everything that only asks.
///
/// The folder holds what the pipeline holds: what
/// [`retention_hours`](super::PipelineOptions::retention_hours) lets go of is gone from the next
/// snapshots. One process at a time has it open. Stages of the caller's own must be given again, the
/// same ones, and so must outlets ([`StoredPipeline::set_sources`]); a clusterer must implement
/// [`Clusterer::save`](crate::cluster::Clusterer::save).
///
/// After a failed write, such as on a full disk, every further change is refused with the same error:
/// open the store again once there is room. What was acknowledged is there then, and what was not is
/// not.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::pipeline::Pipeline;
///
/// # let folder = std::env::temp_dir().join(format!("samestory-doc-{}", std::process::id()));
/// let mut pipeline = Pipeline::open(&folder)?;
/// pipeline.push(Article::new("a", "Quake shakes Arequipa in southern Peru"))?;
/// drop(pipeline); // or a crash
///
/// let mut pipeline = Pipeline::open(&folder)?;
/// assert_eq!(pipeline.story_of("a").as_deref(), Some("s0"));
/// pipeline.close()?;
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), samestory::error::Error>(())
/// ```
#[derive(Debug)]
pub struct StoredPipeline {
    pub(super) pipeline: Pipeline,
    /// Above the folder, since fields end in order: the journal cuts its file for the last time while
    /// the lock still holds others off.
    pub(super) journal: Journal,
    pub(super) folder: Folder,
    pub(super) options: StoreOptions,
    pub(super) recovery: Recovery,
    /// The last entry in the last snapshot, and in the one before.
    pub(super) snapshots: (u64, u64),
    /// The entry behind which the last snapshot was tried.
    pub(super) tried: u64,
    pub(super) snapshot_error: Option<Error>,
    /// Calls that wait to be written.
    pub(super) waiting: u32,
    /// Room for the entry that is made.
    pub(super) payload: Vec<u8>,
}

/// Articles of a batch after which the journal is written.
const BATCH: usize = 4096;
/// Articles held for each entry of the journal, at most, when a snapshot is made: the cost of a
/// snapshot, about that of a tenth of an article's way for each one held, stays small beside the rest.
const HELD_FOR_EACH: u64 = 4;

impl Pipeline {
    /// Opens the store in a folder, or begins one, with the built-in stages and the options it was
    /// made with.
    ///
    /// # Errors
    ///
    /// As [`PipelineBuilder::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<StoredPipeline> {
        Self::builder().open(path, StoreOptions::default())
    }
}

impl PipelineBuilder {
    /// The pipeline in the store of a folder; a new one where there is none. Where options were set,
    /// they must be those that the store was made with, but for threads and the size of chunks.
    ///
    /// O(articles held), and as much as taking in the entries since the last snapshot again.
    ///
    /// # Errors
    ///
    /// [`Error::Store`] where the system refuses; [`Error::StoreInUse`]; [`Error::StoreDamaged`],
    /// [`Error::StoreVersion`] and [`Error::StoreDiverged`] where something is lost or cannot be
    /// read, unless the option [`recover`](StoreOptions::recover) is set; [`Error::StoreOptions`];
    /// [`Error::NotStorable`]; [`Error::InvalidOption`].
    pub fn open(self, path: impl AsRef<Path>, options: StoreOptions) -> Result<StoredPipeline> {
        options.validate()?;
        super::open::open(self, path.as_ref(), options)
    }
}

impl StoredPipeline {
    /// Takes an article in, as [`Pipeline::push`] does.
    ///
    /// # Errors
    ///
    /// Those of [`Pipeline::push`], after which the next article is welcome, and [`Error::Store`].
    pub fn push(&mut self, article: Article) -> Result<Vec<Event>> {
        let Self { pipeline, journal, folder, options, waiting, payload, .. } = self;
        journal.check()?;
        let failed = |error| failure(folder.path(), &error);
        begin_push(&article, payload).map_err(failed)?;
        let guard = pipeline.guard.clone();
        let due = *waiting + 1 >= options.commit_every;
        // What is decided goes to the disk while the article is still read for names.
        let mut noted = Ok(());
        let note = |events: &[Event]| {
            noted = guard.check().and_then(|()| {
                tell(events, payload).map_err(failed)?;
                journal.push(payload)?;
                if due { journal.begin_commit() } else { Ok(()) }
            });
        };
        let events = pipeline.push_telling(article, note)?;
        noted?;
        self.noted()?;
        Ok(events)
    }

    /// Takes many articles in, as [`Pipeline::push_batch`] does: one result for each, in order. All
    /// are in the journal when it returns, and share the writes.
    pub fn push_batch(
        &mut self,
        articles: impl IntoIterator<Item = Article>,
    ) -> Vec<Result<Vec<Event>>> {
        let mut results = Vec::new();
        let mut articles = articles.into_iter().peekable();
        while articles.peek().is_some() {
            let mut packed = Vec::new();
            let batch = articles.by_ref().take(BATCH).inspect(|article| packed.push(pack(article)));
            if let Err(error) = self.journal.check() {
                results.extend(batch.map(|_| Err(error.clone())));
                continue;
            }
            let first = results.len();
            results.extend(self.pipeline.push_batch(batch));
            let written = self.note_batch(&packed, results.get(first..).unwrap_or_default());
            if let Err(error) = written {
                let accepted = results.iter_mut().skip(first).filter(|result| result.is_ok());
                accepted.for_each(|result| *result = Err(error.clone()));
            }
        }
        results
    }

    /// Takes articles in on which the text work is done, as [`Pipeline::push_prepared`] does: one
    /// result for each, in order. All are in the journal when it returns.
    pub fn push_prepared(
        &mut self,
        articles: impl IntoIterator<Item = PreparedArticle>,
    ) -> Vec<Result<Vec<Event>>> {
        let articles: Vec<PreparedArticle> = articles.into_iter().collect();
        if let Err(error) = self.journal.check() {
            return articles.iter().map(|_| Err(error.clone())).collect();
        }
        let packed: Vec<_> = articles.iter().map(|prepared| pack(prepared.article())).collect();
        let mut results = self.pipeline.push_prepared(articles);
        if let Err(error) = self.note_batch(&packed, &results) {
            let accepted = results.iter_mut().filter(|result| result.is_ok());
            accepted.for_each(|result| *result = Err(error.clone()));
        }
        results
    }

    fn note_batch(
        &mut self,
        packed: &[std::io::Result<Vec<u8>>],
        results: &[Result<Vec<Event>>],
    ) -> Result<()> {
        for (packed, events) in packed.iter().zip(results) {
            let Ok(events) = events else { continue };
            let packed = packed.as_ref().map_err(|error| failure(self.folder.path(), error))?;
            self.note(Call::Push(packed), events)?;
        }
        self.commit()?;
        self.snapshot_when_due();
        Ok(())
    }

    /// Takes an article out, as [`Pipeline::remove`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn remove(&mut self, id: &str) -> Result<Vec<Event>> {
        if !self.pipeline.contains(id) {
            return Ok(Vec::new());
        }
        self.change(Call::Remove(id.as_bytes()), |pipeline| pipeline.remove(id))
    }

    /// Merges the stories that have turned out to be one, as [`Pipeline::settle`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn settle(&mut self) -> Result<Vec<Event>> {
        self.change(Call::Settle, Pipeline::settle)
    }

    /// Closes stories and lets go of what is over, as [`Pipeline::tend`] does.
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn tend(&mut self) -> Result<Vec<Event>> {
        self.change(Call::Tend, Pipeline::tend)
    }

    /// Takes an article in, in place of the one of its id if there is one, as [`Pipeline::replace`] does:
    /// two entries of the journal, between which a crash may fall. It was not acknowledged then, so give it
    /// again.
    ///
    /// # Errors
    ///
    /// Those of [`Pipeline::replace`] and [`Error::Store`].
    pub fn replace(&mut self, article: Article) -> Result<Vec<Event>> {
        self.journal.check()?;
        self.pipeline.admit_in_place(&article)?;
        let mut events = self.remove(article.id.as_str())?;
        events.extend(self.push(article)?);
        Ok(events)
    }

    fn change(
        &mut self,
        call: Call<'_>,
        change: impl FnOnce(&mut Pipeline) -> Vec<Event>,
    ) -> Result<Vec<Event>> {
        self.journal.check()?;
        let events = change(&mut self.pipeline);
        self.note(call, &events)?;
        self.noted()?;
        Ok(events)
    }

    /// Puts aliases in force, as [`Pipeline::set_aliases`] does; they are there again after opening.
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn set_aliases(&mut self, table: &AliasTable) -> Result<()> {
        let packed = serde_json::to_vec(table);
        let packed = packed.map_err(|error| failure(self.folder.path(), &error.into()))?;
        let set = |pipeline: &mut Pipeline| {
            pipeline.set_aliases(table);
            Vec::new()
        };
        self.change(Call::Aliases(&packed), set).map(drop)
    }

    /// Puts what is known of outlets in force, as [`Pipeline::set_sources`] does. It is not stored.
    pub fn set_sources(&mut self, sources: Vec<SourceProfile>) {
        self.pipeline.set_sources(sources);
    }

    /// Writes what [`StoreOptions::commit_every`] has let wait.
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn commit(&mut self) -> Result<()> {
        self.waiting = 0;
        self.journal.commit()
    }

    /// Makes a snapshot now. It happens by itself every so many entries.
    ///
    /// O(articles held).
    ///
    /// # Errors
    ///
    /// [`Error::Store`] and [`Error::NotStorable`]. Without a snapshot nothing is lost: the journal is
    /// kept.
    pub fn snapshot(&mut self) -> Result<()> {
        self.commit()?;
        let last = self.journal.next() - 1;
        self.tried = last;
        if last == self.snapshots.0 {
            return Ok(());
        }
        self.journal.turn(&self.folder)?;
        self.write_snapshot(last)?;
        self.snapshots = (last, self.snapshots.0);
        self.tidy()
    }

    pub(super) fn write_snapshot(&self, last: u64) -> Result<()> {
        self.pipeline.guard.check()?;
        let options = serde_json::to_string(&self.pipeline.options)
            .map_err(|error| failure(self.folder.path(), &error.into()))?;
        let next = (self.pipeline.next_key, self.pipeline.next_event);
        let mut writer = SnapshotWriter::create(&self.folder, last, options, next)?;
        self.pipeline.write_state(&mut writer)?;
        writer.finish()
    }

    /// Removes what two good snapshots make needless.
    fn tidy(&mut self) -> Result<()> {
        let oldest = self.snapshots.1;
        for (last, path) in self.folder.snapshots()? {
            if last < oldest {
                std::fs::remove_file(&path).map_err(|error| failure(&path, &error))?;
            }
        }
        remove_before(&self.folder, oldest + 1)
    }

    /// Makes a snapshot if it is time. A failure harms nothing and is kept for whoever asks.
    fn snapshot_when_due(&mut self) {
        let held = self.pipeline.article_count() as u64 / HELD_FOR_EACH;
        let due = self.tried + self.options.snapshot_every.max(held);
        if self.journal.next() > due {
            self.snapshot_error = self.snapshot().err();
        }
    }

    /// Why the last snapshot that was made by itself failed, if it did.
    pub fn snapshot_error(&self) -> Option<&Error> {
        self.snapshot_error.as_ref()
    }

    /// Writes what waits, makes a snapshot, so that opening is quick, and closes the store.
    ///
    /// # Errors
    ///
    /// As [`StoredPipeline::snapshot`].
    pub fn close(mut self) -> Result<()> {
        self.snapshot()
    }

    /// What was damaged when the store was opened, and what came back.
    pub fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    /// The number of the next entry of the journal: one more than the calls that changed something
    /// since the store began. Where a caller's own calls follow a plan, it tells how far they came.
    pub fn next_entry(&self) -> u64 {
        self.journal.next()
    }

    /// The events from this sequence number on, for a reader that missed some. They go back to the
    /// snapshot before the last one. What [`StoreOptions::commit_every`] has let wait is written first.
    ///
    /// O(bytes of the journal).
    ///
    /// # Errors
    ///
    /// [`Error::Store`].
    pub fn events_since(&mut self, sequence: u64) -> Result<Vec<Event>> {
        self.commit()?;
        let mut events = Vec::new();
        for (_, path) in self.folder.journals()? {
            let mut each = |read| {
                if let Read::Entry(frame) = read {
                    if let Some((_, told)) = entry(&frame.payload) {
                        let told = serde_json::from_slice::<Vec<Event>>(told);
                        let told = told.map_err(|error| failure(&path, &error.into()))?;
                        events.extend(told.into_iter().filter(|event| event.sequence >= sequence));
                    }
                }
                Ok(())
            };
            records(&path, &mut each)?;
        }
        Ok(events)
    }

    /// Adds a call and what came of it to the journal.
    fn note(&mut self, call: Call<'_>, events: &[Event]) -> Result<()> {
        self.pipeline.guard.check()?;
        begin(call, &mut self.payload);
        let told = tell(events, &mut self.payload);
        told.map_err(|error| failure(self.folder.path(), &error))?;
        self.journal.push(&self.payload)
    }

    fn noted(&mut self) -> Result<()> {
        self.waiting += 1;
        if self.waiting >= self.options.commit_every {
            self.commit()?;
        }
        self.snapshot_when_due();
        Ok(())
    }
}

impl Deref for StoredPipeline {
    type Target = Pipeline;

    fn deref(&self) -> &Pipeline {
        &self.pipeline
    }
}

impl Drop for StoredPipeline {
    /// Writes what waits, as far as that can be done.
    fn drop(&mut self) {
        let _ = self.commit();
    }
}
