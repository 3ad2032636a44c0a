//! What the names of an article tell of its story.

use super::entity::EntityId;
use super::reading::NamedMention;
use super::registry::EntityRegistry;

/// An entity of an article and how much it tells.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct EntitySign {
    /// The entity; the one it was merged into, if it was.
    pub entity: EntityId,
    /// The rarer in the articles read so far, the more, in nats: `ln((n + 1) / (df + ½))`, 0 and
    /// above. Some 10 among 20,000 articles for one met for the first time.
    pub weight: f32,
    /// Times the article names it.
    pub mentions: u32,
}

impl EntityRegistry {
    /// The entities that a document's mentions name, each once, by rising id.
    ///
    /// Ids stand for the same whatever the language and script of the article, so that they can be
    /// the features of a vector; what is merged later keeps the id it had here, and
    /// [`EntityRegistry::root`] tells the one it leads to. Deterministic. O(mentions · log mentions).
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::entity::{Document, EntityRegistry, Mention, NameWindows};
    ///
    /// let mut registry = EntityRegistry::default();
    /// let mentions = registry.read(&Document {
    ///     text: "Shoigu in Peking",
    ///     mentions: &[Mention::new(0..6)],
    ///     places: &[],
    ///     windows: &NameWindows::default(),
    ///     language: "de".parse().ok(),
    ///     time: Default::default(),
    ///     outlet: None,
    /// });
    /// let signs = registry.signs(&mentions);
    /// assert_eq!(signs.len(), 1);
    /// assert_eq!(signs[0].mentions, 1);
    /// ```
    pub fn signs(&self, mentions: &[NamedMention]) -> Vec<EntitySign> {
        let mut ids: Vec<EntityId> =
            mentions.iter().filter_map(|mention| self.root(mention.entity)).collect();
        ids.sort_unstable();
        let sign = |same: &[EntityId]| {
            let entity = *same.first()?;
            let articles = self.articles_of(entity).min(self.article) as f32;
            let weight = ((self.article as f32 + 1.0) / (articles + 0.5)).ln().max(0.0);
            let mentions = u32::try_from(same.len()).unwrap_or(u32::MAX);
            Some(EntitySign { entity, weight, mentions })
        };
        ids.chunk_by(|one, other| one == other).filter_map(sign).collect()
    }
}
