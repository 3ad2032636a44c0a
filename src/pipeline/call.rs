//! A call and what came of it, as they stand in the journal.

use super::event::Event;
use crate::article::Article;
use crate::store::pack_into;

/// A call that changes a pipeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Call<'a> {
    /// The packed article.
    Push(&'a [u8]),
    /// The article's id.
    Remove(&'a [u8]),
    Settle,
    Tend,
    /// The table as JSON.
    Aliases(&'a [u8]),
}

/// What the entry of an article begins with.
const PUSH: u8 = 0;
/// Bytes that are kept for the next entry at most.
const MOST_ROOM: usize = 1 << 16;

/// Events as they stand in the journal.
pub(super) fn told(events: &[Event]) -> std::io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(events)?)
}

/// Makes the beginning of an entry: a byte for the call, the length of its argument as `u64`, and the
/// argument. The events follow as JSON.
pub(super) fn begin(call: Call<'_>, payload: &mut Vec<u8>) {
    let (kind, argument) = match call {
        Call::Push(packed) => (PUSH, packed),
        Call::Remove(id) => (1, id),
        Call::Settle => (2, &[][..]),
        Call::Tend => (3, &[][..]),
        Call::Aliases(table) => (4, table),
    };
    clear(payload);
    payload.push(kind);
    payload.extend_from_slice(&(argument.len() as u64).to_le_bytes());
    payload.extend_from_slice(argument);
}

/// The same of an article that is not packed yet.
pub(super) fn begin_push(article: &Article, payload: &mut Vec<u8>) -> std::io::Result<()> {
    clear(payload);
    payload.push(PUSH);
    payload.extend_from_slice(&[0; size_of::<u64>()]);
    let start = payload.len();
    pack_into(article, payload)?;
    let length = (payload.len() - start) as u64;
    if let Some(room) = payload.get_mut(1..start) {
        room.copy_from_slice(&length.to_le_bytes());
    }
    Ok(())
}

pub(super) fn tell(events: &[Event], payload: &mut Vec<u8>) -> std::io::Result<()> {
    Ok(serde_json::to_writer(payload, events)?)
}

/// Empties it, and lets go of the room that one huge article took.
fn clear(payload: &mut Vec<u8>) {
    payload.clear();
    payload.shrink_to(MOST_ROOM);
}

/// The call and the events of an entry; `None` for what no version wrote.
pub(super) fn entry(payload: &[u8]) -> Option<(Call<'_>, &[u8])> {
    let (kind, rest) = payload.split_first()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (argument, told) = rest.split_at_checked(length)?;
    let call = match (kind, argument) {
        (&PUSH, packed) => Call::Push(packed),
        (1, id) => Call::Remove(id),
        (2, []) => Call::Settle,
        (3, []) => Call::Tend,
        (4, table) => Call::Aliases(table),
        _ => return None,
    };
    Some((call, told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::pack;

    #[test]
    fn entries_come_back() {
        let mut written = Vec::new();
        let calls = [
            Call::Push(b"packed"),
            Call::Remove(b"id"),
            Call::Settle,
            Call::Tend,
            Call::Aliases(b"{}"),
        ];
        for call in calls {
            begin(call, &mut written);
            tell(&[], &mut written).expect("in memory");
            assert_eq!(entry(&written), Some((call, &b"[]"[..])));
        }
        for bad in [&[][..], &[9, 0, 0, 0, 0, 0, 0, 0, 0], &[0, 255, 255, 0, 0, 0, 0, 0, 0, 1]] {
            assert_eq!(entry(bad), None);
        }
        let article = Article::new("a", "Quake shakes Arequipa");
        begin_push(&article, &mut written).expect("in memory");
        let packed = pack(&article).expect("in memory");
        assert_eq!(entry(&written), Some((Call::Push(&packed), &b""[..])));
    }
}
