//! UAX #29 words, with a fast way through plain letters.
//!
//! Four fifths of a news text are runs of letters between blanks and plain punctuation, where the
//! rule has nothing to decide. The rest goes to `unicode-segmentation`, from the last sure boundary
//! on; a property test compares the whole with it.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::language::is_letter_or_number;

/// The words of a text with their places, as [`UnicodeSegmentation::unicode_word_indices`].
pub(super) struct Words<'text> {
    text: &'text str,
    place: usize,
    /// The slow way, and where it began.
    slow: Option<(UWordBoundIndices<'text>, usize)>,
}

/// What a character is to the fast way.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// Joins its neighbors into a word.
    Letter,
    /// Belongs to the letter before it.
    Mark,
    /// Parts words whatever is beside it.
    Break,
    /// Parts words unless letters are on both sides.
    Middle,
    Other,
}

impl<'text> Words<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, place: 0, slow: None }
    }

    /// The class of what stands at a byte, and its length.
    #[inline]
    fn class(&self, place: usize) -> (Class, usize) {
        match self.text.as_bytes().get(place) {
            Some(byte @ 0..0x80) => (ascii(*byte), 1),
            Some(_) => {
                let next = self.text.get(place..).and_then(|rest| rest.chars().next());
                next.map_or((Class::Other, 1), |next| (wide(next), next.len_utf8()))
            }
            None => (Class::Break, 0),
        }
    }

    /// Where the ASCII letters end that begin at `start`, if any do.
    #[inline]
    fn plain_end(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        start + rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
    }

    /// The end of a word of ASCII that begins at `start` and whose letters go to `end`, where the rule
    /// parts it from an ASCII character that is no part of a word; `start` where none begins there.
    /// `None` where it is not all ASCII, so that the rule must be asked.
    fn ascii_end(&self, start: usize, mut end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut before = match end.checked_sub(1).filter(|last| *last >= start) {
            Some(last) => bytes.get(last).copied()?,
            None => b' ',
        };
        if !bytes.get(start..end)?.is_ascii() {
            return None;
        }
        loop {
            let byte = bytes.get(end).copied().unwrap_or(b' ');
            let after = bytes.get(end + 1).copied().unwrap_or(b' ');
            let goes_on = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
                0x80.. | b'_' => return None,
                b'.' | b'\'' | b':' | b',' | b';' | b'"' if !after.is_ascii() => return None,
                b'.' | b'\'' => {
                    is_between(before, after, u8::is_ascii_alphabetic)
                        || is_between(before, after, u8::is_ascii_digit)
                }
                b':' => is_between(before, after, u8::is_ascii_alphabetic),
                b',' | b';' => is_between(before, after, u8::is_ascii_digit),
                _ => false,
            };
            if !goes_on {
                return Some(end);
            }
            before = byte;
            end += 1;
        }
    }

    /// The beginning of the break that ends at `place`.
    fn back(&self, place: usize) -> usize {
        let before = self.text.as_bytes().get(..place).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|byte| **byte == b' ').count();
        place.saturating_sub(blanks.max(1))
    }

    /// Whether what follows a middle character parts it from the word before.
    fn parts(&self, after: usize) -> bool {
        match self.text.as_bytes().get(after) {
            Some(byte) => byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'_',
            None => true,
        }
    }
}

impl<'text> Iterator for Words<'text> {
    type Item = (usize, &'text str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let Some((segments, base)) = &mut self.slow {
                let Some((offset, segment)) = segments.next() else {
                    self.place = self.text.len();
                    self.slow = None;
                    break;
                };
                let start = *base + offset;
                let break_alone =
                    matches!(segment.as_bytes(), [byte] if ascii(*byte) == Class::Break);
                if break_alone && offset > 0 {
                    // A sure boundary; whether anything clings to it, the fast way looks itself.
                    self.place = start + 1;
                    self.slow = None;
                    break;
                }
                if segment.chars().any(is_letter_or_number) {
                    return Some((start, segment));
                }
            }
            let start = self.place;
            if start >= self.text.len() {
                return None;
            }
            let mut end = self.plain_end(start);
            let stop = loop {
                let (class, length) = self.class(end);
                // A mark after anything but a letter clings to what is before it.
                if class != Class::Letter && (class != Class::Mark || end == start) {
                    break (class, length);
                }
                end += length;
                end = self.plain_end(end);
            };
            if let Some(after) = self.ascii_end(start, end) {
                self.place = after + 1;
                if after > start {
                    return self.text.get(start..after).map(|word| (start, word));
                }
                continue;
            }
            let sure = match stop.0 {
                Class::Break => true,
                Class::Middle => self.parts(end + stop.1),
                _ => false,
            };
            if !sure {
                // A mark clings to the break before it, which is one byte or a run of blanks.
                let base = if end == start { self.back(start) } else { start };
                let rest = self.text.get(base..).unwrap_or("");
                self.slow = Some((rest.split_word_bound_indices(), base));
                continue;
            }
            self.place = end + stop.1;
            if end > start {
                return self.text.get(start..end).map(|word| (start, word));
            }
        }
    }
}

#[inline]
fn is_between(before: u8, after: u8, kind: impl Fn(&u8) -> bool) -> bool {
    kind(&before) && kind(&after)
}

#[inline]
fn ascii(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        // An apostrophe belongs to a Hebrew letter before it.
        b'0'..=b'9' | b'_' | b'"' | b'\'' => Class::Other,
        b'.' | b':' => Class::Middle,
        _ => Class::Break,
    }
}

/// Letters (and marks that never begin a word in these ranges) of the scripts of most news.
fn wide(character: char) -> Class {
    match u32::from(character) {
        0xc0..=0x24f if !matches!(character, '×' | '÷') => Class::Letter,
        0x391..=0x3a1 | 0x3a3..=0x3ce | 0x400..=0x481 | 0x48a..=0x52f => Class::Letter,
        0x531..=0x556 | 0x561..=0x587 | 0x10d0..=0x10fa => Class::Letter,
        0x5d0..=0x5ea | 0x620..=0x63f | 0x641..=0x64a | 0x671..=0x6d3 => Class::Letter,
        code @ FIRST..0x1400 => by_bit(code - FIRST),
        0x1ea0..=0x1ef9 | 0xac00..=0xd7a3 => Class::Letter,
        _ => Class::Other,
    }
}

/// Where the bits begin.
const FIRST: u32 = 0x900;

/// The scripts of India and Ethiopic, by a bit for each character.
fn by_bit(offset: u32) -> Class {
    let (place, bit) = ((offset / 64) as usize, 1u64 << (offset % 64));
    let set = |bits: &[u64]| bits.get(place).is_some_and(|bits| bits & bit != 0);
    match (set(&LETTERS), set(&MARKS)) {
        (true, _) => Class::Letter,
        (_, true) => Class::Mark,
        _ => Class::Other,
    }
}

/// `Word_Break=ALetter` of Unicode 17, but for scripts without spaces; a test compares them.
#[rustfmt::skip]
const LETTERS: [u64; 44] = [
    0x23ff_ffff_ffff_fff0, 0xfffe_0003_ff01_0000, 0x23c5_fdff_fff9_9fe1, 0x1003_0003_b000_4000,
    0x036d_fdff_fff9_87e0, 0x001c_0000_5e00_0000, 0x23ed_fdff_fffb_bfe0, 0x0200_0003_0001_0000,
    0x23ed_fdff_fff9_9fe0, 0x0002_0003_b000_0000, 0x03ff_c718_d63d_c7e8, 0x0000_0000_0001_0000,
    0x23ff_fdff_fffd_dfe0, 0x0000_0003_3700_0000, 0x23ef_fdff_fffd_dfe1, 0x0006_0003_7000_0000,
    0x27ff_ffff_fffd_dff0, 0xfc00_0003_8070_4000, 0x2ffb_ffff_fc7f_ffe0, 0x0000_0000_0000_007f,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0xffff_ffff_ffff_ffff, 0xffff_ffff_3d7f_3dff, 0x7f3d_ffff_ffff_3dff, 0xffff_ffff_ff7f_ff3d,
    0xffff_ffff_ff3d_ffff, 0x0000_0000_07ff_ffff, 0xffff_ffff_0000_ffff, 0x3f3f_ffff_ffff_ffff,
];

/// `Word_Break=Extend` likewise.
#[rustfmt::skip]
const MARKS: [u64; 44] = [
    0xdc00_0000_0000_000f, 0x0000_000c_00fe_ffff, 0xd000_0000_0000_000e, 0x4000_000c_0080_399f,
    0xd000_0000_0000_000e, 0x0023_0000_0002_3987, 0xd000_0000_0000_000e, 0xfc00_000c_0000_3bbf,
    0xd000_0000_0000_000e, 0x0000_000c_00e0_399f, 0xc000_0000_0000_0004, 0x0000_0000_0080_3dc7,
    0xd000_0000_0000_001f, 0x0000_000c_0060_3ddf, 0xd000_0000_0000_000e, 0x0008_000c_0060_3ddf,
    0xd800_0000_0000_000f, 0x0000_000c_0080_3ddf, 0x0000_0000_0000_000e, 0x000c_0000_ff5f_8400,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0, 0, 0,
    0, 0x0000_0000_e000_0000, 0, 0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_slow_way() {
        let texts = [
            "",
            "a",
            " a ",
            "Can't stop. Won't stop: 3.5 or 3,500?",
            "a.b a. b.c. a:b 'a' a'b",
            "x\u{301}y \u{301}z -\u{301}a",
            "שלום צה\"ל ג'ורג'",
            "a_b _a_ 1a a1 1.a",
            "日本語テキスト",
            "नमस्ते दुनिया।",
            "ok\u{200d}no \u{200d}a",
            "🇩🇪🇫🇷 a",
            "한국어 단어",
            "«à» — “b”…c",
            "a\r\nb",
            "مرحبا بالعالم، ١٢٫٥",
            "a\u{ad}b c\u{2060}d",
            ".a .1 :a 'a",
            "a.\u{301}b a. \u{301}b",
        ];
        for text in texts {
            let fast: Vec<_> = Words::new(text).collect();
            let slow: Vec<_> = text.unicode_word_indices().collect();
            assert_eq!(fast, slow, "{text:?}");
        }
    }

    #[test]
    fn agrees_on_every_character() {
        for character in (0..0x1_0000).filter_map(char::from_u32) {
            let c = character;
            let text = format!("a{c}b {c} {c}a1 b{c} -{c}{c}म{c}ि.{c}a ");
            let fast: Vec<_> = Words::new(&text).collect();
            let slow: Vec<_> = text.unicode_word_indices().collect();
            assert_eq!(fast, slow, "{text:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4000))]
        #[test]
        fn agrees_on_anything(
            text in "[a-cA0-2 .,:;'\"_\\-\u{301}\u{200d}\u{ad}éжאبकााհԱკ한ア日ก’·\u{1F1E9}👍\r\n]{0,24}",
        ) {
            let fast: Vec<_> = Words::new(&text).collect();
            let slow: Vec<_> = text.unicode_word_indices().collect();
            proptest::prop_assert_eq!(fast, slow);
        }
    }
}
