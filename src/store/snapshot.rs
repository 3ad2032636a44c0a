//! All that is known, in one file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::folder::{Folder, failure};
use super::frame::{self, Frame, FrameError, Frames, Kind, pack_value, unpack_value};
use crate::error::{Error, Result};

/// The layout of what is known. To be raised with every change of a type that is in it.
const FORMAT: u32 = 7;

const TOO_EARLY: &str = "it ends too early";

/// What a snapshot begins with. Unlike the rest it can be read whatever the format: what comes new goes
/// to its end.
#[derive(Serialize, Deserialize)]
pub(crate) struct Header {
    format: u32,
    /// The version of the library that wrote it, for people.
    library: String,
    /// The last entry of the journal that is in it.
    last: u64,
    /// The options of the pipeline as JSON.
    pub(crate) options: String,
    /// The keys and the events that come next.
    pub(crate) next_key: u32,
    pub(crate) next_event: u64,
}

impl Header {
    /// Whether this version reads what follows.
    pub(crate) fn is_current(&self) -> bool {
        self.format == FORMAT
    }
}

/// Writes a snapshot beside those there are.
pub(crate) struct SnapshotWriter<'a> {
    folder: &'a Folder,
    path: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
    frames: u64,
}

impl<'a> SnapshotWriter<'a> {
    /// Begins a snapshot of all up to the entry `last`; `next` holds the key and the event that come next.
    pub(crate) fn create(
        folder: &'a Folder,
        last: u64,
        options: String,
        (next_key, next_event): (u32, u64),
    ) -> Result<Self> {
        let path = folder.snapshot(last);
        let part = folder.unfinished(&path);
        let out = File::create(&part).map_err(|error| failure(&part, &error))?;
        let out = BufWriter::with_capacity(1 << 16, out);
        let mut writer = Self { folder, path, part, out, frames: 0 };
        let library = env!("CARGO_PKG_VERSION").to_owned();
        let header = Header { format: FORMAT, library, last, options, next_key, next_event };
        writer.value(Kind::Header, &header)?;
        Ok(writer)
    }

    pub(crate) fn value<T: Serialize + ?Sized>(&mut self, kind: Kind, value: &T) -> Result<()> {
        let packed = pack_value(value).map_err(|error| failure(&self.part, &error))?;
        self.bytes(kind, &packed).map_err(|error| failure(&self.part, &error))
    }

    pub(crate) fn bytes(&mut self, kind: Kind, payload: &[u8]) -> io::Result<()> {
        frame::write(kind, self.frames, payload, &mut self.out)?;
        self.frames += 1;
        Ok(())
    }

    /// The file that is being written.
    pub(crate) fn file(&self) -> &Path {
        &self.part
    }

    /// Puts the snapshot in its place.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.put_in_place().map_err(|error| failure(&self.part, &error))
    }

    fn put_in_place(&mut self) -> io::Result<()> {
        self.bytes(Kind::End, &[])?;
        self.out.flush()?;
        // A snapshot replaces a part of the journal, so it is on disk before that goes.
        self.out.get_ref().sync_all()?;
        fs::rename(&self.part, &self.path)?;
        self.folder.sync()
    }
}

impl Drop for SnapshotWriter<'_> {
    /// What was not finished gives its room back.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.part);
    }
}

/// Reads a snapshot.
pub(crate) struct SnapshotReader {
    path: PathBuf,
    frames: Frames<File>,
    next: u64,
    waiting: Option<Frame>,
    pub(crate) last: u64,
}

impl SnapshotReader {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let failed = |error: io::Error| failure(path, &error);
        let frames = Frames::new(File::open(path).map_err(failed)?).map_err(failed)?;
        let own = path.to_owned();
        let mut reader = Self { path: own, frames, next: 0, waiting: None, last: 0 };
        if reader.frames.last_empty().map_err(failed)? != Some(Kind::End) {
            let length = reader.frames.length();
            return Err(reader.damaged(length, TOO_EARLY));
        }
        let frame = reader.frame(Kind::Header)?;
        // The format comes first, so that it can be read whatever follows.
        let format: (u32, &[u8]) = postcard::take_from_bytes(&frame.payload).unwrap_or_default();
        if format.0 != FORMAT {
            let (path, found) = (reader.path, format.0);
            return Err(Error::StoreVersion { path, found, supported: FORMAT });
        }
        let header: Header = reader.unpack(&frame)?;
        reader.last = header.last;
        Ok(reader)
    }

    /// What a snapshot of any format begins with, whether the rest can be read or not; `None` where the
    /// beginning is damaged.
    pub(crate) fn header(path: &Path) -> Result<Option<Header>> {
        let failed = |error: io::Error| failure(path, &error);
        let mut frames = Frames::new(File::open(path).map_err(failed)?).map_err(failed)?;
        match frames.next() {
            Ok(Some(frame)) if frame.kind == Kind::Header => Ok(unpack_value(&frame.payload).ok()),
            Err(FrameError::Io(error)) => Err(failed(error)),
            _ => Ok(None),
        }
    }

    /// A value that must come next.
    pub(crate) fn value<T: DeserializeOwned>(&mut self, kind: Kind) -> Result<T> {
        let frame = self.frame(kind)?;
        self.unpack(&frame)
    }

    pub(crate) fn unpack<T: DeserializeOwned>(&self, frame: &Frame) -> Result<T> {
        unpack_value(&frame.payload).map_err(|error| self.damaged(frame.offset, &error.to_string()))
    }

    /// The next frame, if it is of this kind.
    pub(crate) fn next_if(&mut self, kind: Kind) -> Result<Option<Frame>> {
        if self.waiting.is_none() {
            self.waiting = Some(self.read()?);
        }
        Ok(self.waiting.take_if(|frame| frame.kind == kind))
    }

    pub(crate) fn frame(&mut self, kind: Kind) -> Result<Frame> {
        let offset = self.frames.offset();
        let frame = self.next_if(kind)?;
        frame.ok_or_else(|| self.damaged(offset, "another part of the state was expected"))
    }

    fn read(&mut self) -> Result<Frame> {
        let offset = self.frames.offset();
        match self.frames.next() {
            Ok(Some(frame)) if frame.number == self.next => {
                self.next += 1;
                Ok(frame)
            }
            Ok(Some(_)) => Err(self.damaged(offset, "a frame is missing")),
            Ok(None) => Err(self.damaged(offset, TOO_EARLY)),
            Err(FrameError::Damaged { offset, reason }) => Err(self.damaged(offset, reason)),
            Err(FrameError::Unfinished { offset }) => Err(self.damaged(offset, TOO_EARLY)),
            Err(FrameError::Io(error)) => Err(failure(&self.path, &error)),
        }
    }

    pub(crate) fn damaged(&self, offset: u64, reason: &str) -> Error {
        let (path, reason) = (self.path.clone(), reason.to_owned());
        Error::StoreDamaged { path, offset, reason }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// The whole frames of one kind in a snapshot that cannot be read, whatever lies between them; whether
/// all of the file is whole.
pub(crate) fn intact(path: &Path, kind: Kind, each: &mut dyn FnMut(&[u8])) -> Result<bool> {
    let failed = |error: io::Error| failure(path, &error);
    let mut frames = Frames::new(File::open(path).map_err(failed)?).map_err(failed)?;
    let (mut whole, mut ended, mut number) = (true, false, 0);
    let mut next = frames.next();
    loop {
        next = match next {
            Ok(Some(frame)) => {
                whole &= frame.number == number;
                number = frame.number + 1;
                ended = frame.kind == Kind::End;
                if frame.kind == kind {
                    each(&frame.payload);
                }
                frames.next()
            }
            Ok(None) => return Ok(whole && ended),
            Err(FrameError::Damaged { .. } | FrameError::Unfinished { .. }) => {
                whole = false;
                frames.resume()
            }
            Err(FrameError::Io(error)) => return Err(failed(error)),
        }
    }
}
