//! Light stemmers: the longest of a list of case and number endings, if enough of a word is left.
//!
//! For languages whose Snowball stemmer does not exist or splits more than it joins. Only endings of nouns and adjectives, since
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
        ("tr", _) => TURKISH,
        _ => return None,
    })
}

/// The word without its longest ending. What follows an apostrophe is an ending: `Ankara'da`.
pub(super) fn stem<'word>(word: &'word str, endings: &[&str]) -> &'word str {
    let head = word.split(['\'', '’']).next().unwrap_or(word);
    let word = if head.chars().nth(LEAST - 1).is_some() { head } else { word };
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().nth(LEAST - 1).is_some())
        .min_by_key(|stem| stem.len())
        .unwrap_or(word)
}

/// Takes off what differs between the forms of a word after their endings are gone.
pub(super) type Trim = fn(&str) -> &str;

/// The trim of a language, if its words change before their endings.
pub(super) fn trim(language: LanguageTag) -> Option<Trim> {
    match language.language() {
        "et" => Some(trim_estonian),
        "fi" => Some(trim_finnish),
        "tr" => Some(trim_turkish),
        _ => None,
    }
}

/// Letters that a trimmed stem keeps.
const LEAST_TRIMMED: usize = 4;

/// The text without one of some ends, if enough is left.
fn without<'word>(word: &'word str, ends: &[&str]) -> Option<&'word str> {
    let mut left = ends.iter().filter_map(|end| word.strip_suffix(end));
    left.find(|left| left.chars().nth(LEAST_TRIMMED - 1).is_some())
}

const VOWELS: [char; 11] = ['a', 'e', 'i', 'ı', 'o', 'u', 'y', 'ä', 'ö', 'õ', 'ü'];

/// A stem without its last vowels.
fn without_vowels(word: &str) -> &str {
    let mut left = word;
    while let Some(less) = left.strip_suffix(VOWELS) {
        if less.chars().nth(LEAST_TRIMMED - 1).is_none() {
            break;
        }
        left = less;
    }
    left
}

/// `hallitus`, `hallituks-en`, `hallitu-sta` and `kaupunk-i`, `kaupung-in` have one stem.
fn trim_finnish(word: &str) -> &str {
    let word = without_vowels(without(word, &["ks", "s"]).unwrap_or(word));
    without(word, &["k", "g"]).filter(|left| left.ends_with('n')).unwrap_or(word)
}

/// `valitsus`, `valitsuse` and `linn`, `linna`, and `president`, `presidendi` have one stem.
fn trim_estonian(word: &str) -> &str {
    let word = without_vowels(word);
    let word = without_vowels(without(word, &["us"]).unwrap_or(word));
    without(word, &["t", "d"]).filter(|left| left.ends_with('n')).unwrap_or(word)
}

/// `hafta`, `hafta-nın` and `bakan`, `bakan-ın` have one stem each, whichever the `n` belongs to.
fn trim_turkish(word: &str) -> &str {
    without_vowels(without(word, &["n"]).filter(|left| left.ends_with(VOWELS)).unwrap_or(word))
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
    "ската", "ското", "ските", "на", "но", "ни", "ният", "ния", "ната", "ното", "ните", "от", "ови", "овите",
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
#[rustfmt::skip]
const TURKISH: &[&str] = &[
    "ı", "i", "u", "ü", "a", "e", "yı", "yi", "yu", "yü", "ya", "ye", "ın", "in", "un", "ün", 
    "da", "de", "ta", "te", "dan", "den", "tan", "ten", "sı", "si", "su", "sü",
    "ını", "ini", "unu", "ünü", "ına", "ine", "una", "üne", "ının",
    "inin", "unun", "ünün", "ında", "inde", "unda", "ünde", "ından", "inden", "undan", "ünden",
    "sını", "sini", "sına", "sine", "sının", "sinin", "sında", "sinde", "sından", "sinden", "lar",
    "ler", "ları", "leri", "lara", "lere", "larda", "lerde", "lardan", "lerden", "ların", "lerin",
    "larını", "lerini", "larına", "lerine", "larının", "lerinin", "larında", "lerinde", "larından",
    "lerinden", "la", "le", "yla", "yle", "ıyla", "iyle", "uyla", "üyle", "ki", "daki", "deki",
    "taki", "teki", "lı", "li", "lu", "lü", "ca", "ce",
];
