//! As many headlines as are wanted, made of those of a file.

use std::collections::{BTreeMap, BTreeSet};

use samestory::article::{Article, Timestamp};
use serde::Deserialize;

/// A word that stands in one of so many of a language's headlines is always the same, unless it has a
/// capital: then it is what the headlines of the file happen to be about.
const FREQUENT: usize = 7;
const VOWELS: &str = "aeiouyàâáäãåæéèêëíîïóôöõøœúùûüаеёиоуыэюяіїє";

/// A line of a gold file.
#[derive(Deserialize)]
struct Label {
    id: String,
    story: String,
}

/// Headlines with their languages.
pub(crate) struct Headlines {
    texts: Vec<(String, Option<String>, Timestamp)>,
    /// Their stories, as far as these are known.
    stories: Vec<Option<String>>,
    /// The places of each language's headlines.
    places: BTreeMap<Option<String>, Vec<usize>>,
    /// How often each word stands in a language's headlines.
    words: BTreeMap<(Option<String>, String), usize>,
    /// The letters of each language: vowels, the others, and digits.
    letters: BTreeMap<Option<String>, [Vec<char>; 3]>,
    /// How many vocabularies there are side by side.
    vocabularies: usize,
    halves: bool,
}

impl Headlines {
    /// Made of the articles of a file of JSON Lines, at least so many.
    pub(crate) fn of(text: &str, gold: &str, most: usize, halves: bool) -> Self {
        let labels = gold.lines().filter_map(|line| serde_json::from_str::<Label>(line).ok());
        let labels: BTreeMap<String, String> =
            labels.map(|label| (label.id, label.story)).collect();
        let articles = text.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok());
        let articles: Vec<Article> = articles.collect();
        let stories = articles.iter().map(|article| labels.get(article.id.as_str()).cloned());
        let stories = stories.collect();
        let texts: Vec<_> = articles
            .into_iter()
            .map(|a| (a.headline, a.in_language, a.date_published.unwrap_or_default()))
            .collect();
        let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut words: BTreeMap<_, usize> = BTreeMap::new();
        let mut letters: BTreeMap<_, [BTreeSet<char>; 3]> = BTreeMap::new();
        for (place, (text, language, _)) in texts.iter().enumerate() {
            places.entry(language.clone()).or_default().push(place);
            for word in text.split_whitespace() {
                *words.entry((language.clone(), word.to_owned())).or_default() += 1;
            }
            let all = letters.entry(language.clone()).or_default();
            for letter in text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()) {
                all[usize::from(!VOWELS.contains(letter))].insert(letter);
            }
            all[2].extend('0'..='9');
        }
        let sorted = |set: BTreeSet<char>| set.into_iter().collect();
        let letters = letters.into_iter().map(|(language, sets)| (language, sets.map(sorted)));
        let letters = letters.collect();
        let vocabularies = most.div_ceil(texts.len().max(1)).max(1);
        Self { texts, stories, places, words, letters, vocabularies, halves }
    }

    /// The story of the article of this number, if it is known: a vocabulary has its own.
    pub(crate) fn story(&self, number: usize) -> Option<(usize, &str)> {
        let story = self.stories.get(number / self.vocabularies % self.texts.len())?;
        let vocabulary = number % self.vocabularies;
        (!self.halves).then_some((vocabulary, story.as_deref()?))
    }

    /// The article of this number.
    pub(crate) fn article(&self, number: usize) -> Article {
        let place = number / self.vocabularies % self.texts.len();
        let (headline, language) = if self.halves {
            self.half(number)
        } else {
            self.reworded(place, number % self.vocabularies)
        };
        let mut article = Article::new(format!("h{number}"), headline);
        article.in_language = language;
        article.date_published = Some(self.texts[place].2);
        article
    }

    /// The beginning of one headline and the end of another.
    fn half(&self, number: usize) -> (String, Option<String>) {
        let (first, language, _) = &self.texts[mix(2 * number) % self.texts.len()];
        let same = &self.places[language];
        let (other, ..) = &self.texts[same[mix(2 * number + 1) % same.len()]];
        let half = |text: &str| text.chars().count() / 2;
        let mut headline: String = first.chars().take(half(first)).collect();
        headline.extend(other.chars().skip(half(other)));
        (headline, language.clone())
    }

    /// A headline of the file in the words of a vocabulary.
    fn reworded(&self, place: usize, vocabulary: usize) -> (String, Option<String>) {
        let (text, language, _) = &self.texts[place];
        let classes = &self.letters[language];
        let change = |word: &str| -> String {
            let key = (language.clone(), word.to_owned());
            let headlines = self.places.get(language).map_or(0, Vec::len);
            let is_frequent = self.words.get(&key).is_some_and(|n| n * FREQUENT >= headlines);
            if is_frequent && !word.starts_with(char::is_uppercase) {
                return word.to_owned();
            }
            word.chars().map(|letter| changed(letter, classes, vocabulary)).collect()
        };
        let words: Vec<String> = text.split_whitespace().map(change).collect();
        (words.join(" "), language.clone())
    }
}

/// What stands for a letter in a vocabulary: another of its class, which are shuffled anew for each
/// (Fisher and Yates). Simple shifts would soon give two vocabularies the same consonants.
fn changed(letter: char, classes: &[Vec<char>; 3], vocabulary: usize) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    for (class, letters) in classes.iter().enumerate() {
        let Ok(place) = letters.binary_search(&small) else { continue };
        let mut shuffled = letters.clone();
        let mut seed = mix(3 * vocabulary + class);
        for last in (1..shuffled.len()).rev() {
            seed = mix(seed);
            shuffled.swap(last, seed % (last + 1));
        }
        let other = shuffled[place];
        return if small == letter { other } else { other.to_uppercase().next().unwrap_or(other) };
    }
    letter
}

/// Numbers to numbers that look random: the finalizer of SplitMix64.
fn mix(number: usize) -> usize {
    let mut bits = (number as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) as usize
}
