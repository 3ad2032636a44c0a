//! Labels of headlines: what outlets put around many of them.

use std::ops::Range;

/// Bytes of a label at most: "Noticias de Bolivia y el Mundo" has 30, and other scripts take up to
/// three times as much.
const MAX_BYTES: usize = 90;
/// Words of a label at most.
const MAX_WORDS: usize = 6;
/// Words that a headline must have beside its label.
const LEAST_WORDS: usize = 3;
/// What stands before a label at the end.
const BEFORE_LAST: [&str; 6] = [" - ", " – ", " — ", " | ", " · ", " » "];
/// What stands after a label at the beginning.
const AFTER_FIRST: [&str; 3] = [": ", " | ", "："];

/// Where labels may stand in a headline: an outlet's name at the end ("… - SAPO Desporto"), a
/// rubric at the beginning ("Olympics Latest: …"). In order; O(bytes).
///
/// Whether they are labels, their frequency tells: most are a part of what is said.
pub(super) fn labels(headline: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let first = AFTER_FIRST.iter().filter_map(|mark| Some((headline.find(mark)?, mark.len())));
    let is_first =
        |(end, mark): &(usize, usize)| is_label(headline.get(..*end), headline.get(end + mark..));
    if let Some((end, mark)) = first.min().filter(is_first) {
        found.push(0..end + mark);
    }
    let start = found.first().map_or(0, |first: &Range<usize>| first.end);
    let rest = headline.get(start..).unwrap_or_default();
    let last = BEFORE_LAST.iter().filter_map(|mark| Some((rest.rfind(mark)?, mark.len())));
    let is_last = |(end, mark): &(usize, usize)| is_label(rest.get(end + mark..), rest.get(..*end));
    if let Some((end, _)) = last.max().filter(is_last) {
        found.push(start + end..headline.len());
    }
    found
}

fn is_label(label: Option<&str>, rest: Option<&str>) -> bool {
    let (Some(label), Some(rest)) = (label, rest) else { return false };
    let words = label.split_whitespace().count();
    label.len() <= MAX_BYTES
        && (1..=MAX_WORDS).contains(&words)
        && (rest.split_whitespace().count() >= LEAST_WORDS || rest.len() > MAX_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_at_both_ends() {
        let cases: [(&str, &[&str]); 7] = [
            ("Olympics latest: Samoa in doubt over virus", &["Olympics latest: "]),
            ("Riner cai em Tóquio na estreia - SAPO Desporto", &[" - SAPO Desporto"]),
            ("Live: Quake hits the north coast | The Post", &["Live: ", " | The Post"]),
            ("Merkel: nein", &[]),
            ("Quake hits the north coast", &[]),
            (" - ", &[]),
            ("", &[]),
        ];
        for (headline, wanted) in cases {
            let found: Vec<&str> = labels(headline).into_iter().map(|at| &headline[at]).collect();
            assert_eq!(found, wanted, "{headline}");
        }
    }
}
