//! Approximate Bayesian computation by adaptive multiple importance sampling.
//!
//! Parameters are drawn and the model is run with each draw; the draws whose runs come near to what was observed speak for
//! the posterior. It goes in rounds. The first, the survey, draws from the prior. Each later one draws from about the
//! posterior that the rounds before it speak for, a little widened, so that more and more runs come near and the tolerance
//! shrinks.
//!
//! - Nearness is measured on what the summaries of a run say of the parameters ([`Summary`]; Fearnhead and Prangle 2012),
//!   learnt anew from each round.
//! - The draws of all rounds are weighed together, by the prior's density over that of the mixture of all proposals (Cornuet,
//!   Marin, Mira and Robert 2012). Since the prior is in the mixture, no weight can run away.
//! - The nearest draws are moved along locally weighted lines to where their summaries would be those observed (Beaumont,
//!   Zhang and Balding 2002; [`adjusted`]). The next proposal is a mixture of normal kernels around those: it adapts
//!   to width, direction and bends.
//!
//! Plain ABC-SMC, whose proposals follow the draws that were kept, was tried and left: on the test problem of 20 parameters
//! below, the weights of its tenth generation came to some ten effective draws (docs/validation.md).
//!
//! All of it is a pure function of problem, settings and seed: draws are numbered, and results do not depend on the
//! order in which runs end.

mod adjustment;
mod dice;
mod matrix;
mod proposal;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use adjustment::{Posterior, adjusted};
pub use dice::Dice;
use matrix::{covariance, mean};
pub use proposal::Proposal;
pub use summary::Summary;

/// What is to be fitted. Parameters are on a scale without bounds.
pub trait Problem: Sync {
    /// A draw from the prior.
    fn draw_prior(&self, dice: &mut Dice) -> Vec<f64>;

    /// The log of the prior density.
    fn log_prior(&self, at: &[f64]) -> f64;

    /// The summaries of what was observed.
    fn observed(&self) -> &[f64];
}

/// How many runs are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Draws from the prior, with which it begins.
    pub survey: usize,
    /// Draws of each later round.
    pub round: usize,
    /// Rounds after the survey.
    pub rounds: usize,
    /// The nearest draws, which speak for the posterior.
    pub kept: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// A draw that is to be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The parameters.
    pub at: Vec<f64>,
    /// A number of its own, which is the luck of its run.
    pub number: u64,
}

/// A draw that was run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Particle {
    /// The parameters.
    pub at: Vec<f64>,
    /// The number of its draw.
    pub number: u64,
    /// The summaries of its run.
    pub summaries: Vec<f64>,
    /// The log of the prior density.
    pub log_prior: f64,
    /// The log of the density of each proposal, in order of the rounds.
    pub log_proposals: Vec<f64>,
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Runs made in it.
    pub runs: usize,
    /// Runs that failed.
    pub failed: usize,
    /// The distance of the farthest draw that speaks for the posterior after it.
    pub tolerance: f64,
    /// Share of its draws within this tolerance \[share\].
    pub acceptance: f64,
    /// The number of equally weighted draws that the posterior after it is worth.
    pub effective_draws: f64,
}

/// The fitting between two rounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// How nearness is measured.
    pub summary: Summary,
    /// The covariance of the prior, row after row, as the survey found it.
    pub prior_covariance: Vec<f64>,
    /// Every draw that was run.
    pub particles: Vec<Particle>,
    /// The proposals of the rounds after the survey.
    pub proposals: Vec<Proposal>,
    /// What came of each round, the survey first.
    pub rounds: Vec<Round>,
}

/// Rounds have their numbers in the upper half of a draw's number.
const ROUND_BITS: u32 = 32;

/// Draws from the prior and learns how to measure nearness. `run` gives the summaries of each candidate in order, or none
/// for a run that failed.
///
/// # Errors
/// Those of `run`. In place of a state, none when too few runs were done to learn anything.
pub fn survey<E>(
    problem: &impl Problem,
    settings: &Settings,
    run: impl FnOnce(&[Candidate]) -> Result<Vec<Option<Vec<f64>>>, E>,
) -> Result<Option<State>, E> {
    let candidates = numbered(0, settings.survey, settings.seed, |dice| problem.draw_prior(dice));
    let results = run(&candidates)?;
    let particles = run_particles(problem, candidates, results, &[]);
    if particles.len() <= particles.first().map_or(0, |first| first.at.len() + first.summaries.len()) {
        return Ok(None);
    }
    let summary = Summary::learnt(&particles, problem.observed());
    let rows = || particles.iter().map(|particle| (&particle.at[..], 1.0));
    let prior_covariance = covariance(rows(), &mean(rows(), particles[0].at.len()));
    let mut state = State { summary, prior_covariance, particles, proposals: Vec::new(), rounds: Vec::new() };
    note_round(&mut state, settings, settings.survey, 0);
    Ok(Some(state))
}

/// Draws one round more.
///
/// # Errors
/// Those of `run`.
pub fn next_round<E>(
    problem: &impl Problem,
    settings: &Settings,
    mut state: State,
    run: impl FnOnce(&[Candidate]) -> Result<Vec<Option<Vec<f64>>>, E>,
) -> Result<State, E> {
    let proposal = Proposal::around(&adjusted(&state, settings), &state.prior_covariance);
    let round = state.rounds.len() as u64;
    let candidates = numbered(round, settings.round, settings.seed, |dice| proposal.draw(dice));
    let results = run(&candidates)?;
    for particle in &mut state.particles {
        particle.log_proposals.push(proposal.log_density(&particle.at));
    }
    state.proposals.push(proposal);
    let before = state.particles.len();
    let drawn = run_particles(problem, candidates, results, &state.proposals);
    // Where few runs were done there is nothing to learn from them alone.
    if drawn.len() > settings.kept.min(settings.round / 2) {
        state.summary = Summary::learnt(&drawn, problem.observed());
    }
    state.particles.extend(drawn);
    note_round(&mut state, settings, settings.round, before);
    Ok(state)
}

fn numbered(round: u64, count: usize, seed: u64, mut draw: impl FnMut(&mut Dice) -> Vec<f64>) -> Vec<Candidate> {
    let numbers = (round << ROUND_BITS)..((round << ROUND_BITS) + count as u64);
    numbers.map(|number| Candidate { at: draw(&mut Dice::new(seed, number)), number }).collect()
}

fn run_particles(
    problem: &impl Problem,
    candidates: Vec<Candidate>,
    results: Vec<Option<Vec<f64>>>,
    proposals: &[Proposal],
) -> Vec<Particle> {
    let particle = |(Candidate { at, number }, summaries): (Candidate, Option<Vec<f64>>)| {
        let log_prior = problem.log_prior(&at);
        let log_proposals = proposals.iter().map(|proposal| proposal.log_density(&at)).collect();
        Some(Particle { number, summaries: summaries?, log_prior, log_proposals, at })
    };
    candidates.into_iter().zip(results).filter_map(particle).collect()
}

/// Notes what came of the round whose draws begin at `first`.
fn note_round(state: &mut State, settings: &Settings, runs: usize, first: usize) {
    let Posterior { effective_draws, tolerance, .. } = adjusted(state, settings);
    let drawn = &state.particles[first..];
    let accepted = drawn.iter().filter(|particle| state.summary.distance(&particle.summaries) <= tolerance).count();
    let acceptance = accepted as f64 / runs as f64;
    state.rounds.push(Round { runs, failed: runs - drawn.len(), tolerance, acceptance, effective_draws });
}
