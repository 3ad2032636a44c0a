//! Dense vectors that callers bring.

use serde::{Deserialize, Serialize};

/// A dense vector of length one: a caller's embedding.
///
/// # Examples
///
/// ```
/// use samestory::features::DenseVector;
///
/// let vector = DenseVector::new(&[3.0, 4.0]).unwrap();
/// assert_eq!(vector.values(), [0.6, 0.8]);
/// assert!(DenseVector::new(&[0.0, 0.0]).is_none());
/// assert!(DenseVector::new(&[f32::NAN, 1.0]).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DenseVector {
    values: Box<[f32]>,
}

impl DenseVector {
    /// Normalizes `values`; `None` where they have no direction (all zero, NaN, infinite).
    pub fn new(values: &[f32]) -> Option<Self> {
        let norm = values.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt();
        if !(norm > 0.0 && norm.is_finite()) {
            return None;
        }
        let values: Box<[f32]> =
            values.iter().map(|value| (f64::from(*value) / norm) as f32).collect();
        Some(Self { values })
    }

    /// The numbers.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// How many numbers.
    pub fn dimension(&self) -> usize {
        self.values.len()
    }

    /// The cosine, between −1 and 1; 0 where the dimensions differ.
    pub fn dot(&self, other: &Self) -> f32 {
        if self.values.len() != other.values.len() {
            return 0.0;
        }
        let dot: f32 = self.values.iter().zip(&other.values).map(|(one, two)| one * two).sum();
        dot.clamp(-1.0, 1.0)
    }
}

/// Makes a dense vector of a text: the door for a caller's embedding model.
///
/// # Examples
///
/// ```
/// use samestory::features::{DenseVector, Embedder};
///
/// /// The share of each vowel: no good model, but one.
/// struct Vowels;
///
/// impl Embedder for Vowels {
///     fn embed(&self, text: &str) -> Option<DenseVector> {
///         let count = |vowel: char| text.chars().filter(|letter| *letter == vowel).count() as f32;
///         DenseVector::new(&['a', 'e', 'i', 'o', 'u'].map(count))
///     }
/// }
/// assert!(Vowels.embed("Taiwan").is_some());
/// ```
pub trait Embedder: Send + Sync {
    /// The vector of `text` (headline, description and body, one a line), all of one dimension;
    /// `None` where the model has nothing to say.
    fn embed(&self, text: &str) -> Option<DenseVector>;

    /// How many numbers its vectors have, where that is known: then no article's own embedding of another
    /// length, if it comes first, can shut them out.
    fn dimension(&self) -> Option<usize> {
        None
    }
}
