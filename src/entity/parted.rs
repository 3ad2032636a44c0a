//! Two names that a finder took for one: `Kamchatka's Shiveluch`, `Shoigu da Wang Yi`.

use std::ops::Range;

use super::entity::EntityId;
use super::form::without_possessive;
use super::gazetteer::PlaceMention;
use super::mention::Mention;
use super::reading::Document;
use super::registry::EntityRegistry;
use super::spelled::Spellings;

/// Words of a mention that is looked into; longer ones are titles of works and lists.
const MOST_WORDS: usize = 8;

impl EntityRegistry {
    /// The mentions of a document, those parted that are two names, both known: a place and a name,
    /// or two names of which one has several words. What the document names elsewhere by itself, in several
    /// words, is known behind a place. A given name and a family name are known as
    /// well, which are one name together. O(words) look-ups for a mention that is not known itself.
    pub(super) fn parted<'text>(
        &self,
        document: &Document<'text>,
        spellings: &mut Spellings<'text>,
    ) -> Vec<Mention> {
        let mut parted = Vec::with_capacity(document.mentions.len());
        for mention in document.mentions {
            match self.parts(document, &mention.span, spellings) {
                Some([first, second]) => {
                    for span in [first, second] {
                        parted.push(Mention { span, kind: None, strength: mention.strength });
                    }
                }
                None => parted.push(mention.clone()),
            }
        }
        parted
    }

    fn parts(
        &self,
        document: &Document<'_>,
        span: &Range<usize>,
        spellings: &mut Spellings<'_>,
    ) -> Option<[Range<usize>; 2]> {
        let form = document.text.get(span.clone())?;
        if !form.contains(' ') || spellings.is_known(span, |name| self.exact_of(name)) {
            return None;
        }
        let words = words_of(form, span.start);
        if words.len() > MOST_WORDS {
            return None;
        }
        (1..words.len()).find_map(|place| {
            let (left, right) = words.split_at(place);
            let left = trimmed(document.text, left)?;
            let right = trimmed(document.text, right)?;
            let one_place = place_at(document, &left);
            let other_place = place_at(document, &right);
            let several = |span: &Range<usize>| {
                document.text.get(span.clone()).is_some_and(|form| form.contains(' '))
            };
            if !(one_place || other_place || several(&left) || several(&right)) {
                return None;
            }
            let one = self.known_part(document, &left);
            if !one_place && one.is_none() {
                return None;
            }
            let other = self.known_part(document, &right);
            // `à Pékin Sergueï Choïgou`: behind a place, a name that the document has by itself as well.
            let alone = || one_place && several(&right) && stands_alone(document, &right);
            let both = other_place || other.is_some() || alone();
            (both && (one.is_none() || one != other)).then_some([left, right])
        })
    }

    /// The entity of a part that other articles have, too.
    fn known_part(&self, document: &Document<'_>, span: &Range<usize>) -> Option<EntityId> {
        let form = without_possessive(document.text.get(span.clone())?);
        let id = self.exact(form, document.language)?;
        self.records.get(&id.0).filter(|record| record.in_news() > 0).map(|_| id)
    }
}

/// Whether the form of a part is all of a mention elsewhere. O(mentions).
fn stands_alone(document: &Document<'_>, span: &Range<usize>) -> bool {
    let form = document.text.get(span.clone());
    document.mentions.iter().any(|mention| document.text.get(mention.span.clone()) == form)
}

/// Whether a part is a place of the gazetteer.
fn place_at(document: &Document<'_>, span: &Range<usize>) -> bool {
    let Some(form) = document.text.get(span.clone()) else { return false };
    let form = without_possessive(form);
    document.places.iter().any(|place| is_place(place, span, form))
}

fn is_place(place: &PlaceMention, span: &Range<usize>, form: &str) -> bool {
    let end = span.start + form.len();
    place.span.start == span.start && (place.span.end == end || place.span.end == span.end)
}

/// The words of a form that starts at a place of the text.
fn words_of(form: &str, start: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut place = start;
    for word in form.split(' ') {
        if !word.is_empty() {
            words.push(place..place + word.len());
        }
        place += word.len() + 1;
    }
    words
}

/// From the first to the last word that is not in small letters.
fn trimmed(text: &str, words: &[Range<usize>]) -> Option<Range<usize>> {
    let small = |word: &&Range<usize>| {
        text.get((*word).clone()).is_some_and(|word| {
            word.chars().all(|c| !c.is_uppercase()) && word.chars().any(char::is_lowercase)
        })
    };
    let first = words.iter().find(|word| !small(word))?;
    let last = words.iter().rev().find(|word| !small(word))?;
    Some(first.start..last.end)
}

#[cfg(all(test, feature = "gazetteer"))]
mod tests {
    use super::*;
    use crate::article::Timestamp;
    use crate::entity::{Gazetteer, MentionFinder, NameWindows, RuleMentionFinder};

    #[test]
    fn behind_a_place_a_name_that_stands_alone_elsewhere_is_its_own() {
        let forms = |text: &str| -> Vec<String> {
            let language = "fr".parse().ok();
            let mentions = RuleMentionFinder.find(text, language);
            let places = Gazetteer::new().places(text, language);
            let document = Document {
                text,
                mentions: &mentions,
                places: &places,
                windows: &NameWindows::default(),
                language,
                time: Timestamp::default(),
                outlet: None,
            };
            let mut spellings = Spellings::of(text, language);
            let parted = EntityRegistry::default().parted(&document, &mut spellings);
            parted.iter().map(|mention| text[mention.span.clone()].to_owned()).collect()
        };
        let text =
            "Le secrétaire, Sergueï Choïgou, a été reçu. Il l'a dit à Pékin Sergueï Choïgou.";
        assert_eq!(forms(text), ["Sergueï Choïgou", "Pékin", "Sergueï Choïgou"]);
        // Without that it may be one name, as are towns in a region.
        let text = "Il l'a dit dimanche à Pékin Sergueï Choïgou.";
        assert_eq!(forms(text), ["Pékin Sergueï Choïgou"]);
    }
}
