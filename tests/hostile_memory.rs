//! What a flood makes a pipeline hold. A test binary of its own, since it counts what all threads
//! of a process allocate.

use allocation_counter::measure;
use samestory::article::{Article, Timestamp};
use samestory::pipeline::{Pipeline, PipelineOptions};

/// Bytes that an article may cost beside its own text, as the documentation of the options says.
const EACH_ARTICLE: u64 = 48_000;
/// Bytes that are held whatever comes: tables, counts, the glossary, within the options below.
const WHATEVER_COMES: u64 = 80_000_000;

/// A flood to fill every table: no word, name, outlet or number comes twice.
fn article(number: usize) -> Article {
    let mut state = number as u64 + 1;
    let mut word = || {
        // A linear congruential generator (Knuth).
        let mut word = String::new();
        for _ in 0..4 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            word.push(char::from(b"bcdfghjklmnprstvz"[(state >> 33) as usize % 17]));
            word.push(char::from(b"aeiou"[(state >> 45) as usize % 5]));
        }
        word
    };
    let mut name = || {
        let [one, other] = [word(), word()];
        format!(
            "{}{} {}{}",
            one[..1].to_uppercase(),
            &one[1..],
            other[..1].to_uppercase(),
            &other[1..]
        )
    };
    let headline = format!("Said {} to {} and {}", name(), name(), name());
    let body: Vec<String> = (0..300).map(|_| word()).collect();
    let mut article = Article::new(number.to_string(), headline);
    article.article_body = format!("{} {number}{number}", body.join(" "));
    // A feed chooses what its languages are called.
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    article.in_language = Some(format!("q{}{}", letter(number / 20), letter(number % 20)));
    article.source = Some(format!("outlet {number}"));
    article.date_published = Some(Timestamp::from_seconds(1_700_000_000 + number as i64 * 60));
    article
}

#[test]
fn a_flood_is_held_within_bounds() {
    let count = if cfg!(debug_assertions) { 1200 } else { 6000 };
    let mut options = PipelineOptions::default();
    options.threads = 1;
    options.idle_articles = 0;
    options.cluster.window_hours = 2.0;
    options.retention_hours = Some(1.0);
    options.weight.max_features = 100_000;
    options.weight.max_all_features = 200_000;
    options.registry.max_entities = 1000;
    let mut pipeline = Pipeline::builder().options(options).build().expect("the options");
    // What is made once, such as the tables of languages.
    pipeline.push(article(0)).expect("accepted");
    let mut most_held = 0;
    let used = measure(|| {
        for number in 1..count {
            pipeline.push(article(number)).expect("accepted");
            most_held = most_held.max(pipeline.article_count() as u64);
        }
    });
    let text = article(1).article_body.len() as u64 + article(1).headline.len() as u64;
    let bound = WHATEVER_COMES + most_held * (EACH_ARTICLE + text);
    println!(
        "{count} articles, {most_held} held at most: peak {:.1} MB, bound {:.1} MB",
        used.bytes_max as f64 / 1e6,
        bound as f64 / 1e6
    );
    assert!(most_held < 600, "{most_held} held");
    assert!(used.bytes_max < bound, "{} bytes of {bound}", used.bytes_max);
}
