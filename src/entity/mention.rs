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
pub struct Mention {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it names, where the text tells.
    pub kind: Option<EntityKind>,
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
