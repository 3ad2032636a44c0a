//! What a story's page shows, in words.

use std::collections::{BTreeMap, BTreeSet};

use samestory::article::ArticleId;
use samestory::coverage::FirstReport;
use samestory::language::LanguageTag;
use samestory::pipeline::{Comparison, CoveredStory, MeetingKind, Pipeline};
use samestory::story::{DifferenceKind, Group, Story, StoryEntity};
use samestory::translit::romanize;
use serde::Serialize;

use super::articles::{Articles, Link, SideView};
use super::bars::{self, Bars, BlindspotView, Leanings};
use super::outlets::Outlets;
use super::plot::{self, Plot};
use super::words;
use crate::show::headline;

/// Outlets named under a point.
const MAX_CARRIERS: usize = 8;
/// Spellings of a name that are shown.
const MAX_SPELLINGS: usize = 40;
/// Pairs of articles explained, and things of a pair.
const MAX_PAIRS: usize = 6;
const MAX_MEETINGS: usize = 5;
/// Outlets named in a list.
const MAX_NAMED: usize = 12;

/// Text in a language.
#[derive(Serialize)]
pub(super) struct Text {
    text: String,
    lang: String,
    dir: &'static str,
    language: String,
}

impl Text {
    pub(super) fn new(text: &str, language: Option<LanguageTag>) -> Self {
        Self {
            text: text.to_owned(),
            lang: language.map(|tag| tag.to_string()).unwrap_or_default(),
            dir: words::direction(language),
            language: words::language(language),
        }
    }
}

/// The headline of a story, in the language it is in.
pub(super) fn headline_text(covered: &CoveredStory) -> Text {
    let headline = headline(&covered.story);
    let own = covered.story.headline.iter().find(|(_, text)| *text == headline);
    Text::new(headline, own.map(|(tag, _)| *tag))
}

#[derive(Serialize)]
pub(super) struct View {
    id: String,
    pub(super) headline: Text,
    published: String,
    updated: String,
    closed: bool,
    counts: Vec<String>,
    places: Vec<String>,
    points: Vec<Point>,
    headlines: Vec<Headline>,
    leanings: Leanings,
    axes: Vec<Bars>,
    blindspot: BlindspotView,
    first: First,
    sides: Vec<SideView>,
    plot: Plot,
    spread: Vec<Arrival>,
    differences: Vec<DifferenceView>,
    names: Vec<Name>,
    wires: Vec<Wire>,
    cohesion: String,
    pairs: Vec<Pair>,
    suspects: Vec<Link>,
    lineage: Vec<String>,
    parted: Vec<String>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Point {
    text: Text,
    voices: String,
    sides: Vec<(String, String, usize)>,
    carriers: Vec<Link>,
    more: usize,
    elsewhere: Vec<(Text, Option<Link>)>,
}

#[derive(Serialize)]
struct Headline {
    text: Text,
    outlet: Option<Link>,
    articles: usize,
}

#[derive(Serialize)]
struct First {
    /// Nothing has a time.
    nothing: bool,
    told: bool,
    outlet: Option<Link>,
    at: String,
    confidence: String,
    flags: Vec<&'static str>,
    runners: Vec<Runner>,
    undated: usize,
}

#[derive(Serialize)]
struct Runner {
    outlet: Option<Link>,
    at: String,
    after: String,
    flags: Vec<&'static str>,
}

#[derive(Serialize)]
struct Arrival {
    language: String,
    at: String,
    after: String,
    outlet: Option<Link>,
    followed: Option<String>,
}

#[derive(Serialize)]
struct DifferenceView {
    group: String,
    class: String,
    kind: &'static str,
    label: String,
    counts: String,
    example: Option<(Text, Option<Link>)>,
}

#[derive(Serialize)]
struct Name {
    label: String,
    kind: &'static str,
    articles: usize,
    spellings: Vec<Spelling>,
    more: usize,
}

#[derive(Serialize)]
struct Spelling {
    form: String,
    lang: String,
    dir: &'static str,
    languages: String,
    reading: Option<String>,
    count: usize,
}

#[derive(Serialize)]
struct Wire {
    origin: Option<Link>,
    members: Vec<Link>,
    more: usize,
}

#[derive(Serialize)]
struct Pair {
    one: Option<Link>,
    other: Option<Link>,
    languages: String,
    probability: String,
    meetings: Vec<String>,
}

#[derive(Serialize)]
struct Related {
    id: String,
    headline: Text,
    why: Vec<String>,
}

/// Everything that a page is made of.
pub(super) struct Site<'a> {
    pub(super) pipeline: &'a Pipeline,
    pub(super) outlets: Outlets<'a>,
    /// The stories that have a page.
    pub(super) stories: BTreeMap<&'a str, &'a CoveredStory>,
}

impl Site<'_> {
    pub(super) fn view(&self, covered: &CoveredStory) -> View {
        let CoveredStory { story, coverage, .. } = covered;
        let mut articles = Articles::new(covered, self.pipeline);
        let explained = self.pipeline.explain_story(&story.id);
        let mut wanted: BTreeSet<&str> =
            story.info_article.values().map(ArticleId::as_str).collect();
        wanted
            .extend(story.summary.iter().filter_map(|p| p.articles.first()).map(|id| id.as_str()));
        let sides = articles.by_side(&wanted, &self.outlets);
        let links = explained.iter().flat_map(|found| &found.explanation.links);
        let suspects = explained.iter().flat_map(|found| &found.explanation.suspects);
        View {
            id: story.id.clone(),
            headline: headline_text(covered),
            published: words::time(story.date_created),
            updated: words::time(story.date_modified),
            closed: story.status == samestory::story::StoryStatus::Closed,
            counts: vec![
                words::count(coverage.article_count, "article", "articles"),
                words::count(coverage.source_count, "outlet", "outlets"),
                words::count(coverage.independent_count, "independent voice", "independent voices"),
                words::count(story.languages.len(), "language", "languages"),
            ],
            places: story.places.iter().map(|place| place.name.clone()).collect(),
            points: self.points(covered, &articles),
            headlines: self.headlines(covered, &articles),
            leanings: bars::leanings(coverage),
            axes: bars::axes(coverage),
            blindspot: bars::blindspot(coverage),
            first: self.first(coverage.first_report.as_ref(), &articles),
            sides,
            plot: plot::plot(covered, &articles.is_copy, &self.outlets, self.pipeline),
            spread: self.spread(covered, &articles),
            differences: self.differences(covered, &articles),
            names: story.entities.iter().filter(|e| e.article_count > 1).map(name).collect(),
            wires: self.wires(covered, &articles),
            cohesion: words::percent(f64::from(story.cohesion)),
            pairs: links
                .take(MAX_PAIRS)
                .filter_map(|link| self.pair(&link.one, &link.other, link.probability, &articles))
                .collect(),
            suspects: suspects
                .take(MAX_NAMED)
                .filter_map(|suspect| articles.link(&suspect.article, &self.outlets))
                .collect(),
            lineage: steps(story, "merged"),
            parted: steps(story, "split"),
            related: self.related(covered),
        }
    }

    fn points(&self, covered: &CoveredStory, articles: &Articles<'_>) -> Vec<Point> {
        let independent = covered.coverage.independent_count;
        let point = |point: &samestory::story::SummaryPoint| {
            let links = point.articles.iter().filter_map(|id| articles.link(id, &self.outlets));
            let mut carriers: Vec<Link> = links.collect();
            let more = carriers.len().saturating_sub(MAX_CARRIERS);
            carriers.truncate(MAX_CARRIERS);
            let placed: usize = point.sides.values().sum();
            let order = ["left", "center", "right"].into_iter();
            let sides = order.filter_map(|key| Some((key, *point.sides.get(key)?)));
            let unrated = point.voices.saturating_sub(placed);
            let unrated = (unrated > 0).then_some(("unrated", unrated));
            Point {
                text: Text::new(&point.text, point.language),
                voices: if point.voices_of < independent {
                    format!("{} of {} voices that were read", point.voices, point.voices_of)
                } else {
                    format!("{} of {} voices", point.voices, point.voices_of)
                },
                sides: sides
                    .chain(unrated)
                    .map(|(key, count)| {
                        let label = if key == "unrated" { "not rated" } else { key };
                        (key.to_owned(), label.to_owned(), count)
                    })
                    .collect(),
                carriers,
                more,
                elsewhere: point
                    .elsewhere
                    .iter()
                    .map(|other| {
                        let link = articles.link(&other.article, &self.outlets);
                        (Text::new(&other.text, other.language), link)
                    })
                    .collect(),
            }
        };
        covered.story.summary.iter().map(point).collect()
    }

    /// A headline a language, those with most articles first.
    fn headlines(&self, covered: &CoveredStory, articles: &Articles<'_>) -> Vec<Headline> {
        let story = &covered.story;
        let count = |tag: &LanguageTag| story.languages.get(tag).copied().unwrap_or(0);
        let mut tags: Vec<&LanguageTag> = story.headline.keys().collect();
        tags.sort_by_key(|tag| (std::cmp::Reverse(count(tag)), **tag));
        let headline = |tag: &LanguageTag| {
            Some(Headline {
                text: Text::new(story.headline.get(tag)?, Some(*tag)),
                outlet: story.info_article.get(tag).and_then(|id| articles.link(id, &self.outlets)),
                articles: count(tag),
            })
        };
        tags.into_iter().filter_map(headline).collect()
    }

    fn first(&self, found: Option<&FirstReport>, articles: &Articles<'_>) -> First {
        let Some(found) = found else {
            return First {
                nothing: true,
                told: false,
                outlet: None,
                at: String::new(),
                confidence: String::new(),
                flags: Vec::new(),
                runners: Vec::new(),
                undated: 0,
            };
        };
        let start = found.at.or_else(|| found.runners_up.first().map(|runner| runner.at));
        let runner = |runner: &samestory::coverage::RunnerUp| Runner {
            outlet: articles.link(&runner.article, &self.outlets),
            at: words::time(runner.at),
            after: start.map(|start| words::delay(start, runner.at)).unwrap_or_default(),
            flags: runner.flags.iter().map(|flag| words::hazard(*flag)).collect(),
        };
        First {
            nothing: false,
            told: found.article.is_some(),
            outlet: found.article.as_ref().and_then(|id| articles.link(id, &self.outlets)),
            at: found.at.map(words::time).unwrap_or_default(),
            confidence: words::confidence(found.confidence),
            flags: found.flags.iter().map(|flag| words::hazard(*flag)).collect(),
            runners: found.runners_up.iter().map(runner).collect(),
            undated: found.undated,
        }
    }

    fn spread(&self, covered: &CoveredStory, articles: &Articles<'_>) -> Vec<Arrival> {
        let spread = &covered.story.spread;
        let Some(start) = spread.first().map(|arrival| arrival.at) else { return Vec::new() };
        let arrival = |arrival: &samestory::story::LanguageArrival| Arrival {
            language: words::language(arrival.language),
            at: words::short_time(arrival.at),
            after: words::delay(start, arrival.at),
            outlet: articles.link(&arrival.article, &self.outlets),
            followed: arrival.after.map(|tag| words::language(Some(tag))),
        };
        spread.iter().map(arrival).collect()
    }

    fn differences(&self, covered: &CoveredStory, articles: &Articles<'_>) -> Vec<DifferenceView> {
        let view = |found: &samestory::story::Difference| {
            let (group, class) = match &found.group {
                Group::Side(side) => (words::side(side), side.clone()),
                Group::Language(tag) => (words::language(Some(*tag)), "plain".to_owned()),
                _ => (String::new(), "plain".to_owned()),
            };
            DifferenceView {
                class,
                kind: match found.kind {
                    DifferenceKind::Name => "name",
                    DifferenceKind::Place => "place",
                    DifferenceKind::Number => "number",
                    _ => "word",
                },
                label: found.label.clone(),
                counts: format!(
                    "{} of {} {group} voices, {} of {} others",
                    found.here, found.here_of, found.elsewhere, found.elsewhere_of
                ),
                group,
                example: found.example.as_ref().map(|example| {
                    let link = articles.link(&example.article, &self.outlets);
                    (Text::new(&example.text, example.language), link)
                }),
            }
        };
        covered.story.differences.iter().map(view).collect()
    }

    fn wires(&self, covered: &CoveredStory, articles: &Articles<'_>) -> Vec<Wire> {
        let wire = |group: &samestory::story::WireGroup| Wire {
            origin: group.originator.as_ref().and_then(|id| articles.link(id, &self.outlets)),
            members: group
                .members
                .iter()
                .filter(|id| Some(*id) != group.originator.as_ref())
                .take(MAX_NAMED)
                .filter_map(|id| articles.link(id, &self.outlets))
                .collect(),
            more: group
                .members
                .len()
                .saturating_sub(MAX_NAMED + usize::from(group.originator.is_some())),
        };
        covered.story.wire_groups.iter().take(MAX_NAMED).map(wire).collect()
    }

    /// Why two articles are one story: what they share, in the words of both.
    fn pair(
        &self,
        one: &ArticleId,
        other: &ArticleId,
        probability: f32,
        articles: &Articles<'_>,
    ) -> Option<Pair> {
        let comparison: Comparison = self.pipeline.compare(one.as_str(), other.as_str())?;
        let mut meetings: Vec<String> = Vec::new();
        let names = comparison.shared_names.iter();
        meetings.extend(names.map(|(one, other)| equation(one, other)));
        let firm = comparison.meetings.iter().filter(|meeting| {
            matches!(meeting.kind, MeetingKind::Place | MeetingKind::Number | MeetingKind::Word)
        });
        for meeting in firm {
            if let (Some(one), Some(other)) = (meeting.one.first(), meeting.other.first()) {
                let text = equation(one, other);
                if !meetings.contains(&text) {
                    meetings.push(text);
                }
            }
        }
        meetings.truncate(MAX_MEETINGS);
        let [first, second] = [one, other].map(|id| words::language(articles.language(id)));
        Some(Pair {
            one: articles.link(one, &self.outlets),
            other: articles.link(other, &self.outlets),
            languages: if first == second { first } else { format!("{first} and {second}") },
            probability: words::confidence(f64::from(probability)),
            meetings,
        })
    }

    fn related(&self, covered: &CoveredStory) -> Vec<Related> {
        let related = covered.story.related.iter().filter_map(|related| {
            Some(Related {
                headline: headline_text(self.stories.get(related.story.as_str())?),
                id: related.story.clone(),
                why: related.why.iter().map(|reason| reason.label.clone()).collect(),
            })
        });
        related.collect()
    }
}

/// `Choïgou = Shoigu`, or the word alone where both write it alike.
/// The stories of one kind of step in how a story came to be.
fn steps(story: &Story, op: &str) -> Vec<String> {
    let steps = story.lineage.iter().filter(|step| step.op == op);
    steps.flat_map(|step| step.from.clone()).collect()
}

fn equation(one: &str, other: &str) -> String {
    if one == other { one.to_owned() } else { format!("{one} = {other}") }
}

fn name(entity: &StoryEntity) -> Name {
    // A spelling once, with its languages; the most used first.
    let mut forms: Vec<(&str, Vec<Option<LanguageTag>>, usize)> = Vec::new();
    for variant in &entity.variants {
        match forms.iter_mut().find(|(form, ..)| *form == variant.form) {
            Some((_, languages, count)) => {
                languages.push(variant.language);
                *count += variant.count;
            }
            None => forms.push((&variant.form, vec![variant.language], variant.count)),
        }
    }
    let more = forms.len().saturating_sub(MAX_SPELLINGS);
    forms.truncate(MAX_SPELLINGS);
    let spelling = |(form, languages, count): (&str, Vec<Option<LanguageTag>>, usize)| {
        let latin = form.chars().all(|c| c.is_ascii() || ('\u{c0}'..'\u{250}').contains(&c));
        let reading = (!latin).then(|| romanize(form)).filter(|reading| reading != form);
        let first = languages.first().copied().flatten();
        let mut names: Vec<String> = languages.iter().map(|tag| words::language(*tag)).collect();
        if names.len() > 4 {
            let more = names.len() - 3;
            names.truncate(3);
            names.push(format!("{more} more"));
        }
        Spelling {
            form: form.to_owned(),
            lang: first.map(|tag| tag.to_string()).unwrap_or_default(),
            dir: words::direction(first),
            languages: names.join(", "),
            reading,
            count,
        }
    };
    Name {
        label: entity.label.clone(),
        kind: match entity.kind {
            Some(samestory::entity::EntityKind::Person) => "person",
            Some(samestory::entity::EntityKind::Location) => "place",
            Some(samestory::entity::EntityKind::Organization) => "organization",
            _ => "",
        },
        articles: entity.article_count,
        spellings: forms.into_iter().map(spelling).collect(),
        more,
    }
}
