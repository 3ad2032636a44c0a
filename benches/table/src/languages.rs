//! Language detection, words, and reading in Latin letters.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use any_ascii::any_ascii;
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector};
use samestory::token::{DictionaryTokenizer, Tokenizer};
use samestory::translit::romanize;
use unicode_segmentation::UnicodeSegmentation;

use super::{Row, read, timed};

/// Texts of the file that are looked at.
const EVERY: usize = 5;

type Detect = Box<dyn Fn(&str) -> Option<String>>;

pub(crate) fn measure(data: &Path, mut print: impl FnMut(Row)) {
    let Some(text) = read(&data.join("language/labelled.tsv")) else { return };
    let known = "af ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is \
                 it ja ka kk ko lt lv mk mn mr ms nb nl pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr \
                 uk ur vi yo zh zu";
    let known: Vec<&str> = known.split_whitespace().collect();
    let row = |line: &'_ str| -> Option<(String, String)> {
        let mut fields = line.split('\t');
        let (kind, language, text) = (fields.next()?, fields.next()?, fields.next()?);
        (kind == "wiki-8words" && known.contains(&language))
            .then(|| (language.to_owned(), text.to_owned()))
    };
    let texts: Vec<(String, String)> = text.lines().filter_map(row).step_by(EVERY).collect();
    let megabytes = texts.iter().map(|(_, text)| text.len()).sum::<usize>() as f64 / 1e6;
    let count = texts.len();
    for (who, detect) in detectors() {
        // Tables load with the first text that needs them.
        texts.iter().for_each(|(_, text)| drop(detect(text)));
        let (found, seconds) =
            timed(|| texts.iter().map(|(_, text)| detect(text)).collect::<Vec<_>>());
        let mut by_language: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((wanted, _), found) in texts.iter().zip(&found) {
            let (right, all) = by_language.entry(wanted).or_default();
            *right += usize::from(found.as_deref() == Some(wanted));
            *all += 1;
        }
        let shares = by_language.values().map(|(right, all)| *right as f64 / *all as f64);
        let mean = 100.0 * shares.sum::<f64>() / by_language.len() as f64;
        print(Row {
            stage: "language",
            who,
            quality: format!(
                "{mean:.1} % of {count} texts of 8 words, {} languages",
                by_language.len()
            ),
            speed: format!("{:.2} MB/s", megabytes / seconds),
        });
    }
    let sentences: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let tokenizer = DictionaryTokenizer::default();
    let languages: Vec<Option<LanguageTag>> =
        texts.iter().map(|(language, _)| language.parse().ok()).collect();
    let speed = |seconds: f64| format!("{:.1} MB/s", megabytes / seconds);
    let (_, seconds) = timed(|| {
        for (text, language) in sentences.iter().zip(&languages) {
            black_box(tokenizer.tokenize(text, *language));
        }
    });
    let none = || "not compared here".to_owned();
    print(Row { stage: "words", who: "samestory".into(), quality: none(), speed: speed(seconds) });
    let (_, seconds) = timed(|| {
        sentences.iter().for_each(|text| {
            black_box(text.unicode_words().count());
        })
    });
    let who = "unicode-segmentation alone".to_owned();
    print(Row { stage: "words", who, quality: none(), speed: speed(seconds) });
    let (_, seconds) = timed(|| sentences.iter().for_each(|text| drop(black_box(romanize(text)))));
    let who = "samestory".to_owned();
    print(Row { stage: "Latin letters", who, quality: none(), speed: speed(seconds) });
    let (_, seconds) = timed(|| sentences.iter().for_each(|text| drop(black_box(any_ascii(text)))));
    let who = "any_ascii".to_owned();
    print(Row { stage: "Latin letters", who, quality: none(), speed: speed(seconds) });
}

fn detectors() -> Vec<(String, Detect)> {
    let ours = NgramDetector::new();
    let code = |code: &str| code.parse::<LanguageTag>().ok().map(|tag| tag.to_string());
    let mut all: Vec<(String, Detect)> = vec![
        (
            "samestory".into(),
            Box::new(move |text| {
                let tag = ours.detect(text)?.language.to_string();
                Some(tag.split('-').next().unwrap_or_default().to_owned())
            }),
        ),
        ("whatlang".into(), Box::new(move |text| code(whatlang::detect_lang(text)?.code()))),
        (
            "whichlang".into(),
            Box::new(move |text| code(whichlang::detect_language(text).three_letter_code())),
        ),
    ];
    #[cfg(feature = "lingua")]
    {
        let lingua = lingua::LanguageDetectorBuilder::from_all_languages().build();
        let detect = move |text: &str| {
            let found = lingua.detect_language_of(text)?;
            Some(found.iso_code_639_1().to_string().to_lowercase())
        };
        all.push(("lingua, high accuracy".into(), Box::new(detect)));
    }
    all.shrink_to_fit();
    all
}
