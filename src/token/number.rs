//! The values of numbers.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::script::is_unspaced;
use super::time::date_or_time;

/// The value of a number written in any script's decimal digits; `None` if it is none.
///
/// A separator followed by exactly three digits groups (`62,000`, `1.234.567`), any other is the
/// decimal sign (`3.75`, `6,8`), but for the lakhs and crores of South Asia (`1,23,45,678`).
///
/// # Examples
///
/// ```
/// use samestory::token::parse_number;
///
/// assert_eq!(parse_number("62,000"), Some(62000.0));
/// assert_eq!(parse_number("6,8"), Some(6.8));
/// assert_eq!(parse_number("٤٧"), Some(47.0));
/// assert_eq!(parse_number("१,२३,४५६"), Some(123456.0));
/// assert_eq!(parse_number("2nd"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
    let lakhs = in_lakhs(text);
    let mut value = 0.0;
    let mut decimals: Option<i32> = None;
    let mut characters = text.chars().peekable();
    let mut any = false;
    while let Some(character) = characters.next() {
        if let Some(digit) = digit_value(character) {
            any = true;
            match &mut decimals {
                Some(places) => {
                    *places += 1;
                    value += f64::from(digit) / 10f64.powi(*places);
                }
                None => value = value * 10.0 + f64::from(digit),
            }
        } else if matches!(character, '.' | ',' | '\'' | '’' | '٫' | '٬' | '\u{a0}' | '\u{202f}')
        {
            let digits = characters.clone().take_while(|next| digit_value(*next).is_some()).count();
            if lakhs && character == ',' {
                continue;
            }
            if digits != 3 || decimals.is_some() || character == '٫' {
                if decimals.is_some() {
                    return None;
                }
                decimals = Some(0);
            }
        } else {
            return None;
        }
    }
    any.then_some(value)
}

/// Whether commas part groups of two digits, and three at the end, as in South Asia.
fn in_lakhs(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or("");
    let mut groups = whole.rsplit(',').map(|group| group.chars().count());
    groups.next() == Some(3)
        && groups.next() == Some(2)
        && groups.all(|digits| matches!(digits, 1 | 2))
        && whole.chars().next().is_some_and(|first| first != ',')
}

/// A number in a text, its magnitude word and the other end of a range taken in.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NumberSpan {
    /// Where it is, in bytes.
    pub span: Range<usize>,
    /// Its value: `1,5 млн` is 1,500,000.
    pub value: f64,
    /// The other end of `82-87`.
    pub to: Option<f64>,
    /// Whether a percent sign follows.
    pub percent: bool,
}

/// Appends the numbers of a text, in order: any script's digits, separators, magnitude words
/// (`million`, `млн`, `万`), ranges and percent signs. Dates and times are no numbers.
///
/// # Examples
///
/// ```
/// use samestory::token::numbers_into;
///
/// let mut numbers = Vec::new();
/// numbers_into("1,5 млн, ٤٧, 10 万, 82-87, 3.4%, 12:30", &mut numbers);
/// let values: Vec<f64> = numbers.iter().map(|number| number.value).collect();
/// assert_eq!(values, [1.5e6, 47.0, 100_000.0, 82.0, 3.4]);
/// assert_eq!(numbers[3].to, Some(87.0));
/// assert!(numbers[4].percent);
/// ```
pub fn numbers_into(text: &str, numbers: &mut Vec<NumberSpan>) {
    let mut place = 0;
    let mut before = None;
    while let Some(character) = text.get(place..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(place..).unwrap_or("");
        if digit_value(character).is_none() {
            // Most of most texts: what is ASCII and no digit.
            let skipped = rest.bytes().take_while(|byte| byte.is_ascii() && !byte.is_ascii_digit());
            let skipped = skipped.count().max(character.len_utf8());
            before = rest.get(..skipped).and_then(|skipped| skipped.chars().next_back());
            place += skipped;
            continue;
        }
        let inside_word = before.is_some_and(|c: char| c.is_alphabetic() && !is_unspaced(c));
        before = Some(character);
        if let Some((length, _)) = date_or_time(rest) {
            place += length;
            continue;
        }
        let length = digits_length(rest);
        let value = rest.get(..length).and_then(parse_digits);
        let mut end = place + length;
        let (Some(mut value), false) = (value, inside_word) else {
            place = end;
            continue;
        };
        let mut to = None;
        let after = text.get(end..).unwrap_or("");
        if let Some(second) = after.strip_prefix(['-', '–', '—', '~', '〜']) {
            let length = digits_length(second);
            to = second.get(..length).filter(|_| length > 0).and_then(parse_digits);
            if to.is_some() {
                end += after.len() - second.len() + length;
            }
        }
        if let Some((length, factor)) = text.get(end..).and_then(magnitude) {
            end += length;
            value *= factor;
            to = to.map(|to| to * factor);
        }
        let after = text.get(end..).unwrap_or("").trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let percent = after.starts_with(['%', '٪', '％']);
        numbers.push(NumberSpan { span: place..end, value, to, percent });
        place = end;
    }
}

/// How far digits reach, with single separators between them, also blanks before three digits.
fn digits_length(text: &str) -> usize {
    let is_digit = |text: &str| text.chars().next().is_some_and(|c| digit_value(c).is_some());
    let mut length = 0;
    for (place, character) in text.char_indices() {
        let next = text.get(place + character.len_utf8()..).unwrap_or("");
        if digit_value(character).is_some() {
            length = place + character.len_utf8();
        } else if matches!(character, ' ' | '\u{a0}' | '\u{202f}') {
            let group = next.chars().take_while(|c| digit_value(*c).is_some()).count();
            if group != 3 {
                break;
            }
        } else if !(is_separator(character) && is_digit(next)) {
            break;
        }
    }
    length
}

fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',' | '\'' | '’' | '٫' | '٬')
}

/// The magnitude word that a text begins with, after a blank or none: its length and its value.
fn magnitude(text: &str) -> Option<(usize, f64)> {
    let word = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let blank = text.len() - word.len();
    if !word.starts_with(|first: char| first.is_ascii()) {
        if let Some((sign, factor)) = SIGNS.iter().find(|(sign, _)| word.starts_with(*sign)) {
            return Some((blank + sign.len(), *factor));
        }
    }
    let inside = |c: char| c.is_alphabetic() || matches!(c, '\u{93c}' | '\u{94d}');
    let length = word.find(|c: char| !inside(c)).unwrap_or(word.len());
    let word = word.get(..length).filter(|word| word.len() <= 40)?.to_lowercase();
    let factor = BY_NAME.get(word.as_str())?;
    (blank > 0 || word.len() > 1).then_some((blank + length, *factor))
}

/// Magnitudes of scripts without spaces, the longest first.
const SIGNS: &[(&str, f64)] = &[
    ("万亿", 1e12),
    ("萬億", 1e12),
    ("百万", 1e6),
    ("百萬", 1e6),
    ("千万", 1e7),
    ("千萬", 1e7),
    ("兆", 1e12),
    ("億", 1e8),
    ("亿", 1e8),
    ("万", 1e4),
    ("萬", 1e4),
    ("千", 1e3),
    ("억", 1e8),
    ("만", 1e4),
    ("천", 1e3),
    ("조", 1e12),
    ("ล้าน", 1e6),
    ("แสน", 1e5),
    ("หมื่น", 1e4),
];

/// Magnitude words with their value; a `billion` is a thousand million except where `milliard` is,
/// and those languages spell it otherwise (`billón`, `Billion` of German is seldom in news).
const MAGNITUDES: &[(&str, f64)] = &[
    (
        "thousand tausend mil mille mila tysiąc tysięcy tys tisíc tisíce tusind tusen duizend bin mii \
      ezer tuhat tuhatta ribu nghìn ngàn тысяч тысячи тыс тисяч тисячі тис хиляди хил хиљада हजार \
      ألف آلاف هزار ہزار χιλιάδες אלף हज़ार k",
        1e3,
    ),
    (
        "million millions mio millionen million mln millón millones milhão milhões milione milioni \
      milion miliony milionów milionů milióny miliónov millió miljoen miljoner miljon millioner \
      miljoonaa miljoona milyon juta triệu milioane milijun milijuna milijona milijonov miliona \
      млн миллион миллиона миллионов мільйон мільйона мільйонів милион милиона милиони مليون \
      ملايين میلیون ملین εκατομμύρια εκατ מיליון m",
        1e6,
    ),
    ("crore करोड़ کروڑ", 1e7),
    ("lakh लाख لاکھ", 1e5),
    (
        "billion billions bn milliard milliards milliarden mrd miliardo miliardi miliard miliardy \
      miliardów miljard miljarder milliárd milliarder miljardia miljardi milyar miliar tỷ miliarde \
      bilhão bilhões milijarda milijarde milijardi млрд миллиард миллиарда миллиардов мільярд \
      мільярда мільярдів милиард милиарда милиарди مليار میلیارد ارب δισεκατομμύρια δισ מיליארד अरब",
        1e9,
    ),
    (
        "trillion trillions trn billón billones bilione bilioni biliónov bilion bilionů триллион \
      триллионов трлн trilyun trilhão trilhões تريليون",
        1e12,
    ),
];

/// The value of each magnitude word.
static BY_NAME: LazyLock<FxHashMap<&'static str, f64>> = LazyLock::new(|| {
    let mut by_name = FxHashMap::default();
    for (names, factor) in MAGNITUDES {
        names.split(' ').for_each(|name| {
            by_name.entry(name).or_insert(*factor);
        });
    }
    by_name
});

/// The digits of [`digits_length`], which may hold blanks.
fn parse_digits(text: &str) -> Option<f64> {
    if text.contains([' ', '\u{a0}', '\u{202f}']) {
        let joined: String =
            text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        return parse_number(&joined);
    }
    parse_number(text)
}

/// The value of a decimal digit (Unicode `Nd`) of any script in news use.
pub(super) fn digit_value(character: char) -> Option<u32> {
    // The zeros of the scripts; each is followed by its one to nine.
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let code = u32::from(character);
    if code < 0x660 {
        return code.checked_sub(0x30).filter(|digit| *digit < 10);
    }
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10))
}
