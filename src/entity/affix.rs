//! What is written together with a name: prefixes and endings.

use crate::language::{LanguageTag, Script};

/// Prefixes of a script's words: conjunctions, prepositions and articles.
///
/// Arabic ones only in Arabic: Persian and Urdu write theirs apart.
pub(super) fn prefixes(script: Script, language: Option<LanguageTag>) -> &'static [&'static str] {
    let language = language.as_ref().map_or("", |tag| tag.language());
    match script {
        Script::Arabic if matches!(language, "" | "ar" | "und") => ARABIC,
        Script::Hebrew => HEBREW,
        Script::Ethiopic => ETHIOPIC,
        _ => &[],
    }
}

/// Endings of a script's words: particles, postpositions and cases.
pub(super) fn suffixes(script: Script) -> &'static [&'static str] {
    match script {
        Script::Hangul => KOREAN,
        Script::Georgian => GEORGIAN,
        Script::Ethiopic => &["ን", "ም", "ና", "ስ"],
        Script::Devanagari => DEVANAGARI,
        Script::Bengali => &["র", "কে", "তে", "ের", "রা", "েরা", "ও", "ই", "ে"],
        Script::Gujarati => &["ના", "ની", "નો", "ને", "નું", "એ", "માં", "થી", "ે"],
        Script::Tamil => TAMIL,
        Script::Telugu => &["కు", "కి", "లో", "తో", "ను", "ని", "పై", "ల", "కూ"],
        Script::Kannada => &["ನ", "ಗೆ", "ದ", "ಕ್ಕೆ", "ನಲ್ಲಿ", "ದಲ್ಲಿ", "ಅನ್ನು", "ನ್ನು", "ರ", "ವರು", "ಯ"],
        Script::Malayalam => MALAYALAM,
        Script::Sinhala => &["ගේ", "ට", "ද", "ය", "යේ", "ින්", "න්"],
        Script::Arabic => &["نىڭ", "غا", "دا", "نى", "دىن", "ىڭ", "ها", "ي", "ية"],
        Script::Thaana => &["ގެ", "އަށް", "ގައި", "އިން", "ން", "އާ"],
        _ => &[],
    }
}

const ARABIC: &[&str] =
    &["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ولل", "فال", "كال", "وب", "ول"];

const HEBREW: &[&str] =
    &["ו", "ה", "ב", "ל", "מ", "כ", "ש", "וה", "וב", "ול", "ומ", "שה", "של", "כש"];

const ETHIOPIC: &[&str] = &["የ", "በ", "ለ", "ከ", "እነ", "ስለ", "እና", "ናይ", "ን", "ብ", "ካብ"];

const KOREAN: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "에서",
    "에게",
    "께서",
    "만",
    "까지",
    "부터",
    "이나",
    "나",
    "라고",
    "이라고",
    "이다",
    "처럼",
    "보다",
    "측",
];

const GEORGIAN: &[&str] =
    &["ი", "მა", "ის", "ს", "ით", "ად", "ში", "ზე", "თან", "ისთვის", "იდან", "მ"];

const DEVANAGARI: &[&str] = &[
    "ने",
    "ला",
    "चा",
    "ची",
    "चे",
    "च्या",
    "त",
    "ले",
    "लाई",
    "को",
    "का",
    "मा",
    "द्वारा",
    "नी",
    "ी",
    "ा",
];

const TAMIL: &[&str] =
    &["இன்", "ின்", "க்கு", "ுக்கு", "ில்", "ால்", "ை", "ும்", "ான", "னின்", "னை", "னுக்கு", "வில்", "வின்"];

const MALAYALAM: &[&str] =
    &["ന്റെ", "യുടെ", "ന്", "യിൽ", "ിൽ", "ിന്റെ", "ിലെ", "യിലെ", "ും", "യെ", "ിനെ", "നെ", "െ"];
