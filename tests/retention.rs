//! A stream without end: what is over is let go of, and the rest is as if everything were held.

use samestory::article::{Article, Timestamp};
use samestory::pipeline::{EventKind, Pipeline, PipelineOptions};

/// Articles an hour.
const AN_HOUR: usize = 100;
const WINDOW: f64 = 4.0;
const RETENTION: f64 = 2.0;
/// Articles between two looks of the pipeline for what is over.
const TENDED_EVERY: usize = 256;
/// The median of the last 101 times lies so far behind the last article.
const CLOCK_LAG: usize = 51;

fn options(retention: Option<f64>) -> PipelineOptions {
    let mut options = PipelineOptions::default();
    options.cluster.window_hours = WINDOW;
    options.idle_articles = 0;
    options.retention_hours = retention;
    options.threads = 1;
    options
}

fn pipeline(retention: Option<f64>) -> Pipeline {
    Pipeline::builder().options(options(retention)).build().expect("options")
}

/// One of a stream of reports: each hour has 25 events of its own, each in four articles.
fn article(number: usize) -> Article {
    let event = number / AN_HOUR * 25 + number % 25;
    report(number, &words(event, number))
}

/// One of a stream of reports of towns with names so alike that they chain.
fn serial(number: usize) -> Article {
    let event = number % 25;
    let digits = format!("{:05}", (number / AN_HOUR * 25 + event) * 7919 % 100_000);
    let syllables = ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "ta"];
    let town: String = digits
        .bytes()
        .zip(syllables.iter().cycle().skip(event))
        .map(|(digit, syllable)| format!("{syllable}{}", char::from(b'a' + (digit - b'0') * 2)))
        .collect();
    report(number, &format!("Quake shakes {town} and {town}grad, mayor of {town}ville says"))
}

fn report(number: usize, headline: &str) -> Article {
    let mut article = Article::new(format!("n{number}"), headline);
    article.in_language = Some("en".into());
    let second = 1_700_000_000 + (number * 3600 / AN_HOUR) as i64;
    article.date_published = Some(Timestamp::from_seconds(second));
    article
}

/// Seven words of an event and one of the article, of invented syllables: no two events have one
/// in common.
fn words(event: usize, number: usize) -> String {
    let word = |seed: usize| {
        let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut word = String::new();
        for _ in 0..4 {
            // Xorshift (Marsaglia 2003).
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = |letters: &str, place: u64| {
                letters.chars().nth(place as usize % letters.len()).unwrap_or('a')
            };
            word.push(at("bdfgklmnprstvz", state >> 8));
            word.push(at("aeiou", state >> 24));
        }
        word
    };
    let own = std::iter::once(word(1_000_000 + number));
    let words: Vec<String> = (0..7).map(|place| word(event * 7 + place)).chain(own).collect();
    words.join(" ")
}

#[test]
fn what_is_held_stays_bounded() {
    let most = ((WINDOW + RETENTION) * AN_HOUR as f64) as usize + TENDED_EVERY + CLOCK_LAG;
    let mut pipeline = pipeline(Some(RETENTION));
    let (mut created, mut closed, mut merged) = (0, 0, 0);
    let mut sequence = 0;
    for number in 0..4000 {
        for event in pipeline.push(article(number)).expect("an article") {
            assert_eq!(event.sequence, sequence);
            sequence += 1;
            match event.kind {
                EventKind::Created { .. } => created += 1,
                EventKind::Closed { .. } => closed += 1,
                EventKind::Merged { .. } => merged += 1,
                _ => {}
            }
        }
        // A story lives as long as its last article, which comes within the hour.
        assert!(pipeline.article_count() <= most + AN_HOUR, "{} held", pipeline.article_count());
    }
    let stories = pipeline.stories();
    assert!(stories.len() <= most, "{} stories", stories.len());
    let active =
        stories.iter().filter(|story| story.story.status == samestory::story::StoryStatus::Active);
    assert_eq!(created, closed + merged + active.count(), "each story ends once");
    let ids: usize = stories.iter().map(|story| story.coverage.article_count).sum();
    assert_eq!(ids, pipeline.article_count(), "all that is held is in a story");
    assert!(pipeline.article("n0").is_none() && pipeline.article("n3999").is_some());
}

#[test]
fn a_story_that_never_ends_is_bounded_too() {
    let most = (4.0 * (WINDOW + RETENTION) * AN_HOUR as f64) as usize + TENDED_EVERY + CLOCK_LAG;
    // A clustering that takes almost anything for one story.
    let mut lax = options(Some(RETENTION));
    lax.cluster.model.eager = -99.0;
    let mut pipeline = Pipeline::builder().options(lax).build().expect("options");
    for number in 0..3500 {
        pipeline.push(serial(number)).expect("an article");
        assert!(pipeline.article_count() <= most, "{} held", pipeline.article_count());
    }
    let sizes = pipeline.stories().into_iter().map(|story| story.coverage.article_count);
    let largest = sizes.max().unwrap_or_default();
    let alone = ((WINDOW + RETENTION) * AN_HOUR as f64) as usize;
    assert!(largest > alone, "the largest story has {largest} articles: not much of a test");
    assert!(pipeline.article("n0").is_none());
}

#[test]
fn letting_go_changes_nothing_for_the_living() {
    let (mut forgetful, mut complete) = (pipeline(Some(RETENTION)), pipeline(None));
    for number in 0..1200 {
        let one = forgetful.push(article(number)).expect("an article");
        let other = complete.push(article(number)).expect("an article");
        assert_eq!(one, other, "{number}");
    }
    assert_eq!(forgetful.settle(), complete.settle());
    assert!(forgetful.article_count() < complete.article_count());
    assert_eq!(complete.article_count(), 1200);
    for number in 1000..1200 {
        let id = format!("n{number}");
        assert_eq!(forgetful.story_of(&id), complete.story_of(&id), "{id}");
    }
}

#[test]
fn an_id_is_taken_for_as_long_as_its_article_is_held() {
    let mut pipeline = pipeline(Some(RETENTION));
    let first = pipeline.push(article(0)).expect("an article");
    assert!(pipeline.push(article(0)).is_err());
    for number in 1..1500 {
        pipeline.push(article(number)).expect("an article");
    }
    let mut again = article(0);
    again.date_published = article(1200).date_published;
    let second = pipeline.push(again).expect("the id is free");
    assert_ne!(first.first().map(|event| &event.kind), second.first().map(|event| &event.kind));
}

#[test]
fn dates_in_the_future_do_not_stay() {
    let mut pipeline = pipeline(Some(RETENTION));
    for number in 0..1200 {
        let mut article = article(number);
        if number % 10 == 0 {
            article.date_published = "2090-01-01T00:00:00Z".parse().ok();
        }
        pipeline.push(article).expect("an article");
    }
    assert!(pipeline.article_count() < 950, "{}", pipeline.article_count());
    assert!(pipeline.article("n0").is_none());
}

#[test]
fn a_retention_is_a_number_of_hours() {
    for hours in [-1.0, f64::NAN, f64::INFINITY, 1e7] {
        let built = Pipeline::builder().options(options(Some(hours))).build();
        let error = built.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("retentionHours"), "{hours}: {error}");
    }
}
