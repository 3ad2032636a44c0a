//! How common each feature is, counted within each language, and the weights that follow.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::background::Background;
use super::counts::Counts;
use super::extract::ArticleFeatures;
use super::facet::{Facet, FeatureId};
use super::sparse::SparseVectorBuilder;
use super::vectors::{ArticleVectors, Signs};
use crate::article::Timestamp;
use crate::error::{Result, check_range};
use crate::language::LanguageTag;

/// Document frequencies, per language and over all languages.
///
/// Frequencies *within a language* are worth more than anything else across languages: with pooled
/// ones, character n-grams group languages instead of stories (BCubed F1 .03–.26 on documents in 125
/// languages, against .81 with the same features counted per language).
///
/// Within a language, words of today are weighed by how common they were before: else an event that
/// all outlets report would make its own words common, and fall apart. For that the stream's time
/// must be told, see [`DocumentFrequencies::advance`].
///
/// Memory: 10 to 20 bytes a distinct feature and language, 15 to 30 more for those of recent articles, at
/// most [`WeightOptions::max_features`] features a language and [`WeightOptions::max_all_features`] in
/// all; beyond that the rarest are forgotten.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DocumentFrequencies {
    options: WeightOptions,
    languages: FxHashMap<LanguageTag, Counts>,
    pooled: Counts,
    /// Features held by all languages, those of recent articles twice.
    held: usize,
    /// The period that the stream is in, of [`PERIOD_SECONDS`]; `None` before its time was told.
    period: Option<i64>,
}

/// How features are weighed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct WeightOptions {
    /// Articles' worth of trust in the frequency over all languages, for cross-language weights
    /// while a language is young.
    pub pool_prior: f32,
    /// Articles' worth of trust in the [`Background`] of the language, for cross-language weights;
    /// 0 does without. BCubed F1 with 20 against 0: .957 against .913 on the sample, about .86
    /// for both on documents in 125 languages, .730 against .734 on their headlines alone.
    pub background_prior: f32,
    /// Weight of a number against other features across languages.
    pub number_weight: f32,
    /// Weight of a place or a topic against other features across languages in a text as short as a
    /// headline: where texts share few letters, these find candidates. Of the pairs of clusters of one
    /// story in different languages, by their articles, the nearest 24 held 39 % on ten days of headlines
    /// without them, 51 % with 3 (`train_clusters --candidates`); first sentences lose with 4.5 (BCubed F1
    /// .836 instead of .843 with 3).
    pub short_sign_weight: f32,
    /// The same in a text of 384 n-grams and more, which has many of them. With 1, 1.5 and 2 the nearest
    /// held 67, 89 and 92 % of such pairs of the sample; BCubed F1 was .925, .931 and .931 on English
    /// events, .972, .967 and .963 on documents in 125 languages, each learned anew.
    pub long_sign_weight: f32,
    /// The heaviest features of an article that are kept across languages.
    pub max_cross_features: usize,
    /// The heaviest stems and 4-grams of an article, each, that are kept within its language.
    pub max_local_features: usize,
    /// The heaviest signs of an article that are kept, of each kind.
    pub max_signs: usize,
    /// Distinct features remembered per language. A table of 2²⁰ places holds up to 917,504.
    pub max_features: usize,
    /// The same over all languages, since a feed chooses in which its articles say to be: where there are
    /// more, the language with the most forgets the rarer half of its own.
    pub max_all_features: usize,
}

impl Default for WeightOptions {
    fn default() -> Self {
        Self {
            pool_prior: 5.0,
            background_prior: 20.0,
            number_weight: 2.0,
            short_sign_weight: 3.0,
            long_sign_weight: 1.5,
            max_cross_features: 384,
            max_local_features: 256,
            max_signs: 64,
            max_features: 900_000,
            max_all_features: 16_000_000,
        }
    }
}

impl WeightOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside its
    /// range.
    pub fn validate(&self) -> Result<()> {
        for (option, value) in [
            ("weight.poolPrior", self.pool_prior),
            ("weight.backgroundPrior", self.background_prior),
            ("weight.numberWeight", self.number_weight),
            ("weight.shortSignWeight", self.short_sign_weight),
            ("weight.longSignWeight", self.long_sign_weight),
        ] {
            check_range(option, value.into(), 0.0..=1e6, "a number from 0 to 1000000")?;
        }
        for (option, value) in [
            ("weight.maxCrossFeatures", self.max_cross_features),
            ("weight.maxLocalFeatures", self.max_local_features),
            ("weight.maxSigns", self.max_signs),
            ("weight.maxFeatures", self.max_features),
            ("weight.maxAllFeatures", self.max_all_features),
        ] {
            check_range(option, value as f64, 1.0..=f64::INFINITY, "at least 1")?;
        }
        Ok(())
    }

    /// The weight of places and topics in a text of so many n-grams.
    fn sign_weight(&self, article: &ArticleFeatures) -> f32 {
        let grams = article.facet(Facet::Gram3).len() + article.facet(Facet::Skeleton).len();
        let short = ((LONG / grams.max(1) as f32).ln() / (LONG / SHORT).ln()).clamp(0.0, 1.0);
        self.long_sign_weight + (self.short_sign_weight - self.long_sign_weight) * short
    }
}

/// What is expected of an article before any of its language has been counted.
#[derive(Clone, Copy, Debug)]
struct Prior {
    background: &'static Background,
    /// Articles' worth of trust.
    weight: f32,
    /// The article's length.
    bytes: usize,
}

impl Prior {
    /// Articles that are expected to hold a feature: the share of texts as long as the article that the
    /// background says to hold it.
    fn expected(&self, feature: FeatureId) -> f32 {
        self.weight * self.background.share(feature, self.bytes)
    }
}

/// Weights of an article that were worked out: many of its features are in as many articles.
struct Remembered([((u32, u32), f32); REMEMBERED]);

/// Weights that are remembered; a power of two.
const REMEMBERED: usize = 256;

impl Default for Remembered {
    fn default() -> Self {
        Self([((u32::MAX, u32::MAX), 0.0); REMEMBERED])
    }
}

impl Remembered {
    /// The weight for what is known of a feature.
    #[inline]
    fn get(&mut self, known: (u32, u32), work_out: impl FnOnce() -> f32) -> f32 {
        let place = (known.0.wrapping_mul(7) ^ known.1) as usize % REMEMBERED;
        let Some((held, weight)) = self.0.get_mut(place) else { return work_out() };
        if *held != known || known == (u32::MAX, u32::MAX) {
            (*held, *weight) = (known, work_out());
        }
        *weight
    }
}

/// Languages that are told apart: more than any feed of the world has, but tags are whatever is
/// claimed.
const MOST_LANGUAGES: usize = 512;

/// Articles of a language around whose headline the same words stand, from which these are a label
/// and no part of what is said. With one set of weights BCubed F1 on headlines was .690 without,
/// .694 with it, on their halves .746 and .645, .746 and .655; 3 and 8 articles did about as well. It
/// fails for a person or place that five headlines begin with ("Merkel: …").
const LABEL_ARTICLES: f32 = 5.0;

/// Articles in whose place the pool starts: what the first article holds is not yet common.
const YOUNG_POOL: f32 = 20.0;

/// Seconds of a period: articles of the period that the stream is in and of the one before are
/// recent. With the last 24 hours left out so, halves of headlines reached BCubed F1 .746 and .614 out
/// of sample, cross-language pair F1 .436 and .177, against .738 and .606, .376 and .147 where all
/// count at once. Across languages it did not help (.739 and .616), in signs it did harm.
const PERIOD_SECONDS: i64 = 12 * 3600;

/// N-grams across languages of a headline, and of a text from which on it is long.
const SHORT: f32 = 80.0;
const LONG: f32 = 384.0;

/// Features that are looked up together.
const GROUP: usize = 32;

/// The facets that make up each vector.
const LOCAL: [Facet; 2] = [Facet::Stem, Facet::Gram4];
const CROSS: [Facet; 5] =
    [Facet::Gram3, Facet::Skeleton, Facet::Number, Facet::Place, Facet::Topic];
const SIGNS: [Facet; Signs::KINDS] =
    [Facet::Place, Facet::Topic, Facet::Number, Facet::Name, Facet::Lead];
/// The facets that are counted over all languages.
const POOLED: [Facet; 6] =
    [Facet::Gram3, Facet::Skeleton, Facet::Number, Facet::Place, Facet::Topic, Facet::Name];

impl DocumentFrequencies {
    /// Empty frequencies.
    pub fn new(options: WeightOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Articles counted so far in a language.
    pub fn documents(&self, language: Option<LanguageTag>) -> u32 {
        self.counts(language).map_or(0, Counts::documents)
    }

    /// Counts an article. Those of further languages than are told apart count as of no language.
    pub fn observe(&mut self, article: &ArticleFeatures) {
        let most = self.options.max_features;
        let all = Facet::ALL.iter().flat_map(|facet| article.with_labels(*facet));
        let mut language = key(article.language);
        if self.languages.len() >= MOST_LANGUAGES && !self.languages.contains_key(&language) {
            language = LanguageTag::UNDETERMINED;
        }
        let counts = self.languages.entry(language).or_default();
        self.held -= counts.held();
        counts.observe(all, most);
        if self.period.is_some() {
            let local = LOCAL.iter().flat_map(|facet| article.with_labels(*facet));
            counts.observe_recent(local, most);
        }
        self.held += counts.held();
        while self.held > self.options.max_all_features {
            if !self.forget_half() {
                break;
            }
        }
        let pooled = POOLED.iter().flat_map(|facet| article.with_labels(*facet));
        self.pooled.observe(pooled, most);
    }

    /// Has the language with the most features forget the rarer half of them; whether that freed any. O(its
    /// features), which as many new ones must come for again.
    fn forget_half(&mut self) -> bool {
        let languages = self.languages.iter_mut();
        let most = languages.max_by_key(|(language, counts)| (counts.held(), **language));
        let Some((_, counts)) = most else { return false };
        let before = counts.held();
        counts.forget_half();
        self.held -= before - counts.held();
        counts.held() < before
    }

    /// Tells the time of the stream: articles that are counted from now on are recent for 12 to 24
    /// hours, and until then make their words no more common in comparisons within the language.
    /// Earlier times than were told change nothing. Where no time is told all articles count at
    /// once.
    ///
    /// O(1), and O(features of recent articles) every 12 hours.
    pub fn advance(&mut self, now: Timestamp) {
        let period = now.seconds().div_euclid(PERIOD_SECONDS);
        let last = *self.period.get_or_insert(period);
        for _ in last..period.min(last.saturating_add(2)) {
            self.languages.values_mut().for_each(Counts::end_period);
            self.held = self.languages.values().map(Counts::held).sum();
        }
        self.period = Some(period.max(last));
    }

    /// The vectors of an article, by the frequencies so far.
    pub fn weigh(&self, article: &ArticleFeatures) -> ArticleVectors {
        let counts = self.counts(article.language);
        let is_label =
            |label| counts.is_some_and(|counts| counts.count(label) as f32 >= LABEL_ARTICLES);
        let mut builder = SparseVectorBuilder::with_capacity(article.most_features());
        let mut remembered = Remembered::default();
        let [stems, grams] = LOCAL.map(|facet| {
            let known = |feature| counts.map_or((0, 0), |counts| counts.known(feature));
            in_groups(article.lists(facet, &is_label), known, |feature, known| {
                builder.add(feature, remembered.get(known, || local_weight(counts, known)));
            });
            builder.finish(self.options.max_local_features)
        });
        let prior = self.prior(article);
        let sign_weight = self.options.sign_weight(article);
        let known = |feature| self.known(counts, feature);
        let mut remembered = Remembered::default();
        for facet in CROSS {
            let scale = match facet {
                Facet::Number => self.options.number_weight,
                Facet::Place | Facet::Topic => sign_weight,
                _ => 1.0,
            };
            in_groups(article.lists(facet, &is_label), known, |feature, known| {
                let expected = prior.map_or(0.0, |prior| prior.expected(feature));
                let work_out = || self.cross_weight(counts, prior, expected, known);
                let plain = expected == 0.0;
                let weight = if plain { remembered.get(known, work_out) } else { work_out() };
                builder.add(feature, scale * weight);
            });
        }
        let cross = builder.finish(self.options.max_cross_features);
        let mut remembered = Remembered::default();
        let [places, topics, numbers, names, lead] = SIGNS.map(|facet| {
            in_groups(article.lists(facet, &is_label), known, |feature, known| {
                // In a vector of its own length even a name that all have would weigh all there is.
                let is_name = facet == Facet::Name;
                if !(is_name && counts.is_some_and(|counts| counts.is_everywhere(known.0))) {
                    let work_out = || self.cross_weight(counts, None, 0.0, known);
                    builder.add(feature, remembered.get(known, work_out));
                }
            });
            builder.finish(self.options.max_signs)
        });
        let signs = Signs { places, topics, numbers, names, lead };
        ArticleVectors { local: stems.beside(&grams, 0.5), cross, signs }
    }

    /// The background of the article's language, if it has one and that counts.
    fn prior(&self, article: &ArticleFeatures) -> Option<Prior> {
        let weight = self.options.background_prior;
        let background = Background::of(article.language.filter(|_| weight > 0.0)?)?;
        Some(Prior { background, weight, bytes: article.text_bytes })
    }

    /// The articles that hold a feature, in the language and in all.
    #[inline]
    fn known(&self, counts: Option<&Counts>, feature: FeatureId) -> (u32, u32) {
        (counts.map_or(0, |counts| counts.count(feature)), self.pooled.count(feature))
    }

    /// The squared logarithm of rarity in the language, smoothed towards all languages and towards the
    /// articles that the background expects to hold the feature.
    fn cross_weight(
        &self,
        counts: Option<&Counts>,
        prior: Option<Prior>,
        expected: f32,
        (count, pooled): (u32, u32),
    ) -> f32 {
        let pool = self.options.pool_prior;
        let pooled = pooled as f32 / (self.pooled.documents() as f32 + YOUNG_POOL);
        let (documents, count) =
            counts.map_or((0.0, 0.0), |counts| (counts.documents() as f32, count as f32));
        let weight = prior.map_or(0.0, |prior| prior.weight);
        let all = documents + 1.0 + pool + weight;
        let rarity = (all / (count + 0.5 + pool * pooled + expected)).ln();
        rarity.max(0.0).powi(2)
    }

    fn counts(&self, language: Option<LanguageTag>) -> Option<&Counts> {
        self.languages.get(&key(language))
    }
}

/// Calls for each feature with what is known of it. The look-ups of a group come before its calls, so
/// that they wait for memory together.
fn in_groups<'a, T: Copy + Default>(
    lists: impl Iterator<Item = &'a [FeatureId]>,
    known: impl Fn(FeatureId) -> T,
    mut call: impl FnMut(FeatureId, T),
) {
    let mut room = [T::default(); GROUP];
    for group in lists.flat_map(|list| list.chunks(GROUP)) {
        for (room, feature) in room.iter_mut().zip(group) {
            *room = known(*feature);
        }
        for (known, feature) in room.iter().zip(group) {
            call(*feature, *known);
        }
    }
}

/// The inverse document frequency in the language, recent articles left out.
fn local_weight(counts: Option<&Counts>, known: (u32, u32)) -> f32 {
    let (documents, count) = counts.map_or((0.0, 0.0), |counts| counts.settled(known));
    ((documents + 1.0) / (count + 0.5)).ln()
}

fn key(language: Option<LanguageTag>) -> LanguageTag {
    language.unwrap_or(LanguageTag::UNDETERMINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article of one word of its own and one that all have.
    fn article(language: &str, number: u32) -> ArticleFeatures {
        let text = format!("w{number}x{number} common");
        let article = crate::article::Article::new("a", text);
        let extractor = crate::features::FacetExtractor::default();
        let language = language.parse().ok();
        crate::features::FeatureExtractor::extract(
            &extractor,
            &article,
            language,
            &crate::token::WordTokenizer,
        )
    }

    #[test]
    fn features_of_all_languages_are_bounded() {
        let options = WeightOptions { max_all_features: 2000, ..WeightOptions::default() };
        let mut frequencies = DocumentFrequencies::new(options);
        for number in 0..3000_u32 {
            frequencies.advance(Timestamp::from_seconds(i64::from(number) * 60));
            frequencies.observe(&article(["en", "de", "fr", "sw"][number as usize % 4], number));
            let held: usize = frequencies.languages.values().map(Counts::held).sum();
            assert_eq!(held, frequencies.held);
            assert!(held <= 2000, "{held} after {number}");
        }
        // What is common is not forgotten.
        let common = FeatureId::new(Facet::Stem, b"common");
        let counts = frequencies.counts("en".parse().ok()).expect("a language");
        assert_eq!(counts.documents(), 750);
        assert!(counts.count(common) > 0);
    }

    proptest::proptest! {
        #[test]
        fn what_is_remembered_is_what_is_worked_out(
            asked in proptest::collection::vec((0..40_u32, 0..40_u32), 0..200),
        ) {
            let mut remembered = Remembered::default();
            for known in asked.into_iter().chain([(u32::MAX, u32::MAX), (0, u32::MAX)]) {
                let weight = known.0 as f32 + known.1 as f32 / 64.0;
                proptest::prop_assert_eq!(remembered.get(known, || weight), weight);
            }
        }
    }
}
