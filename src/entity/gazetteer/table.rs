//! Reads the tables that `examples/train_gazetteer` writes, and looks keys up.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::place::{CountryCode, PlaceLevel};
use crate::language::LanguageTag;

/// The tables that are built in; the first holds the names of places and concepts.
static TABLES: &[&[u8]] = &[
    #[cfg(feature = "gazetteer")]
    include_bytes!("gazetteer.bin"),
    #[cfg(feature = "gazetteer-all")]
    include_bytes!("gazetteer_more.bin"),
];

/// What a table says of a place.
#[derive(Debug)]
pub(super) struct PlaceRow {
    pub(super) code: &'static str,
    pub(super) country: CountryCode,
    pub(super) level: PlaceLevel,
    pub(super) name: &'static str,
    /// Whether the name is a common word or a person's as well.
    pub(super) noisy: bool,
    /// Whether it is a name of `names.txt`.
    pub(super) named: bool,
}

/// The lists of one language, unpacked when they are first asked for.
#[derive(Debug)]
pub(super) struct Lists {
    places: Lazy,
    concepts: Lazy,
}

#[derive(Debug)]
struct Lazy {
    packed: &'static [u8],
    list: OnceLock<List>,
}

/// All that is built in.
struct Directory {
    places: Vec<PlaceRow>,
    concepts: Vec<(&'static str, &'static str)>,
    locales: FxHashMap<LanguageTag, Lists>,
}

static DIRECTORY: LazyLock<Directory> = LazyLock::new(Directory::built_in);

/// What is known of each place, by its number.
pub(super) fn place_rows() -> &'static [PlaceRow] {
    &DIRECTORY.places
}

/// Sign and English name of each concept, by its number.
pub(super) fn concept_rows() -> &'static [(&'static str, &'static str)] {
    &DIRECTORY.concepts
}

/// The lists of exactly this language.
pub(super) fn lists(language: LanguageTag) -> Option<&'static Lists> {
    DIRECTORY.locales.get(&language)
}

/// The languages that have lists, in order.
pub(super) fn languages() -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = DIRECTORY.locales.keys().copied().collect();
    languages.sort();
    languages
}

impl Lists {
    pub(super) fn places(&self) -> &List {
        self.places.get()
    }

    pub(super) fn concepts(&self) -> &List {
        self.concepts.get()
    }
}

impl Lazy {
    fn new(packed: &'static [u8]) -> Self {
        Self { packed, list: OnceLock::new() }
    }

    fn get(&self) -> &List {
        self.list.get_or_init(|| List::read(self.packed))
    }
}

/// Takes bytes off the front; past the end there are none.
struct Reader {
    rest: &'static [u8],
}

impl Reader {
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

    /// So many rising numbers, as differences in Rice code with so many low bits.
    fn rising(&mut self, count: usize, low_bits: u32) -> Vec<u32> {
        let mut bits = Bits { bytes: self.rest, place: 0 };
        let mut number = 0u32;
        let numbers = (0..count)
            .map(|_| {
                number = number.wrapping_add(bits.number(low_bits));
                number
            })
            .collect();
        self.take(bits.place.div_ceil(8));
        numbers
    }

    fn text(&mut self) -> &'static str {
        let length = self.long();
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }
}

/// Takes bits off the front, those of a byte from the lowest up; past the end all are 0.
struct Bits {
    bytes: &'static [u8],
    place: usize,
}

impl Bits {
    fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.place / 8).copied().unwrap_or(0);
        let bit = byte >> (self.place % 8) & 1;
        self.place += 1;
        u32::from(bit)
    }

    /// A number in Rice code.
    fn number(&mut self, low_bits: u32) -> u32 {
        let mut high = 0u32;
        while self.bit() == 1 {
            high += 1;
        }
        let low = (0..low_bits).fold(0, |low, shift| low | self.bit() << shift);
        high.checked_shl(low_bits).unwrap_or(0) | low
    }
}

impl Directory {
    fn built_in() -> Self {
        let mut directory =
            Self { places: Vec::new(), concepts: Vec::new(), locales: FxHashMap::default() };
        for table in TABLES {
            let header = table.iter().position(|byte| *byte == 0).map_or(0, |place| place + 1);
            let mut reader = Reader { rest: table.get(header..).unwrap_or_default() };
            directory.places.extend(reader.text().lines().filter_map(place_row));
            let concepts = reader.text().lines().filter_map(|line| line.split_once('\t'));
            directory.concepts.extend(concepts);
            for _ in 0..reader.short() {
                let tag = std::str::from_utf8(reader.take(8)).unwrap_or_default().trim().parse();
                let mut list = || {
                    let length = reader.long();
                    Lazy::new(reader.take(length))
                };
                let lists = Lists { places: list(), concepts: list() };
                if let Ok(tag) = tag {
                    directory.locales.insert(tag, lists);
                }
            }
        }
        directory
    }
}

fn place_row(line: &'static str) -> Option<PlaceRow> {
    let mut fields = line.split('\t');
    let (code, country, level) = (fields.next()?, fields.next()?, fields.next()?);
    let country = country.parse().ok()?;
    let (level, name) = (PlaceLevel::parse(level), fields.next()?);
    let marks = fields.next().unwrap_or_default();
    let has = |mark| marks.split(',').any(|other| other == mark);
    let (noisy, named) = (has("noisy"), has("named"));
    Some(PlaceRow { code, country, level, name, noisy, named })
}

/// Keys and what they stand for: open addressing, half full at most.
#[derive(Debug)]
pub(super) struct List {
    /// From high to low: 32 bits of key, 23 of where its values begin, 7 of how many there are,
    /// whether longer forms begin so, and a bit that is always set.
    slots: Vec<u64>,
    shift: u32,
    /// The bits of a key that the list holds.
    mask: u32,
    /// A bit for each key by its highest bits: most look-ups end here, in the nearest cache.
    filter: Vec<u64>,
    filter_shift: u32,
    values: Vec<u16>,
}

/// Bits of the filter for each key, at least.
const FILTER_BITS: usize = 8;

/// What a key stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'list> {
    /// Whether longer forms begin so.
    pub(super) goes_on: bool,
    pub(super) values: &'list [u16],
}

impl List {
    fn read(packed: &'static [u8]) -> Self {
        let mut reader = Reader { rest: packed };
        // Each key takes at least two bytes, whatever the number says.
        let count = reader.long().min(packed.len() / 2);
        let (bits_out, low_bits) = (u32::from(reader.byte() & 15), u32::from(reader.byte() & 31));
        let mut slots = vec![0; (count * 2).next_power_of_two().max(2)];
        let shift = 32 - slots.len().trailing_zeros();
        let mask = slots.len() - 1;
        let bits = (count * FILTER_BITS).next_power_of_two().max(64);
        let mut filter = vec![0u64; bits / 64];
        let filter_shift = 32 - bits.trailing_zeros();
        let keys = reader.rising(count, low_bits).into_iter().map(|key| key << bits_out);
        let mut start = 0u64;
        for key in keys {
            let bit = key >> filter_shift;
            if let Some(word) = filter.get_mut(bit as usize / 64) {
                *word |= 1 << (bit % 64);
            }
            let about = reader.byte();
            let values = u64::from(about & 127);
            let mut slot = (key >> shift) as usize;
            while slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & mask;
            }
            if let Some(free) = slots.get_mut(slot) {
                let goes_on = u64::from(about >> 7);
                *free = u64::from(key) << 32
                    | (start & 0x7f_ffff) << 9
                    | values << 2
                    | goes_on << 1
                    | 1;
            }
            start += values;
        }
        let low = reader.take(start as usize);
        let high = reader.take(start as usize);
        let values = low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, *high]));
        let values = values.collect();
        let mask = u32::MAX << bits_out;
        Self { slots, shift, mask, filter, filter_shift, values }
    }

    /// Whether a key may stand for something: what does not has no value.
    #[inline]
    pub(super) fn may_have(&self, key: u32) -> bool {
        let bit = (key & self.mask) >> self.filter_shift;
        self.filter.get(bit as usize / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }

    /// What a key stands for. O(1).
    #[inline]
    pub(super) fn get(&self, key: u32) -> Option<Entry<'_>> {
        if !self.may_have(key) {
            return None;
        }
        let key = key & self.mask;
        let mut slot = (key >> self.shift) as usize;
        loop {
            let found = *self.slots.get(slot)?;
            if found == 0 {
                return None;
            }
            if (found >> 32) as u32 == key {
                let start = (found >> 9 & 0x7f_ffff) as usize;
                let values = self.values.get(start..start + (found >> 2 & 127) as usize);
                return Some(Entry { goes_on: found & 2 != 0, values: values.unwrap_or(&[]) });
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_broken_list_finds_nothing() {
        for packed in [&[][..], &[0, 0, 0, 0], &[255, 255, 255, 255], &[9, 0, 0, 0, 255, 255]] {
            let list = List::read(packed);
            for key in [0, 1, 0x8000_0000, u32::MAX] {
                if let Some(entry) = list.get(key) {
                    assert!(entry.values.len() < 128);
                }
            }
        }
    }

    /// The packed form of a list, as the generator writes it.
    fn packed(entries: &[(u32, bool, Vec<u16>)]) -> &'static [u8] {
        let mut bytes = (entries.len() as u32).to_le_bytes().to_vec();
        let low_bits = 32 - entries.len().next_power_of_two().trailing_zeros().max(1);
        bytes.extend([0, low_bits as u8]);
        let mut bits: Vec<u32> = Vec::new();
        let mut previous = 0;
        for (key, _, _) in entries {
            let difference = key - previous;
            bits.extend(std::iter::repeat_n(1, (difference >> low_bits) as usize));
            bits.push(0);
            bits.extend((0..low_bits).map(|bit| difference >> bit & 1));
            previous = *key;
        }
        let byte = |bits: &[u32]| bits.iter().rev().fold(0u8, |byte, bit| byte << 1 | *bit as u8);
        bytes.extend(bits.chunks(8).map(byte));
        bytes.extend(entries.iter().map(|e| e.2.len() as u8 | u8::from(e.1) << 7));
        for high in [0, 1] {
            bytes.extend(entries.iter().flat_map(|e| e.2.iter()).map(|v| v.to_le_bytes()[high]));
        }
        bytes.leak()
    }

    #[test]
    fn finds_what_a_scan_of_all_keys_finds() {
        let mut state = 7u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state ^ state >> 15
        };
        for count in [1usize, 2, 3, 50, 2_000] {
            let mut keys: Vec<u32> = (0..count).map(|_| random()).collect();
            // Neighbors that share slots and bits of the filter.
            keys.extend(keys.clone().iter().map(|key| key.wrapping_add(1)));
            keys.sort_unstable();
            keys.dedup();
            let entries: Vec<(u32, bool, Vec<u16>)> = keys
                .iter()
                .map(|key| (*key, key % 3 == 0, (0..(key % 5) as u16).collect()))
                .collect();
            let list = List::read(packed(&entries));
            let asked = keys.iter().flat_map(|key| [*key, key.wrapping_add(2), !*key]);
            for key in asked.chain((0..1_000).map(|_| random())) {
                let wanted = entries.iter().find(|entry| entry.0 == key);
                let found = list.get(key);
                assert_eq!(found.is_some(), wanted.is_some(), "{key}");
                if let (Some(found), Some(wanted)) = (found, wanted) {
                    assert_eq!((found.goes_on, found.values), (wanted.1, wanted.2.as_slice()));
                }
            }
        }
    }

    #[cfg(feature = "gazetteer")]
    #[test]
    fn the_tables_stay_in_their_budget() {
        let bytes: Vec<usize> = TABLES.iter().map(|table| table.len()).collect();
        assert!(bytes.iter().sum::<usize>() < 4_300_000, "{bytes:?}");
        assert!(bytes[0] < 2_600_000, "{bytes:?}");
        assert!(place_rows().len() > 650 && place_rows().len() < 1024);
        assert!(concept_rows().len() > 2_000 && concept_rows().len() < 4096);
    }
}
