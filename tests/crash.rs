//! A process that takes in news and is killed again and again: nothing acknowledged is lost, nothing
//! is there twice, and in the end everything is as if it had never been killed.
//!
//! ```text
//! SAMESTORY_KILLS=200 SAMESTORY_ARTICLES=articles.jsonl cargo test --release --test crash -- --nocapture
//! ```
#![cfg(all(feature = "store", unix))]

mod store_support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use samestory::article::Article;
use samestory::pipeline::{Event, EventKind, Pipeline, PipelineOptions};
use samestory::store::StoreOptions;

use store_support::Folder;

/// Says to the process that it is the one to be killed: the store, and the articles.
const STORE: &str = "SAMESTORY_CRASH_STORE";
const ARTICLES: &str = "SAMESTORY_ARTICLES";
const KILLS: &str = "SAMESTORY_KILLS";
const SNAPSHOTS: &str = "SAMESTORY_CRASH_SNAPSHOTS";
/// Calls after which the process waits to be killed.
const PATIENCE: &str = "SAMESTORY_CRASH_PATIENCE";
/// A folder on a small file system, where there is one.
const SMALL_DISK: &str = "SAMESTORY_SMALL_DISK";
/// Calls after which stories are merged, and after which an article is taken out.
const SETTLE: usize = 150;
const REMOVE: usize = 61;
/// Entries between snapshots: often, so that many kills fall into one.
const SNAPSHOT: u64 = 25;
/// Microseconds in which a store of these tests opens, about.
const OPENING: u64 = if cfg!(debug_assertions) { 600_000 } else { 60_000 };
const SIGKILL: i32 = 9;

fn articles() -> Vec<Article> {
    let path = std::env::var(ARTICLES).unwrap_or_else(|_| {
        concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample/articles.jsonl").to_owned()
    });
    let text = fs::read_to_string(path).expect("articles");
    text.lines().map(|line| serde_json::from_str(line).expect("an article")).collect()
}

fn options() -> PipelineOptions {
    let mut options = PipelineOptions::default();
    options.cluster.merge_every = 100;
    options.threads = 1;
    options
}

/// The stories and clusters of all articles.
fn assignments(pipeline: &Pipeline, articles: &[Article]) -> String {
    let line = |article: &Article| {
        let id = article.id.as_str();
        format!("{id}\t{:?}\t{:?}\n", pipeline.story_of(id), pipeline.cluster_of(id))
    };
    articles.iter().map(line).collect()
}

/// What the process to be killed does: it goes on where the store ends, and says each article that
/// is acknowledged. Run as a test of its own, it does nothing.
#[test]
fn takes_articles_in() {
    let Some(path) = std::env::var_os(STORE).map(PathBuf::from) else { return };
    let mut store = StoreOptions::default();
    let every = std::env::var(SNAPSHOTS).ok().and_then(|text| text.parse().ok());
    store.snapshot_every = every.unwrap_or(SNAPSHOT);
    let articles = articles();
    say("opening", "");
    let builder = Pipeline::builder().options(options());
    let mut pipeline = builder.open(&path, store).expect("the store opens");
    let recovery = pipeline.recovery();
    assert!(recovery.is_complete() && recovery.damaged.is_empty(), "{recovery:?}");
    say("unfinished", &recovery.unfinished.to_string());
    // Calls are numbered by the events that tell of them: how far the journal came tells the rest.
    let done = pipeline.next_entry() as usize - 1;
    say("done", &done.to_string());
    let events = pipeline.events_since(0).expect("read");
    say("events", &serde_json::to_string(&events).expect("JSON"));
    let patience = std::env::var(PATIENCE).ok().and_then(|text| text.parse().ok());
    for (number, call) in calls(&articles).enumerate().skip(done) {
        while patience.is_some_and(|most: usize| number >= done + most) {
            say("waiting", "");
            thread::sleep(Duration::from_secs(1));
        }
        let events = match call {
            Call::Push(article) => pipeline.push(article.clone()).expect("accepted"),
            Call::Remove(id) => pipeline.remove(id).expect("written"),
            Call::Settle => pipeline.settle().expect("written"),
        };
        say("acknowledged", &number.to_string());
        say("events", &serde_json::to_string(&events).expect("JSON"));
    }
    fs::write(path.join("assignments"), assignments(&pipeline, &articles)).expect("written");
    say("end", "");
}

/// A line on standard output that the parent tells from the test's own.
fn say(kind: &str, text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n>{kind} {text}").and_then(|()| out.flush()).expect("the parent listens");
}

enum Call<'a> {
    Push(&'a Article),
    Remove(&'a str),
    Settle,
}

fn calls(articles: &[Article]) -> impl Iterator<Item = Call<'_>> {
    articles.iter().enumerate().flat_map(|(number, article)| {
        let mut calls = vec![Call::Push(article)];
        if number % REMOVE == 40 {
            calls.push(Call::Remove(article.id.as_str()));
        }
        if number % SETTLE == 100 {
            calls.push(Call::Settle);
        }
        calls
    })
}

/// The process, and what it says.
struct Victim {
    child: Child,
    said: Receiver<(String, String)>,
}

impl Victim {
    fn start(store: &Path, patience: Option<usize>) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path"));
        command.args(["--exact", "takes_articles_in", "--nocapture"]).env(STORE, store);
        if let Some(calls) = patience {
            command.env(PATIENCE, calls.to_string());
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        let (send, said) = channel();
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let Some((kind, text)) = line.strip_prefix('>').and_then(|l| l.split_once(' '))
                else {
                    continue;
                };
                if send.send((kind.to_owned(), text.to_owned())).is_err() {
                    return;
                }
            }
        });
        Self { child, said }
    }

    /// Kills it; whether it was still alive.
    fn kill(&mut self) -> bool {
        self.child.kill().expect("it may be killed");
        self.child.wait().expect("it ends").signal() == Some(SIGKILL)
    }
}

/// When to kill.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after the start, perhaps while the store opens.
    Time(Duration),
    /// So long after so many calls were acknowledged.
    Calls(usize, Duration),
    /// As soon as a snapshot is being written, and so long after.
    Snapshot(Duration),
}

/// What was found, for the table.
#[derive(Debug, Default)]
struct Table {
    kills: usize,
    opening: usize,
    snapshot: usize,
    unfinished: usize,
    acknowledged: usize,
    missing: usize,
}

#[test]
fn killed_again_and_again_nothing_is_lost() {
    if std::env::var_os(STORE).is_some() {
        return;
    }
    let wanted_kills = std::env::var(KILLS).ok().and_then(|text| text.parse().ok());
    let wanted_kills: usize = wanted_kills.unwrap_or(if cfg!(debug_assertions) { 8 } else { 24 });
    let articles = articles();
    let total = calls(&articles).count();
    let folder = Folder::new("crash");
    let started = Instant::now();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut table = Table::default();
    let mut acknowledged = 0;
    let mut events: Vec<Event> = Vec::new();
    let mut ended = false;
    while !ended {
        let last = table.kills >= wanted_kills;
        let per_run = (total - acknowledged) / wanted_kills.saturating_sub(table.kills).max(1);
        let moment = match random.below(4) {
            _ if last => None,
            0 => Some(Moment::Time(Duration::from_micros(random.below(OPENING)))),
            1 => Some(Moment::Snapshot(Duration::from_micros(random.below(6_000)))),
            _ => {
                let calls = random.below(per_run.max(1) as u64) as usize;
                Some(Moment::Calls(calls, Duration::from_micros(random.below(5_000))))
            }
        };
        // Some calls are left for each of the lives to come.
        let lives = wanted_kills.saturating_sub(table.kills) + 1;
        let most = (total - acknowledged).saturating_sub(lives);
        let patience = moment.map(|moment| match moment {
            // So many that a snapshot is due.
            Moment::Snapshot(_) => per_run.max(SNAPSHOT as usize + 2).min(most),
            _ => per_run.min(most),
        });
        let mut victim = Victim::start(&folder.0, patience);
        let run = watch(&mut victim, &folder.0, moment);
        // What was acknowledged before is done, and nothing is done that was not asked for.
        if let Some(done) = run.done {
            table.missing += acknowledged.saturating_sub(done);
            assert!(done <= acknowledged + 1, "{done} calls of {acknowledged} acknowledged");
        }
        let counted: Vec<usize> = run.acknowledged.clone();
        for (number, wanted) in counted.iter().zip(run.done.unwrap_or_default()..) {
            assert_eq!(*number, wanted, "calls are acknowledged in order, each once");
        }
        acknowledged = counted.last().map_or(acknowledged, |last| last + 1);
        acknowledged = acknowledged.max(run.done.unwrap_or(0));
        for told in &run.events {
            same_events(&mut events, told);
        }
        ended = run.ended;
        table.unfinished += usize::from(run.unfinished > 0);
        if run.killed {
            table.kills += 1;
            table.opening += usize::from(run.done.is_none());
            let parts = folder.files("").into_iter().filter(|path| is_part(path));
            table.snapshot += usize::from(parts.count() > 0);
        }
    }
    table.acknowledged = acknowledged;
    assert_eq!(acknowledged, total);

    // The same without a store, in one go.
    let mut pipeline = Pipeline::builder().options(options()).build().expect("the options");
    let mut wanted = Vec::new();
    for call in calls(&articles) {
        wanted.extend(match call {
            Call::Push(article) => pipeline.push(article.clone()).expect("accepted"),
            Call::Remove(id) => pipeline.remove(id),
            Call::Settle => pipeline.settle(),
        });
    }
    let found = fs::read_to_string(folder.0.join("assignments")).expect("written");
    let equal = found == assignments(&pipeline, &articles);
    let joined = |events: &[Event]| -> (usize, usize) {
        let ids: Vec<&str> = events
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::Joined { article, .. } => Some(article.as_str()),
                _ => None,
            })
            .collect();
        (ids.len(), ids.iter().collect::<BTreeSet<_>>().len())
    };
    let (times, once) = joined(&events);
    println!(
        "\n| articles | calls | kills | while opening | within a snapshot | half an entry left | \
         acknowledged, missing | there twice | assignments | events |\n\
         |---|---|---|---|---|---|---|---|---|---|\n\
         | {} | {total} | {} | {} | {} | {} | {} | {} | {} | {} |\n{:.0?}",
        articles.len(),
        table.kills,
        table.opening,
        table.snapshot,
        table.unfinished,
        table.missing,
        times - once,
        if equal { "equal" } else { "differ" },
        if events == wanted { "equal" } else { "differ" },
        started.elapsed(),
    );
    assert_eq!((table.missing, times - once), (0, 0));
    assert_eq!(once, articles.len());
    assert!(equal, "final assignments differ");
    assert!(events == wanted, "events differ");
    assert!(table.kills >= wanted_kills);
}

fn is_part(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "part")
}

/// Adds events that were not known, and compares those that were.
fn same_events(known: &mut Vec<Event>, told: &[Event]) {
    for event in told {
        let place = event.sequence as usize;
        assert!(place <= known.len(), "event {place} comes after {}", known.len());
        match known.get(place) {
            Some(before) => assert_eq!(before, event),
            None => known.push(event.clone()),
        }
    }
}

/// One life of the process.
#[derive(Default)]
struct Run {
    /// Calls that were in the store when it opened; `None` if it did not come so far.
    done: Option<usize>,
    unfinished: u64,
    acknowledged: Vec<usize>,
    events: Vec<Vec<Event>>,
    waiting: bool,
    ended: bool,
    killed: bool,
}

impl Run {
    fn hear(&mut self, (kind, text): (String, String)) {
        match kind.as_str() {
            "done" => self.done = text.parse().ok(),
            "unfinished" => self.unfinished = text.parse().expect("a number"),
            "acknowledged" => self.acknowledged.push(text.parse().expect("a number")),
            // A killed process may have said but half of it; the next one says it again.
            "events" => self.events.extend(serde_json::from_str::<Vec<Event>>(&text)),
            "waiting" => self.waiting = true,
            "end" => self.ended = true,
            _ => {}
        }
    }
}

/// Listens until the moment has come, kills, and hears what is left.
fn watch(victim: &mut Victim, folder: &Path, moment: Option<Moment>) -> Run {
    let mut run = Run::default();
    let started = Instant::now();
    let patience = Duration::from_secs(if cfg!(debug_assertions) { 300 } else { 120 });
    loop {
        let wait = match moment {
            Some(Moment::Snapshot(_)) => Duration::from_micros(50),
            _ => Duration::from_millis(1),
        };
        match victim.said.recv_timeout(wait) {
            Ok(said) => run.hear(said),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
        }
        let due = match moment {
            None => None,
            Some(Moment::Time(after)) => (started.elapsed() >= after).then_some(Duration::ZERO),
            // The last calls are left to the last life.
            Some(Moment::Calls(calls, after)) => {
                (run.done.is_some() && run.acknowledged.len() >= calls).then_some(after)
            }
            Some(Moment::Snapshot(after)) => {
                let writing = fs::read_dir(folder)
                    .map(|entries| entries.flatten().any(|entry| is_part(&entry.path())))
                    .unwrap_or_default();
                writing.then_some(after)
            }
        };
        let waits = run.waiting.then_some(Duration::ZERO);
        if let Some(after) = due.or(waits) {
            thread::sleep(after);
            run.killed = victim.kill();
            break;
        }
        assert!(started.elapsed() < patience, "the process hangs");
    }
    while let Ok(said) = victim.said.recv_timeout(Duration::from_secs(10)) {
        run.hear(said);
    }
    let status = victim.child.wait().expect("it ended");
    assert!(run.killed || status.success(), "the process failed: {status}");
    run
}

/// The refusal among what a process said.
fn refusal(text: &str, said: &str) -> String {
    let mut lines = text.lines().chain(said.lines());
    lines.find(|line| line.contains("Store")).unwrap_or_default().to_owned()
}

/// Fills a disk with files of 16 kB up to the last 64 kB.
fn fill(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    loop {
        let path = folder.join(format!("ballast-{}", files.len()));
        let written = fs::write(&path, [1; 16_384]);
        files.push(path);
        if written.is_err() {
            break;
        }
    }
    for path in files.drain(files.len().saturating_sub(5)..) {
        fs::remove_file(path).expect("removed");
    }
    files
}

/// Xorshift (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}

/// A disk that is full: the process may write files of so many bytes, or the disk is really small.
#[test]
fn a_full_disk_loses_nothing_acknowledged() {
    if std::env::var_os(STORE).is_some() {
        return;
    }
    let small = std::env::var_os(SMALL_DISK).map(|path| Folder(PathBuf::from(path).join("store")));
    let folder = small.unwrap_or_else(|| Folder::new("full"));
    let articles = articles();
    let executable = std::env::current_exe().expect("a path");
    let mut acknowledged = 0;
    let mut ballast = Vec::new();
    let is_small = std::env::var_os(SMALL_DISK).is_some();
    if is_small {
        ballast = fill(folder.0.parent().expect("a folder"));
    }
    // In blocks of 512 bytes: the journal fills, then there is more room, then enough.
    for blocks in [40, 150, 1 << 22] {
        if blocks > 40 {
            // Room for some more articles, then for all.
            let keep = if blocks == 150 { ballast.len().saturating_sub(6) } else { 0 };
            for path in ballast.drain(keep..) {
                fs::remove_file(path).expect("removed");
            }
        }
        let limit = match is_small {
            true => String::new(),
            false => format!("trap '' XFSZ; ulimit -f {blocks} || exit 77;"),
        };
        let script = format!("{limit} exec \"$0\" --exact takes_articles_in --nocapture");
        let mut child = Command::new("sh");
        child
            .args(["-c", &script])
            .arg(&executable)
            .env(STORE, &folder.0)
            .env(SNAPSHOTS, "100000")
            .stdin(Stdio::null());
        let output = child.output().expect("it runs");
        if output.status.code() == Some(77) {
            eprintln!("skipped: no limit on files here");
            return;
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut numbers = text.lines().filter_map(|line| line.strip_prefix(">acknowledged "));
        let last = numbers.next_back().and_then(|text| text.parse::<usize>().ok());
        let done = text.lines().find_map(|line| line.strip_prefix(">done ")?.parse::<usize>().ok());
        if let Some(done) = done {
            assert!(done >= acknowledged, "{done} of {acknowledged}");
        }
        acknowledged = last.map_or(acknowledged, |last| last + 1);
        if blocks < 1 << 22 {
            assert!(!output.status.success());
            let said = String::from_utf8_lossy(&output.stderr);
            let named = ["File too large", "No space left"];
            assert!(
                named.iter().any(|named| text.contains(named) || said.contains(named)),
                "{said}"
            );
            println!("{acknowledged} calls acknowledged, then: {}", refusal(&text, &said));
        } else {
            assert!(output.status.success());
        }
    }
    assert_eq!(acknowledged, calls(&articles).count());
    let mut pipeline = Pipeline::builder().options(options()).build().expect("the options");
    for call in calls(&articles) {
        match call {
            Call::Push(article) => drop(pipeline.push(article.clone()).expect("accepted")),
            Call::Remove(id) => drop(pipeline.remove(id)),
            Call::Settle => drop(pipeline.settle()),
        }
    }
    let found = fs::read_to_string(folder.0.join("assignments")).expect("written");
    assert!(found == assignments(&pipeline, &articles), "final assignments differ");
}
