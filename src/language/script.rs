//! Writing systems.

use unicode_script::UnicodeScript;

/// A writing system: ISO 15924, as the Unicode Standard assigns it to characters (UAX #24).
pub use unicode_script::Script;

/// Characters looked at: enough to settle the script of any article.
const SAMPLE: usize = 2000;

/// The script of most letters of `text` (of its first 2,000 characters), `None` without letters.
///
/// Any kana makes a text [`Script::Hiragana`], since Japanese mixes it with Han; any Hangul among
/// Han makes it [`Script::Hangul`].
///
/// # Examples
///
/// ```
/// use samestory::language::{Script, dominant_script};
///
/// assert_eq!(dominant_script("Шойгу in Пекин"), Some(Script::Cyrillic));
/// assert_eq!(dominant_script("ショイグ氏が北京訪問"), Some(Script::Hiragana));
/// assert_eq!(dominant_script("2026 …"), None);
/// ```
pub fn dominant_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::with_capacity(4);
    for character in text.chars().take(SAMPLE).filter(|character| character.is_alphabetic()) {
        let script = match character.script() {
            Script::Common | Script::Inherited | Script::Unknown => continue,
            Script::Katakana => Script::Hiragana,
            script => script,
        };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let count_of = |wanted| counts.iter().find(|(script, _)| *script == wanted).map_or(0, |c| c.1);
    let han = count_of(Script::Han);
    for (script, count) in &mut counts {
        // One kana or jamo to three Han characters is common in headlines of either language.
        if matches!(script, Script::Hiragana | Script::Hangul) && *count * 8 >= han {
            *count += han;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}
