//! The box that is chosen, and what is said of it.

use super::stability::{Stability, stability};
use super::{Cases, Limit, Settings, Step, quasi_p, trajectory};
use crate::failure::Failure;

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
    /// Its limits, in the order of the dimensions.
    pub limits: Vec<Limited>,
    /// What becomes of it on halves of the data.
    pub stability: Stability,
}

/// Finds boxes, and says of one what there is to say: the box that is asked for, or else the one with the largest harmonic mean of
/// coverage and density, which weighs them alike.
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
    let limits = limits(cases, &steps[chosen]);
    let stability = stability(cases, settings, &steps[chosen]);
    Ok(Discovery { steps, chosen, limits, stability })
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
        let mut add = |side: Side, without: &Limit| {
            found.push(Limited { dimension, side, quasi_p: quasi_p(cases, step, dimension, without) });
        };
        match limit {
            Limit::Range { low, high } => {
                if let Some(value) = low {
                    add(Side::Low(*value), &Limit::Range { low: None, high: *high });
                }
                if let Some(value) = high {
                    add(Side::High(*value), &Limit::Range { low: *low, high: None });
                }
            }
            Limit::Choices(kept) if kept.contains(&false) => {
                let own = kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(choice, _)| choice);
                add(Side::Choices(own.collect()), &Limit::Choices(vec![true; kept.len()]));
            }
            Limit::Choices(_) => {}
        }
    }
    found
}
