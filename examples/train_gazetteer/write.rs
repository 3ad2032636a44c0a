//! The tables as bytes; `src/entity/gazetteer/table.rs` reads them.

use std::collections::BTreeMap;

use samestory::language::LanguageTag;

use super::forms::List;

/// A locale's two lists.
pub(crate) struct Tables {
    pub(crate) language: LanguageTag,
    pub(crate) places: List,
    pub(crate) concepts: List,
}

/// A table: a header of text, a NUL, the names of places and concepts, the locales.
pub(crate) fn table(
    locales: &[&Tables],
    places: &[[String; 5]],
    concepts: &[(String, String)],
    inputs: &[String],
) -> Vec<u8> {
    let mut bytes = b"samestory gazetteer, format 2\n\
        made by: cargo run --release --example train_gazetteer -- DIR\n\
        license: Unicode-3.0 (Unicode CLDR), MIT OR Apache-2.0 (demonyms.tsv, capitals.tsv, names, concepts)\n\
        inputs (npm package or file, version, sha256):\n"
        .to_vec();
    for input in inputs {
        bytes.extend(input.as_bytes());
        bytes.push(b'\n');
    }
    bytes.push(0);
    let names: Vec<String> =
        places.iter().map(|row| row.join("\t").trim_end().to_owned()).collect();
    text(&names.join("\n"), &mut bytes);
    let names: Vec<String> =
        concepts.iter().map(|(sign, name)| format!("{sign}\t{name}")).collect();
    text(&names.join("\n"), &mut bytes);
    bytes.extend((locales.len() as u16).to_le_bytes());
    for locale in locales {
        let mut tag = [b' '; 8];
        for (to, from) in tag.iter_mut().zip(locale.language.to_string().bytes()) {
            *to = from;
        }
        bytes.extend(tag);
        for (list, bits_out) in [(&locale.places, 0), (&locale.concepts, CONCEPT_BITS_OUT)] {
            let section = section(list, bits_out);
            bytes.extend((section.len() as u32).to_le_bytes());
            bytes.extend(section);
        }
    }
    bytes
}

fn text(text: &str, bytes: &mut Vec<u8>) {
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// Bits of a keyword's key that are left out: one word of 50,000 is then taken for a keyword that it
/// is not, and a key takes half a byte less. Places keep all of theirs.
const CONCEPT_BITS_OUT: u32 = 4;

/// The number of keys; how many of their lowest bits are left out; the keys as differences in Rice
/// code, the bits of a byte from the lowest up; for each key how many values it has, with the
/// highest bit where longer forms begin so; the low bytes of the values, their high bytes.
///
/// Hashes are spread evenly, so that their differences are distributed geometrically, for which
/// Rice's code is the shortest (Golomb 1966, Rice 1979).
fn section(list: &List, bits_out: u32) -> Vec<u8> {
    let mut entries: BTreeMap<u32, (Vec<u16>, bool)> = BTreeMap::new();
    for (key, entry) in &list.entries {
        let (values, goes_on) = entries.entry(key >> bits_out).or_default();
        for value in &entry.values {
            if !values.contains(value) {
                values.push(*value);
            }
        }
        *goes_on |= entry.goes_on;
    }
    let mut bytes = (entries.len() as u32).to_le_bytes().to_vec();
    let range = (1u64 << (32 - bits_out)) as f64 / entries.len().max(1) as f64;
    let low_bits = (range * std::f64::consts::LN_2).log2().floor().max(0.0) as u32;
    bytes.extend([bits_out as u8, low_bits as u8]);
    let mut bits = Bits::default();
    let mut previous = 0;
    for key in entries.keys() {
        let difference = key - previous;
        for _ in 0..difference >> low_bits {
            bits.push(1, 1);
        }
        bits.push(0, 1);
        bits.push(difference & ((1 << low_bits) - 1), low_bits);
        previous = *key;
    }
    bytes.extend(bits.bytes);
    for (values, goes_on) in entries.values() {
        bytes.push(values.len().min(127) as u8 | u8::from(*goes_on) << 7);
    }
    // The high bytes are few different ones, which packs better apart from the low ones.
    for high in [0, 1] {
        for (values, _) in entries.values() {
            bytes.extend(values.iter().take(127).map(|value| value.to_le_bytes()[high]));
        }
    }
    bytes
}

/// Bits, each byte from the lowest up.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used % 8 == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << (self.used % 8);
            }
            self.used += 1;
        }
    }
}
