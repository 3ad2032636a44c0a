//! Writing systems.

use unicode_script::UnicodeScript;

use super::blocks::Blocks;

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
    let mut count = |script: Script, letters: usize| {
        let script = if script == Script::Katakana { Script::Hiragana } else { script };
        let slot = counts.iter_mut().find(|(known, count)| *known == script || *count == 0);
        if let Some((known, count)) = slot {
            *known = script;
            *count += letters
                * match script {
                    Script::Latin => 1,
                    Script::Han | Script::Hiragana | Script::Hangul => 4,
                    _ => 2,
                };
        }
    };
    // Letters of one script come in a row.
    let mut row = (Script::Unknown, 0);
    for script in text.chars().take(SAMPLE).filter_map(letter_script) {
        if script == row.0 {
            row.1 += 1;
            continue;
        }
        if row.1 > 0 {
            count(row.0, row.1);
        }
        row = (script, 1);
    }
    if row.1 > 0 {
        count(row.0, row.1);
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
#[inline]
pub(crate) fn letter_script(character: char) -> Option<Script> {
    if character.is_ascii() {
        return character.is_ascii_alphabetic().then_some(Script::Latin);
    }
    LETTERS.get(character).script
}

/// What [`char::is_alphabetic`] says, by a table.
#[inline]
pub(crate) fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    LETTERS.get(character).is_letter
}

/// What [`char::is_alphanumeric`] says, by a table.
#[inline]
pub(crate) fn is_letter_or_number(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    LETTERS.get(character).is_letter_or_number
}

/// What a character is to words.
#[derive(Clone, Copy)]
struct Letter {
    script: Option<Script>,
    is_letter: bool,
    is_letter_or_number: bool,
}

static LETTERS: Blocks<Letter> = Blocks::new(|character| Letter {
    script: slow_letter_script(character),
    is_letter: character.is_alphabetic(),
    is_letter_or_number: character.is_alphanumeric(),
});

fn slow_letter_script(character: char) -> Option<Script> {
    if !character.is_alphabetic() {
        return None;
    }
    match character.script() {
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
