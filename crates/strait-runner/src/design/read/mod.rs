//! Reading a sweep file.

mod answer;
mod axes;
mod head;
mod points;
mod scenarios;
mod sentences;
mod tables;

use std::path::Path;

use super::axis::Axis;
use super::sweep::{Layout, set};
use super::{Design, Sweep};
use crate::scenario_file::{
    EMBEDDED, EnsembleChoice, Fault, InputError, KeyPath, Kind, Node, Place, ScenarioFile, Source, Table, other_kind,
    parse,
};
pub(crate) use axes::STEPS;
pub(crate) use head::{DESIGNS_OF_KEYS, HEAD_KEYS_NEEDED, LEVELS, POINTS_LEAST, head_shape};
use scenarios::Scenarios;
pub(crate) use sentences::SENTENCES_MAX;

/// Whether a file has a table of this name, and so is a sweep, say, and not a scenario.
///
/// # Errors
/// A file that cannot be read or is not TOML.
pub fn has_table(path: &Path, name: &str) -> Result<bool, InputError> {
    let source = Source::read(path)?;
    let table = parse(&source).map_err(InputError::new)?;
    Ok(table.get(name).is_some())
}

pub(super) fn sweep(path: &Path) -> Result<Sweep, InputError> {
    let source = Source::read(path)?;
    let table = parse(&source).map_err(InputError::new)?;
    if let Some(other) = other_kind(&table, "sweep", path) {
        return Err(other.into());
    }
    let mut faults = Vec::new();
    let read = Reader { faults: &mut faults, path }.sweep(&source.whole(), table);
    match read {
        Some(sweep) if faults.is_empty() => Ok(sweep),
        _ => Err(InputError::new(faults)),
    }
}

/// What is wrong with the points that can be named by one value.
fn tried(sweep: &Sweep) -> Vec<Fault> {
    let plan = |at: Vec<_>| sweep.scenario_at(&at).and_then(|scenario| scenario.plan()).err();
    sweep.to_try().into_iter().filter_map(plan).flat_map(InputError::into_faults).collect()
}

/// A value with the path that it is for.
struct Fixed {
    path: KeyPath,
    place: Place,
    value: Node,
}

struct Reader<'a> {
    faults: &'a mut Vec<Fault>,
    path: &'a Path,
}

impl Reader<'_> {
    fn sweep(mut self, whole: &Place, mut table: Table) -> Option<Sweep> {
        let head = table.take("sweep");
        let fixed = self.fixed(table.take("set").map(|entry| entry.value));
        let axes = table.take("axis").map(|entry| entry.value);
        let points = table.take("point").map(|entry| entry.value);
        let answer = table.take("answer");
        let ensemble = table.take("uncertainty");
        let ensemble = ensemble.and_then(|entry| EnsembleChoice::read_ensemble(&entry.value, self.path, self.faults));
        self.only_known(&table);
        let Some(head) = head else {
            self.faults.push(Fault::new("sweep: a sweep file needs a [sweep] table").at(whole));
            return None;
        };
        let place = head.value.place.clone();
        let head = self.head(head.value)?;
        let before = self.faults.len();
        let axes = self.axes(head.design, axes, points, &place);
        let all_axes = self.faults.len() == before;
        let Some(axes) = axes else {
            // What is wrong with the scenario is said in the same breath.
            head.scenario.as_ref().map(|node| self.scenario(node));
            return None;
        };
        let Scenarios { mut scenarios, axes } = self.scenarios(head.scenario.as_ref(), axes, &place)?;
        let ensemble = ensemble.unwrap_or_else(|| EnsembleChoice::of_scenario(&scenarios[0]));
        scenarios.iter_mut().for_each(|scenario| scenario.choose_ensemble(ensemble.clone()));
        let from = head.from.as_ref().and_then(|node| self.from(node, &scenarios));
        for Fixed { path, place, value } in &fixed {
            for scenario in &mut scenarios {
                if let Err(error) = set(scenario, &path.to_string(), value, place, from) {
                    self.faults.extend(error.into_faults());
                }
            }
        }
        // Of an answer over axes that are not all there nothing can be said.
        let answer = answer.filter(|_| all_axes).and_then(|entry| self.answer(&entry.value, &axes));
        self.apart(&axes, &fixed);
        if let (Some(design), Some(replicates)) = (head.design, head.replicates) {
            let before = self.faults.len();
            self.size(design, &axes, replicates, &place);
            if self.faults.len() > before {
                // Values without end are not tried one by one.
                return None;
            }
        }
        let layout = match head.design {
            Some(design) if self.faults.is_empty() => Layout::new(design, &axes, head.seed.unwrap_or_default()),
            // Enough to try the values of axes one by one; points of a list stand and fall together.
            Some(Design::List) | None => return None,
            Some(_) => Layout::Grid,
        };
        let sweep = Sweep {
            name: head.name.unwrap_or_default(),
            design: head.design?,
            replicates: head.replicates.unwrap_or(1),
            seed: head.seed.unwrap_or_default(),
            resolution: head.resolution,
            from,
            answer,
            scenarios,
            axes,
            layout,
        };
        self.faults.extend(tried(&sweep));
        Some(sweep)
    }

    /// The tables of a sweep file and no others.
    fn only_known(&mut self, table: &Table) {
        let tables = ["sweep", "uncertainty", "answer", "axis", "set", "point"];
        let allowed = "[sweep], [uncertainty], [answer], [[axis]], [[set]] and [[point]]";
        let before = self.faults.len();
        self.no_others("", table, &tables, allowed);
        let known = EMBEDDED.shape.keys();
        for (fault, entry) in self.faults[before..].iter_mut().zip(table.entries()) {
            if known.iter().any(|(section, _)| *section == entry.key) {
                let help = "a sweep fixes parameters by [[set]] tables, each with a path and a value";
                *fault = fault.clone().help(help);
            }
        }
    }

    /// No parameter is set twice.
    fn apart(&mut self, axes: &[Axis], fixed: &[Fixed]) {
        let axes: Vec<(KeyPath, &Place)> =
            axes.iter().filter_map(|axis| Some((KeyPath::parse(&axis.path).ok()?, &axis.place))).collect();
        // What is fixed may set a choice and then its keys; only an axis must have its parameter to itself.
        let all = axes.iter().map(|(path, place)| (path, *place, "axis.path"));
        let all: Vec<_> = all.chain(fixed.iter().map(|fixed| (&fixed.path, &fixed.place, "set.path"))).collect();
        for (index, (path, place, key)) in all.iter().enumerate() {
            let taken = axes.iter().take(index).find(|(other, _)| other.overlaps(path));
            if let Some((_, first)) = taken {
                let title = format!("{key}: {path} is swept by another axis too, at {first}");
                self.faults.push(Fault::new(title).at(place).label("again"));
            }
        }
    }

    /// The scenario of a path in the file, from where the file is.
    fn scenario(&mut self, node: &Node) -> Option<ScenarioFile> {
        scenarios::read(node, self.path, self.faults)
    }
}

/// Where a list of tables begins.
fn first_place(list: &Node) -> &Place {
    match &list.kind {
        Kind::List(items) => items.first().map_or(&list.place, |first| &first.place),
        _ => &list.place,
    }
}
