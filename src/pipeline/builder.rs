//! A pipeline with stages of the caller's own.

use std::fmt;

use super::guard::Guard;
use super::options::PipelineOptions;
use super::prepare::Stages;
use super::stream::Pipeline;
use crate::article::SourceProfile;
use crate::cluster::{Clusterer, OnlineClusterer, SparseIndexFactory};
use crate::entity::{MentionFinder, RuleMentionFinder};
use crate::error::Result;
use crate::features::{Embedder, FacetExtractor, FeatureExtractor};
use crate::index::ExactIndex;
use crate::language::{LanguageDetector, NgramDetector};
use crate::token::{DictionaryTokenizer, Tokenizer};

/// Builds a [`Pipeline`]; every stage that is not set is the built-in one.
///
/// # Examples
///
/// ```
/// use samestory::pipeline::Pipeline;
/// use samestory::token::WordTokenizer;
///
/// let pipeline = Pipeline::builder().tokenizer(WordTokenizer).build()?;
/// assert!(pipeline.stories().is_empty());
/// # Ok::<(), samestory::error::Error>(())
/// ```
#[derive(Default)]
pub struct PipelineBuilder {
    options: Option<PipelineOptions>,
    sources: Vec<SourceProfile>,
    detector: Option<Box<dyn LanguageDetector>>,
    tokenizer: Option<Box<dyn Tokenizer>>,
    mention_finder: Option<Box<dyn MentionFinder>>,
    extractor: Option<Box<dyn FeatureExtractor>>,
    embedder: Option<Box<dyn Embedder>>,
    clusterer: Option<Box<dyn Clusterer>>,
    sparse_index: Option<SparseIndexFactory>,
    guard: Guard,
}

impl PipelineBuilder {
    /// Sets all options.
    #[must_use]
    pub fn options(mut self, options: PipelineOptions) -> Self {
        self.options = Some(options);
        self
    }

    /// Says what is known of outlets.
    #[must_use]
    pub fn sources(mut self, sources: impl IntoIterator<Item = SourceProfile>) -> Self {
        self.sources.extend(sources);
        self
    }

    /// Replaces language detection.
    #[must_use]
    pub fn detector(mut self, detector: impl LanguageDetector + 'static) -> Self {
        self.detector = Some(Box::new(detector));
        self
    }

    /// Replaces tokenization.
    #[must_use]
    pub fn tokenizer(mut self, tokenizer: impl Tokenizer + 'static) -> Self {
        self.tokenizer = Some(Box::new(tokenizer));
        self
    }

    /// Replaces the recognition of names.
    #[must_use]
    pub fn mention_finder(mut self, finder: impl MentionFinder + 'static) -> Self {
        self.mention_finder = Some(Box::new(finder));
        self
    }

    /// Replaces feature extraction.
    #[must_use]
    pub fn extractor(mut self, extractor: impl FeatureExtractor + 'static) -> Self {
        self.extractor = Some(Box::new(extractor));
        self
    }

    /// Adds embeddings, for articles that bring none.
    #[must_use]
    pub fn embedder(mut self, embedder: impl Embedder + 'static) -> Self {
        self.embedder = Some(Box::new(embedder));
        self
    }

    /// Replaces the clustering; `options.cluster` is then not used.
    #[must_use]
    pub fn clusterer(mut self, clusterer: impl Clusterer + 'static) -> Self {
        self.clusterer = Some(Box::new(clusterer));
        self
    }

    /// Replaces the indexes of sparse vectors that the built-in clustering searches.
    #[must_use]
    pub fn sparse_index(mut self, make: SparseIndexFactory) -> Self {
        self.sparse_index = Some(make);
        self
    }

    /// Sets what must hold before a decision counts.
    #[cfg(feature = "dataflow")]
    #[must_use]
    pub(crate) fn guard(mut self, guard: Guard) -> Self {
        self.guard = guard;
        self
    }

    /// The pipeline.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside
    /// its range.
    pub fn build(self) -> Result<Pipeline> {
        let options = self.options.unwrap_or_default();
        options.validate()?;
        let extract = options.extract.clone();
        let stages = Stages {
            detector: self.detector.unwrap_or_else(|| Box::new(NgramDetector::new())),
            tokenizer: self.tokenizer.unwrap_or_else(|| Box::new(DictionaryTokenizer::default())),
            mention_finder: self.mention_finder.unwrap_or_else(|| Box::new(RuleMentionFinder)),
            extractor: self.extractor.unwrap_or_else(|| Box::new(FacetExtractor::new(extract))),
            embedder: self.embedder,
            caches: Default::default(),
        };
        let clusterer = match (self.clusterer, self.sparse_index) {
            (Some(clusterer), _) => clusterer,
            (None, Some(make)) => {
                let dense = Box::new(ExactIndex::default());
                Box::new(OnlineClusterer::with_indexes(options.cluster.clone(), make, dense)?)
            }
            (None, None) => Box::new(OnlineClusterer::new(options.cluster.clone())?),
        };
        Pipeline::assemble(options, stages, clusterer, self.sources, self.guard)
    }
}

#[cfg(feature = "store")]
impl PipelineBuilder {
    /// The options that were set.
    pub(super) fn given_options(&self) -> Option<&PipelineOptions> {
        self.options.as_ref()
    }
}

impl fmt::Debug for PipelineBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PipelineBuilder")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
