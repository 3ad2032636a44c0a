//! Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, and Turkic letters.
//!
//! Readable Latin follows BGN/PCGN 1947 (Russian), 2019 (Ukrainian) and ISO 9's letters for the
//! Turkic languages, without diacritics; symbols follow the sound.

use super::orthography::Orthography;
use super::spell::{Spelling, by_rule};

pub(super) fn spell(letters: &[char], orthography: Orthography, spelling: &mut impl Spelling) {
    by_rule(letters, spelling, |place, letter, next| match (letter, next) {
        // One sound in names from other languages: Джонсон, Тэтчер.
        ('д', 'ж') => (2, "D", "dzh"),
        ('т', 'ш') => (2, "C", "tsh"),
        ('т', 'ч') => (2, "C", "tch"),
        ('т', 'с') => (2, "c", "ts"),
        ('к', 'х') => (2, "X", "kh"),
        ('и', 'й') => (2, "i", "iy"),
        _ => {
            let (symbols, latin) = sound(letter, orthography);
            // Shoigu, Andreev: й after a vowel and before a consonant reads i.
            (1, symbols, if letter == 'й' && place > 0 { "i" } else { latin })
        }
    })
}

fn sound(letter: char, orthography: Orthography) -> (&'static str, &'static str) {
    use Orthography::{Belarusian, Bulgarian, Ukrainian};
    match letter {
        'г' if matches!(orthography, Ukrainian | Belarusian) => ("h", "h"),
        'и' if orthography == Ukrainian => ("i", "y"),
        'щ' if orthography == Ukrainian => ("SC", "shch"),
        'щ' if orthography == Bulgarian => ("St", "sht"),
        'ъ' if orthography == Bulgarian => ("a", "a"),
        'а' | 'ӑ' | 'ӓ' => ("a", "a"),
        'б' => ("b", "b"),
        'в' => ("v", "v"),
        'г' | 'ґ' => ("g", "g"),
        'д' => ("d", "d"),
        'е' | 'ѐ' | 'ӗ' | 'э' | 'ё' if letter != 'ё' => ("e", "e"),
        'ё' => ("yo", "yo"),
        'ж' | 'ӂ' => ("Z", "zh"),
        'з' | 'ҙ' | 'ӟ' => ("z", "z"),
        'и' | 'ѝ' | 'ӣ' | 'ӥ' => ("i", "i"),
        'й' => ("y", "y"),
        'к' | 'қ' | 'ҡ' | 'ќ' => ("k", "k"),
        'л' => ("l", "l"),
        'м' => ("m", "m"),
        'н' | 'ң' | 'ҥ' | 'њ' => (
            "n",
            if letter == 'н' {
                "n"
            } else if letter == 'њ' {
                "nj"
            } else {
                "ng"
            },
        ),
        'о' | 'ө' | 'ӧ' | 'ӫ' => ("o", "o"),
        'п' => ("p", "p"),
        'р' => ("r", "r"),
        'с' | 'ҫ' => ("s", "s"),
        'т' => ("t", "t"),
        'у' | 'ү' | 'ұ' | 'ӯ' | 'ӱ' => ("u", "u"),
        'ў' => ("w", "u"),
        'ф' => ("f", "f"),
        'х' | 'ҳ' => ("X", "kh"),
        'ц' => ("c", "ts"),
        'ч' | 'ҷ' | 'ӌ' | 'ҹ' | 'ӵ' => ("C", "ch"),
        'ш' => ("S", "sh"),
        'щ' => ("S", "shch"),
        'ы' | 'ӹ' => ("i", "y"),
        'ъ' | 'ь' => ("", ""),
        'ю' => ("yu", "yu"),
        'я' => ("ya", "ya"),
        'і' => ("i", "i"),
        'ї' => ("i", "yi"),
        'є' => ("e", "ye"),
        'ј' => ("y", "j"),
        'љ' => ("l", "lj"),
        'ђ' => ("D", "dj"),
        'ћ' => ("C", "c"),
        'џ' => ("D", "dz"),
        'ѓ' => ("G", "gj"),
        'ѕ' => ("c", "dz"),
        'ғ' | 'ҕ' => ("G", "gh"),
        'ә' => ("a", "a"),
        'һ' => ("h", "h"),
        'ѣ' => ("e", "e"),
        'ѳ' => ("f", "f"),
        'ѵ' => ("i", "i"),
        // Palochka after a consonant.
        _ => ("", ""),
    }
}
