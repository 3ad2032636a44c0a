//! What came, appended before it is acknowledged.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::folder::{Folder, failure};
use super::frame::{self, Frame, FrameError, Frames, Kind};
use crate::error::{Error, Result};

/// The layout of entries.
const FORMAT: u32 = 1;
/// Bytes that wait to be written at most.
const MOST_PENDING: usize = 1 << 24;

/// The journal that is written to.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Option<File>,
    /// Bytes that are known to be whole.
    length: u64,
    pending: Vec<u8>,
    /// The number of the next entry.
    next: u64,
    sync: bool,
    /// After a failed write nothing is certain but what was read back: the first failure stays.
    failed: Option<Error>,
}

impl Journal {
    /// Goes on behind entry `next - 1`: in the last journal, cut to its whole frames, if there is one
    /// that `length` bytes of are whole; else in a new one, made with the first entry.
    pub(crate) fn open(
        folder: &Folder,
        last: Option<(PathBuf, u64)>,
        next: u64,
        sync: bool,
    ) -> Result<Self> {
        let mut journal = Self {
            path: folder.journal(next),
            file: None,
            length: 0,
            pending: Vec::new(),
            next,
            sync,
            failed: None,
        };
        if let Some((path, length)) = last {
            let failed = |error| failure(&path, &error);
            let file = File::options().append(true).open(&path).map_err(failed)?;
            if file.metadata().map_err(failed)?.len() > length {
                file.set_len(length).map_err(failed)?;
                file.sync_all().map_err(failed)?;
            }
            (journal.path, journal.file, journal.length) = (path.clone(), Some(file), length);
        }
        Ok(journal)
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
    pub(crate) fn push(&mut self, folder: &Folder, payload: &[u8]) -> Result<()> {
        self.check()?;
        let pushed = frame::push(Kind::Entry, self.next, payload, &mut self.pending);
        pushed.map_err(|error| self.fail(&error))?;
        self.next += 1;
        if self.pending.len() > MOST_PENDING { self.commit(folder) } else { Ok(()) }
    }

    /// Writes what waits.
    pub(crate) fn commit(&mut self, folder: &Folder) -> Result<()> {
        self.check()?;
        if self.pending.is_empty() {
            return Ok(());
        }
        self.write(folder).map_err(|error| self.fail(&error))
    }

    fn write(&mut self, folder: &Folder) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut file = File::options().create_new(true).append(true).open(&self.path)?;
                let mut header = Vec::new();
                frame::push(Kind::Header, 0, &FORMAT.to_le_bytes(), &mut header)?;
                file.write_all(&header)?;
                if self.sync {
                    folder.sync()?;
                }
                self.length = header.len() as u64;
                self.file.insert(file)
            }
        };
        file.write_all(&self.pending)?;
        if self.sync {
            file.sync_data()?;
        }
        self.length += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    /// Remembers a failure, and takes back what was half written, as far as that can be done.
    fn fail(&mut self, error: &io::Error) -> Error {
        let reason = format!(
            "{error}; what was acknowledged before is kept, and the store must be opened again"
        );
        let error = Error::Store { path: self.path.clone(), reason };
        if let Some(file) = &self.file {
            let _ = file.set_len(self.length);
        }
        self.failed = Some(error.clone());
        error
    }

    /// Begins a new file with the next entry, and removes those whose entries all lie before
    /// `oldest`.
    pub(crate) fn turn(&mut self, folder: &Folder, oldest: u64) -> Result<()> {
        self.commit(folder)?;
        if self.file.take().is_some() {
            (self.path, self.length) = (folder.journal(self.next), 0);
        }
        let journals = folder.journals()?;
        let firsts = journals.iter().map(|(first, _)| *first).skip(1).chain([self.next]);
        for ((_, path), next_first) in journals.iter().zip(firsts) {
            if next_first <= oldest {
                fs::remove_file(path).map_err(|error| failure(path, &error))?;
            }
        }
        Ok(())
    }
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
