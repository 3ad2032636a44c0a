//! Phonetic symbols and Latin letters of any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::translit::{fold, romanize};

fuzz_target!(|input: (&str, &str)| {
    let (tag, text) = input;
    for language in [None, tag.parse().ok()] {
        let symbols = fold(text, language);
        assert!(symbols.is_ascii(), "{symbols:?}");
    }
    let _ = romanize(text);
});
