//! The files of a store, and the lock on them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use fs4::fs_std::FileExt;

use crate::error::{Error, Result};

/// Options of a store.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoreOptions {
    /// Calls that are written together, at least 1. With 1 a call that has returned is on disk. With
    /// more, the last ones may be lost in a crash, and
    /// [`commit`](crate::pipeline::StoredPipeline::commit) says from when on they are not; whole
    /// batches are always written before they return.
    pub commit_every: u32,
    /// Entries of the journal after which a snapshot is made, at least 1; where more articles are
    /// held than four times as many, after a quarter of them, so that the cost of an article stays
    /// the same. A crash costs the time to take the entries since the last snapshot in again.
    pub snapshot_every: u64,
    /// Whether each write waits until the disk has it. Without, a crash of the process loses nothing
    /// either, but one of the machine may.
    pub sync: bool,
    /// Whether to go on where something acknowledged is lost, instead of an error that names it, and
    /// to decide afresh on the articles of a store whose decisions cannot be read: after damage, or
    /// of another version of the library.
    pub recover: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { commit_every: 1, snapshot_every: 50_000, sync: true, recover: false }
    }
}

impl StoreOptions {
    /// Checks every option once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOption`] names the first option outside its range.
    pub fn validate(&self) -> Result<()> {
        for (option, value) in [
            ("store.commitEvery", u64::from(self.commit_every)),
            ("store.snapshotEvery", self.snapshot_every),
        ] {
            if value == 0 {
                let (value, wanted) = ("0".to_owned(), "at least 1");
                return Err(Error::InvalidOption { option, value, wanted });
            }
        }
        Ok(())
    }
}

/// The folder of a store, locked as long as this lives.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// The lock goes with the file, also when the process is killed.
    _lock: File,
}

const JOURNAL: (&str, &str) = ("journal-", ".log");
const SNAPSHOT: (&str, &str) = ("snapshot-", ".snap");
/// Behind the name of a file that is being written.
const UNFINISHED: &str = ".part";

impl Folder {
    /// Makes the folder if there is none, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let failed = |path: &Path, error: io::Error| failure(path, &error);
        fs::create_dir_all(path).map_err(|error| failed(path, error))?;
        let file = path.join("lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&file);
        let lock = lock.map_err(|error| failed(&file, error))?;
        match FileExt::try_lock_exclusive(&lock) {
            Ok(true) => {}
            Ok(false) => return Err(Error::StoreInUse { path: path.to_owned() }),
            Err(error) => return Err(failed(&file, error)),
        }
        let folder = Self { path: path.to_owned(), _lock: lock };
        for name in folder.names()?.iter().filter(|name| is_unfinished(name)) {
            let file = path.join(name);
            fs::remove_file(&file).map_err(|error| failed(&file, error))?;
        }
        Ok(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The journals by the number of their first entry, oldest first.
    pub(crate) fn journals(&self) -> Result<Vec<(u64, PathBuf)>> {
        self.numbered(JOURNAL)
    }

    /// The snapshots by the number of the last entry that is in them, oldest first.
    pub(crate) fn snapshots(&self) -> Result<Vec<(u64, PathBuf)>> {
        self.numbered(SNAPSHOT)
    }

    pub(crate) fn journal(&self, first: u64) -> PathBuf {
        self.path.join(format!("{}{first:020}{}", JOURNAL.0, JOURNAL.1))
    }

    pub(super) fn snapshot(&self, last: u64) -> PathBuf {
        self.path.join(format!("{}{last:020}{}", SNAPSHOT.0, SNAPSHOT.1))
    }

    pub(super) fn unfinished(&self, file: &Path) -> PathBuf {
        let mut name = file.as_os_str().to_owned();
        name.push(UNFINISHED);
        PathBuf::from(name)
    }

    /// Makes names that were given or taken last.
    pub(super) fn sync(&self) -> io::Result<()> {
        #[cfg(unix)]
        File::open(&self.path)?.sync_all()?;
        Ok(())
    }

    /// Puts a file aside under a name that ends in `.damaged`; its new name.
    pub(crate) fn put_aside(&self, file: &Path) -> Result<PathBuf> {
        let mut name = file.as_os_str().to_owned();
        name.push(".damaged");
        let aside = PathBuf::from(name);
        fs::rename(file, &aside).map_err(|error| failure(file, &error))?;
        Ok(aside)
    }

    fn numbered(&self, (start, end): (&str, &str)) -> Result<Vec<(u64, PathBuf)>> {
        let names = self.names()?;
        let numbered = names.iter().filter_map(|name| {
            let number = name.strip_prefix(start)?.strip_suffix(end)?.parse().ok()?;
            Some((number, self.path.join(name)))
        });
        let mut numbered: Vec<(u64, PathBuf)> = numbered.collect();
        numbered.sort_unstable();
        Ok(numbered)
    }

    fn names(&self) -> Result<Vec<String>> {
        let entries = fs::read_dir(&self.path).map_err(|error| failure(&self.path, &error))?;
        Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
    }
}

/// Whether a file of a store that was being written when its process ended has this name. Others may
/// keep files in the folder.
fn is_unfinished(name: &str) -> bool {
    let Some(name) = name.strip_suffix(UNFINISHED) else { return false };
    [JOURNAL, SNAPSHOT].iter().any(|(start, end)| {
        let number = name.strip_prefix(start).and_then(|name| name.strip_suffix(end));
        number.is_some_and(|number| number.parse::<u64>().is_ok())
    })
}

/// The system's refusal in the library's words.
pub(crate) fn failure(path: &Path, error: &io::Error) -> Error {
    Error::Store { path: path.to_owned(), kind: error.kind(), reason: error.to_string() }
}
