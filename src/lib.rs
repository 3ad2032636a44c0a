//! Two questions about news, in any language and script: *is this the same story?* and *is this the
//! same name?*
//!
//! Articles arrive in a hundred languages; the library detects the language, finds words and
//! names, clusters the articles into stories across languages as they stream in, and says who
//! reported what, from which side, in which words. It works offline, without neural weights and
//! without a GPU; a caller's embeddings plug in.
//!
//! # The whole way
//!
//! ```
//! use samestory::article::Article;
//! use samestory::pipeline::Pipeline;
//!
//! let mut pipeline = Pipeline::builder().build()?;
//! for (id, language, headline) in [
//!     ("a", "en", "Sergei Shoigu and Wang Yi meet in Beijing on Taiwan"),
//!     ("b", "de", "Sergei Schoigu und Wang Yi in Peking zu Taiwan"),
//!     ("c", "en", "Volcano on Kamchatka throws ash eleven kilometers high"),
//! ] {
//!     let mut article = Article::new(id, headline);
//!     article.in_language = Some(language.into());
//!     pipeline.push(article)?;
//! }
//! pipeline.settle();
//! assert_eq!(pipeline.story_of("a"), pipeline.story_of("b"));
//! assert_ne!(pipeline.story_of("a"), pipeline.story_of("c"));
//! # Ok::<(), samestory::error::Error>(())
//! ```
//!
//! # The stages, each usable alone
//!
//! Data flows down this list; a module uses only those above it.
//!
//! | module | question | |
//! |---|---|---|
//! | [`article`] | What came in? | [`Article`](article::Article), [`SourceProfile`](article::SourceProfile) |
//! | [`error`] | What went wrong? | [`Error`](error::Error) |
//! | `store` | What outlives the process? | a journal and snapshots, with the feature `store` |
//! | [`language`] | Which language is it in? | [`LanguageDetector`](language::LanguageDetector) |
//! | [`token`] | Which words and numbers? | [`Tokenizer`](token::Tokenizer) |
//! | [`translit`] | How does it sound, how is it read? | [`fold`](translit::fold), [`romanize`](translit::romanize) |
//! | [`name`] | Is this the same name? | [`NameScorer`](name::NameScorer), [`NameIndex`](name::NameIndex) |
//! | [`entity`] | Who and where? | [`MentionFinder`](entity::MentionFinder), [`EntityRegistry`](entity::EntityRegistry), [`Gazetteer`](entity::Gazetteer) |
//! | [`features`] | What is it about, as a vector? | [`FeatureExtractor`](features::FeatureExtractor), [`DocumentFrequencies`](features::DocumentFrequencies) |
//! | [`index`] | What is near? | [`Index`](index::Index) |
//! | [`cluster`] | Is this the same story? | [`Clusterer`](cluster::Clusterer) |
//! | [`story`] | What happened? | [`Story`](story::Story) |
//! | [`coverage`] | Who reports it, from which side? | [`Coverage`](coverage::Coverage) |
//! | [`eval`] | How good is a clustering? | [`evaluate`](eval::evaluate()) |
//! | [`pipeline`] | All of it | [`Pipeline`](pipeline::Pipeline) |
//! | `dataflow` | How do several processes work as one? | `DistributedPipeline`, with the feature `dataflow` |
//!
//! ```
//! use samestory::language::{LanguageDetector, NgramDetector};
//! use samestory::token::{Tokenizer, WordTokenizer};
//!
//! let text = "Секретарь Совета безопасности прибыл в Пекин";
//! let found = NgramDetector::new().detect(text).expect("there is evidence");
//! assert_eq!(found.language.to_string(), "ru");
//! assert_eq!(WordTokenizer.tokenize(text, Some(found.language)).len(), 6);
//! ```
//!
//! ```
//! use samestory::name::NameScorer;
//! use samestory::translit::{fold, romanize};
//!
//! assert_eq!(fold("Shoigu", None), fold("Schoigu", None));
//! assert!(romanize("Шойгу").starts_with("Sh"));
//! assert!(NameScorer::default().score("Schoigu", "Shoigu").probability >= 0.5);
//! ```
//!
//! ```
//! use samestory::entity::{RuleMentionFinder, MentionFinder};
//!
//! let text = "Yesterday Wang Yi spoke in Beijing.";
//! let mentions = RuleMentionFinder.find(text, "en".parse().ok());
//! assert_eq!(&text[mentions[1].span.clone()], "Beijing");
//! ```
//!
//! ```
//! use samestory::article::Article;
//! use samestory::cluster::{ClusterItem, Clusterer, OnlineClusterer};
//! use samestory::features::{DocumentFrequencies, FacetExtractor, FeatureExtractor};
//! use samestory::token::WordTokenizer;
//!
//! let mut frequencies = DocumentFrequencies::default();
//! let mut clusterer = OnlineClusterer::new(Default::default())?;
//! let (extractor, mut changes) = (FacetExtractor::default(), Vec::new());
//! for (key, title) in [(0, "Quake shakes Arequipa in Peru"), (1, "Peru: quake shakes Arequipa")] {
//!     let article = Article::new(format!("n{key}"), title);
//!     let features = extractor.extract(&article, "en".parse().ok(), &WordTokenizer);
//!     let vectors = frequencies.weigh(&features);
//!     frequencies.observe(&features);
//!     let language = features.language;
//!     clusterer.insert(ClusterItem { key, language, vectors, ..Default::default() }, &mut changes);
//! }
//! assert_eq!(clusterer.cluster_of(0), clusterer.cluster_of(1));
//! # Ok::<(), samestory::error::Error>(())
//! ```
//!
//! # Habits
//!
//! * Text stages are total: any `&str` has a result, no panic, no `Result`. Only constructors and
//!   inserts fail, with an [`Error`](error::Error) that says what to do.
//! * Engines are `Send + Sync` and shared by reference; `…_into` forms fill a caller's buffer.
//! * Spans index the source text, in bytes.
//! * The same input gives the same bytes, on any number of threads.
//! * Every stage states its cost, and a bound for hostile input.
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `parallel` | yes | batches on several threads (`rayon`) |
//! | `hnsw` | yes | an index of approximate neighbors for embeddings (`hnsw_rs`); nothing uses it unless it is given to [`PipelineBuilder::dense_index`](pipeline::PipelineBuilder::dense_index), and without it each embedding is compared with all |
//! | `stemming` | yes | Snowball stemmers (`rust-stemmers`, `frostem`) |
//! | `dictionary` | yes | words of Han, kana, Thai, Lao, Khmer and Burmese (`icu_segmenter`) |
//! | `gazetteer` | yes | places, organizations, topics and everyday concepts in 50 languages, 2.5 MB |
//! | `gazetteer-all` | no | the same in 66 more languages and scripts, 1.6 MB on top |
//! | `store` | no | a journal and snapshots on disk: a pipeline that outlives its process |
//! | `dataflow` | no | several processes, on one machine or more, work as one pipeline (`timely`) |
//! | `small-language-table` | no | 1.8 MB instead of 3.4 for the language detector, a point or two weaker on single words |
//!
//! Without any of them the crate still builds and clusters, on `wasm32-unknown-unknown` as well.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod article;
pub mod error;
#[cfg(feature = "store")]
pub mod store;
pub mod language;
pub mod token;
pub mod translit;
pub mod name;
pub mod entity;
pub mod features;
pub mod index;
pub mod cluster;
pub mod story;
pub mod coverage;
pub mod eval;
pub mod pipeline;
#[cfg(feature = "dataflow")]
pub mod dataflow;

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
