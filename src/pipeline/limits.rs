//! What is too large to be news.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::article::Article;
use crate::error::{Error, Result, check_range};

/// What an article, and the articles together, may take up. Nothing else a feed sends is bounded by
/// an option here: text is read as far as it makes sense, and counts are kept of so many things at
/// most.
///
/// # Memory
///
/// Whatever comes, an article held costs at most its own bytes and 48 kB. Beside them are held: the
/// frequencies, 30 bytes for each of
/// [`max_all_features`](crate::features::WeightOptions::max_all_features) features and languages, and 56
/// for each of [`max_features`](crate::features::WeightOptions::max_features) features of all languages
/// in one; the glossary, 3 kB for each of
/// [`max_entities`](crate::entity::RegistryOptions::max_entities) names; stretches of text that names
/// were looked for in, 60 MB.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::error::Error;
/// use samestory::pipeline::{Pipeline, PipelineOptions};
///
/// let mut options = PipelineOptions::default();
/// options.limits.article_bytes = 1000;
/// let mut pipeline = Pipeline::builder().options(options).build()?;
/// let mut article = Article::new("a", "Quake shakes Arequipa");
/// article.article_body = "Rescuers are on their way. ".repeat(100);
/// assert!(matches!(pipeline.push(article), Err(Error::OverLimit { found: 2722.., .. })));
/// # Ok::<(), samestory::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct LimitOptions {
    /// Bytes of an article, all fields together: an article is held as long as its story. 16 MB by
    /// default, some ten novels.
    pub article_bytes: usize,
    /// How deep the fields that have no place of their own may be nested, 0 to 120: what is stored must be
    /// read again. 64 by default.
    pub extra_depth: usize,
    /// Articles held: with a retention, what a flood may bring within it. Four million by default.
    pub articles: usize,
}

impl Default for LimitOptions {
    fn default() -> Self {
        Self { article_bytes: 16_000_000, extra_depth: 64, articles: 4_000_000 }
    }
}

impl LimitOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        let depth = "from 0 to 120";
        check_range("limits.extraDepth", self.extra_depth as f64, 0.0..=120.0, depth)?;
        check_range(
            "limits.articleBytes",
            self.article_bytes as f64,
            1.0..=f64::INFINITY,
            "at least 1",
        )?;
        check_range("limits.articles", self.articles as f64, 1.0..=f64::INFINITY, "at least 1")
    }

    /// Checks an article that comes to so many others.
    pub(super) fn check(&self, article: &Article, held: usize) -> Result<()> {
        let over = |limit, most, found| {
            let id = article.id.as_str();
            // The id itself may be what is too long.
            let id = super::prepare::beginning(id, 100).into();
            Err(Error::OverLimit { id, limit, most: most as u64, found: found as u64 })
        };
        if held >= self.articles {
            return over("articles", self.articles, held.saturating_add(1));
        }
        // How deep comes first, so that what is counted can be walked.
        for value in article.extra.values() {
            if let Some(depth) = deeper(value, self.extra_depth) {
                return over("extraDepth", self.extra_depth, depth);
            }
        }
        let bytes = bytes_of(article);
        if bytes > self.article_bytes {
            return over("articleBytes", self.article_bytes, bytes);
        }
        Ok(())
    }
}

/// One more than `most` if the value is nested deeper.
fn deeper(value: &Value, most: usize) -> Option<usize> {
    let mut waiting = vec![(value, 1)];
    while let Some((value, depth)) = waiting.pop() {
        let nested = matches!(value, Value::Array(_) | Value::Object(_));
        if nested && depth > most {
            return Some(depth);
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(fields) => waiting.extend(fields.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    None
}

/// Bytes that the fields of an article take, about.
fn bytes_of(article: &Article) -> usize {
    let texts = [&article.headline, &article.description, &article.article_body];
    let options = [
        &article.url,
        &article.source,
        &article.origin_publisher,
        &article.in_language,
        &article.is_based_on,
        &article.credit_text,
    ];
    let lists = article.author.iter().chain(&article.keywords);
    let known = texts.into_iter().chain(options.into_iter().flatten()).chain(lists);
    let embedding = article.embedding.as_ref().map_or(0, |values| values.len() * size_of::<f32>());
    let mut bytes = article.id.as_str().len() + embedding;
    bytes += known.map(|text| text.len() + size_of::<String>()).sum::<usize>();
    let mut waiting: Vec<&Value> = Vec::new();
    for (name, value) in &article.extra {
        bytes += name.len();
        waiting.push(value);
    }
    while let Some(value) = waiting.pop() {
        bytes += size_of::<Value>();
        match value {
            Value::String(text) => bytes += text.len(),
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => {
                bytes += fields.keys().map(String::len).sum::<usize>();
                waiting.extend(fields.values());
            }
            _ => {}
        }
    }
    bytes
}
