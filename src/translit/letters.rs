//! Text as words of lower-case letters, one script at a time: what every script's table reads.
//!
//! Compatibility forms (full width, presentation forms, mathematical letters) are resolved, marks
//! are composed with their letter, case is folded. Nothing is allocated.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

use crate::language::{Blocks, is_letter};

/// Letters of one word and script handed on at once. Longer runs are cut, which only unspaced
/// scripts reach, and there a cut costs at most one vowel's place.
pub(super) const MOST_LETTERS: usize = 64;

/// The tables there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Indic,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Myanmar,
    Khmer,
    Georgian,
    Hangul,
    Ethiopic,
    Kana,
    Han,
    /// Scripts without a table of their own: read by `any_ascii`.
    Other,
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Class {
    Letter(Table),
    /// In upper case.
    Capital(Table),
    /// It may compose with the letter before it: conjoining jamo, voicing marks in the script's own
    /// block.
    Second(Table),
    /// Composes with the letter before it, or is dropped.
    Mark,
    /// Belongs to no word and ends none: joiners, bidi controls, apostrophes.
    Ignored,
    /// To be read as the characters it stands for.
    Compatible,
    Separator,
}

/// What takes the words.
pub(super) trait Words {
    /// A run of letters of one script. Bit `i` of `capitals` is set where letter `i` was upper case.
    fn letters(&mut self, table: Table, letters: &[char], capitals: u64);
    /// A character between words. It may come several times in a row, and before the first word.
    fn separator(&mut self, character: char);
}

/// Hands the words of `text` to `words`. Linear in the length of `text`.
pub(super) fn read(text: &str, words: &mut impl Words) {
    let mut run =
        Run { letters: ['\0'; MOST_LETTERS], length: 0, capitals: 0, table: Table::Latin };
    for character in text.chars() {
        if character.is_ascii_alphabetic() {
            let upper = character.is_ascii_uppercase();
            run.add(Table::Latin, character.to_ascii_lowercase(), upper, words);
        } else if character.is_ascii() {
            // Ch'oe, O'Brien: one word. A quotation mark stands outside of words.
            if character != '\'' && character != '`' {
                run.hand_over(words);
                words.separator(character);
            }
        } else {
            read_beyond_ascii(character, &mut run, words);
        }
    }
    run.hand_over(words);
}

fn read_beyond_ascii(character: char, run: &mut Run, words: &mut impl Words) {
    match class(character) {
        Class::Letter(table) => run.add(table, character, false, words),
        Class::Capital(table) => {
            // A second character is always a mark (İ), which a table would drop.
            let lower = character.to_lowercase().next().unwrap_or(character);
            run.add(table, lower, true, words);
        }
        Class::Second(table) => match run.last(table).and_then(|last| compose(last, character)) {
            Some(whole) => run.replace_last(whole),
            None => run.add(table, character, false, words),
        },
        Class::Mark => {
            if let Some(whole) = run.last(run.table).and_then(|last| compose(last, character)) {
                run.replace_last(whole);
            }
        }
        Class::Ignored => {}
        Class::Compatible => decompose_compatible(character, |part| {
            if part == character {
                run.hand_over(words);
                words.separator(character);
            } else if part.is_ascii_alphabetic() {
                let upper = part.is_ascii_uppercase();
                run.add(Table::Latin, part.to_ascii_lowercase(), upper, words);
            } else if part.is_ascii() || matches!(class(part), Class::Compatible) {
                run.hand_over(words);
                words.separator(part);
            } else {
                read_beyond_ascii(part, run, words);
            }
        }),
        Class::Separator => {
            run.hand_over(words);
            words.separator(character);
        }
    }
}

/// Letters of one script that have not been handed on yet.
struct Run {
    letters: [char; MOST_LETTERS],
    length: usize,
    capitals: u64,
    table: Table,
}

impl Run {
    #[inline]
    fn add(&mut self, table: Table, letter: char, upper: bool, words: &mut impl Words) {
        if table != self.table || self.length == MOST_LETTERS {
            self.hand_over(words);
            self.table = table;
        }
        if let Some(place) = self.letters.get_mut(self.length) {
            *place = letter;
            self.capitals |= u64::from(upper) << self.length;
            self.length += 1;
        }
    }

    /// The last letter, if it is of that script.
    fn last(&self, table: Table) -> Option<char> {
        if table != self.table {
            return None;
        }
        self.letters.get(self.length.checked_sub(1)?).copied()
    }

    fn replace_last(&mut self, letter: char) {
        if let Some(place) = self.letters.get_mut(self.length.saturating_sub(1)) {
            *place = letter;
        }
    }

    #[inline]
    fn hand_over(&mut self, words: &mut impl Words) {
        if self.length > 0 {
            if let Some(letters) = self.letters.get(..self.length) {
                words.letters(self.table, letters, self.capitals);
            }
            self.length = 0;
            self.capitals = 0;
        }
    }
}

#[inline]
fn class(character: char) -> Class {
    static CLASSES: Blocks<Class> = Blocks::new(read_class);
    CLASSES.get(character)
}

/// Blocks of the Unicode Standard, version 16.
fn read_class(character: char) -> Class {
    let table = match u32::from(character) {
        0xAA | 0xBA => return Class::Compatible,
        0xB4 => return Class::Ignored,
        0xC0..=0x24F if !matches!(character, '×' | '÷') => Table::Latin,
        0x250..=0x2AF | 0x1D00..=0x1D2B | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA722..=0xA7FF => {
            Table::Latin
        }
        // Modifier letters: ayn, hamza and aspiration in scholarly spellings.
        0x2B0..=0x2FF => return Class::Ignored,
        0x300..=0x36F | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F => {
            return Class::Mark;
        }
        0x370..=0x3FF | 0x1F00..=0x1FFF => {
            if !is_letter(character) {
                return Class::Separator;
            }
            Table::Greek
        }
        0x482 => return Class::Separator,
        0x483..=0x489 => return Class::Mark,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0xA640..=0xA69F => Table::Cyrillic,
        0x531..=0x556 | 0x560..=0x588 => Table::Armenian,
        0x55A..=0x55F => return Class::Ignored,
        // Maqaf joins words, as a hyphen does.
        0x5BE | 0x5C0 | 0x5C3 | 0x5C6 => return Class::Separator,
        0x591..=0x5F4 => Table::Hebrew,
        0x640 | 0x610..=0x61A | 0x6D6..=0x6ED if !is_letter(character) || character == 'ـ' => {
            return Class::Ignored;
        }
        0x653..=0x655 => return Class::Mark,
        0x620..=0x65F
        | 0x670..=0x6D3
        | 0x6D5..=0x6EF
        | 0x6FA..=0x6FF
        | 0x750..=0x77F
        | 0x8A0..=0x8FF => Table::Arabic,
        0x964 | 0x965 => return Class::Separator,
        0x900..=0xD7F => {
            if character.is_numeric() {
                return Class::Separator;
            }
            Table::Indic
        }
        0xD80..=0xDF3 => Table::Sinhala,
        0xE01..=0xE4E if character != '฿' => Table::Thai,
        0xE81..=0xECD | 0xEDC..=0xEDF => Table::Lao,
        0xF40..=0xFBC if character != '\u{F85}' => Table::Tibetan,
        0x1040..=0x104F => return Class::Separator,
        0x1000..=0x109F => Table::Myanmar,
        0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2D => Table::Georgian,
        0x1100..=0x11FF | 0xAC00..=0xD7A3 => Table::Hangul,
        0x1200..=0x135F | 0x1380..=0x138F | 0x2D80..=0x2DDE => Table::Ethiopic,
        0x1780..=0x17D3 => Table::Khmer,
        0x2019
        | 0x2018
        | 0x201B
        | 0x2032
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0xFEFF
        | 0xAD
        | 0x61C => return Class::Ignored,
        0x3005 | 0x3007 => Table::Han,
        0x3099 | 0x309A => return Class::Mark,
        0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF => {
            Table::Kana
        }
        0x2F800..=0x2FA1F => return Class::Compatible,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x323AF => Table::Han,
        0x3131..=0x318E
        | 0xF900..=0xFAFF
        | 0xFB00..=0xFDFF
        | 0xFE70..=0xFEFC
        | 0xFF00..=0xFFEF
        | 0x1D400..=0x1D7FF
        | 0x2071..=0x209C
        | 0x2100..=0x214F
        | 0x2F00..=0x2FD5 => return Class::Compatible,
        _ if is_letter(character) => Table::Other,
        // Vowel killers and tones of scripts without a table.
        _ if is_combining_mark(character) => return Class::Ignored,
        _ => return Class::Separator,
    };
    let cased = matches!(
        table,
        Table::Latin
            | Table::Greek
            | Table::Cyrillic
            | Table::Armenian
            | Table::Georgian
            | Table::Other
    );
    // Second parts of a canonical composition are marks, or the vowels and finals of Hangul.
    if is_combining_mark(character) || matches!(character, '\u{1161}'..='\u{11c2}') {
        Class::Second(table)
    } else if cased && character.is_uppercase() {
        Class::Capital(table)
    } else {
        Class::Letter(table)
    }
}
