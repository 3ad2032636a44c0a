//! Pairs of tokens to learn from.

use std::collections::{BTreeMap, BTreeSet};

use samestory::translit::fold;

use crate::model::Model;
use crate::{POOLED, SAME, SYMBOLS, TABLES};

/// Pairs of tokens a table learns from; 2,000 already give most of it.
const MOST_PAIRS: usize = 60_000;

/// Two tokens' symbols and how much they count.
pub(crate) struct Sample {
    pub(crate) left: Vec<u8>,
    pub(crate) right: Vec<u8>,
    pub(crate) count: f64,
}

/// The table of a language of `tokens.tsv`, if the token is in its script.
pub(crate) fn table_of(language: &str, form: &str) -> Option<usize> {
    let within = |low: char, high: char| form.chars().all(|c| (low..=high).contains(&c));
    match language {
        "ru" if within('\u{400}', '\u{4ff}') => Some(1),
        "ar" if within('\u{600}', '\u{6ff}') => Some(2),
        "he" if within('\u{590}', '\u{5ff}') => Some(3),
        "ja" if within('\u{3040}', '\u{30ff}') => Some(4),
        "ko" if within('\u{ac00}', '\u{d7a3}') => Some(5),
        "zh" if within('\u{3400}', '\u{9fff}') => Some(6),
        _ => None,
    }
}

pub(crate) fn symbols(text: &str) -> Vec<u8> {
    let place = |byte| SYMBOLS.iter().position(|known| *known == byte).unwrap_or(0) as u8;
    fold(text, None).bytes().filter(|byte| *byte != b' ').map(place).take(40).collect()
}

/// Samples of all tables that `tokens.tsv` gives: against Latin as they stand; Latin against Latin
/// and script against script through the third spelling that two tokens share.
pub(crate) fn token_samples(tokens: &str) -> Vec<Vec<Sample>> {
    let mut samples: Vec<Vec<Sample>> = (0..TABLES.len()).map(|_| Vec::new()).collect();
    let mut by_form: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    let mut by_latin: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for line in tokens.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(latin), Some(language), Some(form)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let Some(table) = table_of(language, form) else { continue };
        by_form.entry((table, form)).or_default().push(latin);
        by_latin.entry(latin).or_default().push((table, form));
        samples[table].push(Sample { left: symbols(form), right: symbols(latin), count: 1.0 });
    }
    // Two Latin spellings of one form. Han is too coarse to say that they are one name.
    for ((table, _), latins) in &by_form {
        if *table != 6 && (2..=4).contains(&latins.len()) {
            for (place, left) in latins.iter().enumerate() {
                for right in latins.iter().skip(place + 1) {
                    let (left, right) = (symbols(left), symbols(right));
                    let count = if *table == 1 { 1.0 } else { 0.5 };
                    samples[0].push(Sample { left, right, count });
                }
            }
        }
    }
    for forms in by_latin.values() {
        for (place, (left_table, left)) in forms.iter().enumerate() {
            for (right_table, right) in forms.iter().skip(place + 1) {
                let (low, high) = if left_table <= right_table {
                    ((left_table, left), (right_table, right))
                } else {
                    ((right_table, right), (left_table, left))
                };
                let table = if low.0 == high.0 { SAME } else { POOLED };
                let (left, right) = (symbols(low.1), symbols(high.1));
                samples[table].push(Sample { left, right, count: 1.0 });
            }
        }
    }
    for own in &mut samples {
        own.retain(|sample| !sample.left.is_empty() && !sample.right.is_empty());
        // Every k-th, so that the alphabet is covered.
        let step = own.len().div_ceil(MOST_PAIRS).max(1);
        let mut place = 0;
        own.retain(|_| {
            place += 1;
            (place - 1) % step == 0
        });
    }
    samples
}

/// A name's table and its tokens.
pub(crate) type Named = (usize, Vec<Vec<u8>>);

pub(crate) fn names_by_entity(people: &str, leave_out: Option<u64>) -> Vec<Vec<Named>> {
    let mut entities: BTreeMap<&str, BTreeSet<Named>> = BTreeMap::new();
    for line in people.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [entity, _, script, name] = cells[..] else { continue };
        if leave_out.is_some_and(|left| checksum(entity) % 2 == left) {
            continue;
        }
        let table = match script {
            "Latin" => 0,
            "Cyrillic" => 1,
            "Arabic" => 2,
            "Hebrew" => 3,
            "Kana" => 4,
            "Hangul" => 5,
            "Greek" => 7,
            "Tamil" | "Devanagari" | "Sinhala" | "Bengali" | "Malayalam" | "Gurmukhi"
            | "Kannada" | "Telugu" | "Gujarati" => 8,
            "Thai" => 9,
            "Armenian" | "Georgian" | "Ethiopic" => 10,
            _ => continue,
        };
        let words = name.split([' ', '-', '·', '・', ',', '=']);
        let tokens: Vec<Vec<u8>> = words.map(symbols).filter(|token| !token.is_empty()).collect();
        entities.entry(entity).or_default().insert((table, tokens));
    }
    entities.into_values().map(|names| names.into_iter().collect()).collect()
}

/// Tokens of one person's names in the table's scripts, aligned where the names have as many.
pub(crate) fn aligned_people(names: &[Vec<Named>], table: usize, model: &Model) -> Vec<Sample> {
    let mut samples = Vec::new();
    let scripts = |left: usize, right: usize| match table {
        0 => left == 0 && right == 0,
        SAME => left == right && left != 0,
        POOLED => left != right && left != 0 && right != 0,
        _ => left == table && right == 0,
    };
    for variants in names {
        for (left_place, (left_table, left)) in variants.iter().enumerate() {
            for (right_place, (right_table, right)) in variants.iter().enumerate() {
                let once = left_table != right_table || left_place < right_place;
                let ordered = table != POOLED || left_table < right_table;
                if !scripts(*left_table, *right_table) || !once || !ordered {
                    continue;
                }
                if left.len() != right.len() || left.len() > 4 {
                    continue;
                }
                let mut free: Vec<&Vec<u8>> = right.iter().collect();
                for token in left {
                    let values: Vec<f64> =
                        free.iter().map(|other| model.align(token, other).0).collect();
                    let best = (0..free.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]));
                    if let Some(best) = best.filter(|&best| values[best] > 0.0) {
                        let right = free.remove(best).clone();
                        // These are names as news writes them: worth several bare tokens.
                        samples.push(Sample { left: token.clone(), right, count: 4.0 });
                    }
                }
            }
        }
    }
    samples
}

/// A number of an entity that stays, whatever else is in the file.
pub(crate) fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
