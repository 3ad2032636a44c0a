//! The few items of a group that holds no sums, as they lie.

use super::change::ClusterId;
use super::group::Cluster;
use super::member::VectorKind;
use super::online::OnlineClusterer;
use super::sums::Held;
use crate::features::Component;
use crate::language::LanguageTag;

/// The items of a cluster, or of a story's clusters: looked up each time, so that none of it takes room.
#[derive(Clone, Copy, Debug)]
pub(super) struct FewItems<'a> {
    clusterer: &'a OnlineClusterer,
    of: Group<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Group<'a> {
    Cluster(&'a Cluster),
    Clusters(&'a [ClusterId]),
}

/// A vector of each of few items, of one language or all.
#[derive(Clone, Copy, Debug)]
pub(super) struct FewVectors<'a> {
    items: FewItems<'a>,
    kind: VectorKind,
    language: Option<Option<LanguageTag>>,
}

impl<'a> FewItems<'a> {
    /// Those of a cluster that holds no sums.
    pub(super) fn of_cluster(clusterer: &'a OnlineClusterer, cluster: &'a Cluster) -> Self {
        Self { clusterer, of: Group::Cluster(cluster) }
    }

    /// Those of clusters none of which holds sums.
    pub(super) fn of_clusters(clusterer: &'a OnlineClusterer, clusters: &'a [ClusterId]) -> Self {
        Self { clusterer, of: Group::Clusters(clusters) }
    }

    /// A vector of each.
    pub(super) fn vectors(&self, kind: VectorKind) -> FewVectors<'a> {
        FewVectors { items: *self, kind, language: None }
    }

    /// The vector within a language of each that is in it.
    pub(super) fn locals(&self, language: Option<LanguageTag>) -> FewVectors<'a> {
        FewVectors { items: *self, kind: VectorKind::LOCAL, language: Some(language) }
    }

    /// The languages of the items, in order, and how many are in each.
    pub(super) fn languages(&self) -> Vec<(Option<LanguageTag>, usize)> {
        let mut languages = Vec::new();
        self.each_cluster(|cluster| {
            languages.push((cluster.language, keys_of(cluster).map_or(0, <[u32]>::len)));
        });
        languages.sort_unstable();
        languages.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        languages
    }

    fn each_cluster(&self, mut call: impl FnMut(&'a Cluster)) {
        match self.of {
            Group::Cluster(cluster) => call(cluster),
            Group::Clusters(ids) => {
                ids.iter().filter_map(|id| self.clusterer.clusters.get(id)).for_each(call);
            }
        }
    }
}

/// The keys of a cluster's items, copies left out, where it holds no sums.
pub(super) fn keys_of(cluster: &Cluster) -> Option<&[u32]> {
    match &cluster.sums {
        Held::One => Some(std::slice::from_ref(&cluster.lead)),
        Held::Few(few) => Some(&few.items),
        Held::Sums(_) => None,
    }
}

impl<'a> FewVectors<'a> {
    /// Calls for each vector, in the order of the clusters and of the items in them.
    pub(super) fn each(&self, mut call: impl FnMut(&'a [Component])) {
        let members = &self.items.clusterer.members;
        self.items.each_cluster(|cluster| {
            if self.language.is_some_and(|language| language != cluster.language) {
                return;
            }
            for key in keys_of(cluster).unwrap_or_default() {
                if let Some(member) = members.get(key) {
                    call(member.vector(self.kind));
                }
            }
        });
    }
}
