//! Mentions: cases by language, real treebank text, and hostile input.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use samestory::entity::{EntityKind, Mention, MentionFinder, RuleMentionFinder};
use serde_json::Value;

const GOLD: &str = "../shared/data/entities/mentions.jsonl";

/// Finds the mentions and marks them in the text: strong ones in `[]`, weak ones in `<>`.
fn marked(language: &str, text: &str) -> String {
    let mut marked = String::new();
    let mut place = 0;
    for mention in RuleMentionFinder.find(text, language.parse().ok()) {
        let (open, close) = if mention.is_weak() { ('<', '>') } else { ('[', ']') };
        marked.push_str(&text[place..mention.span.start]);
        marked.push(open);
        marked.push_str(&text[mention.span.clone()]);
        marked.push(close);
        place = mention.span.end;
    }
    marked + &text[place..]
}

#[test]
#[rustfmt::skip]
fn finds_names_in_scripts_with_capitals() {
    for (language, wanted) in [
        ("en", "Yesterday Foreign Minister [Wang Yi] met [US]-backed leaders."),
        ("en", "The minister resigned on Monday in [Beijing]."),
        ("en", "[Shoigu] Says [Russia] Supports [Beijing]'s Position on [Taiwan]"),
        ("en", "[Ursula von der Leyen] and [J. K. Rowling] at the [University of Oxford], [Bank of England]."),
        ("en", "[North Korea] fired a missile, [South Korea] says."),
        ("en", "French officials speak Chinese in March."),
        ("en", "Minister resigns"),
        ("fr", "Le ministre [Sergueï Choïgou] à [Pékin]"),
        ("fr", "L'[Ukraine] attend la visite d'[Emmanuel Macron]."),
        ("de", "Der Präsident [Wladimir Putin] traf Verteidigungsminister [Sergej Schoigu] in [Moskau]."),
        ("de", "Die Regierung hat am Montag neue Regeln für Unternehmen beschlossen."),
        ("de", "Nach Angaben der Polizei starb der Fahrer."),
        ("de", "[Müller] sagte, [Angela Merkel] sei in [Berlin]."),
        ("es", "El presidente [Pedro Sánchez] viajó a [Rio de Janeiro]."),
        ("pt", "A [Argentina] e o [Banco Central] pagam US$ 8 a [Lula] de [Londres]."),
        ("ru", "Вчера министр обороны [Сергей Шойгу] прибыл в [Пекин]."),
        ("ru", "Президент [России] [Владимир Путин] заявил"),
        ("hr", "Predsjednik [Albanije] [Bamir Topi] i [Demokratska stranka] u [Bosni i Hercegovini]."),
        ("hr", "Završen summit [NATO-a] u [Istanbulu]"),
        ("nb", "[Ejby kommune] tapte, sier [Gro Harlem Brundtland]."),
        ("sv", "Enligt [FN:s] beräkningar växer [Stockholms universitet]."),
        ("tr", "[Ankara]'da konuşan [Recep Tayyip Erdoğan]"),
        ("", "met [Sergei Shoigu] there"),
        ("en", ""),
    ] {
        let text: String = wanted.chars().filter(|c| !"[]".contains(*c)).collect();
        assert_eq!(marked(language, &text), wanted, "{language}");
    }
}

#[test]
#[rustfmt::skip]
fn finds_names_in_scripts_without_capitals() {
    for (language, wanted) in [
        ("ar", "وقال الرئيس الروسي [فلاديمير بوتين] إن [روسيا] تدعم [الصين]"),
        ("ar", "التقى وزير الدفاع الروسي [سيرغي شويغو] بنظيره"),
        ("he", "וראש הממשלה [בנימין נתניהו] אמר ב[מוסקבה]"),
        ("zh", "[俄罗斯]国防部长[绍伊古]访问[中国]，国家主席[习近平]会见了他。"),
        ("zh", "[弗拉基米尔·普京]总统表示"),
        ("ja", "[ロシア]の[セルゲイ・ショイグ]国防相は[北京]で[王毅]外相と会談した。"),
        ("ja", "[岸田文雄]首相、[トランプ]氏のニュース。"),
        ("ko", "[윤석열] 대통령이 [세르게이 쇼이구] 국방장관과 만났다."),
        ("hi", "[रूस] के राष्ट्रपति [व्लादिमीर पुतिन] ने कहा"),
        ("th", "นาย[เศรษฐา ทวีสิน] นายกรัฐมนตรี กล่าวว่า"),
    ] {
        let text: String = wanted.chars().filter(|c| !"[]<>".contains(*c)).collect();
        assert_eq!(marked(language, &text), wanted, "{language}");
    }
}

#[test]
fn tells_kinds_where_words_do() {
    use EntityKind::{Location, Organization, Person};
    for (language, text, kinds) in [
        ("en", "President Vladimir Putin met NATO in Paris.", vec![Person, Organization, Location]),
        ("hr", "Europska unija i ministar Borislav Stefanović", vec![Organization, Person]),
        ("ar", "الرئيس فلاديمير بوتين في موسكو", vec![Person, Location]),
    ] {
        let found: Vec<_> = RuleMentionFinder
            .find(text, language.parse().ok())
            .into_iter()
            .filter_map(|mention| mention.kind)
            .collect();
        assert_eq!(found, kinds, "{text}");
    }
}

/// True positives, found, gold.
type Counts = [usize; 3];

fn scores([right, found, gold]: Counts) -> [f64; 3] {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(right, found), share(right, gold));
    [precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)]
}

/// Odd lines were looked at when the rules were written, even lines were not.
#[test]
fn real_sentences() {
    let Ok(text) = std::fs::read_to_string(Path::new(GOLD)) else {
        eprintln!("no {GOLD}: not tested");
        return;
    };
    let mut languages: BTreeMap<String, [Counts; 2]> = BTreeMap::new();
    for (line, row) in text.lines().enumerate() {
        let row: Value = serde_json::from_str(row).expect("JSON");
        let language = row["language"].as_str().expect("a language");
        let text = row["text"].as_str().expect("a text");
        let gold: Vec<(u64, u64)> = row["entities"]
            .as_array()
            .expect("entities")
            .iter()
            // Only people, places and organizations are asked for.
            .filter(|entity| entity["kind"] != "OTH")
            .map(|entity| {
                (entity["start"].as_u64().unwrap_or(0), entity["end"].as_u64().unwrap_or(0))
            })
            .collect();
        let found: Vec<Mention> = RuleMentionFinder
            .find(text, language.parse().ok())
            .into_iter()
            .filter(|mention| !mention.is_weak())
            .collect();
        let right = found
            .iter()
            .filter(|mention| gold.contains(&(mention.span.start as u64, mention.span.end as u64)));
        let counts = &mut languages.entry(language.to_owned()).or_default()[line % 2];
        counts[0] += right.count();
        counts[1] += found.len();
        counts[2] += gold.len();
    }
    let mut sums: [Counts; 2] = Default::default();
    let row = |name: &str, halves: [Counts; 2]| {
        let all = std::array::from_fn(|place| halves[0][place] + halves[1][place]);
        let columns = [halves[0], halves[1], all].map(|counts| {
            let [precision, recall, f1] = scores(counts);
            format!("{precision:.3} {recall:.3} {f1:.3}")
        });
        println!("{name:<5} {}", columns.join("   "));
    };
    println!("      odd lines: P R F1   even lines: P R F1  all: P R F1");
    for (language, halves) in &languages {
        row(language, *halves);
        for (sum, half) in sums.iter_mut().zip(halves) {
            for (sum, count) in sum.iter_mut().zip(half) {
                *sum += count;
            }
        }
    }
    row("all", sums);
    let all = std::array::from_fn(|place| sums[0][place] + sums[1][place]);
    let [_, recall, f1] = scores(all);
    assert!(f1 >= 0.80 && recall >= 0.85, "F1 {f1:.3}, recall {recall:.3}");
}

/// Spans come in order, on boundaries, without overlap, and hold something.
fn check(text: &str, language: &str) {
    let mut end = 0;
    for mention in RuleMentionFinder.find(text, language.parse().ok()) {
        assert!(mention.span.start >= end, "{text:?} {mention:?}");
        assert!(mention.span.start < mention.span.end, "{text:?} {mention:?}");
        assert!(text.get(mention.span.clone()).is_some(), "{text:?} {mention:?}");
        end = mention.span.end;
    }
}

const LANGUAGES: [&str; 14] =
    ["", "en", "de", "da", "hr", "ru", "pt", "fr", "tr", "ar", "he", "ja", "zh", "ko"];

#[test]
fn hostile_text_has_ordered_spans() {
    for text in [
        "A-B.C",
        "…",
        "\u{202e}Ab\u{301}c D",
        "🇷🇺 Шойгу 🇨🇳",
        "ΑΒΓ ΔΕΖ",
        "ﬁ Ŀl",
        "US$",
        "A.B.C.",
        "ǅ ǅungla",
        "'''",
        "O'",
        "d'",
        "-A-",
        "A&B",
        "·",
        "・・",
        "ー・ー",
        "阿·",
        "·阿·阿",
        "نائب",
        "ו",
        "นาย",
        "นาย ก",
        "대통령 대통령",
        "İstanbul'da",
        "ẞ",
        "Mr.",
        "Dr. Dr. Dr.",
        "ºC",
        "://",
        "@",
        "a@B c",
        "USA:s",
        "X.no",
        "\u{0}A\u{0}B",
    ] {
        for language in LANGUAGES {
            check(text, language);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_text_has_ordered_spans(
        text in "(?:[A-Za-zÄßéŠ .,:;'’\"\\-&@/\n0-9]|President|Minister|de |von |Putin|USA|Шойгу |普京|习近平|总统|·|・|ショイグ|氏|دونالد |الرئيس |שר |대통령 |푸틴|นาย|\u{301}|\u{200d}|🇩🇪){0,40}",
        language in 0..LANGUAGES.len(),
    ) {
        check(&text, LANGUAGES[language]);
    }
}

/// Four times the text takes at most some more than four times as long, for what could take more:
/// endless runs, names without end, one long word, dots and quotes.
#[test]
fn time_grows_with_the_text_alone() {
    const PIECES: usize = 4000;
    /// More than four for the noise of a busy machine; a square would take sixteen.
    const MOST: u32 = 10;
    for piece in [
        "Sergei ",
        "US Sergei Putin ",
        "A.",
        "A. ",
        "President ",
        "de ",
        "Van de ",
        "a",
        "A",
        "A-",
        "a-b",
        "'",
        "\"A ",
        "阿·",
        "阿",
        "・ア",
        "王总统",
        "主席",
        "دونالد ",
        "الرئيس ",
        "푸틴 ",
        "대통령 ",
        "นาย",
        "@",
        "a.b",
        "Europska ",
        "Mexico's ",
        "Donau",
        "X:y",
    ] {
        for language in ["en", "de", "hr", "ja"] {
            let time = |pieces: usize| -> Duration {
                let text = piece.repeat(pieces);
                (0..3)
                    .map(|_| {
                        let start = Instant::now();
                        RuleMentionFinder.find(&text, language.parse().ok());
                        start.elapsed()
                    })
                    .min()
                    .unwrap_or_default()
            };
            let (short, long) = (time(PIECES / 4), time(PIECES));
            assert!(
                long < short * MOST + Duration::from_millis(20),
                "{piece:?} {language}: {short:?}, then {long:?}"
            );
        }
    }
}
