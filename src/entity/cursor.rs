//! Reading a text character by character.

use std::str::Chars;

/// A text and how far it was read.
pub(super) struct Cursor<'text> {
    length: usize,
    rest: Chars<'text>,
}

impl<'text> Cursor<'text> {
    /// At the beginning.
    pub(super) fn new(text: &'text str) -> Self {
        Self { length: text.len(), rest: text.chars() }
    }

    /// The byte of the text where the next character begins.
    #[inline]
    pub(super) fn place(&self) -> usize {
        self.length - self.rest.as_str().len()
    }

    /// The character that comes next.
    #[inline]
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Goes past it; its place and itself.
    #[inline]
    pub(super) fn next(&mut self) -> Option<(usize, char)> {
        let place = self.place();
        Some((place, self.rest.next()?))
    }

    /// Goes past the characters of a kind that come next; how many there were.
    #[inline]
    pub(super) fn skip(&mut self, is_of_kind: impl Fn(char) -> bool) -> u32 {
        let mut count = 0;
        loop {
            let before = self.rest.clone();
            if !self.rest.next().is_some_and(&is_of_kind) {
                self.rest = before;
                return count;
            }
            count += 1;
        }
    }

    /// The same for ASCII characters.
    #[inline]
    pub(super) fn skip_ascii(&mut self, is_of_kind: impl Fn(&u8) -> bool) -> u32 {
        let rest = self.rest.as_str();
        let count = rest.bytes().take_while(|byte| byte.is_ascii() && is_of_kind(byte)).count();
        self.rest = rest.get(count..).unwrap_or_default().chars();
        count as u32
    }

    /// Goes on by so many bytes, or to the end.
    pub(super) fn skip_bytes(&mut self, count: usize) {
        self.rest = self.rest.as_str().get(count..).unwrap_or_default().chars();
    }
}
