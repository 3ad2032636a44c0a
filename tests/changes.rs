//! Articles that go, that are corrected, that repeat or that cannot be taken.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use samestory::article::{Article, Timestamp};
use samestory::error::Error;
use samestory::features::{DenseVector, Embedder};
use samestory::pipeline::{Event, EventKind, Pipeline, PipelineOptions};

fn pipeline() -> Pipeline {
    Pipeline::builder().build().expect("options")
}

fn quake(id: &str) -> Article {
    let mut article = Article::new(id, "Quake shakes Arequipa in southern Peru, mayor says");
    article.in_language = Some("en".into());
    // One text that is long enough to be known again: the articles are copies, and one story.
    article.article_body = "Walls fell in Arequipa and rescuers are on their way. ".repeat(6);
    article
}

fn changed(mut article: Article, change: impl FnOnce(&mut Article)) -> Article {
    change(&mut article);
    article
}

fn embedded(id: &str, numbers: &[f32]) -> Article {
    changed(quake(id), |article| article.embedding = Some(numbers.to_vec()))
}

fn closed(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event.kind, EventKind::Closed { .. })).count()
}

#[test]
fn a_story_that_loses_its_last_article_is_closed() {
    let mut pipeline = pipeline();
    pipeline.push(quake("a")).expect("accepted");
    pipeline.push(quake("b")).expect("accepted");
    assert_eq!(closed(&pipeline.remove("a")), 0);
    let events = pipeline.remove("b");
    assert!(matches!(events.first().map(|event| &event.kind), Some(EventKind::Left { .. })));
    assert_eq!((closed(&events), events.len()), (1, 2));
    assert_eq!(pipeline.stories().len(), 0);
    // Its id is not given again.
    pipeline.push(quake("c")).expect("accepted");
    assert_eq!(pipeline.story_of("c").as_deref(), Some("s2"));
}

#[test]
fn a_story_that_is_closed_is_not_closed_again() {
    let mut options = PipelineOptions::default();
    options.idle_articles = 0;
    options.cluster.window_hours = 1.0;
    let mut pipeline = Pipeline::builder().options(options).build().expect("options");
    let dated = |article: Article, seconds: i64| {
        changed(article, |article| {
            article.date_published = Some(Timestamp::from_seconds(1_700_000_000 + seconds));
        })
    };
    pipeline.push(dated(quake("a"), 0)).expect("accepted");
    for number in 0..101 {
        let other = Article::new(format!("later {number}"), word(number) + &word(number + 500));
        pipeline.push(dated(other, 7200 + number)).expect("accepted");
    }
    assert_eq!(closed(&pipeline.tend()), 1);
    let events = pipeline.remove("a");
    assert_eq!((closed(&events), events.len()), (0, 1));
}

#[test]
fn a_story_whose_headline_is_taken_out_gets_another() {
    let mut pipeline = pipeline();
    for id in ["a", "b", "c", "d", "e"] {
        pipeline.push(quake(id)).expect("accepted");
    }
    let stories = pipeline.stories();
    let [story] = stories.as_slice() else { panic!("{} stories", stories.len()) };
    let mut told = None;
    let mut left = 5;
    // Whatever article is the headline: the last event that names one names one that is there.
    for id in ["a", "b", "c", "d"] {
        for event in pipeline.remove(id) {
            if let EventKind::HeadlineChanged { article, .. } = event.kind {
                told = Some(article);
            }
        }
        left -= 1;
        let now = pipeline.story(&story.story.id).expect("a story");
        assert_eq!(now.story.clusters.iter().map(|c| c.articles.len()).sum::<usize>(), left);
    }
    assert_eq!(told.as_ref().map(|id| id.as_str()), Some("e"));
}

#[test]
fn a_correction_that_is_refused_leaves_what_was() {
    let mut options = PipelineOptions::default();
    options.limits.article_bytes = 1000;
    options.limits.articles = 1;
    options.dimension = Some(2);
    let mut pipeline = Pipeline::builder().options(options).build().expect("options");
    pipeline.push(quake("a")).expect("accepted");
    let huge = changed(quake("a"), |article| article.article_body = "Walls fell. ".repeat(200));
    assert!(matches!(pipeline.replace(huge), Err(Error::OverLimit { .. })));
    assert!(matches!(pipeline.replace(Article::new("a", " ")), Err(Error::NoText(_))));
    assert!(matches!(pipeline.replace(embedded("a", &[0.0, 0.0])), Err(Error::BadVector(_))));
    let long = embedded("a", &[1.0; 3]);
    assert!(matches!(pipeline.replace(long), Err(Error::WrongDimension { wanted: 2, .. })));
    assert_eq!(pipeline.article("a"), Some(&quake("a")));
    // At the limit of articles there is room for another of the same id, and for no other.
    let corrected = changed(quake("a"), |article| article.headline = "Quake of 6.1".into());
    pipeline.replace(corrected.clone()).expect("accepted");
    assert_eq!(pipeline.read_article("a"), Some(corrected));
    assert!(matches!(pipeline.replace(quake("b")), Err(Error::OverLimit { .. })));
}

/// Counts what it is asked for.
struct Counting(Arc<AtomicUsize>);

impl Embedder for Counting {
    fn embed(&self, _: &str) -> Option<DenseVector> {
        self.0.fetch_add(1, Ordering::Relaxed);
        DenseVector::new(&[1.0, 2.0, 3.0])
    }

    fn dimension(&self) -> Option<usize> {
        Some(3)
    }
}

#[test]
fn what_a_feed_repeats_costs_no_work() {
    let asked = Arc::new(AtomicUsize::new(0));
    let builder = Pipeline::builder().embedder(Counting(Arc::clone(&asked)));
    let mut pipeline = builder.build().expect("options");
    let articles: Vec<Article> = (0..300).map(|number| quake(&number.to_string())).collect();
    assert!(pipeline.push_batch(articles.clone()).iter().all(Result::is_ok));
    assert_eq!(asked.load(Ordering::Relaxed), 300);
    let again = pipeline.push_batch(articles);
    assert!(again.iter().all(|result| matches!(result, Err(Error::DuplicateId(_)))));
    assert_eq!(asked.load(Ordering::Relaxed), 300);
}

#[test]
fn no_embedding_of_another_length_shuts_the_others_out() {
    let short = embedded("short", &[1.0]);
    let asked = Arc::new(AtomicUsize::new(0));
    let builder = Pipeline::builder().embedder(Counting(asked));
    let mut pipeline = builder.build().expect("options");
    let refused = pipeline.push(short);
    assert!(matches!(refused, Err(Error::WrongDimension { wanted: 3, found: 1, .. })));
    pipeline.push(quake("a")).expect("accepted");
    let mut options = PipelineOptions::default();
    options.dimension = Some(4);
    let builder = Pipeline::builder().embedder(Counting(Arc::default())).options(options);
    assert!(matches!(builder.build(), Err(Error::InvalidOption { option: "dimension", .. })));
}

/// A word of invented syllables and a space.
fn word(number: i64) -> String {
    let syllables = ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "ta"];
    let digits = format!("{:05}", number * 7919 % 100_000);
    let word = digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]);
    word.chain([" "]).collect()
}

/// An id that is let go while a batch is on its way is free for what comes later in it, whether the
/// articles come one by one or together.
#[test]
fn batches_refuse_what_single_articles_are_refused() {
    let mut options = PipelineOptions::default();
    options.idle_articles = 0;
    options.cluster.window_hours = 1.0;
    options.retention_hours = Some(0.0);
    options.threads = 1;
    let articles: Vec<Article> = (0..3000)
        .map(|number| {
            let mut article = quake(&(number % 300).to_string());
            article.headline = (0..6).map(|place| word(number * 6 + place)).collect();
            article.article_body.clear();
            let seconds = 1_700_000_000 + number * 60;
            article.date_published = Some(Timestamp::from_seconds(seconds));
            article
        })
        .collect();
    let made = || Pipeline::builder().options(options.clone()).build().expect("options");
    let (mut single, mut batch) = (made(), made());
    let one: Vec<_> = articles.iter().cloned().map(|article| single.push(article)).collect();
    let together = batch.push_batch(articles);
    assert_eq!(one, together);
    let refused = one.iter().filter(|result| result.is_err()).count();
    assert!(refused > 0 && refused < 2700, "{refused} refused");
}
