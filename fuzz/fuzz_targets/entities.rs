//! Names in any texts, and whose they are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::article::Timestamp;
use samestory::entity::{
    Document, EntityRegistry, Gazetteer, MentionFinder, NameWindows, RuleMentionFinder,
};

fuzz_target!(|input: (&str, Vec<&str>)| {
    let (tag, texts) = input;
    let language = tag.parse().ok();
    let mut registry = EntityRegistry::default();
    for (hour, text) in texts.iter().take(8).enumerate() {
        let mentions = RuleMentionFinder.find(text, language);
        let mut end = 0;
        for mention in &mentions {
            assert!(text.get(mention.span.clone()).is_some(), "{mention:?} in {text:?}");
            assert!(mention.span.start >= end, "{mentions:?} in {text:?}");
            end = mention.span.end;
        }
        let windows = NameWindows::of(text, language);
        let places = Gazetteer::default().places(text, language);
        let document = Document {
            text,
            mentions: &mentions,
            places: &places,
            windows: &windows,
            language,
            time: Timestamp::from_seconds(hour as i64 * 3600),
            outlet: Some(tag),
        };
        let mut end = 0;
        for mention in registry.read(&document) {
            assert!(text.get(mention.span.clone()).is_some(), "{mention:?} in {text:?}");
            assert!(mention.span.start >= end, "{mention:?} in {text:?}");
            end = mention.span.end;
            assert!(registry.entity(mention.entity).is_some());
        }
        for place in &places {
            assert!(text.get(place.span.clone()).is_some());
        }
    }
    let _ = registry.entities();
});
