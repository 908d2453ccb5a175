//! The values that a file gives, and from when on.

use jiff::civil::Date;

use crate::design::Sweep;
use crate::scenario_file::{EMBEDDED, InputError, KeyPath, Node, Place, ScenarioFile};

/// A value that a file gives to a parameter.
pub(super) struct Given {
    pub(super) path: KeyPath,
    pub(super) node: Node,
    /// The date of the intervention that sets it; from the start if none.
    pub(super) from: Option<Date>,
}

impl Given {
    /// As a number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        self.node.as_number()
    }

    /// Whether it is what the baseline has anyway.
    pub(super) fn is_default(&self) -> bool {
        EMBEDDED.tree.at(&self.path).is_some_and(|default| default.to_value() == self.node.to_value())
    }
}

/// What a scenario's own file gives.
pub(super) fn of_file(file: &ScenarioFile) -> Result<Vec<Given>, InputError> {
    of(file, |place| !file.inherits(place))
}

/// What a sweep fixes for its scenarios.
pub(super) fn of_sweep_itself(sweep: &Sweep) -> Result<Vec<Given>, InputError> {
    let mut all: Vec<Given> = Vec::new();
    for scenario in sweep.scenarios() {
        for given in of(scenario, |place| scenario.is_from_outside(place))? {
            if !all.iter().any(|other| other.node.place.is(&given.node.place)) {
                all.push(given);
            }
        }
    }
    Ok(all)
}

/// What a sweep's axes give: each listed value, and both ends of each range.
pub(super) fn swept(sweep: &Sweep) -> Vec<Given> {
    let mut all = Vec::new();
    for axis in sweep.swept() {
        if let Ok(path) = KeyPath::parse(&axis.path) {
            axis.values.iter().for_each(|node| add(&path, node, None, &mut all));
        }
    }
    all
}

/// Values at places of some kind.
fn of(file: &ScenarioFile, counts: impl Fn(&Place) -> bool) -> Result<Vec<Given>, InputError> {
    let resolved = file.resolved()?;
    let mut all = Vec::new();
    for path in file.parameters() {
        if let Some(node) = resolved.start.at(&path).filter(|node| node.as_table().is_none() && counts(&node.place)) {
            add(&path, node, None, &mut all);
        }
    }
    for change in &resolved.changes {
        for (path, node) in change.settings.iter().filter(|(_, node)| counts(&node.place)) {
            add(path, node, Some(change.intervention.date), &mut all);
        }
    }
    Ok(all)
}

/// A value, or of a choice each of its keys'.
fn add(path: &KeyPath, node: &Node, from: Option<Date>, all: &mut Vec<Given>) {
    if let Some(table) = node.as_table() {
        table.entries().for_each(|entry| add(&path.join(&entry.key), &entry.value, from, all));
    } else {
        all.push(Given { path: path.clone(), node: node.clone(), from });
    }
}
