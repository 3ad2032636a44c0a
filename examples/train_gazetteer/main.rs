//! Makes the gazetteer's tables from Unicode CLDR and from our own lists.
//!
//! ```text
//! for package in cldr-localenames-full cldr-dates-full cldr-annotations-full; do
//!     npm pack $package@48.2.0
//!     mkdir -p DIR/$package
//!     tar xzf $package-48.2.0.tgz -C DIR/$package --strip-components=1
//! done
//! cargo run --release --example train_gazetteer -- DIR
//! ```
//!
//! `--check` compares the result with the committed tables instead of writing them.

mod forms;
#[path = "../../src/entity/gazetteer/key.rs"]
#[allow(dead_code)] // The library uses the rest.
mod key;
mod lists;
mod sources;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Parser;
use samestory::language::LanguageTag;
use sha2::{Digest, Sha256};

use forms::{List, is_keyword, without_ending, without_vowels};
use key::{Cover, concept_bits, place_bits, place_rules};
use sources::{Cldr, Locale};
use write::Tables;

/// Makes, or with `--check` compares, the tables of places and concepts.
#[derive(Parser)]
struct Arguments {
    /// The folder that holds the unpacked CLDR packages.
    packages: PathBuf,
    /// Where the tables and our own lists are.
    #[arg(long, default_value = "src/entity/gazetteer")]
    tables: PathBuf,
    /// Compare instead of writing; status 1 where a table differs.
    #[arg(long)]
    check: bool,
}

/// Time zones with their country and what their city is.
const ZONES: &str = include_str!("zones.tsv");
/// Shorter names of languages are beginnings of other words too often.
const LONG_LANGUAGE: usize = 6;
/// Fewer names in a language's own words are a list that was never filled.
const FEWEST_TERRITORIES: usize = 60;

/// Code, country, level, English name, and marks: `noisy` where that is a word or a person's name as well,
/// `named` where it comes from `names.txt`; what a table holds of a place.
type Place = [String; 5];

/// Our own lists, as rows of fields.
struct Own {
    demonyms: Rows,
    capitals: Rows,
    /// What else languages have names of their own for: country, what it is, English name.
    named: Rows,
    /// The names of these, English name and forms, by language.
    names: BTreeMap<LanguageTag, Rows>,
    /// Words of the news: concept and forms, by language.
    concepts: BTreeMap<LanguageTag, Rows>,
}

/// The rows of a list, each of some fields.
type Rows = Vec<Vec<String>>;

/// Names and keywords of a locale.
fn entries(tables: &Tables) -> usize {
    tables.places.entries.len() + tables.concepts.entries.len()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let Cldr { locales, mut inputs } = sources::read(&arguments.packages)?;
    let concepts = sources::concepts(&arguments.packages)?;
    let own = Own {
        demonyms: own_list(&arguments.tables.join("demonyms.tsv"), &mut inputs)?,
        capitals: own_list(&arguments.tables.join("capitals.tsv"), &mut inputs)?,
        named: own_list(&arguments.tables.join("names.txt"), &mut inputs)?,
        names: own_lists(&arguments.tables.join("names"), &mut inputs)?,
        concepts: own_lists(&arguments.tables.join("concepts"), &mut inputs)?,
    };
    let names: BTreeSet<&String> = own.concepts.values().flatten().map(|row| &row[0]).collect();
    let concepts = Concepts { emoji: concepts, own: names.into_iter().cloned().collect() };
    let english = locales.get(&"en".parse()?).ok_or("no English locale")?;
    let places = number_places(english, &own);
    let tables: Vec<Tables> = locales
        .iter()
        .filter(|(_, locale)| is_filled(locale, english))
        .map(|(tag, locale)| make(*tag, locale, &places, &concepts, &own))
        .collect();
    let (large, mut more): (Vec<&Tables>, Vec<&Tables>) =
        tables.iter().partition(|tables| lists::LARGEST.contains(&&*tables.language.to_string()));
    // The fullest of the others: what CLDR hardly covers would only weigh the crate down.
    more.sort_by_key(|tables| std::cmp::Reverse(entries(tables)));
    more.truncate(lists::MOST_LOCALES - large.len());
    more.sort_by_key(|tables| tables.language);
    let rows = concepts.rows();
    let mut same = true;
    for (name, locales) in [("gazetteer.bin", large), ("gazetteer_more.bin", more)] {
        let first = name == "gazetteer.bin";
        let bytes = write::table(
            &locales,
            if first { &places } else { &[] },
            if first { &rows } else { &[] },
            &inputs,
        );
        let path = arguments.tables.join(name);
        eprintln!(
            "{}: {} locales, {} places, {} keywords, {} bytes",
            path.display(),
            locales.len(),
            locales.iter().map(|tables| tables.places.entries.len()).sum::<usize>(),
            locales.iter().map(|tables| tables.concepts.entries.len()).sum::<usize>(),
            bytes.len()
        );
        if arguments.check {
            let equal = std::fs::read(&path)? == bytes;
            println!("{}: {}", path.display(), if equal { "same" } else { "DIFFERENT" });
            same &= equal;
        } else {
            std::fs::write(&path, bytes)?;
        }
    }
    if same { Ok(()) } else { Err("a table differs".into()) }
}

/// The rows of a list of our own, without comments.
fn own_list(path: &Path, inputs: &mut Vec<String>) -> Result<Rows, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let digest = Sha256::digest(text.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    inputs.push(format!("{name} - {digest}"));
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Names or words of the news in each language, which the files of a folder are named after.
fn own_lists(
    folder: &Path,
    inputs: &mut Vec<String>,
) -> Result<BTreeMap<LanguageTag, Rows>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut lists = BTreeMap::new();
    for file in files {
        let tag = file.file_stem().unwrap_or_default().to_string_lossy().parse()?;
        let rows = own_list(&file, inputs)?;
        if let Some(row) = rows.iter().find(|row| row.len() != 2) {
            return Err(format!("{}: no name and forms: {row:?}", file.display()).into());
        }
        lists.insert(tag, rows);
    }
    Ok(lists)
}

/// All concepts in the order of their numbers.
struct Concepts {
    /// Sign and name.
    emoji: Vec<(String, String)>,
    /// Names of our own ones, in order; they come behind the emoji, and have no sign.
    own: Vec<String>,
}

impl Concepts {
    fn rows(&self) -> Vec<(String, String)> {
        let own = self.own.iter().map(|name| (String::new(), name.clone()));
        self.emoji.iter().cloned().chain(own).collect()
    }

    fn number_of_emoji(&self, sign: &str) -> Option<u16> {
        let place = self.emoji.binary_search_by(|(known, _)| known.as_str().cmp(sign)).ok()?;
        u16::try_from(place).ok()
    }

    fn number_of_own(&self, name: &str) -> Option<u16> {
        let place = self.own.binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        u16::try_from(self.emoji.len() + place).ok()
    }
}

/// Whether a locale has names of its own and not only those of the root.
fn is_filled(locale: &Locale, english: &Locale) -> bool {
    let english: BTreeSet<&(String, String)> = english.territories.iter().collect();
    let own = locale.territories.iter().filter(|row| row.0 != row.1);
    own.clone().count() >= FEWEST_TERRITORIES
        && (own.filter(|row| !english.contains(row)).count() > 0
            || locale.territories.iter().any(|row| row.1 == "United Kingdom"))
}

/// All places in the order of their numbers.
fn number_places(english: &Locale, own: &Own) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut row = |code: &str, country: &str, level: &str, name: &str| {
        if places.iter().all(|place| place[0] != code) {
            let named = own.named.iter().any(|row| code_of(row).as_deref() == Some(code));
            let marks = [("named", named), ("noisy", lists::NOISY.contains(&code))];
            let marks = marks.iter().filter(|(_, is)| *is).map(|(mark, _)| *mark);
            let mark = marks.collect::<Vec<_>>().join(",");
            places.push([code, country, level, name, &mark].map(str::to_owned));
        }
    };
    for (code, name) in &english.territories {
        let letters = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if letters && !lists::NO_COUNTRY.contains(&code.as_str()) {
            let level = match code.as_str() {
                union if lists::UNIONS.contains(&union) => "union",
                part if lists::TERRITORIES.contains(&part) => "territory",
                _ => "country",
            };
            row(code, code, level, name);
        }
    }
    for line in ZONES.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(zone), Some(country), Some(level)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let city = english.cities.iter().find(|(code, _)| code == zone);
        let name = city.map_or_else(|| city_of(zone), |(_, name)| name.clone());
        row(zone, country, level, &name);
    }
    for fields in &own.capitals {
        if let [country, name, level, ..] = fields.as_slice() {
            row(&format!("{country}/{name}"), country, level, name);
        }
    }
    for fields in &own.named {
        if let ([country, level, name], Some(code)) = (fields.as_slice(), code_of(fields)) {
            row(&code, country, level, name);
        }
    }
    // Behind all others: of a form that is a country's as well, the country is meant.
    for code in lists::CONTINENTS {
        if let Some((_, name)) = english.territories.iter().find(|(known, _)| known == code) {
            row(code, "ZZ", "continent", name);
        }
    }
    places
}

/// The code of a row of `names.txt`.
fn code_of(row: &[String]) -> Option<String> {
    Some(format!("{}/{}", row.first()?, row.get(2)?))
}

/// The city's name in a zone's id.
fn city_of(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The lists of one language.
fn make(
    language: LanguageTag,
    locale: &Locale,
    places: &[Place],
    concepts: &Concepts,
    own: &Own,
) -> Tables {
    let mut tables = Tables { language, places: List::default(), concepts: List::default() };
    let numbers: BTreeMap<&str, u16> =
        (0..).zip(places).map(|(number, place)| (place[0].as_str(), number)).collect();
    let rules = place_rules(language.language());
    let mut enter = |form: &str, code: &str, cover: Cover, demonym: bool| {
        let Some(number) = numbers.get(code) else { return };
        if lists::WORDS.contains(&(language.language(), form)) {
            return;
        }
        let mut flags = *number;
        let first = form.chars().find(|letter| letter.is_alphabetic());
        let upper = form.chars().any(char::is_uppercase);
        let must = if demonym { first.is_some_and(char::is_uppercase) } else { upper };
        let letters = form.chars().filter(|letter| letter.is_alphabetic());
        if upper && !form.chars().any(char::is_lowercase) && letters.count() > 1 {
            flags |= place_bits::CAPITALS;
        } else if !must {
            flags |= place_bits::SMALL;
        }
        if demonym {
            flags |= place_bits::DEMONYM;
        }
        let bits = |cover| flags | (cover as u16) << place_bits::COVER_SHIFT;
        let list = &mut tables.places;
        list.enter(form, language, cover, &rules, <[char]>::len, bits);
        if cover == Cover::Bounded {
            let cut = |letters: &[char]| without_ending(letters, language.language());
            list.enter(form, language, Cover::Ending, &rules, cut, bits);
        }
    };
    for (code, name) in &locale.territories {
        for form in alternatives(code, name) {
            enter(form, code, Cover::Bounded, false);
        }
        if language.language() == "en" && name.contains(" & ") {
            enter(&name.replace(" & ", " and "), code, Cover::Bounded, false);
        }
    }
    let latin = locale
        .territories
        .iter()
        .any(|(code, name)| code == "RU" && name.chars().all(|letter| u32::from(letter) < 0x250));
    let named: BTreeSet<&str> = locale.cities.iter().map(|(zone, _)| zone.as_str()).collect();
    let unnamed = places
        .iter()
        .map(|place| place[0].as_str())
        // CLDR leaves out a name that equals the zone's id.
        .filter(|code| latin && ZONES.contains(&format!("\n{code}\t")))
        .filter(|code| !named.contains(code))
        .map(|code| (code.to_owned(), city_of(code)));
    let declined = matches!(language.language(), "de" | "sv" | "da" | "nb" | "nn" | "lb" | "ko");
    let cover = if rules.rest >= 4 || declined { Cover::Bounded } else { Cover::Whole };
    for (code, name) in locale.cities.iter().cloned().chain(unnamed) {
        enter(&name, &code, cover, false);
    }
    for (code, name) in &locale.languages {
        let country = lists::NATIONAL.iter().find(|(national, _)| national == code);
        if let Some((_, country)) = country {
            let long = name.chars().count() >= LONG_LANGUAGE;
            enter(name, country, if long { Cover::Bounded } else { Cover::Whole }, true);
        }
    }
    for fields in &own.capitals {
        if let [country, name, _, tag, forms] = fields.as_slice() {
            if speaks(tag, language) {
                for form in forms.split('|') {
                    enter(form, &format!("{country}/{name}"), cover, false);
                }
            }
        }
    }
    let names = own.names.iter().filter(|(tag, _)| speaks(&tag.to_string(), language));
    for row in names.flat_map(|(_, rows)| rows) {
        let named = own.named.iter().find(|named| named[2] == row[0]);
        let Some(code) = named.and_then(|row| code_of(row)) else { continue };
        for form in row[1].split('|') {
            match (form.strip_prefix('='), form.strip_suffix('*')) {
                (Some(form), _) => enter(form, &code, Cover::Whole, false),
                (_, Some(stem)) => enter(stem, &code, Cover::Stem, false),
                _ => enter(form, &code, cover, false),
            }
        }
    }
    for fields in &own.demonyms {
        if let [country, tag, forms] = fields.as_slice() {
            if speaks(tag, language) {
                for form in forms.split('|') {
                    let own = form.starts_with('=');
                    let form = form.trim_start_matches('=');
                    let (form, cover) = match (form.strip_prefix('^'), form.strip_suffix('*')) {
                        (Some(sign), _) => (sign, Cover::Sign),
                        (_, Some(stem)) => (stem, Cover::Stem),
                        _ => (form, Cover::Whole),
                    };
                    enter(form, country, cover, !own);
                }
            }
        }
    }
    tables.places.prune_places(language, &rules, &locale.dates);
    let rules = key::rules(language.language());
    let cut = |letters: &[char]| {
        without_vowels(letters, usize::from(rules.cut), usize::from(rules.shortest))
    };
    let bits = |number: u16| {
        move |cover| number & concept_bits::ID | (cover as u16) << concept_bits::COVER_SHIFT
    };
    for (emoji, keyword) in &locale.keywords {
        let Some(number) = concepts.number_of_emoji(emoji) else { continue };
        if is_keyword(keyword, language) {
            let list = &mut tables.concepts;
            list.enter(keyword, language, Cover::Bounded, &rules, cut, bits(number));
        }
    }
    let news = own.concepts.iter().filter(|(tag, _)| speaks(&tag.to_string(), language));
    let mut topics = List::default();
    for row in news.flat_map(|(_, rows)| rows) {
        let Some(number) = concepts.number_of_own(&row[0]) else { continue };
        for form in row[1].split('|').map(str::trim).filter(|form| !form.is_empty()) {
            let list = &mut topics;
            match (form.strip_prefix('='), form.strip_suffix('*')) {
                (Some(form), _) => {
                    list.enter(form, language, Cover::Whole, &rules, <[char]>::len, bits(number))
                }
                (_, Some(stem)) => {
                    list.enter(stem, language, Cover::Stem, &rules, <[char]>::len, bits(number))
                }
                _ => list.enter(form, language, Cover::Bounded, &rules, cut, bits(number)),
            };
        }
    }
    tables.concepts = tables.concepts.joined(topics, &rules);
    tables.concepts.prune_concepts(language, &locale.dates);
    tables
}

/// Whether a list of our own for `tag` serves a locale: Serbian is listed in both scripts, and
/// Chinese in both sets of characters.
fn speaks(tag: &str, language: LanguageTag) -> bool {
    tag.parse::<LanguageTag>().is_ok_and(|tag| tag.without_script() == language.without_script())
}

/// A territory's name without what stands in brackets, and what stands there where it is a name:
/// `Myanmar (Burma)`, but not `Hong Kong (SAR China)`.
fn alternatives<'name>(code: &str, name: &'name str) -> Vec<&'name str> {
    let mut forms = vec![name];
    if let Some((before, after)) = name.split_once(['(', '（']) {
        let inside = after.trim_end_matches([')', '）']);
        if !matches!(code, "CD" | "CG") {
            forms.push(before.trim());
        }
        if matches!(code, "MM" | "FK" | "SZ" | "CZ" | "CV" | "TL") {
            forms.push(inside.trim());
        }
    }
    forms.retain(|form| !form.is_empty());
    forms
}
