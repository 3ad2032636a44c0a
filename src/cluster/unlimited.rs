//! Numbers that may be infinite, in formats for people: JSON writes `null` for infinity, which is no
//! number when it is read again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What stands for a number.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(f32),
    Word(Word),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Word {
    Infinite,
}

pub(super) fn serialize<S: Serializer>(number: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return number.serialize(serializer);
    }
    let written = if *number == f32::INFINITY {
        Written::Word(Word::Infinite)
    } else {
        Written::Number(*number)
    };
    written.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    if !deserializer.is_human_readable() {
        return f32::deserialize(deserializer);
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Number(number) => number,
        Written::Word(Word::Infinite) => f32::INFINITY,
    })
}
