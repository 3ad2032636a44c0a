//! An item as it is held, and as it is compared.

use serde::{Deserialize, Serialize};

use super::change::ClusterId;
use super::item::{ClusterItem, Link};
use crate::article::Timestamp;
use crate::features::{Component, DenseVector, Signs};
use crate::language::LanguageTag;

/// Vectors of an item: within its language, across languages, and of its signs.
const VECTORS: usize = 2 + Signs::KINDS;

/// One of the vectors of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct VectorKind(usize);

impl VectorKind {
    /// That within the language.
    pub(super) const LOCAL: Self = Self(0);
    /// That across languages.
    pub(super) const CROSS: Self = Self(1);

    /// Those of the signs, in the order of [`Signs::kinds`].
    pub(super) fn signs() -> [Self; Signs::KINDS] {
        std::array::from_fn(|place| Self(2 + place))
    }
}

/// An item and where it went. Most of a window is these, so their vectors lie in one row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Member {
    pub(super) key: u32,
    pub(super) cluster: ClusterId,
    /// The key under which the indexes hold its vectors.
    pub(super) index_key: u32,
    /// The key of the item that it is a copy of, or its own.
    original: u32,
    pub(super) link: Option<Link>,
    pub(super) language: Option<LanguageTag>,
    pub(super) time: Timestamp,
    pub(super) dated: bool,
    pub(super) fingerprint: u64,
    /// Features across languages it came with.
    pub(super) features: u16,
    pub(super) vectors: Vectors,
}

/// The vectors of a member; of a copy, none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Vectors {
    components: Box<[Component]>,
    /// Where each vector ends.
    ends: [u16; VECTORS],
    dense: Option<Box<DenseVector>>,
}

/// An item as it is compared, in whatever form it is held.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) language: Option<LanguageTag>,
    pub(super) time: Timestamp,
    pub(super) dated: bool,
    /// Features across languages it came with.
    pub(super) features: u16,
    pub(super) local: &'a [Component],
    pub(super) cross: &'a [Component],
    pub(super) signs: [&'a [Component]; Signs::KINDS],
    pub(super) dense: Option<&'a DenseVector>,
}

/// How many features there are, as far as can be told.
fn features_of(cross: &[Component]) -> u16 {
    u16::try_from(cross.len()).unwrap_or(u16::MAX)
}

impl ClusterItem {
    /// The item as it is compared.
    pub(super) fn view(&self) -> View<'_> {
        View {
            language: self.language,
            time: self.time,
            dated: self.dated,
            features: features_of(self.vectors.cross.components()),
            local: self.vectors.local.components(),
            cross: self.vectors.cross.components(),
            signs: self.vectors.signs.kinds().map(|vector| vector.components()),
            dense: self.dense.as_ref(),
        }
    }
}

impl Member {
    /// An item that came with so many features and went to a cluster; with its vectors, unless it is a copy.
    pub(super) fn new(
        item: ClusterItem,
        features: u16,
        cluster: ClusterId,
        link: Option<Link>,
        copy_of: Option<u32>,
    ) -> Self {
        let vectors =
            if copy_of.is_none() { Vectors::of(&item.view()) } else { Vectors::default() };
        let ClusterItem { key, language, time, dated, fingerprint, .. } = item;
        let index_key = key;
        Self {
            key,
            cluster,
            index_key,
            original: copy_of.unwrap_or(key),
            link,
            language,
            time,
            dated,
            fingerprint,
            features,
            vectors,
        }
    }

    /// The key of the item that it is a copy of.
    pub(super) fn copy_of(&self) -> Option<u32> {
        (self.original != self.key).then_some(self.original)
    }

    /// Makes it a copy of another item, or of none.
    pub(super) fn set_copy_of(&mut self, original: Option<u32>) {
        self.original = original.unwrap_or(self.key);
    }

    /// The item as it is compared.
    pub(super) fn view(&self) -> View<'_> {
        let [local, cross, signs @ ..] = self.vectors.each();
        View {
            language: self.language,
            time: self.time,
            dated: self.dated,
            features: self.features,
            local,
            cross,
            signs,
            dense: self.dense(),
        }
    }

    /// One of its vectors.
    pub(super) fn vector(&self, kind: VectorKind) -> &[Component] {
        self.vectors.get(kind.0)
    }

    /// The vector within the language.
    pub(super) fn local(&self) -> &[Component] {
        self.vector(VectorKind::LOCAL)
    }

    /// The vector across languages.
    pub(super) fn cross(&self) -> &[Component] {
        self.vector(VectorKind::CROSS)
    }

    /// The caller's embedding.
    pub(super) fn dense(&self) -> Option<&DenseVector> {
        self.vectors.dense.as_deref()
    }
}

impl Vectors {
    fn of(view: &View<'_>) -> Self {
        let mut components = Vec::new();
        let mut ends = [0; VECTORS];
        let all = [view.local, view.cross].into_iter().chain(view.signs);
        components.reserve_exact(all.clone().map(<[Component]>::len).sum());
        for (vector, end) in all.zip(&mut ends) {
            // What does not fit is left out: weights are of a few hundred features.
            let room = usize::from(u16::MAX).saturating_sub(components.len());
            components.extend(vector.iter().take(room));
            *end = components.len() as u16;
        }
        Self { components: components.into(), ends, dense: view.dense.cloned().map(Box::new) }
    }

    fn get(&self, place: usize) -> &[Component] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.map_or(0, |end| usize::from(*end));
        let end = self.ends.get(place).map_or(start, |end| usize::from(*end));
        self.components.get(start..end).unwrap_or_default()
    }

    fn each(&self) -> [&[Component]; VECTORS] {
        std::array::from_fn(|place| self.get(place))
    }
}
