//! Axes that change nothing in a trial: two runs with the same luck, at both ends of an axis.
//!
//! All other axes stand at a value each. If no row of metrics differs by a bit there, the axis is tried with the others at
//! other values, and with other luck, before it is said to change nothing. Two runs end as soon as they differ.

use rayon::prelude::*;
use strait::scenario::Plan;
use strait::simulation::{Day, Simulation};

use crate::design::{Sweep, short};
use crate::scenario_file::{Fault, Node};

/// How often an axis is tried that has changed nothing so far.
const TRIALS: u64 = 6;

/// The golden section, whose multiples lie well spread between whole numbers.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Most work of one trial of all axes, as so many people who come: above this it would take long.
const WORK_MAX: f64 = 12e6;

/// What a day takes whoever comes, as so many people.
const OF_A_DAY: f64 = 50.0;

/// Warns of axes that change nothing in trials; those of `known` have been spoken of. Large sweeps are not tried.
pub(super) fn of_axes(sweep: &Sweep, known: &[usize]) -> Vec<Fault> {
    let axes = sweep.swept();
    let mut left: Vec<usize> = (0..axes.len()).filter(|axis| !known.contains(axis)).collect();
    for trial in 0..TRIALS {
        let others = |axis: usize| share(trial, axis);
        // What cannot be together at some place off the sweep's points is no business of this lint.
        let ends = |axis: &usize| Some((*axis, sweep.plans_at_ends(*axis, others).ok()?));
        let ends: Vec<(usize, [Plan; 2])> = left.iter().filter_map(ends).collect();
        if ends.iter().flat_map(|(_, plans)| plans).map(work).sum::<f64>() > WORK_MAX {
            return Vec::new();
        }
        let unmoved = |(axis, plans): &(usize, [Plan; 2])| alike(plans, sweep.seed, trial).then_some(*axis);
        left = ends.par_iter().filter_map(unmoved).collect();
    }
    let odd = left.into_iter().map(|axis| {
        let axis = &axes[axis];
        let value = |node: Option<&Node>| node.map_or_else(String::new, |node| short(&node.to_value()));
        let (first, last) = (value(axis.values.first()), value(axis.values.last()));
        let title = format!("{}: in {TRIALS} pairs of runs nothing changes between {first} and {last}", axis.path);
        let help = "the runs of a pair have the same luck and all else alike; not a single number of any day differs";
        Fault::new(title).at(&axis.place).label("seems to change nothing").help(help)
    });
    odd.collect()
}

/// Where an axis stands in a trial of another, as a share of its way: in the middle first, then elsewhere for each.
fn share(trial: u64, axis: usize) -> f64 {
    (0.5 + trial as f64 * ((axis + 1) as f64 * GOLDEN).fract()).fract()
}

/// About how much work a run is, as so many people who come.
fn work(plan: &Plan) -> f64 {
    let run = &plan.scenario.run;
    let days = f64::from((run.end - run.first_day()).get_days()) + 1.0;
    days * (OF_A_DAY + run.scale * plan.scenario.arrivals_in_france.per_year / 365.25)
}

/// Whether two plans give the same rows to the last bit. Plans that cannot be run are no business of this lint.
fn alike([one, other]: &[Plan; 2], seed: u64, replicate: u64) -> bool {
    let run = |plan| Simulation::new(plan, seed, replicate);
    let (Ok(one), Ok(other)) = (run(one), run(other)) else { return false };
    let bits = |day: Option<Day>| day.map(|day| day.row.values().map(f64::to_bits));
    let (mut one, mut other) = (one, other);
    loop {
        match (bits(one.next()), bits(other.next())) {
            (None, None) => return true,
            (left, right) if left != right => return false,
            _ => {}
        }
    }
}
