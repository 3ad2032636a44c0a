//! The background frequencies, and what they do to the first article of a language.

use samestory::article::Article;
use samestory::features::{
    ArticleFeatures, Background, DocumentFrequencies, Facet, FacetExtractor, FeatureExtractor,
    FeatureId, WeightOptions,
};
use samestory::language::LanguageTag;
use samestory::token::WordTokenizer;

fn tag(text: &str) -> LanguageTag {
    text.parse().expect("a tag")
}

fn features(text: &str, language: &str) -> ArticleFeatures {
    FacetExtractor::default().extract(&Article::new("a", text), Some(tag(language)), &WordTokenizer)
}

/// The mean share of texts of 300 bytes that hold the features of `text`.
fn mean_share(text: &str, language: &str, facet: Facet) -> f32 {
    let background = Background::of(tag(language)).expect("a background");
    let features = features(text, language);
    let shares = features.facet(facet).iter().map(|feature| background.share(*feature, 300));
    shares.sum::<f32>() / features.facet(facet).len() as f32
}

fn weights(background_prior: f32) -> DocumentFrequencies {
    let mut options = WeightOptions::default();
    options.background_prior = background_prior;
    DocumentFrequencies::new(options)
}

#[test]
fn function_words_are_more_usual_than_names() {
    for (language, function_words, name) in [
        ("de", "und die der nicht", "Schoigu"),
        ("en", "the and that with", "Shoigu"),
        ("fr", "les des dans pour", "Choïgou"),
        ("ru", "не что на как это", "Шойгу"),
        ("ar", "في من على أن", "شويغو"),
        ("he", "של את על לא", "שויגו"),
        ("el", "και του την από", "Σόιγκου"),
        ("ka", "და რომ არ იყო", "შოიგუ"),
        ("ko", "있다 하는 에서 그는", "쇼이구"),
        ("th", "ที่ และ การ ใน", "ชอยกู"),
        ("hi", "के में की है और", "शोइगू"),
        ("am", "ነው ነበር እና ላይ", "ሾይጉ"),
        ("uz", "va bilan uchun bu", "Shoygu"),
    ] {
        let usual = mean_share(function_words, language, Facet::Gram3);
        let rare = mean_share(name, language, Facet::Gram3);
        assert!(usual > 0.1 && usual > 2.0 * rare, "{language}: {usual} {rare}");
    }
}

#[test]
fn skeletons_have_a_background_too() {
    for (language, usual) in [("en", "their country"), ("ru", "который"), ("ar", "التي")]
    {
        assert!(mean_share(usual, language, Facet::Skeleton) > 0.01, "{language}");
    }
}

#[test]
fn shares_rise_with_the_length_and_stay_in_bounds() {
    let german = Background::of(tag("de")).expect("German");
    for feature in features("und Schoigu in Peking", "de").facet(Facet::Gram3) {
        let shares = [0, 1, 10, 100, 1_000, 1_000_000, usize::MAX]
            .map(|bytes| german.share(*feature, bytes));
        assert!(shares.is_sorted() && shares[0] == 0.0, "{shares:?}");
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
        // The slow twin.
        let probability = f64::from(german.probability(*feature));
        let slow = 1.0 - (1.0 - probability).powf(60.0);
        assert!((f64::from(shares[3]) - slow).abs() < 1e-3, "{} {slow}", shares[3]);
    }
    assert_eq!(german.share(FeatureId::new(Facet::Number, b"62000"), 0), 0.0);
}

#[test]
fn tags_with_scripts_and_close_languages_find_a_table() {
    for language in ["de-AT", "zh-TW", "zh-Hant", "sr-Latn", "no", "nb", "nn", "yue", "ja"] {
        assert!(Background::of(tag(language)).is_some(), "{language}");
    }
    assert!(Background::languages().is_sorted());
    for language in Background::languages() {
        assert!(Background::of(tag(language)).is_some(), "{language}");
    }
}

#[test]
fn unknown_languages_fall_back_to_the_pool() {
    let text = "Shoigu in Beijing: 62000 cars";
    let (with, without) = (weights(50.0), weights(0.0));
    for language in ["und", "qaa", "zzz", "bo", "zz-Zzzz"] {
        assert!(Background::of(tag(language)).is_none(), "{language}");
        let article = features(text, language);
        assert_eq!(with.weigh(&article), without.weigh(&article), "{language}");
    }
    let mut article = features(text, "en");
    article.language = None;
    assert_eq!(with.weigh(&article), without.weigh(&article));
}

#[test]
fn hostile_lengths_and_priors_give_weights() {
    for prior in [0.0, -1.0, f32::NAN, f32::INFINITY, f32::MAX] {
        let frequencies = weights(prior);
        for bytes in [0, usize::MAX] {
            let mut article = features("und Schoigu in Peking 62000", "de");
            article.text_bytes = bytes;
            let vectors = frequencies.weigh(&article);
            let finite = |(_, weight): (FeatureId, f32)| weight.is_finite();
            assert!(vectors.cross.entries().all(finite), "{prior} {bytes}");
        }
    }
}

#[test]
fn the_first_article_weighs_names_above_function_words() {
    let text = "Der russische Minister Schoigu und die Delegation, die mit ihm nach Peking reist";
    let article = features(text, "de");
    let weight_of = |frequencies: &DocumentFrequencies, word: &str| {
        let vector = frequencies.weigh(&article).cross;
        let words = features(word, "de");
        let grams = words.facet(Facet::Gram3);
        grams.iter().map(|gram| vector.weight(*gram)).sum::<f32>() / grams.len() as f32
    };
    let (with, without) = (weights(50.0), weights(0.0));
    let ratio = |frequencies: &DocumentFrequencies| {
        weight_of(frequencies, "Schoigu") / weight_of(frequencies, "die")
    };
    assert!((ratio(&without) - 1.0).abs() < 0.1, "{}", ratio(&without));
    assert!(ratio(&with) > 1.5, "{}", ratio(&with));
}
