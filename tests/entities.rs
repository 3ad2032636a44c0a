//! Whose the names are: the labeled names of the bundled sample, floods, and what a user says.

use std::collections::{BTreeMap, BTreeSet};

use samestory::article::{Article, Timestamp};
use samestory::entity::{
    AliasTable, Document, EntityId, EntityRegistry, Gazetteer, Mention, MentionFinder, NameWindows,
    NamedMention, PlaceMention, RegistryOptions, RuleMentionFinder, WordCache,
};
use samestory::language::{LanguageDetector, LanguageTag, NgramDetector, dominant_script};
use samestory::token::{Tokenizer, WordTokenizer};
use serde::Deserialize;

const ARTICLES: &str = include_str!("../examples/sample/articles.jsonl");
const LABELS: &str = include_str!("../examples/sample/mentions.jsonl");
const PROTAGONISTS: &str = include_str!("../examples/sample/protagonists.jsonl");

#[derive(Deserialize)]
struct Labeled {
    id: String,
    field: String,
    mentions: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    start: usize,
    end: usize,
    entity: String,
}

#[derive(Deserialize)]
struct Protagonist {
    story: String,
    label: String,
    articles: BTreeMap<String, Vec<String>>,
}

/// An article's text and where its parts begin.
struct Text {
    text: String,
    starts: BTreeMap<&'static str, usize>,
    language: Option<LanguageTag>,
    mentions: Vec<Mention>,
    places: Vec<PlaceMention>,
    windows: NameWindows,
}

fn text_of(article: &Article, detector: &NgramDetector) -> Text {
    let mut text = String::new();
    let (mut starts, mut mentions) = (BTreeMap::new(), Vec::new());
    let declared = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
    let whole =
        [&article.headline, &article.description, &article.article_body].map(String::as_str);
    let language =
        declared.or_else(|| detector.detect(&whole.join("\n")).map(|found| found.language));
    for (field, part) in ["headline", "description", "articleBody"].into_iter().zip(whole) {
        let start = text.len();
        starts.insert(field, start);
        for mut mention in RuleMentionFinder.find(part, language) {
            if mention.is_weak() {
                continue;
            }
            mention.span = mention.span.start + start..mention.span.end + start;
            mentions.push(mention);
        }
        text.push_str(part);
        text.push('\n');
    }
    let places = Gazetteer::new().places(&text, language);
    let windows = NameWindows::of(&text, language);
    Text { text, starts, language, mentions, places, windows }
}

fn read_all() -> (EntityRegistry, BTreeMap<String, (Text, Vec<NamedMention>)>) {
    let detector = NgramDetector::new();
    let mut registry = EntityRegistry::default();
    let mut read = BTreeMap::new();
    for line in ARTICLES.lines() {
        let article: Article = serde_json::from_str(line).expect("an article");
        let text = text_of(&article, &detector);
        let mentions = registry.read(&Document {
            text: &text.text,
            mentions: &text.mentions,
            places: &text.places,
            windows: &text.windows,
            language: text.language,
            time: article.date_seen.unwrap_or_default(),
            outlet: article.outlet(),
        });
        read.insert(article.id.to_string(), (text, mentions, article));
    }
    // What came before the names were known is looked at again, once.
    let mut again = BTreeMap::new();
    for (id, (text, mut mentions, article)) in read {
        let document = Document {
            text: &text.text,
            mentions: &text.mentions,
            places: &text.places,
            windows: &text.windows,
            language: text.language,
            time: article.date_seen.unwrap_or_default(),
            outlet: article.outlet(),
        };
        mentions.extend(registry.read_again(&document, &mentions, &[]));
        again.insert(id, (text, mentions));
    }
    let read = again;
    (registry, read)
}

/// Whether a script has capitals.
fn cased(text: &str) -> bool {
    let script = dominant_script(text).map_or("", |script| script.short_name());
    matches!(script, "Latn" | "Cyrl" | "Grek" | "Armn")
}

#[test]
fn the_samples_names_are_whose_they_are() {
    let (registry, read) = read_all();
    let mut pairs: Vec<(String, String, bool)> = Vec::new();
    let mut missed = BTreeMap::<bool, (usize, usize)>::new();
    for line in LABELS.lines() {
        let labeled: Labeled = serde_json::from_str(line).expect("labels");
        let (text, mentions) = &read[&labeled.id];
        let start = text.starts[labeled.field.as_str()];
        for label in &labeled.mentions {
            let (from, to) = (label.start + start, label.end + start);
            let overlap = |mention: &&NamedMention| {
                let span = &mention.span;
                span.end.min(to).saturating_sub(span.start.max(from))
            };
            let best = mentions.iter().filter(|m| overlap(m) > 0).max_by_key(overlap);
            let root = best.and_then(|mention| registry.root(mention.entity));
            let found = root.is_some();
            // A name that was not found is alone.
            let predicted = root
                .map_or(format!("{}:{}:{from}", labeled.id, labeled.field), |id| id.to_string());
            let counts = missed.entry(cased(&text.text)).or_default();
            counts.0 += usize::from(found);
            counts.1 += 1;
            pairs.push((label.entity.clone(), predicted, found));
        }
    }
    let all = b_cubed(&pairs);
    let found: Vec<(String, String, bool)> = pairs.iter().filter(|pair| pair.2).cloned().collect();
    let of_found = b_cubed(&found);
    println!(
        "{} labeled mentions: B³ precision {:.3} recall {:.3} F1 {:.3}",
        pairs.len(),
        all.0,
        all.1,
        all.2
    );
    println!(
        "of those found: precision {:.3} recall {:.3} F1 {:.3}",
        of_found.0, of_found.1, of_found.2
    );
    for (cased, (found, all)) in missed {
        println!("capitals {cased}: {found} of {all} found");
    }
    assert!(all.2 >= 0.87, "B³ F1 {:.3}", all.2);
}

/// Precision, recall and F1 over mentions: gold and predicted entity of each.
fn b_cubed(pairs: &[(String, String, bool)]) -> (f64, f64, f64) {
    let mut gold: BTreeMap<&str, f64> = BTreeMap::new();
    let mut predicted: BTreeMap<&str, f64> = BTreeMap::new();
    let mut both: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for (one, other, _) in pairs {
        *gold.entry(one).or_default() += 1.0;
        *predicted.entry(other).or_default() += 1.0;
        *both.entry((one, other)).or_default() += 1.0;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for ((one, other), count) in both {
        precision += count * count / predicted[other];
        recall += count * count / gold[one];
    }
    let all = pairs.len().max(1) as f64;
    let (precision, recall) = (precision / all, recall / all);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
}

#[test]
fn the_samples_protagonists_are_found() {
    let (registry, read) = read_all();
    let mut sums = BTreeMap::<bool, (usize, usize)>::new();
    let mut weak = Vec::new();
    for line in PROTAGONISTS.lines() {
        let protagonist: Protagonist = serde_json::from_str(line).expect("a protagonist");
        // The entity that is found at the spellings of the most articles.
        let mut votes: BTreeMap<EntityId, usize> = BTreeMap::new();
        let mut entities: BTreeMap<&str, BTreeSet<EntityId>> = BTreeMap::new();
        for (id, forms) in &protagonist.articles {
            let (text, mentions) = &read[id];
            let at: BTreeSet<EntityId> = mentions
                .iter()
                .filter(|mention| {
                    let form = &text.text[mention.span.clone()];
                    forms.iter().any(|name| name.contains(form) || form.contains(name.as_str()))
                })
                .filter_map(|mention| registry.root(mention.entity))
                .collect();
            for entity in &at {
                *votes.entry(*entity).or_default() += 1;
            }
            entities.insert(id, at);
        }
        let best = votes.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
        let best = best.map(|(id, _)| *id);
        let mut own = (0, 0);
        let mut missing = Vec::new();
        for (id, at) in &entities {
            let held = best.is_some_and(|best| at.contains(&best));
            let counts = sums.entry(cased(&read[*id].0.text)).or_default();
            for counts in [counts, &mut own] {
                counts.0 += usize::from(held);
                counts.1 += 1;
            }
            if !held {
                missing.push(protagonist.articles[*id].join("|"));
            }
        }
        if own.0 * 10 < own.1 * 9 {
            weak.push(format!(
                "{} {}: {}/{} {missing:?}",
                protagonist.story, protagonist.label, own.0, own.1
            ));
        }
    }
    for (cased, (found, all)) in &sums {
        println!("capitals {cased}: the protagonist in {found} of {all} articles");
    }
    println!("{} stories below 9 of 10:\n{}", weak.len(), weak.join("\n"));
    let share =
        |cased: bool| sums.get(&cased).map_or(0.0, |(found, all)| *found as f64 / *all as f64);
    assert!(share(true) >= 0.9, "{}", share(true));
    assert!(share(false) >= 0.8, "{}", share(false));
}

fn read(
    registry: &mut EntityRegistry,
    text: &str,
    language: &str,
    hour: i64,
) -> Vec<(String, EntityId)> {
    let language = language.parse().ok();
    let mentions = RuleMentionFinder.find(text, language);
    let windows = NameWindows::of(text, language);
    let named = registry.read(&Document {
        text,
        mentions: &mentions,
        places: &[],
        windows: &windows,
        language,
        time: Timestamp::from_seconds(hour * 3600),
        outlet: Some("outlet"),
    });
    named.into_iter().map(|mention| (text[mention.span].to_owned(), mention.entity)).collect()
}

#[test]
fn names_of_other_articles_are_found_without_capitals() {
    let mut registry = EntityRegistry::default();
    let mut shoigu = None;
    for text in [
        "On Sunday Sergei Shoigu met Wang Yi in Beijing.",
        "In Beijing spoke Sergei Shoigu to Wang Yi.",
        "The talks of Sergei Shoigu and Wang Yi.",
    ] {
        let found = read(&mut registry, text, "en", 1);
        shoigu = found.iter().find(|(form, _)| form == "Sergei Shoigu").map(|(_, id)| *id);
    }
    for (language, text, form) in [
        ("ar", "التقى سيرغي شويغو نظيره الصيني في بكين", "سيرغي شويغو"),
        ("zh", "谢尔盖·绍伊古在北京说", "谢尔盖·绍伊古"),
        ("he", "סרגיי שויגו אמר אתמול", "סרגיי שויגו"),
        ("ko", "세르게이 쇼이구는 말했다", "세르게이 쇼이구"),
        ("hi", "सर्गेई शोइगू ने कहा", "सर्गेई शोइगू"),
    ] {
        let found = read(&mut registry, text, language, 2);
        let wanted = found.iter().any(|(held, id)| held == form && registry.root(*id) == shoigu);
        assert!(wanted, "{text}: {found:?}");
    }
}

#[test]
fn a_place_and_the_word_that_begins_with_it_are_one_mention() {
    for (language, text) in [
        ("de", "Die EU-Kommission und die Ukraine-Hilfe"),
        ("en", "Russia's minister in Russia's parliament"),
        ("sk", "EK-MDKK"),
    ] {
        let language = language.parse().ok();
        let (mentions, windows) =
            (RuleMentionFinder.find(text, language), NameWindows::of(text, language));
        let places = Gazetteer::new().places(text, language);
        let mut registry = EntityRegistry::default();
        for hour in 0..3 {
            let named = registry.read(&Document {
                text,
                mentions: &mentions,
                places: &places,
                windows: &windows,
                language,
                time: Timestamp::from_seconds(hour * 3600),
                outlet: None,
            });
            let spans: Vec<_> = named.into_iter().map(|mention| mention.span).collect();
            assert!(!spans.is_empty(), "{text}");
            assert!(spans.windows(2).all(|two| two[0].end <= two[1].start), "{text}: {spans:?}");
        }
    }
}

#[test]
fn a_user_knows_better_and_may_change_his_mind() {
    let mut table = AliasTable::default();
    table.read_tsv("馮檢基\tFrederick Fung\tPER\n").expect("aliases");
    table.read_stops("Breaking News\n").expect("stops");
    let mut registry = EntityRegistry::default();
    registry.set_aliases(&table);
    let english = read(&mut registry, "Breaking News from Hong Kong: said Frederick Fung", "en", 1);
    assert!(english.iter().all(|(form, _)| form != "Breaking News"), "{english:?}");
    let chinese = read(&mut registry, "香港的馮檢基說", "zh-Hant", 1);
    let id = english.iter().find(|(form, _)| form == "Frederick Fung").expect("found").1;
    assert!(chinese.contains(&("馮檢基".to_owned(), id)), "{chinese:?}");
    registry.set_aliases(&AliasTable::default());
    assert!(!registry.is_stopped("Breaking News"));
    registry.set_aliases(&table);
    let again = read(&mut registry, "馮檢基", "zh-Hant", 1);
    assert_eq!(again, [("馮檢基".to_owned(), id)]);
}

#[test]
fn a_cache_of_words_changes_nothing() {
    let mut cache = WordCache::default();
    let gazetteer = Gazetteer::new();
    // Twice, so that words are met again, and in languages that take each other's places.
    for line in ARTICLES.lines().chain(ARTICLES.lines()) {
        let article: Article = serde_json::from_str(line).expect("an article");
        let declared = article.in_language.as_deref().and_then(|tag| tag.parse().ok());
        for (text, language) in [
            (&article.headline, declared),
            (&article.article_body, declared),
            (&article.headline, None),
        ] {
            let windows = NameWindows::of_cached(text, language, &mut cache);
            assert_eq!(windows, NameWindows::of(text, language), "{text}");
            let tokens = WordTokenizer.tokenize(text, language);
            let (mut places, mut concepts) = (Vec::new(), Vec::new());
            gazetteer.places_cached_into(text, &tokens, language, &mut cache, &mut places);
            gazetteer.concepts_cached_into(text, &tokens, language, &mut cache, &mut concepts);
            assert_eq!(places, gazetteer.places(text, language), "{text}");
            assert_eq!(concepts, gazetteer.concepts(text, language), "{text}");
            // Each in turn is the first to look a word up.
            for cache in [&mut cache, &mut WordCache::default()] {
                let (mut both, mut others) = (Vec::new(), Vec::new());
                gazetteer.both_cached_into(text, &tokens, language, cache, &mut both, &mut others);
                assert_eq!((&both, &others), (&places, &concepts), "{text}");
            }
        }
    }
}

#[test]
fn a_name_far_down_is_compared_once_it_comes_again() {
    let mut registry = EntityRegistry::default();
    let padding = "and so on, ".repeat(200);
    let far = format!("{padding}Sergei Shoigu spoke.");
    let mut ids = Vec::new();
    for text in ["Sergej Schoigu kam.", &far, &far, "Sergei Shoigu came."] {
        let mentions = RuleMentionFinder.find(text, None);
        let document = Document {
            text,
            mentions: &mentions,
            places: &[],
            windows: &NameWindows::default(),
            language: None,
            time: Timestamp::default(),
            outlet: None,
        };
        ids.push(registry.read(&document).last().expect("a name").entity);
    }
    let roots: Vec<Option<EntityId>> = ids.iter().map(|id| registry.root(*id)).collect();
    assert_ne!(ids[0], ids[1], "met in passing");
    assert!(roots.iter().all(|root| *root == roots[0]), "{ids:?} {roots:?}");
}

#[test]
fn what_was_parted_stays_apart_with_its_history() {
    let mut registry = EntityRegistry::default();
    let now = Timestamp::default();
    let one = registry.resolve("Frederick Fung", None, "en".parse().ok(), now);
    let other = registry.resolve("馮檢基", None, "zh-Hant".parse().ok(), now);
    assert!(registry.merge(one, other));
    for _ in 0..3 {
        assert_eq!(registry.resolve("馮檢基", None, "zh-Hant".parse().ok(), now), one);
    }
    let whole = registry.entity(one).expect("kept");
    assert_eq!(whole.labels().len(), 2, "a preferred form for each language");
    let counts: Vec<u32> = whole.variants.iter().map(|variant| variant.count).collect();
    assert_eq!(counts, [1, 4]);
    assert!(registry.unmerge(other));
    assert!(!registry.unmerge(other), "it stands for itself");
    assert_eq!(registry.entity(one).expect("kept").variants.len(), 1);
    assert_eq!(registry.entity(other).expect("kept").variants[0].count, 4);
    assert_eq!(registry.resolve("馮檢基", None, None, now), other);
    assert!(registry.merge(other, one), "but the caller may change his mind");
    assert_eq!(registry.root(one), Some(other));
}

#[test]
fn what_the_caller_parted_is_not_merged_by_itself() {
    let mut registry = EntityRegistry::default();
    let now = Timestamp::default();
    let first = registry.resolve("Bolivia", None, "es".parse().ok(), now);
    let second = registry.resolve("Wolframia Quentin", None, "en".parse().ok(), now);
    assert!(registry.merge(first, second) && registry.unmerge(second));
    for form in ["Bolivie", "Bolívie", "Boliivia", "Wolframia Quentina", "Volframia Kventin"] {
        registry.resolve(form, None, None, now);
    }
    assert_ne!(registry.root(first), registry.root(second));
}

#[test]
fn a_pipeline_takes_new_aliases_without_a_restart() {
    use samestory::pipeline::Pipeline;
    let article = |id: &str, text: &str| -> Article {
        let value = serde_json::json!({"id": id, "headline": text, "inLanguage": "zh-Hant"});
        serde_json::from_value(value).expect("an article")
    };
    let mut pipeline = Pipeline::builder().build().expect("options");
    pipeline.push(article("a", "香港的馮檢基說")).expect("accepted");
    let mut table = AliasTable::default();
    table
        .read_json(r#"[{"label": "Frederick Fung", "kind": "PER", "forms": ["馮檢基"]}]"#)
        .expect("aliases");
    pipeline.set_aliases(&table);
    pipeline.push(article("b", "香港的馮檢基又說")).expect("accepted");
    let entities = pipeline.registry().entities();
    let fung = entities.iter().find(|e| e.variants.iter().any(|v| v.form == "馮檢基"));
    assert!(fung.is_some_and(|entity| entity.variants.iter().any(|v| v.count > 0)));
}

#[test]
fn floods_are_bounded_and_old_names_forgotten() {
    let options: RegistryOptions =
        serde_json::from_str(r#"{"maxEntities": 500, "idleArticles": 100, "expireHours": 24}"#)
            .expect("options");
    let mut registry = EntityRegistry::new(options);
    let syllables = ["ka", "to", "mi", "ren", "sol", "vi", "dar", "pe", "lu", "shan"];
    for number in 0..3000usize {
        let word = |mut number: usize| {
            let mut word = String::from("B");
            for _ in 0..4 {
                word.push_str(syllables[number % 10]);
                number /= 10;
            }
            word
        };
        let text = format!("then {} {} met Mister Everywhere", word(number), word(number * 7 + 3));
        read(&mut registry, &text, "en", number as i64);
    }
    assert!(registry.len() <= 500, "{}", registry.len());
    let everywhere = "he saw Mister Everywhere ".repeat(2000);
    let found = read(&mut registry, &everywhere, "en", 3000);
    let ids: BTreeSet<EntityId> = found.iter().map(|(_, id)| *id).collect();
    assert!(ids.len() <= 2, "{}", ids.len());
    for text in ["", "\u{202e}", &"绍".repeat(20_000), &"A ".repeat(10_000), &"و".repeat(50_000)]
    {
        read(&mut registry, text, "zh", 3000);
    }
}

#[test]
fn the_same_articles_give_the_same_entities() {
    let list = |registry: &EntityRegistry| {
        let entities = registry.entities();
        entities
            .iter()
            .map(|entity| serde_json::to_string(&**entity).expect("JSON"))
            .collect::<Vec<_>>()
    };
    let (mut one, mut other) = (EntityRegistry::default(), EntityRegistry::default());
    for registry in [&mut one, &mut other] {
        for line in ARTICLES.lines().take(60) {
            let article: Article = serde_json::from_str(line).expect("an article");
            let language = article.in_language.clone().unwrap_or_default();
            read(registry, &article.article_body, &language, 1);
        }
    }
    assert_eq!(list(&one), list(&other));
}
