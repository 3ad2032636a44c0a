//! Korean names in Hangul: a syllable is a character of Hanja, and another one is another person.

use super::reading::Reading;

/// Surnames of nine Koreans in ten (census of 2015).
const SURNAMES: &str =
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진나지엄";

/// Whether these characters are a Korean's name in one word: a surname and two syllables.
pub(super) fn is_korean(characters: &[char]) -> bool {
    let syllable = |character: &char| ('가'..='힣').contains(character);
    matches!(characters, [surname, given @ ..]
        if given.len() == 2 && SURNAMES.contains(*surname) && given.iter().all(syllable))
}

/// Whether two Korean names differ in a syllable.
pub(super) fn contradict(one: &Reading, other: &Reading) -> bool {
    is_korean(&one.han) && is_korean(&other.han) && one.han != other.han
}
