//! What came, appended before it is acknowledged.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::flusher::Flusher;
use super::folder::{Folder, failure};
use super::frame::{self, Frame, FrameError, Frames, Kind};
use crate::error::{Error, Result};

/// The layout of entries.
const FORMAT: u32 = 1;
/// Bytes that wait to be written at most.
const MOST_PENDING: usize = 1 << 24;
/// Zeros that are written ahead of the entries where each write waits for the disk: over them only the
/// data have to reach it, while a file that grows takes the file system's own journal as well (.13 ms
/// against .19 for 1,800 bytes on ext4).
const ROOM: u64 = 1 << 20;

/// The journal that is written to.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Arc<File>,
    /// The number of its first entry.
    first: u64,
    /// Bytes that are known to be whole.
    length: u64,
    /// Bytes of the file: behind what is whole lie zeros.
    room: u64,
    pending: Vec<u8>,
    /// The number of the next entry.
    next: u64,
    sync: bool,
    /// Up to which byte was written what is on its way to the disk.
    away: Option<u64>,
    /// Started when it is first needed.
    flusher: Option<Flusher>,
    /// After a failed write nothing is certain but what was read back: the first failure stays.
    failed: Option<Error>,
}

impl Journal {
    /// Begins a journal whose first entry has this number.
    pub(crate) fn create(folder: &Folder, next: u64, sync: bool) -> Result<Self> {
        let path = folder.journal(next);
        let created = begin(folder, &path);
        let (file, length) = created.map_err(|error| failure(&path, &error))?;
        Ok(Self::at(path, file, next, length, next, sync))
    }

    /// Goes on in a journal, cut to the first `length` bytes.
    pub(crate) fn open(
        path: PathBuf,
        first: u64,
        length: u64,
        next: u64,
        sync: bool,
    ) -> Result<Self> {
        let open = || {
            let file = File::options().write(true).open(&path)?;
            if file.metadata()?.len() > length {
                file.set_len(length)?;
                file.sync_all()?;
            }
            Ok(file)
        };
        let file = open().map_err(|error: io::Error| failure(&path, &error))?;
        Ok(Self::at(path, file, first, length, next, sync))
    }

    fn at(path: PathBuf, file: File, first: u64, length: u64, next: u64, sync: bool) -> Self {
        Self {
            path,
            file: Arc::new(file),
            first,
            length,
            room: length,
            pending: Vec::new(),
            next,
            sync,
            away: None,
            flusher: None,
            failed: None,
        }
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the next entry.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// Whether an earlier write failed.
    pub(crate) fn check(&self) -> Result<()> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    /// Adds an entry, which is lost unless [`Journal::commit`] follows.
    pub(crate) fn push(&mut self, payload: &[u8]) -> Result<()> {
        self.check()?;
        let pushed = frame::push(Kind::Entry, self.next, payload, &mut self.pending);
        pushed.map_err(|error| self.fail(&error))?;
        self.next += 1;
        if self.pending.len() > MOST_PENDING { self.commit() } else { Ok(()) }
    }

    /// Writes what waits and has the disk begin with it, so that other work can be done until
    /// [`Journal::commit`] waits for the rest.
    pub(crate) fn begin_commit(&mut self) -> Result<()> {
        self.check()?;
        self.finish()?;
        if self.flusher.is_none() {
            self.flusher = Flusher::start().ok();
        }
        if self.pending.is_empty() || !self.sync || self.flusher.is_none() {
            return self.commit();
        }
        self.begin().map_err(|error| self.fail(&error))
    }

    fn begin(&mut self) -> io::Result<()> {
        let end = self.write()?;
        if let Some(flusher) = &self.flusher {
            flusher.begin(&self.file)?;
            self.away = Some(end);
        }
        Ok(())
    }

    /// Waits for what is on its way.
    fn finish(&mut self) -> Result<()> {
        let (Some(end), Some(flusher)) = (self.away.take(), &mut self.flusher) else {
            return Ok(());
        };
        flusher.wait().map_err(|error| self.fail(&error))?;
        self.length = end;
        Ok(())
    }

    /// Writes what waits; it is on disk when this returns.
    pub(crate) fn commit(&mut self) -> Result<()> {
        self.check()?;
        self.finish()?;
        if self.pending.is_empty() {
            return Ok(());
        }
        let synced = self.write().and_then(|end| {
            if self.sync {
                self.file.sync_data()?;
            }
            Ok(end)
        });
        self.length = synced.map_err(|error| self.fail(&error))?;
        Ok(())
    }

    /// Hands what waits to the system; up to which byte the file is written then.
    fn write(&mut self) -> io::Result<u64> {
        let end = self.length + self.pending.len() as u64;
        if self.sync && end > self.room && end - self.length < ROOM {
            self.make_room(end);
        }
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.length))?;
        file.write_all(&self.pending)?;
        self.room = self.room.max(end);
        self.pending.clear();
        Ok(end)
    }

    /// Writes zeros for what comes next. Where there is no room for them there may be for an entry.
    fn make_room(&mut self, end: u64) {
        let zeros = vec![0; (end + ROOM - self.length) as usize];
        let mut file = &*self.file;
        let mut write = || {
            file.seek(SeekFrom::Start(self.length))?;
            file.write_all(&zeros)?;
            file.sync_all()
        };
        match write() {
            Ok(()) => self.room = end + ROOM,
            Err(_) => {
                let _ = self.file.set_len(self.length);
                self.room = self.length;
            }
        }
    }

    /// Remembers a failure, and takes back what was half written, as far as that can be done.
    fn fail(&mut self, error: &io::Error) -> Error {
        let reason = format!(
            "{error}; what was acknowledged before is kept, and the store must be opened again"
        );
        let error = Error::Store { path: self.path.clone(), kind: error.kind(), reason };
        let _ = self.file.set_len(self.length);
        self.failed = Some(error.clone());
        error
    }

    /// Goes on in a new file. It is there before the snapshot that makes the old one needless, so
    /// that a snapshot without the journal behind it tells of a loss.
    pub(crate) fn turn(&mut self, folder: &Folder) -> Result<()> {
        self.commit()?;
        if self.first < self.next {
            *self = Self::create(folder, self.next, self.sync)?;
        }
        Ok(())
    }
}

impl Drop for Journal {
    /// Takes the zeros off again. After a crash they stay, and are passed over.
    fn drop(&mut self) {
        if self.room > self.length {
            let _ = self.file.set_len(self.length);
        }
    }
}

/// Removes the journals whose entries all lie before `oldest`.
pub(crate) fn remove_before(folder: &Folder, oldest: u64) -> Result<()> {
    let journals = folder.journals()?;
    for ((_, path), (next_first, _)) in journals.iter().zip(journals.iter().skip(1)) {
        if *next_first <= oldest {
            fs::remove_file(path).map_err(|error| failure(path, &error))?;
        }
    }
    Ok(())
}

/// Makes a journal without entries, and its name last; how many bytes it has.
fn begin(folder: &Folder, path: &Path) -> io::Result<(File, u64)> {
    let mut header = Vec::new();
    frame::push(Kind::Header, 0, &FORMAT.to_le_bytes(), &mut header)?;
    let part = folder.unfinished(path);
    let mut file = File::options().create(true).truncate(true).write(true).open(&part)?;
    file.write_all(&header)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    folder.sync()?;
    Ok((File::options().write(true).open(path)?, header.len() as u64))
}

/// What stands in a journal.
pub(crate) enum Read {
    /// An entry.
    Entry(Frame),
    /// Damage at this byte.
    Damage { offset: u64, reason: &'static str },
    /// So many bytes at the end are the beginning of an entry.
    Unfinished(u64),
}

/// Hands the entries of a journal to `each`, in order; up to which byte the file is whole.
pub(crate) fn records(path: &Path, each: &mut dyn FnMut(Read) -> Result<()>) -> Result<u64> {
    let failed = |error: io::Error| failure(path, &error);
    let mut frames = Frames::new(File::open(path).map_err(failed)?).map_err(failed)?;
    frames.leave_out_room().map_err(failed)?;
    let mut whole = 0;
    let mut next = frames.next();
    loop {
        next = match next {
            Ok(Some(frame)) => {
                whole = frames.offset();
                match frame.kind {
                    Kind::Header => check_format(path, &frame)?,
                    Kind::Entry => each(Read::Entry(frame))?,
                    _ => {
                        let reason = "a part of something else";
                        each(Read::Damage { offset: frame.offset, reason })?;
                    }
                }
                frames.next()
            }
            Ok(None) => return Ok(whole),
            Err(FrameError::Damaged { offset, reason }) => {
                each(Read::Damage { offset, reason })?;
                frames.resume()
            }
            Err(FrameError::Unfinished { offset }) => {
                let behind = frames.resume();
                if matches!(behind, Ok(None)) {
                    each(Read::Unfinished(frames.offset() - offset))?;
                } else {
                    let reason = "a whole frame lies within another";
                    each(Read::Damage { offset, reason })?;
                }
                behind
            }
            Err(FrameError::Io(error)) => return Err(failed(error)),
        }
    }
}

fn check_format(path: &Path, frame: &Frame) -> Result<()> {
    let found = frame.payload.as_slice().try_into().map(u32::from_le_bytes).unwrap_or_default();
    if found == FORMAT {
        return Ok(());
    }
    Err(Error::StoreVersion { path: path.to_owned(), found, supported: FORMAT })
}
