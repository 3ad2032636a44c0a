//! What stories do without that have not changed for long.

use super::change::StoryId;
use super::online::OnlineClusterer;
use super::sums::{Few, Held, IDLE, IDLE_FEW};

impl OnlineClusterer {
    /// Lets go of the sums of small groups whose stories have not changed for long. O(features) once for
    /// each time that a story has gone idle.
    pub(super) fn slim_idle(&mut self) {
        let mut busy = Vec::new();
        while let Some((newest, id)) = self.busy.pop_first() {
            if newest.saturating_add(IDLE) > self.next_key {
                busy.push((newest, id));
                break;
            }
            match self.stories.get(id).map(|story| story.newest) {
                Some(newest) if newest.saturating_add(IDLE) > self.next_key => {
                    busy.push((newest, id));
                }
                Some(_) => self.slim(id),
                None => {}
            }
        }
        self.busy.extend(busy);
    }

    /// Lets go of the sums of a story's small groups.
    fn slim(&mut self, id: StoryId) {
        let Some(story) = self.stories.get(id) else { return };
        let mut items = 0;
        for id in &story.clusters {
            let Some(cluster) = self.clusters.get_mut(id) else { continue };
            items += cluster.items as usize;
            let Held::Sums(sums) = &cluster.sums else { continue };
            let originals =
                |key: &&u32| self.members.get(key).is_some_and(|member| member.copy_of.is_none());
            let keys: Vec<u32> = cluster.members.iter().filter(originals).copied().collect();
            if keys.len() <= IDLE_FEW && keys.len() == cluster.items as usize {
                cluster.sums = Held::Few(Box::new(Few::of(keys, &sums.all)));
            }
        }
        let slim = |id| self.clusters.get(id).is_some_and(|c| !matches!(c.sums, Held::Sums(_)));
        let all_slim = items <= IDLE_FEW && story.clusters.iter().all(slim);
        let Some(story) = self.stories.get_mut(id) else { return };
        if let (true, Held::Sums(sums)) = (all_slim, &story.sums) {
            story.sums = Held::Few(Box::new(Few::of(Vec::new(), &sums.all)));
        }
    }
}
