//! Bytes with their length, number and checksum.
//!
//! All numbers are little-endian: a mark of four bytes, the kind, the length as `u32`, the number as
//! `u64`, the CRC-32 (IEEE) of the payload, that of everything so far, then the payload. The length
//! has a checksum of its own because it tells a frame that was not written to its end, which a crash
//! leaves behind, from one that was changed later.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a frame begins with: no UTF-8, so no text is taken for one.
const MARK: [u8; 4] = [0xf5, b'S', b'F', 0xfe];
const HEADER: usize = 25;
/// The header without its own checksum.
const CHECKED: usize = HEADER - 4;
/// Bytes of a stream that share a frame.
const CHUNK: usize = 1 << 20;

/// What is in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// The first of a file: format and options.
    Header = 1,
    /// One entry of a journal.
    Entry = 2,
    /// Articles.
    Articles = 3,
    /// The pipeline's own state.
    Pipeline = 4,
    /// Document frequencies.
    Frequencies = 5,
    /// The glossary.
    Registry = 6,
    /// Part of what the clustering writes.
    Clusterer = 7,
    /// The last of a snapshot.
    End = 8,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [
            Self::Header,
            Self::Entry,
            Self::Articles,
            Self::Pipeline,
            Self::Frequencies,
            Self::Registry,
            Self::Clusterer,
            Self::End,
        ]
        .into_iter()
        .find(|kind| *kind as u8 == byte)
    }
}

/// A frame that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) kind: Kind,
    pub(crate) number: u64,
    /// Where it begins in its file.
    pub(crate) offset: u64,
    pub(crate) payload: Vec<u8>,
}

/// Why no frame could be read.
#[derive(Debug)]
pub(super) enum FrameError {
    /// The system's refusal.
    Io(io::Error),
    /// What stands there is no frame, or has changed.
    Damaged { offset: u64, reason: &'static str },
    /// The file ends within a frame.
    Unfinished { offset: u64 },
}

impl From<io::Error> for FrameError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Appends a frame to `bytes`.
pub(super) fn push(kind: Kind, number: u64, payload: &[u8], bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.extend_from_slice(&header(kind, number, payload)?);
    bytes.extend_from_slice(payload);
    Ok(())
}

/// Writes a frame; how many bytes.
pub(super) fn write(
    kind: Kind,
    number: u64,
    payload: &[u8],
    out: &mut dyn Write,
) -> io::Result<u64> {
    out.write_all(&header(kind, number, payload)?)?;
    out.write_all(payload)?;
    Ok((HEADER + payload.len()) as u64)
}

fn header(kind: Kind, number: u64, payload: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(payload.len()).map_err(|_| {
        io::Error::new(io::ErrorKind::InvalidInput, "more than 4 GB in one frame of a store")
    })?;
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(&MARK);
    header.push(kind as u8);
    header.extend_from_slice(&length.to_le_bytes());
    header.extend_from_slice(&number.to_le_bytes());
    header.extend_from_slice(&crc32fast::hash(payload).to_le_bytes());
    header.extend_from_slice(&crc32fast::hash(&header).to_le_bytes());
    Ok(header)
}

/// Reads the frames of a file.
pub(super) struct Frames<R> {
    input: BufReader<R>,
    offset: u64,
    length: u64,
}

impl<R: Read + Seek> Frames<R> {
    pub(super) fn new(mut input: R) -> io::Result<Self> {
        let length = input.seek(SeekFrom::End(0))?;
        input.seek(SeekFrom::Start(0))?;
        Ok(Self { input: BufReader::with_capacity(1 << 16, input), offset: 0, length })
    }

    /// Takes zeros at the end for no part of the file: room for frames to come. Behind the first
    /// frame, that of the format, all frames end with another byte.
    pub(super) fn leave_out_room(&mut self) -> io::Result<()> {
        let first = (HEADER + size_of::<u32>()) as u64;
        let mut window = Vec::with_capacity(CHUNK);
        while self.length > first {
            let start = self.length.saturating_sub(CHUNK as u64).max(first);
            self.input.seek(SeekFrom::Start(start))?;
            window.clear();
            (&mut self.input).take(self.length - start).read_to_end(&mut window)?;
            match window.iter().rposition(|byte| *byte != 0) {
                Some(last) => {
                    self.length = start + last as u64 + 1;
                    break;
                }
                None => self.length = start,
            }
        }
        self.go_to(self.offset)
    }

    /// Bytes of the file.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Where the next frame begins.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The kind of the last frame, if that has no payload.
    pub(super) fn last_empty(&mut self) -> io::Result<Option<Kind>> {
        let offset = self.offset;
        self.go_to(self.length.saturating_sub(HEADER as u64))?;
        let last = self.read().ok().filter(|frame| frame.payload.is_empty());
        self.go_to(offset)?;
        Ok(last.map(|frame| frame.kind))
    }

    /// The next frame; `None` at the end. After damage it stands where it stood before.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        let offset = self.offset;
        if offset >= self.length {
            return Ok(None);
        }
        let result = self.read();
        match &result {
            Ok(frame) => self.offset += (HEADER + frame.payload.len()) as u64,
            Err(_) => self.go_to(offset)?,
        }
        result.map(Some)
    }

    fn read(&mut self) -> Result<Frame, FrameError> {
        let damaged = |reason| FrameError::Damaged { offset: self.offset, reason };
        let unfinished = FrameError::Unfinished { offset: self.offset };
        let left = self.length - self.offset;
        if left < HEADER as u64 {
            return Err(unfinished);
        }
        let mut header = [0; HEADER];
        self.input.read_exact(&mut header)?;
        let mut rest = header.as_slice();
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at_checked(count).unwrap_or_default();
            rest = left;
            taken
        };
        let mark = take(MARK.len());
        let kind = take(1).first().copied().and_then(Kind::of);
        let length = take(4).try_into().map(u32::from_le_bytes).unwrap_or_default();
        let number = take(8).try_into().map(u64::from_le_bytes).unwrap_or_default();
        let wanted = take(4).try_into().map(u32::from_le_bytes).unwrap_or_default();
        let own = take(4).try_into().map(u32::from_le_bytes).unwrap_or_default();
        let checked = header.get(..CHECKED).unwrap_or_default();
        if mark != MARK || crc32fast::hash(checked) != own {
            return Err(damaged("no frame begins there"));
        }
        if u64::from(length) > left - HEADER as u64 {
            return Err(unfinished);
        }
        // As long as the file says, but never longer than the file is.
        let mut payload = vec![0; length as usize];
        self.input.read_exact(&mut payload)?;
        match kind {
            Some(kind) if crc32fast::hash(&payload) == wanted => {
                Ok(Frame { kind, number, offset: self.offset, payload })
            }
            _ => Err(damaged("the checksum does not fit")),
        }
    }

    /// The next whole frame behind a damaged place; `None` if there is no more.
    pub(super) fn resume(&mut self) -> Result<Option<Frame>, FrameError> {
        let mut window = Vec::with_capacity(CHUNK);
        let mut start = self.offset + 1;
        while start < self.length {
            self.go_to(start)?;
            window.clear();
            let count = (&mut self.input).take(CHUNK as u64).read_to_end(&mut window)?;
            if count < MARK.len() {
                break;
            }
            for place in window.windows(MARK.len()).enumerate().filter(|(_, w)| *w == MARK) {
                self.go_to(start + place.0 as u64)?;
                match self.next() {
                    Err(FrameError::Damaged { .. } | FrameError::Unfinished { .. }) => {}
                    other => return other,
                }
            }
            // A mark may lie across two windows.
            start += (count - MARK.len() + 1) as u64;
        }
        self.go_to(self.length)?;
        Ok(None)
    }

    fn go_to(&mut self, offset: u64) -> io::Result<()> {
        self.input.seek(SeekFrom::Start(offset))?;
        self.offset = offset;
        Ok(())
    }
}

/// A value as bytes.
pub(crate) fn pack_value<T: Serialize + ?Sized>(value: &T) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))
}

/// A value as bytes behind others.
pub(super) fn append_value<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> io::Result<()> {
    let packed = postcard::to_extend(value, std::mem::take(out));
    *out =
        packed.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))?;
    Ok(())
}

/// A value from all of the bytes.
pub(crate) fn unpack_value<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "more than was written")),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
    }
}

/// Writes a value with its length.
pub(crate) fn write_value<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let packed = pack_value(value)?;
    out.write_all(&(packed.len() as u64).to_le_bytes())?;
    out.write_all(&packed)
}

/// Reads what [`write_value`] wrote.
pub(crate) fn read_value<T: DeserializeOwned>(input: &mut dyn Read) -> io::Result<T> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    // Room grows with what comes, whatever the length claims.
    let mut packed = Vec::new();
    input.take(length).read_to_end(&mut packed)?;
    if packed.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    unpack_value(&packed)
}

/// A stream of bytes in frames of a megabyte: what it is given is handed on to `emit`.
pub(crate) struct Chunks<F: FnMut(&[u8]) -> io::Result<()>> {
    room: Vec<u8>,
    emit: F,
}

impl<F: FnMut(&[u8]) -> io::Result<()>> Chunks<F> {
    pub(crate) fn new(emit: F) -> Self {
        Self { room: Vec::with_capacity(CHUNK), emit }
    }

    /// Hands on what is left.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()
    }
}

impl<F: FnMut(&[u8]) -> io::Result<()>> Write for Chunks<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = bytes.len().min(CHUNK - self.room.len());
        self.room.extend_from_slice(bytes.get(..count).unwrap_or_default());
        if self.room.len() == CHUNK {
            self.flush()?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.room.is_empty() {
            (self.emit)(&self.room)?;
            self.room.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn file() -> (Vec<u8>, Vec<u64>) {
        let mut bytes = Vec::new();
        let mut starts = Vec::new();
        for (number, payload) in [&b"one"[..], b"", &MARK, b"another", &[0; 40]].iter().enumerate()
        {
            starts.push(bytes.len() as u64);
            push(Kind::Entry, number as u64, payload, &mut bytes).expect("short");
        }
        (bytes, starts)
    }

    /// All whole frames, and where it was damaged.
    fn read(bytes: &[u8]) -> (Vec<u64>, Vec<u64>) {
        let mut frames = Frames::new(Cursor::new(bytes)).expect("in memory");
        let (mut numbers, mut damage) = (Vec::new(), Vec::new());
        let mut next = frames.next();
        loop {
            next = match next {
                Ok(Some(frame)) => {
                    numbers.push(frame.number);
                    frames.next()
                }
                Ok(None) => return (numbers, damage),
                Err(FrameError::Damaged { offset, .. } | FrameError::Unfinished { offset }) => {
                    damage.push(offset);
                    frames.resume()
                }
                Err(FrameError::Io(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn every_flipped_bit_is_found_and_costs_one_frame() {
        let (bytes, starts) = file();
        assert_eq!(read(&bytes), (vec![0, 1, 2, 3, 4], vec![]));
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut bytes = bytes.clone();
                bytes[place] ^= 1 << bit;
                let hit = starts.partition_point(|start| *start <= place as u64) - 1;
                let (numbers, damage) = read(&bytes);
                assert_eq!(damage, [starts[hit]], "byte {place}, bit {bit}");
                let wanted: Vec<u64> = (0..5).filter(|number| *number != hit as u64).collect();
                assert_eq!(numbers, wanted, "byte {place}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_file_cut_short_keeps_the_frames_before() {
        let (bytes, starts) = file();
        for length in 0..bytes.len() {
            let (numbers, damage) = read(&bytes[..length]);
            let whole = starts.iter().skip(1).filter(|end| **end <= length as u64).count();
            assert_eq!(numbers.len(), whole, "{length}");
            let cut = length > 0 && !starts.contains(&(length as u64));
            assert_eq!(damage.len(), usize::from(cut), "{length}");
        }
    }

    #[test]
    fn a_stream_keeps_its_bytes() {
        let wanted: Vec<u8> = (0..3 * CHUNK + 17).map(|place| place as u8).collect();
        let mut found = Vec::new();
        let mut chunks = Chunks::new(|chunk| {
            found.extend_from_slice(chunk);
            Ok(())
        });
        for part in wanted.chunks(70_001) {
            chunks.write_all(part).expect("in memory");
        }
        chunks.finish().expect("in memory");
        assert_eq!(found, wanted);
    }
}
