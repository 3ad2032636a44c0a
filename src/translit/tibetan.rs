//! Tibetan, a syllable at a time; Dzongkha is read as Tibetan.
//!
//! Source: THL Simplified Phonetic Transcription of Standard Tibetan (2003), without diacritics,
//! letters before and above the root being silent.

use super::spell::{Spelling, by_any_ascii};

/// Letters written one under another, and the vowel sign on them.
#[derive(Clone, Copy, Default)]
struct Stack {
    place: usize,
    letters: [char; 3],
    height: usize,
    vowel: char,
}

/// Stacks of a syllable; longer runs are no Tibetan.
const MOST_STACKS: usize = 8;

pub(super) fn spell(letters: &[char], spelling: &mut impl Spelling) {
    let mut stacks = [Stack::default(); MOST_STACKS];
    let mut count = 0usize;
    for (place, &letter) in letters.iter().enumerate() {
        let last = count.checked_sub(1).and_then(|last| stacks.get_mut(last));
        match (u32::from(letter), last) {
            (0xF71..=0xF84, Some(last)) if last.vowel == '\0' || last.vowel == '\u{F71}' => {
                last.vowel = letter;
            }
            (0xF71..=0xF84, _) => {}
            (code @ 0xF90..=0xFBC, Some(last)) => {
                if let Some(slot) = last.letters.get_mut(last.height) {
                    *slot = char::from_u32(full(code)).unwrap_or('\0');
                    last.height += 1;
                }
            }
            (0xF40..=0xF6C, _) => {
                if let Some(slot) = stacks.get_mut(count) {
                    let letters = [letter, '\0', '\0'];
                    *slot = Stack { place, letters, height: 1, vowel: '\0' };
                    count += 1;
                }
            }
            _ => by_any_ascii(place, letter, spelling),
        }
    }
    let stacks = stacks.get(..count).unwrap_or(&[]);
    let root = root(stacks);
    for (number, stack) in stacks.iter().enumerate().skip(root) {
        if number == root {
            let suffix = stacks.get(number + 1).map_or('\0', |suffix| match *suffix {
                Stack { letters: [letter, ..], height: 1, vowel: '\0', .. } => letter,
                _ => '\0',
            });
            spell_root(stack, suffix, spelling);
            continue;
        }
        let [letter, ..] = stack.letters;
        let carrier = letter == 'འ' || stack.vowel != '\0' || stack.height > 1;
        if carrier {
            // འི, འུ, འོ, and syllables that foreign names run together.
            // Karma, run together: what is silent above a root is not so here.
            for &letter in stack.letters.iter().take(stack.height) {
                let (symbols, latin) = consonant(letter);
                spelling(stack.place, symbols, latin);
            }
            if letter != 'འ' || stack.vowel != '\0' {
                let sound = vowel(stack.vowel);
                spelling(stack.place, sound, sound);
            }
            continue;
        }
        // Suffixes: the second one, and d, s, a-chung are silent.
        let (symbols, latin) = match letter {
            'ག' => ("k", "k"),
            'ང' => ("ng", "ng"),
            'ན' => ("n", "n"),
            'བ' => ("p", "p"),
            'མ' => ("m", "m"),
            'ར' => ("r", "r"),
            'ལ' => ("l", "l"),
            _ => ("", ""),
        };
        spelling(stack.place, symbols, latin);
    }
}

/// Which stack is a syllable's root: the one with a vowel or other letters about it, else by count.
fn root(stacks: &[Stack]) -> usize {
    let marked = |stack: &Stack| {
        let [letter, ..] = stack.letters;
        letter != 'འ' && (stack.vowel != '\0' || stack.height > 1)
    };
    let is_prefix = |stack: Option<&Stack>| {
        stack.is_some_and(|stack| {
            let [letter, ..] = stack.letters;
            !marked(stack) && matches!(letter, 'ག' | 'ད' | 'བ' | 'མ' | 'འ')
        })
    };
    let prefixed = is_prefix(stacks.first());
    if let Some(marked) = stacks.iter().position(marked) {
        return if marked == 1 && prefixed { 1 } else { 0 };
    }
    match stacks {
        [_, second, third] => {
            let [last, ..] = third.letters;
            let [middle, ..] = second.letters;
            let suffixes = last == 'ས' && matches!(middle, 'ག' | 'ང' | 'བ' | 'མ');
            usize::from(prefixed && !suffixes)
        }
        [_, _, _, _, ..] => usize::from(prefixed),
        _ => 0,
    }
}

fn spell_root(stack: &Stack, suffix: char, spelling: &mut impl Spelling) {
    let letters = stack.letters.get(..stack.height).unwrap_or(&[]);
    // ར, ལ, ས above a letter are silent.
    let (base, below) = match *letters {
        ['ལ', 'ཧ', ..] => ('ལ', 'ཧ'),
        ['ར' | 'ལ' | 'ས', base, ..] if !matches!(base, 'ཡ' | 'ར' | 'ལ' | 'ཝ') => {
            (base, letters.get(2).copied().unwrap_or('\0'))
        }
        [base, below, ..] => (base, below),
        [base] => (base, '\0'),
        [] => return,
    };
    let (symbols, latin) = match (base, below) {
        ('ལ', 'ཧ') => ("l", "lh"),
        ('ཧ', 'ཕ') => ("f", "f"),
        ('པ' | 'ཕ', 'ཡ') => ("C", "ch"),
        ('བ', 'ཡ') => ("D", "j"),
        ('ཀ' | 'ཁ' | 'ག' | 'མ', 'ཡ') => {
            let (symbols, latin) = consonant(base);
            spelling(stack.place, symbols, latin);
            ("y", "y")
        }
        ('ཀ' | 'ཁ' | 'ཏ' | 'ཐ' | 'པ' | 'ཕ', 'ར') => ("tr", "tr"),
        ('ག' | 'ད' | 'བ', 'ར') => ("dr", "dr"),
        ('ཟ', 'ལ') => ("d", "d"),
        ('ཀ' | 'ག' | 'བ' | 'ར' | 'ས', 'ལ') => ("l", "l"),
        _ => consonant(base),
    };
    spelling(stack.place, symbols, latin);
    // Tenzin, Sera Me: the coronal suffixes raise a.
    let raised = matches!(suffix, 'ད' | 'ན' | 'ལ' | 'ས');
    let sound = match vowel(stack.vowel) {
        "a" if raised => "e",
        sound => sound,
    };
    spelling(stack.place, sound, sound);
}

/// The letter of which a subjoined one is the form.
fn full(code: u32) -> u32 {
    match code {
        0xFBA => 0xF5D,
        0xFBB => 0xF61,
        0xFBC => 0xF62,
        _ => code - 0x50,
    }
}

fn vowel(sign: char) -> &'static str {
    match sign {
        '\u{F72}' | '\u{F73}' | '\u{F80}' | '\u{F81}' => "i",
        '\u{F74}' | '\u{F75}' => "u",
        '\u{F7A}' | '\u{F7B}' => "e",
        '\u{F7C}' | '\u{F7D}' => "o",
        _ => "a",
    }
}

fn consonant(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ཀ' | 'ཁ' => ("k", "k"),
        'ག' => ("g", "g"),
        'ང' => ("ng", "ng"),
        'ཅ' | 'ཆ' => ("C", "ch"),
        'ཇ' => ("D", "j"),
        'ཉ' => ("ny", "ny"),
        'ཏ' | 'ཐ' | 'ཊ' | 'ཋ' => ("t", "t"),
        'ད' | 'ཌ' => ("d", "d"),
        'ན' | 'ཎ' => ("n", "n"),
        'པ' | 'ཕ' => ("p", "p"),
        'བ' => ("b", "b"),
        'མ' => ("m", "m"),
        'ཙ' | 'ཚ' => ("c", "ts"),
        'ཛ' => ("c", "dz"),
        'ཝ' => ("w", "w"),
        'ཞ' => ("Z", "zh"),
        'ཟ' => ("z", "z"),
        'ཡ' => ("y", "y"),
        'ར' => ("r", "r"),
        'ལ' => ("l", "l"),
        'ཤ' | 'ཥ' => ("S", "sh"),
        'ས' => ("s", "s"),
        'ཧ' => ("h", "h"),
        _ => ("", ""),
    }
}
