//! Stories do not hang on the order of arrival within an hour, nor on articles that come twice.

use std::fs;
use std::path::Path;

use samestory::article::Article;
use samestory::eval::{Evaluation, evaluate};
use samestory::pipeline::Pipeline;

const SAMPLE: &str = include_str!("../examples/sample/articles.jsonl");
/// Real headlines, where they are at hand; a quarter of them in a build that is slow.
const HEADLINES: &str = "../shared/data/clustering/og2021/articles.jsonl";
/// Orders that are compared with each other.
const ORDERS: u64 = 5;

fn articles(lines: &str) -> Vec<Article> {
    lines.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

fn headlines() -> Option<Vec<Article>> {
    let lines = fs::read_to_string(Path::new(HEADLINES)).ok();
    if lines.is_none() {
        eprintln!("skipped: {HEADLINES} is not there");
    }
    let mut articles = articles(&lines?);
    if cfg!(debug_assertions) {
        articles.truncate(1200);
    }
    Some(articles)
}

/// Mixes the articles of each hour; the same on every machine.
fn mixed(articles: &[Article], seed: u64) -> Vec<Article> {
    let place = |article: &Article| {
        let hour = article.date_published.map_or(0, |time| time.seconds().div_euclid(3600));
        let hash = article
            .id
            .as_str()
            .bytes()
            .fold(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), |h, byte| {
                (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        (hour, hash ^ hash >> 29)
    };
    let mut mixed = articles.to_vec();
    mixed.sort_by_cached_key(place);
    mixed
}

fn stories(articles: &[Article]) -> Vec<(String, String)> {
    let mut pipeline = Pipeline::builder().build().expect("the defaults are valid");
    pipeline.push_batch(articles.iter().cloned());
    pipeline.settle();
    found(&pipeline, articles)
}

fn found(pipeline: &Pipeline, articles: &[Article]) -> Vec<(String, String)> {
    let story = |article: &Article| {
        let id = article.id.as_str();
        (id.to_owned(), pipeline.story_of(id).expect("it is there"))
    };
    articles.iter().map(story).collect()
}

fn agreement(one: &[(String, String)], other: &[(String, String)]) -> Evaluation {
    let rows = one.iter().map(|(id, story)| (id.clone(), story.clone(), None::<()>));
    evaluate(rows, other.iter().cloned())
}

/// The mean and the least BCubed F1 of any two orders.
fn agreements(articles: &[Article]) -> (f64, f64) {
    let results: Vec<_> = (0..ORDERS).map(|seed| stories(&mixed(articles, seed))).collect();
    let mut all = Vec::new();
    for (place, one) in results.iter().enumerate() {
        for other in &results[place + 1..] {
            all.push(agreement(one, other).bcubed.f1);
        }
    }
    (all.iter().sum::<f64>() / all.len() as f64, all.into_iter().fold(1.0, f64::min))
}

#[test]
fn any_order_within_the_hour_gives_much_the_same_stories() {
    let (mean, least) = agreements(&articles(SAMPLE));
    println!("sample: {mean:.3}, at least {least:.3}");
    assert!(least >= 0.97, "{least}");
}

#[test]
fn any_order_of_headlines_within_the_hour_gives_much_the_same_stories() {
    let Some(articles) = headlines() else { return };
    let (mean, least) = agreements(&articles);
    println!("headlines: {mean:.3}, at least {least:.3}");
    assert!(mean >= 0.95 && least >= 0.93, "{mean} {least}");
}

#[test]
fn articles_that_are_removed_and_come_again_find_their_stories() {
    let mut sets = vec![articles(SAMPLE)];
    sets.extend(headlines().map(|articles| articles.into_iter().take(1500).collect()));
    for articles in sets {
        let mut pipeline = Pipeline::builder().build().expect("the defaults are valid");
        pipeline.push_batch(articles.iter().cloned());
        pipeline.settle();
        let before = found(&pipeline, &articles);
        for article in articles.iter().skip(2).step_by(5) {
            pipeline.remove(article.id.as_str());
        }
        pipeline.push_batch(articles.iter().skip(2).step_by(5).cloned());
        pipeline.settle();
        let same = agreement(&before, &found(&pipeline, &articles)).bcubed.f1;
        println!("{} articles: {same:.3}", articles.len());
        assert!(same >= 0.97, "{same}");
    }
}
