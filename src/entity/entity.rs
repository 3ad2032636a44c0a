//! Entities and their spellings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::mention::EntityKind;
use crate::article::Timestamp;
use crate::language::LanguageTag;

/// An entity, numbered by the order in which a registry met them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub u32);

impl fmt::Display for EntityId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "e{}", self.0)
    }
}

/// Someone or something with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What it is, where something told.
    pub kind: Option<EntityKind>,
    /// Its spellings in the order they were met.
    pub variants: Vec<Variant>,
}

impl Entity {
    /// The spelling met most often; ties go to the longer, then the first met.
    pub fn label(&self) -> &str {
        best(self.variants.iter()).map_or("", |variant| variant.form.as_str())
    }

    /// The spelling that each language uses most, with the same ties.
    pub fn labels(&self) -> BTreeMap<LanguageTag, &str> {
        let languages: BTreeSet<LanguageTag> =
            self.variants.iter().filter_map(|variant| variant.language).collect();
        let label = |language: LanguageTag| {
            let own = self.variants.iter().filter(|v| v.language == Some(language));
            best(own).map(|variant| (language, variant.form.as_str()))
        };
        languages.into_iter().filter_map(label).collect()
    }
}

fn best<'a>(variants: impl DoubleEndedIterator<Item = &'a Variant>) -> Option<&'a Variant> {
    variants.rev().max_by_key(|variant| (variant.count, variant.form.len()))
}

/// One spelling of an entity's name in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Variant {
    /// As it stands in the text.
    pub form: String,
    /// The language of the text.
    #[serde(rename = "lang")]
    pub language: Option<LanguageTag>,
    /// ISO 15924 code of its script.
    pub script: String,
    /// Mentions counted.
    pub count: u32,
    /// The outlets that use it, the first 64.
    #[serde(default)]
    pub outlets: BTreeSet<String>,
    /// When it was first met.
    pub first_seen: Timestamp,
    /// When it was last met.
    pub last_seen: Timestamp,
}
