//! Places: what they are, and where a text names them.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::table::{PlaceRow, place_rows};
use crate::entity::skeleton::Skeletons;
use crate::translit::fold;

/// A country or territory by its ISO 3166-1 alpha-2 code; `EU` and `UN` for the unions, `XK` for
/// Kosovo, `ZZ` for continents and whatever else is no country's.
///
/// Two bytes, `Copy`, ordered by its text.
///
/// # Examples
///
/// ```
/// use samestory::entity::CountryCode;
///
/// let france: CountryCode = "FR".parse()?;
/// assert_eq!(france.as_str(), "FR");
/// # Ok::<(), samestory::entity::ParseCountryCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

/// The text is no code of two letters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no country code: wanted two letters, such as `FR`")]
pub struct ParseCountryCodeError {
    text: String,
}

impl CountryCode {
    /// That of what belongs to no country.
    const NONE: Self = Self(*b"ZZ");

    /// Whether it is that of a country, territory or union: `ZZ` stands for none.
    pub fn is_known(self) -> bool {
        self != Self::NONE
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CountryCode {
    type Err = ParseCountryCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Ok(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
            }
            _ => Err(ParseCountryCodeError { text: text.chars().take(20).collect() }),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PlaceLevel {
    /// A continent or a part of one that several countries share: Africa, Latin America.
    Continent,
    /// The European Union, the United Nations.
    Union,
    /// A country.
    Country,
    /// A part of the world with a country code of its own that is no country: Greenland, Hong Kong.
    Territory,
    /// A region, an island, a sea or a range of mountains.
    Region,
    /// The capital of a country or territory.
    Capital,
    /// Another city.
    City,
    /// No place, but a name that languages translate as they do those of places: NATO, the White House, the
    /// Taliban.
    Organization,
}

impl PlaceLevel {
    pub(super) fn parse(text: &str) -> Self {
        match text {
            "continent" => Self::Continent,
            "union" => Self::Union,
            "country" => Self::Country,
            "territory" => Self::Territory,
            "region" => Self::Region,
            "capital" => Self::Capital,
            "organization" => Self::Organization,
            _ => Self::City,
        }
    }
}

/// One of the some 1,000 places and organizations of the gazetteer.
///
/// The number may differ between versions of this library; [`code`](Self::code) does not, and is
/// what serialization writes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u16);

/// What is said of a number that no table knows.
const UNKNOWN: PlaceRow = PlaceRow {
    code: "",
    country: CountryCode::NONE,
    level: PlaceLevel::City,
    name: "",
    noisy: false,
    named: false,
};

impl PlaceId {
    pub(super) fn new(number: u16) -> Self {
        Self(number)
    }

    /// All places.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).zip(place_rows()).map(|(number, _)| Self(number))
    }

    /// The place with a code. O(places).
    pub fn from_code(code: &str) -> Option<Self> {
        (0..).zip(place_rows()).find(|(_, row)| row.code == code).map(|(number, _)| Self(number))
    }

    fn row(self) -> &'static PlaceRow {
        place_rows().get(usize::from(self.0)).unwrap_or(&UNKNOWN)
    }

    /// The country code of a country, the zone of tzdata for a city (`Europe/Paris`), or country and
    /// English name for what has no zone (`CN/Beijing`, `ZZ/NATO`).
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The country it is, or is in; `ZZ` where it belongs to none.
    pub fn country(self) -> CountryCode {
        self.row().country
    }

    /// What it is.
    pub fn level(self) -> PlaceLevel {
        self.row().level
    }

    /// Whether it tells stories apart in the clustering. Continents do not, being in too many; nor do the
    /// organizations, regions and cities of `names.txt`, which the clustering finds by their words: with them
    /// as signs, and weights learned anew, headlines reach BCubed F1 .709 for .713, cross-language pair F1
    /// .469 for .486, the sample .985 for .990, documents .968 for .968, English events .927 for .924 (means
    /// over streams that lack a fifth).
    pub fn is_sign(self) -> bool {
        !self.row().named && self.level() != PlaceLevel::Continent
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

impl fmt::Debug for PlaceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl Serialize for PlaceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for PlaceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| de::Error::custom(format!("{code:?} is the code of no known place")))
    }
}

/// Where a text names a place, or its people.
///
/// A form that names two places, such as Luxembourg, is one mention of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PlaceMention {
    /// The words in the text, in bytes, with what is written together with them.
    pub span: Range<usize>,
    /// The place.
    pub place: PlaceId,
    /// The country it is, or is in: the same as `place.country()`.
    pub country: CountryCode,
    /// What it is: the same as `place.level()`.
    pub level: PlaceLevel,
    /// Whether the words are the adjective, the name of the people or their language, or one of the
    /// short forms (`US`) that are listed with these.
    pub demonym: bool,
    /// Whether the words count in small letters as well: adjectives and peoples in most languages,
    /// not the names of places.
    #[serde(default)]
    pub small: bool,
    /// How sure the words are a sign of the country, in 0…1.
    pub weight: f32,
}

/// A country's name is the sign all others are compared with.
const COUNTRY_WEIGHT: f32 = 1.0;
/// `Russian` is Russia's, or someone of that language.
const DEMONYM_WEIGHT: f32 = 0.8;
/// A capital stands for its government, or for a town.
const CAPITAL_WEIGHT: f32 = 0.5;
/// Europe is in the news every day.
const CONTINENT_WEIGHT: f32 = 0.3;
/// Other cities and regions say where, seldom who; organizations who, seldom where.
const CITY_WEIGHT: f32 = 0.4;
/// Togo, Chad, Jordan and Phoenix are words and persons as well.
const NOISY_WEIGHT: f32 = 0.1;

impl PlaceMention {
    pub(super) fn new(
        written: &str,
        span: Range<usize>,
        place: PlaceId,
        demonym: bool,
        small: bool,
    ) -> Self {
        let (country, level) = (place.country(), place.level());
        let weight = match level {
            _ if demonym => DEMONYM_WEIGHT,
            _ if place.row().noisy && sounds_alike(written, place.name()) => NOISY_WEIGHT,
            PlaceLevel::Country | PlaceLevel::Union | PlaceLevel::Territory => COUNTRY_WEIGHT,
            PlaceLevel::Continent => CONTINENT_WEIGHT,
            PlaceLevel::Capital => CAPITAL_WEIGHT,
            PlaceLevel::Region | PlaceLevel::City | PlaceLevel::Organization => CITY_WEIGHT,
        };
        Self { span, place, country, level, demonym, small, weight }
    }
}

/// Whether a name has the consonants of the English one, which is a word or a person's name as well;
/// where a language has a name of its own, such as Грузия for Georgia, it is neither.
fn sounds_alike(written: &str, english: &str) -> bool {
    let skeletons = |name: &str| Skeletons::of(&fold(name, None));
    let (one, other) = (skeletons(written), skeletons(english));
    one.keys().iter().any(|key| other.keys().contains(key))
}
