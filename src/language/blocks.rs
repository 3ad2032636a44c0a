//! What there is to know of characters, in tables that are made as texts need them.

use std::sync::OnceLock;

/// Codes of a block.
const SIZE: usize = 256;
/// Blocks of the Basic Multilingual Plane.
const COUNT: usize = 256;

/// A value for each character. Those of the Basic Multilingual Plane are worked out once, a block of
/// 256 the first time a text has one of them; all others each time.
///
/// A text has characters of two or three blocks, so that tables stay small; and the standard
/// library walks through lists, a thousand instructions for a letter far into one.
pub(crate) struct Blocks<T> {
    blocks: [OnceLock<[T; SIZE]>; COUNT],
    value: fn(char) -> T,
}

impl<T: Copy> Blocks<T> {
    /// The table of a function.
    pub(crate) const fn new(value: fn(char) -> T) -> Self {
        Self { blocks: [const { OnceLock::new() }; COUNT], value }
    }

    /// What the function says of a character.
    #[inline]
    pub(crate) fn get(&self, character: char) -> T {
        let code = u32::from(character) as usize;
        let block = self.blocks.get(code / SIZE);
        let values = block.map(|block| block.get_or_init(|| self.of_block(code / SIZE)));
        let value = values.and_then(|values| values.get(code % SIZE));
        value.copied().unwrap_or_else(|| (self.value)(character))
    }

    /// Surrogates, which no text has, are what is put in place of unreadable characters.
    #[cold]
    fn of_block(&self, number: usize) -> [T; SIZE] {
        std::array::from_fn(|place| {
            let character = char::from_u32((number * SIZE + place) as u32);
            (self.value)(character.unwrap_or(char::REPLACEMENT_CHARACTER))
        })
    }
}
