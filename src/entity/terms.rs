//! The words of the names in the news, found by their consonants.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::bearer::{Bearer, Role};
use super::by_script;
use super::form::text_of;
use super::record::push_tight;
use super::skeleton::{MOST_STEMS, Skeletons};
use super::skeleton_filter::SkeletonFilter;
use super::window::{LONGEST_JOINED_SYMBOLS, NameWindows, SHORT_WORD, Window};
use crate::language::{Script, dominant_script};
use crate::name::{Letters, MetWords, NameScorer, PreparedName, WordSketch};
use crate::translit::fold;

/// Evidence in nats below which a word of a text is not a word of a name.
const FEWEST_NATS: f32 = 5.0;
/// Evidence in nats, symbol by symbol, below which a name's word is no candidate.
const ROUGH_NATS: f32 = 3.0;
/// The same in a text, and its share of what the words weigh against themselves, without which the
/// exact score is not worth its time. With 3 nats and the share, 98.6 % of the words that are one
/// passed, and half of the others (108,000 pairs of 2,000 articles in 125 languages); 5 nats and this
/// share find as many names, and fewer in texts that do not have them.
const ROUGH_NATS_IN_TEXT: f32 = 5.0;
const ROUGH_SHARE: f32 = 0.3;
/// Letters of one word that nothing in the other explains, above which they are not compared:
/// 96 % of the words that are one have fewer, and 42 % of the others. Of words joined there are so
/// many that one letter is enough; syllables tell less, which Tibetan and Burmese need two for.
const MOST_STRANGERS: u32 = 4;
const MOST_STRANGERS_BY_CHANCE: u32 = 2;
const MOST_STRANGERS_JOINED: u32 = 1;
const MOST_STRANGERS_OF_STEMS: u32 = 2;
/// Skeletons of one word that are looked up, the likeliest: four find as many names.
const MOST_KEYS: usize = 2;
/// Words of names scored for one of a text, the most alike of [`MOST_CANDIDATES`] compared at a
/// glance, those of the most mentioned names among [`MOST_LISTED`] that came last: what a flood of
/// names costs.
const MOST_SCORED: usize = 2;
const MOST_CANDIDATES: usize = 6;
const MOST_LISTED: usize = 128;
/// Words of names from which a new name's candidates are taken.
const MOST_ALIKE: usize = 16;
/// The share of what a word weighs against itself at which it is not looked for in other cases.
const NEAR_ENOUGH: f32 = 0.7;
/// Articles after which a word may be too common to be a name.
const COMMON_ARTICLES: u32 = 20;
/// Words of names that one of a text may be.
const MOST_HITS: usize = 6;
/// Bearers of one word: `Mohammed` does not say who.
const MOST_BEARERS: usize = 48;
/// Stretches of text whose words of names are remembered, some 60 bytes each.
const MOST_REMEMBERED: usize = 400_000;

/// A word of a name, or a name of short words as one.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Term {
    /// None until it is looked for in texts: most never are.
    name: Option<Box<PreparedName>>,
    bearers: Vec<Bearer>,
}

/// What of a term is looked at most often, side by side in memory.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Glance {
    sketch: WordSketch,
    /// What the sketch weighs against itself, in nats.
    own: f32,
    /// Articles of its most mentioned bearer, 0 until it is looked for in texts.
    articles: u32,
}

/// A term that is looked for in texts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Active {
    /// The how manyth it became so.
    order: u32,
    term: u32,
    letters: Letters,
}

/// A word of a text that is one of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) term: u32,
    pub(super) nats: f32,
    /// The share of the articles of this script that have the same words.
    pub(super) share: f32,
}

/// The number of an article that was counted before.
pub(super) const NOT_COUNTED: u32 = 0;

/// What is known of a stretch of text met before.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Remembered {
    hits: Vec<(u32, f32)>,
    /// Terms there were when it was looked up last.
    terms: u32,
    /// Articles that have it, and the last of them.
    articles: u32,
    last_article: u32,
    first_article: u32,
}

/// All words of the names in the news. What is looked up by text is hashed with a secret key, since
/// feeds choose the words.
///
/// A text's window costs a test of a filter where no name has its consonants; else a look at what
/// is remembered of it; else an exact score against each word of a name with these consonants, of
/// which there are at most [`MOST_CANDIDATES`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Terms {
    #[serde(skip)]
    scorer: NameScorer,
    terms: Vec<Term>,
    /// Of each term.
    glances: Vec<Glance>,
    /// By the script's code and the symbols.
    by_symbols: HashMap<String, u32>,
    by_key: FxHashMap<u32, Vec<(u32, Letters)>>,
    /// Those of long words without their last consonant, which may be an ending's.
    by_stem: FxHashMap<u32, Vec<(u32, Letters)>>,
    /// The terms looked for in texts.
    active_by_key: FxHashMap<u32, Vec<Active>>,
    active: u32,
    filter: SkeletonFilter,
    /// By hash of what is written.
    remembered: FxHashMap<u64, Remembered>,
    #[serde(with = "by_script")]
    articles: FxHashMap<Script, u32>,
    /// What a word is looked up by, for its room.
    #[serde(skip)]
    key: String,
    /// Terms with the consonants of a stretch of text, and how many letters tell them apart and
    /// how many articles have them.
    #[serde(skip)]
    alike: Vec<(u32, Reverse<(u32, u32)>)>,
    /// Terms that a stretch of text may be, for their room.
    #[serde(skip)]
    candidates: Vec<(u32, Reverse<(u32, u32)>)>,
    /// Those that fit at a glance, with nats.
    #[serde(skip)]
    likely: Vec<(f32, u32)>,
    /// Weights of words that were scored.
    #[serde(skip)]
    pub(super) met: MetWords,
}

impl Terms {
    /// Adds the words of a spelling of an entity that so many articles mention; with more than 0,
    /// they are looked for in texts.
    pub(super) fn insert(&mut self, entity: u32, form: &str, articles: u32) {
        let Some(script) = dominant_script(form) else { return };
        let symbols = fold(form, None);
        // Spellings keep their words where symbols do: both part them at the same signs.
        let words: Vec<&str> = symbols.split(' ').filter(|word| !word.is_empty()).collect();
        let count = words.len();
        for (place, word) in words.iter().enumerate() {
            let role = match (count, place + 1 == count) {
                (1, _) => Role::Whole,
                (_, true) => Role::Last,
                (_, false) => Role::Part,
            };
            self.insert_word((entity, role), script, word, form, articles);
        }
        let letters: usize = words.iter().map(|word| word.len()).sum();
        let short = words.iter().any(|word| word.len() <= SHORT_WORD);
        if (2..=3).contains(&count) && short && letters <= LONGEST_JOINED_SYMBOLS {
            let joined = words.concat();
            self.insert_word((entity, Role::Whole), script, &joined, form, articles);
        }
    }

    fn insert_word(
        &mut self,
        (entity, role): (u32, Role),
        script: Script,
        word: &str,
        form: &str,
        articles: u32,
    ) {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        key.push_str(script.short_name());
        key.push_str(word);
        let known = self.by_symbols.get(key.as_str()).copied();
        let place = match known {
            Some(place) => place,
            None => {
                let keys = Skeletons::of(word);
                if !keys.strong().any(|_| true) {
                    self.key = key;
                    return;
                }
                let place = self.terms.len() as u32;
                let sketch = WordSketch::new(word.as_bytes(), script);
                for key in keys.strong() {
                    let list = self.by_key.entry(key).or_default();
                    push_tight(list, (place, sketch.letters()));
                }
                for key in keys.stems() {
                    let list = self.by_stem.entry(key).or_default();
                    push_tight(list, (place, sketch.letters()));
                }
                self.terms.push(Term { name: None, bearers: Vec::new() });
                self.glances.push(Glance { sketch, own: sketch.nats(&sketch), articles: 0 });
                self.by_symbols.insert(key.clone(), place);
                place
            }
        };
        self.key = key;
        let Some(term) = self.terms.get_mut(place as usize) else { return };
        match term.bearers.iter_mut().find(|bearer| bearer.entity == entity) {
            Some(bearer) => bearer.role = bearer.role.max(role),
            None => {
                if term.bearers.len() >= MOST_BEARERS {
                    // Of those whose name it is least, the one that came first.
                    let least = term.bearers.iter().enumerate().min_by_key(|(_, b)| b.role);
                    if let Some((least, _)) = least {
                        term.bearers.remove(least);
                    }
                }
                push_tight(&mut term.bearers, Bearer { entity, role });
            }
        }
        let Some(glance) = self.glances.get_mut(place as usize) else { return };
        let fresh = glance.articles == 0 && articles > 0;
        glance.articles = glance.articles.max(articles);
        if fresh {
            term.name = Some(Box::new(self.scorer.prepare(text_of(form, word))));
            self.active += 1;
            self.filter.make(
                self.active_by_key
                    .iter()
                    .map(|(key, list)| (*key, list.last().map_or(0, |active| active.order))),
            );
            for key in Skeletons::of(word).strong() {
                let letters = glance.sketch.letters();
                let active = Active { order: self.active, term: place, letters };
                push_tight(self.active_by_key.entry(key).or_default(), active);
                self.filter.insert(key, self.active);
            }
        }
    }

    /// The entities with a word in their names.
    pub(super) fn bearers(&self, term: u32) -> &[Bearer] {
        self.terms.get(term as usize).map_or(&[], |term| &term.bearers)
    }

    /// Terms there are, with those that no entity has any more.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Terms that an entity has.
    pub(super) fn live(&self) -> usize {
        self.terms.iter().filter(|term| !term.bearers.is_empty()).count()
    }

    /// Takes entities out of the bearers.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        for term in &mut self.terms {
            term.bearers.retain(|bearer| keep(bearer.entity));
        }
    }

    /// The words of names in a text into `hits`, in the order of the windows, but for those within
    /// `known`, stretches in order whose names are known.
    pub(super) fn hits_into(
        &mut self,
        text: &str,
        script: Option<Script>,
        windows: &NameWindows,
        known: &[Range<usize>],
        article: u32,
        hits: &mut Vec<Hit>,
    ) {
        let of_script = self.articles.entry(script.unwrap_or(Script::Unknown)).or_default();
        *of_script += u32::from(article != NOT_COUNTED);
        let of_script = *of_script;
        if self.remembered.len() > MOST_REMEMBERED {
            self.remembered.clear();
        }
        let is_known = |window: &Window| {
            let place = known.partition_point(|span| span.end < window.end as usize);
            known.get(place).is_some_and(|span| span.start <= window.start as usize)
        };
        // Each step is a row of looks into large tables that do not wait for each other.
        let may_be_names = windows.windows.iter().filter(|window| {
            let mut keys = windows.keys(window).iter().take(MOST_KEYS);
            keys.any(|key| self.filter.may_have(*key)) && !is_known(window)
        });
        let may_be_names: Vec<&Window> = may_be_names.collect();
        let are_fresh = may_be_names.iter().map(|window| {
            let seen = self.remembered.get(&window.hash).map_or(0, |known| known.terms);
            windows
                .keys(window)
                .iter()
                .take(MOST_KEYS)
                .any(|key| self.filter.may_be_fresh(*key, seen))
        });
        let are_fresh: Vec<bool> = are_fresh.collect();
        let mut met = 0;
        let are_fresh = may_be_names.iter().zip(are_fresh).map(|(window, may_be_fresh)| {
            let known = self.remembered.get(&window.hash);
            let hit = known.and_then(|known| known.hits.first());
            met += usize::from(hit.is_some_and(|(_, nats)| *nats > 0.0));
            let seen = known.map_or(0, |known| known.terms);
            let is_fresh = |key| {
                let last = self.active_by_key.get(key).and_then(|list| list.last());
                last.is_some_and(|last| last.order > seen)
            };
            may_be_fresh && windows.keys(window).iter().take(MOST_KEYS).any(is_fresh)
        });
        let are_fresh: Vec<bool> = are_fresh.collect();
        hits.reserve(met);
        for (window, is_fresh) in may_be_names.into_iter().zip(are_fresh) {
            let known = self.look_up(text, window, windows, article, (of_script, is_fresh));
            let Some(known) = known else { continue };
            let since = of_script.saturating_sub(known.first_article) + 1;
            // What is sure of it, by the standard deviation of a count: one article says nothing, and
            // a few more than were met are assumed, so that two of two are not all.
            let articles = known.articles as f32;
            let share = (articles - articles.sqrt()) / (since as f32 + 4.0);
            hits.extend(known.hits.iter().map(|&(term, nats)| Hit {
                start: window.start,
                end: window.end,
                term,
                nats: nats - if window.stripped { STRIPPED } else { 0.0 },
                share,
            }));
        }
    }

    /// The names' words that may be a word of a new name, into `found`: which word of it, which
    /// term, and the evidence symbol by symbol in nats.
    pub(super) fn like_into(&self, form: &str, found: &mut Vec<(u32, u32, f32)>) {
        found.clear();
        let Some(script) = dominant_script(form) else { return };
        let symbols = fold(form, None);
        let words: Vec<&str> = symbols.split(' ').filter(|word| !word.is_empty()).collect();
        let mut add = |word: &str, place: u32| {
            let sketch = WordSketch::new(word.as_bytes(), script);
            let first = found.len();
            let letters = sketch.letters();
            let keys = Skeletons::of(word);
            let whole = keys.keys().iter().take(MOST_KEYS).map(|key| (&self.by_key, *key));
            // Of another case than a spelling that is known, or in another than it.
            let longer = keys.strong().take(MOST_STEMS).map(|key| (&self.by_stem, key));
            let shorter = keys.stems().map(|key| (&self.by_key, key));
            let beside = keys.stems().map(|key| (&self.by_stem, key));
            let mut best = 0.0f32;
            let enough = sketch.nats(&sketch) * NEAR_ENOUGH;
            let steps = whole.map(|step| (step, true));
            let others = longer.chain(shorter).chain(beside).map(|step| (step, false));
            for ((lists, key), whole) in steps.chain(others) {
                if !whole && best >= enough {
                    break;
                }
                let list = lists.get(&key).map_or(&[][..], Vec::as_slice);
                let alike = list.iter().rev().take(MOST_LISTED);
                let most = if whole { MOST_STRANGERS } else { MOST_STRANGERS_OF_STEMS };
                let alike = alike.filter(|(_, other)| letters.strangers(other) <= most);
                for (term, _) in alike.take(MOST_ALIKE) {
                    let met = found.iter().skip(first).any(|(_, known, _)| known == term);
                    let Some(known) = self.glances.get(*term as usize).filter(|_| !met) else {
                        continue;
                    };
                    let nats = sketch.nats(&known.sketch);
                    if nats >= ROUGH_NATS {
                        best = best.max(nats);
                        found.push((place, *term, nats));
                    }
                }
            }
        };
        for (place, word) in words.iter().enumerate() {
            add(word, place as u32);
        }
        let letters: usize = words.iter().map(|word| word.len()).sum();
        if (2..=3).contains(&words.len()) && letters <= LONGEST_JOINED_SYMBOLS {
            add(&words.concat(), words.len() as u32);
        }
    }

    /// Brings what is remembered of a stretch of text up to date, where terms may be new to it.
    fn look_up(
        &mut self,
        text: &str,
        window: &Window,
        windows: &NameWindows,
        article: u32,
        (of_script, is_fresh): (u32, bool),
    ) -> Option<&Remembered> {
        let count = self.active;
        let known = self
            .remembered
            .entry(window.hash)
            .or_insert_with(|| Remembered { first_article: of_script, ..Remembered::default() });
        if known.last_article != article && article != NOT_COUNTED {
            known.last_article = article;
            known.articles += 1;
        }
        // A word that a third of all articles have is no name.
        let common = known.articles > COMMON_ARTICLES && known.articles * 3 > of_script;
        if known.terms == count || common {
            return Some(known);
        }
        let seen = known.terms;
        known.terms = count;
        if !is_fresh {
            return Some(known);
        }
        let sketch = windows.sketch(window);
        let letters = sketch.letters();
        let most_strangers = match (window.by_chance, window.joins_words()) {
            (_, true) => MOST_STRANGERS_JOINED,
            (true, _) => MOST_STRANGERS_BY_CHANCE,
            _ => MOST_STRANGERS,
        };
        self.alike.clear();
        for key in windows.keys(window).iter().take(MOST_KEYS) {
            if !self.filter.may_be_fresh(*key, seen) {
                continue;
            }
            let list = self.active_by_key.get(key).map_or(&[][..], Vec::as_slice);
            let fresh = list.iter().rev().take_while(|active| active.order > seen);
            let fresh = fresh.take(MOST_LISTED);
            let alike = fresh.map(|active| (letters.strangers(&active.letters), active.term));
            let alike = alike.filter(|(strangers, _)| *strangers <= most_strangers);
            self.alike.extend(alike.map(|(strangers, term)| (strangers, Reverse((0, term)))));
        }
        // A row of looks that do not wait for each other.
        for (_, Reverse((articles, term))) in &mut self.alike {
            *articles = self.glances.get(*term as usize).map_or(0, |term| term.articles);
        }
        // Of words as alike, those of the most mentioned names are the likeliest.
        self.candidates.clear();
        for candidate in &self.alike {
            keep_least(&mut self.candidates, *candidate, MOST_CANDIDATES);
        }
        if self.candidates.is_empty() {
            return Some(known);
        }
        self.likely.clear();
        let mut own = None;
        for (_, Reverse((_, place))) in &self.candidates {
            let Some(term) = self.glances.get(*place as usize) else { continue };
            let nats = sketch.nats(&term.sketch);
            if nats < ROUGH_NATS_IN_TEXT {
                continue;
            }
            let own = *own.get_or_insert_with(|| sketch.nats(&sketch));
            if nats >= (own + term.own) / 2.0 * ROUGH_SHARE {
                self.likely.push((nats, *place));
            }
        }
        self.likely.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut name = None;
        for (_, place) in self.likely.iter().take(MOST_SCORED) {
            let term = self.terms.get(*place as usize).and_then(|term| term.name.as_ref());
            let Some(known_name) = term else { continue };
            let words = text.get(window.start as usize..window.end as usize).unwrap_or_default();
            let name = name.get_or_insert_with(|| self.scorer.prepare(words));
            let score = self.scorer.score_remembered(name, known_name, &mut self.met);
            if score.probability >= 0.5 && score.nats >= FEWEST_NATS {
                known.hits.push((*place, score.nats));
            }
        }
        known.hits.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        known.hits.truncate(MOST_HITS);
        Some(known)
    }
}

/// Adds a value to the least ones of all that were added, in order and once each.
fn keep_least<T: Ord>(values: &mut Vec<T>, value: T, most: usize) {
    if values.len() >= most && values.last().is_some_and(|last| *last <= value) {
        return;
    }
    if let Err(place) = values.binary_search(&value) {
        values.insert(place, value);
        values.truncate(most);
    }
}

/// What the freedom to take off a prefix or an ending costs, in nats.
const STRIPPED: f32 = 0.7;
