//! The built-in model: n-gram table and word lists, and the score of a text under it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues::Cues;
use super::letters::{Letters, Word};
use super::table::{BOUNDARY, Group, Losses, MOST_LANGUAGES, Table, UNIT};
use crate::language::tag::LanguageTag;
use crate::language::words;

/// Nats for a word on a language's list of frequent words. Between 0.6 and 2 nothing changes by more
/// than 0.1 point: the n-grams know the short words already.
const FREQUENT: f32 = 1.5;
/// The same for a language whose n-grams are a relative's: the words decide, and bring it 10 to 40
/// points on eight words.
const FREQUENT_LITTLE: f32 = 2.0;
/// Nats for a word that only one of some close languages uses.
const MARKER: f32 = 3.0;
/// What a capitalized word inside a sentence counts: it is a name, and names are from anywhere.
const CAPITALIZED: f32 = 0.3;
/// From this share of capitalized words on, capitals say nothing: a headline in title case.
const TITLE_CASE: f32 = 0.7;
/// Letters looked at: more change no answer.
const SAMPLE: u32 = 4000;

/// Everything the detector knows; built once.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(Model::built_in);

/// The n-gram table with the word lists.
pub(super) struct Model {
    pub(super) table: Table,
    /// Word hashes to where their entries are.
    words: FxHashMap<u64, (u32, u32)>,
    /// Column and whether the word is a marker.
    entries: Vec<(u8, bool)>,
    cues: Cues,
    letters: Letters,
}

/// How well each language of a group explains a text.
pub(super) struct Scores {
    /// Nats, the more the likelier; by column.
    pub(super) nats: [f32; MOST_LANGUAGES],
    /// Letters and word ends that were weighed, names at their weight.
    pub(super) symbols: f32,
    /// Nats a symbol that the best language loses against the best of each row: small in a text of
    /// that language, large in one of a language that is not known.
    pub(super) strangeness: f32,
}

/// Sums of one sort of word.
struct Sum {
    nats: [f32; MOST_LANGUAGES],
    rows: u32,
    words: u32,
}

impl Sum {
    const NONE: Self = Self { nats: [0.0; MOST_LANGUAGES], rows: 0, words: 0 };

    fn take(&mut self, losses: &mut Losses, rows: u32, half: usize) {
        let (low, high) = self.nats.split_at_mut(half.min(MOST_LANGUAGES));
        for (nats, loss) in low.iter_mut().zip(&losses.low) {
            *nats -= f32::from(*loss) * UNIT;
        }
        for (nats, loss) in high.iter_mut().zip(losses.high.iter().take(half)) {
            *nats -= f32::from(*loss) * UNIT;
        }
        self.rows += rows;
        *losses = Losses::NONE;
    }
}

impl Model {
    fn built_in() -> Self {
        let table = Table::built_in();
        let mut found: Vec<(u64, u8, bool)> = Vec::with_capacity(9000);
        let lists =
            words::all().chain(words::second_scripts()).map(|(tag, list)| (tag, list, false));
        for (name, list, marker) in lists.chain(words::markers().map(|(tag, w)| (tag, w, true))) {
            let language = tag(name);
            for (number, group) in (0..).zip(&table.groups) {
                let column = group.column(language).and_then(|column| u8::try_from(column).ok());
                let Some(column) = column else { continue };
                for word in words::split(list) {
                    let hash = word.chars().filter(|character| !is_mark(*character)).try_fold(
                        u64::from(number),
                        |hash, character| {
                            let symbol = table.symbol(number, character);
                            (symbol != 0).then(|| extend(hash, symbol))
                        },
                    );
                    found.extend(hash.map(|hash| (hash, column, marker)));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut words = FxHashMap::default();
        words.reserve(found.len());
        for (place, (hash, _, _)) in (0u32..).zip(&found) {
            words.entry(*hash).or_insert((place, place)).1 = place + 1;
        }
        let entries = found.into_iter().map(|(_, column, marker)| (column, marker)).collect();
        let cues = Cues::new(&table);
        let letters = Letters::new(&table);
        Self { table, words, entries, cues, letters }
    }

    fn entries(&self, hash: u64) -> &[(u8, bool)] {
        let Some((begin, end)) = self.words.get(&hash) else { return &[] };
        self.entries.get(*begin as usize..*end as usize).unwrap_or_default()
    }

    /// Scores a text under the languages of one script.
    pub(super) fn score(&self, text: &str, number: u16, group: &Group) -> Scores {
        let half = group.half();
        let (mut plain, mut names) = (Sum::NONE, Sum::NONE);
        let mut bonus = [0.0f32; MOST_LANGUAGES];
        let mut losses = Losses::NONE;
        let mut rows = 0;
        let mut letters = 0;
        let (mut key, mut inside, mut capital, mut beginning) = (BOUNDARY, false, false, true);
        let mut hash = u64::from(number);
        let says = self.letters.group(number);
        let mut word = Word::NONE;
        let mut last = ' ';
        let mut characters = text.chars().chain(Some(' ')).peekable();
        while let Some(character) = characters.next() {
            let symbol = self.table.symbol(number, character);
            if symbol != 0 {
                word.note(says, symbol);
                if !inside {
                    (inside, capital) = (true, character.is_uppercase());
                }
                last = character;
                key = key << 8 | symbol;
                hash = extend(hash, symbol);
                letters += 1;
                if let Some(row) = group.longest(key) {
                    group.add(row, &mut losses);
                    rows += 1;
                }
                if rows >= Losses::MOST_ROWS - 1 {
                    plain.take(&mut losses, rows, half);
                    rows = 0;
                }
                continue;
            }
            self.letters.note_other(number, character, &mut word);
            if !inside {
                beginning |= is_sentence_end(character);
                continue;
            }
            if key != BOUNDARY {
                if let Some(row) = group.longest(key << 8 | BOUNDARY) {
                    group.add(row, &mut losses);
                    rows += 1;
                }
                key = BOUNDARY;
            }
            if is_mark(character) {
                continue;
            }
            if is_turned_comma(character)
                && ends_in_o_or_g(last)
                && characters.peek().is_some_and(|next| self.table.symbol(number, *next) != 0)
            {
                self.letters.add_apostrophe(number, &mut bonus);
            }
            let entries = self.entries(hash);
            for (column, marker) in entries {
                let nats = match marker {
                    true => MARKER,
                    false if group.is_little(usize::from(*column)) => FREQUENT_LITTLE,
                    false => FREQUENT,
                };
                if let Some(sum) = bonus.get_mut(usize::from(*column)) {
                    *sum += nats;
                }
            }
            let name = capital && !beginning && entries.is_empty();
            self.letters.add(&mut word, if name { CAPITALIZED } else { 1.0 }, &mut bonus);
            let sum = if name { &mut names } else { &mut plain };
            sum.take(&mut losses, rows, half);
            sum.words += 1;
            if capital && !name {
                names.words += 1;
                plain.words -= 1;
            }
            rows = 0;
            (inside, beginning) = (false, is_sentence_end(character));
            hash = u64::from(number);
            if letters >= SAMPLE {
                break;
            }
        }
        let all_words = (plain.words + names.words).max(1) as f32;
        let title = names.words as f32 / all_words >= TITLE_CASE;
        let weight = if title { 1.0 } else { CAPITALIZED };
        let mut nats = plain.nats;
        for (nats, name) in nats.iter_mut().zip(names.nats) {
            *nats += weight * name;
        }
        let symbols = plain.rows as f32 + weight * names.rows as f32;
        let best = nats.iter().take(group.languages.len()).copied().fold(f32::MIN, f32::max);
        for (nats, bonus) in nats.iter_mut().zip(bonus).take(group.languages.len()) {
            *nats += bonus;
        }
        let mut likely = best_two(nats.get(..group.languages.len()).unwrap_or(&nats));
        if likely.clone().any(|column| self.cues.tell(number, column)) {
            let inside = likely.any(|column| self.cues.tell_inside(number, column));
            self.cues.add(text, number, &self.table, inside, &mut nats);
        }
        Scores { nats, symbols, strangeness: -best / symbols.max(1.0) }
    }
}

fn tag(name: &str) -> LanguageTag {
    name.parse().unwrap_or(LanguageTag::UNDETERMINED)
}

/// Diacritics that follow their letter, as Yoruba and Vietnamese are sometimes written; the models
/// part words at them.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// The columns of the two likeliest languages.
fn best_two(nats: &[f32]) -> impl Iterator<Item = usize> + Clone + use<> {
    let mut best = [(f32::MIN, 0), (f32::MIN, 0)];
    for (column, nats) in nats.iter().enumerate() {
        if *nats > best[0].0 {
            best = [(*nats, column), best[0]];
        } else if *nats > best[1].0 {
            best[1] = (*nats, column);
        }
    }
    best.into_iter().map(|(_, column)| column)
}

/// The comma that Uzbek turns over, and what is typed for it.
fn is_turned_comma(character: char) -> bool {
    matches!(character, 'ʻ' | '‘' | '’' | '\'' | '`' | 'ʼ')
}

fn ends_in_o_or_g(last: char) -> bool {
    matches!(last, 'o' | 'O' | 'g' | 'G')
}

fn is_sentence_end(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | ':' | '…' | '۔' | '؟' | '।' | '\n')
}

pub(super) fn extend(hash: u64, symbol: u64) -> u64 {
    (hash.rotate_left(5) ^ symbol).wrapping_mul(0x517c_c1b7_2722_0a95)
}

impl Scores {
    /// No text.
    pub(super) const NONE: Self =
        Self { nats: [0.0; MOST_LANGUAGES], symbols: 0.0, strangeness: 0.0 };

    /// Adds the scores of another text of the same script.
    pub(super) fn add(&mut self, other: &Self, weight: f32) {
        for (nats, more) in self.nats.iter_mut().zip(other.nats) {
            *nats += weight * more;
        }
        let symbols = self.symbols + weight * other.symbols;
        if symbols > 0.0 {
            let strange = self.strangeness * self.symbols;
            self.strangeness = (strange + other.strangeness * weight * other.symbols) / symbols;
        }
        self.symbols = symbols;
    }
}
