//! The dataflow that every worker takes part in.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::time::Duration;

use timely::dataflow::channels::pact::Exchange;
use timely::dataflow::operators::Input;
use timely::dataflow::operators::generic::Operator;
use timely::dataflow::{InputHandle, StreamVec};
use timely::worker::Worker;

use super::link::Command;
use super::message::{Bytes, Round, Task};
use super::shard::Shard;
use crate::pipeline::Preparer;
use crate::store::unpack;

/// How long the first worker sleeps at most: it is woken when something comes.
const NAP: Duration = Duration::from_millis(20);

/// What the first worker is given: what to send on, and where the results go.
pub(super) struct Ends {
    pub(super) commands: Receiver<Command>,
    pub(super) prepared: Sender<Task>,
    pub(super) answers: Sender<Round>,
}

/// A worker's part: text work and a shard. Only the first worker has ends, and it returns when the
/// deciding thread has let go of its own.
pub(super) fn work(worker: &mut Worker, preparer: Preparer, ends: Option<Ends>) {
    let (mut tasks, mut rounds) = (InputHandle::new(), InputHandle::new());
    let (commands, prepared, answers) = match ends {
        Some(ends) => (Some(ends.commands), Some(ends.prepared), Some(ends.answers)),
        None => (None, None, None),
    };
    worker.dataflow::<u64, _, _>(|scope| {
        let stream = prepare(scope.input_from(&mut tasks), preparer);
        deliver(stream, prepared);
        let stream = search(scope.input_from(&mut rounds));
        deliver(stream, answers);
    });
    let Some(commands) = commands else { return };
    let mut epoch = 0;
    loop {
        let mut came = false;
        let ended = loop {
            match commands.try_recv() {
                Ok(Command::Task(task)) => tasks.send(task),
                Ok(Command::Round(round)) => rounds.send(round),
                Err(TryRecvError::Empty) => break false,
                Err(TryRecvError::Disconnected) => break true,
            }
            came = true;
        };
        if ended {
            return;
        }
        if came {
            // Only the end of an epoch sends on what is meant for other workers.
            epoch += 1;
            tasks.advance_to(epoch);
            rounds.advance_to(epoch);
            worker.step();
        } else {
            worker.step_or_park(Some(NAP));
        }
    }
}

/// Does the text work, an article at a time, so that searches do not wait for it.
fn prepare(stream: StreamVec<'_, u64, Task>, preparer: Preparer) -> StreamVec<'_, u64, Task> {
    let by_number = Exchange::new(|task: &Task| task.sequence);
    let scope = stream.scope();
    stream.unary(by_number, "Prepare", move |_, info| {
        let again = scope.activator_for(info.address);
        let mut waiting = VecDeque::new();
        move |input, output| {
            input.for_each(|capability, tasks| {
                if let Some(capability) = capability.retain_least(0) {
                    waiting.extend(tasks.drain(..).map(|task| (capability.clone(), task)));
                }
            });
            if let Some((capability, task)) = waiting.pop_front() {
                let prepared = unpack(&task.bytes.0)
                    .and_then(|article| preparer.prepare(article).into_bytes());
                let bytes = Bytes(prepared.unwrap_or_default());
                output.session(&capability).give(Task { bytes, ..task });
            }
            if !waiting.is_empty() {
                again.activate();
            }
        }
    })
}

/// Takes rounds of operations on the worker's shard, and answers.
fn search(stream: StreamVec<'_, u64, Round>) -> StreamVec<'_, u64, Round> {
    let by_worker = Exchange::new(|round: &Round| round.worker);
    stream.unary(by_worker, "Search", |_, _| {
        let mut shard = Shard::default();
        move |input, output| {
            input.for_each(|capability, rounds| {
                if let Some(capability) = capability.retain_least(0) {
                    let answers = rounds.drain(..).flat_map(|round| shard.take(round));
                    let answers: Vec<Round> = answers.collect();
                    output.session(&capability).give_iterator(answers.into_iter());
                }
            });
        }
    })
}

/// Hands everything over on the first worker.
fn deliver<T>(stream: StreamVec<'_, u64, T>, receiver: Option<Sender<T>>)
where
    T: Clone + timely::ExchangeData,
{
    stream.sink(Exchange::new(|_: &T| 0), "Deliver", move |(input, _)| {
        input.for_each(|_, results| {
            for result in results.drain(..) {
                if let Some(receiver) = &receiver {
                    // Whoever does not wait for it any more does not want it.
                    let _ = receiver.send(result);
                }
            }
        });
    });
}
