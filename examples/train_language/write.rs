//! The table as bytes; `src/language/ngram/table.rs` reads it.

use std::error::Error;

use super::model::{Trained, symbols};
use super::prune;
use super::sources::Source;

/// A loss against the row's best beyond this many nats says no more: foreign names are in any text.
const CLIP: f32 = 8.0;
/// Steps of a stored loss; a value is the square of its step, so small losses are exact.
const STEPS: f32 = 15.0;
/// The best probability of a row is stored in sixteenths of a nat.
const BEST_STEP: f32 = 16.0;

/// The rows of one script.
pub(crate) struct Group {
    script: &'static str,
    languages: Vec<&'static str>,
    letters: Vec<char>,
    small: Vec<Row>,
    /// What the large table has beside them.
    more: Vec<Row>,
}

/// An n-gram as it is written.
struct Row {
    /// 8 bits a symbol.
    key: u64,
    steps: Vec<u8>,
    best: u8,
}

impl Row {
    fn all(rows: Vec<prune::Row>) -> Vec<Self> {
        let mut rows: Vec<Self> = rows
            .into_iter()
            .map(|(key, row)| {
                let key = symbols(key).fold(0, |key, symbol| key << 8 | symbol);
                let best = row.iter().copied().fold(f32::MIN, f32::max);
                let steps = row
                    .iter()
                    .map(|value| (((best - value).min(CLIP) / CLIP).sqrt() * STEPS).round() as u8)
                    .collect();
                Self { key, steps, best: (-best * BEST_STEP).round().clamp(0.0, 255.0) as u8 }
            })
            .collect();
        rows.sort_unstable_by_key(|row| row.key);
        rows
    }
}

impl Group {
    pub(crate) fn new(
        source: &Source,
        trained: &Trained,
        small: Vec<prune::Row>,
        more: Vec<prune::Row>,
    ) -> Self {
        Self {
            script: source.script,
            languages: trained.languages.clone(),
            letters: trained.letters.clone(),
            small: Row::all(small),
            more: Row::all(more),
        }
    }

    fn write(&self, bytes: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
        if self.letters.len() > 253 {
            return Err(format!("{}: {} letters", self.script, self.letters.len()).into());
        }
        bytes.extend(self.script.as_bytes());
        bytes.push(self.languages.len() as u8);
        for language in &self.languages {
            let mut tag = [b' '; 3];
            tag[..language.len()].copy_from_slice(language.as_bytes());
            bytes.extend(tag);
        }
        bytes.push(self.letters.len() as u8);
        for letter in &self.letters {
            bytes.extend(u16::try_from(u32::from(*letter))?.to_le_bytes());
        }
        write_rows(&self.small, bytes);
        Ok(())
    }
}

fn write_rows(rows: &[Row], bytes: &mut Vec<u8>) {
    bytes.extend((rows.len() as u32).to_le_bytes());
    // Keys as differences in groups of seven bits, low ones first.
    let mut previous = 0;
    for Row { key, .. } in rows {
        let mut difference = key - previous;
        while difference >= 128 {
            bytes.push(difference as u8 | 128);
            difference >>= 7;
        }
        bytes.push(difference as u8);
        previous = *key;
    }
    bytes.extend(rows.iter().map(|row| row.best));
    // The first half of the languages in the low nibbles, the second in the high ones.
    for Row { steps, .. } in rows {
        let half = steps.len().div_ceil(2);
        for place in 0..half {
            let high = steps.get(place + half).copied().unwrap_or(15);
            bytes.push(steps[place] | high << 4);
        }
        // The large group fills whole vector registers.
        let padding = if half > 16 { 32 - half } else { 0 };
        bytes.extend(std::iter::repeat_n(0, padding));
    }
}

/// The rows that the large table has beside the small one: a header of text, a NUL, those of each
/// group.
pub(crate) fn more(groups: &[Group]) -> Vec<u8> {
    let mut bytes = b"samestory n-gram table, more rows: ngrams.bin tells what of\0".to_vec();
    for group in groups {
        write_rows(&group.more, &mut bytes);
    }
    bytes
}

/// The small table: a header of text, a NUL, the groups, the Han characters.
pub(crate) fn table(
    groups: &[Group],
    han: &[(char, [f64; 2])],
    inputs: &[String],
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    bytes.extend(
        b"samestory n-gram table, format 1\n\
        made by: cargo run --release --example train_language -- --models REGISTRY_SRC --cldr DIR\n\
        license: Apache-2.0 (lingua, Peter M. Stahl), MIT (whatlang, Serhii Potapov),\n\
        Unicode-3.0 (CLDR 48.2, Unicode, Inc.)\n\
        inputs (crate, sha256 of models/ngrams.fst, src/trigrams/profiles.rs or annotations.json):\n",
    );
    for input in inputs {
        bytes.extend(input.as_bytes());
        bytes.push(b'\n');
    }
    bytes.push(0);
    bytes.push(groups.len() as u8);
    for group in groups {
        group.write(&mut bytes)?;
    }
    // ln P(zh) - ln P(ja) in eighths of a nat; unseen counts as one in ten million.
    let han: Vec<(u16, i8)> = han
        .iter()
        .filter_map(|(character, [chinese, japanese])| {
            let difference = (chinese + 1e-7).ln() - (japanese + 1e-7).ln();
            let value = (difference * 8.0).round().clamp(-64.0, 64.0) as i8;
            let code = u16::try_from(u32::from(*character)).ok()?;
            (value.unsigned_abs() >= 4).then_some((code, value))
        })
        .collect();
    bytes.extend((han.len() as u32).to_le_bytes());
    bytes.extend(han.iter().flat_map(|(code, _)| code.to_le_bytes()));
    bytes.extend(han.iter().map(|(_, value)| *value as u8));
    Ok(bytes)
}
