//! Names found in text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::LanguageTag;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EntityKind {
    /// A person.
    #[serde(rename = "PER")]
    Person,
    /// A place.
    #[serde(rename = "LOC")]
    Location,
    /// An organization.
    #[serde(rename = "ORG")]
    Organization,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it names, where the text tells.
    pub kind: Option<EntityKind>,
    /// How sure the finder is that it is a name.
    #[serde(default)]
    pub strength: MentionStrength,
}

impl Mention {
    /// A strong mention of no known kind.
    pub fn new(span: Range<usize>) -> Self {
        Self { span, kind: None, strength: MentionStrength::Strong }
    }

    /// The same mention of a kind.
    #[must_use]
    pub fn with_kind(self, kind: Option<EntityKind>) -> Self {
        Self { kind, ..self }
    }

    /// The same mention, which counts only where something else confirms it.
    #[must_use]
    pub fn weak(self) -> Self {
        Self { strength: MentionStrength::Weak, ..self }
    }

    /// Whether it counts only where something else confirms it.
    pub fn is_weak(&self) -> bool {
        self.strength == MentionStrength::Weak
    }
}

/// How sure a finder is of a mention.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum MentionStrength {
    /// Looks like a name, but counts only if the same name is known from elsewhere.
    Weak,
    /// A name by what the text itself tells.
    #[default]
    Strong,
}

/// Finds names in text. Implement it to bring a recognizer of your own.
///
/// Total: any text has mentions, maybe none. Spans lie on character boundaries, come in order and
/// do not overlap.
pub trait MentionFinder: Send + Sync {
    /// Appends the mentions in `text` to `mentions`.
    fn find_into(&self, text: &str, language: Option<LanguageTag>, mentions: &mut Vec<Mention>);

    /// The mentions in a vector of their own.
    fn find(&self, text: &str, language: Option<LanguageTag>) -> Vec<Mention> {
        let mut mentions = Vec::new();
        self.find_into(text, language, &mut mentions);
        mentions
    }
}
