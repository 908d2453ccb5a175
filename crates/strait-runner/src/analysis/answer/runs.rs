//! The runs of a study by their settings, as a table of an answer groups them.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::Failure;
use crate::store::{Column, REPLICATE, Study, Table};

/// The columns of a study's runs that a table needs.
pub(super) struct Runs {
    /// For each axis its path and every run's value in short words.
    axes: Vec<(String, Vec<String>)>,
    pub(super) replicates: Vec<i64>,
    outcomes: Vec<Vec<f64>>,
}

/// Rows of the runs that share some settings.
pub(super) struct Group {
    /// The values that they share.
    pub(super) values: Vec<String>,
    pub(super) runs: Vec<usize>,
}

impl Runs {
    /// Reads all axes and these outcomes.
    ///
    /// # Errors
    /// [`Failure::Input`] when the results cannot be read.
    pub(super) fn read(study: &Study, outcomes: &[String]) -> Result<Self, Failure> {
        let axes = &study.manifest().axes;
        let columns: Vec<&str> = axes.iter().chain(outcomes).map(String::as_str).collect();
        let table = study.run_columns(&columns)?;
        let missing = |name: &str| Failure::Input(format!("{}: no column {name}", study.folder().display()));
        let texts = |axis: &String| Ok((axis.clone(), labels(&table, axis).ok_or_else(|| missing(axis))?));
        let numbers = |outcome: &String| table.numbers(outcome).ok_or_else(|| missing(outcome));
        let replicates = match table.column(REPLICATE) {
            Some(Column::Integer(values)) => values.clone(),
            _ => return Err(missing(REPLICATE)),
        };
        Ok(Self {
            axes: axes.iter().map(texts).collect::<Result<_, Failure>>()?,
            replicates,
            outcomes: outcomes.iter().map(numbers).collect::<Result<_, Failure>>()?,
        })
    }

    /// An outcome of each run.
    pub(super) fn outcome(&self, number: usize) -> &[f64] {
        &self.outcomes[number]
    }

    /// The runs with these settings, by their values on some axes; on each axis in the order in which values first appear,
    /// the last axis fastest.
    pub(super) fn groups(&self, rows: &[String], only: &[(String, String)]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for run in (0..self.replicates.len()).filter(|run| self.has(*run, only)) {
            let values: Vec<String> = rows.iter().map(|axis| self.value(axis, run).to_owned()).collect();
            let place = *places.entry(values.clone()).or_insert_with(|| {
                groups.push(Group { values, runs: Vec::new() });
                groups.len() - 1
            });
            groups[place].runs.push(run);
        }
        let orders: Vec<BTreeMap<&str, usize>> = rows.iter().map(|axis| self.order(axis)).collect();
        groups.sort_by_cached_key(|group| {
            let place = |(value, order): (&String, &BTreeMap<&str, usize>)| order.get(value.as_str()).copied();
            group.values.iter().zip(&orders).map(place).collect::<Vec<_>>()
        });
        groups
    }

    /// When each value of an axis first appears.
    fn order(&self, axis: &str) -> BTreeMap<&str, usize> {
        let mut order = BTreeMap::new();
        for run in 0..self.replicates.len() {
            order.entry(self.value(axis, run)).or_insert(run);
        }
        order
    }

    /// For each run the one with another value on an axis and else the same settings and replicate.
    pub(super) fn partners(&self, axis: &str, value: &str) -> Vec<Option<usize>> {
        let key = |run: usize| -> (Vec<&str>, i64) {
            let others = self.axes.iter().filter(|(path, _)| path != axis).map(|(_, values)| values[run].as_str());
            (others.collect(), self.replicates[run])
        };
        let all = 0..self.replicates.len();
        let bases: BTreeMap<_, usize> =
            all.clone().filter(|run| self.value(axis, *run) == value).map(|run| (key(run), run)).collect();
        all.map(|run| bases.get(&key(run)).copied()).collect()
    }

    /// Whether each run has a value on an axis.
    pub(super) fn which(&self, axis: &str, value: &str) -> Vec<bool> {
        (0..self.replicates.len()).map(|run| self.value(axis, run) == value).collect()
    }

    /// How many values an axis has among some runs.
    pub(super) fn values_on(&self, axis: &str, rows: &[usize]) -> usize {
        rows.iter().map(|&run| self.value(axis, run)).collect::<BTreeSet<_>>().len()
    }

    fn has(&self, run: usize, settings: &[(String, String)]) -> bool {
        settings.iter().all(|(axis, value)| self.value(axis, run) == value)
    }

    fn value(&self, axis: &str, run: usize) -> &str {
        self.axes.iter().find(|(path, _)| path == axis).map_or("", |(_, values)| values[run].as_str())
    }
}

/// A column in the short words by which settings are known.
fn labels(table: &Table, name: &str) -> Option<Vec<String>> {
    Some(match table.column(name)? {
        Column::Integer(values) => values.iter().map(ToString::to_string).collect(),
        Column::Number(values) => values.iter().map(ToString::to_string).collect(),
        Column::Text(values) => values.clone(),
    })
}
