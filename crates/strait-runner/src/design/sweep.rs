//! A sweep and its points.

use std::path::Path;

use jiff::civil::Date;
use strait::scenario::Plan;
use toml::Value;

use super::axis::{Axis, Coordinate, Levels};
use super::latin_hypercube::latin_hypercube;
use super::morris::morris;
use super::saltelli::saltelli;
use super::sobol::sobol;
use super::{Answer, Design, Grain, Resolution, label, read};
use crate::scenario_file::{InputError, Node, Place, ScenarioFile};

/// A sweep, checked as far as can be without building every point.
#[derive(Debug, Clone)]
pub struct Sweep {
    /// Its name, for titles and folders.
    pub name: String,
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
    /// What it is to answer, if it says.
    pub answer: Option<Answer>,
    /// With what is fixed for the whole sweep: one, or those of an axis of scenarios.
    pub(super) scenarios: Vec<ScenarioFile>,
    pub(super) axes: Vec<Axis>,
    pub(super) layout: Layout,
}

/// Where the points are.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    /// At every combination of values.
    Grid,
    /// At the values of the same number on each axis, so many.
    List(usize),
    /// For each point its share of the way along each axis.
    Spread(Vec<Vec<f64>>),
}

/// An axis, as it is looked at without its points.
pub(crate) struct SweptAxis {
    pub(crate) path: String,
    /// Where the path stands.
    pub(crate) place: Place,
    /// The listed values, or both ends of the range.
    pub(crate) values: Vec<Node>,
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
pub(super) fn set(
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

impl Layout {
    /// The points of a design over axes; `List` takes its points from the axes' values.
    pub(super) fn new(design: Design, axes: &[Axis], seed: u64) -> Self {
        let points = match design {
            Design::Grid => return Self::Grid,
            Design::List => return Self::List(axes.first().map_or(0, Axis::steps)),
            Design::LatinHypercube { points } => latin_hypercube(points as usize, axes.len(), seed),
            Design::Sobol { points } => sobol(points as usize, axes.len(), seed),
            Design::Morris { trajectories, levels } => {
                let grains: Vec<Grain> = axes.iter().map(Axis::grain).collect();
                morris(trajectories as usize, levels as usize, &grains, seed)
            }
            Design::Saltelli { base } => saltelli(base as usize, axes.len(), seed),
        };
        Self::Spread(points)
    }
}

impl Sweep {
    /// Reads a sweep file and its scenarios, and tries each value of each axis, or the ends of its range.
    ///
    /// # Errors
    /// All that is wrong with them, at its places. Values that are sound one by one but not in combination are found
    /// by [`Self::point`].
    pub fn read(path: &Path) -> Result<Self, InputError> {
        read::sweep(path)
    }

    /// The scenarios that points set out from, with what is fixed for the whole sweep: one, or those of an axis of
    /// scenarios.
    #[must_use]
    pub fn scenarios(&self) -> &[ScenarioFile] {
        &self.scenarios
    }

    /// The scenario that the sweep is of; the first if there are several.
    #[must_use]
    pub fn scenario(&self) -> &ScenarioFile {
        &self.scenarios[0]
    }

    /// Names an ensemble by its path from the current directory, or takes away the one that is named with `none`.
    pub fn set_ensemble(&mut self, given: &str) {
        self.scenarios.iter_mut().for_each(|scenario| scenario.set_ensemble(given));
    }

    /// The paths of the parameters that points differ in.
    #[must_use]
    pub fn axes(&self) -> Vec<String> {
        self.axes.iter().map(|axis| axis.path.clone()).collect()
    }

    /// The same, one by one.
    pub(crate) fn axis_paths(&self) -> impl Iterator<Item = &str> {
        self.axes.iter().map(|axis| axis.path.as_str())
    }

    /// For each axis, whether it has a range or listed values.
    #[must_use]
    pub fn grains(&self) -> Vec<Grain> {
        self.axes.iter().map(Axis::grain).collect()
    }

    /// How many points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.layout {
            Layout::Grid => self.axes.iter().map(Axis::steps).product(),
            Layout::List(points) => *points,
            Layout::Spread(points) => points.len(),
        }
    }

    /// Whether there are none; a sweep that was read has at least one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a point is on each axis, as a share from 0 to 1 of the way from one end to the other, the same for ranges in
    /// even steps and in even ratios; a listed value, of which each has the same share, is known by any place in it. None
    /// for grids and lists, and beyond the last point.
    #[must_use]
    pub fn unit(&self, index: usize) -> Option<&[f64]> {
        match &self.layout {
            Layout::Spread(points) => points.get(index).map(Vec::as_slice),
            Layout::Grid | Layout::List(_) => None,
        }
    }

    /// Builds a point, or none beyond the last.
    ///
    /// # Errors
    /// Values that cannot be together, at their places.
    pub fn point(&self, index: usize) -> Result<Option<Point>, InputError> {
        let Some(at) = self.coordinates(index) else { return Ok(None) };
        let value = |(axis, at): (&Axis, &Coordinate)| (axis.path.clone(), axis.value(*at).to_value());
        let settings = self.axes.iter().zip(&at).map(value).collect();
        Ok(Some(Point { index, settings, plan: self.scenario_at(&at)?.plan()? }))
    }

    /// The scenario with the settings of a point, or none beyond the last.
    ///
    /// # Errors
    /// Values of the wrong kind, at their places.
    pub fn scenario_of(&self, index: usize) -> Result<Option<ScenarioFile>, InputError> {
        self.coordinates(index).map(|at| self.scenario_at(&at)).transpose()
    }

    /// Builds all points.
    ///
    /// # Errors
    /// As for [`Self::point`], for the first point at fault.
    pub fn points(&self) -> Result<Vec<Point>, InputError> {
        (0..self.len()).filter_map(|index| self.point(index).transpose()).collect()
    }

    /// The scenario with the values at these coordinates, one for each axis.
    pub(super) fn scenario_at(&self, at: &[Coordinate]) -> Result<ScenarioFile, InputError> {
        let whole = self.axes.iter().zip(at).find_map(|(axis, at)| axis.scenario(*at));
        let mut scenario = self.scenarios[whole.unwrap_or(0)].clone();
        for (axis, at) in self.axes.iter().zip(at).filter(|(axis, _)| axis.scenarios.is_none()) {
            set(&mut scenario, &axis.path, &axis.value(*at), &axis.place, self.from)?;
        }
        Ok(scenario)
    }

    /// Where a point is on each axis.
    fn coordinates(&self, index: usize) -> Option<Vec<Coordinate>> {
        if index >= self.len() {
            return None;
        }
        Some(match &self.layout {
            Layout::List(_) => vec![Coordinate::Nth(index); self.axes.len()],
            Layout::Spread(points) => points[index].iter().copied().map(Coordinate::Share).collect(),
            Layout::Grid => {
                let mut rest = index;
                let mut at: Vec<Coordinate> = Vec::with_capacity(self.axes.len());
                for axis in self.axes.iter().rev() {
                    at.push(Coordinate::Nth(rest % axis.steps()));
                    rest /= axis.steps();
                }
                at.reverse();
                at
            }
        })
    }

    /// Each axis with its listed values, or both ends of its range.
    pub(crate) fn swept(&self) -> Vec<SweptAxis> {
        let values = |axis: &Axis| match &axis.levels {
            Levels::Listed(values) => values.clone(),
            Levels::Range(_) => [0.0, 1.0].map(|share| axis.value(Coordinate::Share(share))).to_vec(),
        };
        let swept =
            |axis: &Axis| SweptAxis { path: axis.path.clone(), place: axis.place.clone(), values: values(axis) };
        self.axes.iter().map(swept).collect()
    }

    /// The plans of those points at which each value is tried by itself; errors are as for [`Self::point`].
    pub(crate) fn tried_plans(&self) -> impl Iterator<Item = Result<Plan, InputError>> {
        self.to_try().into_iter().map(|at| self.scenario_at(&at)?.plan())
    }

    /// The plans at the first and the last value of an axis, with each other at a share of its way.
    ///
    /// # Errors
    /// As for [`Self::point`].
    pub(crate) fn plans_at_ends(&self, axis: usize, others: impl Fn(usize) -> f64) -> Result<[Plan; 2], InputError> {
        let plan = |share: f64| {
            let mut at: Vec<Coordinate> = (0..self.axes.len()).map(|axis| Coordinate::Share(others(axis))).collect();
            at[axis] = Coordinate::Share(share);
            self.scenario_at(&at)?.plan()
        };
        Ok([plan(0.0)?, plan(1.0)?])
    }

    /// The coordinates at which each value can be tried by itself: in a list each point; else each listed value, and both
    /// ends of each range, with the first values and the middles of all other axes.
    pub(super) fn to_try(&self) -> Vec<Vec<Coordinate>> {
        if let Layout::List(points) = self.layout {
            return (0..points).map(|point| vec![Coordinate::Nth(point); self.axes.len()]).collect();
        }
        let usual = |axis: &Axis| match axis.levels {
            Levels::Listed(_) => Coordinate::Nth(0),
            Levels::Range(_) => Coordinate::Share(0.5),
        };
        let first: Vec<Coordinate> = self.axes.iter().map(usual).collect();
        let mut to_try = vec![first.clone()];
        for (place, axis) in self.axes.iter().enumerate() {
            let others: Vec<Coordinate> = match &axis.levels {
                Levels::Listed(values) => (1..values.len()).map(Coordinate::Nth).collect(),
                Levels::Range(_) => vec![Coordinate::Share(0.0), Coordinate::Share(1.0)],
            };
            for at in others {
                let mut point = first.clone();
                point[place] = at;
                to_try.push(point);
            }
        }
        to_try
    }
}
