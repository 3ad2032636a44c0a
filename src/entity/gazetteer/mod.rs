//! Places and everyday concepts that every language has a word for.
//!
//! * `gazetteer`: [`Gazetteer`], which finds both in a text of any language
//! * `place`: [`PlaceId`], [`CountryCode`], [`PlaceLevel`] and [`PlaceMention`]
//! * `concept`: [`ConceptId`] and [`ConceptMention`]
//! * `spaced`: words, their endings and what is written before them
//! * `unspaced`: longest match in scripts without spaces
//! * `locale`: which list serves which language
//! * `table`: reads `gazetteer.bin`, which `examples/train_gazetteer` makes
//! * `key`: how forms become keys, on both sides
//!
//! `demonyms.tsv`, `capitals.tsv`, `names/` and `concepts/`, which `names.txt` and `concepts.txt` tell of, are our
//! own part of the tables' source; the rest is Unicode CLDR, under the license Unicode-3.0, whose text is in `LICENSE-UNICODE`.

mod concept;
#[allow(clippy::module_inception)] // It holds the type of that name.
mod gazetteer;
mod key;
mod locale;
mod place;
mod spaced;
mod table;
mod unspaced;

pub use concept::{ConceptId, ConceptMention};
pub use gazetteer::Gazetteer;
pub use place::{CountryCode, ParseCountryCodeError, PlaceId, PlaceLevel, PlaceMention};
