//! Drawing the figures of a folder of results, for the commands that do.

use std::path::Path;

use crate::charts::{self, CHARTS, ChartError, Drawn, Wanted};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::store::{Column, Manifest, POINT, Study, Table};
use crate::summary::{deterrence, source, source_of};

/// Draws what is wanted of a folder of results, or of one point of it.
///
/// # Errors
/// [`Failure::Input`] when the results or the observed series cannot be read, or there is no such point or chart; [`Failure::Work`] when
/// drawing fails.
pub(super) fn drawn(results: &Study, point: Option<i64>, wanted: &Wanted<'_>) -> Result<Drawn, Failure> {
    let manifest = results.manifest();
    let (runs, daily) = (results.runs()?, results.daily(&charts::columns_for(wanted.metrics))?);
    let subject = match point {
        None => Subject {
            title: manifest.name.clone(),
            axes: manifest.axes.clone(),
            caption: source(manifest),
            runs,
            daily,
        },
        Some(point) => of_point(point, manifest, &runs, &daily)?,
    };
    let study = charts::Study {
        title: &subject.title,
        runs: &subject.runs,
        daily: &subject.daily,
        resolution: manifest.resolution,
        axes: &subject.axes,
        observed: &Sources::of(manifest).observed()?,
        caption: &subject.caption,
    };
    charts::drawn(&study, wanted).map_err(|error| failure(&error, results.folder()))
}

/// What is drawn: a whole study, or a point of it.
struct Subject {
    title: String,
    axes: Vec<String>,
    caption: String,
    runs: Table,
    daily: Table,
}

/// One point of a sweep as if it were a study of its own.
fn of_point(point: i64, manifest: &Manifest, runs: &Table, daily: &Table) -> Result<Subject, Failure> {
    let own = |table: &Table| match table.column(POINT) {
        Some(Column::Integer(points)) => table.rows_where(|row| points[row] == point),
        _ => Table::new(),
    };
    let (own_runs, own_daily) = (own(runs), own(daily));
    if own_runs.rows() == 0 {
        return Err(Failure::Input(format!(
            "`--point {point}`: the results have no such point; they have 0 to {}",
            manifest.points.len().saturating_sub(1)
        )));
    }
    let value = |axis: &String| match own_runs.column(axis)? {
        Column::Integer(values) => values.first().map(ToString::to_string),
        Column::Number(values) => values.first().map(ToString::to_string),
        Column::Text(values) => values.first().cloned(),
    };
    let values: Vec<String> =
        manifest.axes.iter().filter_map(|axis| Some(format!("{axis} = {}", value(axis)?))).collect();
    let deterrence = match value(&"deterrence".to_owned()) {
        Some(form) => format!("deterrence {form}"),
        None => deterrence(manifest),
    };
    Ok(Subject {
        title: format!("{}, point {point}: {}", manifest.name, values.join(", ")),
        axes: Vec::new(),
        caption: source_of(manifest, &deterrence, own_runs.rows() as u64),
        runs: own_runs,
        daily: own_daily,
    })
}

/// The names of the charts, for whoever asked for another.
pub(super) fn charts_there_are() -> String {
    let names: Vec<_> = CHARTS.iter().map(|chart| chart.name).collect();
    format!("[charts: {}]", names.join(", "))
}

/// Why the charts of a folder could not be drawn.
pub(super) fn failure(error: &ChartError, folder: &Path) -> Failure {
    match error {
        ChartError::UnknownChart(_) => Failure::Input(format!("{error} {}", charts_there_are())),
        ChartError::Column { .. } | ChartError::Date(_) => Failure::Input(format!("{}: {error}", folder.display())),
        ChartError::Drawing(_) | ChartError::Empty(_) => Failure::Work(error.to_string()),
    }
}
