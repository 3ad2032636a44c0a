//! What a detector does, whichever model is inside.

use serde::{Serialize, Serializer};

use super::script::Script;
use super::tag::LanguageTag;

/// Says which language a text is in.
///
/// Total: any text has an answer, and the answer to a text without evidence is `None`.
/// Implement it to bring a detector of your own into a pipeline.
pub trait LanguageDetector: Send + Sync {
    /// The language of `text`, or `None` where nothing in it tells.
    fn detect(&self, text: &str) -> Option<Detection>;
}

/// What a detector says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Detection {
    /// The likeliest language.
    pub language: LanguageTag,
    /// The script of most of the letters.
    #[serde(serialize_with = "short_name")]
    pub script: Script,
    /// How sure, from 0 to 1.
    pub confidence: f32,
    /// The next likeliest language.
    pub runner_up: Option<LanguageTag>,
}

impl Detection {
    /// A detection without a runner-up.
    pub fn new(language: LanguageTag, script: Script, confidence: f32) -> Self {
        Self { language, script, confidence, runner_up: None }
    }
}

fn short_name<S: Serializer>(script: &Script, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(script.short_name())
}
