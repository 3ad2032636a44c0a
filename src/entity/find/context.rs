//! What is known of a text before its names are looked for: its language, how each sentence is
//! written, and which words it has in small letters and with capitals.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashSet, FxHasher};

use super::known::is_known_name;
use super::lists;
use super::words::{Gap, Shape, Word};
use crate::language::{LanguageTag, is_letter};
use crate::token::StopWords;

/// How languages write names and join words, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    English,
    German,
    Nordic,
    Romance,
    Slavic,
    Turkic,
    Other,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Capitals are for names (and for nouns in German).
    Plain,
    /// Every word that matters has one: an English headline.
    Title,
    /// Everything is in capitals.
    Capitals,
}

/// What a word with a capital is, taken alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Name,
    Common,
    Unknown,
}

pub(super) struct Context<'text> {
    pub(super) words: Vec<Word<'text>>,
    /// The words with capitals in lower case, without what `core` takes off, side by side.
    lower: String,
    /// Where each word's begins and ends.
    lower_spans: Vec<(u32, u32)>,
    /// Places of words and how they are written, in order.
    pub(super) sentences: Vec<(Range<usize>, Style)>,
    pub(super) family: Family,
    /// The subtag, and `sr-Latn` for Serbian in Latin letters; empty where it is unknown.
    pub(super) language: &'static str,
    /// Han write no foreign names then.
    pub(super) language_is_japanese: bool,
    common: [Option<&'static FxHashSet<&'static str>>; 2],
    function: StopWords,
    lower_seen: FxHashSet<u64>,
    capital_seen: FxHashSet<u64>,
}

/// Letters in all capitals beyond which a word is no acronym.
const LONGEST_ACRONYM: usize = 6;
/// Words a sentence needs before its capitals can be a style.
const MIN_STYLE_WORDS: usize = 4;
/// Letters a word of English has at least that a headline in title case writes with a capital.
const TITLE_CASE_LETTERS: usize = 4;

/// Languages whose sentences and names this finder has rules or lists for.
const LANGUAGES: &[(&str, Family)] = &[
    ("en", Family::English),
    ("de", Family::German),
    ("lb", Family::German),
    ("sv", Family::Nordic),
    ("da", Family::Nordic),
    ("nb", Family::Nordic),
    ("nn", Family::Nordic),
    ("es", Family::Romance),
    ("pt", Family::Romance),
    ("fr", Family::Romance),
    ("it", Family::Romance),
    ("ca", Family::Romance),
    ("gl", Family::Romance),
    ("oc", Family::Romance),
    ("ro", Family::Other),
    ("sr-Latn", Family::Slavic),
    ("sr", Family::Slavic),
    ("hr", Family::Slavic),
    ("bs", Family::Slavic),
    ("sl", Family::Slavic),
    ("sk", Family::Slavic),
    ("cs", Family::Slavic),
    ("pl", Family::Slavic),
    ("ru", Family::Slavic),
    ("uk", Family::Slavic),
    ("be", Family::Slavic),
    ("bg", Family::Slavic),
    ("mk", Family::Slavic),
    ("tr", Family::Turkic),
    ("az", Family::Turkic),
    ("nl", Family::Other),
    ("af", Family::Other),
    ("hu", Family::Other),
    ("fi", Family::Other),
    ("et", Family::Other),
    ("lt", Family::Other),
    ("lv", Family::Other),
    ("el", Family::Other),
    ("id", Family::Other),
    ("ms", Family::Other),
];

impl<'text> Context<'text> {
    pub(super) fn new(words: Vec<Word<'text>>, language: Option<LanguageTag>) -> Self {
        let tag = language.map(|tag| tag.to_string()).unwrap_or_default();
        let mut key = language.as_ref().map_or("", LanguageTag::language);
        // Serbian is tagged alike in both scripts.
        let first = words.iter().find_map(|word| word.text.chars().find(|c| is_letter(*c)));
        if key == "sr" && (tag == "sr-Latn" || first.is_some_and(|c| c < '\u{370}')) {
            key = "sr-Latn";
        }
        let known = LANGUAGES.iter().find(|(name, _)| *name == key);
        let mut context = Self {
            words,
            lower: String::new(),
            lower_spans: Vec::new(),
            sentences: Vec::new(),
            family: known.map_or(Family::Other, |(_, family)| *family),
            language: known.map_or("", |(name, _)| name),
            language_is_japanese: key == "ja",
            common: lists::common_words(if key == "sr-Latn" { key } else { &tag }),
            function: StopWords::new(language),
            lower_seen: FxHashSet::default(),
            capital_seen: FxHashSet::default(),
        };
        if context.family == Family::Romance {
            context.words.iter_mut().for_each(cut_elision);
        }
        context.lower_capitals();
        context.mark_sentences();
        context.remember();
        context
    }

    /// Each word with a capital is asked for in lower case several times.
    fn lower_capitals(&mut self) {
        self.lower_spans.reserve_exact(self.words.len());
        for word in &self.words {
            let start = self.lower.len();
            if word.is_capital() {
                let plain = core(word.text, self.family);
                if plain.is_ascii() {
                    self.lower.extend(plain.chars().map(|letter| letter.to_ascii_lowercase()));
                } else {
                    self.lower.push_str(&plain.to_lowercase());
                }
            }
            self.lower_spans.push((start as u32, self.lower.len() as u32));
        }
    }

    /// The word at `place` in lower case, without an ending behind an apostrophe; empty where there
    /// is none.
    pub(super) fn lower(&self, place: usize) -> Cow<'_, str> {
        let (Some(word), Some(&(start, end))) =
            (self.words.get(place), self.lower_spans.get(place))
        else {
            return Cow::Borrowed("");
        };
        if word.is_capital() {
            Cow::Borrowed(self.lower.get(start as usize..end as usize).unwrap_or_default())
        } else {
            Cow::Owned(core(word.text, self.family).to_lowercase())
        }
    }

    /// Marks where sentences begin, and says how each is written.
    fn mark_sentences(&mut self) {
        let mut first = 0;
        for place in 0..self.words.len() {
            let begins = self.begins(place);
            let Some(word) = self.words.get_mut(place) else { break };
            word.begins = begins;
            let hard = place > 0 && begins && word.gap.has(Gap::LINE.with(Gap::END).with(Gap::DOT));
            if hard {
                let style = self.style(first..place);
                self.sentences.push((first..place, style));
                first = place;
            }
        }
        let style = self.style(first..self.words.len());
        self.sentences.push((first..self.words.len(), style));
    }

    fn begins(&self, place: usize) -> bool {
        let Some(word) = self.words.get(place) else { return false };
        let Some(before) = place.checked_sub(1).and_then(|before| self.words.get(before)) else {
            return true;
        };
        if word.gap.has(Gap::LINE.with(Gap::END).with(Gap::COLON).with(Gap::DASH)) {
            return true;
        }
        if word.gap.has(Gap::QUOTE) {
            return !matches!(before.shape, Shape::Capital | Shape::Upper)
                || word.gap.has(Gap::COMMA);
        }
        // `5) If`, `- The`.
        if matches!(before.shape, Shape::Number) && place == 1 && !word.gap.within(Gap::SPACE) {
            return true;
        }
        if !word.gap.has(Gap::DOT) {
            // The dot of `U.S.` may end a sentence too, where a function word follows.
            return before.text.ends_with('.') && self.is_function(&word.text.to_lowercase());
        }
        match before.shape {
            Shape::Initial => false,
            // `3. Oktober`, `1. FC Köln`; a year ends a sentence.
            Shape::Number => before.text.len() > 2 || self.language == "en",
            Shape::Capital | Shape::Lower | Shape::Mixed => !is_abbreviation(before.text),
            _ => !word.gap.within(Gap::DOT),
        }
    }

    fn style(&self, range: Range<usize>) -> Style {
        let (mut upper, mut capital, mut lower, mut short_lower) = (0, 0, 0, 0);
        let words = self.words.get(range).unwrap_or_default();
        for word in words {
            let long = word.text.len() >= TITLE_CASE_LETTERS;
            match word.shape {
                Shape::Upper => upper += 1,
                Shape::Capital | Shape::Mixed => capital += 1,
                Shape::Lower if long => lower += 1,
                Shape::Lower => short_lower += 1,
                _ => {}
            }
        }
        let few = upper + capital + lower + short_lower < MIN_STYLE_WORDS;
        let letters: usize = words.iter().map(|word| word.text.len()).sum();
        if upper > 4 * (capital + lower + short_lower)
            && (upper > 2 || letters > 3 * LONGEST_ACRONYM / 2 && upper > 1)
        {
            return Style::Capitals;
        }
        let english = matches!(self.language, "en" | "");
        if english && !few && capital + upper >= MIN_STYLE_WORDS && capital + upper > 3 * lower {
            return Style::Title;
        }
        Style::Plain
    }

    /// Keeps the words in small letters, and those with capitals where a capital tells.
    fn remember(&mut self) {
        // Only words with capitals are asked for: those that begin as none and are as long as none
        // of these need not be kept.
        let mut alike = [0u32; 256];
        for &(start, end) in &self.lower_spans {
            let word = self.lower.as_bytes().get(start as usize..end as usize);
            if let Some((first, rest)) = word.and_then(<[u8]>::split_first) {
                if let Some(lengths) = alike.get_mut(usize::from(*first)) {
                    *lengths |= 1 << (rest.len() % 32);
                }
            }
        }
        let may_be_asked = |word: &str| {
            word.as_bytes().split_first().is_some_and(|(first, rest)| {
                let lengths = alike.get(usize::from(*first)).copied().unwrap_or(0);
                lengths >> (rest.len() % 32) & 1 == 1
            })
        };
        for (range, style) in &self.sentences {
            for word in self.words.get(range.clone()).unwrap_or_default() {
                match word.shape {
                    Shape::Lower if may_be_asked(word.text) => {
                        self.lower_seen.insert(hash_of(word.text));
                    }
                    Shape::Capital | Shape::Mixed | Shape::Upper
                        if *style == Style::Plain && !word.begins =>
                    {
                        self.capital_seen.insert(hash_of(core(word.text, self.family)));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether the text has the word with a capital inside a sentence.
    pub(super) fn has_capital(&self, word: &str) -> bool {
        self.capital_seen.contains(&hash_of(word))
    }

    /// Whether the text has the word, given in lower case, in small letters.
    pub(super) fn has_lower(&self, lower: &str) -> bool {
        self.lower_seen.contains(&hash_of(lower))
    }

    /// Whether a word in lower case is one that begins sentences or links words.
    pub(super) fn is_common(&self, lower: &str) -> bool {
        self.common.iter().flatten().any(|words| words.contains(lower))
            || self.language == "en" && lists::is_english_common(lower)
    }

    pub(super) fn is_function(&self, lower: &str) -> bool {
        self.function.contains(lower)
    }

    /// Whether a word in lower case is a known part of people's names, maybe inflected.
    pub(super) fn is_known(&self, lower: &str) -> bool {
        // Short names are words in some language.
        const SHORTEST: usize = 4;
        if lower.len() < SHORTEST || lists::is_title(lower) && !lists::is_name_too(lower) {
            return false;
        }
        is_known_name(lower)
            || lists::case_endings(self.language).iter().any(|ending| {
                lower.strip_suffix(ending).is_some_and(|stem| {
                    stem.len() > SHORTEST && (is_known_name(stem) || self.language_adds(stem))
                })
            })
    }

    /// Names in -a lose it when inflected: Osame, Titova, Ивана.
    fn language_adds(&self, stem: &str) -> bool {
        if self.family != Family::Slavic {
            return false;
        }
        let last = if stem.is_ascii() || stem.chars().all(|c| c < '\u{370}') { 'a' } else { 'а' };
        let mut whole = String::with_capacity(stem.len() + 2);
        whole.push_str(stem);
        whole.push(last);
        is_known_name(&whole)
    }

    /// How the words of the language end that are no names.
    pub(super) fn ends_like_a_word(&self, lower: &str) -> bool {
        lists::common_endings(self.language).iter().any(|ending| {
            lower.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(2).is_some())
        })
    }

    /// What a word with a capital at the start of a sentence is.
    pub(super) fn class_at_start(&self, word: &Word<'_>, lower: &str) -> Class {
        if word.shape == Shape::Upper {
            return self.class_of_acronym(word, lower);
        }
        if word.shape == Shape::Initial {
            // A word of one letter, unless it is somebody's initial.
            return if self.is_common(lower) { Class::Common } else { Class::Unknown };
        }
        if self.is_common(lower) && !lists::is_place(lower) {
            return Class::Common;
        }
        // Adjectives of nations, months, faiths.
        if self.language == "en" && lists::is_adjective(lower) {
            return Class::Common;
        }
        let plain = core(word.text, self.family);
        if word.shape == Shape::Mixed || self.has_capital(plain) {
            return Class::Name;
        }
        if self.has_lower(lower) {
            return Class::Common;
        }
        if lists::is_place(lower) || self.is_known(lower) {
            return Class::Name;
        }
        if self.ends_like_a_word(lower) || lists::is_title(lower) {
            return Class::Common;
        }
        if has_foreign_letters(lower, self.language) { Class::Name } else { Class::Unknown }
    }

    /// What a word all in capitals is in a text that is not.
    pub(super) fn class_of_acronym(&self, word: &Word<'_>, lower: &str) -> Class {
        const STATES: &[&str] = &["US", "UN", "EU", "UK", "WHO", "USA", "IT"];
        if lists::is_plain_acronym(lower) {
            return Class::Common;
        }
        if STATES.contains(&word.text) || word.text.contains('.') {
            return Class::Name;
        }
        let letters = word.text.chars().count();
        if self.is_common(lower) && (letters > 2 || self.is_function(lower)) {
            return Class::Common;
        }
        if letters <= LONGEST_ACRONYM { Class::Name } else { Class::Unknown }
    }
}

/// A word without its English or Turkish ending after an apostrophe.
pub(super) fn core(word: &str, family: Family) -> &str {
    // Most words have none of the two; ’ begins with that byte.
    if !word.bytes().any(|byte| byte == b'\'' || byte == 0xe2) {
        return word;
    }
    let Some(place) = word.rfind(['\'', '’']) else { return word };
    let (Some(stem), Some(rest)) = (word.get(..place), word.get(place..)) else { return word };
    let ending = rest.trim_start_matches(['\'', '’']);
    let cut = match family {
        Family::Turkic => !ending.is_empty() && ending.chars().all(char::is_lowercase),
        _ => matches!(ending, "s" | "S"),
    };
    if cut && !stem.is_empty() { stem } else { word }
}

/// Takes the article or preposition with a capital off the start of a sentence: `L'Ukraine`.
fn cut_elision(word: &mut Word<'_>) {
    const ELIDED: &[&str] =
        &["L", "Qu", "Dell", "All", "Dall", "Nell", "Sull", "Un", "S", "N", "J", "C"];
    let Some((head, tail)) = word.text.split_once(['\'', '’']) else { return };
    if ELIDED.contains(&head) && tail.chars().next().is_some_and(char::is_uppercase) {
        word.start = word.end() - tail.len();
        word.text = tail;
        let lower = tail.chars().any(char::is_lowercase);
        word.shape = if lower { Shape::Capital } else { Shape::Upper };
    }
}

/// Letters that a language does not use in words of its own.
fn has_foreign_letters(lower: &str, language: &str) -> bool {
    let foreign = match language {
        "sr-Latn" | "hr" | "bs" | "sl" => "qwxyáéíóúýöüőűäßñçåøłřě",
        "sk" => "qwxñçåøłřěćđőűß",
        "cs" => "qwxñçåøłćđőűßôľĺŕä",
        "pl" => "qvxñçåøäöüß",
        "sv" => "qwæøñçßšžč",
        "da" | "nb" | "nn" => "qwxzñçßäöšžč",
        "pt" | "gl" => "kwyñøåößšž",
        "es" => "kwçøåößšžãõ",
        "it" => "jkwxyñøåößšžçãõ",
        "fr" => "kwñøåößšžãõ",
        "ro" => "kqwyñøåößšž",
        "fi" | "et" => "qwxñçåß",
        "tr" => "qwxñåßäé",
        _ => "",
    };
    !foreign.is_empty() && lower.chars().any(|letter| foreign.contains(letter))
}

/// Abbreviations that a name or another word of the sentence follows.
fn is_abbreviation(word: &str) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt",
        "hon", "rev", "jr", "mt", "ft", "pres", "adm", "capt", "cmdr", "det", "insp", "messrs",
        "sr", "sra", "srta", "dra", "mme", "mlle", "sig", "dott", "ing", "avv", "on", "ud", "d",
        "dn", "ex", "exmo", "av", "vs", "no", "nr", "inc", "ltd", "co", "corp", "bros", "tzv",
        "np", "mgr", "judr", "mudr", "phdr", "rndr", "ev", "okr", "sv", "ul", "im", "ks", "abp",
        "bp", "kard", "hr", "fr", "frk", "kl", "tidl", "bl", "dir", "adv", "fig", "art", "núm",
        "pág", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "им", "г", "ул", "проф", "акад",
        "р", "обл", "св", "др", "тов", "гр", "ген", "bzw", "ca", "u", "z", "sog", "geb", "evtl",
        "ggf", "hl", "dipl", "mag", "mc", "mons", "mgr", "gral", "cap", "cel", "pe", "deu",
    ];
    let lower = word.to_lowercase();
    ABBREVIATIONS.contains(&lower.as_str())
}

/// Of use within one call only.
fn hash_of(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
