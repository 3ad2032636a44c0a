//! Articles as bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::frame::append_value;
use crate::article::{Article, Timestamp};

/// An article as it lies in a store: every field in a fixed order. JSON would not do, since fields
/// under a second name come out under the first.
#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    url: Option<Cow<'a, str>>,
    source: Option<Cow<'a, str>>,
    origin_publisher: Option<Cow<'a, str>>,
    #[serde(borrow)]
    headline: Cow<'a, str>,
    #[serde(borrow)]
    description: Cow<'a, str>,
    #[serde(borrow)]
    article_body: Cow<'a, str>,
    author: Cow<'a, [String]>,
    in_language: Option<Cow<'a, str>>,
    date_published: Option<Timestamp>,
    date_seen: Option<Timestamp>,
    date_modified: Option<Timestamp>,
    keywords: Cow<'a, [String]>,
    is_based_on: Option<Cow<'a, str>>,
    credit_text: Option<Cow<'a, str>>,
    embedding: Option<Cow<'a, [f32]>>,
    /// As JSON; empty where there is nothing.
    extra: Cow<'a, str>,
}

/// The layout, the first byte of every article. Later versions of the library read it too: from
/// articles a store can always be made anew.
const LAYOUT: u8 = 1;

/// The article as bytes.
pub(crate) fn pack(article: &Article) -> io::Result<Vec<u8>> {
    let text = article.headline.len() + article.description.len() + article.article_body.len();
    let mut bytes = Vec::with_capacity(text + 256);
    pack_into(article, &mut bytes)?;
    Ok(bytes)
}

/// The same behind other bytes.
pub(crate) fn pack_into(article: &Article, bytes: &mut Vec<u8>) -> io::Result<()> {
    let Article {
        id,
        url,
        source,
        origin_publisher,
        headline,
        description,
        article_body,
        author,
        in_language,
        date_published,
        date_seen,
        date_modified,
        keywords,
        is_based_on,
        credit_text,
        embedding,
        extra,
    } = article;
    fn text(text: &Option<String>) -> Option<Cow<'_, str>> {
        text.as_deref().map(Cow::Borrowed)
    }
    let extra = if extra.is_empty() { String::new() } else { serde_json::to_string(extra)? };
    let packed = Packed {
        id: id.as_str().into(),
        url: text(url),
        source: text(source),
        origin_publisher: text(origin_publisher),
        headline: headline.into(),
        description: description.into(),
        article_body: article_body.into(),
        author: author.into(),
        in_language: text(in_language),
        date_published: *date_published,
        date_seen: *date_seen,
        date_modified: *date_modified,
        keywords: keywords.into(),
        is_based_on: text(is_based_on),
        credit_text: text(credit_text),
        embedding: embedding.as_deref().map(Cow::Borrowed),
        extra: extra.into(),
    };
    append_value(&(LAYOUT, packed), bytes)
}

/// The article of [`pack`]'s bytes.
pub(crate) fn unpack(bytes: &[u8]) -> io::Result<Article> {
    let invalid = |reason: String| io::Error::new(io::ErrorKind::InvalidData, reason);
    let bytes = match bytes.split_first() {
        Some((&LAYOUT, bytes)) => bytes,
        _ => return Err(invalid("an article of an unknown layout".to_owned())),
    };
    let packed: Packed<'_> =
        postcard::from_bytes(bytes).map_err(|error| invalid(error.to_string()))?;
    let extra = match packed.extra.as_ref() {
        "" => BTreeMap::new(),
        json => serde_json::from_str(json)?,
    };
    let mut article = Article::new(packed.id.as_ref(), packed.headline);
    article.url = packed.url.map(Cow::into_owned);
    article.source = packed.source.map(Cow::into_owned);
    article.origin_publisher = packed.origin_publisher.map(Cow::into_owned);
    article.description = packed.description.into_owned();
    article.article_body = packed.article_body.into_owned();
    article.author = packed.author.into_owned();
    article.in_language = packed.in_language.map(Cow::into_owned);
    article.date_published = packed.date_published;
    article.date_seen = packed.date_seen;
    article.date_modified = packed.date_modified;
    article.keywords = packed.keywords.into_owned();
    article.is_based_on = packed.is_based_on.map(Cow::into_owned);
    article.credit_text = packed.credit_text.map(Cow::into_owned);
    article.embedding = packed.embedding.map(Cow::into_owned);
    article.extra = extra;
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_back_as_it_was() {
        for json in [
            r#"{"id": "a", "title": "Quake"}"#,
            r#"{"id": "a", "headline": "", "title": "B", "summary": "", "excerpt": "C", "text": "D"}"#,
            r#"{"guid": 7, "headline": "Quake", "description": "d", "articleBody": "b", "url": "u",
                "source": {"id": "s"}, "originPublisher": "o", "authors": ["x", "y"], "lang": "pt-BR",
                "datePublished": "2026-02-01T10:00:00+02:00", "dateSeen": 1770000000, "dateModified": "x",
                "keywords": ["k"], "isBasedOn": "i", "creditText": "c", "embedding": [0.1, -3e-9, 1],
                "deep": {"a": [1, 2.5, 0.1, 1e300, 12345678901234567890, null, {"b": "\u0000"}]}}"#,
        ] {
            let article: Article = serde_json::from_str(json).expect(json);
            let packed = pack(&article).expect("packed");
            assert_eq!(unpack(&packed).expect("whole"), article);
            for length in 0..packed.len() {
                assert!(unpack(&packed[..length]).is_err(), "{length}");
            }
        }
    }
}
