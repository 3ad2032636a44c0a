//! Padded character n-grams of ASCII text.

use super::facet::{Facet, FeatureId};

/// Appends the n-grams of each word of `text`, padded with one space on both sides: for each kind its
/// length, its facet, and where its features go.
///
/// `text` is ASCII; words are runs of anything but spaces. A padded word shorter than the length is
/// one feature. Lengths are from 3 to 7.
pub(super) fn padded_ngrams_into<const KINDS: usize>(
    text: &str,
    mut kinds: [(u32, Facet, &mut Vec<FeatureId>); KINDS],
) {
    for (_, _, features) in &mut kinds {
        features.reserve(text.len());
    }
    let masks = kinds.each_ref().map(|(length, ..)| (1_u64 << (8 * length.clamp(&3, &7))) - 1);
    let mut push = |window: u64, letters: u32, ends: bool| {
        for ((length, facet, features), mask) in kinds.iter_mut().zip(masks) {
            if ends || letters + 1 >= *length {
                features.push(FeatureId::from_packed(*facet, window & mask));
            }
        }
    };
    // The last bytes, newest in the lowest byte, from the space before the word on.
    let mut window = u64::from(b' ');
    let mut letters = 0;
    for byte in text.bytes().chain([b' ']) {
        if !byte.is_ascii_whitespace() {
            window = (window << 8) | u64::from(byte);
            letters += 1;
            push(window, letters, false);
        } else if letters > 0 {
            push((window << 8) | u64::from(b' '), letters, true);
            (window, letters) = (u64::from(b' '), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Word by word and window by window.
    fn slow(text: &str, length: usize, facet: Facet) -> Vec<FeatureId> {
        let mut features = Vec::new();
        for word in text.split_ascii_whitespace() {
            let padded = format!(" {word} ");
            for window in padded.as_bytes().windows(length.min(padded.len())) {
                let packed = window.iter().fold(0, |packed, byte| (packed << 8) | u64::from(*byte));
                features.push(FeatureId::from_packed(facet, packed));
            }
        }
        features
    }

    proptest::proptest! {
        #[test]
        fn all_kinds_are_found_at_once(text in "[a-d \\n]{0,40}") {
            let (mut grams, mut skeletons) = (Vec::new(), Vec::new());
            let kinds = [(3, Facet::Gram3, &mut grams), (4, Facet::Skeleton, &mut skeletons)];
            padded_ngrams_into(&text, kinds);
            proptest::prop_assert_eq!(grams, slow(&text, 3, Facet::Gram3));
            proptest::prop_assert_eq!(skeletons, slow(&text, 4, Facet::Skeleton));
        }
    }

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
            padded_ngrams_into(text, [(3, Facet::Gram3, &mut features)]);
            assert_eq!(features, wanted.into_iter().map(packed).collect::<Vec<_>>(), "{text:?}");
        }
    }
}
