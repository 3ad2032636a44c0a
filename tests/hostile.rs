//! What somebody sends to do harm: nothing here may panic, cost more than it should, or move what
//! others have said. Each test says what it bounds.

use std::hash::BuildHasher;
use std::time::{Duration, Instant};

use rustc_hash::FxBuildHasher;

use samestory::article::{Article, Timestamp};
use samestory::entity::EntityRegistry;
use samestory::error::Error;
use samestory::name::NameScorer;
use samestory::pipeline::{Pipeline, PipelineOptions};
use samestory::translit::fold;

/// How many times as long the last articles of a flood may take as the first, with other work on the
/// machine: what grows with the square shows.
const SLOWDOWN: f64 = 4.0;

/// Fewer in a debug build, which is some twenty times slower; more where that is asked for.
fn size(release: usize, debug: usize) -> usize {
    let wanted = std::env::var("SAMESTORY_HOSTILE_SIZE").ok().and_then(|text| text.parse().ok());
    wanted.unwrap_or(if cfg!(debug_assertions) { debug } else { release })
}

fn pipeline() -> Pipeline {
    Pipeline::builder().build().expect("the defaults are valid")
}

fn article(id: impl AsRef<str>, headline: impl Into<String>) -> Article {
    let mut article = Article::new(id.as_ref(), headline);
    article.in_language = Some("en".to_owned());
    article.date_published = Some(Timestamp::from_seconds(1_770_000_000));
    article
}

/// A word that no other number has.
fn word(number: usize) -> String {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut word = String::new();
    for _ in 0..4 {
        // Xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        word.push(char::from(b"bdfgklmnprstvz"[(state >> 8) as usize % 14]));
        word.push(char::from(b"aeiou"[(state >> 24) as usize % 5]));
    }
    word
}

/// Pushes a flood and compares the time of its last quarter with that of its second one: in the
/// first one there is nothing yet.
fn flood(name: &str, articles: impl Iterator<Item = Article>, count: usize) -> Pipeline {
    let mut pipeline = pipeline();
    let mut quarters = [Duration::ZERO; 4];
    for (number, article) in articles.take(count).enumerate() {
        let start = Instant::now();
        pipeline.push(article).expect("accepted");
        quarters[number * 4 / count] += start.elapsed();
    }
    let slowdown = quarters[3].as_secs_f64() / quarters[1].as_secs_f64();
    eprintln!(
        "{name}: {count} articles in {:.1?}, slowdown {slowdown:.1}",
        quarters.iter().sum::<Duration>()
    );
    assert!(slowdown < SLOWDOWN, "{name}: {quarters:?}");
    pipeline
}

#[test]
fn one_name_in_every_article() {
    let articles = (0..).map(|number| {
        let [one, two, three] = [3, 7, 11].map(|factor| word(number * factor + factor));
        article(number.to_string(), format!("{one} {two}: Sergei Shoigu {three}"))
    });
    let pipeline = flood("one name", articles, size(4000, 400));
    let stories = pipeline.stories();
    // The first ones may be taken for one story: a name is rare until it has been seen.
    let largest = stories.iter().map(|story| story.coverage.article_count).max();
    eprintln!("the largest of {} stories has {largest:?} articles", stories.len());
    assert!(largest < Some(120), "{largest:?}");
}

#[test]
fn names_that_nobody_has() {
    let articles = (0..).map(|number| {
        let names: Vec<String> = (0..20)
            .map(|place| {
                let name = [word(number * 40 + place), word(number * 40 + place + 20)];
                let [mut one, mut other] = name;
                one[..1].make_ascii_uppercase();
                other[..1].make_ascii_uppercase();
                format!("{one} {other}")
            })
            .collect();
        article(number.to_string(), format!("{} met", names.join(", then ")))
    });
    flood("new names", articles, size(1500, 80));
}

#[test]
fn articles_of_one_outlet_are_one_voice() {
    let articles = (0..).map(|number| {
        let text = format!("{} {} {}", word(number), word(number / 40), word(number / 7));
        let mut article = article(number.to_string(), text);
        article.source = Some("one-outlet".to_owned());
        article
    });
    let pipeline = flood("one outlet", articles, size(4000, 400));
    for story in pipeline.stories() {
        assert_eq!((story.coverage.source_count, story.coverage.independent_count), (1, 1));
    }
}

/// As a table without a secret key hashes text: words that all fall into one of 4,096 buckets under
/// it. Found by trying, as an attacker would.
fn colliding(count: usize, buckets: u64) -> Vec<String> {
    let collides = |word: &String| FxBuildHasher.hash_one(word.as_str()) & (buckets - 1) == 7;
    (0..).map(|number| word(number) + &word(number + 1)).filter(collides).take(count).collect()
}

#[test]
fn terms_and_names_made_to_collide() {
    let (buckets, each) = (if cfg!(debug_assertions) { 1 << 6 } else { 1 << 10 }, 10);
    let count = size(2000, 150);
    let names = colliding(count * each, buckets);
    let text = |number: usize| -> String {
        let words = names[number * each..][..each].iter();
        let capitals = words.map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..]));
        capitals.collect::<Vec<_>>().join(" said ")
    };
    let articles = (0..count).map(|number| article(number.to_string(), text(number)));
    flood("colliding names", articles, count);
    // Fewer than are taken in between two passes of merging.
    let count = count.min(1900);
    let ids = colliding(count, buckets);
    let articles = ids
        .iter()
        .enumerate()
        .map(|(number, id)| article(id, format!("{} {}", word(number), word(number * 3 + 1))));
    flood("colliding ids", articles, count);
}

/// Twelve reports of an event in words of its own, and of another.
fn event(seed: usize, count: usize) -> Vec<String> {
    let words: Vec<String> = (0..10).map(|place| word(seed * 100 + place)).collect();
    (0..count)
        .map(|number| {
            let shown = (0..8).map(|place| words[(number + place) % 10].as_str());
            format!("{} {}", shown.collect::<Vec<_>>().join(" "), word(seed * 1000 + number))
        })
        .collect()
}

#[test]
fn articles_made_to_bridge_two_stories_do_not() {
    let mut pipeline = pipeline();
    let (ones, others) = (event(1, 12), event(2, 12));
    for (number, text) in (0..60).map(|number| event(10 + number, 1).remove(0)).enumerate() {
        pipeline.push(article(format!("other {number}"), text)).expect("accepted");
    }
    for (number, (one, other)) in ones.iter().zip(&others).enumerate() {
        pipeline.push(article(format!("one {number}"), one)).expect("accepted");
        pipeline.push(article(format!("two {number}"), other)).expect("accepted");
    }
    pipeline.settle();
    let story = |pipeline: &Pipeline, id: &str| pipeline.story_of(id).expect("a story");
    let (first, second) = (story(&pipeline, "one 0"), story(&pipeline, "two 0"));
    assert_ne!(first, second);
    for number in 0..12 {
        assert_eq!(story(&pipeline, &format!("one {number}")), first);
        assert_eq!(story(&pipeline, &format!("two {number}")), second);
    }
    // Half the words of each event, from as many outlets as report it.
    for number in 0..6 {
        let words = |text: &str| text.split(' ').take(5).collect::<Vec<_>>().join(" ");
        let bridge = format!("{} {}", words(&ones[number]), words(&others[number]));
        pipeline.push(article(format!("bridge {number}"), bridge)).expect("accepted");
    }
    pipeline.settle();
    assert_ne!(story(&pipeline, "one 0"), story(&pipeline, "two 0"));
}

#[test]
fn disguised_names_are_the_names_they_look_like() {
    let now = Timestamp::default();
    let mut registry = EntityRegistry::default();
    let plain = registry.resolve("Sergei Shoigu", None, "en".parse().ok(), now);
    let russian = registry.resolve("Сергей Шойгу", None, "ru".parse().ok(), now);
    assert_eq!(plain, russian);
    let flooded = format!("S{}ergei Shoigu", "\u{301}\u{323}\u{489}".repeat(500));
    for (disguise, language) in [
        // A Latin C, and other letters that look like Cyrillic ones.
        ("Cергей Шойгу", "ru"),
        ("Сергей Шoйгу", "ru"),
        ("Cepгeй Шoйгy", "ru"),
        // Cyrillic letters in Latin text.
        ("Sеrgеi Shоigu", "en"),
        ("\u{202e}Sergei Shoigu\u{202c}", "en"),
        ("\u{2066}Sergei\u{2069} \u{2067}Shoigu\u{2069}", "en"),
        ("Ser\u{200d}gei Sho\u{200b}igu", "en"),
        ("Sergei\u{2060} \u{feff}Shoi\u{ad}gu", "en"),
        ("Ｓｅｒｇｅｉ Ｓｈｏｉｇｕ", "en"),
        ("𝐒𝐞𝐫𝐠𝐞𝐢 𝐒𝐡𝐨𝐢𝐠𝐮", "en"),
        (flooded.as_str(), "en"),
    ] {
        let start = Instant::now();
        let found = registry.resolve(disguise, None, language.parse().ok(), now);
        let score = NameScorer::default().score("Sergei Shoigu", disguise);
        assert_eq!(found, plain, "{disguise:?}: {score:?} {}", fold(disguise, None));
        assert!(start.elapsed() < Duration::from_secs(1), "{disguise:?}");
    }
    // Disguises do not make one of others.
    for other in ["Sergei Lavrov", "Sergei Sobyanin", "\u{202e}Sergei Lavrov\u{202c}"] {
        assert_ne!(registry.resolve(other, None, "en".parse().ok(), now), plain, "{other:?}");
    }
}

#[test]
fn bodies_of_a_hundred_megabytes_are_refused_or_read_in_bounded_time() {
    let body = "Rescuers are on their way to Arequipa. ".repeat(100_000_000 / 39);
    let mut large = article("large", "Quake shakes Arequipa");
    large.article_body.clone_from(&body);
    let mut pipeline = pipeline();
    let start = Instant::now();
    match pipeline.push(large.clone()) {
        Err(Error::OverLimit { id, limit: "articleBytes", most: 16_000_000, found }) => {
            assert!(id.as_str() == "large" && found > 99_000_000);
        }
        other => panic!("{other:?}"),
    }
    let results = pipeline.push_batch([large.clone(), article("next", "Snow on the Brenner")]);
    assert!(matches!(results[0], Err(Error::OverLimit { .. })));
    assert!(results[1].is_ok());
    let mut options = PipelineOptions::default();
    options.limits.article_bytes = usize::MAX;
    let mut lax = Pipeline::builder().options(options).build().expect("the options");
    lax.push(large).expect("the caller wants it");
    // The hash of the body alone is linear in it.
    let most = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
    assert!(start.elapsed() < most, "{:?}", start.elapsed());
    for field in ["url", "source", "creditText", "id", "inLanguage"] {
        let json =
            serde_json::json!({"id": "x", "headline": "Quake", field: "y".repeat(17_000_000)});
        let article: Article = serde_json::from_value(json).expect("an article");
        let refused = pipeline.push(article).expect_err(field);
        assert!(refused.to_string().len() < 500, "{field}");
    }
}

#[test]
fn nested_json_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [129, 300_000] {
            let inner = if open == "[" { "" } else { "1" };
            let nested = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            for json in [
                format!(r#"{{"id": "a", "headline": "b", "x": {nested}}}"#),
                format!(r#"{{"id": {nested}, "headline": "b"}}"#),
                nested,
            ] {
                assert!(serde_json::from_str::<Article>(&json).is_err());
            }
        }
        let deep = |depth: usize| {
            let inner = if open == "[" { "" } else { "1" };
            let nested = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let json = format!(r#"{{"id": "{depth}", "headline": "Quake", "x": {nested}}}"#);
            serde_json::from_str::<Article>(&json).expect("not too deep for JSON")
        };
        let mut pipeline = pipeline();
        assert!(pipeline.push(deep(64)).is_ok());
        let refused = pipeline.push(deep(65));
        assert!(
            matches!(refused, Err(Error::OverLimit { limit: "extraDepth", .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn languages_that_nobody_speaks() {
    let tag = |number: usize| {
        let letter = |place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
        format!("q{}{}-{}{}xx", letter(0), letter(1), letter(2), letter(3))
    };
    let articles = (0..).map(|number| {
        let mut article =
            article(number.to_string(), format!("{} {}", word(number), word(number / 9)));
        article.in_language = Some(tag(number));
        article
    });
    flood("languages", articles, size(4000, 700));
}

#[test]
fn a_flood_is_refused_when_too_much_is_held() {
    let mut options = PipelineOptions::default();
    options.limits.articles = 10;
    let mut pipeline = Pipeline::builder().options(options).build().expect("the options");
    for number in 0..10 {
        pipeline.push(article(number.to_string(), word(number))).expect("there is room");
    }
    let refused = pipeline.push(article("more", "Quake"));
    let limit = Error::OverLimit { id: "more".into(), limit: "articles", most: 10, found: 11 };
    assert_eq!(refused, Err(limit));
    pipeline.remove("3");
    assert!(pipeline.push(article("more", "Quake")).is_ok());
}

#[test]
fn a_date_makes_nobody_first() {
    let mut pipeline = pipeline();
    let texts = event(1, 6);
    for (number, text) in texts.iter().enumerate() {
        let mut report = article(number.to_string(), text);
        let seen = format!("2026-02-01T12:{:02}:00Z", number * 5).parse().expect("a date");
        report.date_seen = Some(seen);
        report.date_published = Some(seen.plus_hours(-0.05));
        report.source = Some(format!("outlet {number}"));
        pipeline.push(report).expect("accepted");
    }
    let story = pipeline.story_of("0").expect("a story");
    for (number, date) in [
        "2026-02-01T00:00:01Z",
        "2026-01-30T11:00:00Z",
        "2099-01-01T00:00:00Z",
        "1970-01-01T00:00:01Z",
    ]
    .iter()
    .enumerate()
    {
        let mut late = article(format!("late {number}"), &texts[number]);
        late.date_published = date.parse().ok();
        late.date_seen = "2026-02-01T20:00:00Z".parse().ok();
        late.source = Some(format!("late outlet {number}"));
        pipeline.push(late).expect("accepted");
    }
    pipeline.settle();
    assert_eq!(pipeline.story_of("0").as_ref(), Some(&story), "its id stays");
    let found = pipeline.story(&story).expect("the story");
    let first = found.coverage.first_report.expect("there are times");
    let named = first.article.as_ref().map_or("", |article| article.as_str());
    assert!(named == "0" || named.is_empty(), "{first:?}");
}
