//! The model's rules one by one, in worlds small enough to work out by hand: what comes out must be what the rule says,
//! to the day and the person where nothing is left to chance, and within four standard errors where something is.

mod asylum;
mod at_sea;
mod capacities;
mod choices;
mod cooperation;
mod courts;
mod endings;
mod legal_route;
mod opinion;
mod pipeline;
mod selection;
mod sustained;

use strait::metrics::Metric;
use strait::records::Records;
use strait::scenario::{Change, Origin, Plan};
use strait::simulation::simulate;

fn run(plan: &Plan) -> Records {
    simulate(plan, 1, 0).expect("a plan that can be run")
}

/// A metric day by day.
fn daily(records: &Records, metric: Metric) -> Vec<f64> {
    records.days.iter().map(|row| row[metric]).collect()
}

/// What a metric has come to by the end of each day.
fn so_far(records: &Records, metric: Metric) -> Vec<f64> {
    let mut sum = 0.0;
    daily(records, metric)
        .into_iter()
        .map(|value| {
            sum += value;
            sum
        })
        .collect()
}

/// The same plan with every origin changed.
fn with_origins(mut plan: Plan, change: impl Fn(&mut Origin)) -> Plan {
    plan.scenario.origin.iter_mut().for_each(change);
    plan
}

/// The same plan, changed so many days after its start.
fn changed_on_day(mut plan: Plan, day: i64, change: impl Fn(&mut strait::scenario::Scenario)) -> Plan {
    let mut scenario = plan.scenario.clone();
    change(&mut scenario);
    let date = plan.scenario.run.start.saturating_add(jiff::SignedDuration::from_hours(24 * day));
    plan.changes.push(Change { date, scenario });
    plan
}

/// Fails unless a share found among so many people is the one expected, within four standard errors.
fn assert_share(what: &str, found: f64, of: f64, expected: f64) {
    let error = (expected * (1.0 - expected) / of).sqrt();
    assert!((found / of - expected).abs() <= 4.0 * error, "{what}: {found} of {of}, expected a share of {expected}");
}
