//! What of an article's vectors is held in large windows.

use super::item::ClusterItem;
use crate::features::ArticleVectors;

/// Items held from which those that come are held without their lightest features.
const PRUNED_FROM: usize = 25_000;
/// The share of a vector's square that these have at most, within and across languages.
const PRUNED_SHARE: f32 = 0.08;

/// The item as it is held beside so many: what places it is all that it has, but in large windows it is held
/// without its lightest features (static pruning by document, Büttcher and Clarke 2006), which are two
/// of five and come to 8 % of its square. They are those that many others have, so they tell least.
pub(super) fn as_held(item: ClusterItem, held: usize) -> ClusterItem {
    match share_left_out(held) {
        0.0 => item,
        share => {
            let ArticleVectors { local, cross, signs } = item.vectors;
            let local = local.without_lightest(share);
            let cross = cross.without_lightest(share);
            ClusterItem { vectors: ArticleVectors { local, cross, signs }, ..item }
        }
    }
}

/// What is left out of vectors that are held beside so many.
fn share_left_out(held: usize) -> f32 {
    if held < PRUNED_FROM { 0.0 } else { PRUNED_SHARE }
}
