//! Readable Latin.

use any_ascii::any_ascii_char;

use super::letters::{self, Table, Words};
use super::orthography::Orthography;
use super::spell::spell;

/// `text` in ASCII letters, for people to read, in the manner of news rather than of scholars.
/// Total: characters nobody can read are left out.
///
/// # Examples
///
/// ```
/// use samestory::translit::romanize;
///
/// assert_eq!(romanize("Шойгу"), "Shoigu");
/// assert_eq!(romanize("Σόιγκου, ショイグ"), "Soigou, shoigu");
/// assert_eq!(romanize("习近平"), "Xi Jin Ping");
/// ```
pub fn romanize(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    romanize_into(text, &mut latin);
    latin
}

/// Appends [`romanize`]`(text)` to `latin`. Linear, and without allocation where `latin` has room.
pub fn romanize_into(text: &str, latin: &mut String) {
    letters::read(text, &mut Latin { out: latin, after_han: false });
}

struct Latin<'out> {
    out: &'out mut String,
    /// The last letter was a Han character: its syllable stands apart.
    after_han: bool,
}

impl Words for Latin<'_> {
    fn letters(&mut self, table: Table, letters: &[char], capitals: u64) {
        let out = &mut *self.out;
        let after_han = std::mem::replace(&mut self.after_han, table == Table::Han);
        if table == Table::Latin {
            for (place, &letter) in letters.iter().enumerate() {
                push(any_ascii_char(letter), capitals >> place & 1 == 1, false, out);
            }
            return;
        }
        let all = letters.len() > 1 && capitals.count_ones() as usize == letters.len();
        let mut spaced = after_han;
        spell(table, letters, Orthography::Common, &mut |place, _, latin| {
            if table == Table::Han && !latin.is_empty() && std::mem::replace(&mut spaced, true) {
                out.push(' ');
            }
            push(latin, capitals >> place & 1 == 1, all, out);
        });
    }

    fn separator(&mut self, character: char) {
        self.after_han = false;
        if character.is_ascii() {
            self.out.push(character);
        } else {
            self.out.push_str(any_ascii_char(character));
        }
    }
}

/// Appends `latin`, its first letter a capital, or all of them.
fn push(latin: &str, capital: bool, all: bool, out: &mut String) {
    let mut capital = capital;
    for character in latin.chars() {
        out.push(if capital { character.to_ascii_uppercase() } else { character });
        capital = capital && all;
    }
}
