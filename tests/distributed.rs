//! Several workers and several processes decide as one does, and stop and start again without loss.

mod example_support;

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use samestory::article::Article;
use samestory::dataflow::{self, Deployment};
use samestory::error::Error;
use samestory::pipeline::{Event, Pipeline, PipelineBuilder, PipelineOptions};
use samestory::store::StoreOptions;

use example_support::example;

const SAMPLE: &str = include_str!("../examples/sample/articles.jsonl");
/// How long a process may take to notice that another is gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// The sample `times` times, each time in words of its own.
fn articles(times: usize) -> Vec<Article> {
    let sample: Vec<Article> =
        SAMPLE.lines().map(|line| serde_json::from_str(line).expect("an article")).collect();
    let again = |time: usize| {
        sample.iter().map(move |article| {
            let mut article = article.clone();
            if time > 0 {
                article.id = format!("{}-{time}", article.id.as_str()).into();
                article.headline.push_str(&format!(" {time}"));
                article.article_body.push_str(&format!(" {}", time * 7919));
            }
            article
        })
    };
    (0..times).flat_map(again).collect()
}

/// Frequent merging, and stories that close and are let go of.
fn options() -> PipelineOptions {
    let mut options = PipelineOptions::default();
    options.cluster.merge_every = 90;
    options.cluster.window_hours = 24.0;
    options.idle_articles = 50;
    options.retention_hours = Some(2.0);
    options
}

fn builder() -> PipelineBuilder {
    Pipeline::builder().options(options())
}

/// The events of all calls, and where each article is in the end.
type Outcome = (Vec<Result<Vec<Event>, Error>>, Vec<(Option<String>, Option<String>)>);

/// What the calls do to a pipeline of either kind.
macro_rules! calls {
    ($pipeline:expr, $settle:expr) => {{
        let mut pipeline = $pipeline;
        let articles = articles(2);
        let (first, second) = articles.split_at(500);
        let mut results = pipeline.push_batch(first.to_vec());
        // One that is taken, and one without text.
        results.extend(pipeline.push_batch([first[499].clone(), Article::new("empty", "")]));
        results.extend(pipeline.push_batch(second.to_vec()));
        let settle = $settle;
        results.push(settle(&mut pipeline));
        let place = |article: &Article| {
            let id = article.id.as_str();
            (pipeline.story_of(id), pipeline.cluster_of(id))
        };
        let places = articles.iter().map(place).collect();
        (results, places)
    }};
}

fn alone() -> Outcome {
    calls!(builder().build().expect("options"), |pipeline: &mut Pipeline| Ok(pipeline.settle()))
}

#[test]
fn workers_decide_as_one_process_does() {
    let wanted = alone();
    assert!(wanted.0.iter().filter(|result| result.is_err()).count() >= 2);
    for threads in [1, 2, 3] {
        let found = dataflow::run(
            &Deployment::threads(threads),
            || Ok(builder()),
            |builder| {
                Ok(calls!(builder.build()?, |pipeline: &mut dataflow::DistributedPipeline| {
                    pipeline.settle()
                }))
            },
        );
        let found = found.expect("it runs").expect("process 0");
        for (place, (one, other)) in wanted.0.iter().zip(&found.0).enumerate() {
            assert_eq!(one, other, "call {place} on {threads} workers");
        }
        assert!(wanted == found, "{threads} workers");
    }
}

#[test]
fn a_store_goes_on_with_another_number_of_workers() {
    let folder = Folder::new("workers");
    let articles = articles(1);
    let mut pipeline = builder().build().expect("options");
    pipeline.push_batch(articles.clone());
    let place = |pipeline: &Pipeline, article: &Article| pipeline.story_of(article.id.as_str());
    let wanted: Vec<_> = articles.iter().map(|article| place(&pipeline, article)).collect();
    let mut pushed = 0;
    for (threads, until) in [(2, 100), (3, 290), (1, articles.len())] {
        let found = dataflow::run(
            &Deployment::threads(threads),
            || Ok(builder()),
            |builder| {
                let mut pipeline = builder.open(folder.path(), StoreOptions::default())?;
                for result in pipeline.push_batch(articles[pushed..until].to_vec()) {
                    result?;
                }
                let places = articles.iter().map(|article| place(&pipeline, article)).collect();
                // The second time only the journal is there to go on with.
                if threads == 2 {
                    pipeline.close()?;
                }
                Ok(places)
            },
        );
        let found: Vec<Option<String>> = found.expect("it runs").expect("process 0");
        pushed = until;
        if until == articles.len() {
            assert_eq!(found, wanted);
        }
    }
}

#[test]
fn a_deployment_that_makes_no_sense_is_refused() {
    let job = |_| Ok(());
    let none = Deployment::threads(0);
    assert!(matches!(
        dataflow::run(&none, || Ok(builder()), job),
        Err(Error::InvalidOption { option: "deployment.threads", .. })
    ));
    let folder = Folder::new("hosts");
    fs::create_dir_all(folder.path()).expect("a folder");
    let hosts = folder.path().join("hosts.txt");
    fs::write(&hosts, "localhost:1\n").expect("a file");
    let few = Deployment::processes(2, 0, Some(&hosts));
    assert!(matches!(few, Err(Error::Hosts(reason)) if reason.contains("1 addresses")));
    let third = Deployment::processes(2, 2, None).expect("addresses");
    assert!(matches!(
        dataflow::run(&third, || Ok(builder()), job),
        Err(Error::InvalidOption { option: "deployment.process", .. })
    ));
}

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("samestory-distributed-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// So many processes on free ports of this machine.
fn start(example: &Path, folder: &Path, processes: usize, more: &[&str]) -> Vec<Child> {
    let listeners: Vec<TcpListener> =
        (0..processes).map(|_| TcpListener::bind("127.0.0.1:0").expect("a port")).collect();
    let addresses = listeners.iter().map(|one| one.local_addr().expect("bound").to_string() + "\n");
    let hosts = folder.join("hosts.txt");
    fs::write(&hosts, addresses.collect::<String>()).expect("a file");
    drop(listeners);
    let start = |process: usize| {
        let mut command = Command::new(example);
        command.args(["-n", &processes.to_string(), "-p", &process.to_string(), "-h"]);
        command.arg(&hosts).args(more).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().expect("it starts")
    };
    (0..processes).map(start).collect()
}

/// Waits until the process ends; what it said.
fn end(mut child: Child) -> (ExitStatus, String) {
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("a child");
            panic!("a process does not end");
        }
        sleep(Duration::from_millis(20));
    };
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
    (status, said)
}

/// The articles as a file, and the assignments that one process makes of them.
fn job(folder: &Path, times: usize) -> (String, String) {
    fs::create_dir_all(folder).expect("a folder");
    let articles = articles(times);
    let line = |article: &Article| serde_json::to_string(article).expect("JSON") + "\n";
    let input = folder.join("articles.jsonl");
    fs::write(&input, articles.iter().map(line).collect::<String>()).expect("a file");
    let mut pipeline = Pipeline::builder().build().expect("options");
    pipeline.push_batch(articles.clone());
    pipeline.settle();
    let mut wanted = String::new();
    for article in &articles {
        let id = article.id.as_str();
        let (story, cluster) = (pipeline.story_of(id), pipeline.cluster_of(id));
        let [id, story, cluster] = [Some(id.to_owned()), story, cluster]
            .map(|text| serde_json::to_string(&text).expect("JSON"));
        wanted += &format!("{{\"id\":{id},\"story\":{story},\"cluster\":{cluster}}}\n");
    }
    (input.to_str().expect("UTF-8").to_owned(), wanted)
}

#[test]
fn processes_decide_as_one_does() {
    let Some(example) = example("distributed") else { return };
    let folder = Folder::new("processes");
    let (input, wanted) = job(folder.path(), 2);
    let output = folder.path().join("assignments.jsonl");
    for processes in [1, 2, 4] {
        let _ = fs::remove_file(&output);
        let arguments = ["--assignments", output.to_str().expect("UTF-8"), &input];
        for child in start(&example, folder.path(), processes, &arguments) {
            let (status, said) = end(child);
            assert!(status.success(), "{said}");
        }
        let found = fs::read_to_string(&output).expect("assignments");
        assert!(found == wanted, "{processes} processes");
    }
}

#[test]
fn all_stop_where_one_is_killed_and_start_again_from_the_journal() {
    let Some(example) = example("distributed") else { return };
    let folder = Folder::new("killed");
    let (input, wanted) = job(folder.path(), 6);
    let (store, output) = (folder.path().join("store"), folder.path().join("assignments.jsonl"));
    let arguments = [
        "--store",
        store.to_str().expect("UTF-8"),
        "--assignments",
        output.to_str().expect("UTF-8"),
        &input,
    ];
    let size = |folder: &Path| -> u64 {
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files.filter_map(|file| Some(file.metadata().ok()?.len())).sum()
    };
    for killed in [1, 0] {
        let before = size(&store);
        let mut children = start(&example, folder.path(), 2, &arguments);
        let begun = Instant::now();
        // Something was acknowledged.
        while size(&store) < before + 100_000 {
            let running = children.iter_mut().all(|child| child.try_wait().expect("one").is_none());
            assert!(running && begun.elapsed() < PATIENCE, "nothing comes into the store");
            sleep(Duration::from_millis(5));
        }
        children[killed].kill().expect("it runs");
        for child in children {
            let (status, said) = end(child);
            assert!(!status.success(), "{said}");
        }
        assert!(!output.exists());
    }
    for child in start(&example, folder.path(), 4, &arguments) {
        let (status, said) = end(child);
        assert!(status.success(), "{said}");
    }
    assert!(fs::read_to_string(&output).expect("assignments") == wanted);
}
