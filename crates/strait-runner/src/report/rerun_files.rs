//! The files from which a study can be run again, made from its manifest alone.

use serde::Serialize;
use toml::{Table, Value};

use super::assumptions::values;
use crate::design::SCENARIO;
use crate::store::{Manifest, PointSettings, Uncertainty};

/// Most points that are listed one by one in a sweep file.
const POINTS_LISTED: usize = 200;

/// A file's name and text.
pub(super) struct File {
    pub(super) name: String,
    pub(super) text: String,
}

/// The scenario with everything spelled out but what an ensemble is to draw; `None` when it is not TOML.
pub(super) fn scenario(manifest: &Manifest) -> Option<File> {
    let text = match &manifest.uncertainty {
        None => manifest.scenario.toml.clone(),
        Some(uncertainty) => to_be_drawn(&manifest.scenario.toml, uncertainty)?,
    };
    // Not by the scenario's own name: a file of the baseline's name gives nothing but defaults, and draws replace them.
    Some(File { name: format!("{}-resolved.toml", file_stem(&manifest.scenario.name)), text })
}

/// The scenario without the parameters that were drawn: what a scenario gives holds against an ensemble.
fn to_be_drawn(toml: &str, uncertainty: &Uncertainty) -> Option<String> {
    let mut scenario: Value = Value::Table(toml.parse().ok()?);
    for path in uncertainty.parameters.iter().filter(|path| !uncertainty.held.contains(path)) {
        remove(&mut scenario, &path.split('.').collect::<Vec<_>>());
    }
    toml::to_string(&scenario).ok()
}

/// Takes out the value at a path; of tables in a list the name is the key.
fn remove(value: &mut Value, path: &[&str]) {
    let Some((key, rest)) = path.split_first() else { return };
    match value {
        Value::Table(keys) if rest.is_empty() => {
            keys.remove(*key);
        }
        Value::Table(keys) => {
            if let Some(value) = keys.get_mut(*key) {
                remove(value, rest);
            }
        }
        Value::Array(items) => {
            let named = |item: &&mut Value| item.get("name").and_then(Value::as_str) == Some(key);
            if let Some(item) = items.iter_mut().find(named) {
                remove(item, rest);
            }
        }
        _ => {}
    }
}

/// A sweep file.
#[derive(Serialize)]
struct Sweep<'a> {
    sweep: Head<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Asked<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    axis: Vec<Axis<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    point: Vec<Table>,
}

#[derive(Serialize)]
struct Head<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    design: &'static str,
    replicates: u64,
    seed: u64,
    resolution: crate::design::Resolution,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

#[derive(Serialize)]
struct Asked<'a> {
    question: &'a str,
}

#[derive(Serialize)]
struct Axis<'a> {
    path: &'a str,
    values: Vec<Value>,
}

/// The other scenarios of an axis of scenarios; `None` when one is not TOML.
pub(super) fn scenarios(manifest: &Manifest) -> Option<Vec<File>> {
    if !has_scenarios(manifest) {
        return scenario(manifest).map(|file| vec![file]);
    }
    // By their own names, which are their values on the axis.
    let all = std::iter::once(&manifest.scenario).chain(&manifest.alternatives);
    all.map(|one| {
        let text = match &manifest.uncertainty {
            None => one.toml.clone(),
            Some(uncertainty) => to_be_drawn(&one.toml, uncertainty)?,
        };
        Some(File { name: format!("{}.toml", one.name), text })
    })
    .collect()
}

/// Whether whole scenarios are swept.
fn has_scenarios(manifest: &Manifest) -> bool {
    manifest.axes.iter().any(|axis| axis == SCENARIO)
}

/// A sweep of the scenario in a file over the same points; `None` when there are too many to list, or none.
pub(super) fn sweep(manifest: &Manifest, scenario: &File) -> Option<File> {
    let head = |design| Head {
        name: &manifest.name,
        scenario: Some(scenario.name.as_str()).filter(|_| !has_scenarios(manifest)),
        design,
        replicates: manifest.replicates,
        seed: manifest.seed,
        resolution: manifest.resolution,
        from: manifest.from.map(|date| date.to_string()),
    };
    let axes = manifest.axes.iter().map(|path| Axis { path, values: values(manifest, path) }).collect();
    let answer = manifest.answer.as_ref().map(|answer| Asked { question: &answer.question });
    let sweep = if is_grid(manifest, &axes) {
        Sweep { sweep: head("grid"), answer, axis: axes.into_iter().map(Axis::in_a_file).collect(), point: Vec::new() }
    } else if manifest.points.len() <= POINTS_LISTED {
        let points: Option<Vec<Table>> = manifest.points.iter().map(settings).collect();
        Sweep { sweep: head("list"), answer, axis: Vec::new(), point: points? }
    } else {
        return None;
    };
    let name = format!("{}-sweep.toml", file_stem(&manifest.name));
    toml::to_string(&sweep).ok().map(|text| File { name, text })
}

fn settings(point: &PointSettings) -> Option<Table> {
    let setting = |(path, value): (&String, &serde_json::Value)| {
        Some((path.clone(), setting_in_a_file(path, Value::try_from(value).ok()?)))
    };
    point.settings.iter().map(setting).collect()
}

impl Axis<'_> {
    fn in_a_file(mut self) -> Self {
        self.values = self.values.into_iter().map(|value| setting_in_a_file(self.path, value)).collect();
        self
    }
}

/// A value as a sweep file gives it: a scenario by the name of its file.
fn setting_in_a_file(path: &str, value: Value) -> Value {
    match value {
        Value::String(name) if path == SCENARIO => Value::String(format!("{name}.toml")),
        value => value,
    }
}

/// Whether the points are every combination of the axes' values, the last axis varying fastest.
fn is_grid(manifest: &Manifest, axes: &Vec<Axis<'_>>) -> bool {
    let size = axes.iter().try_fold(1_usize, |size, axis| size.checked_mul(axis.values.len()));
    if axes.is_empty() || size != Some(manifest.points.len()) {
        return false;
    }
    manifest.points.iter().enumerate().all(|(index, point)| {
        let mut rest = index;
        axes.iter().rev().all(|axis| {
            let value = &axis.values[rest % axis.values.len()];
            rest /= axis.values.len();
            point.settings.get(axis.path).and_then(|own| Value::try_from(own).ok()).as_ref() == Some(value)
        })
    })
}

/// A name fit for a file on every system.
fn file_stem(name: &str) -> String {
    let fit = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    let stem: String = name.chars().take(60).map(fit).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "study".to_owned() } else { stem.to_owned() }
}
