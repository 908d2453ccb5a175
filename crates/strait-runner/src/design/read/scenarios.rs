//! The scenario that a sweep is of, or those of an axis of scenarios.

use std::path::Path;

use super::super::axis::{Axis, Levels, SCENARIO};
use super::Reader;
use crate::scenario_file::{BASELINE, Fault, Kind, Node, Place, ScenarioFile, Source, like_it};

/// The scenarios, and the axes with what they know of them.
pub(super) struct Scenarios {
    /// At least one.
    pub(super) scenarios: Vec<ScenarioFile>,
    pub(super) axes: Vec<Axis>,
}

impl Reader<'_> {
    /// Reads the scenario of `[sweep]`, or those of the axis that has them.
    pub(super) fn scenarios(&mut self, own: Option<&Node>, mut axes: Vec<Axis>, head: &Place) -> Option<Scenarios> {
        let Some(axis) = axes.iter_mut().find(|axis| axis.path == SCENARIO) else {
            let Some(own) = own else {
                self.must_be_given("scenario", head);
                return None;
            };
            return Some(Scenarios { scenarios: vec![self.scenario(own)?], axes });
        };
        if let Some(own) = own {
            let title = "sweep.scenario: given beside an axis of scenarios, which gives them all";
            self.faults.push(Fault::new(title).at(&own.place).label("one too many"));
        }
        let scenarios = self.of_axis(axis)?;
        Some(Scenarios { scenarios, axes })
    }

    /// Reads the scenarios of an axis, whose values become their names.
    fn of_axis(&mut self, axis: &mut Axis) -> Option<Vec<ScenarioFile>> {
        let Levels::Listed(values) = &mut axis.levels else {
            let title = "axis: an axis of scenarios takes values, a list of their files";
            self.faults.push(Fault::new(title).at(&axis.place).label("no values"));
            return None;
        };
        let before = self.faults.len();
        // By the path as it was given: a list names the same one often.
        let mut read: Vec<(String, ScenarioFile)> = Vec::new();
        let mut numbers = Vec::new();
        for value in values.iter_mut() {
            let Some(text) = value.as_text().map(str::to_owned) else {
                let allowed = "the path of a scenario file in quotes";
                self.faults.push(Fault::value(&SCENARIO, &value.describe(), allowed).at(&value.place));
                continue;
            };
            let number = match read.iter().position(|(given, _)| *given == text) {
                Some(number) => number,
                None => {
                    let Some(scenario) = self.scenario(value) else { continue };
                    if let Some((given, _)) = read.iter().find(|(_, other)| other.name() == scenario.name()) {
                        let title =
                            format!("scenario: {text} has the same name as {given}, and could not be told apart");
                        self.faults.push(Fault::new(title).at(&value.place).label("same name"));
                    }
                    read.push((text, scenario));
                    read.len() - 1
                }
            };
            numbers.push(number);
            value.kind = Kind::Text(read[number].1.name().to_owned());
        }
        axis.scenarios = Some(numbers);
        if self.faults.len() == before { Some(read.into_iter().map(|(_, scenario)| scenario).collect()) } else { None }
    }
}

/// Reads the scenario of a path in the file at `sweep`, from where that is.
pub(super) fn read(node: &Node, sweep: &Path, faults: &mut Vec<Fault>) -> Option<ScenarioFile> {
    let text = node.as_text()?;
    let path = sweep.parent().unwrap_or(Path::new("")).join(text);
    if !path.exists() {
        if text == BASELINE {
            return Some(ScenarioFile::baseline().named_by(sweep));
        }
        let title = format!("sweep.scenario: {}: no such file", path.display());
        faults.push(Fault::new(title).at(&node.place).label("no such file").maybe_help(like_it(&path)));
        return None;
    }
    if let Err(fault) = Source::check_named(&path, "toml") {
        faults.push(fault.at(&node.place).label("named here"));
        return None;
    }
    match ScenarioFile::read(&path) {
        Ok(scenario) => Some(scenario.named_by(sweep)),
        Err(error) => {
            faults.extend(error.into_faults());
            None
        }
    }
}
