//! Which language a text is in.
//!
//! * `tag`: [`LanguageTag`], a BCP-47 tag as a small copyable value
//! * `detector`: [`LanguageDetector`], what any detector does, and [`Detection`], what it says
//! * `whatlang_detector`: [`WhatlangDetector`], the `whatlang` trigram model behind that trait
//! * `script`: the dominant writing system of a text

mod detector;
mod script;
mod tag;
mod whatlang_detector;

pub use detector::{Detection, LanguageDetector};
pub use script::{Script, dominant_script};
pub use tag::{LanguageTag, ParseLanguageTagError};
pub use whatlang_detector::WhatlangDetector;
