//! What is added up over members, and the view of it that is compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::centroid::{Centroid, Sum};
use super::change::ClusterId;
use super::few::FewItems;
use super::member::{VectorKind, View};
use super::online::OnlineClusterer;
use crate::article::Timestamp;
use crate::features::{DenseVector, Signs};
use crate::language::LanguageTag;

/// Articles up to which a group holds no sums: they are added up when they are asked for.
pub(super) const FEW: usize = 1;
/// The same, once the group's story has not changed for [`IDLE`] items: sums take more than what they
/// are of, and what is old is seldom compared. A million headlines take 55 bytes an article less than with
/// 12, in no more time (`cargo bench --bench growth`).
pub(super) const IDLE_FEW: usize = 32;
/// Items that came since a story changed last, from which it is idle. With 100,000 an article among 300,000
/// headlines takes 3.8 kB, and no less time.
pub(super) const IDLE: u32 = 20_000;

/// What a group holds of the sums over its members, once there are several.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) enum Held<S> {
    /// It has one member.
    #[default]
    One,
    /// It has few.
    Few(Box<Few>),
    /// It had more than a few.
    Sums(Box<S>),
}

/// What is held of few members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Few {
    /// The keys of a cluster's items; a story's are those of its clusters.
    pub(super) items: Vec<u32>,
    /// The squares of the lengths of what they add up to, across languages and of the signs.
    cross: f32,
    signs: [f32; Signs::KINDS],
    count: u32,
    features: u64,
    seconds: i64,
    dated: u32,
}

impl<S> Held<S> {
    /// The sums, where they are held.
    pub(super) fn sums(&self) -> Option<&S> {
        match self {
            Self::Sums(sums) => Some(sums),
            _ => None,
        }
    }
}

impl Few {
    /// Of items whose sums these are.
    pub(super) fn of(items: Vec<u32>, sums: &Sums) -> Self {
        Self {
            items,
            cross: sums.cross.square(),
            signs: sums.signs.each_ref().map(Centroid::square),
            count: sums.cross.count(),
            features: sums.features,
            seconds: sums.seconds,
            dated: sums.dated,
        }
    }
}

/// Sums over members, copies left out: all that is compared but the text within a language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sums {
    pub(super) cross: Centroid,
    /// Places, topics, numbers, names, words of the lead.
    pub(super) signs: [Centroid; Signs::KINDS],
    /// Features of the members, added up: their mean says how much chance agreement to expect.
    pub(super) features: u64,
    /// Seconds of the members' times, added up.
    seconds: i64,
    /// Members whose time is known.
    dated: u32,
}

impl Sums {
    /// The sums of items. O(features of each, for each).
    pub(super) fn of(items: &[View<'_>]) -> Self {
        let mut sums = Self::default();
        items.iter().for_each(|item| sums.add(item));
        sums
    }

    pub(super) fn add(&mut self, item: &View<'_>) {
        self.cross.add(item.cross);
        for (sum, vector) in self.signs.iter_mut().zip(item.signs) {
            sum.add(vector);
        }
        self.features += u64::from(item.features);
        self.seconds = self.seconds.saturating_add(item.time.seconds());
        self.dated += u32::from(item.dated);
    }

    pub(super) fn subtract(&mut self, item: &View<'_>) {
        self.cross.subtract(item.cross);
        for (sum, vector) in self.signs.iter_mut().zip(item.signs) {
            sum.subtract(vector);
        }
        self.features = self.features.saturating_sub(u64::from(item.features));
        self.seconds = self.seconds.saturating_sub(item.time.seconds());
        self.dated = self.dated.saturating_sub(u32::from(item.dated));
    }

    /// Takes others back out.
    pub(super) fn take(&mut self, other: &Self) {
        self.cross.take(&other.cross);
        for (sum, other) in self.signs.iter_mut().zip(&other.signs) {
            sum.take(other);
        }
        self.features = self.features.saturating_sub(other.features);
        self.seconds = self.seconds.saturating_sub(other.seconds);
        self.dated = self.dated.saturating_sub(other.dated);
    }

    pub(super) fn absorb(&mut self, other: &Self) {
        self.cross.absorb(&other.cross);
        for (sum, other) in self.signs.iter_mut().zip(&other.signs) {
            sum.absorb(other);
        }
        self.features += other.features;
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.dated += other.dated;
    }
}

/// Sums over the members of a cluster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct ClusterSums {
    /// The text within the language.
    pub(super) local: Centroid,
    pub(super) all: Sums,
}

impl ClusterSums {
    /// The sums of items.
    pub(super) fn of(items: &[View<'_>]) -> Self {
        let mut sums = Self::default();
        items.iter().for_each(|item| sums.add(item));
        sums
    }

    pub(super) fn add(&mut self, item: &View<'_>) {
        self.local.add(item.local);
        self.all.add(item);
    }

    pub(super) fn subtract(&mut self, item: &View<'_>) {
        self.local.subtract(item.local);
        self.all.subtract(item);
    }
}

/// Sums over the clusters of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StorySums {
    /// The text within each language.
    pub(super) locals: BTreeMap<Option<LanguageTag>, LocalSum>,
    pub(super) all: Sums,
}

impl StorySums {
    /// Adds an item; the only cluster of its language adds up its own text.
    pub(super) fn add(&mut self, item: &View<'_>) {
        self.all.add(item);
        if let Some(LocalSum::Sum(sum)) = self.locals.get_mut(&item.language) {
            sum.add(item.local);
        }
    }
}

/// The text of a story within a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum LocalSum {
    /// That of the only cluster.
    Cluster(ClusterId),
    /// That of several.
    Sum(Centroid),
}

/// One of two sides that are compared: an article, a cluster or a story.
#[derive(Clone, Debug)]
pub(super) struct Side<'a> {
    /// Articles, copies left out.
    pub(super) articles: f32,
    /// Features of an article, on average.
    pub(super) features: f32,
    pub(super) languages: f32,
    /// Whether most of the times are known.
    pub(super) dated: bool,
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
    /// The mean time, in seconds.
    pub(super) middle: f64,
    pub(super) cross: Sum<'a>,
    pub(super) signs: [Sum<'a>; Signs::KINDS],
    pub(super) locals: Locals<'a>,
    pub(super) dense: Option<DenseVector>,
}

/// The text within each language.
#[derive(Clone, Debug)]
pub(super) enum Locals<'a> {
    None,
    One(Option<LanguageTag>, Sum<'a>),
    /// Those of few articles, by language.
    Few(Vec<(Option<LanguageTag>, Sum<'a>)>),
    /// Those of a story, looked up when asked for.
    Story(&'a OnlineClusterer, &'a BTreeMap<Option<LanguageTag>, LocalSum>),
}

impl<'a> Locals<'a> {
    /// The sum within a language. O(log languages).
    pub(super) fn get(&self, language: Option<LanguageTag>) -> Option<Sum<'a>> {
        match self {
            Self::None => None,
            Self::One(own, sum) => (*own == language).then(|| sum.clone()),
            Self::Few(sums) => {
                let place = sums.binary_search_by_key(&language, |(own, _)| *own).ok()?;
                sums.get(place).map(|(_, sum)| sum.clone())
            }
            Self::Story(clusterer, sums) => clusterer.local_sum(sums.get(&language)?),
        }
    }

    /// How many languages there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::None => 0,
            Self::One(..) => 1,
            Self::Few(sums) => sums.len(),
            Self::Story(_, sums) => sums.len(),
        }
    }

    /// Calls for each language in order.
    pub(super) fn each(&self, mut call: impl FnMut(Option<LanguageTag>, Sum<'a>)) {
        match self {
            Self::None => {}
            Self::One(language, sum) => call(*language, sum.clone()),
            Self::Few(sums) => sums.iter().for_each(|(language, sum)| call(*language, sum.clone())),
            Self::Story(clusterer, sums) => {
                for (language, sum) in *sums {
                    if let Some(sum) = clusterer.local_sum(sum) {
                        call(*language, sum);
                    }
                }
            }
        }
    }
}

impl<'a> Side<'a> {
    pub(super) fn of_item(item: &View<'a>) -> Self {
        Self {
            articles: 1.0,
            features: item.features.into(),
            languages: 1.0,
            dated: item.dated,
            first: item.time,
            last: item.time,
            middle: item.time.seconds() as f64,
            cross: Sum::of_vector(item.cross),
            signs: item.signs.map(Sum::of_vector),
            locals: Locals::One(item.language, Sum::of_vector(item.local)),
            dense: item.dense.cloned(),
        }
    }

    /// A side of few articles; `span` holds its first and its last time.
    pub(super) fn of_few(
        items: FewItems<'a>,
        few: &Few,
        span: (Timestamp, Timestamp),
        dense: Option<DenseVector>,
    ) -> Self {
        // Lengths are not asked for within a language.
        let local =
            |(language, count)| (language, Sum::of_few(items.locals(language), count as f32, 1.0));
        let locals: Vec<_> = items.languages().into_iter().map(local).collect();
        let (articles, count) = (few.count.max(1) as f32, few.count as f32);
        let mut squares = few.signs.iter();
        let signs = VectorKind::signs().map(|kind| {
            Sum::of_few(items.vectors(kind), count, squares.next().copied().unwrap_or_default())
        });
        Self {
            articles,
            features: few.features as f32 / articles,
            languages: locals.len().max(1) as f32,
            dated: few.dated * 2 >= few.count,
            first: span.0,
            last: span.1,
            middle: few.seconds as f64 / f64::from(articles),
            cross: Sum::of_few(items.vectors(VectorKind::CROSS), count, few.cross),
            signs,
            locals: Locals::Few(locals),
            dense,
        }
    }

    /// A side of several articles; `span` holds its first and its last time.
    pub(super) fn of_sums(
        sums: &'a Sums,
        locals: Locals<'a>,
        span: (Timestamp, Timestamp),
        dense: Option<DenseVector>,
    ) -> Self {
        let articles = sums.cross.count().max(1) as f32;
        let signs = sums.signs.each_ref().map(Centroid::sum);
        let languages = locals.count().max(1) as f32;
        Self {
            articles,
            features: sums.features as f32 / articles,
            languages,
            dated: sums.dated * 2 >= sums.cross.count(),
            first: span.0,
            last: span.1,
            middle: sums.seconds as f64 / f64::from(articles),
            cross: sums.cross.sum(),
            signs,
            locals,
            dense,
        }
    }

    /// Hours between the two spans of time, 0 where they overlap.
    pub(super) fn hours_apart(&self, other: &Self) -> f64 {
        other.first.hours_since(self.last).max(self.first.hours_since(other.last)).max(0.0)
    }
}
