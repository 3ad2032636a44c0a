//! Finds a name's other spellings among many.

use super::reading::Reading;
use super::scorer::{NameScore, NameScorer};
use super::signature::Signature;

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NameMatch {
    /// What it was inserted with.
    pub id: u32,
    /// How likely it is the name asked for.
    pub score: NameScore,
}

/// Names with ids, and which of them are spellings of a name asked for.
///
/// Every name has a signature of its consonants; the names whose signatures are most like that of
/// the name asked for are scored exactly. A query is linear in the number of names, at about two
/// nanoseconds a name, plus the exact scores; an insert is constant. About 100 bytes a name beyond
/// its text.
///
/// # Examples
///
/// ```
/// use samestory::name::NameIndex;
///
/// let mut index = NameIndex::default();
/// for (id, name) in ["Sergei Shoigu", "Wang Yi", "Olaf Scholz"].into_iter().enumerate() {
///     index.insert(id as u32, name);
/// }
/// assert_eq!(index.query("Сергей Шойгу", 1)[0].id, 0);
/// assert!(index.remove(0));
/// assert!(index.query("Sergueï Choïgou", 1).iter().all(|found| found.score.probability < 0.5));
/// ```
#[derive(Clone, Debug)]
pub struct NameIndex {
    scorer: NameScorer,
    /// Side by side, since every query goes through all of them.
    signatures: Vec<Signature>,
    entries: Vec<Entry>,
    /// Names scored exactly in a query.
    candidates: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    id: u32,
    reading: Box<[u8]>,
}

/// What a query works with; keep one a thread to save allocations.
#[derive(Clone, Debug, Default)]
pub struct NameQuery {
    likeness: Vec<u8>,
    reading: Reading,
}

/// Names scored exactly: enough that the blocking loses less than a hundredth of the right names
/// among 24,957, and half a millisecond's work.
const CANDIDATES: usize = 200;

impl Default for NameIndex {
    fn default() -> Self {
        Self {
            scorer: NameScorer::default(),
            signatures: Vec::new(),
            entries: Vec::new(),
            candidates: CANDIDATES,
        }
    }
}

impl NameIndex {
    /// An index that scores `candidates` names exactly in each query; 0 means all of them, for an
    /// exact answer.
    pub fn with_candidates(candidates: usize) -> Self {
        let candidates = if candidates == 0 { usize::MAX } else { candidates };
        Self { candidates, ..Self::default() }
    }

    /// Adds a spelling under an id. One id may have many spellings.
    pub fn insert(&mut self, id: u32, name: &str) {
        let reading = Reading::of(name);
        self.signatures.push(Signature::of(&reading));
        self.entries.push(Entry { id, reading: reading.pack() });
    }

    /// Removes all spellings of an id; whether there were any. Linear in the number of names.
    pub fn remove(&mut self, id: u32) -> bool {
        let before = self.entries.len();
        let mut kept = self.entries.iter().map(|entry| entry.id != id);
        self.signatures.retain(|_| kept.next().unwrap_or(true));
        self.entries.retain(|entry| entry.id != id);
        self.entries.len() != before
    }

    /// Spellings in the index.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best `limit` spellings, best first; equal ones by id. Any score is given, so look at the
    /// probability.
    pub fn query(&self, name: &str, limit: usize) -> Vec<NameMatch> {
        let mut matches = Vec::new();
        self.query_into(name, limit, &mut NameQuery::default(), &mut matches);
        matches
    }

    /// [`NameIndex::query`] into `matches`, in place of what is there.
    pub fn query_into(
        &self,
        name: &str,
        limit: usize,
        query: &mut NameQuery,
        matches: &mut Vec<NameMatch>,
    ) {
        matches.clear();
        let asked = Reading::of(name);
        let signature = Signature::of(&asked);
        query.likeness.clear();
        query.likeness.extend(self.signatures.iter().map(|other| signature.likeness(other)));
        let least = least_likeness(&query.likeness, self.candidates);
        for (entry, &likeness) in self.entries.iter().zip(&query.likeness) {
            if likeness >= least {
                query.reading.unpack(&entry.reading);
                let score = self.scorer.score_readings(&asked, &query.reading);
                matches.push(NameMatch { id: entry.id, score });
            }
        }
        matches.sort_by(|one, other| {
            let rank = |found: &NameMatch| found.score;
            rank(other)
                .probability
                .total_cmp(&rank(one).probability)
                .then(rank(other).likeness.total_cmp(&rank(one).likeness))
                .then(one.id.cmp(&other.id))
        });
        matches.truncate(limit);
    }
}

/// The likeness that about `wanted` names reach. All with that likeness are taken, so that the order
/// of insertion does not matter.
fn least_likeness(likeness: &[u8], wanted: usize) -> u8 {
    if wanted >= likeness.len() {
        return 0;
    }
    let mut counts = [0usize; 256];
    for &value in likeness {
        counts[usize::from(value)] += 1;
    }
    let mut taken = 0;
    for value in (1..=u8::MAX).rev() {
        taken += counts[usize::from(value)];
        if taken >= wanted {
            return value;
        }
    }
    1
}
