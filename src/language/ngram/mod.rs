//! The detector in front: n-grams, frequent words and letters.
//!
//! * `table`: the n-gram table as `examples/train_language` writes it
//! * `model`: the table with the word lists, and how well each language explains a text
//! * `cues`: parts and pairs of words that tell close languages apart
//! * `letters`: letters that a language alone writes, or never
//! * `detector`: [`NgramDetector`]
//! * `single`: scripts of one or two languages
//! * `close`: languages that are hard to tell apart
//! * `spans`: the languages of the parts of a text
//! * `background`: how usual an n-gram is in a language

mod background;
mod close;
mod cues;
mod detector;
mod letters;
mod model;
mod single;
mod spans;
mod table;

pub use background::NgramBackground;
pub use close::close_languages;
pub use detector::{DetectorOptions, NgramDetector};
pub use spans::LanguageSpan;
