//! The cases of a study on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use toml::Value;

use super::{Cases, Condition, Dimension, Grouping, Kind};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{Column, Manifest, POINT, STATUS, Study, Table, Uncertainty, sha256};
use crate::uncertainty::Ensemble;

/// What is longer is no ensemble [bytes].
const ENSEMBLE_BYTES_MAX: u64 = 4 << 20;

/// The cases of a study, and what to know of them.
#[derive(Debug, Clone, PartialEq)]
pub struct CasesOfStudy {
    /// The runs that have the outcome.
    pub cases: Cases,
    /// Runs of the study.
    pub runs: usize,
    /// Runs that failed: their place in the box is not known.
    pub failed: usize,
    /// Runs that were done without the outcome.
    pub without_value: usize,
    /// The least and the greatest value of the outcome.
    pub range: (f64, f64),
    /// What was left out of the parameters, and why, in words.
    pub notes: Vec<String>,
}

/// Reads the runs of a study with the sweep's axes and the drawn parameters of its ensemble, and says in which of them the outcome
/// meets the condition.
///
/// The ensemble is looked for by the path that the study has for it, from here and from the folders of the files that the study's
/// command names, and taken only if its SHA-256 is the study's. Without it there are the axes alone, and a note says so.
///
/// # Errors
/// [`Failure::Input`] when the study cannot be read or has no such outcome; [`Failure::Work`] when no run has it.
pub fn cases_of(study: &Study, outcome: &str, condition: Condition) -> Result<CasesOfStudy, Failure> {
    let (runs, manifest) = (study.runs()?, study.manifest());
    let broken = |what: &str| Failure::Input(format!("{}: runs.parquet {what}", study.folder().display()));
    let values = runs.numbers(outcome).ok_or_else(|| broken(&format!("has no outcome \"{outcome}\"")))?;
    let whole = |name: &str| match runs.column(name) {
        Some(Column::Integer(values)) => {
            let values: Option<Vec<usize>> = values.iter().map(|value| usize::try_from(*value).ok()).collect();
            values.ok_or_else(|| broken(&format!("has numbers below 0 in the column \"{name}\"")))
        }
        _ => Err(broken(&format!("has no column \"{name}\" of whole numbers"))),
    };
    let status = runs.texts(STATUS).ok_or_else(|| broken("does not say which runs failed"))?;
    let failed = status.iter().filter(|status| *status == "failed").count();
    let kept: Vec<usize> = (0..values.len()).filter(|&run| values[run].is_finite()).collect();
    let finite = || kept.iter().map(|&run| values[run]);
    if kept.is_empty() {
        return Err(Failure::Work(format!("none of {} runs has a value of {outcome}; {failed} failed", values.len())));
    }
    let mut notes = Vec::new();
    let mut all = Cases {
        dimensions: axes(&runs, manifest, &mut notes),
        occurs: values.iter().map(|value| condition.holds(*value)).collect(),
        points: whole(POINT)?,
        draws: Vec::new(),
    };
    if let Some(uncertainty) = &manifest.uncertainty {
        all.draws = whole("draw")?;
        match ensemble_of(manifest, uncertainty) {
            Some(ensemble) => {
                all.dimensions.extend(drawn(&ensemble, uncertainty, manifest, &all.draws)?);
                let different: BTreeSet<usize> = all.draws.iter().copied().collect();
                let count = different.len();
                notes.push(format!(
                    "of the ensemble the replicates take {count} different draws, the same at every point"
                ));
            }
            None => notes.push(format!(
                "the ensemble {} is no longer there with SHA-256 {}: what it draws is not looked at",
                uncertainty.ensemble, uncertainty.sha256
            )),
        }
    }
    let mut cases = all.only(&kept);
    cases.dimensions.retain(|dimension| dimension.values.iter().any(|value| *value != dimension.values[0]));
    Ok(CasesOfStudy {
        runs: values.len(),
        failed,
        without_value: (values.len() - kept.len()).saturating_sub(failed),
        range: (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max)),
        cases,
        notes,
    })
}

/// The sweep's axes as dimensions: numbers, dates and choices.
fn axes(runs: &Table, manifest: &Manifest, notes: &mut Vec<String>) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for axis in &manifest.axes {
        let found = match runs.column(axis) {
            Some(Column::Text(texts)) if texts.iter().all(|text| !text.is_empty()) => Some(of_texts(texts)),
            Some(Column::Text(_)) | None => None,
            Some(_) => runs.numbers(axis).map(|values| (Kind::Number, values)),
        };
        match found {
            Some((kind, values)) if values.iter().all(|value| value.is_finite()) => {
                dimensions.push(Dimension { name: axis.clone(), kind, values, grouping: Grouping::Points });
            }
            _ => notes.push(format!("{axis} is not set at every point: it is not looked at")),
        }
    }
    dimensions
}

/// Dates if all are, else choices in the order of the alphabet.
fn of_texts(texts: &[String]) -> (Kind, Vec<f64>) {
    let dates: Option<Vec<f64>> = texts.iter().map(|text| text.parse::<Date>().ok().map(day)).collect();
    if let Some(dates) = dates {
        return (Kind::Date, dates);
    }
    let mut choices = texts.to_vec();
    choices.sort();
    choices.dedup();
    let place = |text: &String| choices.binary_search(text).map_or(f64::NAN, |place| place as f64);
    (Kind::Choice(choices.clone()), texts.iter().map(place).collect())
}

/// A date as days since 1 January 1970.
fn day(date: Date) -> f64 {
    f64::from(date.duration_since(Date::constant(1970, 1, 1)).as_hours() as i32 / 24)
}

/// The ensemble of a study, if it can be found as it was.
fn ensemble_of(manifest: &Manifest, uncertainty: &Uncertainty) -> Option<Ensemble> {
    let named = manifest.command.iter().map(Path::new).filter(|word| word.extension().is_some_and(|end| end == "toml"));
    let folders = [Path::new("")].into_iter().chain(named.filter_map(Path::parent));
    let paths: Vec<PathBuf> = folders.map(|folder| folder.join(&uncertainty.ensemble)).collect();
    let same = |path: &&PathBuf| {
        plain_file::read_text(path, ENSEMBLE_BYTES_MAX).is_ok_and(|text| sha256(&text) == uncertainty.sha256)
    };
    paths.iter().find(same).and_then(|path| Ensemble::read(path).ok())
}

/// What an ensemble draws, as dimensions, for the draw of each run; without what the study holds against it.
fn drawn(
    ensemble: &Ensemble,
    uncertainty: &Uncertainty,
    manifest: &Manifest,
    draws: &[usize],
) -> Result<Vec<Dimension>, Failure> {
    let last = ensemble.len() - 1;
    if let Some(beyond) = draws.iter().find(|draw| **draw > last) {
        return Err(Failure::Input(format!("draw: found {beyond}, the ensemble has draws 0 to {last}")));
    }
    // What an axis sets, as a whole or a part, holds over the draw.
    let within =
        |one: &str, other: &str| one == other || one.strip_prefix(other).is_some_and(|rest| rest.starts_with('.'));
    let held = |path: &str| {
        uncertainty.held.iter().any(|held| held == path)
            || manifest.axes.iter().any(|axis| within(path, axis) || within(axis, path))
    };
    let mut dimensions = Vec::new();
    for (column, path) in ensemble.paths().enumerate().filter(|(_, path)| !held(path)) {
        let values: Vec<Value> = (0..=last).filter_map(|draw| ensemble.value(draw, column)).collect();
        for (name, kind, values) in numbered(path, &values) {
            let values = draws.iter().map(|draw| values[*draw]).collect();
            dimensions.push(Dimension { name, kind, values, grouping: Grouping::Draws });
        }
    }
    Ok(dimensions)
}

/// A parameter's values over draws as dimensions: one, or one for each place of a list.
fn numbered(path: &str, values: &[Value]) -> Vec<(String, Kind, Vec<f64>)> {
    let lists: Option<Vec<&Vec<Value>>> = values.iter().map(Value::as_array).collect();
    let Some(lists) = lists else {
        let numbers: Option<Vec<f64>> = values.iter().map(number).collect();
        let (kind, values) = numbers.map_or_else(
            || of_texts(&values.iter().map(crate::design::short).collect::<Vec<_>>()),
            |numbers| (Kind::Number, numbers),
        );
        return vec![(path.to_owned(), kind, values)];
    };
    let places = lists.iter().map(|list| list.len()).min().unwrap_or(0);
    let place = |place: usize| {
        let values: Option<Vec<f64>> = lists.iter().map(|list| number(&list[place])).collect();
        values.map(|values| (format!("{path} {}", place + 1), Kind::Number, values))
    };
    (0..places).filter_map(place).collect()
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}
