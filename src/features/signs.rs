//! What a text is about, whatever its language: places, topics, numbers, names.

use rustc_hash::FxHashSet;

use super::extract::ArticleFeatures;
use super::facet::{Facet, FeatureId};
use super::grams::is_skipped_in_skeletons;
use crate::entity::{ConceptMention, Gazetteer, PlaceMention, WordCache};
use crate::language::LanguageTag;
use crate::token::{Token, TokenKind, parse_number};
use crate::translit::fold_into;

/// Symbols of a name that are compared: case endings come later.
const NAME_SYMBOLS: usize = 6;
/// Consonants a name must have to tell something.
const MIN_CONSONANTS: usize = 2;

/// Fills the facets of the signs. O(bytes of text).
pub(super) fn find_signs(
    text: &str,
    tokens: &[Token<'_>],
    gazetteer: Gazetteer,
    smallest_number: f64,
    cache: &mut WordCache,
    features: &mut ArticleFeatures,
) {
    let language = features.language;
    features.set_facet(Facet::Number, numbers(tokens, smallest_number));
    let (mut found, mut concepts) = (Vec::new(), Vec::with_capacity(tokens.len() / 3));
    gazetteer.both_cached_into(text, tokens, language, cache, &mut found, &mut concepts);
    features.set_facet(Facet::Place, places(&found));
    features.set_facet(Facet::Topic, topics(&concepts));
    features.set_facet(Facet::Name, names(text, tokens, language));
}

fn numbers(tokens: &[Token<'_>], smallest: f64) -> Vec<FeatureId> {
    tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Number)
        .filter_map(|token| parse_number(token.written))
        .filter(|value| *value >= smallest || value.fract() != 0.0)
        .map(|value| FeatureId::new(Facet::Number, &value.to_le_bytes()))
        .collect()
}

/// Each place that is a sign, and the country it is in.
fn places(mentions: &[PlaceMention]) -> Vec<FeatureId> {
    let feature = |code: &str| FeatureId::new(Facet::Place, code.as_bytes());
    let both = |place: (&str, &str)| [feature(place.0), feature(place.1)];
    mentions
        .iter()
        .filter(|mention| mention.place.is_sign())
        .flat_map(|mention| both((mention.country.as_str(), mention.place.code())))
        .collect()
}

fn topics(mentions: &[ConceptMention]) -> Vec<FeatureId> {
    let topics = mentions.iter().map(|mention| mention.concept).filter(|it| it.is_topic());
    topics.map(|topic| FeatureId::new(Facet::Topic, &topic.0.to_le_bytes())).collect()
}

/// The consonants of each capitalized word, and of each word in scripts without capitals, in
/// phonetic symbols; whether it begins with a vowel is told apart.
fn names(text: &str, tokens: &[Token<'_>], language: Option<LanguageTag>) -> Vec<FeatureId> {
    let mut features = Vec::new();
    let mut met = FxHashSet::default();
    let mut key = String::new();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let Some(word) = text.get(token.span.clone()) else { continue };
        if word.starts_with(char::is_lowercase) || !met.insert(word) {
            continue;
        }
        key.clear();
        fold_into(word, language, &mut key);
        let open = key.starts_with(['a', 'e', 'i', 'o', 'u']);
        key.retain(|symbol| !is_skipped_in_skeletons(symbol));
        if key.len() < MIN_CONSONANTS {
            continue;
        }
        key.truncate(NAME_SYMBOLS);
        if open {
            key.push(' ');
        }
        features.push(FeatureId::new(Facet::Name, key.as_bytes()));
    }
    features
}
