//! Where articles and outlets come from.

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Read};
use std::path::Path;

use feed_rs::model::{Link, Text};
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use samestory::article::{
    Article, ArticleId, Owner, Place as Address, Rating, SourceProfile, Timestamp,
};

use crate::support::{self, Failure, Problems};

const SAMPLE_ARTICLES: &str = include_str!("../sample/articles.jsonl");
const SAMPLE_SOURCES: &str = include_str!("../sample/sources.csv");

/// Where an article stands, for messages: a line of a file, or an entry of a feed.
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// Receives each article of an input, or the reason why it cannot be read.
type Take<'a> = dyn FnMut(Place, Result<Article, String>) -> Result<(), Failure> + 'a;

/// The articles of the bundled sample.
pub(crate) fn sample(
    mut take: impl FnMut(Place, Result<Article, String>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    json_lines(Cursor::new(SAMPLE_ARTICLES), "sample", &mut take)
}

/// The articles of a file or, for `-`, of stdin: JSON Lines, or a feed, told apart by how it
/// begins.
pub(crate) fn articles(
    path: &Path,
    mut take: impl FnMut(Place, Result<Article, String>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut input = support::open(path)?;
    let name = path.display().to_string();
    let beginning = beginning(&mut input, &name)?;
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') || is_json_feed(text) {
        feed(input, &name, &mut take)
    } else {
        json_lines(input, &name, &mut take)
    }
}

/// What an input begins with; the error names the file.
fn beginning(input: &mut impl BufRead, name: &str) -> Result<String, Failure> {
    match input.fill_buf() {
        Ok(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Err(error) => Err(format!("{name}: {error}").into()),
    }
}

/// Whether a file that begins with `text` is a JSON Feed. An article that merely speaks of feeds
/// is a whole object on its first line, without the version.
fn is_json_feed(text: &str) -> bool {
    const VERSION: &str = "https://jsonfeed.org/version/";
    let first = text.lines().next().unwrap_or_default();
    match serde_json::from_str::<serde_json::Value>(first) {
        Ok(record) => record
            .get("version")
            .and_then(serde_json::Value::as_str)
            .is_some_and(|version| version.starts_with(VERSION)),
        Err(_) => text.starts_with('{') && text.contains(VERSION),
    }
}

fn json_lines(input: impl BufRead, file: &str, take: &mut Take<'_>) -> Result<(), Failure> {
    support::each_line(input, |line, text| {
        let place = Place { file: file.to_owned(), line };
        match text {
            Some(text) if text.trim().is_empty() => Ok(()),
            Some(text) => {
                take(place, serde_json::from_str(text).map_err(|error| error.to_string()))
            }
            None => take(place, Err("not UTF-8".to_owned())),
        }
    })
}

/// RSS, Atom and JSON Feed. The line of an entry is its number in the feed.
fn feed(mut input: impl Read, file: &str, take: &mut Take<'_>) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let parser = feed_rs::parser::Builder::new().id_generator(missing_id).build();
    let feed = match parser.parse(bytes.as_slice()) {
        Ok(feed) => feed,
        Err(error) => {
            let place = Place { file: file.to_owned(), line: 1 };
            return take(place, Err(format!("neither JSON Lines nor a feed: {error}")));
        }
    };
    let outlet = feed.links.first().and_then(|link| domain(&link.href));
    let title = feed.title.map(|title| title.content);
    let mut origins = origins(&bytes);
    if origins.len() != feed.entries.len() {
        origins = vec![None; feed.entries.len()];
    }
    for (number, (entry, origin)) in feed.entries.into_iter().zip(origins).enumerate() {
        let mut article = Article::default();
        article.id = ArticleId::from(&entry.id);
        article.headline = entry.title.map(|text| plain(&text.content)).unwrap_or_default();
        article.description = entry.summary.map(|text| plain(&text.content)).unwrap_or_default();
        article.article_body = entry
            .content
            .and_then(|content| content.body)
            .map(|body| plain(&body))
            .unwrap_or_default();
        article.url = entry.links.first().map(|link| link.href.clone());
        article.source = outlet.clone().or_else(|| title.clone());
        article.origin_publisher = origin.and_then(|url| domain(&url));
        article.in_language = entry.language.or_else(|| feed.language.clone());
        article.author = entry.authors.into_iter().map(|person| person.name).collect();
        article.keywords = entry.categories.into_iter().map(|category| category.term).collect();
        let time =
            |moment: chrono::DateTime<chrono::Utc>| Timestamp::from_seconds(moment.timestamp());
        article.date_published = entry.published.or(entry.updated).map(time);
        article.date_modified = entry.updated.map(time);
        take(Place { file: file.to_owned(), line: number + 1 }, Ok(article))?;
    }
    Ok(())
}

/// The key of an entry that brings none: a hash of its link and title, the same in every run;
/// empty where there is neither.
fn missing_id(links: &[Link], title: &Option<Text>, _: Option<&str>) -> String {
    match (links.first(), title) {
        (Some(link), _) => feed_rs::parser::generate_id_from_link_and_title(link, title),
        (None, Some(title)) => feed_rs::parser::generate_id_from_uri_and_title("", title),
        (None, None) => String::new(),
    }
}

/// The feed that each entry of an RSS or Atom feed was taken from: the `url` of its `source`, or
/// the link in it. `feed_rs` leaves it out.
fn origins(bytes: &[u8]) -> Vec<Option<String>> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let (mut origins, mut in_source) = (Vec::new(), false);
    loop {
        let (element, open) = match reader.read_event() {
            Ok(Event::Start(element)) => (element, true),
            Ok(Event::Empty(element)) => (element, false),
            Ok(Event::End(element)) => {
                in_source &= element.local_name().as_ref() != b"source";
                continue;
            }
            Ok(Event::Eof) | Err(_) => return origins,
            Ok(_) => continue,
        };
        let attribute = |name: &str| {
            let found = element.try_get_attribute(name).ok()??;
            let value = found
                .decoded_and_normalized_value(XmlVersion::Implicit1_0, reader.decoder())
                .ok()?;
            Some(value.trim().to_owned()).filter(|url| !url.is_empty())
        };
        let url = match element.local_name().as_ref() {
            b"item" | b"entry" => {
                origins.push(None);
                None
            }
            b"source" => {
                in_source = open;
                attribute("url")
            }
            b"link" if in_source => attribute("href"),
            _ => None,
        };
        if let Some(place) = origins.last_mut().filter(|place| place.is_none()) {
            *place = url;
        }
    }
}

/// The host of a URL, without `www.`.
fn domain(url: &str) -> Option<String> {
    let host = url.split_once("//").map_or(url, |(_, rest)| rest).split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Text without markup: what a feed's HTML says.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        match tag.split_once('>').filter(|_| is_tag) {
            // Tags part words: `<p>one</p><p>two</p>`.
            Some((_, after)) => {
                text.push(' ');
                rest = after;
            }
            // `inflation < 3 %`
            None => {
                text.push('<');
                rest = tag;
            }
        }
    }
    text.push_str(rest);
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outlets of the bundled sample.
pub(crate) fn sample_sources(problems: &mut Problems) -> Result<Vec<SourceProfile>, Failure> {
    csv_sources(Cursor::new(SAMPLE_SOURCES), "sources.csv", problems)
}

/// The outlets of a file: a JSON array, JSON Lines, or CSV with a header line.
pub(crate) fn sources(path: &Path, problems: &mut Problems) -> Result<Vec<SourceProfile>, Failure> {
    let mut input = support::open(path)?;
    let name = path.display().to_string();
    let beginning = beginning(&mut input, &name)?;
    match beginning.trim_start_matches('\u{feff}').trim_start().chars().next() {
        Some('[') => {
            let mut text = String::new();
            input.read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
            let records: Vec<serde_json::Value> =
                serde_json::from_str(text.trim_start_matches('\u{feff}'))
                    .map_err(|error| format!("{name}: {error}"))?;
            let mut profiles = Vec::new();
            for (number, record) in records.into_iter().enumerate() {
                match serde_json::from_value(record)
                    .map_err(|error| error.to_string())
                    .and_then(known)
                {
                    Ok(profile) => profiles.push(profile),
                    Err(reason) => problems.report(&name, number + 1, &reason)?,
                }
            }
            Ok(profiles)
        }
        Some('{') => {
            let mut profiles = Vec::new();
            support::each_line(input, |line, text| {
                if text.is_some_and(|text| text.trim().is_empty()) {
                    return Ok(());
                }
                let parsed = text
                    .ok_or("not UTF-8".to_owned())
                    .and_then(|text| serde_json::from_str(text).map_err(|error| error.to_string()))
                    .and_then(known);
                match parsed {
                    Ok(profile) => profiles.push(profile),
                    Err(reason) => problems.report(&name, line, &reason)?,
                }
                Ok(())
            })?;
            Ok(profiles)
        }
        _ => csv_sources(input, &name, problems),
    }
}

/// A profile that articles can refer to.
fn known(profile: SourceProfile) -> Result<SourceProfile, String> {
    if profile.id.is_empty() { Err("the outlet has no `id`".to_owned()) } else { Ok(profile) }
}

fn csv_sources(
    input: impl BufRead,
    file: &str,
    problems: &mut Problems,
) -> Result<Vec<SourceProfile>, Failure> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let header = reader.headers().map_err(|error| format!("{file}: {error}"))?.clone();
    if !header.iter().any(|column| column == "id") {
        return Err(format!("{file}:1: no column `id`: the first line names the columns").into());
    }
    let mut profiles = Vec::new();
    for (number, record) in reader.deserialize::<BTreeMap<String, String>>().enumerate() {
        match record.map_err(|error| error.to_string()).and_then(|row| profile(&row)) {
            Ok(profile) => profiles.push(profile),
            Err(reason) => problems.report(file, number + 2, &reason)?,
        }
    }
    Ok(profiles)
}

/// An outlet from a row: lists are parted by spaces or `;`, ratings are `rater:label`, owners
/// `name:category`.
fn profile(row: &BTreeMap<String, String>) -> Result<SourceProfile, String> {
    let cell = |name: &str| row.get(name).map_or("", String::as_str);
    if cell("id").is_empty() {
        return Err("the row has no `id`".to_owned());
    }
    let mut profile = SourceProfile::new(cell("id"));
    profile.name = cell("name").to_owned();
    profile.domains = list(cell("domains"));
    profile.family_id = Some(cell("family").to_owned()).filter(|family| !family.is_empty());
    profile.in_language = list(cell("inLanguage"));
    let mut address = Address::default();
    address.country = cell("country").to_owned();
    address.region = cell("region").to_owned();
    address.locality = cell("locality").to_owned();
    profile.place = (address != Address::default()).then_some(address);
    for axis in ["bias", "factuality"] {
        for (rater, label) in pairs(cell(axis)) {
            let mut rating = Rating::default();
            axis.clone_into(&mut rating.axis);
            rating.rater = rater;
            match label.parse() {
                Ok(score) => rating.score = Some(score),
                Err(_) => rating.label = Some(label),
            }
            profile.ratings.push(rating);
        }
    }
    for (name, category) in pairs(cell("owners")) {
        let mut owner = Owner::default();
        (owner.name, owner.category) = (name, category);
        profile.owners.push(owner);
    }
    profile.wire_agency = match cell("wireAgency") {
        "" | "false" | "0" | "no" => false,
        "true" | "1" | "yes" => true,
        other => return Err(format!("`wireAgency` is {other:?}: wanted true or false")),
    };
    profile.utc_offset_hint =
        Some(cell("utcOffsetHint").to_owned()).filter(|offset| !offset.is_empty());
    Ok(profile)
}

fn list(cell: &str) -> Vec<String> {
    cell.split([' ', ';']).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// `a:x;b:y`; an item without a colon is a label without a rater.
fn pairs(cell: &str) -> Vec<(String, String)> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| match item.rsplit_once(':') {
            Some((name, label)) => (name.trim().to_owned(), label.trim().to_owned()),
            None => (String::new(), item.to_owned()),
        })
        .collect()
}
