//! Writing systems.

use std::sync::LazyLock;

use unicode_script::UnicodeScript;

/// A writing system: ISO 15924, as the Unicode Standard assigns it to characters (UAX #24).
pub use unicode_script::Script;

/// Characters looked at: enough to settle the script of any article.
const SAMPLE: usize = 2000;

/// Scripts counted in one text; those that come later are too few to win.
const MOST_SCRIPTS: usize = 8;

/// The script of most of `text` (of its first 2,000 characters), `None` without letters.
///
/// Brands and names in Latin letters stand in texts of all scripts, and a Han character or syllable
/// of Hangul says what two or three letters do: Latin letters count 1, these 4, all others 2.
///
/// Any kana makes a text [`Script::Hiragana`], since Japanese mixes it with Han; any Hangul among
/// Han makes it [`Script::Hangul`]. Allocates nothing.
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
    let mut counts = [(Script::Unknown, 0usize); MOST_SCRIPTS];
    for script in text.chars().take(SAMPLE).filter_map(letter_script) {
        let script = if script == Script::Katakana { Script::Hiragana } else { script };
        let slot = counts.iter_mut().find(|(known, count)| *known == script || *count == 0);
        if let Some((known, count)) = slot {
            *known = script;
            *count += match script {
                Script::Latin => 1,
                Script::Han | Script::Hiragana | Script::Hangul => 4,
                _ => 2,
            };
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
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(best.0).filter(|_| best.1 > 0)
}

/// The script of a letter; `None` for what is no letter or belongs to no one script.
///
/// ASCII is decided by range, the rest of the Basic Multilingual Plane by a table of 64 kB, made on
/// the first call in a few milliseconds: Unicode's own tables take ten times as long.
#[inline]
pub(crate) fn letter_script(character: char) -> Option<Script> {
    if character.is_ascii() {
        return character.is_ascii_alphabetic().then_some(Script::Latin);
    }
    match PLANE.scripts.get(u32::from(character) as usize) {
        Some(script) => *script,
        None => slow_letter_script(character),
    }
}

/// What [`char::is_alphabetic`] says, by a table: the standard library walks through a list, a
/// thousand instructions for a letter far into it.
#[inline]
pub(crate) fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    PLANE.is_in(&PLANE.letters, character).unwrap_or_else(|| character.is_alphabetic())
}

/// What [`char::is_alphanumeric`] says, by a table.
#[inline]
pub(crate) fn is_letter_or_number(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    PLANE.is_in(&PLANE.words, character).unwrap_or_else(|| character.is_alphanumeric())
}

/// The Basic Multilingual Plane: the script of each letter, and a bit for each letter, and for each
/// letter or number.
struct Plane {
    scripts: Vec<Option<Script>>,
    letters: Vec<u64>,
    words: Vec<u64>,
}

impl Plane {
    fn new() -> Self {
        let mut plane = Self {
            scripts: Vec::with_capacity(0x1_0000),
            letters: vec![0; 0x1_0000 / 64],
            words: vec![0; 0x1_0000 / 64],
        };
        for code in 0..0x1_0000 {
            let character = char::from_u32(code);
            let letter = character.is_some_and(char::is_alphabetic);
            let number = character.is_some_and(char::is_numeric);
            let script = character.filter(|_| letter).and_then(script_of_letter);
            plane.scripts.push(script);
            for (bits, is_in) in
                [(&mut plane.letters, letter), (&mut plane.words, letter || number)]
            {
                if let Some(slot) = bits.get_mut(code as usize / 64) {
                    *slot |= u64::from(is_in) << (code % 64);
                }
            }
        }
        plane
    }

    /// `None` beyond the plane.
    #[inline]
    fn is_in(&self, bits: &[u64], character: char) -> Option<bool> {
        let code = u32::from(character);
        bits.get(code as usize / 64).map(|slot| slot >> (code % 64) & 1 == 1)
    }
}

static PLANE: LazyLock<Plane> = LazyLock::new(Plane::new);

fn slow_letter_script(character: char) -> Option<Script> {
    if character.is_alphabetic() { script_of_letter(character) } else { None }
}

fn script_of_letter(letter: char) -> Option<Script> {
    match letter.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_agree_with_the_tables() {
        for character in '\0'..=char::MAX {
            assert_eq!(letter_script(character), slow_letter_script(character), "{character:?}");
            assert_eq!(is_letter(character), character.is_alphabetic(), "{character:?}");
            assert_eq!(
                is_letter_or_number(character),
                character.is_alphanumeric(),
                "{character:?}"
            );
        }
    }
}
