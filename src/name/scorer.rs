//! Scores of pairs of names.

use super::align;
use super::calibration;
use super::costs::{Costs, SCALE, Table};
use super::endings::differ_in_gender;
use super::han;
use super::hangul;
use super::reading::{Kind, MOST_WORDS, Reading, Word};
use super::symbols::Family;

/// How likely it is that two names are one person's, and what speaks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NameScore {
    /// Calibrated, from 0 to 1: at 0.5 and above they are the same.
    pub probability: f32,
    /// The evidence in nats: a name of e^n like it must be met before one fits so well by chance.
    /// Short names score high on little: Li and Lee carry 5, Sergei Shoigu and Σεργκέι Σόιγκου 25.
    pub nats: f32,
    /// The evidence against what names of this length carry where they are one: about 1 then, 0 and
    /// below where they have nothing in common.
    pub likeness: f32,
    /// The share of the names that only one of them has: middle names, titles nobody knows.
    pub omitted: f32,
    /// The share of the names in which both have words that do not fit each other.
    pub contradicted: f32,
    /// The likeness of the words that met and fit least.
    pub weakest: f32,
}

/// Scores pairs of names.
///
/// # Examples
///
/// ```
/// use samestory::name::NameScorer;
///
/// let scorer = NameScorer::default();
/// assert!(scorer.score("Schoigu", "Shoigu").probability > 0.5);
/// assert!(scorer.score("Сергей Шойгу", "Serguei Choïgou").probability > 0.5);
/// assert!(scorer.score("Schoigu", "Schröder").probability < 0.2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NameScorer {}

/// A name taken apart: a few hundred bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreparedName(Reading);

/// How much an unmatched word counts against the names, as a share of what it would weigh. Between
/// .3 (best to rank) and .5 (best to decide).
pub(super) const UNMATCHED: f32 = 0.3;

/// What a particle weighs beside a word: it is left out as often as not.
const PARTICLE: f32 = 0.25;

/// What an initial that fits its word weighs, in nats, and what one that does not costs.
const INITIAL_FITS: f32 = 1.5;
const INITIAL_CLASHES: f32 = -4.0;

/// What a reading costs that is not the word's own, in nats.
const ALTERNATE: f32 = 1.0;

/// How fast a word alone loses what it is worth where it meets no surname and does not fit.
const LONE_WORD: f32 = 3.0;

/// An initial that does not fit counts as this much of a word.
const INITIAL_CLASH: f32 = 0.7;

/// A word's likeness under which it counts as contradicting the one it met.
const CONTRADICTS: f32 = 0.25;

/// A pair in which words of descent change places: two people.
const WRONG_GENERATION: f32 = -6.0;

/// Ivanov met Ivanova: two people.
const WRONG_GENDER: f32 = -3.0;

impl NameScorer {
    /// Takes a name apart once, to compare it many times.
    pub fn prepare(&self, name: &str) -> PreparedName {
        PreparedName(Reading::of(name))
    }

    /// [`NameScorer::score`] of two names taken apart before.
    pub fn score_prepared(&self, one: &PreparedName, other: &PreparedName) -> NameScore {
        self.score_readings(&one.0, &other.0)
    }

    /// The score of a pair; symmetric. Linear in the product of the lengths.
    pub fn score(&self, one: &str, other: &str) -> NameScore {
        self.score_readings(&Reading::of(one), &Reading::of(other))
    }

    pub(super) fn score_readings(&self, one: &Reading, other: &Reading) -> NameScore {
        // One order of the sides, so that rounding is the same both ways.
        let (one, other) = if in_order(one, other) { (one, other) } else { (other, one) };
        let mut features = compare(one, other).features;
        features.probability = calibration::probability(&features, same_script(one, other));
        features
    }
}

/// Whether two names are written in one script.
fn same_script(one: &Reading, other: &Reading) -> bool {
    first_family(one) == first_family(other)
}

fn first_family(reading: &Reading) -> Option<Family> {
    reading.words.first().map(|word| word.family)
}

/// Whether two names stand in the order in which they are compared.
pub(super) fn in_order(one: &Reading, other: &Reading) -> bool {
    let key =
        |reading: &Reading| reading.words.first().map(|word| word.family).unwrap_or(Family::Other);
    (key(one), other.words.len(), &one.symbols) <= (key(other), one.words.len(), &other.symbols)
}

/// Which words met, and what that says.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    pub(super) features: NameScore,
    /// Places in both names, and nats.
    pub(super) met: Vec<(usize, usize, f32)>,
    /// The names were compared as one word each.
    pub(super) joined: bool,
}

/// What a word would weigh on average if it met itself in the other script.
fn expected(reading: &Reading, word: &Word, table: &Table, side: usize) -> f32 {
    let sum: f32 = reading.symbols(word).iter().map(|&s| table.expected(side, s)).sum();
    match word.kind {
        Kind::Word | Kind::Stem => sum,
        Kind::Initial => INITIAL_FITS,
        Kind::Particle | Kind::Descent => sum * PARTICLE,
    }
}

/// A word of a name.
type Place<'reading> = (&'reading Reading, &'reading Word);

/// The weight of two words, in nats.
fn meet((one, left): Place<'_>, (other, right): Place<'_>, table: &Table, swap: bool) -> f32 {
    let (mut rows, mut columns) = (one.symbols(left), other.symbols(right));
    if swap {
        (rows, columns) = (columns, rows);
    }
    if left.kind == Kind::Initial || right.kind == Kind::Initial {
        rows = rows.get(..1).unwrap_or(rows);
        columns = columns.get(..1).unwrap_or(columns);
        let fits = rows == columns || align::weight(table, rows, columns) > 0;
        return if fits { INITIAL_FITS } else { INITIAL_CLASHES };
    }
    let weight = align::weight(table, rows, columns) as f32 / SCALE;
    match (left.kind, right.kind) {
        (Kind::Word | Kind::Stem, Kind::Word | Kind::Stem) => weight,
        _ => weight * PARTICLE,
    }
}

/// The weight of two words' symbols, in nats.
pub(super) fn weigh_words(left: Family, one: &[u8], right: Family, other: &[u8]) -> f32 {
    Costs::learned().table(left, right).map_or(0.0, |(table, swap)| {
        let (rows, columns) = if swap { (other, one) } else { (one, other) };
        align::weight(table, rows, columns) as f32 / SCALE
    })
}

fn meet_alternate(left: Place<'_>, right: Place<'_>, costs: &Costs) -> f32 {
    let table = costs.table(left.1.family, right.1.family);
    table.map_or(f32::NEG_INFINITY, |(table, swap)| meet(left, right, table, swap))
}

pub(super) fn compare(one: &Reading, other: &Reading) -> Comparison {
    let costs = Costs::learned();
    if one.words.is_empty() || other.words.is_empty() {
        return Comparison::default();
    }
    let mut by_words = compare_words(one, other, costs);
    if hangul::contradict(one, other) {
        by_words.features.contradicted = by_words.features.contradicted.max(1.0);
    }
    if one.is_han() && other.is_han() {
        han::compare(&one.han, &other.han, &mut by_words.features);
        return by_words;
    }
    if by_words.features.likeness > 0.95 || one.words.len() == other.words.len() {
        return by_words;
    }
    match compare_joined(one, other, costs) {
        Some(joined) if joined.features.likeness > by_words.features.likeness => joined,
        _ => by_words,
    }
}

fn compare_words(one: &Reading, other: &Reading, costs: &Costs) -> Comparison {
    let (rows, columns) = (one.words.len(), other.words.len());
    let mut weights = [[0f32; MOST_WORDS]; MOST_WORDS];
    let mut left_expected = [0f32; MOST_WORDS];
    let mut right_expected = [0f32; MOST_WORDS];
    let descent = |reading: &Reading| reading.words.iter().any(|w| w.kind == Kind::Descent);
    let by_generation = descent(one) && descent(other);
    for (i, left) in one.words.iter().enumerate() {
        for (j, right) in other.words.iter().enumerate() {
            let Some((table, swap)) = costs.table(left.family, right.family) else { continue };
            let mut weight = meet((one, left), (other, right), table, swap);
            if by_generation && left.generation != right.generation {
                weight = weight.min(WRONG_GENERATION);
            }
            weights[i][j] = weight;
            left_expected[i] = expected(one, left, table, usize::from(swap));
            right_expected[j] = expected(other, right, table, usize::from(!swap));
        }
    }
    let gender = |left: &Word, right: &Word| {
        left.kind == Kind::Word
            && right.kind == Kind::Word
            && differ_in_gender(one.symbols(left), other.symbols(right))
    };
    // Another reading counts as the word's own, less a little for the freedom of choice.
    for &(i, alternate) in &one.alternates {
        let i = usize::from(i);
        for (j, right) in other.words.iter().enumerate() {
            let met = meet_alternate((one, &alternate), (other, right), costs);
            let weight = weights[i][j].max(met - ALTERNATE);
            if !by_generation || one.words[i].generation == right.generation {
                weights[i][j] = weight;
            }
        }
    }
    for &(j, alternate) in &other.alternates {
        let j = usize::from(j);
        for (i, left) in one.words.iter().enumerate() {
            let met = meet_alternate((one, left), (other, &alternate), costs);
            let weight = weights[i][j].max(met - ALTERNATE);
            if !by_generation || other.words[j].generation == left.generation {
                weights[i][j] = weight;
            }
        }
    }
    // Where the given name has a case ending too, so has the surname: Сергея Иванова.
    let inflected = one
        .alternates
        .iter()
        .map(|(_, word)| (one, word))
        .chain(other.alternates.iter().map(|(_, word)| (other, word)));
    let all_inflected = {
        let stems = inflected
            .filter(|(_, word)| word.kind == Kind::Stem && word.family == Family::Cyrillic);
        let count = stems.count();
        count > 1 && count >= rows.min(columns)
    };
    if !all_inflected {
        for (i, left) in one.words.iter().enumerate() {
            for (j, right) in other.words.iter().enumerate() {
                if gender(left, right) {
                    weights[i][j] = weights[i][j].min(WRONG_GENDER);
                }
            }
        }
    }
    let met = assign(&weights, &left_expected[..rows], &right_expected[..columns]);

    let mut nats = 0.0;
    let mut weakest = f32::INFINITY;
    let mut clashes = 0.0;
    let (mut left_rest, mut right_rest) =
        (left_expected[..rows].iter().sum::<f32>(), right_expected[..columns].iter().sum::<f32>());
    let mean = (left_rest + right_rest) / 2.0;
    for &(i, j, weight) in &met {
        nats += weight;
        left_rest -= left_expected[i];
        right_rest -= right_expected[j];
        let both = (left_expected[i] + right_expected[j]) / 2.0;
        let initial = one.words[i].kind == Kind::Initial || other.words[j].kind == Kind::Initial;
        if initial && weight > 0.0 {
            // What the initial stands for is neither known nor missing.
            continue;
        }
        let likeness = weight / both.max(0.1);
        if initial {
            clashes += INITIAL_CLASH;
        } else if likeness < CONTRADICTS {
            clashes += 1.0;
        } else {
            clashes += ((0.6 - likeness) / (0.6 - CONTRADICTS)).max(0.0);
        }
        weakest = f32::min(weakest, likeness);
    }
    // Words left on both sides: neither is merely left out.
    let left_words = words_left(one, |place| met.iter().any(|&(i, ..)| i == place));
    let right_words = words_left(other, |place| met.iter().any(|&(_, j, _)| j == place));
    clashes += left_words.min(right_words) as f32;
    let initials = |reading: &Reading, met: &dyn Fn(usize) -> bool| {
        let words = reading.words.iter().enumerate();
        words.filter(|(place, word)| word.kind == Kind::Initial && !met(*place)).count()
    };
    let left_initials = initials(one, &|place| met.iter().any(|&(i, ..)| i == place));
    let right_initials = initials(other, &|place| met.iter().any(|&(_, j, _)| j == place));
    clashes += INITIAL_CLASH * left_initials.min(right_initials) as f32;
    // A surname alone is found at the end of the whole name; elsewhere it must fit closely.
    let spaced = |reading: &Reading| {
        !matches!(first_family(reading), Some(Family::Han | Family::Hangul | Family::Thai))
    };
    let lone = rows.min(columns) == 1 && rows != columns && spaced(one) && spaced(other);
    if let (&[(i, j, _)], true) = (&met[..], lone) {
        let last = if rows > columns { i + 1 == rows } else { j + 1 == columns };
        if !last {
            clashes += ((1.0 - weakest) * LONE_WORD).clamp(0.0, 1.0);
        }
    }
    let mut contradicted = clashes / rows.min(columns).max(1) as f32;
    // In one script nothing excuses a word that is another: Kim Jong-un, Kim Jong-il.
    if same_script(one, other) && rows == columns && left_words.min(right_words) > 0 {
        contradicted = contradicted.max(1.0);
    }
    let (left_rest, right_rest) = (left_rest.max(0.0), right_rest.max(0.0));
    let omitted = (left_rest - right_rest).abs();
    let likeness = (nats - UNMATCHED * (left_rest + right_rest)) / mean.max(0.1);
    Comparison {
        features: NameScore {
            probability: 0.0,
            nats,
            likeness,
            omitted: omitted / mean.max(0.1),
            contradicted,
            weakest: if weakest.is_finite() { weakest.clamp(-2.0, 1.5) } else { -1.0 },
        },
        met,
        joined: false,
    }
}

/// Words that met none.
fn words_left(reading: &Reading, met: impl Fn(usize) -> bool) -> usize {
    let words = reading.words.iter().enumerate();
    words.filter(|(place, word)| word.kind == Kind::Word && !met(*place)).count()
}

/// The best assignment of words to words, in any order; `O(2^columns · rows · columns)`.
fn assign(
    weights: &[[f32; MOST_WORDS]; MOST_WORDS],
    left: &[f32],
    right: &[f32],
) -> Vec<(usize, usize, f32)> {
    // The caller puts the name of fewer words to the right.
    let states = 1usize << right.len();
    let mut best = [f32::NEG_INFINITY; 1 << MOST_WORDS];
    let mut choices = [[u8::MAX; 1 << MOST_WORDS]; MOST_WORDS];
    best[0] = 0.0;
    for (i, left) in left.iter().enumerate() {
        // Downwards, so that no word is used twice.
        for state in (1..states).rev() {
            let mut value = best[state];
            let mut choice = u8::MAX;
            for (j, right) in right.iter().enumerate() {
                if state >> j & 1 == 1 {
                    // The gain over leaving both unmatched.
                    let gain = weights[i][j] + UNMATCHED * (left + right);
                    let with = best[state & !(1 << j)] + gain;
                    if with > value {
                        (value, choice) = (with, j as u8);
                    }
                }
            }
            best[state] = value;
            choices[i][state] = choice;
        }
    }
    let mut state = 0;
    for other in 1..states {
        if best[other] > best[state] {
            state = other;
        }
    }
    let mut met = Vec::with_capacity(left.len());
    for i in (0..left.len()).rev() {
        let choice = choices[i][state];
        if choice != u8::MAX {
            let j = usize::from(choice);
            met.push((i, j, weights[i][j]));
            state &= !(1 << j);
        }
    }
    met.reverse();
    met
}

/// The names as one word each, in every rotation: for spellings that cut or join words otherwise.
fn compare_joined(one: &Reading, other: &Reading, costs: &Costs) -> Option<Comparison> {
    let whole = |reading: &Reading| {
        reading.words.iter().all(|word| matches!(word.kind, Kind::Word | Kind::Particle))
    };
    if !whole(one) || !whole(other) {
        return None;
    }
    let mut best = join(one, one.words.first()?.family, other, other.words.first()?.family, costs)?;
    // A single word may be read otherwise as a whole: Han names above all.
    for (single, many) in [(one, other), (other, one)] {
        if single.words.len() > 1 {
            continue;
        }
        for (_, alternate) in &single.alternates {
            let words = Words { reading: single, words: &[*alternate] };
            let many_family = many.words.first()?.family;
            let found = join_words(
                &words,
                alternate.family,
                &Words { reading: many, words: &many.words },
                many_family,
                costs,
            )?;
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
        },
        met: Vec::new(),
        joined: true,
    })
}

struct Words<'reading> {
    reading: &'reading Reading,
    words: &'reading [Word],
}

impl Words<'_> {
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

fn join(
    one: &Reading,
    left: Family,
    other: &Reading,
    right: Family,
    costs: &Costs,
) -> Option<(f32, f32)> {
    let left_words = Words { reading: one, words: &one.words };
    let right_words = Words { reading: other, words: &other.words };
    join_words(&left_words, left, &right_words, right, costs)
}

/// Likeness and nats of the best rotation.
fn join_words(
    one: &Words<'_>,
    left_family: Family,
    other: &Words<'_>,
    right_family: Family,
    costs: &Costs,
) -> Option<(f32, f32)> {
    let (table, swap) = costs.table(left_family, right_family)?;
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
            let (rows, columns) = (left.get(..left_length)?, right.get(..right_length)?);
            best = best.max(if swap {
                align::weight(table, columns, rows)
            } else {
                align::weight(table, rows, columns)
            });
        }
    }
    let nats = best as f32 / SCALE;
    Some((nats / mean.max(0.1), nats))
}
