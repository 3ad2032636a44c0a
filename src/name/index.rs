//! Finds a name's other spellings among many.

use rustc_hash::FxHashMap;

use super::costs::SCALE;
use super::postings::{Postings, Search};
use super::reading::{Kind, Reading, Word};
use super::scorer::{ALTERNATE, NameScore, NameScorer, UNMATCHED};
use super::signature::features_into;
use super::symbols::Family;
use super::vocabulary::Vocabulary;
use super::weigher::{Profiles, Side};

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
    entries: Vec<Entry>,
    /// By entry: symbols of its words, without alternates.
    lengths: Vec<u16>,
    by_id: FxHashMap<u32, Vec<u32>>,
    removed: usize,
    vocabulary: Vocabulary,
    /// Consonants of whole names joined.
    joined: Postings,
    exact: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    id: u32,
    /// `None` when removed.
    reading: Option<Box<[u8]>>,
}

/// What a query works with; keep one a thread to save allocations.
#[derive(Clone, Debug, Default)]
pub struct NameQuery {
    features: Vec<u16>,
    search: Search,
    found: Vec<u32>,
    reading: Reading,
    profiles: Profiles,
    /// What each word asked for gains by a word of the index, the most first.
    gains: Vec<Vec<Gain>>,
    /// By entry: whether it holds a word worth looking further, a bit each.
    essential: Vec<u64>,
    /// By entry: what its words gain.
    sums: Vec<Sum>,
    guesses: Vec<Guess>,
    seen: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Gain {
    nats: f32,
    /// In the vocabulary.
    place: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    nats: f32,
    /// The last word asked for that gained, counted from 1: its best gain comes first.
    word: u32,
}

#[derive(Clone, Copy, Debug)]
struct Guess {
    likeness: f32,
    id: u32,
    entry: u32,
}

/// Words of the index aligned with each word asked for, and whole names with the whole name.
const WORDS: usize = 300;
/// Names scored exactly.
const CANDIDATES: usize = 60;
/// Names scored exactly where more than [`CANDIDATES`] are equally likely at first sight.
const MOST_CANDIDATES: usize = 300;
/// Names that hold a word like the one asked for: where there are more, only those with the words
/// most like it. Above what an index of some ten thousand names has.
const ENTRIES: usize = 4000;
/// Names scored exactly where blocking finds fewer than are asked for.
const PADDING: usize = 2000;
/// What a symbol weighs on average where names are one, in nats, for a first guess.
const SYMBOL: f32 = 1.4;

impl Default for NameIndex {
    fn default() -> Self {
        Self {
            scorer: NameScorer::default(),
            entries: Vec::new(),
            lengths: Vec::new(),
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
        let mut length = 0;
        for word in reading.words.iter().filter(|word| counts(word, reading)) {
            length += reading.symbols(word).len();
        }
        for word in blocked_words(reading) {
            self.vocabulary.add(word.family, reading.symbols(word), entry, &mut features);
        }
        features_into(joined_symbols(reading), false, &mut features);
        self.joined.push(&features);
        self.by_id.entry(id).or_default().push(entry);
        self.lengths.push(length as u16);
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
        } else {
            self.candidates(&asked, limit, query);
        }
        self.score(&asked, query, matches);
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
        let seen = std::mem::take(&mut query.seen);
        for &place in &seen {
            let Some(entry) = self.entries.get(place as usize) else { continue };
            let Some(packed) = &entry.reading else { continue };
            query.reading.unpack(packed);
            let NameQuery { reading, profiles, .. } = query;
            let score = self.scorer.score_asked(asked, profiles, reading);
            matches.push(NameMatch { id: entry.id, score });
        }
        query.seen = seen;
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

    /// Puts the entries worth an exact score into `query.seen`.
    fn candidates(&self, asked: &Reading, limit: usize, query: &mut NameQuery) {
        let mut length = 0;
        let mut words = 0;
        for (place, word) in asked.words.iter().enumerate().filter(|(_, w)| counts(w, asked)) {
            length += asked.symbols(word).len();
            let mut gains = query.gains.get_mut(words).map(std::mem::take).unwrap_or_default();
            gains.clear();
            self.best_words(asked, (word, place), 0.0, WORDS, query, &mut gains);
            for ((of, alternate), slot) in asked.alternates.iter().zip(asked.words.len()..) {
                if usize::from(*of) == place {
                    let wanted = WORDS / 3;
                    self.best_words(asked, (alternate, slot), ALTERNATE, wanted, query, &mut gains);
                }
            }
            gains.sort_unstable_by(|one, other| other.nats.total_cmp(&one.nats));
            match query.gains.get_mut(words) {
                Some(place) => *place = gains,
                None => query.gains.push(gains),
            }
            words += 1;
        }
        query.gains.truncate(words);
        self.sum_gains(query);
        // A guess at the likeness.
        query.guesses.clear();
        for &entry in &query.seen {
            let place = entry as usize;
            let sum = query.sums.get_mut(place).map(std::mem::take).unwrap_or_default();
            let own = self.lengths.get(place).copied().unwrap_or(0);
            let lengths = (length + usize::from(own)) as f32 * SYMBOL;
            let likeness = (sum.nats - UNMATCHED * lengths) / (lengths / 2.0).max(0.1);
            query.guesses.push(Guess { likeness, id: 0, entry });
        }
        self.keep_best(&mut query.guesses, limit.max(CANDIDATES));
        query.seen.clear();
        query.seen.extend(query.guesses.iter().map(|guess| guess.entry));
        let single = asked.words.len() == 1
            || matches!(
                asked.words.first().map(|w| w.family),
                Some(Family::Han | Family::Hangul | Family::Thai | Family::Other)
            );
        if single {
            let wanted = limit.max(CANDIDATES);
            self.joined_alike(joined_symbols(asked), wanted, query);
            if asked.words.len() == 1 {
                for (_, alternate) in &asked.alternates {
                    self.joined_alike(asked.symbols(alternate), wanted / 2, query);
                }
            }
            query.seen.sort_unstable();
            query.seen.dedup();
        }
    }

    /// Adds entries to `query.seen` whose words in a row are like these symbols.
    fn joined_alike(&self, symbols: &[u8], wanted: usize, query: &mut NameQuery) {
        features_into(symbols, false, &mut query.features);
        let NameQuery { features, search, found, seen, .. } = query;
        self.joined.most_alike(features, wanted, search, found);
        seen.extend_from_slice(found);
    }

    /// Words of the vocabulary like this one, and what they gain.
    fn best_words(
        &self,
        asked: &Reading,
        (word, slot): (&Word, usize),
        cost: f32,
        wanted: usize,
        query: &mut NameQuery,
        gains: &mut Vec<Gain>,
    ) {
        let NameQuery { features, search, found, profiles, .. } = query;
        let side = Side { symbols: asked.symbols(word), family: word.family, slot };
        features_into(side.symbols, true, features);
        self.vocabulary.postings.most_alike(features, wanted, search, found);
        for &place in found.iter() {
            let Some((family, symbols)) = self.vocabulary.word(place) else { continue };
            let Some(profile) = profiles.of(side, family) else { continue };
            let nats = profile.weight(symbols) as f32 / SCALE - cost;
            let lengths = (side.symbols.len() + symbols.len()) as f32;
            let nats = nats + UNMATCHED * SYMBOL * lengths;
            if nats > 0.0 {
                gains.push(Gain { nats, place });
            }
        }
    }

    /// Sums what entries gain by all words asked for, into `query.sums`, and lists the entries in
    /// `query.seen`.
    ///
    /// Where a word is like those of very many names, only those that hold a word most like one of
    /// those asked for are looked at: a name whose words are all far off is none of the best.
    fn sum_gains(&self, query: &mut NameQuery) {
        let NameQuery { gains, essential, sums, seen, .. } = query;
        sums.resize(self.entries.len(), Sum::default());
        let entries = |gain: &Gain| self.vocabulary.entries(gain.place);
        // The least gain of the words that hold enough entries, for each word asked for.
        let least = |gains: &[Gain]| {
            let mut count = 0;
            let last = gains.iter().find(|gain| {
                count += entries(gain).len();
                count >= ENTRIES
            });
            last.map_or(0.0, |gain| gain.nats)
        };
        let all = gains.iter().all(|gains| least(gains) == 0.0);
        if !all {
            essential.clear();
            essential.resize(self.entries.len().div_ceil(64), 0);
            for gains in gains.iter() {
                let least = least(gains);
                for gain in gains.iter().take_while(|gain| gain.nats >= least) {
                    for &entry in entries(gain) {
                        if let Some(bits) = essential.get_mut(entry as usize / 64) {
                            *bits |= 1 << (entry % 64);
                        }
                    }
                }
            }
        }
        for (word, gains) in (1..).zip(gains.iter()) {
            for gain in gains {
                for &entry in entries(gain) {
                    let place = entry as usize;
                    let bits = essential.get(place / 64).copied().unwrap_or(0);
                    if !all && bits >> (entry % 64) & 1 == 0 {
                        continue;
                    }
                    let Some(sum) = sums.get_mut(place) else { continue };
                    if sum.word == 0 {
                        seen.push(entry);
                    }
                    if sum.word != word {
                        *sum = Sum { nats: sum.nats + gain.nats, word };
                    }
                }
            }
        }
    }

    /// Keeps the `wanted` likeliest guesses and those that are their equals, of them the lowest ids.
    fn keep_best(&self, guesses: &mut Vec<Guess>, wanted: usize) {
        if guesses.len() <= wanted {
            return;
        }
        let by_likeness = |one: &Guess, other: &Guess| other.likeness.total_cmp(&one.likeness);
        let (_, least, _) = guesses.select_nth_unstable_by(wanted, by_likeness);
        let least = least.likeness;
        guesses.retain(|guess| guess.likeness >= least);
        let most = MOST_CANDIDATES.max(wanted);
        if guesses.len() > most {
            for guess in guesses.iter_mut() {
                guess.id = self.entries.get(guess.entry as usize).map_or(0, |entry| entry.id);
            }
            guesses.select_nth_unstable_by(most, |one, other| {
                by_likeness(one, other).then(one.id.cmp(&other.id))
            });
            guesses.truncate(most);
        }
    }
}

/// Likeness, and a little for how much there was to be alike: of two names that fit as well, the
/// longer fits less by chance (a quarter of a point of recall@1).
fn rank(score: &NameScore) -> f32 {
    score.likeness + 0.02 * score.nats
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
