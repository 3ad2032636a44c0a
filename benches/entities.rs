//! Names of one language found in the others, and the speed of the registry.
//!
//! ```text
//! cargo bench --bench entities                  # all
//! cargo bench --bench entities -- recall names  # the share of each name too
//! cargo bench --bench entities -- speed
//! ```
//!
//! Recall: the documents of `../shared/data/clustering/ntrex.jsonl`, each in 125 languages, in a
//! fixed random order. The 100 names that the English versions mention most; of each, the share of
//! the other versions of its documents in which the same entity is found. With `places`, the
//! names of countries and cities in `../shared/data/names/places.tsv` are an alias file.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use samestory::article::{Article, Timestamp};
use samestory::entity::{
    Alias, AliasTable, Document, EntityId, EntityKind, EntityRegistry, Gazetteer, Mention,
    MentionFinder, NameWindows, PlaceMention, RuleMentionFinder, WordCache,
};
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector, dominant_script};
use samestory::token::{DictionaryTokenizer, Token, Tokenizer, WordTokenizer};

const NTREX: &str = "../shared/data/clustering/ntrex.jsonl";
const FULL_TEXTS: &str = "../shared/data/clustering/fulltext_en.jsonl";
const PLACES: &str = "../shared/data/names/places.tsv";
const NAMES: usize = 100;
const TIMED: usize = 2000;
const PASSES: usize = 5;
/// Capitalized words that are no names.
const NO_NAMES: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February \
    March April May June July August September October November December I I'm I've Mr Ms Dr";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    let all = !asked("recall") && !asked("speed");
    if all || asked("speed") && !asked("articles") {
        mentions_per_second();
    }
    match std::fs::read_to_string(NTREX) {
        Ok(lines) => {
            let mut articles: Vec<Article> =
                lines.lines().map(|line| serde_json::from_str(line).expect("an article")).collect();
            articles.sort_by_key(|article| hash(article.id.as_str()));
            if all || asked("recall") {
                recall(&articles, asked("names"), asked("places"));
            }
            // Of one script, where its code is given.
            let scripts: Vec<&String> = arguments.iter().filter(|a| is_script(a)).collect();
            articles.retain(|article| {
                let script = dominant_script(&article.article_body);
                let code = script.map_or("Zzzz", |script| script.short_name());
                scripts.is_empty() || scripts.iter().any(|asked| *asked == code)
            });
            if all || asked("speed") {
                time_per_article(&articles[..articles.len().min(TIMED)]);
            }
        }
        Err(error) => eprintln!("{NTREX}: {error}"),
    }
    if all || asked("speed") {
        match std::fs::read_to_string(FULL_TEXTS) {
            Ok(lines) => {
                let articles = lines.lines();
                let articles = articles.map(|line| serde_json::from_str(line).expect("an article"));
                time_per_article(&articles.collect::<Vec<Article>>());
            }
            Err(error) => eprintln!("{FULL_TEXTS}: {error}"),
        }
    }
}

/// Whether it has the form of an ISO 15924 code.
fn is_script(text: &str) -> bool {
    text.len() == 4 && text.starts_with(|letter: char| letter.is_ascii_uppercase())
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The text, its language, the names found in it alone and its windows.
struct Read {
    text: String,
    language: Option<LanguageTag>,
    mentions: Vec<Mention>,
    places: Vec<PlaceMention>,
    windows: NameWindows,
}

fn read(article: &Article, cache: &mut WordCache) -> Read {
    let language = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
    read_with(article, &WordTokenizer.tokenize(&article.article_body, language), cache, &mut || ())
}

/// The same where the text's tokens are at hand; `done` is called after mentions, after places and
/// after windows.
fn read_with(
    article: &Article,
    tokens: &[Token<'_>],
    cache: &mut WordCache,
    done: &mut impl FnMut(),
) -> Read {
    let text = article.article_body.clone();
    let language = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
    let mut mentions = RuleMentionFinder.find(&text, language);
    mentions.retain(|mention| !mention.is_weak());
    done();
    let mut places = Vec::new();
    Gazetteer::new().places_cached_into(&text, tokens, language, cache, &mut places);
    done();
    let windows = NameWindows::of_cached(&text, language, cache);
    done();
    Read { text, language, mentions, places, windows }
}

/// Mentions of an English name, its entity and its documents.
type English = (usize, EntityId, BTreeSet<String>);

fn recall(articles: &[Article], every_name: bool, with_places: bool) {
    let mut registry = EntityRegistry::default();
    if with_places {
        registry.set_aliases(&places());
    }
    let mut found: BTreeMap<&str, BTreeSet<EntityId>> = BTreeMap::new();
    let mut english: BTreeMap<String, English> = BTreeMap::new();
    let mut votes: BTreeMap<(String, EntityId), usize> = BTreeMap::new();
    let mut cache = WordCache::default();
    let start = Instant::now();
    for article in articles {
        let read = read(article, &mut cache);
        let document = Document {
            text: &read.text,
            mentions: &read.mentions,
            places: &read.places,
            windows: &read.windows,
            language: read.language,
            time: Timestamp::default(),
            outlet: None,
        };
        let mentions = registry.read(&document);
        let entities = found.entry(article.id.as_str()).or_default();
        for mention in mentions {
            entities.insert(mention.entity);
            let form = read.text.get(mention.span).unwrap_or_default();
            if article.id.as_str().starts_with("eng/") && !NO_NAMES.split(' ').any(|no| no == form)
            {
                let entry = english.entry(form.trim_end_matches("'s").to_owned());
                let entry = entry.or_insert((0, mention.entity, BTreeSet::new()));
                entry.0 += 1;
                // Of several entities of one name, the one mentioned most.
                let vote = votes
                    .entry((form.trim_end_matches("'s").to_owned(), mention.entity))
                    .or_default();
                *vote += 1;
                let vote = *vote;
                if votes
                    .get(&(form.trim_end_matches("'s").to_owned(), entry.1))
                    .is_none_or(|v| *v < vote)
                {
                    entry.1 = mention.entity;
                }
                entry.2.insert(document_of(article));
            }
        }
    }
    let elapsed = start.elapsed();
    let mut names: Vec<(String, English)> = english.into_iter().collect();
    names.sort_by(|one, other| other.1.0.cmp(&one.1.0).then(one.0.cmp(&other.0)));
    names.truncate(NAMES);
    let mut by_script: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut shares = Vec::new();
    let mut extra = (0, 0);
    for (name, (count, entity, documents)) in &names {
        let root = registry.root(*entity);
        let mut hits = (0, 0);
        for article in articles.iter().filter(|article| !article.id.as_str().starts_with("eng/")) {
            let held = found.get(article.id.as_str()).is_some_and(|entities| {
                entities.iter().any(|entity| registry.root(*entity) == root)
            });
            if !documents.contains(&document_of(article)) {
                extra.0 += usize::from(held);
                extra.1 += 1;
                continue;
            }
            let script = dominant_script(&article.article_body).map_or("Zzzz", |s| s.short_name());
            let entry = by_script.entry(script.to_owned()).or_default();
            for counts in [&mut hits, entry] {
                counts.0 += usize::from(held);
                counts.1 += 1;
            }
        }
        let share = hits.0 as f64 / hits.1.max(1) as f64;
        shares.push(share);
        if every_name {
            println!("{name}\t{count}\t{} documents\t{share:.3}", documents.len());
        }
    }
    println!("script\tversions\tfound");
    for (script, (held, all)) in by_script {
        println!("{script}\t{all}\t{:.3}", held as f64 / all as f64);
    }
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    println!(
        "{} names: mean share {mean:.3}; in other documents' versions {:.4}; {:.0} articles/s, {} entities",
        shares.len(),
        f64::from(extra.0 as u32) / f64::from(extra.1.max(1) as u32),
        articles.len() as f64 / elapsed.as_secs_f64(),
        registry.len(),
    );
}

/// The names of countries and cities as a user's alias file.
fn places() -> AliasTable {
    let mut table = AliasTable::default();
    let rows = std::fs::read_to_string(PLACES).expect("the table of places");
    let fields = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = rows.lines().skip(1).map(fields).collect();
    let mut english: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &rows {
        if row[1].split('+').any(|language| language == "en") {
            english.insert(&row[0], &row[3]);
        }
    }
    for row in &rows {
        if let Some(label) = english.get(row[0].as_str()) {
            table.add(Alias::new(*label, Some(EntityKind::Location), [row[3].clone()]));
        }
    }
    table
}

fn document_of(article: &Article) -> String {
    let id = article.id.as_str();
    id.split_once('/').map_or(id, |(_, document)| document).to_owned()
}

/// Language, words and entities of full articles, each alone, on one thread. Places are looked up
/// in the words that are there. Of each article the least of some passes from an empty registry on:
/// what else the machine does comes and goes.
fn time_per_article(articles: &[Article]) {
    let mut least = pass(articles);
    for _ in 1..PASSES {
        for (least, again) in least.iter_mut().zip(pass(articles)) {
            for (least, again) in least.iter_mut().zip(again) {
                *least = least.min(again);
            }
        }
    }
    let mut times: BTreeMap<&str, [f64; 6]> = BTreeMap::new();
    for (article, seconds) in articles.iter().zip(least) {
        let script = dominant_script(&article.article_body);
        for key in [script.map_or("Zzzz", |script| script.short_name()), "all"] {
            let sums = times.entry(key).or_default();
            sums[0] += 1.0;
            for (sum, seconds) in sums.iter_mut().skip(1).zip(seconds) {
                *sum += seconds;
            }
        }
    }
    println!(
        "script\tarticles\tlanguage+tokens µs\tmentions µs\tplaces µs\twindows µs\tregistry µs\tratio"
    );
    for (script, [count, before, mentions, places, windows, resolved]) in times {
        let each = |seconds: f64| seconds / count * 1e6;
        println!(
            "{script}\t{count}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.2}",
            each(before),
            each(mentions),
            each(places),
            each(windows),
            each(resolved),
            (mentions + places + windows + resolved) / before,
        );
    }
}

/// The seconds of each article for language and words, names, places, windows, and the registry.
fn pass(articles: &[Article]) -> Vec<[f64; 5]> {
    let detector = NgramDetector::new();
    let tokenizer = DictionaryTokenizer::default();
    detector.detect("warm");
    let mut registry = EntityRegistry::default();
    let mut cache = WordCache::default();
    let mut time = |article: &Article| {
        let text = &article.article_body;
        let start = Instant::now();
        std::hint::black_box(detector.detect(text));
        let language = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
        let mut tokens = Vec::new();
        tokenizer.tokenize_into(text, language, &mut tokens);
        let tokenized = start.elapsed();
        let mut times = vec![tokenized];
        let mut done = || times.push(start.elapsed());
        let read = read_with(article, &tokens, &mut cache, &mut done);
        registry.read(&Document {
            text: &read.text,
            mentions: &read.mentions,
            places: &read.places,
            windows: &read.windows,
            language: read.language,
            time: Timestamp::default(),
            outlet: None,
        });
        times.push(start.elapsed());
        let mut before = 0.0;
        let since = |time: &Duration| {
            time.as_secs_f64() - std::mem::replace(&mut before, time.as_secs_f64())
        };
        let mut parts = times.iter().map(since);
        [(); 5].map(|()| parts.next().unwrap_or_default())
    };
    articles.iter().map(&mut time).collect()
}

/// A million mentions of a hundred thousand names, by Zipf's law.
fn mentions_per_second() {
    const SYLLABLES: [&str; 20] = [
        "ka", "to", "mi", "ren", "sol", "vi", "dar", "pe", "lu", "shan", "gor", "bel", "ni", "fa",
        "zu", "har", "che", "ost", "wen", "ja",
    ];
    let mut state = 7u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((state >> 33) as usize) % below
    };
    let mut word = |length: usize| {
        let text: String = (0..length).map(|_| SYLLABLES[next(SYLLABLES.len())]).collect();
        text[..1].to_uppercase() + &text[1..]
    };
    let names: Vec<String> = (0..100_000)
        .map(|place| format!("{} {}", word(2 + place % 2), word(3 + place % 3)))
        .collect();
    let mut registry = EntityRegistry::default();
    let start = Instant::now();
    let mut order = 1u64;
    for place in 0..1_000_000usize {
        order = order.wrapping_mul(2862933555777941757).wrapping_add(3037000493);
        let random = (order >> 11) as f64 / (1u64 << 53) as f64;
        // Each name once, then by Zipf's law.
        let name =
            if place % 10 == 0 { place / 10 } else { (100_000f64.powf(random)) as usize - 1 };
        registry.resolve(&names[name], None, None, Timestamp::default());
    }
    let elapsed = start.elapsed().as_secs_f64();
    println!(
        "1000000 mentions of 100000 names: {:.0}/s, {} entities",
        1e6 / elapsed,
        registry.len()
    );
}
