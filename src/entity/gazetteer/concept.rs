//! Concepts: what they are, and where a text has a word for one.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::table::concept_rows;

/// A concept that every language has a word for: one of some 1,500 everyday things, each an emoji with
/// its keywords, or one of the 632 *topics* that news tells of, such as `election` and `quarterfinal`.
///
/// The number may differ between versions of this library.
///
/// # Examples
///
/// ```
/// use samestory::entity::{ConceptId, Gazetteer};
///
/// let found = Gazetteer::new().concepts("El juez lo envió a prisión", "es".parse().ok());
/// let signs: Vec<&str> = found.iter().map(|mention| mention.concept.sign()).collect();
/// # if cfg!(feature = "gazetteer") {
/// assert!(signs.contains(&"⚖") || signs.contains(&"🧑\u{200d}⚖"));
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConceptId(pub u16);

impl ConceptId {
    /// The emoji; empty for a topic, and for a number that no concept has.
    pub fn sign(self) -> &'static str {
        concept_rows().get(usize::from(self.0)).map_or("", |row| row.0)
    }

    /// The topic's or the emoji's English name; empty for a number that no concept has.
    pub fn name(self) -> &'static str {
        concept_rows().get(usize::from(self.0)).map_or("", |row| row.1)
    }

    /// Whether it is one of the topics that news tells of, a list of our own.
    pub fn is_topic(self) -> bool {
        concept_rows().get(usize::from(self.0)).is_some_and(|row| row.0.is_empty())
    }
}

impl fmt::Debug for ConceptId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.0, self.name())
    }
}

/// Where a text has a word for a concept. A word with several meanings is one mention of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConceptMention {
    /// The word in the text, in bytes.
    pub span: Range<usize>,
    /// The concept.
    pub concept: ConceptId,
}
