//! Articles as vectors.
//!
//! * `facet`: [`Facet`], the kinds of feature, and [`FeatureId`], their hashes
//! * `sparse`: [`SparseVector`], a unit vector over features
//! * `vectors`: [`ArticleVectors`], an article weighed, and [`Signs`], what it is about
//! * `dense`: [`DenseVector`], a caller's embedding, and [`Embedder`], which makes one from text
//! * `extract`: [`FeatureExtractor`], from an article to its features by facet
//! * `signs`: places, topics, numbers and names
//! * `grams`: the n-grams of a text's words; `ngram`: padded character n-grams; `sort`: features in order, each once
//! * `background`: [`Background`], how common a feature is in a language at large
//! * `counts`: articles of a language, and those that hold a feature
//! * `frequency`: [`DocumentFrequencies`], counted per language, and the weights they give

mod background;
mod counts;
mod dense;
mod extract;
mod facet;
mod frequency;
mod grams;
mod label;
mod ngram;
mod signs;
mod sort;
mod sparse;
mod vectors;

pub use background::Background;
pub use dense::{DenseVector, Embedder};
pub use extract::{ArticleFeatures, ExtractOptions, FacetExtractor, FeatureExtractor};
pub use facet::{Facet, FeatureId};
pub use frequency::{DocumentFrequencies, WeightOptions};
pub(crate) use sparse::{Component, dot, shared, weight_of_steps};
pub use sparse::{SparseVector, SparseVectorBuilder};
pub use vectors::{ArticleVectors, Signs};
