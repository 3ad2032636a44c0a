//! Han characters in readings other than Mandarin, and their simplified forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Made by `han_readings.awk` from Unihan, which it names with version, checksum and license.
const READINGS: &str = include_str!("han_readings.txt");

struct Readings {
    simplified: Option<char>,
    cantonese: &'static str,
    korean: Option<char>,
}

static TABLE: LazyLock<FxHashMap<char, Readings>> = LazyLock::new(|| {
    let character = |code: &str| char::from_u32(u32::from_str_radix(code, 16).ok()?);
    let rows = READINGS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let from = character(cells.next()?)?;
        let simplified = character(cells.next()?);
        let cantonese = cells.next()?;
        let korean = cells.next()?.chars().next();
        Some((from, Readings { simplified, cantonese, korean }))
    });
    rows.collect()
});

/// The simplified form of a character, itself where it has none.
pub(crate) fn simplified(character: char) -> char {
    TABLE.get(&character).and_then(|readings| readings.simplified).unwrap_or(character)
}

/// Appends a name as Hong Kong and Macau spell it (the Government's romanization, roughly), a space
/// between syllables; whether every character has a reading.
pub(crate) fn cantonese_into(name: &[char], latin: &mut String) -> bool {
    name.iter().all(|character| {
        let Some(readings) = TABLE.get(character).filter(|row| !row.cantonese.is_empty()) else {
            return false;
        };
        let jyutping = readings.cantonese;
        if !latin.is_empty() {
            latin.push(' ');
        }
        let (onset, rime) = match jyutping.find(['a', 'e', 'i', 'o', 'u']) {
            Some(length) => jyutping.split_at(length),
            None => ("", jyutping),
        };
        latin.push_str(match onset {
            "b" => "p",
            "d" => "t",
            "g" => "k",
            "gw" => "kw",
            "z" | "c" => "ch",
            "j" => "y",
            onset => onset,
        });
        latin.push_str(match rime {
            "oeng" => "eung",
            "oek" => "euk",
            "eoi" => "ui",
            "eon" => "un",
            "eot" => "ut",
            "yun" => "uen",
            "yu" => "yue",
            "aa" => "a",
            "aai" => "ai",
            "aan" => "an",
            "aam" => "am",
            "aau" => "au",
            "aang" => "ang",
            "aak" => "ak",
            "aat" => "at",
            "aap" => "ap",
            "ou" => "o",
            "iu" => "iu",
            rime => rime,
        });
        true
    })
}

/// Appends a name as Korean reads it; whether every character has a reading.
pub(crate) fn korean_into(name: &[char], hangul: &mut String) -> bool {
    name.iter().enumerate().all(|(place, character)| {
        let korean = match (place, *character) {
            // The surname Kim, and two that lose their initial at the start.
            (0, '金') => Some('김'),
            (0, '李') => Some('이'),
            (0, '林') => Some('임'),
            _ => TABLE.get(character).and_then(|readings| readings.korean),
        };
        hangul.extend(korean);
        korean.is_some()
    })
}
