//! A thread that waits for the disk while others work.

use std::fs::File;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Hands files to a thread of its own, which ends with it.
#[derive(Debug)]
pub(super) struct Flusher {
    ask: Sender<Arc<File>>,
    /// Only ever reached through `&mut`; the lock lets others hold a reference.
    answers: Mutex<Receiver<io::Result<()>>>,
}

impl Flusher {
    /// Starts the thread.
    pub(super) fn start() -> io::Result<Self> {
        let (ask, asked) = channel::<Arc<File>>();
        let (answer, answers) = channel();
        thread::Builder::new().name("samestory-journal".to_owned()).spawn(move || {
            for file in asked {
                if answer.send(file.sync_data()).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { ask, answers: Mutex::new(answers) })
    }

    /// Begins to bring to disk what was written to the file; one [`Flusher::wait`] must follow.
    pub(super) fn begin(&self, file: &Arc<File>) -> io::Result<()> {
        self.ask.send(Arc::clone(file)).map_err(|_| gone())
    }

    /// Waits until it is there.
    pub(super) fn wait(&mut self) -> io::Result<()> {
        let answers = self.answers.get_mut().unwrap_or_else(PoisonError::into_inner);
        answers.recv().map_err(|_| gone())?
    }
}

fn gone() -> io::Error {
    io::Error::other("the thread that waits for the disk is gone")
}
