//! One article as it arrives.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use super::fields;
use super::time::Timestamp;

/// The caller's key of an article. Cheap to clone.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> From<T> for ArticleId {
    fn from(text: T) -> Self {
        Self(Arc::from(text.as_ref()))
    }
}

impl Borrow<str> for ArticleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Quoted, so that no id of a feed steers a terminal.
impl fmt::Debug for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// A news article.
///
/// Only `id` and some text (headline, description or body) are needed; the pipeline says so when
/// they are missing. Where a record holds two names of one field, the one nearer to schema.org
/// wins. What has no room here, and a date that cannot be read, stays in `extra`.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
///
/// let article: Article = serde_json::from_str(
///     r#"{"guid": "a1", "title": "Choïgou reçu à Pékin", "lang": "fr",
///         "pubDate": "Sun, 01 Feb 2026 09:14:00 GMT", "rank": 7}"#,
/// )?;
/// assert_eq!(article.headline, "Choïgou reçu à Pékin");
/// assert_eq!(article.in_language.as_deref(), Some("fr"));
/// assert_eq!(article.extra["rank"], 7);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Article {
    /// The caller's key, unique in a pipeline.
    pub id: ArticleId,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The outlet, as [`SourceProfile::id`](super::SourceProfile::id).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The true publisher where `source` only transports (RSS `<source url>`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_publisher: Option<String>,
    /// The title.
    pub headline: String,
    /// Summary or excerpt.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub article_body: String,
    /// Bylines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<String>,
    /// The language as the feed says it: BCP-47, or ISO 639-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// The publisher's claim of when it appeared. A pipeline believes it between 1990 and 2100 and, where
    /// `date_seen` is known, from a week before that to 14 hours after; else it takes `date_seen`, or the
    /// time of the articles before. Dates make stories better and tell who was first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Timestamp>,
    /// When we saw it: our clock, which never goes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_seen: Option<Timestamp>,
    /// The publisher's claim of its last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Timestamp>,
    /// The publisher's keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The article that this one is a copy or a version of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_based_on: Option<String>,
    /// The credit line, such as an agency's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<String>,
    /// The caller's dense vector of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embedding: Option<Vec<f32>>,
    /// Every field that has no room above.
    #[serde(flatten)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl Article {
    /// An article of a key and a headline; set the other fields as they are known.
    ///
    /// ```
    /// use samestory::article::Article;
    ///
    /// let mut article = Article::new("a1", "Schoigu in Peking");
    /// article.in_language = Some("de".into());
    /// assert_eq!(article.id.as_str(), "a1");
    /// ```
    pub fn new(id: impl Into<ArticleId>, headline: impl Into<String>) -> Self {
        Self { id: id.into(), headline: headline.into(), ..Self::default() }
    }

    /// The outlet that speaks: the origin publisher if one is named, else the source.
    pub fn outlet(&self) -> Option<&str> {
        self.origin_publisher.as_deref().or(self.source.as_deref())
    }

    /// Whether there is any text that is not white space.
    pub fn has_text(&self) -> bool {
        [&self.headline, &self.description, &self.article_body]
            .iter()
            .any(|text| text.chars().any(|character| !character.is_whitespace()))
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut record = Map::<String, Value>::deserialize(deserializer)?;
        let mut read = fields::Reader::new(&mut record);
        let article = Self {
            id: read.identifier(&["id", "uri", "guid", "refId", "articleId"]).into(),
            url: read.name(&["url", "link"]),
            source: read.name(&["source", "publisher", "sourceId", "source_id", "domain"]),
            origin_publisher: read.name(&["originPublisher", "origin_publisher"]),
            headline: read.text(&["headline", "title"]),
            description: read.text(&["description", "summary", "excerpt"]),
            article_body: read.text(&["articleBody", "body", "text", "content", "body_text"]),
            author: read.names(&["author", "authors", "creator", "byline"]),
            in_language: read.name(&["inLanguage", "lang", "language", "lang_code"]),
            date_published: read.time(&[
                "datePublished",
                "dateTimePub",
                "published",
                "pubDate",
                "published_at",
                "pub_date",
                "firstcreated",
                "date",
            ]),
            date_seen: read.time(&["dateSeen", "dateTime", "createdAt", "addDate", "crawledAt"]),
            date_modified: read.time(&["dateModified", "updated", "versioncreated"]),
            keywords: read.names(&["keywords"]),
            is_based_on: read.name(&["isBasedOn", "originalArticle"]),
            credit_text: read.name(&["creditText", "provider", "infosource"]),
            embedding: read.vector(&["embedding"]),
            extra: BTreeMap::new(),
        };
        if let Some(problem) = read.into_problem() {
            return Err(de::Error::custom(problem));
        }
        Ok(Self { extra: record.into_iter().collect(), ..article })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_names_that_others_use() {
        let article: Article = serde_json::from_str(
            r#"{"uri": 17, "title": null, "source": {"uri": "bbc.example", "title": "B"},
                "authors": [{"name": "A. Writer"}, "B"], "body": "text", "lang": "eng",
                "date": "not a date", "keywords": "one"}"#,
        )
        .expect("lenient");
        assert_eq!(article.id.as_str(), "17");
        assert_eq!(article.source.as_deref(), Some("bbc.example"));
        assert_eq!(article.author, ["A. Writer", "B"]);
        assert_eq!((article.date_published, article.keywords.len()), (None, 1));
        assert!(article.has_text());
    }

    #[test]
    fn numbers_that_are_too_large_are_refused() {
        let read = |number: &str| {
            serde_json::from_str::<Article>(&format!(
                r#"{{"id": "a", "embedding": [1, {number}]}}"#
            ))
        };
        assert_eq!(read("3e38").expect("an article").embedding, Some(vec![1.0, 3e38]));
        assert_eq!(read("1e-300").expect("an article").embedding, Some(vec![1.0, 0.0]));
        for number in ["4e38", "-6666666666666666666666666666666666666666666666", "\"x\"", "null"] {
            let refused = read(number).expect_err("refused").to_string();
            assert!(refused.contains("embedding"), "{number}: {refused}");
        }
    }

    #[test]
    fn empty_text_is_none() {
        let read = |json: &str| serde_json::from_str::<Article>(json).expect("an article");
        let article = read(
            r#"{"id": "", "guid": "g", "headline": " ", "title": "Quake", "source": "bbc",
                "originPublisher": "", "author": "", "keywords": ["a", "b"]}"#,
        );
        assert_eq!((article.id.as_str(), article.headline.as_str()), ("g", "Quake"));
        assert_eq!((article.outlet(), article.author.len()), (Some("bbc"), 0));
        assert_eq!((article.keywords.len(), article.extra.len()), (2, 0));
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut article = Article::new("x", "Title");
        article.date_published = Some(Timestamp::from_seconds(5));
        article.extra.insert("rank".into(), 3.into());
        let json = serde_json::to_string(&article).expect("JSON");
        assert_eq!(serde_json::from_str::<Article>(&json).ok(), Some(article), "{json}");
    }
}
