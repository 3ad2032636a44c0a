//! How near the outlets are to the story.

use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use super::voice::Voices;
use crate::article::{Place, SourceProfile};
use crate::entity::Gazetteer;
use crate::language::LanguageTag;

/// How near an outlet is to the places of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::exhaustive_enums, reason = "a place is near or it is not")]
pub enum Locality {
    /// In one of the story's towns.
    Local,
    /// In one of its countries.
    National,
    /// In another country.
    International,
}

/// Where a story's voices are, seen from the story and on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LocalityCoverage {
    /// Nearness to the story; all voices are unknown where the story has no place.
    pub nearness: Distribution<Locality>,
    /// Countries of the outlets, as ISO 3166-1 alpha-2 codes; known without a place of the story.
    pub countries: Distribution<String>,
}

/// Where voices are relative to a story's places.
///
/// A place counts by its country and, where both sides name one, its town, in whatever language the
/// outlet writes it, as far as the [gazetteer](crate::entity::Gazetteer) knows the town. A family of
/// several outlets counts by its nearest, and under each of its countries.
///
/// # Examples
///
/// ```
/// use samestory::article::{Place, SourceProfile};
/// use samestory::coverage::{Locality, Profiles, Report, Unit, locality, voices};
///
/// let outlet: SourceProfile = serde_json::from_str(r#"{"id": "x", "place": {"country": "FR"}}"#)?;
/// let places: Vec<Place> = serde_json::from_str(r#"[{"country": "CN", "locality": "Beijing"}]"#)?;
/// let reports = [Report { article: "a", source: Some("x"), ..Report::default() }];
/// let found = locality(&voices(&reports, &Profiles::new([&outlet]), Unit::Source), &places);
/// assert_eq!(found.nearness.counts[&Locality::International], 1);
/// assert_eq!(found.countries.counts["FR"], 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn locality(voices: &Voices<'_>, story_places: &[Place]) -> LocalityCoverage {
    let axis = [Locality::Local, Locality::National, Locality::International];
    let nearness = Distribution::new(voices, &axis, |voice| {
        voice.profiles.iter().filter_map(|profile| nearness(profile, story_places)).min()
    });
    let countries = Distribution::new(voices, &[], |voice| {
        let countries =
            voice.profiles.iter().filter_map(|profile| country(profile.place.as_ref()?));
        countries.collect::<Vec<_>>()
    });
    LocalityCoverage { nearness, countries }
}

fn nearness(profile: &SourceProfile, story_places: &[Place]) -> Option<Locality> {
    let place = profile.place.as_ref()?;
    let own = country(place)?;
    let same_town = |other: &Place| {
        let town = other.locality.trim().to_lowercase();
        let own = place.locality.trim();
        !town.is_empty() && (town == own.to_lowercase() || is_called(profile, own, &town))
    };
    story_places
        .iter()
        .filter_map(|other| Some((other, country(other)?)))
        .map(|(other, country)| match country == own {
            true if same_town(other) => Locality::Local,
            true => Locality::National,
            false => Locality::International,
        })
        .min()
}

/// Whether an outlet's town, in one of its languages, is the one of an English name in lower case.
fn is_called(profile: &SourceProfile, own: &str, town: &str) -> bool {
    let languages = profile.in_language.iter().filter_map(|tag| tag.parse::<LanguageTag>().ok());
    let gazetteer = Gazetteer::new();
    languages
        .flat_map(|language| gazetteer.places(own, Some(language)))
        .any(|mention| !mention.demonym && mention.place.name().to_lowercase() == town)
}

/// The country's code in capitals, if there is one.
fn country(place: &Place) -> Option<String> {
    Some(place.country.trim().to_uppercase()).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Unit, Voice};

    fn place(text: &str) -> Place {
        let (country, locality) = text.split_once('/').unwrap_or((text, ""));
        let mut place = Place::default();
        (place.country, place.locality) = (country.into(), locality.into());
        place
    }

    #[test]
    fn near_and_far() {
        use Locality::*;
        for (outlet, story, wanted) in [
            ("CN/Beijing", "CN/Beijing", Some(Local)),
            ("cn/ beijing", "CN/Beijing RU/Moscow", Some(Local)),
            ("RU/Omsk", "CN/Beijing RU/Moscow", Some(National)),
            ("RU", "RU", Some(National)),
            ("FR/Moscow", "RU/Moscow", Some(International)),
            ("", "RU", None),
            ("RU", "", None),
        ] {
            let mut profile = SourceProfile::new("x");
            profile.place = Some(place(outlet));
            let story: Vec<_> = story.split_whitespace().map(place).collect();
            assert_eq!(nearness(&profile, &story), wanted, "{outlet} for {story:?}");
        }
    }

    #[test]
    #[cfg(feature = "gazetteer")]
    fn a_town_is_known_in_the_language_of_the_outlet() {
        let mut profile = SourceProfile::new("x");
        (profile.place, profile.in_language) = (Some(place("RU/Москва")), vec!["ru".into()]);
        assert_eq!(nearness(&profile, &[place("RU/Moscow")]), Some(Locality::Local));
        assert_eq!(nearness(&profile, &[place("RU/Omsk")]), Some(Locality::National));
    }

    #[test]
    fn a_story_of_no_place_has_no_far_outlets() {
        let mut profile = SourceProfile::new("x");
        profile.place = Some(place("FR"));
        let voice = Voice { key: "x", articles: 1, profiles: vec![&profile] };
        let found = locality(&Voices { unit: Unit::Source, all: vec![voice] }, &[]);
        assert_eq!((found.nearness.known, found.nearness.unknown), (0, 1));
        assert_eq!((found.countries.known, found.countries.lead), (1, None));
    }
}
