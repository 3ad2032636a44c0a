//! The tokenizers against the Unicode conformance file, and what any token must keep to.

use proptest::prelude::*;
use samestory::language::{LanguageTag, frequent_words, listed_languages};
use samestory::token::{
    DictionaryTokenizer, NumberSpan, Stemmer, Token, TokenKind, Tokenizer, WordTokenizer,
    numbers_into, sentences_into,
};

/// UAX #29, Unicode 17: every case of spaced scripts gives the words of the file.
#[test]
fn word_break_test() {
    let file = include_str!("data/WordBreakTest.txt");
    let mut cases = 0;
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let mut text = String::new();
        let mut words = Vec::new();
        let mut start = 0;
        for field in line.split_whitespace() {
            match field {
                "÷" => {
                    if text[start..].chars().any(char::is_alphanumeric) {
                        words.push(start..text.len());
                    }
                    start = text.len();
                }
                "×" => {}
                code => {
                    let code = u32::from_str_radix(code, 16).expect("a code point");
                    text.extend(char::from_u32(code));
                }
            }
        }
        let unspaced =
            |c: char| matches!(u32::from(c), 0xe00..=0xeff | 0x3005..=0x30ff | 0x3400..=0x9fff);
        if text.chars().any(unspaced) {
            continue;
        }
        let found: Vec<_> =
            WordTokenizer.tokenize(&text, None).into_iter().map(|token| token.span).collect();
        assert_eq!(found, words, "{line}");
        cases += 1;
    }
    assert!(cases > 1500, "{cases}");
}

fn check(text: &str, tokens: &[Token<'_>]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for token in tokens {
        prop_assert!(text.get(token.span.clone()).is_some(), "{token:?}");
        prop_assert!(token.span.start < token.span.end, "{token:?}");
        if token.kind != TokenKind::Bigram {
            prop_assert!(token.span.start >= end, "{token:?} overlaps");
        }
        let between = text.get(end..token.span.start).unwrap_or("");
        prop_assert!(!between.chars().any(char::is_alphanumeric), "{between:?} is left out");
        end = end.max(token.span.end);
    }
    prop_assert!(!text[end..].chars().any(char::is_alphanumeric), "{:?} is left out", &text[end..]);
    Ok(())
}

const LANGUAGES: &[&str] = &["fr", "it", "ar", "fi", "id", "zh", "ja", "th", "en", "ca"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn tokens_keep_to_their_contract(
        text in "(\\PC|[a-zA-Z'’\\-0-9.:/ ]|[一-三個这た-んア-ウก-ค่]|(وال)|(l')){0,24}",
        language in 0..LANGUAGES.len(),
    ) {
        let tag: Option<LanguageTag> = LANGUAGES[language].parse().ok();
        check(&text, &WordTokenizer.tokenize(&text, tag))?;
        check(&text, &DictionaryTokenizer::default().tokenize(&text, tag))?;
        let mut sentences = Vec::new();
        sentences_into(&text, &mut sentences);
        let mut end = 0;
        for span in &sentences {
            prop_assert!(span.start >= end && text.get(span.clone()).is_some());
            prop_assert!(text[end..span.start].trim().is_empty());
            end = span.end;
        }
        let mut numbers = Vec::new();
        numbers_into(&text, &mut numbers);
        for NumberSpan { span, value, .. } in numbers {
            prop_assert!(text.get(span).is_some() && value.is_finite());
        }
    }

    #[test]
    fn stems_are_never_empty(word in "\\PC{1,20}") {
        for tag in listed_languages() {
            prop_assert!(!Stemmer::new(tag.parse().ok()).stem(&word).is_empty());
        }
    }
}

/// Beginnings of words with ends of others: what breaks stemmers. The bench does a million of each.
#[test]
fn spliced_words_have_stems() {
    for tag in listed_languages() {
        let words: Vec<&str> = frequent_words(tag).collect();
        let stemmer = Stemmer::new(tag.parse().ok());
        for one in &words {
            for other in &words {
                let spliced = format!("{one}{other}");
                assert!(!stemmer.stem(&spliced).is_empty(), "{tag} {spliced}");
            }
        }
    }
}

#[test]
fn a_date_takes_in_no_more_than_itself() {
    for (text, wanted) in [
        ("2026-02-01T12:30", vec![("2026-02-01", TokenKind::Date), ("12:30", TokenKind::Time)]),
        ("2026-02-01 12:30", vec![("2026-02-01", TokenKind::Date), ("12:30", TokenKind::Time)]),
        ("12:30Uhr", vec![("12:30", TokenKind::Time), ("Uhr", TokenKind::Word)]),
    ] {
        let tokens = WordTokenizer.tokenize(text, None);
        let found: Vec<_> = tokens.iter().map(|token| (token.written, token.kind)).collect();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn words_as_written_and_in_lower_case() {
    let cases = [
        ("Wang TRAF", vec!["wang", "traf"]),
        ("100 km² Land, CO₂", vec!["100", "km²", "land", "co₂"]),
        ("İstanbul ΟΔΟΣ Èze", vec!["i\u{307}stanbul", "οδος", "èze"]),
        ("x ² 2²", vec!["x", "²", "2", "²"]),
    ];
    let mut lower = String::new();
    for (text, wanted) in cases {
        let tokens = WordTokenizer.tokenize(text, None);
        let found: Vec<_> = tokens.iter().map(Token::lower).collect();
        assert_eq!(found, wanted, "{text}");
        for token in &tokens {
            assert_eq!(token.written, &text[token.span.clone()]);
            token.lower_into(&mut lower);
            assert_eq!(lower, token.lower());
        }
    }
}

#[test]
fn stems_join_the_forms_of_a_word() {
    for (tag, forms) in [
        ("fi", "hallitus hallituksen hallitusta"),
        ("fi", "kaupunki kaupungin kaupungissa"),
        ("et", "valitsus valitsuse valitsust"),
        ("tr", "bakan bakanı bakanlar bakanın"),
        ("tr", "hükümet hükümetin hükümetler"),
        ("tr", "ankara ankara'da ankara’nın"),
        ("mk", "град градот градови градовите"),
    ] {
        let stemmer = Stemmer::new(tag.parse().ok());
        let stems: Vec<_> = forms.split(' ').map(|form| stemmer.stem(form)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{tag}: {stems:?}");
    }
}

#[test]
#[rustfmt::skip]
fn numbers() {
    for (text, value, to) in [
        ("1,5 млн", 1.5e6, None), ("٤٧", 47.0, None), ("10 万", 1e5, None), ("82-87", 82.0, Some(87.0)),
        ("62,000", 62_000.0, None), ("1 234 567", 1_234_567.0, None), ("3–4 millions", 3e6, Some(4e6)),
        ("1.234,5", 1234.5, None), ("2 лакх", 2.0, None), ("३ करोड़", 3e7, None), ("5億", 5e8, None),
        ("6 Mrd. Euro", 6e9, None), ("1,23,456 रुपये", 123_456.0, None), ("Rs 12,34,567.5", 1_234_567.5, None),
        ("१,२३,४५,६७८", 12_345_678.0, None), ("৪৭", 47.0, None), ("1'234'567", 1_234_567.0, None),
    ] {
        let mut numbers = Vec::new();
        numbers_into(text, &mut numbers);
        assert_eq!(numbers.first().map(|n| (n.value, n.to)), Some((value, to)), "{text}");
    }
}
