//! Sorting features.

use super::facet::FeatureId;

/// Features from which on they are counted into place instead of compared.
const MANY: usize = 512;
/// Bits of a digit. Two digits tell nearly all features of an article apart.
const BITS: u32 = 11;
const DIGITS: usize = 1 << BITS;

/// Sorts features and leaves each once.
///
/// Features are hashes: radix sort by their first 22 bits leaves them in order but for a pair or none,
/// which a sort that is quick with what is nearly in order mends. O(n) for hashes, O(n log n) whatever
/// the features are.
pub(super) fn sort_distinct(features: &mut Vec<FeatureId>) {
    if features.len() < MANY {
        features.sort_unstable();
    } else {
        count_into_place(features);
        if !features.is_sorted() {
            features.sort();
        }
    }
    features.dedup();
}

fn count_into_place(features: &mut [FeatureId]) {
    let [mut low, mut high] = [[0_u32; DIGITS]; 2];
    for feature in features.iter() {
        let digits = digits(*feature);
        for (starts, digit) in [(&mut low, digits[0]), (&mut high, digits[1])] {
            if let Some(count) = starts.get_mut(digit) {
                *count += 1;
            }
        }
    }
    for starts in [&mut low, &mut high] {
        let mut sum = 0;
        for start in starts {
            sum += std::mem::replace(start, sum);
        }
    }
    let mut others = features.to_vec();
    place(features, &mut others, &mut low, |feature| digits(feature)[0]);
    place(&others, features, &mut high, |feature| digits(feature)[1]);
}

/// Puts each feature where those of its digit go next.
fn place(
    from: &[FeatureId],
    to: &mut [FeatureId],
    starts: &mut [u32; DIGITS],
    digit: impl Fn(FeatureId) -> usize,
) {
    for feature in from {
        let Some(start) = starts.get_mut(digit(*feature)) else { continue };
        if let Some(place) = to.get_mut(*start as usize) {
            *place = *feature;
        }
        *start += 1;
    }
}

/// The last digit of the first 22 bits, and the first one.
#[inline]
fn digits(feature: FeatureId) -> [usize; 2] {
    let first = (feature.value() >> (u32::BITS - BITS)) as usize;
    let second = (feature.value() >> (u32::BITS - 2 * BITS)) as usize % DIGITS;
    [second, first]
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn sorts_as_comparing_does(
            values in proptest::collection::vec(
                proptest::prop_oneof![0..9_u32, 0..u32::MAX, 0..u32::MAX, (u32::MAX - 9)..=u32::MAX],
                0..3 * MANY,
            ),
        ) {
            let mut features: Vec<FeatureId> =
                values.iter().map(|value| FeatureId::of_value(*value)).collect();
            let mut compared = features.clone();
            compared.sort();
            compared.dedup();
            sort_distinct(&mut features);
            proptest::prop_assert_eq!(features, compared);
        }
    }
}
