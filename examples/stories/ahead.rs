//! Reading on a thread of its own, while what was read is worked on.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use samestory::article::Article;

use crate::input::{self, Place};
use crate::support::Failure;

/// Items handed over at once.
const TOGETHER: usize = 64;
/// Times as many that wait at most, so that memory stays flat.
const WAITING: usize = 16;

/// What there is at a place of an input.
pub(crate) enum Item {
    Article(Place, Box<Article>),
    /// Why there is no article.
    Bad(Place, String),
    /// Why no more can be read.
    Failed(String),
}

/// The articles of files, or of the bundled sample if there are none. The thread that reads them goes
/// on until all is read, or nobody listens.
pub(crate) fn read(paths: Vec<PathBuf>) -> impl Iterator<Item = Item> {
    let (sender, receiver): (_, Receiver<Vec<Item>>) = sync_channel(WAITING);
    thread::spawn(move || {
        let mut items = Vec::new();
        if let Err(failure) = send_all(&paths, &sender, &mut items) {
            items.push(Item::Failed(failure.to_string()));
        }
        // Who went away wants no more.
        let _ = sender.send(items);
    });
    receiver.into_iter().flatten()
}

fn send_all(
    paths: &[PathBuf],
    sender: &SyncSender<Vec<Item>>,
    items: &mut Vec<Item>,
) -> Result<(), Failure> {
    let mut take = |place: Place, article: Result<Article, String>| {
        items.push(match article {
            Ok(article) => Item::Article(place, Box::new(article)),
            Err(reason) => Item::Bad(place, reason),
        });
        if items.len() >= TOGETHER { Ok(sender.send(std::mem::take(items))?) } else { Ok(()) }
    };
    if paths.is_empty() {
        input::sample(&mut take)?;
    }
    for path in paths {
        input::articles(path, &mut take)?;
    }
    Ok(())
}
