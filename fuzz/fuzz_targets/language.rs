//! Languages of any text, and tags from any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::language::{
    LanguageDetector, LanguageTag, NgramDetector, WhatlangDetector, dominant_script,
};

fuzz_target!(|text: &str| {
    if let Ok(tag) = text.parse::<LanguageTag>() {
        assert_eq!(tag.to_string().parse(), Ok(tag));
    }
    let _ = dominant_script(text);
    if let Some(found) = NgramDetector::new().detect(text) {
        assert!((0.0..=1.0).contains(&found.confidence));
    }
    let _ = WhatlangDetector::default().detect(text);
});
