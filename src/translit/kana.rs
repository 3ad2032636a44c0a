//! Kana.
//!
//! Source: Hepburn, and the Japanese cabinet's notice of 1991 on foreign sounds (ティ, ファ, ヴ).
//! Long vowels are not marked, doubled consonants only in readable Latin.

use super::spell::Spelling;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let kana = katakana(letter);
        let (onset, vowel) = syllable(kana);
        let small = letters.get(place + 1).map(|&next| katakana(next)).and_then(small_vowel);
        if let (Some((glide, small)), false) = (small, vowel.is_empty()) {
            let (symbols, latin) = onset;
            spelling(place, symbols, latin);
            // シャ is sha, キャ kya, ティ ti, デュ dyu.
            let palatal = matches!(symbols, "S" | "C" | "D");
            if glide && !palatal {
                spelling(place, "y", "y");
            }
            // クヮ and グァ keep their u as w.
            if !glide && vowel == "u" && matches!(symbols, "k" | "g") {
                spelling(place, "w", "w");
            }
            if symbols.is_empty() && !glide && matches!(vowel, "u") {
                spelling(place, "w", "w");
            }
            spelling(place, small, small);
            place += 2;
        } else if kana == 'ッ' {
            // Sapporo, matcha: in the readable form the next consonant is doubled.
            let next = letters.get(place + 1).map_or("", |&next| syllable(katakana(next)).0.1);
            let doubled = if next == "ch" { "t" } else { next.get(..1).unwrap_or("") };
            spelling(place, "", doubled);
            place += 1;
        } else {
            let (symbols, latin) = onset;
            spelling(place, symbols, latin);
            spelling(place, vowel, vowel);
            place += 1;
        }
    }
}

/// Hiragana as katakana.
fn katakana(letter: char) -> char {
    match u32::from(letter) {
        code @ 0x3041..=0x3096 => char::from_u32(code + 0x60).unwrap_or(letter),
        _ => letter,
    }
}

/// Whether a small kana brings a glide, and its vowel.
fn small_vowel(kana: char) -> Option<(bool, &'static str)> {
    Some(match kana {
        'ァ' | 'ヮ' => (false, "a"),
        'ィ' => (false, "i"),
        'ゥ' => (false, "u"),
        'ェ' => (false, "e"),
        'ォ' => (false, "o"),
        'ャ' => (true, "a"),
        'ュ' => (true, "u"),
        'ョ' => (true, "o"),
        _ => return None,
    })
}

/// Onset in symbols and Latin, and the vowel.
fn syllable(kana: char) -> ((&'static str, &'static str), &'static str) {
    match kana {
        'ア' | 'ァ' => (("", ""), "a"),
        'イ' | 'ィ' | 'ヰ' => (("", ""), "i"),
        'ウ' | 'ゥ' => (("", ""), "u"),
        'エ' | 'ェ' | 'ヱ' => (("", ""), "e"),
        'オ' | 'ォ' | 'ヲ' => (("", ""), "o"),
        'カ' | 'ヵ' => (("k", "k"), "a"),
        'キ' => (("k", "k"), "i"),
        'ク' | 'ㇰ' => (("k", "k"), "u"),
        'ケ' | 'ヶ' => (("k", "k"), "e"),
        'コ' => (("k", "k"), "o"),
        'ガ' => (("g", "g"), "a"),
        'ギ' => (("g", "g"), "i"),
        'グ' => (("g", "g"), "u"),
        'ゲ' => (("g", "g"), "e"),
        'ゴ' => (("g", "g"), "o"),
        'サ' => (("s", "s"), "a"),
        'シ' | 'ㇱ' => (("S", "sh"), "i"),
        'ス' | 'ㇲ' => (("s", "s"), "u"),
        'セ' => (("s", "s"), "e"),
        'ソ' => (("s", "s"), "o"),
        'ザ' => (("z", "z"), "a"),
        'ジ' | 'ヂ' => (("D", "j"), "i"),
        'ズ' | 'ヅ' => (("z", "z"), "u"),
        'ゼ' => (("z", "z"), "e"),
        'ゾ' => (("z", "z"), "o"),
        'タ' => (("t", "t"), "a"),
        'チ' => (("C", "ch"), "i"),
        'ツ' => (("c", "ts"), "u"),
        'テ' => (("t", "t"), "e"),
        'ト' | 'ㇳ' => (("t", "t"), "o"),
        'ダ' => (("d", "d"), "a"),
        'デ' => (("d", "d"), "e"),
        'ド' => (("d", "d"), "o"),
        'ナ' => (("n", "n"), "a"),
        'ニ' => (("n", "n"), "i"),
        'ヌ' => (("n", "n"), "u"),
        'ネ' => (("n", "n"), "e"),
        'ノ' => (("n", "n"), "o"),
        'ハ' => (("h", "h"), "a"),
        'ヒ' => (("h", "h"), "i"),
        'フ' => (("f", "f"), "u"),
        'ヘ' => (("h", "h"), "e"),
        'ホ' => (("h", "h"), "o"),
        'バ' => (("b", "b"), "a"),
        'ビ' => (("b", "b"), "i"),
        'ブ' => (("b", "b"), "u"),
        'ベ' => (("b", "b"), "e"),
        'ボ' => (("b", "b"), "o"),
        'パ' => (("p", "p"), "a"),
        'ピ' => (("p", "p"), "i"),
        'プ' => (("p", "p"), "u"),
        'ペ' => (("p", "p"), "e"),
        'ポ' => (("p", "p"), "o"),
        'マ' => (("m", "m"), "a"),
        'ミ' => (("m", "m"), "i"),
        'ム' => (("m", "m"), "u"),
        'メ' => (("m", "m"), "e"),
        'モ' => (("m", "m"), "o"),
        'ヤ' | 'ャ' => (("y", "y"), "a"),
        'ユ' | 'ュ' => (("y", "y"), "u"),
        'ヨ' | 'ョ' => (("y", "y"), "o"),
        'ラ' => (("r", "r"), "a"),
        'リ' => (("r", "r"), "i"),
        'ル' => (("r", "r"), "u"),
        'レ' => (("r", "r"), "e"),
        'ロ' => (("r", "r"), "o"),
        'ワ' | 'ヮ' => (("w", "w"), "a"),
        'ヷ' => (("v", "v"), "a"),
        'ヴ' => (("v", "v"), "u"),
        'ン' => (("n", "n"), ""),
        // ッ doubles, ー lengthens: neither is a symbol.
        _ => (("", ""), ""),
    }
}
