//! Floods of one text and of one outlet: counted for what they are, in time that grows with their number.

mod pipeline_support;

use std::time::{Duration, Instant};

use samestory::article::Article;
use samestory::pipeline::Pipeline;

use pipeline_support::{QUAKE, dated, pipeline, word};

/// How long a flood of articles may take, with other tests beside it: quadratic time shows.
const MAX_FLOOD: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 30 });

/// Pushes a flood in batches. The last ones may take so many times as long as those at the half: what
/// grows with the square shows, on a slow machine as well.
fn push_flood(pipeline: &mut Pipeline, articles: impl Iterator<Item = Article>, count: usize) {
    const SLOWDOWN: f64 = 3.0;
    let batch = count.div_ceil(10);
    let mut articles = articles.peekable();
    let mut times = Vec::new();
    while articles.peek().is_some() {
        let start = Instant::now();
        let results = pipeline.push_batch(articles.by_ref().take(batch));
        assert!(results.iter().all(Result::is_ok));
        times.push(start.elapsed().as_secs_f64());
    }
    // Other work on the machine hits some of them: the quickest tell.
    let quickest = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let slowdown = quickest(&times[7..]) / quickest(&times[3..6]);
    assert!(slowdown < SLOWDOWN, "{slowdown:.1} times as slow: {times:.2?}");
}

/// A debug build is some twenty times slower.
const fn flood_size(full: usize) -> usize {
    if cfg!(debug_assertions) { full / 10 } else { full }
}

#[test]
fn a_hundred_thousand_identical_articles_are_one_story() {
    const COUNT: usize = flood_size(100_000);
    let articles = (0..COUNT).map(|number| {
        let mut copy = dated(&format!("w{number}"), "Arequipa quake", "2026-02-01T12:00:00Z");
        copy.source = Some(format!("outlet-{}", number % 5000));
        copy.credit_text = Some("An agency nobody knows".to_owned());
        copy
    });
    let start = Instant::now();
    let mut pipeline = pipeline();
    push_flood(&mut pipeline, articles, COUNT);
    pipeline.settle();
    let pushed = start.elapsed();
    let stories = pipeline.stories();
    eprintln!("{COUNT} identical articles: {pushed:?}, the story: {:?}", start.elapsed() - pushed);
    assert!(start.elapsed() < MAX_FLOOD, "{:?}", start.elapsed());
    let [story] = &stories[..] else { panic!("{} stories", stories.len()) };
    assert_eq!(story.coverage.article_count, COUNT);
    assert_eq!(story.coverage.source_count, 5000);
    assert_eq!(story.story.wire_groups.len(), 1);
    assert_eq!(story.story.wire_groups[0].members.len(), COUNT);
    assert_eq!(story.story.clusters[0].articles.len(), COUNT);
}

#[test]
fn twenty_thousand_articles_of_one_outlet_are_one_voice() {
    const COUNT: u32 = flood_size(20_000) as u32;
    let articles = (0..COUNT).map(|number| {
        // A twentieth reports one event in ever other words, the rest an event each.
        let text = if number % 20 == 0 {
            format!("{}, says {}", QUAKE[(number / 20) as usize % 6], word(number))
        } else {
            format!("{} {}", word(number), word(number / 40))
        };
        let mut article = dated(&number.to_string(), &text, "2026-02-01T12:00:00Z");
        article.source = Some("one-outlet".to_owned());
        article
    });
    let start = Instant::now();
    let mut pipeline = pipeline();
    push_flood(&mut pipeline, articles, COUNT as usize);
    pipeline.settle();
    let pushed = start.elapsed();
    let stories = pipeline.stories();
    eprintln!(
        "{COUNT} articles: {pushed:?}, {} stories: {:?}",
        stories.len(),
        start.elapsed() - pushed
    );
    assert!(start.elapsed() < MAX_FLOOD, "{:?}", start.elapsed());
    let articles: usize = stories.iter().map(|story| story.coverage.article_count).sum();
    assert_eq!(articles, COUNT as usize);
    for story in &stories {
        assert_eq!((story.coverage.source_count, story.coverage.independent_count), (1, 1));
    }
}
