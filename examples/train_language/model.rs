//! From conditional n-gram probabilities inside words to counts with word boundaries.
//!
//! A lingua model holds `ln P(last | before)` of all n-grams of one to five letters that lie inside
//! a word. What is missing from `Σ P(x | g)` to 1 is the probability that a word ends after `g`,
//! and what is missing from `Σ count(x g)` to `count(g)` is how often one begins with it; so the
//! n-grams that touch a boundary, which decide on single words, can be had from them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use fst::{Map, Streamer};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::annotations;
use super::sources::{ANNOTATED, HAN, Letters, RELATIVES, Source};
use unicode_script::{Script, UnicodeScript};

/// Up to five symbols of 16 bits would not fit 64; twelve bits are enough for any group.
const BITS: u32 = 12;
/// The symbol of a word boundary.
pub(crate) const BOUNDARY: u64 = 1;
/// The longest n-gram.
pub(crate) const LONGEST: u32 = 5;
/// Letters rarer than this in every language of the group are left out.
const RAREST_LETTER: f64 = 8e-6;
/// Probability of a letter that a language's model does not have: foreign names.
const FLOOR: f64 = 1e-6;

/// What the relative of a language counts against the counts of [`SCALE`].
const RELATIVE_WEIGHT: f64 = 60.0;
/// A text of 20,000 letters or so for a language of which little is known.
const SCALE: f64 = 30_000.0;

/// What a phrase of CLDR counts for each of its words; 1 and 3 differ by less than .1 point.
const ANNOTATED_WEIGHT: f64 = 1.0;
/// The share of a relative in what a language with words of CLDR has not seen: with 1, Turkish loses
/// 9 points to Turkmen on sentences, with 0 Javanese 10 to Indonesian on four words.
const ANNOTATED_SHARE: f64 = 0.15;
/// What that counts against the language's own counts.
const ANNOTATED_SMOOTHING: f64 = 20.0;
/// Letters rarer than this in the words of CLDR are left out.
const RAREST_ANNOTATED: f64 = 3.0;

/// An n-gram: symbols, the last in the lowest bits.
pub(crate) type Key = u64;

/// The models of a group.
pub(crate) struct Trained {
    /// The tags, in the order of the columns.
    pub(crate) languages: Vec<&'static str>,
    /// The letters, in the order of their symbols from 2.
    pub(crate) letters: Vec<char>,
    /// n-gram counts of each language.
    pub(crate) counts: Vec<FxHashMap<Key, f64>>,
    /// For each history its count and how many symbols follow it.
    following: Vec<FxHashMap<Key, (f64, f64)>>,
    /// The columns of each language's relatives.
    relatives: Vec<Vec<usize>>,
}

impl Trained {
    /// All symbols of the language's text.
    pub(crate) fn total(&self, language: usize) -> f64 {
        self.following[language].get(&0).map_or(1.0, |entry| entry.0)
    }

    /// P(last symbol | those before), smoothed by shorter histories (Witten and Bell).
    ///
    /// A language with a relative takes from it, not from shorter histories, what it has not seen;
    /// one with words of CLDR a part.
    pub(crate) fn probability(&self, language: usize, key: Key) -> f64 {
        let count = self.counts[language].get(&key).copied().unwrap_or(0.0);
        let relatives = &self.relatives[language];
        if !relatives.is_empty() {
            let total = match length(key) {
                1 => self.total(language),
                _ => self.following[language].get(&(key >> BITS)).map_or(0.0, |entry| entry.0),
            };
            let other: f64 =
                relatives.iter().map(|relative| self.probability(*relative, key)).sum();
            let other = other / relatives.len() as f64;
            if !ANNOTATED.contains(&self.languages[language]) {
                return (count + RELATIVE_WEIGHT * other) / (total + RELATIVE_WEIGHT);
            }
            let shorter = match length(key) {
                1 => other,
                _ => self.probability(language, without_first(key)),
            };
            let unseen = ANNOTATED_SHARE * other + (1.0 - ANNOTATED_SHARE) * shorter;
            return (count + ANNOTATED_SMOOTHING * unseen) / (total + ANNOTATED_SMOOTHING);
        }
        if length(key) == 1 {
            return count / self.total(language) + FLOOR;
        }
        let shorter = self.probability(language, without_first(key));
        let (total, kinds) =
            self.following[language].get(&(key >> BITS)).copied().unwrap_or((0.0, 0.0));
        let weight = kinds.max(1.0) + 2.0;
        (count + weight * shorter) / (total + weight)
    }
}

/// How many symbols the n-gram has.
pub(crate) fn length(key: Key) -> u32 {
    (64 - key.leading_zeros()).div_ceil(BITS)
}

/// The n-gram without its first symbol.
pub(crate) fn without_first(key: Key) -> Key {
    key & ((1 << (BITS * (length(key) - 1))) - 1)
}

/// The symbols, first to last.
pub(crate) fn symbols(key: Key) -> impl Iterator<Item = u64> {
    (0..length(key)).rev().map(move |place| key >> (BITS * place) & ((1 << BITS) - 1))
}

fn find_crate(models: &Path, prefix: &str) -> Result<PathBuf, Box<dyn Error>> {
    let mut found: Vec<PathBuf> = fs::read_dir(models)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|n| n.starts_with(prefix))
        })
        .collect();
    found.sort();
    found.pop().ok_or_else(|| format!("no {prefix}… in {}", models.display()).into())
}

fn read(path: &Path, inputs: &mut Vec<String>) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let folder = path.ancestors().nth(2).and_then(Path::file_name).unwrap_or_default();
    let folder = folder.to_string_lossy();
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    inputs.push(format!("{folder} {digest}"));
    Ok(bytes)
}

/// n-grams of a lingua model with the logarithms of their conditional probabilities.
fn lingua(
    models: &Path,
    name: &str,
    inputs: &mut Vec<String>,
) -> Result<Vec<(String, f64)>, Box<dyn Error>> {
    let folder = find_crate(models, &format!("lingua-{name}-language-model-"))?;
    let map = Map::new(read(&folder.join("models/ngrams.fst"), inputs)?)?;
    let mut grams = Vec::with_capacity(map.len());
    let mut stream = map.stream();
    while let Some((key, value)) = stream.next() {
        grams.push((std::str::from_utf8(key)?.to_owned(), f64::from_bits(value)));
    }
    Ok(grams)
}

/// Joint probabilities, in units of the rarest letter's: counts.
fn lingua_counts(grams: &[(String, f64)]) -> Vec<(String, f64)> {
    let mut joint: FxHashMap<&str, f64> = FxHashMap::default();
    let mut rarest = 1.0f64;
    let mut counts = Vec::with_capacity(grams.len());
    // In order of their text, so a prefix comes before what continues it.
    for (gram, logarithm) in grams {
        let last = gram.char_indices().last().map_or(0, |(place, _)| place);
        let probability = match last {
            0 => logarithm.exp(),
            _ => match joint.get(&gram[..last]) {
                Some(before) => before * logarithm.exp(),
                None => continue,
            },
        };
        if last == 0 {
            rarest = rarest.min(probability);
        }
        joint.insert(gram, probability);
        counts.push((gram.clone(), probability));
    }
    for (_, count) in &mut counts {
        *count /= rarest;
    }
    counts
}

/// Counts of the n-grams of a text as it is written in another alphabet.
///
/// A letter may be two there, and an n-gram begin or end within it: each n-gram of the one is
/// counted at the shortest n-gram of the other that it is in, so at each place once.
fn respelled(counts: &[(String, f64)], letters: Letters) -> Vec<(String, f64)> {
    let mut found: FxHashMap<String, f64> = FxHashMap::default();
    for (gram, count) in counts {
        let spelled: Option<Vec<&str>> = gram
            .chars()
            .map(|letter| letters.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to))
            .collect();
        let Some(spelled) = spelled else { continue };
        let whole: Vec<char> = spelled.iter().flat_map(|letters| letters.chars()).collect();
        let of = |place: usize| spelled.get(place).map_or(1, |letters| letters.chars().count());
        let ends = whole.len() + 1 - of(spelled.len() - 1)..=whole.len();
        for begin in 0..of(0) {
            for end in ends.clone().filter(|end| *end > begin && end - begin <= LONGEST as usize) {
                *found.entry(whole[begin..end].iter().collect()).or_default() += count;
            }
        }
    }
    let mut found: Vec<(String, f64)> = found.into_iter().collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Adds the n-grams that touch a boundary.
fn with_boundaries(inside: &[(Key, f64)]) -> FxHashMap<Key, f64> {
    // Differences below this are rounding.
    const LEAST: f64 = 0.3;
    let mut counts: FxHashMap<Key, f64> = FxHashMap::default();
    let mut starts: FxHashMap<Key, f64> = FxHashMap::default();
    let mut ends: FxHashMap<Key, f64> = FxHashMap::default();
    for &(key, count) in inside {
        *counts.entry(key).or_default() += count;
        if length(key) < LONGEST {
            *ends.entry(key).or_default() += count;
            *starts.entry(key).or_default() += count;
        }
        if length(key) > 1 {
            *ends.entry(key >> BITS).or_default() -= count;
            *starts.entry(without_first(key)).or_default() -= count;
        }
    }
    let mut whole: FxHashMap<Key, f64> = FxHashMap::default();
    let mut words = 0.0;
    for &(key, _) in inside.iter().filter(|(key, _)| length(*key) < LONGEST) {
        let size = length(key);
        let end = ends.get(&key).copied().unwrap_or(0.0);
        if end > LEAST {
            counts.insert(key << BITS | BOUNDARY, end);
        }
        let start = starts.get(&key).copied().unwrap_or(0.0);
        if start <= LEAST {
            continue;
        }
        counts.insert(BOUNDARY << (BITS * size) | key, start);
        if size == 1 {
            words += start;
        }
        if size < LONGEST - 1 {
            *whole.entry(key).or_default() += start;
        }
        if size > 1 {
            *whole.entry(key >> BITS).or_default() -= start;
        }
    }
    for (key, count) in whole {
        if count > LEAST {
            counts.insert(BOUNDARY << (BITS * (length(key) + 1)) | key << BITS | BOUNDARY, count);
        }
    }
    counts.insert(BOUNDARY, words);
    counts
}

/// Trigrams of a language in whatlang, most frequent first; blanks are boundaries.
fn whatlang(source: &str, variant: &str) -> Vec<[char; 3]> {
    let Some(begin) = source.find(&format!("Lang::{variant},")) else { return Vec::new() };
    let profile = &source[begin..];
    let profile = &profile[..profile[10..].find("Lang::").map_or(profile.len(), |end| end + 10)];
    profile
        .lines()
        .filter_map(|line| {
            let inside = line.trim().strip_prefix("Trigram(")?;
            let mut found = Vec::new();
            for part in inside.split('\'') {
                let part = part.replace("\\u{", "").replace('}', "");
                let mut characters = part.chars();
                match (characters.next(), characters.next()) {
                    (Some(single), None) => found.push(single),
                    (Some(_), Some(_)) if part.len() >= 3 && !part.contains(',') => {
                        found.extend(u32::from_str_radix(&part, 16).ok().and_then(char::from_u32));
                    }
                    _ => {}
                }
            }
            <[char; 3]>::try_from(found).ok()
        })
        .collect()
}

/// Counts of all n-grams of a padded word.
fn add_word(counts: &mut FxHashMap<Key, f64>, word: &[u64], weight: f64) {
    for begin in 0..word.len() {
        let mut key = 0;
        for symbol in word.iter().skip(begin).take(LONGEST as usize) {
            key = key << BITS | symbol;
            *counts.entry(key).or_default() += weight;
        }
    }
}

struct Alphabet {
    letters: Vec<char>,
    symbols: FxHashMap<char, u64>,
}

impl Alphabet {
    fn symbol(&mut self, letter: char) -> u64 {
        // Blanks, hyphens, apostrophes: the detector parts words at them, in any language.
        if letter.script() == Script::Common {
            return BOUNDARY;
        }
        *self.symbols.entry(letter).or_insert_with(|| {
            self.letters.push(letter);
            self.letters.len() as u64 + 1
        })
    }
}

/// Reads the models of a group.
pub(crate) fn train(
    source: &Source,
    models: &Path,
    cldr: &Path,
    inputs: &mut Vec<String>,
) -> Result<Trained, Box<dyn Error>> {
    let mut alphabet = Alphabet { letters: Vec::new(), symbols: FxHashMap::default() };
    let mut languages = Vec::new();
    let mut counts = Vec::new();
    let mut raw = Vec::new();
    for (name, tag) in source.lingua {
        raw.push((*tag, lingua_counts(&lingua(models, name, inputs)?)));
    }
    for (name, tag, letters) in source.respelled {
        raw.push((*tag, respelled(&lingua_counts(&lingua(models, name, inputs)?), letters)));
    }
    // Letters that matter, in the order of their code.
    let mut frequent: Vec<char> = Vec::new();
    for (_, counts) in &raw {
        let single = counts.iter().filter(|(gram, _)| gram.chars().count() == 1);
        let all: f64 = single.clone().map(|(_, count)| count).sum();
        let single = single.filter(|(_, count)| count / all >= RAREST_LETTER);
        let letters = single.filter_map(|(gram, _)| gram.chars().next());
        frequent.extend(letters.filter(|letter| letter.script().short_name() == source.script));
    }
    frequent.sort_unstable();
    frequent.dedup();
    for letter in frequent.into_iter().chain(source.letters.chars()) {
        alphabet.symbol(letter);
    }
    let little = source.whatlang.iter().map(|(_, tag)| tag).chain(source.words);
    let mut annotated: FxHashMap<&str, BTreeMap<String, f64>> = FxHashMap::default();
    let mut letters: BTreeMap<char, f64> = BTreeMap::new();
    for tag in little.filter(|tag| ANNOTATED.contains(tag)) {
        let words = annotations::words(cldr, tag, inputs)?;
        for (word, count) in &words {
            for letter in word.chars().filter(|l| l.script().short_name() == source.script) {
                *letters.entry(letter).or_default() += count;
            }
        }
        annotated.insert(tag, words);
    }
    for (letter, count) in letters {
        if count >= RAREST_ANNOTATED {
            alphabet.symbol(letter);
        }
    }
    for (tag, grams) in &raw {
        let inside: Vec<(Key, f64)> = grams
            .iter()
            .filter_map(|(gram, count)| {
                let key = gram.chars().try_fold(0, |key, letter| {
                    Some(key << BITS | alphabet.symbols.get(&letter)?)
                })?;
                Some((key, *count))
            })
            .collect();
        languages.push(*tag);
        counts.push(with_boundaries(&inside));
    }
    // What a language known from little takes for letters it has not been seen with.
    let mut usual: FxHashMap<Key, f64> = FxHashMap::default();
    for known in &counts {
        let total: f64 = known.iter().filter(|(key, _)| length(**key) == 1).map(|e| e.1).sum();
        for (key, count) in known.iter().filter(|(key, _)| length(**key) == 1) {
            *usual.entry(*key).or_default() += count / total / source.lingua.len() as f64;
        }
    }
    let mut profiles = String::new();
    if !source.whatlang.is_empty() {
        let folder = find_crate(models, "whatlang-")?;
        profiles = String::from_utf8(read(&folder.join("src/trigrams/profiles.rs"), inputs)?)?;
    }
    let by_words = source.words.iter().map(|tag| ("", *tag));
    for (variant, tag) in source.whatlang.iter().copied().chain(by_words) {
        let trigrams = if variant.is_empty() { Vec::new() } else { whatlang(&profiles, variant) };
        languages.push(tag);
        let mut little = little_counts(&trigrams, tag, &usual, &mut alphabet);
        for (word, count) in annotated.get(tag).into_iter().flatten() {
            let known = |letter: char| {
                letter.script() == Script::Common || alphabet.symbols.contains_key(&letter)
            };
            if word.chars().all(known) {
                let mut padded = vec![BOUNDARY];
                padded.extend(word.chars().map(|letter| alphabet.symbol(letter)));
                padded.push(BOUNDARY);
                for part in padded.split_inclusive(|symbol| *symbol == BOUNDARY).skip(1) {
                    let part: Vec<u64> = [BOUNDARY].iter().chain(part).copied().collect();
                    add_word(&mut little, &part, ANNOTATED_WEIGHT * count);
                }
            }
        }
        counts.push(little);
    }
    let following = counts.iter().map(following).collect();
    let relatives = languages
        .iter()
        .map(|tag| match RELATIVES.iter().find(|(little, _)| little == tag) {
            Some((_, "*")) => (0..source.lingua.len()).collect(),
            Some((_, name)) => {
                languages.iter().position(|known| known == name).into_iter().collect()
            }
            None => Vec::new(),
        })
        .collect();
    Ok(Trained { languages, letters: alphabet.letters, counts, following, relatives })
}

fn following(counts: &FxHashMap<Key, f64>) -> FxHashMap<Key, (f64, f64)> {
    let mut following: FxHashMap<Key, (f64, f64)> = FxHashMap::default();
    for (key, count) in counts {
        let entry = following.entry(key >> BITS).or_default();
        entry.0 += count;
        entry.1 += 1.0;
    }
    following
}

/// Counts after the ranks of trigrams, and of the function words by their place in the list.
fn little_counts(
    trigrams: &[[char; 3]],
    tag: &str,
    usual: &FxHashMap<Key, f64>,
    alphabet: &mut Alphabet,
) -> FxHashMap<Key, f64> {
    /// Share of letters taken from the group's other languages.
    const UNSEEN: f64 = 0.05;
    let mut counts: FxHashMap<Key, f64> =
        usual.iter().map(|(key, share)| (*key, share * SCALE * UNSEEN)).collect();
    for (rank, trigram) in trigrams.iter().enumerate() {
        if trigram[1] == ' ' {
            continue;
        }
        let symbols = trigram.map(|letter| alphabet.symbol(letter));
        let weight = SCALE / (rank as f64 + 30.0);
        // Each letter is the last of a trigram once, so shorter n-grams are counted at its end.
        for begin in 0..3 {
            let key = symbols[begin..].iter().fold(0, |key, symbol| key << BITS | symbol);
            *counts.entry(key).or_default() += weight;
        }
        if trigram[0] == ' ' {
            let key = symbols[0] << BITS | symbols[1];
            *counts.entry(key).or_default() += weight;
            *counts.entry(symbols[1]).or_default() += weight;
            *counts.entry(BOUNDARY).or_default() += weight;
        }
    }
    for (place, word) in samestory::language::frequent_words(tag).enumerate() {
        let mut padded = vec![BOUNDARY];
        padded.extend(word.chars().map(|letter| alphabet.symbol(letter)));
        padded.push(BOUNDARY);
        add_word(&mut counts, &padded, SCALE / 20.0 / (place as f64 + 10.0));
    }
    counts
}

/// Han characters with their probabilities in Chinese and Japanese.
pub(crate) type HanTable = Vec<(char, [f64; 2])>;

/// Probabilities of Han characters in Chinese and Japanese.
pub(crate) fn train_han(
    models: &Path,
    inputs: &mut Vec<String>,
) -> Result<HanTable, Box<dyn Error>> {
    let mut table: FxHashMap<char, [f64; 2]> = FxHashMap::default();
    for (place, name) in HAN.iter().enumerate() {
        for (gram, logarithm) in lingua(models, name, inputs)? {
            let mut characters = gram.chars();
            if let (Some(single @ '\u{4e00}'..='\u{9fff}'), None) =
                (characters.next(), characters.next())
            {
                table.entry(single).or_default()[place] = logarithm.exp();
            }
        }
    }
    let mut table: Vec<(char, [f64; 2])> = table.into_iter().collect();
    table.sort_unstable_by_key(|entry| entry.0);
    Ok(table)
}
