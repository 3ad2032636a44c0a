//! Articles, sources and alias files from any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samestory::article::{Article, SourceProfile, Timestamp};
use samestory::entity::AliasTable;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(article) = serde_json::from_slice::<Article>(bytes) {
        let json = serde_json::to_string(&article).expect("what was read is written");
        assert!(serde_json::from_str::<Article>(&json).is_ok(), "{json}");
        let _ = (article.outlet(), article.has_text());
    }
    let _ = serde_json::from_slice::<SourceProfile>(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(time) = text.parse::<Timestamp>() {
        assert_eq!(time.to_string().parse(), Ok(time));
    }
    let mut table = AliasTable::default();
    let _ = (table.read_tsv(text), table.read_json(text), table.read_stops(text));
});
