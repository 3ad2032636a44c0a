//! Phonetic symbols.

use super::romanize::romanize_into;
use crate::language::LanguageTag;

/// `text` as phonetic symbols: the letters `a`–`z` and `Q S C Z D X G`, one space between words.
///
/// # Examples
///
/// ```
/// use samestory::translit::fold;
///
/// assert_eq!(fold("Schoigu", None), fold("Shoigu", None));
/// ```
pub fn fold(text: &str, language: Option<LanguageTag>) -> String {
    let mut symbols = String::with_capacity(text.len());
    fold_into(text, language, &mut symbols);
    symbols
}

/// Appends [`fold`]`(text, language)` to `symbols`.
pub fn fold_into(text: &str, _language: Option<LanguageTag>, symbols: &mut String) {
    let mut latin = String::with_capacity(text.len());
    romanize_into(text, &mut latin);
    let latin = latin.to_ascii_lowercase().replace("sch", "S").replace("sh", "S");
    for character in latin.chars() {
        let symbol = if character.is_ascii_alphabetic() { character } else { ' ' };
        if !symbols.ends_with(symbol) {
            symbols.push(symbol);
        }
    }
}
