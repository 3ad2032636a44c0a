//! Words, numbers and stems.
//!
//! * `tokenizer`: [`Tokenizer`], what any tokenizer does, and [`Token`]
//! * `word`: [`WordTokenizer`], UAX #29 words, and bigrams where words have no spaces
//! * `dictionary`: [`DictionaryTokenizer`], the same with dictionary words where words have no spaces
//! * `script`: which scripts these are
//! * `clitic`: small words written together with the next one
//! * `time`: dates and times in digits
//! * `number`: the value of a number in any script's digits
//! * `stem`: [`Stemmer`], guarded Snowball
//! * `stop`: [`StopWords`], function words by language

mod clitic;
mod dictionary;
mod number;
mod script;
mod stem;
mod stop;
mod time;
mod tokenizer;
mod word;

pub use dictionary::DictionaryTokenizer;
pub use number::parse_number;
pub use stem::Stemmer;
pub use stop::StopWords;
pub use tokenizer::{Token, TokenKind, Tokenizer};
pub use word::WordTokenizer;
