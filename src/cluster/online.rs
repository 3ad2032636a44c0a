//! The online clustering that is built in.

use std::collections::BTreeSet;
use std::fmt;
#[cfg(feature = "store")]
use std::io;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::centroid::Sum;
use super::change::{Change, ClusterId, StoryId};
use super::clusterer::Clusterer;
use super::evidence::{Evidence, StoryEvidence};
use super::group::{Cluster, StoryGroup};
use super::horizon::Horizons;
use super::item::{ClusterItem, Link, LinkKind};
use super::member::{Member, View};
use super::options::ClusterOptions;
use super::originals::Originals;
use super::pruned::as_held;
use super::sums::IDLE;
use crate::article::Timestamp;
use crate::error::Result;
use crate::features::{DenseVector, SparseVector};
use crate::index::{ByKey, ExactIndex, Index, InvertedIndex, SearchBuffer};
use crate::language::LanguageTag;
use crate::token::Pool;

/// Makes an empty index of sparse vectors.
pub type SparseIndexFactory = Arc<dyn Fn() -> Box<dyn Index<SparseVector>> + Send + Sync>;

/// Clusters items as they arrive, one pass with merging afterwards.
///
/// An item that repeats an earlier text is its copy and goes where that one is. Else it joins the
/// cluster of its language whose members it is nearest to on average: clusters are tight. Where
/// none is near enough it founds a cluster, which goes into a story that it belongs to for certain,
/// or founds one. Every [`ClusterOptions::merge_every`] items, and when asked, stories merge that
/// are each other's best and are one by [`StoryModel`](super::StoryModel): late, when there is more
/// to tell by, since an early loose merge is not undone.
///
/// An insert costs O(postings of its 16 heaviest features, of fewer in large windows, and of each the
/// newest 512 at most) for the look-ups and O(features × candidates) for the decisions; copies cost one
/// look-up. Memory is that of the vectors, from 25,000 items held on without their lightest features, and
/// as much for the indexes but for what no feature looks at; groups of several articles hold sums as well,
/// small ones until their story has not changed for 20,000 articles.
///
/// # Examples
///
/// ```
/// use samestory::cluster::{ClusterItem, ClusterOptions, Clusterer, OnlineClusterer};
/// use samestory::features::{ArticleVectors, Facet, FeatureId, SparseVectorBuilder};
///
/// let vector = |words: &[&str]| {
///     let mut builder = SparseVectorBuilder::default();
///     for word in words {
///         builder.add(FeatureId::new(Facet::Stem, word.as_bytes()), 1.0);
///     }
///     builder.finish(100)
/// };
/// let mut clusterer = OnlineClusterer::new(ClusterOptions::default())?;
/// for (key, words) in [["shoigu", "beijing"], ["quake", "peru"], ["shoigu", "taiwan"]].iter().enumerate() {
///     let vectors = ArticleVectors { local: vector(words), ..ArticleVectors::default() };
///     let item = ClusterItem { key: key as u32, vectors, ..ClusterItem::default() };
///     clusterer.insert(item, &mut Vec::new());
/// }
/// assert_eq!(clusterer.story_of(0), clusterer.story_of(2));
/// assert_ne!(clusterer.story_of(0), clusterer.story_of(1));
/// # Ok::<(), samestory::error::Error>(())
/// ```
pub struct OnlineClusterer {
    pub(super) options: ClusterOptions,
    pub(super) make_index: SparseIndexFactory,
    pub(super) members: ByKey<Member>,
    pub(super) clusters: ByKey<Cluster>,
    pub(super) stories: ByKey<StoryGroup>,
    /// The stories that changed since the last pass of merging.
    pub(super) changed: BTreeSet<StoryId>,
    /// When open stories end, at the earliest: a time that none of their members is before, but those
    /// that came since.
    pub(super) ends: BTreeSet<(Timestamp, StoryId)>,
    /// Stories that may hold sums that they can do without, by an item that came no later than the last
    /// of theirs.
    pub(super) busy: BTreeSet<(u32, StoryId)>,
    /// Where the ids of merged stories lead.
    pub(super) redirects: FxHashMap<StoryId, StoryId>,
    pub(super) local: FxHashMap<Option<LanguageTag>, Box<dyn Index<SparseVector>>>,
    pub(super) cross: Box<dyn Index<SparseVector>>,
    pub(super) dense: Box<dyn Index<DenseVector>>,
    /// The first item of each text.
    pub(super) originals: Originals,
    /// Index keys whose item is gone and whose copy stands in.
    pub(super) stand_ins: FxHashMap<u32, u32>,
    /// How far back features look.
    pub(super) horizons: Horizons,
    pub(super) next_key: u32,
    pub(super) since_merge: u32,
    /// Room for searches, which may run side by side.
    pub(super) buffers: Pool<SearchBuffer>,
}

/// Where an item goes.
pub(super) enum Place {
    Copy(u32, f32),
    Cluster(ClusterId, Link),
    Story(StoryId, Link),
    New,
}

impl OnlineClusterer {
    /// A clustering with inverted indexes.
    ///
    /// # Errors
    ///
    /// An option outside its range.
    pub fn new(options: ClusterOptions) -> Result<Self> {
        let inverted: SparseIndexFactory = Arc::new(|| Box::new(InvertedIndex::default()));
        Self::with_indexes(options, inverted, Box::new(ExactIndex::default()))
    }

    /// A clustering over indexes of the caller's: one sparse index for each language and one
    /// across languages, and one for embeddings.
    ///
    /// # Errors
    ///
    /// An option outside its range.
    pub fn with_indexes(
        options: ClusterOptions,
        make_index: SparseIndexFactory,
        dense: Box<dyn Index<DenseVector>>,
    ) -> Result<Self> {
        options.validate()?;
        Ok(Self {
            options,
            cross: make_index(),
            make_index,
            members: ByKey::default(),
            clusters: ByKey::default(),
            stories: ByKey::default(),
            changed: BTreeSet::new(),
            ends: BTreeSet::new(),
            busy: BTreeSet::new(),
            redirects: FxHashMap::default(),
            local: FxHashMap::default(),
            dense,
            originals: Originals::default(),
            stand_ins: FxHashMap::default(),
            horizons: Horizons::default(),
            next_key: 0,
            since_merge: 0,
            buffers: Pool::default(),
        })
    }

    /// The member whose vectors an index holds under `key`.
    pub(super) fn member_at(&self, index_key: u32) -> Option<&Member> {
        let key = self.stand_ins.get(&index_key).unwrap_or(&index_key);
        self.members.get(key)
    }

    /// The id a story goes by now.
    fn current(&self, mut id: StoryId) -> StoryId {
        while let Some(next) = self.redirects.get(&id) {
            id = *next;
        }
        id
    }

    fn found_story(&mut self, item: &ClusterItem, changes: &mut Vec<Change>) -> StoryId {
        let id = StoryId(item.key);
        let story = StoryGroup::new(id, item.time);
        self.stories.insert(id, story);
        self.changed.insert(id);
        self.ends.insert((item.time, id));
        changes.push(Change::Created { story: id });
        id
    }

    fn found_cluster(&mut self, item: &ClusterItem, story: StoryId) -> ClusterId {
        let id = ClusterId(item.key);
        let cluster = Cluster::new(id, story, item.language, item.time);
        self.clusters.insert(id, cluster);
        if let Some(story) = self.stories.get_mut(story) {
            story.clusters.push(id);
        }
        id
    }

    /// The open stories whose last member is from before `horizon` and came before the item
    /// `idle_since`, by age. O(those and the stories that may have ended since the last call).
    fn ended(&mut self, horizon: Timestamp, idle_since: u32) -> Vec<StoryId> {
        let mut ended = Vec::new();
        let mut later = Vec::new();
        while let Some((time, id)) = self.ends.pop_first() {
            if time >= horizon {
                later.push((time, id));
                break;
            }
            match self.stories.get(id).filter(|story| !story.closed) {
                Some(story) if story.last < horizon && story.newest < idle_since => ended.push(id),
                Some(story) => later.push((story.last, id)),
                None => {}
            }
        }
        self.ends.extend(later);
        ended.sort_unstable();
        ended.dedup();
        ended
    }

    /// Adds the item's vectors to indexes.
    fn add_vectors(&mut self, item: &ClusterItem) -> bool {
        // Keys rise, so the only error left is an embedding of another length; such an item is
        // found by its sparse vectors alone.
        let key = item.key;
        let local = self.local.entry(item.language).or_insert_with(|| (self.make_index)());
        let _ = local.insert(key, &item.vectors.local);
        let _ = self.cross.insert(key, &item.vectors.cross);
        let vectors = &item.vectors;
        self.horizons.count_article(key, item.language, &vectors.local, &vectors.cross);
        item.dense.as_ref().is_some_and(|dense| self.dense.insert(key, dense).is_ok())
    }

    /// Takes the member's vectors out of indexes; whether an embedding was among them.
    fn take_vectors(&mut self, member: &Member) -> bool {
        let key = member.index_key;
        if let Some(local) = self.local.get_mut(&member.language) {
            local.remove(key);
        }
        self.cross.remove(key);
        self.stand_ins.remove(&key);
        self.dense.remove(key)
    }
}

impl Clusterer for OnlineClusterer {
    fn insert(&mut self, item: ClusterItem, changes: &mut Vec<Change>) {
        if item.key < self.next_key {
            return;
        }
        self.next_key = item.key.saturating_add(1);
        let (cluster, link, copy_of) = match self.place(&item) {
            Place::Copy(original, similarity) => {
                let Some(cluster) = self.members.get(original).map(|member| member.cluster) else {
                    return;
                };
                let link = Link { to: original, similarity, kind: LinkKind::Copy };
                (cluster, Some(link), Some(original))
            }
            Place::Cluster(cluster, link) => (cluster, Some(link), None),
            Place::Story(story, link) => (self.found_cluster(&item, story), Some(link), None),
            Place::New => {
                let story = self.found_story(&item, changes);
                (self.found_cluster(&item, story), None, None)
            }
        };
        let features = item.view().features;
        let item = if copy_of.is_none() { as_held(item, self.cross.len()) } else { item };
        if copy_of.is_none() {
            let dense = self.add_vectors(&item);
            self.add_to_sums(item.key, &View { features, ..item.view() }, cluster, dense);
        }
        let Some(group) = self.clusters.get_mut(cluster) else { return };
        group.members.push(item.key);
        group.first = group.first.min(item.time);
        group.last = group.last.max(item.time);
        let story = group.story;
        if let Some(group) = self.stories.get_mut(story) {
            group.first = group.first.min(item.time);
            group.last = group.last.max(item.time);
            group.newest = item.key;
        }
        changes.push(Change::Joined { story, cluster, item: item.key, link });
        let key = item.key;
        self.members.insert(key, Member::new(item, features, cluster, link, copy_of));
        if copy_of.is_none() {
            self.originals.insert(key, &self.members);
        }
        self.since_merge += 1;
        if self.since_merge >= self.options.merge_every {
            self.merge_stories(changes);
        }
    }

    fn looks_ahead(&self) -> bool {
        self.cross.looks_ahead()
    }

    fn foresee(&mut self, items: &mut dyn Iterator<Item = &ClusterItem>) {
        self.look_ahead(items);
    }

    fn remove(&mut self, key: u32, changes: &mut Vec<Change>) -> bool {
        let Some(member) = self.members.remove(key) else { return false };
        self.originals.remove(member.fingerprint, key);
        if member.copy_of().is_none() && !self.promote_copy(&member) {
            let dense = self.take_vectors(&member);
            self.take_from_sums(&member, dense);
        }
        if let Some(cluster) = self.clusters.get_mut(&member.cluster) {
            cluster.members.retain(|other| *other != key);
            changes.push(Change::Left { story: cluster.story, item: key });
        }
        self.shrink(member.cluster);
        true
    }

    fn merge_stories(&mut self, changes: &mut Vec<Change>) {
        self.since_merge = 0;
        self.split_pass(changes);
        self.merge_pass(changes);
        self.slim_idle(IDLE);
        self.slim_indexes();
    }

    fn close_before(&mut self, now: Timestamp, idle_since: u32, changes: &mut Vec<Change>) {
        let horizon = now.plus_hours(-self.options.window_hours);
        for id in self.ended(horizon, idle_since) {
            let Some(story) = self.stories.get_mut(id) else { continue };
            story.closed = true;
            story.dirty = false;
            changes.push(Change::Closed { story: id });
            for cluster in &story.clusters {
                let Some(cluster) = self.clusters.get(cluster) else { continue };
                for key in &cluster.members {
                    let Some(member) = self.members.get(key).filter(|m| m.copy_of().is_none())
                    else {
                        continue;
                    };
                    if let Some(local) = self.local.get_mut(&member.language) {
                        local.remove(member.index_key);
                    }
                    self.cross.remove(member.index_key);
                    self.dense.remove(member.index_key);
                    self.originals.remove(member.fingerprint, *key);
                }
            }
        }
    }

    fn story_of(&self, key: u32) -> Option<StoryId> {
        let cluster = self.members.get(key)?.cluster;
        self.clusters.get(cluster).map(|cluster| cluster.story)
    }

    fn cluster_of(&self, key: u32) -> Option<ClusterId> {
        self.members.get(key).map(|member| member.cluster)
    }

    fn story(&self, id: StoryId) -> Option<&StoryGroup> {
        self.stories.get(self.current(id))
    }

    fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.clusters.get(id)
    }

    fn stories(&self) -> Box<dyn Iterator<Item = &StoryGroup> + '_> {
        Box::new(self.stories.values())
    }

    fn link(&self, key: u32) -> Option<Link> {
        self.members.get(key)?.link
    }

    fn copy_of(&self, key: u32) -> Option<u32> {
        self.members.get(key)?.copy_of()
    }

    fn centrality(&self, key: u32) -> Option<f32> {
        let member = self.members.get(key)?;
        let original = self.members.get(member.copy_of().unwrap_or(key))?;
        let cluster = self.clusters.get(member.cluster)?;
        let story = self.cross_of_story(self.stories.get(cluster.story)?)?;
        Some(story.cosine(&Sum::of_vector(original.cross())))
    }

    fn related(&self, story: StoryId, most: usize) -> Vec<(StoryId, f32)> {
        let Some(story) = self.story(story) else { return Vec::new() };
        let Some(cross) = self.cross_of_story(story) else { return Vec::new() };
        let ids = self.neighbors_of(story, &cross, (most, most));
        let near = |id| {
            let other = self.cross_of_story(self.stories.get(id)?)?;
            Some((id, cross.cosine(&other)))
        };
        let mut related: Vec<(StoryId, f32)> = ids.into_iter().filter_map(near).collect();
        related.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        related.retain(|(_, similarity)| *similarity > 0.0);
        related
    }

    fn evidence(&self, one: u32, other: u32) -> Option<Evidence> {
        let original = |key: u32| {
            let member = self.members.get(key)?;
            Some(self.members.get(member.copy_of().unwrap_or(key))?.view())
        };
        let mut evidence = Evidence::of(&original(one)?, &original(other)?, &self.options.model);
        // A copy has its original's vectors but a time of its own.
        let time = |key: u32| self.members.get(key).map(|member| member.time);
        evidence.hours = time(one)?.hours_since(time(other)?).abs();
        Some(evidence)
    }

    fn item_evidence(&self, item: u32, story: StoryId) -> Option<StoryEvidence> {
        self.evidence_of_item(item, story)
    }

    fn story_evidence(&self, one: StoryId, other: StoryId) -> Option<StoryEvidence> {
        self.evidence_of_stories(one, other)
    }

    #[cfg(feature = "store")]
    fn save(&self, state: &mut dyn io::Write) -> io::Result<()> {
        self.write_state(state)
    }

    #[cfg(feature = "store")]
    fn load(&mut self, state: &mut dyn io::Read) -> io::Result<()> {
        self.read_state(state)
    }

    fn forget(&mut self, story: StoryId, forgotten: &mut Vec<u32>) -> bool {
        let Some(story) = self.stories.remove(self.current(story)) else { return false };
        for id in &story.merged {
            self.redirects.remove(id);
        }
        for cluster in story.clusters.iter().filter_map(|id| self.clusters.remove(id)) {
            for key in cluster.members {
                let Some(member) = self.members.remove(key) else { continue };
                forgotten.push(key);
                if member.copy_of().is_some() {
                    continue;
                }
                // Of a closed story the indexes have let go already.
                if let Some(local) = self.local.get_mut(&member.language) {
                    local.remove(member.index_key);
                }
                self.cross.remove(member.index_key);
                self.dense.remove(member.index_key);
                self.stand_ins.remove(&member.index_key);
                self.originals.remove(member.fingerprint, key);
            }
        }
        true
    }
}

impl fmt::Debug for OnlineClusterer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OnlineClusterer")
            .field("options", &self.options)
            .field("stories", &self.stories.len())
            .field("members", &self.members.len())
            .finish_non_exhaustive()
    }
}
