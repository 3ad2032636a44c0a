//! Every stage's options in one value.

use serde::{Deserialize, Serialize};

use super::limits::LimitOptions;
use crate::cluster::ClusterOptions;
use crate::entity::RegistryOptions;
use crate::error::{Result, check_range};
use crate::features::{ExtractOptions, WeightOptions};
use crate::story::StoryOptions;

/// Options of a [`Pipeline`](super::Pipeline).
///
/// # Examples
///
/// ```
/// use samestory::pipeline::PipelineOptions;
///
/// let options: PipelineOptions = serde_json::from_str(r#"{"cluster": {"windowHours": 24}}"#)?;
/// assert_eq!(options.cluster.window_hours, 24.0);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct PipelineOptions {
    /// Threads for batches; 0 for one a core. The results are the same on any number.
    pub threads: usize,
    /// Articles of a batch that are prepared together, at least 1, 256 by default: bounds the memory of a
    /// batch.
    pub chunk: usize,
    /// A story is closed when its [window](crate::cluster::ClusterOptions::window_hours) has passed and
    /// this many articles went elsewhere, 10,000 by default. The second condition lets an archive come in
    /// any order of time; where few articles come, in order, set it to 0.
    pub idle_articles: u32,
    /// Numbers that embeddings have; `None` for as many as the embedder says
    /// ([`Embedder::dimension`](crate::features::Embedder::dimension)), or else as the first embedding
    /// has. An article whose own has another length is refused: set it where feeds bring embeddings.
    pub dimension: Option<usize>,
    /// Hours for which a story and its articles are held after its window has passed, 0 to
    /// 1,000,000, counted in the stream's own time from when its last article came; `None` holds
    /// everything. Of a story that goes on, an article is held for four times the window and these
    /// hours.
    ///
    /// It is looked for what to let go of once in a 64th of the time for which it is held, so some of it
    /// stays that much longer. What is let go cannot be asked for any more, and the ids of its articles
    /// may come again, as articles of their own: hold it for as long as feeds repeat what they have
    /// sent. Ids of stories and clusters are never given twice. For streams in order of time; an archive
    /// that comes in any order holds everything.
    pub retention_hours: Option<f64>,
    /// What is too large to be news.
    pub limits: LimitOptions,
    /// Bounds of feature extraction.
    pub extract: ExtractOptions,
    /// How features are weighed.
    pub weight: WeightOptions,
    /// What becomes one story.
    pub cluster: ClusterOptions,
    /// Bounds of the glossary.
    pub registry: RegistryOptions,
    /// How stories are told.
    pub story: StoryOptions,
}

impl Default for PipelineOptions {
    fn default() -> Self {
        Self {
            threads: 0,
            chunk: 256,
            idle_articles: 10_000,
            dimension: None,
            retention_hours: None,
            limits: LimitOptions::default(),
            extract: ExtractOptions::default(),
            weight: WeightOptions::default(),
            cluster: ClusterOptions::default(),
            registry: RegistryOptions::default(),
            story: StoryOptions::default(),
        }
    }
}

impl PipelineOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        check_range("chunk", self.chunk as f64, 1.0..=f64::INFINITY, "at least 1")?;
        let hours = "a number of hours from 0 to 1000000";
        check_range("retentionHours", self.retention_hours.unwrap_or_default(), 0.0..=1e6, hours)?;
        let dimension = self.dimension.unwrap_or(1) as f64;
        check_range("dimension", dimension, 1.0..=1e6, "from 1 to 1000000")?;
        self.limits.validate()?;
        self.extract.validate()?;
        self.weight.validate()?;
        self.registry.validate()?;
        self.story.validate()?;
        self.cluster.validate()
    }
}
