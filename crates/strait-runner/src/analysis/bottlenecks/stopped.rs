//! Whom a gate stops, and when.

use std::collections::BTreeMap;

use strait::metrics::Metric;

use super::gates::{GATES, Stage};
use crate::failure::Failure;
use crate::store::{DATE, POINT, REPLICATE, Table};
use crate::summary::Band;

/// Whom one gate stops since the agreement began, and in which of its weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Stopped {
    /// People stopped in a run; none when there is no run.
    pub people: Option<Band>,
    /// Share of the agreement's weeks, over all runs, in which it stopped anyone; NaN when there are no such weeks.
    pub weeks_any: f64,
    /// Share of them in which no gate of its stage stopped more.
    pub weeks_most: f64,
    /// Middle of the runs' first week in which it stopped anyone, by its Sunday.
    pub first: Option<String>,
    /// Middle of the runs' last such week.
    pub last: Option<String>,
}

/// Levels that are above 0 while the agreement is in force, paused or not.
const IN_FORCE: [Metric; 3] = [Metric::AgreementActive, Metric::CourtPause, Metric::FrenchSuspension];

/// The metrics that [`stopped`] reads from a weekly table.
#[must_use]
pub fn metrics_needed() -> Vec<&'static str> {
    IN_FORCE.iter().chain(GATES.iter().map(|gate| &gate.metric)).map(|metric| metric.name()).collect()
}

/// One week of one run.
struct Week<'a> {
    date: &'a str,
    in_force: bool,
    /// For each gate whom it stopped.
    people: Vec<f64>,
}

/// Whom each gate stops in the runs of a point, in the order of the gates, from the week in which the agreement begins.
///
/// # Errors
/// [`Failure::Input`] when the weekly table has not the [metrics that are needed](metrics_needed).
pub fn stopped(weekly: &Table, point: usize, began: &str) -> Result<Vec<Stopped>, Failure> {
    let unusable = |name: &str| Failure::Input(format!("daily.parquet has no usable column {name}"));
    let numbers = |name: &str| weekly.numbers(name).ok_or_else(|| unusable(name));
    let (points, replicates) = (numbers(POINT)?, numbers(REPLICATE)?);
    let dates = weekly.texts(DATE).ok_or_else(|| unusable(DATE))?;
    let in_force = IN_FORCE.iter().map(|metric| numbers(metric.name())).collect::<Result<Vec<_>, _>>()?;
    let gates = GATES.iter().map(|gate| numbers(gate.metric.name())).collect::<Result<Vec<_>, _>>()?;
    let mut runs: BTreeMap<u64, Vec<Week<'_>>> = BTreeMap::new();
    for row in 0..weekly.rows() {
        if points[row] != point as f64 {
            continue;
        }
        let weeks = runs.entry(replicates[row] as u64).or_default();
        if dates[row].as_str() >= began {
            weeks.push(Week {
                date: &dates[row],
                in_force: in_force.iter().any(|level| level[row] > 0.0),
                people: gates.iter().map(|gate| gate[row]).collect(),
            });
        }
    }
    Ok((0..GATES.len()).map(|gate| of_gate(&runs, gate)).collect())
}

fn of_gate(runs: &BTreeMap<u64, Vec<Week<'_>>>, gate: usize) -> Stopped {
    let people = |weeks: &Vec<Week<'_>>| weeks.iter().map(|week| week.people[gate]).sum::<f64>();
    let in_force: Vec<&Week<'_>> = runs.values().flatten().filter(|week| week.in_force).collect();
    let share = |holds: &dyn Fn(&Week<'_>) -> bool| {
        in_force.iter().filter(|week| holds(week)).count() as f64 / in_force.len() as f64
    };
    let firsts = runs.values().filter_map(|weeks| weeks.iter().find(|week| week.people[gate] > 0.0));
    let lasts = runs.values().filter_map(|weeks| weeks.iter().rfind(|week| week.people[gate] > 0.0));
    Stopped {
        people: Band::of(runs.values().map(people)),
        weeks_any: share(&|week| week.people[gate] > 0.0),
        weeks_most: share(&|week| week.people[gate] > 0.0 && week.people[gate] >= most(week, GATES[gate].stage)),
        first: middle(firsts),
        last: middle(lasts),
    }
}

/// How many people the gate of this stage stopped that stopped most.
fn most(week: &Week<'_>, stage: Stage) -> f64 {
    let of_stage = GATES.iter().zip(&week.people).filter(|(gate, _)| gate.stage == stage);
    of_stage.map(|(_, people)| *people).fold(0.0, f64::max)
}

fn middle<'a>(weeks: impl Iterator<Item = &'a Week<'a>>) -> Option<String> {
    let mut dates: Vec<&str> = weeks.map(|week| week.date).collect();
    dates.sort_unstable();
    dates.get(dates.len().checked_sub(1)? / 2).map(|date| (*date).to_owned())
}
