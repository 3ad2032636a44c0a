//! Stories for a terminal.

use std::io::Write;

use samestory::coverage::Side;
use samestory::language::LanguageTag;
use samestory::pipeline::{CoveredStory, Pipeline};
use samestory::story::Story;

use crate::support::{Failure, one_line as line};

/// Articles of a story that are listed.
const MAX_ARTICLES: usize = 6;
/// Names of a story that are listed, and spellings of each.
const MAX_NAMES: usize = 3;
const MAX_SPELLINGS: usize = 10;

/// Prints the stories of several articles, those with the most independent voices first, and how
/// many articles stand alone.
pub(crate) fn stories(
    stories: &[CoveredStory],
    pipeline: &Pipeline,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let mut ranked: Vec<&CoveredStory> =
        stories.iter().filter(|story| story.coverage.article_count > 1).collect();
    ranked.sort_by_key(|story| {
        std::cmp::Reverse((story.coverage.independent_count, story.coverage.article_count))
    });
    for story in &ranked {
        one(story, pipeline, output)?;
    }
    let articles: usize = stories.iter().map(|story| story.coverage.article_count).sum();
    writeln!(
        output,
        "{articles} articles: {} stories of several articles, {} articles alone",
        ranked.len(),
        stories.len() - ranked.len()
    )?;
    output.flush()?;
    Ok(())
}

fn one(
    covered: &CoveredStory,
    pipeline: &Pipeline,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let CoveredStory { story, coverage, .. } = covered;
    writeln!(output, "{}  {}", story.id, headline(story))?;
    writeln!(
        output,
        "    {} articles, {} outlets, {} independent voices, {} languages; {} to {}",
        coverage.article_count,
        coverage.source_count,
        coverage.independent_count,
        story.languages.len(),
        story.date_created,
        story.date_modified
    )?;
    let bias = &coverage.bias;
    let lead =
        bias.lead.map_or("no side leads".to_owned(), |side| format!("{} leads", side.name()));
    let first = coverage.first_report.as_ref().and_then(|first| first.article.as_ref());
    let first = first.and_then(|id| pipeline.article(id.as_str())?.outlet());
    writeln!(
        output,
        "    {} left, {} center, {} right, {} not rated: {lead}; first: {}",
        bias.on(Side::Left),
        bias.on(Side::Center),
        bias.on(Side::Right),
        bias.unrated,
        first.map_or("cannot tell".to_owned(), line)
    )?;
    if let Some(point) = story.summary.first() {
        writeln!(output, "    “{}”", line(&point.text))?;
    }
    for entity in story.entities.iter().filter(|entity| entity.article_count > 1).take(MAX_NAMES) {
        let mut forms: Vec<&str> = Vec::new();
        for variant in &entity.variants {
            if !forms.contains(&variant.form.as_str()) {
                forms.push(&variant.form);
            }
        }
        forms.truncate(MAX_SPELLINGS);
        writeln!(output, "    · {}", line(&forms.join(" | ")))?;
    }
    let articles = story.clusters.iter().flat_map(|cluster| &cluster.articles);
    for id in articles.clone().take(MAX_ARTICLES) {
        let Some(article) = pipeline.article(id.as_str()) else { continue };
        let outlet = article.outlet().unwrap_or("?");
        let language = pipeline.language_of(id.as_str()).unwrap_or(LanguageTag::UNDETERMINED);
        let title: String = line(&article.headline).chars().take(100).collect();
        writeln!(output, "      {language:8} {}: {title}", line(outlet))?;
    }
    let rest = articles.count().saturating_sub(MAX_ARTICLES);
    if rest > 0 {
        writeln!(output, "      … and {rest} more")?;
    }
    writeln!(output)?;
    Ok(())
}

/// The English headline, or that of the language with the most articles.
pub(crate) fn headline(story: &Story) -> &str {
    let english = "en".parse().ok().and_then(|language: LanguageTag| story.headline.get(&language));
    let largest = || {
        let (language, _) = story.languages.iter().rev().max_by_key(|(_, count)| **count)?;
        story.headline.get(language)
    };
    english.or_else(largest).map_or("", String::as_str)
}
