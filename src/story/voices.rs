//! How many independent voices a story has.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Member;
use super::types::WireGroup;
use crate::article::SourceProfile;

type Profile<'p, 'a> = &'p (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync);

/// Distinct outlets; articles without one are counted as one outlet each.
pub(super) fn outlets(members: &[Member<'_>]) -> usize {
    let named: BTreeSet<&str> =
        members.iter().filter_map(|member| member.material.article.outlet()).collect();
    let unnamed = members.iter().filter(|member| member.material.article.outlet().is_none());
    named.len() + unnamed.count()
}

/// Distinct families among the articles that are no copies; an outlet without a profile is its own
/// family.
pub(super) fn independent_voices<'a>(members: &[Member<'a>], profile: Profile<'_, 'a>) -> usize {
    let originals: Vec<&Member<'a>> =
        members.iter().filter(|member| member.copy_of.is_none()).collect();
    let families: BTreeSet<&str> = originals
        .iter()
        .filter_map(|member| member.material.article.outlet())
        .map(|outlet| profile(outlet).map_or(outlet, SourceProfile::family))
        .collect();
    let unnamed = originals.iter().filter(|member| member.material.article.outlet().is_none());
    families.len() + unnamed.count()
}

/// The texts that several articles carry, by the first that came.
///
/// The originator is the member of a wire agency, or else the one the credit lines name; where
/// neither tells, there is none: the first to be seen is often only the first to be crawled.
pub(super) fn wire_groups<'a>(members: &[Member<'a>], profile: Profile<'_, 'a>) -> Vec<WireGroup> {
    let mut groups: BTreeMap<u32, Vec<&Member<'a>>> = BTreeMap::new();
    for member in members {
        groups.entry(member.copy_of.unwrap_or(member.key)).or_default().push(member);
    }
    groups.retain(|_, group| group.len() > 1);
    groups
        .into_values()
        .map(|group| {
            let outlet_of =
                |member: &Member<'a>| member.material.article.outlet().and_then(profile);
            let agency = group
                .iter()
                .find(|member| outlet_of(member).is_some_and(|profile| profile.wire_agency));
            let credited = || {
                let credits: Vec<&str> = group
                    .iter()
                    .filter_map(|member| member.material.article.credit_text.as_deref())
                    .collect();
                group.iter().find(|member| {
                    let outlet = member.material.article.outlet().unwrap_or_default();
                    let name = outlet_of(member).map_or(outlet, |profile| &profile.name);
                    credits.iter().any(|credit| *credit == name || *credit == outlet)
                })
            };
            WireGroup {
                members: group.iter().map(|member| member.id()).collect(),
                originator: agency.or_else(credited).map(|member| member.id()),
            }
        })
        .collect()
}
