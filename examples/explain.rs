//! Why two articles are, or are not, one story, and what holds a story together.
//!
//! ```text
//! cargo run --release --example explain -- --articles examples/sample/articles.jsonl n194 n117
//! cargo run --release --example explain -- --articles examples/sample/articles.jsonl n194
//! ```

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use samestory::article::{Article, ArticleId};
use samestory::cluster::{SignalKind, SpanningLink, StoryEvidence, SuspectReason};
use samestory::pipeline::{
    Comparison, ExplainedStory, MeetingKind, NearestMiss, Pipeline, SignalShare,
};
use serde::Serialize;

use support::{Failure, one_line};

/// Clusters the articles of a file and says why two of them are, or are not, one story; with one
/// article, or `--story`, what holds its story together.
#[derive(Parser)]
struct Arguments {
    /// Articles as JSON Lines; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    articles: PathBuf,
    /// Explain the story of this id, such as s12.
    #[arg(long, value_name = "ID", conflicts_with = "a")]
    story: Option<String>,
    /// Write JSON instead of text.
    #[arg(long)]
    json: bool,
    /// Stop at the first bad line, with status 1.
    #[arg(long)]
    strict: bool,
    /// The id of an article.
    #[arg(required_unless_present = "story")]
    a: Option<String>,
    /// The id of another.
    b: Option<String>,
}

/// Links and members of a story that are printed.
const MAX_LINES: usize = 20;
/// Near misses of a story that are printed.
const MAX_MISSES: usize = 3;

fn main() -> ExitCode {
    support::run(|| {
        let arguments = Arguments::parse();
        let pipeline = cluster(&arguments)?;
        for id in [&arguments.a, &arguments.b].into_iter().flatten() {
            if pipeline.article(id).is_none() {
                return Err(format!("no article has the id {id:?}").into());
            }
        }
        let text = match (&arguments.a, &arguments.b) {
            (Some(a), Some(b)) => {
                let comparison = pipeline.compare(a, b);
                let comparison = comparison.ok_or("the articles cannot be compared")?;
                match arguments.json {
                    true => json(&PairOutput {
                        articles: [a, b].map(|id| head(&pipeline, id)),
                        comparison: &comparison,
                        path: pipeline.path(a, b),
                    })?,
                    false => pair(&pipeline, [a, b], &comparison)?,
                }
            }
            (article, _) => {
                let of_article = article.as_ref().and_then(|id| pipeline.story_of(id));
                let id = arguments.story.clone().or(of_article).unwrap_or_default();
                let explained = pipeline.explain_story(&id);
                let explained = explained.ok_or_else(|| format!("no story has the id {id:?}"))?;
                match arguments.json {
                    true => json(&explained)?,
                    false => story(&pipeline, &explained)?,
                }
            }
        };
        let mut output = support::stdout();
        output.write_all(text.as_bytes())?;
        output.flush()?;
        Ok(())
    })
}

fn cluster(arguments: &Arguments) -> Result<Pipeline, Failure> {
    let mut problems = support::Problems::new(arguments.strict);
    let mut pipeline = Pipeline::builder().build()?;
    let name = arguments.articles.display().to_string();
    support::each_line(support::open(&arguments.articles)?, |line, text| {
        if text.is_some_and(|text| text.trim().is_empty()) {
            return Ok(());
        }
        let article = text.ok_or_else(|| "not UTF-8".to_owned()).and_then(|text| {
            serde_json::from_str::<Article>(text).map_err(|error| error.to_string())
        });
        let pushed =
            article.and_then(|article| pipeline.push(article).map_err(|error| error.to_string()));
        match pushed {
            Ok(_) => Ok(()),
            Err(reason) => problems.report(&name, line, &reason),
        }
    })?;
    pipeline.settle();
    problems.summarize();
    Ok(pipeline)
}

/// What `--json` says of an article.
#[derive(Serialize)]
struct Head {
    id: String,
    #[serde(rename = "lang")]
    language: Option<String>,
    story: Option<String>,
    headline: String,
}

#[derive(Serialize)]
struct PairOutput<'a> {
    articles: [Head; 2],
    #[serde(flatten)]
    comparison: &'a Comparison,
    /// How the story leads from one to the other; null between two stories.
    path: Option<Vec<SpanningLink<ArticleId>>>,
}

fn head(pipeline: &Pipeline, id: &str) -> Head {
    Head {
        id: id.to_owned(),
        language: pipeline.language_of(id).map(|tag| tag.to_string()),
        story: pipeline.story_of(id),
        headline: pipeline.article(id).map_or("", |article| &article.headline).to_owned(),
    }
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string(value)? + "\n")
}

/// An article on one line.
fn title(pipeline: &Pipeline, id: &str) -> String {
    let head = head(pipeline, id);
    let short: String = one_line(&head.headline).chars().take(80).collect();
    format!("{:10} {:4} {short}", one_line(id), head.language.unwrap_or("?".to_owned()))
}

fn pair(
    pipeline: &Pipeline,
    ids: [&String; 2],
    comparison: &Comparison,
) -> Result<String, Failure> {
    let mut text = String::new();
    for id in ids {
        let story = pipeline.story_of(id).unwrap_or_default();
        writeln!(text, "{story:6} {}", title(pipeline, id))?;
    }
    let verdict = match (comparison.same_story, comparison.same_cluster, comparison.copies) {
        (true, _, true) => "one story: one text",
        (true, true, _) => "one story, one cluster",
        (true, false, _) => "one story, two clusters",
        _ => "two stories",
    };
    let evidence = &comparison.evidence;
    writeln!(text, "\n{verdict}")?;
    writeln!(
        text,
        "the two alone: evidence {:+.2}, a probability of {:.2}",
        evidence.amount, evidence.probability
    )?;

    writeln!(text, "\nsignals                       value  evidence  share")?;
    for signal in &comparison.signals {
        signal_line(&mut text, signal)?;
    }
    match evidence.dense {
        Some(dense) => writeln!(text, "  {:26}{dense:8.3}", "embeddings")?,
        None => writeln!(text, "  {:26}{:>8}", "embeddings", "–")?,
    }

    writeln!(text, "\nwhat met")?;
    if comparison.meetings.is_empty() {
        writeln!(text, "  nothing")?;
    }
    for kind in [
        MeetingKind::Word,
        MeetingKind::Place,
        MeetingKind::Topic,
        MeetingKind::Number,
        MeetingKind::Name,
    ] {
        for meeting in comparison.meetings.iter().filter(|meeting| meeting.kind == kind) {
            let label = meeting.label.as_ref().map(|l| format!("  ({})", one_line(l)));
            writeln!(
                text,
                "  {:8} {:.3}  {} = {}{}",
                said(&kind),
                meeting.amount,
                list(&meeting.one),
                list(&meeting.other),
                label.unwrap_or_default()
            )?;
        }
    }
    for (one, other) in &comparison.shared_names {
        writeln!(text, "  glossary        {} = {}", one_line(one), one_line(other))?;
    }

    writeln!(text, "\nwhat contradicts")?;
    if comparison.vetoes.is_empty() {
        writeln!(text, "  nothing")?;
    }
    for veto in &comparison.vetoes {
        if veto.kind == SignalKind::Language {
            writeln!(
                text,
                "  language {:+.2}  in one language, they tell different events",
                veto.amount
            )?;
        } else {
            let (one, other) = (list(&veto.one), list(&veto.other));
            writeln!(text, "  {:8} {:+.2}  {one} against {other}", said(&veto.kind), veto.amount)?;
        }
    }

    if let Some(miss) = &comparison.nearest_miss {
        writeln!(text, "\nnearest miss")?;
        writeln!(text, "  {}", missed(miss))?;
        for (id, evidence, story) in
            [(ids[0], &miss.one_to_other, &miss.other), (ids[1], &miss.other_to_one, &miss.one)]
        {
            if let Some(StoryEvidence { amount, probability, .. }) = evidence {
                let id = one_line(id);
                writeln!(
                    text,
                    "  {id} in {story}: {amount:+.2}, a probability of {probability:.2}"
                )?;
            }
        }
    }

    let path = pipeline.path(ids[0], ids[1]).unwrap_or_default();
    if path.len() > 1 {
        writeln!(text, "\nthe way from one to the other through the story")?;
        for link in &path {
            link_lines(&mut text, pipeline, link)?;
        }
    }

    let found = |id: &str| {
        let story = pipeline.story(&pipeline.story_of(id)?)?;
        story.story.links.into_iter().find(|link| link.a.as_str() == id)
    };
    writeln!(text, "\nhow each came into its story")?;
    for id in ids {
        match found(id) {
            Some(link) => {
                let to = one_line(link.b.as_str());
                writeln!(text, "  {} was nearest to {to} ({:.3})", one_line(id), link.score)?;
            }
            None => {
                let id = one_line(id);
                writeln!(text, "  {id} founded a story: nothing before was near enough")?;
            }
        }
    }
    Ok(text)
}

fn signal_line(text: &mut String, signal: &SignalShare) -> Result<(), Failure> {
    let other = said(&signal.kind);
    let name = match signal.kind {
        SignalKind::Text => "text across languages",
        SignalKind::Language => "text of the same language",
        SignalKind::Time => "hours between",
        SignalKind::Size => "sizes and languages",
        SignalKind::Lead => "words of headlines and leads",
        SignalKind::Clusters => "clusters by themselves",
        _ => &other,
    };
    match signal.value {
        Some(value) if signal.kind == SignalKind::Time => write!(text, "  {name:26}{value:8.1}")?,
        Some(value) => write!(text, "  {name:26}{value:8.3}")?,
        None => write!(text, "  {name:26}{:>8}", "–")?,
    }
    writeln!(text, "  {:+8.2}  {:4.0}%", signal.amount, signal.share * 100.0)?;
    Ok(())
}

fn story(pipeline: &Pipeline, explained: &ExplainedStory) -> Result<String, Failure> {
    let mut text = String::new();
    let ExplainedStory { story, explanation, nearest_misses, .. } = explained;
    let state = if explanation.closed { "closed" } else { "open" };
    writeln!(
        text,
        "{story}: {} articles, {} of them copies; {state}; cohesion {:.3}",
        explanation.article_count, explanation.copy_count, explanation.cohesion
    )?;

    let what = if explanation.spanning { "the links that span it" } else { "each one's strongest" };
    writeln!(text, "\n{what}, strongest first")?;
    for link in explanation.links.iter().take(MAX_LINES) {
        link_lines(&mut text, pipeline, link)?;
    }
    rest(&mut text, explanation.links.len())?;
    if let Some(weakest) = &explanation.weakest {
        writeln!(text, "\nthe weakest")?;
        link_lines(&mut text, pipeline, weakest)?;
    }

    writeln!(text, "\nsuspects")?;
    if explanation.suspects.is_empty() {
        writeln!(text, "  none")?;
    }
    for suspect in explanation.suspects.iter().take(MAX_LINES) {
        let reason = match suspect.reason {
            SuspectReason::BelowZero => "it would not join now",
            _ => "far below the others",
        };
        writeln!(
            text,
            "  {:+6.2}  {}\n          {reason}; similarity to the centroid {:.3}",
            suspect.amount,
            title(pipeline, suspect.article.as_str()),
            suspect.centrality
        )?;
    }
    rest(&mut text, explanation.suspects.len())?;

    writeln!(text, "\nmembers: evidence for the story, similarity to the centroid")?;
    for member in explanation.members.iter().take(MAX_LINES) {
        let amount = member.evidence.as_ref().map(|evidence| format!("{:+6.2}", evidence.amount));
        let amount = amount.unwrap_or("     –".to_owned());
        let title = title(pipeline, member.article.as_str());
        writeln!(text, "  {amount}  {:.3}  {title}", member.centrality)?;
    }
    rest(&mut text, explanation.members.len())?;

    writeln!(text, "\nnearest misses")?;
    if nearest_misses.is_empty() {
        writeln!(text, "  none")?;
    }
    for miss in nearest_misses.iter().take(MAX_MISSES) {
        let other = pipeline.story(&miss.other).and_then(|story| story.story.medoid_article);
        let other = other.unwrap_or(ArticleId::from(""));
        writeln!(text, "  {}\n          {}", missed(miss), title(pipeline, other.as_str()))?;
    }
    Ok(text)
}

fn link_lines(
    text: &mut String,
    pipeline: &Pipeline,
    link: &SpanningLink<ArticleId>,
) -> Result<(), Failure> {
    let local = link.local.map(|local| format!(", {local:.3} in the language"));
    let strongest = link.strongest.as_ref().map(|kind| format!(", mostly {}", said(kind)));
    writeln!(
        text,
        "  {:+6.2}  {}\n          {}\n          similarity {:.3}{}{}",
        link.amount,
        title(pipeline, link.one.as_str()),
        title(pipeline, link.other.as_str()),
        link.cross,
        local.unwrap_or_default(),
        strongest.unwrap_or_default()
    )?;
    Ok(())
}

fn rest(text: &mut String, count: usize) -> Result<(), Failure> {
    if count > MAX_LINES {
        writeln!(text, "  … and {} more", count - MAX_LINES)?;
    }
    Ok(())
}

/// How far two stories are from being one.
fn missed(miss: &NearestMiss) -> String {
    let NearestMiss { one, other, missing, against, missing_otherwise, stories, .. } = miss;
    let probability = stories.probability;
    if *missing == 0.0 {
        return format!(
            "{one} and {other} lack nothing ({:+.2}, a probability of {probability:.2}), but were \
             not compared: one is closed, or others were nearer",
            stories.amount
        );
    }
    let against = against.as_ref().map(|kind| format!("; against it most: {}", said(kind)));
    let otherwise = missing_otherwise.map(|missing| match missing {
        _ if missing > 0.0 => format!(", which decides; without it they would lack {missing:.2}"),
        _ => ", which decides; without it they would merge".to_owned(),
    });
    format!(
        "{one} and {other} lack {missing:.2} to merge (a probability of {probability:.2}){}{}",
        against.unwrap_or_default(),
        otherwise.unwrap_or_default()
    )
}

fn list(forms: &[String]) -> String {
    match forms {
        [] => "–".to_owned(),
        forms => forms.iter().map(|form| one_line(form)).collect::<Vec<_>>().join(", "),
    }
}

/// The kind as JSON names it.
fn said(kind: &(impl Serialize + ?Sized)) -> String {
    let name = serde_json::to_value(kind).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}
