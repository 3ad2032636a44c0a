//! How a stored pipeline comes back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::afresh::decide_afresh;
use super::builder::PipelineBuilder;
use super::call::{Call, entry, told};
use super::event::Event;
use super::options::PipelineOptions;
use super::stored::StoredPipeline;
use super::stream::Pipeline;
use crate::article::Article;
use crate::entity::AliasTable;
use crate::error::{Error, Result};
use crate::store::{
    Folder, Journal, Read, Recovery, SnapshotReader, StoreOptions, failure, records, remove_before,
    unpack,
};

/// Articles of the journal that are taken in together.
const TOGETHER: usize = 1024;
/// Options that change no result.
const FREE: [&str; 2] = ["threads", "chunk"];

pub(super) fn open(
    builder: PipelineBuilder,
    path: &Path,
    options: StoreOptions,
) -> Result<StoredPipeline> {
    let folder = Folder::open(path)?;
    let snapshots = folder.snapshots()?;
    // A process that ended while it began one leaves an empty journal.
    let is_new = snapshots.is_empty() && is_empty(&folder)?;
    let mut recovery = Recovery::default();
    let builder = with_stored_options(builder, &folder, &snapshots, options.recover)?;
    let mut pipeline = builder.build()?;
    let (base, before) = if is_new {
        (0, 0)
    } else {
        restore(&mut pipeline, &folder, &snapshots, options.recover, &mut recovery)?
    };
    let mut replay = Replay {
        pipeline: &mut pipeline,
        folder: &folder,
        recover: options.recover,
        newest: snapshots.last().map_or(0, |(last, _)| *last),
        next: base + 1,
        articles: Vec::new(),
        recovery: &mut recovery,
        diverged: false,
    };
    let last = if is_new { None } else { replay.journals()? };
    let (next, diverged) = (replay.next, replay.diverged);
    let is_damaged = !recovery.damaged.is_empty() || !recovery.is_complete() || diverged;
    let journal = match last.filter(|_| !is_damaged) {
        Some((first, path, length)) => Journal::open(path, first, length, next, options.sync)?,
        None => Journal::create(&folder, next, options.sync)?,
    };
    let mut stored = StoredPipeline {
        pipeline,
        journal,
        folder,
        options,
        recovery,
        snapshots: (base, before),
        tried: base,
        snapshot_error: None,
        waiting: 0,
        payload: Vec::new(),
    };
    if is_new || is_damaged {
        // What came back is safe first; then what is damaged is put aside.
        stored.write_snapshot(next - 1)?;
        stored.snapshots = (next - 1, next - 1);
        stored.tried = next - 1;
        if is_damaged {
            stored.put_aside(next)?;
        }
    }
    Ok(stored)
}

impl StoredPipeline {
    /// Renames the damaged files, and removes what the new snapshot makes needless.
    fn put_aside(&mut self, next: u64) -> Result<()> {
        let mut moved: Vec<PathBuf> = Vec::new();
        for (path, _) in &mut self.recovery.damaged {
            let aside = PathBuf::from(format!("{}.damaged", path.display()));
            // A file that was damaged or missing may have had the name of a new one.
            let replaced = path == self.journal.path()
                || self.folder.snapshots()?.contains(&(next - 1, path.clone()));
            if !moved.contains(path) && path.exists() && !replaced {
                self.folder.put_aside(path)?;
            }
            moved.push(path.clone());
            if aside.exists() {
                *path = aside;
            }
        }
        for (last, path) in self.folder.snapshots()? {
            if last < next - 1 {
                fs::remove_file(&path).map_err(|error| failure(&path, &error))?;
            }
        }
        remove_before(&self.folder, next)
    }
}

/// Whether there are no entries.
fn is_empty(folder: &Folder) -> Result<bool> {
    let mut is_empty = true;
    for (_, path) in folder.journals()? {
        records(&path, &mut |_| {
            is_empty = false;
            Ok(())
        })?;
    }
    Ok(is_empty)
}

/// The options that the store was made with, unless others were given: then they must be the same.
fn with_stored_options(
    builder: PipelineBuilder,
    folder: &Folder,
    snapshots: &[(u64, PathBuf)],
    recover: bool,
) -> Result<PipelineBuilder> {
    // Whatever the format of the rest, options have stayed as they are.
    let mut readable = snapshots
        .iter()
        .rev()
        .filter_map(|(_, path)| Some((path, SnapshotReader::header(path).ok().flatten()?)));
    let Some((path, header)) = readable.next() else { return Ok(builder) };
    let damaged = |error: serde_json::Error| {
        let (path, reason) = (path.clone(), format!("its options cannot be read: {error}"));
        Error::StoreDamaged { path, offset: 0, reason }
    };
    let stored: PipelineOptions = match serde_json::from_str(&header.options) {
        Ok(stored) => stored,
        Err(_) if recover || !header.is_current() => return Ok(builder),
        Err(error) => return Err(damaged(error)),
    };
    let Some(given) = builder.given_options() else { return Ok(builder.options(stored)) };
    let [one, other] = [&stored, given].map(serde_json::to_value);
    let (one, other) = (one.map_err(damaged)?, other.map_err(damaged)?);
    match difference("", &one, &other).filter(|_| !recover) {
        None => Ok(builder),
        Some((option, stored)) => {
            Err(Error::StoreOptions { path: folder.path().to_owned(), option, stored })
        }
    }
}

/// The first field that differs, and its value in the first.
fn difference(path: &str, one: &Value, other: &Value) -> Option<(String, String)> {
    match (one, other) {
        (Value::Object(ones), Value::Object(others)) => ones.iter().find_map(|(name, one)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let other = others.get(name).unwrap_or(&Value::Null);
            difference(&path, one, other).filter(|(path, _)| !FREE.contains(&path.as_str()))
        }),
        _ => (one != other).then(|| (path.to_owned(), one.to_string())),
    }
}

/// Reads the newest snapshot that is whole; the last entry in it, and in the one before.
fn restore(
    pipeline: &mut Pipeline,
    folder: &Folder,
    snapshots: &[(u64, PathBuf)],
    recover: bool,
    recovery: &mut Recovery,
) -> Result<(u64, u64)> {
    let mut first_error = None;
    for (place, (last, path)) in snapshots.iter().enumerate().rev() {
        let read = SnapshotReader::open(path).and_then(|mut reader| {
            pipeline.read_state(&mut reader)?;
            Ok(reader.last)
        });
        match read {
            Ok(found) if found == *last => {
                let before = place.checked_sub(1).and_then(|place| snapshots.get(place));
                return Ok((*last, before.map_or(*last, |(last, _)| *last)));
            }
            Ok(_) => recovery.damaged.push((path.clone(), 0)),
            Err(error) => {
                match &error {
                    Error::StoreDamaged { offset, .. } => {
                        recovery.damaged.push((path.clone(), *offset));
                    }
                    Error::StoreVersion { .. } if recover => {
                        recovery.damaged.push((path.clone(), 0));
                    }
                    _ => return Err(error),
                }
                first_error.get_or_insert(error);
            }
        }
    }
    if !recover {
        let (path, reason) = (folder.path().to_owned(), "no snapshot is left".to_owned());
        return Err(first_error.unwrap_or(Error::StoreDamaged { path, offset: 0, reason }));
    }
    let base = decide_afresh(pipeline, folder, snapshots, recovery)?;
    Ok((base, base))
}

/// The journal on its way back into a pipeline.
struct Replay<'a> {
    pipeline: &'a mut Pipeline,
    folder: &'a Folder,
    recover: bool,
    /// The last entry of the newest snapshot, whether that can be read or not.
    newest: u64,
    /// The number of the entry that comes next.
    next: u64,
    /// Articles that wait to be taken in together, with their number and what was decided.
    articles: Vec<(u64, Article, Vec<u8>)>,
    recovery: &'a mut Recovery,
    /// Since something is lost, decisions need not be the same.
    diverged: bool,
}

impl Replay<'_> {
    /// Takes in the entries behind the snapshot; the number of the last journal's first entry, the
    /// journal, and up to which byte it is whole.
    fn journals(&mut self) -> Result<Option<(u64, PathBuf, u64)>> {
        let journals = self.folder.journals()?;
        // Each snapshot was made when the journal behind it was there.
        let missing = self.folder.journal(self.newest + 1);
        if !missing.exists() {
            self.lose(&missing, 0, "the journal behind the last snapshot is missing", 1)?;
        }
        let mut whole = None;
        for (place, (first, path)) in journals.iter().enumerate() {
            let behind = journals.get(place + 1).map(|(first, _)| *first);
            if behind.is_some_and(|first| first <= self.next) {
                continue;
            }
            let mut damage = None;
            let length = records(path, &mut |read| match read {
                Read::Entry(frame) => {
                    self.entry(path, frame.number, frame.offset, &frame.payload, &mut damage)
                }
                Read::Damage { offset, reason } => {
                    self.recovery.damaged.push((path.clone(), offset));
                    damage.get_or_insert((offset, reason));
                    Ok(())
                }
                Read::Unfinished(bytes) => {
                    self.recovery.unfinished += bytes;
                    if behind.is_some() {
                        self.recovery.damaged.push((path.clone(), 0));
                    }
                    Ok(())
                }
            })?;
            // Behind damage at the end of the last journal nothing tells how much is lost.
            if let (Some((offset, reason)), None) = (damage, behind) {
                self.lose(path, offset, reason, 1)?;
                self.next += 1;
            }
            whole = Some((*first, path.clone(), length));
        }
        self.flush()?;
        if self.next <= self.newest {
            let reason = "entries before the last snapshot are missing";
            self.lose(&missing, 0, reason, self.newest + 1 - self.next)?;
            self.next = self.newest + 1;
        }
        Ok(whole)
    }

    fn entry(
        &mut self,
        path: &Path,
        number: u64,
        offset: u64,
        payload: &[u8],
        damage: &mut Option<(u64, &'static str)>,
    ) -> Result<()> {
        if number < self.next {
            // Older than the snapshot: damage before it is none.
            *damage = None;
            return Ok(());
        }
        if number > self.next {
            let (place, reason) = damage.unwrap_or((offset, "entries before it are missing"));
            self.lose(path, place, reason, number - self.next)?;
            self.next = number;
        }
        *damage = None;
        self.next += 1;
        let Some((call, decided)) = entry(payload) else {
            return self.lose(path, offset, "an entry of an unknown kind", 1);
        };
        match call {
            Call::Push(packed) => match unpack(packed) {
                Ok(article) => {
                    self.articles.push((number, article, decided.to_vec()));
                    if self.articles.len() >= TOGETHER { self.flush() } else { Ok(()) }
                }
                Err(_) => self.lose(path, offset, "an article that cannot be read", 1),
            },
            Call::Remove(id) => {
                let id = String::from_utf8_lossy(id).into_owned();
                self.call(number, decided, |pipeline| pipeline.remove(&id))
            }
            Call::Settle => self.call(number, decided, Pipeline::settle),
            Call::Tend => self.call(number, decided, Pipeline::tend),
            Call::Aliases(table) => match serde_json::from_slice::<AliasTable>(table) {
                Ok(table) => self.call(number, decided, |pipeline| {
                    pipeline.set_aliases(&table);
                    Vec::new()
                }),
                Err(_) => self.lose(path, offset, "aliases that cannot be read", 1),
            },
        }
    }

    fn call(
        &mut self,
        number: u64,
        decided: &[u8],
        call: impl FnOnce(&mut Pipeline) -> Vec<Event>,
    ) -> Result<()> {
        self.flush()?;
        let events = call(self.pipeline);
        self.compare(number, decided, &Ok(events))
    }

    /// Takes in the articles that wait.
    fn flush(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.articles);
        let mut decided = Vec::with_capacity(waiting.len());
        let articles = waiting.into_iter().map(|(number, article, told)| {
            decided.push((number, told));
            article
        });
        let results = self.pipeline.push_batch(articles.collect::<Vec<Article>>());
        for ((number, decided), events) in decided.iter().zip(&results) {
            self.compare(*number, decided, events)?;
        }
        Ok(())
    }

    /// Compares what is decided now with what was decided.
    fn compare(&mut self, number: u64, decided: &[u8], found: &Result<Vec<Event>>) -> Result<()> {
        self.recovery.replayed += 1;
        let told = found.as_ref().ok().and_then(|events| told(events).ok());
        if told.as_deref() == Some(decided) {
            return Ok(());
        }
        if !self.recover {
            let path = self.folder.path().to_owned();
            return Err(Error::StoreDiverged { path, sequence: number });
        }
        self.diverged = true;
        match found {
            Ok(_) => self.recovery.afresh += 1,
            // It came back with a snapshot's articles already, or cannot be taken.
            Err(Error::DuplicateId(_)) => {}
            Err(_) => self.recovery.lost += 1,
        }
        Ok(())
    }

    /// Says what is lost, or goes on without.
    fn lose(&mut self, path: &Path, offset: u64, reason: &str, entries: u64) -> Result<()> {
        if !self.recover {
            let (path, reason) = (path.to_owned(), reason.to_owned());
            return Err(Error::StoreDamaged { path, offset, reason });
        }
        let place = (path.to_owned(), offset);
        if !self.recovery.damaged.contains(&place) {
            self.recovery.damaged.push(place);
        }
        self.recovery.lost += entries;
        Ok(())
    }
}
