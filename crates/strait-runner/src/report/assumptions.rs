//! What the numbers rest on: every parameter with its range, confidence and source.

use std::collections::BTreeSet;

use maud::{Markup, html};
use toml::Value;

use super::Report;
use super::tables::{self, table};
use crate::design::short;
use crate::evidence::{self, Confidence, Entry};
use crate::failure::Failure;
use crate::parameters::{self, Row};
use crate::scenario_file::ScenarioFile;
use crate::store::Manifest;

/// Most values of a swept parameter that are listed one by one.
const VALUES_LISTED: usize = 12;

/// # Errors
/// [`Failure::Input`] when the scenario in the manifest cannot be read.
pub(super) fn section(report: &Report<'_>) -> Result<Markup, Failure> {
    let manifest = report.manifest;
    let file = ScenarioFile::from_toml(&format!("the scenario in {}", Manifest::FILE), &manifest.scenario.toml)?;
    let uncertainty = manifest.uncertainty.as_ref();
    let drawn = |path: &str| {
        let of = |paths: &[String]| paths.iter().any(|own| own == path);
        uncertainty.is_some_and(|own| of(&own.parameters) && !of(&own.held))
    };
    let rows = parameters::rows(&file, |path| drawn(&path.to_string()))?;
    let default = parameters::rows(&ScenarioFile::baseline(), |_| false)?;
    let (own, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.changed && !row.drawn);
    let assumptions = rows.iter().filter(|row| row.from.is_none());
    let (mut all, mut without_source) = (0, 0);
    for row in assumptions {
        all += 1;
        without_source += usize::from(row.confidence == Some(Confidence::Assumption));
    }
    Ok(html! {
        p {
            "Of " (all) " parameters " strong { (without_source) " are assumptions" } ": choices without a source that measures them. "
            "Ranges are what the evidence supports, or what is worth sweeping. " (mark("outside", "outside its range"))
            " marks a value beyond them."
        }
        @if !manifest.axes.is_empty() {
            (table("swept", &html! { "What was swept" (from(manifest)) }, &["parameter", "values", "unit", "range", "confidence", "source"], &swept(manifest)))
        }
        @if own.is_empty() {
            p { "All else is the baseline's" @if uncertainty.is_some() { ", or drawn from the ensemble" } "." }
        } @else {
            (table(
                "changed",
                &html! { "What differs from the baseline" @if !manifest.axes.is_empty() { ", in every setting" } },
                &["parameter", "from", "value", "baseline", "range", "confidence", "source", "note"],
                &html! { @for row in own { (parameter(row, Some(&default))) } },
            ))
        }
        details.long {
            summary {
                "All other parameters and dated changes (" (others.len()) ")"
                @if rows.iter().any(|row| row.drawn) { ", those drawn from the ensemble among them" }
            }
            (table(
                "others",
                &html! { "As in the baseline" @if uncertainty.is_some() { ", or drawn from the ensemble" } },
                &["parameter", "from", "value", "range", "confidence", "source", "note"],
                &html! { @for row in others { (parameter(row, None)) } },
            ))
        }
    })
}

fn from(manifest: &Manifest) -> String {
    manifest.from.map_or_else(String::new, |date| format!(", from {date} on"))
}

fn parameter(row: &Row, default: Option<&[Row]>) -> Markup {
    let entry = evidence::entry(&row.parameter);
    html! {
        tr {
            th scope="row" { (tables::parameter(&row.parameter)) }
            td.number { (row.from.as_deref().unwrap_or("the start")) }
            td.value {
                @if row.drawn { "drawn from the ensemble" } @else {
                    (row.value) (unit(row.unit))
                    @if row.outside { " " (mark("outside", "outside its range")) }
                }
            }
            @if let Some(default) = default {
                @let usual = default.iter().find(|other| other.from.is_none() && other.parameter == row.parameter);
                td.value { (usual.map_or("–", |usual| usual.value.as_str())) }
            }
            (evidence_cells(entry))
            td.words { (row.note) }
        }
    }
}

fn unit(unit: &str) -> String {
    // Choices have no unit, and a date says itself that it is one.
    if matches!(unit, "" | "date") { String::new() } else { format!(" {unit}") }
}

/// Range, confidence and source.
fn evidence_cells(entry: Option<&Entry>) -> Markup {
    html! {
        td.number { (entry.and_then(Entry::range).as_deref().unwrap_or("–")) }
        td {
            @match entry.map(|entry| entry.confidence) {
                Some(Confidence::Assumption) => (mark("assumption", "assumption")),
                Some(confidence) => (confidence),
                None => "not in the register",
            }
        }
        td.words {
            @if let Some(entry) = entry {
                @if entry.url.starts_with("https://") || entry.url.starts_with("http://") {
                    a href=(entry.url) { (entry.source) }
                } @else { (entry.source) }
            }
        }
    }
}

/// A word that stands out by more than its colour.
fn mark(class: &str, words: &str) -> Markup {
    html! { strong class=(class) { (words) } }
}

/// The swept parameters with their values.
fn swept(manifest: &Manifest) -> Markup {
    html! {
        @for path in &manifest.axes {
            @let values = values(manifest, path);
            @let entry = evidence::entry(path);
            tr {
                th scope="row" { (tables::parameter(path)) }
                td.value {
                    @if values.len() > VALUES_LISTED { (ends(&values)) }
                    @else {
                        ul { @for value in &values {
                            li { (short(value)) @if evidence::outside(path, value) { " " (mark("outside", "outside its range")) } }
                        } }
                    }
                }
                td { (entry.map_or("", |entry| entry.unit.as_str())) }
                (evidence_cells(entry))
            }
        }
    }
}

/// The values of an axis, each once, in the order of the points.
pub(super) fn values(manifest: &Manifest, path: &str) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let own = manifest.points.iter().filter_map(|point| point.settings.get(path));
    // A number that does not exist is nothing in JSON, and so is no value here.
    own.filter(|value| seen.insert(value.to_string())).filter_map(|value| Value::try_from(value).ok()).collect()
}

/// The values of an axis in one line.
pub(super) fn values_in_words(manifest: &Manifest, path: &str) -> String {
    let values = values(manifest, path);
    if values.len() > VALUES_LISTED { ends(&values) } else { values.iter().map(short).collect::<Vec<_>>().join(", ") }
}

/// Of many values how many there are and, of numbers, the ends.
fn ends(values: &[Value]) -> String {
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    let numbers: Vec<f64> = values.iter().filter_map(number).collect();
    let count = values.len();
    if numbers.len() < count {
        return format!("{count} values");
    }
    let (low, high) = numbers
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)));
    format!("{count} values from {low} to {high}")
}
