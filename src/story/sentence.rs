//! Sentences that can stand alone: whole, and understood without what came before.

use std::ops::Range;

use super::openers::{is_caption, points_back};
use crate::language::LanguageTag;
use crate::token::first_sentences_into;

/// Characters of a sentence that is neither a fragment nor a paragraph.
const CHARACTERS: Range<usize> = 30..320;
/// The same where a character is a word or a syllable.
const DENSE_CHARACTERS: Range<usize> = 14..160;
/// Bytes in which a dateline ends.
const DATELINE_BYTES: usize = 60;

/// The first sentences of a text, at most `most`: their bytes, without a dateline, and whether each
/// can stand alone.
pub(super) fn sentences(
    text: &str,
    language: Option<LanguageTag>,
    most: usize,
) -> Vec<(Range<usize>, bool)> {
    let mut spans = Vec::new();
    first_sentences_into(text, most, &mut spans);
    let mut found = Vec::new();
    for (place, span) in spans.into_iter().enumerate() {
        let Some(whole) = text.get(span.clone()) else { continue };
        let sentence = if place == 0 { without_dateline(whole) } else { whole };
        let stands =
            is_whole(sentence) && !points_back(sentence, language) && !is_caption(sentence);
        found.push((span.end - sentence.len()..span.end, stands));
    }
    found
}

/// Whether a sentence has a beginning and an end, of a length that can be read.
///
/// It begins with a capital where its script has them, ends with a mark that ends sentences (in Thai,
/// Lao, Khmer and Burmese, which may use none, with any letter), closes what it opens, and is not
/// trailed off. An address in it means it was never prose; one that begins with a quotation needs
/// the speaker.
fn is_whole(sentence: &str) -> bool {
    let Some(first) = sentence.chars().find(|character| !matches!(character, '¿' | '¡')) else {
        return false;
    };
    if !first.is_alphanumeric() || first.is_lowercase() || !ends_well(sentence) {
        return false;
    }
    let mut shape = Shape::default();
    sentence.chars().for_each(|character| shape.see(character));
    let dense = shape.dense * 2 > shape.count;
    let lengths = if dense { DENSE_CHARACTERS } else { CHARACTERS };
    lengths.contains(&shape.count) && !shape.unprose && shape.is_closed()
}

/// What the characters of a sentence add up to.
#[derive(Default)]
struct Shape {
    count: usize,
    /// Characters that are words or syllables.
    dense: usize,
    /// The last three characters.
    before: [char; 3],
    /// There are marks that prose does not have, or two sentences put together without a blank:
    /// `… with seeds.They will …`.
    unprose: bool,
    /// Brackets that open and that close, and those of East Asia.
    round: [usize; 2],
    corner: [usize; 2],
    /// Quotation marks: straight, curved, pointed. Languages differ in which mark opens, so pairs of
    /// the same family are counted.
    quotes: [usize; 3],
}

impl Shape {
    fn see(&mut self, character: char) {
        let [first, second, last] = self.before;
        self.unprose |= match character {
            '…' | '[' | '|' => true,
            '/' => (second, last) == (':', '/'),
            '.' => (second, last) == ('.', '.') || self.before == ['w'; 3],
            _ => {
                matches!(last, '.' | '!' | '?')
                    && character.is_uppercase()
                    && first.is_lowercase()
                    && second.is_lowercase()
            }
        };
        let [straight, curved, pointed] = &mut self.quotes;
        let counted = match character {
            '(' | '（' => self.round.first_mut(),
            ')' | '）' => self.round.last_mut(),
            '「' | '『' | '《' | '【' => self.corner.first_mut(),
            '」' | '』' | '》' | '】' => self.corner.last_mut(),
            '"' => Some(straight),
            '“' | '”' | '„' => Some(curved),
            '«' | '»' => Some(pointed),
            _ => None,
        };
        if let Some(counted) = counted {
            *counted += 1;
        }
        self.count += 1;
        self.dense += usize::from(is_dense(character));
        self.before = [second, last, character];
    }

    /// Whether quotation marks and brackets come in pairs.
    fn is_closed(&self) -> bool {
        let pairs = |[open, close]: [usize; 2]| open == close;
        pairs(self.round) && pairs(self.corner) && self.quotes.iter().all(|count| count % 2 == 0)
    }
}

/// Han, kana and Hangul.
fn is_dense(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Thai, Lao, Burmese and Khmer.
fn ends_without_mark(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

fn ends_well(sentence: &str) -> bool {
    let last = sentence.chars().rev().find(|character| !is_closing(*character));
    last.is_some_and(|last| {
        ends_without_mark(last)
            || matches!(
                last,
                '.' | '!'
                    | '?'
                    | '。'
                    | '！'
                    | '？'
                    | '｡'
                    | '．'
                    | '।'
                    | '॥'
                    | '۔'
                    | '؟'
                    | '։'
                    | '።'
                    | '၊'
                    | '။'
                    | '។'
                    | '\u{37e}'
            )
    })
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '“' | '’' | '»' | '«' | '›' | '」' | '』' | '》' | ')')
}

/// A sentence without the place and agency before it: `LIMA, Jan 30 - A quake …`, `【東京】…`.
fn without_dateline(sentence: &str) -> &str {
    if let Some((_, rest)) = sentence.strip_prefix('【').and_then(|rest| rest.split_once('】')) {
        return rest.trim_start();
    }
    let capitals = sentence.chars().take_while(|character| character.is_uppercase()).count();
    let mut dashes = [" - ", " – ", " — "].into_iter().filter_map(|dash| {
        let (before, rest) = sentence.split_once(dash)?;
        (before.len() <= DATELINE_BYTES).then_some(rest)
    });
    if capitals < 3 { sentence } else { dashes.next().unwrap_or(sentence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_sentences_stand() {
        for (language, text, wanted) in [
            ("en", "A quake shook the coast of Peru on Friday.", true),
            ("en", "a quake shook the coast of Peru on Friday.", false),
            ("en", "A quake shook the coast of Peru on Friday", false),
            ("en", "A quake shook the coast of Peru on…", false),
            ("en", "A quake shook the coast of Peru [...].", false),
            ("en", "Read more at https://quake.example/today.", false),
            ("en", "A quake.", false),
            ("en", "“Nobody was positioned for drama at all.”", false),
            ("en", "Nobody was “positioned for drama” at all.", true),
            ("en", "“Nobody was positioned for drama at all.", false),
            ("en", "A rocket took seeds.They will be watched on the moon.", false),
            ("en", "In this file photo, a rocket stands in the desert.", false),
            ("en", "Pictured, a rover that stood on the moon before.", false),
            ("en", "He said that the coast was safe by Friday.", false),
            ("en", "Hector said that the coast was safe by Friday.", true),
            ("de", "Die Küste bebte am „Tag der Hunde“ in Peru.", true),
            ("de", "Er sagte, dass die Küste am Freitag sicher sei.", false),
            ("fr", "Elle avait perdu ses deux premiers duels.", false),
            ("ru", "Утром на Камчатке произошло сильное извержение.", true),
            ("ar", "أبقى مجلس الاحتياطي الفيدرالي سعر الفائدة دون تغيير.", true),
            ("zh", "当地时间1月28日，会议宣布维持利率不变。", true),
            ("zh", "他说当地时间1月28日，会议宣布维持利率。", false),
            ("ja", "知事は「誰も予想していなかった」と話した。", true),
            ("th", "แผ่นดินไหวเขย่าชายฝั่งเปรูเมื่อวันศุกร์", true),
        ] {
            let found = sentences(text, language.parse().ok(), 9);
            assert_eq!(found, [(0..text.len(), wanted)], "{text}");
        }
        assert_eq!(sentences("", None, 9), []);
    }

    #[test]
    fn datelines_go() {
        for (text, wanted) in [
            ("LIMA, Jan 30 - A quake shook the coast of Peru.", "A quake shook the coast of Peru."),
            ("AUCKLAND (NW) — The final was won in two hours.", "The final was won in two hours."),
            (
                "The final - at last - was won in two hours.",
                "The final - at last - was won in two hours.",
            ),
            ("【横浜】30日、ペルー沖で強い地震があった。", "30日、ペルー沖で強い地震があった。"),
        ] {
            let found = sentences(text, None, 1);
            assert_eq!(found, [(text.len() - wanted.len()..text.len(), true)], "{text}");
        }
    }
}
