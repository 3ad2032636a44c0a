//! A caller's embeddings through a pipeline, and the index that searches them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use samestory::article::Article;
use samestory::cluster::SparseIndexFactory;
use samestory::features::DenseVector;
use samestory::index::{ExactIndex, Index, IndexError, InvertedIndex, SearchBuffer};
use samestory::pipeline::{Pipeline, PipelineBuilder};

/// An index that counts what it is asked.
#[derive(Default)]
struct Counting {
    index: ExactIndex<DenseVector>,
    inserts: Arc<AtomicUsize>,
    searches: Arc<AtomicUsize>,
}

impl Index<DenseVector> for Counting {
    fn insert(&mut self, key: u32, vector: &DenseVector) -> Result<(), IndexError> {
        self.inserts.fetch_add(1, Ordering::Relaxed);
        self.index.insert(key, vector)
    }

    fn remove(&mut self, key: u32) -> bool {
        self.index.remove(key)
    }

    fn expire(&mut self, first: u32) {
        self.index.expire(first);
    }

    fn search_into(
        &self,
        query: &DenseVector,
        most: usize,
        minimum: f32,
        buffer: &mut SearchBuffer,
    ) {
        self.searches.fetch_add(1, Ordering::Relaxed);
        self.index.search_into(query, most, minimum, buffer);
    }

    fn len(&self) -> usize {
        self.index.len()
    }
}

/// Two directions, one story each: texts of four languages that share no word.
const HEADLINES: [(&str, &str, bool); 8] = [
    ("en", "Quake shakes the south", true),
    ("ja", "南部で地震", true),
    ("en", "Parliament elects a speaker", false),
    ("ja", "議会が議長を選出", false),
    ("fi", "Maanjäristys vavisutti etelää", true),
    ("fi", "Parlamentti valitsi puhemiehen", false),
    ("ka", "მიწისძვრა სამხრეთში", true),
    ("ka", "პარლამენტმა თავმჯდომარე აირჩია", false),
];

/// The story of each headline.
fn stories(builder: PipelineBuilder, embedded: bool) -> Vec<Option<String>> {
    let mut pipeline = builder.build().expect("a pipeline");
    for (number, (language, headline, quake)) in HEADLINES.into_iter().enumerate() {
        let mut article = Article::new(number.to_string(), headline);
        article.in_language = Some(language.to_owned());
        let own = 0.02 * number as f32;
        let direction = if quake { vec![1.0, own, 0.0] } else { vec![0.0, own, 1.0] };
        article.embedding = embedded.then_some(direction);
        pipeline.push(article).expect("it is taken");
    }
    (0..HEADLINES.len()).map(|number| pipeline.story_of(&number.to_string())).collect()
}

fn two_stories(found: &[Option<String>]) -> bool {
    let [first, _, third, ..] = found else { return false };
    let wanted = HEADLINES.iter().map(|(_, _, quake)| if *quake { first } else { third });
    first != third && wanted.eq(found)
}

#[test]
fn embeddings_bring_articles_together_that_share_no_word() {
    assert!(two_stories(&stories(Pipeline::builder(), true)));
    assert!(!two_stories(&stories(Pipeline::builder(), false)), "nothing else does");
}

#[test]
fn the_index_that_is_given_is_searched() {
    let index = Counting::default();
    let (inserts, searches) = (Arc::clone(&index.inserts), Arc::clone(&index.searches));
    let count = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    assert!(two_stories(&stories(Pipeline::builder().dense_index(index), true)));
    assert_eq!(count(&inserts), HEADLINES.len());
    assert!(count(&searches) > 0);
    // Beside indexes of sparse vectors, and in either order.
    let index = Counting::default();
    let inserts = Arc::clone(&index.inserts);
    let sparse: SparseIndexFactory = Arc::new(|| Box::new(InvertedIndex::default()));
    assert!(two_stories(&stories(
        Pipeline::builder().dense_index(index).sparse_index(sparse),
        true
    )));
    assert_eq!(count(&inserts), HEADLINES.len());
}

#[cfg(feature = "hnsw")]
#[test]
fn graphs_find_the_same() {
    use samestory::index::{HnswIndex, HnswOptions};

    let mut options = HnswOptions::default();
    (options.exact_below, options.batch) = (0, 1);
    let index = HnswIndex::new(options).expect("options in range");
    let exact = stories(Pipeline::builder(), true);
    assert_eq!(stories(Pipeline::builder().dense_index(index), true), exact);
}
