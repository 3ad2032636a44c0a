//! The gazetteer against names in their own languages, function words and hostile text.
#![cfg(feature = "gazetteer")]

use std::collections::BTreeMap;
use std::fs;

use samestory::entity::{Gazetteer, PlaceId};
use samestory::language::{LanguageTag, frequent_words, listed_languages};
use samestory::token::StopWords;

/// Names of countries and cities: id, languages, script, name.
const PLACES: &str = "../shared/data/names/places.tsv";
/// Codes in that list that are no places.
const NO_PLACES: &[&str] = &["EZ", "QO", "XA", "XB", "ZZ", "Etc/Unknown", "EU", "UN"];

fn tag(text: &str) -> Option<LanguageTag> {
    text.parse().ok()
}

#[test]
fn a_name_in_its_own_language_is_its_place() {
    let Ok(text) = fs::read_to_string(PLACES) else {
        eprintln!("skipped: {PLACES} is not here");
        return;
    };
    let gazetteer = Gazetteer::new();
    let known = gazetteer.languages();
    let mut by_language: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut right, mut all, mut unknown) = (0, 0, 0);
    let mut mentions = Vec::new();
    for line in text.lines().skip(1) {
        let [id, languages, _, name] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let code = id.trim_start_matches("cldr:territory:").trim_start_matches("cldr:city:");
        if NO_PLACES.contains(&code) {
            continue;
        }
        assert!(PlaceId::from_code(code).is_some(), "{code} is no place");
        let mut tags: Vec<LanguageTag> = languages.split('+').filter_map(tag).collect();
        tags.sort();
        tags.dedup();
        for language in tags {
            if !known.contains(&language) {
                unknown += 1;
                continue;
            }
            mentions.clear();
            gazetteer.places_into(name, Some(language), &mut mentions);
            let hit = mentions.iter().any(|mention| mention.place.code() == code);
            let counts = by_language.entry(language.to_string()).or_default();
            counts[0] += usize::from(hit);
            counts[1] += 1;
            right += usize::from(hit);
            all += 1;
            if !hit {
                missed.entry(language.to_string()).or_default().push(format!("{name}={code}"));
            }
        }
    }
    for (language, [right, all]) in &by_language {
        if right < all {
            let share = *right as f64 / *all as f64;
            let names = missed[language].iter().take(8).cloned().collect::<Vec<_>>().join(", ");
            println!("{language}: {right} of {all} ({share:.3}); not: {names}");
        }
    }
    let share = right as f64 / all as f64;
    println!(
        "{right} of {all} names in {} languages: {share:.4}; {unknown} names in unknown languages",
        by_language.len()
    );
    assert!(share >= 0.98, "{share}");
}

#[test]
fn no_function_word_is_a_place() {
    let gazetteer = Gazetteer::new();
    let (mut found, mut names) = (Vec::new(), Vec::new());
    let mut words = 0;
    for language in listed_languages() {
        let stop = StopWords::new(tag(language));
        for word in frequent_words(language) {
            words += 1;
            for mention in gazetteer.places(word, tag(language)) {
                let text = format!("{language} {word}={:?}", mention.place);
                // Some lists hold the name of the country.
                if stop.contains(word) || mention.demonym { &mut found } else { &mut names }
                    .push(text);
            }
        }
    }
    println!("{words} frequent words of {} languages", listed_languages().count());
    println!("names of places among them: {}", names.join(", "));
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(names.len() < 30);
}
