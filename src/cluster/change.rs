//! What an insert, a removal or a merge did.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::item::Link;
use crate::index::RisingKey;

/// A story, by the key of the item that founded it: anchored on the order of arrival, never on a
/// publisher's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(pub u32);

impl RisingKey for StoryId {
    #[inline]
    fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "s{}", self.0)
    }
}

/// A cluster in one language, by the key of the item that founded it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClusterId(pub u32);

impl RisingKey for ClusterId {
    #[inline]
    fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for ClusterId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "c{}", self.0)
    }
}

/// One change of the clustering, in the order it happened.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// A story began.
    Created {
        /// The story.
        story: StoryId,
    },
    /// An item came into a story.
    Joined {
        /// The story.
        story: StoryId,
        /// The cluster within it.
        cluster: ClusterId,
        /// The item.
        item: u32,
        /// Why; `None` for the founder.
        link: Option<Link>,
    },
    /// An item was taken out.
    Left {
        /// The story.
        story: StoryId,
        /// The item.
        item: u32,
    },
    /// A story went into another; its id leads there from now on.
    Merged {
        /// The story that goes on: the older one.
        into: StoryId,
        /// The story that ended.
        from: StoryId,
        /// The centroids' similarity.
        similarity: f32,
    },
    /// A cluster left its story and is one of its own.
    Split {
        /// The story that goes on.
        story: StoryId,
        /// The new story.
        into: StoryId,
        /// The cluster.
        cluster: ClusterId,
    },
    /// A story's window has passed; nothing joins it any more.
    Closed {
        /// The story.
        story: StoryId,
    },
}
