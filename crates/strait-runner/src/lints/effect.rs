//! Keys and axes that change nothing, by rules.

use strait::scenario::{Plan, Scenario};

use super::given::Given;
use super::rules::without_effect;
use crate::design::{Sweep, short};
use crate::scenario_file::{Fault, InputError, KeyPath, Node, Place, ScenarioFile, find_mut};

/// Every set of parameters of a plan.
fn scenarios(plan: &Plan) -> impl Iterator<Item = &Scenario> {
    std::iter::once(&plan.scenario).chain(plan.changes.iter().map(|change| &change.scenario))
}

/// Warns of values that are given and change nothing, since another parameter shuts them off throughout.
pub(super) fn of_given(given: &[Given], plan: &Plan) -> Vec<Fault> {
    let all: Vec<&Scenario> = scenarios(plan).collect();
    let odd = |given: &Given| {
        // What is as the baseline has it was spelled out, not changed.
        let why = without_effect(&given.path.to_string(), &all).filter(|_| !given.is_default())?;
        let title = format!("{}: has no effect, since {why}", given.path);
        Some(Fault::new(title).at(&given.node.place).label("no effect"))
    };
    given.iter().filter_map(odd).collect()
}

/// Warns of values that an inherited intervention soon replaces.
pub(super) fn of_replaced(file: &ScenarioFile) -> Result<Vec<Fault>, InputError> {
    let odd = |(path, own, later): (&KeyPath, Place, Place)| {
        let title = format!("{path}: holds only until an inherited intervention sets it, at {later}");
        let help = "an [[intervention]] of this file, dated then or later, sets it for good";
        Fault::new(title).at(&own).label("replaced").help(help)
    };
    Ok(file.replaced()?.into_iter().map(odd).collect())
}

/// Warns of interventions that only set what holds already. To repeat a value beside one that changes is no slip.
pub(super) fn of_interventions(file: &ScenarioFile) -> Result<Vec<Fault>, InputError> {
    let resolved = file.resolved()?;
    let mut now = resolved.start.clone();
    let mut odd = Vec::new();
    for change in &resolved.changes {
        let holds = |(path, value): &(&KeyPath, Node)| holds_already(&now, path, value);
        if change.intervention.own && change.settings.iter().all(holds) {
            let date = change.intervention.date;
            for (path, value) in &change.settings {
                let title = format!("{path}: is {} already on {date}", short(&value.to_value()));
                odd.push(
                    Fault::new(title).at(&value.place).label("no change").help("this intervention changes nothing"),
                );
            }
        }
        for (path, value) in &change.settings {
            if let Some(node) = find_mut(&mut now, path) {
                *node = value.clone();
            }
        }
    }
    Ok(odd)
}

fn holds_already(now: &Node, path: &KeyPath, value: &Node) -> bool {
    now.at(path).is_some_and(|node| node.to_value() == value.to_value())
}

/// Warns of axes whose values are all alike, or that a rule shuts off at every value of every axis. Gives the number of each.
pub(super) fn of_axes(sweep: &Sweep, plans: &[Plan]) -> Vec<(usize, Fault)> {
    let all: Vec<&Scenario> = plans.iter().flat_map(scenarios).collect();
    let mut odd = Vec::new();
    for (number, axis) in sweep.swept().iter().enumerate() {
        // In the words by which points are known: 200 and 200.0 are one.
        let values: Vec<String> = axis.values.iter().map(|node| short(&node.to_value())).collect();
        let alike = values.len() > 1 && values.iter().all(|value| *value == values[0]);
        if alike {
            let title = format!("{}: every value of this axis is {}", axis.path, values[0]);
            odd.push((number, Fault::new(title).at(&axis.place).label("changes nothing")));
        } else if let Some(why) = without_effect(&axis.path, &all) {
            let title = format!("{}: this axis changes nothing, since {why} at every point", axis.path);
            odd.push((number, Fault::new(title).at(&axis.place).label("changes nothing")));
        }
    }
    odd
}
