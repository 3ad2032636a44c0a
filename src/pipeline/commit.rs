//! Taking prepared articles in: everything that depends on other articles.

use super::clock::Clock;
use super::entry::Entry;
use super::event::Event;
use super::prepare::{Coming, NamedText, Prepared};
use super::stream::Pipeline;
use crate::article::{Article, Timestamp};
use crate::cluster::ClusterItem;
use crate::entity::{Document, EntityId, EntityRegistry};
use crate::error::{Error, Result};
use crate::features::{ArticleFeatures, ArticleVectors, DenseVector, DocumentFrequencies};
use crate::language::LanguageTag;

/// Articles between two looks for stories whose window has passed.
pub(super) const TEND_EVERY: u32 = 256;
/// Articles that are weighed while those before are placed.
const WEIGHED_TOGETHER: usize = 16;

/// What is read for names.
struct Text {
    key: u32,
    named: NamedText,
    language: Option<LanguageTag>,
    time: Timestamp,
    outlet: Option<String>,
}

/// What is clustered.
struct Placing {
    /// Where its events go.
    result: usize,
    features: ArticleFeatures,
    item: ClusterItem,
    /// The stream's time, if the article's is known.
    now: Option<Timestamp>,
}

impl Pipeline {
    /// Refuses what has no identity or no text, and what is over a limit.
    pub(super) fn admit(&self, article: &Article) -> Result<()> {
        if article.id.as_str().is_empty() {
            return Err(Error::MissingId);
        }
        if self.key_of(article.id.as_str()).is_some() {
            return Err(Error::DuplicateId(article.id.clone()));
        }
        self.check(article, self.articles.len())
    }

    /// The same of an article that takes the place of the one of its id, its embedding as well.
    pub(super) fn admit_in_place(&self, article: &Article) -> Result<()> {
        if article.id.as_str().is_empty() {
            return Err(Error::MissingId);
        }
        let replaces = usize::from(self.key_of(article.id.as_str()).is_some());
        self.check(article, self.articles.len() - replaces)?;
        let Some(values) = &article.embedding else { return Ok(()) };
        let dense = DenseVector::new(values);
        let dense = dense.ok_or_else(|| Error::BadVector(article.id.clone()))?;
        self.wanted_dimension(article, &dense).map(drop)
    }

    fn check(&self, article: &Article, held: usize) -> Result<()> {
        self.options.limits.check(article, held)?;
        if !article.has_text() {
            return Err(Error::NoText(article.id.clone()));
        }
        Ok(())
    }

    /// Takes a prepared article in. Where it goes is decided before its text is read for the names that
    /// others have: meanwhile whoever keeps the decision can wait for a disk.
    pub(super) fn commit_one(
        &mut self,
        prepared: Prepared,
        decided: impl FnOnce(&[Event]),
    ) -> Result<Vec<Event>> {
        let (text, placing) = self.let_in(Coming::Prepared(Box::new(prepared)))?;
        let mut results = vec![Ok(Vec::new())];
        self.place(vec![placing], &mut results);
        let mut events = results.pop().unwrap_or_else(|| Ok(Vec::new()))?;
        let tends = self.next_key % TEND_EVERY == 0;
        if tends {
            self.read_names(text);
            events.extend(self.tend_in_passing());
            decided(&events);
        } else {
            decided(&events);
            self.read_names(text);
        }
        Ok(events)
    }

    fn read_names(&mut self, text: Text) {
        let mentions = text.read(&mut self.registry);
        if let Some(entry) = self.articles.get_mut(text.key) {
            entry.set_mentions(&mentions);
        }
    }

    /// Takes prepared articles in, as one after the other would be; what `meanwhile` makes, which
    /// other threads do at the same time: `Some` of it, since it is done once.
    pub(super) fn commit_all<T: Send>(
        &mut self,
        coming: Vec<Coming>,
        results: &mut Vec<Result<Vec<Event>>>,
        meanwhile: impl FnOnce() -> T + Send,
    ) -> Option<T> {
        let mut meanwhile = Meanwhile::new(meanwhile);
        let (mut texts, mut placings) = (Vec::new(), Vec::new());
        for coming in coming {
            let result = results.len();
            match self.let_in(coming) {
                Ok((text, placing)) => {
                    texts.push(text);
                    placings.push(Placing { result, ..placing });
                    results.push(Ok(Vec::new()));
                }
                Err(error) => {
                    results.push(Err(error));
                    continue;
                }
            }
            // What is let go decides what is let in.
            if self.next_key % TEND_EVERY == 0 {
                let (texts, placings) = (std::mem::take(&mut texts), std::mem::take(&mut placings));
                self.place_all(texts, placings, results, &mut meanwhile);
                let tended = self.tend_in_passing();
                if let Some(Ok(events)) = results.last_mut() {
                    events.extend(tended);
                }
            }
        }
        if !texts.is_empty() {
            self.place_all(texts, placings, results, &mut meanwhile);
        }
        let Meanwhile { job, made } = meanwhile;
        made.or_else(|| self.threads.run(|| job.map(|job| job())))
    }

    /// Gives an article a key and a time.
    fn let_in(&mut self, coming: Coming) -> Result<(Text, Placing)> {
        self.admit(coming.article())?;
        let prepared = match coming {
            Coming::Prepared(prepared) => *prepared,
            // What stood in its way when it came has been let go.
            Coming::Refused(article) => self.stages.prepare(*article),
        };
        let Prepared { article, language, features, named, dense, fingerprint } = prepared;
        let dense = dense.map_err(|()| Error::BadVector(article.id.clone()))?;
        self.check_dimension(&article, dense.as_ref())?;
        let key = self.next_key;
        self.next_key = key.checked_add(1).ok_or_else(|| Error::Exhausted(article.id.clone()))?;
        let believed = Clock::believe(&article);
        let time = believed.unwrap_or_else(|| self.clock.now());
        self.clock.advance(time);
        let outlet = article.outlet().map(str::to_owned);
        let arrived = self.clock.now();
        self.close_opened();
        let id = article.id.clone();
        self.articles.insert(key, Entry::new(article, language, time, arrived));
        self.keys.insert(id.as_str(), key, &self.articles);
        let (dated, vectors) = (believed.is_some(), ArticleVectors::default());
        let item = ClusterItem { key, language, time, dated, vectors, dense, fingerprint };
        let placing = Placing { result: 0, features, item, now: dated.then_some(arrived) };
        Ok((Text { key, named, language, time, outlet }, placing))
    }

    fn check_dimension(&mut self, article: &Article, dense: Option<&DenseVector>) -> Result<()> {
        let Some(dense) = dense else { return Ok(()) };
        self.dimension = Some(self.wanted_dimension(article, dense)?);
        Ok(())
    }

    /// How many numbers embeddings have from now on, if the article's has as many.
    fn wanted_dimension(&self, article: &Article, dense: &DenseVector) -> Result<usize> {
        let (wanted, found) = (self.dimension.unwrap_or(dense.dimension()), dense.dimension());
        if wanted != found {
            return Err(Error::WrongDimension { id: article.id.clone(), wanted, found });
        }
        Ok(wanted)
    }

    /// Reads the texts for names and places the articles: neither needs the other, so both are done
    /// at once.
    fn place_all<T: Send, F: FnOnce() -> T + Send>(
        &mut self,
        texts: Vec<Text>,
        placings: Vec<Placing>,
        results: &mut [Result<Vec<Event>>],
        meanwhile: &mut Meanwhile<T, F>,
    ) {
        let mut registry = std::mem::take(&mut self.registry);
        let mut mentions: Vec<(u32, Vec<(EntityId, String)>)> = Vec::with_capacity(texts.len());
        let read =
            || mentions.extend(texts.iter().map(|text| (text.key, text.read(&mut registry))));
        let threads = self.threads.clone();
        let place = || self.place(placings, results);
        // Neither placing nor reading can be parted. What can be parted comes last, where it fills
        // the time that one of them has left; a thread without work begins with what was left to
        // others first.
        threads.both(|| threads.both(place, || meanwhile.make()), read);
        self.registry = registry;
        for (key, mentions) in mentions {
            if let Some(entry) = self.articles.get_mut(key) {
                entry.set_mentions(&mentions);
            }
        }
    }

    /// Places articles.
    fn place(&mut self, mut placings: Vec<Placing>, results: &mut [Result<Vec<Event>>]) {
        // What an article weighs depends on those before it, not on where they went.
        let mut frequencies = std::mem::take(&mut self.frequencies);
        let threads = self.threads.clone();
        let ahead = self.clusterer.looks_ahead();
        let together = if ahead { placings.len().max(1) } else { WEIGHED_TOGETHER };
        let mut parts = placings.chunks_mut(together);
        let mut ready = parts.next();
        if let Some(first) = &mut ready {
            weigh(first, &mut frequencies);
        }
        while let Some(weighed) = ready {
            ready = parts.next();
            match &mut ready {
                Some(next) => {
                    threads.both(|| self.insert(weighed, results), || weigh(next, &mut frequencies))
                }
                None => self.insert(weighed, results),
            }
        }
        self.frequencies = frequencies;
    }

    /// Places articles that were weighed.
    fn insert(&mut self, placings: &mut [Placing], results: &mut [Result<Vec<Event>>]) {
        if self.clusterer.looks_ahead() {
            self.clusterer.foresee(&mut placings.iter().map(|placing| &placing.item));
        }
        for Placing { result, item, .. } in placings {
            let mut changes = Vec::new();
            self.clusterer.insert(std::mem::take(item), &mut changes);
            let events = self.events(changes);
            if let Some(slot) = results.get_mut(*result) {
                *slot = Ok(events);
            }
        }
    }
}

/// Weighs articles, one after the other.
fn weigh(placings: &mut [Placing], frequencies: &mut DocumentFrequencies) {
    for Placing { features, item, now, .. } in placings {
        if let Some(now) = now {
            frequencies.advance(*now);
        }
        item.vectors = frequencies.weigh(features);
        frequencies.observe(features);
    }
}

/// A job that is done once, at the first opportunity, and what it made.
struct Meanwhile<T, F> {
    job: Option<F>,
    made: Option<T>,
}

impl<T, F: FnOnce() -> T> Meanwhile<T, F> {
    fn new(job: F) -> Self {
        Self { job: Some(job), made: None }
    }

    fn make(&mut self) {
        if let Some(job) = self.job.take() {
            self.made = Some(job());
        }
    }
}

impl Text {
    /// The names in it, each as it stands there.
    fn read(&self, registry: &mut EntityRegistry) -> Vec<(EntityId, String)> {
        let document = Document {
            text: &self.named.text,
            mentions: &self.named.mentions,
            places: &self.named.places,
            windows: &self.named.windows,
            language: self.language,
            time: self.time,
            outlet: self.outlet.as_deref(),
        };
        let form =
            |span: std::ops::Range<usize>| self.named.text.get(span).unwrap_or_default().to_owned();
        let mentions = registry.read(&document).into_iter();
        mentions.map(|mention| (mention.entity, form(mention.span))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_no_key_is_left_nothing_changes() {
        let mut pipeline = Pipeline::builder().build().expect("options");
        pipeline.next_key = u32::MAX - 1;
        pipeline.push(Article::new("a", "Quake shakes Arequipa")).expect("the last");
        let refused = pipeline.push(Article::new("b", "Quake shakes Arequipa"));
        assert_eq!(refused, Err(Error::Exhausted("b".into())));
        assert_eq!((pipeline.article_count(), pipeline.contains("b")), (1, false));
        assert_eq!(pipeline.stories().len(), 1);
    }
}
