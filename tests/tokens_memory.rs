//! Tokens take no memory of their own once the caller's buffers are large enough.

use allocation_counter::measure;
use samestory::token::{DictionaryTokenizer, Tokenizer, WordTokenizer};

#[test]
fn tokenizing_spaced_scripts_allocates_nothing() {
    let texts = [
        (
            "en",
            "Shoigu Says Russia Supports Beijing's Position on Taiwan, 62,000 km² in 2026-02-01",
        ),
        ("fr", "L'Ukraine et l'Union européenne : jusqu'à 12:30 à l'Élysée"),
        ("fi", "EU-maissa on 5 miljoonaa ihmistä"),
        ("ru", "Шойгу заявил о поддержке Россией позиции Пекина по Тайваню"),
        ("el", "Ο ΥΠΟΥΡΓΟΣ ΕΞΩΤΕΡΙΚΩΝ"),
        ("ar", "والحكومة تدعم موقف بكين بشأن تايوان"),
        ("hi", "शोइगु ने कहा कि रूस ताइवान पर बीजिंग का समर्थन करता है"),
        ("hy", "Շոյգուն ժամանել է Պեկին"),
    ]
    .map(|(tag, text)| (tag.parse().ok(), text));
    let dictionary = DictionaryTokenizer::default();
    let tokenizers: [&dyn Tokenizer; 2] = [&WordTokenizer, &dictionary];
    let mut tokens = Vec::with_capacity(100);
    let mut lower = String::with_capacity(100);
    let used = measure(|| {
        for tokenizer in tokenizers {
            for (language, text) in texts {
                tokens.clear();
                tokenizer.tokenize_into(text, language, &mut tokens);
                assert!(tokens.len() > 2);
                for token in tokens.iter().filter(|token| !token.written.contains('Σ')) {
                    token.lower_into(&mut lower);
                }
            }
        }
    });
    assert_eq!(used.count_total, 0, "{used:?}");
}
