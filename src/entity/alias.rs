//! What a user knows better: names that belong together, and words that are no names.

use serde::{Deserialize, Serialize};

use super::mention::EntityKind;
use crate::error::{Error, Result};

/// Names that belong to one entity whatever they sound like, and words that are no names, from a
/// user's files. [`EntityRegistry::set_aliases`](super::EntityRegistry::set_aliases) puts them over
/// everything that the registry finds out by itself.
///
/// # Examples
///
/// ```
/// use samestory::entity::AliasTable;
///
/// let mut table = AliasTable::default();
/// table.read_tsv("馮檢基\tFrederick Fung\tPER\n# Chinese names are no transliterations\n冯检基\tFrederick Fung\n")?;
/// table.read_stops("Breaking News\n")?;
/// assert_eq!(table.aliases().len(), 1);
/// assert_eq!(table.aliases()[0].forms, ["馮檢基", "冯检基"]);
///
/// let error = table.read_tsv("a form alone\n").unwrap_err();
/// assert!(error.to_string().starts_with("line 1: "));
/// # Ok::<(), samestory::error::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AliasTable {
    aliases: Vec<Alias>,
    stops: Vec<String>,
}

/// An entity of an alias file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Alias {
    /// Its name; entities of one label are one.
    pub label: String,
    /// What it is, if the file says so.
    #[serde(default)]
    pub kind: Option<EntityKind>,
    /// Its other names.
    #[serde(default)]
    pub forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Stop(String),
    Alias(Alias),
}

impl AliasTable {
    /// Reads aliases, one a line: the form, the label of its entity and, if wanted, `PER`, `LOC` or
    /// `ORG`, parted by tabs. Empty lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    ///
    /// [`Error::BadAlias`] names the first bad line; nothing is added then.
    pub fn read_tsv(&mut self, text: &str) -> Result<()> {
        let mut read = Vec::new();
        for (line, row) in rows(text) {
            let bad = |reason: &str| Error::BadAlias { line, reason: reason.to_owned() };
            let mut fields = row.split('\t').map(str::trim);
            let form = fields.next().filter(|form| !form.is_empty());
            let form = form.ok_or_else(|| bad("the form is empty"))?;
            let label = fields.next().filter(|label| !label.is_empty());
            let label = label.ok_or_else(|| bad("wanted a form, a tab and a label"))?;
            let kind = match fields.next() {
                None | Some("") => None,
                Some("PER") => Some(EntityKind::Person),
                Some("LOC") => Some(EntityKind::Location),
                Some("ORG") => Some(EntityKind::Organization),
                Some(kind) => {
                    return Err(bad(&format!("{kind:?} is no kind: wanted PER, LOC or ORG")));
                }
            };
            if fields.next().is_some() {
                return Err(bad("more than three fields"));
            }
            read.push(Alias { label: label.to_owned(), kind, forms: vec![form.to_owned()] });
        }
        read.into_iter().for_each(|alias| self.add(alias));
        Ok(())
    }

    /// Reads a JSON array of aliases, `{"label": …, "kind": "PER", "forms": […]}`, and of strings:
    /// words that are no names.
    ///
    /// # Errors
    ///
    /// [`Error::BadAlias`] with the line at which the text is no such array; nothing is added then.
    pub fn read_json(&mut self, text: &str) -> Result<()> {
        let text = text.trim_start_matches('\u{feff}');
        let entries: Vec<Entry> = serde_json::from_str(text)
            .map_err(|error| Error::BadAlias { line: error.line(), reason: error.to_string() })?;
        for entry in &entries {
            let (Entry::Stop(name) | Entry::Alias(Alias { label: name, .. })) = entry;
            if name.trim().is_empty() {
                let reason = "a label or word is empty".to_owned();
                return Err(Error::BadAlias { line: line_of(text, name), reason });
            }
        }
        for entry in entries {
            match entry {
                Entry::Stop(word) => self.stops.push(word),
                Entry::Alias(alias) => self.add(alias),
            }
        }
        Ok(())
    }

    /// Reads words that are no names, one a line.
    ///
    /// # Errors
    ///
    /// [`Error::BadAlias`] names the first line with a tab: it is of an alias file.
    pub fn read_stops(&mut self, text: &str) -> Result<()> {
        let mut read = Vec::new();
        for (line, row) in rows(text) {
            if row.contains('\t') {
                let reason = "a stop file has one word or name a line, without tabs".to_owned();
                return Err(Error::BadAlias { line, reason });
            }
            read.push(row.trim().to_owned());
        }
        self.stops.extend(read);
        Ok(())
    }

    /// Adds an entity's names; to those it has, if there are some of its label.
    pub fn add(&mut self, alias: Alias) {
        match self.aliases.iter_mut().find(|known| known.label == alias.label) {
            Some(known) => {
                known.kind = alias.kind.or(known.kind);
                known.forms.extend(alias.forms);
            }
            None => self.aliases.push(alias),
        }
    }

    /// The entities, in the order of the files.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// The words that are no names.
    pub fn stops(&self) -> &[String] {
        &self.stops
    }
}

impl Alias {
    /// An entity with its names.
    pub fn new(
        label: impl Into<String>,
        kind: Option<EntityKind>,
        forms: impl IntoIterator<Item = String>,
    ) -> Self {
        Self { label: label.into(), kind, forms: forms.into_iter().collect() }
    }
}

/// The lines that say something, with their numbers.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let rows = text.lines().enumerate().map(|(place, row)| (place + 1, row));
    rows.filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#'))
}

/// The line of the first empty string of JSON.
fn line_of(text: &str, name: &str) -> usize {
    let written = format!("\"{name}\"");
    let before = text.find(&written).and_then(|place| text.get(..place)).unwrap_or_default();
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_files_are_named_by_line_and_change_nothing() {
        let mut table = AliasTable::default();
        for (text, line) in [
            ("馮檢基\tFrederick Fung\n\talone", 2),
            ("# comment\n\nform only", 3),
            ("a\tb\tMAN", 1),
            ("a\tb\tPER\tzh\t", 1),
        ] {
            let error = table.read_tsv(text).unwrap_err();
            assert!(
                matches!(error, Error::BadAlias { line: found, .. } if found == line),
                "{text}"
            );
        }
        for (text, line) in
            [("[\n{\"label\": \"a\", \"name\": 1}]", 2), ("{}", 1), ("[\"ok\",\n\"\"]", 2), ("", 1)]
        {
            let error = table.read_json(text).unwrap_err();
            let Error::BadAlias { line: found, .. } = error else { panic!("{error}") };
            assert!(found.abs_diff(line) <= 1, "{text} {found}");
        }
        assert!(table.read_stops("a\tb").is_err());
        assert_eq!(table, AliasTable::default());
    }

    #[test]
    fn both_formats_say_the_same() {
        let (mut tsv, mut json) = (AliasTable::default(), AliasTable::default());
        tsv.read_tsv("\u{feff}馮檢基\tFrederick Fung\tPER\r\n冯检基\tFrederick Fung\r\n").unwrap();
        tsv.read_stops("Breaking News\n").unwrap();
        json.read_json(
            r#"[{"label": "Frederick Fung", "kind": "PER", "forms": ["馮檢基", "冯检基"]}, "Breaking News"]"#,
        )
        .unwrap();
        assert_eq!(tsv, json);
    }
}
