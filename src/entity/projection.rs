//! Which names of the news a text holds, by what its words sound like.

use super::bearer::{Bearer, Role};
use super::terms::Hit;

/// Bytes between two words of one name.
const WIDEST_GAP: u32 = 4;
/// What a surname alone costs beside a name that it is the whole of, in nats.
const SURNAME_ALONE: f32 = 1.0;
/// Hits of one entity that are looked at: one name in every line of a text.
const MOST_HITS: usize = 64;
/// A name that almost every article has is still no certainty.
const MOST_LIKELY: f32 = 0.95;
const LEAST_LIKELY: f32 = 1e-6;
/// How much of a word's frequency its entity explains before the rest speaks against it.
const EXPLAINED: f32 = 1.5;

/// A name that may stand in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) entity: u32,
    /// Evidence of the words, in nats.
    pub(super) nats: f32,
    /// The share of articles with the same words.
    pub(super) share: f32,
}

/// The stretches of a text that may be an entity's name, by entity and place.
///
/// Words side by side that are different words of one name are one stretch. Of a name of several
/// words, the last one may stand alone.
pub(super) fn projections_into<'a>(
    hits: &[Hit],
    bearers: impl Fn(u32) -> &'a [Bearer],
    root: impl Fn(u32) -> u32,
    found: &mut Vec<Projection>,
) {
    let mut parts: Vec<(u32, Hit, Role)> = Vec::new();
    let beside = Beside::of(hits);
    for hit in hits {
        let alone = !beside.has_neighbor(hit);
        for bearer in bearers(hit.term) {
            // A given name by itself is no one's.
            if alone && bearer.role == Role::Part {
                continue;
            }
            parts.push((root(bearer.entity), *hit, bearer.role));
        }
    }
    parts.sort_by(|one, other| {
        (one.0, one.1.start, one.1.end, one.1.term)
            .cmp(&(other.0, other.1.start, other.1.end, other.1.term))
            .then(other.2.cmp(&one.2))
    });
    for group in parts.chunk_by(|one, other| one.0 == other.0) {
        chains(group.get(..MOST_HITS).unwrap_or(group), found);
    }
}

/// Where hits begin and end.
struct Beside {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Beside {
    fn of(hits: &[Hit]) -> Self {
        let mut starts: Vec<u32> = hits.iter().map(|hit| hit.start).collect();
        let mut ends: Vec<u32> = hits.iter().map(|hit| hit.end).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Self { starts, ends }
    }

    /// Whether another hit may be a word of the same name.
    fn has_neighbor(&self, hit: &Hit) -> bool {
        let next = self.starts.get(self.starts.partition_point(|start| *start < hit.end));
        let before = self.ends.partition_point(|end| *end <= hit.start).checked_sub(1);
        let before = before.and_then(|place| self.ends.get(place));
        next.is_some_and(|start| start - hit.end <= WIDEST_GAP)
            || before.is_some_and(|end| hit.start - end <= WIDEST_GAP)
    }
}

#[derive(Clone, Copy)]
struct Chain {
    start: u32,
    nats: f32,
    words: u32,
    share: f32,
    role: Role,
}

/// The stretches of one entity.
fn chains(group: &[(u32, Hit, Role)], found: &mut Vec<Projection>) {
    let mut best: Vec<Chain> = Vec::with_capacity(group.len());
    for (place, (entity, hit, role)) in group.iter().enumerate() {
        let mut chain =
            Chain { start: hit.start, nats: hit.nats, words: 1, share: hit.share, role: *role };
        for (before, (_, other, _)) in best.iter().zip(group.iter()).take(place) {
            let follows = other.end <= hit.start && hit.start - other.end <= WIDEST_GAP;
            if follows && other.term != hit.term && before.nats + hit.nats > chain.nats {
                chain.start = before.start;
                chain.nats = before.nats + hit.nats;
                chain.words = before.words + 1;
                chain.share = before.share.min(hit.share);
                chain.role = before.role.max(*role);
            }
        }
        best.push(chain);
        let nats = match (chain.words, chain.role) {
            (1, Role::Part) => continue,
            (1, Role::Last) => chain.nats - SURNAME_ALONE,
            _ => chain.nats,
        };
        found.push(Projection {
            start: chain.start,
            end: hit.end,
            entity: *entity,
            nats,
            share: chain.share,
        });
    }
}

/// How sure it is that a text with this stretch is about the entity, as the logarithm of the odds.
///
/// `likely` is the share of articles like this one that mention the entity, `usual` that of all
/// articles. By chance,
/// one of so many windows fits a name with so many nats at a rate of windows · e^−nats; and a word
/// that far more articles have than mention the entity is another word.
pub(super) fn log_odds(projection: &Projection, windows: usize, likely: f32, usual: f32) -> f32 {
    let likely = likely.clamp(LEAST_LIKELY, MOST_LIKELY);
    let chance = windows.max(1) as f32 * (-projection.nats).exp();
    let unexplained = projection.share - EXPLAINED * usual;
    (likely / (1.0 - likely)).ln() - chance.max(unexplained).clamp(1e-9, 1.0).ln()
}
