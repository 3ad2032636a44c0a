//! Words, numbers and stems.
//!
//! * `tokenizer`: [`Tokenizer`], what any tokenizer does, and [`Token`]
//! * `word`: [`WordTokenizer`], UAX #29 words, and bigrams where words have no spaces
//! * `number`: the value of a number in any script's digits
//! * `stem`: [`Stemmer`], guarded Snowball
//! * `stop`: [`StopWords`], function words by language

mod number;
mod stem;
mod stop;
mod tokenizer;
mod word;

pub use number::parse_number;
pub use stem::Stemmer;
pub use stop::StopWords;
pub use tokenizer::{Token, TokenKind, Tokenizer};
pub use word::WordTokenizer;
