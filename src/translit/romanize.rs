//! Readable Latin.

use any_ascii::any_ascii_char;

/// `text` in ASCII letters, for people to read. Total: characters nobody can read are left out.
///
/// # Examples
///
/// ```
/// assert_eq!(samestory::translit::romanize("Шойгу"), "Shoygu");
/// ```
pub fn romanize(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    romanize_into(text, &mut latin);
    latin
}

/// Appends [`romanize`]`(text)` to `latin`.
pub fn romanize_into(text: &str, latin: &mut String) {
    latin.extend(text.chars().map(any_ascii_char));
}
