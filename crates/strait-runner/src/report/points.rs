//! The runs of a study by their points.

use crate::charts::Axis;
use crate::evidence;
use crate::store::{Manifest, POINT, STATUS, Table};

/// The runs of one setting that were done.
pub(super) struct Point {
    /// What the point sets, in words.
    pub(super) name: String,
    /// Rows of the runs.
    pub(super) rows: Vec<usize>,
}

/// The axes of a sweep that vary, as readers name them.
pub(super) fn axes(manifest: &Manifest, runs: &Table) -> Vec<Axis> {
    let named = |path: &String| Some(Axis::of(path, runs.column(path)?).named(evidence::name(path)));
    manifest.axes.iter().filter_map(named).filter(Axis::varies).collect()
}

/// The rows of the runs that were done.
pub(super) fn done(runs: &Table) -> Vec<usize> {
    let status = runs.texts(STATUS);
    (0..runs.rows()).filter(|&row| status.is_none_or(|status| status[row] == "done")).collect()
}

/// Every point, in the study's order.
pub(super) fn points(manifest: &Manifest, runs: &Table) -> Vec<Point> {
    let axes = axes(manifest, runs);
    let name = |row: usize| {
        let parts = axes.iter().map(|axis| format!("{} {}", axis.name, axis.labels[row]));
        parts.collect::<Vec<_>>().join(", ")
    };
    let places = runs.numbers(POINT).unwrap_or_default();
    let mut points: Vec<Point> =
        manifest.points.iter().map(|_| Point { name: String::new(), rows: Vec::new() }).collect();
    for row in done(runs) {
        let Some(point) = places.get(row).and_then(|place| points.get_mut(*place as usize)) else { continue };
        if point.rows.is_empty() {
            point.name = name(row);
        }
        point.rows.push(row);
    }
    points
}
