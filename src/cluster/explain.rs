//! Finds what holds a story together.

use std::collections::BTreeMap;

use super::change::StoryId;
use super::clusterer::Clusterer;
use super::evidence::Evidence;
use super::explanation::{MemberEvidence, SpanningLink, StoryExplanation, Suspect, SuspectReason};

/// Articles, copies left out, up to which all pairs are compared: 2,016 of them.
const ALL_PAIRS: usize = 64;
/// The most central articles that each article of a larger story is compared with.
const CORE: usize = 32;
/// Articles whose evidence for the story is weighed, the least central first: each costs a copy of
/// the story's sums.
const MAX_JUDGED: usize = 1024;
/// Articles from which on one can lie far below the others.
const MIN_COMPARED: usize = 5;
/// Deviations below the median from which evidence is far below: the identifier of Hampel, with
/// the median absolute deviation scaled to a standard deviation.
const FAR: f32 = 3.0 * 1.4826;
/// Log-odds that count as a deviation at least, so that even stories have no suspects.
const MIN_DEVIATION: f32 = 0.1;

/// Explains a story of any clustering.
pub(super) fn story<C: Clusterer + ?Sized>(
    clusterer: &C,
    id: StoryId,
) -> Option<StoryExplanation<u32>> {
    let group = clusterer.story(id)?;
    let clusters = group.clusters.iter().filter_map(|id| clusterer.cluster(*id));
    let mut keys: Vec<u32> = clusters.flat_map(|cluster| cluster.members.iter().copied()).collect();
    keys.sort_unstable();
    let article_count = keys.len();

    let mut copies: BTreeMap<u32, usize> = BTreeMap::new();
    keys.retain(|key| match clusterer.copy_of(*key) {
        Some(original) => {
            *copies.entry(original).or_default() += 1;
            false
        }
        None => true,
    });
    let central: Vec<(u32, f32)> =
        keys.iter().map(|key| (*key, clusterer.centrality(*key).unwrap_or_default())).collect();
    let sum: f32 = central
        .iter()
        .map(|(key, centrality)| centrality * (1 + copies.get(key).unwrap_or(&0)) as f32)
        .sum();

    let spanning = keys.len() <= ALL_PAIRS;
    let mut links =
        if spanning { tree(clusterer, &keys) } else { strongest_links(clusterer, &central) };
    links.sort_by(|one, two| {
        two.amount.total_cmp(&one.amount).then((one.one, one.other).cmp(&(two.one, two.other)))
    });
    let members = members(clusterer, group.id, central);
    Some(StoryExplanation {
        closed: group.closed,
        article_count,
        copy_count: article_count - keys.len(),
        cohesion: sum / article_count.max(1) as f32,
        spanning,
        weakest: links.last().cloned(),
        links,
        suspects: suspects(&members),
        members,
    })
}

fn link(evidence: &Evidence, one: u32, other: u32) -> SpanningLink<u32> {
    let strongest = evidence
        .contributions
        .iter()
        .reduce(|best, next| if next.amount > best.amount { next } else { best });
    SpanningLink {
        one: one.min(other),
        other: one.max(other),
        amount: evidence.amount,
        probability: evidence.probability,
        cross: evidence.cross,
        local: evidence.local,
        strongest: strongest.map(|contribution| contribution.kind),
    }
}

/// The maximum spanning tree over the evidence of all pairs (Prim 1957). O(n²) comparisons.
fn tree<C: Clusterer + ?Sized>(clusterer: &C, keys: &[u32]) -> Vec<SpanningLink<u32>> {
    let mut links = Vec::new();
    let Some((first, rest)) = keys.split_first() else { return links };
    // The articles outside the tree, each with its best link into it.
    let mut outside: Vec<(u32, Option<SpanningLink<u32>>)> =
        rest.iter().map(|key| (*key, None)).collect();
    let mut newest = *first;
    while !outside.is_empty() {
        for (key, best) in &mut outside {
            let Some(evidence) = clusterer.evidence(newest, *key) else { continue };
            if best.as_ref().is_none_or(|best| evidence.amount > best.amount) {
                *best = Some(link(&evidence, newest, *key));
            }
        }
        let amount = |best: &Option<SpanningLink<u32>>| {
            best.as_ref().map_or(f32::NEG_INFINITY, |best| best.amount)
        };
        let nearest = outside.iter().enumerate().max_by(|(_, one), (_, two)| {
            amount(&one.1).total_cmp(&amount(&two.1)).then(two.0.cmp(&one.0))
        });
        let Some(place) = nearest.map(|(place, _)| place) else { break };
        let (key, best) = outside.remove(place);
        links.extend(best);
        newest = key;
    }
    links
}

/// Each article's strongest link to the most central ones and to the one that brought it in.
fn strongest_links<C: Clusterer + ?Sized>(
    clusterer: &C,
    central: &[(u32, f32)],
) -> Vec<SpanningLink<u32>> {
    let mut core = central.to_vec();
    core.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
    core.truncate(CORE);
    let strongest = |key: u32| {
        let brought = clusterer.link(key).map(|link| link.to);
        let others = core.iter().map(|(other, _)| *other).chain(brought);
        others
            .filter(|other| *other != key)
            .filter_map(|other| Some(link(&clusterer.evidence(key, other)?, key, other)))
            .reduce(|best, next| if next.amount > best.amount { next } else { best })
    };
    let mut links: Vec<SpanningLink<u32>> =
        central.iter().filter_map(|(key, _)| strongest(*key)).collect();
    links.sort_by_key(|link| (link.one, link.other));
    links.dedup_by_key(|link| (link.one, link.other));
    links
}

/// The articles' evidence for their story, in order of arrival.
fn members<C: Clusterer + ?Sized>(
    clusterer: &C,
    story: StoryId,
    mut central: Vec<(u32, f32)>,
) -> Vec<MemberEvidence<u32>> {
    central.sort_by(|one, two| one.1.total_cmp(&two.1).then(one.0.cmp(&two.0)));
    central.truncate(MAX_JUDGED);
    central.sort_unstable_by_key(|(key, _)| *key);
    let member = |(article, centrality)| MemberEvidence {
        article,
        centrality,
        evidence: clusterer.item_evidence(article, story),
    };
    central.into_iter().map(member).collect()
}

fn suspects(members: &[MemberEvidence<u32>]) -> Vec<Suspect<u32>> {
    let judged: Vec<(&MemberEvidence<u32>, f32)> = members
        .iter()
        .filter_map(|member| Some((member, member.evidence.as_ref()?.amount)))
        .collect();
    let amounts: Vec<f32> = judged.iter().map(|(_, amount)| *amount).collect();
    let middle = median(amounts.clone());
    let deviations = amounts.iter().map(|amount| (amount - middle).abs()).collect();
    let low = if judged.len() < MIN_COMPARED {
        f32::NEG_INFINITY
    } else {
        middle - FAR * median(deviations).max(MIN_DEVIATION)
    };
    let mut suspects: Vec<Suspect<u32>> = judged
        .into_iter()
        .filter_map(|(member, amount)| {
            let reason = match amount {
                _ if amount < 0.0 => SuspectReason::BelowZero,
                _ if amount < low => SuspectReason::FarBelow,
                _ => return None,
            };
            let centrality = member.centrality;
            Some(Suspect { article: member.article, amount, centrality, reason })
        })
        .collect();
    suspects
        .sort_by(|one, two| one.amount.total_cmp(&two.amount).then(one.article.cmp(&two.article)));
    suspects
}

/// The middle number, the lower of two; 0 for none.
fn median(mut numbers: Vec<f32>) -> f32 {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::evidence::StoryEvidence;
    use crate::cluster::sums::Side;
    use crate::cluster::{Change, ClusterItem, ClusterOptions, OnlineClusterer};
    use crate::features::{ArticleVectors, Facet, FeatureId, SparseVector, SparseVectorBuilder};

    fn vector(facet: Facet, words: &str) -> SparseVector {
        let mut builder = SparseVectorBuilder::default();
        for word in words.split(' ') {
            builder.add(FeatureId::new(facet, word.as_bytes()), 1.0);
        }
        builder.finish(100)
    }

    fn item(key: u32, words: &str) -> ClusterItem {
        let vectors = ArticleVectors {
            local: vector(Facet::Stem, words),
            cross: vector(Facet::Gram3, words),
            ..ArticleVectors::default()
        };
        ClusterItem { key, vectors, ..ClusterItem::default() }
    }

    /// A clustering of these headlines, one an hour.
    fn clustered(headlines: &[&str]) -> OnlineClusterer {
        let mut clusterer = OnlineClusterer::new(ClusterOptions::default()).expect("options");
        for (key, words) in (0..).zip(headlines) {
            clusterer.insert(item(key, words), &mut Vec::new());
        }
        clusterer
    }

    #[test]
    fn the_tree_is_the_heaviest_of_all() {
        let clusterer =
            clustered(&["a b c d", "a b c e", "a b f d", "a g c e", "h b c e", "a b c d e"]);
        let keys: Vec<u32> = (0..6).collect();
        let links = tree(&clusterer, &keys);
        assert_eq!(links.len(), 5);
        let sum: f32 = links.iter().map(|link| link.amount).sum();
        // The slow twin: pairs from the strongest down, where they join two parts (Kruskal).
        let mut pairs: Vec<(f32, u32, u32)> = Vec::new();
        for one in 0..6 {
            for other in 0..one {
                let evidence = clusterer.evidence(one, other).expect("both are there");
                pairs.push((evidence.amount, one, other));
            }
        }
        pairs.sort_by(|one, two| two.0.total_cmp(&one.0));
        let mut part: Vec<u32> = (0..6).collect();
        let mut wanted = 0.0;
        for (amount, one, other) in pairs {
            let (from, to) = (part[one as usize], part[other as usize]);
            if from != to {
                part.iter_mut().filter(|part| **part == from).for_each(|part| *part = to);
                wanted += amount;
            }
        }
        assert!((sum - wanted).abs() < 1e-4, "{sum} {wanted}");
    }

    #[test]
    fn a_path_leads_from_article_to_article() {
        let clusterer = clustered(&["a b c d", "a b c d e", "a b c d e f", "a b c d g"]);
        let story = clusterer.story_of(0).expect("a story");
        let explained = clusterer.explain_story(story).expect("an explanation");
        assert_eq!((explained.article_count, explained.links.len()), (4, 3));
        for (from, to) in [(0, 3), (3, 2), (1, 3), (2, 2)] {
            let mut here = from;
            for link in explained.path(&from, &to) {
                here = *link.from(&here).expect("the links hang together");
            }
            assert_eq!(here, to);
        }
        assert_eq!(explained.path(&0, &99), []);
    }

    #[test]
    fn a_story_is_explained() {
        let clusterer = clustered(&["a b c d", "a b c d e", "a b c d f", "x y z", "a b c d"]);
        let story = clusterer.story_of(0).expect("a story");
        let explained = clusterer.explain_story(story).expect("an explanation");
        assert_eq!(explained.article_count, 4);
        assert!(explained.spanning && explained.links.len() == 3);
        assert_eq!(explained.weakest.as_ref(), explained.links.last());
        assert!(explained.members.iter().all(|member| member.evidence.is_some()));
        let alone = clusterer.story_of(3).and_then(|story| clusterer.explain_story(story));
        let alone = alone.expect("an explanation");
        assert_eq!((alone.links.len(), alone.weakest), (0, None));
        assert_eq!(alone.members[0].evidence, None, "nothing else is there to say it");
        assert_eq!(clusterer.explain_story(StoryId(99)), None);
    }

    #[test]
    fn a_member_is_judged_without_itself() {
        let headlines = ["a b c d", "a b c d e", "a b c d f"];
        let clusterer = clustered(&headlines);
        let story = clusterer.story_of(0).expect("a story");
        let with = clusterer.item_evidence(2, story).expect("evidence");
        // The twin: a story that never had the member.
        let twin = clustered(&headlines[..2]);
        let rest = twin.story(story).expect("the same story");
        let view = clusterer.members.get(2).expect("a member").view();
        let side = Side::of_item(&view);
        let signals = twin.item_signals(&side, rest).expect("signals");
        assert!((signals.cross - with.signals.cross).abs() < 1e-4);
        assert!((signals.local.unwrap_or(0.0) - with.signals.local.unwrap_or(9.0)).abs() < 1e-4);
        assert_eq!(signals.features, with.signals.features);
    }

    #[test]
    fn what_lies_far_below_is_suspect() {
        let evidence = |amount: f32| StoryEvidence {
            signals: clustered(&["a", "a"]).evidence(0, 1).expect("both").signals,
            contributions: Vec::new(),
            amount,
            probability: 0.5,
        };
        let members: Vec<MemberEvidence<u32>> = [2.0, 2.1, 1.9, 2.2, 0.4, -0.3, 1.5]
            .into_iter()
            .zip(0..)
            .map(|(amount, article)| MemberEvidence {
                article,
                centrality: 0.5,
                evidence: Some(evidence(amount)),
            })
            .collect();
        let found: Vec<(u32, SuspectReason)> =
            suspects(&members).iter().map(|suspect| (suspect.article, suspect.reason)).collect();
        assert_eq!(found, [(5, SuspectReason::BelowZero), (4, SuspectReason::FarBelow)]);
        assert_eq!(suspects(&members[..5]).len(), 1);
        assert_eq!(suspects(&members[..1]).len(), 0);
    }

    #[test]
    fn a_large_story_has_a_link_for_each_article() {
        let headlines: Vec<String> = (0..100).map(|n| format!("a b c d e{n}")).collect();
        let headlines: Vec<&str> = headlines.iter().map(String::as_str).collect();
        let clusterer = clustered(&headlines);
        let story = clusterer.story_of(0).expect("a story");
        let explained = clusterer.explain_story(story).expect("an explanation");
        assert!(!explained.spanning);
        for key in 0..100 {
            assert!(explained.links.iter().any(|link| link.one == key || link.other == key));
        }
    }

    #[test]
    fn a_story_that_is_forgotten_leaves_nothing() {
        let mut clusterer = clustered(&["a b c d", "a b c d e", "x y z", "a b c d"]);
        let story = clusterer.story_of(0).expect("a story");
        let mut forgotten = Vec::new();
        assert!(clusterer.forget(story, &mut forgotten));
        forgotten.sort_unstable();
        assert_eq!(forgotten, [0, 1, 3]);
        assert!(!clusterer.forget(story, &mut forgotten));
        assert_eq!((clusterer.members.len(), clusterer.clusters.len()), (1, 1));
        assert_eq!((clusterer.stories.len(), clusterer.cross.len()), (1, 1));
        let mut changes = Vec::new();
        clusterer.insert(item(4, "a b c d"), &mut changes);
        assert_eq!(changes.first(), Some(&Change::Created { story: StoryId(4) }));
    }
}
