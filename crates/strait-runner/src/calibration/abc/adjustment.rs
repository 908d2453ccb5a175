//! From draws near to what was observed to the posterior.

use super::matrix::Lines;
use super::proposal::log_sum;
use super::{Particle, Settings, State};

/// The posterior as weighted draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// The parameters of each draw, moved to where its summaries would be those observed.
    pub draws: Vec<Vec<f64>>,
    /// The number of each draw, which was the luck of its run.
    pub numbers: Vec<u64>,
    /// Weights, which add up to 1.
    pub weights: Vec<f64>,
    /// The number of equally weighted draws that these are worth (Kish: the square of the sum of weights over the sum of
    /// squares).
    pub effective_draws: f64,
    /// The distance of the farthest draw.
    pub tolerance: f64,
}

/// Most that fitting can be said to have taken off the variance.
const FITTED_MOST: f64 = 0.5;

/// Takes the nearest draws, moves them along locally weighted lines to where their summaries would be those observed, and
/// weighs those that were nearer more (Epanechnikov's kernel).
#[must_use]
pub fn adjusted(state: &State, settings: &Settings) -> Posterior {
    let mut nearest: Vec<(f64, &Particle)> =
        state.particles.iter().map(|particle| (state.summary.distance(&particle.summaries), particle)).collect();
    // The earlier draw first where they are as near.
    nearest.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.number.cmp(&other.1.number)));
    nearest.truncate(settings.kept);
    let tolerance = nearest.last().map_or(0.0, |last| last.0);
    // The farthest would weigh nothing, so the kernel reaches a little farther.
    let reach = (tolerance * (1.0 + 1e-6)).max(f64::MIN_POSITIVE);
    let shares = shares_of_rounds(settings, state.proposals.len());
    let log_weight = |(distance, particle): &(f64, &Particle)| {
        let share = distance / reach;
        importance(particle, &shares) + libm::log(1.0 - share * share)
    };
    let weights = weights(&nearest.iter().map(log_weight).collect::<Vec<_>>());
    let words: Vec<Vec<f64>> = nearest.iter().map(|(_, particle)| state.summary.words(&particle.summaries)).collect();
    let rows: Vec<_> = words
        .iter()
        .zip(&nearest)
        .zip(&weights)
        .map(|((words, (_, particle)), &weight)| (&words[..], &particle.at[..], weight))
        .collect();
    let lines = Lines::fit(&rows);
    let there = lines.at(&vec![0.0; words[0].len()]);
    let effective_draws = 1.0 / weights.iter().map(|weight| weight * weight).sum::<f64>();
    // Lines through few points come nearer to them than to others: what they leave open is as much wider.
    let fitted = (words[0].len() as f64 / effective_draws).min(FITTED_MOST);
    let wider = 1.0 / libm::sqrt(1.0 - fitted);
    let draws = words
        .iter()
        .zip(&nearest)
        .map(|(words, (_, particle))| {
            let here = lines.at(words);
            particle.at.iter().zip(here).zip(&there).map(|((at, here), there)| there + wider * (at - here)).collect()
        })
        .collect();
    let numbers = nearest.iter().map(|(_, particle)| particle.number).collect();
    Posterior { draws, numbers, weights, effective_draws, tolerance }
}

/// The log of each round's share of all draws, the survey first.
fn shares_of_rounds(settings: &Settings, proposals: usize) -> Vec<f64> {
    let all = settings.survey + proposals * settings.round;
    let share = |draws: usize| libm::log(draws as f64 / all as f64);
    std::iter::once(share(settings.survey)).chain((0..proposals).map(|_| share(settings.round))).collect()
}

/// The log of the prior density over that of the mixture of all that was drawn from.
fn importance(particle: &Particle, log_shares: &[f64]) -> f64 {
    let densities = std::iter::once(&particle.log_prior).chain(&particle.log_proposals);
    let logs: Vec<f64> = densities.zip(log_shares).map(|(density, share)| density + share).collect();
    particle.log_prior - log_sum(&logs)
}

/// Weights that add up to 1.
fn weights(logs: &[f64]) -> Vec<f64> {
    let total = log_sum(logs);
    logs.iter().map(|log| libm::exp(log - total)).collect()
}
