//! What outlives the process: a journal of all that came, and snapshots of all that is known.
//!
//! * `frame`: bytes with their length, number and checksum, of which all files are made
//! * `folder`: [`StoreOptions`], the files of a store, and the lock on them
//! * `journal`: what came, appended before it is acknowledged
//! * `flusher`: a thread that waits for the disk while others work
//! * `snapshot`: all that is known, written beside what is there and then put in its place
//! * `article`: articles as bytes
//! * `recovery`: [`Recovery`], what was damaged and what is lost
//!
//! # Why no database
//!
//! A journal is appended to and read once, when the store is opened; a snapshot is written and read
//! whole. Nothing is ever looked up, so a tree of pages would only be written in vain. What counts is
//! what damage does: a frame is found again behind a damaged one, so that what is intact is
//! recovered, and no byte of a file can make reading it panic. Embedded databases lose what hangs on
//! a damaged page, and those in Rust panic: of 8,224 flipped bytes in a file of `redb`, 57 did
//! (its issue 1334).

mod article;
mod flusher;
mod folder;
mod frame;
mod journal;
mod recovery;
mod snapshot;

pub use folder::StoreOptions;
pub use recovery::Recovery;

pub(crate) use article::{pack, pack_into, unpack};
pub(crate) use folder::{Folder, failure};
pub(crate) use frame::{Chunks, Frame, Kind, pack_value, read_value, unpack_value, write_value};
pub(crate) use journal::{Journal, Read, records, remove_before};
pub(crate) use snapshot::{SnapshotReader, SnapshotWriter, intact};
