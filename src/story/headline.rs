//! The headline: of the article nearest to the others.

use std::collections::BTreeMap;

use super::build::Member;
use crate::article::Article;
use crate::language::LanguageTag;

/// The member nearest to the story's centroid, which for unit vectors is the one with the highest
/// mean similarity to all members; ties go to the first that came.
///
/// A member with a headline goes before those without.
pub(super) fn medoid<'m, 'a: 'm>(
    members: impl IntoIterator<Item = &'m Member<'a>>,
) -> Option<&'m Member<'a>> {
    members.into_iter().max_by(|one, two| {
        let titled = |member: &Member<'a>| !member.material.article.headline.trim().is_empty();
        titled(one)
            .cmp(&titled(two))
            .then(one.centrality.total_cmp(&two.centrality))
            .then(two.key.cmp(&one.key))
    })
}

/// The medoid of each language, whose headline is the story's there.
pub(super) fn medoids<'m, 'a>(members: &'m [Member<'a>]) -> BTreeMap<LanguageTag, &'m Member<'a>> {
    let mut by_language: BTreeMap<LanguageTag, Vec<&Member<'_>>> = BTreeMap::new();
    for member in members {
        let language = member.material.language.unwrap_or(LanguageTag::UNDETERMINED);
        by_language.entry(language).or_default().push(member);
    }
    by_language
        .into_iter()
        .filter_map(|(language, members)| Some((language, medoid(members)?)))
        .collect()
}

/// Characters of a headline.
const MAX_CHARACTERS: usize = 200;

/// The headline of an article on one line, or the beginning of the text that stands for it: at
/// most 200 characters.
pub(crate) fn headline_of(article: &Article) -> String {
    [&article.headline, &article.description, &article.article_body]
        .into_iter()
        .map(|text| one_line(text))
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}

/// The beginning of a text without breaks, control characters, and the marks that turn the
/// direction of what follows: cut off, they would turn the rest of the page. O(200) for a text
/// that is not blank.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    let (mut count, mut gap) = (0, false);
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            gap = count > 0;
        } else if !matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            if std::mem::take(&mut gap) {
                line.push(' ');
                count += 1;
            }
            line.push(character);
            count += 1;
        }
        if count > MAX_CHARACTERS {
            let mut short: String = line.chars().take(MAX_CHARACTERS - 1).collect();
            short.push('…');
            return short;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_one_line() {
        let long = "word ".repeat(1000);
        for (text, wanted) in [
            ("  Two\r\n lines\t", "Two lines"),
            ("\u{1b}[2JRed\0\u{7}", "[2JRed"),
            ("\u{202e}abc\u{2066} \u{5d0}", "abc \u{5d0}"),
            ("\0\u{202e}", ""),
            (&long, &format!("{}word…", "word ".repeat(39))),
        ] {
            assert_eq!(one_line(text), wanted, "{text:?}");
        }
        let exact = "x".repeat(MAX_CHARACTERS);
        assert_eq!(one_line(&exact), exact);
    }
}
