//! Words, numbers and stems.
//!
//! * `tokenizer`: [`Tokenizer`], what any tokenizer does, and [`Token`]
//! * `word`: [`WordTokenizer`], UAX #29 words, and bigrams where words have no spaces
//! * `dictionary`: [`DictionaryTokenizer`], the same with dictionary words where words have no spaces
//! * `refine`: what the dictionary does wrong
//! * `script`: which scripts these are
//! * `clitic`: small words written together with the next one
//! * `time`: dates and times in digits
//! * `number`: the value of a number in any script's digits
//! * `segment`: UAX #29 with a fast way through plain letters
//! * `sentence`: [`sentences_into`]; `bounds`: UAX #29 with a fast way to the marks that end sentences
//! * `stem`: [`Stemmer`], guarded Snowball
//! * `light`: endings of languages without Snowball, and what Finnic stems change
//! * `stop`: [`StopWords`], function words by language
//! * `memo`: what was worked out of words met before; `pool`: room for it on several threads

mod bounds;
mod clitic;
mod dictionary;
mod light;
mod memo;
mod number;
mod pool;
#[cfg(feature = "dictionary")]
mod refine;
mod script;
mod segment;
mod sentence;
mod stem;
mod stop;
mod time;
mod tokenizer;
mod word;

pub use dictionary::DictionaryTokenizer;
pub(crate) use memo::{LONGEST as LONGEST_REMEMBERED, WordMemo, WordsOf};
pub use number::{NumberSpan, numbers_into, parse_number};
pub(crate) use pool::Pool;
pub(crate) use sentence::first_sentences_into;
pub use sentence::sentences_into;
pub use stem::Stemmer;
pub use stop::StopWords;
pub use tokenizer::{Token, TokenKind, Tokenizer};
pub use word::WordTokenizer;
