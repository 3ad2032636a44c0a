//! What happened, in order.

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// Something that happened to a story.
///
/// # Examples
///
/// ```
/// use samestory::pipeline::{Event, EventKind};
///
/// let event = Event { sequence: 7, kind: EventKind::Closed { story: "s3".into() } };
/// let json = serde_json::to_string(&event)?;
/// assert_eq!(json, r#"{"seq":7,"event":"closed","story":"s3"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Rises by one from event to event.
    #[serde(rename = "seq")]
    pub sequence: u64,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What can happen to a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "event")]
#[non_exhaustive]
pub enum EventKind {
    /// It began.
    Created {
        /// The story.
        story: String,
    },
    /// An article came in.
    Joined {
        /// The story.
        story: String,
        /// The cluster of the article's language.
        cluster: String,
        /// The article.
        article: ArticleId,
        /// The article it was nearest to; `None` for the first.
        #[serde(skip_serializing_if = "Option::is_none")]
        nearest: Option<ArticleId>,
        /// How near, 0 to 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        score: Option<f32>,
    },
    /// An article was taken out.
    Left {
        /// The story.
        story: String,
        /// The article.
        article: ArticleId,
    },
    /// It went into another story.
    Merged {
        /// The story that goes on.
        into: String,
        /// The story that ended.
        from: String,
    },
    /// Part of it became a story of its own.
    Split {
        /// The story that goes on.
        story: String,
        /// The new story.
        into: String,
        /// The articles that went there.
        articles: Vec<ArticleId>,
    },
    /// Another article is nearest to the others now. It is looked for when the number of articles comes to
    /// a power of two, when stories merge or part, and when the article that was it is taken out.
    HeadlineChanged {
        /// The story.
        story: String,
        /// The article.
        article: ArticleId,
        /// Its headline, as the story shows it.
        headline: String,
    },
    /// Its window has passed, or its last article was taken out.
    Closed {
        /// The story.
        story: String,
    },
}
