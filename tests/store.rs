//! A store: what was acknowledged comes back, and goes on as if nothing had happened.
#![cfg(feature = "store")]

mod store_support;

use std::path::Path;

use samestory::article::Article;
use samestory::entity::AliasTable;
use samestory::pipeline::{Event, EventKind, Pipeline, PipelineOptions, StoredPipeline};

use store_support::{Folder, answers, open, options, sample, store_options};

/// One call of a stream in which everything happens.
fn call(pipeline: &mut StoredPipeline, number: usize, article: &Article) -> Vec<Event> {
    let mut events = pipeline.push(article.clone()).expect("accepted");
    match number % 97 {
        13 => events.extend(pipeline.remove(article.id.as_str()).expect("written")),
        50 => events.extend(pipeline.settle().expect("written")),
        70 => events.extend(pipeline.tend().expect("written")),
        _ => {}
    }
    events
}

fn interruptions(name: &str, options: &PipelineOptions, every: usize, snapshot_every: u64) {
    let (once, often) =
        (Folder::new(&format!("{name}-once")), Folder::new(&format!("{name}-often")));
    let open = |path: &Path, every| {
        let builder = Pipeline::builder().options(options.clone());
        builder.open(path, store_options(every)).expect("a store")
    };
    let mut one = open(&once.0, 1_000_000);
    let mut other = open(&often.0, snapshot_every);
    let articles = sample();
    for (number, article) in articles.iter().enumerate() {
        let wanted = call(&mut one, number, article);
        assert_eq!(call(&mut other, number, article), wanted, "{number}");
        if number % every == 0 {
            drop(other);
            other = open(&often.0, snapshot_every);
            assert!(other.recovery().is_complete() && other.recovery().damaged.is_empty());
        }
    }
    assert_eq!(other.settle().expect("written"), one.settle().expect("written"));
    assert_eq!(answers(&other), answers(&one));
    other.close().expect("a snapshot");
    let other = open(&often.0, snapshot_every);
    assert_eq!(other.recovery().replayed, 0, "all is in the snapshot");
    assert_eq!(answers(&other), answers(&one));
}

#[test]
fn a_store_goes_on_as_if_never_interrupted() {
    interruptions("plain", &options(), 71, 40);
}

#[test]
fn nothing_comes_back_but_the_journal() {
    interruptions("journal", &options(), 120, 1_000_000);
}

#[test]
fn closed_and_forgotten_stories_stay_so() {
    let mut options = options();
    options.cluster.window_hours = 4.0;
    options.idle_articles = 0;
    options.retention_hours = Some(2.0);
    interruptions("retention", &options, 60, 30);
}

/// A word that is like no other.
fn word(number: i64) -> String {
    let mut bits = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut letter = || {
        bits = (bits ^ (bits >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        char::from(b'a' + (bits >> 40) as u8 % 26)
    };
    (0..7).map(|_| letter()).collect()
}

#[test]
fn what_was_let_go_of_is_gone_from_the_disk() {
    let mut options = options();
    options.cluster.window_hours = 4.0;
    options.idle_articles = 0;
    options.retention_hours = Some(2.0);
    let folder = Folder::new("bounded");
    let builder = Pipeline::builder().options(options);
    let mut pipeline = builder.open(&folder.0, store_options(100)).expect("a store");
    let bytes = || -> u64 {
        let files = folder.files("");
        files.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum()
    };
    let mut most = 0;
    let mut early = 0;
    for number in 0..3000_i64 {
        let headline =
            format!("{} {} {}", word(3 * number), word(3 * number + 1), word(3 * number + 2));
        let mut article = Article::new(number.to_string(), headline);
        article.in_language = Some("en".into());
        article.date_published =
            Some(samestory::article::Timestamp::from_seconds(1_700_000_000 + number * 60));
        pipeline.push(article).expect("accepted");
        most = most.max(bytes());
        if number == 1500 {
            early = most;
        }
    }
    assert!(pipeline.article_count() < 1000);
    // The frequencies and the glossary go on growing, the rest does not.
    assert!(most < early * 2, "{early} bytes, later {most}");
    assert_eq!(folder.files("snapshot-").len(), 2);
    assert!(folder.files("journal-").len() <= 3);
}

#[test]
fn batches_and_single_calls_leave_the_same() {
    let (single, batch) = (Folder::new("single"), Folder::new("batch"));
    let mut one = open(&single.0, 100);
    let mut other = open(&batch.0, 100);
    let articles = sample();
    let mut wanted = Vec::new();
    for article in articles.iter().chain(articles.first()) {
        wanted.push(one.push(article.clone()));
    }
    assert_eq!(other.push_batch(articles.iter().chain(articles.first()).cloned()), wanted);
    drop(other);
    let mut other = open(&batch.0, 100);
    assert_eq!(answers(&other), answers(&one));
    let events: Vec<Event> = wanted.into_iter().flatten().flatten().collect();
    let missed = other.events_since(100).expect("read");
    assert_eq!(missed, events.into_iter().skip(100).collect::<Vec<Event>>());
}

#[test]
fn aliases_are_there_again() {
    let (plain, stored) = (Folder::new("plain-aliases"), Folder::new("aliases"));
    let articles = sample();
    let mut table = AliasTable::default();
    table.read_tsv("Shoigu\tThe Secretary\tPER\n").expect("aliases");
    table.read_stops("Beijing\n").expect("stop words");
    let mut one = open(&plain.0, 1_000_000);
    one.set_aliases(&table).expect("written");
    drop(open(&stored.0, 1_000_000));
    // At once, after a snapshot, and replaced in the middle.
    let mut other = open(&stored.0, 40);
    other.set_aliases(&table).expect("written");
    for (number, article) in articles.iter().enumerate() {
        if number == 100 {
            let table = AliasTable::default();
            one.set_aliases(&table).expect("written");
            other.set_aliases(&table).expect("written");
        }
        let wanted = one.push(article.clone());
        assert_eq!(other.push(article.clone()), wanted);
        if number % 33 == 0 {
            drop(other);
            other = open(&stored.0, 40);
            assert!(other.recovery().is_complete());
            assert_eq!(other.registry().is_stopped("Beijing"), number < 100, "{number}");
        }
    }
    assert_eq!(answers(&other), answers(&one));
}

#[test]
fn calls_may_share_a_write() {
    let folder = Folder::new("shared");
    let mut shared = store_options(1_000_000);
    shared.commit_every = 10;
    let open = || Pipeline::builder().open(&folder.0, shared.clone()).expect("a store");
    let mut pipeline = open();
    let articles = sample();
    let length = || -> u64 {
        let files = folder.files("journal-");
        files.iter().map(|file| file.metadata().expect("a file").len()).sum()
    };
    let empty = length();
    for article in &articles[..9] {
        pipeline.push(article.clone()).expect("accepted");
        assert_eq!(length(), empty);
    }
    pipeline.push(articles[9].clone()).expect("accepted");
    let ten = length();
    assert!(ten > empty);
    pipeline.push(articles[10].clone()).expect("accepted");
    assert_eq!(length(), ten);
    // What is asked for is written first.
    let events = pipeline.events_since(0).expect("read");
    let joined = |event: &&Event| matches!(event.kind, EventKind::Joined { .. });
    assert_eq!(events.iter().filter(joined).count(), 11);
    assert!(length() > ten);
    pipeline.push(articles[11].clone()).expect("accepted");
    let ten = length();
    pipeline.commit().expect("written");
    assert!(length() > ten);
    drop(pipeline);
    assert_eq!(open().article_count(), 12);
}
