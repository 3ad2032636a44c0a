//! Languages that are hard to tell apart.

use crate::language::LanguageTag;

const GROUPS: &[&[&str]] = &[
    &["bs", "hr", "sr-Latn"],
    &["id", "ms"],
    &["nb", "nn", "da"],
    &["hi", "mr", "ne"],
    &["st", "tn"],
    &["xh", "zu"],
    &["az", "tk", "tr", "uz"],
    &["kk", "tt"],
    &["am", "ti"],
];

/// The languages whose texts are often taken for this one's, and it with them; empty where none is.
///
/// # Examples
///
/// ```
/// use samestory::language::close_languages;
///
/// assert_eq!(close_languages("hr".parse()?), ["bs", "hr", "sr-Latn"]);
/// assert!(close_languages("fi".parse()?).is_empty());
/// # Ok::<(), samestory::language::ParseLanguageTagError>(())
/// ```
pub fn close_languages(language: LanguageTag) -> &'static [&'static str] {
    let is = |name: &&str| name.parse() == Ok(language);
    GROUPS.iter().find(|group| group.iter().any(is)).copied().unwrap_or_default()
}
