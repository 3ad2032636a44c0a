//! Letters that say which language a word is not in, or is.

use super::table::{Group, MOST_LANGUAGES, Table};
use crate::language::tag::LanguageTag;
use crate::language::words;

/// Symbols of a script.
const SYMBOLS: usize = 256;

/// What the letters of each group say of its languages.
pub(super) struct Letters {
    /// By group and symbol: the number of what it says, 0 for nothing.
    groups: Vec<Vec<u8>>,
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
    pub(super) fn new(
        table: &Table,
        column: impl Fn(&Group, LanguageTag) -> Option<usize>,
    ) -> Self {
        let mut says: Vec<Vec<(u8, f32)>> = vec![Vec::new()];
        let mut groups = Vec::new();
        let mut apostrophe = Vec::new();
        for (number, group) in (0u16..).zip(&table.groups) {
            let mut by_symbol: Vec<Vec<(u8, f32)>> = vec![Vec::new(); SYMBOLS];
            for (name, nats, letters) in words::alphabets() {
                let place = name.parse().ok().and_then(|language| column(group, language));
                let Some(place) = place.and_then(|place| u8::try_from(place).ok()) else {
                    continue;
                };
                for letter in letters.chars() {
                    let symbol = table.symbol(number, letter) as usize;
                    if let Some(known) = by_symbol.get_mut(symbol).filter(|_| symbol != 0) {
                        known.push((place, nats));
                    }
                }
            }
            let numbers = by_symbol.into_iter().map(|said| {
                if said.is_empty() {
                    return 0;
                }
                let known = says.iter().position(|known| *known == said);
                let place = known.unwrap_or_else(|| {
                    says.push(said);
                    says.len() - 1
                });
                u8::try_from(place).unwrap_or(0)
            });
            groups.push(numbers.collect());
            apostrophe.push("uz".parse().ok().and_then(|uzbek| column(group, uzbek)));
        }
        Self { groups, says, apostrophe }
    }

    /// What the letters of one group say.
    pub(super) fn group(&self, number: u16) -> &[u8] {
        self.groups.get(usize::from(number)).map_or(&[], Vec::as_slice)
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
        let number = says.get(symbol as usize).copied().unwrap_or(0);
        if number == 0 || self.seen.iter().take(self.count).any(|seen| *seen == number) {
            return;
        }
        if let Some(place) = self.seen.get_mut(self.count) {
            *place = number;
            self.count += 1;
        }
    }
}
