//! Slow and obvious versions of the measures, straight from their definitions, and tests that
//! hold the fast ones to them.

use proptest::prelude::*;

use super::{Evaluation, Labels, evaluate};

/// (gold story, predicted story or none, language or none) of article number i.
type Article = (u8, Option<u8>, Option<u8>);

/// (gold story, predicted story, language or none).
type Filled = (u8, usize, Option<u8>);

/// The same with every missing article in a predicted story of its own.
fn filled(articles: &[Article]) -> Vec<Filled> {
    let fill = |(number, (gold, predicted, language)): (usize, &Article)| {
        (*gold, predicted.map_or(1000 + number, usize::from), *language)
    };
    articles.iter().enumerate().map(fill).collect()
}

fn fast(articles: &[Article]) -> Evaluation {
    let numbered = || articles.iter().enumerate();
    evaluate(
        numbered().map(|(id, (gold, _, language))| (id, *gold, *language)),
        numbered().filter_map(|(id, (_, predicted, _))| Some((id, (*predicted)?))),
    )
}

fn slow_bcubed(articles: &[Article]) -> (f64, f64) {
    let all = filled(articles);
    let (mut precision, mut recall) = (0.0, 0.0);
    for one in &all {
        let count =
            |test: &dyn Fn(&Filled) -> bool| all.iter().filter(|other| test(other)).count() as f64;
        let both = count(&|other| other.0 == one.0 && other.1 == one.1);
        precision += both / count(&|other| other.1 == one.1);
        recall += both / count(&|other| other.0 == one.0);
    }
    (precision / all.len() as f64, recall / all.len() as f64)
}

/// Gold, predicted, and shared pairs; across languages only, or all; and the number of all pairs.
fn slow_pairs(articles: &[Article], across_languages: bool) -> [u64; 4] {
    let all = filled(articles);
    let mut counts = [0; 4];
    for (place, one) in all.iter().enumerate() {
        for other in &all[..place] {
            let differ = one.2.is_some() && other.2.is_some() && one.2 != other.2;
            if across_languages && !differ {
                continue;
            }
            let (gold, predicted) = (one.0 == other.0, one.1 == other.1);
            counts[0] += u64::from(gold);
            counts[1] += u64::from(predicted);
            counts[2] += u64::from(gold && predicted);
            counts[3] += 1;
        }
    }
    counts
}

/// The Rand index by its definition, (RI − expected) / (1 − expected).
fn slow_adjusted_rand_index(articles: &[Article]) -> f64 {
    let [gold, predicted, shared, all] = slow_pairs(articles, false).map(|pairs| pairs as f64);
    if gold == shared && predicted == shared {
        return 1.0;
    }
    let rand = (all - gold - predicted + 2.0 * shared) / all;
    let expected = (gold * predicted + (all - gold) * (all - predicted)) / (all * all);
    (rand - expected) / (1.0 - expected)
}

fn distinct<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The entropy of `labels`, in nats, given `condition`.
fn slow_entropy<T: Ord + Copy, C: Ord + Copy>(labels: &[T], condition: &[C]) -> f64 {
    let total = labels.len() as f64;
    let mut entropy = 0.0;
    for given in distinct(condition.iter().copied()) {
        let within: Vec<T> = (labels.iter().zip(condition))
            .filter(|(_, other)| **other == given)
            .map(|(label, _)| *label)
            .collect();
        for label in distinct(within.iter().copied()) {
            let share = within.iter().filter(|other| **other == label).count() as f64;
            entropy -= share / total * (share / within.len() as f64).ln();
        }
    }
    entropy
}

/// The best matching by a table over sets of gold stories.
fn slow_ceaf(articles: &[Article]) -> (f64, f64) {
    let all = filled(articles);
    let gold = distinct(all.iter().map(|article| article.0));
    let predicted = distinct(all.iter().map(|article| article.1));
    let mut best = vec![0.0f64; 1 << gold.len()];
    for story in &predicted {
        let before = best.clone();
        for (place, other) in gold.iter().enumerate() {
            let count = |test: &dyn Fn(bool, bool) -> bool| {
                all.iter().filter(|one| test(one.0 == *other, one.1 == *story)).count() as f64
            };
            let likeness = 2.0 * count(&|gold, predicted| gold && predicted)
                / (count(&|gold, _| gold) + count(&|_, predicted| predicted));
            for (set, sum) in best.iter_mut().enumerate() {
                if set & (1 << place) != 0 {
                    *sum = sum.max(before[set & !(1 << place)] + likeness);
                }
            }
        }
    }
    let total = best.last().copied().unwrap_or(0.0);
    (total / predicted.len() as f64, total / gold.len() as f64)
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 1e-9
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let article =
        (0u8..6, prop::option::weighted(0.9, 0u8..6), prop::option::weighted(0.9, 0u8..3));
    prop::collection::vec(article, 1..40)
}

proptest! {
    #[test]
    fn agrees_with_the_definitions(articles in articles()) {
        let found = fast(&articles);
        let (precision, recall) = slow_bcubed(&articles);
        prop_assert!(near(found.bcubed.precision, precision), "{found:?} {precision}");
        prop_assert!(near(found.bcubed.recall, recall), "{found:?} {recall}");

        for (found, across) in [(found.pairwise, false), (found.cross_language_pairs, true)] {
            let [gold, predicted, shared, _] = slow_pairs(&articles, across);
            let found = [found.gold_pairs, found.predicted_pairs, found.shared_pairs];
            prop_assert_eq!(found, [gold, predicted, shared]);
        }
        let wanted = slow_adjusted_rand_index(&articles);
        prop_assert!(near(found.adjusted_rand_index, wanted), "{found:?} {wanted}");

        let (precision, recall) = slow_ceaf(&articles);
        prop_assert!(near(found.ceaf_e.precision, precision), "{found:?} {precision}");
        prop_assert!(near(found.ceaf_e.recall, recall), "{found:?} {recall}");

        let gold: Vec<u8> = articles.iter().map(|article| article.0).collect();
        let predicted: Vec<usize> = filled(&articles).iter().map(|article| article.1).collect();
        let free = slow_entropy(&gold, &vec![0; gold.len()]);
        let given = slow_entropy(&gold, &predicted);
        let homogeneity = if free > 0.0 { 1.0 - given / free } else { 1.0 };
        prop_assert!(near(found.v_measure.homogeneity, homogeneity), "{found:?} {homogeneity}");
    }

    #[test]
    fn every_ratio_is_one(articles in articles()) {
        let found = fast(&articles);
        let pairs = [found.pairwise, found.cross_language_pairs];
        let v = found.v_measure;
        for ratio in [found.bcubed, found.ceaf_e]
            .iter()
            .flat_map(|scores| [scores.precision, scores.recall, scores.f1])
            .chain(pairs.iter().flat_map(|scores| [scores.precision, scores.recall, scores.f1]))
            .chain([v.homogeneity, v.completeness, v.v])
        {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&ratio), "{found:?}");
        }
        prop_assert!((-1.0..=1.0).contains(&found.adjusted_rand_index), "{found:?}");
    }

    #[test]
    fn gold_itself_is_perfect(articles in articles()) {
        let same: Vec<Article> =
            articles.iter().map(|(gold, _, language)| (*gold, Some(*gold), *language)).collect();
        let found = fast(&same);
        for ratio in [
            found.bcubed.f1,
            found.pairwise.f1,
            found.cross_language_pairs.f1,
            found.ceaf_e.f1,
            found.v_measure.v,
            found.adjusted_rand_index,
        ] {
            prop_assert!(near(ratio, 1.0), "{found:?}");
        }
    }
}

/// Every figure of one small case, with its arithmetic.
#[test]
fn a_case_worked_by_hand() {
    // Gold {1 2 3} {4 5} {6}; predicted {1 2} {3 4} {5 6}.
    let gold = [0, 0, 0, 1, 1, 2];
    let predicted = [0, 0, 1, 1, 2, 2];
    let found = evaluate(
        gold.iter().enumerate().map(|(id, story)| (id, story, Some("en"))),
        predicted.iter().enumerate(),
    );
    assert!(near(found.bcubed.precision, 4.0 / 6.0), "(1 + 1 + ½ + ½ + ½ + ½) / 6");
    assert!(near(found.bcubed.recall, (2.0 * 2.0 / 3.0 + 1.0 / 3.0 + 0.5 + 0.5 + 1.0) / 6.0));
    let pairs = found.pairwise;
    assert_eq!((pairs.gold_pairs, pairs.predicted_pairs, pairs.shared_pairs), (4, 3, 1));
    assert_eq!(found.cross_language_pairs.gold_pairs, 0);
    // {1 2 3}–{1 2} 4/5, {4 5}–{3 4} 2/4, {6}–{5 6} 2/3.
    assert!(near(found.ceaf_e.precision, (0.8 + 0.5 + 2.0 / 3.0) / 3.0));
    // Expected 4·3/15 = 0.8: (1 − 0.8) / (3.5 − 0.8).
    assert!(near(found.adjusted_rand_index, 0.2 / 2.7));
}

#[test]
fn extremes_are_what_they_should_be() {
    let gold = || (0..60).map(|id| (id, id / 3, Some(id % 2)));
    let one = evaluate(gold(), (0..60).map(|id| (id, 0)));
    assert_eq!(
        (one.bcubed.recall, one.pairwise.recall, one.v_measure.homogeneity),
        (1.0, 1.0, 0.0)
    );
    let none = evaluate(gold(), std::iter::empty::<(i32, u8)>());
    assert_eq!((none.missing, none.predicted_stories), (60, 60));
    assert_eq!((none.bcubed.precision, none.pairwise.precision, none.pairwise.f1), (1.0, 1.0, 0.0));
    assert!(near(none.adjusted_rand_index, 0.0));
    let nothing = Evaluation::new(&Labels::default());
    assert_eq!((nothing.articles, nothing.bcubed.f1), (0, 1.0));
}

/// A large tangled case: everything overlaps, so the matching is one connected part.
#[test]
fn a_tangle_of_thirty_thousand_articles_is_done_at_once() {
    let found = evaluate(
        (0..30_000u64).map(|id| (id, id * id % 611, Some(id % 7))),
        (0..30_000u64).map(|id| (id, id * 31 % 1009)),
    );
    assert_eq!(found.articles, 30_000);
    assert!(found.ceaf_e.f1 > 0.0);
}

#[test]
fn is_written_in_camel_case() {
    let json = serde_json::to_value(Evaluation::default()).expect("JSON");
    for key in [
        "/articles",
        "/goldStories",
        "/predictedStories",
        "/missing",
        "/unknown",
        "/bcubed/f1",
        "/pairwise/precision",
        "/crossLanguagePairs/recall",
        "/ceafE/f1",
        "/vMeasure/v",
        "/vMeasure/homogeneity",
        "/vMeasure/completeness",
        "/adjustedRandIndex",
    ] {
        assert!(json.pointer(key).is_some(), "{key} in {json}");
    }
}
