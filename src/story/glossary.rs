//! The spellings of the names in a story.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Member;
use super::types::{StoryEntity, StoryVariant};
use crate::entity::{EntityId, EntityKind};
use crate::language::{LanguageTag, dominant_script};

/// Names listed.
const MAX_ENTITIES: usize = 20;

#[derive(Default)]
struct Found<'a> {
    articles: BTreeSet<u32>,
    variants: BTreeMap<(&'a str, Option<LanguageTag>), Use<'a>>,
}

/// How often a spelling is used, and by which outlets.
#[derive(Default)]
struct Use<'a> {
    count: usize,
    outlets: BTreeSet<&'a str>,
}

/// The names by the number of articles that mention them; `kind` tells what one is.
pub(super) fn glossary(
    members: &[Member<'_>],
    languages: &[LanguageTag],
    kind: impl Fn(EntityId) -> Option<EntityKind>,
) -> Vec<StoryEntity> {
    let mut found: BTreeMap<EntityId, Found<'_>> = BTreeMap::new();
    for member in members {
        for (entity, form) in member.material.mentions {
            let entry = found.entry(*entity).or_default();
            entry.articles.insert(member.key);
            let variant = entry.variants.entry((form, member.material.language)).or_default();
            variant.count += 1;
            variant.outlets.extend(member.material.article.outlet());
        }
    }
    let mut found: Vec<(EntityId, Found<'_>)> = found.into_iter().collect();
    found.sort_by(|(id, one), (other, two)| {
        two.articles.len().cmp(&one.articles.len()).then(id.cmp(other))
    });
    found.truncate(MAX_ENTITIES);
    found.into_iter().map(|(id, found)| entity(id, found, languages, kind(id))).collect()
}

fn entity(
    id: EntityId,
    found: Found<'_>,
    languages: &[LanguageTag],
    kind: Option<EntityKind>,
) -> StoryEntity {
    let mut variants: Vec<StoryVariant> = found
        .variants
        .into_iter()
        .map(|((form, language), usage)| StoryVariant {
            form: form.to_owned(),
            language,
            script: dominant_script(form).map_or("Zzzz", |script| script.short_name()).to_owned(),
            count: usage.count,
            sources: usage.outlets.into_iter().map(str::to_owned).collect(),
        })
        .collect();
    variants.sort_by(|one, two| {
        two.count
            .cmp(&one.count)
            .then(two.form.len().cmp(&one.form.len()))
            .then_with(|| (&one.form, one.language).cmp(&(&two.form, two.language)))
    });
    let readable = languages
        .iter()
        .find_map(|language| variants.iter().find(|variant| variant.language == Some(*language)));
    let label = readable.or(variants.first()).map_or_else(String::new, |best| best.form.clone());
    StoryEntity { id, label, kind, article_count: found.articles.len(), variants }
}
