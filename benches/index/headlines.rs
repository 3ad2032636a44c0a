//! Speed of the inverted index on headlines, asked as a clustering asks: before each insert the 64
//! nearest above .02 are looked up, in an index of one language by all features, and in one of all
//! languages by the 128 heaviest.

use std::collections::VecDeque;
use std::fs;
use std::time::Instant;

use samestory::article::Article;
use samestory::features::{
    ArticleVectors, DocumentFrequencies, FacetExtractor, FeatureExtractor, SparseVector,
};
use samestory::index::{Index, InvertedIndex, SearchBuffer};
use samestory::language::LanguageTag;
use samestory::token::DictionaryTokenizer;

use super::random::Random;

const DATA: &str = "../shared/data/clustering/og2021/articles.jsonl";
const NEIGHBORS: usize = 64;
const NOISE: f32 = 0.02;
const QUERY_FEATURES: usize = 128;
/// The last inserts, which are timed.
const TIMED: usize = 1_000;

/// Where headlines come from.
pub(crate) enum Source {
    /// Each the beginning of one and the end of another of its language.
    Recombined { headlines: Vec<(String, LanguageTag)>, random: Random },
    /// A flood: an event in ever other words, and between them two made-up words each.
    Flood,
}

impl Source {
    /// Recombined headlines, if there is data: all, or those of one language.
    pub(crate) fn recombined(only: Option<&str>) -> Option<Self> {
        let Ok(text) = fs::read_to_string(DATA) else {
            eprintln!("skipped: {DATA} is not there");
            return None;
        };
        let articles = text.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok());
        let headlines = articles.filter_map(|article| {
            let language = article.in_language.as_deref()?.parse().ok()?;
            Some((article.headline, language))
        });
        let only: Option<LanguageTag> = only.and_then(|only| only.parse().ok());
        let headlines =
            headlines.filter(|(_, language)| only.is_none_or(|only| only == *language)).collect();
        Some(Self::Recombined { headlines, random: Random(9) })
    }

    fn headline(&mut self, number: usize) -> (String, LanguageTag) {
        match self {
            // Those there are, then recombined ones.
            Self::Recombined { headlines, .. } if number < headlines.len() => {
                headlines[number].clone()
            }
            Self::Recombined { headlines, random } => {
                let (first, language) = random.among(headlines).clone();
                let other = loop {
                    let (other, found) = random.among(headlines);
                    if *found == language {
                        break other;
                    }
                };
                let half = |text: &str| text.chars().count() / 2;
                let mut text: String = first.chars().take(half(&first)).collect();
                text.extend(other.chars().skip(half(other)));
                (text, language)
            }
            Self::Flood => {
                let text = if number % 20 == 0 {
                    let quake = QUAKE[number / 20 % QUAKE.len()];
                    format!("{quake}, says {}", word(number))
                } else {
                    format!("{} {}", word(number), word(number / 40))
                };
                (text, "en".parse().expect("a language"))
            }
        }
    }
}

const QUAKE: [&str; 6] = [
    "Strong earthquake shakes Arequipa in southern Peru",
    "Earthquake near Arequipa: southern Peru shaken, roads blocked",
    "Southern Peru earthquake: Arequipa hospitals on alert",
    "Arequipa shaken by strong earthquake, Peru sends rescuers",
    "Peru: strong earthquake shakes southern city of Arequipa",
    "Rescuers reach Arequipa after strong earthquake in Peru",
];

/// Four made-up syllables.
fn word(number: usize) -> String {
    let mut random = Random(number as u64);
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(*random.among(b"bcdfghjklmnprstvz")));
        word.push(char::from(*random.among(b"aeiou")));
    }
    word
}

/// Streams headlines through an index, with at most `window` there at a time, up to the largest of
/// `sizes`; prints a line at each size.
pub(crate) fn run(name: &str, mut source: Source, cross: bool, sizes: &[usize], window: usize) {
    let extractor = FacetExtractor::default();
    let tokenizer = DictionaryTokenizer::default();
    let mut frequencies = DocumentFrequencies::default();
    let mut index = InvertedIndex::default();
    let mut buffer = SearchBuffer::default();
    let (mut bytes, mut features) = (0, 0);
    let (mut slowest, mut inserts) = (0.0_f64, 0.0);
    let mut searches: VecDeque<f64> = VecDeque::new();
    let mut digest = 0_u64;
    let most = sizes.iter().max().copied().unwrap_or_default();
    for number in 0..most {
        let (text, language) = source.headline(number);
        let article = Article::new(number.to_string(), text);
        let extracted = extractor.extract(&article, Some(language), &tokenizer);
        let ArticleVectors { local, cross: other, .. } = frequencies.weigh(&extracted);
        frequencies.observe(&extracted);
        let vector: SparseVector = if cross { other } else { local };
        features += vector.entries().len();

        let next = sizes.iter().copied().filter(|size| *size > number).min().unwrap_or(most);
        if next - number <= TIMED {
            let query = if cross { vector.heaviest(QUERY_FEATURES) } else { vector.clone() };
            let start = Instant::now();
            index.search_into(&query, NEIGHBORS, NOISE, &mut buffer);
            searches.push_back(start.elapsed().as_secs_f64() * 1e6);
            for hit in &buffer.hits {
                let mixed = u64::from(hit.key) << 32 | u64::from(hit.similarity.to_bits());
                digest = (digest.rotate_left(5) ^ mixed).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        }
        let start = Instant::now();
        let used = allocation_counter::measure(|| {
            index.insert(number as u32, &vector).expect("keys rise");
            if let Some(first) = (number + 1).checked_sub(window) {
                index.expire(first as u32);
            }
        });
        let seconds = start.elapsed().as_secs_f64();
        inserts += seconds;
        slowest = slowest.max(seconds);
        bytes += used.bytes_current;
        if sizes.contains(&(number + 1)) {
            let mut times: Vec<f64> = searches.drain(..).collect();
            times.sort_unstable_by(f64::total_cmp);
            let mean = times.iter().sum::<f64>() / times.len() as f64;
            let p50 = times[times.len() / 2];
            let p99 = times[times.len() * 99 / 100];
            println!(
                "{name}\t{}\t{}\t{}\t{mean:.0}\t{p50:.0}\t{p99:.0}\t{:.1}\t{:.0}\t{}\t{digest:016x}",
                number + 1,
                index.len(),
                features / (number + 1),
                inserts / (number + 1) as f64 * 1e6,
                slowest * 1e3,
                bytes / index.len() as i64,
            );
        }
    }
}
