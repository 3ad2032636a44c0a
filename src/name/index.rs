//! Finds a name's other spellings among many.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::postings::{Found, Postings};
use super::reading::{Kind, Reading, Word};
use super::scorer::{NameScore, NameScorer, UNMATCHED, weigh_words};
use super::signature::features_into;
use super::symbols::Family;

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
/// own; the names that hold the best of them are scored exactly. A query costs about 30 ns a
/// different word in the index, and half a microsecond a candidate; an insert a few microseconds.
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
    entries: Vec<Entry>,
    by_id: FxHashMap<u32, Vec<u32>>,
    removed: usize,
    vocabulary: Vec<VocabularyWord>,
    /// Places in the vocabulary.
    places: FxHashMap<(Family, Arc<[u8]>), u32>,
    /// Consonants of the vocabulary's words, and of whole names joined.
    words: Postings,
    joined: Postings,
    exact: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    id: u32,
    /// Symbols of its words, without alternates.
    length: u16,
    /// `None` when removed.
    reading: Option<Box<[u8]>>,
}

#[derive(Clone, Debug)]
struct VocabularyWord {
    family: Family,
    symbols: Arc<[u8]>,
    /// Entries that hold it.
    entries: Vec<u32>,
}

/// What a query works with; keep one a thread to save allocations.
#[derive(Clone, Debug, Default)]
pub struct NameQuery {
    features: Vec<u16>,
    counts: Vec<u16>,
    found: Vec<Found>,
    reading: Reading,
    /// By entry: the best word for the word asked for, and the sum over the words before.
    best: Vec<f32>,
    sums: Vec<f32>,
    touched: Vec<u32>,
    seen: Vec<u32>,
}

/// Words of the index aligned with each word asked for, and whole names with the whole name.
const WORDS: usize = 300;
/// Names scored exactly.
const CANDIDATES: usize = 60;
/// What a symbol weighs on average where names are one, in nats, for a first guess.
const SYMBOL: f32 = 1.4;

impl Default for NameIndex {
    fn default() -> Self {
        Self {
            scorer: NameScorer::default(),
            entries: Vec::new(),
            by_id: FxHashMap::default(),
            removed: 0,
            vocabulary: Vec::new(),
            places: FxHashMap::default(),
            words: Postings::new(),
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
        let mut length = 0;
        for word in reading.words.iter().filter(|word| counts(word, reading)) {
            length += reading.symbols(word).len();
        }
        for word in blocked_words(reading) {
            let symbols: Arc<[u8]> = reading.symbols(word).into();
            let key = (word.family, symbols.clone());
            let place = match self.places.get(&key) {
                Some(&place) => place,
                None => {
                    let place = self.vocabulary.len() as u32;
                    let (family, entries) = (word.family, Vec::new());
                    self.vocabulary.push(VocabularyWord { family, symbols, entries });
                    features_into(reading.symbols(word), true, &mut features);
                    self.words.push(&features);
                    self.places.insert(key, place);
                    place
                }
            };
            if let Some(word) = self.vocabulary.get_mut(place as usize) {
                if word.entries.last() != Some(&entry) {
                    word.entries.push(entry);
                }
            }
        }
        features_into(joined_symbols(reading), false, &mut features);
        self.joined.push(&features);
        self.by_id.entry(id).or_default().push(entry);
        self.entries.push(Entry { id, length: length as u16, reading: Some(reading.pack()) });
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
        if self.exact {
            query.seen.extend(0..self.entries.len() as u32);
        } else {
            self.candidates(&asked, query);
        }
        for &place in &query.seen {
            let Some(entry) = self.entries.get(place as usize) else { continue };
            let Some(packed) = &entry.reading else { continue };
            query.reading.unpack(packed);
            let score = self.scorer.score_readings(&asked, &query.reading);
            matches.push(NameMatch { id: entry.id, score });
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

    /// Puts the entries worth an exact score into `query.seen`.
    fn candidates(&self, asked: &Reading, query: &mut NameQuery) {
        query.best.resize(self.entries.len(), 0.0);
        query.sums.resize(self.entries.len(), 0.0);
        let mut length = 0;
        for (place, word) in asked.words.iter().enumerate().filter(|(_, w)| counts(w, asked)) {
            length += asked.symbols(word).len();
            query.touched.clear();
            self.best_words(asked, word, 0.0, WORDS, query);
            for (_, alternate) in
                asked.alternates.iter().filter(|(of, _)| usize::from(*of) == place)
            {
                self.best_words(asked, alternate, 1.0, WORDS / 3, query);
            }
            for &entry in &query.touched {
                let entry = entry as usize;
                if query.sums[entry] == 0.0 {
                    query.seen.push(entry as u32);
                }
                query.sums[entry] += std::mem::take(&mut query.best[entry]);
            }
        }
        // A guess at the likeness.
        for &entry in &query.seen {
            let entry = entry as usize;
            let lengths = (length + usize::from(self.entries[entry].length)) as f32 * SYMBOL;
            query.sums[entry] =
                (query.sums[entry] - UNMATCHED * lengths) / (lengths / 2.0).max(0.1);
        }
        keep_best(&mut query.seen, &mut query.sums, CANDIDATES);
        for &entry in &query.seen {
            query.sums[entry as usize] = 0.0;
        }
        let single = asked.words.len() == 1
            || matches!(
                asked.words.first().map(|w| w.family),
                Some(Family::Han | Family::Hangul | Family::Thai | Family::Other)
            );
        if single {
            features_into(joined_symbols(asked), false, &mut query.features);
            self.joined.most_alike(
                &query.features,
                CANDIDATES,
                &mut query.counts,
                &mut query.found,
            );
            query.seen.extend(query.found.iter().map(|found| found.place));
            if asked.words.len() == 1 {
                for (_, alternate) in &asked.alternates {
                    features_into(asked.symbols(alternate), false, &mut query.features);
                    self.joined.most_alike(
                        &query.features,
                        CANDIDATES / 2,
                        &mut query.counts,
                        &mut query.found,
                    );
                    query.seen.extend(query.found.iter().map(|found| found.place));
                }
            }
            query.seen.sort_unstable();
            query.seen.dedup();
        }
    }

    /// Raises `query.best` of the entries that hold a word like this one.
    fn best_words(
        &self,
        asked: &Reading,
        word: &Word,
        cost: f32,
        wanted: usize,
        query: &mut NameQuery,
    ) {
        features_into(asked.symbols(word), true, &mut query.features);
        self.words.most_alike(&query.features, wanted, &mut query.counts, &mut query.found);
        for found in &query.found {
            let Some(other) = self.vocabulary.get(found.place as usize) else { continue };
            let symbols = asked.symbols(word);
            let nats = weigh_words(word.family, symbols, other.family, &other.symbols) - cost;
            let lengths = (symbols.len() + other.symbols.len()) as f32;
            let gain = nats + UNMATCHED * SYMBOL * lengths;
            if gain <= 0.0 {
                continue;
            }
            for &entry in &other.entries {
                if let Some(best) = query.best.get_mut(entry as usize) {
                    if *best == 0.0 {
                        query.touched.push(entry);
                    }
                    *best = best.max(gain);
                }
            }
        }
    }
}

/// Likeness, and a little for how much there was to be alike: of two names that fit as well, the
/// longer fits less by chance (a quarter of a point of recall@1).
fn rank(score: &NameScore) -> f32 {
    score.likeness + 0.02 * score.nats
}

/// Keeps the entries whose sum is among the best `wanted`, ties included; clears the others' sums.
fn keep_best(entries: &mut Vec<u32>, sums: &mut [f32], wanted: usize) {
    if entries.len() > wanted {
        let sum = |entry: &u32| sums.get(*entry as usize).copied().unwrap_or(0.0);
        let mut values: Vec<f32> = entries.iter().map(sum).collect();
        let (_, least, _) = values.select_nth_unstable_by(wanted, |a, b| b.total_cmp(a));
        let least = *least;
        entries.retain(|&entry| match sums.get_mut(entry as usize) {
            Some(sum) if *sum < least => {
                *sum = 0.0;
                false
            }
            _ => true,
        });
    }
}

/// Whether a word is one that names are found by.
fn counts(word: &Word, reading: &Reading) -> bool {
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
fn joined_symbols(reading: &Reading) -> &[u8] {
    &reading.symbols
}
