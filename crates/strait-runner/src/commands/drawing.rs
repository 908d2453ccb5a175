//! Drawing the figures of a folder of results, for the commands that do.

use std::path::Path;

use crate::charts::{self, CHARTS, ChartError, Drawn};
use crate::failure::Failure;
use crate::observed::observed;
use crate::store::Study;
use crate::summary::source;

/// Draws the charts of `only`, or all that are not on request.
///
/// # Errors
/// [`Failure::Input`] when the results cannot be read or a chart is unknown; [`Failure::Work`] when drawing fails.
pub(super) fn draw(results: &Study, only: Option<&[&str]>) -> Result<Drawn, Failure> {
    let manifest = results.manifest();
    let study = charts::Study {
        title: &manifest.name,
        runs: &results.runs()?,
        daily: &results.daily(&charts::columns_needed())?,
        resolution: manifest.resolution,
        axes: &manifest.axes,
        observed: &observed()?,
        caption: &source(manifest),
    };
    charts::figures(&study, only).map_err(|error| failure(&error, results.folder()))
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
