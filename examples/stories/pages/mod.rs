//! Stories as static pages: an index, and a page per story. No script, nothing fetched.
//!
//! * `view`: what a story's page shows
//! * `articles`: the articles by side, within bounds
//! * `bars`: leanings and the other axes
//! * `plot`: the timeline
//! * `outlets`: what is known of outlets
//! * `words`: names, numbers and times as people read them

mod articles;
mod bars;
mod outlets;
mod plot;
mod view;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use minijinja::{Environment, Value, context};
use samestory::article::SourceProfile;
use samestory::pipeline::{CoveredStory, Pipeline};
use samestory::story::language_leads;
use serde::Serialize;

use crate::support::Failure;
use bars::Part;
use outlets::Outlets;
use view::{Site, Text};

const STYLE: &str = include_str!("style.css");
const LAYOUT: &str = include_str!("layout.html");
const INDEX: &str = include_str!("index.html");
const STORY: &str = include_str!("story.html");
const PARTS: &str = include_str!("parts.html");

/// Stories listed on the index.
const MAX_LISTED: usize = 500;
/// Stories that two languages must share to say which is first more often.
const LEAST_SHARED: usize = 6;
/// Such pairs that are listed.
const MAX_LEADS: usize = 12;

/// A story on the index.
#[derive(Serialize)]
struct Row {
    id: String,
    headline: Text,
    point: Option<Text>,
    places: Vec<String>,
    updated: String,
    articles: usize,
    voices: usize,
    languages: usize,
    parts: Vec<Part>,
    lead: String,
    blindspot: Option<&'static str>,
}

/// Which of two languages is first more often.
#[derive(Serialize)]
struct Lead {
    leader: String,
    follower: String,
    first: usize,
    stories: usize,
    median: String,
    sure: bool,
    q: String,
}

/// Writes `index.html` and `ID.html` for each story of several articles. Everything that comes
/// from an article is escaped.
pub(crate) fn write(
    directory: &Path,
    stories: &[CoveredStory],
    pipeline: &Pipeline,
    sources: &[SourceProfile],
) -> Result<(), Failure> {
    let name = |error| format!("{}: {error}", directory.display());
    fs::create_dir_all(directory).map_err(name)?;
    let mut templates = Environment::new();
    for (name, text) in [
        ("layout.html", LAYOUT),
        ("index.html", INDEX),
        ("story.html", STORY),
        ("parts.html", PARTS),
    ] {
        templates.add_template(name, text)?;
    }
    templates.add_global("style", Value::from_safe_string(STYLE.to_owned()));

    let mut ranked: Vec<&CoveredStory> =
        stories.iter().filter(|story| story.coverage.article_count > 1).collect();
    ranked.sort_by(|one, two| two.story.rank.total_cmp(&one.story.rank));
    let by_id: BTreeMap<&str, &CoveredStory> =
        ranked.iter().map(|covered| (covered.story.id.as_str(), *covered)).collect();
    let rows: Vec<Row> = ranked.iter().take(MAX_LISTED).map(|covered| row(covered)).collect();
    let page = templates.get_template("index.html")?.render(context! {
        rows,
        unlisted => ranked.len().saturating_sub(MAX_LISTED),
        alone => stories.len() - ranked.len(),
        leads => leads(stories),
        least_shared => LEAST_SHARED,
    })?;
    fs::write(directory.join("index.html"), page).map_err(name)?;

    let site = Site { pipeline, outlets: Outlets::new(sources), stories: by_id };
    let template = templates.get_template("story.html")?;
    for covered in ranked {
        let view = site.view(covered);
        let page = template.render(context! { story => Value::from_serialize(&view) })?;
        fs::write(directory.join(format!("{}.html", covered.story.id)), page).map_err(name)?;
    }
    Ok(())
}

fn row(covered: &CoveredStory) -> Row {
    let CoveredStory { story, coverage, .. } = covered;
    let spot = coverage.blindspot.state;
    Row {
        id: story.id.clone(),
        headline: view::headline_text(covered),
        point: story
            .summary
            .first()
            .map(|point| Text::new(&articles::shortened(&point.text), point.language)),
        places: story.places.iter().take(3).map(|place| place.name.clone()).collect(),
        updated: words::time(story.date_modified),
        articles: coverage.article_count,
        voices: coverage.independent_count,
        languages: story.languages.len(),
        parts: bars::parts(&coverage.bias),
        lead: match coverage.bias.lead {
            Some(side) => format!("{} leads", words::side(side.name())),
            None => "no side leads".to_owned(),
        },
        blindspot: match spot {
            samestory::coverage::BlindspotState::Left => Some("Blindspot of the left"),
            samestory::coverage::BlindspotState::Right => Some("Blindspot of the right"),
            _ => None,
        },
    }
}

fn leads(stories: &[CoveredStory]) -> Vec<Lead> {
    let found = language_leads(stories.iter().map(|covered| &covered.story), LEAST_SHARED);
    let lead = |lead: samestory::story::LanguageLead| Lead {
        leader: words::language(Some(lead.leader)),
        follower: words::language(Some(lead.follower)),
        first: lead.first,
        stories: lead.stories,
        median: format!("{:.1} h", lead.median_hours),
        sure: lead.q < 0.05,
        q: words::percent(lead.q),
    };
    found.into_iter().take(MAX_LEADS).map(lead).collect()
}
