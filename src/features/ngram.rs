//! Padded character n-grams of ASCII text.

use super::facet::{Facet, FeatureId};

/// Appends the n-grams of each word of `text`, padded with one space on both sides.
///
/// `text` is ASCII; words are runs of anything but spaces. A padded word shorter than `length` is
/// one feature. `length` is at most 7.
pub(super) fn padded_ngrams_into(
    text: &str,
    length: u32,
    facet: Facet,
    features: &mut Vec<FeatureId>,
) {
    // The last `length` bytes, newest in the lowest byte.
    let mask = (1_u64 << (8 * length.min(7))) - 1;
    for word in text.split_ascii_whitespace() {
        let mut window = u64::from(b' ');
        let mut filled = 1;
        for byte in word.bytes().chain([b' ']) {
            window = ((window << 8) | u64::from(byte)) & mask;
            filled += 1;
            if filled >= length {
                features.push(FeatureId::from_packed(facet, window));
            }
        }
        if filled < length {
            features.push(FeatureId::from_packed(facet, window));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_window_of_the_padded_word_is_a_feature() {
        let packed = |text: &str| {
            let content = text.bytes().fold(0, |packed, byte| (packed << 8) | u64::from(byte));
            FeatureId::from_packed(Facet::Gram3, content)
        };
        for (text, wanted) in [
            ("abc", vec![" ab", "abc", "bc "]),
            ("a", vec![" a "]),
            ("ab  c", vec![" ab", "ab ", " c "]),
            ("", vec![]),
        ] {
            let mut features = Vec::new();
            padded_ngrams_into(text, 3, Facet::Gram3, &mut features);
            assert_eq!(features, wanted.into_iter().map(packed).collect::<Vec<_>>(), "{text:?}");
        }
    }
}
