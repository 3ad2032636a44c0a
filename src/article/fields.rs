//! Takes the fields of an article out of a JSON record, under any of their usual names.

use serde_json::{Map, Value};

use super::time::Timestamp;

/// Takes fields out of a record; what it cannot use stays there.
///
/// A field of the wrong kind is remembered as the problem to report, but for dates: they are
/// claims, and a bad one is no reason to lose an article.
pub(super) struct Reader<'record> {
    record: &'record mut Map<String, Value>,
    problem: Option<String>,
}

impl<'record> Reader<'record> {
    pub(super) fn new(record: &'record mut Map<String, Value>) -> Self {
        Self { record, problem: None }
    }

    /// The first problem met, for people.
    pub(super) fn into_problem(self) -> Option<String> {
        self.problem
    }

    /// A key given as text or number; empty if there is none.
    pub(super) fn identifier(&mut self, names: &[&str]) -> String {
        self.take(names, "text or a number", |value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// Text; empty if there is none.
    pub(super) fn text(&mut self, names: &[&str]) -> String {
        self.take(names, "text", |value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Text, or an object that carries a name, as services nest outlets and languages.
    pub(super) fn name(&mut self, names: &[&str]) -> Option<String> {
        self.take(names, "text or an object with a name", name_of)
    }

    /// One name or a list of them.
    pub(super) fn names(&mut self, names: &[&str]) -> Vec<String> {
        self.take(names, "text or a list of texts", |value| match value {
            Value::Array(items) => Some(items.iter().filter_map(name_of).collect()),
            single => name_of(single).map(|name| vec![name]),
        })
        .unwrap_or_default()
    }

    /// A list of numbers.
    pub(super) fn vector(&mut self, names: &[&str]) -> Option<Vec<f32>> {
        self.take(names, "a list of numbers of single precision", |value| {
            let items = value.as_array()?;
            // What is too large for it would be infinite, which cannot be written as JSON again.
            let number = |item: &Value| Some(item.as_f64()? as f32).filter(|item| item.is_finite());
            items.iter().map(number).collect()
        })
    }

    /// A date, or nothing where none can be read.
    pub(super) fn time(&mut self, names: &[&str]) -> Option<Timestamp> {
        names.iter().find_map(|name| {
            let time = serde_json::from_value(self.record.get(*name)?.clone()).ok()?;
            self.record.remove(*name);
            Some(time)
        })
    }

    /// The first of `names` that holds anything, converted; the other names keep their values.
    fn take<T>(
        &mut self,
        names: &[&str],
        wanted: &str,
        convert: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        for name in names {
            match self.record.get(*name) {
                None => {}
                Some(Value::Null) => drop(self.record.remove(*name)),
                // Exporters write what they do not have as empty text.
                Some(Value::String(text)) if text.trim().is_empty() => {
                    drop(self.record.remove(*name));
                }
                Some(value) => {
                    let converted = convert(value);
                    if converted.is_some() {
                        self.record.remove(*name);
                    } else if self.problem.is_none() {
                        self.problem = Some(format!("field {name:?} should be {wanted}"));
                    }
                    return converted;
                }
            }
        }
        None
    }
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => ["id", "uri", "name", "title", "code"]
            .iter()
            .find_map(|key| fields.get(*key)?.as_str().map(str::to_owned)),
        _ => None,
    }
}
