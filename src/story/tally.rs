//! Counting voices by side.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Member;

/// The voices of some articles.
#[derive(Default)]
pub(super) struct Tally<'m> {
    voices: BTreeSet<&'m str>,
    sides: BTreeMap<&'m str, BTreeSet<&'m str>>,
}

impl<'m> Tally<'m> {
    /// Counts an article's voice, once.
    pub(super) fn add(&mut self, member: &'m Member<'_>) {
        self.voices.insert(&member.voice);
        if let Some(side) = &member.side {
            self.sides.entry(side).or_default().insert(&member.voice);
        }
    }

    /// Voices counted.
    pub(super) fn voices(&self) -> usize {
        self.voices.len()
    }

    /// Voices by side.
    pub(super) fn sides(&self) -> BTreeMap<String, usize> {
        self.sides.iter().map(|(side, voices)| ((*side).to_owned(), voices.len())).collect()
    }
}
