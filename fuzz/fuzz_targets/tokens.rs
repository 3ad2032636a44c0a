//! Words, sentences, stems and numbers of any text in any language.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::token::{DictionaryTokenizer, Stemmer, Tokenizer, WordTokenizer, parse_number};

fuzz_target!(|input: (&str, &str)| {
    let (tag, text) = input;
    let language = tag.parse().ok();
    let stemmer = Stemmer::new(language);
    let dictionary = DictionaryTokenizer::default();
    for tokenizer in [&WordTokenizer as &dyn Tokenizer, &dictionary] {
        let mut end = 0;
        for token in tokenizer.tokenize(text, language) {
            // Bigrams of scripts without spaces overlap.
            assert!(text.get(token.span.clone()).is_some() && token.span.start < token.span.end);
            assert!(token.span.end >= end, "tokens come in order");
            end = token.span.end;
            let _ = stemmer.stem(&token.written.to_lowercase());
            let _ = parse_number(token.written);
        }
    }
});
