//! Sorting features.

use super::facet::FeatureId;

/// Features from which on they are parted into bins.
const MANY: usize = 256;
/// Bins, by the first bits.
const BITS: u32 = 10;
const BINS: usize = 1 << BITS;

/// Sorts features and leaves each once.
///
/// Features are hashes and fall evenly into bins by their first bits, some two of an article's n-grams
/// into each: O(n) where they do, O(n log n) whatever they are.
pub(super) fn sort_distinct(features: &mut Vec<FeatureId>) {
    if features.len() < MANY {
        features.sort_unstable();
    } else {
        sort_by_bins(features);
    }
    features.dedup();
}

fn sort_by_bins(features: &mut Vec<FeatureId>) {
    let mut ends = [0_u32; BINS];
    for feature in features.iter() {
        if let Some(count) = ends.get_mut(bin(*feature)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    // Where each bin begins, and once it is filled, where it ends.
    let mut sorted = features.clone();
    for feature in features.iter() {
        let Some(end) = ends.get_mut(bin(*feature)) else { continue };
        if let Some(place) = sorted.get_mut(*end as usize) {
            *place = *feature;
        }
        *end += 1;
    }
    let mut start = 0;
    for end in ends {
        if let Some(bin) = sorted.get_mut(start..end as usize) {
            bin.sort_unstable();
        }
        start = end as usize;
    }
    *features = sorted;
}

#[inline]
fn bin(feature: FeatureId) -> usize {
    (feature.value() >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn sorts_as_comparing_does(
            values in proptest::collection::vec(
                proptest::prop_oneof![0..9_u32, 0..u32::MAX, (u32::MAX - 9)..=u32::MAX],
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
