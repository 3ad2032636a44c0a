//! The spellings of the names in a story.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Member;
use super::types::{StoryEntity, StoryVariant};
use crate::entity::EntityId;
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

/// The names by the number of articles that mention them.
pub(super) fn glossary(members: &[Member<'_>]) -> Vec<StoryEntity> {
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
    let mut entities: Vec<StoryEntity> = found.into_iter().map(entity).collect();
    entities
        .sort_by(|one, two| two.article_count.cmp(&one.article_count).then(one.id.cmp(&two.id)));
    entities.truncate(MAX_ENTITIES);
    entities
}

fn entity((id, found): (EntityId, Found<'_>)) -> StoryEntity {
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
    let label = variants.first().map_or_else(String::new, |variant| variant.form.clone());
    StoryEntity { id, label, kind: None, article_count: found.articles.len(), variants }
}
