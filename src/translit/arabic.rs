//! Arabic, Persian, Urdu, Pashto, Sindhi, Kurdish and Uyghur letters.
//!
//! Source: BGN/PCGN 1956 (Arabic), 1958 (Persian), 2007 (Urdu), 2017 (Kurdish), without diacritics.
//! Short vowels are read where they are written.

use super::spell::{Spelling, by_rule};

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    by_rule(letters, spelling, |_, letter, next| match (letter, next) {
        // Foreign affricates: تشرشل, دجوكوفيتش, and the ts of نتسه.
        ('ت', 'ش') => (2, "C", "ch"),
        ('د', 'ج') => (2, "D", "dj"),
        ('ت', 'س') => (2, "c", "ts"),
        // Aspirates of Urdu.
        (_, 'ھ') if matches!(letter, 'ک' | 'ك') => (2, "k", "kh"),
        ('گ', 'ھ') => (2, "g", "gh"),
        ('ب', 'ھ') => (2, "b", "bh"),
        ('د' | 'ڈ', 'ھ') => (2, "d", "dh"),
        ('ت' | 'ٹ', 'ھ') => (2, "t", "th"),
        ('پ', 'ھ') => (2, "p", "ph"),
        ('چ', 'ھ') => (2, "C", "chh"),
        _ => {
            let (symbols, latin) = sound(letter);
            (1, symbols, latin)
        }
    })
}

fn sound(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ا' | 'أ' | 'آ' | 'ٱ' | 'ٲ' => ("a", "a"),
        'إ' => ("i", "i"),
        'ب' | 'ٻ' => ("b", "b"),
        'پ' => ("p", "p"),
        'ت' | 'ط' | 'ټ' | 'ٹ' => ("t", "t"),
        'ث' => ("t", "th"),
        'ج' | 'ڄ' => ("D", "j"),
        'چ' | 'ڇ' => ("C", "ch"),
        'ح' => ("h", "h"),
        'خ' => ("X", "kh"),
        'ځ' | 'څ' => ("c", "ts"),
        'د' | 'ڈ' | 'ډ' | 'ڊ' => ("d", "d"),
        'ذ' => ("d", "dh"),
        'ض' => ("d", "d"),
        'ر' | 'ړ' | 'ڑ' | 'ڕ' => ("r", "r"),
        'ز' | 'ظ' => ("z", "z"),
        'ژ' | 'ږ' => ("Z", "zh"),
        'س' | 'ص' => ("s", "s"),
        'ش' | 'ښ' => ("S", "sh"),
        'ع' => ("a", "a"),
        'غ' => ("G", "gh"),
        'ف' => ("f", "f"),
        'ڤ' | 'ۋ' => ("v", "v"),
        'ق' => ("k", "q"),
        'ك' | 'ک' | 'ڪ' => ("k", "k"),
        'گ' | 'ګ' | 'ڭ' => {
            (if letter == 'ڭ' { "ng" } else { "g" }, if letter == 'ڭ' { "ng" } else { "g" })
        }
        'ل' | 'ڵ' => ("l", "l"),
        'م' => ("m", "m"),
        'ن' | 'ں' | 'ڼ' | 'ڻ' => ("n", "n"),
        'ه' | 'ھ' | 'ہ' | 'ۀ' => ("h", "h"),
        'ة' | 'ۃ' => ("a", "a"),
        'و' => ("w", "w"),
        'ؤ' => ("w", "w"),
        'ۆ' => ("o", "o"),
        'ۇ' | 'ۈ' => ("u", "u"),
        'ي' | 'ی' | 'ې' | 'ۍ' => ("y", "y"),
        'ئ' => ("y", "y"),
        'ى' => ("a", "a"),
        'ے' | 'ۓ' | 'ێ' => ("e", "e"),
        'ە' => ("a", "a"),
        'َ' | 'ً' | 'ٰ' => ("a", "a"),
        'ِ' | 'ٍ' => ("i", "i"),
        'ُ' | 'ٌ' => ("u", "u"),
        _ => ("", ""),
    }
}
