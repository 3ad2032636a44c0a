//! What a tokenizer does, whichever rules are inside.

use std::borrow::Cow;
use std::ops::Range;

use crate::language::LanguageTag;

/// Splits text into tokens.
///
/// Total: any text has tokens, maybe none. Spans index the text given, in bytes, lie on character
/// boundaries and come in order; text between them holds no letter and no digit. Spans overlap
/// only for [`TokenKind::Bigram`]. Implement it to bring a tokenizer of your own.
pub trait Tokenizer: Send + Sync {
    /// Appends the tokens of `text` to `tokens`. `language` decides details where it is known.
    fn tokenize_into<'text>(
        &self,
        text: &'text str,
        language: Option<LanguageTag>,
        tokens: &mut Vec<Token<'text>>,
    );

    /// The tokens of `text` in a vector of their own.
    fn tokenize<'text>(
        &self,
        text: &'text str,
        language: Option<LanguageTag>,
    ) -> Vec<Token<'text>> {
        let mut tokens = Vec::new();
        self.tokenize_into(text, language, &mut tokens);
        tokens
    }
}

/// A piece of text and what kind of piece it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'text> {
    /// Where it stands in the source text, in bytes.
    pub span: Range<usize>,
    /// Its text as it is written, without the apostrophe of an elided word.
    pub written: &'text str,
    /// What it is.
    pub kind: TokenKind,
}

impl<'text> Token<'text> {
    /// Its text in lower case, borrowed where it is written so.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::token::{Tokenizer, WordTokenizer};
    ///
    /// let tokens = WordTokenizer.tokenize("Wang traf", None);
    /// assert_eq!((tokens[0].written, &*tokens[0].lower()), ("Wang", "wang"));
    /// ```
    pub fn lower(&self) -> Cow<'text, str> {
        if is_lower(self.written) {
            return Cow::Borrowed(self.written);
        }
        Cow::Owned(self.written.to_lowercase())
    }

    /// Puts its text in lower case into `buffer`, in place of what is there; allocates nothing where
    /// the buffer is large enough, except for Greek words in capitals.
    pub fn lower_into(&self, buffer: &mut String) {
        buffer.clear();
        if self.written.is_ascii() {
            buffer.push_str(self.written);
            buffer.make_ascii_lowercase();
        } else if is_lower(self.written) {
            buffer.push_str(self.written);
        } else if self.written.contains('Σ') {
            // The one letter whose small form depends on where it stands.
            buffer.push_str(&self.written.to_lowercase());
        } else {
            buffer.extend(self.written.chars().flat_map(char::to_lowercase));
        }
    }
}

fn is_lower(text: &str) -> bool {
    if text.is_ascii() {
        return !text.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    !text.chars().any(char::is_uppercase)
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word.
    Word,
    /// Two neighboring characters of a script that writes no spaces.
    Bigram,
    /// Digits, with the separators and signs inside them.
    Number,
    /// A date in digits: `2026-02-01`, `1.2.2026`.
    Date,
    /// A time of day in digits: `12:30`.
    Time,
}
