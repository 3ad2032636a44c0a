//! Articles that are removed: the rest is as if they had never come.

mod pipeline_support;

use samestory::article::Article;
use samestory::pipeline::{CoveredStory, EventKind};

use pipeline_support::{QUAKE, article, dated, pipeline, sample};

/// What a story holds, without the numbers that depend on rounding.
fn outline(stories: &[CoveredStory]) -> Vec<serde_json::Value> {
    let rounded = |story: &CoveredStory| {
        let mut value = serde_json::to_value(story).expect("JSON");
        // The rank is of now, and what is removed has moved the stream's clock.
        value["rank"].take();
        // The reasons name entities of the glossary, which keeps its trace.
        for related in value["related"].as_array_mut().into_iter().flatten() {
            related["why"].take();
        }
        round(&mut value);
        value
    };
    stories.iter().map(rounded).collect()
}

fn round(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) if number.is_f64() => {
            let rounded = (number.as_f64().unwrap_or_default() * 1000.0).round() / 1000.0;
            *value = rounded.into();
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(round),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
        _ => {}
    }
}

#[test]
fn removing_undoes() {
    let articles: Vec<Article> = sample().into_iter().take(120).collect();
    let mut without = pipeline();
    without.push_batch(articles.clone());
    let wanted = outline(&without.stories());

    let mut pipeline = pipeline();
    pipeline.push_batch(articles);
    let mut guests = Vec::new();
    for (id, text, date) in [
        // One that founds a story, one that widens a story's time, and copies.
        ("alone", "Bakers of Ljubljana weigh the longest potica yet", "2026-01-29T00:00:00Z"),
        ("n001 late", "", "2026-01-31T00:00:00Z"),
        ("n001 early", "", "2026-01-26T01:00:00Z"),
        ("n004 again", "", "2026-01-29T00:00:00Z"),
    ] {
        let host = id.split(' ').next().and_then(|id| pipeline.article(id)).cloned();
        let mut guest = host.unwrap_or_else(|| article(id, text));
        guest.id = id.into();
        guest.date_published = date.parse().ok();
        guest.date_seen = None;
        guest.source = Some("guest".to_owned());
        pipeline.push(guest).expect("accepted");
        guests.push(id);
    }
    assert_ne!(outline(&pipeline.stories()), wanted);
    for id in &guests {
        let story = pipeline.story_of(id).expect("it is there");
        let events = pipeline.remove(id);
        let left = EventKind::Left { story, article: (*id).into() };
        assert!(events.iter().any(|event| event.kind == left), "{events:?}");
        assert_eq!(pipeline.story_of(id), None);
        assert!(pipeline.article(id).is_none());
        assert_eq!(pipeline.remove(id), [], "it is gone already");
    }
    assert_eq!(pipeline.remove("never seen"), []);
    let found = outline(&pipeline.stories());
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted);
    }
    assert!(pipeline.push(article("alone", "The id is free again")).is_ok());
}

#[test]
fn everything_can_be_removed() {
    let articles: Vec<Article> = sample().into_iter().step_by(3).collect();
    let mut pipeline = pipeline();
    pipeline.push_batch(articles.clone());
    for article in articles.iter().rev() {
        pipeline.remove(article.id.as_str());
    }
    assert_eq!(pipeline.stories(), []);
    let results = pipeline.push_batch(articles);
    assert!(results.iter().all(Result::is_ok));
    assert!(pipeline.stories().len() > 25);
}

#[test]
fn the_next_copy_stands_in_for_an_original_that_is_removed() {
    let mut pipeline = pipeline();
    let body = "Rescuers are on their way. ".repeat(20);
    for (id, outlet) in [("a", "agency"), ("b", "one"), ("c", "two"), ("d", "three")] {
        let mut copy = dated(id, QUAKE[0], "2026-02-01T12:00:00Z");
        body.clone_into(&mut copy.article_body);
        copy.source = Some(outlet.to_owned());
        pipeline.push(copy).expect("accepted");
    }
    pipeline.push(dated("e", QUAKE[1], "2026-02-01T13:00:00Z")).expect("accepted");
    let story = pipeline.story_of("a").expect("a story");
    pipeline.remove("a");
    for left in [&["b", "c", "d"][..], &["c", "d"]] {
        for id in left {
            assert_eq!(pipeline.story_of(id).as_ref(), Some(&story), "{id}");
        }
        let found = pipeline.story(&story).expect("the story goes on").story;
        let group = &found.wire_groups[0];
        let members: Vec<&str> = group.members.iter().map(|id| id.as_str()).collect();
        assert_eq!(members, left);
        for link in found.links.iter().filter(|link| link.a.as_str() != "e") {
            assert_eq!(link.b.as_str(), left[0], "the copies point to the one that stands in");
        }
        let links = found.links.iter().filter(|link| link.a.as_str() != "e").count();
        assert_eq!(links, left.len() - 1);
        // A new copy is a copy of it, and a new report finds it.
        let id = format!("copy with {}", left.len());
        let mut copy = dated(&id, "Another headline", "2026-02-01T14:00:00Z");
        body.clone_into(&mut copy.article_body);
        pipeline.push(copy).expect("accepted");
        let compared = pipeline.compare(&id, left[0]).expect("both are there");
        assert!(compared.same_cluster && compared.evidence.local > Some(0.99));
        pipeline.remove(&id);
        pipeline.remove(left[0]);
    }
    assert_eq!(pipeline.story(&story).expect("one is left").story.wire_groups, []);
}
