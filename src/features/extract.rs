//! From an article to its features.

use serde::{Deserialize, Serialize};

use super::facet::{Facet, FeatureId};
use super::grams::{MetGrams, find_grams};
use super::label::labels;
use super::signs::find_signs;
use super::sort::sort_distinct;
use crate::article::Article;
use crate::entity::{Gazetteer, WordCache};
use crate::error::{Result, check_range};
use crate::language::LanguageTag;
use crate::token::{Pool, Stemmer, Token, TokenKind, Tokenizer, WordMemo};

/// What an article holds, by facet, before anything is weighed. Independent of other articles, so
/// it may be computed on any thread.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleFeatures {
    /// The language the frequencies are counted in.
    pub language: Option<LanguageTag>,
    /// The text's length in bytes, as far as it was looked at.
    pub text_bytes: usize,
    facets: Facets,
    /// What stands around the headline and may be a label, with the features that stand nowhere
    /// else.
    labels: Vec<(FeatureId, Facets)>,
}

/// The distinct features of each facet in [`Facet::ALL`], sorted.
type Facets = [Vec<FeatureId>; Facet::ALL.len()];

impl ArticleFeatures {
    /// The distinct features of a facet, sorted, but those of labels.
    pub fn facet(&self, facet: Facet) -> &[FeatureId] {
        self.facets.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    /// The features of a facet, those of what may be labels as well, each once.
    pub(super) fn with_labels(&self, facet: Facet) -> impl Iterator<Item = FeatureId> + '_ {
        self.without_labels(facet, &|_| false)
    }

    /// The features of a facet but those that only a label has, which `is_label` tells.
    pub(super) fn without_labels<'a>(
        &'a self,
        facet: Facet,
        is_label: &'a dyn Fn(FeatureId) -> bool,
    ) -> impl Iterator<Item = FeatureId> + 'a {
        self.lists(facet, is_label).flatten().copied()
    }

    /// The same, list by list.
    pub(super) fn lists<'a>(
        &'a self,
        facet: Facet,
        is_label: &'a dyn Fn(FeatureId) -> bool,
    ) -> impl Iterator<Item = &'a [FeatureId]> + 'a {
        let labels = self.labels.iter().filter(|(label, _)| !is_label(*label));
        let facets = [&self.facets].into_iter().chain(labels.map(|(_, facets)| facets));
        facets.filter_map(move |facets| facets.get(facet as usize).map(Vec::as_slice))
    }

    /// About as many features as the facets have that are weighed together.
    pub(super) fn most_features(&self) -> usize {
        self.facets.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// Notes what may be a label, and the features of its text.
    fn add_label(&mut self, label: FeatureId, mut facets: Facets) {
        for (place, own) in facets.iter_mut().enumerate() {
            let others = self.labels.iter().map(|(_, facets)| facets).chain([&self.facets]);
            let known: Vec<&Vec<FeatureId>> = others.filter_map(|all| all.get(place)).collect();
            own.retain(|feature| known.iter().all(|known| known.binary_search(feature).is_err()));
        }
        self.labels.push((label, facets));
    }

    /// Replaces the features of a facet.
    pub fn set_facet(&mut self, facet: Facet, mut features: Vec<FeatureId>) {
        sort_distinct(&mut features);
        features.shrink_to_fit();
        if let Some(place) = self.facets.get_mut(facet as usize) {
            *place = features;
        }
    }
}

/// Tokens behind the headline that are its lead. With them English events were at BCubed F1 .922 instead
/// of .912, pairs of alike events at .932 instead of .930, as means over streams that lack a fifth; from
/// 25 to 160 words told pairs of articles apart about as well. It fails where an article begins with
/// something else, such as a dateline of several lines.
const LEAD_TOKENS: usize = 40;

/// Turns an article into features. Implement it to bring features of your own.
pub trait FeatureExtractor: Send + Sync {
    /// The features of an article in `language`.
    fn extract(
        &self,
        article: &Article,
        language: Option<LanguageTag>,
        tokenizer: &dyn Tokenizer,
    ) -> ArticleFeatures;
}

/// Bounds of extraction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ExtractOptions {
    /// Bytes of text looked at; the rest of a longer article is ignored. News articles have some
    /// 3,000; beyond 20,000 are transcripts and attacks.
    pub max_text_bytes: usize,
    /// Numbers below this are too common to tell stories apart, unless they have a fraction.
    pub min_number: f64,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { max_text_bytes: 20_000, min_number: 10.0 }
    }
}

impl ExtractOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside its
    /// range.
    pub fn validate(&self) -> Result<()> {
        check_range("extract.minNumber", self.min_number, 0.0..=f64::MAX, "0 or more")
    }
}

/// Extracts all facets of [`Facet`]: O(bytes of text).
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::features::{Facet, FacetExtractor, FeatureExtractor};
/// use samestory::token::WordTokenizer;
///
/// let article = Article::new("a", "Schoigu in Peking: 62.000 Autos");
/// let features = FacetExtractor::default().extract(&article, None, &WordTokenizer);
/// assert_eq!(features.facet(Facet::Number).len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct FacetExtractor {
    options: ExtractOptions,
    gazetteer: Gazetteer,
    met: Pool<MetBefore>,
}

impl FacetExtractor {
    /// An extractor with these bounds.
    pub fn new(options: ExtractOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Headline, description and body, one a line, cut at a character.
    fn text(&self, headline: &str, article: &Article) -> String {
        let parts = [headline, &article.description, &article.article_body];
        let length = parts.iter().map(|part| part.len() + 1).sum::<usize>();
        let most = self.options.max_text_bytes;
        let mut text = String::with_capacity(length.min(most + 4));
        for part in parts {
            let mut end = part.len().min(most.saturating_sub(text.len()));
            while !part.is_char_boundary(end) {
                end -= 1;
            }
            text.push_str(part.get(..end).unwrap_or_default());
            text.push('\n');
        }
        text
    }
}

impl FeatureExtractor for FacetExtractor {
    fn extract(
        &self,
        article: &Article,
        language: Option<LanguageTag>,
        tokenizer: &dyn Tokenizer,
    ) -> ArticleFeatures {
        let labels = labels(&article.headline);
        let start = labels.first().filter(|label| label.start == 0).map_or(0, |label| label.end);
        let end = labels.last().map(|label| label.start).filter(|end| *end >= start);
        let headline = article.headline.get(start..end.unwrap_or(article.headline.len()));
        let headline = headline.unwrap_or_default();
        let text = self.text(headline, article);
        self.met.with(|met| {
            let mut features = self.read(&text, headline.len(), language, tokenizer, met);
            for label in labels.into_iter().filter_map(|label| article.headline.get(label)) {
                let mut read = self.read(label, label.len(), language, tokenizer, met);
                let name: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
                let label = FeatureId::new(Facet::Label, name.to_lowercase().as_bytes());
                read.set_facet(Facet::Label, vec![label]);
                features.add_label(label, read.facets);
            }
            features
        })
    }
}

impl FacetExtractor {
    /// The features of a text that begins with a headline.
    fn read(
        &self,
        text: &str,
        headline: usize,
        language: Option<LanguageTag>,
        tokenizer: &dyn Tokenizer,
        met: &mut MetBefore,
    ) -> ArticleFeatures {
        let mut features =
            ArticleFeatures { language, text_bytes: text.len(), ..ArticleFeatures::default() };

        let tokens = tokenizer.tokenize(text, language);
        let headline = tokens.partition_point(|token| token.span.end <= headline);
        stems(&tokens, headline, &mut met.words, &mut features);
        let (gazetteer, smallest) = (self.gazetteer, self.options.min_number);
        find_signs(text, &tokens, gazetteer, smallest, &mut met.signs, &mut features);

        find_grams(text, &mut met.grams, &mut features);
        features
    }
}

/// What was worked out of the words of texts before: 1.9 MB once it is used.
#[derive(Debug, Default)]
struct MetBefore {
    words: MetStems,
    signs: WordCache,
    grams: MetGrams,
}

/// The features of words met before, and texts so far.
#[derive(Debug, Default)]
struct MetStems {
    words: WordMemo<MetStem>,
    texts: u32,
}

/// The features of a word's stem.
#[derive(Clone, Copy, Debug)]
struct MetStem {
    stem: FeatureId,
    lead: FeatureId,
    /// The last text that had the word.
    text: u32,
}

/// Fills the facets of the stems: those of the text, and of its lead, which is its headline of so many
/// tokens and what follows.
fn stems(
    tokens: &[Token<'_>],
    headline: usize,
    met: &mut MetStems,
    features: &mut ArticleFeatures,
) {
    if met.texts == u32::MAX {
        *met = MetStems::default();
    }
    met.texts += 1;
    let text = met.texts;
    let language = features.language;
    let mut words = met.words.of(language);
    let stemmer = Stemmer::new(language);
    let mut lower = String::new();
    let lead_end = if tokens.len() > headline { headline + LEAD_TOKENS } else { 0 };
    let (mut stems, mut leads) = (Vec::with_capacity(tokens.len()), Vec::new());
    for (place, token) in tokens.iter().enumerate() {
        let stem = match token.kind {
            TokenKind::Word => {
                let word = words.get(token.written, || {
                    token.lower_into(&mut lower);
                    MetStem::of(stemmer.stem(&lower).as_bytes())
                });
                // Half of a text's words stand there twice.
                let again = word.text == text;
                word.text = text;
                if again && place >= lead_end {
                    continue;
                }
                *word
            }
            TokenKind::Bigram => MetStem::of(token.written.as_bytes()),
            _ => continue,
        };
        stems.push(stem.stem);
        if place < lead_end {
            leads.push(stem.lead);
        }
    }
    features.set_facet(Facet::Stem, stems);
    features.set_facet(Facet::Lead, leads);
}

impl Default for MetStem {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl MetStem {
    fn of(stem: &[u8]) -> Self {
        let [stem, lead] = [Facet::Stem, Facet::Lead].map(|facet| FeatureId::new(facet, stem));
        Self { stem, lead, text: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::WordTokenizer;

    proptest::proptest! {
        #[test]
        fn what_is_remembered_changes_no_feature(
            texts in proptest::collection::vec("([a-d]{1,3}|Paris|in|ministers|жара|日本| ){0,40}", 1..8),
        ) {
            let met = FacetExtractor::default();
            let language = "en".parse().ok();
            for text in texts {
                let mut article = Article::new("a", &text);
                article.article_body = text.chars().rev().collect::<String>() + &text;
                for language in [language, None] {
                    let fresh = FacetExtractor::default();
                    proptest::prop_assert_eq!(
                        met.extract(&article, language, &WordTokenizer),
                        fresh.extract(&article, language, &WordTokenizer)
                    );
                }
            }
        }
    }

    #[test]
    fn the_lead_ends_and_is_none_of_a_headline_alone() {
        let words = |from: usize, to: usize| {
            (from..to).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
        };
        let lead = |body: &str| {
            let mut article = Article::new("a", "Minister resigns");
            article.article_body = body.to_owned();
            let features = FacetExtractor::default().extract(&article, None, &WordTokenizer);
            features.facet(Facet::Lead).to_vec()
        };
        assert!(lead("").is_empty());
        let short = lead("over the budget");
        assert!(short.contains(&FeatureId::new(Facet::Lead, b"minister")));
        assert!(short.contains(&FeatureId::new(Facet::Lead, b"budget")));
        assert_eq!(lead(&words(0, LEAD_TOKENS)), lead(&words(0, 500)));
        assert_ne!(lead(&words(0, LEAD_TOKENS - 1)), lead(&words(0, 500)));
    }
}
