//! Both outputs of `translit`: reference rows, text of every kind, and speed-insensitive properties.

use proptest::prelude::*;
use samestory::language::LanguageTag;
use samestory::translit::{fold, fold_into, romanize};

/// Rows of language, input, symbols, Latin and source; an empty cell is not checked. Latin behind an
/// exclamation mark is what the source gives and `romanize` does not reach: vowels that are not
/// written, silent letters.
const ROWS: &str = include_str!("data/translit.tsv");

#[test]
fn reads_the_reference_rows() {
    let mut wrong = Vec::new();
    for line in ROWS.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, input, symbols, latin, _source] = cells[..] else {
            panic!("a row has five cells: {line:?}");
        };
        let language: Option<LanguageTag> = language.parse().ok();
        let folded = fold(input, language);
        if !symbols.is_empty() && folded != symbols {
            wrong.push(format!("{input}: {folded} instead of {symbols}"));
        }
        let read = romanize(input);
        if let Some(unreached) = latin.strip_prefix('!') {
            if read == unreached {
                wrong.push(format!("{input}: {read} is reached, take its mark away"));
            }
        } else if !latin.is_empty() && read != latin {
            wrong.push(format!("{input}: {read} instead of {latin}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn takes_any_text() {
    let long = "Шойгу 绍伊古 שויגו ".repeat(30_000);
    for text in [
        "",
        " ",
        "\u{301}\u{302}",
        "🙂👩‍👩‍👧",
        "\u{202e}\u{200f}abc",
        "12 345",
        "\u{fffd}",
        "ﷺ",
        "\0",
        "\u{1100}\u{1161}\u{11a8}",
        "𝔖𝔥𝔬𝔦𝔤𝔲",
        "ＳＨＯＩＧＵ",
        &long,
    ] {
        check_form(&fold(text, None));
        romanize(text);
    }
}

#[test]
fn composed_and_decomposed_text_read_the_same() {
    use unicode_normalization::UnicodeNormalization;
    for text in ["Čoïgü Đặng Åse", "Шойгу Їжак", "ガギ パピ", "쇼이구", "Σόιγκου Ἀθῆναι", "أحمد"]
    {
        let apart: String = text.nfd().collect();
        assert_eq!(fold(&apart, None), fold(text, None), "{text}");
    }
    assert_eq!(fold("𝔖𝔥𝔬𝔦𝔤𝔲 ＳＨＯＩＧＵ ｼｮｲｸﾞ", None), "Soigu Soigu Soigu");
}

fn check_form(symbols: &str) {
    let allowed = |symbol: char| symbol.is_ascii_lowercase() || "QSCZDXG ".contains(symbol);
    assert!(symbols.chars().all(allowed), "{symbols:?}");
    assert!(!symbols.starts_with(' ') && !symbols.ends_with(' '), "{symbols:?}");
    let bytes = symbols.as_bytes();
    assert!(bytes.windows(2).all(|pair| pair[0] != pair[1]), "a doubled symbol: {symbols:?}");
}

proptest! {
    #[test]
    fn symbols_have_their_form(text in ".{0,60}") {
        check_form(&fold(&text, None));
    }

    #[test]
    fn letters_of_all_scripts_have_their_form(text in "[\\p{L}\\p{M} ]{0,40}", tag in "[a-z]{2}") {
        check_form(&fold(&text, tag.parse().ok()));
        romanize(&text);
    }

    #[test]
    fn appending_is_folding(before in "[a-z ]{0,9}", text in ".{0,30}") {
        let mut symbols = before.clone();
        fold_into(&text, None, &mut symbols);
        prop_assert_eq!(symbols, before + &fold(&text, None));
    }
}
