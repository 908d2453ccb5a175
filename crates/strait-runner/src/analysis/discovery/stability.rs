//! Whether a box is found again on half of the data, and holds on the other half.

use rayon::prelude::*;

use super::found::{Search, search};
use super::{Cases, Settings, Step};
use crate::dice::Dice;
use crate::summary::Band;

/// Halves that are tried.
const HALVES: u64 = 50;
/// The seed of the halving: the same cases are halved alike.
const SEED: u64 = 2010;

/// How often a dimension is restricted in boxes found on halves of the data.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Reproduced {
    /// The dimension.
    pub dimension: String,
    /// The share of halves in which the box that is nearest in coverage restricts it.
    pub at_coverage: f64,
    /// The share of halves in which the box that is nearest in density restricts it.
    pub at_density: f64,
}

/// A number over halves: the middle one, and the range that holds nine tenths.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Spread {
    /// Below it are 5 %.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// Above it are 5 %.
    pub high: f64,
}

/// What becomes of a box on halves of the data, as `sdtoolkit` tries it; and beyond it on the other halves, which the box was not
/// fitted to.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Stability {
    /// Halves that were tried.
    pub halves: u64,
    /// How often each dimension is restricted, those of the box itself and any other that ever is.
    pub dimensions: Vec<Reproduced>,
    /// The density, on the other half, of the box nearest in coverage; none if never a case was in it.
    pub density_elsewhere: Option<Spread>,
    /// The coverage of the same boxes on the other half; none if the outcome never occurred there.
    pub coverage_elsewhere: Option<Spread>,
}

/// One half's boxes.
struct Half {
    near_coverage: Vec<String>,
    near_density: Vec<String>,
    density: Option<f64>,
    coverage: Option<f64>,
}

/// Tries a box on halves: of the points, if there are several, and of the draws of an ensemble. Runs of which the one is in and the other is not
/// belong to neither half. Each half puts dimensions aside for itself.
pub(super) fn stability(cases: &Cases, settings: Settings, looked_at: &Cases, chosen: &Step) -> Stability {
    let halves: Vec<Half> =
        (0..HALVES).into_par_iter().filter_map(|half| try_half(cases, settings, chosen, half)).collect();
    let of = halves.len().max(1) as f64;
    let share = |name: &String, limited: fn(&Half) -> &Vec<String>| {
        halves.iter().filter(|half| limited(half).contains(name)).count() as f64 / of
    };
    let reproduced = |dimension: &super::Dimension| Reproduced {
        dimension: dimension.name.clone(),
        at_coverage: share(&dimension.name, |half| &half.near_coverage),
        at_density: share(&dimension.name, |half| &half.near_density),
    };
    let own = limited(looked_at, chosen);
    let told = |found: &Reproduced| own.contains(&found.dimension) || found.at_coverage > 0.0 || found.at_density > 0.0;
    let spread = |values: Vec<f64>| {
        Band::of(values).map(|band| Spread { low: band.low90, median: band.median, high: band.high90 })
    };
    Stability {
        halves: halves.len() as u64,
        dimensions: cases.dimensions.iter().map(reproduced).filter(told).collect(),
        density_elsewhere: spread(halves.iter().filter_map(|half| half.density).collect()),
        coverage_elsewhere: spread(halves.iter().filter_map(|half| half.coverage).collect()),
    }
}

/// None where the outcome does not occur in the half.
fn try_half(cases: &Cases, settings: Settings, chosen: &Step, half: u64) -> Option<Half> {
    let in_points = halved(&cases.points, &mut Dice::new(SEED, 2 * half));
    let in_draws = halved(&cases.draws, &mut Dice::new(SEED, 2 * half + 1));
    let side = |wanted: bool| -> Vec<usize> {
        (0..cases.len())
            .filter(|&case| {
                [&in_points, &in_draws].iter().all(|half| half.get(case).is_none_or(|half| *half == wanted))
            })
            .collect()
    };
    let (own, mut other) = (cases.only(&side(true)), cases.only(&side(false)));
    if own.occurring() == 0 {
        return None;
    }
    let Search { cases: looked_at, steps, .. } = search(&own, settings);
    // Many boxes have all the cases with the outcome: of boxes that are as near the best in the other number counts.
    let nearest = |of: fn(&Step) -> f64, then: fn(&Step) -> f64| {
        let apart = |step: &Step| (of(step) - of(chosen)).abs();
        steps.iter().min_by(|one, other| apart(one).total_cmp(&apart(other)).then(then(other).total_cmp(&then(one))))
    };
    let near_coverage = nearest(|step| step.coverage, |step| step.density)?;
    let near_density = nearest(|step| step.density, |step| step.coverage)?;
    other.dimensions.retain(|dimension| looked_at.dimensions.iter().any(|own| own.name == dimension.name));
    let held: Vec<usize> = (0..other.len()).filter(|case| near_coverage.holds(&other, *case)).collect();
    let occurring = held.iter().filter(|case| other.occurs[**case]).count() as f64;
    let share = |of: usize| (of > 0).then(|| occurring / of as f64);
    Some(Half {
        near_coverage: limited(&looked_at, near_coverage),
        near_density: limited(&looked_at, near_density),
        density: share(held.len()),
        coverage: share(other.occurring()),
    })
}

/// For each case whether its group is in the half that is drawn; empty where there is no more than one group to halve.
fn halved(groups: &[usize], dice: &mut Dice) -> Vec<bool> {
    let mut different: Vec<usize> = groups.to_vec();
    different.sort_unstable();
    different.dedup();
    if different.len() < 2 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..different.len()).collect();
    dice.shuffle(&mut order);
    let mut chosen = vec![false; different.len()];
    order.iter().take(different.len() / 2).for_each(|&group| chosen[group] = true);
    groups.iter().map(|group| different.binary_search(group).is_ok_and(|group| chosen[group])).collect()
}

/// The names of the dimensions that a box limits.
fn limited(cases: &Cases, step: &Step) -> Vec<String> {
    let limits = step.limits.iter().zip(&cases.dimensions);
    limits.filter(|(limit, _)| limit.restricts()).map(|(_, dimension)| dimension.name.clone()).collect()
}
