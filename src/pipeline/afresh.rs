//! A store whose decisions cannot be read: its articles are decided on afresh.

use std::path::{Path, PathBuf};

use super::call::entry;
use super::state::articles_in;
use super::stream::Pipeline;
use crate::error::{Error, Result};
use crate::store::{Folder, Kind, Read, Recovery, SnapshotReader, intact, records};

/// Takes in the articles that can still be read in snapshots that cannot; the entry behind which the
/// journal goes on from there.
///
/// The newest snapshot alone, where all of it is whole but of another format. Else what is whole of
/// the one before it: the journal behind that one is kept, and with it what was removed in between goes
/// again. What only the newest has comes in as well.
pub(super) fn decide_afresh(
    pipeline: &mut Pipeline,
    folder: &Folder,
    snapshots: &[(u64, PathBuf)],
    recovery: &mut Recovery,
) -> Result<u64> {
    pipeline.forget_all();
    go_on_counting(pipeline, folder, snapshots)?;
    let Some(((newest, path), before)) = snapshots.split_last() else { return Ok(0) };
    let older = match before.last() {
        Some(older) if !intact(path, Kind::Articles, &mut |_| ())? => Some(older),
        _ => None,
    };
    if let Some((_, path)) = older {
        take_in(pipeline, path, recovery)?;
    }
    take_in(pipeline, path, recovery)?;
    Ok(older.map_or(*newest, |(older, _)| *older))
}

/// Takes in the articles of a snapshot, but for those that are there.
fn take_in(pipeline: &mut Pipeline, path: &Path, recovery: &mut Recovery) -> Result<()> {
    let mut each = |payload: &[u8]| {
        for result in pipeline.push_batch(articles_in(payload)) {
            match result {
                Ok(_) => recovery.afresh += 1,
                // Two snapshots have most articles in common.
                Err(Error::DuplicateId(_)) => {}
                Err(_) => recovery.lost += 1,
            }
        }
    };
    intact(path, Kind::Articles, &mut each).map(drop)
}

/// Lets the numbers of stories and events go on behind all that were given, so that none comes twice.
fn go_on_counting(
    pipeline: &mut Pipeline,
    folder: &Folder,
    snapshots: &[(u64, PathBuf)],
) -> Result<()> {
    for (last, path) in snapshots {
        // An article has an entry of its own, so there are at least as many entries as keys, unless
        // articles were decided on afresh before.
        let entries = u32::try_from(*last).unwrap_or(u32::MAX);
        pipeline.next_key = pipeline.next_key.max(entries);
        if let Some(header) = SnapshotReader::header(path)? {
            pipeline.next_key = pipeline.next_key.max(header.next_key);
            pipeline.next_event = pipeline.next_event.max(header.next_event);
        }
    }
    for (_, path) in folder.journals()? {
        records(&path, &mut |read| {
            let Read::Entry(frame) = read else { return Ok(()) };
            let told = entry(&frame.payload).map(|(_, told)| told);
            let numbers = told.and_then(|told| serde_json::from_slice::<Vec<Numbered>>(told).ok());
            let last = numbers.into_iter().flatten().map(|event| event.seq).max();
            let next = last.map_or(0, |last| last.saturating_add(1));
            pipeline.next_event = pipeline.next_event.max(next);
            Ok(())
        })?;
    }
    Ok(())
}

/// An event, whatever it says.
#[derive(serde::Deserialize)]
struct Numbered {
    seq: u64,
}
