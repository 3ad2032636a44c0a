//! What reaches a pipeline in practice: nothing here may panic, hang, or harm the other articles.

mod pipeline_support;

use std::time::{Duration, Instant};

use samestory::article::Article;
use samestory::error::Error;
use samestory::pipeline::{CoveredStory, Pipeline, PipelineOptions};

use pipeline_support::{QUAKE, article, dated, pipeline, sample};

/// Characters a headline of a story has at most.
const MAX_HEADLINE: usize = 200;

/// The articles that are in stories, each story's in order.
fn contents(stories: &[CoveredStory]) -> Vec<Vec<String>> {
    let articles = |story: &CoveredStory| {
        let clusters = story.story.clusters.iter();
        let mut ids: Vec<String> =
            clusters.flat_map(|cluster| cluster.articles.iter().map(ToString::to_string)).collect();
        ids.sort();
        ids
    };
    stories.iter().map(articles).collect()
}

#[test]
fn articles_without_identity_or_text_are_refused() {
    let mut pipeline = pipeline();
    let mut described = article("", "Text");
    described.description = "More".to_owned();
    assert_eq!(pipeline.push(described), Err(Error::MissingId));
    for (id, blank) in [("a", ""), ("b", " \t\r\n"), ("c", "\u{a0}\u{2003}\u{3000}\u{2028}")] {
        let mut nothing = article(id, blank);
        assert_eq!(pipeline.push(nothing.clone()), Err(Error::NoText(id.into())), "{blank:?}");
        blank.clone_into(&mut nothing.article_body);
        blank.clone_into(&mut nothing.description);
        assert_eq!(pipeline.push(nothing), Err(Error::NoText(id.into())), "{blank:?}");
    }
    assert!(pipeline.push(article("a", "Quake shakes Arequipa")).is_ok(), "the id is still free");
    let again = article("a", "Another text");
    assert_eq!(pipeline.push(again.clone()), Err(Error::DuplicateId("a".into())));
    let results = pipeline.push_batch([article("d", "One"), article("d", "Two"), again]);
    assert!(results[0].is_ok());
    assert_eq!(results[1], Err(Error::DuplicateId("d".into())));
    assert_eq!(results[2], Err(Error::DuplicateId("a".into())));
    assert_eq!(contents(&pipeline.stories()), [["a"], ["d"]]);
    assert_eq!(pipeline.article("d").map(|article| article.headline.as_str()), Some("One"));
}

#[test]
fn an_article_without_headline_is_known_by_its_text() {
    let mut pipeline = pipeline();
    for (id, description, body) in
        [("a", "", "A quake  shook\nArequipa on Monday."), ("b", "Snow closes the Brenner.", "x")]
    {
        let mut untitled = article(id, " ");
        description.clone_into(&mut untitled.description);
        body.clone_into(&mut untitled.article_body);
        pipeline.push(untitled).expect("some text is enough");
    }
    let stories = pipeline.stories();
    let headlines: Vec<&str> = stories
        .iter()
        .flat_map(|story| story.story.headline.values().map(String::as_str))
        .collect();
    assert_eq!(headlines, ["A quake shook Arequipa on Monday.", "Snow closes the Brenner."]);
}

#[test]
fn headlines_of_five_megabytes_are_read_as_far_as_it_makes_sense() {
    const BYTES: usize = 5_000_000;
    for unit in [
        "x",
        "Word ",
        "Aleksandr Petrovich Ivanov, ",
        "Ab",
        "ショイグ",
        "北京",
        "e\u{301}\u{302}\u{303}",
        "\u{301}",
        "1,234.5 ",
        "- ",
        "\u{202e}abc\u{2066}",
        "a\u{200d}",
        "👩‍👩‍👧‍👦",
        "ไทย",
    ] {
        let mut pipeline = pipeline();
        let start = Instant::now();
        let long = unit.repeat(BYTES / unit.len());
        let mut events = pipeline.push(article("a", &long)).expect("long is no error");
        let longer = format!("News: {long}!?!");
        events.extend(pipeline.push(article("b", &longer)).expect("long is no error"));
        events.extend(pipeline.push(article("c", "Quake shakes Arequipa")).expect("short"));
        let stories = pipeline.stories();
        // About a second each in a debug build on one core, a tenth of it in a release build.
        assert!(start.elapsed() < Duration::from_secs(10), "{unit:?} took {:?}", start.elapsed());
        for headline in stories.iter().flat_map(|story| story.story.headline.values()) {
            let characters = headline.chars().count();
            assert!((1..=MAX_HEADLINE).contains(&characters), "{unit:?}: {characters} characters");
        }
        for event in events {
            let json = serde_json::to_string(&event).expect("JSON");
            assert!(json.len() < 10_000, "{unit:?}: an event of {} bytes", json.len());
        }
    }
}

#[test]
fn text_of_every_kind_is_taken() {
    let flood = format!("Z\u{335}{}algo", "\u{316}\u{317}\u{346}".repeat(3000));
    let mut pipeline = pipeline();
    for (number, text) in [
        "\0",
        "\u{1b}[2J\u{1b}[31mRed\u{7}",
        "a\u{0}b\u{8}c\u{7f}d\u{85}e\r\nf",
        "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
        "\u{202e}gnihtemos\u{202c} \u{2067}שלום\u{2069}",
        "\u{2066}\u{2066}\u{2066} never closed",
        "\u{fff9}\u{fffd}\u{fffe}\u{ffff}\u{10ffff}\u{e000}",
        "\u{e0041}\u{e0042}\u{e007f}",
        "\u{d7ff}\u{e000} \u{1d173}\u{1d17a}",
        "🙂",
        "<script>alert(1)</script>",
        "' OR 1=1; -- \\ ${x} {{ y }} %s",
        "٣٫١٤ ⅷ ² 10⁹ 1e999 99999999999999999999999999999999999999 0.0000000001 -0",
        "ﷺ ﷽ ǅ ß ẞ ŉ İ ı",
        "ισαισα ισαμε",
        "....................",
        &flood,
    ]
    .into_iter()
    .enumerate()
    {
        for language in [None, Some("en"), Some("el"), Some("ja"), Some("not a tag"), Some("")] {
            let id = format!("{number} {language:?}");
            let mut article = Article::new(id, text);
            article.in_language = language.map(str::to_owned);
            article.article_body = text.repeat(3);
            article.source = Some(text.to_owned());
            article.author = vec![text.to_owned()];
            pipeline.push(article).expect("any text is text");
        }
    }
    let stories = pipeline.stories();
    let count: usize = stories.iter().map(|story| story.coverage.article_count).sum();
    assert_eq!(count, 17 * 6);
    for story in &stories {
        serde_json::to_string(story).expect("JSON");
        for headline in story.story.headline.values() {
            // A headline is one line on a terminal and on a page, whatever the feed sent.
            let bad = |character: &char| {
                character.is_control() || ('\u{202a}'..='\u{202e}').contains(character)
            };
            assert_eq!(headline.chars().find(bad), None, "{headline:?}");
        }
    }
}

#[test]
fn surrogates_on_their_own_are_bad_json() {
    for json in [
        r#"{"id": "a", "headline": "\ud83d"}"#,
        r#"{"id": "a", "headline": "\ude00 x"}"#,
        r#"{"id": "a", "headline": "\ud83d\ud83d"}"#,
        r#"{"id": "\udfff", "headline": "x"}"#,
    ] {
        assert!(serde_json::from_str::<Article>(json).is_err(), "{json}");
    }
    let pair = r#"{"id": "a", "headline": "\ud83d\ude00"}"#;
    assert_eq!(serde_json::from_str::<Article>(pair).expect("a pair").headline, "😀");
}

#[test]
fn embeddings_without_direction_or_of_another_length_are_refused() {
    let with = |id: &str, values: &[f32]| {
        let mut article = article(id, "Quake shakes Arequipa");
        article.embedding = Some(values.to_vec());
        article
    };
    let mut pipeline = pipeline();
    let bad = |id: &str| Err(Error::BadVector(id.into()));
    // The first embedding that is taken sets the length.
    for values in [
        &[][..],
        &[0.0, 0.0],
        &[f32::NAN, 1.0, 2.0],
        &[f32::INFINITY, 1.0],
        &[f32::NEG_INFINITY],
        &[-0.0],
    ] {
        assert_eq!(pipeline.push(with("a", values)), bad("a"), "{values:?}");
    }
    assert!(pipeline.push(with("a", &[1.0, 0.0, 0.0])).is_ok());
    let wrong = |id: &str, found| Err(Error::WrongDimension { id: id.into(), wanted: 3, found });
    assert_eq!(pipeline.push(with("b", &[1.0, 0.0])), wrong("b", 2));
    assert_eq!(pipeline.push(with("b", &[0.0, 0.0])), bad("b"));
    assert!(pipeline.push(article("b", "Snow closes the Brenner")).is_ok(), "the id is free");
    assert!(pipeline.push(with("c", &[f32::MAX, f32::MAX, f32::MIN_POSITIVE])).is_ok());
    assert!(pipeline.push(with("d", &[1e-45, 0.0, 0.0])).is_ok());
    let results = pipeline.push_batch([
        with("e", &[1.0; 4]),
        with("f", &[f32::NAN; 3]),
        with("g", &[0.5, -0.5, 0.1]),
    ]);
    assert_eq!(results[..2], [wrong("e", 4), bad("f")]);
    assert!(results[2].is_ok());
    let taken: usize = contents(&pipeline.stories()).iter().map(Vec::len).sum();
    assert_eq!(taken, 5);
    // What would be infinite could not be written as JSON again.
    for values in ["[1e39, 0, 0]", r#"["a"]"#] {
        let line = format!(r#"{{"id": "h", "title": "x", "embedding": {values}}}"#);
        let read = serde_json::from_str::<Article>(&line);
        assert!(read.is_err_and(|error| error.to_string().contains("embedding")), "{values}");
    }
}

/// The bundled sample with trouble in between.
fn troubled() -> Vec<Article> {
    let mut articles = Vec::new();
    for (number, article) in sample().into_iter().step_by(2).enumerate() {
        let copy = (number % 7 == 3).then(|| {
            let mut copy = article.clone();
            copy.id = format!("copy of {}", article.id).into();
            copy.source = Some("echo".to_owned());
            copy
        });
        let repeated = (number % 11 == 5).then(|| article.clone());
        articles.push(article);
        articles.extend(copy);
        articles.extend(repeated);
        if number % 13 == 2 {
            articles.push(Article::default());
            articles.push(Article::new(format!("empty {number}"), ""));
        }
        if number % 17 == 4 {
            articles.push(dated(
                &format!("late {number}"),
                QUAKE[number % 6],
                "2098-01-01T00:00:00Z",
            ));
        }
    }
    articles
}

#[test]
fn one_by_one_and_in_batches_is_the_same() {
    let articles = troubled();
    let mut single = pipeline();
    let wanted: Vec<_> = articles.iter().map(|article| single.push(article.clone())).collect();
    let refused = wanted.iter().filter(|result| result.is_err()).count();
    assert!(refused > 30, "the trouble is in it: {refused}");
    let settled = single.settle();
    let stories = single.stories();
    for (threads, chunk) in [(1, 64), (2, 7)] {
        let mut options = PipelineOptions::default();
        (options.threads, options.chunk) = (threads, chunk);
        let mut batch = Pipeline::builder().options(options).build().expect("valid");
        let (first, second) = articles.split_at(articles.len() / 3);
        let mut found = batch.push_batch(first.iter().cloned());
        found.extend(batch.push_batch(second.iter().cloned()));
        let case = format!("{threads} threads, chunks of {chunk}");
        assert!(found == wanted, "other events with {case}");
        assert_eq!(batch.settle(), settled, "{case}");
        assert!(batch.stories() == stories, "other stories with {case}");
    }
    let events = wanted.into_iter().flatten().flatten().chain(settled);
    for (event, number) in events.zip(0..) {
        assert_eq!(event.sequence, number, "{event:?}");
    }
}
