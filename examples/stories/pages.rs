//! Stories as static pages: an index, and a page per story.

use std::fs;
use std::path::Path;

use minijinja::{Environment, Value, context};
use samestory::pipeline::{CoveredStory, Pipeline};

use crate::show::headline;
use crate::support::Failure;

const LAYOUT: &str = include_str!("layout.html");
const INDEX: &str = include_str!("index.html");
const STORY: &str = include_str!("story.html");

/// Writes `index.html` and `ID.html` for each story of several articles. Everything that comes
/// from an article is escaped.
pub(crate) fn write(
    directory: &Path,
    stories: &[CoveredStory],
    pipeline: &Pipeline,
) -> Result<(), Failure> {
    let name = |error| format!("{}: {error}", directory.display());
    fs::create_dir_all(directory).map_err(name)?;
    let mut templates = Environment::new();
    templates.add_template("layout.html", LAYOUT)?;
    templates.add_template("index.html", INDEX)?;
    templates.add_template("story.html", STORY)?;

    let mut ranked: Vec<&CoveredStory> =
        stories.iter().filter(|story| story.coverage.article_count > 1).collect();
    ranked.sort_by_key(|story| {
        std::cmp::Reverse((story.coverage.independent_count, story.coverage.article_count))
    });
    let rows: Vec<_> = ranked
        .iter()
        .map(
            |story| context! { story => Value::from_serialize(story), headline => headline(&story.story) },
        )
        .collect();
    let page = templates.get_template("index.html")?.render(context! { rows })?;
    fs::write(directory.join("index.html"), page).map_err(name)?;

    let template = templates.get_template("story.html")?;
    for story in ranked {
        let articles: Vec<_> = story
            .story
            .clusters
            .iter()
            .flat_map(|cluster| cluster.articles.iter().map(move |id| (cluster, id)))
            .filter_map(|(cluster, id)| {
                let article = pipeline.article(id.as_str())?;
                let source = article.outlet().and_then(|outlet| pipeline.source(outlet));
                Some(context! {
                    article => Value::from_serialize(article),
                    source => Value::from_serialize(source),
                    language => Value::from_serialize(cluster.language),
                })
            })
            .collect();
        let page = template.render(context! {
            story => Value::from_serialize(story),
            articles,
            headline => headline(&story.story),
        })?;
        fs::write(directory.join(format!("{}.html", story.story.id)), page).map_err(name)?;
    }
    Ok(())
}
