//! Articles in, stories and events out.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::builder::PipelineBuilder;
use super::clock::Clock;
use super::commit::TEND_EVERY;
use super::covered::CoveredStory;
use super::entry::{Entry, Opened};
use super::event::{Event, EventKind};
use super::guard::Guard;
use super::keys::Keys;
use super::options::PipelineOptions;
use super::prepare::{Coming, Stages};
use super::preparer::{PreparedArticle, Preparer};
use super::threads::Threads;
use crate::article::{Article, ArticleId, Place, SourceProfile, Timestamp};
use crate::cluster::{Clusterer, StoryId};
use crate::coverage::{
    Bias, Blindspot, Coverage, Pool, Profiles, Report, control_false_discoveries, rate,
};
use crate::entity::{AliasTable, EntityId, EntityRegistry};
use crate::error::{Error, Result};
use crate::features::DocumentFrequencies;
use crate::index::ByKey;
use crate::language::LanguageTag;
use crate::story::{StoryBuilder, StoryMaterial, StoryPlace};

/// The whole way from articles to stories.
///
/// Deterministic: the same articles in the same order give the same events and stories, one by one
/// or in batches, on any number of threads.
///
/// # Examples
///
/// ```
/// use samestory::article::Article;
/// use samestory::pipeline::Pipeline;
///
/// let mut pipeline = Pipeline::builder().build()?;
/// for (id, headline) in [
///     ("a", "Shoigu tells Wang Yi that Russia supports Beijing on Taiwan"),
///     ("b", "Quake shakes Arequipa in southern Peru"),
///     ("c", "Shoigu in Beijing: Russia supports China on Taiwan, Wang Yi told"),
/// ] {
///     let mut article = Article::new(id, headline);
///     article.in_language = Some("en".into());
///     pipeline.push(article)?;
/// }
/// assert_eq!(pipeline.story_of("a"), pipeline.story_of("c"));
/// assert_eq!(pipeline.stories().len(), 2);
/// # Ok::<(), samestory::error::Error>(())
/// ```
pub struct Pipeline {
    pub(super) options: PipelineOptions,
    pub(super) stages: Arc<Stages>,
    pub(super) threads: Threads,
    pub(super) frequencies: DocumentFrequencies,
    pub(super) clusterer: Box<dyn Clusterer>,
    pub(super) registry: EntityRegistry,
    sources: BTreeMap<String, SourceProfile>,
    /// Articles by key; keys rise with arrival.
    pub(super) articles: ByKey<Entry>,
    /// The articles that are unpacked, since they were asked for after the last one came.
    unpacked: Mutex<Vec<u32>>,
    /// Hashed with a secret key, since feeds choose the ids.
    pub(super) keys: Keys,
    /// The medoid that the last event named, by story.
    pub(super) headlines: FxHashMap<StoryId, u32>,
    pub(super) clock: Clock,
    /// The stream's time when it was last looked for what is held no longer.
    pub(super) looked: Timestamp,
    pub(super) dimension: Option<usize>,
    pub(super) next_key: u32,
    pub(super) next_event: u64,
    #[cfg_attr(not(feature = "store"), allow(dead_code))]
    pub(super) guard: Guard,
}

impl Pipeline {
    /// Begins a pipeline.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    pub(super) fn assemble(
        options: PipelineOptions,
        stages: Stages,
        clusterer: Box<dyn Clusterer>,
        sources: Vec<SourceProfile>,
        guard: Guard,
    ) -> Result<Self> {
        let dimension = dimension_of(&options, &stages)?;
        Ok(Self {
            guard,
            stages: Arc::new(stages),
            threads: Threads::new(options.threads)?,
            frequencies: DocumentFrequencies::new(options.weight.clone()),
            registry: EntityRegistry::new(options.registry.clone()),
            dimension,
            options,
            clusterer,
            sources: sources.into_iter().map(|source| (source.id.clone(), source)).collect(),
            articles: ByKey::default(),
            unpacked: Mutex::default(),
            keys: Keys::default(),
            headlines: FxHashMap::default(),
            clock: Clock::default(),
            looked: Timestamp::default(),
            next_key: 0,
            next_event: 0,
        })
    }

    /// Takes an article in; what it changed, in order.
    ///
    /// # Errors
    ///
    /// [`Error::MissingId`], [`Error::DuplicateId`], [`Error::NoText`], [`Error::OverLimit`],
    /// [`Error::BadVector`] or [`Error::WrongDimension`]; the pipeline is unchanged then and takes
    /// the next article.
    ///
    /// [`Error::MissingId`]: crate::error::Error::MissingId
    /// [`Error::DuplicateId`]: crate::error::Error::DuplicateId
    /// [`Error::NoText`]: crate::error::Error::NoText
    /// [`Error::OverLimit`]: crate::error::Error::OverLimit
    /// [`Error::BadVector`]: crate::error::Error::BadVector
    /// [`Error::WrongDimension`]: crate::error::Error::WrongDimension
    pub fn push(&mut self, article: Article) -> Result<Vec<Event>> {
        self.push_telling(article, |_| ())
    }

    /// The same; `decided` is told what it changed as soon as that is certain, while there is still work
    /// to do.
    pub(super) fn push_telling(
        &mut self,
        article: Article,
        decided: impl FnOnce(&[Event]),
    ) -> Result<Vec<Event>> {
        self.admit(&article)?;
        let prepared = self.stages.prepare(article);
        self.commit_one(prepared, decided)
    }

    /// Takes an article in, in place of the one of its id if there is one: a correction. What would be
    /// refused leaves the earlier article where it is, unless it is an embedder whose vectors have come to
    /// have another length. O(articles of the earlier one's story), and what [`Pipeline::push`] costs.
    ///
    /// # Errors
    ///
    /// As [`Pipeline::push`], but for [`Error::DuplicateId`].
    ///
    /// [`Error::DuplicateId`]: crate::error::Error::DuplicateId
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::article::Article;
    /// use samestory::pipeline::Pipeline;
    ///
    /// let mut pipeline = Pipeline::builder().build()?;
    /// pipeline.push(Article::new("a", "Quake shakes Arequipa"))?;
    /// pipeline.replace(Article::new("a", "Quake of 6.1 shakes Arequipa"))?;
    /// assert_eq!(pipeline.article("a").map(|article| article.headline.len()), Some(28));
    /// assert!(pipeline.replace(Article::new("a", "")).is_err());
    /// assert!(pipeline.contains("a"));
    /// # Ok::<(), samestory::error::Error>(())
    /// ```
    pub fn replace(&mut self, article: Article) -> Result<Vec<Event>> {
        self.admit_in_place(&article)?;
        let mut events = self.remove(article.id.as_str());
        events.extend(self.push(article)?);
        Ok(events)
    }

    /// Takes many articles in, as [`Pipeline::push`] does one after the other, but prepares them
    /// on several threads; one result for each, in order.
    pub fn push_batch(
        &mut self,
        articles: impl IntoIterator<Item = Article>,
    ) -> Vec<Result<Vec<Event>>> {
        let stages = Arc::clone(&self.stages);
        let mut results = Vec::new();
        let mut articles = articles.into_iter();
        let mut ready: Vec<Coming> = Vec::new();
        loop {
            // Chunks end where stories are tended, so that each is placed in one go.
            let coming = self.next_key.wrapping_add(ready.len() as u32);
            let most = self.options.chunk.min((TEND_EVERY - coming % TEND_EVERY) as usize);
            // Feeds repeat what they have sent: what would be refused is not worth the work.
            let welcome = |article: Article| {
                let is_welcome = self.admit(&article).is_ok();
                (article, is_welcome)
            };
            let next: Vec<(Article, bool)> = articles.by_ref().take(most).map(welcome).collect();
            let last = next.is_empty();
            // While one chunk is read and placed, the next is prepared.
            let prepare = || stages.prepare_all(next);
            ready = self.commit_all(ready, &mut results, prepare).unwrap_or_default();
            if last {
                break;
            }
        }
        results
    }

    /// What does the text work of this pipeline elsewhere.
    pub fn preparer(&self) -> Preparer {
        Preparer::new(Arc::clone(&self.stages))
    }

    /// Takes articles in as [`Pipeline::push_batch`] does, on which the text work is done; one result
    /// for each, in order.
    pub fn push_prepared(
        &mut self,
        articles: impl IntoIterator<Item = PreparedArticle>,
    ) -> Vec<Result<Vec<Event>>> {
        let mut results = Vec::new();
        let prepared = articles.into_iter().map(|prepared| Coming::Prepared(Box::new(prepared.0)));
        self.commit_all(prepared.collect(), &mut results, || ());
        results
    }

    /// Takes an article out and undoes its effect on stories. Frequencies and the glossary keep
    /// their trace of it.
    ///
    /// A story whose last article it was is closed, unless it is already. Without such an article
    /// nothing happens. O(articles of its story).
    pub fn remove(&mut self, id: &str) -> Vec<Event> {
        let Some(key) = self.key_of(id) else { return Vec::new() };
        self.keys.remove(key, &self.articles);
        let story = self.clusterer.story_of(key);
        let is_open = |story| self.clusterer.story(story).is_some_and(|story| !story.closed);
        let was_open = story.is_some_and(is_open);
        let mut changes = Vec::new();
        self.clusterer.remove(key, &mut changes);
        let mut kinds = Vec::with_capacity(changes.len() + 1);
        for change in changes {
            self.say(change, &mut kinds);
        }
        if let Some(story) = story {
            if self.clusterer.story(story).is_none() {
                self.headlines.remove(&story);
                if was_open {
                    kinds.push(EventKind::Closed { story: story.to_string() });
                }
            } else if self.headlines.get(&story) == Some(&key) {
                kinds.extend(self.new_headline(story));
            }
        }
        self.articles.remove(key);
        self.number(kinds)
    }

    /// Merges the stories that have turned out to be one. It happens by itself every so many
    /// articles; call it when a stream pauses or ends.
    pub fn settle(&mut self) -> Vec<Event> {
        let mut changes = Vec::new();
        let clusterer = &mut self.clusterer;
        self.threads.run(|| clusterer.merge_stories(&mut changes));
        self.events(changes)
    }

    /// All stories by age. Blindspots are tested over all of them, so that what looks like one by
    /// chance among many is not called one.
    ///
    /// # Complexity
    ///
    /// O(articles), the text of up to 600 of each story read; on several threads.
    pub fn stories(&self) -> Vec<CoveredStory> {
        let ids: Vec<StoryId> = self.clusterer.stories().map(|story| story.id).collect();
        self.build(&ids)
    }

    /// A story by its id, such as `s12`; the id of a merged story leads to the one it is part of.
    /// Its blindspot is tested alone, without the others of [`Pipeline::stories`].
    pub fn story(&self, id: &str) -> Option<CoveredStory> {
        let number = id.strip_prefix('s')?.parse().ok()?;
        self.build(&[StoryId(number)]).pop()
    }

    /// The id of the story an article is in.
    pub fn story_of(&self, article: &str) -> Option<String> {
        self.clusterer.story_of(self.key_of(article)?).map(|story| story.to_string())
    }

    /// The id of the cluster, within the story, that holds the article with those of its language.
    pub fn cluster_of(&self, article: &str) -> Option<String> {
        self.clusterer.cluster_of(self.key_of(article)?).map(|cluster| cluster.to_string())
    }

    /// Whether an article of this id is held: it was taken in, and neither removed nor let go.
    pub fn contains(&self, article: &str) -> bool {
        self.key_of(article).is_some()
    }

    /// What it was made with.
    pub fn options(&self) -> &PipelineOptions {
        &self.options
    }

    /// An article that was taken in. It is unpacked at the first call, O(bytes), and held so until the
    /// next article comes.
    pub fn article(&self, id: &str) -> Option<&Article> {
        Some(&self.opened(self.key_of(id)?)?.article)
    }

    /// The same, unpacked for the caller alone: for walks over many, of which nothing is to be held.
    pub fn read_article(&self, id: &str) -> Option<Article> {
        Some(self.articles.get(self.key_of(id)?)?.unpack())
    }

    /// The language an article was taken to be in.
    pub fn language_of(&self, article: &str) -> Option<LanguageTag> {
        self.articles.get(self.key_of(article)?)?.language
    }

    /// What is known of an outlet.
    pub fn source(&self, id: &str) -> Option<&SourceProfile> {
        self.sources.get(id)
    }

    /// Puts what is known of outlets in force, in place of what was known before. Stories are told by it
    /// from now on; where articles go does not depend on it.
    pub fn set_sources(&mut self, sources: Vec<SourceProfile>) {
        self.sources = sources.into_iter().map(|source| (source.id.clone(), source)).collect();
    }

    /// The glossary of names.
    pub fn registry(&self) -> &EntityRegistry {
        &self.registry
    }

    /// Puts a user's aliases and stop words in force for the articles that come, in place of those
    /// before: files that changed are read again without a restart. Names found so far stay.
    ///
    /// # Examples
    ///
    /// ```
    /// use samestory::entity::AliasTable;
    /// use samestory::pipeline::Pipeline;
    ///
    /// let mut table = AliasTable::default();
    /// table.read_tsv("馮檢基\tFrederick Fung\tPER\n")?;
    /// let mut pipeline = Pipeline::builder().build()?;
    /// pipeline.set_aliases(&table);
    /// assert_eq!(pipeline.registry().len(), 1);
    /// # Ok::<(), samestory::error::Error>(())
    /// ```
    pub fn set_aliases(&mut self, table: &AliasTable) {
        self.registry.set_aliases(table);
    }

    /// An article unpacked.
    fn opened(&self, key: u32) -> Option<&Opened> {
        let (opened, first) = self.articles.get(key)?.open();
        if first {
            self.unpacked.lock().unwrap_or_else(PoisonError::into_inner).push(key);
        }
        Some(opened)
    }

    /// Lets go of what was unpacked. O(articles asked for since the last call).
    pub(super) fn close_opened(&mut self) {
        let opened = self.unpacked.get_mut().unwrap_or_else(PoisonError::into_inner);
        for key in std::mem::take(opened) {
            if let Some(entry) = self.articles.get_mut(key) {
                entry.close();
            }
        }
    }

    fn build(&self, ids: &[StoryId]) -> Vec<CoveredStory> {
        let profiles = Profiles::new(self.sources.values());
        let pool = Pool::of_outlets(self.sources.values());
        let pool = (pool.left + pool.right > 0).then_some(pool);
        let material = |key: u32| {
            let (entry, opened) = (self.articles.get(key)?, self.opened(key)?);
            Some(StoryMaterial {
                article: &opened.article,
                language: entry.language,
                time: entry.time,
                mentions: &opened.mentions,
            })
        };
        let profile = |outlet: &str| profiles.get(outlet);
        let side = |outlet: &str| {
            let bias = rate::<Bias>(profiles.get(outlet)?)?.step;
            Some(bias.side().name().to_owned())
        };
        let entity = |id: EntityId| self.registry.entity(id);
        let builder = StoryBuilder::new(self.clusterer.as_ref(), &material, &profile)
            .sides(&side)
            .entities(&entity)
            .tokenizer(self.stages.tokenizer.as_ref())
            .options(self.options.story.clone())
            .now(self.clock.now());
        let covered = |(place, id): &(usize, StoryId)| {
            let story = builder.build(*id)?;
            let clusters = story.clusters.iter().flat_map(|cluster| &cluster.articles);
            let reports: Vec<Report<'_>> = clusters.filter_map(|id| self.report(id)).collect();
            let places: Vec<Place> = story.places.iter().map(StoryPlace::address).collect();
            let coverage = Coverage::new(&reports, &profiles, &places, pool);
            Some((*place, CoveredStory { story, coverage }))
        };
        // The largest first: one that comes last is built while other threads have nothing to do.
        let mut largest: Vec<(usize, StoryId)> = ids.iter().copied().enumerate().collect();
        largest.sort_by_cached_key(|(_, id)| Reverse(self.size_of(*id)));
        let mut built: Vec<(usize, CoveredStory)> =
            self.threads.map(&largest, covered).into_iter().flatten().collect();
        built.sort_by_key(|(place, _)| *place);
        let mut stories: Vec<CoveredStory> = built.into_iter().map(|(_, story)| story).collect();
        let mut blindspots: Vec<Blindspot> =
            stories.iter().map(|story| story.coverage.blindspot).collect();
        control_false_discoveries(&mut blindspots);
        for (story, blindspot) in stories.iter_mut().zip(blindspots) {
            story.coverage.blindspot = blindspot;
        }
        stories
    }

    /// The key of an article that is held.
    pub(super) fn key_of(&self, id: &str) -> Option<u32> {
        self.keys.get(id, &self.articles)
    }

    /// Articles of a story.
    fn size_of(&self, id: StoryId) -> usize {
        let clusters = self.clusterer.story(id).map_or(&[][..], |story| &story.clusters);
        let clusters = clusters.iter().filter_map(|id| self.clusterer.cluster(*id));
        clusters.map(|cluster| cluster.members.len()).sum()
    }

    fn report(&self, id: &ArticleId) -> Option<Report<'_>> {
        let key = self.key_of(id.as_str())?;
        let original = self.clusterer.copy_of(key).and_then(|key| self.articles.get(key));
        let copy_of = original.map(|original| original.id());
        Some(Report::new(&self.opened(key)?.article, copy_of))
    }
}

/// How many numbers embeddings have, where that is known before the first.
pub(super) fn dimension_of(options: &PipelineOptions, stages: &Stages) -> Result<Option<usize>> {
    let embedder = stages.embedder.as_ref().and_then(|embedder| embedder.dimension());
    match (options.dimension, embedder) {
        (Some(set), Some(made)) if set != made => Err(Error::InvalidOption {
            option: "dimension",
            value: set.to_string(),
            wanted: "as many numbers as the embedder's vectors have",
        }),
        (set, made) => Ok(set.or(made)),
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pipeline")
            .field("options", &self.options)
            .field("articles", &self.articles.len())
            .finish_non_exhaustive()
    }
}
