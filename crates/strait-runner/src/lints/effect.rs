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

/// Why each axis has no effect by a rule, at every plan that was looked at.
#[derive(Default)]
pub(super) struct ShutOff(Option<Vec<Option<String>>>);

impl ShutOff {
    /// Looks at one more plan of a sweep.
    pub(super) fn look_at(&mut self, sweep: &Sweep, plan: &Plan) {
        let all: Vec<&Scenario> = scenarios(plan).collect();
        match &mut self.0 {
            None => self.0 = Some(sweep.axis_paths().map(|path| without_effect(path, &all)).collect()),
            Some(whys) => {
                for (why, path) in whys.iter_mut().zip(sweep.axis_paths()).filter(|(why, _)| why.is_some()) {
                    // Of two axes that shut off a third by turns, neither does at all points.
                    *why = why.take().filter(|why| without_effect(path, &all).as_ref() == Some(why));
                }
            }
        }
    }
}

/// Warns of axes whose values are all alike, or that a rule shuts off at every plan. Gives the number of each.
pub(super) fn of_axes(sweep: &Sweep, shut_off: &ShutOff) -> Vec<(usize, Fault)> {
    let whys = shut_off.0.as_deref().unwrap_or_default();
    let mut odd = Vec::new();
    for (number, axis) in sweep.swept().iter().enumerate() {
        // In the words by which points are known: 200 and 200.0 are one.
        let first = axis.values.first().map(|node| short(&node.to_value())).unwrap_or_default();
        let alike = axis.values.len() > 1 && axis.values.iter().all(|node| short(&node.to_value()) == first);
        if alike {
            let title = format!("{}: every value of this axis is {first}", axis.path);
            odd.push((number, Fault::new(title).at(&axis.place).label("changes nothing")));
        } else if let Some(why) = whys.get(number).and_then(Option::as_ref) {
            let title = format!("{}: this axis changes nothing, since {why} at every point", axis.path);
            odd.push((number, Fault::new(title).at(&axis.place).label("changes nothing")));
        }
    }
    odd
}
