//! What a score rests on, for people.

use std::fmt;

use super::align::{self, Step};
use super::costs::{Costs, SCALE};
use super::reading::{Reading, Word};
use super::scorer::{NameScore, NameScorer, compare, in_order};
use super::symbols::symbol;
use super::weigher::Weigher;

/// The alignment behind a [`NameScore`]; its `Display` is a small report.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NameExplanation {
    /// The score.
    pub score: NameScore,
    /// Words that met, in the order of the first name.
    pub words: Vec<WordMeeting>,
    /// Words of the first and of the second name that met none, as symbols.
    pub unmatched: [Vec<String>; 2],
    /// The names fit better as one word each, in any rotation, than word by word.
    pub joined: bool,
}

/// Two words that met, and their letters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WordMeeting {
    /// The words as phonetic symbols.
    pub words: [String; 2],
    /// What the meeting is worth, in nats.
    pub nats: f32,
    /// Symbols of the first word, of the second, and nats; empty where a symbol met none.
    pub letters: Vec<(String, String, f32)>,
}

impl NameScorer {
    /// Which letters met, and what each meeting is worth. Slower than [`NameScorer::score`].
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::name::NameScorer;
    ///
    /// let explanation = NameScorer::default().explain("Шойгу", "Choïgou");
    /// assert_eq!(explanation.words[0].letters[0].0, "S");
    /// assert_eq!(explanation.words[0].letters[0].1, "Q");
    /// ```
    pub fn explain(&self, one: &str, other: &str) -> NameExplanation {
        let (one, other) = (Reading::of(one), Reading::of(other));
        let score = self.score_readings(&one, &other);
        let kept = in_order(&one, &other);
        let weigher = &mut Weigher::Pair;
        let comparison =
            if kept { compare(&one, &other, weigher) } else { compare(&other, &one, weigher) };
        let mut met: Vec<(usize, usize, f32)> = comparison
            .met
            .iter()
            .map(|&(i, j, nats)| if kept { (i, j, nats) } else { (j, i, nats) })
            .collect();
        met.sort_by_key(|&(i, ..)| i);
        let unmatched = [
            rest(&one, |place| met.iter().any(|&(i, ..)| i == place)),
            rest(&other, |place| met.iter().any(|&(_, j, _)| j == place)),
        ];
        let words = met
            .iter()
            .filter_map(|&(i, j, nats)| {
                let (left, right) = (one.words.get(i)?, other.words.get(j)?);
                Some(WordMeeting {
                    words: [spell(one.symbols(left)), spell(other.symbols(right))],
                    nats,
                    letters: letters((&one, left), (&other, right)),
                })
            })
            .collect();
        NameExplanation { score, words, unmatched, joined: comparison.joined }
    }
}

fn rest(reading: &Reading, met: impl Fn(usize) -> bool) -> Vec<String> {
    let words = reading.words.iter().enumerate().filter(|(place, _)| !met(*place));
    words.map(|(_, word)| spell(reading.symbols(word))).collect()
}

fn spell(symbols: &[u8]) -> String {
    symbols.iter().map(|&code| symbol(code)).collect()
}

fn letters(left: (&Reading, &Word), right: (&Reading, &Word)) -> Vec<(String, String, f32)> {
    let Some((table, swap)) = Costs::learned().table(left.1.family, right.1.family) else {
        return Vec::new();
    };
    let (mut rows, mut columns) = (left.0.symbols(left.1), right.0.symbols(right.1));
    if swap {
        (rows, columns) = (columns, rows);
    }
    let (mut i, mut j) = (0, 0);
    let mut letters = Vec::new();
    for Step { left, right, weight } in align::steps(table, rows, columns) {
        let one = spell(rows.get(i..i + left).unwrap_or(&[]));
        let other = spell(columns.get(j..j + right).unwrap_or(&[]));
        let nats = weight as f32 / SCALE;
        letters.push(if swap { (other, one, nats) } else { (one, other, nats) });
        (i, j) = (i + left, j + right);
    }
    letters
}

impl fmt::Display for NameExplanation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let score = &self.score;
        writeln!(
            out,
            "probability {:.3}, {:.1} nats, likeness {:.2}, omitted {:.2}, contradicted {:.2}",
            score.probability, score.nats, score.likeness, score.omitted, score.contradicted
        )?;
        if self.joined {
            writeln!(out, "compared as one word each")?;
        }
        for meeting in &self.words {
            writeln!(out, "{} ~ {}: {:+.1}", meeting.words[0], meeting.words[1], meeting.nats)?;
            for (one, other, nats) in &meeting.letters {
                let shown =
                    |side: &str| if side.is_empty() { "-".to_owned() } else { side.to_owned() };
                writeln!(out, "  {:>3} {:<3} {nats:+.1}", shown(one), shown(other))?;
            }
        }
        for (words, which) in self.unmatched.iter().zip(["first", "second"]) {
            if !words.is_empty() {
                writeln!(out, "only in the {which}: {}", words.join(", "))?;
            }
        }
        Ok(())
    }
}
