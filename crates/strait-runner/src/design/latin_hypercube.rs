//! Latin hypercubes: on each axis every one of `points` equal strata holds one point.
//!
//! Points stand in the middle of their strata. Of all such designs a well spread one is looked for, by exchanging the
//! places of two points on one axis wherever that lowers the centred L2 discrepancy (Hickernell 1998; Jin, Chen and
//! Sudjianto 2005).

use crate::dice::Dice;

/// How many factors of products the search may take; bounds its time to a fraction of a second.
const BUDGET: usize = 20_000_000;
/// Most exchanges that are tried.
const TRIES_MAX: usize = 40_000;

/// A design of so many points on so many axes, each coordinate in (0, 1); a pure function of its arguments.
#[must_use]
pub(super) fn latin_hypercube(points: usize, axes: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut dice = Dice::new(seed, 0);
    let mut design = at_random(points, axes, &mut dice);
    if points < 2 || axes < 2 {
        return design;
    }
    let tries = (BUDGET / (2 * points * axes)).min(TRIES_MAX);
    for _ in 0..tries {
        let axis = dice.below(axes);
        let (one, other) = (dice.below(points), dice.below(points));
        if one != other && change_by_exchange(&design, axis, one, other) < 0.0 {
            let kept = design[one][axis];
            design[one][axis] = design[other][axis];
            design[other][axis] = kept;
        }
    }
    design
}

/// A Latin hypercube that is drawn and not improved.
fn at_random(points: usize, axes: usize, dice: &mut Dice) -> Vec<Vec<f64>> {
    let mut design = vec![Vec::with_capacity(axes); points];
    for _ in 0..axes {
        let mut strata: Vec<usize> = (0..points).collect();
        dice.shuffle(&mut strata);
        for (point, stratum) in design.iter_mut().zip(strata) {
            point.push((stratum as f64 + 0.5) / points as f64);
        }
    }
    design
}

/// The factor of one axis in the part of the discrepancy that is of one point alone.
fn alone(a: f64) -> f64 {
    let from_middle = (a - 0.5).abs();
    1.0 + 0.5 * from_middle - 0.5 * from_middle * from_middle
}

/// The factor of one axis in the part of the discrepancy that is of two points.
fn together(a: f64, b: f64) -> f64 {
    1.0 + 0.5 * (a - 0.5).abs() + 0.5 * (b - 0.5).abs() - 0.5 * (a - b).abs()
}

/// By how much the squared centred L2 discrepancy changes, times the squared number of points, when two points
/// exchange their places on an axis.
fn change_by_exchange(design: &[Vec<f64>], axis: usize, one: usize, other: usize) -> f64 {
    let points = design.len() as f64;
    // A point with its own and with the other's place on the axis: what all else makes of it, times the two factors.
    let moved = |point: usize, to: f64| {
        let row = &design[point];
        let rest =
            |factor: &dyn Fn(usize) -> f64| -> f64 { (0..row.len()).filter(|k| *k != axis).map(factor).product() };
        let singles = rest(&|k| alone(row[k])) * (alone(to) - alone(row[axis]));
        let itself = rest(&|k| together(row[k], row[k])) * (together(to, to) - together(row[axis], row[axis]));
        let pairs: f64 = design
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != one && *at != other)
            .map(|(_, far)| {
                rest(&|k| together(row[k], far[k])) * (together(to, far[axis]) - together(row[axis], far[axis]))
            })
            .sum();
        -2.0 * points * singles + itself + 2.0 * pairs
    };
    moved(one, design[other][axis]) + moved(other, design[one][axis])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The squared centred L2 discrepancy (Hickernell 1998).
    fn discrepancy(design: &[Vec<f64>]) -> f64 {
        let (points, axes) = (design.len() as f64, design[0].len() as i32);
        let singles: f64 = design.iter().map(|row| row.iter().map(|a| alone(*a)).product::<f64>()).sum();
        let pair = |row: &[f64], far: &[f64]| row.iter().zip(far).map(|(a, b)| together(*a, *b)).product::<f64>();
        let pairs: f64 = design.iter().flat_map(|row| design.iter().map(move |far| pair(row, far))).sum();
        (13.0_f64 / 12.0).powi(axes) - 2.0 / points * singles + pairs / (points * points)
    }

    /// The worked example in the documentation of SciPy's `scipy.stats.qmc.discrepancy`.
    #[test]
    fn the_discrepancy_is_the_published_one() {
        let rows = [[1, 3], [2, 6], [3, 2], [4, 5], [5, 1], [6, 4]];
        let design = rows.map(|row| row.map(|a| (f64::from(a) - 0.5) / 6.0).to_vec());
        assert!((discrepancy(&design) - 0.008_142_039_609_053_464).abs() < 1e-15);
    }

    #[test]
    fn every_stratum_of_every_axis_holds_one_point() {
        for (points, axes) in [(1, 3), (2, 1), (17, 5), (100, 12)] {
            let design = latin_hypercube(points, axes, 7);
            for axis in 0..axes {
                let mut strata: Vec<usize> =
                    design.iter().map(|row| (row[axis] * points as f64).floor() as usize).collect();
                strata.sort_unstable();
                assert_eq!(strata, (0..points).collect::<Vec<_>>(), "axis {axis} of {points} points");
            }
        }
    }

    #[test]
    fn it_is_spread_far_better_than_one_at_random_and_the_same_for_the_same_seed() {
        let design = latin_hypercube(64, 5, 1);
        assert!(design == latin_hypercube(64, 5, 1) && design != latin_hypercube(64, 5, 2));
        let drawn: Vec<f64> = (0..50).map(|seed| discrepancy(&at_random(64, 5, &mut Dice::new(seed, 0)))).collect();
        let best = drawn.iter().copied().fold(f64::INFINITY, f64::min);
        assert!(discrepancy(&design) < 0.5 * best, "{} against the best of 50 at random, {best}", discrepancy(&design));
    }

    #[test]
    fn an_exchange_changes_the_discrepancy_by_what_is_said() {
        let design = at_random(20, 4, &mut Dice::new(3, 0));
        let mut after = design.clone();
        (after[2][1], after[11][1]) = (design[11][1], design[2][1]);
        let change = change_by_exchange(&design, 1, 2, 11) / 400.0;
        assert!((change - (discrepancy(&after) - discrepancy(&design))).abs() < 1e-12);
    }
}
