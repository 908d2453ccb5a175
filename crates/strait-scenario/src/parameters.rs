//! Every parameter of a scenario with its value and what is known of it.

use serde::Serialize;
use toml::Value;

use crate::evidence::{self, Confidence};
use crate::label::short;
use crate::scenario_file::{InputError, KeyPath, ScenarioFile};

/// One parameter's value, from the start or from a later date.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its path, with dots.
    pub parameter: String,
    /// First day on which the value holds; none for the start.
    pub from: Option<String>,
    /// In few words; lists with spaces.
    pub value: String,
    /// Its unit; empty for choices.
    pub unit: &'static str,
    /// Lower end of its evidence, or empty.
    pub low: &'static str,
    /// Upper end of its evidence, or empty.
    pub high: &'static str,
    /// How well it is known; none where the register has no entry.
    pub confidence: Option<Confidence>,
    /// Where it is from, in a few words.
    pub source: &'static str,
    /// The address of its source, or empty.
    pub url: &'static str,
    /// Of an intervention its own, of a parameter the register's.
    pub note: String,
    /// Whether it is not the baseline's.
    pub changed: bool,
    /// Whether each replicate takes its own from the scenario's ensemble.
    pub drawn: bool,
    /// Whether the value lies outside the range of its evidence.
    #[serde(skip)]
    pub outside: bool,
}

/// The values at the start, then the changes by date. `drawn` says which parameters replicates take from an ensemble.
///
/// # Errors
/// A scenario that has no plan.
pub fn rows(file: &ScenarioFile, drawn: impl Fn(&KeyPath) -> bool) -> Result<Vec<Row>, InputError> {
    let resolved = file.resolved()?;
    let baseline = ScenarioFile::baseline();
    let default = baseline.resolved()?;
    let mut rows = Vec::new();
    for path in file.parameters() {
        let Some(node) = resolved.start.at(&path) else { continue };
        let value = node.to_value();
        let changed = default.start.at(&path).is_none_or(|node| node.to_value() != value);
        let drawn = drawn(&path);
        rows.push(Row { drawn, ..row(path.to_string(), None, &value, changed, None) });
    }
    for change in &resolved.changes {
        let date = change.intervention.date;
        for (path, node) in &change.settings {
            let value = node.to_value();
            let known = default.changes.iter().filter(|other| other.intervention.date == date);
            let known = known.flat_map(|other| &other.settings);
            let changed = !known.into_iter().any(|(other, node)| other == path && node.to_value() == value);
            let note = change.intervention.note.as_deref().unwrap_or_default();
            rows.push(row(path.to_string(), Some(date.to_string()), &value, changed, Some(note)));
        }
    }
    Ok(rows)
}

fn row(parameter: String, from: Option<String>, value: &Value, changed: bool, note: Option<&str>) -> Row {
    let entry = evidence::entry(&parameter);
    Row {
        from,
        value: short(value),
        unit: entry.map_or("", |entry| &entry.unit),
        low: entry.map_or("", |entry| &entry.low),
        high: entry.map_or("", |entry| &entry.high),
        confidence: entry.map(|entry| entry.confidence),
        source: entry.map_or("", |entry| &entry.source),
        url: entry.map_or("", |entry| &entry.url),
        note: note.unwrap_or_else(|| entry.map_or("", |entry| &entry.note)).to_owned(),
        changed,
        drawn: false,
        outside: evidence::outside(&parameter, value),
        parameter,
    }
}
