//! Words that are known as parts of people's names, in six scripts.
//!
//! `known.bin` is a Bloom filter over the name tokens of Wikidata (CC0) that are written in several
//! languages, the most common left out; its header says how it was made. One word in a hundred that is none passes.

use std::sync::LazyLock;

use super::lists::is_common_name;

const FILE: &[u8] = include_bytes!("known.bin");
/// Bits set for a word.
const PROBES: u64 = 5;

static FILTER: LazyLock<&'static [u8]> = LazyLock::new(|| {
    // The header ends with an empty line.
    let end = FILE.windows(2).position(|pair| pair == b"\n\n").map_or(FILE.len(), |end| end + 2);
    FILE.get(end..).unwrap_or_default()
});

/// Whether a word in lower case is a part of people's names.
pub(super) fn is_known_name(word: &str) -> bool {
    if is_common_name(word) {
        return true;
    }
    let filter: &[u8] = &FILTER;
    let bits = filter.len() as u64 * 8;
    if bits == 0 {
        return false;
    }
    let (one, two) = hashes(word);
    (0..PROBES).all(|probe| {
        let bit = one.wrapping_add(probe.wrapping_mul(two)) % bits;
        filter.get((bit / 8) as usize).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    })
}

/// FNV-1a, and the same mixed once more (the finisher of MurmurHash3); `examples/train_mentions.rs`
/// has a copy.
fn hashes(word: &str) -> (u64, u64) {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let mut mixed = hash ^ hash >> 33;
    mixed = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^= mixed >> 33;
    (hash, mixed | 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_in_their_scripts() {
        for name in ["sergei", "vladimir", "сергей", "سيرغي", "세르게이", "谢尔盖", "jörg"]
        {
            assert!(is_known_name(name), "{name}");
        }
        for word in ["government", "правительство", "الحكومة", "xqzt", ""] {
            assert!(!is_known_name(word), "{word}");
        }
    }
}
