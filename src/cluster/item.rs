//! What is clustered.

use serde::{Deserialize, Serialize};

use crate::article::Timestamp;
use crate::features::{ArticleVectors, DenseVector};
use crate::language::LanguageTag;

/// An article as the clustering sees it: vectors, a language, a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClusterItem {
    /// Rises with each item: the order of arrival, and the identity of what it founds.
    pub key: u32,
    /// The language that `vectors.local` compares within.
    pub language: Option<LanguageTag>,
    /// When it was published, as far as that is believed.
    pub time: Timestamp,
    /// Whether that is known. Where it is not, time speaks neither for nor against one story.
    pub dated: bool,
    /// The sparse vectors; empty ones are near nothing.
    pub vectors: ArticleVectors,
    /// A caller's embedding.
    pub dense: Option<DenseVector>,
    /// Equal for equal texts; 0 where there is nothing to compare.
    pub fingerprint: u64,
}

/// Why an item is where it is: the nearest member when it came.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// The member.
    pub to: u32,
    /// How near, between 0 and 1.
    pub similarity: f32,
    /// By which evidence.
    pub kind: LinkKind,
}

/// The kinds of evidence that bring an item into a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum LinkKind {
    /// The same text.
    Copy,
    /// Words and n-grams of the same language.
    Local,
    /// N-grams, skeletons and numbers across languages.
    Cross,
    /// A caller's embeddings.
    Dense,
}
