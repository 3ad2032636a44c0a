//! An article as it is held: its texts in one row of bytes, a fifth of what an [`Article`] takes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::article::{Article, ArticleId, Timestamp};
use crate::entity::EntityId;
use crate::language::LanguageTag;

/// An article that was taken in.
pub(super) struct Entry {
    pub(super) language: Option<LanguageTag>,
    /// Where the names begin.
    names: u32,
    pub(super) time: Timestamp,
    /// The id of the article, when it came, its texts, then the names in it.
    packed: Box<[u8]>,
    /// What is rare, as it is.
    rest: Option<Box<Rest>>,
    /// The whole, once it was asked for, until [`Entry::close`].
    opened: OnceLock<Box<Opened>>,
}

/// What few articles have.
struct Rest {
    embedding: Option<Vec<f32>>,
    extra: BTreeMap<String, Value>,
}

/// What is packed.
pub(super) struct Opened {
    pub(super) article: Article,
    /// The names in it: the entity and its spelling there.
    pub(super) mentions: Vec<(EntityId, String)>,
}

impl Entry {
    /// Packs an article that came at a time of the stream. O(bytes).
    pub(super) fn new(
        article: Article,
        language: Option<LanguageTag>,
        time: Timestamp,
        arrived: Timestamp,
    ) -> Self {
        let mut packed = Vec::new();
        push_text(article.id.as_str(), &mut packed);
        push_time(arrived, &mut packed);
        pack(&article, &mut packed);
        let Article { embedding, extra, .. } = article;
        let rest =
            (embedding.is_some() || !extra.is_empty()).then(|| Box::new(Rest { embedding, extra }));
        // Beside texts of 4 GB and more no names are held.
        let names = u32::try_from(packed.len()).unwrap_or(u32::MAX);
        let opened = OnceLock::new();
        Self { language, names, time, packed: packed.into(), rest, opened }
    }

    /// The article's id.
    pub(super) fn id(&self) -> &str {
        Reader(&self.packed).id()
    }

    /// The stream's time when it came.
    pub(super) fn arrived(&self) -> Timestamp {
        let mut reader = Reader(&self.packed);
        reader.id();
        reader.time()
    }

    /// Sets the names in it. O(bytes).
    pub(super) fn set_mentions(&mut self, mentions: &[(EntityId, String)]) {
        self.close();
        let length: usize = mentions.iter().map(|(_, form)| form.len() + 6).sum();
        let texts = self.packed.get(..self.names as usize).unwrap_or(&self.packed);
        let mut bytes = Vec::with_capacity(texts.len() + length);
        bytes.extend_from_slice(texts);
        for (entity, form) in mentions {
            push_number(entity.0.into(), &mut bytes);
            push_text(form, &mut bytes);
        }
        self.packed = bytes.into();
    }

    /// The article and the names in it, and whether they had to be unpacked. O(bytes), O(1) the next
    /// time.
    pub(super) fn open(&self) -> (&Opened, bool) {
        let mut first = false;
        let opened = self.opened.get_or_init(|| {
            first = true;
            Box::new(Opened { article: self.unpack(), mentions: self.mentions() })
        });
        (opened, first)
    }

    /// Lets go of what was unpacked.
    pub(super) fn close(&mut self) {
        self.opened.take();
    }

    /// The article. O(bytes).
    pub(super) fn unpack(&self) -> Article {
        let mut reader = Reader(&self.packed);
        let id = reader.id();
        reader.time();
        let mut article = unpack(&mut reader);
        article.id = ArticleId::from(id);
        if let Some(rest) = &self.rest {
            article.embedding.clone_from(&rest.embedding);
            article.extra.clone_from(&rest.extra);
        }
        article
    }

    /// The names in it: the entity and its spelling there. O(bytes).
    pub(super) fn mentions(&self) -> Vec<(EntityId, String)> {
        let mut reader = Reader(self.packed.get(self.names as usize..).unwrap_or_default());
        let mut mentions = Vec::new();
        while !reader.0.is_empty() {
            let entity = u32::try_from(reader.number()).unwrap_or_default();
            mentions.push((EntityId(entity), reader.text()));
        }
        mentions
    }
}

/// The texts and times of an article. First a bit for each that there is.
fn pack(article: &Article, bytes: &mut Vec<u8>) {
    let texts = texts_of(article);
    let times = [article.date_published, article.date_seen, article.date_modified];
    let lists = [&article.author, &article.keywords];
    let mut present = 0_u64;
    let parts = texts.iter().map(Option::is_some);
    let parts = parts.chain(times.iter().map(Option::is_some));
    for (place, there) in parts.chain(lists.iter().map(|list| !list.is_empty())).enumerate() {
        present |= u64::from(there) << place;
    }
    bytes.reserve(64 + texts.iter().flatten().map(|t| t.len()).sum::<usize>());
    push_number(present, bytes);
    for text in texts.into_iter().flatten() {
        push_text(text, bytes);
    }
    for time in times.into_iter().flatten() {
        push_time(time, bytes);
    }
    for list in lists.into_iter().filter(|list| !list.is_empty()) {
        push_number(list.len() as u64, bytes);
        list.iter().for_each(|text| push_text(text, bytes));
    }
}

/// The single texts of an article, in the order in which they are packed.
fn texts_of(article: &Article) -> [Option<&str>; 9] {
    let there = |text: &'_ String| !text.is_empty();
    [
        Some(&article.headline).filter(|text| there(text)).map(String::as_str),
        Some(&article.description).filter(|text| there(text)).map(String::as_str),
        Some(&article.article_body).filter(|text| there(text)).map(String::as_str),
        article.url.as_deref(),
        article.source.as_deref(),
        article.origin_publisher.as_deref(),
        article.in_language.as_deref(),
        article.is_based_on.as_deref(),
        article.credit_text.as_deref(),
    ]
}

/// What [`pack`] wrote.
fn unpack(reader: &mut Reader<'_>) -> Article {
    let mut present = reader.number();
    let mut next = || {
        let there = present & 1 == 1;
        present >>= 1;
        there
    };
    let mut article = Article::default();
    if next() {
        article.headline = reader.text();
    }
    if next() {
        article.description = reader.text();
    }
    if next() {
        article.article_body = reader.text();
    }
    article.url = next().then(|| reader.text());
    article.source = next().then(|| reader.text());
    article.origin_publisher = next().then(|| reader.text());
    article.in_language = next().then(|| reader.text());
    article.is_based_on = next().then(|| reader.text());
    article.credit_text = next().then(|| reader.text());
    article.date_published = next().then(|| reader.time());
    article.date_seen = next().then(|| reader.time());
    article.date_modified = next().then(|| reader.time());
    article.author = if next() { reader.texts() } else { Vec::new() };
    article.keywords = if next() { reader.texts() } else { Vec::new() };
    article
}

/// A number in as many bytes as it takes, seven bits each (LEB128).
fn push_number(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A time, the nearer to the epoch the fewer bytes.
fn push_time(time: Timestamp, bytes: &mut Vec<u8>) {
    let seconds = time.seconds();
    push_number(((seconds << 1) ^ (seconds >> 63)) as u64, bytes);
}

fn push_text(text: &str, bytes: &mut Vec<u8>) {
    push_number(text.len() as u64, bytes);
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads what was packed.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn id(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// What [`push_text`] left.
    fn bytes(&mut self) -> &'a [u8] {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        text
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 || shift > 63 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.number()).map(|_| self.text()).collect()
    }

    fn time(&mut self) -> Timestamp {
        let number = self.number();
        Timestamp::from_seconds((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Article {
        let mut article = Article::new("a", "Quake shakes Arequipa");
        article.url = Some(String::new());
        article.source = Some("one".into());
        article.description = "In Peru".into();
        article.article_body = "ж".repeat(300);
        article.author = vec!["A. Writer".into(), String::new()];
        article.keywords = vec!["quake".into()];
        article.date_published = Some(Timestamp::from_seconds(-5));
        article.date_modified = Some(Timestamp::from_seconds(i64::MIN));
        article.embedding = Some(vec![0.5, f32::MIN_POSITIVE]);
        article.extra.insert("rank".into(), 0.1.into());
        article
    }

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        for article in [Article::default(), Article::new("b", "Choïgou"), full()] {
            let time = Timestamp::from_seconds(7);
            let arrived = Timestamp::from_seconds(-9);
            let mut entry = Entry::new(article.clone(), None, time, arrived);
            assert_eq!(entry.unpack(), article);
            assert_eq!((entry.id(), entry.arrived()), (article.id.as_str(), arrived));
            assert_eq!(entry.mentions(), []);
            let mentions =
                vec![(EntityId(3), "Arequipa".to_owned()), (EntityId(1 << 30), "".into())];
            entry.set_mentions(&mentions);
            assert_eq!(entry.open().0.article, article);
            assert_eq!(entry.open().0.mentions, mentions);
            assert!(!entry.open().1);
            entry.close();
            assert!(entry.open().1);
            entry.set_mentions(&[]);
            assert_eq!((entry.unpack(), entry.mentions()), (article, Vec::new()));
            assert_eq!(entry.arrived(), arrived);
        }
    }
}
