//! The difference of one outcome between two sides.

use std::collections::BTreeSet;

use super::estimate::{Estimate, mean_of, mean_of_independent};
use super::luck::Luck;
use super::side::Side;
use crate::summary::Band;

/// How an outcome differs between two sides: other less base.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Mean of the base over the runs that are compared; NaN when there are none.
    pub base_mean: f64,
    /// Mean of the other over the runs that are compared.
    pub other_mean: f64,
    /// Mean difference with its interval of 95 %.
    pub difference: Estimate,
    /// How the differences spread from pair to pair; none when luck is not shared.
    pub pairs: Option<Band>,
    /// Chance that the other is above the base: share of the pairs, or of all runs of one with all of the other.
    pub other_above: f64,
    /// Chance that both are equal.
    pub equal: f64,
    /// Runs of the base and of the other that are compared.
    pub compared: [usize; 2],
    /// Runs of the base and of the other that have no such outcome, failed ones not counted.
    pub without: [usize; 2],
    /// Runs of the base and of the other that are left out: failed, without the outcome, or without such a partner.
    pub left_out: [usize; 2],
    /// How many times wider the interval would be for as many runs with luck of their own; none when luck is not shared,
    /// or the interval has no width.
    pub narrower: Option<f64>,
}

/// The difference of the outcome in this column, other less base.
///
/// With shared luck replicates are compared one by one; a pair in which either failed or has no such outcome is left out.
#[must_use]
pub fn difference(base: &Side, other: &Side, column: usize, luck: &Luck) -> Difference {
    let (base_values, other_values, pairs) = match luck {
        Luck::Shared => paired(base, other, column),
        Luck::Own(_) => {
            let values = |side: &Side| side.values(column).map(|(_, value)| value).collect();
            (values(base), values(other), None)
        }
    };
    let apart = mean_of_independent(&base_values, &other_values);
    let (difference, above, equal) = match &pairs {
        Some(pairs) => {
            let count = |holds: fn(&f64) -> bool| pairs.iter().filter(|value| holds(value)).count() as f64;
            (mean_of(pairs), count(|value| *value > 0.0), count(|value| *value == 0.0))
        }
        None => (apart, above(&base_values, &other_values), equal(&base_values, &other_values)),
    };
    let of = pairs.as_ref().map_or(base_values.len() as f64 * other_values.len() as f64, |pairs| pairs.len() as f64);
    let compared = [base_values.len(), other_values.len()];
    let width = |estimate: Estimate| estimate.high - estimate.low;
    Difference {
        base_mean: mean_of(&base_values).mean,
        other_mean: mean_of(&other_values).mean,
        difference,
        other_above: above / of,
        equal: equal / of,
        compared,
        without: [base.without(column), other.without(column)],
        left_out: [base.runs() - compared[0], other.runs() - compared[1]],
        narrower: pairs.as_ref().map(|_| width(apart) / width(difference)).filter(|times| times.is_finite()),
        pairs: pairs.and_then(Band::of),
    }
}

/// The values of the replicates that both sides have, and their differences.
fn paired(base: &Side, other: &Side, column: usize) -> (Vec<f64>, Vec<f64>, Option<Vec<f64>>) {
    let in_other: BTreeSet<u64> = other.values(column).map(|(replicate, _)| replicate).collect();
    let in_both: BTreeSet<u64> =
        base.values(column).map(|(replicate, _)| replicate).filter(|replicate| in_other.contains(replicate)).collect();
    let values = |side: &Side| -> Vec<f64> {
        side.values(column).filter(|(replicate, _)| in_both.contains(replicate)).map(|(_, value)| value).collect()
    };
    let (base, other) = (values(base), values(other));
    let pairs = base.iter().zip(&other).map(|(base, other)| other - base).collect();
    (base, other, Some(pairs))
}

/// How many of all pairs of a base and another have the other above.
fn above(base: &[f64], others: &[f64]) -> f64 {
    let base = sorted(base);
    others.iter().map(|other| base.partition_point(|value| value < other) as f64).sum()
}

/// How many of all pairs of a base and another are equal.
fn equal(base: &[f64], others: &[f64]) -> f64 {
    let base = sorted(base);
    let not_below =
        |other: &f64| base.partition_point(|value| value <= other) - base.partition_point(|value| value < other);
    others.iter().map(|other| not_below(other) as f64).sum()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}
