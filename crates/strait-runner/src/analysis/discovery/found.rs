//! The box that is chosen, and what is said of it.

use super::stability::{Stability, stability};
use super::{Cases, Limit, Settings, Step, quasi_p, trajectory};
use crate::failure::Failure;

/// The quasi-p-value from which on a limit may well be chance (Bryant and Lempert 2010).
pub const CHANCE: f64 = 0.05;

/// Which end of a dimension a limit is at.
#[derive(Debug, Clone, PartialEq)]
pub enum Side {
    /// Values below this are left out.
    Low(f64),
    /// Values above this are left out.
    High(f64),
    /// Choices other than these, by their places, are left out.
    Choices(Vec<usize>),
}

/// A limit of a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Limited {
    /// The dimension, by its place.
    pub dimension: usize,
    /// What is left out.
    pub side: Side,
    /// The probability that chance would do as well; see [`quasi_p`].
    pub quasi_p: f64,
}

/// Where an outcome occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovery {
    /// Every box on the way, the first with all cases.
    pub steps: Vec<Step>,
    /// The box that is spoken of, by its place among them.
    pub chosen: usize,
    /// That box, without the limits that chance would do as well, if it was not asked for by its number.
    pub found: Step,
    /// Its limits, in the order of the dimensions.
    pub limits: Vec<Limited>,
    /// How many limits were taken off.
    pub taken_off: usize,
    /// What becomes of it on halves of the data.
    pub stability: Stability,
}

/// Finds boxes, and says of one what there is to say: the box that is asked for, or else the one with the largest harmonic mean of
/// coverage and density, which weighs them alike. Of the latter, limits that chance would do as well are taken off: the one with the
/// largest quasi-p-value, and again, until none is above [`CHANCE`].
///
/// # Errors
/// [`Failure::Input`] when the outcome occurs in no case or in all, no dimension has two values, or there is no box of that number.
pub fn discover(cases: &Cases, settings: Settings, asked: Option<usize>) -> Result<Discovery, Failure> {
    let (all, occurring) = (cases.len(), cases.occurring());
    if occurring == 0 || occurring == all {
        let how_many = if occurring == 0 { "none" } else { "every one" };
        return Err(Failure::Input(format!("it occurs in {how_many} of {all} runs: there is nothing to tell apart")));
    }
    if cases.dimensions.is_empty() {
        return Err(Failure::Input("no parameter has different values in different runs".to_owned()));
    }
    let steps = trajectory(cases, settings);
    let chosen = match asked {
        Some(number) if number < steps.len() => number,
        Some(number) => {
            let last = steps.len() - 1;
            return Err(Failure::Input(format!("--box: found {number}, allowed is a box from 0 to {last}")));
        }
        None => balanced(&steps),
    };
    let as_it_is = asked.is_some();
    let found = if as_it_is { steps[chosen].clone() } else { without_chance(cases, &steps[chosen]) };
    let taken_off = limits(cases, &steps[chosen]).len() - limits(cases, &found).len();
    let stability = stability(cases, settings, &found, as_it_is);
    Ok(Discovery { limits: limits(cases, &found), steps, chosen, found, taken_off, stability })
}

/// A box without the limits that chance would do as well.
pub(super) fn without_chance(cases: &Cases, step: &Step) -> Step {
    let mut step = step.clone();
    loop {
        let limits = limits(cases, &step);
        let worst = limits.iter().max_by(|one, other| one.quasi_p.total_cmp(&other.quasi_p));
        let Some(worst) = worst.filter(|worst| worst.quasi_p > CHANCE) else { return step };
        let mut wider = step.limits.clone();
        wider[worst.dimension] = without(&step.limits[worst.dimension], &worst.side);
        step = Step::new(cases, wider);
    }
}

/// A dimension's limit without one side of it.
fn without(limit: &Limit, side: &Side) -> Limit {
    match (limit, side) {
        (Limit::Range { high, .. }, Side::Low(_)) => Limit::Range { low: None, high: *high },
        (Limit::Range { low, .. }, _) => Limit::Range { low: *low, high: None },
        (Limit::Choices(kept), _) => Limit::Choices(vec![true; kept.len()]),
    }
}

/// The box with the largest harmonic mean of coverage and density; of equals the first.
fn balanced(steps: &[Step]) -> usize {
    let mean = |step: &Step| 2.0 * step.coverage * step.density / (step.coverage + step.density);
    let better = |best: usize, step: usize| if mean(&steps[step]) > mean(&steps[best]) { step } else { best };
    (0..steps.len()).fold(0, better)
}

fn limits(cases: &Cases, step: &Step) -> Vec<Limited> {
    let mut found = Vec::new();
    for (dimension, limit) in step.limits.iter().enumerate() {
        let sides = match limit {
            Limit::Range { low, high } => [low.map(Side::Low), high.map(Side::High)].into_iter().flatten().collect(),
            Limit::Choices(kept) if limit.restricts() => {
                let own = kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(choice, _)| choice);
                vec![Side::Choices(own.collect())]
            }
            Limit::Choices(_) => Vec::new(),
        };
        for side in sides {
            let quasi_p = quasi_p(cases, step, dimension, &without(limit, &side));
            found.push(Limited { dimension, side, quasi_p });
        }
    }
    found
}
