//! Small words written together with the next one.

use crate::language::LanguageTag;

/// Where a word of a language that elides or prefixes is to be cut: the length in bytes of the
/// first part, and of the text of it without its apostrophe.
///
/// French, Italian and Catalan part after the apostrophe of an elided article, pronoun or
/// preposition. Arabic parts the conjunctions and prepositions of one letter, but only before the
/// article, where they are sure: alone, `و` begins too many words.
pub(super) fn first_part(word: &str, language: Option<LanguageTag>) -> Option<(usize, usize)> {
    let tag = language?;
    match tag.language() {
        "fr" => elision(word, FRENCH),
        "it" => elision(word, ITALIAN),
        "ca" | "oc" => elision(word, CATALAN),
        "ar" => arabic(word).map(|length| (length, length)),
        _ => None,
    }
}

/// What may stand before an apostrophe. `aujourd'hui`, `quelqu'un` and `presqu'île` are not cut,
/// since what stands before theirs is not in the list.
const FRENCH: &[&str] =
    &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
const ITALIAN: &[&str] = &[
    "l", "d", "c", "s", "m", "t", "v", "n", "un", "dell", "all", "dall", "nell", "sull", "coll",
    "gl", "quest", "quell", "bell", "sant", "tutt", "mezz", "dov", "com", "cos", "anch", "nessun",
    "ciascun", "qualcun", "alcun", "grand", "senz", "quand", "neanch", "nient", "buon", "cent",
];
const CATALAN: &[&str] = &["l", "d", "s", "m", "t", "n"];

fn elision(word: &str, before: &[&str]) -> Option<(usize, usize)> {
    let (place, apostrophe) =
        word.char_indices().find(|(_, character)| matches!(character, '\'' | '’'))?;
    let head = word.get(..place)?;
    let known = before.iter().any(|known| {
        known.len() == head.len()
            && known.bytes().zip(head.bytes()).all(|(a, b)| a == b.to_ascii_lowercase())
    });
    let end = place + apostrophe.len_utf8();
    (known && end < word.len()).then_some((end, place))
}

/// The length of a conjunction or preposition before the article.
fn arabic(word: &str) -> Option<usize> {
    /// Words that begin like one: father, parents, governor, of age, balloon…
    const WHOLE: &[&str] = &["والد", "والي", "والت", "بالغ", "بالون", "فالح", "كالي", "بالي"];
    const LETTER: usize = 2;
    let first = word.chars().next().filter(|letter| matches!(letter, 'و' | 'ب' | 'ك' | 'ف'))?;
    let rest = word.get(first.len_utf8()..)?;
    let article = rest.starts_with("ال") && rest.len() >= 5 * LETTER;
    let whole = WHOLE.iter().any(|whole| word.starts_with(whole) && word.len() <= whole.len() + 6);
    (article && !whole).then_some(LETTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn parts() {
        for (language, word, wanted) in [
            ("fr", "l'eau", "l'|eau"), ("fr", "Qu’elle", "Qu’|elle"),
            ("fr", "aujourd'hui", "aujourd'hui"), ("fr", "O'Brien", "O'Brien"),
            ("fr", "quelqu'un", "quelqu'un"), ("fr", "jusqu'au", "jusqu'|au"),
            ("it", "dell'Europa", "dell'|Europa"), ("it", "D'Alema", "D'|Alema"),
            ("ca", "d'Espanya", "d'|Espanya"), ("en", "l'eau", "l'eau"),
            ("ar", "والحكومة", "و|الحكومة"), ("ar", "بالقاهرة", "ب|القاهرة"),
            ("ar", "والده", "والده"), ("ar", "وزير", "وزير"), ("ar", "البيت", "البيت"),
        ] {
            let parts = match first_part(word, language.parse().ok()) {
                Some((end, _)) => format!("{}|{}", &word[..end], &word[end..]),
                None => word.to_owned(),
            };
            assert_eq!(parts, wanted, "{language}");
        }
    }
}
