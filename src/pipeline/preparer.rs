//! Text work away from the pipeline that takes its results.

use std::fmt;
#[cfg(feature = "store")]
use std::io;
use std::sync::Arc;

#[cfg(feature = "store")]
use serde::{Deserialize, Serialize};

use super::prepare::{Prepared, Stages};
use crate::article::Article;
#[cfg(feature = "store")]
use crate::language::LanguageTag;

/// Does what needs no other article: language, words, features, names. Any number of them, on any
/// thread or machine, work for one [`Pipeline`](super::Pipeline), which only decides.
///
/// All of them must be of the same version and have the same stages and options as the pipeline that
/// takes the results.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::pipeline::Pipeline;
///
/// let mut pipeline = Pipeline::builder().build()?;
/// let preparer = pipeline.preparer();
/// // On another thread, or in another process:
/// let prepared = preparer.prepare(Article::new("a", "Quake shakes Arequipa in southern Peru"));
/// assert!(pipeline.push_prepared([prepared])[0].is_ok());
/// assert_eq!(pipeline.story_of("a").as_deref(), Some("s0"));
/// # Ok::<(), samestory::error::Error>(())
/// ```
#[derive(Clone)]
pub struct Preparer {
    stages: Arc<Stages>,
}

impl Preparer {
    pub(super) fn new(stages: Arc<Stages>) -> Self {
        Self { stages }
    }

    /// Computes all that can be said of an article alone. Total, and O(bytes of text) up to the
    /// limits of the stages.
    pub fn prepare(&self, article: Article) -> PreparedArticle {
        PreparedArticle(self.stages.prepare(article))
    }
}

impl fmt::Debug for Preparer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Preparer").finish_non_exhaustive()
    }
}

/// An article on which the text work is done; see [`Preparer`].
#[derive(Clone, Debug)]
pub struct PreparedArticle(pub(super) Prepared);

impl PreparedArticle {
    /// The article.
    pub fn article(&self) -> &Article {
        &self.0.article
    }
}

/// What of it is no article.
#[cfg(feature = "store")]
#[derive(Serialize, Deserialize)]
struct Rest {
    language: Option<LanguageTag>,
    features: crate::features::ArticleFeatures,
    named: super::prepare::NamedText,
    dense: Result<Option<crate::features::DenseVector>, ()>,
    fingerprint: u64,
}

#[cfg(feature = "store")]
impl PreparedArticle {
    /// The article and what was found in it as bytes, some 20 for each byte of a headline, and 5 to 10
    /// for each of a longer text. Only the version that wrote them reads them.
    ///
    /// # Errors
    ///
    /// None for articles that were read from JSON.
    pub fn into_bytes(self) -> io::Result<Vec<u8>> {
        let Prepared { article, language, features, named, dense, fingerprint } = self.0;
        let article = crate::store::pack(&article)?;
        let rest = Rest { language, features, named, dense, fingerprint };
        crate::store::pack_value(&(article, rest))
    }

    /// What [`into_bytes`](Self::into_bytes) wrote.
    ///
    /// # Errors
    ///
    /// [`InvalidData`](io::ErrorKind::InvalidData) for other bytes.
    pub fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        let (article, rest): (Vec<u8>, Rest) = crate::store::unpack_value(bytes)?;
        let Rest { language, features, named, dense, fingerprint } = rest;
        let article = crate::store::unpack(&article)?;
        Ok(Self(Prepared { article, language, features, named, dense, fingerprint }))
    }
}
