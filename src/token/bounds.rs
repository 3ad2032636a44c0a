//! UAX #29 sentences, with a fast way through what ends none.
//!
//! A sentence can end only behind a mark that ends sentences or a line. From the last blank before such
//! a mark on, `unicode-segmentation` decides; a property test compares the whole with it.

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text with their places, as [`UnicodeSegmentation::split_sentence_bound_indices`].
pub(super) struct Bounds<'text> {
    text: &'text str,
    place: usize,
}

impl<'text> Bounds<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, place: 0 }
    }

    /// From where on the rule must be asked for the sentence that begins at `start`: before, there is
    /// nothing but letters, blanks and marks that end nothing.
    fn first_doubt(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut place, mut blank) = (start, start);
        while let Some(byte) = bytes.get(place) {
            match byte {
                b'.' | b'!' | b'?' | b'\n' | b'\r' => break,
                b' ' => blank = place,
                0..0x80 => {}
                _ => {
                    let next = self.text.get(place..).and_then(|rest| rest.chars().next());
                    match next.filter(|next| ends_nothing(*next)) {
                        Some(next) => place += next.len_utf8() - 1,
                        None => break,
                    }
                }
            }
            place += 1;
        }
        blank
    }
}

/// Whether a character beyond ASCII is a letter, a dash or a quotation mark of the scripts of most news,
/// none of which ends a sentence.
fn ends_nothing(character: char) -> bool {
    matches!(u32::from(character),
        0xc0..=0x24f | 0x391..=0x3a1 | 0x3a3..=0x3ce | 0x400..=0x481 | 0x48a..=0x52f
        | 0x5d0..=0x5ea | 0x620..=0x64a | 0x904..=0x939 | 0x1ea0..=0x1ef9
        | 0x2013 | 0x2014 | 0x2018..=0x201d
        | 0x3041..=0x3096 | 0x30a1..=0x30fa | 0x4e00..=0x9fff | 0xac00..=0xd7a3)
}

impl<'text> Iterator for Bounds<'text> {
    type Item = (usize, &'text str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.place;
        if start >= self.text.len() {
            return None;
        }
        let doubt = self.first_doubt(start);
        let piece = self.text.get(doubt..).and_then(|rest| rest.split_sentence_bounds().next());
        self.place = doubt + piece.map_or(self.text.len() - doubt, str::len);
        self.text.get(start..self.place).map(|sentence| (start, sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(text: &str) {
        let fast: Vec<_> = Bounds::new(text).collect();
        let slow: Vec<_> = text.split_sentence_bound_indices().collect();
        assert_eq!(fast, slow, "{text:?}");
    }

    #[test]
    fn agrees_on_every_character() {
        for character in (0..0x1_1000).filter_map(char::from_u32) {
            let c = character;
            agree(&format!("a{c} B {c}. b{c}C.{c} D a. {c} {c}A?{c}b {c}{c}.C {c}\nE{c}"));
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(8000))]
        #[test]
        fn agrees_on_anything(
            text in "[a-cA-C0-1 .!?,:;'\"()\\-\r\n\u{85}\u{a0}\u{301}\u{ad}éÉжЖא日。？’“”…\u{2028}ก]{0,32}",
        ) {
            agree(&text);
        }
    }
}
