//! Words of the annotations of Unicode CLDR: what pictures show, in a few thousand words a language.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A word of every phrase counts once, but no word more often than this: some are in all flags.
const MOST: f64 = 8.0;

/// The words of a language's annotations in lower case, each with how many phrases it is in.
pub(crate) fn words(
    cldr: &Path,
    tag: &str,
    inputs: &mut Vec<String>,
) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let path = cldr.join(format!("cldr-annotations-full/annotations/{tag}/annotations.json"));
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    inputs.push(format!("cldr-annotations-full/{tag} {digest}"));
    let file: Value = serde_json::from_slice(&bytes)?;
    let pictures = file.pointer("/annotations/annotations").and_then(Value::as_object);
    let mut phrases: Vec<String> = pictures
        .into_iter()
        .flat_map(|pictures| pictures.values())
        .filter_map(Value::as_object)
        .flat_map(|picture| picture.values())
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_lowercase)
        .collect();
    phrases.sort_unstable();
    phrases.dedup();
    let mut words: BTreeMap<String, f64> = BTreeMap::new();
    for phrase in &phrases {
        for word in phrase.split([' ', '\u{a0}', '-', ',', '(', ')', '/', ':', '،', '፣']) {
            let count = words.entry(word.to_owned()).or_default();
            *count = (*count + 1.0).min(MOST);
        }
    }
    words.remove("");
    Ok(words)
}
