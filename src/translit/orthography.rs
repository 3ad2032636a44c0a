//! Languages that read letters in a way of their own.

use crate::language::LanguageTag;

/// A language whose letters differ from the common reading of its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Orthography {
    Common,
    Albanian,
    Azerbaijani,
    Basque,
    Belarusian,
    Bulgarian,
    Catalan,
    Croatian,
    Czech,
    Dutch,
    French,
    German,
    Hungarian,
    Italian,
    Kurdish,
    Lithuanian,
    Maltese,
    Pinyin,
    Polish,
    Portuguese,
    Romanian,
    Serbian,
    Somali,
    Spanish,
    Turkish,
    Ukrainian,
    Vietnamese,
}

impl Orthography {
    pub(super) fn of(language: Option<LanguageTag>) -> Self {
        let Some(language) = language else { return Self::Common };
        match language.language() {
            "sq" => Self::Albanian,
            "az" => Self::Azerbaijani,
            "eu" => Self::Basque,
            "be" => Self::Belarusian,
            "bg" => Self::Bulgarian,
            "ca" => Self::Catalan,
            "bs" | "hr" | "sl" => Self::Croatian,
            "sr" | "mk" => Self::Serbian,
            "cs" | "sk" => Self::Czech,
            "nl" | "af" => Self::Dutch,
            "fr" => Self::French,
            "de" | "lb" => Self::German,
            "hu" => Self::Hungarian,
            "it" => Self::Italian,
            "ku" => Self::Kurdish,
            "lt" | "lv" => Self::Lithuanian,
            "mt" => Self::Maltese,
            "zh" => Self::Pinyin,
            "pl" => Self::Polish,
            "pt" | "gl" => Self::Portuguese,
            "ro" => Self::Romanian,
            "so" => Self::Somali,
            "es" => Self::Spanish,
            "tr" => Self::Turkish,
            "uk" => Self::Ukrainian,
            "vi" => Self::Vietnamese,
            _ => Self::Common,
        }
    }
}
