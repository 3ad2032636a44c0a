//! A search of a segment whose features do not all look far back.

use super::posting::{Segment, entries};
use super::search::{Hit, SearchBuffer};
use crate::features::{SparseVector, weight_of_steps};

/// Hits are cut to the best when there are so many times as many as are wanted.
const CUT: usize = 8;

/// Adds the hits of a segment to those of others: all of the best `most` with a similarity of at least
/// `minimum`, and perhaps more. O(postings looked at): unlike [`scan`](super::scan::scan) it bounds
/// nothing, since the lists that would be worth it are cut.
pub(super) fn scan_since(
    segment: &Segment,
    query: &SparseVector,
    since: &[u32],
    (most, minimum): (usize, f32),
    buffer: &mut SearchBuffer,
) {
    let SearchBuffer { hits, scratch } = buffer;
    let Some(last) = segment.slots.last_key() else { return };
    let (sums, slots) = scratch.room(segment.slots.len());
    let mut met = 0;
    let since = since.iter().copied().chain(std::iter::repeat(0));
    for ((entry, weight), since) in entries(query).zip(since) {
        if since > last {
            continue;
        }
        let Some(place) = segment.place(entry) else { continue };
        let weight = weight_of_steps(weight);
        let list = segment.list(place).from(segment.slots.first_from(since));
        list.each(|slot, own| {
            let both = (sums.get_mut(usize::from(slot)), slots.get_mut(met));
            let (Some(sum), Some(free)) = both else { return };
            // Without a branch: what stands behind the last slot that was met counts for nothing.
            let product = weight * own;
            *free = slot;
            met += usize::from((*sum == 0.0) & (product > 0.0));
            *sum += product;
        });
    }
    let mut floor = minimum;
    for slot in slots.iter().take(met).copied().map(usize::from) {
        let Some(sum) = sums.get_mut(slot) else { continue };
        let similarity = std::mem::take(sum);
        if similarity > 0.0 && similarity >= floor {
            hits.extend(segment.slots.key(slot).map(|key| Hit { key, similarity }));
            if hits.len() >= most.saturating_mul(CUT) {
                if let Some(last) = most.checked_sub(1).filter(|last| *last < hits.len()) {
                    let (_, worst, _) = hits.select_nth_unstable_by(last, Hit::order);
                    floor = floor.max(worst.similarity);
                    hits.truncate(most);
                }
            }
        }
    }
}
