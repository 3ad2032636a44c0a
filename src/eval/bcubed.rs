//! BCubed.

use super::labels::Labels;
use super::score::{Scores, ratio};

/// BCubed precision and recall (Bagga and Baldwin 1998).
///
/// The precision of an article is the share of its predicted story that is of its gold story, its
/// recall the share of its gold story that is in its predicted story; the score is the mean over
/// articles. It is the measure that weighs an article equally in a small story and in a large one.
pub fn bcubed(labels: &Labels) -> Scores {
    let articles = labels.articles() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for overlap in &labels.overlaps {
        let square = (overlap.shared as f64).powi(2);
        precision += square / overlap.predicted_size as f64;
        recall += square / overlap.gold_size as f64;
    }
    Scores::new(ratio(precision, articles), ratio(recall, articles))
}
