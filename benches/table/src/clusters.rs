//! Articles into stories, end to end.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use hnsw_rs::prelude::{DistCosine, Hnsw};
use samestory::article::Article;
use samestory::eval::{Evaluation, evaluate};
use samestory::pipeline::Pipeline;
use samestory::store::StoreOptions;
use unicode_segmentation::UnicodeSegmentation;

use super::{Row, read, timed};

/// Numbers of a hashed vector for HNSW.
const DIMENSION: usize = 512;
/// What rivals' thresholds are tried at.
const GRID: [f32; 7] = [0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6];

/// Each article's story as a rival has it, for a threshold.
type Rival = fn(&[Article], f32) -> Vec<usize>;

struct Corpus {
    name: &'static str,
    articles: Vec<Article>,
    gold: Vec<(String, String)>,
    /// Whether its stories are told in several languages.
    has_languages: bool,
}

pub(crate) fn measure(data: &Path, mut print: impl FnMut(Row)) {
    for corpus in [headlines(data), english(data)].into_iter().flatten() {
        ours(&corpus, &mut print);
        let rivals: [(&str, Rival); 2] =
            [("TF–IDF of words, single pass", single_pass), ("hnsw_rs alone", nearest)];
        for (who, rival) in rivals {
            let tried = GRID.map(|threshold| {
                let (stories, seconds) = timed(|| rival(&corpus.articles, threshold));
                (corpus.evaluate(&stories), seconds)
            });
            let best = tried.iter().max_by(|one, two| one.0.bcubed.f1.total_cmp(&two.0.bcubed.f1));
            if let Some((result, seconds)) = best {
                print(corpus.row(who, result, *seconds));
            }
        }
        let tried = ["0.8", "0.85", "0.9"].map(|threshold| scikit(&corpus.articles, threshold));
        let tried = tried.into_iter().flatten();
        let tried = tried.map(|(stories, seconds)| (corpus.evaluate(&stories), seconds));
        let best = tried.max_by(|one, two| one.0.bcubed.f1.total_cmp(&two.0.bcubed.f1));
        if let Some((result, seconds)) = best {
            print(corpus.row("scikit-learn, average linkage of all pairs", &result, seconds));
        }
    }
}

/// Headlines in nine languages.
fn headlines(data: &Path) -> Option<Corpus> {
    let articles = lines(&read(&data.join("clustering/og2021/articles.jsonl"))?);
    let gold = read(&data.join("clustering/og2021/gold.jsonl"))?;
    let gold = gold.lines().filter_map(|line| gold_of(&serde_json::from_str(line).ok()?)).collect();
    Some(Corpus { name: "stories, headlines", articles, gold, has_languages: true })
}

/// Full articles in English, whose stories stand in the file.
fn english(data: &Path) -> Option<Corpus> {
    let text = read(&data.join("clustering/fulltext_en.jsonl"))?;
    let gold = text.lines().filter_map(|line| gold_of(&serde_json::from_str(line).ok()?)).collect();
    let articles = lines(&text);
    Some(Corpus { name: "stories, full text", articles, gold, has_languages: false })
}

fn lines(text: &str) -> Vec<Article> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn gold_of(value: &serde_json::Value) -> Option<(String, String)> {
    Some((value["id"].as_str()?.to_owned(), value["story"].as_str()?.to_owned()))
}

impl Corpus {
    fn evaluate(&self, stories: &[usize]) -> Evaluation {
        let languages: HashMap<&str, &str> = self
            .articles
            .iter()
            .filter_map(|article| Some((article.id.as_str(), article.in_language.as_deref()?)))
            .collect();
        let gold = self
            .gold
            .iter()
            .map(|(id, story)| (id.clone(), story.clone(), languages.get(id.as_str()).copied()));
        let predicted = self.articles.iter().zip(stories);
        evaluate(gold, predicted.map(|(article, story)| (article.id.as_str().to_owned(), *story)))
    }

    fn row(&self, who: &str, result: &Evaluation, seconds: f64) -> Row {
        let scores = &result.bcubed;
        let cross = result.cross_language_pairs.f1;
        let cross = format!(", cross-language pairs {cross:.3}");
        let cross = if self.has_languages { cross } else { String::new() };
        Row {
            stage: self.name,
            who: who.to_owned(),
            quality: format!(
                "BCubed {:.3} / {:.3} / {:.3}{cross}",
                scores.precision, scores.recall, scores.f1
            ),
            speed: format!("{:.0} articles/s", self.articles.len() as f64 / seconds),
        }
    }
}

fn ours(corpus: &Corpus, print: &mut impl FnMut(Row)) {
    let stories_of = |pipeline: &Pipeline| -> Vec<usize> {
        let story = |article: &Article| {
            let story = pipeline.story_of(article.id.as_str())?;
            story.trim_start_matches('s').parse().ok()
        };
        corpus.articles.iter().map(|article| story(article).unwrap_or_default()).collect()
    };
    let mut pipeline = Pipeline::builder().build().expect("the defaults");
    let (_, seconds) = timed(|| {
        pipeline.push_batch(corpus.articles.iter().cloned());
        pipeline.settle();
    });
    print(corpus.row("samestory", &corpus.evaluate(&stories_of(&pipeline)), seconds));
    let folder = std::env::temp_dir().join(format!("samestory-table-{}", std::process::id()));
    let opened = Pipeline::builder().open(&folder, StoreOptions::default());
    let mut pipeline = opened.expect("a store");
    let (_, seconds) = timed(|| {
        pipeline.push_batch(corpus.articles.iter().cloned());
        pipeline.settle().expect("room");
    });
    print(corpus.row("samestory, on disk", &corpus.evaluate(&stories_of(&pipeline)), seconds));
    drop(pipeline);
    let _ = fs::remove_dir_all(folder);
}

fn words(article: &Article) -> Vec<String> {
    let text = format!("{} {}", article.headline, article.article_body).to_lowercase();
    text.unicode_words().take(400).map(str::to_owned).collect()
}

/// Each article's words with weights, of length one, by the frequencies so far.
fn weighed(articles: &[Article]) -> Vec<HashMap<String, f32>> {
    let mut frequencies: HashMap<String, f32> = HashMap::new();
    let weigh = |(number, article): (usize, &Article)| {
        let mut vector: HashMap<String, f32> = HashMap::new();
        for word in words(article) {
            *vector.entry(word).or_default() += 1.0;
        }
        for (word, weight) in &mut vector {
            let frequency = frequencies.entry(word.clone()).or_default();
            *frequency += 1.0;
            *weight = (1.0 + weight.ln()) * ((number as f32 + 2.0) / *frequency).ln();
        }
        let norm = vector.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        vector.values_mut().for_each(|weight| *weight /= norm.max(f32::MIN_POSITIVE));
        vector
    };
    articles.iter().enumerate().map(weigh).collect()
}

/// Each article joins the story with the nearest centroid, or begins one.
fn single_pass(articles: &[Article], threshold: f32) -> Vec<usize> {
    let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    let mut sizes: Vec<f32> = Vec::new();
    let mut stories = Vec::with_capacity(articles.len());
    for vector in weighed(articles) {
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for (word, weight) in &vector {
            for (story, other) in postings.get(word).into_iter().flatten() {
                *scores.entry(*story).or_default() += weight * other;
            }
        }
        let best = scores
            .into_iter()
            .map(|(story, score)| (score / sizes[story], story))
            .max_by(|one, two| one.0.total_cmp(&two.0));
        let story = match best.filter(|(score, _)| *score >= threshold) {
            Some((_, story)) => story,
            None => {
                sizes.push(0.0);
                sizes.len() - 1
            }
        };
        sizes[story] += 1.0;
        for (word, weight) in vector {
            let list = postings.entry(word).or_default();
            match list.iter_mut().find(|(other, _)| *other == story) {
                Some((_, sum)) => *sum += weight,
                None => list.push((story, weight)),
            }
        }
        stories.push(story);
    }
    stories
}

/// Each article joins the story of its nearest neighbor among hashed vectors, or begins one.
fn nearest(articles: &[Article], threshold: f32) -> Vec<usize> {
    let graph: Hnsw<'_, f32, DistCosine> = Hnsw::new(16, articles.len(), 16, 200, DistCosine {});
    let mut stories: Vec<usize> = Vec::with_capacity(articles.len());
    for (number, vector) in weighed(articles).into_iter().enumerate() {
        let mut dense = vec![0.0_f32; DIMENSION];
        for (word, weight) in vector {
            // FNV-1a.
            let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
            let sign = if hash >> 63 == 0 { 1.0 } else { -1.0 };
            dense[(hash >> 20) as usize % DIMENSION] += sign * weight;
        }
        if dense.iter().all(|value| *value == 0.0) {
            stories.push(number);
            continue;
        }
        let hits = if number == 0 { Vec::new() } else { graph.search(&dense, 1, 64) };
        let near = hits.first().filter(|hit| 1.0 - hit.distance >= threshold);
        stories.push(near.map_or(number, |hit| stories[hit.d_id]));
        graph.insert((&dense, number));
    }
    stories
}

/// What the script makes of the articles, and the seconds it took; `None` where it does not run.
fn scikit(articles: &[Article], threshold: &str) -> Option<(Vec<usize>, f64)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/single_pass.py");
    let (output, seconds) = timed(|| {
        let mut child = Command::new("python3")
            .args([script, threshold])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut input = child.stdin.take()?;
        for article in articles {
            serde_json::to_writer(&mut input, article).ok()?;
            input.write_all(b"\n").ok()?;
        }
        drop(input);
        child.wait_with_output().ok().filter(|output| output.status.success())
    });
    let Some(output) = output else {
        eprintln!("skipped: python3 with scikit-learn is not there");
        return None;
    };
    let text = String::from_utf8(output.stdout).ok()?;
    let stories: HashMap<&str, usize> = text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(id, story)| Some((id, story.parse().ok()?)))
        .collect();
    let story = |article: &Article| stories.get(article.id.as_str()).copied().unwrap_or(usize::MAX);
    Some((articles.iter().map(story).collect(), seconds))
}
