//! Given names that were cut short.

use super::reading::{Kind, Reading, Word};
use super::scorer::ALTERNATE;
use super::symbols::{Family, symbol};

/// Symbols of a given name that was cut short, and its likeness to the whole.
const CUT: std::ops::RangeInclusive<usize> = 2..=4;
const SHORTENED: f32 = 0.8;

/// A given name cut short, in front of one surname: Brad and Bradley Sherman, Ed and Edolphus Towns.
///
/// Latin only. A feminine form is no longer form: Paul and Paula.
pub(super) fn shortened(
    one: &Reading,
    other: &Reading,
    left_expected: &[f32],
    right_expected: &[f32],
) -> Option<(f32, (usize, usize))> {
    let latin = |word: &&Word| word.family == Family::Latin && word.kind == Kind::Word;
    let ([left, .., left_last], [right, .., right_last]) = (&one.words[..], &other.words[..])
    else {
        return None;
    };
    if ![left, right, left_last, right_last].iter().all(latin)
        || one.symbols(left_last) != other.symbols(right_last)
    {
        return None;
    }
    let (left, right) = (one.symbols(left), other.symbols(right));
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let cut = CUT.contains(&short.len())
        && long.len() >= short.len() + 2
        && long.starts_with(short)
        && !long.last().is_some_and(|&last| symbol(last) == 'a' || symbol(last) == 'e');
    let size = (left_expected.first()? + right_expected.first()?) / 2.0;
    cut.then_some((SHORTENED * size - ALTERNATE, (0, 0)))
}
