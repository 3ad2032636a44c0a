//! An article as weighed vectors.

use serde::{Deserialize, Serialize};

use super::sparse::SparseVector;

/// The vectors of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleVectors {
    /// For articles of the same language: stems and 4-grams, half the weight each.
    pub local: SparseVector,
    /// For articles of any language: 3-grams, skeletons, numbers, places and topics.
    pub cross: SparseVector,
    /// For articles of any language: what the text is about, by kind.
    pub signs: Signs,
}

/// The signs of an article, a vector for each kind: they speak for one story where they agree, and
/// against it where both sides have some and none agrees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signs {
    /// Places, and the countries they are in.
    pub places: SparseVector,
    /// What news tells of.
    pub topics: SparseVector,
    /// Numbers by value.
    pub numbers: SparseVector,
    /// Names by their consonants.
    pub names: SparseVector,
    /// Words of the headline and the lead, where there is more than a headline.
    pub lead: SparseVector,
}

impl Signs {
    /// How many kinds there are.
    pub const KINDS: usize = 5;

    /// Places, topics, numbers, names, and words of the headline and the lead, in this order.
    pub fn kinds(&self) -> [&SparseVector; Self::KINDS] {
        [&self.places, &self.topics, &self.numbers, &self.names, &self.lead]
    }
}
