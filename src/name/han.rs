//! Han against Han, by character: many characters share a reading, and names do not share characters
//! by chance.

use super::scorer::NameScore;

/// What a character says that both names have, in nats: a name's characters come from some three
/// hundred in frequent use.
const CHARACTER: f32 = 5.7;

/// Names up to this long are spelled in one way; longer ones are transliterations, and vary.
const NATIVE: usize = 4;

/// Takes the place of what the readings say. The characters are simplified.
pub(super) fn compare(one: &[char], other: &[char], features: &mut NameScore) {
    let shared = longest_common(one, other);
    let longest = one.len().max(other.len());
    let share = shared as f32 / longest.max(1) as f32;
    let native = one.len() <= NATIVE && other.len() <= NATIVE;
    features.nats = shared as f32 * CHARACTER;
    if shared == longest {
        features.likeness = 1.2;
        (features.omitted, features.contradicted, features.weakest) = (0.0, 0.0, 1.2);
    } else if native {
        features.likeness = 0.3 * share;
        (features.contradicted, features.weakest) = (1.0, 0.0);
    } else {
        // A transliteration of the same sounds in other characters keeps most of what it is worth.
        features.likeness = features.likeness.min(1.2) * (0.5 + share / 2.0);
        features.weakest = features.weakest.min(features.likeness);
        features.contradicted = features.contradicted.max(1.0 - share - 0.4).max(0.0);
    }
}

/// The length of the longest common subsequence.
fn longest_common(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0usize; other.len() + 1];
    for left in one {
        let mut diagonal = 0;
        for (place, right) in other.iter().enumerate() {
            let up = row.get(place + 1).copied().unwrap_or(0);
            let best = if left == right {
                diagonal + 1
            } else {
                up.max(row.get(place).copied().unwrap_or(0))
            };
            diagonal = up;
            if let Some(cell) = row.get_mut(place + 1) {
                *cell = best;
            }
        }
    }
    row.last().copied().unwrap_or(0)
}
