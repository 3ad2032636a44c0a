//! What the finder knows of words: lists written for this crate, from general knowledge.
//!
//! * `starters`: words that begin sentences, by language
//! * `english`, `german`: words with capitals that are no names
//! * `names`: the most common names of people
//! * `titles`: words in front of a person
//! * `places`, `organizations`: words that tell places and organizations; `nouns`: those in small
//!   letters
//! * `caseless`: titles, places and name characters of scripts without capitals
//! * `endings`: how the common words of a language end, and how names are inflected

pub(super) mod caseless;
mod endings;
mod english;
mod german;
pub(super) mod japanese;
mod names;
mod nouns;
mod organizations;
mod places;
mod starters;
mod titles;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{frequent_words, listed_languages};

pub(super) use endings::{case_endings, common_endings};
pub(super) use german::ENDINGS as GERMAN_ENDINGS;
pub(super) use nouns::NORDIC_HEADS;

/// Words of one list.
type Set = FxHashSet<&'static str>;

fn set(words: &'static str) -> Set {
    words.split_ascii_whitespace().collect()
}

static NAMES: LazyLock<Set> = LazyLock::new(|| set(names::NAMES));
static TITLES: LazyLock<Set> = LazyLock::new(|| set(titles::TITLES));
static VERBS: LazyLock<Set> = LazyLock::new(|| set(titles::VERBS));
static NAMES_TOO: LazyLock<Set> = LazyLock::new(|| set(titles::NAMES_TOO));
static ENGLISH: LazyLock<Set> = LazyLock::new(|| set(english::COMMON));
/// Those that end in -e, and in -y, without it.
static ENGLISH_BUT_LAST: LazyLock<(Set, Set)> = LazyLock::new(|| {
    let but = |last: char| ENGLISH.iter().filter_map(|word| word.strip_suffix(last)).collect();
    (but('e'), but('y'))
});
static PAIRS: LazyLock<Set> = LazyLock::new(|| set(english::PAIRS));
static PAIR_ENDS: LazyLock<(Set, Set)> = LazyLock::new(|| {
    let pairs = || PAIRS.iter().filter_map(|pair| pair.split_once('_'));
    (pairs().map(|(first, _)| first).collect(), pairs().map(|(_, second)| second).collect())
});
static ADJECTIVES: LazyLock<Set> = LazyLock::new(|| set(english::ADJECTIVES));
static GERMAN_NOUNS: LazyLock<Set> = LazyLock::new(|| set(german::NOUNS));
static GERMAN_DETERMINERS: LazyLock<Set> = LazyLock::new(|| set(german::DETERMINERS));
static NO_PLACES: LazyLock<Set> = LazyLock::new(|| set(places::NO_PLACES));
static PLACE_HEADS: LazyLock<Set> = LazyLock::new(|| set(places::PLACE_HEADS));
static ACRONYMS: LazyLock<Set> = LazyLock::new(|| set(organizations::ACRONYMS));
static OF_HEADS: LazyLock<Set> = LazyLock::new(|| set(organizations::OF_HEADS));
static PLACE_STEMS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let stems = places::PLACES.split_ascii_whitespace();
    stems.map(|stem| (stem.trim_end_matches('*'), stem.ends_with('*'))).collect()
});

/// The words of a language that are no names, whatever their case: the frequent ones and those
/// that begin sentences.
static COMMON: LazyLock<FxHashMap<&'static str, Set>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&'static str, Set> =
        listed_languages().map(|tag| (tag, frequent_words(tag).collect())).collect();
    for (tag, words) in starters::STARTERS {
        lists.entry(tag).or_default().extend(words.split([' ', '\'']).filter(|w| !w.is_empty()));
    }
    lists
});

/// The common words of a language: a set, and that of the closest one that has one.
pub(super) fn common_words(tag: &str) -> [Option<&'static Set>; 2] {
    let near = match tag {
        "bs" | "hr" | "sh" => "sr-Latn",
        "sr-Latn" => "hr",
        "nn" => "nb",
        "gl" => "pt",
        "ca" | "oc" => "es",
        "mk" => "bg",
        "be" => "ru",
        _ => "",
    };
    [COMMON.get(tag), COMMON.get(near)]
}

/// Whether a word in lower case is one of the most common names.
pub(super) fn is_common_name(word: &str) -> bool {
    NAMES.contains(word)
}

pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(word)
}

/// Whether a title may be a name as well.
pub(super) fn is_name_too(word: &str) -> bool {
    NAMES_TOO.contains(word)
}

/// Whether a word in lower case is someone's role: `secretário`, `министра`.
pub(super) fn is_role(word: &str) -> bool {
    TITLES.contains(word)
        || beginning(&ROLES, word).any(|part| word.starts_with(part))
        || word.chars().next_back().is_some_and(|last| {
            ROLE_ENDS.get(&last).into_iter().flatten().any(|part| word.ends_with(part))
        })
}

/// Whether news has the word, in small letters, as the verb behind a name.
pub(super) fn is_verb_of_news(word: &str) -> bool {
    VERBS.contains(word)
}

/// Whether English writes the word with a capital though it is no name.
pub(super) fn is_adjective(word: &str) -> bool {
    ADJECTIVES.contains(word)
}

/// Whether an English word in lower case is the first of such a pair.
pub(super) fn begins_english_pair(word: &str) -> bool {
    PAIR_ENDS.0.contains(word)
}

/// Whether it is the second.
pub(super) fn ends_english_pair(word: &str) -> bool {
    PAIR_ENDS.1.contains(word)
}

/// Whether two English words in lower case are a name, though each alone is none.
pub(super) fn is_english_pair(first: &str, second: &str) -> bool {
    // Longer words are in no pair.
    const LONGEST: usize = 24;
    first.len() + second.len() < LONGEST && PAIRS.contains(format!("{first}_{second}").as_str())
}

/// Whether it is a common English word or a plain inflection of one. The word is in lower case.
pub(super) fn is_english_common(word: &str) -> bool {
    if ENGLISH.contains(word) {
        return true;
    }
    const ENDINGS: &[(&str, &[&str])] = &[
        ("ies", &["y"]),
        ("ied", &["y"]),
        ("ing", &["", "e"]),
        ("es", &["", "e"]),
        ("ed", &["", "e"]),
        ("s", &[""]),
        ("d", &[""]),
        ("er", &["", "e"]),
        ("ers", &["", "e"]),
        ("est", &["", "e"]),
        ("ly", &["", "e"]),
        ("y", &[""]),
        ("ity", &["", "e"]),
        ("ment", &[""]),
        ("ness", &[""]),
        ("n", &[""]),
        ("ion", &["", "e"]),
        ("ions", &["", "e"]),
        ("less", &[""]),
        ("ful", &[""]),
    ];
    ENDINGS.iter().any(|(ending, replacements)| {
        word.strip_suffix(ending).filter(|stem| stem.len() >= 3).is_some_and(|stem| {
            let doubled = ending.starts_with(['e', 'i']) && {
                let bytes = stem.as_bytes();
                bytes.len() > 3 && bytes.last() == bytes.get(bytes.len() - 2)
            };
            ENGLISH.contains(stem) && replacements.contains(&"")
                || doubled && stem.get(..stem.len() - 1).is_some_and(|stem| ENGLISH.contains(stem))
                || replacements.contains(&"e") && ENGLISH_BUT_LAST.0.contains(stem)
                || replacements.contains(&"y") && ENGLISH_BUT_LAST.1.contains(stem)
        })
    })
}

pub(super) fn is_german_determiner(word: &str) -> bool {
    GERMAN_DETERMINERS.contains(word)
}

/// Whether a word in lower case is a listed German noun, maybe inflected, but not by `-er`.
pub(super) fn is_german_noun_itself(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["", "e", "en", "n", "s", "es"];
    ENDINGS
        .iter()
        .any(|ending| word.strip_suffix(ending).is_some_and(|stem| GERMAN_NOUNS.contains(stem)))
}

/// Whether a word in lower case is a German noun: a listed one, inflected, or a compound of one.
pub(super) fn is_german_noun(word: &str) -> bool {
    // The shortest last part that is looked for: `-tag` is one, `-ei` would be anywhere.
    const SHORTEST: usize = 4;
    const LONGEST: usize = 16;
    const ENDINGS: [&str; 11] = ["", "e", "en", "n", "s", "es", "er", "ern", "ns", "ens", "nen"];
    ENDINGS.iter().any(|ending| {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else {
            return false;
        };
        GERMAN_NOUNS.contains(stem)
            || stem.char_indices().skip(3).any(|(place, _)| {
                let part = stem.get(place..).unwrap_or("");
                let whole = part.len() + ending.len();
                (SHORTEST..=LONGEST).contains(&whole)
                    && part.len() > 2
                    && GERMAN_NOUNS.contains(part)
            })
    })
}

/// Whether a word in lower case begins like a country or a great city, with up to three letters
/// of an ending.
pub(super) fn is_place(word: &str) -> bool {
    if NO_PLACES.contains(word) {
        return false;
    }
    let mut ends = word.char_indices().rev().map(|(place, _)| place).take(4);
    PLACE_STEMS.contains_key(word)
        || ends.any(|end| {
            let stem = word.get(..end).unwrap_or("");
            stem.chars().nth(2).is_some() && PLACE_STEMS.get(stem).copied().unwrap_or(false)
        })
}

/// Whether a word in lower case is a listed place as it stands, up to two letters.
pub(super) fn is_place_itself(word: &str) -> bool {
    let longest = word.char_indices().rev().map(|(place, _)| place).take(2);
    PLACE_STEMS.contains_key(word)
        || longest.into_iter().any(|end| {
            word.get(..end).is_some_and(|stem| stem.len() > 3 && PLACE_STEMS.contains_key(stem))
        })
}

pub(super) fn is_place_head(word: &str) -> bool {
    PLACE_HEADS.contains(word)
}

/// Words by their first letter.
type ByLetter = FxHashMap<char, Vec<&'static str>>;
/// Words by their first two letters.
type Beginnings = FxHashMap<[char; 2], Vec<&'static str>>;

static ROLES: LazyLock<Beginnings> =
    LazyLock::new(|| by_first_letters(titles::ROLE_PARTS.iter().copied()));
static ROLE_ENDS: LazyLock<ByLetter> = LazyLock::new(|| {
    let mut ends = ByLetter::default();
    for part in titles::ROLE_PARTS {
        if let Some(last) = part.chars().next_back() {
            ends.entry(last).or_default().push(part);
        }
    }
    ends
});
static ORGANIZATIONS: LazyLock<Beginnings> =
    LazyLock::new(|| by_first_letters(organizations::HEADS.iter().copied()));
static SLAVIC: LazyLock<Beginnings> =
    LazyLock::new(|| by_first_letters(nouns::SLAVIC_HEADS.iter().copied()));

fn by_first_letter(words: impl Iterator<Item = &'static str>) -> ByLetter {
    let mut beginnings = ByLetter::default();
    for word in words {
        if let Some(first) = word.chars().next() {
            beginnings.entry(first).or_default().push(word);
        }
    }
    beginnings
}

fn by_first_letters(words: impl Iterator<Item = &'static str>) -> Beginnings {
    let mut beginnings = Beginnings::default();
    for word in words {
        beginnings.entry(first_letters(word)).or_default().push(word);
    }
    beginnings
}

/// The first two letters of a word; all in the lists have as many.
fn first_letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [(); 2].map(|()| letters.next().unwrap_or(' '))
}

/// The beginnings with the first letters of a word.
fn beginning(beginnings: &'static Beginnings, word: &str) -> impl Iterator<Item = &'static str> {
    beginnings.get(&first_letters(word)).into_iter().flatten().copied()
}

/// The Slavic nouns of organizations and places with the first letters of a word.
pub(super) fn slavic_heads(word: &str) -> impl Iterator<Item = &'static str> {
    beginning(&SLAVIC, word)
}

pub(super) fn is_organization_head(word: &str) -> bool {
    beginning(&ORGANIZATIONS, word).any(|head| word.starts_with(head))
}

/// Whether letters in capitals stand for a thing and no one: `TV`, `DNA`. In lower case.
pub(super) fn is_plain_acronym(word: &str) -> bool {
    ACRONYMS.contains(word)
}

/// Whether an English name may go on with `of` behind the word.
pub(super) fn takes_of(word: &str) -> bool {
    OF_HEADS.contains(word)
}

static CASELESS_TITLES: LazyLock<Set> = LazyLock::new(|| set(caseless::TITLES_BEFORE));
static OFFICES: LazyLock<Set> = LazyLock::new(|| set(caseless::OFFICES));
static KOREAN_TITLES: LazyLock<Set> = LazyLock::new(|| set(caseless::KOREAN_TITLES));
static KOREAN_NO_NAMES: LazyLock<Set> = LazyLock::new(|| set(caseless::KOREAN_NO_NAMES));
static CASELESS_PLACES: LazyLock<Set> = LazyLock::new(|| set(caseless::PLACES));
static HAN_PLACES: LazyLock<ByLetter> =
    LazyLock::new(|| by_first_letter(caseless::HAN_PLACES.split_ascii_whitespace()));
static JAPANESE_SURNAMES: LazyLock<Set> = LazyLock::new(|| set(japanese::SURNAMES));
static JAPANESE_GIVEN_ENDS: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| japanese::GIVEN_ENDS.chars().collect());
static JAPANESE_NO_PLACES: LazyLock<Set> = LazyLock::new(|| set(japanese::NO_PLACES));
static KOREAN_LAST: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    caseless::KOREAN_ENDINGS.iter().filter_map(|ending| ending.chars().next_back()).collect()
});
static KATAKANA: LazyLock<Set> = LazyLock::new(|| set(caseless::KATAKANA));
static FOREIGN: LazyLock<FxHashSet<char>> = LazyLock::new(|| caseless::FOREIGN.chars().collect());
static SURNAMES: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    caseless::CHINESE_SURNAMES.chars().chain(caseless::KOREAN_SURNAMES.chars()).collect()
});
static HAN_AFTER: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| caseless::HAN_AFTER.chars().collect());

/// Whether a person follows the word, in scripts without capitals.
pub(super) fn is_title_before(word: &str) -> bool {
    CASELESS_TITLES.contains(word)
}

/// Whether the word is the rest of an office behind its title.
pub(super) fn is_office(word: &str) -> bool {
    OFFICES.contains(word)
}

pub(super) fn is_korean_title(word: &str) -> bool {
    KOREAN_TITLES.contains(word)
}

pub(super) fn is_korean_no_name(word: &str) -> bool {
    KOREAN_NO_NAMES.contains(word) || KOREAN_TITLES.contains(word)
}

/// Whether a word of a script without capitals is a place.
pub(super) fn is_caseless_place(word: &str) -> bool {
    CASELESS_PLACES.contains(word)
}

/// The places in Chinese characters that begin with a character.
pub(super) fn han_places(first: char) -> impl Iterator<Item = &'static str> {
    HAN_PLACES.get(&first).into_iter().flatten().copied()
}

/// Whether the characters are a Japanese family name of two or three.
pub(super) fn is_japanese_surname(word: &str) -> bool {
    JAPANESE_SURNAMES.contains(word)
}

/// Whether a Japanese given name may end with the character.
pub(super) fn ends_japanese_name(character: char) -> bool {
    JAPANESE_GIVEN_ENDS.contains(&character)
}

/// Whether a word ends like a Japanese municipality and is none.
pub(super) fn is_japanese_no_place(word: &str) -> bool {
    JAPANESE_NO_PLACES.contains(word)
}

/// Whether the ending of a Korean word may end with the letter.
pub(super) fn ends_korean(letter: char) -> bool {
    KOREAN_LAST.contains(&letter)
}

/// Whether a word in katakana is a loan and no name.
pub(super) fn is_katakana_word(word: &str) -> bool {
    KATAKANA.contains(word)
}

/// Whether Chinese writes foreign names with the character.
pub(super) fn is_foreign_character(character: char) -> bool {
    FOREIGN.contains(&character)
}

/// Whether a character is a Chinese or a Korean family name.
pub(super) fn is_surname(character: char) -> bool {
    SURNAMES.contains(&character)
}

/// Whether no given name ends with the character, since it begins the next word.
pub(super) fn is_after_name(character: char) -> bool {
    HAN_AFTER.contains(&character)
}
