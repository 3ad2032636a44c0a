//! A text as words: where they stand, how they are written, and what parts them.
//!
//! Not the tokenizer's words: names need the case of each word, what stands between two words, and
//! runs of one script where no space parts words.

use crate::entity::cursor::Cursor;
use crate::language::Blocks;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'text> {
    pub(super) start: usize,
    pub(super) text: &'text str,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// Whether a sentence may begin here, so that a capital says nothing.
    pub(super) begins: bool,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// A capital at the start, or somewhere.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// The first letter only.
    Capital,
    /// All letters, two or more.
    Upper,
    /// A capital inside: `McDonald`, `iPhone`, `USAs`.
    Mixed,
    /// One capital letter.
    Initial,
    Number,
    Caseless(Group),
}

/// Scripts without capitals, by how names are found in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Arabic,
    Hebrew,
    Hangul,
    Han,
    Katakana,
    Hiragana,
    Thai,
    /// Indic scripts and all others.
    Other,
}

/// What stands between a word and the one before, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const SPACE: Self = Self(1);
    pub(super) const HYPHEN: Self = Self(2);
    pub(super) const APOSTROPHE: Self = Self(4);
    pub(super) const DOT: Self = Self(8);
    pub(super) const COMMA: Self = Self(16);
    pub(super) const COLON: Self = Self(32);
    pub(super) const END: Self = Self(64);
    pub(super) const LINE: Self = Self(128);
    pub(super) const QUOTE: Self = Self(256);
    pub(super) const BRACKET: Self = Self(512);
    pub(super) const DASH: Self = Self(1024);
    pub(super) const AMPERSAND: Self = Self(2048);
    pub(super) const OTHER: Self = Self(4096);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is in it that is not in `other`.
    pub(super) fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

/// What a character is to the scanner.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Upper,
    Lower,
    Digit,
    /// Clings to the letter before.
    Mark,
    Caseless(Group),
    Apostrophe,
    Hyphen,
    Dot,
    Gap(Gap),
}

#[inline]
fn kind_of(character: char) -> Kind {
    if let Some(kind) = ASCII_KINDS.get(character as usize) {
        return *kind;
    }
    static KINDS: Blocks<Kind> = Blocks::new(read_kind);
    KINDS.get(character)
}

#[allow(clippy::indexing_slicing)] // Worked out when compiled.
const ASCII_KINDS: [Kind; 128] = {
    let mut kinds = [Kind::Gap(Gap::OTHER); 128];
    let mut byte = 0;
    while byte < kinds.len() {
        if let Some(kind) = plain(byte as u8 as char) {
            kinds[byte] = kind;
        }
        byte += 1;
    }
    kinds
};

fn read_kind(character: char) -> Kind {
    match plain(character) {
        Some(kind) => kind,
        None => wide(character),
    }
}

/// The kind of ASCII, and of punctuation beyond.
const fn plain(character: char) -> Option<Kind> {
    Some(match character {
        'a'..='z' => Kind::Lower,
        'A'..='Z' => Kind::Upper,
        '0'..='9' => Kind::Digit,
        ' ' | '\t' | '\u{a0}' | '\u{3000}' => Kind::Gap(Gap::SPACE),
        '\'' | '’' => Kind::Apostrophe,
        '-' | '\u{2010}' | '\u{2011}' => Kind::Hyphen,
        '.' => Kind::Dot,
        ',' | '、' | '،' | '，' | ';' | '；' | '؛' => Kind::Gap(Gap::COMMA),
        ':' | '：' => Kind::Gap(Gap::COLON),
        '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥' | '|' | '•' | '*' => {
            Kind::Gap(Gap::END)
        }
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Kind::Gap(Gap::LINE),
        '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '「' | '」' | '『' | '』'
        | '《' | '》' => Kind::Gap(Gap::QUOTE),
        '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '/' | '【' | '】' => {
            Kind::Gap(Gap::BRACKET)
        }
        '–' | '—' | '―' => Kind::Gap(Gap::DASH),
        '&' => Kind::Gap(Gap::AMPERSAND),
        '\0'..='\u{7f}' => Kind::Gap(Gap::OTHER),
        _ => return None,
    })
}

fn wide(character: char) -> Kind {
    match u32::from(character) {
        0x300..=0x36f | 0xad | 0x200c..=0x200f | 0x2060 | 0xfe00..=0xfe0f => Kind::Mark,
        0x591..=0x5bd | 0x5bf | 0x5c1 | 0x5c2 | 0x610..=0x61a | 0x64b..=0x65f | 0x670 | 0x640 => {
            Kind::Mark
        }
        0x5d0..=0x5f4 => Kind::Caseless(Group::Hebrew),
        0x660..=0x669 | 0x6f0..=0x6f9 => Kind::Digit,
        0x620..=0x6d3
        | 0x6d5..=0x6dc
        | 0x6e5
        | 0x6e6
        | 0x6ee..=0x6ff
        | 0x750..=0x77f
        | 0x8a0..=0x8ff
        | 0xfb50..=0xfdff
        | 0xfe70..=0xfefc => Kind::Caseless(Group::Arabic),
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17d3 => Kind::Caseless(Group::Thai),
        0x900..=0xdff => Kind::Caseless(Group::Other),
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7a3 => Kind::Caseless(Group::Hangul),
        0x3041..=0x309f => Kind::Caseless(Group::Hiragana),
        0x30a1..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f | 0xff1d => {
            Kind::Caseless(Group::Katakana)
        }
        0x3005..=0x3007
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0x20000..=0x323af => Kind::Caseless(Group::Han),
        // Georgian has capitals in Unicode, which no newspaper writes.
        0x10d0..=0x10ff => Kind::Caseless(Group::Other),
        // º and ª are letters to Unicode, but stand in degrees and ordinals.
        0xaa | 0xba => Kind::Gap(Gap::OTHER),
        0xb7 => Kind::Gap(Gap::HYPHEN),
        _ if character.is_uppercase() => Kind::Upper,
        _ if character.is_lowercase() => Kind::Lower,
        _ if character.is_alphabetic() => Kind::Caseless(Group::Other),
        _ if character.is_numeric() => Kind::Digit,
        _ if character.is_whitespace() => Kind::Gap(Gap::SPACE),
        _ => Kind::Gap(Gap::OTHER),
    }
}

/// What has been read of the word at hand.
#[derive(Clone, Copy, Default)]
struct Letters {
    first_upper: bool,
    upper: u32,
    lower: u32,
    digits: u32,
    group: Option<Group>,
}

impl Letters {
    fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Upper => {
                self.first_upper |= self.upper + self.lower + self.digits == 0;
                self.upper += 1;
            }
            Kind::Lower => self.lower += 1,
            Kind::Digit => self.digits += 1,
            Kind::Caseless(group) => self.group = self.group.or(Some(group)),
            _ => {}
        }
    }

    /// Whether a character belongs to the same word.
    fn take(&self, kind: Kind) -> bool {
        match (self.group, kind) {
            (Some(known), Kind::Caseless(group)) => known == group,
            (Some(known), _) => !is_unspaced(known),
            (None, Kind::Caseless(group)) => {
                self.upper + self.lower + self.digits == 0 && !is_unspaced(group)
            }
            (None, _) => true,
        }
    }

    fn shape(self) -> Shape {
        match (self.upper, self.lower) {
            (0, 0) => self.group.map_or(Shape::Number, Shape::Caseless),
            (0, _) => Shape::Lower,
            (1, 0) if self.digits == 0 => Shape::Initial,
            (_, 0) => Shape::Upper,
            (1, _) if self.first_upper => Shape::Capital,
            _ => Shape::Mixed,
        }
    }
}

/// Appends the words of a text. O(length).
pub(super) fn scan<'text>(text: &'text str, words: &mut Vec<Word<'text>>) {
    let mut gap = Gap::default();
    let mut word: Option<(usize, Letters)> = None;
    let mut characters = Cursor::new(text);
    let close = |word: &mut Option<(usize, Letters)>,
                 end: usize,
                 gap: &mut Gap,
                 words: &mut Vec<Word<'text>>| {
        if let Some((start, letters)) = word.take() {
            if let Some(part) = text.get(start..end) {
                words.push(Word {
                    start,
                    text: part,
                    shape: letters.shape(),
                    gap: std::mem::take(gap),
                    begins: false,
                });
            }
        }
    };
    loop {
        // Most of a text in Latin letters: plain words with a blank behind.
        if word.is_none() {
            let place = characters.place();
            let rest = text.get(place..).unwrap_or("");
            if let Some((length, shape)) = plain_word(rest.as_bytes()) {
                let part = rest.get(..length).unwrap_or("");
                words.push(Word { start: place, text: part, shape, gap, begins: false });
                gap = Gap::SPACE;
                characters.skip_bytes(length + 1);
                continue;
            }
        }
        let Some((place, character)) = characters.next() else { break };
        let kind = kind_of(character);
        match kind {
            Kind::Upper | Kind::Lower | Kind::Digit | Kind::Caseless(_) => {
                if !word.as_ref().is_none_or(|(_, letters)| letters.take(kind)) {
                    close(&mut word, place, &mut gap, words);
                }
                let letters = &mut word.get_or_insert((place, Letters::default())).1;
                letters.add(kind);
                // Most letters are followed by others of their kind, which fit as they do.
                if matches!(kind, Kind::Lower | Kind::Caseless(_)) && letters.take(kind) {
                    match kind {
                        Kind::Lower => {
                            letters.lower += characters.skip_ascii(u8::is_ascii_lowercase);
                            letters.lower += characters.skip(|next| kind_of(next) == kind);
                        }
                        _ => {
                            characters.skip(|next| kind_of(next) == kind);
                        }
                    }
                }
            }
            Kind::Mark => {}
            Kind::Apostrophe => {
                let next = characters.peek().map(kind_of);
                let inside = match (&word, next) {
                    // `l'Ukraine`, `d'Estaing` part; `O'Brien` and `прем'єр` do not.
                    (Some((_, letters)), Some(Kind::Upper)) => letters.upper > 0,
                    (Some(_), Some(Kind::Lower | Kind::Caseless(_))) => true,
                    _ => false,
                };
                if !inside {
                    close(&mut word, place, &mut gap, words);
                    gap = gap.with(Gap::APOSTROPHE);
                }
            }
            Kind::Dot => {
                // `U.S.`: single capitals with their dots are one word.
                let next = characters.peek().map(kind_of);
                let dotted = word.as_ref().is_some_and(|(start, letters)| {
                    let part = text.get(*start..place).unwrap_or("");
                    letters.upper > 0
                        && letters.lower == 0
                        && letters.digits == 0
                        && (letters.upper == 1 || part.contains('.'))
                });
                let abbreviated = dotted
                    && match next {
                        Some(Kind::Upper) => true,
                        Some(Kind::Lower | Kind::Digit) => false,
                        _ => word.as_ref().is_some_and(|(_, letters)| letters.upper > 1),
                    };
                // `Aftenposten.no`
                let after = text.get(place + 1..).unwrap_or("");
                if word.is_some() && next == Some(Kind::Lower) && begins_with_domain(after) {
                    continue;
                }
                if abbreviated && next == Some(Kind::Upper) {
                    let after = text.get(place + 1..).unwrap_or("").chars().nth(1);
                    // `V.Putin` is an initial and a name.
                    if !after.is_some_and(|after| kind_of(after) == Kind::Lower) {
                        continue;
                    }
                } else if abbreviated {
                    close(&mut word, place + 1, &mut gap, words);
                    continue;
                }
                close(&mut word, place, &mut gap, words);
                gap = gap.with(Gap::DOT);
            }
            Kind::Hyphen => {
                close(&mut word, place, &mut gap, words);
                gap = gap.with(Gap::HYPHEN);
            }
            Kind::Gap(part) => {
                let next = characters.peek().map(kind_of);
                let capitals = word.as_ref().is_some_and(|(_, letters)| letters.upper > 1);
                // `USA:s` is one word in Swedish and Finnish.
                if character == ':' && capitals && next == Some(Kind::Lower) {
                    continue;
                }
                close(&mut word, place, &mut gap, words);
                // `US$` is money.
                if character == '$' && gap == Gap::default() {
                    if let Some(currency) = words.last_mut() {
                        currency.shape = Shape::Number;
                    }
                }
                gap = gap.with(part);
                let rest = text.get(place..).unwrap_or("");
                if part == Gap::COLON && rest.starts_with("://") || character == '@' {
                    // The rest of an address is no text.
                    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    characters.skip_bytes(length.saturating_sub(character.len_utf8()));
                    gap = gap.with(Gap::OTHER);
                }
            }
        }
    }
    close(&mut word, text.len(), &mut gap, words);
}

/// The length and shape of the word that a text begins with, if it is of ASCII letters, a capital at
/// most in front, and a blank is behind it.
#[inline]
fn plain_word(text: &[u8]) -> Option<(usize, Shape)> {
    let capital = text.first()?.is_ascii_uppercase();
    let small = small_letters(text.get(usize::from(capital)..)?);
    let length = usize::from(capital) + small;
    let shape = if capital { Shape::Capital } else { Shape::Lower };
    (small > 0 && text.get(length) == Some(&b' ')).then_some((length, shape))
}

/// How many bytes of a text are small ASCII letters before the first that is none: eight at once,
/// of which each tells in its highest bit whether it is another (Warren, *Hacker's Delight*, ch. 6).
#[inline]
fn small_letters(text: &[u8]) -> usize {
    const EACH: u64 = u64::MAX / 255;
    const HIGH: u64 = EACH * 0x80;
    let mut count = 0;
    let mut eights = text.chunks_exact(8);
    for eight in &mut eights {
        let bytes = eight.try_into().map_or(0, u64::from_le_bytes);
        let low = bytes & !HIGH;
        // Carries into the highest bit from `a` on, and from behind `z` on.
        let from_a = low + EACH * (0x80 - b'a' as u64);
        let behind_z = low + EACH * (0x7f - b'z' as u64);
        let others = (bytes | !from_a | behind_z) & HIGH;
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + eights.remainder().iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

/// Whether a text begins with the last part of an address on the web.
fn begins_with_domain(text: &str) -> bool {
    const DOMAINS: &[&str] = &[
        "com", "org", "net", "info", "eu", "tv", "io", "no", "se", "dk", "de", "fr", "it", "es",
        "pt", "br", "ru", "ua", "pl", "cz", "sk", "hr", "rs", "si", "hu", "ro", "nl", "be", "ch",
        "at", "uk",
    ];
    let end = text.find(|character: char| !character.is_ascii_lowercase()).unwrap_or(text.len());
    let after = text.get(end..).and_then(|rest| rest.chars().next());
    text.get(..end).is_some_and(|part| DOMAINS.contains(&part))
        && !after.is_some_and(char::is_alphanumeric)
}

fn is_unspaced(group: Group) -> bool {
    matches!(group, Group::Han | Group::Katakana | Group::Hiragana | Group::Thai)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words without the short way.
    fn slow(text: &str) -> Vec<(String, Shape, Gap)> {
        let mut words = Vec::new();
        // A tab is a blank that the short way does not know.
        let text = text.replace(' ', "\t");
        scan(&text, &mut words);
        words.iter().map(|word| (word.text.to_owned(), word.shape, word.gap)).collect()
    }

    #[test]
    fn eight_letters_are_counted_as_one_by_one() {
        for byte in 0..=255u8 {
            for place in 0..20 {
                let mut text = [b'a'; 20];
                text[19] = b'z';
                text[place] = byte;
                let wanted = text.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                assert_eq!(small_letters(&text), wanted, "{byte} {place}");
            }
        }
    }

    #[test]
    fn plain_words_are_what_others_are() {
        for text in [
            "",
            "a",
            "The minister of A went to USA and McDonald, iPhone o'Brien",
            "U.S. A. b.c d: e (f) g - h  i US$ 5 x @y z",
            "l'Ukraine said. Then NATO's",
            "über Ölpreis naïve Ab ab AB aB",
            "https://a.b/c d Aftenposten.no e",
        ] {
            let mut words = Vec::new();
            scan(text, &mut words);
            let fast: Vec<(String, Shape, Gap)> =
                words.iter().map(|word| (word.text.to_owned(), word.shape, word.gap)).collect();
            assert_eq!(fast, slow(text), "{text}");
        }
    }
}
