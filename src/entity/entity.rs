//! Entities and their spellings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::form::is_possessive;
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
    /// The spelling met most often, `Russia` before any `Russia's`; ties go to the longer, then the
    /// first met. `McDonald's` is a possessive too, where `McDonald` was met.
    pub fn label(&self) -> &str {
        best(self.variants.iter()).map_or("", |variant| variant.form.as_str())
    }

    /// The spelling that each language uses most, with the same exception and ties.
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
    let key =
        |variant: &&'a Variant| (!is_possessive(&variant.form), variant.count, variant.form.len());
    variants.rev().max_by_key(key)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_is_no_label_beside_a_plain_form() {
        let variant = |form: &str, count| Variant {
            form: form.to_owned(),
            language: "en".parse().ok(),
            script: "Latn".to_owned(),
            count,
            outlets: BTreeSet::new(),
            first_seen: Timestamp::default(),
            last_seen: Timestamp::default(),
        };
        for (forms, label) in [
            (&[("Russia's", 5), ("Russia", 2)][..], "Russia"),
            (&[("Russia’s", 2), ("Russia", 2)], "Russia"),
            (&[("Beatles'", 3), ("Beatles", 1)], "Beatles"),
            (&[("Moody's", 1)], "Moody's"),
            (&[("Côte d'Ivoire", 3), ("Ivoire", 1)], "Côte d'Ivoire"),
            (&[("O'Neill", 3), ("Neill", 1)], "O'Neill"),
        ] {
            let variants = forms.iter().map(|(form, count)| variant(form, *count)).collect();
            let entity = Entity { id: EntityId(1), kind: None, variants };
            assert_eq!(entity.label(), label);
            assert_eq!(entity.labels().into_values().collect::<Vec<_>>(), [label]);
        }
    }
}
