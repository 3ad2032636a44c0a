//! Which names of an index are worth an exact score.
//!
//! Words asked for are aligned with the words of the index whose consonants are most like theirs;
//! what the names gain that hold them is a first guess.

use super::costs::SCALE;
use super::index::{EVIDENCE, NameIndex, NameQuery, counts, joined_symbols};
use super::profile::LANES;
use super::reading::{Kind, Reading, Word};
use super::scorer::{ALTERNATE, UNMATCHED, expected_against};
use super::signature::features_into;
use super::symbols::Family;
use super::vocabulary::nats;
use super::weigher::Side;

/// How far a query looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    /// Words of the index aligned with each word asked for.
    words: usize,
    /// Names scored exactly at most, best guesses first.
    names: usize,
    /// Names whose words in a row are like the name asked for in one.
    joined: usize,
}

/// A first look, and a wider one where it found nothing that is surely right: together they find
/// .9983 of what an exact scan ranks first, a wide look alone as much in twice the time.
pub(super) const WIDTHS: [Width; 2] =
    [Width { words: 200, names: 150, joined: 60 }, Width { words: 1500, names: 600, joined: 200 }];

/// Names scored exactly where there are many equally good guesses.
const MOST_EQUALS: usize = 300;

/// Names that hold a word like the one asked for: where there are more, only those with the words
/// most like it. Above what an index of some ten thousand names has.
const ENTRIES: usize = 4000;

#[derive(Clone, Copy, Debug)]
pub(super) struct Gain {
    nats: f32,
    /// In the vocabulary.
    place: u32,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    nats: f32,
    /// The last word asked for that gained, counted from 1: its best gain comes first.
    word: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    /// What names are ordered by, as far as it is known.
    pub(super) rank: f32,
    id: u32,
    pub(super) entry: u32,
}

impl NameIndex {
    /// Puts the entries worth an exact score into `query.guesses`, best first, and those of which
    /// nothing can be guessed into `query.seen`.
    pub(super) fn candidates(
        &self,
        asked: &Reading,
        limit: usize,
        width: Width,
        query: &mut NameQuery,
    ) {
        query.seen.clear();
        let mut words = 0;
        // What the words asked for weigh, by the script that they meet.
        let mut expected = [0f32; Family::COUNT];
        for (place, word) in asked.words.iter().enumerate().filter(|(_, w)| counts(w, asked)) {
            for (sum, other) in expected.iter_mut().zip(Family::ALL) {
                *sum += expected_against(asked.symbols(word), word.family, other);
            }
            let mut gains = query.gains.get_mut(words).map(std::mem::take).unwrap_or_default();
            gains.clear();
            self.best_words(asked, (word, place), 0.0, width.words, query, &mut gains);
            for ((of, alternate), slot) in asked.alternates.iter().zip(asked.words.len()..) {
                if usize::from(*of) == place && alternate.kind != Kind::Stem {
                    let wanted = width.words / 3;
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
        // A guess at the rank: right where words met as they stand.
        let asked_family = asked.words.first().map_or(Family::Other, |word| word.family);
        query.guesses.clear();
        for &entry in &query.seen {
            let place = entry as usize;
            let sum = query.sums.get_mut(place).map(std::mem::take).unwrap_or_default();
            let Some(&(own, family)) = self.sizes.get(place) else { continue };
            let both = nats(own, asked_family) + expected.get(family as usize).unwrap_or(&0.0);
            let evidence = sum.nats - UNMATCHED * both;
            let rank = evidence / (both / 2.0).max(0.1) + EVIDENCE * evidence;
            query.guesses.push(Guess { rank, id: 0, entry });
        }
        self.keep_best(&mut query.guesses, limit.max(width.names));
        query.seen.clear();
        let single = asked.words.len() == 1
            || matches!(
                asked.words.first().map(|w| w.family),
                Some(Family::Han | Family::Hangul | Family::Thai | Family::Other)
            );
        if single {
            let wanted = limit.max(width.joined);
            self.joined_alike(joined_symbols(asked), wanted, query);
            if asked.words.len() == 1 {
                for (_, alternate) in &asked.alternates {
                    self.joined_alike(asked.symbols(alternate), wanted / 2, query);
                }
            }
            let NameQuery { seen, guesses, .. } = query;
            seen.sort_unstable();
            seen.dedup();
            guesses.retain(|guess| seen.binary_search(&guess.entry).is_err());
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
        let NameQuery { features, search, found, order, profiles, .. } = query;
        let side = Side { symbols: asked.symbols(word), family: word.family, slot };
        let own = Family::ALL.map(|other| expected_against(side.symbols, side.family, other));
        features_into(side.symbols, true, features);
        self.vocabulary.postings.most_alike(features, wanted, search, found);
        // By script and length, so that words weighed side by side end together.
        order.clear();
        order.extend(found.iter().filter_map(|&place| {
            let (family, symbols, _) = self.vocabulary.word(place, side.family)?;
            Some((family as u8, symbols.len() as u8, place))
        }));
        order.sort_unstable();
        let mut rest = &order[..];
        while let Some((family, ..)) =
            rest.first().and_then(|(.., place)| self.vocabulary.word(*place, side.family))
        {
            let mut symbols: [&[u8]; LANES] = [&[]; LANES];
            let mut expecteds = [0f32; LANES];
            let mut count = 0;
            for (((.., place), symbols), expected) in
                rest.iter().zip(&mut symbols).zip(&mut expecteds)
            {
                match self.vocabulary.word(*place, side.family) {
                    Some((own, word, weight)) if own == family => {
                        (*symbols, *expected) = (word, weight);
                        count += 1;
                    }
                    _ => break,
                }
            }
            let (now, then) = rest.split_at(count);
            rest = then;
            let Some(profile) = profiles.of(side, family) else { continue };
            let own = own.get(family as usize).unwrap_or(&0.0);
            let weights = profile.weigh_all(&symbols);
            for (((.., place), weight), expected) in now.iter().zip(weights).zip(expecteds) {
                let nats = weight as f32 / SCALE - cost + UNMATCHED * (expected + own);
                if nats > 0.0 {
                    gains.push(Gain { nats, place: *place });
                }
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

    /// Keeps about the `wanted` best guesses, best first; of equal ones those of the lowest ids.
    fn keep_best(&self, guesses: &mut Vec<Guess>, wanted: usize) {
        let by_rank = |one: &Guess, other: &Guess| other.rank.total_cmp(&one.rank);
        if guesses.len() > wanted {
            let (_, least, _) = guesses.select_nth_unstable_by(wanted, by_rank);
            let least = least.rank;
            guesses.retain(|guess| guess.rank >= least);
        }
        for guess in guesses.iter_mut() {
            guess.id = self.entries.get(guess.entry as usize).map_or(0, |entry| entry.id);
        }
        guesses.sort_unstable_by(|one, other| by_rank(one, other).then(one.id.cmp(&other.id)));
        guesses.truncate(MOST_EQUALS.max(wanted));
    }
}
