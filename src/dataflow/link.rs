//! How process 0 talks with the workers.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::Thread;

use rustc_hash::FxHashMap;

use super::message::{Bytes, Found, Operation, Round, Task};
use crate::error::{Error, Result};
use crate::index::Hit;
use crate::store::{pack_value, unpack_value};

/// Operations that wait for the next search, at most.
const WAITING: usize = 4096;

/// What the first worker sends on.
pub(super) enum Command {
    Task(Task),
    Round(Round),
}

/// The way from the deciding thread to the first worker, which sleeps when nothing comes.
#[derive(Clone)]
pub(super) struct ToWorker {
    sender: Sender<Command>,
    thread: Arc<OnceLock<Thread>>,
}

impl ToWorker {
    pub(super) fn new(sender: Sender<Command>, thread: Arc<OnceLock<Thread>>) -> Self {
        Self { sender, thread }
    }

    /// Sends a command on, and wakes the worker; whether it is still there.
    pub(super) fn send(&self, command: Command) -> bool {
        let sent = self.sender.send(command).is_ok();
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
        sent
    }
}

/// The shards of all workers, as process 0 sees them.
pub(super) struct Link {
    inner: Mutex<Inner>,
    next_index: AtomicU32,
    failed: AtomicBool,
}

struct Inner {
    worker: ToWorker,
    answers: Receiver<Round>,
    workers: usize,
    /// Operations that were not sent yet.
    waiting: Vec<Operation>,
    /// The tickets of the searches among them.
    asked: Vec<u64>,
    /// What was found, until it is asked for.
    found: FxHashMap<u64, Vec<Hit>>,
    next_ticket: u64,
    next_round: u64,
}

impl Link {
    pub(super) fn new(worker: ToWorker, answers: Receiver<Round>, workers: usize) -> Self {
        let inner = Inner {
            worker,
            answers,
            workers,
            waiting: Vec::new(),
            asked: Vec::new(),
            found: FxHashMap::default(),
            next_ticket: 0,
            next_round: 0,
        };
        let (next_index, failed) = (AtomicU32::new(0), AtomicBool::new(false));
        Self { inner: Mutex::new(inner), next_index, failed }
    }

    /// A number for a new index.
    pub(super) fn new_index(&self) -> u32 {
        self.next_index.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether every answer so far was whole. Where not, no decision counts any more.
    pub(super) fn check(&self) -> Result<()> {
        if self.failed.load(Ordering::SeqCst) { Err(lost()) } else { Ok(()) }
    }

    /// Notes that a process is gone.
    pub(super) fn fail(&self) {
        self.failed.store(true, Ordering::SeqCst);
    }

    /// Has something done before the next search.
    pub(super) fn tell(&self, operation: Operation) {
        let mut inner = self.lock();
        inner.waiting.push(operation);
        if inner.waiting.len() >= WAITING && inner.round().is_none() {
            self.fail();
        }
    }

    /// Has a search made in the next round; the ticket for what it finds. `most` to a shard and in
    /// all.
    pub(super) fn ask(&self, search: Operation) -> u64 {
        let mut inner = self.lock();
        let ticket = inner.next_ticket;
        inner.next_ticket += 1;
        inner.waiting.push(search);
        inner.asked.push(ticket);
        ticket
    }

    /// What a search found, best first; nothing where a process is gone.
    pub(super) fn answer(&self, ticket: u64) -> Vec<Hit> {
        let mut inner = self.lock();
        if !inner.found.contains_key(&ticket) && inner.round().is_none() {
            self.fail();
        }
        inner.found.remove(&ticket).unwrap_or_default()
    }

    /// Forgets what is not wanted any more.
    pub(super) fn forget(&self, tickets: impl Iterator<Item = u64>) {
        let mut inner = self.lock();
        for ticket in tickets {
            inner.found.remove(&ticket);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Sends what waits to the workers and takes their answers; `None` where one does not answer.
    fn round(&mut self) -> Option<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let asked = std::mem::take(&mut self.asked);
        let most: Vec<usize> = waiting.iter().filter_map(most_of).collect();
        let number = self.next_round;
        self.next_round += 1;
        for worker in 0..self.workers {
            let concerns = |operation: &&Operation| match operation {
                Operation::Insert { key, .. } | Operation::Remove { key, .. } => {
                    *key as usize % self.workers == worker
                }
                _ => true,
            };
            let operations: Vec<&Operation> = waiting.iter().filter(concerns).collect();
            let bytes = Bytes(pack_value(&operations).ok()?);
            let round = Round { number, worker: worker as u64, bytes };
            if !self.worker.send(Command::Round(round)) {
                return None;
            }
        }
        let mut found: Vec<Vec<Hit>> = vec![Vec::new(); asked.len()];
        for _ in 0..self.workers {
            let answer = self.answers.recv().ok()?;
            let parts: Vec<Found> = unpack_value(&answer.bytes.0).ok()?;
            if answer.number != number || parts.len() != found.len() {
                return None;
            }
            for (hits, part) in found.iter_mut().zip(parts) {
                hits.extend(part.into_iter().map(|(key, similarity)| Hit { key, similarity }));
            }
        }
        for ((ticket, mut hits), most) in asked.into_iter().zip(found).zip(most) {
            hits.sort_unstable_by(Hit::order);
            hits.truncate(most);
            self.found.insert(ticket, hits);
        }
        Some(())
    }
}

fn most_of(operation: &Operation) -> Option<usize> {
    match operation {
        Operation::Search { most, .. } => Some(*most),
        _ => None,
    }
}

/// What is said when a process is gone.
pub(super) fn lost() -> Error {
    Error::Dataflow("a process is gone or does not answer".to_owned())
}
