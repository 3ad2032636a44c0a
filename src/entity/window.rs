//! The stretches of a text that may be names, with their consonants.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use super::affix::{prefixes, suffixes};
use super::characters::{is_spelling, is_surname};
use super::cursor::Cursor;
use super::find::is_no_name;
use super::skeleton::{Skeletons, consonants};
use crate::language::{LanguageTag, Script, is_letter_or_number, letter_script};
use crate::name::WordSketch;
use crate::translit::fold_into;

/// Windows of a text; those behind are not looked at. An article has some hundreds, one in Chinese
/// some thousands.
const MOST_WINDOWS: usize = 2_000;

/// Words, syllables or characters of a window.
const LONGEST_JOINED: usize = 3;
const LONGEST_TIBETAN: usize = 5;
const LONGEST_HAN: usize = 8;
const LONGEST_CLUSTERS: usize = 7;
/// Characters of a Chinese or Korean name.
const LONGEST_OWN: usize = 3;
/// Symbols without which too many words are alike.
const FEWEST_SYMBOLS: usize = 4;
/// Symbols up to which a word is short, and names of such words are written as one elsewhere.
pub(super) const SHORT_WORD: usize = 4;
/// Symbols up to which words are joined.
pub(super) const LONGEST_JOINED_SYMBOLS: usize = 14;
/// Consonants without which too many words are alike.
pub(super) const FEWEST_CONSONANTS: u32 = 2;
/// Letters that must be left of a word whose prefix or ending is taken off.
const FEWEST_LETTERS: usize = 3;
/// Bytes between two words of one name: a space, a hyphen, a middle dot.
const WIDEST_GAP: usize = 4;
/// Bytes of a word; longer ones are addresses and noise.
const LONGEST_WORD: usize = 96;

/// The windows of a text in which a name may stand, each with its consonant skeletons: what finding
/// known names in it needs, and what can be computed on any thread.
///
/// In scripts with capitals these are the words that have one; in others every word, also without
/// its prefixes and endings, and short words joined with the next; in scripts without spaces every
/// run of 2 to 8 characters.
///
/// # Examples
///
/// ```
/// use samestory::entity::NameWindows;
///
/// let windows = NameWindows::of("التقى شويغو وانغ يي", "ar".parse().ok());
/// assert!(windows.len() >= 4);
/// assert!(NameWindows::of("no capital here", None).is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameWindows {
    pub(super) windows: Vec<Window>,
    keys: Vec<u32>,
    /// Phonetic symbols of the text's words, each without spaces.
    symbols: String,
}

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Window {
    pub(super) start: u32,
    pub(super) end: u32,
    /// A hash of the stretch as it is written.
    pub(super) hash: u64,
    first_key: u32,
    first_symbol: u32,
    key_count: u8,
    /// Phonetic symbols of it.
    pub(super) symbols: u8,
    #[serde(with = "script_code")]
    script: Script,
    /// A prefix or ending was taken off.
    pub(super) stripped: bool,
    /// It is several words, or a stretch of a text without words: of these there are many.
    pub(super) by_chance: bool,
}

impl NameWindows {
    /// The windows of `text`, spans in bytes of it. O(length).
    pub fn of(text: &str, language: Option<LanguageTag>) -> Self {
        let mut windows = Self::default();
        let atoms = Atoms::of(text, language);
        for place in 0..atoms.atoms.len() {
            if windows.windows.len() >= MOST_WINDOWS {
                break;
            }
            windows.from(&atoms, place);
        }
        windows.symbols = atoms.symbols;
        windows
    }

    /// Windows there are.
    pub fn len(&self) -> usize {
        self.windows.len()
    }

    /// Whether no name can stand in the text.
    pub fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    pub(super) fn keys(&self, window: &Window) -> &[u32] {
        let first = window.first_key as usize;
        self.keys.get(first..first + usize::from(window.key_count)).unwrap_or(&[])
    }

    /// The symbols of a window, to be compared at a glance.
    pub(super) fn sketch(&self, window: &Window) -> WordSketch {
        let first = window.first_symbol as usize;
        let symbols = self.symbols.as_bytes().get(first..first + usize::from(window.symbols));
        WordSketch::new(symbols.unwrap_or(&[]), window.script)
    }

    /// Adds the windows that start with an atom.
    fn from(&mut self, atoms: &Atoms<'_>, first: usize) {
        let Some(start) = atoms.atoms.get(first) else { return };
        let longest = match start.kind {
            Kind::Word => LONGEST_JOINED,
            Kind::Stripped => 1,
            Kind::Tibetan => LONGEST_TIBETAN,
            Kind::Character => LONGEST_HAN,
            Kind::Cluster => LONGEST_CLUSTERS,
        };
        let mut skeletons = Skeletons::EMPTY;
        let mut previous = b' ';
        let mut symbols_so_far = 0;
        let (mut short, mut spelled, mut surname) = (false, true, false);
        let mut end = start.end;
        let mut count = 0;
        for (place, atom) in atoms.atoms.iter().enumerate().skip(first) {
            let goes_on = place == first
                || (atom.kind == start.kind
                    && atom.start >= end
                    && (atom.start - end) as usize <= WIDEST_GAP
                    && atom.follows);
            if !goes_on || count == longest {
                break;
            }
            let symbols = atoms.symbols(atom);
            symbols_so_far += symbols.len();
            // A foreign name is spelled with some hundred characters; a name of the Han world is a
            // surname and one or two more. All other characters are 9 of 10 windows.
            if start.kind == Kind::Character {
                let character = atoms.first_char(atom);
                spelled &= is_spelling(character);
                if place == first {
                    surname = is_surname(character);
                }
                let own = surname && count < LONGEST_OWN;
                if !(spelled || own) {
                    break;
                }
            }
            short |= symbols.len() <= SHORT_WORD;
            let joined_words = start.kind == Kind::Word && place > first;
            if joined_words && !short || place > first && symbols_so_far > LONGEST_JOINED_SYMBOLS {
                break;
            }
            for (at, &symbol) in symbols.iter().enumerate() {
                let next = symbols.get(at + 1).copied().unwrap_or(b' ');
                skeletons.push(previous, symbol, next);
                previous = symbol;
            }
            end = atom.end;
            count += 1;
            if start.kind == Kind::Character && count < 2 && start.narrow {
                continue;
            }
            if symbols_so_far >= FEWEST_SYMBOLS {
                self.push(atoms, start, end, &skeletons, symbols_so_far);
            }
        }
    }

    fn push(
        &mut self,
        atoms: &Atoms<'_>,
        first: &Atom,
        end: u32,
        skeletons: &Skeletons,
        symbols: usize,
    ) {
        let first_key = self.keys.len();
        let keys = skeletons.keys().iter().copied();
        self.keys.extend(keys.filter(|key| consonants(*key) >= FEWEST_CONSONANTS));
        let key_count = (self.keys.len() - first_key) as u8;
        if key_count > 0 {
            let written = atoms.text.get(first.start as usize..end as usize).unwrap_or_default();
            self.windows.push(Window {
                start: first.start,
                end,
                hash: hash(written),
                first_key: first_key as u32,
                first_symbol: first.first_symbol,
                key_count,
                symbols: symbols.min(255) as u8,
                script: first.script,
                stripped: first.kind == Kind::Stripped,
                by_chance: match first.kind {
                    Kind::Word => first.end < end,
                    Kind::Cluster | Kind::Tibetan => true,
                    Kind::Stripped | Kind::Character => false,
                },
            });
        }
    }
}

/// A hash of a stretch of text; the same in every run.
fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// What windows are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// A word without a prefix or an ending, beside the whole one.
    Stripped,
    /// A syllable between dots.
    Tibetan,
    /// A Han character.
    Character,
    /// A letter of Thai, Lao, Khmer or Burmese with its marks.
    Cluster,
}

#[derive(Clone, Copy, Debug)]
struct Atom {
    start: u32,
    end: u32,
    kind: Kind,
    script: Script,
    /// Only what may stand within one name is before it.
    follows: bool,
    /// Too little to be a window of its own.
    narrow: bool,
    first_symbol: u32,
    last_symbol: u32,
}

struct Atoms<'text> {
    text: &'text str,
    language: Option<LanguageTag>,
    atoms: Vec<Atom>,
    symbols: String,
    /// The words met so far: where their symbols are, or that they are no names.
    met: FxHashMap<&'text str, Option<(u32, u32)>>,
}

impl<'text> Atoms<'text> {
    fn of(text: &'text str, language: Option<LanguageTag>) -> Self {
        let mut atoms = Self {
            text,
            language,
            atoms: Vec::new(),
            symbols: String::new(),
            met: FxHashMap::default(),
        };
        let mut rest = Cursor::new(text);
        let mut follows = false;
        while let Some((start, character)) = rest.next() {
            let Some(script) = letter_script(character) else {
                follows &= matches!(character, ' ' | '\u{a0}' | '-' | '‐' | '·' | '・' | '་' | '‧');
                continue;
            };
            if atoms.atoms.len() >= MOST_WINDOWS {
                break;
            }
            if character.is_ascii_lowercase() {
                // Most words, and no name.
                rest.skip_ascii(|byte| byte.is_ascii_alphanumeric() || *byte == b'\'');
                rest.skip(|next| is_word_part(next) && !is_wordless(next));
                follows = true;
                continue;
            }
            let kind = kind_of(script);
            // Katakana behind hiragana begins a word of its own.
            if kind != Kind::Character && script != Script::Hiragana {
                // A vowel written before its consonant is no syllable of its own.
                let mut open = is_leading_vowel(character);
                while let Some(next) = rest.peek() {
                    let more = match kind {
                        Kind::Cluster if open => letter_script(next).is_some(),
                        Kind::Cluster => is_cluster_part(next),
                        _ => is_word_part(next) && !is_wordless(next),
                    };
                    if !more {
                        break;
                    }
                    open = false;
                    rest.next();
                }
            }
            // The rest of a word that begins in another script, such as digits, belongs to it.
            atoms.push(start..rest.place(), kind, script, follows);
            follows = true;
        }
        // Behind all words, so that the symbols of words side by side are side by side.
        for place in 0..atoms.atoms.len() {
            if atoms.atoms.len() >= MOST_WINDOWS {
                break;
            }
            atoms.strip(place);
        }
        atoms
    }

    fn symbols(&self, atom: &Atom) -> &[u8] {
        let range = atom.first_symbol as usize..atom.last_symbol as usize;
        self.symbols.as_bytes().get(range).unwrap_or(&[])
    }

    fn first_char(&self, atom: &Atom) -> char {
        self.text.get(atom.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    fn push(&mut self, span: Range<usize>, kind: Kind, script: Script, follows: bool) {
        let Some(word) = self.text.get(span.clone()) else { return };
        if word.len() > LONGEST_WORD || script == Script::Hiragana {
            return;
        }
        if is_cased(word, script) {
            if !word.starts_with(char::is_uppercase) {
                return;
            }
            if !self.met.contains_key(word) && is_no_name(word, self.language) {
                self.met.insert(word, None);
            }
        }
        self.add(span, kind, script, follows);
    }

    /// Adds a word without each prefix and ending that it may have.
    fn strip(&mut self, place: usize) {
        let Some(&Atom { start, end, kind, script, .. }) = self.atoms.get(place) else { return };
        let (start, end) = (start as usize, end as usize);
        let Some(word) = self.text.get(start..end) else { return };
        if kind != Kind::Word || is_cased(word, script) {
            return;
        }
        for prefix in prefixes(script, self.language) {
            if let Some(bare) = word.strip_prefix(prefix) {
                if bare.chars().count() >= FEWEST_LETTERS {
                    self.add(end - bare.len()..end, Kind::Stripped, script, false);
                }
            }
        }
        for suffix in suffixes(script) {
            if let Some(bare) = word.strip_suffix(suffix) {
                if bare.chars().count() >= fewest_letters(script) {
                    self.add(start..start + bare.len(), Kind::Stripped, script, false);
                }
            }
        }
    }

    fn add(&mut self, span: Range<usize>, kind: Kind, script: Script, follows: bool) {
        let first_symbol = self.symbols.len();
        let word = self.text.get(span.clone()).unwrap_or_default();
        match self.met.get(word) {
            Some(None) => return,
            Some(Some((first, last))) => {
                for place in *first..*last {
                    let symbol = self.symbols.as_bytes().get(place as usize).copied();
                    self.symbols.push(symbol.map_or(' ', char::from));
                }
            }
            None => {
                self.fold(word);
                let symbols = (first_symbol as u32, self.symbols.len() as u32);
                self.met.insert(word, Some(symbols));
            }
        }
        let last_symbol = self.symbols.len();
        if last_symbol > first_symbol {
            self.atoms.push(Atom {
                start: span.start as u32,
                end: span.end as u32,
                kind,
                script,
                follows,
                narrow: kind == Kind::Character,
                first_symbol: first_symbol as u32,
                last_symbol: last_symbol as u32,
            });
        }
    }
}

impl Atoms<'_> {
    /// Appends the symbols of a word, without spaces: a mark may part it; it is one nevertheless.
    fn fold(&mut self, word: &str) {
        let first = self.symbols.len();
        fold_into(word, None, &mut self.symbols);
        if self.symbols.as_bytes().get(first..).is_some_and(|word| word.contains(&b' ')) {
            let whole: String = self.symbols.drain(first..).filter(|c| *c != ' ').collect();
            self.symbols.push_str(&whole);
        }
    }
}

/// Whether a word's script has capitals that tell names.
fn is_cased(word: &str, script: Script) -> bool {
    script != Script::Georgian && word.starts_with(|c: char| c.is_lowercase() || c.is_uppercase())
}

/// A Korean name of two syllables is a name.
fn fewest_letters(script: Script) -> usize {
    if script == Script::Hangul { 2 } else { FEWEST_LETTERS }
}

fn kind_of(script: Script) -> Kind {
    match script {
        Script::Han => Kind::Character,
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => Kind::Cluster,
        Script::Tibetan => Kind::Tibetan,
        _ => Kind::Word,
    }
}

/// Thai and Lao write some vowels before their consonant.
fn is_leading_vowel(character: char) -> bool {
    matches!(character, 'เ'..='ไ' | 'ເ'..='ໄ')
}

/// Vowels and marks behind a consonant.
fn is_cluster_part(character: char) -> bool {
    is_combining_mark(character) || matches!(character, 'ะ'..='ฺ' | 'ๅ'..='๎' | 'ະ'..='ຼ' | '່'..='ໍ')
}

fn is_word_part(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '\'';
    }
    letter_script(character).is_some()
        || matches!(character, '’' | 'ʼ' | '\u{200c}' | '\u{200d}' | 'ー' | '\u{5f3}')
        || is_combining_mark(character)
        || is_letter_or_number(character)
}

/// What ends a word of another script without a space: Han and hiragana behind katakana.
fn is_wordless(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}')
}

/// A script by its code in ISO 15924.
mod script_code {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::language::Script;

    pub(super) fn serialize<S: Serializer>(
        script: &Script,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        script.short_name().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Script, D::Error> {
        let code = String::deserialize(deserializer)?;
        Ok(Script::from_short_name(&code).unwrap_or(Script::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, language: &str) -> Vec<String> {
        let windows = NameWindows::of(text, language.parse().ok());
        windows.windows.iter().map(|w| text[w.start as usize..w.end as usize].to_owned()).collect()
    }

    #[test]
    fn the_right_stretches_are_windows() {
        for (language, text, wanted) in [
            ("en", "the Trump visit", "Trump"),
            ("ar", "قال وشويغو", "شويغو"),
            ("he", "אמר ששויגו", "שויגו"),
            ("ko", "쇼이구는 말했다", "쇼이구"),
            ("ko", "왕 이 부장", "왕 이"),
            ("zh", "俄罗斯绍伊古说", "绍伊古"),
            ("ja", "ロシアのショイグ書記", "ショイグ"),
            ("th", "นายปูตินกล่าว", "ปูติน"),
            ("bo", "པུ་ཏིན།", "པུ་ཏིན"),
            ("ka", "პუტინმა თქვა", "პუტინ"),
            ("hi", "पुतिन ने कहा", "पुतिन"),
        ] {
            let found = spans(text, language);
            assert!(found.iter().any(|span| span == wanted), "{text}: {found:?}");
        }
    }

    #[test]
    fn any_text_has_bounded_windows_on_boundaries() {
        let long = "绍".repeat(30_000);
        let marks = "\u{0301}".repeat(1000);
        for text in ["", "e\u{0301}", "เเเเ", "ABC-DEF", "\u{200d}\u{200d}", &long, &marks]
        {
            let windows = NameWindows::of(text, None);
            assert!(windows.len() <= MOST_WINDOWS + LONGEST_HAN);
            for window in &windows.windows {
                assert!(text.get(window.start as usize..window.end as usize).is_some());
                assert!(!windows.keys(window).is_empty());
            }
        }
    }
}
