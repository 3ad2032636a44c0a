//! What the windows of a text are made of.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::affix::{prefixes, suffixes};
use super::cursor::Cursor;
use super::find::is_no_name;
use super::skeleton::{FEW_CHOICES, FewSkeletons};
use super::window::MOST_WINDOWS;
use crate::language::{LanguageTag, Script, is_letter_or_number, letter_script};
use crate::token::{WordMemo, WordsOf};
use crate::translit::fold_into;

/// Letters that must be left of a word whose prefix or ending is taken off.
const FEWEST_LETTERS: usize = 3;
/// Bytes of a word; longer ones are addresses and noise.
const LONGEST_WORD: usize = 96;

/// What windows are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) struct Atom {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    pub(super) script: Script,
    /// Only what may stand within one name is before it.
    pub(super) follows: bool,
    /// Too little to be a window of its own.
    pub(super) narrow: bool,
    pub(super) first_symbol: u32,
    last_symbol: u32,
    /// Those of the atom by itself.
    pub(super) skeletons: FewSkeletons,
}

/// The words, syllables or characters of a text that may belong to a name, with their symbols.
pub(super) struct Atoms<'text, 'memo> {
    pub(super) text: &'text str,
    language: Option<LanguageTag>,
    pub(super) atoms: Vec<Atom>,
    /// Phonetic symbols, without spaces.
    pub(super) symbols: String,
    /// The words met so far.
    met: WordsOf<'memo, Sound>,
    /// Symbols of a word at hand.
    room: String,
}

/// What a word sounds like, if it may be one of a name.
/// With the word itself, 64 bytes: a line of a cache.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sound {
    symbols: [u8; LONGEST_SOUND],
    /// How many, or one of those below.
    length: u8,
    keys: [u32; FEW_CHOICES],
}

/// Symbols that are remembered; a few words in a hundred have more.
const LONGEST_SOUND: usize = 15;
/// A title, a people, a common word.
const NO_NAME: u8 = u8::MAX;
/// More symbols than are remembered.
const LONG: u8 = u8::MAX - 1;

impl Sound {
    /// What a word sounds like, with room for its symbols.
    fn of(word: &str, language: Option<LanguageTag>, symbols: &mut String) -> Self {
        let script = word.chars().next().and_then(letter_script);
        let cased = script.is_some_and(|script| is_cased(word, script));
        if cased && is_no_name(word, language) {
            return Self { length: NO_NAME, ..Self::default() };
        }
        symbols.clear();
        fold_word(word, symbols);
        let mut sound = Self { length: LONG, ..Self::default() };
        let mut skeletons = FewSkeletons::default();
        skeletons.add(symbols.as_bytes());
        sound.keys = skeletons.packed();
        if let Some(room) = sound.symbols.get_mut(..symbols.len()) {
            room.copy_from_slice(symbols.as_bytes());
            sound.length = symbols.len() as u8;
        }
        sound
    }

    /// The symbols, which are ASCII.
    fn symbols(&self) -> &str {
        let symbols = self.symbols.get(..usize::from(self.length)).unwrap_or(&[]);
        std::str::from_utf8(symbols).unwrap_or_default()
    }
}

impl<'text, 'memo> Atoms<'text, 'memo> {
    /// Those of a text, as many as there may be windows.
    pub(super) fn of(
        text: &'text str,
        language: Option<LanguageTag>,
        met: &'memo mut WordMemo<Sound>,
    ) -> Self {
        let met = met.of(language);
        let (symbols, room) = (String::new(), String::new());
        let mut atoms = Self { text, language, atoms: Vec::new(), symbols, met, room };
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

    pub(super) fn symbols(&self, atom: &Atom) -> &[u8] {
        let range = atom.first_symbol as usize..atom.last_symbol as usize;
        self.symbols.as_bytes().get(range).unwrap_or(&[])
    }

    pub(super) fn first_char(&self, atom: &Atom) -> char {
        self.text.get(atom.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    fn push(&mut self, span: Range<usize>, kind: Kind, script: Script, follows: bool) {
        let Some(word) = self.text.get(span.clone()) else { return };
        if word.len() > LONGEST_WORD || script == Script::Hiragana {
            return;
        }
        if is_cased(word, script) && !word.starts_with(char::is_uppercase) {
            return;
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
        let (language, room) = (self.language, &mut self.room);
        let sound = self.met.get(word, || Sound::of(word, language, room));
        let keys = sound.keys;
        match sound.length {
            NO_NAME => return,
            LONG => fold_word(word, &mut self.symbols),
            _ => self.symbols.push_str(sound.symbols()),
        }
        let last_symbol = self.symbols.len();
        if last_symbol > first_symbol {
            let last = self.symbols.as_bytes().last().copied().unwrap_or(b' ');
            let skeletons = FewSkeletons::unpacked(keys, last);
            self.atoms.push(Atom {
                start: span.start as u32,
                end: span.end as u32,
                kind,
                script,
                follows,
                narrow: kind == Kind::Character,
                first_symbol: first_symbol as u32,
                last_symbol: last_symbol as u32,
                skeletons,
            });
        }
    }
}

/// Appends the symbols of a word, without spaces: a mark may part it; it is one nevertheless.
fn fold_word(word: &str, symbols: &mut String) {
    let first = symbols.len();
    fold_into(word, None, symbols);
    if symbols.as_bytes().get(first..).is_some_and(|word| word.contains(&b' ')) {
        let whole: String = symbols.drain(first..).filter(|c| *c != ' ').collect();
        symbols.push_str(&whole);
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

pub(super) fn kind_of(script: Script) -> Kind {
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
