//! Which columns the data files of a study have, and what stands in them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strait::metrics::{METRICS, Row};
use strait::records::{Counted, Group, Records};
use toml::Value;

use super::cells::{Cell, Field, Kind};
use super::writer::Run;
use super::{AGE, DATE, ORIGIN, POINT, REPLICATE, SEX, STATUS};
use crate::design::{Resolution, short};

/// The rows of a run at a resolution, with their dates: the day itself, or the Sunday on which a week ends.
#[must_use]
pub fn rows_of(records: &Records, resolution: Resolution) -> Vec<(Date, Row)> {
    match resolution {
        Resolution::Daily => records.dated().map(|(date, row)| (date, *row)).collect(),
        Resolution::Weekly => records.weeks(),
    }
}

/// What the columns of a study's files follow from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The study's seed, the same for every run: replicates and people have their own draws from it.
    pub seed: u64,
    /// For each replicate the draw of the ensemble that it takes; empty without an ensemble.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<u64>,
    /// The swept paths, each a column of `runs.parquet`.
    pub axes: Vec<String>,
    /// The settings of each point.
    pub points: Vec<Vec<(String, Value)>>,
    /// The names of the outcomes, each a column of `runs.parquet`.
    pub outcomes: Vec<String>,
}

/// The rows to write for a study's runs.
pub(super) struct Rows {
    seed: i64,
    draws: Vec<u64>,
    runs: Vec<Field>,
    /// For each point, the cells of its settings.
    settings: Vec<Vec<Cell>>,
    outcomes: usize,
}

impl Rows {
    pub(super) fn new(layout: &Layout) -> Self {
        let axes: Vec<_> = layout.axes.iter().map(|axis| (axis, axis_kind(layout, axis))).collect();
        let mut runs = vec![
            Field::new(POINT, Kind::Integer),
            Field::new(REPLICATE, Kind::Integer),
            Field::new("seed", Kind::Integer),
        ];
        if !layout.draws.is_empty() {
            runs.push(Field::new("draw", Kind::Integer));
        }
        runs.extend([Field::new(STATUS, Kind::Text), Field::new("message", Kind::Text)]);
        runs.extend(axes.iter().map(|&(axis, kind)| Field::new(axis, kind)));
        runs.extend(layout.outcomes.iter().map(|outcome| Field::new(outcome, Kind::Number)));
        let settings = layout
            .points
            .iter()
            .map(|point| axes.iter().map(|&(axis, kind)| setting_cell(setting(point, axis), kind)).collect())
            .collect();
        Self {
            seed: layout.seed.cast_signed(),
            draws: layout.draws.clone(),
            runs,
            settings,
            outcomes: layout.outcomes.len(),
        }
    }

    /// The columns of the runs.
    pub(super) fn run_fields(&self) -> &[Field] {
        &self.runs
    }

    /// The row of a run.
    pub(super) fn run(&self, run: &Run) -> Vec<Cell> {
        let mut row = Vec::with_capacity(self.runs.len());
        let (status, message) = match &run.result {
            Ok(_) => ("done", ""),
            Err(message) => ("failed", message.as_str()),
        };
        row.push(Cell::Integer(run.point as i64));
        row.push(Cell::Integer(run.replicate.cast_signed()));
        row.push(Cell::Integer(self.seed));
        row.extend(self.draws.get(run.replicate as usize).map(|draw| Cell::Integer(draw.cast_signed())));
        row.push(Cell::Text(status.to_owned()));
        row.push(Cell::Text(message.to_owned()));
        row.extend_from_slice(&self.settings[run.point]);
        match &run.result {
            Ok(done) => row.extend(done.outcomes.iter().copied().map(Cell::Number)),
            Err(_) => row.extend((0..self.outcomes).map(|_| Cell::Number(f64::NAN))),
        }
        row
    }
}

/// The columns of the daily or weekly rows.
pub(super) fn daily_fields() -> Vec<Field> {
    let mut fields =
        vec![Field::new(POINT, Kind::Integer), Field::new(REPLICATE, Kind::Integer), Field::new(DATE, Kind::Date)];
    fields.extend(METRICS.iter().map(|metric| Field::new(metric.name(), Kind::Number)));
    fields
}

/// The daily or weekly row of a run.
pub(super) fn daily_row(point: usize, replicate: u64, date: Date, row: &Row) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(3 + METRICS.len());
    cells.push(Cell::Integer(point as i64));
    cells.push(Cell::Integer(replicate.cast_signed()));
    cells.push(Cell::Date(date));
    cells.extend(row.values().iter().copied().map(Cell::Number));
    cells
}

/// The columns of what happened to each group of people.
pub(super) fn people_fields() -> Vec<Field> {
    let mut fields = vec![Field::new(POINT, Kind::Integer), Field::new(REPLICATE, Kind::Integer)];
    fields.extend([ORIGIN, AGE, SEX].map(|name| Field::new(name, Kind::Text)));
    fields.extend(Counted::ALL.map(|counted| Field::new(counted.metric().name(), Kind::Integer)));
    fields
}

/// The row of a group of people in a run.
pub(super) fn people_row(point: usize, replicate: u64, group: &Group) -> Vec<Cell> {
    let mut cells = vec![Cell::Integer(point as i64), Cell::Integer(replicate.cast_signed())];
    cells.extend([&group.origin, group.age.name(), group.sex.name()].map(|text: &str| Cell::Text(text.to_owned())));
    cells.extend(group.counts.map(|count| Cell::Integer(count.cast_signed())));
    cells
}

fn setting<'a>(point: &'a [(String, Value)], axis: &str) -> Option<&'a Value> {
    point.iter().find(|(path, _)| path == axis).map(|(_, value)| value)
}

/// Whole numbers if every point sets one, numbers if all that is set are numbers, else text.
fn axis_kind(layout: &Layout, axis: &str) -> Kind {
    let values = || layout.points.iter().map(|point| setting(point, axis));
    if values().all(|value| matches!(value, Some(Value::Integer(_)))) {
        Kind::Integer
    } else if values().flatten().all(|value| matches!(value, Value::Integer(_) | Value::Float(_))) {
        Kind::Number
    } else {
        Kind::Text
    }
}

fn setting_cell(value: Option<&Value>, kind: Kind) -> Cell {
    match (kind, value) {
        (Kind::Integer, Some(Value::Integer(value))) => Cell::Integer(*value),
        (Kind::Number, Some(Value::Integer(value))) => Cell::Number(*value as f64),
        (Kind::Number, Some(Value::Float(value))) => Cell::Number(*value),
        (Kind::Number, _) => Cell::Number(f64::NAN),
        (_, Some(value)) => Cell::Text(short(value)),
        (_, None) => Cell::Text(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_column_is_of_the_narrowest_kind_that_holds_every_setting() {
        let layout = |values: [Option<Value>; 2]| Layout {
            seed: 1,
            draws: Vec::new(),
            axes: vec!["a.b".to_owned()],
            points: values.map(|value| value.map(|value| ("a.b".to_owned(), value)).into_iter().collect()).to_vec(),
            outcomes: Vec::new(),
        };
        let cells = |values| Rows::new(&layout(values)).settings.concat();
        assert_eq!(cells([Some(1.into()), Some(2.into())]), [Cell::Integer(1), Cell::Integer(2)]);
        assert_eq!(cells([Some(1.into()), Some(2.5.into())]), [Cell::Number(1.0), Cell::Number(2.5)]);
        assert_eq!(
            cells([Some("random".into()), Some(2.into())]),
            [Cell::Text("random".to_owned()), Cell::Text("2".to_owned())]
        );
        assert_eq!(cells([Some(true.into()), None]), [Cell::Text("true".to_owned()), Cell::Text(String::new())]);
    }
}
