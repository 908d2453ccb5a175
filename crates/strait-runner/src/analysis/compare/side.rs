//! The runs of one point, as they are compared.

use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::store::{Column, POINT, REPLICATE, STATUS, Study, Table};

/// The runs of one point of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it sets, in the order of the study's axes: empty for a single scenario.
    pub settings: Vec<String>,
    runs: BTreeMap<u64, Run>,
}

#[derive(Debug, Clone, PartialEq)]
struct Run {
    failed: bool,
    /// For each outcome that was read its value; NaN where there is none.
    values: Vec<f64>,
}

impl Side {
    /// How many runs there are, failed ones too.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    /// How many runs failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.runs.values().filter(|run| run.failed).count()
    }

    /// The replicates that have the outcome of this column, with its values.
    pub fn values(&self, column: usize) -> impl Iterator<Item = (u64, f64)> {
        let value = move |(&replicate, run): (&u64, &Run)| Some((replicate, *run.values.get(column)?));
        self.runs.iter().filter_map(value).filter(|(_, value)| value.is_finite())
    }

    /// How many runs that were done have no such outcome.
    #[must_use]
    pub fn without(&self, column: usize) -> usize {
        self.runs() - self.failed() - self.values(column).count()
    }

    /// A point of these runs.
    #[cfg(test)]
    pub(in crate::analysis) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let run = |(replicate, value)| (replicate, Run { failed: false, values: vec![value] });
        Self { settings: Vec::new(), runs: (0..).zip(values).map(run).collect() }
    }

    /// Lets a run fail.
    #[cfg(test)]
    pub(in crate::analysis) fn fail(&mut self, replicate: u64) {
        self.runs.insert(replicate, Run { failed: true, values: vec![f64::NAN] });
    }
}

/// The points of a study, in order, with these outcomes of their runs.
///
/// # Errors
/// [`Failure::Input`] when the file of the runs is missing, broken or has no such outcome.
pub fn sides(study: &Study, outcomes: &[&str]) -> Result<Vec<Side>, Failure> {
    let manifest = study.manifest();
    let axes: Vec<&str> = manifest.axes.iter().map(String::as_str).collect();
    let table = study.run_columns(&[&[STATUS][..], &axes, outcomes].concat())?;
    let unusable = |column: &str| {
        Failure::Input(format!("{}: runs.parquet has no usable column {column}", study.folder().display()))
    };
    let numbers = |name: &str| table.numbers(name).ok_or_else(|| unusable(name));
    let (points, replicates) = (numbers(POINT)?, numbers(REPLICATE)?);
    let status = table.texts(STATUS).ok_or_else(|| unusable(STATUS))?;
    let columns = outcomes.iter().map(|name| numbers(name)).collect::<Result<Vec<_>, _>>()?;
    let mut sides: Vec<Side> =
        manifest.points.iter().map(|_| Side { settings: Vec::new(), runs: BTreeMap::new() }).collect();
    for (row, point) in points.into_iter().enumerate() {
        let side = sides.get_mut(point as usize).ok_or_else(|| unusable(POINT))?;
        if side.settings.is_empty() {
            side.settings = axes.iter().map(|axis| text(&table, axis, row)).collect();
        }
        let values = columns.iter().map(|column| column[row]).collect();
        side.runs.insert(replicates[row] as u64, Run { failed: status[row] != "done", values });
    }
    match sides.iter().position(|side| side.runs.is_empty()) {
        Some(point) => {
            let folder = study.folder().display();
            Err(Failure::Input(format!("{folder}: runs.parquet holds no run of point {point}")))
        }
        None => Ok(sides),
    }
}

/// A cell in words.
fn text(table: &Table, column: &str, row: usize) -> String {
    match table.column(column) {
        Some(Column::Integer(values)) => values[row].to_string(),
        Some(Column::Number(values)) => values[row].to_string(),
        Some(Column::Text(values)) => values[row].clone(),
        None => String::new(),
    }
}
