//! The numbers that decide what becomes one story.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Options of [`OnlineClusterer`](super::OnlineClusterer).
///
/// The defaults were set on a stream of headlines in nine languages and on documents in 125, with
/// and without their text: one configuration for all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ClusterOptions {
    /// Hours after which articles no longer meet, 1 to 10,000.
    pub window_hours: f64,
    /// Average similarity to a cluster of its language from which an article joins it, 0 to 1.
    pub join: f32,
    /// Hours in which that similarity fades to 1/e.
    pub join_fade_hours: f64,
    /// Similarity to a story's centroid from which a new cluster joins the story, times the square
    /// root of the article's features: short texts agree more by chance.
    pub link: f32,
    /// Hours in which that similarity fades to 1/e.
    pub link_fade_hours: f64,
    /// A story with clusters of the article's language takes it only if one of them is at least
    /// this near on average, 0 to 1: one event, not one topic.
    pub gate: f32,
    /// Similarity of two stories' centroids from which they merge, times the square root of their
    /// articles' mean features.
    pub merge: f32,
    /// Hours between two stories in which that similarity must grow by e.
    pub merge_fade_hours: f64,
    /// Sizes up to which the similarity needed for a merge grows, with the square root of the
    /// smaller story: the centroids of large stories agree more by chance.
    pub merge_size_cap: u32,
    /// Share of the languages two stories have in common that may fail the gate, 0 to 1.
    pub merge_conflicts: f32,
    /// Articles between two passes of merging.
    pub merge_every: u32,
    /// Similarity within a language from which an article is a copy, 0 to 1.
    pub copy: f32,
    /// Features an article must have for its similarity to make it a copy: bare headlines repeat
    /// by chance.
    pub copy_min_features: usize,
    /// Cosine of embeddings that counts as much as `link`, 0 to 1.
    pub dense_link: f32,
    /// Neighbors looked up for a decision.
    pub neighbors: usize,
    /// Stories compared in full for a decision.
    pub candidates: usize,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        Self {
            window_hours: 72.0,
            join: 0.2,
            join_fade_hours: 36.0,
            link: 2.2,
            link_fade_hours: 72.0,
            gate: 0.12,
            merge: 0.9,
            merge_fade_hours: 24.0,
            merge_size_cap: 8,
            merge_conflicts: 0.15,
            merge_every: 500,
            copy: 0.65,
            copy_min_features: 120,
            dense_link: 0.75,
            neighbors: 64,
            candidates: 8,
        }
    }
}

impl ClusterOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        let hours = "a number of hours from 1 to 10000";
        let share = "a number from 0 to 1";
        let factor = "a number from 0 to 100";
        let whole = "at least 1";
        let check = |option, value: f64, low, high, wanted| {
            if value >= low && value <= high {
                Ok(())
            } else {
                Err(Error::InvalidOption { option, value: value.to_string(), wanted })
            }
        };
        check("cluster.windowHours", self.window_hours, 1.0, 1e4, hours)?;
        check("cluster.joinFadeHours", self.join_fade_hours, 1.0, 1e4, hours)?;
        check("cluster.linkFadeHours", self.link_fade_hours, 1.0, 1e4, hours)?;
        check("cluster.mergeFadeHours", self.merge_fade_hours, 1.0, 1e4, hours)?;
        check("cluster.join", self.join.into(), 0.0, 1.0, share)?;
        check("cluster.gate", self.gate.into(), 0.0, 1.0, share)?;
        check("cluster.mergeConflicts", self.merge_conflicts.into(), 0.0, 1.0, share)?;
        check("cluster.copy", self.copy.into(), 0.0, 1.0, share)?;
        check("cluster.denseLink", self.dense_link.into(), 0.0, 1.0, share)?;
        check("cluster.link", self.link.into(), 0.0, 100.0, factor)?;
        check("cluster.merge", self.merge.into(), 0.0, 100.0, factor)?;
        check("cluster.mergeSizeCap", self.merge_size_cap.into(), 1.0, 1e9, whole)?;
        check("cluster.mergeEvery", self.merge_every.into(), 1.0, 1e9, whole)?;
        check("cluster.neighbors", self.neighbors as f64, 1.0, 1e6, whole)?;
        check("cluster.candidates", self.candidates as f64, 1.0, 1e6, whole)
    }
}
