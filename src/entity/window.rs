//! The stretches of a text that may be names, with their consonants.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::atom::{Atom, Atoms, Kind, Sound, kind_of};
use super::cache::WordCache;
use super::characters::{is_spelling, is_surname};
use super::skeleton::{FewSkeletons, consonants};
use crate::language::{LanguageTag, Script};
use crate::name::WordSketch;
use crate::token::WordMemo;

/// Windows of a text; those behind are not looked at. An article has some hundreds, one in Chinese
/// some thousands.
pub(super) const MOST_WINDOWS: usize = 2_000;

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
/// Bytes between two words of one name: a space, a hyphen, a middle dot.
const WIDEST_GAP: usize = 4;

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

impl Window {
    /// Whether it is several words with blanks between them.
    pub(super) fn joins_words(&self) -> bool {
        self.by_chance && kind_of(self.script) == Kind::Word
    }
}

impl NameWindows {
    /// The windows of `text`, spans in bytes of it. O(length).
    pub fn of(text: &str, language: Option<LanguageTag>) -> Self {
        Self::with(text, language, &mut WordMemo::small())
    }

    /// The same windows, found faster where the text's words were met before.
    pub fn of_cached(text: &str, language: Option<LanguageTag>, cache: &mut WordCache) -> Self {
        Self::with(text, language, &mut cache.sounds)
    }

    fn with(text: &str, language: Option<LanguageTag>, met: &mut WordMemo<Sound>) -> Self {
        let mut windows = Self::default();
        let atoms = Atoms::of(text, language, met);
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
    fn from(&mut self, atoms: &Atoms<'_, '_>, first: usize) {
        let Some(start) = atoms.atoms.get(first) else { return };
        let longest = match start.kind {
            Kind::Word => LONGEST_JOINED,
            Kind::Stripped => 1,
            Kind::Tibetan => LONGEST_TIBETAN,
            Kind::Character => LONGEST_HAN,
            Kind::Cluster => LONGEST_CLUSTERS,
        };
        let mut skeletons = start.skeletons;
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
            if place > first {
                skeletons.add(symbols);
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
        atoms: &Atoms<'_, '_>,
        first: &Atom,
        end: u32,
        skeletons: &FewSkeletons,
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
