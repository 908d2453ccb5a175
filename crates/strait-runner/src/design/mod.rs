//! Sweep files: which scenarios to run, and how often each.
//!
//! A sweep takes one scenario and sets parameters of it: `[[axis]]` tables list values for each, `[[set]]` tables fix
//! some for the whole sweep. With `design = "grid"` every combination of values is a point, the last axis varying
//! fastest; with `design = "list"` each `[[point]]` table is one. What a sweep sets holds for the whole run of a point,
//! or from the date `from` to its end: no intervention changes it. `[uncertainty]` names an ensemble in place of the
//! scenario's.

mod label;
mod read;

use std::path::Path;

use jiff::civil::Date;
use strait::scenario::Plan;
use toml::Value;

use crate::scenario_file::{InputError, Node, Place, ScenarioFile};

pub(crate) use label::short;
pub use read::has_table;

/// Most runs that a sweep may have: points times replicates.
pub const RUNS_MAX: u64 = 1_000_000;

/// How points are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Every combination of the axes' values.
    Grid,
    /// The points as they are listed.
    List,
}

/// Whether a row of metrics is one day or one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Resolution {
    /// One row a day.
    Daily,
    /// One row a week that ends on a Sunday: flows summed, levels read on the last day.
    Weekly,
}

/// A sweep, checked as far as can be without building every point.
#[derive(Debug, Clone)]
pub struct Sweep {
    /// Its name, for titles and folders.
    pub name: String,
    /// The question that it is to answer, if it states one.
    pub question: Option<String>,
    /// The scenario of all points, with what is fixed for the whole sweep.
    pub scenario: ScenarioFile,
    /// How points are laid out.
    pub design: Design,
    /// Runs of each point, at least 1.
    pub replicates: u32,
    /// The study's seed.
    pub seed: u64,
    /// What a row of metrics covers.
    pub resolution: Resolution,
    /// From which date on what the sweep sets holds; for the whole run if none.
    pub from: Option<Date>,
    axes: Vec<String>,
    /// Where the axes' paths stand.
    places: Vec<Place>,
    points: Layout,
}

/// The values of the points, at their places.
#[derive(Debug, Clone)]
enum Layout {
    /// For each axis its values.
    Grid(Vec<Vec<Node>>),
    /// For each point a value on each axis.
    List(Vec<Vec<Node>>),
}

/// One point of a sweep.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its number, from 0.
    pub index: usize,
    /// The value on each axis, in the order of the axes.
    pub settings: Vec<(String, Value)>,
    /// What to run.
    pub plan: Plan,
}

impl Point {
    /// A short text for the value on an axis: `25`, `2025-08-06`, `linear(semi_elasticity=1)`.
    #[must_use]
    pub fn label(&self, path: &str) -> Option<String> {
        self.settings.iter().find(|(axis, _)| axis == path).map(|(_, value)| label::short(value))
    }
}

/// Sets a parameter for the whole run, or from a date on.
fn set(
    scenario: &mut ScenarioFile,
    path: &str,
    value: &Node,
    place: &Place,
    from: Option<Date>,
) -> Result<(), InputError> {
    match from {
        Some(from) => scenario.pin_from(path, value, place, from),
        None => scenario.pin(path, value, place),
    }
}

impl Sweep {
    /// Reads a sweep file and its scenario, and tries each value of each axis.
    ///
    /// # Errors
    /// All that is wrong with them, at its places. Values that are sound one by one but not in combination are found
    /// by [`Self::point`].
    pub fn read(path: &Path) -> Result<Self, InputError> {
        read::sweep(path)
    }

    /// The paths of the parameters that points differ in.
    #[must_use]
    pub fn axes(&self) -> &[String] {
        &self.axes
    }

    /// How many points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.points {
            Layout::Grid(axes) => axes.iter().map(Vec::len).product(),
            Layout::List(points) => points.len(),
        }
    }

    /// Whether there are none; a sweep that was read has at least one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Builds a point, or none beyond the last.
    ///
    /// # Errors
    /// Values that cannot be together, at their places.
    pub fn point(&self, index: usize) -> Result<Option<Point>, InputError> {
        let (Some(values), Some(scenario)) = (self.values(index), self.scenario_of(index)?) else { return Ok(None) };
        let settings = self.axes.iter().cloned().zip(values.into_iter().map(Node::to_value)).collect();
        Ok(Some(Point { index, settings, plan: scenario.plan()? }))
    }

    /// The scenario with the settings of a point, or none beyond the last.
    ///
    /// # Errors
    /// Values of the wrong kind, at their places.
    pub fn scenario_of(&self, index: usize) -> Result<Option<ScenarioFile>, InputError> {
        let Some(values) = self.values(index) else { return Ok(None) };
        let mut scenario = self.scenario.clone();
        for ((axis, place), value) in self.axes.iter().zip(&self.places).zip(values) {
            set(&mut scenario, axis, value, place, self.from)?;
        }
        Ok(Some(scenario))
    }

    /// Builds all points.
    ///
    /// # Errors
    /// As for [`Self::point`], for the first point at fault.
    pub fn points(&self) -> Result<Vec<Point>, InputError> {
        (0..self.len()).filter_map(|index| self.point(index).transpose()).collect()
    }

    /// The value on each axis, the last axis varying fastest.
    fn values(&self, index: usize) -> Option<Vec<&Node>> {
        if index >= self.len() {
            return None;
        }
        Some(match &self.points {
            Layout::List(points) => points[index].iter().collect(),
            Layout::Grid(axes) => {
                let mut rest = index;
                let mut values: Vec<&Node> = Vec::new();
                for axis in axes.iter().rev() {
                    values.push(&axis[rest % axis.len()]);
                    rest /= axis.len();
                }
                values.reverse();
                values
            }
        })
    }
}
