//! The headline: of the article nearest to the others.

use std::collections::BTreeMap;

use super::build::Member;
use crate::language::LanguageTag;

/// The member nearest to the story's centroid, which for unit vectors is the one with the highest
/// mean similarity to all members; ties go to the first that came.
pub(super) fn medoid<'m, 'a>(members: &'m [Member<'a>]) -> Option<&'m Member<'a>> {
    nearest(members.iter(), |member| member.centrality.0)
}

/// The headline of each language: of the member nearest to its cluster's centroid. Articles
/// without one give the beginning of their text.
pub(super) fn headlines(members: &[Member<'_>]) -> BTreeMap<LanguageTag, String> {
    let mut by_language: BTreeMap<LanguageTag, Vec<&Member<'_>>> = BTreeMap::new();
    for member in members {
        let language = member.material.language.unwrap_or(LanguageTag::UNDETERMINED);
        by_language.entry(language).or_default().push(member);
    }
    by_language
        .into_iter()
        .filter_map(|(language, members)| {
            let member = nearest(members.into_iter(), |member| member.centrality.1)?;
            Some((language, title(member)))
        })
        .collect()
}

/// The member of the highest centrality that has a headline, or, without any, the highest.
fn nearest<'m, 'a: 'm>(
    members: impl Iterator<Item = &'m Member<'a>>,
    centrality: impl Fn(&Member<'a>) -> f32,
) -> Option<&'m Member<'a>> {
    members.max_by(|one, two| {
        let titled = |member: &Member<'a>| !member.material.article.headline.trim().is_empty();
        titled(one)
            .cmp(&titled(two))
            .then(centrality(one).total_cmp(&centrality(two)))
            .then(two.key.cmp(&one.key))
    })
}

/// The headline on one line, or what stands for it, at most 200 characters.
fn title(member: &Member<'_>) -> String {
    const MAX_CHARACTERS: usize = 200;
    let article = member.material.article;
    let text = [&article.headline, &article.description, &article.article_body]
        .into_iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let words: Vec<&str> = text.split_whitespace().take(MAX_CHARACTERS).collect();
    let line = words.join(" ");
    if line.chars().count() <= MAX_CHARACTERS {
        return line;
    }
    let mut short: String = line.chars().take(MAX_CHARACTERS - 1).collect();
    short.push('…');
    short
}
