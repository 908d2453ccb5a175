//! From draws near to what was observed to the posterior.

use serde::{Deserialize, Serialize};

use super::{Particle, Proposal, State, Summary};
use crate::matrix::Lines;

/// The posterior as weighted draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Posterior {
    /// The parameters of each draw, moved to where its summaries would be those observed.
    pub draws: Vec<Vec<f64>>,
    /// The number of each draw, which was the luck of its run.
    pub numbers: Vec<u64>,
    /// Weights, which add up to 1.
    pub weights: Vec<f64>,
    /// The number of equally weighted draws that these are worth.
    pub effective_draws: f64,
    /// What they would be worth if none were limited.
    pub unlimited_draws: f64,
    /// The distance of the farthest draw.
    pub tolerance: f64,
}

/// Most that fitting can be said to have taken off the variance.
const FITTED_MOST: f64 = 0.5;

/// What weights are worth at least, as a share of what weights by nearness alone are worth: a few draws that were moved far may
/// not stand for all others. Limited weights lean towards the proposal, in which the data have been heard once already, and
/// so make the posterior somewhat narrower: by an eighth at most \[share\].
const WORTH_LEAST: f64 = 0.05;

/// The same for weights from which the next proposal is made, of which steadiness is asked first.
const STEADY_LEAST: f64 = 0.25;

/// The posterior of a round, and weights of its draws from which the next proposal is made.
pub(super) struct Adjusted {
    pub(super) posterior: Posterior,
    pub(super) steady: Vec<f64>,
}

/// Takes the `kept` nearest draws, moves them along locally weighted lines to where their summaries would be those observed,
/// and weighs them by how near they were (Epanechnikov's kernel) and by the prior's density over that of the proposal that they
/// were drawn from, if it was not the prior, where they then are; within a limit.
pub(super) fn adjusted(
    particles: &[Particle],
    summary: &Summary,
    proposal: Option<&Proposal>,
    kept: usize,
) -> Adjusted {
    let mut nearest: Vec<(f64, &Particle)> =
        particles.iter().map(|particle| (summary.distance(&particle.summaries), particle)).collect();
    // The earlier draw first where they are as near.
    nearest.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.number.cmp(&other.1.number)));
    nearest.truncate(kept);
    let tolerance = nearest.last().map_or(0.0, |last| last.0);
    // The farthest would weigh nothing, so the kernel reaches a little farther.
    let reach = (tolerance * (1.0 + 1e-6)).max(f64::MIN_POSITIVE);
    let nearness: Vec<f64> =
        nearest.iter().map(|(distance, _)| 1.0 - (distance / reach) * (distance / reach)).collect();
    let draws = moved(summary, &nearest, &nearness);
    let importance = |draw: &[f64]| proposal.map_or(0.0, |proposal| proposal.log_importance(draw));
    let log_weight = |(draw, nearness): (&Vec<f64>, &f64)| libm::log(*nearness) + importance(draw);
    let weights = weights(&draws.iter().zip(&nearness).map(log_weight).collect::<Vec<_>>());
    let unlimited_draws = worth(&weights);
    let steady = limited(&weights, STEADY_LEAST * worth(&nearness));
    let weights = limited(&weights, WORTH_LEAST * worth(&nearness));
    let numbers = nearest.iter().map(|(_, particle)| particle.number).collect();
    let effective_draws = worth(&weights);
    Adjusted { posterior: Posterior { draws, numbers, weights, effective_draws, unlimited_draws, tolerance }, steady }
}

/// The posterior that the last two rounds speak for, each as loudly as the number of draws that it is worth: a few draws that
/// weigh much by chance may leave one of them worth little.
#[must_use]
pub fn pooled(State { last, before, .. }: State) -> Posterior {
    let Some(before) = before else { return last };
    let share = last.unlimited_draws / (last.unlimited_draws + before.unlimited_draws);
    let scaled = |posterior: &Posterior, share: f64| -> Vec<f64> {
        posterior.weights.iter().map(|weight| weight * share).collect()
    };
    let weights: Vec<f64> = [scaled(&last, share), scaled(&before, 1.0 - share)].concat();
    Posterior {
        draws: [last.draws, before.draws].concat(),
        numbers: [last.numbers, before.numbers].concat(),
        effective_draws: worth(&weights),
        unlimited_draws: last.unlimited_draws + before.unlimited_draws,
        tolerance: last.tolerance.max(before.tolerance),
        weights,
    }
}

/// Draws where their summaries would be those observed.
fn moved(summary: &Summary, nearest: &[(f64, &Particle)], nearness: &[f64]) -> Vec<Vec<f64>> {
    let words: Vec<Vec<f64>> = nearest.iter().map(|(_, particle)| summary.words(&particle.summaries)).collect();
    let rows: Vec<_> = words
        .iter()
        .zip(nearest)
        .zip(nearness)
        .map(|((words, (_, particle)), &weight)| (&words[..], &particle.at[..], weight))
        .collect();
    let lines = Lines::fit(&rows);
    let there = lines.at(&vec![0.0; words[0].len()]);
    // Lines through few points come nearer to them than to others: what they leave open is as much wider.
    let fitted = (words[0].len() as f64 / worth(nearness)).min(FITTED_MOST);
    let wider = 1.0 / libm::sqrt(1.0 - fitted);
    let move_there = |(words, (_, particle)): (&Vec<f64>, &(f64, &Particle))| {
        let here = lines.at(words);
        particle.at.iter().zip(here).zip(&there).map(|((at, here), there)| there + wider * (at - here)).collect()
    };
    words.iter().zip(nearest).map(move_there).collect()
}

/// The same weights with those beyond a limit brought down to it, the highest limit that leaves them worth so many draws
/// (truncated importance sampling; Ionides 2008).
fn limited(weights: &[f64], enough: f64) -> Vec<f64> {
    let below = |log_limit: f64| -> Vec<f64> {
        let limit = libm::exp(log_limit);
        weights.iter().map(|weight| weight.min(limit)).collect()
    };
    // At the least weight all are the same.
    let least = weights.iter().copied().filter(|weight| *weight > 0.0).fold(1.0, f64::min);
    let (mut low, mut high) = (libm::log(least), 0.0);
    if worth(weights) < enough {
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            *if worth(&below(middle)) >= enough { &mut low } else { &mut high } = middle;
        }
        high = low;
    }
    let limited = below(high);
    let sum: f64 = limited.iter().sum();
    limited.iter().map(|weight| weight / sum).collect()
}

/// The number of equally weighted draws that these are worth (Kish: the square of the sum over the sum of squares).
fn worth(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    sum * sum / weights.iter().map(|weight| weight * weight).sum::<f64>()
}

/// Weights that add up to 1, from their logs.
fn weights(logs: &[f64]) -> Vec<f64> {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logs.iter().map(|log| libm::exp(log - most)).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}
