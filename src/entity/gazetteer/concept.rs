//! Concepts: what they are, and where a text has a word for one.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::table::concept_rows;

/// One of the some 1,500 everyday concepts, each an emoji with its keywords in every language.
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
    /// The emoji; empty for a number that no concept has.
    pub fn sign(self) -> &'static str {
        concept_rows().get(usize::from(self.0)).map_or("", |row| row.0)
    }

    /// The emoji's English name; empty for a number that no concept has.
    pub fn name(self) -> &'static str {
        concept_rows().get(usize::from(self.0)).map_or("", |row| row.1)
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
