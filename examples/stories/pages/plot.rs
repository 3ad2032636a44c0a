//! The timeline: a row a language, a dot an article. Places are in percent of the width, so that the
//! plot fits any screen without scaling its letters.

use samestory::article::{Article, Timestamp};
use samestory::pipeline::{CoveredStory, Pipeline};
use serde::Serialize;

use super::outlets::Outlets;
use super::words;

/// Rows of the plot.
const MAX_ROWS: usize = 30;
/// Dots of a row; more are drawn as one bar an hour.
const MAX_DOTS: usize = 60;
/// Height of a row and of the axis, in pixels.
const ROW: usize = 26;
const AXIS: usize = 22;

#[derive(Serialize)]
pub(super) struct Plot {
    height: usize,
    /// Where the axis is.
    base: usize,
    rows: Vec<PlotRow>,
    ticks: Vec<Tick>,
    hidden: usize,
    spoken: String,
}

#[derive(Serialize)]
struct PlotRow {
    label: String,
    top: usize,
    y: usize,
    dots: Vec<Dot>,
    bars: Vec<HourBar>,
}

#[derive(Serialize)]
struct Dot {
    x: f64,
    class: &'static str,
    copy: bool,
    title: String,
}

#[derive(Serialize)]
struct HourBar {
    x: f64,
    width: f64,
    height: f64,
    y: f64,
    class: String,
    title: String,
}

#[derive(Serialize)]
struct Tick {
    x: f64,
    label: String,
    anchor: &'static str,
}

pub(super) fn plot(
    covered: &CoveredStory,
    copies: &std::collections::BTreeSet<&str>,
    outlets: &Outlets<'_>,
    pipeline: &Pipeline,
) -> Plot {
    let story = &covered.story;
    let (first, last) = (story.date_created.seconds(), story.date_modified.seconds());
    let span = (last - first).max(3600);
    // Room on both sides for half a dot.
    let place = |at: Timestamp| {
        let part = (at.seconds() - first) as f64 / span as f64;
        ((2.0 + 95.0 * part.clamp(0.0, 1.0)) * 100.0).round() / 100.0
    };
    let mut rows = Vec::new();
    for arrival in story.spread.iter().take(MAX_ROWS) {
        let top = rows.len() * ROW;
        let y = top + ROW / 2;
        let clusters = story.clusters.iter().filter(|c| c.language == arrival.language);
        let ids: Vec<&str> =
            clusters.flat_map(|cluster| &cluster.articles).map(|id| id.as_str()).collect();
        let mut row = PlotRow {
            label: words::language(arrival.language),
            top,
            y,
            dots: Vec::new(),
            bars: Vec::new(),
        };
        if ids.len() <= MAX_DOTS {
            for id in ids {
                let Some(article) = pipeline.article(id) else { continue };
                let at = believed(article, story.date_created, story.date_modified);
                let copy = copies.contains(id);
                let kind = if copy { ", a copy" } else { "" };
                let name = outlets.name(article);
                row.dots.push(Dot {
                    x: place(at),
                    class: outlets.side(article).unwrap_or("unrated"),
                    copy,
                    title: format!("{name}, {}{kind}", words::short_time(at)),
                });
            }
        } else {
            bars(story, arrival.language, span, &place, &mut row);
        }
        rows.push(row);
    }
    let base = rows.len() * ROW;
    let languages = words::count(story.spread.len(), "language", "languages");
    Plot {
        height: base + AXIS,
        base,
        rows,
        ticks: ticks(first, last, &place),
        hidden: story.spread.len().saturating_sub(MAX_ROWS),
        spoken: format!(
            "Articles over time in {languages}, from {} to {}.",
            words::time(story.date_created),
            words::time(story.date_modified)
        ),
    }
}

/// An article's time within the span of the story, which is of times that were believed.
fn believed(article: &Article, first: Timestamp, last: Timestamp) -> Timestamp {
    let within = |at: &Timestamp| *at >= first && *at <= last;
    let published = article.date_published.filter(within);
    published.or(article.date_seen.filter(within)).unwrap_or(first)
}

/// Articles an hour as bars, the sides stacked.
fn bars(
    story: &samestory::story::Story,
    language: Option<samestory::language::LanguageTag>,
    span: i64,
    place: &impl Fn(Timestamp) -> f64,
    row: &mut PlotRow,
) {
    let own: Vec<_> = story.timeline.iter().filter(|entry| entry.language == language).collect();
    let mut hours: std::collections::BTreeMap<Timestamp, usize> = Default::default();
    for entry in &own {
        *hours.entry(entry.at).or_default() += entry.count;
    }
    let most = hours.values().max().copied().unwrap_or(1).max(1) as f64;
    let width = ((95.0 * 3600.0 / span as f64).max(0.25) * 100.0).round() / 100.0;
    let mut filled: std::collections::BTreeMap<Timestamp, f64> = Default::default();
    for entry in own {
        let height = (ROW as f64 - 4.0) * entry.count as f64 / most;
        let below = filled.entry(entry.at).or_default();
        *below += height;
        let side = entry.side.as_deref().unwrap_or("unrated");
        row.bars.push(HourBar {
            x: place(entry.at),
            width,
            height: (height * 10.0).round() / 10.0,
            y: (((row.top + ROW) as f64 - 2.0 - *below) * 10.0).round() / 10.0,
            class: side.to_owned(),
            title: format!("{}: {}", words::short_time(entry.at), entry.count),
        });
    }
}

/// The beginning, the middle and the end.
fn ticks(first: i64, last: i64, place: &impl Fn(Timestamp) -> f64) -> Vec<Tick> {
    let times =
        if last - first < 3600 { vec![first] } else { vec![first, (first + last) / 2, last] };
    let anchors = ["start", "middle", "end"];
    let tick = |(at, anchor): (i64, &'static str)| {
        let at = Timestamp::from_seconds(at);
        Tick { x: place(at), label: words::short_time(at), anchor }
    };
    times.into_iter().zip(anchors).map(tick).collect()
}
