//! Names with the same consonants and other vowels: Hassan and Hussein, Karim and Karam.

use super::symbols::symbol;

const OPEN: u8 = 1;
const ROUND: u8 = 2;
const FRONT: u8 = 4;

/// The vowels that a symbol may be written for, `None` for a consonant. `e` stands for a and for i, `o`
/// for a and for u, as languages write them.
fn vowels(code: u8) -> Option<u8> {
    Some(match symbol(code) {
        'a' => OPEN,
        'e' => OPEN | FRONT,
        'i' | 'y' => FRONT,
        'o' => OPEN | ROUND,
        'u' | 'w' => ROUND,
        _ => return None,
    })
}

/// Whether two words of one script have the same consonants, as many groups of vowels, and two groups
/// that no spelling of one name would give: an a where the other has a u or an i, a u for an i.
///
/// Vowels at either end are left out: they change with the language (Olena, Alena; Dmitri, Dmytro).
/// It fails where a language hears another vowel (Panjab, Punjab; Müller, Miller).
pub(super) fn contradict(one: &[u8], other: &[u8]) -> bool {
    let (mut one, mut other) = (one, other);
    let (mut inner, mut found) = (false, false);
    loop {
        let (left, right) = (next(&mut one), next(&mut other));
        if left.1 != right.1 || (left.0 == 0) != (right.0 == 0) {
            return false;
        }
        if left.1.is_none() {
            return found;
        }
        found |= inner && left.0 != 0 && left.0 & right.0 == 0;
        inner = true;
    }
}

/// The vowels up to the next consonant, and that.
fn next(symbols: &mut &[u8]) -> (u8, Option<u8>) {
    let mut group = 0;
    while let [first, rest @ ..] = symbols {
        *symbols = rest;
        match vowels(*first) {
            Some(vowels) => group |= vowels,
            None => return (group, Some(*first)),
        }
    }
    (group, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::symbols::code;
    use crate::translit::fold;

    #[test]
    fn vowels_that_no_spelling_gives() {
        let symbols = |name| -> Vec<u8> { fold(name, None).bytes().map(code).collect() };
        for (one, other, wanted) in [
            ("Hassan", "Hussein", true),
            ("Karim", "Karam", true),
            ("Hussein", "Husayn", false),
            ("Mohamed", "Muhammad", false),
            ("Salim", "Salem", false),
            ("Dmitri", "Dmytro", false),
            ("Olena", "Alena", false),
            ("Hassan", "Hassan", false),
            ("", "a", false),
        ] {
            assert_eq!(contradict(&symbols(one), &symbols(other)), wanted, "{one} {other}");
        }
    }
}
