//! What the articles of a story say: their sentences, and the things in them that can be compared.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::build::Member;
use super::met::{Met, MetStem};
use super::sentence::sentences;
use crate::entity::{ConceptId, EntityId, Gazetteer, PlaceId};
use crate::language::LanguageTag;
use crate::token::{Stemmer, StopWords, Token, TokenKind, Tokenizer, WordsOf, numbers_into};

/// Articles of a story that are read, spread evenly over all that came.
const MAX_READ: usize = 600;
/// Bytes of each text that are read.
const MAX_BYTES: usize = 3000;
/// Sentences of each text that are read: news puts the most important things first.
const MAX_SENTENCES: usize = 8;
/// Spellings of a thing that are counted: names have dozens.
const MAX_FORMS: usize = 64;

/// Something that a sentence speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Name(EntityId),
    Place(PlaceId),
    /// The bits of its value.
    Number(u64),
    Concept(ConceptId),
    /// A stem of a language, told apart by its number only.
    Term(Option<LanguageTag>),
}

impl Thing {
    /// Whether it is the same in every language.
    pub(super) fn is_sign(&self) -> bool {
        !matches!(self, Self::Term(..))
    }
}

/// The number of a [`Thing`] in a [`Reading`].
pub(super) type ThingId = usize;

/// A sentence of a description or body.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    /// Its number in the text.
    pub(super) place: usize,
    /// Whether it can stand alone.
    pub(super) stands: bool,
    /// What it speaks of, in order.
    pub(super) things: Vec<ThingId>,
}

/// An article that was read.
pub(super) struct Read<'m, 'a> {
    pub(super) member: &'m Member<'a>,
    pub(super) sentences: Vec<Sentence<'a>>,
    /// What the headline and the beginning of its texts speak of, in order.
    pub(super) things: Vec<ThingId>,
}

/// The articles of a story that are no copies, read.
pub(super) struct Reading<'m, 'a> {
    pub(super) articles: Vec<Read<'m, 'a>>,
    pub(super) things: Vec<Thing>,
    /// The numbers of all things but terms.
    signs: FxHashMap<Thing, ThingId>,
    /// Those of the terms of each language.
    terms: FxHashMap<Option<LanguageTag>, Terms<'a>>,
    /// Whether it is counted how things are written.
    labeled: bool,
    /// How each thing is written, and how often; empty unless that is counted.
    written: Vec<Vec<(&'a str, usize)>>,
    /// The number of the last article that had each thing.
    last: Vec<usize>,
    /// Articles read so far.
    read: usize,
}

/// A name: who it is, how it is written, and what finds that.
type Name<'a> = (EntityId, &'a str, memmem::Finder<'a>);

/// The terms of a language.
struct Terms<'a> {
    stop_words: StopWords,
    stemmer: Stemmer,
    /// The numbers of stems.
    stems: FxHashMap<String, ThingId>,
    /// Those of words as they are written; `None` where a word says nothing by itself. Most words of
    /// a story come again.
    words: FxHashMap<&'a str, Option<ThingId>>,
}

impl<'m, 'a> Reading<'m, 'a> {
    /// Reads the members that are no copies, at most 600 of them; `labeled` if labels will be asked
    /// for.
    pub(super) fn new(
        members: &'m [Member<'a>],
        tokenizer: &dyn Tokenizer,
        labeled: bool,
        met: &mut Met,
    ) -> Self {
        let originals: Vec<&Member<'a>> = members.iter().filter(|m| m.copy_of.is_none()).collect();
        let mut reading = Self {
            articles: Vec::new(),
            things: Vec::new(),
            signs: FxHashMap::default(),
            terms: FxHashMap::default(),
            labeled,
            written: Vec::new(),
            last: Vec::new(),
            read: 0,
        };
        let count = originals.len().min(MAX_READ);
        for number in 0..count {
            let Some(member) = originals.get(number * originals.len() / count) else { continue };
            let read = reading.read(member, tokenizer, met);
            reading.articles.push(read);
        }
        reading
    }

    /// How a thing is written most often; nothing if that was not counted.
    pub(super) fn label(&self, thing: ThingId) -> &str {
        let forms = self.written.get(thing).into_iter().flatten();
        let best = forms.max_by(|(one, count), (two, other)| {
            count.cmp(other).then(one.len().cmp(&two.len())).then(two.cmp(one))
        });
        best.map_or("", |(form, _)| *form)
    }

    fn read(
        &mut self,
        member: &'m Member<'a>,
        tokenizer: &dyn Tokenizer,
        met: &mut Met,
    ) -> Read<'m, 'a> {
        let article = member.material.article;
        let language = member.material.language;
        let mut terms = self.terms.remove(&language).unwrap_or_else(|| Terms::new(language));
        let mut read = Read { member, sentences: Vec::new(), things: Vec::new() };
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        let mut forms: BTreeSet<(&str, EntityId)> = BTreeSet::new();
        let named = member.material.mentions.iter().map(|(entity, form)| (*entity, form.as_str()));
        let names: Vec<Name<'a>> = named
            .filter(|(entity, form)| form.len() > 1 && forms.insert((form, *entity)))
            .map(|(entity, form)| (entity, form, memmem::Finder::new(form)))
            .collect();
        let texts = [&article.headline, &article.description, &article.article_body];
        for (part, whole) in texts.into_iter().enumerate() {
            let text = beginning(whole);
            let tokens = tokenizer.tokenize(text, language);
            let things = self.things_of(text, &tokens, language, &names, &mut terms, met);
            self.add_new(&things, &mut read.things);
            let most = if part == 0 { 0 } else { MAX_SENTENCES };
            let sentences = sentences(text, language, most);
            let parted = by_sentence(&things, &sentences);
            for (place, ((span, stands), things)) in sentences.into_iter().zip(parted).enumerate() {
                let Some(sentence) = text.get(span.clone()) else { continue };
                if !taken.insert(sentence) {
                    continue;
                }
                let things = distinct(things);
                let cut = span.end == text.len() && text.len() < whole.len();
                read.sentences.push(Sentence {
                    text: sentence,
                    place,
                    stands: stands && !cut,
                    things,
                });
            }
        }
        self.terms.insert(language, terms);
        read.things = distinct(read.things);
        self.read += 1;
        read
    }

    /// Adds things that the article has not had before, so that there is less to sort.
    fn add_new(&mut self, found: &[(usize, ThingId)], things: &mut Vec<ThingId>) {
        self.last.resize(self.things.len(), usize::MAX);
        for (_, thing) in found {
            let Some(last) = self.last.get_mut(*thing) else { continue };
            if std::mem::replace(last, self.read) != self.read {
                things.push(*thing);
            }
        }
    }

    /// What a text speaks of, and where.
    fn things_of(
        &mut self,
        text: &'a str,
        tokens: &[Token<'a>],
        language: Option<LanguageTag>,
        names: &[Name<'a>],
        terms: &mut Terms<'a>,
        met: &mut Met,
    ) -> Vec<(usize, ThingId)> {
        let mut found = Vec::with_capacity(tokens.len() + names.len());
        // A third of the words of a text are new.
        terms.words.reserve(tokens.len() / 3);
        let gazetteer = Gazetteer::new();
        let (mut places, mut concepts) = (Vec::new(), Vec::with_capacity(tokens.len() / 3));
        let cache = &mut met.words;
        gazetteer.both_cached_into(text, tokens, language, cache, &mut places, &mut concepts);
        for mention in places.iter().filter(|mention| mention.weight >= 0.4) {
            found.push((
                mention.span.start,
                self.number(Thing::Place(mention.place), mention.place.name()),
            ));
        }
        for (entity, form, finder) in names {
            for at in finder.find_iter(text.as_bytes()) {
                // A place that is found as a name as well is a place.
                let place = places
                    .iter()
                    .any(|place| place.span.start <= at && at + form.len() <= place.span.end);
                if begins_word(text, at) && !place {
                    found.push((at, self.number(Thing::Name(*entity), form)));
                }
            }
        }
        for mention in concepts {
            let name = mention.concept.name();
            found.push((mention.span.start, self.number(Thing::Concept(mention.concept), name)));
        }
        let mut numbers = Vec::new();
        numbers_into(text, &mut numbers);
        for number in numbers.iter().filter(|number| tells(number.value)) {
            let written = text.get(number.span.clone()).unwrap_or_default();
            let thing = Thing::Number(number.value.to_bits());
            found.push((number.span.start, self.number(thing, written)));
        }
        let mut stems = met.stems.of(language);
        for token in tokens.iter().filter(|token| token.kind != TokenKind::Number) {
            if let Some(term) = self.term(token, language, terms, &mut stems) {
                found.push((token.span.start, term));
            }
        }
        found
    }

    /// The number of what is no term, seen once more.
    fn number(&mut self, thing: Thing, written: &'a str) -> ThingId {
        let id = match self.signs.get(&thing) {
            Some(id) => *id,
            None => {
                let id = self.add(thing.clone());
                self.signs.insert(thing, id);
                id
            }
        };
        self.see(id, written);
        id
    }

    /// The number of a term, seen once more; `None` of what says nothing by itself.
    fn term(
        &mut self,
        token: &Token<'a>,
        language: Option<LanguageTag>,
        terms: &mut Terms<'a>,
        stems: &mut WordsOf<'_, MetStem>,
    ) -> Option<ThingId> {
        let known = terms.words.get(token.written).copied();
        let id = known.unwrap_or_else(|| {
            let work_out = || terms.stem(&token.lower());
            let met = stems.get(token.written, || MetStem::of(work_out().as_deref()));
            let long = if met.stem().is_none() { work_out() } else { None };
            let id =
                met.stem().unwrap_or(long.as_deref()).map(|stem| match terms.stems.get(stem) {
                    Some(id) => *id,
                    None => {
                        let id = self.add(Thing::Term(language));
                        terms.stems.insert(stem.to_owned(), id);
                        id
                    }
                });
            terms.words.insert(token.written, id);
            id
        })?;
        self.see(id, token.written);
        Some(id)
    }

    fn add(&mut self, thing: Thing) -> ThingId {
        self.things.push(thing);
        if self.labeled {
            self.written.push(Vec::new());
        }
        self.things.len() - 1
    }

    fn see(&mut self, thing: ThingId, written: &'a str) {
        let Some(forms) = self.written.get_mut(thing) else { return };
        if let Some((_, count)) = forms.iter_mut().find(|(form, _)| *form == written) {
            *count += 1;
        } else if forms.len() < MAX_FORMS {
            forms.push((written, 1));
        }
    }
}

impl Terms<'_> {
    fn new(language: Option<LanguageTag>) -> Self {
        Self {
            stop_words: StopWords::new(language),
            stemmer: Stemmer::new(language),
            stems: FxHashMap::default(),
            words: FxHashMap::default(),
        }
    }

    /// The stem of a word in lower case that says something by itself.
    fn stem(&self, word: &str) -> Option<String> {
        let says = word.chars().nth(1).is_some() && !self.stop_words.contains(word);
        says.then(|| self.stemmer.stem(word).into_owned())
    }
}

/// The things of each sentence, by where they begin. Sentences come in order.
fn by_sentence(
    things: &[(usize, ThingId)],
    sentences: &[(Range<usize>, bool)],
) -> Vec<Vec<ThingId>> {
    let mut parted = vec![Vec::new(); sentences.len()];
    for (at, thing) in things {
        let place = sentences.partition_point(|(span, _)| span.end <= *at);
        let within = sentences.get(place).is_some_and(|(span, _)| span.start <= *at);
        if let Some(own) = parted.get_mut(place).filter(|_| within) {
            own.push(*thing);
        }
    }
    parted
}

/// The things, each once, in order.
fn distinct(mut things: Vec<ThingId>) -> Vec<ThingId> {
    things.sort_unstable();
    things.dedup();
    things
}

/// Whether a form that stands at a place is no end of another word, where capitals tell.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let first = text.get(at..).and_then(|rest| rest.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && first.is_some_and(char::is_uppercase))
}

/// Whether a number says more than a count on one hand or a year.
fn tells(value: f64) -> bool {
    let year = value.fract() == 0.0 && (1900.0..2100.0).contains(&value);
    (value >= 10.0 || value.fract() != 0.0) && !year
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
