//! The settings of a sweep in the charts that compare them.

use std::collections::BTreeSet;

use super::Context;
use super::axes::{self, Axis};
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
pub(super) fn heading(context: &Context<'_>) -> String {
    let axes = axes::read(context.study);
    let names: Vec<&str> = axes.iter().map(|axis| axis.name.as_str()).collect();
    names.join(" · ")
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
