//! What detection keeps and takes. A test binary of its own, so that no other test loads the table
//! first.

use allocation_counter::measure;
use samestory::language::{LanguageDetector, NgramDetector};

/// Bytes of the larger table in the binary.
const TABLE: u64 = 4_000_000;
const MOST_MEMORY: u64 = 10_000_000;

#[test]
fn detection_allocates_only_the_table() {
    let detector = NgramDetector::new();
    let first = measure(|| {
        assert!(detector.detect("The table is loaded now").is_some());
        // Letters beyond ASCII have a table of their scripts.
        assert!(detector.detect("Таблица загружена").is_some());
    });
    assert!(first.bytes_max + TABLE <= MOST_MEMORY, "{} bytes while loading", first.bytes_max);
    let texts = [
        "Shoigu Says Russia Supports Beijing's Position on Taiwan",
        "Шойгу заявил о поддержке Россией позиции Пекина по Тайваню",
        "شويغو: روسيا تدعم موقف بكين بشأن تايوان",
        "शोइगु ने कहा कि रूस ताइवान पर बीजिंग के रुख का समर्थन करता है",
        "绍伊古表示俄罗斯支持北京在台湾问题上的立场",
        "ショイグ氏「ロシアは台湾問題で中国を支持」",
        "쇼이구 \"러시아는 대만 문제에서 중국 지지\"",
        "Ko će biti novi direktor Univerziteta? Odluka iduće sedmice",
        "2026, 12:30",
        "",
    ];
    let malay = [("ms".parse().expect("a tag"), 20.0)];
    let long = texts.join(" ").repeat(100);
    let later = measure(|| {
        for text in texts.iter().copied().chain([long.as_str()]) {
            let _ = detector.detect(text);
            let _ = detector.detect_with(text, &malay);
            let _ = detector.detect_article(text, texts[0]);
        }
    });
    assert_eq!(later.count_total, 0, "{later:?}");
    println!("{} bytes while loading, {} kept", first.bytes_max, first.bytes_current);
}
