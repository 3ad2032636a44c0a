//! How common features are in a language at large.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::facet::FeatureId;
use crate::language::LanguageTag;

/// The table that `examples/train_background` makes.
const TABLE: &[u8] = include_bytes!("background.bin");
/// Low bits of a [`FeatureId`] that the table leaves out. With 3,000 of 2²⁴ ids in use, two in ten
/// thousand other features are taken for one of them.
const DROPPED_BITS: u32 = 8;
/// A probability `p` is stored as `-ln p` in steps of a sixteenth.
const STEPS: f32 = 16.0;
/// Bytes of drawn text that hold as many different features as a byte of an article, which repeats
/// its words. Found on clusters: .957 on the sample against .946 with 1, .730 against .725 on
/// headlines.
const REPEATED: f32 = 0.6;

/// Tags whose text is nearest to the table of another language.
const STAND_INS: &[(&str, &str)] = &[("no", "nb"), ("sr-Latn", "hr"), ("yue", "zh")];

/// The share of a language's texts that hold a feature, for weights where few articles of the
/// language have been counted.
///
/// Known are the some 2,000 most frequent 3-grams and 1,000 most frequent skeletons of 68 languages,
/// and those of the most frequent words of 26 more; see [`Facet`](super::Facet). They come from
/// pseudo-words drawn from n-gram models of language, so they hold no names and no news. The table
/// takes 0.7 MB in the program; a language that is asked for, 50 KB more.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::features::{Background, Facet, FacetExtractor, FeatureExtractor};
/// use samestory::token::WordTokenizer;
///
/// let german = Background::of("de".parse()?).unwrap();
/// let article = Article::new("a", "und");
/// let features = FacetExtractor::default().extract(&article, None, &WordTokenizer);
/// for feature in features.facet(Facet::Gram3) {
///     assert!(german.share(*feature, 100) > 0.1);
///     assert!(german.share(*feature, 1_000) > 0.8);
/// }
/// # Ok::<(), samestory::language::ParseLanguageTagError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Background {
    /// By the high bits of a feature, the probability `p` that it begins at a byte of text, and
    /// ln (1 - p).
    probabilities: FxHashMap<u32, (f32, f32)>,
}

impl Background {
    /// The background of a language; `None` where there is none. The language's first call reads
    /// its part of the table, some 50 µs; later ones take O(log languages).
    pub fn of(language: LanguageTag) -> Option<&'static Self> {
        let tag = language.to_string();
        let stand_in = STAND_INS.iter().find(|(from, _)| *from == tag).map(|(_, to)| *to);
        let wanted = stand_in.unwrap_or(language.language());
        let place = LANGUAGES.binary_search_by(|entry| entry.tag.cmp(wanted)).ok()?;
        let entry = LANGUAGES.get(place)?;
        Some(entry.background.get_or_init(|| entry.read()))
    }

    /// The tags of the languages that have a background, sorted.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|entry| entry.tag)
    }

    /// The probability that the feature begins at a byte of text; 0 where it is rare or unknown.
    pub fn probability(&self, feature: FeatureId) -> f32 {
        self.known(feature).map_or(0.0, |(probability, _)| probability)
    }

    fn known(&self, feature: FeatureId) -> Option<(f32, f32)> {
        self.probabilities.get(&(feature.value() >> DROPPED_BITS)).copied()
    }

    /// The share of the texts of `bytes` bytes (UTF-8) that hold the feature, from 0 to 1:
    /// 1 − (1 − p)^(.6 · bytes), since articles repeat their words.
    pub fn share(&self, feature: FeatureId, bytes: usize) -> f32 {
        self.known(feature).map_or(0.0, |(_, absent)| -(absent * REPEATED * bytes as f32).exp_m1())
    }
}

/// A language's part of the table.
struct Entry {
    tag: &'static str,
    differences: &'static [u8],
    steps: &'static [u8],
    background: OnceLock<Background>,
}

impl Entry {
    fn read(&self) -> Background {
        let mut differences = self.differences.iter();
        let mut feature = 0u32;
        let probabilities = self.steps.iter().map(|step| {
            let mut shift = 0;
            for byte in differences.by_ref() {
                feature = feature.wrapping_add(u32::from(byte & 127) << shift);
                shift += 7;
                if byte & 128 == 0 || shift > 21 {
                    break;
                }
            }
            let probability = (-f32::from(*step) / STEPS).exp();
            (feature, (probability, (-probability).ln_1p()))
        });
        Background { probabilities: probabilities.collect() }
    }
}

static LANGUAGES: LazyLock<Vec<Entry>> = LazyLock::new(|| entries(TABLE).unwrap_or_default());

/// The languages of a table, sorted; `None` where it is cut short.
fn entries(table: &'static [u8]) -> Option<Vec<Entry>> {
    let mut rest = table.get(table.iter().position(|byte| *byte == 0)? + 1..)?;
    let mut take = |length: usize| -> Option<&'static [u8]> {
        let (taken, left) = rest.split_at_checked(length)?;
        rest = left;
        Some(taken)
    };
    let count = u16::from_le_bytes(take(2)?.try_into().ok()?);
    (0..count)
        .map(|_| {
            let tag = std::str::from_utf8(take(3)?).ok()?.trim_end();
            let features = u16::from_le_bytes(take(2)?.try_into().ok()?);
            let length = u32::from_le_bytes(take(4)?.try_into().ok()?);
            let differences = take(length as usize)?;
            let steps = take(usize::from(features))?;
            Some(Entry { tag, differences, steps, background: OnceLock::new() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_small() {
        let languages = entries(TABLE).expect("a whole table");
        assert!(languages.len() > 68);
        assert!(languages.is_sorted_by_key(|entry| entry.tag));
        for entry in &languages {
            assert_eq!(entry.read().probabilities.len(), entry.steps.len(), "{}", entry.tag);
            assert!(entry.read().probabilities.values().all(|(p, _)| (0.0..=0.2).contains(p)));
        }
        assert!(TABLE.len() <= 800_000);
    }

    #[test]
    fn a_table_cut_short_is_none() {
        for length in [0, 100, TABLE.len() / 2, TABLE.len() - 1] {
            assert!(entries(&TABLE[..length]).is_none(), "{length}");
        }
    }
}
