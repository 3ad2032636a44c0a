//! Who has a word in their name.

use serde::{Deserialize, Serialize};

/// An entity that has a word in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bearer {
    pub(super) entity: u32,
    /// The word alone stands for the name: it is the whole or a person's last.
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Role {
    /// A given name, a word inside.
    Part,
    /// The last of several words.
    Last,
    /// The whole name.
    Whole,
}
