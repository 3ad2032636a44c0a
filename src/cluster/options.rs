//! The numbers that decide what becomes one story.

use serde::{Deserialize, Serialize};

use super::model::StoryModel;
use crate::error::{Result, check_range};

/// Options of [`OnlineClusterer`](super::OnlineClusterer).
///
/// The defaults were set on a stream of headlines in nine languages and on documents in 125, with
/// and without their text: one configuration for all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ClusterOptions {
    /// Hours after its last article when a story closes, 1 to 10,000; 72 by default. In a
    /// [`Pipeline`](crate::pipeline::Pipeline) a number of other articles must have come as well, see
    /// [`idle_articles`](crate::pipeline::PipelineOptions::idle_articles).
    pub window_hours: f64,
    /// Hours between articles from which they never meet, whatever else speaks for one story, 1 to
    /// 100,000: such dates are anniversaries or wrong.
    pub apart_hours: f64,
    /// Hours, by the stream's own time, for which an article is looked for by those that come, 1 to
    /// 100,000. Of the mergers of 4,250 headlines of three weeks 99 in a hundred join stories less than
    /// three days apart.
    pub reach_hours: f64,
    /// What speaks for one story, and how much.
    pub model: StoryModel,
    /// Articles between two passes of merging. Rare passes merge better: with 250 BCubed F1 is .943
    /// on documents in 125 languages against .950, .889 on English events against .915.
    pub merge_every: u32,
    /// Similarity within a language from which an article is a copy, 0 to 1.
    pub copy: f32,
    /// Features an article must have for its similarity to make it a copy: bare headlines repeat
    /// by chance.
    pub copy_min_features: usize,
    /// Cosine of embeddings from which an article joins a story, 0 to 1.
    pub dense_link: f32,
    /// Neighbors looked up for a decision.
    pub neighbors: usize,
    /// Stories that a new article is compared with in full.
    pub candidates: usize,
    /// Stories that a story is compared with in full. With 8 fewer stories of several languages come
    /// together: cross-language pair F1 .175 against .265 on the second half of the headlines.
    /// Of a window of more than 25,000 articles fewer of its languages, from 150,000 on the nearest four.
    pub merge_candidates: usize,
    /// How far the evidence that a cluster belongs to its story must lie below that for merging, for
    /// the cluster to be parted from it; infinite to part none. On labeled streams scores are the
    /// same to the third digit from 1 on, since merging late makes few mistakes to mend: it is for
    /// stories whose bridge was removed, and for embeddings that said too much. In JSON infinity is
    /// `"infinite"`.
    #[serde(with = "super::unlimited")]
    pub split: f32,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        Self {
            window_hours: 72.0,
            apart_hours: 8760.0,
            reach_hours: 168.0,
            model: StoryModel::default(),
            merge_every: 2000,
            copy: 0.65,
            copy_min_features: 120,
            dense_link: 0.75,
            neighbors: 64,
            candidates: 8,
            merge_candidates: 24,
            split: 1.0,
        }
    }
}

impl ClusterOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        let hours = "a number of hours from 1 to 10000";
        let share = "a number from 0 to 1";
        let whole = "at least 1";
        let check = check_range;
        check("cluster.windowHours", self.window_hours, 1.0..=1e4, hours)?;
        let long = "a number of hours from 1 to 100000";
        check("cluster.apartHours", self.apart_hours, 1.0..=1e5, long)?;
        check("cluster.reachHours", self.reach_hours, 1.0..=1e5, long)?;
        check("cluster.copy", self.copy.into(), 0.0..=1.0, share)?;
        check("cluster.denseLink", self.dense_link.into(), 0.0..=1.0, share)?;
        check("cluster.mergeEvery", self.merge_every.into(), 1.0..=1e9, whole)?;
        check("cluster.neighbors", self.neighbors as f64, 1.0..=1e6, whole)?;
        check("cluster.candidates", self.candidates as f64, 1.0..=1e6, whole)?;
        check("cluster.split", self.split.into(), 0.0..=f64::INFINITY, "0 or more, or infinite")?;
        check("cluster.mergeCandidates", self.merge_candidates as f64, 1.0..=1e6, whole)?;
        self.model.validate()
    }
}
