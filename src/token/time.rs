//! Dates and times of day in digits.

use super::number::digit_value;
use super::tokenizer::TokenKind;

/// The length of the date or time that `text` begins with, and which it is.
///
/// `12:30`, `12:30:15`; `2026-02-01`, `2026/2/1`, `1.2.2026`, `01/02/26`, in any script's digits.
pub(super) fn date_or_time(text: &str) -> Option<(usize, TokenKind)> {
    let (first, first_digits, rest) = digits(text)?;
    let separator = rest.chars().next()?;
    if !matches!(separator, ':' | '-' | '/' | '.') {
        return None;
    }
    let rest = rest.get(separator.len_utf8()..)?;
    let (second, second_digits, rest) = digits(rest)?;
    let third = rest.strip_prefix(separator).and_then(digits);
    let end = |rest: &str| text.len() - rest.len();
    let open = |rest: &str| rest.chars().next().is_some_and(|next| digit_value(next).is_some());
    if separator == ':' {
        let clock = first_digits <= 2 && first <= 24 && second_digits == 2 && second < 60;
        let seconds = third.filter(|(value, digits, _)| *digits == 2 && *value < 60);
        let rest = seconds.map_or(rest, |(_, _, rest)| rest);
        return (clock && !open(rest)).then(|| (end(rest), TokenKind::Time));
    }
    let (third, third_digits, rest) = third?;
    let short = second_digits <= 2;
    let year_first = first_digits == 4 && short && second <= 12 && third_digits <= 2 && third <= 31;
    let year_last = first_digits <= 2
        && short
        && matches!(third_digits, 2 | 4)
        && first.min(second) <= 12
        && first.max(second) <= 31
        && first.min(second) > 0;
    // A version number has further parts.
    let further = rest.strip_prefix(separator).is_some_and(open);
    ((year_first || year_last) && !further && !open(rest)).then(|| (end(rest), TokenKind::Date))
}

/// The value of the digits in front, how many, and what comes after them.
fn digits(text: &str) -> Option<(u32, usize, &str)> {
    let (mut value, mut count) = (0u32, 0);
    for (place, character) in text.char_indices() {
        match digit_value(character) {
            Some(digit) if count < 5 => {
                value = value * 10 + digit;
                count += 1;
            }
            Some(_) => return None,
            None => return (count > 0).then(|| (value, count, text.get(place..).unwrap_or(""))),
        }
    }
    (count > 0).then_some((value, count, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn finds_them() {
        use TokenKind::{Date, Time};
        for (text, wanted) in [
            ("12:30 Uhr", Some((5, Time))), ("9:05:07", Some((7, Time))), ("25:30", None),
            ("2:1", None), ("2026-02-01T", Some((10, Date))), ("1.2.2026.", Some((8, Date))),
            ("01/02/26", Some((8, Date))), ("13/13/2026", None), ("1.2.3.4", None),
            ("192.168.0.1", None), ("62,000", None), ("٠١/٠٢/٢٠٢٦", Some((18, Date))),
            ("1.234.567", None), ("82-87", None), ("10", None), ("2026-02", None),
        ] {
            assert_eq!(date_or_time(text), wanted, "{text}");
        }
    }
}
