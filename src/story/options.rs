//! How stories are told.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::language::LanguageTag;

/// Options of a [`StoryBuilder`](super::StoryBuilder).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct StoryOptions {
    /// The reader's languages, the best first: points and labels are taken from them where the story
    /// is told in one of them. Of other stories, and where there are none, from the language with
    /// the most voices.
    pub languages: Vec<LanguageTag>,
    /// Points of a summary, at most.
    pub points: usize,
    /// Hours after which a voice counts half for the rank, above 0.
    pub rank_half_life_hours: f64,
    /// Fresh voices that make half of the highest rank, above 0.
    pub rank_half_voices: f64,
}

impl Default for StoryOptions {
    fn default() -> Self {
        Self {
            languages: Vec::new(),
            points: 5,
            rank_half_life_hours: 24.0,
            rank_half_voices: 10.0,
        }
    }
}

impl StoryOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        for (option, value) in [
            ("story.rankHalfLifeHours", self.rank_half_life_hours),
            ("story.rankHalfVoices", self.rank_half_voices),
        ] {
            if !(value > 0.0 && value.is_finite()) {
                let wanted = "a number above 0";
                return Err(Error::InvalidOption { option, value: value.to_string(), wanted });
            }
        }
        Ok(())
    }
}
