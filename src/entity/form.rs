//! Spellings without what a text adds to them.

use super::coreference::full_names;
use crate::language::{LanguageTag, is_letter};
use crate::translit::fold;

/// Letters before an apostrophe that are a name: `Putin's`, but not `O'Neill`.
const FEWEST_LETTERS: usize = 3;
/// Languages that write their prefixes in small letters before a name's capital: `eSingapore`.
const PREFIXING: &[&str] = &[
    "bem", "kg", "lg", "ln", "lua", "nd", "nr", "nso", "ny", "rn", "rw", "sn", "ss", "st", "tn",
    "ts", "ve", "xh", "zu",
];
/// Letters of such prefixes.
const LONGEST_PREFIX: usize = 6;

/// For each name of a document, the longest name in it that it is short for; itself for most.
///
/// `Wang` may be short for `Wang Yi`, which is short for a longer name in turn. Each step leads to
/// a longer name, so the way ends.
pub(super) fn longest_names<N: AsRef<str>>(
    names: &[N],
    language: Option<LanguageTag>,
) -> Vec<usize> {
    longest_of(&full_names(names, language))
}

/// The same, given the longer name of each.
pub(super) fn longest_of(full: &[Option<usize>]) -> Vec<usize> {
    let longest = |mut place: usize| {
        while let Some(longer) = full.get(place).copied().flatten() {
            place = longer;
        }
        place
    };
    (0..full.len()).map(longest).collect()
}

/// A name without what its last word has behind an apostrophe.
pub(super) fn without_possessive(form: &str) -> &str {
    // Most names have none of the two; ’ begins with that byte.
    if !form.bytes().any(|byte| byte == b'\'' || byte == 0xe2) {
        return form;
    }
    let Some(place) = form.rfind(['\'', '’']) else { return form };
    let (before, after) = form.split_at(place);
    let letters = before.chars().rev().take_while(|c| is_letter(*c)).count();
    let last = after.chars().all(|c| is_letter(c) || matches!(c, '\'' | '’'));
    if last && letters >= FEWEST_LETTERS { before } else { form }
}

/// Whether a name is a possessive: `Putin's`, `Beatles'`, `Putin'in`.
pub(super) fn is_possessive(form: &str) -> bool {
    without_possessive(form).len() < form.len()
}

/// A name without a possessive, in the Bantu languages without its prefix, in Han without what says
/// that it is a province or city.
pub(super) fn bare(form: &str, language: Option<LanguageTag>) -> &str {
    let form = without_possessive(without_unit(form));
    let prefixing = language.is_some_and(|tag| PREFIXING.contains(&tag.language()));
    if !prefixing || !form.starts_with(char::is_lowercase) {
        return form;
    }
    let capital = form.char_indices().find(|(_, letter)| !letter.is_lowercase());
    let Some((place, _)) = capital.filter(|(_, letter)| letter.is_uppercase()) else { return form };
    let rest = form.get(place..).unwrap_or(form);
    let letters = rest.chars().take_while(|letter| is_letter(*letter)).count();
    if place <= LONGEST_PREFIX && letters >= FEWEST_LETTERS { rest } else { form }
}

/// 茨城 for 茨城県, 武汉 for 武汉市.
fn without_unit(form: &str) -> &str {
    // Han take three bytes each.
    const SHORTEST: usize = 9;
    let unit = ['県', '縣', '县', '省', '市'];
    form.strip_suffix(unit).filter(|_| form.len() >= SHORTEST).unwrap_or(form)
}

/// The word of a name as it is written, by its symbols; the whole name where they are several.
pub(super) fn text_of<'form>(form: &'form str, word: &str) -> &'form str {
    let mut words = form.split(|c: char| c.is_whitespace() || SEPARATORS.contains(c));
    words.find(|part| !part.is_empty() && fold(part, None) == word).unwrap_or(form)
}

/// What parts the words of a name beside spaces.
const SEPARATORS: &str = "-‐‑–·・‧.,་＝=";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bared() {
        for (language, form, wanted) in [
            ("en", "Putin's", "Putin"),
            ("en", "O'Neill", "O'Neill"),
            ("en", "iPhone", "iPhone"),
            ("zu", "eSingapore", "Singapore"),
            ("xh", "kukaBrett Kavanaugh", "Brett Kavanaugh"),
            ("ja", "茨城県", "茨城"),
            ("zh", "都市", "都市"),
            ("zu", "uT", "uT"),
            ("zu", "", ""),
        ] {
            assert_eq!(bare(form, language.parse().ok()), wanted, "{form}");
        }
    }
}
