//! The evidence register: the range, confidence and source of every parameter.
//!
//! It is `scenarios/evidence/parameters.csv`, one row for each parameter of the baseline and of each form of
//! deterrence. What a value may be at all is another matter, checked by the scenario itself: a value outside the
//! evidence is a question to ask, not an error.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use toml::Value;

/// How well a value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Official, and measures just this.
    High,
    /// Official but not just this, or from good secondary sources.
    Medium,
    /// A single case or a weak source.
    Low,
    /// No source: a choice, to be swept.
    Assumption,
}

impl std::fmt::Display for Confidence {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Assumption => "assumption",
        })
    }
}

/// What is known of one parameter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The parameter, with dots.
    pub path: String,
    /// Its unit; empty for choices.
    pub unit: String,
    /// The baseline's default, lists with spaces; empty for forms of deterrence that the baseline does not have.
    pub central: String,
    /// Lower end of what the evidence supports, or of what is worth sweeping; empty where no range makes sense.
    pub low: String,
    /// Upper end.
    pub high: String,
    /// How well it is known.
    pub confidence: Confidence,
    /// Where it is from, in a few words.
    pub source: String,
    /// The source's address, if it has one.
    pub url: String,
    /// What to keep in mind.
    pub note: String,
}

/// Every entry, in the order of the baseline's sections.
#[must_use]
pub fn register() -> &'static [Entry] {
    static REGISTER: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let text = include_str!("../../../../scenarios/evidence/parameters.csv");
        let entries: Result<_, _> = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect();
        // The text is part of the program, and a test reads it.
        entries.unwrap_or_else(|why| panic!("the embedded register cannot be read: {why}"))
    });
    &REGISTER
}

/// The entry of a parameter; none for origins that the baseline does not have.
#[must_use]
pub fn entry(path: &str) -> Option<&'static Entry> {
    register().iter().find(|entry| entry.path == path)
}

/// What a parameter is, in words that can stand in a sentence: `share of those without documents who prove identity
/// otherwise`. It is a row of `scenarios/evidence/names.csv`; for what has none there, the path in words.
#[must_use]
pub fn name(path: &str) -> String {
    names().get(path).cloned().unwrap_or_else(|| path.replace(['.', '_'], " "))
}

fn names() -> &'static BTreeMap<String, String> {
    static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let text = include_str!("../../../../scenarios/evidence/names.csv");
        let rows: Result<_, _> = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect();
        // The text is part of the program, and a test reads it.
        rows.unwrap_or_else(|why| panic!("the embedded names cannot be read: {why}"))
    });
    &NAMES
}

/// Whether a value lies outside the range of its evidence; of a choice with keys, any of their values.
#[must_use]
pub fn outside(path: &str, value: &Value) -> bool {
    match value {
        Value::Table(keys) => keys.iter().any(|(key, value)| outside(&format!("{path}.{key}"), value)),
        value => entry(path).is_some_and(|entry| entry.excludes(value)),
    }
}

impl Entry {
    /// The range in words, if there is one: `100 to 700`, or `14` when both ends are the same.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        match (self.low.as_str(), self.high.as_str()) {
            ("", _) | (_, "") => None,
            (low, high) if low == high => Some(low.to_owned()),
            (low, high) => Some(format!("{low} to {high}")),
        }
    }

    /// Whether a value lies outside the range; of a list, any of its values.
    #[must_use]
    pub fn excludes(&self, value: &Value) -> bool {
        match value {
            Value::Integer(number) => self.excludes_number(*number as f64),
            Value::Float(number) => self.excludes_number(*number),
            Value::Array(items) => items.iter().any(|item| self.excludes(item)),
            // Dates as texts are in the order of time.
            Value::String(text) if !self.low.is_empty() => *text < self.low || *text > self.high,
            _ => false,
        }
    }

    fn excludes_number(&self, number: f64) -> bool {
        let end = |text: &str| text.parse::<f64>().ok();
        end(&self.low).is_some_and(|low| number < low) || end(&self.high).is_some_and(|high| number > high)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::label::short;
    use crate::scenario_file::ScenarioFile;

    /// Says exactly what to change when the baseline and the register part.
    #[test]
    fn every_parameter_has_a_name_that_no_other_has() {
        let paths: BTreeSet<&str> = register().iter().map(|entry| entry.path.as_str()).collect();
        let without: Vec<&&str> = paths.iter().filter(|path| !names().contains_key(**path)).collect();
        assert!(without.is_empty(), "scenarios/evidence/names.csv: add a row for {without:?}");
        let gone: Vec<&String> =
            names().keys().filter(|path| *path != "scenario" && !paths.contains(path.as_str())).collect();
        assert!(gone.is_empty(), "scenarios/evidence/names.csv: nothing has the path {gone:?}");
        let different: BTreeSet<&String> = names().values().collect();
        assert_eq!(different.len(), names().len(), "readers could not tell two parameters apart");
    }

    #[test]
    fn the_register_matches_the_baseline() {
        let baseline = ScenarioFile::baseline();
        let resolved = baseline.resolved().expect("a plan");
        let mut wrong = Vec::new();
        let parameters: BTreeSet<String> = baseline.parameters().iter().map(ToString::to_string).collect();
        let mut seen = BTreeSet::new();
        for entry in register() {
            if !parameters.contains(&entry.path) {
                wrong.push(format!("{}: take the row out, there is no such parameter", entry.path));
            }
            if !seen.insert(entry.path.clone()) {
                wrong.push(format!("{}: take out one of two rows", entry.path));
            }
            if entry.source.is_empty() {
                wrong.push(format!("{}: say where it is from", entry.path));
            }
        }
        for path in baseline.parameters() {
            let Some(entry) = entry(&path.to_string()) else {
                wrong.push(format!("{path}: add a row"));
                continue;
            };
            let value = resolved.start.at(&path).map(|node| node.to_value());
            let central = value.as_ref().map_or_else(String::new, |value| match value {
                // Of a choice its name.
                Value::Table(forms) => forms.keys().cloned().collect(),
                value => short(value),
            });
            // A key of a form that the baseline does not have may name a usual value.
            if value.is_some() && central != entry.central {
                wrong.push(format!("{path}: central is {}, the baseline's default is {central}", entry.central));
            }
            let later = resolved.changes.iter().flat_map(|change| &change.settings);
            let later = later.filter(|(changed, _)| **changed == path).map(|(_, node)| node.to_value());
            for value in value.into_iter().chain(later) {
                if entry.excludes(&value) {
                    let range = entry.range().unwrap_or_default();
                    wrong.push(format!("{path}: the baseline's {} is outside {range}", short(&value)));
                }
            }
        }
        assert!(wrong.is_empty(), "scenarios/evidence/parameters.csv:\n{}", wrong.join("\n"));
    }
}
