//! Other detectors.

use std::collections::BTreeSet;

use super::Candidate;

/// The 69 languages of whatlang 0.18.
pub(crate) fn whatlang_languages() -> BTreeSet<String> {
    "eo en ru zh es pt it bn fr de uk ka ar hi ja he yi pl am jv ko nb da sv fi tr nl hu cs el bg be \
     mr kn ro sl hr sr mk lt lv et ta vi ur th gu uz pa az id te fa ml or my ne si km tk ak zu sn \
     af la sk ca tl hy cy"
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[cfg(not(feature = "rivals"))]
pub(crate) fn candidates(_lingua_every: usize) -> Vec<Candidate> {
    Vec::new()
}

#[cfg(feature = "rivals")]
pub(crate) fn candidates(lingua_every: usize) -> Vec<Candidate> {
    use lingua::{Language, LanguageDetectorBuilder};
    let tag = |language: Language| language.iso_code_639_1().to_string().to_lowercase();
    let lingua = LanguageDetectorBuilder::from_all_languages().build();
    vec![
        Candidate {
            name: "lingua",
            knows: Language::all().into_iter().map(tag).collect(),
            detect: Box::new(move |text| {
                let best = lingua.compute_language_confidence_values(text).into_iter().next()?;
                (best.1 > 0.0).then(|| (tag(best.0), best.1 as f32))
            }),
            every: lingua_every,
        },
        Candidate {
            name: "whichlang",
            knows: "ar zh de en fr hi it ja ko nl pt ru es sv tr vi"
                .split(' ')
                .map(str::to_owned)
                .collect(),
            detect: Box::new(|text| {
                let code = whichlang::detect_language(text).three_letter_code();
                let tag: samestory::language::LanguageTag = code.parse().ok()?;
                Some((tag.to_string(), 1.0))
            }),
            every: 1,
        },
    ]
}
