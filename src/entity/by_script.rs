//! Counts by script, as a list of ISO 15924 codes: scripts know no serialization of their own.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serializer, de};

use crate::language::Script;

pub(super) fn serialize<S: Serializer>(
    counts: &FxHashMap<Script, u32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(counts.iter().map(|(script, count)| (script.short_name(), count)))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<FxHashMap<Script, u32>, D::Error> {
    let entries = Vec::<(String, u32)>::deserialize(deserializer)?;
    let entry = |(code, count): (String, u32)| {
        let script = Script::from_short_name(&code);
        let script = script.ok_or_else(|| de::Error::custom(format!("{code:?} is no script")))?;
        Ok((script, count))
    };
    entries.into_iter().map(entry).collect()
}
