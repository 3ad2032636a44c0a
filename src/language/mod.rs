//! Which language a text is in.
//!
//! * `tag`: [`LanguageTag`], a BCP-47 tag as a small copyable value
//! * `detector`: [`LanguageDetector`], what any detector does, and [`Detection`], what it says
//! * `whatlang_detector`: [`WhatlangDetector`], the `whatlang` trigram model behind that trait
//! * `ngram`: [`NgramDetector`], our own model of 99 languages
//! * `words`: the frequent words of each language
//! * `script`: the dominant writing system of a text; `blocks`: tables of characters

mod blocks;
mod detector;
mod ngram;
mod script;
mod tag;
mod whatlang_detector;
mod words;

pub(crate) use blocks::Blocks;
pub use detector::{Detection, LanguageDetector};
pub use ngram::{DetectorOptions, LanguageSpan, NgramBackground, NgramDetector, close_languages};
pub use script::{Script, dominant_script};
pub(crate) use script::{is_letter, is_letter_or_number, letter_script};
pub use tag::{LanguageTag, ParseLanguageTagError};
pub use whatlang_detector::WhatlangDetector;
pub(crate) use words::second_scripts;
pub use words::{frequent_words, listed_languages};
