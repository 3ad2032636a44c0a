//! What two articles have in common, in words: the text is taken apart once more, since vectors
//! know only hashes.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::stream::Pipeline;
use crate::article::Article;
use crate::cluster::{Evidence, SharedFeature, SignalKind};
use crate::entity::{Gazetteer, PlaceId};
use crate::features::{ArticleFeatures, Facet, FeatureId};
use crate::token::{StopWords, TokenKind, parse_number};

/// Meetings of a kind that are told.
const MAX_MEETINGS: usize = 12;
/// Spellings of one thing that are told, on each side.
const MAX_FORMS: usize = 4;
/// What a side has of a kind, where that is told alone.
const MAX_WRITTEN: usize = 8;
/// Part of the n-grams of two words that must be common (Dice): `Шойгу` and `Schoigu` share about
/// half, words that only end alike a quarter.
const MIN_COMMON: f32 = 0.4;
/// Words of each article that are looked at for an n-gram of both: the first. It bounds two texts of words
/// that all begin alike: 16 kB each took .9 s and 150 MB, and take .02 s. What weighs is rarer by far: none
/// of 258 pairs of the sample, of English articles and of documents in 125 languages is told otherwise.
const MAX_HOLDERS: usize = 32;

/// Part of the similarity below which a pair of words is chance.
const MIN_PART: f32 = 0.01;

/// Words of both articles that met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Meeting {
    /// What they are.
    pub kind: MeetingKind,
    /// The English name of the place or the topics, the number's value; `None` for words and names.
    pub label: Option<String>,
    /// As they are written in the first article.
    pub one: Vec<String>,
    /// As they are written in the other.
    pub other: Vec<String>,
    /// Their part of the similarity: of the cosine across languages for words, of the kind's own
    /// cosine for all others. 0 for what a caller's features do not count.
    pub amount: f32,
}

/// The kinds of things that meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum MeetingKind {
    /// Words that sound or look alike when they are written in Latin.
    Word,
    /// Places, or the country they are in.
    Place,
    /// What news tells of.
    Topic,
    /// Numbers of one value.
    Number,
    /// Capitalized words with the same consonants.
    Name,
}

impl MeetingKind {
    /// What a signal is made of.
    pub(super) fn of_signal(signal: SignalKind) -> Option<Self> {
        match signal {
            SignalKind::Places => Some(Self::Place),
            SignalKind::Topics => Some(Self::Topic),
            SignalKind::Numbers => Some(Self::Number),
            SignalKind::Names => Some(Self::Name),
            _ => None,
        }
    }
}

/// The spellings of the first article, and of the other.
type BothForms<'a> = (&'a [String], &'a [String]);

/// An article taken apart.
pub(super) struct Told {
    /// The distinct words and numbers in order, each with its own features.
    words: Vec<(String, ArticleFeatures)>,
    /// Words for places, by the place and by its country: the words, and whether they name just it.
    places: BTreeMap<&'static str, Vec<(String, bool)>>,
    topics: BTreeMap<u16, (&'static str, Vec<String>)>,
    /// The names found, as they stand there.
    names: Vec<String>,
}

impl Pipeline {
    /// Takes an article apart again. O(words).
    pub(super) fn told(&self, key: u32) -> Option<Told> {
        let entry = self.articles.get(key)?;
        let (article, language) = (entry.unpack(), entry.language);
        let parts = [&article.headline, &article.description, &article.article_body];
        let text = parts.map(String::as_str).join("\n");
        let text = super::prepare::beginning(&text, self.options.extract.max_text_bytes);
        let tokenizer = self.stages.tokenizer.as_ref();
        let tokens = tokenizer.tokenize(text, language);

        let stop_words = StopWords::new(language);
        let mut met: BTreeSet<&str> = BTreeSet::new();
        let mut words = Vec::new();
        for token in &tokens {
            let is_word = token.kind != TokenKind::Number;
            if !met.insert(token.written) || is_word && stop_words.contains(&token.lower()) {
                continue;
            }
            let alone = Article::new("", token.written);
            let features = self.stages.extractor.extract(&alone, language, tokenizer);
            words.push((token.written.to_owned(), features));
        }

        let gazetteer = Gazetteer::new();
        let written = |span: std::ops::Range<usize>| text.get(span).unwrap_or_default().to_owned();
        let mut mentions = Vec::new();
        gazetteer.places_of_tokens_into(text, &tokens, language, &mut mentions);
        let mut places: BTreeMap<&'static str, Vec<(String, bool)>> = BTreeMap::new();
        for mention in mentions.into_iter().filter(|mention| mention.place.is_sign()) {
            let country = PlaceId::from_code(mention.country.as_str());
            let itself = Some(mention.place) == country;
            let form = (written(mention.span), itself);
            if let Some(country) = country.filter(|_| !itself) {
                push_new(places.entry(country.code()).or_default(), form.clone());
            }
            push_new(places.entry(mention.place.code()).or_default(), (form.0, true));
        }
        let mut mentions = Vec::new();
        gazetteer.concepts_of_tokens_into(text, &tokens, language, &mut mentions);
        let mut topics: BTreeMap<u16, (&'static str, Vec<String>)> = BTreeMap::new();
        for mention in mentions.into_iter().filter(|mention| mention.concept.is_topic()) {
            let topic = mention.concept;
            let forms = topics.entry(topic.0).or_insert((topic.name(), Vec::new()));
            push_new(&mut forms.1, written(mention.span));
        }
        let mut names = Vec::new();
        for (_, form) in entry.mentions() {
            push_new(&mut names, form);
        }
        Some(Told { words, places, topics, names })
    }
}

impl Told {
    /// What both have in common, by kind, the heaviest first.
    pub(super) fn meetings(&self, other: &Self, evidence: &Evidence) -> Vec<Meeting> {
        let (shared, signs) = (amounts(&evidence.shared), amounts(&evidence.signs));
        let mut meetings = Vec::new();
        for mut kind in [
            self.common_words(other, &shared, evidence.cross * MIN_PART),
            self.common_places(other, &signs),
            self.common_topics(other, &signs),
            self.common_features(other, Facet::Number, MeetingKind::Number, &signs),
            self.common_features(other, Facet::Name, MeetingKind::Name, &signs),
        ] {
            kind.sort_by(|one, two| two.amount.total_cmp(&one.amount));
            kind.truncate(MAX_MEETINGS);
            for meeting in &mut kind {
                meeting.one.truncate(MAX_FORMS);
                meeting.other.truncate(MAX_FORMS);
            }
            meetings.append(&mut kind);
        }
        meetings
    }

    /// What this article has of a kind, as it is written there.
    pub(super) fn written(&self, kind: MeetingKind) -> Vec<String> {
        let mut forms: Vec<String> = Vec::new();
        let mut add = |form: &String| {
            if forms.len() < MAX_WRITTEN {
                push_new(&mut forms, form.clone());
            }
        };
        match kind {
            MeetingKind::Place => {
                let named = self.places.values().flatten().filter(|(_, itself)| *itself);
                named.for_each(|(form, _)| add(form));
            }
            MeetingKind::Topic => {
                self.topics.values().flat_map(|(_, written)| written).for_each(add);
            }
            MeetingKind::Number => {
                let numbers =
                    self.words.iter().filter(|(_, own)| !own.facet(Facet::Number).is_empty());
                numbers.for_each(|(form, _)| add(form));
            }
            MeetingKind::Name => self.names.iter().for_each(add),
            MeetingKind::Word => self.words.iter().for_each(|(form, _)| add(form)),
        }
        forms
    }

    /// Pairs words by the n-grams they share, each word once, the heaviest pair first, down to pairs
    /// that make `least` of the similarity.
    fn common_words(
        &self,
        other: &Self,
        shared: &FxHashMap<FeatureId, f32>,
        least: f32,
    ) -> Vec<Meeting> {
        let pairs = pairs(&self.words, &other.words, shared).into_iter();
        let mut pairs: Vec<((usize, usize), f32)> =
            pairs.filter(|(_, amount)| *amount >= least).collect();
        pairs.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        let (mut taken, mut met) = (BTreeSet::new(), BTreeSet::new());
        let mut meetings = Vec::new();
        for ((place, counterpart), amount) in pairs {
            if meetings.len() == MAX_MEETINGS {
                break;
            }
            let pair = self.words.get(place).zip(other.words.get(counterpart));
            let Some(((one, features), (two, their_features))) = pair else { continue };
            let free = !taken.contains(&(place, true)) && !taken.contains(&(counterpart, false));
            if !free || common(features, their_features) < MIN_COMMON {
                continue;
            }
            taken.extend([(place, true), (counterpart, false)]);
            if met.insert((one.to_lowercase(), two.to_lowercase())) {
                meetings.push(Meeting {
                    kind: MeetingKind::Word,
                    label: None,
                    one: vec![one.clone()],
                    other: vec![two.clone()],
                    amount,
                });
            }
        }
        meetings
    }

    fn common_places(&self, other: &Self, signs: &FxHashMap<FeatureId, f32>) -> Vec<Meeting> {
        let both = self.places.iter().filter_map(|(code, one)| {
            Some((PlaceId::from_code(code)?, one, other.places.get(code)?))
        });
        let named = |forms: &[(String, bool)]| forms.iter().any(|(_, itself)| *itself);
        let finer: BTreeSet<&str> = both
            .clone()
            .map(|(place, ..)| (place, PlaceId::from_code(place.country().as_str())))
            .filter(|(place, country)| Some(*place) != *country)
            .filter_map(|(_, country)| country.map(PlaceId::code))
            .collect();
        both.filter(|(place, one, other)| {
            // That both name a city says more than that it is in the same country.
            !finer.contains(place.code()) || named(one) || named(other)
        })
        .map(|(place, one, other)| {
            // Who names the country itself, or else which of its places.
            let forms = |forms: &[(String, bool)]| -> Vec<String> {
                let any = !named(forms);
                let wanted = forms.iter().filter(|(_, itself)| any || *itself);
                wanted.map(|(form, _)| form.clone()).collect()
            };
            Meeting {
                kind: MeetingKind::Place,
                label: Some(place.name().to_owned()),
                one: forms(one),
                other: forms(other),
                amount: amount_of(signs, Facet::Place, place.code().as_bytes()),
            }
        })
        .collect()
    }

    fn common_topics(&self, other: &Self, signs: &FxHashMap<FeatureId, f32>) -> Vec<Meeting> {
        // A word with several meanings is one meeting.
        let mut met: BTreeMap<BothForms<'_>, (Vec<&str>, f32)> = BTreeMap::new();
        for (topic, (name, one)) in &self.topics {
            let Some((_, other)) = other.topics.get(topic) else { continue };
            let meeting = met.entry((one, other)).or_default();
            meeting.0.push(name);
            meeting.1 += amount_of(signs, Facet::Topic, &topic.to_le_bytes());
        }
        met.into_iter()
            .map(|((one, other), (names, amount))| Meeting {
                kind: MeetingKind::Topic,
                label: Some(names.join(", ")),
                one: one.to_vec(),
                other: other.to_vec(),
                amount,
            })
            .collect()
    }

    /// The words of both that have a feature of the facet in common.
    fn common_features(
        &self,
        other: &Self,
        facet: Facet,
        kind: MeetingKind,
        signs: &FxHashMap<FeatureId, f32>,
    ) -> Vec<Meeting> {
        let forms = |told: &Self| {
            let mut forms: BTreeMap<FeatureId, Vec<String>> = BTreeMap::new();
            for (word, features) in &told.words {
                for feature in features.facet(facet).iter().filter(|own| signs.contains_key(*own)) {
                    // No word comes twice.
                    forms.entry(*feature).or_default().push(word.clone());
                }
            }
            forms
        };
        let others = forms(other);
        let both = forms(self).into_iter().filter_map(|(feature, one)| {
            Some((one, others.get(&feature)?.clone(), *signs.get(&feature)?))
        });
        both.map(|(one, other, amount)| Meeting {
            kind,
            label: match kind {
                MeetingKind::Number => {
                    one.iter().find_map(|form| parse_number(form)).map(|value| value.to_string())
                }
                _ => None,
            },
            one,
            other,
            amount,
        })
        .collect()
    }
}

/// The pairs of words that share n-grams, by their numbers, with what these add to the similarity: at most
/// 1,024 pairs for each n-gram that both articles have.
fn pairs(
    words: &[(String, ArticleFeatures)],
    others: &[(String, ArticleFeatures)],
    shared: &FxHashMap<FeatureId, f32>,
) -> BTreeMap<(usize, usize), f32> {
    let mut holders: FxHashMap<FeatureId, Vec<usize>> = FxHashMap::default();
    for (place, (_, features)) in others.iter().enumerate() {
        for feature in grams(features).filter(|feature| shared.contains_key(feature)) {
            let holders = holders.entry(feature).or_default();
            if holders.len() < MAX_HOLDERS {
                holders.push(place);
            }
        }
    }
    let mut pairs: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    let mut looked: FxHashMap<FeatureId, usize> = FxHashMap::default();
    for (place, (_, features)) in words.iter().enumerate() {
        for feature in grams(features) {
            let Some(counterparts) = holders.get(&feature) else { continue };
            let looked = looked.entry(feature).or_default();
            if *looked == MAX_HOLDERS {
                continue;
            }
            *looked += 1;
            let amount = shared.get(&feature).copied().unwrap_or_default();
            for counterpart in counterparts {
                *pairs.entry((place, *counterpart)).or_default() += amount;
            }
        }
    }
    pairs
}

/// The features by which words are compared across languages.
fn grams(features: &ArticleFeatures) -> impl Iterator<Item = FeatureId> {
    [Facet::Gram3, Facet::Skeleton].into_iter().flat_map(|facet| features.facet(facet)).copied()
}

/// The part of two words' n-grams that is common (Dice).
fn common(one: &ArticleFeatures, other: &ArticleFeatures) -> f32 {
    let others: BTreeSet<FeatureId> = grams(other).collect();
    let (mut count, mut both) = (others.len(), 0);
    for feature in grams(one) {
        count += 1;
        both += usize::from(others.contains(&feature));
    }
    2.0 * both as f32 / count.max(1) as f32
}

fn amounts(shared: &[SharedFeature]) -> FxHashMap<FeatureId, f32> {
    shared.iter().map(|shared| (shared.feature, shared.amount)).collect()
}

fn amount_of(amounts: &FxHashMap<FeatureId, f32>, facet: Facet, content: &[u8]) -> f32 {
    amounts.get(&FeatureId::new(facet, content)).copied().unwrap_or_default()
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by the n-grams they have.
    fn words(grams: impl Iterator<Item = Vec<u32>>) -> Vec<(String, ArticleFeatures)> {
        grams
            .enumerate()
            .map(|(number, grams)| {
                let mut features = ArticleFeatures::default();
                let gram = |gram: u32| FeatureId::new(Facet::Gram3, &gram.to_le_bytes());
                features.set_facet(Facet::Gram3, grams.into_iter().map(gram).collect());
                (number.to_string(), features)
            })
            .collect()
    }

    #[test]
    fn words_that_all_begin_alike_are_not_all_paired() {
        // Two texts of 3,000 words: `word` and four letters each.
        let alike = words((0..3000).map(|own| vec![0, 1, 10 + own]));
        let shared: FxHashMap<FeatureId, f32> = alike
            .iter()
            .flat_map(|(_, features)| grams(features))
            .map(|gram| (gram, 0.5))
            .collect();
        let pairs = pairs(&alike, &alike, &shared);
        assert!(pairs.len() <= 1024 + 3000, "{} pairs", pairs.len());
        assert_eq!(pairs.get(&(2, 3)), Some(&1.0), "both n-grams of all");
        assert_eq!(pairs.get(&(2999, 2999)), Some(&0.5), "its own n-gram");
    }
}
