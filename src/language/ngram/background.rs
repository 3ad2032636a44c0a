//! How usual an n-gram is in a language.

use super::model::MODEL;
use super::table::{BOUNDARY, Group};
use crate::language::tag::LanguageTag;

/// The share of a language's texts that hold an n-gram, from the detector's table.
///
/// For weights where no frequencies have been counted yet. n-grams have one to five letters of one
/// word; a blank before or after stands for the word's end.
///
/// # Examples
///
/// ```
/// use samestory::language::NgramBackground;
///
/// let english = NgramBackground::new("en".parse()?).unwrap();
/// assert!(english.share("th", 1000) > 0.99);
/// assert!(english.share(" the", 100) > english.share("xyl", 100));
/// # Ok::<(), samestory::language::ParseLanguageTagError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NgramBackground {
    group: &'static Group,
    number: u16,
    column: usize,
}

impl NgramBackground {
    /// The background of a language; `None` where the detector has no n-grams of it.
    pub fn new(language: LanguageTag) -> Option<Self> {
        (0..).zip(&MODEL.table.groups).find_map(|(number, group)| {
            let column = group.column(language)?;
            Some(Self { group, number, column })
        })
    }

    /// P(n-gram) at any place of a text of the language; 0 for what is no n-gram of its letters.
    pub fn probability(&self, gram: &str) -> f64 {
        let mut key = 0;
        let mut logarithm = 0.0f64;
        for character in gram.chars() {
            let symbol = match character {
                ' ' => BOUNDARY,
                _ => MODEL.table.symbol(self.number, character),
            };
            if symbol == 0 {
                return 0.0;
            }
            key = key << 8 | symbol;
            logarithm += f64::from(match key {
                // Every word has one beginning: about one symbol of six is a boundary.
                BOUNDARY => -1.8,
                _ => self.group.log_probability(key, self.column),
            });
        }
        if key == 0 { 0.0 } else { logarithm.exp() }
    }

    /// The share of texts of `letters` letters that hold the n-gram at least once.
    pub fn share(&self, gram: &str, letters: usize) -> f64 {
        1.0 - (1.0 - self.probability(gram).min(1.0)).powf(letters as f64)
    }
}
