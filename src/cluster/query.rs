//! What looks for candidates: the few heaviest features, which few others have.
//!
//! The whole of a vector decides, but finding takes little of it. On labeled streams of headlines, of
//! first sentences in 125 languages and of alike events, BCubed F1 falls by less than a point with 12
//! features of an article within its language against all, with 16 across languages against 128, and
//! with 32 of a story against 256; with 10 and 20 by up to two. Full articles of English
//! events lose a point: .911 with 64 features of a story, .924 with 256. Heavy features have short lists
//! of postings: among 100,000 headlines a pass of merging took 2.6 s with 128 of an article and 256 of a
//! story, 1.8 with 32 and 64.
//!
//! All lists grow as the window does. A feature looks at a bounded number of the newest vectors that have
//! it, see [`Horizons`]; and from [`STEADY`] vectors on fewer features look: their number falls as the root
//! of the window's growth. Among 60,000 headlines stories are as good as with all of these
//! (.521 and .520); a million were not compared.

use super::centroid::Sum;
use super::horizon::Horizons;
use crate::features::{FeatureId, SparseVector};
use crate::language::LanguageTag;

/// In place of a language that is not known.
const NO_LANGUAGE: LanguageTag = LanguageTag::UNDETERMINED;
/// Features of an article that look for others of its language.
const OWN_LANGUAGE: usize = 16;
/// Features of an article that look for stories.
const ACROSS: usize = 16;
/// Features of a story that look for other stories.
const STORY: usize = 64;
/// Features that always look.
const LEAST: usize = 8;
/// Stories of a language of its own that a story is always compared with.
const LEAST_ALIKE: usize = 4;
/// Vectors in an index up to which all of these look.
const STEADY: usize = 25_000;

/// What looks for candidates.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) vector: SparseVector,
    /// Since when each of its features looks.
    pub(super) since: Vec<u32>,
}

impl Horizons {
    /// What of an article looks for others of its language among so many.
    pub(super) fn own_language(
        &self,
        vector: &SparseVector,
        language: Option<LanguageTag>,
        held: usize,
    ) -> Query {
        let vector = vector.heaviest(fewer(OWN_LANGUAGE, held));
        let language = Some(language.unwrap_or(NO_LANGUAGE));
        Query { since: self.since(&vector, language), vector }
    }

    /// What of an article looks for stories among the vectors of so many articles.
    pub(super) fn across(&self, vector: &SparseVector, held: usize) -> Query {
        let vector = vector.heaviest(fewer(ACROSS, held));
        Query { since: self.since(&vector, None), vector }
    }

    /// What of a story looks for other stories among the vectors of so many articles.
    pub(super) fn story(&self, cross: &Sum<'_>, held: usize) -> Query {
        let vector = cross.heaviest(fewer(STORY, held));
        Query { since: self.since(&vector, None), vector }
    }

    /// Since when each feature of an article looks for others of its language.
    pub(super) fn own_language_since(
        &self,
        language: Option<LanguageTag>,
    ) -> impl Fn(FeatureId) -> u32 + '_ {
        self.since_of(Some(language.unwrap_or(NO_LANGUAGE)))
    }

    /// Since when each feature of an article or a story looks for stories.
    pub(super) fn across_since(&self) -> impl Fn(FeatureId) -> u32 + '_ {
        self.since_of(None)
    }

    /// Counts the vectors of an article.
    pub(super) fn count_article(
        &mut self,
        key: u32,
        language: Option<LanguageTag>,
        local: &SparseVector,
        cross: &SparseVector,
    ) {
        self.count(key, local, Some(language.unwrap_or(NO_LANGUAGE)));
        self.count(key, cross, None);
    }
}

/// How many of so many features look among the vectors of so many articles.
fn fewer(most: usize, held: usize) -> usize {
    let growth = held.max(STEADY) as f64 / STEADY as f64;
    ((most as f64 / growth.sqrt()).round() as usize).max(LEAST)
}

/// How many of so many stories that a story is compared with may share a language with it, among the
/// vectors of so many articles: their number falls as the window grows.
///
/// The more there are, the more are near by chance, those of a language first, and each makes the few in
/// other languages rank lower. With this BCubed F1 went from .629, .591 and .503 to .642, .609 and .520 among
/// half a million, one and two million headlines (`cargo bench --bench growth`). The numbers were chosen by an
/// experiment that no command repeats, with 60,000 headlines of 15 vocabularies, one of which is that of the
/// file; between 25,000 and 60,000 headlines none was made:
///
/// | of 24 stories, in the same language | BCubed F1 of all | of the file's own | its cross-language pair F1 |
/// |---|---|---|---|
/// | 24 | .599 | .626 | .379 |
/// | 8 | .607 | .641 | .411 |
/// | 4 | .612 | .655 | .460 |
///
/// With 12 of either kind at most, 8 of them in the same language, the last is .385: what is cut is not
/// looked for in other languages either.
pub(super) fn alike_partners(most: usize, held: usize) -> usize {
    let growth = held.max(STEADY) as f64 / STEADY as f64;
    ((most as f64 / growth).round() as usize).max(LEAST_ALIKE).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_alike_in_language_are_fewer_in_large_windows() {
        let partners = [0, 25_000, 100_000, 1_000_000].map(|held| alike_partners(24, held));
        assert_eq!(partners, [24, 24, 6, 4]);
        assert_eq!(alike_partners(1, 1_000_000), 1);
    }

    #[test]
    fn the_number_of_features_falls_with_the_root_of_the_window() {
        let stories = [0, 25_000, 100_000, 400_000, 10_000_000].map(|held| fewer(STORY, held));
        assert_eq!(stories, [64, 64, 32, 16, 8]);
        assert_eq!([0, 100_000, 1_000_000].map(|held| fewer(ACROSS, held)), [16, 8, 8]);
    }
}
