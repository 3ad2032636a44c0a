//! Letters that say which language a word is not in, or is.

use rustc_hash::FxHashMap;

use super::table::{MOST_LANGUAGES, Table};
use crate::language::words;

/// Symbols of a script.
const SYMBOLS: usize = 256;

/// What the letters of each group say of its languages.
pub(super) struct Letters {
    /// By group and symbol: the number of what it says, 0 for nothing.
    groups: Vec<Vec<u8>>,
    /// The same for letters that the n-gram table does not have.
    others: FxHashMap<(u16, char), u8>,
    /// Column and nats.
    says: Vec<Vec<(u8, f32)>>,
    /// By group: the language that writes oʻ and gʻ.
    apostrophe: Vec<Option<usize>>,
}

/// The languages that a word has spoken of already, and what it said.
pub(super) struct Word {
    seen: [u8; 4],
    count: usize,
}

/// Nats of oʻ or gʻ within a word, which no language but Uzbek writes so often.
const APOSTROPHE: f32 = 2.0;

impl Letters {
    pub(super) fn new(table: &Table) -> Self {
        let mut says: Vec<Vec<(u8, f32)>> = vec![Vec::new()];
        let mut groups = Vec::new();
        let mut others = FxHashMap::default();
        let mut apostrophe = Vec::new();
        for (number, group) in (0u16..).zip(&table.groups) {
            // In the order of the lists, so that numbers are the same in each run.
            let mut by_letter: Vec<(char, Vec<(u8, f32)>)> = Vec::new();
            for (name, nats, letters) in words::alphabets() {
                let place = name.parse().ok().and_then(|language| group.column(language));
                let Some(place) = place.and_then(|place| u8::try_from(place).ok()) else {
                    continue;
                };
                for letter in letters.chars() {
                    match by_letter.iter_mut().find(|(known, _)| *known == letter) {
                        Some((_, said)) => said.push((place, nats)),
                        None => by_letter.push((letter, vec![(place, nats)])),
                    }
                }
            }
            let mut numbers = vec![0; SYMBOLS];
            for (letter, said) in by_letter {
                let known = says.iter().position(|known| *known == said);
                let place = known.unwrap_or_else(|| {
                    says.push(said);
                    says.len() - 1
                });
                let place = u8::try_from(place).unwrap_or(0);
                match table.symbol(number, letter) as usize {
                    0 => {
                        others.insert((number, letter), place);
                    }
                    symbol => {
                        if let Some(number) = numbers.get_mut(symbol) {
                            *number = place;
                        }
                    }
                }
            }
            groups.push(numbers);
            apostrophe.push("uz".parse().ok().and_then(|uzbek| group.column(uzbek)));
        }
        Self { groups, others, says, apostrophe }
    }

    /// What the letters of one group say.
    pub(super) fn group(&self, number: u16) -> &[u8] {
        self.groups.get(usize::from(number)).map_or(&[], Vec::as_slice)
    }

    /// Notes what a letter says that the table does not have.
    #[inline]
    pub(super) fn note_other(&self, number: u16, letter: char, word: &mut Word) {
        if !letter.is_ascii() {
            if let Some(said) = self.others.get(&(number, letter)) {
                word.note_number(*said);
            }
        }
    }

    /// Adds what the letters of a word said, each once.
    pub(super) fn add(&self, word: &mut Word, weight: f32, nats: &mut [f32; MOST_LANGUAGES]) {
        for number in word.seen.iter().take(std::mem::take(&mut word.count)) {
            for (column, more) in self.says.get(usize::from(*number)).into_iter().flatten() {
                if let Some(nats) = nats.get_mut(usize::from(*column)) {
                    *nats += weight * more;
                }
            }
        }
    }

    /// Adds what an oʻ or gʻ within a word says.
    pub(super) fn add_apostrophe(&self, number: u16, nats: &mut [f32; MOST_LANGUAGES]) {
        let column = self.apostrophe.get(usize::from(number)).copied().flatten();
        if let Some(nats) = column.and_then(|column| nats.get_mut(column)) {
            *nats += APOSTROPHE;
        }
    }
}

impl Word {
    pub(super) const NONE: Self = Self { seen: [0; 4], count: 0 };

    /// Notes what a letter says, if it is something new.
    #[inline]
    pub(super) fn note(&mut self, says: &[u8], symbol: u64) {
        self.note_number(says.get(symbol as usize).copied().unwrap_or(0));
    }

    #[inline]
    fn note_number(&mut self, number: u8) {
        if number == 0 || self.seen.iter().take(self.count).any(|seen| *seen == number) {
            return;
        }
        if let Some(place) = self.seen.get_mut(self.count) {
            *place = number;
            self.count += 1;
        }
    }
}
