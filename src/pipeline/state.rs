//! All that a pipeline knows, written to a snapshot and read from one.

use std::io;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::entry::Entry;
use super::keys::Keys;
use super::stream::{Pipeline, dimension_of};
use crate::article::{Article, Timestamp};
use crate::cluster::StoryId;
use crate::entity::{EntityId, EntityRegistry};
use crate::error::{Error, Result};
use crate::features::DocumentFrequencies;
use crate::index::ByKey;
use crate::language::LanguageTag;
use crate::store::{
    Chunks, Frame, Kind, SnapshotReader, SnapshotWriter, failure, pack, pack_value, unpack,
    unpack_value,
};

/// Bytes of articles that share a frame.
const TOGETHER: usize = 1 << 18;

/// What a pipeline counts.
#[derive(Serialize, Deserialize)]
struct Counters {
    headlines: FxHashMap<StoryId, u32>,
    clock: Clock,
    looked: Timestamp,
    dimension: Option<usize>,
    next_key: u32,
    next_event: u64,
}

/// What a pipeline knows of an article beside the article.
#[derive(Serialize, Deserialize)]
struct Known {
    key: u32,
    language: Option<LanguageTag>,
    time: Timestamp,
    arrived: Timestamp,
    mentions: Vec<(EntityId, String)>,
}

impl Pipeline {
    pub(super) fn write_state(&self, writer: &mut SnapshotWriter<'_>) -> Result<()> {
        let counters = Counters {
            headlines: self.headlines.clone(),
            clock: self.clock.clone(),
            looked: self.looked,
            dimension: self.dimension,
            next_key: self.next_key,
            next_event: self.next_event,
        };
        writer.value(Kind::Pipeline, &counters)?;
        writer.value(Kind::Frequencies, &self.frequencies)?;
        writer.value(Kind::Registry, &self.registry)?;
        let path = writer.file().to_owned();
        self.write_articles(writer).map_err(|error| failure(&path, &error))?;
        let mut chunks = Chunks::new(|chunk| writer.bytes(Kind::Clusterer, chunk));
        let saved = self.clusterer.save(&mut chunks).and_then(|()| chunks.finish());
        saved.map_err(|error| clusterer_failed(&path, &error))
    }

    fn write_articles(&self, writer: &mut SnapshotWriter<'_>) -> io::Result<()> {
        let mut together = Vec::new();
        for (key, entry) in self.articles.iter() {
            let known = Known {
                key,
                language: entry.language,
                time: entry.time,
                arrived: entry.arrived(),
                mentions: entry.mentions(),
            };
            for part in [pack(&entry.unpack())?, pack_value(&known)?] {
                together.extend_from_slice(&(part.len() as u64).to_le_bytes());
                together.extend_from_slice(&part);
            }
            if together.len() >= TOGETHER {
                writer.bytes(Kind::Articles, &together)?;
                together.clear();
            }
        }
        writer.bytes(Kind::Articles, &together)
    }

    /// Takes what a snapshot holds in place of all that is known. After an error only another call
    /// makes the pipeline whole.
    pub(super) fn read_state(&mut self, reader: &mut SnapshotReader) -> Result<()> {
        let counters: Counters = reader.value(Kind::Pipeline)?;
        (self.headlines, self.clock) = (counters.headlines, counters.clock);
        self.looked = counters.looked;
        (self.dimension, self.next_key) = (counters.dimension, counters.next_key);
        self.next_event = counters.next_event;
        self.frequencies = reader.value(Kind::Frequencies)?;
        self.registry = reader.value(Kind::Registry)?;
        (self.articles, self.keys) = (ByKey::default(), Keys::default());
        while let Some(frame) = reader.next_if(Kind::Articles)? {
            let read = self.read_articles(&frame);
            read.map_err(|error| reader.damaged(frame.offset, &error.to_string()))?;
        }
        let path = reader.path().to_owned();
        let mut stream = Stream { reader, frame: Vec::new(), place: 0, failed: None };
        let loaded = self.clusterer.load(&mut stream);
        if let Some(error) = stream.failed {
            return Err(error);
        }
        loaded.map_err(|error| clusterer_failed(&path, &error))?;
        reader.frame(Kind::End)?;
        Ok(())
    }

    /// Forgets all that was taken in, to begin anew. Keys and events go on where they were.
    pub(super) fn forget_all(&mut self) {
        let stories: Vec<StoryId> = self.clusterer.stories().map(|story| story.id).collect();
        for story in stories {
            self.clusterer.forget(story, &mut Vec::new());
        }
        (self.articles, self.keys) = (ByKey::default(), Keys::default());
        (self.headlines, self.clock) = (FxHashMap::default(), Clock::default());
        self.looked = Timestamp::default();
        self.frequencies = DocumentFrequencies::new(self.options.weight.clone());
        self.registry = EntityRegistry::new(self.options.registry.clone());
        self.dimension = dimension_of(&self.options, &self.stages).ok().flatten();
    }

    fn read_articles(&mut self, frame: &Frame) -> io::Result<()> {
        let mut parts = Parts(&frame.payload);
        while let Some(article) = parts.next()? {
            let article: Article = unpack(article)?;
            let known: Known = unpack_value(parts.next()?.unwrap_or_default())?;
            let Known { key, language, time, arrived, mentions } = known;
            let id = article.id.clone();
            let mut entry = Entry::new(article, language, time, arrived);
            entry.set_mentions(&mentions);
            self.articles.insert(key, entry);
            self.keys.insert(id.as_str(), key, &self.articles);
        }
        Ok(())
    }
}

/// The articles in a frame, as far as it can be read.
pub(super) fn articles_in(payload: &[u8]) -> Vec<Article> {
    let mut parts = Parts(payload);
    let mut articles = Vec::new();
    while let (Ok(Some(article)), Ok(_)) = (parts.next(), parts.next()) {
        articles.extend(unpack(article));
    }
    articles
}

/// Byte strings in a row, each behind its length.
struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    fn next(&mut self) -> io::Result<Option<&'a [u8]>> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let cut_short = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (length, rest) = self.0.split_first_chunk().ok_or_else(cut_short)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| cut_short())?;
        let (part, rest) = rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.0 = rest;
        Ok(Some(part))
    }
}

/// What the clustering wrote, read back from its frames.
struct Stream<'a> {
    reader: &'a mut SnapshotReader,
    frame: Vec<u8>,
    place: usize,
    /// The failure of the file, which says more than what the clustering makes of it.
    failed: Option<Error>,
}

impl io::Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.place == self.frame.len() {
            match self.reader.next_if(Kind::Clusterer) {
                Ok(Some(frame)) => (self.frame, self.place) = (frame.payload, 0),
                Ok(None) => return Ok(0),
                Err(error) => {
                    let message = error.to_string();
                    self.failed = Some(error);
                    return Err(io::Error::other(message));
                }
            }
        }
        let rest = self.frame.get(self.place..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.place += count;
        Ok(count)
    }
}

fn clusterer_failed(path: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::Unsupported => Error::NotStorable("clusterer"),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Error::StoreDamaged {
            path: path.to_owned(),
            offset: 0,
            reason: format!("the clusterer cannot read its part: {error}"),
        },
        _ => failure(path, error),
    }
}
