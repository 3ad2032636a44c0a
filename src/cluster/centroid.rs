//! Sums of vectors.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::abreast::{Lists, Row};
use super::few::FewVectors;
use super::indexed::{Indexed, add_up};
use crate::features::{Component, FeatureId, SparseVector, SparseVectorBuilder};

/// Features a centroid holds at most; past that the lighter half goes. A story of 125 full
/// articles in as many languages has some 20,000.
const MAX_FEATURES: usize = 32_768;

/// The sum of unit vectors: with it, the average similarity to all members is one dot product.
///
/// Sorted by feature, so sums are made in one order on every machine and after every restore.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Centroid {
    entries: Vec<(FeatureId, f32)>,
    count: u32,
    norm_squared: f32,
}

impl Centroid {
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The square of its length.
    pub(super) fn square(&self) -> f32 {
        self.norm_squared
    }

    /// Adds a vector: O(n + m).
    pub(super) fn add(&mut self, vector: &[Component]) {
        self.count += 1;
        self.combine(vector.iter().map(|component| component.both()), 1.0);
    }

    /// Takes a vector back out.
    pub(super) fn subtract(&mut self, vector: &[Component]) {
        self.count = self.count.saturating_sub(1);
        self.combine(vector.iter().map(|component| component.both()), -1.0);
    }

    /// Adds all members of another centroid.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.count += other.count;
        self.combine(other.entries.iter().copied(), 1.0);
    }

    /// Takes all members of another centroid back out.
    pub(super) fn take(&mut self, other: &Self) {
        self.count = self.count.saturating_sub(other.count);
        self.combine(other.entries.iter().copied(), -1.0);
    }

    /// Adds `sign` times `others`, both sorted, in one merge.
    fn combine(&mut self, others: impl ExactSizeIterator<Item = (FeatureId, f32)>, sign: f32) {
        // What rounding leaves of a weight that was subtracted.
        const DUST: f32 = 1e-5;
        let mut combined = Vec::with_capacity(self.entries.len() + others.len());
        let (mut mine, mut theirs) = (self.entries.iter().peekable(), others.peekable());
        loop {
            let feature = match (mine.peek(), theirs.peek()) {
                (Some((one, _)), Some((other, _))) => *one.min(other),
                (Some((feature, _)), None) => *feature,
                (None, Some((feature, _))) => *feature,
                (None, None) => break,
            };
            let mut weight = 0.0;
            if let Some((_, own)) = mine.next_if(|(id, _)| *id == feature) {
                weight += own;
            }
            if let Some((_, other)) = theirs.next_if(|(id, _)| *id == feature) {
                weight += sign * other;
            }
            if weight > DUST {
                combined.push((feature, weight));
            }
        }
        if combined.len() > MAX_FEATURES {
            let heavier = |one: &(FeatureId, f32), two: &(FeatureId, f32)| {
                two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
            };
            combined.select_nth_unstable_by(MAX_FEATURES / 2, heavier);
            combined.truncate(MAX_FEATURES / 2);
            combined.sort_unstable_by_key(|(feature, _)| *feature);
        }
        self.norm_squared = combined.iter().map(|(_, weight)| weight * weight).sum();
        // A copy, since allocators of size classes let a block that shrinks keep its room.
        self.entries = combined.as_slice().into();
    }

    /// The sum as it is compared.
    pub(super) fn sum(&self) -> Sum<'_> {
        let (count, norm) = (self.count as f32, self.norm_squared.sqrt());
        Sum { entries: Entries::Added(&self.entries), count, norm }
    }
}

/// A sum of unit vectors, or one of them, as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Sum<'a> {
    entries: Entries<'a>,
    /// How many vectors were added up.
    count: f32,
    norm: f32,
}

/// Features and weights, sorted by feature: of a sum, of one vector, or of the few that a sum would be
/// of.
#[derive(Clone, Debug)]
enum Entries<'a> {
    Added(&'a [(FeatureId, f32)]),
    One(&'a [Component]),
    Few(FewVectors<'a>),
    Indexed(&'a Indexed<'a>),
}

/// A feature and its weight, in either form.
trait Entry: Copy {
    fn feature(self) -> FeatureId;
    fn weight(self) -> f32;
}

impl Entry for (FeatureId, f32) {
    fn feature(self) -> FeatureId {
        self.0
    }

    fn weight(self) -> f32 {
        self.1
    }
}

impl Entry for Component {
    fn feature(self) -> FeatureId {
        Component::feature(self)
    }

    fn weight(self) -> f32 {
        Component::weight(self)
    }
}

impl<'a> Sum<'a> {
    pub(super) fn of_vector(vector: &'a [Component]) -> Self {
        let norm = if vector.is_empty() { 0.0 } else { 1.0 };
        Self { entries: Entries::One(vector), count: 1.0, norm }
    }

    /// The sum of so many vectors, whose square of its length is known.
    pub(super) fn of_few(vectors: FewVectors<'a>, count: f32, square: f32) -> Self {
        Self { entries: Entries::Few(vectors), count, norm: square.sqrt() }
    }

    /// The sum, made ready to be compared with many.
    pub(super) fn indexed(&self) -> Indexed<'a> {
        Indexed::of(self.merged())
    }

    /// The features and weights of the sum, by feature. O(n log n) where it is not held.
    pub(super) fn merged(&self) -> Cow<'a, [(FeatureId, f32)]> {
        match &self.entries {
            Entries::Added(entries) => Cow::Borrowed(entries),
            Entries::Indexed(index) => Cow::Borrowed(index.entries()),
            Entries::One(vector) => vector.iter().map(|entry| entry.both()).collect(),
            Entries::Few(vectors) => {
                let mut all = Vec::new();
                vectors.each(|vector| all.extend(vector.iter().map(|entry| entry.both())));
                add_up(&mut all);
                Cow::Owned(all)
            }
        }
    }

    /// The dot products with several sums: O(n + what is shared), or O(m log n) where all of them are
    /// much shorter; of a few vectors as much for each.
    pub(super) fn dots(&self, lists: &Lists) -> Row {
        fn add(lists: &Lists, entries: &[impl Entry]) -> Row {
            let mut dots = Row::default();
            entries.iter().for_each(|e| lists.add(e.feature(), e.weight(), &mut dots));
            dots
        }
        match &self.entries {
            Entries::Added(entries) if entries.len() >= lists.len() * FAR_LONGER => {
                let mut dots = Row::default();
                lists.add_each(|feature| weight_of(entries, feature), &mut dots);
                dots
            }
            Entries::Added(entries) => add(lists, entries),
            Entries::One(entries) => add(lists, entries),
            Entries::Indexed(index) => add(lists, index.entries()),
            Entries::Few(vectors) => {
                let mut sums = Row::default();
                vectors.each(|vector| {
                    let dots = add(lists, vector);
                    sums.iter_mut().zip(dots).for_each(|(sum, dot)| *sum += dot);
                });
                sums
            }
        }
    }

    /// The same sum by its index.
    pub(super) fn over<'b>(&self, index: &'b Indexed<'b>) -> Sum<'b> {
        Sum { entries: Entries::Indexed(index), count: self.count, norm: self.norm }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.norm == 0.0
    }

    /// The unit vector of the `most` heaviest features. O(n).
    pub(super) fn heaviest(&self, most: usize) -> SparseVector {
        fn add(builder: &mut SparseVectorBuilder, entries: &[impl Entry]) {
            entries.iter().for_each(|entry| builder.add(entry.feature(), entry.weight()));
        }
        let mut builder = SparseVectorBuilder::default();
        match &self.entries {
            Entries::Added(entries) => add(&mut builder, entries),
            Entries::One(entries) => add(&mut builder, entries),
            Entries::Few(vectors) => vectors.each(|vector| add(&mut builder, vector)),
            Entries::Indexed(index) => add(&mut builder, index.entries()),
        }
        builder.finish(most)
    }

    pub(super) fn count(&self) -> f32 {
        self.count
    }

    /// The dot product: O(n + m), or O(n log m) where one is much shorter; of a few vectors as much for
    /// each.
    pub(super) fn dot(&self, other: &Self) -> f32 {
        match (&self.entries, &other.entries) {
            (Entries::Indexed(index), Entries::Added(entries))
            | (Entries::Added(entries), Entries::Indexed(index)) => {
                if entries.len() >= index.entries().len() * FAR_LONGER {
                    look_up(entries, index.entries())
                } else {
                    look_up_in(index, entries)
                }
            }
            (Entries::Indexed(index), Entries::Indexed(other)) => {
                look_up_in(index, other.entries())
            }
            (Entries::Few(ones), _) => sum_of(ones, |one| other.dot_of(one)),
            (_, Entries::Few(others)) => sum_of(others, |one| self.dot_of(one)),
            (Entries::One(one), _) => other.dot_of(one),
            (_, Entries::One(other)) => self.dot_of(other),
            (Entries::Added(one), Entries::Added(other)) => dot(one, other),
        }
    }

    /// The dot product with a vector.
    fn dot_of(&self, vector: &[Component]) -> f32 {
        match &self.entries {
            Entries::Added(entries) => dot(entries, vector),
            Entries::One(entries) => dot(entries, vector),
            Entries::Few(vectors) => sum_of(vectors, |own| dot(own, vector)),
            Entries::Indexed(index) => look_up_in(index, vector),
        }
    }

    /// The lengths of both, multiplied.
    pub(super) fn norms(&self, other: &Self) -> f32 {
        self.norm * other.norm
    }

    /// The cosine; 0 with nothing.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let norms = self.norms(other);
        if norms > 0.0 { self.dot(other) / norms } else { 0.0 }
    }

    /// The mean similarity of the vectors of one to those of the other.
    pub(super) fn mean_similarity(&self, other: &Self) -> f32 {
        let pairs = self.count * other.count;
        if pairs > 0.0 { self.dot(other) / pairs } else { 0.0 }
    }
}

/// What few vectors come to, added up.
fn sum_of(vectors: &FewVectors<'_>, mut amount: impl FnMut(&[Component]) -> f32) -> f32 {
    let mut sum = 0.0;
    vectors.each(|vector| sum += amount(vector));
    sum
}

/// A sum that is so many times as long as an indexed one is looked up in, not run through.
const FAR_LONGER: usize = 12;

/// Products that wait to be added up.
const LATE: usize = 32;

fn dot<A: Entry, B: Entry>(one: &[A], other: &[B]) -> f32 {
    // Looking up beats merging where one side is much longer.
    const LOOKUP_RATIO: usize = 6;
    if one.len() >= other.len() * LOOKUP_RATIO {
        return look_up(one, other);
    }
    if other.len() >= one.len() * LOOKUP_RATIO {
        return look_up(other, one);
    }
    let mut sum = 0.0;
    // From both ends at once, since each step waits for the one before it. What meets at the far end
    // is added last, so that sums are made in one order.
    let mut late = [0.0; LATE];
    let mut met = 0;
    let (mut start, mut end) = (0, one.len());
    let (mut other_start, mut other_end) = (0, other.len());
    while start + 1 < end && other_start + 1 < other_end && met < LATE {
        let near = (one.get(start), other.get(other_start));
        let far = (one.get(end - 1), other.get(other_end - 1));
        let ((Some(a), Some(b)), (Some(c), Some(d))) = (near, far) else { break };
        // Without branches that are taken half of the time.
        let (feature, other_feature) = (a.feature(), b.feature());
        if feature == other_feature {
            sum += a.weight() * b.weight();
        }
        start += usize::from(feature <= other_feature);
        other_start += usize::from(other_feature <= feature);
        let (feature, other_feature) = (c.feature(), d.feature());
        if let (true, Some(slot)) = (feature == other_feature, late.get_mut(met)) {
            *slot = c.weight() * d.weight();
            met += 1;
        }
        end -= usize::from(feature >= other_feature);
        other_end -= usize::from(other_feature >= feature);
    }
    while start < end && other_start < other_end {
        let (Some(a), Some(b)) = (one.get(start), other.get(other_start)) else { break };
        let (feature, other_feature) = (a.feature(), b.feature());
        if feature == other_feature {
            sum += a.weight() * b.weight();
        }
        start += usize::from(feature <= other_feature);
        other_start += usize::from(other_feature <= feature);
    }
    late.iter().take(met).rev().fold(sum, |sum, product| sum + product)
}

/// The dot product with an indexed sum.
fn look_up_in(index: &Indexed<'_>, entries: &[impl Entry]) -> f32 {
    let mut sum = 0.0;
    for entry in entries {
        let weight = index.weight(entry.feature());
        if weight > 0.0 {
            sum += weight * entry.weight();
        }
    }
    sum
}

/// The dot product with a much shorter one.
fn look_up<A: Entry, B: Entry>(long: &[A], short: &[B]) -> f32 {
    let shared = short.iter().filter_map(|entry| {
        let own = weight_of(long, entry.feature())?;
        Some(own * entry.weight())
    });
    shared.sum()
}

/// The weight of a feature among many, sorted.
///
/// Features are hashes, so they lie evenly, and where one stands is known but for the square root of
/// their number (interpolation search, Perl, Itai and Avni 1978): half the steps of halving, and
/// within a few cache lines. O(log n) with any features.
fn weight_of(entries: &[impl Entry], feature: FeatureId) -> Option<f32> {
    let count = entries.len();
    let guess = ((u64::from(feature.value()) * count as u64) >> 32) as usize;
    // Twice the standard deviation: one in twenty is looked for further off.
    let mut reach = count.isqrt().max(8);
    let (mut start, mut end) = (guess.saturating_sub(reach), (guess + reach).min(count));
    while start > 0 && entries.get(start).is_none_or(|first| first.feature() > feature) {
        reach *= 2;
        end = start;
        start = start.saturating_sub(reach);
    }
    while end < count && entries.get(end - 1).is_some_and(|last| last.feature() < feature) {
        reach *= 2;
        start = end;
        end = (end + reach).min(count);
    }
    let near = entries.get(start..end)?;
    let place = near.partition_point(|entry| entry.feature() < feature);
    near.get(place).filter(|entry| entry.feature() == feature).map(|entry| entry.weight())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Facet;

    fn vector(words: &[(&str, f32)]) -> SparseVector {
        let mut builder = SparseVectorBuilder::default();
        for (word, weight) in words {
            builder.add(FeatureId::new(Facet::Stem, word.as_bytes()), *weight);
        }
        builder.finish(100)
    }

    #[test]
    fn the_mean_similarity_is_the_mean_of_similarities() {
        let members = [
            vector(&[("a", 1.0), ("b", 2.0)]),
            vector(&[("b", 1.0), ("c", 1.0)]),
            vector(&[("d", 1.0)]),
        ];
        let query = vector(&[("b", 1.0), ("d", 3.0)]);
        let mut centroid = Centroid::default();
        members.iter().for_each(|member| centroid.add(member.components()));
        let wanted = members.iter().map(|member| member.dot(&query)).sum::<f32>() / 3.0;
        let found = centroid.sum().mean_similarity(&Sum::of_vector(query.components()));
        assert!((found - wanted).abs() < 1e-6);
    }

    #[test]
    fn subtracting_undoes_adding() {
        let (one, other) = (vector(&[("a", 1.0), ("b", 2.0)]), vector(&[("b", 1.0), ("c", 1.0)]));
        let mut centroid = Centroid::default();
        centroid.add(one.components());
        centroid.add(other.components());
        centroid.subtract(other.components());
        assert_eq!(centroid.count(), 1);
        // Weights of vectors are rounded, so their lengths are not quite one.
        assert!((centroid.sum().cosine(&Sum::of_vector(one.components())) - 1.0).abs() < 1e-5);
        assert_eq!(centroid.entries.len(), 2);
    }

    #[test]
    fn a_weight_is_found_wherever_the_features_lie() {
        let even = (0..3000_u32).map(|number| number.wrapping_mul(0x9e37_79b9));
        let low = 0..3000_u32;
        let high = (0..3000_u32).map(|number| u32::MAX - 2 * number);
        let all: [Vec<u32>; 5] = [even.collect(), low.collect(), high.collect(), vec![7], vec![]];
        for mut ids in all {
            ids.sort_unstable();
            let entries: Vec<(FeatureId, f32)> =
                ids.iter().map(|id| (FeatureId::of_value(*id), *id as f32)).collect();
            for id in ids.iter().flat_map(|id| [id.wrapping_sub(1), *id, id.wrapping_add(1)]) {
                let wanted = ids.binary_search(&id).ok().map(|_| id as f32);
                assert_eq!(weight_of(&entries, FeatureId::of_value(id)), wanted, "{id}");
            }
        }
    }

    #[test]
    fn both_ways_to_the_dot_product_agree() {
        let words: Vec<String> = (0..200).map(|number| number.to_string()).collect();
        let long: Vec<(&str, f32)> = words.iter().map(|word| (word.as_str(), 1.0)).collect();
        let mut centroid = Centroid::default();
        centroid.add(vector(&long).components());
        for count in [1, 5, 20, 24, 26, 32, 34, 100, 200] {
            let query = vector(&long[..count]);
            let wanted: f32 = query.dot(&vector(&long));
            let found = centroid.sum().dot(&Sum::of_vector(query.components()));
            assert!((found - wanted).abs() < 1e-5, "{count}");
        }
    }
}
