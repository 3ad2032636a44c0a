//! How the spellings of a text are looked up, worked out once for each.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::entity::EntityId;
use super::form::bare;
use crate::language::LanguageTag;
use crate::translit::fold;

/// A spelling without what a text adds to it, and the keys under which names are known.
#[derive(Clone, Debug)]
pub(super) struct Spelled<'text> {
    /// The name itself.
    pub(super) form: &'text str,
    language: Option<LanguageTag>,
    lower: String,
    symbols: OnceCell<String>,
    /// Where the symbols are not in order as they stand.
    sorted: OnceCell<Option<String>>,
}

impl<'text> Spelled<'text> {
    /// Of a name as it stands in a text.
    pub(super) fn of(form: &'text str, language: Option<LanguageTag>) -> Self {
        Self::whole(bare(form, language), language)
    }

    /// Of a name from which nothing is taken off.
    pub(super) fn whole(form: &'text str, language: Option<LanguageTag>) -> Self {
        let lower = form.to_lowercase();
        Self { form, language, lower, symbols: OnceCell::new(), sorted: OnceCell::new() }
    }

    /// In lower case.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// Its phonetic symbols.
    pub(super) fn symbols(&self) -> &str {
        self.symbols.get_or_init(|| fold(self.form, self.language))
    }

    /// The same with its words in order of the alphabet.
    pub(super) fn sorted(&self) -> &str {
        let symbols = self.symbols();
        let sorted = self.sorted.get_or_init(|| {
            // Most names are one word, or in order as they stand. The symbols have one space
            // between two.
            if symbols.split(' ').is_sorted() {
                return None;
            }
            let mut words: Vec<&str> = symbols.split(' ').collect();
            words.sort_unstable();
            Some(words.join(" "))
        });
        sorted.as_deref().unwrap_or(symbols)
    }
}

/// The spellings met in one text: it has most of its names more than once.
#[derive(Debug)]
pub(super) struct Spellings<'text> {
    text: &'text str,
    language: Option<LanguageTag>,
    places: FxHashMap<&'text str, usize>,
    /// Each with the entity that it named when it was asked for first.
    spelled: Vec<(Spelled<'text>, Option<Option<EntityId>>)>,
}

impl<'text> Spellings<'text> {
    /// None yet, of a text.
    pub(super) fn of(text: &'text str, language: Option<LanguageTag>) -> Self {
        Self { text, language, places: FxHashMap::default(), spelled: Vec::new() }
    }

    /// The number of what stands at a place of the text.
    pub(super) fn at(&mut self, span: &Range<usize>) -> usize {
        let form = self.text.get(span.clone()).unwrap_or_default();
        let (language, spelled) = (self.language, &mut self.spelled);
        *self.places.entry(form).or_insert_with(|| {
            spelled.push((Spelled::of(form, language), None));
            spelled.len() - 1
        })
    }

    /// The spelling of that number.
    pub(super) fn get(&self, number: usize) -> Option<&Spelled<'text>> {
        self.spelled.get(number).map(|(spelled, _)| spelled)
    }

    /// The entity of that number, if its spelling was asked for and known.
    pub(super) fn known(&self, number: usize) -> Option<EntityId> {
        self.spelled.get(number).and_then(|(_, known)| known.flatten())
    }

    /// Whether a name is known, asked once for each spelling.
    pub(super) fn is_known(
        &mut self,
        span: &Range<usize>,
        ask: impl FnOnce(&Spelled<'text>) -> Option<EntityId>,
    ) -> bool {
        let number = self.at(span);
        let Some((spelled, known)) = self.spelled.get_mut(number) else { return false };
        known.get_or_insert_with(|| ask(spelled)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_looked_up_without_what_is_added() {
        let spelled = Spelled::of("Sergei Shoigu's", "en".parse().ok());
        assert_eq!(spelled.form, "Sergei Shoigu");
        assert_eq!(spelled.lower(), "sergei shoigu");
        assert_eq!(spelled.sorted(), "Soigu sergei");
        assert_eq!(Spelled::whole("Putin's", None).lower(), "putin's");
    }

    #[test]
    fn each_is_asked_for_once() {
        let mut spellings = Spellings::of("Wang met Wang", None);
        let one = spellings.at(&(0..4));
        assert_eq!(spellings.at(&(9..13)), one);
        assert!(spellings.is_known(&(0..4), |_| Some(EntityId(3))));
        assert!(spellings.is_known(&(9..13), |_| None));
        assert_eq!(spellings.known(one), Some(EntityId(3)));
        assert!(spellings.get(one).is_some_and(|spelled| spelled.form == "Wang"));
        let beyond = spellings.at(&(90..99));
        assert!(spellings.get(beyond).is_some());
    }
}
