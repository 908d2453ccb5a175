//! TOML as a tree whose every key and value knows its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeArray, DeTable, DeValue};
use toml::{Spanned, Value};

use super::error::Fault;
use super::hints;
use super::key_path::KeyPath;
use super::source::{Place, Source};

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
}

/// A value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number that is not written as a whole one.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date without a time.
    Date(Date),
    /// A time, or a date with one: allowed nowhere, so kept as written for the message.
    Moment(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values.
    Table(Table),
}

/// Keys and values in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Table {
    entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: String,
    pub key_place: Place,
    pub value: Node,
}

/// Reads a whole document.
///
/// # Errors
/// Everything that is not TOML.
pub fn parse(source: &Arc<Source>) -> Result<Table, Vec<Fault>> {
    let (document, errors) = DeTable::parse_recoverable(source.text());
    if errors.is_empty() { Ok(table(source, 0, document.get_ref())) } else { Err(faults(source, 0, &errors)) }
}

/// Reads the value that stands at `start` of the source, up to its end.
///
/// # Errors
/// Everything about it that is not TOML.
pub fn parse_value(source: &Arc<Source>, start: usize) -> Result<Node, Vec<Fault>> {
    let (value, errors) = DeValue::parse_recoverable(&source.text()[start..]);
    if errors.is_empty() { Ok(node(source, start, &value)) } else { Err(faults(source, start, &errors)) }
}

fn faults(source: &Arc<Source>, offset: usize, errors: &[toml::de::Error]) -> Vec<Fault> {
    let fault = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim().replace('\n', ", ");
        let place = source.place(offset + span.start..offset + span.end);
        let hint = hints::of_syntax(place.line().text);
        Fault::new(format!("not TOML: {message}")).at(&place).maybe_help(hint)
    };
    // What follows on the same line follows from the first.
    let line = |error: &toml::de::Error| {
        let at = offset + error.span().map_or(0, |span| span.start);
        source.place(at..at).line().number
    };
    let mut lines = BTreeSet::new();
    errors.iter().filter(|error| lines.insert(line(error))).map(fault).collect()
}

fn table(source: &Arc<Source>, offset: usize, items: &DeTable<'_>) -> Table {
    let place = |span: std::ops::Range<usize>| source.place(offset + span.start..offset + span.end);
    let mut entries: Vec<Entry> = items
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: place(key.span()),
            value: node(source, offset, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_place.start());
    Table { entries }
}

fn list(source: &Arc<Source>, offset: usize, items: &DeArray<'_>) -> Vec<Node> {
    items.iter().map(|item| node(source, offset, item)).collect()
}

fn node(source: &Arc<Source>, offset: usize, value: &Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        // A whole number beyond 64 bits can still stand where any number can.
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
            .map_or_else(|_| Kind::Number(digits.as_str().parse().unwrap_or(f64::INFINITY)), Kind::Whole),
        DeValue::Float(digits) => Kind::Number(digits.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Kind::Flag(*flag),
        DeValue::Datetime(moment) => date(&moment.to_string()),
        DeValue::Array(items) => Kind::List(list(source, offset, items)),
        DeValue::Table(items) => Kind::Table(table(source, offset, items)),
    };
    Node { kind, place: source.place(offset + span.start..offset + span.end) }
}

/// Exactly a date, or else a moment.
fn date(text: &str) -> Kind {
    strict_date(text).map_or_else(|| Kind::Moment(text.to_owned()), Kind::Date)
}

/// A date as TOML writes it; jiff alone would take the date from a longer text.
pub(super) fn strict_date(text: &str) -> Option<Date> {
    if text.len() == "2025-08-06".len() { text.parse().ok() } else { None }
}

impl Node {
    /// A value from elsewhere, all of it at one place.
    pub fn from_value(value: &Value, place: &Place) -> Self {
        let kind = match value {
            Value::String(text) => Kind::Text(text.clone()),
            Value::Integer(number) => Kind::Whole(*number),
            Value::Float(number) => Kind::Number(*number),
            Value::Boolean(flag) => Kind::Flag(*flag),
            Value::Datetime(moment) => date(&moment.to_string()),
            Value::Array(items) => Kind::List(items.iter().map(|item| Self::from_value(item, place)).collect()),
            Value::Table(items) => {
                let mut table = Table::default();
                for (key, value) in items {
                    table.set(key, place, Self::from_value(value, place));
                }
                Kind::Table(table)
            }
        };
        Self { kind, place: place.clone() }
    }

    /// The bare value. Dates become texts, which is how the scenario's types read them.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Text(text) | Kind::Moment(text) => Value::String(text.clone()),
            Kind::Whole(number) => Value::Integer(*number),
            Kind::Number(number) => Value::Float(*number),
            Kind::Flag(flag) => Value::Boolean(*flag),
            Kind::Date(date) => Value::String(date.to_string()),
            Kind::List(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Kind::Table(table) => {
                Value::Table(table.entries().map(|entry| (entry.key.clone(), entry.value.to_value())).collect())
            }
        }
    }

    /// The value at a path, if there is one.
    pub fn at(&self, path: &KeyPath) -> Option<&Self> {
        path.parts().iter().try_fold(self, |node, part| node.as_table()?.get(part))
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self.kind {
            Kind::Whole(number) => Some(number as f64),
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        if let Kind::Table(table) = &self.kind { Some(table) } else { None }
    }

    /// What the value is, for a message: short whatever its length.
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Text(text) if text.chars().count() > 40 => {
                format!("\"{}…\" (text)", text.chars().take(40).collect::<String>())
            }
            Kind::Text(text) => format!("\"{text}\" (text)"),
            Kind::Whole(number) => number.to_string(),
            Kind::Number(number) => number.to_string(),
            Kind::Flag(flag) => flag.to_string(),
            Kind::Date(date) => format!("{date} (a date)"),
            Kind::Moment(text) => format!("{text} (a time)"),
            Kind::List(items) => format!("a list of {}", items.len()),
            Kind::Table(_) => "a table".to_owned(),
        }
    }
}

impl Table {
    /// The keys with their values, in the order of the text.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// A key with its value, if it is there.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The value of a key to be changed, if it is there.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
    }

    /// Takes a key with its value out, if it is there.
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Replaces the key's value, or adds both at the end.
    pub fn set(&mut self, key: &str, key_place: &Place, value: Node) {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => (entry.key_place, entry.value) = (key_place.clone(), value),
            None => self.entries.push(Entry { key: key.to_owned(), key_place: key_place.clone(), value }),
        }
    }
}
