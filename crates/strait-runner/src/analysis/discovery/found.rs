//! The box that is chosen, and what is said of it.

use std::collections::BTreeMap;

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
    /// The cases with the dimensions that were looked at to the end.
    pub cases: Cases,
    /// The dimensions that were put aside, by name, since chance would do as well.
    pub put_aside: Vec<String>,
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
/// Many dimensions that do nothing make a box look better than it is, and keep it from being cut where it should be. So a dimension
/// of which chance would do as well as every limit (a quasi-p-value above [`CHANCE`]) is put aside, the worst half of those that the box
/// limits at a time, and boxes are found anew without it, until none is left.
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
    let Search { cases: looked_at, steps, balanced, put_aside } = search(cases, settings);
    let chosen = asked.unwrap_or(balanced);
    if chosen >= steps.len() {
        let last = steps.len() - 1;
        return Err(Failure::Input(format!("--box: found {chosen}, allowed is a box from 0 to {last}")));
    }
    let limits = limits(&looked_at, &steps[chosen]);
    let stability = stability(cases, settings, &looked_at, &steps[chosen]);
    Ok(Discovery { cases: looked_at, put_aside, steps, chosen, limits, stability })
}

/// What a search comes to.
pub(super) struct Search {
    pub(super) cases: Cases,
    pub(super) steps: Vec<Step>,
    pub(super) balanced: usize,
    pub(super) put_aside: Vec<String>,
}

/// Finds boxes until none of the dimensions that the chosen one limits is better put aside.
pub(super) fn search(cases: &Cases, settings: Settings) -> Search {
    let (mut cases, mut put_aside) = (cases.clone(), Vec::new());
    loop {
        let steps = trajectory(&cases, settings);
        let balanced = balanced(&steps);
        let worst = worst(&limits(&cases, &steps[balanced]));
        if worst.is_empty() {
            return Search { cases, steps, balanced, put_aside };
        }
        let all = std::mem::take(&mut cases.dimensions).into_iter().enumerate();
        for (place, dimension) in all {
            if worst.contains(&place) {
                put_aside.push(dimension.name);
            } else {
                cases.dimensions.push(dimension);
            }
        }
    }
}

/// The dimensions of which chance would do as well as every limit, at most half of all that are limited, those where it would do best.
fn worst(limits: &[Limited]) -> Vec<usize> {
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for Limited { dimension, quasi_p, .. } in limits {
        let own = best.entry(*dimension).or_insert(1.0);
        *own = own.min(*quasi_p);
    }
    let most = best.len().div_ceil(2);
    let mut worst: Vec<(usize, f64)> = best.into_iter().filter(|(_, quasi_p)| *quasi_p > CHANCE).collect();
    worst.sort_by(|one, other| other.1.total_cmp(&one.1));
    worst.into_iter().take(most).map(|(dimension, _)| dimension).collect()
}

/// The box with the largest harmonic mean of coverage and density; of equals the first.
fn balanced(steps: &[Step]) -> usize {
    let mean = |step: &Step| 2.0 * step.coverage * step.density / (step.coverage + step.density);
    let better = |best: usize, step: usize| if mean(&steps[step]) > mean(&steps[best]) { step } else { best };
    (0..steps.len()).fold(0, better)
}

/// A dimension's limit without one side of it.
fn without(limit: &Limit, side: &Side) -> Limit {
    match (limit, side) {
        (Limit::Range { high, .. }, Side::Low(_)) => Limit::Range { low: None, high: *high },
        (Limit::Range { low, .. }, _) => Limit::Range { low: *low, high: None },
        (Limit::Choices(kept), _) => Limit::Choices(vec![true; kept.len()]),
    }
}

/// The limits of a box.
pub(super) fn limits(cases: &Cases, step: &Step) -> Vec<Limited> {
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
