//! Two names as one word each, for spellings that cut or join words otherwise.

use super::align;
use super::costs::{Costs, SCALE};
use super::reading::{Kind, MOST_WORDS, Reading, Word};
use super::scorer::{ALTERNATE, Comparison, NameScore};
use super::symbols::{Family, symbol};
use super::weigher::{Side, Weigher};

/// The names as one word each, in every rotation.
pub(super) fn compare(
    one: &Reading,
    other: &Reading,
    weigher: &mut Weigher<'_>,
) -> Option<Comparison> {
    let whole = |reading: &Reading| {
        reading.words.iter().all(|word| matches!(word.kind, Kind::Word | Kind::Particle))
    };
    if !whole(one) || !whole(other) {
        return None;
    }
    // Half of the longer one would be left over, and weigh more than what met.
    let lengths = [one, other]
        .map(|reading| reading.words.iter().map(|word| reading.symbols(word).len()).sum::<usize>());
    if lengths[0].min(lengths[1]) * 2 < lengths[0].max(lengths[1]) {
        return None;
    }
    let mut best = join_words(&Words::of(one)?, &Words::of(other)?, weigher)?;
    // A single word may be read otherwise as a whole: Han names above all.
    for single_first in [true, false] {
        let (single, many) = if single_first { (one, other) } else { (other, one) };
        if single.words.len() > 1 {
            continue;
        }
        let many = Words::of(many)?;
        for (place, (_, alternate)) in single.alternates.iter().enumerate() {
            let words = Words {
                reading: single,
                words: std::slice::from_ref(alternate),
                family: alternate.family,
                slot: single.words.len() + place,
            };
            let found = if single_first {
                join_words(&words, &many, weigher)?
            } else {
                join_words(&many, &words, weigher)?
            };
            if found.1 - ALTERNATE > best.1 {
                best = (found.0 - ALTERNATE / found.1.max(1.0) * found.0, found.1 - ALTERNATE);
            }
        }
    }
    let (likeness, nats) = best;
    Some(Comparison {
        features: NameScore {
            probability: 0.0,
            nats,
            likeness,
            omitted: 0.0,
            contradicted: 0.0,
            weakest: likeness.clamp(-2.0, 1.5),
            last: likeness.clamp(0.0, 1.0),
        },
        met: Vec::new(),
        joined: true,
    })
}

/// The share of the consonants of the name with more that the other has too, at least.
const SHARED: (usize, usize) = (3, 5);

/// Whether two names have so many consonants in common, by kind and in the order that the words of
/// one of them may be turned into, that they may fit as one word each. A hundred times as fast as to
/// try.
pub(super) fn may_fit(one: &Reading, other: &Reading) -> bool {
    let (one, other) = (Outline::of(one), Outline::of(other));
    let least = |count: usize| (count * SHARED.0).div_ceil(SHARED.1);
    let least = least(one.length.max(other.length));
    one.common_with(&other) >= least
        && (one.turned().any(|turned| turned.in_order_with(&other) >= least)
            || other.turned().any(|turned| turned.in_order_with(&one) >= least))
}

/// Consonants of a name that are looked at: as many as bits of a number.
const LONGEST: usize = 64;

/// The kinds of a name's consonants, in order.
#[derive(Clone, Copy)]
struct Outline {
    kinds: [u8; LONGEST],
    length: usize,
    /// Where words begin.
    starts: [usize; MOST_WORDS],
    words: usize,
}

impl Outline {
    fn of(reading: &Reading) -> Self {
        let mut outline =
            Self { kinds: [0; LONGEST], length: 0, starts: [0; MOST_WORDS], words: 0 };
        for word in &reading.words {
            if let Some(start) = outline.starts.get_mut(outline.words) {
                *start = outline.length;
                outline.words += 1;
            }
            for kind in reading.symbols(word).iter().filter_map(|&code| kind_of(symbol(code))) {
                if let Some(slot) = outline.kinds.get_mut(outline.length) {
                    *slot = kind as u8;
                    outline.length += 1;
                }
            }
        }
        outline
    }

    fn kinds(&self) -> &[u8] {
        self.kinds.get(..self.length).unwrap_or(&[])
    }

    /// The name with each of its words in front in turn, the others in order behind.
    fn turned(&self) -> impl Iterator<Item = Self> + '_ {
        self.starts.iter().take(self.words).map(|start| {
            let mut turned = *self;
            if let Some(kinds) = turned.kinds.get_mut(..self.length) {
                kinds.rotate_left((*start).min(self.length));
            }
            turned
        })
    }

    /// Consonants of both, in any order.
    fn common_with(&self, other: &Self) -> usize {
        let count = |name: &Self| {
            let mut counts = [0usize; KINDS];
            for &kind in name.kinds() {
                if let Some(count) = counts.get_mut(usize::from(kind)) {
                    *count += 1;
                }
            }
            counts
        };
        count(self).iter().zip(&count(other)).map(|(one, other)| one.min(other)).sum()
    }

    /// Consonants of both in the same order: the length of the longest common subsequence, a bit for
    /// each consonant (Hyyrö 2004).
    fn in_order_with(&self, other: &Self) -> usize {
        let mut places = [0u64; KINDS];
        for (place, &kind) in self.kinds().iter().enumerate() {
            if let Some(places) = places.get_mut(usize::from(kind)) {
                *places |= 1 << place;
            }
        }
        let mut row = u64::MAX;
        for &kind in other.kinds() {
            let met = row & places.get(usize::from(kind)).copied().unwrap_or(0);
            row = row.wrapping_add(met) | (row - met);
        }
        let behind = u64::MAX.checked_shl(self.length as u32).unwrap_or(0);
        (!(row | behind)).count_ones() as usize
    }
}

/// Kinds of consonants.
const KINDS: usize = 6;

/// The kind of a consonant; what some scripts leave out has none.
fn kind_of(symbol: char) -> Option<usize> {
    Some(match symbol {
        'p' | 'b' | 'f' | 'v' => 0,
        't' | 'd' => 1,
        's' | 'z' | 'S' | 'Z' | 'C' | 'c' | 'Q' | 'D' | 'j' => 2,
        'k' | 'q' | 'x' | 'g' | 'X' | 'G' => 3,
        'm' | 'n' => 4,
        'l' | 'r' => 5,
        _ => return None,
    })
}

struct Words<'reading> {
    reading: &'reading Reading,
    words: &'reading [Word],
    family: Family,
    /// The slot of the words as they stand; the rotations' follow.
    slot: usize,
}

impl<'reading> Words<'reading> {
    fn of(reading: &'reading Reading) -> Option<Self> {
        let words = &reading.words;
        // Behind those of the words and their other readings.
        let slot = words.len() + reading.alternates.len();
        Some(Self { reading, words, family: words.first()?.family, slot })
    }

    /// The words from one on, and then those before it, in one; its length.
    fn from(&self, first: usize, joined: &mut [u8; align::LONGEST]) -> usize {
        let words = self.words.iter().cycle().skip(first).take(self.words.len());
        let symbols = words.flat_map(|word| self.reading.symbols(word));
        let mut length = 0;
        for (place, &symbol) in joined.iter_mut().zip(symbols) {
            *place = symbol;
            length += 1;
        }
        length
    }
}

/// Likeness and nats of the best rotation.
fn join_words(one: &Words<'_>, other: &Words<'_>, weigher: &mut Weigher<'_>) -> Option<(f32, f32)> {
    let (table, swap) = Costs::learned().table(one.family, other.family)?;
    let (mut left, mut right) = ([0; align::LONGEST], [0; align::LONGEST]);
    let (left_length, right_length) = (one.from(0, &mut left), other.from(0, &mut right));
    let sum = |symbols: &[u8], side: usize| -> f32 {
        symbols.iter().map(|&symbol| table.expected(side, symbol)).sum()
    };
    let mean = (sum(left.get(..left_length)?, usize::from(swap))
        + sum(right.get(..right_length)?, usize::from(!swap)))
        / 2.0;
    let mut best = i32::MIN;
    // One name stands still while the other turns, and the other way round.
    for turn in 0..one.words.len().max(other.words.len()) {
        for (turn_left, turn_right) in [(0, turn), (turn, 0)] {
            if turn_left >= one.words.len() || turn_right >= other.words.len() {
                continue;
            }
            if turn == 0 && turn_left == 0 && best > i32::MIN {
                continue;
            }
            one.from(turn_left, &mut left);
            other.from(turn_right, &mut right);
            let left = Side {
                symbols: left.get(..left_length)?,
                family: one.family,
                slot: one.slot + turn_left,
            };
            let right = Side {
                symbols: right.get(..right_length)?,
                family: other.family,
                slot: other.slot + turn_right,
            };
            best = best.max(weigher.weight(left, right)?);
        }
    }
    let nats = best as f32 / SCALE;
    Some((nats / mean.max(0.1), nats))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_fit_as_one_word_are_told() {
        for (one, other, wanted) in [
            ("Kim Jong-un", "김정은", true),
            ("Abdel Fattah el-Sisi", "عبدالفتاح السيسي", true),
            ("Jintao Hu", "Hujintao", true),
            ("Damon Rebecca", "Kobra Nemad", false),
            ("Boris Johnson", "Hillary Clinton", false),
        ] {
            let (one, other) = (Reading::of(one), Reading::of(other));
            assert_eq!(may_fit(&one, &other), wanted, "{one:?} {other:?}");
            assert_eq!(may_fit(&other, &one), wanted, "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_longest_common_subsequence_is_that_of_the_table() {
        let mut state = 7u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for _ in 0..500 {
            let [one, other] = [(); 2].map(|()| {
                let length = random(LONGEST as u32 + 1) as usize;
                let mut kinds = [0; LONGEST];
                kinds.iter_mut().for_each(|kind| *kind = random(KINDS as u32) as u8);
                Outline { kinds, length, starts: [0; MOST_WORDS], words: 1 }
            });
            let mut row = [0usize; LONGEST + 1];
            for left in one.kinds() {
                let mut diagonal = 0;
                for (place, right) in other.kinds().iter().enumerate() {
                    let above = row[place + 1];
                    row[place + 1] =
                        if left == right { diagonal + 1 } else { above.max(row[place]) };
                    diagonal = above;
                }
            }
            assert_eq!(one.in_order_with(&other), row[other.length]);
        }
    }
}
