//! A user's aliases in force.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::affix::prefixes;
use super::alias::AliasTable;
use super::entity::EntityId;
use super::registry::EntityRegistry;
use crate::article::Timestamp;
use crate::language::{LanguageTag, Script, letter_script};

/// The names of a user's file, as they are looked for in texts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Entities by name in lower case.
    pub(super) forms: FxHashMap<String, EntityId>,
    /// Names by their first character, the longest first.
    by_first: FxHashMap<char, Vec<(String, EntityId)>>,
    stops: FxHashSet<String>,
    /// Entities by label: a file that is read again means the same ones.
    labels: FxHashMap<String, EntityId>,
}

impl EntityRegistry {
    /// Puts a user's aliases and stop words in force, in place of those before.
    ///
    /// A listed name is found wherever it stands in a text, resolves to its entity whatever it
    /// sounds like, and is never forgotten; an entity keeps its id when the files are read again.
    /// A stop word is no name in any document.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Timestamp;
    /// use samestory::entity::{AliasTable, EntityRegistry};
    ///
    /// let mut table = AliasTable::default();
    /// table.read_tsv("馮檢基\tFrederick Fung\tPER\n")?;
    /// let mut registry = EntityRegistry::default();
    /// registry.set_aliases(&table);
    /// let now = Timestamp::default();
    /// let chinese = registry.resolve("馮檢基", None, None, now);
    /// assert_eq!(registry.resolve("Frederick Fung", None, None, now), chinese);
    /// # Ok::<(), samestory::error::Error>(())
    /// ```
    pub fn set_aliases(&mut self, table: &AliasTable) {
        let before = std::mem::take(&mut self.listed);
        self.listed.labels = before.labels;
        for id in self.listed.labels.values() {
            if let Some(record) = self.records.get_mut(&id.0) {
                record.listed = false;
            }
        }
        for alias in table.aliases() {
            let known = self.listed.labels.get(&alias.label).copied();
            let known = known.filter(|id| self.records.contains_key(&id.0));
            let id = known
                .or_else(|| self.exact(&alias.label, None))
                .unwrap_or_else(|| self.found_anew(&alias.label, None, Timestamp::default()));
            self.listed.labels.insert(alias.label.clone(), id);
            if let Some(record) = self.records.get_mut(&id.0) {
                record.listed = true;
                record.entity.kind = alias.kind.or(record.entity.kind);
            }
            for form in alias.forms.iter().chain([&alias.label]) {
                let form = form.trim();
                let Some(first) = form.chars().next() else { continue };
                self.listed.forms.insert(form.to_lowercase(), id);
                self.listed.by_first.entry(first).or_default().push((form.to_owned(), id));
            }
        }
        for names in self.listed.by_first.values_mut() {
            names.sort_by(|one, other| {
                other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0))
            });
            names.dedup();
        }
        self.listed.stops = table.stops().iter().map(|stop| stop.trim().to_lowercase()).collect();
    }

    /// Whether a user's file says that this is no name.
    pub fn is_stopped(&self, form: &str) -> bool {
        !self.listed.stops.is_empty() && self.listed.stops.contains(&form.trim().to_lowercase())
    }

    /// The listed names in a text, in order and without overlaps, the longest first.
    pub(super) fn listed_in(
        &self,
        text: &str,
        language: Option<LanguageTag>,
    ) -> Vec<(Range<usize>, EntityId)> {
        let mut found: Vec<(Range<usize>, EntityId)> = Vec::new();
        if self.listed.by_first.is_empty() {
            return found;
        }
        let mut end = 0;
        let mut word_start = 0;
        let mut previous = None;
        for (start, character) in text.char_indices() {
            let script = letter_script(character);
            if previous.is_none() || !runs_on(previous, script) {
                word_start = start;
            }
            previous = script;
            if start < end {
                continue;
            }
            let Some(names) = self.listed.by_first.get(&character) else { continue };
            let rest = text.get(start..).unwrap_or_default();
            let before = text.get(word_start..start).unwrap_or_default();
            let begins = before.is_empty()
                || script.is_some_and(|script| prefixes(script, language).contains(&before));
            let hit = names.iter().find(|(name, _)| {
                rest.strip_prefix(name.as_str()).is_some_and(|after| {
                    let last = name.chars().next_back().and_then(letter_script);
                    let next = after.chars().next().and_then(letter_script);
                    begins && !runs_on(last, next)
                })
            });
            if let Some((name, id)) = hit {
                end = start + name.len();
                if let Some(id) = self.root(*id) {
                    found.push((start..end, id));
                }
            }
        }
        found
    }
}

/// Whether a word goes on from a letter to the next. Scripts without spaces have no words, and
/// Korean adds particles.
fn runs_on(previous: Option<Script>, next: Option<Script>) -> bool {
    let unspaced = |script: Script| {
        matches!(
            script,
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Hangul
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
                | Script::Tibetan
        )
    };
    match (previous, next) {
        (Some(previous), Some(next)) => !unspaced(previous) && !unspaced(next),
        _ => false,
    }
}
