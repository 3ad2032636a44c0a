//! A pipeline with stages of the caller's own.

use std::fmt;
use std::sync::Arc;

use super::guard::Guard;
use super::options::PipelineOptions;
use super::prepare::Stages;
use super::stream::Pipeline;
use crate::article::SourceProfile;
use crate::cluster::{Clusterer, OnlineClusterer, SparseIndexFactory};
use crate::entity::{MentionFinder, RuleMentionFinder};
use crate::error::Result;
use crate::features::{DenseVector, Embedder, FacetExtractor, FeatureExtractor};
use crate::index::{ExactIndex, Index, InvertedIndex};
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
    dense_index: Option<Box<dyn Index<DenseVector>>>,
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

    /// Adds embeddings, for articles that bring none. What is near to one is found by a scan of all that are
    /// held, unless a [`dense_index`](PipelineBuilder::dense_index) is set.
    #[must_use]
    pub fn embedder(mut self, embedder: impl Embedder + 'static) -> Self {
        self.embedder = Some(Box::new(embedder));
        self
    }

    /// Replaces the clustering; `options.cluster` and the indexes are then not used.
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

    /// Replaces the index of embeddings that the built-in clustering searches: an empty one.
    ///
    /// The built-in one is an [`ExactIndex`], which compares each article that has an embedding with all
    /// those held: O(articles × numbers of an embedding), the fastest there is up to some 20,000 of them.
    /// From there on an `HnswIndex` costs less, and may miss a few; with the default features it is there,
    /// and used by nothing else.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Article;
    /// use samestory::pipeline::Pipeline;
    ///
    /// # #[cfg(feature = "hnsw")]
    /// let index = samestory::index::HnswIndex::default();
    /// # #[cfg(not(feature = "hnsw"))]
    /// # let index = samestory::index::ExactIndex::default();
    /// let mut pipeline = Pipeline::builder().dense_index(index).build()?;
    /// for (id, headline) in [("a", "Quake shakes Arequipa"), ("b", "アレキパで地震")] {
    ///     let mut article = Article::new(id, headline);
    ///     article.embedding = Some(vec![0.6, 0.8]);
    ///     pipeline.push(article)?;
    /// }
    /// assert_eq!(pipeline.story_of("a"), pipeline.story_of("b"));
    /// # Ok::<(), samestory::error::Error>(())
    /// ```
    #[must_use]
    pub fn dense_index(mut self, index: impl Index<DenseVector> + 'static) -> Self {
        self.dense_index = Some(Box::new(index));
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
        let clusterer = match self.clusterer {
            Some(clusterer) => clusterer,
            None => {
                let sparse: SparseIndexFactory = self
                    .sparse_index
                    .unwrap_or_else(|| Arc::new(|| Box::new(InvertedIndex::default())));
                let dense = self.dense_index.unwrap_or_else(|| Box::new(ExactIndex::default()));
                Box::new(OnlineClusterer::with_indexes(options.cluster.clone(), sparse, dense)?)
            }
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
