//! Scores of pairs of names.

use serde::{Deserialize, Serialize};

use super::assign::{Weights, assign};
use super::calibration;
use super::costs::{Costs, SCALE, Table};
use super::endings::differ_in_gender;
use super::han;
use super::hangul;
use super::joined;
use super::met::MetWords;
use super::reading::{Kind, MOST_WORDS, Reading, Word};
use super::shortened::shortened;
use super::symbols::Family;
use super::vowels;
use super::weigher::{Profiles, Side, Weigher};

/// How likely it is that two names are one person's, and what speaks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NameScore {
    /// Calibrated, from 0 to 1: at 0.5 and above they are the same.
    pub probability: f32,
    /// The evidence in nats: some e^n names must be met before one fits so well by chance.
    ///
    /// The probability says how well two spellings fit, not how many people are called so. Li and
    /// Lee fit, and so do two people called Wang Yi. Li and Lee carry less than 7 nats, Sergei
    /// Shoigu and Σεργκέι Σόιγκου more than 15; Wang Yi carries 18, because sounds are counted, not
    /// bearers. So few nats are a reason not to merge two names on the score alone, but many are no
    /// proof: something else must speak for it, such as the text, office, place or story.
    ///
    /// Among N names, about N · e^−nats fit so well by chance: to merge on the score alone, ask for
    /// ln N and some nats more.
    ///
    /// ```
    /// use samestory::name::NameScorer;
    ///
    /// let needed = 25_000f32.ln() + 3.0;
    /// let (short, long) = (("Li", "Lee"), ("Sergei Shoigu", "Σεργκέι Σόιγκου"));
    /// let [short, long] = [short, long].map(|(a, b)| NameScorer::default().score(a, b));
    /// assert!(short.probability >= 0.5 && short.nats < needed);
    /// assert!(long.probability >= 0.5 && long.nats >= needed);
    /// ```
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
    /// The likeness of the words that end both names, surnames more often than not; 0 where these met
    /// others or none.
    pub last: f32,
}

/// Scores pairs of names.
///
/// # Where it fails
///
/// * Namesakes: two people of one name score 1. See [`NameScore::nats`] for short ones.
/// * Han names read in a language that the name does not show: 習近平 is Xi, and Shū in Japanese; the
///   scorer tries Mandarin, Cantonese and Korean readings, but a Japanese given name has too many.
/// * A name that is translated instead of transliterated, or a pseudonym, has no letters in common.
/// * Languages that write a foreign name by meaning or in abbreviated form, and scripts without a
///   table in [`translit`](crate::translit) (Burmese, Khmer, Tibetan).
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreparedName(Reading);

impl PreparedName {
    /// Symbols of its words.
    pub(crate) fn length(&self) -> usize {
        self.0.words.iter().map(|word| self.0.symbols(word).len()).sum()
    }

    /// Whether it has more than one word but for particles and initials.
    pub(crate) fn has_several_words(&self) -> bool {
        self.0.words.iter().filter(|word| word.kind == Kind::Word).nth(1).is_some()
    }

    /// Whether it is written in the script of another.
    pub(crate) fn shares_script(&self, other: &Self) -> bool {
        same_script(&self.0, &other.0)
    }
}

/// How much an unmatched word counts against the names, as a share of what it would weigh. Between
/// .3 (best to rank) and .5 (best to decide).
pub(super) const UNMATCHED: f32 = 0.3;

/// What a particle weighs beside a word: it is left out as often as not.
const PARTICLE: f32 = 0.25;

/// What an initial that fits its word weighs, in nats, and what one that does not costs.
const INITIAL_FITS: f32 = 1.5;
const INITIAL_CLASHES: f32 = -4.0;

/// What a reading costs that is not the word's own, in nats.
pub(super) const ALTERNATE: f32 = 1.0;

/// How fast a word alone loses what it is worth where it meets no surname and does not fit.
const LONE_WORD: f32 = 3.0;

/// An initial that does not fit counts as this much of a word.
const INITIAL_CLASH: f32 = 0.7;

/// A word's likeness under which it counts as contradicting the one it met.
const CONTRADICTS: f32 = 0.25;

/// A vowel that no spelling of the other word's would give counts as this much of a word.
const OTHER_VOWEL: f32 = 0.6;

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

    /// The same, where words of other names met before.
    pub(crate) fn score_remembered(
        &self,
        one: &PreparedName,
        other: &PreparedName,
        met: &mut MetWords,
    ) -> NameScore {
        let (one, other) = sorted(&one.0, &other.0);
        calibrated(one, other, &mut Weigher::Remembered(met))
    }

    /// The same, but for names of few common consonants, which are not tried as one word each: those
    /// that fit neither way may score lower.
    pub(crate) fn score_among(
        &self,
        one: &PreparedName,
        other: &PreparedName,
        met: &mut MetWords,
    ) -> NameScore {
        let (one, two) = sorted(&one.0, &other.0);
        let mut weigher = Weigher::Remembered(met);
        let mut features = compare_where(one, two, &mut weigher, joined::may_fit).features;
        features.probability = calibration::probability(&features, same_script(one, two));
        features
    }

    /// The score of a pair; symmetric. Linear in the product of the lengths.
    pub fn score(&self, one: &str, other: &str) -> NameScore {
        self.score_readings(&Reading::of(one), &Reading::of(other))
    }

    pub(super) fn score_readings(&self, one: &Reading, other: &Reading) -> NameScore {
        // One order of the sides, so that rounding is the same both ways.
        let (one, other) = sorted(one, other);
        calibrated(one, other, &mut Weigher::Pair)
    }

    /// The same score, for a name that is asked for and has its words prepared.
    pub(super) fn score_asked(
        &self,
        asked: &Reading,
        profiles: &mut Profiles,
        other: &Reading,
    ) -> NameScore {
        if in_order(asked, other) {
            calibrated(asked, other, &mut Weigher::First(profiles))
        } else {
            calibrated(other, asked, &mut Weigher::Second(profiles))
        }
    }
}

fn calibrated(one: &Reading, other: &Reading, weigher: &mut Weigher<'_>) -> NameScore {
    let mut features = compare(one, other, weigher).features;
    features.probability = calibration::probability(&features, same_script(one, other));
    features
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

/// Two names in the order in which they are compared.
fn sorted<'a>(one: &'a Reading, other: &'a Reading) -> (&'a Reading, &'a Reading) {
    if in_order(one, other) { (one, other) } else { (other, one) }
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

/// What symbols would weigh on average if they met themselves in the other script.
pub(super) fn expected_against(symbols: &[u8], family: Family, other: Family) -> f32 {
    let Some((table, swap)) = Costs::learned().table(family, other) else { return 0.0 };
    symbols.iter().map(|&symbol| table.expected(usize::from(swap), symbol)).sum()
}

/// A word of a name, and its number among the name's words and other readings.
type Place<'reading> = (&'reading Reading, &'reading Word, usize);

fn side<'reading>((reading, word, slot): Place<'reading>) -> Side<'reading> {
    Side { symbols: reading.symbols(word), family: word.family, slot }
}

/// The weight of two words, in nats.
fn meet(one: Place<'_>, other: Place<'_>, weigher: &mut Weigher<'_>) -> f32 {
    let (left, right) = (one.1, other.1);
    if left.kind == Kind::Initial || right.kind == Kind::Initial {
        let (left, right) = (side(one).first(), side(other).first());
        let fits = left.symbols == right.symbols
            || Weigher::Pair.weight(left, right).is_some_and(|weight| weight > 0);
        return if fits { INITIAL_FITS } else { INITIAL_CLASHES };
    }
    let weight = weigher.weight(side(one), side(other)).unwrap_or(0) as f32 / SCALE;
    match (left.kind, right.kind) {
        (Kind::Word | Kind::Stem, Kind::Word | Kind::Stem) => weight,
        _ => weight * PARTICLE,
    }
}

pub(super) fn compare(one: &Reading, other: &Reading, weigher: &mut Weigher<'_>) -> Comparison {
    compare_where(one, other, weigher, |_, _| true)
}

/// The same, with the names as one word each only where they may fit so.
fn compare_where(
    one: &Reading,
    other: &Reading,
    weigher: &mut Weigher<'_>,
    may_fit: impl Fn(&Reading, &Reading) -> bool,
) -> Comparison {
    if one.words.is_empty() || other.words.is_empty() {
        return Comparison::default();
    }
    let mut by_words = compare_words(one, other, weigher);
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
    if !may_fit(one, other) {
        return by_words;
    }
    match joined::compare(one, other, weigher) {
        Some(joined) if joined.features.likeness > by_words.features.likeness => joined,
        _ => by_words,
    }
}

/// What each word of a name would weigh if it met itself; against several scripts, the last counts.
fn all_expected(reading: &Reading, other: &Reading, side: usize) -> [f32; MOST_WORDS] {
    let mut values = [0f32; MOST_WORDS];
    for (value, word) in values.iter_mut().zip(&reading.words) {
        *value = expected_against_last(reading, word, other, side);
    }
    values
}

fn expected_against_last(reading: &Reading, word: &Word, other: &Reading, side: usize) -> f32 {
    let Some(last) = other.words.last() else { return 0.0 };
    let (left, right) =
        if side == 0 { (word.family, last.family) } else { (last.family, word.family) };
    let Some((table, swap)) = Costs::learned().table(left, right) else { return 0.0 };
    expected(reading, word, table, if swap { 1 - side } else { side })
}

fn compare_words(one: &Reading, other: &Reading, weigher: &mut Weigher<'_>) -> Comparison {
    let (rows, columns) = (one.words.len(), other.words.len());
    let mut weights = Weights::default();
    let left_expected = all_expected(one, other, 0);
    let right_expected = all_expected(other, one, 1);
    let descent = |reading: &Reading| reading.words.iter().any(|w| w.kind == Kind::Descent);
    let by_generation = descent(one) && descent(other);
    for (i, left) in one.words.iter().enumerate() {
        for (j, right) in other.words.iter().enumerate() {
            let mut weight = meet((one, left, i), (other, right, j), weigher);
            if by_generation && left.generation != right.generation {
                weight = weight.min(WRONG_GENERATION);
            }
            weights.change(i, j, |_| weight);
        }
    }
    let gender = |left: &Word, right: &Word| {
        left.kind == Kind::Word
            && right.kind == Kind::Word
            && differ_in_gender(one.symbols(left), other.symbols(right))
    };
    // Another reading counts as the word's own, less a little for the freedom of choice. A longer one
    // is no more evidence than the word that stands there: Robert for Bob.
    let own = |values: &[f32], place: usize| values.get(place).copied().unwrap_or(0.0);
    let scaled = |met: f32, word: f32, alternate: f32, other: f32| {
        if met > 0.0 && alternate > word { met * (word + other) / (alternate + other) } else { met }
    };
    for (&(i, alternate), slot) in one.alternates.iter().zip(rows..) {
        let i = usize::from(i);
        let size = expected_against_last(one, &alternate, other, 0);
        for (j, right) in other.words.iter().enumerate() {
            if !by_generation || alternate.generation == right.generation {
                let met = meet((one, &alternate, slot), (other, right, j), weigher);
                let met = scaled(met, own(&left_expected, i), size, own(&right_expected, j));
                weights.change(i, j, |weight| weight.max(met - ALTERNATE));
            }
        }
    }
    for (&(j, alternate), slot) in other.alternates.iter().zip(columns..) {
        let j = usize::from(j);
        let size = expected_against_last(other, &alternate, one, 1);
        for (i, left) in one.words.iter().enumerate() {
            if !by_generation || alternate.generation == left.generation {
                let met = meet((one, left, i), (other, &alternate, slot), weigher);
                let met = scaled(met, own(&right_expected, j), size, own(&left_expected, i));
                weights.change(i, j, |weight| weight.max(met - ALTERNATE));
            }
        }
    }
    if let Some((weight, place)) = shortened(one, other, &left_expected, &right_expected) {
        weights.change(place.0, place.1, |own| own.max(weight));
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
                    weights.change(i, j, |weight| weight.min(WRONG_GENDER));
                }
            }
        }
    }
    let left_expected = left_expected.get(..rows).unwrap_or(&[]);
    let right_expected = right_expected.get(..columns).unwrap_or(&[]);
    let met = assign(&weights, left_expected, right_expected);

    let mut nats = 0.0;
    let mut weakest = f32::INFINITY;
    let mut clashes = 0.0;
    let mut last = 0.0;
    let ends = (last_word(one), last_word(other));
    let (mut left_rest, mut right_rest) =
        (left_expected.iter().sum::<f32>(), right_expected.iter().sum::<f32>());
    let mean = (left_rest + right_rest) / 2.0;
    for &(i, j, weight) in &met {
        let (Some(left), Some(right)) = (one.words.get(i), other.words.get(j)) else { continue };
        let (left_own, right_own) = (own(left_expected, i), own(right_expected, j));
        nats += weight;
        left_rest -= left_own;
        right_rest -= right_own;
        let both = (left_own + right_own) / 2.0;
        let initial = left.kind == Kind::Initial || right.kind == Kind::Initial;
        if initial && weight > 0.0 {
            // What the initial stands for is neither known nor missing.
            continue;
        }
        let likeness = weight / both.max(0.1);
        if ends == (Some(i), Some(j)) {
            last = likeness.clamp(0.0, 1.0);
        }
        if initial {
            clashes += INITIAL_CLASH;
        } else if likeness < CONTRADICTS {
            clashes += 1.0;
        } else {
            clashes += ((0.6 - likeness) / (0.6 - CONTRADICTS)).max(0.0);
        }
        weakest = f32::min(weakest, likeness);
        if left.family == right.family
            && vowels::contradict(one.symbols(left), other.symbols(right))
        {
            clashes += OTHER_VOWEL;
        }
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
            last,
        },
        met,
        joined: false,
    }
}

/// The place of the last word that is the name's own.
fn last_word(reading: &Reading) -> Option<usize> {
    reading.words.iter().rposition(|word| word.kind == Kind::Word)
}

/// Words that met none.
fn words_left(reading: &Reading, met: impl Fn(usize) -> bool) -> usize {
    let words = reading.words.iter().enumerate();
    words.filter(|(place, word)| word.kind == Kind::Word && !met(*place)).count()
}
