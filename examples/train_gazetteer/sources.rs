//! Reads the CLDR packages.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use samestory::language::LanguageTag;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The packages, each in a folder of its name.
pub(crate) const PACKAGES: &[&str] =
    &["cldr-localenames-full", "cldr-dates-full", "cldr-annotations-full"];

/// What CLDR says in one language, its regional variants together.
#[derive(Default)]
pub(crate) struct Locale {
    /// Territory code and name.
    pub(crate) territories: Vec<(String, String)>,
    /// Language code and name.
    pub(crate) languages: Vec<(String, String)>,
    /// Zone and exemplar city.
    pub(crate) cities: Vec<(String, String)>,
    /// Months and days of the week.
    pub(crate) dates: Vec<String>,
    /// Emoji and keyword.
    pub(crate) keywords: Vec<(String, String)>,
}

/// All of CLDR that is read.
pub(crate) struct Cldr {
    pub(crate) locales: BTreeMap<LanguageTag, Locale>,
    /// A line for each package: name, version, checksum of the files read.
    pub(crate) inputs: Vec<String>,
}

/// Reads all locales.
pub(crate) fn read(folder: &Path) -> Result<Cldr, Box<dyn Error>> {
    let mut locales: BTreeMap<LanguageTag, Locale> = BTreeMap::new();
    let mut inputs = Vec::new();
    for package in PACKAGES {
        let root = folder.join(package);
        let about: Value = serde_json::from_str(&fs::read_to_string(root.join("package.json"))?)?;
        let version = about["version"].as_str().unwrap_or_default().to_owned();
        let mut hash = Sha256::new();
        let annotations = package.contains("annotations");
        let main = root.join(if annotations { "annotations" } else { "main" });
        let mut names: Vec<String> = fs::read_dir(&main)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        // The plain language before its regions.
        names.sort();
        for name in names {
            let Ok(tag) = name.parse::<LanguageTag>() else { continue };
            if tag == LanguageTag::UNDETERMINED {
                continue;
            }
            let files: &[&str] = match *package {
                "cldr-localenames-full" => &["territories", "languages"],
                "cldr-dates-full" => &["timeZoneNames", "ca-gregorian"],
                _ => &["annotations"],
            };
            for file in files {
                let path = main.join(&name).join(format!("{file}.json"));
                let Ok(bytes) = fs::read(&path) else { continue };
                hash.update(&bytes);
                let value: Value = serde_json::from_slice(&bytes)?;
                let locale = locales.entry(tag).or_default();
                let main = &value["main"][&name];
                match *file {
                    "territories" => {
                        let names = &main["localeDisplayNames"]["territories"];
                        pairs(names, &mut locale.territories);
                    }
                    "languages" => {
                        pairs(&main["localeDisplayNames"]["languages"], &mut locale.languages)
                    }
                    "timeZoneNames" => {
                        let zones = &main["dates"]["timeZoneNames"]["zone"];
                        cities(zones, "", &mut locale.cities);
                    }
                    "ca-gregorian" => {
                        let names = &main["dates"]["calendars"]["gregorian"];
                        for kind in ["months", "days"] {
                            for place in ["format", "stand-alone"] {
                                let names = names[kind][place]["wide"].as_object();
                                let names = names.into_iter().flatten();
                                locale.dates.extend(
                                    names.filter_map(|(_, name)| {
                                        name.as_str().map(str::to_lowercase)
                                    }),
                                );
                            }
                        }
                    }
                    _ => keywords(&value["annotations"]["annotations"], &mut locale.keywords),
                }
            }
        }
        let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        inputs.push(format!("{package} {version} {digest}"));
    }
    for locale in locales.values_mut() {
        locale.dates.sort();
        locale.dates.dedup();
        for list in [
            &mut locale.territories,
            &mut locale.languages,
            &mut locale.cities,
            &mut locale.keywords,
        ] {
            list.sort();
            list.dedup();
        }
    }
    Ok(Cldr { locales, inputs })
}

/// Code, without what follows `-alt-`, and name.
fn pairs(names: &Value, list: &mut Vec<(String, String)>) {
    for (code, name) in names.as_object().into_iter().flatten() {
        let code = code.split("-alt-").next().unwrap_or(code);
        if let Some(name) = name.as_str() {
            list.push((code.to_owned(), name.to_owned()));
        }
    }
}

fn cities(zones: &Value, path: &str, list: &mut Vec<(String, String)>) {
    for (name, zone) in zones.as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if zone.get("_type").is_some() {
            if let Some(city) = zone["exemplarCity"].as_str() {
                list.push((path, city.to_owned()));
            }
        } else if zone.is_object() {
            cities(zone, &path, list);
        }
    }
}

fn keywords(annotations: &Value, list: &mut Vec<(String, String)>) {
    for (emoji, entry) in annotations.as_object().into_iter().flatten() {
        for keyword in entry["default"].as_array().into_iter().flatten() {
            if let Some(keyword) = keyword.as_str() {
                list.push((emoji.clone(), keyword.to_owned()));
            }
        }
    }
}

/// The English names of the emoji that name a thing: no punctuation, arrows, shapes, skin colors.
pub(crate) fn concepts(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let path = folder.join("cldr-annotations-full/annotations/en/annotations.json");
    let value: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let mut list = Vec::new();
    for (emoji, entry) in value["annotations"]["annotations"].as_object().into_iter().flatten() {
        let first = emoji.chars().next().map_or(0, u32::from);
        let thing = matches!(first, 0x2300..=0x23ff | 0x2600..=0x27bf | 0x1f000..)
            && !matches!(first, 0x1f3fb..=0x1f3ff);
        if let Some(name) = entry["tts"][0].as_str().filter(|_| thing) {
            list.push((emoji.clone(), name.to_owned()));
        }
    }
    list.sort();
    Ok(list)
}
