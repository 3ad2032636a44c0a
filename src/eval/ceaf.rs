//! CEAF-e.

use super::labels::Labels;
use super::matching::best_matching;
use super::score::{Scores, ratio};

/// CEAF-e (Luo 2005, φ₄): stories matched one to one so that their likeness sums to the most.
///
/// The likeness of two stories is the F1 of one as a prediction of the other. Precision is the sum
/// over the number of predicted stories, recall over gold stories. Each story counts the same
/// whatever its size, so a gold story in five pieces costs as much as four invented stories.
///
/// # Complexity
///
/// Exact. The matching follows only overlaps that exist, so apart stories cost nothing together:
/// O(s · e log e) for the s stories and e overlaps of one connected part, at worst.
pub fn ceaf_e(labels: &Labels) -> Scores {
    let mut likeness = vec![Vec::new(); labels.predicted_stories()];
    for overlap in &labels.overlaps {
        if let Some(row) = likeness.get_mut(overlap.predicted) {
            let sizes = (overlap.gold_size + overlap.predicted_size) as f64;
            row.push((overlap.gold, 2.0 * overlap.shared as f64 / sizes));
        }
    }
    let total = best_matching(&likeness, labels.gold_stories());
    Scores::new(
        ratio(total, labels.predicted_stories() as f64),
        ratio(total, labels.gold_stories() as f64),
    )
}
