//! Who owns the outlets.

use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use super::rating::words_of;
use super::voice::Voices;
use crate::article::SourceProfile;

/// The kinds of owners of a story's voices, in the words of the profiles.
///
/// An outlet of several owners counts under each kind, so the shares may sum to more than 1: each
/// is the part of the voices that have such an owner.
pub fn ownership(voices: &Voices<'_>) -> Distribution<String> {
    Distribution::new(voices, &[], |voice| {
        let owners = voice.profiles.iter().flat_map(|profile| &profile.owners);
        let kinds = owners.map(|owner| owner.category.trim().to_owned());
        kinds.filter(|kind| !kind.is_empty()).collect::<Vec<_>>()
    })
}

/// Whether a government is among the owners; `None` where no owner's kind is known.
pub fn is_state_media(profile: &SourceProfile) -> Option<bool> {
    let mut kinds = profile.owners.iter().map(|owner| words_of(&owner.category));
    let known = profile.owners.iter().any(|owner| !owner.category.trim().is_empty());
    known.then(|| kinds.any(|kind| matches!(kind.as_str(), "government" | "state")))
}

/// Whether a government owns an outlet, in part or whole. A word rather than a truth value, so that
/// it can be the key of a map in any format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, clippy::exhaustive_enums, reason = "it does or it does not")]
pub enum StateMedia {
    No,
    Yes,
}

/// How many of a story's voices a government owns, in part or whole.
///
/// A family is state media if one of its outlets is.
pub fn state_media(voices: &Voices<'_>) -> Distribution<StateMedia> {
    Distribution::new(voices, &[StateMedia::No, StateMedia::Yes], |voice| {
        let known = voice.profiles.iter().filter_map(|profile| is_state_media(profile));
        known.map(|state| if state { StateMedia::Yes } else { StateMedia::No }).max()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Unit, Voice};

    fn outlet(owners: &str) -> SourceProfile {
        serde_json::from_value(serde_json::json!({
            "id": owners,
            "owners": owners.split_whitespace().map(|category| serde_json::json!({
                "name": "an owner", "category": category.trim_matches('-')
            })).collect::<Vec<_>>(),
        }))
        .expect("a profile")
    }

    #[test]
    fn several_owners_count_under_each() {
        let outlets = ["independent billionaire", "government", "billionaire", "-", ""].map(outlet);
        let voice = |profile| Voice { key: "", articles: 1, profiles: vec![profile] };
        let voices = Voices { unit: Unit::Source, all: outlets.iter().map(voice).collect() };
        let found = ownership(&voices);
        let counts: Vec<_> = found.counts.iter().map(|(kind, count)| (&**kind, *count)).collect();
        assert_eq!(counts, [("billionaire", 2), ("government", 1), ("independent", 1)]);
        assert_eq!((found.known, found.unknown), (3, 2));

        let found = state_media(&voices);
        let (yes, no) = (found.counts[&StateMedia::Yes], found.counts[&StateMedia::No]);
        assert_eq!((yes, no, found.unknown), (1, 2, 2));
    }
}
