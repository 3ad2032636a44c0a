//! One text in several outlets.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Member;
use super::types::WireGroup;
use crate::article::SourceProfile;

type Profile<'p, 'a> = &'p (dyn Fn(&str) -> Option<&'a SourceProfile> + Sync);

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
                let credits: BTreeSet<&str> = group
                    .iter()
                    .filter_map(|member| member.material.article.credit_text.as_deref())
                    .collect();
                group.iter().find(|member| {
                    let outlet = member.material.article.outlet().unwrap_or_default();
                    let name = outlet_of(member).map_or(outlet, |profile| &profile.name);
                    credits.contains(name) || credits.contains(outlet)
                })
            };
            WireGroup {
                members: group.iter().map(|member| member.id()).collect(),
                originator: agency.or_else(credited).map(|member| member.id()),
            }
        })
        .collect()
}
