//! The table as bytes; `src/language/ngram/table.rs` reads it.

use std::error::Error;

use super::model::{Key, Trained, symbols};
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
    /// Key of 8 bits a symbol, the steps, the best.
    rows: Vec<(u64, Vec<u8>, u8)>,
}

impl Group {
    pub(crate) fn new(source: &Source, trained: &Trained, rows: Vec<(Key, Vec<f32>)>) -> Self {
        let mut rows: Vec<(u64, Vec<u8>, u8)> = rows
            .into_iter()
            .map(|(key, row)| {
                let key = symbols(key).fold(0, |key, symbol| key << 8 | symbol);
                let best = row.iter().copied().fold(f32::MIN, f32::max);
                let steps = row
                    .iter()
                    .map(|value| (((best - value).min(CLIP) / CLIP).sqrt() * STEPS).round() as u8)
                    .collect();
                (key, steps, (-best * BEST_STEP).round().clamp(0.0, 255.0) as u8)
            })
            .collect();
        rows.sort_unstable();
        Self {
            script: source.script,
            languages: trained.languages.clone(),
            letters: trained.letters.clone(),
            rows,
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
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        // Keys as differences in groups of seven bits, low ones first.
        let mut previous = 0;
        for (key, _, _) in &self.rows {
            let mut difference = key - previous;
            while difference >= 128 {
                bytes.push(difference as u8 | 128);
                difference >>= 7;
            }
            bytes.push(difference as u8);
            previous = *key;
        }
        bytes.extend(self.rows.iter().map(|row| row.2));
        // The first half of the languages in the low nibbles, the second in the high ones.
        let half = self.languages.len().div_ceil(2);
        for (_, steps, _) in &self.rows {
            for place in 0..half {
                let high = steps.get(place + half).copied().unwrap_or(15);
                bytes.push(steps[place] | high << 4);
            }
            // The large group fills whole vector registers.
            let padding = if half > 16 { 32 - half } else { 0 };
            bytes.extend(std::iter::repeat_n(0, padding));
        }
        Ok(())
    }
}

/// The whole table: a header of text, a NUL, the groups, the Han characters.
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
