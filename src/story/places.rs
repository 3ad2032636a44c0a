//! The places of a story.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reading::{Reading, Thing};
use crate::article::Place;
use crate::entity::{PlaceId, PlaceLevel};

/// Part of the articles that must name a place, or one within it.
const LEAST_SHARE: f64 = 0.3;
/// Places listed.
const MAX_PLACES: usize = 8;

/// A place that a story is about, or happens in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoryPlace {
    /// The gazetteer's code: of a country its ISO code, of a city its time zone or country and name.
    pub id: PlaceId,
    /// Its English name.
    pub name: String,
    /// The country it is, or is in, as an ISO 3166-1 alpha-2 code; `ZZ` where it is in none.
    pub country: String,
    /// What it is.
    pub level: PlaceLevel,
    /// Articles, copies left out, that name it.
    pub article_count: usize,
    /// The part of the articles read that do.
    pub share: f64,
}

impl StoryPlace {
    /// The place as addresses have it.
    pub fn address(&self) -> Place {
        let mut address = Place::default();
        if self.id.country().is_known() {
            address.country.clone_from(&self.country);
        }
        match self.level {
            PlaceLevel::Capital | PlaceLevel::City => address.locality.clone_from(&self.name),
            PlaceLevel::Region => address.region.clone_from(&self.name),
            _ => {}
        }
        address
    }
}

/// The places that at least three of ten articles name, those named most first. Of one place and
/// the country it is in both may be there.
///
/// It does not tell where an event happened from who took part in it: `Russia` in a story on its
/// minister's visit to Beijing is a place of the story as well.
pub(super) fn places(reading: &Reading<'_, '_>) -> Vec<StoryPlace> {
    let mut counts: BTreeMap<PlaceId, usize> = BTreeMap::new();
    for read in &reading.articles {
        for thing in &read.things {
            let Some(Thing::Place(place)) = reading.things.get(*thing) else { continue };
            if place.level() != PlaceLevel::Organization {
                *counts.entry(*place).or_default() += 1;
            }
        }
    }
    let total = reading.articles.len().max(1) as f64;
    let mut found: Vec<StoryPlace> = counts
        .into_iter()
        .map(|(place, count)| StoryPlace {
            id: place,
            name: place.name().to_owned(),
            country: place.country().to_string(),
            level: place.level(),
            article_count: count,
            share: count as f64 / total,
        })
        .filter(|place| place.share >= LEAST_SHARE)
        .collect();
    found.sort_by(|one, two| {
        let order =
            |place: &StoryPlace| (std::cmp::Reverse(place.article_count), place.level, place.id);
        order(one).cmp(&order(two))
    });
    // Panama is a country and its capital: the country stands for both.
    let mut names: Vec<String> = Vec::new();
    found.retain(|place| {
        let new = !names.contains(&place.name);
        names.push(place.name.clone());
        new
    });
    found.truncate(MAX_PLACES);
    found
}
