//! Light stemmers: the longest of a list of case and number endings, if enough of a word is left.
//!
//! For languages whose Snowball stemmer does not exist. Only endings of nouns and adjectives, since
//! headlines are made of them; verbs lose the endings they share.

use crate::language::LanguageTag;

/// Letters that must be left.
const LEAST: usize = 3;

/// The endings of a language, if it is one of these.
pub(super) fn endings(language: LanguageTag) -> Option<&'static [&'static str]> {
    Some(match (language.language(), language.script()) {
        ("bs" | "hr", _) | ("sr", Some("Latn")) => SERBO_CROATIAN,
        ("bg" | "mk", _) => BULGARIAN,
        ("lv", _) => LATVIAN,
        ("sk", _) => SLOVAK,
        ("sl", _) => SLOVENE,
        _ => return None,
    })
}

/// The word without its longest ending.
pub(super) fn stem<'word>(word: &'word str, endings: &[&str]) -> &'word str {
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().nth(LEAST - 1).is_some())
        .min_by_key(|stem| stem.len())
        .unwrap_or(word)
}

#[rustfmt::skip]
const SERBO_CROATIAN: &[&str] = &[
    "a", "e", "i", "o", "u", "om", "em", "om", "im", "ih", "og", "eg", "oj", "ima", "ama", "ovi",
    "evi", "ova", "eva", "ove", "eve", "ovima", "evima", "oga", "ega", "omu", "emu", "ome", "ski",
    "ska", "sko", "ske", "sku", "skog", "skoj", "skom", "skih", "skim", "skoga", "skome", "ni", "na",
    "no", "ne", "nu", "nog", "noj", "nom", "nih", "nim", "ima", "ao", "la", "lo", "li", "le", "ti",
];
#[rustfmt::skip]
const BULGARIAN: &[&str] = &[
    "а", "я", "о", "е", "и", "у", "ът", "ят", "та", "то", "те", "ата", "ята", "ото", "ето", "ите",
    "ове", "еве", "овете", "евете", "ът", "ия", "ият", "ска", "ско", "ски", "ския", "ският",
    "ската", "ското", "ските", "на", "но", "ни", "ният", "ния", "ната", "ното", "ните", "от", "ва",
    "иот", "скиот", "ниот", "ци", "ците",
];
#[rustfmt::skip]
const LATVIAN: &[&str] = &[
    "s", "a", "e", "i", "u", "o", "as", "es", "is", "us", "os", "am", "em", "im", "um", "ai", "ei",
    "ie", "ā", "ē", "ī", "ū", "ām", "ēm", "īm", "ās", "ēs", "īs", "ies", "iem", "iju", "ija", "ijas",
    "ijā", "ais", "ajā", "ajai", "ajam", "ajiem", "ajām", "ajās", "ajos", "āja", "ais", "šu", "ņu",
    "ļu", "ji", "ju", "jam", "jiem", "jos",
];
#[rustfmt::skip]
const SLOVAK: &[&str] = &[
    "a", "e", "i", "o", "u", "y", "á", "é", "í", "ú", "ý", "ou", "om", "em", "ám", "am", "ach",
    "och", "ách", "mi", "ami", "ovi", "ovia", "ov", "ej", "ého", "ému", "ým", "ými", "ých", "eho",
    "emu", "ím", "ích", "ími", "iu", "ia", "ie", "ii", "iam", "iach", "iami", "ní", "ná", "né",
    "ný", "ných", "nej", "nou", "ného", "nému", "ným", "ský", "ská", "ské", "ského", "skému",
    "skej", "skou", "ských", "ským", "skí",
];
#[rustfmt::skip]
const SLOVENE: &[&str] = &[
    "a", "e", "i", "o", "u", "om", "em", "am", "ah", "ih", "eh", "im", "ega", "emu", "ev", "ov",
    "ama", "oma", "ema", "ima", "ami", "imi", "ja", "je", "jo", "ju", "jem", "jev", "ski", "ska",
    "sko", "ske", "skega", "skemu", "skem", "skih", "skim", "ni", "na", "no", "ne", "nega", "nemu",
    "nem", "nih", "nim",
];
