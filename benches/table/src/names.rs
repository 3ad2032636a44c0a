//! Whether two names are one.

use std::path::Path;

use any_ascii::any_ascii;
use rphonetic::{DoubleMetaphone, Encoder};
use samestory::name::NameScorer;

use super::{Row, read, timed};

type Score = Box<dyn Fn(&str, &str) -> f64>;

pub(crate) fn measure(data: &Path, mut print: impl FnMut(Row)) {
    let Some(text) = read(&data.join("names/pairs.tsv")) else { return };
    let pair = |line: &str| -> Option<(bool, String, String)> {
        let fields: Vec<&str> = line.split('\t').collect();
        Some((*fields.first()? == "1", (*fields.get(1)?).into(), (*fields.get(3)?).into()))
    };
    let pairs: Vec<_> = text.lines().skip(1).filter_map(pair).collect();
    let ours = NameScorer::default();
    let ascii = |name: &str| any_ascii(name).to_lowercase();
    let metaphone = DoubleMetaphone::new(Some(8));
    let encode = move |name: &str| {
        let name = ascii(name);
        let words = name.split(|letter: char| !letter.is_ascii_alphabetic());
        let codes = words.filter(|word| !word.is_empty()).map(|word| metaphone.encode(word));
        codes.collect::<Vec<String>>().join(" ")
    };
    let scorers: Vec<(&str, Score)> = vec![
        ("samestory", Box::new(move |one, two| f64::from(ours.score(one, two).probability))),
        (
            "any_ascii + strsim, Jaro–Winkler",
            Box::new(move |one, two| strsim::jaro_winkler(&ascii(one), &ascii(two))),
        ),
        (
            "any_ascii + rapidfuzz, ratio",
            Box::new(move |one, two| {
                rapidfuzz::fuzz::ratio(ascii(one).chars(), ascii(two).chars())
            }),
        ),
        (
            "any_ascii + rphonetic, Double Metaphone",
            Box::new(move |one, two| strsim::normalized_levenshtein(&encode(one), &encode(two))),
        ),
    ];
    for (who, score) in scorers {
        let (mut scores, seconds) = timed(|| {
            pairs.iter().map(|(same, one, two)| (score(one, two), *same)).collect::<Vec<_>>()
        });
        print(Row {
            stage: "names",
            who: who.to_owned(),
            quality: format!(
                "F1 {:.3} on {} pairs in 15 scripts",
                best_f1(&mut scores),
                pairs.len()
            ),
            speed: format!("{:.0} pairs/s, unprepared", pairs.len() as f64 / seconds),
        });
    }
}

/// F1 at the best threshold.
fn best_f1(scores: &mut [(f64, bool)]) -> f64 {
    scores.sort_unstable_by(|one, two| two.0.total_cmp(&one.0));
    let all = scores.iter().filter(|(_, same)| *same).count() as f64;
    let (mut right, mut best) = (0.0, 0.0_f64);
    for (place, (score, same)) in scores.iter().enumerate() {
        right += f64::from(u8::from(*same));
        if scores.get(place + 1).is_none_or(|next| next.0 < *score) {
            best = best.max(2.0 * right / (all + place as f64 + 1.0));
        }
    }
    best
}
