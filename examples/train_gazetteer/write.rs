//! The tables as bytes; `src/entity/gazetteer/table.rs` reads them.

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
    let mut bytes = b"samestory gazetteer, format 1\n\
        made by: cargo run --release --example train_gazetteer -- DIR\n\
        license: Unicode-3.0 (Unicode CLDR), MIT OR Apache-2.0 (demonyms.tsv, capitals.tsv)\n\
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
        for list in [&locale.places, &locale.concepts] {
            let section = section(list);
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

/// The number of keys; the keys as differences in groups of seven bits, low ones first; for each
/// key how many values it has, with the highest bit where longer forms begin so; the values.
fn section(list: &List) -> Vec<u8> {
    let mut bytes = (list.entries.len() as u32).to_le_bytes().to_vec();
    let mut previous = 0;
    for key in list.entries.keys() {
        let mut difference = key - previous;
        while difference >= 128 {
            bytes.push(difference as u8 | 128);
            difference >>= 7;
        }
        bytes.push(difference as u8);
        previous = *key;
    }
    for entry in list.entries.values() {
        bytes.push(entry.values.len().min(127) as u8 | u8::from(entry.goes_on) << 7);
    }
    for entry in list.entries.values() {
        bytes.extend(entry.values.iter().take(127).flat_map(|value| value.to_le_bytes()));
    }
    bytes
}
