//! What was worked out of words of the stories before, for the next one: it changes no result.

use crate::entity::WordCache;
use crate::token::WordMemo;

/// Bytes of a stem that is remembered.
const LONGEST: usize = 23;
/// In place of the length of a longer one.
const TOO_LONG: u8 = u8::MAX;

/// What is known of words met before. Some 740 kB once it is used.
#[derive(Default)]
pub(super) struct Met {
    pub(super) words: WordCache,
    pub(super) stems: WordMemo<MetStem>,
}

/// The stem of a word, or that it says nothing by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MetStem {
    /// 0 of a word that says nothing.
    length: u8,
    bytes: [u8; LONGEST],
}

impl MetStem {
    pub(super) fn of(stem: Option<&str>) -> Self {
        let mut met = Self::default();
        let Some(stem) = stem else { return met };
        match met.bytes.get_mut(..stem.len()) {
            // An empty stem is as good as a long one.
            Some(room) if !stem.is_empty() => {
                room.copy_from_slice(stem.as_bytes());
                met.length = stem.len() as u8;
            }
            _ => met.length = TOO_LONG,
        }
        met
    }

    /// The stem, `Some(None)` where the word says nothing; `None` where it is not remembered.
    pub(super) fn stem(&self) -> Option<Option<&str>> {
        match self.length {
            0 => Some(None),
            length => {
                let bytes = self.bytes.get(..usize::from(length))?;
                std::str::from_utf8(bytes).ok().map(Some)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MetStem;

    #[test]
    fn stems_are_remembered_unless_they_are_long() {
        for stem in [None, Some("quak"), Some("землетрясен")] {
            assert_eq!(MetStem::of(stem).stem(), Some(stem));
        }
        for stem in ["", "землетрясенный"] {
            assert_eq!(MetStem::of(Some(stem)).stem(), None);
        }
    }
}
