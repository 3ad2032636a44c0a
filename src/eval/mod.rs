//! How well a clustering agrees with a gold clustering.
//!
//! [`evaluate`] computes every measure at once; each measure is also a function over [`Labels`].
//! It knows nothing of this library's own clusters: ids, stories and languages are any values that
//! can be hashed and compared.
//!
//! * `labels`: [`Labels`], the two clusterings matched article by article
//! * `evaluation`: [`Evaluation`], all measures
//! * `score`: [`Scores`], precision, recall and F1
//! * `bcubed`: [`bcubed`]: is an article's company right?
//! * `pairs`: [`pairwise`], [`cross_language_pairs`], [`adjusted_rand_index`]: are pairs right?
//! * `ceaf`: [`ceaf_e`]: are whole stories right, each matched to one?
//! * `matching`: the best one-to-one matching behind it
//! * `v_measure`: [`v_measure`]: how much does one clustering tell of the other?
//!
//! # Conventions
//!
//! The gold clustering says which articles count. An article that the prediction leaves out stands
//! in a predicted story of its own; one that gold does not know is counted as unknown and
//! otherwise ignored. A ratio of nothing to nothing is 1, as in "no pair claimed, no claim wrong",
//! so a prediction of single articles has pairwise precision 1, recall 0 and F1 0.
//!
//! Everything but CEAF-e takes O(n log n) for n articles, and memory O(n).
//!
//! # Examples
//!
//! ```
//! let gold = [("a", 1, Some("fr")), ("b", 1, Some("de")), ("c", 1, Some("de")), ("d", 2, None)];
//! let predicted = [("a", "x"), ("b", "x"), ("c", "y"), ("e", "z")];
//! let result = samestory::eval::evaluate(gold, predicted);
//!
//! assert_eq!((result.articles, result.missing, result.unknown), (4, 1, 1));
//! assert_eq!(result.bcubed.precision, 1.0);
//! assert_eq!(result.pairwise.recall, 1.0 / 3.0);
//! assert_eq!(result.cross_language_pairs.recall, 1.0 / 2.0);
//! ```

mod bcubed;
mod ceaf;
mod evaluation;
mod labels;
mod matching;
mod pairs;
mod score;
mod v_measure;

#[cfg(test)]
mod twins;

pub use bcubed::bcubed;
pub use ceaf::ceaf_e;
pub use evaluation::{Evaluation, evaluate};
pub use labels::Labels;
pub use pairs::{PairScores, adjusted_rand_index, cross_language_pairs, pairwise};
pub use score::Scores;
pub use v_measure::{VMeasure, v_measure};
