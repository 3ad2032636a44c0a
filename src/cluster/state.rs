//! The built-in clustering as bytes.

use std::io;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::change::StoryId;
use super::group::{Cluster, StoryGroup};
use super::horizon::Horizons;
use super::member::Member;
use super::online::OnlineClusterer;
use super::originals::Originals;
use crate::features::SparseVector;
use crate::index::{ByKey, Index};
use crate::language::LanguageTag;
use crate::store::{read_value, write_value};

/// Members, clusters or stories that are written together.
const TOGETHER: usize = 256;

/// What is not members, clusters or stories.
#[derive(Serialize, Deserialize)]
struct Rest {
    redirects: FxHashMap<StoryId, StoryId>,
    originals: Vec<u32>,
    stand_ins: FxHashMap<u32, u32>,
    horizons: Horizons,
    next_key: u32,
    since_merge: u32,
    /// How many there are of each.
    members: u64,
    clusters: u64,
    stories: u64,
}

impl OnlineClusterer {
    /// Writes everything but the indexes, which the members' vectors make again.
    pub(super) fn write_state(&self, state: &mut dyn io::Write) -> io::Result<()> {
        let rest = Rest {
            redirects: self.redirects.clone(),
            originals: self.originals.keys(),
            stand_ins: self.stand_ins.clone(),
            horizons: self.horizons.clone(),
            next_key: self.next_key,
            since_merge: self.since_merge,
            members: self.members.len() as u64,
            clusters: self.clusters.len() as u64,
            stories: self.stories.len() as u64,
        };
        write_value(&rest, state)?;
        write_all(self.members.values(), state)?;
        write_all(self.clusters.values(), state)?;
        write_all(self.stories.values(), state)
    }

    /// Reads what was written, and fills the indexes.
    pub(super) fn read_state(&mut self, state: &mut dyn io::Read) -> io::Result<()> {
        let rest: Rest = read_value(state)?;
        let mut members = ByKey::default();
        read_all(rest.members, state, |member: Member| {
            members.insert(member.key, member);
        })?;
        let mut clusters = ByKey::default();
        read_all(rest.clusters, state, |cluster: Cluster| {
            clusters.insert(cluster.id, cluster);
        })?;
        let mut stories: ByKey<StoryGroup> = ByKey::default();
        read_all(rest.stories, state, |story: StoryGroup| {
            stories.insert(story.id, story);
        })?;
        let open = stories.values().filter(|story| !story.closed);
        self.ends = open.map(|story| (story.last, story.id)).collect();
        self.busy = stories.values().map(|story| (story.newest, story.id)).collect();
        let dirty = stories.values().filter(|story| story.dirty);
        self.changed = dirty.map(|story| story.id).collect();
        (self.members, self.clusters, self.stories) = (members, clusters, stories);
        (self.originals, self.redirects) = (Originals::default(), rest.redirects);
        for key in rest.originals {
            self.originals.insert(key, &self.members);
        }
        (self.stand_ins, self.next_key) = (rest.stand_ins, rest.next_key);
        self.since_merge = rest.since_merge;
        self.horizons = rest.horizons;
        self.fill_indexes();
        Ok(())
    }

    /// Puts the vectors of open stories into new indexes, in the order in which they came.
    fn fill_indexes(&mut self) {
        let is_open = |member: &&Member| {
            let cluster = self.clusters.get(member.cluster);
            let story = cluster.and_then(|cluster| self.stories.get(cluster.story));
            member.copy_of().is_none() && story.is_some_and(|story| !story.closed)
        };
        let mut members: Vec<&Member> = self.members.values().filter(is_open).collect();
        members.sort_unstable_by_key(|member| member.index_key);
        let members = members.as_slice();
        let mut local: FxHashMap<Option<LanguageTag>, Box<dyn Index<SparseVector>>> =
            FxHashMap::default();
        let mut cross = (self.make_index)();
        let fill_local = || {
            for member in members {
                let index = local.entry(member.language);
                let index = index.or_insert_with(|| (self.make_index)());
                let _ =
                    index.insert(member.index_key, &SparseVector::of_components(member.local()));
            }
        };
        let fill_cross = || {
            for member in members {
                let _ =
                    cross.insert(member.index_key, &SparseVector::of_components(member.cross()));
            }
        };
        #[cfg(feature = "parallel")]
        rayon::join(fill_local, fill_cross);
        #[cfg(not(feature = "parallel"))]
        {
            let (mut fill_local, mut fill_cross) = (fill_local, fill_cross);
            fill_local();
            fill_cross();
        }
        for member in members {
            if let Some(dense) = member.dense() {
                let _ = self.dense.insert(member.index_key, dense);
            }
        }
        (self.local, self.cross) = (local, cross);
        self.slim_indexes();
    }
}

fn write_all<'a, T: Serialize + 'a>(
    values: impl Iterator<Item = &'a T>,
    state: &mut dyn io::Write,
) -> io::Result<()> {
    let mut together = Vec::with_capacity(TOGETHER);
    for value in values {
        together.push(value);
        if together.len() == TOGETHER {
            write_value(&together, state)?;
            together.clear();
        }
    }
    write_value(&together, state)
}

fn read_all<T: for<'de> Deserialize<'de>>(
    count: u64,
    state: &mut dyn io::Read,
    mut each: impl FnMut(T),
) -> io::Result<()> {
    for _ in 0..=count / TOGETHER as u64 {
        let values: Vec<T> = read_value(state)?;
        values.into_iter().for_each(&mut each);
    }
    Ok(())
}
