//! The kinds of feature, and their hashes.

use serde::{Deserialize, Serialize};

/// A kind of feature. Features of different facets never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Facet {
    /// Stemmed words. They compare articles of one language.
    Stem,
    /// Padded 4-grams of romanized text. They compare articles of one language.
    Gram4,
    /// Padded 3-grams of romanized text. They compare articles across languages: names, loan
    /// words and cognates share them.
    Gram3,
    /// Padded 4-grams of consonant skeletons in phonetic symbols. They compare across scripts
    /// that write no vowels.
    Skeleton,
    /// Numbers by value.
    Number,
    /// Places of the gazetteer that are signs, and the countries they are in.
    Place,
    /// What news tells of, such as an election or an earthquake: the gazetteer's topics. Its everyday things,
    /// emoji with their keywords, did more harm than good beside them: without, and learned anew, BCubed F1 on
    /// headlines is .710 instead of .700, cross-language pair F1 .495 instead of .435 (means over streams that
    /// lack a fifth), the same on all other streams.
    Topic,
    /// The consonants of capitalized words, in phonetic symbols.
    Name,
    /// Stemmed words of the headline and of the lead: the first words behind it, which tell the event
    /// where the rest gives its background.
    Lead,
    /// What stands around a headline, if many have it: a rubric, the outlet's name.
    Label,
}

impl Facet {
    /// All facets, in order.
    pub const ALL: [Self; 10] = [
        Self::Stem,
        Self::Gram4,
        Self::Gram3,
        Self::Skeleton,
        Self::Number,
        Self::Place,
        Self::Topic,
        Self::Name,
        Self::Lead,
        Self::Label,
    ];
}

/// A feature: facet and content, hashed to 32 bits.
///
/// Among a million features two in ten thousand share a hash, which adds noise far below that of
/// the n-grams themselves. The same on every machine.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct FeatureId(u32);

impl FeatureId {
    /// The feature of `content` in `facet`.
    pub fn new(facet: Facet, content: &[u8]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ facet as u64;
        for byte in content {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self::mixed(hash)
    }

    /// The feature of up to eight bytes packed into `content`; quicker than [`FeatureId::new`].
    pub(super) fn from_packed(facet: Facet, content: u64) -> Self {
        Self::mixed(content ^ ((facet as u64 + 1) << 56))
    }

    /// The feature of a hash.
    pub(crate) fn of_value(value: u32) -> Self {
        Self(value)
    }

    /// The hash.
    pub fn value(self) -> u32 {
        self.0
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    fn mixed(mut hash: u64) -> Self {
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((hash ^ (hash >> 31)) as u32)
    }
}
