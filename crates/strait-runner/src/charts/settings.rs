//! The settings of a sweep in the charts that compare them.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::axes::{self, Axis};
use super::held::{Group, Held};
use super::style::capital;
use crate::store::Column;

/// One setting, or several that share a value of one axis.
pub(super) struct Setting {
    pub(super) label: String,
    /// The points of the sweep that belong to it.
    points: BTreeSet<i64>,
}

impl Setting {
    /// Which runs of the calendar belong to it.
    pub(super) fn runs(&self, context: &Context<'_>) -> Vec<usize> {
        let points = &context.calendar.point_of;
        (0..points.len()).filter(|&run| self.points.contains(&points[run])).collect()
    }
}

/// What the labels of settings say, in order: `detention beds · seats per flight`.
pub(super) fn heading<'a>(axes: impl IntoIterator<Item = &'a Axis>) -> String {
    let names: Vec<&str> = axes.into_iter().map(|axis| axis.name.as_str()).collect();
    names.join(" · ")
}

/// The settings of the axes that are shown, each one point of the sweep.
pub(super) fn held(context: &Context<'_>, held: &Held<'_>) -> Vec<Setting> {
    let points = run_points(context);
    let setting = |group: Group| Setting {
        label: capital(&group.labels.join(" · ")),
        points: group.rows.iter().filter_map(|&run| points.get(run).copied()).collect(),
    };
    held.groups().into_iter().map(setting).collect()
}

/// A number for each point of the sweep, in order, as one for each row of the runs.
pub(super) fn by_row(context: &Context<'_>, of_points: &[f64]) -> Vec<f64> {
    let all: BTreeSet<i64> = context.calendar.point_of.iter().copied().collect();
    let places: BTreeMap<i64, usize> = all.into_iter().enumerate().map(|(place, point)| (point, place)).collect();
    let value = |point: &i64| places.get(point).and_then(|&place| of_points.get(place)).copied().unwrap_or(f64::NAN);
    run_points(context).iter().map(value).collect()
}

/// Each point of the sweep, in order.
pub(super) fn each(context: &Context<'_>) -> Vec<Setting> {
    let axes = axes::read(context.study);
    let points = run_points(context);
    let all: BTreeSet<i64> = context.calendar.point_of.iter().copied().collect();
    all.into_iter()
        .map(|point| {
            let run = points.iter().position(|own| *own == point);
            let values: Vec<String> = axes.iter().filter_map(|axis| Some(axis.labels.get(run?)?.clone())).collect();
            let label = if values.is_empty() { format!("Point {point}") } else { capital(&values.join(" · ")) };
            Setting { label, points: BTreeSet::from([point]) }
        })
        .collect()
}

/// Each axis with its values, all other settings together.
pub(super) fn by_axis(context: &Context<'_>, most: usize) -> Vec<(String, Vec<Setting>)> {
    let points = run_points(context);
    let level = |level: axes::Level| Setting {
        points: level.runs.iter().filter_map(|&run| points.get(run).copied()).collect(),
        label: level.label,
    };
    let levels = |axis: &Axis| axis.levels(most).into_iter().map(level).collect();
    axes::read(context.study).iter().map(|axis| (axis.name.clone(), levels(axis))).collect()
}

fn run_points(context: &Context<'_>) -> Vec<i64> {
    match context.study.runs.column("point") {
        Some(Column::Integer(points)) => points.clone(),
        _ => Vec::new(),
    }
}
