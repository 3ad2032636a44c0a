//! Distributions as bars: shares with their intervals, and what is not known beside them.

use samestory::coverage::{
    Bias, BiasCoverage, BlindspotState, Coverage, Distribution, Factuality, Locality, Scale, Side,
    StateMedia,
};
use serde::Serialize;

use super::words;

/// One axis.
#[derive(Serialize)]
pub(super) struct Bars {
    title: &'static str,
    /// Key of the axis, for anchors.
    key: &'static str,
    rows: Vec<Row>,
    known: usize,
    unknown: usize,
    unknown_share: String,
    /// Which value leads, or that none does.
    lead: String,
    note: &'static str,
}

/// One value of an axis; places are in percent of the bar's width.
#[derive(Serialize)]
struct Row {
    label: String,
    class: String,
    count: usize,
    share: f64,
    low: f64,
    high: f64,
    percent: String,
    interval: String,
}

/// A part of a stacked bar.
#[derive(Serialize)]
pub(super) struct Part {
    label: String,
    class: String,
    count: usize,
    x: f64,
    width: f64,
}

/// Leanings: the bar, its parts and the seven steps.
#[derive(Serialize)]
pub(super) struct Leanings {
    pub(super) parts: Vec<Part>,
    bars: Bars,
    steps: Vec<Step>,
    /// The same counted in other units.
    units: Vec<Units>,
    /// The bar in words, for those who do not see it.
    spoken: String,
}

#[derive(Serialize)]
struct Step {
    label: &'static str,
    class: &'static str,
    count: usize,
    /// Percent of the highest.
    height: f64,
}

#[derive(Serialize)]
struct Units {
    label: &'static str,
    left: usize,
    center: usize,
    right: usize,
    unrated: usize,
}

pub(super) fn leanings(coverage: &Coverage) -> Leanings {
    let bias = &coverage.bias;
    let parts = parts(bias);
    let row = |side: Side| Row {
        label: words::side(side.name()),
        class: side.name().to_owned(),
        count: bias.on(side),
        ..interval(bias.share.get(&side), bias.low.get(&side), bias.high.get(&side))
    };
    let bars = Bars {
        title: "Leaning",
        key: "leaning",
        rows: Side::ALL.into_iter().map(row).collect(),
        known: bias.rated,
        unknown: bias.unrated,
        unknown_share: share_of(bias.unrated, bias.rated + bias.unrated),
        lead: lead(bias.lead.map(|side| words::side(side.name())), bias.rated),
        note: "Of the rated voices; the lines are 95 % intervals that hold together (Goodman).",
    };
    let highest = bias.counts.values().max().copied().unwrap_or(0).max(1) as f64;
    let step = |step: &Bias| {
        let count = bias.counts.get(step).copied().unwrap_or(0);
        let height = 100.0 * count as f64 / highest;
        Step { label: words::bias(*step), class: step.side().name(), count, height }
    };
    let unit = |label, bias: &BiasCoverage| Units {
        label,
        left: bias.on(Side::Left),
        center: bias.on(Side::Center),
        right: bias.on(Side::Right),
        unrated: bias.unrated,
    };
    let spoken: Vec<String> = parts.iter().map(|p| format!("{} {}", p.label, p.count)).collect();
    Leanings {
        spoken: format!("Independent voices by leaning: {}.", spoken.join(", ")),
        parts,
        bars,
        steps: Bias::STEPS.iter().map(step).collect(),
        units: vec![
            unit("Independent voices", bias),
            unit("Outlets", &coverage.bias_by_source),
            unit("Articles, reprints and all", &coverage.bias_by_article),
        ],
    }
}

/// The stacked bar of a story: sides, and the unrated beside them.
pub(super) fn parts(bias: &BiasCoverage) -> Vec<Part> {
    let total = (bias.rated + bias.unrated).max(1) as f64;
    let sides = Side::ALL.map(|side| (words::side(side.name()), side.name(), bias.on(side)));
    let all = sides.into_iter().chain([("Not rated".to_owned(), "unrated", bias.unrated)]);
    let mut x = 0.0;
    all.filter(|(.., count)| *count > 0)
        .map(|(label, class, count)| {
            let width = 100.0 * count as f64 / total;
            let part = Part {
                label,
                class: class.to_owned(),
                count,
                x: rounded(x),
                width: rounded(width),
            };
            x += width;
            part
        })
        .collect()
}

/// Factuality, owners, state media, nearness and countries.
pub(super) fn axes(coverage: &Coverage) -> Vec<Bars> {
    let factuality = |step: &Factuality| words::factuality(*step).to_owned();
    let state = |state: &StateMedia| match state {
        StateMedia::Yes => "State media".to_owned(),
        StateMedia::No => "Not state media".to_owned(),
    };
    let nearness = |near: &Locality| words::nearness(*near).to_owned();
    vec![
        bars("Factuality", "factuality", &coverage.factuality, factuality, ""),
        bars(
            "Owners",
            "owners",
            &coverage.ownership,
            |kind| words::spaced(kind),
            "A voice with several owners counts under each.",
        ),
        bars("State media", "state", &coverage.state_media, state, ""),
        bars(
            "How near the outlets are",
            "nearness",
            &coverage.locality.nearness,
            nearness,
            "Near the places that the story names.",
        ),
        bars(
            "Countries of the outlets",
            "countries",
            &coverage.locality.countries,
            |code| words::country(code),
            "",
        ),
    ]
}

/// Values listed of an axis.
const MAX_ROWS: usize = 12;

fn bars<K: Ord + Clone>(
    title: &'static str,
    key: &'static str,
    found: &Distribution<K>,
    label: impl Fn(&K) -> String,
    note: &'static str,
) -> Bars {
    let mut counts: Vec<(&K, usize)> = found.counts.iter().map(|(k, count)| (k, *count)).collect();
    if counts.len() > MAX_ROWS {
        counts.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
        counts.truncate(MAX_ROWS);
    }
    let row = |(value, count): (&K, usize)| Row {
        label: label(value),
        count,
        ..interval(found.share.get(value), found.low.get(value), found.high.get(value))
    };
    Bars {
        title,
        key,
        rows: counts.into_iter().map(row).collect(),
        known: found.known,
        unknown: found.unknown,
        unknown_share: share_of(found.unknown, found.known + found.unknown),
        lead: lead(found.lead.as_ref().map(label), found.known),
        note,
    }
}

fn interval(share: Option<&f64>, low: Option<&f64>, high: Option<&f64>) -> Row {
    let [share, low, high] = [share, low, high].map(|value| value.copied().unwrap_or(0.0));
    Row {
        label: String::new(),
        class: "plain".to_owned(),
        count: 0,
        share: rounded(100.0 * share),
        low: rounded(100.0 * low),
        high: rounded(100.0 * high),
        percent: words::percent(share),
        interval: format!("{:.0}–{:.0} %", 100.0 * low, 100.0 * high),
    }
}

fn lead(leader: Option<String>, known: usize) -> String {
    match (leader, known) {
        (Some(leader), _) => format!("{leader} leads: its interval lies above all others."),
        (None, 0) => "Nothing is known of these voices.".to_owned(),
        (None, _) => "No lead: the intervals overlap.".to_owned(),
    }
}

fn share_of(count: usize, total: usize) -> String {
    if total == 0 { words::percent(0.0) } else { words::percent(count as f64 / total as f64) }
}

/// Two decimals are a hundredth of a pixel.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The verdict on a blindspot, in a word and a sentence.
#[derive(Serialize)]
pub(super) struct BlindspotView {
    class: &'static str,
    title: String,
    text: String,
}

pub(super) fn blindspot(coverage: &Coverage) -> BlindspotView {
    let found = &coverage.blindspot;
    let tested = format!(
        "{} of {} rated voices are on the side with less coverage, where {} of the left and right \
         would be expected; chance alone gives so uneven a split in {} of stories{}.",
        words::percent(found.share),
        found.rated,
        words::percent(found.baseline),
        words::percent(found.p),
        found.q.map_or(String::new(), |q| format!(
            " (false-discovery rate over all stories {})",
            words::percent(q)
        )),
    );
    let (class, title, text) = match found.state {
        BlindspotState::Left => ("left", "Blindspot of the left", tested),
        BlindspotState::Right => ("right", "Blindspot of the right", tested),
        BlindspotState::None => ("none", "No blindspot", tested),
        BlindspotState::Insufficient => (
            "insufficient",
            "Cannot tell whether a side is missing",
            format!(
                "{} rated: 16 are needed to tell silence from chance, and a split that many \
                 stories would not show by chance.",
                words::count(found.rated, "voice is", "voices are")
            ),
        ),
    };
    BlindspotView { class, title: title.to_owned(), text }
}
