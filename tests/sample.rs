//! The bundled sample: rich enough to show the main job, labeled without gaps, and well solved.

use std::collections::{BTreeMap, BTreeSet};

use samestory::article::Article;
use samestory::eval::evaluate;
use samestory::language::{LanguageTag, dominant_script};
use samestory::pipeline::Pipeline;
use serde::Deserialize;

const ARTICLES: &str = include_str!("../examples/sample/articles.jsonl");
const GOLD: &str = include_str!("../examples/sample/gold.jsonl");
const SOURCES: &str = include_str!("../examples/sample/sources.csv");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Label {
    id: String,
    story: String,
    in_language: String,
    copy_of: Option<String>,
}

fn articles() -> Vec<Article> {
    ARTICLES.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

fn gold() -> Vec<Label> {
    GOLD.lines().map(|line| serde_json::from_str(line).expect("a label")).collect()
}

#[test]
fn it_is_rich_enough() {
    let (articles, gold) = (articles(), gold());
    assert!(articles.len() >= 300, "{} articles", articles.len());
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for label in &gold {
        *sizes.entry(&label.story).or_default() += 1;
    }
    let stories = sizes.values().filter(|size| **size > 1).count();
    assert!(stories >= 25, "{stories} stories of several articles");
    assert!(stories < sizes.len(), "some articles are alone");
    let languages: BTreeSet<&str> = gold.iter().map(|label| label.in_language.as_str()).collect();
    assert!(languages.len() >= 25, "{languages:?}");
    let scripts: BTreeSet<&str> = articles
        .iter()
        .filter_map(|article| Some(dominant_script(&article.headline)?.short_name()))
        .collect();
    assert!(scripts.len() >= 12, "{scripts:?}");
    let shoigu: BTreeSet<&str> = gold
        .iter()
        .filter(|label| label.story == "shoigu-beijing")
        .map(|label| label.in_language.as_str())
        .collect();
    for language in ["fr", "ro", "de", "it", "ru", "uk", "ar", "zh", "ja", "el", "he"] {
        assert!(shoigu.contains(language), "{language} in {shoigu:?}");
    }
    assert!(ARTICLES.contains("Čoig"));
}

#[test]
fn it_is_labeled_and_profiled_without_gaps() {
    let (articles, gold) = (articles(), gold());
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    let labeled: Vec<&str> = gold.iter().map(|label| label.id.as_str()).collect();
    assert_eq!(ids, labeled, "a label for each article, in order");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
    let stories: BTreeMap<&str, &str> =
        gold.iter().map(|label| (label.id.as_str(), label.story.as_str())).collect();
    for label in &gold {
        let parsed: Result<LanguageTag, _> = label.in_language.parse();
        assert!(parsed.is_ok(), "{}: {}", label.id, label.in_language);
        if let Some(original) = &label.copy_of {
            let story = stories.get(original.as_str());
            assert_eq!(story, Some(&label.story.as_str()), "the original of {}", label.id);
        }
    }
    let mut reader = csv::Reader::from_reader(SOURCES.as_bytes());
    let profiled: Vec<String> =
        reader.records().map(|row| row.expect("a row")[0].to_owned()).collect();
    assert_eq!(profiled.iter().collect::<BTreeSet<_>>().len(), profiled.len());
    for article in &articles {
        assert!(article.has_text() && article.extra.is_empty(), "{}", article.id);
        assert!(article.date_published.is_some(), "{} has a date", article.id);
        for source in [&article.source, &article.origin_publisher].into_iter().flatten() {
            assert!(profiled.contains(source), "{source} of {} is profiled", article.id);
        }
        assert!(article.source.is_some(), "{} has an outlet", article.id);
        let url = article.url.as_deref().unwrap_or_default();
        assert!(url.is_empty() || url.contains(".example/"), "outlets are invented: {url}");
    }
}

#[test]
fn its_stories_are_found() {
    let gold = gold();
    let mut pipeline = Pipeline::builder().build().expect("the defaults are valid");
    for result in pipeline.push_batch(articles()) {
        result.expect("every article is good");
    }
    pipeline.settle();
    let story_of = |label: &Label| pipeline.story_of(&label.id).expect("a story");
    let found = evaluate(
        gold.iter().map(|label| (&label.id, &label.story, Some(&label.in_language))),
        gold.iter().map(|label| (&label.id, story_of(label))),
    );
    eprintln!(
        "sample: BCubed F1 {:.3}, precision {:.3}, recall {:.3}; cross-language pairs F1 {:.3}",
        found.bcubed.f1, found.bcubed.precision, found.bcubed.recall, found.cross_language_pairs.f1
    );
    assert!(found.bcubed.f1 >= 0.80, "BCubed F1 is {:.3}", found.bcubed.f1);

    // The largest part of the story is a story that holds nothing else.
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    for label in gold.iter().filter(|label| label.story == "shoigu-beijing") {
        *parts.entry(story_of(label)).or_default() += 1;
    }
    let all: usize = parts.values().sum();
    let (story, size) = parts.iter().max_by_key(|(_, size)| **size).expect("the story");
    assert!(*size * 5 >= all * 4, "{size} of its {all} articles are together");
    let foreign: Vec<&str> = gold
        .iter()
        .filter(|label| label.story != "shoigu-beijing" && story_of(label) == *story)
        .map(|label| label.id.as_str())
        .collect();
    assert!(foreign.is_empty(), "{foreign:?} are in it");
}
