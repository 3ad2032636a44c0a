//! Points taken from the articles.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::build::Member;
use super::headline::medoid;
use super::types::SummaryPoint;
use crate::language::LanguageTag;

/// Points of a summary.
const MAX_POINTS: usize = 4;
/// Share of words that makes two sentences one point.
const SAME_POINT: f32 = 0.5;
/// Characters of a sentence that is neither a fragment nor a paragraph.
const CHARACTERS: std::ops::RangeInclusive<usize> = 30..=400;
/// Bytes of a text that are searched for its first sentence.
const LEAD_BYTES: usize = 4000;

/// The lead sentences of the most central articles, one point a theme.
///
/// News puts the most important thing first, so the lead of a text is its best single sentence
/// (Nenkova 2005, "Automatic text summarization of newswire"). Articles of the language with the
/// most articles of its own come first, then that of the medoid, so that the points can be read
/// together.
pub(super) fn summary(members: &[Member<'_>]) -> Vec<SummaryPoint> {
    let mut ranked: Vec<&Member<'_>> = members.iter().filter(|m| m.copy_of.is_none()).collect();
    let mut languages: BTreeMap<Option<LanguageTag>, usize> = BTreeMap::new();
    for member in &ranked {
        *languages.entry(member.material.language).or_default() += 1;
    }
    let medoid = medoid(ranked.iter().copied()).map(|member| member.material.language);
    let elsewhere = |member: &Member<'_>| Some(member.material.language) != medoid;
    let speakers = |member: &Member<'_>| languages.get(&member.material.language);
    ranked.sort_by(|one, two| {
        speakers(two)
            .cmp(&speakers(one))
            .then(elsewhere(one).cmp(&elsewhere(two)))
            .then(one.material.language.cmp(&two.material.language))
            .then(two.centrality.total_cmp(&one.centrality))
            .then(one.key.cmp(&two.key))
    });
    let mut points: Vec<(BTreeSet<String>, SummaryPoint)> = Vec::new();
    for member in ranked {
        let Some(sentence) = lead(member) else { continue };
        let words: BTreeSet<String> =
            sentence.unicode_words().map(|word| word.to_lowercase()).collect();
        let id = member.id();
        let full = points.len() == MAX_POINTS;
        let known = points.iter_mut().find(|(known, _)| overlap(known, &words) >= SAME_POINT);
        if let Some((_, point)) = known {
            point.articles.push(id);
        } else if !full {
            let point = SummaryPoint {
                text: sentence.to_owned(),
                language: member.material.language,
                articles: vec![id],
            };
            points.push((words, point));
        }
    }
    points.into_iter().map(|(_, point)| point).collect()
}

/// The first whole sentence of the description, or of the body.
fn lead<'a>(member: &Member<'a>) -> Option<&'a str> {
    let article = member.material.article;
    [article.description.as_str(), article.article_body.as_str()].into_iter().find_map(|text| {
        let mut end = text.len().min(LEAD_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(..end)?
            .unicode_sentences()
            .map(str::trim)
            .find(|sentence| CHARACTERS.contains(&sentence.chars().count()))
    })
}

/// Shared words over the words of the shorter.
fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f32 {
    let shorter = one.len().min(other.len()).max(1);
    one.intersection(other).count() as f32 / shorter as f32
}
