//! A story with its coverage.

use serde::{Deserialize, Serialize};

use crate::coverage::Coverage;
use crate::story::Story;

/// A story and who reports it. Written as one JSON object that holds the fields of both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CoveredStory {
    /// What happened.
    #[serde(flatten)]
    pub story: Story,
    /// Who reports it, from which side.
    #[serde(flatten)]
    pub coverage: Coverage,
}
