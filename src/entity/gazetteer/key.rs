//! How forms become keys. The generator of the tables compiles this file as well, so that both
//! sides fold, cut and hash alike; it uses nothing of the crate.
//!
//! A key is the hash of the letters of a form, or of their beginning where the language inflects.
//! Words of a form follow each other in one hash with a space between them.

/// The hash of no letter.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;
/// The multiplier of 64-bit FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// Letters of a word that are looked at; longer words are compounds and attacks.
pub(crate) const MOST_LETTERS: usize = 32;
/// Characters of a form in a script without spaces, at most.
pub(crate) const MOST_UNSPACED: usize = 20;
/// Words of a form, at most.
pub(crate) const MOST_WORDS: usize = 8;

/// The hash with one more letter.
#[inline]
pub(crate) fn step(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(u32::from(letter))).wrapping_mul(PRIME)
}

/// The 32 bits of a hash that tables hold.
#[inline]
pub(crate) fn finish(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// A lower-case character as it is hashed; `None` for marks that writers may leave out.
#[inline]
pub(crate) fn fold_letter(letter: char) -> Option<char> {
    let code = u32::from(letter);
    if code < 0x300 {
        return match letter {
            '\'' | '\u{ad}' => None,
            // Hebrew abbreviations are typed with quotation marks in place of the gershayim.
            '"' => Some('\u{5f4}'),
            _ => Some(letter),
        };
    }
    Some(match code {
        // Vowel points of Arabic and Hebrew, the tatweel, nuktas, joiners, apostrophes.
        0x300..=0x36f
        | 0x591..=0x5bd
        | 0x5bf
        | 0x5c1
        | 0x5c2
        | 0x5f3
        | 0x610..=0x61a
        | 0x640
        | 0x64b..=0x65f
        | 0x670
        | 0x93c
        | 0x9bc
        | 0xa3c
        | 0xabc
        | 0x2010..=0x2012
        | 0x200b..=0x200f
        | 0x2018
        | 0x2019
        | 0x2bc
        | 0xfe0f => return None,
        0x622 | 0x623 | 0x625 | 0x671 => 'ا',
        0x201c | 0x201d => '\u{5f4}',
        0x649 | 0x6cc => 'ي',
        0x6a9 => 'ك',
        0x6be | 0x6c1 | 0x6c0 | 0x6d5 => 'ه',
        0x451 => 'е',
        0x3c2 => 'σ',
        0x587 => 'և',
        0x958 => 'क',
        0x959 => 'ख',
        0x95a => 'ग',
        0x95b => 'ज',
        0x95c => 'ड',
        0x95d => 'ढ',
        0x95e => 'फ',
        0x9dc => 'ড',
        0x9dd => 'ঢ',
        0x9df => 'য',
        // The middle dot of katakana parts words that may as well be written together.
        0x30fb => return None,
        _ => letter,
    })
}

/// Whether a character is of a script whose words no space parts.
#[inline]
pub(crate) fn is_unspaced(letter: char) -> bool {
    let code = u32::from(letter);
    code >= 0xe00
        && matches!(code,
            0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007
            | 0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff | 0xa9e0..=0xa9fe | 0xaa60..=0xaa7f | 0xf900..=0xfaff
            | 0x20000..=0x323af)
}

/// Whether a character is Han.
#[inline]
pub(crate) fn is_han(letter: char) -> bool {
    matches!(u32::from(letter), 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af)
}

/// Whether a character is katakana, or its long-vowel mark.
#[inline]
pub(crate) fn is_katakana(letter: char) -> bool {
    matches!(u32::from(letter), 0x30a1..=0x30fa | 0x30fc..=0x30ff)
}

/// What may part the words of one form: `Guinea-Bissau`, `Knox, Indiana`, `Congo (Kinshasa)`,
/// セント・ルシア.
#[inline]
pub(crate) fn is_gap(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}'
            | '\u{202f}'
            | '-'
            | '\''
            | '.'
            | '&'
            | ','
            | '('
            | ')'
            | '['
            | ']'
            | '='
            | '·'
            | '‐'
            | '‑'
            | '–'
            | '—'
            | '’'
            | '،'
            | '、'
            | '・'
            | '，'
            | '（'
            | '）'
            | '＝'
            | '\u{200b}'
    )
}

/// Characters after which a longer form may go on, in scripts without spaces: two Han characters or
/// kana, three of Thai, Lao, Khmer and Burmese. The tables hold a mark at each such beginning.
#[inline]
pub(crate) fn beginning_length(first: char) -> usize {
    if u32::from(first) < 0x2000 { 3 } else { 2 }
}

/// How the words of a language vary, as far as matching goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    /// Letters that may follow the key of a word that is long enough.
    pub(crate) rest: u8,
    /// Letters a key has at least where any may follow.
    pub(crate) shortest: u8,
    /// Final vowels that a key leaves out; the tables are made so.
    pub(crate) cut: u8,
    /// Letters written before a word.
    pub(crate) before: Before,
}

/// Small words written together with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    Nothing,
    /// The article and the conjunctions and prepositions of one letter.
    Arabic,
    /// Up to three of the seven letters משה וכלב.
    Hebrew,
}

/// The rules of a language by its primary subtag.
pub(crate) fn rules(language: &str) -> Rules {
    let (rest, shortest, cut, before) = match language {
        "ar" => (3, 3, 0, Before::Arabic),
        "he" | "yi" => (3, 3, 0, Before::Hebrew),
        "ko" => (4, 2, 0, Before::Nothing),
        "vi" | "zh" | "yue" | "ja" | "th" | "lo" | "km" | "my" => (0, 9, 0, Before::Nothing),
        // Many cases, or endings put one after the other.
        "fi" | "et" | "hu" | "tr" | "az" | "kk" | "ky" | "uz" | "tk" | "tt" | "ug" | "ba"
        | "cv" | "ka" | "eu" | "ta" | "te" | "kn" | "ml" | "mn" | "qu" | "hy" | "si" => {
            (5, 4, 1, Before::Nothing)
        }
        "ru" | "uk" | "be" | "pl" | "cs" | "sk" | "sl" | "hr" | "sr" | "bs" | "bg" | "mk"
        | "hsb" | "dsb" | "lt" | "lv" | "el" | "ro" | "sq" | "is" | "fo" | "am" | "ti" => {
            (4, 4, 1, Before::Nothing)
        }
        "mr" | "hi" | "bn" | "pa" | "gu" | "ne" | "as" | "or" | "kok" => (3, 4, 1, Before::Nothing),
        "fr" | "es" | "it" | "pt" | "ca" | "gl" | "de" | "nl" | "af" | "da" | "sv" | "nb"
        | "nn" | "lb" | "rm" | "sc" | "ga" | "gd" | "cy" | "br" => (3, 4, 1, Before::Nothing),
        _ => (2, 4, 0, Before::Nothing),
    };
    Rules { rest, shortest, cut, before }
}

/// The rules for names of places. Where nothing else marks a name, in scripts without capitals, a
/// short one is too often the beginning of a common word; Indian scripts write an ending with more
/// characters.
pub(crate) fn place_rules(language: &str) -> Rules {
    let rules = rules(language);
    match language {
        "ar" | "he" | "yi" | "fa" | "ur" | "ps" | "sd" | "ckb" => {
            Rules { rest: 2, shortest: 5, ..rules }
        }
        "mr" | "ta" | "te" | "kn" | "ml" | "si" => Rules { rest: 7, shortest: 5, ..rules },
        "ko" => Rules { shortest: 3, ..rules },
        "ka" | "hy" | "hi" | "bn" | "pa" | "gu" | "ne" => Rules { shortest: 5, ..rules },
        _ => rules,
    }
}

impl Cover {
    /// The cover that a value of a table holds from a bit on.
    #[inline]
    pub(crate) fn of(value: u16, shift: u16) -> Self {
        match value >> shift & 7 {
            0 => Self::Whole,
            1 => Self::Bounded,
            2 => Self::Stem,
            3 => Self::Sign,
            _ => Self::Ending,
        }
    }
}

impl Rules {
    /// Letters that may follow a key of so many: none after the shortest, fewer after short ones.
    #[inline]
    pub(crate) fn rest_after(&self, length: usize) -> usize {
        match (length + 1).checked_sub(usize::from(self.shortest)) {
            None | Some(0) => 0,
            Some(over) => usize::from(self.rest).min(over + 1),
        }
    }
}

/// How much of a word a key must cover; a few bits of each value in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub(crate) enum Cover {
    /// All of it.
    Whole = 0,
    /// All but an ending, as long as [`Rules::rest_after`] has it.
    Bounded = 1,
    /// Its beginning.
    Stem = 2,
    /// All of it, beside another sign of this kind: 中美, 日韓.
    Sign = 3,
    /// All but an ending, which must be there: the key is a form without its own.
    Ending = 4,
}

/// What the 16 bits of a place in a table say.
pub(crate) mod place_bits {
    /// The place's number.
    pub(crate) const ID: u16 = 0x03ff;
    /// Where the three bits of the [`super::Cover`] begin.
    pub(crate) const COVER_SHIFT: u16 = 10;
    /// A people's or a language's name, or the adjective.
    pub(crate) const DEMONYM: u16 = 1 << 13;
    /// Counts without a capital.
    pub(crate) const SMALL: u16 = 1 << 14;
    /// Counts only in capitals throughout.
    pub(crate) const CAPITALS: u16 = 1 << 15;
}

/// What the 16 bits of a concept in a table say.
pub(crate) mod concept_bits {
    /// The concept's number.
    pub(crate) const ID: u16 = 0x0fff;
    /// Where the [`super::Cover`] begins.
    pub(crate) const COVER_SHIFT: u16 = 12;
}
