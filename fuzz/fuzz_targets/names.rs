//! Any two names compared and looked up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::name::{NameIndex, NameScorer};

fuzz_target!(|names: Vec<&str>| {
    let scorer = NameScorer::default();
    let mut index = NameIndex::default();
    for (id, name) in names.iter().take(16).enumerate() {
        index.insert(id as u32, name);
    }
    for pair in names.windows(2).take(8) {
        let (one, other) = (scorer.score(pair[0], pair[1]), scorer.score(pair[1], pair[0]));
        assert!((0.0..=1.0).contains(&one.probability) && one.nats.is_finite());
        assert!((one.probability - other.probability).abs() < 0.05, "{pair:?}: {one:?} {other:?}");
        let _ = scorer.explain(pair[0], pair[1]);
    }
    for (id, name) in names.iter().take(4).enumerate() {
        assert!(index.query(name, 3).len() <= 3);
        assert!(index.remove(id as u32));
    }
});
