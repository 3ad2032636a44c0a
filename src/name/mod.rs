//! Same name, in any spelling and script.
//!
//! * `scorer`: [`NameScorer`], how likely two names are one person's

mod scorer;

pub use scorer::{NameScore, NameScorer};
