//! Same name, in any spelling and script.
//!
//! * `scorer`: [`NameScorer`], how likely two names are one person's; `assign`: which of their words
//!   met; `joined`: the names as one word each
//! * `explain`: which letters met
//! * `index`: [`NameIndex`], a name's other spellings among many; `vocabulary`: its words;
//!   `blocking`: which names are worth a look; `signature`, `postings`: words of like consonants
//! * `reading`: a name taken apart; `titles`: words in it that are not its own;
//!   `alternates`, `endings`: other readings of its words
//! * `align`: the best alignment of two words; `profile`: of one with many;
//!   `weigher`: which of the two; `costs`: its learned costs; `symbols`: its alphabet
//! * `sketch`: what two words weigh at a glance
//! * `han`: Han against Han, by character; `hangul`: Korean names, by syllable; `vowels`: names that
//!   differ in vowels alone
//! * `calibration`: from evidence to a probability

mod align;
mod alternates;
mod assign;
mod blocking;
mod calibration;
mod costs;
mod endings;
mod explain;
mod han;
mod hangul;
mod index;
mod joined;
mod met;
mod postings;
mod profile;
mod reading;
mod scorer;
mod shortened;
mod signature;
mod sketch;
mod symbols;
mod titles;
mod vocabulary;
mod vowels;
mod weigher;

pub use explain::{NameExplanation, WordMeeting};
pub use index::{NameIndex, NameMatch, NameQuery};
pub(crate) use met::MetWords;
pub use scorer::{NameScore, NameScorer, PreparedName};
pub(crate) use sketch::{Letters, WordSketch};
