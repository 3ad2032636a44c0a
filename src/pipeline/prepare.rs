//! What is computed of an article alone.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::entity::{Gazetteer, Mention, MentionFinder, NameWindows, PlaceMention, WordCache};
use crate::features::{ArticleFeatures, DenseVector, Embedder, FeatureExtractor};
use crate::language::{LanguageDetector, LanguageTag};
use crate::token::{Pool, Tokenizer, WordTokenizer};

/// Bytes of a text that settle its language.
const DETECTION_BYTES: usize = 2000;
/// Bytes of a text in which names are looked for.
const MENTION_BYTES: usize = 8000;
/// Bytes of a text in which the names of other articles are looked for: headline and lead name those
/// whom the article is about, and the look costs more than anything else done with a text.
const PROJECTION_BYTES: usize = 1200;
/// Characters of a body that make it a text of its own: shorter bodies are teasers.
const MIN_BODY_LETTERS: usize = 200;

/// The stages that need no other article. Shared by all threads.
pub(super) struct Stages {
    pub(super) detector: Box<dyn LanguageDetector>,
    pub(super) tokenizer: Box<dyn Tokenizer>,
    pub(super) mention_finder: Box<dyn MentionFinder>,
    pub(super) extractor: Box<dyn FeatureExtractor>,
    pub(super) embedder: Option<Box<dyn Embedder>>,
    pub(super) caches: Pool<WordCache>,
}

/// An article and everything that can be said of it alone.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) article: Article,
    pub(super) language: Option<LanguageTag>,
    pub(super) features: ArticleFeatures,
    pub(super) named: NamedText,
    /// `Err` where the article's own embedding has no direction.
    pub(super) dense: Result<Option<DenseVector>, ()>,
    pub(super) fingerprint: u64,
}

/// An article on its way in.
#[derive(Debug)]
pub(super) enum Coming {
    Prepared(Box<Prepared>),
    /// It would have been refused when it came, so no work was done on it.
    Refused(Box<Article>),
}

impl Coming {
    pub(super) fn article(&self) -> &Article {
        match self {
            Self::Prepared(prepared) => &prepared.article,
            Self::Refused(article) => article,
        }
    }
}

/// Headline, description and the beginning of the body in one, and where names may stand in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct NamedText {
    pub(super) text: String,
    /// Names that were found in it.
    pub(super) mentions: Vec<Mention>,
    /// Places of its beginning.
    pub(super) places: Vec<PlaceMention>,
    pub(super) windows: NameWindows,
}

impl Stages {
    /// Computes everything that needs no other article. Total: any article can be prepared.
    pub(super) fn prepare(&self, article: Article) -> Prepared {
        let language = self.language(&article);
        let features = self.extractor.extract(&article, language, self.tokenizer.as_ref());
        let named = self.names(&article, language);
        let dense = match &article.embedding {
            Some(values) => DenseVector::new(values).map(Some).ok_or(()),
            None => Ok(self.embedder.as_ref().and_then(|embedder| {
                let parts = [&article.headline, &article.description, &article.article_body];
                embedder.embed(&parts.map(String::as_str).join("\n"))
            })),
        };
        let fingerprint = fingerprint(&article);
        Prepared { article, language, features, named, dense, fingerprint }
    }

    /// Prepares many articles, those that are welcome, on several threads where there are some; in order.
    pub(super) fn prepare_all(&self, articles: Vec<(Article, bool)>) -> Vec<Coming> {
        let prepare = |(article, is_welcome): (Article, bool)| {
            if is_welcome {
                Coming::Prepared(Box::new(self.prepare(article)))
            } else {
                Coming::Refused(Box::new(article))
            }
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            articles.into_par_iter().map(prepare).collect()
        }
        #[cfg(not(feature = "parallel"))]
        articles.into_iter().map(prepare).collect()
    }

    /// The declared language, or the detected one.
    fn language(&self, article: &Article) -> Option<LanguageTag> {
        let declared = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
        declared.filter(|tag| *tag != LanguageTag::UNDETERMINED).or_else(|| {
            let mut text = String::with_capacity(DETECTION_BYTES);
            for part in [&article.headline, &article.description, &article.article_body] {
                let room = DETECTION_BYTES.saturating_sub(text.len());
                text.push_str(beginning(part, room));
                text.push('\n');
            }
            self.detector.detect(&text).map(|found| found.language)
        })
    }

    fn names(&self, article: &Article, language: Option<LanguageTag>) -> NamedText {
        let mut named = NamedText::default();
        for part in [&article.headline, &article.description, &article.article_body] {
            let start = named.text.len();
            let part = beginning(part, MENTION_BYTES);
            let first = named.mentions.len();
            self.mention_finder.find_into(part, language, &mut named.mentions);
            // Weak ones count where another article confirms them, which projection tells.
            named.mentions.retain(|mention| !mention.is_weak());
            for mention in named.mentions.iter_mut().skip(first) {
                mention.span = mention.span.start + start..mention.span.end + start;
            }
            named.text.push_str(part);
            named.text.push('\n');
        }
        let lead = beginning(&named.text, PROJECTION_BYTES);
        let tokens = WordTokenizer.tokenize(lead, language);
        self.caches.with(|cache| {
            let places = &mut named.places;
            Gazetteer::new().places_cached_into(lead, &tokens, language, cache, places);
            named.windows = NameWindows::of_cached(lead, language, cache);
        });
        named
    }
}

impl Debug for Stages {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Stages").finish_non_exhaustive()
    }
}

/// At most `bytes` bytes of the start of a text, cut between characters.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A hash of the characters of the body, or, where that is short, of all texts: equal for
/// a wire text under different headlines. 0 without letters.
fn fingerprint(article: &Article) -> u64 {
    let body = letters(&article.article_body);
    if body.1 >= MIN_BODY_LETTERS {
        return body.0;
    }
    let headline = letters(&article.headline);
    let description = letters(&article.description);
    if headline.1 + description.1 + body.1 == 0 {
        return 0;
    }
    [headline, description, body]
        .iter()
        .fold(1, |hash, (part, _)| (hash ^ part).wrapping_mul(PRIME))
}

/// The multiplier of 64-bit FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A hash (FNV-1a) of the characters but white space and ASCII punctuation, which transports
/// change, and their number.
fn letters(text: &str) -> (u64, usize) {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut count = 0;
    let significant =
        text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_ascii_punctuation());
    for character in significant {
        hash = (hash ^ u64::from(u32::from(character))).wrapping_mul(PRIME);
        count += 1;
    }
    (hash, count)
}
