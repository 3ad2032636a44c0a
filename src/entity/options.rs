//! Bounds of the glossary.

use serde::{Deserialize, Serialize};

use crate::error::{Result, check_range};

/// Bounds of an [`EntityRegistry`](super::EntityRegistry).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct RegistryOptions {
    /// Entities kept, some 3 kB each, those that were merged into others among them; when there are
    /// more, a tenth is forgotten, those unmentioned for longest. Those of a user's file stay.
    pub max_entities: usize,
    /// Spellings kept for an entity.
    pub max_variants: usize,
    /// Entities of a similar name that a new spelling is compared with.
    pub max_candidates: usize,
    /// Evidence in nats below which a similar name is another name: `Li` and `Lee` are alike, but
    /// so are many people.
    pub min_nats: f32,
    /// Hours after which an entity that no article mentions is forgotten, if besides
    /// [`idle_articles`](Self::idle_articles) came without it.
    pub expire_hours: f64,
    /// Articles without an entity before it may be forgotten: an archive may come in any order of
    /// time.
    pub idle_articles: u32,
    /// Log odds above which a name of other articles is found in a text, in nats.
    pub projection_odds: f32,
}

impl Default for RegistryOptions {
    fn default() -> Self {
        Self {
            max_entities: 200_000,
            max_variants: 200,
            max_candidates: 8,
            min_nats: 8.0,
            expire_hours: 720.0,
            idle_articles: 10_000,
            projection_odds: 1.0,
        }
    }
}

impl RegistryOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`](crate::error::Error::InvalidOption) names the first option outside its
    /// range.
    pub fn validate(&self) -> Result<()> {
        let (whole, number) = ("at least 1", "a finite number");
        let [entities, variants, candidates] =
            [self.max_entities, self.max_variants, self.max_candidates].map(|most| most as f64);
        check_range("registry.maxEntities", entities, 1.0..=f64::INFINITY, whole)?;
        check_range("registry.maxVariants", variants, 1.0..=f64::INFINITY, whole)?;
        check_range("registry.maxCandidates", candidates, 1.0..=f64::INFINITY, whole)?;
        check_range("registry.minNats", self.min_nats.into(), f64::MIN..=f64::MAX, number)?;
        let odds = self.projection_odds.into();
        check_range("registry.projectionOdds", odds, f64::MIN..=f64::MAX, number)?;
        let hours = "a number of hours from 0 to 1000000";
        check_range("registry.expireHours", self.expire_hours, 0.0..=1e6, hours)
    }
}
