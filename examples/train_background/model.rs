//! Pseudo-words of a language, drawn from its n-gram model.
//!
//! A lingua model holds `ln P(last | before)` of all n-grams of one to five letters that lie inside
//! a word. What is missing from `Σ P(x | g)` to 1 is the probability that a word ends after `g`,
//! and what is missing from `Σ count(x g)` to `count(g)` is how often one begins with it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use fst::{Map, Streamer};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Bits of a code point.
const BITS: u32 = 21;
/// Letters of the longest n-gram.
const LONGEST: usize = 5;
/// Characters of a drawn word at most: a model may hold loops.
const LONGEST_WORD: usize = 40;

/// An n-gram: code points, the last in the lowest bits.
type Key = u128;

/// n-grams of one length, sorted, so that those that continue a history are neighbors.
#[derive(Default)]
struct Level {
    keys: Vec<Key>,
    /// Sums of the counts before each n-gram, and of all.
    sums: Vec<f64>,
}

impl Level {
    fn new(mut grams: Vec<(Key, f64)>) -> Self {
        grams.sort_unstable_by_key(|(key, _)| *key);
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for (_, count) in &grams {
            sum += count;
            sums.push(sum);
        }
        Self { keys: grams.into_iter().map(|(key, _)| key).collect(), sums }
    }

    fn count(&self, key: Key) -> f64 {
        self.keys.binary_search(&key).map_or(0.0, |place| self.sums[place + 1] - self.sums[place])
    }

    /// A letter after `history`, by the counts; `None` where the word ends, `at` beyond their sum.
    fn draw(&self, history: Key, at: f64) -> Option<Key> {
        let begin = self.keys.partition_point(|key| *key < history << BITS);
        let end = self.keys.partition_point(|key| *key < (history + 1) << BITS);
        let target = self.sums[begin] + at;
        if begin == end || target >= self.sums[end] {
            return None;
        }
        let place = self.sums[begin + 1..=end].partition_point(|sum| *sum <= target);
        self.keys.get(begin + place).map(|key| key & ((1 << BITS) - 1))
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number from 0 to 1, without 1.
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A language's words as a Markov chain of five letters.
pub(crate) struct Model {
    /// n-grams anywhere in a word, by length less one.
    inside: Vec<Level>,
    /// n-grams at the beginning of a word, by length less one.
    starts: Vec<Level>,
    /// Mean length of a word, where the model has single characters only.
    unigram_word: Option<f64>,
}

impl Model {
    /// Reads a model of lingua and notes its checksum.
    pub(crate) fn read(
        models: &Path,
        name: &str,
        unigram_word: f64,
        inputs: &mut Vec<String>,
    ) -> Result<Self, Box<dyn Error>> {
        let folder = find_crate(models, &format!("lingua-{name}-language-model-"))?;
        let bytes = fs::read(folder.join("models/ngrams.fst"))?;
        let digest: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let title = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        inputs.push(format!("{title} {digest}"));

        let map = Map::new(bytes)?;
        let mut joint: FxHashMap<Key, f64> = FxHashMap::default();
        let mut inside: Vec<Vec<(Key, f64)>> = vec![Vec::new(); LONGEST];
        let mut stream = map.stream();
        // In order of their text, so a prefix comes before what continues it.
        while let Some((gram, value)) = stream.next() {
            let gram = std::str::from_utf8(gram)?;
            let key =
                gram.chars().fold(0, |key, letter| key << BITS | Key::from(u32::from(letter)));
            let before = match key >> BITS {
                0 => 1.0,
                history => joint.get(&history).copied().unwrap_or(0.0),
            };
            let probability = before * f64::from_bits(value).exp();
            joint.insert(key, probability);
            let length = gram.chars().count();
            if (1..=LONGEST).contains(&length) && probability > 0.0 {
                inside[length - 1].push((key, probability));
            }
        }
        let single = inside[1].is_empty();
        let mut starts = Vec::new();
        for length in 1..LONGEST {
            let mut left: FxHashMap<Key, f64> = inside[length - 1].iter().copied().collect();
            for (key, probability) in &inside[length] {
                if let Some(left) = left.get_mut(&(key & ((1 << (BITS * length as u32)) - 1))) {
                    *left -= probability;
                }
            }
            // What is left of a millionth is rounding.
            let known = inside[length - 1].iter().filter_map(|(key, probability)| {
                let start = left.get(key).copied()?;
                (start > probability * 1e-6).then_some((*key, start))
            });
            starts.push(Level::new(known.collect()));
        }
        let inside = inside.into_iter().map(Level::new).collect();
        Ok(Self { inside, starts, unigram_word: single.then_some(unigram_word) })
    }

    /// Appends a word.
    pub(crate) fn draw_word(&self, random: &mut Random, text: &mut String) {
        let mut push =
            |letter: Key| text.extend(u32::try_from(letter).ok().and_then(char::from_u32));
        let total = |level: &Level| level.sums.last().copied().unwrap_or(0.0);
        if let Some(mean) = self.unigram_word {
            while {
                let at = random.next() * total(&self.inside[0]);
                self.inside[0].draw(0, at).into_iter().for_each(&mut push);
                random.next() > 1.0 / mean
            } {}
            return;
        }
        let mut history: Key = 0;
        for length in 0..LONGEST_WORD {
            let last = LONGEST - 1;
            let levels = if length < last { &self.starts } else { &self.inside };
            let mass = match length.min(last) {
                0 => total(&levels[0]),
                before => levels[before - 1].count(history),
            };
            let Some(letter) = levels[length.min(last)].draw(history, random.next() * mass) else {
                break;
            };
            push(letter);
            history = (history << BITS | letter) & ((1 << (BITS * last as u32)) - 1);
        }
    }
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
