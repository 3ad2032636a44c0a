//! Scripts that write no spaces between words.

/// Whether a character is of a script whose words no space parts: Han, kana, Thai, Lao, Khmer,
/// Burmese. Ranges of the Unicode blocks, since this is asked of every character.
#[inline]
pub(super) fn is_unspaced(character: char) -> bool {
    let code = u32::from(character);
    code >= 0xe00
        && matches!(code,
            0xe00..=0xe7f           // Thai
            | 0xe80..=0xeff         // Lao
            | 0x1000..=0x109f       // Burmese
            | 0x1780..=0x17ff       // Khmer
            | 0x3005..=0x3007       // ideographic marks and zero
            | 0x3021..=0x3029
            | 0x3031..=0x3035
            | 0x3038..=0x303b
            | 0x3041..=0x309f       // hiragana
            | 0x30a1..=0x30fa       // katakana
            | 0x30fc..=0x30ff
            | 0x31f0..=0x31ff
            | 0x3400..=0x4dbf       // Han
            | 0x4e00..=0x9fff
            | 0xa9e0..=0xa9fe       // Burmese, extended
            | 0xaa60..=0xaa7f
            | 0xf900..=0xfaff
            | 0xff66..=0xff9f       // halfwidth katakana
            | 0x20000..=0x323af)
}
