//! Vectors of any articles, and their neighbors: as a scan of all finds them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::article::Article;
use samestory::features::{DocumentFrequencies, FacetExtractor, FeatureExtractor};
use samestory::index::{ExactIndex, Index, InvertedIndex, SearchBuffer};
use samestory::token::WordTokenizer;

fuzz_target!(|input: (&str, Vec<(&str, &str, bool)>)| {
    let (tag, texts) = input;
    let language = tag.parse().ok();
    let extractor = FacetExtractor::default();
    let mut frequencies = DocumentFrequencies::default();
    let (mut fast, mut slow) = (InvertedIndex::default(), ExactIndex::default());
    let (mut one, mut other) = (SearchBuffer::default(), SearchBuffer::default());
    for (key, (headline, body, remove)) in (0..).zip(texts.iter().take(16)) {
        let mut article = Article::new("a", *headline);
        article.article_body = (*body).to_owned();
        let features = extractor.extract(&article, language, &WordTokenizer);
        let vectors = frequencies.weigh(&features);
        frequencies.observe(&features);
        let norm = vectors.cross.dot(&vectors.cross);
        assert!(vectors.cross.is_empty() || (norm - 1.0).abs() < 1e-3, "{norm}");
        for most in [1, 3, 100] {
            fast.search_into(&vectors.cross, most, 0.01, &mut one);
            slow.search_into(&vectors.cross, most, 0.01, &mut other);
            assert_eq!(one.hits, other.hits);
        }
        fast.insert(key, &vectors.cross).expect("rising keys");
        slow.insert(key, &vectors.cross).expect("rising keys");
        if *remove {
            assert_eq!(fast.remove(key / 2), slow.remove(key / 2));
        }
    }
});
