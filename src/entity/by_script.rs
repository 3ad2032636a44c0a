//! Maps by script, as lists of ISO 15924 codes: scripts know no serialization of their own.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::language::Script;

/// A key with a script in it.
pub(super) trait ByScript: Eq + Hash + Sized {
    /// What the key has beside.
    type Rest: Serialize + for<'de> Deserialize<'de> + Clone;

    fn part(&self) -> (Script, &Self::Rest);

    fn join(script: Script, rest: Self::Rest) -> Self;
}

impl ByScript for Script {
    type Rest = ();

    fn part(&self) -> (Script, &()) {
        (*self, &())
    }

    fn join(script: Script, (): ()) -> Self {
        script
    }
}

impl ByScript for (Script, String) {
    type Rest = String;

    fn part(&self) -> (Script, &String) {
        (self.0, &self.1)
    }

    fn join(script: Script, rest: String) -> Self {
        (script, rest)
    }
}

pub(super) fn serialize<K: ByScript, B, S: Serializer>(
    map: &HashMap<K, u32, B>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(map.iter().map(|(key, value)| {
        let (script, rest) = key.part();
        (script.short_name(), rest, value)
    }))
}

pub(super) fn deserialize<'de, K: ByScript, B: BuildHasher + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<HashMap<K, u32, B>, D::Error> {
    let entries = Vec::<(String, K::Rest, u32)>::deserialize(deserializer)?;
    let entry = |(script, rest, value): (String, K::Rest, u32)| {
        let known = Script::from_short_name(&script);
        let known = known.ok_or_else(|| de::Error::custom(format!("{script:?} is no script")))?;
        Ok((K::join(known, rest), value))
    };
    entries.into_iter().map(entry).collect()
}
