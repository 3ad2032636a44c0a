//! What holds for every name: any text, symmetry, identity, and an index that keeps no order.

use proptest::prelude::*;
use samestory::name::{NameIndex, NameScorer};

const NAMES: [&str; 12] = [
    "Sergei Shoigu",
    "Сергей Шойгу",
    "习近平",
    "김정은",
    "محمد بن سلمان",
    "Ursula von der Leyen",
    "アンゲラ・メルケル",
    "V. Putin",
    "O'Brien",
    "नरेंद्र मोदी",
    "Robert Carr, Baron Carr of Hadley",
    "Li",
];

#[test]
fn takes_any_text() {
    let scorer = NameScorer::default();
    let long = "Шойгу ".repeat(100_000);
    let texts = [
        "",
        " ",
        "\u{301}\u{302}\u{64b}",
        "🙂👩‍👩‍👧",
        "\u{202e}\u{200f}abc\u{202c}",
        "1234",
        "\u{fffd}\u{fffd}",
        "ﷺ",
        "\0",
        ",",
        ", ,",
        "- - -",
        "...",
        "'",
        "Dr.",
        "bin",
        "abdul",
        "A. B. C. D. E. F. G. H. I. J.",
        "aЯ中अ안",
        "x'y'z",
        "abc'",
        &long,
    ];
    let mut index = NameIndex::default();
    for (id, text) in texts.iter().enumerate() {
        index.insert(id as u32, text);
    }
    for one in texts {
        for other in texts {
            let score = scorer.score(one, other);
            assert!((0.0..=1.0).contains(&score.probability), "{one:?} {other:?} {score:?}");
            assert_eq!(score, scorer.score(other, one), "{one:?} {other:?}");
        }
        index.query(one, 3);
        scorer.explain(one, "Sergei Shoigu").to_string();
    }
    assert_eq!(scorer.score("", "").probability, 0.0);
}

#[test]
fn a_name_is_most_like_itself() {
    let scorer = NameScorer::default();
    let mut index = NameIndex::default();
    for (id, name) in NAMES.iter().enumerate() {
        index.insert(id as u32, name);
    }
    for (id, name) in NAMES.iter().enumerate() {
        let own = scorer.score(name, name);
        assert!(own.probability > 0.8, "{name}: {own:?}");
        assert_eq!(index.query(name, 1).first().map(|found| found.id), Some(id as u32), "{name}");
    }
}

#[test]
fn a_short_name_carries_little() {
    let scorer = NameScorer::default();
    assert!(scorer.score("Li", "Lee").nats < 7.0);
    assert!(scorer.score("Sergei Shoigu", "Σεργκέι Σόιγκου").nats > 15.0);
}

#[test]
fn shoigu_is_not_his_likes() {
    let scorer = NameScorer::default();
    for other in ["Shevchuk", "Choi", "Sugiura", "Schröder", "Choquet", "Shaigo Sato", "Soik"] {
        let score = scorer.score("Shoigu", other);
        assert!(score.probability < 0.2, "{other}: {score:?}");
    }
}

#[test]
fn as_many_are_given_as_are_asked_for() {
    let mut index = NameIndex::default();
    for (id, name) in NAMES.iter().enumerate() {
        index.insert(id as u32, name);
    }
    index.remove(0);
    for name in NAMES.into_iter().chain(["zzz", "", "ဗမာ"]) {
        assert_eq!(index.query(name, 5).len(), 5, "{name}");
        assert_eq!(index.query(name, 50).len(), NAMES.len() - 1, "{name}");
    }
}

#[test]
fn what_is_removed_is_not_found() {
    let mut index = NameIndex::default();
    for (id, name) in NAMES.iter().enumerate() {
        index.insert(id as u32, name);
        index.insert(id as u32, name);
    }
    for id in 0..NAMES.len() as u32 - 1 {
        assert!(index.remove(id));
        assert!(!index.remove(id));
        assert_eq!(index.len(), 2 * (NAMES.len() - 1 - id as usize));
        let name = NAMES[id as usize];
        assert!(index.query(name, 20).iter().all(|found| found.id > id), "{name}");
    }
    assert_eq!(index.query("Li", 1)[0].id, NAMES.len() as u32 - 1);
}

proptest! {
    #[test]
    fn scores_are_symmetric(one in "[\\p{L}\\p{M}'., -]{0,30}", other in "[\\p{L}\\p{M}'., -]{0,30}") {
        let scorer = NameScorer::default();
        prop_assert_eq!(scorer.score(&one, &other), scorer.score(&other, &one));
    }

    #[test]
    fn nothing_is_more_like_a_name_than_itself(one in "[a-z]{3,9} [a-z]{3,9}", other in "[a-z]{3,9} [a-z]{3,9}") {
        let scorer = NameScorer::default();
        let own = scorer.score(&one, &one);
        prop_assert!(own.probability >= scorer.score(&one, &other).probability - 0.02);
    }

    #[test]
    fn the_order_of_insertion_does_not_matter(names in prop::collection::vec("[a-z]{2,8} [а-я]{2,8}", 1..40), query in "[a-z]{2,8}") {
        let mut forward = NameIndex::default();
        let mut backward = NameIndex::default();
        let numbered: Vec<(u32, &String)> = (0..).zip(&names).collect();
        for (id, name) in &numbered {
            forward.insert(*id, name);
        }
        for (id, name) in numbered.iter().rev() {
            backward.insert(*id, name);
        }
        prop_assert_eq!(forward.query(&query, 10), backward.query(&query, 10));
    }
}
