//! Words: their endings, and what is written before them.
//!
//! A word is looked up by its beginnings, longest first. A shorter beginning counts if what follows
//! is short enough for an ending of the language, or parted by an apostrophe or a hyphen. A key
//! that begins longer forms goes on in the next word.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use super::key::{
    Before, Cover, MOST_LETTERS, MOST_WORDS, Rules, START, finish, fold_letter, is_gap,
    is_unspaced, step,
};
use super::table::{Entry, List};
use crate::entity::cache::Begins;
use crate::token::{Token, TokenKind, WordsOf};

/// Bytes between the words of one form, at most.
const WIDEST_GAP: usize = 5;
/// A word shorter than this is not cut to find what is written before it.
const SHORTEST_AFTER: usize = 3;
/// Most ways to read what is written before a word.
const MOST_READINGS: usize = 8;

/// A word as it is looked up: the hash of each of its beginnings.
struct Word {
    hashes: [u64; MOST_LETTERS],
    length: usize,
    /// Bit `n` is set where an apostrophe or a hyphen follows `n` letters.
    parts: u64,
}

/// What was found: the words it takes, and what they stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'list> {
    /// The number of the last word.
    pub(super) last: usize,
    /// Letters of the last word that the key holds.
    pub(super) length: usize,
    /// Letters that follow them.
    pub(super) rest: usize,
    pub(super) values: &'list [u16],
}

/// Whether values may stand for words: how many letters the key holds, and how many follow.
pub(super) trait Admit {
    fn admits(&self, value: u16, cover: Cover, span: Range<usize>) -> bool;
    fn cover(&self, value: u16) -> Cover;
    /// Whether a value may stand for a word, given whether the word has a capital.
    fn may_admit(&self, value: u16, capital: bool) -> bool;
}

impl Word {
    /// Room for a word.
    fn new() -> Self {
        Self { hashes: [0; MOST_LETTERS], length: 0, parts: 0 }
    }

    /// Reads the word of a token in a certain way, in place of the one before; whether it is a word,
    /// has letters, and not too many.
    fn read(&mut self, token: &Token<'_>, reading: Reading) -> bool {
        if !is_read(token) {
            return false;
        }
        (self.length, self.parts) = (0, 0);
        let read = if token.written.is_ascii() {
            self.add_ascii(token.written, reading)
        } else {
            self.add(token.lower().chars(), reading)
        };
        read.is_some() && self.length > 0
    }

    fn add(&mut self, lower: impl Iterator<Item = char>, reading: Reading) -> Option<()> {
        let (mut hash, mut skipped) = (reading.hash, 0);
        for letter in lower {
            if self.length > 1 && matches!(letter, '\'' | '-' | ':' | '’' | '\u{2010}' | '\u{2011}')
            {
                self.parts |= 1 << self.length;
            }
            let Some(letter) = fold_letter(letter) else { continue };
            if skipped < reading.start {
                skipped += 1;
                continue;
            }
            if self.length == 0 && is_unspaced(letter) {
                return None;
            }
            hash = step(hash, letter);
            *self.hashes.get_mut(self.length)? = hash;
            self.length += 1;
        }
        Some(())
    }

    /// The same for ASCII, of which folding leaves out the apostrophe only.
    fn add_ascii(&mut self, written: &str, reading: Reading) -> Option<()> {
        let (mut hash, mut skipped) = (reading.hash, 0);
        let plain = reading.start == 0 && written.len() <= MOST_LETTERS;
        if plain && written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            for (room, byte) in self.hashes.iter_mut().zip(written.bytes()) {
                hash = step(hash, char::from(byte.to_ascii_lowercase()));
                *room = hash;
            }
            self.length = written.len();
            return Some(());
        }
        for byte in written.bytes() {
            if self.length > 1 && matches!(byte, b'\'' | b'-' | b':') {
                self.parts |= 1 << self.length;
            }
            if byte == b'\'' {
                continue;
            }
            if skipped < reading.start {
                skipped += 1;
                continue;
            }
            hash = step(hash, char::from(byte.to_ascii_lowercase()));
            *self.hashes.get_mut(self.length)? = hash;
            self.length += 1;
        }
        Some(())
    }

    /// How many letters the beginnings have that are looked up, where so many may follow them.
    fn beginnings(&self, most_rest: usize) -> RangeInclusive<usize> {
        let shortest = if self.parts == 0 { self.length.saturating_sub(most_rest) } else { 0 };
        shortest.max(1)..=self.length
    }

    /// The letters behind a beginning, none where a hyphen or an apostrophe parts them.
    fn rest_behind(&self, length: usize) -> usize {
        if self.parts & 1 << length != 0 { 0 } else { self.length.saturating_sub(length) }
    }

    /// The hash of the first letters.
    fn hash_of(&self, letters: usize) -> Option<u64> {
        self.hashes.get(letters.checked_sub(1)?).copied()
    }
}

/// Whether a token is a word that may be looked up.
fn is_read(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// How a word may be read: from which letter on, and after which beginning of a hash.
#[derive(Clone, Copy)]
struct Reading {
    start: usize,
    hash: u64,
}

/// As it stands.
const PLAIN: Reading = Reading { start: 0, hash: START };

/// Looks a text's words up in one list.
pub(super) struct Search<'input, 'list, A> {
    pub(super) tokens: &'input [Token<'input>],
    pub(super) text: &'input str,
    pub(super) list: &'list List,
    pub(super) rules: Rules,
    /// Letters that may follow a key at most; all where the list holds stems.
    pub(super) most_rest: usize,
    pub(super) admit: A,
    /// Words that begin nothing in the list.
    pub(super) barren: Barren<'input>,
}

/// Words that begin nothing in a list.
pub(super) enum Barren<'input> {
    /// Those of the text: half of a text's words stand there twice.
    OfText(FxHashSet<&'input str>),
    /// Those of texts before as well.
    Met(WordsOf<'input, Begins>, fn(&mut Begins) -> &mut Option<bool>),
    /// What was noted of each token, see [`note`].
    Noted(&'input [Begins], fn(&Begins) -> Option<bool>),
}

impl Default for Barren<'_> {
    fn default() -> Self {
        Self::OfText(FxHashSet::default())
    }
}

/// Notes of each token whether something in the list of places begins at it, and in that of concepts:
/// each word is read once for both.
pub(super) fn note<P: Admit, C: Admit>(
    places: &Search<'_, '_, P>,
    concepts: &Search<'_, '_, C>,
    mut words: WordsOf<'_, Begins>,
) -> Vec<Begins> {
    let mut word = Word::new();
    let mut note = |token: &Token<'_>| {
        if !is_read(token) {
            return Begins::default();
        }
        let known = words.get(token.written, Begins::default);
        if known.places.is_none() || known.concepts.is_none() {
            let read = word.read(token, PLAIN);
            known.places = Some(read && places.begins(&word, token));
            known.concepts = Some(read && concepts.begins(&word, token));
        }
        *known
    };
    places.tokens.iter().map(&mut note).collect()
}

impl<'input, 'list, A: Admit> Search<'input, 'list, A> {
    /// What begins at a word: the longest in words, then in letters.
    pub(super) fn at(&mut self, first: usize) -> Option<Found<'list>> {
        let token = self.tokens.get(first)?;
        if !is_read(token) || self.is_barren(first, token) {
            return None;
        }
        let mut word = Word::new();
        if !word.read(token, PLAIN) {
            return None;
        }
        let found = self.longest(&word, first, first, MOST_WORDS);
        if found.is_some() || self.rules.before == Before::Nothing {
            return found;
        }
        let mut readings = [PLAIN; MOST_READINGS];
        let count = self.readings(token, &mut readings);
        readings.iter().take(count).find_map(|reading| {
            let read = word.read(token, *reading);
            read.then(|| self.longest(&word, first, first, MOST_WORDS))?
        })
    }

    /// Whether nothing in the list begins at a word, wherever it stands.
    fn is_barren(&mut self, place: usize, token: &Token<'input>) -> bool {
        if self.rules.before != Before::Nothing {
            return false;
        }
        if let Barren::Noted(notes, of) = &self.barren {
            return notes.get(place).and_then(of) == Some(false);
        }
        // Most words were met before.
        if let Barren::Met(words, of) = &mut self.barren {
            if let Some(begins) = *of(words.get(token.written, Begins::default)) {
                return !begins;
            }
        }
        let mut barren = std::mem::take(&mut self.barren);
        let begins = || {
            let mut word = Word::new();
            word.read(token, PLAIN) && self.begins(&word, token)
        };
        let is_barren = match &mut barren {
            Barren::Met(words, of) => {
                let known = of(words.get(token.written, Begins::default));
                !*known.get_or_insert_with(begins)
            }
            Barren::OfText(words) => {
                words.contains(token.written)
                    || !begins() && {
                        words.insert(token.written);
                        true
                    }
            }
            Barren::Noted(..) => false,
        };
        self.barren = barren;
        is_barren
    }

    /// Whether something in the list begins with a word.
    fn begins(&self, word: &Word, token: &Token<'_>) -> bool {
        let capital = token.written.chars().any(char::is_uppercase);
        word.beginnings(self.most_rest).any(|length| {
            let entry = word.hash_of(length).and_then(|hash| self.list.get(finish(hash)));
            entry.is_some_and(|entry| {
                let rest = word.rest_behind(length);
                let covers = |value: &u16| {
                    self.admit.may_admit(*value, capital)
                        && covers(self.admit.cover(*value), self.rules, length, rest)
                };
                goes_on(entry, self.rules, length, rest) || entry.values.iter().any(covers)
            })
        })
    }

    /// The ways to read a word without what may be written before it.
    fn readings(&self, token: &Token<'_>, readings: &mut [Reading; MOST_READINGS]) -> usize {
        let mut beginning = ['\0'; 4];
        let mut letters = 0;
        for letter in token.lower().chars().filter_map(fold_letter) {
            if let Some(slot) = beginning.get_mut(letters) {
                *slot = letter;
            }
            letters += 1;
        }
        let mut count = 0;
        let mut push = |start: usize, hash: u64| {
            if letters >= start + SHORTEST_AFTER {
                if let Some(free) = readings.get_mut(count) {
                    *free = Reading { start, hash };
                    count += 1;
                }
            }
        };
        let letter = |place: usize| beginning.get(place).copied().unwrap_or('\0');
        match self.rules.before {
            Before::Nothing => {}
            Before::Hebrew => {
                // Two letters and more only after `and` and `that`, or before the article.
                for start in 1..=3 {
                    let this = letter(start - 1);
                    let chain = match start {
                        1 => true,
                        2 => matches!(letter(0), 'ו' | 'ש') || this == 'ה',
                        _ => letter(0) == 'ו',
                    };
                    if !chain || !matches!(this, 'מ' | 'ש' | 'ה' | 'ו' | 'כ' | 'ל' | 'ב') {
                        break;
                    }
                    push(start, START);
                }
            }
            Before::Arabic => {
                let conjunction = usize::from(matches!(letter(0), 'و' | 'ف'));
                if conjunction > 0 {
                    push(1, START);
                }
                for start in if conjunction > 0 { 0..2 } else { 0..1 } {
                    match (letter(start), letter(start + 1)) {
                        ('ل', 'ل') => {
                            push(start + 2, step(step(START, 'ا'), 'ل'));
                            push(start + 2, START);
                        }
                        ('ا', 'ل') => push(start + 2, START),
                        ('ب' | 'ك' | 'ل', 'ا') if letter(start + 2) == 'ل' => {
                            push(start + 1, START);
                            push(start + 3, START);
                        }
                        ('ب' | 'ك' | 'ل', _) => push(start + 1, START),
                        _ => {}
                    }
                }
            }
        }
        count
    }

    fn longest(
        &self,
        word: &Word,
        first: usize,
        place: usize,
        words_left: usize,
    ) -> Option<Found<'list>> {
        let mut best: Option<Found<'list>> = None;
        for length in word.beginnings(self.most_rest).rev() {
            let hash = word.hash_of(length)?;
            let Some(entry) = self.list.get(finish(hash)) else { continue };
            let rest = word.rest_behind(length);
            if words_left > 1 && goes_on(entry, self.rules, length, rest) {
                if let Some(longer) = self.next(first, place, step(hash, ' '), words_left) {
                    return Some(longer);
                }
            }
            if best.is_none() && self.admitted(entry, first, place, length, rest) {
                best = Some(Found { last: place, length, rest, values: entry.values });
            }
        }
        best
    }

    /// Goes on in the next word.
    fn next(
        &self,
        first: usize,
        place: usize,
        hash: u64,
        words_left: usize,
    ) -> Option<Found<'list>> {
        let (this, next) = (self.tokens.get(place)?, self.tokens.get(place + 1)?);
        let gap = self.text.get(this.span.end..next.span.start)?;
        if gap.len() > WIDEST_GAP || !gap.chars().all(is_gap) {
            return None;
        }
        let mut word = Word::new();
        let read = word.read(next, Reading { start: 0, hash });
        read.then(|| self.longest(&word, first, place + 1, words_left - 1))?
    }

    fn admitted(
        &self,
        entry: Entry<'_>,
        first: usize,
        last: usize,
        length: usize,
        rest: usize,
    ) -> bool {
        let Some(span) = self.span(first, last) else { return false };
        entry.values.iter().any(|value| self.admits(*value, length, rest, span.clone()))
    }

    /// Whether one value may stand for the words of a span.
    pub(super) fn admits(
        &self,
        value: u16,
        length: usize,
        rest: usize,
        span: Range<usize>,
    ) -> bool {
        let cover = self.admit.cover(value);
        covers(cover, self.rules, length, rest) && self.admit.admits(value, cover, span)
    }

    /// Where words stand in the text.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.tokens.get(first)?.span.start..self.tokens.get(last)?.span.end)
    }
}

/// Whether a longer form may go on behind a key of so many letters with so many more.
fn goes_on(entry: Entry<'_>, rules: Rules, length: usize, rest: usize) -> bool {
    entry.goes_on && rest <= rules.rest_after(length + 1)
}

/// Whether a key of so many letters covers a word with so many more.
fn covers(cover: Cover, rules: Rules, length: usize, rest: usize) -> bool {
    match cover {
        Cover::Whole => rest == 0,
        Cover::Bounded => rest <= rules.rest_after(length),
        Cover::Ending => rest > 0 && rest <= rules.rest_after(length),
        Cover::Stem => true,
        Cover::Sign => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_read_as_any_letters_are() {
        for written in
            ["", "Paris", "O'Neill", "Guinea-Bissau", "a:b", "-", "'", "R2D2", &"x".repeat(40)]
        {
            for start in 0..4 {
                let reading = Reading { start, hash: START };
                let mut words = [(); 2].map(|()| Word::new());
                let [one, other] = &mut words;
                let read = one.add(written.to_lowercase().chars(), reading);
                assert_eq!(read, other.add_ascii(written, reading), "{written}");
                assert_eq!((one.hashes, one.length), (other.hashes, other.length), "{written}");
                assert_eq!(one.parts, other.parts, "{written}");
            }
        }
    }
}
