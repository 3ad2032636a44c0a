//! Finds places and concepts in text.

use std::ops::Range;

use super::concept::{ConceptId, ConceptMention};
use super::key::{Cover, START, concept_bits, finish, place_bits, place_rules, rules, step};
use super::locale::lists_of;
use super::place::{PlaceId, PlaceMention};
use super::spaced::{Admit, Barren, Search, note};
use super::table::{List, Lists, languages};
use super::unspaced;
use crate::entity::cache::WordCache;
use crate::language::{LanguageTag, is_letter};
use crate::token::{Token, TokenKind, Tokenizer, WordTokenizer};

/// Letters that may follow the stem of a concept: longer words are compounds about something else.
const LONGEST_AFTER_STEM: usize = 12;

/// Finds countries, cities and their people, and words for everyday things, in 116 languages and
/// scripts.
///
/// Built from Unicode CLDR and lists of our own; costs nothing to make, since all instances share
/// the tables, which are unpacked by language when first used. Without the feature `gazetteer` it
/// finds nothing; with it, 50 languages; with `gazetteer-all`, the others as well. Text whose
/// language is not given or has no list has no places and no concepts.
///
/// The longest form wins where several begin at one word. Names must be capitalized in scripts that
/// have capitals. Words may carry the endings of their language, in Arabic and Hebrew also what is
/// written before them. Fails on names that are words or persons too (`Jordan`, at a lower weight),
/// on cities that are no capital, name no zone of tzdata and are not in `names.txt`, and on irregular stems.
///
/// # Complexity
///
/// O(bytes of text), with a bound on what each word may cost; 25 MB/s and more.
///
/// # Examples
///
/// ```
/// use samestory::entity::Gazetteer;
///
/// let text = "Шойгу рассказал о российско-китайских связях в Москве";
/// let places = Gazetteer::new().places(text, "ru".parse().ok());
/// # if cfg!(feature = "gazetteer") {
/// let moscow = places.last().expect("the last word");
/// assert_eq!(&text[moscow.span.clone()], "Москве");
/// assert_eq!((moscow.place.code(), moscow.country.as_str()), ("Europe/Moscow", "RU"));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Gazetteer {
    _private: (),
}

impl Gazetteer {
    /// A gazetteer over the tables that are built in.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there are lists for a language, or for one close to it.
    pub fn knows(&self, language: LanguageTag) -> bool {
        lists_of(language).is_some()
    }

    /// The languages that have lists of their own, in order.
    pub fn languages(&self) -> Vec<LanguageTag> {
        languages()
    }

    /// The places of a text in a vector of their own.
    pub fn places(&self, text: &str, language: Option<LanguageTag>) -> Vec<PlaceMention> {
        let mut mentions = Vec::new();
        self.places_into(text, language, &mut mentions);
        mentions
    }

    /// Appends the places of a text, in the order of the text.
    pub fn places_into(
        &self,
        text: &str,
        language: Option<LanguageTag>,
        mentions: &mut Vec<PlaceMention>,
    ) {
        self.places_of_tokens_into(
            text,
            &WordTokenizer.tokenize(text, language),
            language,
            mentions,
        );
    }

    /// Appends the places of a text whose tokens are at hand, from any tokenizer.
    pub fn places_of_tokens_into(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        language: Option<LanguageTag>,
        mentions: &mut Vec<PlaceMention>,
    ) {
        self.find_places(text, tokens, language, Barren::default(), mentions);
    }

    /// The same places, quicker where the words were met before.
    pub fn places_cached_into(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        language: Option<LanguageTag>,
        cache: &mut WordCache,
        mentions: &mut Vec<PlaceMention>,
    ) {
        let barren = Barren::Met(cache.begins.of(language), |begins| &mut begins.places);
        self.find_places(text, tokens, language, barren, mentions);
    }

    fn find_places<'input>(
        &self,
        text: &'input str,
        tokens: &'input [Token<'input>],
        language: Option<LanguageTag>,
        barren: Barren<'input>,
        mentions: &mut Vec<PlaceMention>,
    ) {
        let Some((tag, lists)) = language.and_then(|tag| Some((tag, lists_of(tag)?))) else {
            return;
        };
        let list = lists.places();
        let start = mentions.len();
        let mut search = search_places(text, tokens, tag, lists, barren);
        let mut place = 0;
        while place < tokens.len() {
            let Some(found) = search.at(place) else {
                if let Some(token) = tokens.get(place) {
                    syllable_signs(text, token, list, start, mentions);
                }
                place += 1;
                continue;
            };
            if let Some(span) = search.span(place, found.last) {
                for value in found.values {
                    if search.admits(*value, found.length, found.rest, span.clone()) {
                        push_place(*value, text, span.clone(), start, mentions);
                    }
                }
            }
            place = found.last + 1;
        }
        if unspaced::has_unspaced(tokens) {
            let mut signs: Vec<(u16, Range<usize>)> = Vec::new();
            let push = |found: unspaced::Found<'_>| {
                for value in found.values {
                    if place_cover(*value) == Cover::Sign {
                        signs.push((*value, found.span.clone()));
                    } else if found.letters > 1 {
                        push_place(*value, text, found.span.clone(), start, mentions);
                    }
                }
            };
            let admits = |values: &[u16], letters: usize| {
                values.iter().any(|value| letters > 1 || place_cover(*value) == Cover::Sign)
            };
            unspaced::search(text, tokens, list, push, admits);
            unspaced::signs(text, &signs, |value, span| {
                push_place(value, text, span, start, mentions);
            });
            if let Some(own) = mentions.get_mut(start..) {
                own.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.place));
            }
        }
    }

    /// The concepts of a text in a vector of their own.
    pub fn concepts(&self, text: &str, language: Option<LanguageTag>) -> Vec<ConceptMention> {
        let mut mentions = Vec::new();
        self.concepts_into(text, language, &mut mentions);
        mentions
    }

    /// Appends the concepts of a text, in the order of the text.
    pub fn concepts_into(
        &self,
        text: &str,
        language: Option<LanguageTag>,
        mentions: &mut Vec<ConceptMention>,
    ) {
        let tokens = WordTokenizer.tokenize(text, language);
        self.concepts_of_tokens_into(text, &tokens, language, mentions);
    }

    /// Appends the concepts of a text whose tokens are at hand, from any tokenizer.
    pub fn concepts_of_tokens_into(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        language: Option<LanguageTag>,
        mentions: &mut Vec<ConceptMention>,
    ) {
        self.find_concepts(text, tokens, language, Barren::default(), mentions);
    }

    /// The same concepts, quicker where the words were met before.
    pub fn concepts_cached_into(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        language: Option<LanguageTag>,
        cache: &mut WordCache,
        mentions: &mut Vec<ConceptMention>,
    ) {
        let barren = Barren::Met(cache.begins.of(language), |begins| &mut begins.concepts);
        self.find_concepts(text, tokens, language, barren, mentions);
    }

    /// Appends the places of a text and its concepts, quicker than one after the other.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::entity::{Gazetteer, WordCache};
    /// use samestory::token::{Tokenizer, WordTokenizer};
    ///
    /// let (text, language) = ("Earthquake shakes Peru", "en".parse().ok());
    /// let tokens = WordTokenizer.tokenize(text, language);
    /// let (mut cache, gazetteer) = (WordCache::default(), Gazetteer::new());
    /// let (mut places, mut concepts) = (Vec::new(), Vec::new());
    /// gazetteer.both_cached_into(text, &tokens, language, &mut cache, &mut places, &mut concepts);
    /// assert_eq!(places, gazetteer.places(text, language));
    /// assert_eq!(concepts, gazetteer.concepts(text, language));
    /// ```
    pub fn both_cached_into(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        language: Option<LanguageTag>,
        cache: &mut WordCache,
        places: &mut Vec<PlaceMention>,
        concepts: &mut Vec<ConceptMention>,
    ) {
        let Some((tag, lists)) = language.and_then(|tag| Some((tag, lists_of(tag)?))) else {
            return;
        };
        let noted = note(
            &search_places(text, tokens, tag, lists, Barren::default()),
            &search_concepts(text, tokens, tag, lists, Barren::default()),
            cache.begins.of(language),
        );
        let barren = Barren::Noted(&noted, |begins| begins.places);
        self.find_places(text, tokens, language, barren, places);
        let barren = Barren::Noted(&noted, |begins| begins.concepts);
        self.find_concepts(text, tokens, language, barren, concepts);
    }

    fn find_concepts<'input>(
        &self,
        text: &'input str,
        tokens: &'input [Token<'input>],
        language: Option<LanguageTag>,
        barren: Barren<'input>,
        mentions: &mut Vec<ConceptMention>,
    ) {
        let Some((tag, lists)) = language.and_then(|tag| Some((tag, lists_of(tag)?))) else {
            return;
        };
        let list = lists.concepts();
        let start = mentions.len();
        let mut search = search_concepts(text, tokens, tag, lists, barren);
        for (place, token) in tokens.iter().enumerate() {
            let Some(found) = search.at(place) else { continue };
            for value in found.values {
                if search.admits(*value, found.length, found.rest, token.span.clone()) {
                    push_concept(*value, token.span.clone(), mentions);
                }
            }
        }
        if unspaced::has_unspaced(tokens) {
            let push = |found: unspaced::Found<'_>| {
                for value in found.values {
                    push_concept(*value, found.span.clone(), mentions);
                }
            };
            unspaced::search(text, tokens, list, push, |_, _| true);
            if let Some(own) = mentions.get_mut(start..) {
                own.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.concept));
            }
        }
    }
}

/// The search for places.
fn search_places<'input>(
    text: &'input str,
    tokens: &'input [Token<'input>],
    tag: LanguageTag,
    lists: &'static Lists,
    barren: Barren<'input>,
) -> Search<'input, 'static, AdmitPlaces<'input>> {
    let (list, rules) = (lists.places(), place_rules(tag.language()));
    let (most_rest, admit) = (usize::MAX, AdmitPlaces { text });
    Search { tokens, text, list, rules, most_rest, admit, barren }
}

/// The search for concepts.
fn search_concepts<'input>(
    text: &'input str,
    tokens: &'input [Token<'input>],
    tag: LanguageTag,
    lists: &'static Lists,
    barren: Barren<'input>,
) -> Search<'input, 'static, AdmitConcepts> {
    let (list, rules) = (lists.concepts(), rules(tag.language()));
    let most_rest = usize::from(rules.rest).max(LONGEST_AFTER_STEM);
    Search { tokens, text, list, rules, most_rest, admit: AdmitConcepts, barren }
}

/// Adds a place to those of a text, which begin at `start`.
fn push_place(
    value: u16,
    text: &str,
    span: Range<usize>,
    start: usize,
    mentions: &mut Vec<PlaceMention>,
) {
    let place = PlaceId::new(value & place_bits::ID);
    let is = |bit: u16| value & bit != 0;
    let written = text.get(span.clone()).unwrap_or_default();
    let (demonym, small) = (is(place_bits::DEMONYM), is(place_bits::SMALL));
    let mention = PlaceMention::new(written, span, place, demonym, small);
    // A country's name that is its people's as well is one mention.
    let last = mentions.get(start..).and_then(|own| own.last());
    if !last.is_some_and(|last| last.place == place && last.span == mention.span) {
        mentions.push(mention);
    }
}

fn push_concept(value: u16, span: Range<usize>, mentions: &mut Vec<ConceptMention>) {
    mentions.push(ConceptMention { span, concept: ConceptId(value & concept_bits::ID) });
}

fn place_cover(value: u16) -> Cover {
    Cover::of(value, place_bits::COVER_SHIFT)
}

/// The rules of capitals.
struct AdmitPlaces<'text> {
    text: &'text str,
}

impl Admit for AdmitPlaces<'_> {
    fn cover(&self, value: u16) -> Cover {
        place_cover(value)
    }

    fn may_admit(&self, value: u16, capital: bool) -> bool {
        capital || value & place_bits::SMALL != 0
    }

    fn admits(&self, value: u16, _cover: Cover, span: Range<usize>) -> bool {
        if value & place_bits::SMALL != 0 {
            return true;
        }
        let words = self.text.get(span).unwrap_or_default();
        if value & place_bits::CAPITALS != 0 {
            let mut letters = words.chars().filter(|letter| is_letter(*letter));
            return letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_none_or(char::is_uppercase);
        }
        words.starts_with(|first: char| first.is_ascii_uppercase())
            || words.chars().any(char::is_uppercase)
    }
}

/// Whether one character is a sign of a country.
fn is_sign(letter: char, list: &List) -> bool {
    list.get(finish(step(START, letter)))
        .is_some_and(|entry| entry.values.iter().any(|value| place_cover(*value) == Cover::Sign))
}

/// The countries of a word that is made of signs only, such as 한미 and 미중일.
fn syllable_signs(
    text: &str,
    token: &Token<'_>,
    list: &List,
    start: usize,
    mentions: &mut Vec<PlaceMention>,
) {
    const MOST: usize = 3;
    if token.written.starts_with(|first: char| first.is_ascii()) {
        return;
    }
    let hangul = |letter: char| matches!(u32::from(letter), 0xac00..=0xd7a3);
    let count = token.written.chars().take(MOST + 1).count();
    let signs = token.written.chars().all(|letter| hangul(letter) && is_sign(letter, list));
    if token.kind != TokenKind::Word || !(2..=MOST).contains(&count) || !signs {
        return;
    }
    for (offset, letter) in token.written.char_indices() {
        let at = token.span.start + offset;
        let entry = list.get(finish(step(START, letter)));
        for value in entry.map_or(&[][..], |entry| entry.values) {
            if place_cover(*value) == Cover::Sign {
                push_place(*value, text, at..at + letter.len_utf8(), start, mentions);
            }
        }
    }
}

/// Keywords count wherever they cover the word.
struct AdmitConcepts;

impl Admit for AdmitConcepts {
    fn cover(&self, value: u16) -> Cover {
        Cover::of(value, concept_bits::COVER_SHIFT)
    }

    fn may_admit(&self, _value: u16, _capital: bool) -> bool {
        true
    }

    fn admits(&self, _value: u16, _cover: Cover, _span: Range<usize>) -> bool {
        true
    }
}
