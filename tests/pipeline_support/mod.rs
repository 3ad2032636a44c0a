//! A pipeline and articles for it: of the tests, of the bundled sample, of one event.
#![allow(dead_code, unreachable_pub)] // Each test uses some of it.

use samestory::article::Article;
use samestory::pipeline::Pipeline;

const SAMPLE: &str = include_str!("../../examples/sample/articles.jsonl");

pub fn pipeline() -> Pipeline {
    Pipeline::builder().build().expect("the defaults are valid")
}

pub fn article(id: &str, headline: &str) -> Article {
    let mut article = Article::new(id, headline);
    article.in_language = Some("en".to_owned());
    article
}

pub fn dated(id: &str, headline: &str, date: &str) -> Article {
    let mut article = article(id, headline);
    article.date_published = date.parse().ok();
    assert!(article.date_published.is_some(), "{date:?} is a date");
    article
}

pub fn sample() -> Vec<Article> {
    SAMPLE.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

/// Headlines of one event, in the words of six outlets.
pub const QUAKE: [&str; 6] = [
    "Strong earthquake shakes Arequipa in southern Peru",
    "Earthquake near Arequipa: southern Peru shaken, roads blocked",
    "Southern Peru earthquake: Arequipa hospitals on alert",
    "Arequipa shaken by strong earthquake, Peru sends rescuers",
    "Peru: strong earthquake shakes southern city of Arequipa",
    "Rescuers reach Arequipa after strong earthquake in Peru",
];

/// A word that no other number has, and whose letters tell little of others.
pub fn word(number: u32) -> String {
    let mut state = u64::from(number) + 1;
    let mut word = String::new();
    for _ in 0..4 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [one, other] = [state >> 33, state >> 45].map(|bits| bits as usize);
        word.push(char::from(b"bcdfghjklmnprstvz"[one % 17]));
        word.push(char::from(b"aeiou"[other % 5]));
    }
    word
}
