//! Which model of lingua makes which language.

/// Model and tag.
#[rustfmt::skip]
pub(crate) const LINGUA: &[(&str, &str)] = &[
    ("afrikaans", "af"), ("albanian", "sq"), ("arabic", "ar"), ("armenian", "hy"),
    ("azerbaijani", "az"), ("basque", "eu"), ("belarusian", "be"), ("bokmal", "nb"),
    ("bosnian", "bs"), ("bulgarian", "bg"), ("catalan", "ca"), ("chinese", "zh"),
    ("croatian", "hr"), ("czech", "cs"), ("danish", "da"), ("dutch", "nl"), ("english", "en"),
    ("esperanto", "eo"), ("estonian", "et"), ("finnish", "fi"), ("french", "fr"), ("ganda", "lg"),
    ("georgian", "ka"), ("german", "de"), ("greek", "el"), ("hebrew", "he"), ("hungarian", "hu"),
    ("icelandic", "is"), ("indonesian", "id"), ("irish", "ga"), ("italian", "it"),
    ("japanese", "ja"), ("kazakh", "kk"), ("korean", "ko"), ("latin", "la"), ("latvian", "lv"),
    ("lithuanian", "lt"), ("macedonian", "mk"), ("malay", "ms"), ("maori", "mi"),
    ("mongolian", "mn"), ("nynorsk", "nn"), ("persian", "fa"), ("polish", "pl"),
    ("portuguese", "pt"), ("romanian", "ro"), ("russian", "ru"), ("serbian", "sr"),
    ("shona", "sn"), ("slovak", "sk"), ("slovene", "sl"), ("somali", "so"), ("sotho", "st"),
    ("spanish", "es"), ("swahili", "sw"), ("swedish", "sv"), ("tagalog", "tl"), ("thai", "th"),
    ("tsonga", "ts"), ("tswana", "tn"), ("turkish", "tr"), ("ukrainian", "uk"), ("urdu", "ur"),
    ("vietnamese", "vi"), ("welsh", "cy"), ("xhosa", "xh"), ("yoruba", "yo"), ("zulu", "zu"),
];

/// Characters of a word where a model has single characters only: a Korean word, and a run between
/// two marks of punctuation in Chinese and Japanese.
pub(crate) fn word_length(tag: &str) -> f64 {
    if tag == "ko" { 3.0 } else { 10.0 }
}
