//! Finds a name's other spellings among many.

use rustc_hash::FxHashMap;

use super::blocking::{Gain, Guess, Sum, WIDTHS};
use super::postings::{Postings, Search};
use super::reading::{Kind, Reading, Word};
use super::scorer::{NameScore, NameScorer};
use super::signature::features_into;
use super::symbols::Family;
use super::vocabulary::{Expected, Vocabulary};
use super::weigher::Profiles;

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
/// Each word asked for is aligned with the words of the index whose consonants are most like its
/// own; the names that hold the best of them are scored exactly. A query's cost grows with the number
/// of different words in the index, not of names; an insert costs a few microseconds.
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
    pub(super) entries: Vec<Entry>,
    /// By entry: what its words weigh, without other readings, and the script of the first.
    pub(super) sizes: Vec<(Expected, Family)>,
    by_id: FxHashMap<u32, Vec<u32>>,
    removed: usize,
    pub(super) vocabulary: Vocabulary,
    /// Consonants of whole names joined.
    pub(super) joined: Postings,
    exact: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: u32,
    /// `None` when removed.
    reading: Option<Box<[u8]>>,
}

/// What a query works with; keep one a thread to save allocations.
#[derive(Clone, Debug, Default)]
pub struct NameQuery {
    pub(super) features: Vec<u16>,
    pub(super) search: Search,
    pub(super) found: Vec<u32>,
    /// Words that were found, by script and length.
    pub(super) order: Vec<(u8, u8, u32)>,
    pub(super) reading: Reading,
    pub(super) profiles: Profiles,
    /// What each word asked for gains by a word of the index, the most first.
    pub(super) gains: Vec<Vec<Gain>>,
    /// By entry: whether it holds a word worth looking further, a bit each.
    pub(super) essential: Vec<u64>,
    /// By entry: what its words gain.
    pub(super) sums: Vec<Sum>,
    pub(super) guesses: Vec<Guess>,
    pub(super) seen: Vec<u32>,
    /// The best ranks so far.
    best: Vec<f32>,
}

/// Names scored exactly where blocking finds fewer than are asked for.
const PADDING: usize = 2000;
/// The likeness of the best name at which no wider look is taken.
const SURE: f32 = 0.85;
/// How much better a name may rank than was guessed: by words, readings and initials that the guess
/// passed over. Half of it costs .7 points of recall@1.
const SURPRISE: f32 = 1.0;
/// What a nat of evidence adds to the likeness: of two names that fit as well, the longer fits less
/// by chance (a quarter of a point of recall@1).
pub(super) const EVIDENCE: f32 = 0.02;
/// What names gain that end in the same word, the surname where names are written as in most news: a
/// given name is shared by many (a point of recall@1 in Latin; from .05 to .25 it hardly matters).
const LAST: f32 = 0.15;

impl Default for NameIndex {
    fn default() -> Self {
        Self {
            scorer: NameScorer::default(),
            entries: Vec::new(),
            sizes: Vec::new(),
            by_id: FxHashMap::default(),
            removed: 0,
            vocabulary: Vocabulary::new(),
            joined: Postings::new(),
            exact: false,
        }
    }
}

impl NameIndex {
    /// An index that scores every name exactly in each query: slow, the measure of the other.
    pub fn exact() -> Self {
        Self { exact: true, ..Self::default() }
    }

    /// Adds a spelling under an id. One id may have many spellings.
    pub fn insert(&mut self, id: u32, name: &str) {
        self.insert_reading(id, &Reading::of(name));
    }

    fn insert_reading(&mut self, id: u32, reading: &Reading) {
        let entry = self.entries.len() as u32;
        let mut features = Vec::new();
        let mut size = Expected::default();
        for word in blocked_words(reading) {
            let symbols = reading.symbols(word);
            let own = self.vocabulary.add(word.family, symbols, entry, &mut features);
            if reading.words.iter().any(|known| std::ptr::eq(known, word)) {
                for (sum, own) in size.iter_mut().zip(own) {
                    *sum = sum.saturating_add(own);
                }
            }
        }
        features_into(joined_symbols(reading), false, &mut features);
        self.joined.push(&features);
        self.by_id.entry(id).or_default().push(entry);
        let family = reading.words.first().map_or(Family::Other, |word| word.family);
        self.sizes.push((size, family));
        self.entries.push(Entry { id, reading: Some(reading.pack()) });
    }

    /// Removes all spellings of an id; whether there were any. What they took is given back when
    /// half of the index is gone.
    pub fn remove(&mut self, id: u32) -> bool {
        let Some(entries) = self.by_id.remove(&id) else { return false };
        for place in entries {
            if let Some(entry) = self.entries.get_mut(place as usize) {
                entry.reading = None;
                self.removed += 1;
            }
        }
        if self.removed * 2 > self.entries.len() {
            let entries = std::mem::take(&mut self.entries);
            *self = Self { exact: self.exact, ..Self::default() };
            let mut reading = Reading::default();
            for (id, packed) in entries.iter().filter_map(|e| Some((e.id, e.reading.as_ref()?))) {
                reading.unpack(packed);
                self.insert_reading(id, &reading);
            }
        }
        true
    }

    /// Spellings in the index.
    pub fn len(&self) -> usize {
        self.entries.len() - self.removed
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best `limit` spellings by likeness, best first; equal ones by id. Any name is given, so
    /// look at the probability.
    ///
    /// Where blocking finds fewer than `limit`, the rest is scored too, by rising id, up to the
    /// larger of 2,000 names and what is missing: fewer are given only if the index has fewer.
    ///
    /// The order is by likeness, and short names are alike by chance: asked for "Lee", the index
    /// gives a "Li" of another person as readily as his own. [`NameScore::nats`] says how much there
    /// was to go by.
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
        query.seen.clear();
        query.profiles.clear();
        if self.exact {
            query.seen.extend(0..self.entries.len() as u32);
            self.score(&asked, query, matches);
        } else {
            for width in WIDTHS {
                matches.clear();
                self.candidates(&asked, limit, width, query);
                self.score(&asked, query, matches);
                self.score_guesses(&asked, limit, query, matches);
                if matches.iter().any(|found| found.score.likeness >= SURE) {
                    break;
                }
            }
        }
        if matches.len() < limit && matches.len() < self.len() {
            self.pad(limit - matches.len(), query);
            self.score(&asked, query, matches);
        }
        matches.sort_by(|one, other| {
            let (best, next) = (other.score, one.score);
            rank(&best)
                .total_cmp(&rank(&next))
                .then(best.probability.total_cmp(&next.probability))
                .then(one.id.cmp(&other.id))
        });
        matches.truncate(limit);
    }

    /// Scores the entries of `query.seen`.
    fn score(&self, asked: &Reading, query: &mut NameQuery, matches: &mut Vec<NameMatch>) {
        let NameQuery { seen, reading, profiles, .. } = query;
        matches.extend(
            seen.iter().filter_map(|&place| self.score_entry(asked, place, reading, profiles)),
        );
    }

    fn score_entry(
        &self,
        asked: &Reading,
        place: u32,
        reading: &mut Reading,
        profiles: &mut Profiles,
    ) -> Option<NameMatch> {
        let entry = self.entries.get(place as usize)?;
        reading.unpack(entry.reading.as_ref()?);
        let score = self.scorer.score_asked(asked, profiles, reading);
        Some(NameMatch { id: entry.id, score })
    }

    /// Scores the entries of `query.guesses`, best first, as long as they may be among the best, and
    /// adds them to `query.seen`.
    fn score_guesses(
        &self,
        asked: &Reading,
        limit: usize,
        query: &mut NameQuery,
        matches: &mut Vec<NameMatch>,
    ) {
        let NameQuery { guesses, seen, reading, profiles, best, .. } = query;
        best.clear();
        best.extend(matches.iter().map(|found| rank(&found.score)));
        best.sort_unstable_by(|one, other| other.total_cmp(one));
        best.truncate(limit);
        let mut last = f32::INFINITY;
        for guess in guesses.iter() {
            let least = best.get(limit.saturating_sub(1)).copied().unwrap_or(f32::NEG_INFINITY);
            // Equal guesses are scored all or none.
            if guess.rank < last && guess.rank + SURPRISE < least {
                break;
            }
            last = guess.rank;
            seen.push(guess.entry);
            let found = self.score_entry(asked, guess.entry, reading, profiles);
            let Some(found) = found else { continue };
            let rank = rank(&found.score);
            if best.len() < limit || rank > least {
                let place = best.partition_point(|other| *other >= rank);
                best.insert(place, rank);
                best.truncate(limit);
            }
            matches.push(found);
        }
    }

    /// Puts entries in place of `query.seen` that are not there, of the lowest ids.
    fn pad(&self, missing: usize, query: &mut NameQuery) {
        query.seen.sort_unstable();
        let rest = self.entries.iter().zip(0u32..).filter(|(entry, place)| {
            entry.reading.is_some() && query.seen.binary_search(place).is_err()
        });
        let mut rest: Vec<(u32, u32)> = rest.map(|(entry, place)| (entry.id, place)).collect();
        let wanted = missing.max(PADDING);
        if rest.len() > wanted {
            rest.select_nth_unstable(wanted);
            rest.truncate(wanted);
        }
        query.seen.clear();
        query.seen.extend(rest.iter().map(|(_, place)| place));
    }
}

/// What names are ordered by.
fn rank(score: &NameScore) -> f32 {
    score.likeness + EVIDENCE * score.nats + LAST * score.last
}

/// Whether a word is one that names are found by.
pub(super) fn counts(word: &Word, reading: &Reading) -> bool {
    word.kind == Kind::Word || !reading.words.iter().any(|word| word.kind == Kind::Word)
}

/// Words and alternates that a name is found by.
fn blocked_words(reading: &Reading) -> impl Iterator<Item = &Word> {
    let words = reading.words.iter().filter(|word| counts(word, reading));
    // Names are inserted as they are called; endings are stripped from those asked for.
    let alternates = reading.alternates.iter().map(|(_, word)| word);
    words.chain(alternates.filter(|word| word.kind == Kind::Word))
}

/// Symbols of all words in a row.
pub(super) fn joined_symbols(reading: &Reading) -> &[u8] {
    &reading.symbols
}
