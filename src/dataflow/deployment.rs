//! Which processes there are.

use std::fs;
use std::path::Path;

use timely::{CommunicationConfig, Config, WorkerConfig};

use crate::error::{Error, Result};

/// The port of the first process where no addresses are given, as Timely has it.
const FIRST_PORT: usize = 2101;

/// Which processes work together, and which of them this one is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deployment {
    /// Workers of each process, at least 1; the same number in all of them.
    pub threads: usize,
    /// The number of this process, from 0. Process 0 reads the articles and decides.
    pub process: usize,
    /// `host:port` of every process, in the same order everywhere. One or none: there is only this
    /// process.
    pub addresses: Vec<String>,
}

impl Deployment {
    /// One process with so many workers.
    pub fn threads(threads: usize) -> Self {
        Self { threads, process: 0, addresses: Vec::new() }
    }

    /// `count` processes with a worker each, on the lines of a file; without one, on ports 2101 and
    /// up of this machine.
    ///
    /// # Errors
    ///
    /// [`Error::Hosts`] where the file cannot be read or has fewer lines.
    pub fn processes(count: usize, process: usize, hosts: Option<&Path>) -> Result<Self> {
        let addresses: Vec<String> = match hosts {
            None => (0..count).map(|place| format!("localhost:{}", FIRST_PORT + place)).collect(),
            Some(path) => {
                let text = fs::read_to_string(path);
                let text =
                    text.map_err(|error| Error::Hosts(format!("{}: {error}", path.display())))?;
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.take(count).map(str::to_owned).collect()
            }
        };
        if addresses.len() < count {
            let (path, found) = (hosts.unwrap_or(Path::new("")).display(), addresses.len());
            let reason = format!("{path} has {found} addresses where {count} are wanted");
            return Err(Error::Hosts(reason));
        }
        Ok(Self { threads: 1, process, addresses })
    }

    /// Workers of all processes.
    pub(super) fn workers(&self) -> usize {
        self.threads * self.addresses.len().max(1)
    }

    pub(super) fn config(&self) -> Result<Config> {
        let invalid = |option, value: usize, wanted| {
            Err(Error::InvalidOption { option, value: value.to_string(), wanted })
        };
        if self.threads == 0 {
            return invalid("deployment.threads", 0, "at least 1");
        }
        if self.process >= self.addresses.len().max(1) {
            return invalid("deployment.process", self.process, "below the number of processes");
        }
        let communication = match self.addresses.len() {
            0 | 1 => CommunicationConfig::Process(self.threads),
            _ => CommunicationConfig::Cluster {
                threads: self.threads,
                process: self.process,
                addresses: self.addresses.clone(),
                report: false,
                zerocopy: false,
            },
        };
        Ok(Config { communication, worker: WorkerConfig::default() })
    }
}
