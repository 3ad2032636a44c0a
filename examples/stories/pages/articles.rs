//! The articles of a story: by side, as cards with an excerpt; copies under what they copy; of large
//! stories the rest as lines.

use std::collections::{BTreeMap, BTreeSet};

use samestory::article::{Article, ArticleId};
use samestory::language::LanguageTag;
use samestory::pipeline::{CoveredStory, Pipeline};
use serde::Serialize;

use super::outlets::Outlets;
use super::words;
use crate::support::one_line;

/// Cards of a side; the articles of the headlines come first, then the earliest.
const MAX_CARDS: usize = 40;
/// Lines of a side, after the cards: a page of 5,000 articles stays below a megabyte.
const MAX_LINES: usize = 250;
/// Copies named under a card.
const MAX_COPIES: usize = 20;
/// Bytes of an address: the longer ones are not linked.
const MAX_ADDRESS: usize = 500;
/// Characters of an excerpt.
const EXCERPT: usize = 280;

/// The articles of one side.
#[derive(Serialize)]
pub(super) struct SideView {
    key: &'static str,
    label: String,
    /// Articles, copies included.
    count: usize,
    cards: Vec<Card>,
    lines: Vec<Line>,
    /// Articles that are neither.
    rest: usize,
}

#[derive(Serialize)]
struct Card {
    anchor: String,
    title: String,
    url: Option<String>,
    excerpt: String,
    lang: String,
    dir: &'static str,
    language: String,
    outlet: String,
    place: String,
    time: String,
    rating: Option<String>,
    copies: Vec<Link>,
    more_copies: usize,
}

#[derive(Serialize)]
struct Line {
    anchor: String,
    outlet: String,
    url: Option<String>,
    lang: String,
    time: String,
    copy: bool,
}

#[derive(Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

/// The articles of a story, found by id.
pub(super) struct Articles<'a> {
    /// In order of arrival, cluster by cluster.
    all: Vec<(&'a Article, Option<LanguageTag>)>,
    by_id: BTreeMap<&'a str, usize>,
    /// Copies, by what they copy.
    copies: BTreeMap<&'a str, Vec<&'a str>>,
    pub(super) is_copy: BTreeSet<&'a str>,
    /// Those that have a place on the page.
    shown: BTreeSet<usize>,
}

impl<'a> Articles<'a> {
    pub(super) fn new(covered: &'a CoveredStory, pipeline: &'a Pipeline) -> Self {
        let clusters = covered.story.clusters.iter();
        let ids = clusters.flat_map(|c| c.articles.iter().map(|id| (id, c.language)));
        let all: Vec<_> = ids
            .filter_map(|(id, language)| Some((pipeline.article(id.as_str())?, language)))
            .collect();
        let by_id = all.iter().enumerate().map(|(at, (a, _))| (a.id.as_str(), at)).collect();
        let (mut copies, mut is_copy) = (BTreeMap::new(), BTreeSet::new());
        for group in &covered.story.wire_groups {
            // The first that came is the one the others were found to copy.
            let Some((first, rest)) = group.members.split_first() else { continue };
            let rest: Vec<&str> = rest.iter().map(ArticleId::as_str).collect();
            is_copy.extend(rest.iter().copied());
            copies.insert(first.as_str(), rest);
        }
        Self { all, by_id, copies, is_copy, shown: BTreeSet::new() }
    }

    pub(super) fn get(&self, id: &ArticleId) -> Option<&'a Article> {
        self.all.get(*self.by_id.get(id.as_str())?).map(|(article, _)| *article)
    }

    pub(super) fn language(&self, id: &ArticleId) -> Option<LanguageTag> {
        self.all.get(*self.by_id.get(id.as_str())?)?.1
    }

    /// Where an article stands on the page, if it does: ids from feeds may hold anything.
    pub(super) fn anchor(&self, id: &str) -> Option<String> {
        let at = self.by_id.get(id)?;
        self.shown.contains(at).then(|| format!("a{at}"))
    }

    /// A link to an article's place on the page, by its outlet.
    pub(super) fn link(&self, id: &ArticleId, outlets: &Outlets<'_>) -> Option<Link> {
        let text = outlets.name(self.get(id)?);
        Some(Link { text, url: self.anchor(id.as_str()).map(|anchor| format!("#{anchor}")) })
    }

    /// The articles by side. `first` are those that must have cards.
    pub(super) fn by_side(
        &mut self,
        first: &BTreeSet<&str>,
        outlets: &Outlets<'_>,
    ) -> Vec<SideView> {
        let mut sides: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        const KEYS: [&str; 4] = ["left", "center", "right", "unrated"];
        for (at, (article, _)) in self.all.iter().enumerate() {
            let key = outlets.side(article).unwrap_or("unrated");
            let side = KEYS.iter().position(|own| *own == key).unwrap_or(3);
            sides.entry(side).or_default().push(at);
        }
        let mut views = Vec::new();
        for (side, mut own) in sides {
            let count = own.len();
            own.sort_by_key(|at| {
                let article = self.all[*at].0;
                let id = article.id.as_str();
                (!first.contains(id), article.date_published.or(article.date_seen), *at)
            });
            let (copies, originals): (Vec<usize>, Vec<usize>) =
                own.into_iter().partition(|at| self.is_copy.contains(self.all[*at].0.id.as_str()));
            let cards = originals.len().min(MAX_CARDS);
            let mut shown: Vec<usize> = originals[..cards].to_vec();
            shown.sort_by_key(|at| {
                let article = self.all[*at].0;
                (article.date_published.or(article.date_seen), *at)
            });
            let mut rest: Vec<usize> = originals[cards..].to_vec();
            // Copies of a card on this page are named there, unless there are too many.
            let carded: BTreeSet<&str> =
                shown.iter().map(|at| self.all[*at].0.id.as_str()).collect();
            let named: BTreeSet<&str> = carded
                .iter()
                .filter_map(|id| self.copies.get(id))
                .flat_map(|list| list.iter().take(MAX_COPIES).copied())
                .collect();
            rest.extend(copies.iter().filter(|at| !named.contains(self.all[**at].0.id.as_str())));
            let lines = &rest[..rest.len().min(MAX_LINES)];
            self.shown.extend(shown.iter().chain(lines));
            let key = KEYS[side];
            views.push(SideView {
                key,
                label: if key == "unrated" { "Not rated".to_owned() } else { words::side(key) },
                count,
                rest: rest.len() - lines.len(),
                lines: lines.iter().map(|at| self.line(*at, outlets)).collect(),
                cards: shown.iter().map(|at| self.card(*at, outlets)).collect(),
            });
        }
        views
    }

    fn card(&self, at: usize, outlets: &Outlets<'_>) -> Card {
        let (article, language) = self.all[at];
        let title = title(article);
        let texts = [&article.description, &article.article_body];
        let excerpt = texts.into_iter().find(|text| !text.trim().is_empty());
        let excerpt = excerpt.map(|text| shortened(text)).unwrap_or_default();
        let copies = self.copies.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
        let link = |id: &&str| {
            let copy = self.all[*self.by_id.get(id)?].0;
            Some(Link { text: outlets.name(copy), url: address(copy) })
        };
        Card {
            anchor: format!("a{at}"),
            excerpt: if excerpt == title { String::new() } else { excerpt },
            title,
            url: address(article),
            lang: language.map(|tag| tag.to_string()).unwrap_or_default(),
            dir: words::direction(language),
            language: words::language(language),
            outlet: outlets.name(article),
            place: outlets.place(article),
            time: date(article),
            rating: outlets.rating(article),
            copies: copies.iter().take(MAX_COPIES).filter_map(link).collect(),
            more_copies: copies.len().saturating_sub(MAX_COPIES),
        }
    }

    fn line(&self, at: usize, outlets: &Outlets<'_>) -> Line {
        let (article, language) = self.all[at];
        Line {
            anchor: format!("a{at}"),
            outlet: outlets.name(article),
            url: address(article),
            lang: language.map(|tag| tag.to_string()).unwrap_or_default(),
            time: article
                .date_published
                .or(article.date_seen)
                .map(words::short_time)
                .unwrap_or_default(),
            copy: self.is_copy.contains(article.id.as_str()),
        }
    }
}

/// The address of an article, if a browser may follow it.
pub(super) fn address(article: &Article) -> Option<String> {
    let url = article.url.as_deref().filter(|url| url.len() <= MAX_ADDRESS)?;
    let scheme = url.split_once("://")?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https").then(|| url.to_owned())
}

pub(super) fn date(article: &Article) -> String {
    let date = article.date_published.or(article.date_seen);
    date.map_or_else(|| "no date".to_owned(), words::time)
}

fn title(article: &Article) -> String {
    let texts = [&article.headline, &article.description, &article.article_body];
    let text = texts.into_iter().find(|text| !text.trim().is_empty());
    text.map(|text| shortened(text)).unwrap_or_default()
}

/// The beginning of a text on one line, cut at a word, or at a character where words are not parted.
/// Marks that turn the direction of what follows are left out.
pub(super) fn shortened(text: &str) -> String {
    // A character has at most four bytes: no more than that is looked at.
    let mut end = text.len().min(8 * EXCERPT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line: String = one_line(&text[..end])
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    if line.chars().count() <= EXCERPT && end == text.len() {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let words = cut.rfind(' ').filter(|at| at * 2 > cut.len());
    let cut = cut[..words.unwrap_or(cut.len())].trim_end_matches(['.', ',', ';', ':', ' ']);
    format!("{cut}…")
}
