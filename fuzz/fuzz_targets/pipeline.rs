//! Any articles all the way, and taken out again.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Pipeline, PipelineOptions};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    id: u8,
    headline: &'a str,
    body: &'a str,
    language: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<i64>,
    seen: Option<i64>,
    embedding: Option<Vec<f32>>,
    remove: Option<u8>,
    settle: bool,
}

fuzz_target!(|inputs: Vec<Input>| {
    let mut options = PipelineOptions::default();
    options.threads = 1;
    options.retention_hours = Some(1.0);
    options.idle_articles = 2;
    let mut pipeline = Pipeline::builder().options(options).build().expect("the options");
    let mut sequence = 0;
    for input in inputs.into_iter().take(12) {
        let mut article = Article::new(input.id.to_string(), input.headline);
        article.article_body = input.body.to_owned();
        article.in_language = input.language.map(str::to_owned);
        article.source = input.source.map(str::to_owned);
        article.date_published = input.published.map(Timestamp::from_seconds);
        article.date_seen = input.seen.map(Timestamp::from_seconds);
        article.embedding = input.embedding;
        let mut events = pipeline.push(article).unwrap_or_default();
        if let Some(id) = input.remove {
            events.extend(pipeline.remove(&id.to_string()));
        }
        if input.settle {
            events.extend(pipeline.settle());
            events.extend(pipeline.tend());
        }
        for event in events {
            assert_eq!(event.sequence, sequence);
            sequence += 1;
        }
    }
    let stories = pipeline.stories();
    let held: usize = stories.iter().map(|story| story.coverage.article_count).sum();
    assert_eq!(held, pipeline.article_count());
    for story in &stories {
        serde_json::to_string(story).expect("JSON");
        let _ = pipeline.explain_story(&story.story.id);
    }
});
