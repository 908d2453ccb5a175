//! How each option stands: regret and satisfaction.

use std::collections::BTreeMap;

use super::payoffs::Payoffs;
use super::wilson::wilson;
use crate::analysis::compare::{Estimate, mean_of};
use crate::summary::quantile;

/// What is good enough, and so which way is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// More is better, and this much is enough.
    AtLeast(f64),
    /// Less is better, and this little is enough.
    AtMost(f64),
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(enough) => value >= enough,
            Self::AtMost(enough) => value <= enough,
        }
    }

    /// How much better the best of some values is than one of them.
    fn regret(self, value: f64, all: &[f64]) -> f64 {
        match self {
            Self::AtLeast(_) => all.iter().copied().fold(f64::NEG_INFINITY, f64::max) - value,
            Self::AtMost(_) => value - all.iter().copied().fold(f64::INFINITY, f64::min),
        }
    }
}

/// How an option stands over the states of the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Mean of the outcome.
    pub outcome: Estimate,
    /// Mean regret: by how much the best option in each state is better than this.
    pub regret: Estimate,
    /// The regret that nine states in ten do not exceed.
    pub regret_90: f64,
    /// The largest regret.
    pub regret_max: f64,
    /// Share of the states in which the goal is met.
    pub met: f64,
    /// Interval of 95 % of that share.
    pub met_low: f64,
    /// Its upper end.
    pub met_high: f64,
}

/// How each option stands, in their order; every number is NaN when there are no states.
///
/// States of one replicate share their luck. Intervals of means are of the replicates' means, and that of the share counts
/// each replicate as one trial, which is on the safe side.
#[must_use]
pub fn standings(payoffs: &Payoffs, goal: Goal) -> Vec<Standing> {
    (0..payoffs.options.len())
        .map(|option| {
            let by_replicate = |value: &dyn Fn(&[f64]) -> f64| {
                let mut replicates: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
                for (replicate, values) in &payoffs.states {
                    replicates.entry(*replicate).or_default().push(value(values));
                }
                let means = replicates.values().map(|values| values.iter().sum::<f64>() / values.len() as f64);
                means.collect::<Vec<f64>>()
            };
            let regret = |values: &[f64]| goal.regret(values[option], values);
            let mut regrets: Vec<f64> = payoffs.states.iter().map(|(_, values)| regret(values)).collect();
            regrets.sort_by(f64::total_cmp);
            let met = by_replicate(&|values| f64::from(u8::from(goal.is_met(values[option]))));
            let share = mean_of(&met).mean;
            let (met_low, met_high) = wilson(share, met.len() as f64);
            Standing {
                outcome: mean_of(&by_replicate(&|values| values[option])),
                regret: above_zero(mean_of(&by_replicate(&regret))),
                regret_90: quantile(&regrets, 0.9).unwrap_or(f64::NAN),
                regret_max: regrets.last().copied().unwrap_or(f64::NAN),
                met: share,
                met_low,
                met_high,
            }
        })
        .collect()
}

/// No regret is below zero, and so no mean of them.
fn above_zero(estimate: Estimate) -> Estimate {
    if estimate.low < 0.0 { Estimate { low: 0.0, ..estimate } } else { estimate }
}

/// The options with the smallest of the largest regrets: more than one when they tie.
#[must_use]
pub fn least_regret(standings: &[Standing]) -> Vec<usize> {
    let least = standings.iter().map(|standing| standing.regret_max).fold(f64::INFINITY, f64::min);
    (0..standings.len()).filter(|&option| standings[option].regret_max == least).collect()
}
