//! What constants rest on that no weight is learned for.

use std::collections::HashMap;
use std::error::Error;

use samestory::article::Timestamp;
use samestory::cluster::{Change, Clusterer as _, OnlineClusterer, Signals, StoryId, StoryModel};

use super::logistic::Sample;
use super::sets::Set;
use super::{LEVELS, at, each, learn, samples};

/// Mean similarities within a language that are tried as the least, see `LEAST_LOCAL` in the model.
const LEASTS: [f32; 4] = [0.005, 0.011, 0.02, 0.04];
/// Hours apart by which mergers are counted, see `LONG_AGO`.
const HOURS: [f64; 4] = [24.0, 72.0, 120.0, 240.0];

/// How well weights do on a kind of stream that they were not learned from: the mean loss a pair of
/// near stories, in natural logarithms, with each stream left out in turn and with all learned from.
pub(crate) fn transfer(
    sets: &[Set],
    model: &StoryModel,
    penalty: f64,
) -> Result<(), Box<dyn Error>> {
    let learned: Vec<&Set> = sets.iter().filter(|set| set.weight > 0.0).collect();
    let fit = |left_out: Option<&str>| -> Result<StoryModel, Box<dyn Error>> {
        let kept = learned.iter().filter(|set| Some(set.name) != left_out);
        let parts: Vec<Set> = kept.flat_map(|set| set.parts()).collect();
        let mut fitted = model.clone();
        learn(&parts.iter().collect::<Vec<_>>(), &mut fitted, penalty)?;
        Ok(fitted)
    };
    let all = fit(None)?;
    println!("stream: loss a pair where it is left out; where all are learned from");
    let mut sums = [0.0; 2];
    for set in &learned {
        let losses = [&fit(Some(set.name))?, &all].map(|fitted| loss(set, fitted));
        let [without, with] = losses;
        let (without, with) = (without?, with?);
        println!("{}: {without:.3}; {with:.3}", set.name);
        sums[0] += without;
        sums[1] += with;
    }
    let [without, with] = sums.map(|sum| sum / learned.len() as f64);
    println!("mean: {without:.3}; {with:.3}");
    Ok(())
}

/// The mean loss of the weights between stories, pairs taken at all levels of merging.
fn loss(set: &Set, model: &StoryModel) -> Result<f64, String> {
    let (mut sum, mut all) = (0.0, 0.0);
    for sample in at_all_levels(set, model)? {
        let log_odds = f64::from(log_odds(model, &sample.signals));
        let miss = if sample.same { -log_odds } else { log_odds };
        sum += sample.importance * miss.exp().ln_1p();
        all += sample.importance;
    }
    Ok(if all > 0.0 { sum / all } else { 0.0 })
}

fn at_all_levels(set: &Set, model: &StoryModel) -> Result<Vec<Sample>, String> {
    let mut found = Vec::new();
    for level in LEVELS {
        found.extend(samples(set, &set.cluster(&at(model, level, level))?));
    }
    Ok(found)
}

/// The log-odds that two stories are one by the weights alone, without the veto.
fn log_odds(model: &StoryModel, signals: &Signals) -> f32 {
    let weighed = signals.inputs().into_iter().zip(model.story.iter());
    weighed.map(|(input, (_, weight))| input * weight).sum()
}

/// Pairs of stories that have next to nothing in common in a language of both, and mergers by the
/// hours between the two stories.
pub(crate) fn constants(sets: &[Set], model: &StoryModel) -> Result<(), Box<dyn Error>> {
    let sets: Vec<&Set> = sets.iter().filter(|set| set.weight > 0.0).collect();
    let pairs: Vec<Sample> =
        each(&sets, |set| at_all_levels(set, model))?.into_iter().flatten().collect();
    println!("pairs of stories that share a language, at all levels of merging");
    for least in LEASTS {
        let below = |sample: &&Sample| sample.signals.local.is_some_and(|local| local < least);
        let vetoed: Vec<&Sample> = pairs.iter().filter(below).collect();
        let same = vetoed.iter().filter(|sample| sample.same).count();
        let taken = |sample: &&&Sample| log_odds(model, &sample.signals) >= model.merge;
        let merged: Vec<&&Sample> = vetoed.iter().filter(taken).collect();
        let rightly = merged.iter().filter(|sample| sample.same).count();
        println!(
            "less similar than {least}: {} pairs, {same} of them one story; {} taken for one by the \
             weights alone, {rightly} rightly",
            vetoed.len(),
            merged.len()
        );
    }
    println!("mergers by the hours between the two stories");
    for set in sets.iter().filter(|set| set.items.iter().any(|item| item.dated)) {
        let apart = mergers(set, model)?;
        let beyond = HOURS.map(|hours| apart.iter().filter(|apart| **apart > hours).count());
        let beyond: Vec<String> =
            HOURS.iter().zip(beyond).map(|(hours, count)| format!("{count} > {hours} h")).collect();
        println!("{}: {} mergers, {}", set.name, apart.len(), beyond.join(", "));
    }
    Ok(())
}

/// Hours between the two stories of each merger.
fn mergers(set: &Set, model: &StoryModel) -> Result<Vec<f64>, String> {
    let mut clusterer =
        OnlineClusterer::new(Set::options(model)).map_err(|error| error.to_string())?;
    let mut changes = Vec::new();
    for item in &set.items {
        clusterer.insert(item.clone(), &mut changes);
    }
    clusterer.merge_stories(&mut changes);
    let times: HashMap<u32, Timestamp> =
        set.items.iter().map(|item| (item.key, item.time)).collect();
    let mut spans: HashMap<StoryId, (Timestamp, Timestamp)> = HashMap::new();
    let mut apart = Vec::new();
    for change in changes {
        match change {
            Change::Joined { story, item, .. } => {
                let Some(time) = times.get(&item) else { continue };
                let (first, last) = spans.entry(story).or_insert((*time, *time));
                (*first, *last) = ((*first).min(*time), (*last).max(*time));
            }
            Change::Merged { into, from, .. } => {
                let (Some(newer), Some(older)) = (spans.remove(&from), spans.get_mut(&into)) else {
                    continue;
                };
                let hours = newer.0.hours_since(older.1).max(older.0.hours_since(newer.1));
                apart.push(hours.max(0.0));
                *older = (older.0.min(newer.0), older.1.max(newer.1));
            }
            _ => {}
        }
    }
    Ok(apart)
}
