//! What goes over the wire.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::features::SparseVector;

/// Bytes, written in one piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bytes(pub(super) Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Bytes;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Whole)
    }
}

/// An article on its way to the text work, or back from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) sequence: u64,
    /// The packed article; on the way back what was prepared, empty where the article could not be
    /// read.
    pub(super) bytes: Bytes,
}

/// Operations for the shard of a worker, or what its searches found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Round {
    /// Rises by one from round to round, so that a worker takes them in order.
    pub(super) number: u64,
    pub(super) worker: u64,
    /// Packed [`Operation`]s; on the way back packed [`Found`].
    pub(super) bytes: Bytes,
}

/// What is done to a worker's shard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Operation {
    Insert { index: u32, key: u32, vector: SparseVector },
    Remove { index: u32, key: u32 },
    Expire { index: u32, first: u32 },
    Drop { index: u32 },
    Search { index: u32, query: SparseVector, since: Vec<u32>, most: usize, minimum: f32 },
}

/// Keys and similarities that a search found, best first.
pub(super) type Found = Vec<(u32, f32)>;
