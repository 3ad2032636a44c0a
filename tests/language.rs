//! The detector: what it must say, what it must not, and its accuracy where the data is at hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use samestory::language::{
    DetectorOptions, LanguageDetector, LanguageTag, NgramDetector, close_languages,
};

fn tag(text: &str) -> LanguageTag {
    text.parse().expect("a tag")
}

#[test]
#[rustfmt::skip]
fn headlines() {
    let detector = NgramDetector::new();
    for (text, wanted) in [
        ("Shoigu Says Russia Supports Beijing's Position on Taiwan", "en"),
        ("Choïgou : la Russie soutient la position de Pékin sur Taïwan", "fr"),
        ("Schoigu: Russland unterstützt Pekings Haltung zu Taiwan", "de"),
        ("Шойгу заявил о поддержке Россией позиции Пекина по Тайваню", "ru"),
        ("Шойгу заявив про підтримку Росією позиції Пекіна щодо Тайваню", "uk"),
        ("Šojgu: Rusija podržava stav Pekinga o Tajvanu, rekao predsednik", "sr-Latn"),
        ("Tko će biti novi ravnatelj Sveučilišta? Odluka idućeg tjedna", "hr"),
        ("Ko će biti novi direktor Univerziteta? Odluka iduće sedmice", "bs"),
        ("Kerajaan berkata keputusan itu dibuat kerana wang tidak mencukupi", "ms"),
        ("Pemerintah mengatakan keputusan itu diambil karena uang tidak cukup", "id"),
        ("Evropska komisija saopćila da mora da se učestvuje u radu sa Sarajevom", "bs"),
        ("Europska komisija priopćila je da treba sudjelovati u radu s partnerima", "hr"),
        ("Predsednik je rekao da će Evropska komisija doneti rešenje posle sednice", "sr-Latn"),
        ("Vlada Srbije usvojila predlog zakona, poslanici glasaju sledeće nedelje", "sr-Latn"),
        ("Vreme danas: sneg u brdsko-planinskim predelima, na severu vetar", "sr-Latn"),
        ("Vrijeme danas: snijeg u planinama, na sjeveru vjetar, tijekom tjedna toplije", "hr"),
        ("Bugun poytaxtda yangi maktab ochildi, unda ming nafar o‘quvchi o‘qiydi", "uz"),
        ("Paýtagtda täze mekdep açyldy, onda müň okuwçy okaýar", "tk"),
        ("Başkentte yeni bir okul açıldı, bin öğrenci okuyacak", "tr"),
        ("Universiti lancar projek penyelidikan mengenai kualiti udara", "ms"),
        ("Kualitas udara memburuk, warga diminta memakai masker di kantor", "id"),
        ("चुनाव के बाद पार्टियों के नेताओं ने बैठक की", "hi"),
        ("निवडणुकीच्या निकालानंतर पक्षांच्या नेत्यांची बैठक झाली", "mr"),
        ("निर्वाचनपछि दलका नेताहरूको बैठक बस्यो", "ne"),
        ("绍伊古表示俄罗斯支持北京在台湾问题上的立场", "zh"), ("俄羅斯支持北京在臺灣問題上的立場", "zh-Hant"),
        ("ショイグ氏「ロシアは台湾問題で中国を支持」", "ja"), ("쇼이구 \"러시아는 대만 문제에서 중국 지지\"", "ko"),
        ("شويغو: روسيا تدعم موقف بكين بشأن تايوان", "ar"), ("شویگو: روسیه از موضع پکن درباره تایوان حمایت می کند", "fa"),
        ("शोइगु ने कहा कि रूस ताइवान पर बीजिंग के रुख का समर्थन करता है", "hi"),
    ] {
        let found = detector.detect(text).expect(text);
        assert_eq!(found.language.to_string(), wanted, "{text}: {found:?}");
    }
}

#[test]
fn without_evidence_there_is_no_answer() {
    let detector = NgramDetector::new();
    for text in ["", " ", "2026", "12:30 – 3,5 %", "🙂👍", "…!?", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "߁߂߃ ߒߞߏ"]
    {
        assert_eq!(detector.detect(text), None, "{text:?}");
    }
}

#[test]
fn options_hold() {
    let mut options = DetectorOptions::default();
    options.languages = vec![tag("hr"), tag("en")];
    let detector = NgramDetector::with_options(options.clone()).expect("good options");
    let found = detector.detect("Ko će biti novi direktor Univerziteta?").expect("an answer");
    assert_eq!(found.language, tag("hr"));
    assert_eq!(detector.detect("Γεια σου κόσμε"), None);
    options.prior = vec![(tag("hr"), 0.0)];
    assert!(NgramDetector::with_options(options.clone()).is_err());
    options.prior.clear();
    options.least_confidence = 1.5;
    assert!(NgramDetector::with_options(options).is_err());
    let found = NgramDetector::new().detect("Ko će biti novi direktor?").expect("an answer");
    assert_eq!(
        found.is_close(),
        found.runner_up.is_some_and(|tag| {
            close_languages(found.language).contains(&tag.to_string().as_str())
        })
    );
}

#[test]
fn at_least_85_languages() {
    let mut languages = NgramDetector::languages();
    languages.dedup();
    assert!(languages.len() >= 85, "{}", languages.len());
}

proptest! {
    #[test]
    fn total_and_within_range(text in "\\PC{0,60}") {
        let detector = NgramDetector::new();
        if let Some(found) = detector.detect(&text) {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            prop_assert!(NgramDetector::languages().contains(&found.language));
            prop_assert_ne!(Some(found.language), found.runner_up);
        }
        let mut spans = Vec::new();
        detector.spans_into(&text, &mut spans);
        let mut end = 0;
        for span in spans {
            prop_assert_eq!(span.span.start, end);
            end = span.span.end;
        }
        prop_assert_eq!(end, text.len());
    }
}

/// Macro accuracy on the web texts of 75 languages; the figures are floors under what was measured.
#[test]
fn accuracy_on_labeled_texts() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/language/labelled.tsv");
    let Ok(content) = std::fs::read_to_string(path) else {
        eprintln!("skipped: no {path}");
        return;
    };
    let detector = NgramDetector::new();
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    // Every seventh is enough for a floor, in a debug build.
    for line in content.lines().step_by(7) {
        let mut fields = line.splitn(3, '\t');
        let (Some(kind), Some(language), Some(text)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        if !kind.starts_with("web") {
            continue;
        }
        let right =
            detector.detect(text).is_some_and(|found| found.language.language() == language);
        let entry = counts.entry((kind, language)).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }
    let small = cfg!(feature = "small-language-table");
    for (kind, floor) in [("web-sentence", 96.0), ("web-wordpair", 87.5), ("web-word", 72.0)] {
        let of_kind: Vec<f64> = counts
            .iter()
            .filter(|((name, _), _)| *name == kind)
            .map(|(_, (right, all))| 100.0 * *right as f64 / *all as f64)
            .collect();
        let accuracy = of_kind.iter().sum::<f64>() / of_kind.len() as f64;
        let floor = if small { floor - 3.0 } else { floor };
        assert!(accuracy >= floor, "{kind}: {accuracy:.2}");
    }
}
