//! The values of numbers.

/// The value of a number written in any script's decimal digits; `None` if it is none.
///
/// A separator followed by exactly three digits groups (`62,000`, `1.234.567`), any other is the
/// decimal sign (`3.75`, `6,8`).
///
/// # Examples
///
/// ```
/// use samestory::token::parse_number;
///
/// assert_eq!(parse_number("62,000"), Some(62000.0));
/// assert_eq!(parse_number("6,8"), Some(6.8));
/// assert_eq!(parse_number("٤٧"), Some(47.0));
/// assert_eq!(parse_number("2nd"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
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

/// The value of a decimal digit (Unicode `Nd`) of any script in news use.
pub(super) fn digit_value(character: char) -> Option<u32> {
    // The zeros of the scripts; each is followed by its one to nine.
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    let code = u32::from(character);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10))
}
