//! The gazetteer against names in their own languages, function words and hostile text.
#![cfg(feature = "gazetteer")]

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use samestory::entity::{Gazetteer, PlaceId, PlaceLevel};
use samestory::language::{LanguageTag, frequent_words, listed_languages};
use samestory::token::{StopWords, Tokenizer, WordTokenizer};

/// Names of countries and cities: id, languages, script, name.
const PLACES: &str = "../shared/data/names/places.tsv";
/// Codes in that list that are no places.
const NO_PLACES: &[&str] = &["EZ", "QO", "XA", "XB", "ZZ", "Etc/Unknown", "EU", "UN"];

fn tag(text: &str) -> Option<LanguageTag> {
    text.parse().ok()
}

#[test]
fn a_name_in_its_own_language_is_its_place() {
    let Ok(text) = fs::read_to_string(PLACES) else {
        eprintln!("skipped: {PLACES} is not here");
        return;
    };
    let gazetteer = Gazetteer::new();
    let known = gazetteer.languages();
    let mut by_language: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut right, mut all, mut unknown) = (0, 0, 0);
    let mut mentions = Vec::new();
    for line in text.lines().skip(1) {
        let [id, languages, _, name] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let code = id.trim_start_matches("cldr:territory:").trim_start_matches("cldr:city:");
        if NO_PLACES.contains(&code) {
            continue;
        }
        assert!(PlaceId::from_code(code).is_some(), "{code} is no place");
        let mut tags: Vec<LanguageTag> = languages.split('+').filter_map(tag).collect();
        tags.sort();
        tags.dedup();
        for language in tags {
            if !known.contains(&language) {
                unknown += 1;
                continue;
            }
            mentions.clear();
            gazetteer.places_into(name, Some(language), &mut mentions);
            let hit = mentions.iter().any(|mention| mention.place.code() == code);
            let counts = by_language.entry(language.to_string()).or_default();
            counts[0] += usize::from(hit);
            counts[1] += 1;
            right += usize::from(hit);
            all += 1;
            if !hit {
                missed.entry(language.to_string()).or_default().push(format!("{name}={code}"));
            }
        }
    }
    for (language, [right, all]) in &by_language {
        if right < all {
            let share = *right as f64 / *all as f64;
            let names = missed[language].iter().take(8).cloned().collect::<Vec<_>>().join(", ");
            println!("{language}: {right} of {all} ({share:.3}); not: {names}");
        }
    }
    let share = right as f64 / all as f64;
    println!(
        "{right} of {all} names in {} languages: {share:.4}; {unknown} names in unknown languages",
        by_language.len()
    );
    assert!(share >= 0.98, "{share}");
}

#[test]
fn no_function_word_is_a_place() {
    let gazetteer = Gazetteer::new();
    let (mut found, mut names) = (Vec::new(), Vec::new());
    let mut words = 0;
    for language in listed_languages() {
        let stop = StopWords::new(tag(language));
        for word in frequent_words(language) {
            words += 1;
            for mention in gazetteer.places(word, tag(language)) {
                let text = format!("{language} {word}={:?}", mention.place);
                // Some lists hold the name of the country.
                if stop.contains(word) || mention.demonym { &mut found } else { &mut names }
                    .push(text);
            }
        }
    }
    println!("{words} frequent words of {} languages", listed_languages().count());
    println!("names of places among them: {}", names.join(", "));
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(names.len() < 30);
}

/// What a text names, as `span=code` with a `~` before demonyms.
fn named(language: &str, text: &str) -> Vec<String> {
    Gazetteer::new()
        .places(text, tag(language))
        .iter()
        .map(|mention| {
            let mark = if mention.demonym { "~" } else { "" };
            format!("{}={mark}{}", &text[mention.span.clone()], mention.place.code())
        })
        .collect()
}

#[test]
#[rustfmt::skip]
fn places_in_sentences() {
    for (language, text, wanted) in [
        ("en", "US and UK ministers met in New York on Monday", &["US=US", "UK=GB", "New York=America/New_York"][..]),
        ("en", "He gave us the uk of it; polish your shoes, eat turkey", &[]),
        ("en", "Russian and Chinese officials", &["Russian=~RU", "Chinese=~CN"]),
        ("en", "South Korea's president", &["South Korea's=KR"]),
        ("en", "the Democratic Republic of the Congo", &["Democratic Republic of the Congo=CD"]),
        ("en", "Bosnia and Herzegovina, Trinidad & Tobago", &["Bosnia and Herzegovina=BA", "Trinidad & Tobago=TT"]),
        ("en", "Nigeria, not Niger", &["Nigeria=NG", "Niger=NE"]),
        ("en", "a parish in Iowa", &[]),
        ("de", "Russlands Präsident traf die britische Premierministerin in Peking", &["Russlands=RU", "britische=~GB", "Peking=CN/Beijing"]),
        ("fr", "L’Ukraine et la Côte d’Ivoire, vues de Londres", &["Ukraine=UA", "Côte d’Ivoire=CI", "Londres=Europe/London"]),
        ("ru", "в Москве и Южной Корее", &["Москве=Europe/Moscow", "Южной Корее=KR"]),
        ("ru", "Президент России прибыл в Саудовскую Аравию", &["России=RU", "Саудовскую Аравию=SA"]),
        ("pl", "w Polsce i na Ukrainie", &["Polsce=PL", "Ukrainie=UA"]),
        ("fi", "Ranskassa ja Lontoossa", &["Ranskassa=FR", "Lontoossa=Europe/London"]),
        ("hu", "Franciaországban és Párizsban", &["Franciaországban=FR", "Párizsban=Europe/Paris"]),
        ("tr", "Türkiye'nin başkenti Ankara'da", &["Türkiye'nin=TR", "Ankara'da=TR/Ankara"]),
        ("ar", "وروسيا والمغرب بالقاهرة للعراق", &["وروسيا=RU", "المغرب=MA", "القاهرة=Africa/Cairo", "للعراق=IQ"]),
        ("he", "ברוסיה ובצרפת", &["ברוסיה=RU", "ובצרפת=FR"]),
        ("he", "נשיא ארה״ב", &["ארה״ב=US"]),
        ("he", "נשיא ארה\"ב בארה“ב", &["ארה\"ב=US", "בארה“ב=US"]),
        ("ko", "미국에서 러시아가", &["미국에서=US", "러시아가=RU"]),
        ("zh", "中美关系与俄罗斯", &["中=~CN", "美=~US", "俄罗斯=RU"]),
        ("zh", "今日中午在一日之中", &[]),
        ("zh-Hant", "俄羅斯在北京", &["俄羅斯=RU", "北京=CN/Beijing"]),
        ("ja", "ロシアのモスクワで", &["ロシア=RU", "モスクワ=Europe/Moscow"]),
        ("ja", "サブイランド", &[]),
        ("th", "ประเทศไทยและรัสเซีย", &["รัสเซีย=RU"]),
        ("hi", "भारत और रूस में", &["भारत=IN", "रूस=RU"]),
        ("el", "στη Ρωσία και στην Αθήνα", &["Ρωσία=RU", "Αθήνα=Europe/Athens"]),
        ("vi", "Nga và Trung Quốc", &["Nga=RU", "Trung Quốc=CN"]),
        ("und", "Russia", &[]),
    ] {
        let found = named(language, text);
        for wanted in wanted {
            let bare = wanted.replace('~', "");
            let hit = found.iter().any(|found| found.replace('~', "") == bare);
            assert!(hit, "{language} {text}: {wanted} is not in {found:?}");
        }
        assert!(found.len() <= wanted.len() + 1 && (!wanted.is_empty() || found.is_empty()), "{language} {text}: {found:?}");
    }
}

#[test]
#[rustfmt::skip]
fn topics_meet_across_languages() {
    let gazetteer = Gazetteer::new();
    let topics = |language: &str, text: &str| -> Vec<&str> {
        let found = gazetteer.concepts(text, tag(language)).into_iter().map(|mention| mention.concept);
        found.filter(|concept| concept.is_topic()).map(|concept| concept.name()).collect()
    };
    for (topic, texts) in [
        ("election", &[("en", "Voters elected her"), ("de", "vor der Bundestagswahl"), ("ru", "на выборах"), ("fi", "presidentinvaalien tulos"), ("zh", "总统选举"), ("zh-Hant", "總統選舉"), ("ar", "الانتخابات الرئاسية"), ("he", "הבחירות לכנסת"), ("vi", "cuộc bầu cử tổng thống"), ("hi", "लोकसभा चुनाव"), ("tr", "seçimlerde")][..]),
        ("quarterfinal", &[("en", "reach the quarterfinals"), ("es", "a cuartos de final"), ("fr", "en quarts de finale"), ("ja", "準々決勝で敗れる"), ("ru", "в четвертьфинале"), ("pl", "w ćwierćfinale"), ("sr", "u četvrtfinalu"), ("ko", "8강 진출")]),
        ("vaccine", &[("en", "vaccinated"), ("pt", "vacinação"), ("it", "vaccini"), ("el", "εμβολιασμό"), ("uk", "вакцинації"), ("th", "ฉีดวัคซีน"), ("sw", "chanjo"), ("fa", "واکسن")]),
    ] {
        let missed: Vec<_> = texts.iter().filter(|(language, text)| !topics(language, text).contains(&topic)).collect();
        assert!(missed.is_empty(), "{topic}: {missed:?}");
    }
    for (language, text) in [("en", "He sat down in the warm kitchen"), ("de", "Der Wahnsinn geht um"), ("es", "Una tarde tranquila"), ("fi", "Hän istui")] {
        assert_eq!(topics(language, text), [""; 0], "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn concepts_meet_across_languages() {
    let gazetteer = Gazetteer::new();
    let signs = |language: &str, text: &str| -> Vec<&str> {
        let found = gazetteer.concepts(text, tag(language));
        found.iter().map(|mention| mention.concept.sign()).collect()
    };
    for (sign, texts) in [
        ("🔥", &[("en", "a fire"), ("fr", "au feu"), ("ru", "огонь"), ("zh", "火焰"), ("fi", "liekissä"), ("he", "השריפה"), ("tr", "ateşi")][..]),
        ("✈", &[("en", "airplanes"), ("de", "Flugzeuge"), ("es", "aviones"), ("ru", "самолета"), ("ja", "飛行機"), ("ko", "비행기가"), ("ar", "الطائرة")]),
        ("⚽", &[("en", "football"), ("de", "Fußball"), ("pl", "piłki"), ("zh", "足球"), ("ja", "サッカー")]),
    ] {
        let hits = texts.iter().filter(|(language, text)| signs(language, text).contains(&sign));
        let missed: Vec<_> = texts.iter().filter(|(language, text)| !signs(language, text).contains(&sign)).collect();
        assert!(hits.count() + 2 > texts.len(), "{sign}: {missed:?}");
    }
}

#[test]
fn hostile_text_has_a_result() {
    let gazetteer = Gazetteer::new();
    let languages = gazetteer.languages();
    let texts = [
        String::new(),
        "\0".to_owned(),
        "'".repeat(3_000),
        "-a".repeat(3_000),
        "New ".repeat(3_000),
        "South ".repeat(3_000),
        "a".repeat(100_000),
        "Ж".repeat(50_000),
        "中".repeat(20_000),
        "中美".repeat(10_000),
        "เ".repeat(10_000),
        "ー".repeat(10_000),
        "한".repeat(10_000),
        "ال".repeat(10_000),
        "و ".repeat(10_000),
        "\u{301}".repeat(10_000),
        "İ".repeat(1_000),
        "\u{200f}\u{202e}Россия\u{202c}\u{feff}Russia".to_owned(),
        "Ru\u{ad}ssia R\u{301}ussia RUSSIA rUSSIA".to_owned(),
    ];
    for text in &texts {
        // Those whose words are read in a way of their own, and some others.
        let own = ["ar", "he", "ko", "zh", "ja", "th", "tr", "und", "tlh"].map(tag);
        let others = languages.iter().copied().step_by(6).map(Some);
        for language in others.chain(own).chain([None]) {
            check(text, language);
        }
    }
}

/// Spans lie in the text, on characters, in order; both forms find the same.
fn check(text: &str, language: Option<LanguageTag>) {
    let gazetteer = Gazetteer::new();
    let tokens = WordTokenizer.tokenize(text, language);
    let places = gazetteer.places(text, language);
    let mut again = places.clone();
    gazetteer.places_of_tokens_into(text, &tokens, language, &mut again);
    assert_eq!(again.len(), 2 * places.len());
    assert_eq!(again[places.len()..], places[..]);
    let mut last = 0;
    for mention in &places {
        assert!(text.get(mention.span.clone()).is_some_and(|words| !words.is_empty()));
        assert!(mention.span.start >= last, "{text:?} {language:?}");
        assert!((0.0..=1.0).contains(&mention.weight));
        assert_eq!(mention.country, mention.place.country());
        last = mention.span.start;
    }
    let concepts = gazetteer.concepts(text, language);
    let mut again = concepts.clone();
    gazetteer.concepts_of_tokens_into(text, &tokens, language, &mut again);
    assert_eq!(again[concepts.len()..], concepts[..]);
    let mut last = 0;
    for mention in &concepts {
        assert!(text.get(mention.span.clone()).is_some_and(|words| !words.is_empty()));
        assert!(mention.span.start >= last, "{text:?} {language:?}");
        assert!(!mention.concept.name().is_empty());
        assert_eq!(mention.concept.sign().is_empty(), mention.concept.is_topic());
        last = mention.span.start;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_has_a_result(text in any::<String>(), language in 0usize..200) {
        let languages = Gazetteer::new().languages();
        check(&text, languages.get(language % languages.len()).copied());
    }

    /// A name is found wherever it stands, whatever plain words are around it.
    #[test]
    fn a_name_is_found_in_its_place(
        before in "[bcdfg]{1,6}( [bcdfg]{1,6}){0,3}",
        after in "[bcdfg]{1,6}( [bcdfg]{1,6}){0,3}",
        name in prop::sample::select(vec!["Ukraine", "New Zealand", "Saudi Arabia", "Tokyo"]),
    ) {
        let text = format!("{before} {name} {after}");
        let found = Gazetteer::new().places(&text, tag("en"));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&text[found[0].span.clone()], name);
    }
}

#[test]
#[rustfmt::skip]
fn translated_names_are_one_in_every_language() {
    for (language, text, wanted) in [
        ("en", "The White House and the Kremlin talk of the Strait of Hormuz",
            &["US/White House", "RU/Kremlin", "ZZ/Strait of Hormuz"][..]),
        ("de", "Im Weißen Haus und im Kreml geht es um die Straße von Hormus",
            &["US/White House", "RU/Kremlin", "ZZ/Strait of Hormuz"]),
        ("fr", "La Maison-Blanche et l’OTAN saluent l’OMS", &["US/White House", "ZZ/NATO", "ZZ/World Health Organization"]),
        ("ru", "В Белом доме и в Кремле говорили о НАТО", &["US/White House", "RU/Kremlin", "ZZ/NATO"]),
        ("zh", "世界卫生组织与白宫谈判", &["ZZ/World Health Organization", "US/White House"]),
        ("ja", "国際原子力機関とホワイトハウス", &["ZZ/International Atomic Energy Agency", "US/White House"]),
        ("ar", "البيت الأبيض وحلف الناتو في قطاع غزة", &["US/White House", "ZZ/NATO", "PS", "PS/Gaza Strip"]),
        ("en", "A white house by the sea, a red cross on its door", &[]),
    ] {
        let found: Vec<&str> = Gazetteer::new()
            .places(text, tag(language))
            .iter()
            .map(|mention| mention.place.code())
            .collect();
        assert_eq!(found, wanted, "{language}: {text}");
    }
    let nato = PlaceId::from_code("ZZ/NATO").expect("NATO");
    assert!(nato.level() == PlaceLevel::Organization && !nato.country().is_known());
    let kremlin = PlaceId::from_code("RU/Kremlin").expect("the Kremlin");
    assert!(kremlin.level() == PlaceLevel::Organization && kremlin.country().is_known());
}

#[test]
fn places_have_codes_that_read_back() {
    for place in PlaceId::all() {
        assert_eq!(PlaceId::from_code(place.code()), Some(place));
        assert!(!place.name().is_empty(), "{place:?}");
        let text = serde_json::to_string(&place).expect("a place");
        assert_eq!(serde_json::from_str::<PlaceId>(&text).ok(), Some(place));
    }
    assert!(serde_json::from_str::<PlaceId>("\"Atlantis\"").is_err());
    let paris = PlaceId::from_code("Europe/Paris").expect("Paris");
    assert_eq!((paris.country().as_str(), paris.level()), ("FR", PlaceLevel::Capital));
}

#[test]
fn shared_between_threads() {
    fn shared<T: Send + Sync + Copy>() {}
    shared::<Gazetteer>();
    let texts = ["Шойгу в Москве", "Paris et Londres", "在北京"];
    let alone: Vec<_> = texts.map(|text| named("ru", text)).into();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(texts.map(|text| named("ru", text)).to_vec(), alone));
        }
    });
}
