//! Words whose spelling hides how they are said.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Model;
use crate::samples::{symbols, table_of};
use crate::support::Failure;
use crate::{POOLED, SYMBOLS};

/// Words with a pronunciation of their own.
const MOST_PRONOUNCED: usize = 1800;
/// Nats a symbol under which a word's spelling says little of its Russian form; regular ones carry 2.
const LITTLE: f64 = 1.2;

/// Latin words whose spelling hides how they are said, and how Russian writes them down: the Russian
/// form is near what other scripts write where the Latin one is not.
pub(crate) fn pronounce(tokens: &str, models: &[Model], text: &mut String) -> Result<(), Failure> {
    let mut by_latin: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for line in tokens.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(latin), Some(language), Some(form)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if let Some(table) = table_of(language, form).filter(|table| *table != 6) {
            by_latin.entry(latin).or_default().entry(table).or_insert(form);
        }
    }
    let spell = |codes: &[u8]| -> String {
        codes.iter().map(|code| char::from(SYMBOLS[usize::from(*code)])).collect()
    };
    // By folded word: scripts that know it, nats gained, and the sound.
    let mut found: BTreeMap<String, (usize, f64, String)> = BTreeMap::new();
    for (latin, forms) in &by_latin {
        let Some(russian) = forms.get(&1) else { continue };
        let (word, sound) = (symbols(latin), symbols(russian));
        if word.len() < 3 || sound.len() < 3 {
            continue;
        }
        let Some(model) = models.get(1) else { continue };
        let mut gain = LITTLE * word.len() as f64 - model.align(&sound, &word).0;
        if gain < 0.0 {
            continue;
        }
        let mut agree = 0;
        for (table, form) in forms.iter().filter(|(table, _)| **table != 1) {
            let other = symbols(form);
            let (Some(own), Some(pooled)) = (models.get(*table), models.get(POOLED)) else {
                continue;
            };
            let better = pooled.align(&sound, &other).0 - own.align(&other, &word).0;
            agree += usize::from(better > 0.0);
            gain += better;
        }
        if agree * 2 > forms.len() - 1 && agree >= 2 && gain > 4.0 {
            let entry = found.entry(spell(&word)).or_insert((0, 0.0, String::new()));
            if (forms.len(), gain) > (entry.0, entry.1) {
                *entry = (forms.len(), gain, spell(&sound));
            }
        }
    }
    let mut best: Vec<_> = found.into_iter().collect();
    best.sort_by(|(word, one), (other_word, other)| {
        (other.0, other.1)
            .partial_cmp(&(one.0, one.1))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| word.cmp(other_word))
    });
    best.truncate(MOST_PRONOUNCED);
    best.sort_by(|one, other| one.0.cmp(&other.0));
    for (word, (_, _, sound)) in best {
        writeln!(text, "{word} {sound}")?;
    }
    Ok(())
}
