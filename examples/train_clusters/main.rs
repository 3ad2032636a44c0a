//! Learns the weights of `StoryModel`: what speaks for two sides being one story, and how much.
//!
//! ```text
//! cargo run --release --example train_clusters -- ../shared/data/clustering
//! cargo run --release --example train_clusters -- ../shared/data/clustering --check
//! ```
//!
//! Labeled streams are clustered as a user's would be; at several levels of merging, pairs of near
//! stories are taken with their labels, and two logistic models are fitted to their signals: one of
//! clusters before anything merges, one of stories at all levels. A stream counts the same however
//! many pairs it has, and in it a pair by the articles it would bring together: a wrong decision about
//! two large stories costs more than one about two articles. The second fit is repeated on what its own result merges, since a model must
//! know the mistakes that it makes (Ross, Gordon and Bagnell, *DAgger*, AISTATS 2011). Nothing is
//! random: the same inputs give the same weights.

mod constants;
mod logistic;
mod sets;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use clap::Parser;
use samestory::cluster::{
    Clusterer as _, OnlineClusterer, SignalKind, StoryGroup, StoryId, StoryModel,
};

use logistic::Sample;
use sets::Set;

/// Learns, or with `--check` scores again, the weights of the clustering.
#[derive(Parser)]
struct Arguments {
    /// The folder of labeled streams.
    data: PathBuf,
    /// A stream to learn nothing from, by the beginning of its name: its scores are then out of
    /// sample. May be given several times. Nothing is written.
    #[arg(long)]
    without: Vec<String>,
    /// Log-odds from which stories merge; those committed if not given.
    #[arg(long, allow_hyphen_values = true)]
    merge: Option<f32>,
    /// Log-odds from which a new article goes into a story; those committed if not given.
    #[arg(long, allow_hyphen_values = true)]
    eager: Option<f32>,
    /// Score the weights that are committed instead of learning; status 1 where the scores or the
    /// inputs differ from those in the header.
    #[arg(long)]
    check: bool,
    /// Print the scores of what was learned at several thresholds.
    #[arg(long)]
    sweep: bool,
    /// Print the scores with each kind of signal switched off in turn. Nothing is written.
    #[arg(long)]
    ablate: bool,
    /// Print the mean scores over streams that lack a fifth of the articles: one merge of two large
    /// stories moves a score by a point, and these means by less.
    #[arg(long)]
    steady: bool,
    /// Print which part of the pairs of clusters of one story in different languages is among the
    /// nearest that are compared: what is not can only meet through others. Nothing is written.
    #[arg(long)]
    candidates: bool,
    /// Print what constants beside the weights rest on: pairs of stories that the veto parts, and
    /// mergers by the hours between the stories. Nothing is written.
    #[arg(long)]
    constants: bool,
    /// Print the mean loss a pair with each stream left out in turn, and with all learned from: what the
    /// penalty is chosen by. Learns eight times. Nothing is written.
    #[arg(long)]
    transfer: bool,
    /// What a standardized weight of one costs.
    #[arg(long, default_value_t = logistic::PENALTY)]
    penalty: f64,
    /// Where the weights are.
    #[arg(long, default_value = "src/cluster/model.txt")]
    model: PathBuf,
}

/// Log-odds at which pairs are taken, from clusters alone to stories that have merged too far.
const LEVELS: [f32; 6] = [f32::INFINITY, 2.0, 1.0, 0.0, -1.0, -2.0];
/// Times that the model learns from what it merges.
const ROUNDS: usize = 2;
/// Near stories that each story is paired with.
const NEAR: usize = 24;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let (sets, inputs) = sets::read(&arguments.data)?;
    let committed = fs::read_to_string(&arguments.model)?;
    let mut model = StoryModel::parse(&committed);
    model.merge = arguments.merge.unwrap_or(model.merge);
    model.eager = arguments.eager.unwrap_or(model.eager);
    if arguments.ablate {
        return ablate(&sets, &model);
    }
    if arguments.constants {
        return constants::constants(&sets, &model);
    }
    if arguments.transfer {
        return constants::transfer(&sets, &model, arguments.penalty);
    }
    if arguments.candidates {
        return candidates(&sets, &model);
    }
    if !arguments.check {
        let is_learned =
            |set: &&Set| !arguments.without.iter().any(|w| set.name.starts_with(w.as_str()));
        let parts: Vec<Set> = sets.iter().filter(is_learned).flat_map(Set::parts).collect();
        learn(&parts.iter().collect::<Vec<_>>(), &mut model, arguments.penalty)?;
    }
    if arguments.sweep {
        for merge in [-0.9, -0.7, -0.5, -0.3] {
            for eager in [2.0, 3.0, 4.8, f32::INFINITY] {
                let moved = at(&model, merge, merge + eager);
                println!("merge {merge}, eager {}\n{}", merge + eager, scores(&sets, &moved)?);
            }
        }
        return Ok(());
    }
    if arguments.steady {
        return steady(&sets, &model);
    }
    let text = file(&sets, &model, &inputs)?;
    if arguments.check {
        let same = text == committed;
        println!("{}: {}", arguments.model.display(), if same { "same" } else { "DIFFERENT" });
        if !same {
            print!("{text}");
            std::process::exit(1);
        }
    } else if arguments.without.is_empty() {
        fs::write(&arguments.model, text)?;
    } else {
        print!("{text}");
    }
    Ok(())
}

/// Fits both models.
fn learn(sets: &[&Set], model: &mut StoryModel, penalty: f64) -> Result<(), Box<dyn Error>> {
    let thresholds = (model.merge, model.eager);
    let apart = at(model, f32::INFINITY, f32::INFINITY);
    let mut pairs = Vec::new();
    let found = each(sets, |set| Ok(samples(set, &set.cluster(&apart)?)))?;
    for (set, mut samples) in sets.iter().zip(found) {
        for sample in &mut samples {
            sample.signals.clusters = None;
        }
        pairs.push((set.weight, samples));
    }
    model.pair = logistic::fit(&pairs, penalty);
    let mut stories: Vec<(f64, Vec<Sample>)> =
        sets.iter().map(|set| (set.weight, Vec::new())).collect();
    for round in 0..=ROUNDS {
        let levels = if round == 0 { LEVELS.get(..1) } else { LEVELS.get(1..) };
        for level in levels.unwrap_or_default() {
            let leveled = at(model, *level, *level);
            let found = each(sets, |set| Ok(samples(set, &set.cluster(&leveled)?)))?;
            for ((_, stories), samples) in stories.iter_mut().zip(found) {
                stories.extend(samples);
            }
        }
        model.story = logistic::fit(&stories, penalty);
        eprintln!("round {round}: {} pairs", stories.iter().map(|(_, s)| s.len()).sum::<usize>());
    }
    (model.merge, model.eager) = thresholds;
    Ok(())
}

/// What `run` makes of each set, in order, half of them on a thread of its own.
fn each<T: Send>(
    sets: &[&Set],
    run: impl Fn(&Set) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let half = |from: usize| sets.iter().skip(from).step_by(2).map(|set| run(set));
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1).collect::<Vec<_>>());
        (half(0).collect::<Vec<_>>(), odd.join())
    });
    let mut odd = odd.map_err(|_| "a thread panicked")?.into_iter();
    even.into_iter().flat_map(|even| [Some(even), odd.next()]).flatten().collect()
}

/// The pairs of near stories, and whether most articles of both are one story.
fn samples(set: &Set, clusterer: &OnlineClusterer) -> Vec<Sample> {
    let labels = set.labels(clusterer);
    let related = |story: &StoryGroup| {
        let near = clusterer.related(story.id, NEAR).into_iter();
        (story.id, near.map(|(other, _)| other).collect())
    };
    let near: BTreeMap<StoryId, Vec<StoryId>> = clusterer.stories().map(related).collect();
    let mut samples = Vec::new();
    for (story, others) in &near {
        for other in others {
            // A pair that is near from both sides is taken once.
            if other < story && near.get(other).is_some_and(|near| near.contains(story)) {
                continue;
            }
            let evidence = clusterer.story_evidence(*story, *other);
            let both = labels.get(story).zip(labels.get(other));
            if let Some((evidence, (one, other))) = evidence.zip(both) {
                let (signals, same) = (evidence.signals, one == other);
                let (smaller, larger) = (f64::from(signals.articles), f64::from(signals.larger));
                let moved = 2.0 * smaller * larger / (smaller + larger);
                let importance = moved.powf(set.power);
                samples.push(Sample { signals, same, importance });
            }
        }
    }
    samples
}

/// The weights with a header that says where they come from and what they reach.
fn file(sets: &[Set], model: &StoryModel, inputs: &[String]) -> Result<String, Box<dyn Error>> {
    let mut text = "# Learned weights of the clustering. Do not edit: written by\n\
        #   cargo run --release --example train_clusters -- ../shared/data/clustering\n\
        # License: MIT OR Apache-2.0; some eighty numbers, no text of the inputs.\n\
        # Inputs and their sha256:\n"
        .to_owned();
    for input in inputs {
        writeln!(text, "#   {input}")?;
    }
    writeln!(text, "# Reached on them: BCubed P, R, F1; F1 of cross-language pairs")?;
    text.push_str(&scores(sets, model)?);
    writeln!(text, "join {}\njoinShort {}", model.join, model.join_short)?;
    writeln!(text, "merge {}\neager {}", model.merge, model.eager)?;
    for (part, weights) in [("pair", &model.pair), ("story", &model.story)] {
        for (name, weight) in weights.iter() {
            writeln!(text, "{part}.{name} {weight}")?;
        }
    }
    Ok(text)
}

/// A line for each stream.
fn scores(sets: &[Set], model: &StoryModel) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for set in sets {
        let result = set.evaluate(&set.cluster(model)?);
        let (bcubed, cross) = (result.bcubed, result.cross_language_pairs.f1);
        let (precision, recall, f1) = (bcubed.precision, bcubed.recall, bcubed.f1);
        writeln!(text, "#   {}: {precision:.3} {recall:.3} {f1:.3}; {cross:.3}", set.name)?;
    }
    Ok(text)
}

/// The mean scores of each stream without a fifth of its articles, over all fifths.
fn steady(sets: &[Set], model: &StoryModel) -> Result<(), Box<dyn Error>> {
    for set in sets {
        let (mut sums, mut parts) = ([0.0; 4], 0.0);
        for part in 0..sets::PARTS {
            let set = set.without_part(part);
            let result = set.evaluate(&set.cluster(model)?);
            let (bcubed, cross) = (result.bcubed, result.cross_language_pairs.f1);
            let scores = [bcubed.precision, bcubed.recall, bcubed.f1, cross];
            for (sum, score) in sums.iter_mut().zip(scores) {
                *sum += score;
            }
            parts += 1.0;
        }
        let [precision, recall, f1, cross] = sums.map(|sum| sum / parts);
        println!("#   {}: {precision:.3} {recall:.3} {f1:.3}; {cross:.3}", set.name);
    }
    Ok(())
}

/// How many pairs of clusters of one story in different languages are found, before anything merges.
fn candidates(sets: &[Set], model: &StoryModel) -> Result<(), Box<dyn Error>> {
    let apart = at(model, f32::INFINITY, f32::INFINITY);
    for set in sets {
        let clusterer = set.cluster(&apart)?;
        let cluster = |story: &StoryId| {
            let story = clusterer.story(*story)?;
            clusterer.cluster(*story.clusters.first()?)
        };
        let mut stories: BTreeMap<&str, Vec<StoryId>> = BTreeMap::new();
        for (story, label) in set.labels(&clusterer) {
            stories.entry(label).or_default().push(story);
        }
        let ([mut found, mut all], [mut found_articles, mut all_articles]) = ([0.0; 2], [0.0; 2]);
        let pairs = stories.values().flat_map(|of_one| of_one.iter().map(move |it| (it, of_one)));
        for (story, of_one) in pairs {
            let Some(own) = cluster(story) else { continue };
            let near = clusterer.related(*story, NEAR);
            for other in of_one {
                let Some(theirs) = cluster(other).filter(|c| c.language != own.language) else {
                    continue;
                };
                let articles = own.members.len() as f64 * theirs.members.len() as f64;
                let is_near = near.iter().any(|(near, _)| near == other);
                all += 1.0;
                all_articles += articles;
                if is_near {
                    found += 1.0;
                    found_articles += articles;
                }
            }
        }
        let [share, by_articles] = [found / all, found_articles / all_articles];
        println!("{}: {share:.3} of {all} pairs, {by_articles:.3} by articles", set.name);
    }
    Ok(())
}

/// The model with other thresholds.
fn at(model: &StoryModel, merge: f32, eager: f32) -> StoryModel {
    let mut moved = model.clone();
    (moved.merge, moved.eager) = (merge, eager);
    moved
}

/// What each kind of signal brings.
fn ablate(sets: &[Set], model: &StoryModel) -> Result<(), Box<dyn Error>> {
    println!("all\n{}", scores(sets, model)?);
    for kind in SignalKind::ALL {
        let mut without = model.clone();
        without.pair = model.pair.without(kind);
        without.story = model.story.without(kind);
        println!("without {kind:?}\n{}", scores(sets, &without)?);
    }
    let never = at(model, f32::INFINITY, f32::INFINITY);
    println!("clusters only\n{}", scores(sets, &never)?);
    let late = at(model, model.merge, f32::INFINITY);
    println!("merging only\n{}", scores(sets, &late)?);
    Ok(())
}
