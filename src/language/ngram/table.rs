//! Reads the n-gram table that `examples/train_language` writes, and looks n-grams up.
//!
//! A row belongs to an n-gram of one to five symbols of one script and says how well its last
//! symbol follows the others in each language: the square of a step 0…15 is the loss against the
//! row's best language, and 225 is 8 nats.

use crate::language::script::Script;
use crate::language::tag::LanguageTag;

/// What `small-language-table` is content with.
static TABLE: &[u8] = include_bytes!("ngrams.bin");
/// The rows that the large table has beside those.
#[cfg(not(feature = "small-language-table"))]
static MORE: &[u8] = include_bytes!("ngrams_more.bin");
#[cfg(feature = "small-language-table")]
static MORE: &[u8] = &[];

/// Most languages of one script.
pub(super) const MOST_LANGUAGES: usize = 64;
/// Nats of one unit of loss: 15 squared is 8 nats.
pub(super) const UNIT: f32 = 8.0 / 225.0;
/// The symbol of a word boundary, and of anything that is no letter of the script.
pub(super) const BOUNDARY: u64 = 1;

/// Languages known by their frequent words and little else.
const LITTLE: [&str; 4] = ["ckb", "su", "tt", "yi"];

/// Letters beyond this code point are in no alphabet of the table.
const LAST_LETTER: usize = 0x2000;
const LONGEST: u32 = 5;
const KEY: u64 = (1 << (8 * LONGEST)) - 1;
/// A slot without an entry: no n-gram begins with the symbol 0.
const FREE: u64 = 0;

/// The whole table.
pub(super) struct Table {
    pub(super) groups: Vec<Group>,
    /// Group and symbol of each letter of either case; 0 is no letter.
    symbols: Vec<u16>,
    /// Han characters, in order, with eighths of a nat in favor of Chinese over Japanese.
    han: Vec<(u16, i8)>,
}

/// The n-grams of one script.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) script: Script,
    pub(super) languages: Vec<LanguageTag>,
    /// Where Serbian in Latin letters stands.
    pub(super) serbian: Option<usize>,
    /// Which of them are known by little else than their words.
    little: Vec<bool>,
    /// Open addressing: the key in the low 40 bits, the row's number in the high 24.
    slots: Vec<u64>,
    /// Bits to shift a hash by to get a slot.
    shift: u32,
    /// Bytes of a row: the first half of the languages is in the low nibbles.
    stride: usize,
    /// Rows from 0 on.
    small: Rows,
    /// Rows from there on.
    more: Rows,
}

/// Some of the rows.
#[derive(Debug)]
struct Rows {
    count: usize,
    /// The losses of each.
    losses: &'static [u8],
    /// −ln P of the row's best language, in sixteenths of a nat.
    best: &'static [u8],
}

/// Takes bytes off the front; past the end there are none.
struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// What is behind the header, a text that ends with a NUL.
    fn new(table: &'static [u8]) -> Self {
        let header = table.iter().position(|byte| *byte == 0).map_or(0, |place| place + 1);
        Self { rest: table.get(header..).unwrap_or_default() }
    }

    fn take(&mut self, count: usize) -> &'static [u8] {
        let (head, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        head
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn short(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    fn long(&mut self) -> usize {
        let (low, high) = (self.short(), self.short());
        usize::from(low) | usize::from(high) << 16
    }

    fn variable(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        value
    }
}

impl Table {
    /// Reads the table that is built in.
    pub(super) fn built_in() -> Self {
        let (mut reader, mut more) = (Reader::new(TABLE), Reader::new(MORE));
        let mut symbols = vec![0; LAST_LETTER];
        let count = reader.byte();
        let groups = (0..count)
            .map(|place| Group::read(&mut reader, &mut more, place, &mut symbols))
            .collect();
        let count = reader.long();
        let codes: Vec<u16> = (0..count).map(|_| reader.short()).collect();
        let han = codes.into_iter().map(|code| (code, reader.byte() as i8)).collect();
        Self { groups, symbols, han }
    }

    /// The group of a script, and its number for [`Table::symbol`].
    pub(super) fn group(&self, script: Script) -> Option<(u16, &Group)> {
        (0..).zip(&self.groups).find(|(_, group)| group.script == script)
    }

    /// The symbol of a letter, of either case; 0 for what is no letter of the group.
    #[inline]
    pub(super) fn symbol(&self, group: u16, character: char) -> u64 {
        let entry = self.symbols.get(u32::from(character) as usize).copied().unwrap_or(0);
        if entry >> 8 == group { u64::from(entry & 0xff) } else { 0 }
    }

    /// Nats that a Han character speaks for Chinese against Japanese.
    pub(super) fn chinese(&self, character: char) -> f32 {
        let Ok(code) = u16::try_from(u32::from(character)) else { return 0.0 };
        let found = self.han.binary_search_by_key(&code, |entry| entry.0).ok();
        found.and_then(|place| self.han.get(place)).map_or(0.0, |entry| f32::from(entry.1) / 8.0)
    }
}

impl Rows {
    /// The keys in order, and the rows.
    fn read(reader: &mut Reader, stride: usize) -> (impl Iterator<Item = u64> + use<>, Self) {
        let count = reader.long();
        let mut keys = Reader { rest: reader.rest };
        for _ in 0..count {
            reader.variable();
        }
        let best = reader.take(count);
        let losses = reader.take(count * stride);
        let mut key = 0u64;
        let keys = (0..count).map(move |_| {
            key = key.wrapping_add(keys.variable()) & KEY;
            key
        });
        (keys, Self { count, losses, best })
    }
}

impl Group {
    fn read(reader: &mut Reader, more: &mut Reader, group: u8, symbols: &mut [u16]) -> Self {
        let code = reader.take(4);
        let script = match code {
            b"Latn" => Script::Latin,
            b"Cyrl" => Script::Cyrillic,
            b"Arab" => Script::Arabic,
            b"Deva" => Script::Devanagari,
            b"Hebr" => Script::Hebrew,
            b"Ethi" => Script::Ethiopic,
            _ => Script::Unknown,
        };
        let count = usize::from(reader.byte()).min(MOST_LANGUAGES);
        let languages: Vec<LanguageTag> = (0..count).map(|_| tag(reader.take(3), code)).collect();
        let little = languages.iter().map(|tag| LITTLE.contains(&tag.language())).collect();
        let serbian = languages.iter().position(|tag| tag.script() == Some("Latn"));
        let letters = reader.byte();
        for place in 0..letters {
            let Some(letter) = char::from_u32(u32::from(reader.short())) else { continue };
            let mut upper = letter.to_uppercase();
            let upper = upper.next().filter(|_| upper.next().is_none());
            for form in [Some(letter), upper].into_iter().flatten() {
                if let Some(symbol) = symbols.get_mut(u32::from(form) as usize) {
                    // İ and ı share capitals with i; the first come stays.
                    if *symbol == 0 {
                        *symbol = u16::from(group) << 8 | u16::from(place.saturating_add(2));
                    }
                }
            }
        }
        let half = count.div_ceil(2);
        // The large group is padded to whole vector registers.
        let stride = if half > 16 { MOST_LANGUAGES / 2 } else { half };
        let (keys, small) = Rows::read(reader, stride);
        let (more_keys, more) = Rows::read(more, stride);
        let rows = small.count + more.count;
        let mut slots = vec![FREE; (rows * 4 / 3).next_power_of_two().max(2)];
        let shift = 64 - slots.len().trailing_zeros();
        for (row, key) in keys.chain(more_keys).enumerate() {
            let mut slot = hash(key) >> shift;
            while slots.get(slot as usize).is_some_and(|taken| *taken != FREE) {
                slot = (slot + 1) & (slots.len() as u64 - 1);
            }
            if let Some(free) = slots.get_mut(slot as usize) {
                *free = key | (row as u64) << 40;
            }
        }
        Self { script, languages, serbian, little, slots, shift, stride, small, more }
    }

    /// The part of the rows that one is in, and its number there.
    #[inline]
    fn part(&self, row: usize) -> (&Rows, usize) {
        match row.checked_sub(self.small.count) {
            None => (&self.small, row),
            Some(row) => (&self.more, row),
        }
    }

    /// The column of a language.
    pub(super) fn column(&self, language: LanguageTag) -> Option<usize> {
        self.languages.iter().position(|known| *known == language)
    }

    /// The row of the longest known ending of a key of five symbols.
    pub(super) fn longest(&self, key: u64) -> Option<usize> {
        let mut key = key & KEY;
        let mut mask = KEY;
        while key != 0 {
            if let Some(row) = self.find(key) {
                return Some(row);
            }
            mask >>= 8;
            while key <= mask && mask > 0 {
                mask >>= 8;
            }
            key &= mask;
        }
        None
    }

    fn find(&self, key: u64) -> Option<usize> {
        let mut slot = hash(key) >> self.shift;
        loop {
            let entry = *self.slots.get(slot as usize)?;
            if entry & KEY == key {
                return Some((entry >> 40) as usize);
            }
            if entry == FREE {
                return None;
            }
            slot = (slot + 1) & (self.slots.len() as u64 - 1);
        }
    }

    /// Adds a row's losses to `low`, the first half of the languages, and `high`, the second.
    #[inline]
    pub(super) fn add(&self, row: usize, losses: &mut Losses) {
        let Losses { low, high } = losses;
        let (rows, row) = self.part(row);
        let begin = row * self.stride;
        let Some(row) = rows.losses.get(begin..begin + self.stride) else { return };
        if let Ok(row) = <&[u8; MOST_LANGUAGES / 2]>::try_from(row) {
            for ((byte, low), high) in row.iter().zip(low.iter_mut()).zip(high.iter_mut()) {
                let (one, other) = (u16::from(byte & 15), u16::from(byte >> 4));
                *low += one * one;
                *high += other * other;
            }
            return;
        }
        for ((byte, low), high) in row.iter().zip(low.iter_mut()).zip(high.iter_mut()) {
            let (one, other) = (u16::from(byte & 15), u16::from(byte >> 4));
            *low += one * one;
            *high += other * other;
        }
    }

    /// Whether little is known of the language but its frequent words.
    pub(super) fn is_little(&self, column: usize) -> bool {
        self.little.get(column).copied().unwrap_or(false)
    }

    /// Where the losses of a language stand: half and place.
    pub(super) fn half(&self) -> usize {
        self.languages.len().div_ceil(2)
    }

    /// ln P(last symbol | those before) in one language, by the longest known ending.
    pub(super) fn log_probability(&self, key: u64, column: usize) -> f32 {
        let Some(row) = self.longest(key) else { return -20.0 };
        let (rows, row) = self.part(row);
        let best = f32::from(rows.best.get(row).copied().unwrap_or(255)) / 16.0;
        let half = self.half();
        let byte = rows.losses.get(row * self.stride + column % half.max(1)).copied().unwrap_or(0);
        let step = u16::from(if column < half { byte & 15 } else { byte >> 4 });
        -best - f32::from(step * step) * UNIT
    }
}

/// Losses of the languages of one group over a few symbols.
pub(super) struct Losses {
    pub(super) low: [u16; MOST_LANGUAGES / 2],
    pub(super) high: [u16; MOST_LANGUAGES / 2],
}

impl Losses {
    pub(super) const NONE: Self =
        Self { low: [0; MOST_LANGUAGES / 2], high: [0; MOST_LANGUAGES / 2] };
    /// So many rows fit the sixteen bits.
    pub(super) const MOST_ROWS: u32 = 65_535 / 225;
}

/// The tag of a language written in a script.
fn tag(language: &[u8], script: &[u8]) -> LanguageTag {
    let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default().trim();
    let tag = format!("{}-{}", text(language), text(script));
    tag.parse().unwrap_or(LanguageTag::UNDETERMINED)
}

fn hash(key: u64) -> u64 {
    (key ^ key >> 20).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
