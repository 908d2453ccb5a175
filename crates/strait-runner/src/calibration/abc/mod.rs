//! Approximate Bayesian computation by sequential regression.
//!
//! Parameters are drawn and the model is run with each draw; the draws whose runs come near to what was observed speak for
//! the posterior. It goes in rounds. The first, the survey, draws from the prior. Each later one draws from about the
//! posterior that the round before it speaks for, widened, so that more runs come near, and straight lines through them
//! fit better.
//!
//! - Nearness is measured on what the summaries of a run say of the parameters (`summary.rs`; Fearnhead and Prangle 2012),
//!   learnt anew in each round. The tolerance is that of the nearest draws, and so adapts itself.
//! - The nearest draws are moved along locally weighted lines to where their summaries would be those observed (Beaumont,
//!   Zhang and Balding 2002; Blum and François 2010). Had the round been drawn from the prior, they would be the posterior;
//!   so each is weighted by the prior's density over the proposal's, at the place to which it was moved and up to a limit (`adjustment.rs`; as
//!   Papamakarios and Murray 2016 correct for their proposal).
//! - The last two rounds together are the posterior ([`pooled`]).
//! - The next proposal is the prior, moved and narrowed along those directions among the parameters of which the data speak
//!   (`proposal.rs`): it adapts to place, width and direction.
//!
//! Plain ABC-SMC, which weighs draws where they were made, was tried and left: on the test problem of 20 parameters in `tests.rs`
//! the weights of its tenth generation, after 34,000 runs, came to some ten effective draws (docs/validation.md).
//!
//! All of it is a pure function of problem, settings and seed: draws are numbered, and results do not depend on the
//! order in which runs end.

mod adjustment;
mod proposal;
mod summary;
#[cfg(test)]
mod tests;

use crate::dice::Dice;
use serde::{Deserialize, Serialize};

use adjustment::{Adjusted, adjusted};
pub use adjustment::{Posterior, pooled};
use proposal::Proposal;
use summary::Summary;

/// What is to be fitted. Every parameter is on a scale on which its prior is standard normal, whatever the others are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Problem<'a> {
    /// How many parameters there are.
    pub parameters: usize,
    /// The summaries of what was observed.
    pub observed: &'a [f64],
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
    /// The nearest draws of a round, which speak for the posterior.
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
#[derive(Debug, Clone, PartialEq)]
struct Particle {
    /// The parameters.
    at: Vec<f64>,
    /// The number of its draw.
    number: u64,
    /// The summaries of its run.
    summaries: Vec<f64>,
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Runs made in it.
    pub runs: usize,
    /// Runs that failed.
    pub failed: usize,
    /// The distance of the farthest draw that speaks for the posterior.
    pub tolerance: f64,
    /// Share of its draws that speak for the posterior \[share\].
    pub acceptance: f64,
    /// The number of equally weighted draws that the posterior after it is worth.
    pub effective_draws: f64,
    /// What it would be worth if no weight were limited.
    pub unlimited_draws: f64,
}

/// The fitting between two rounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The posterior that the last round speaks for.
    last: Posterior,
    /// The posterior after the round before, if that was not the survey.
    before: Option<Posterior>,
    /// What the next round is drawn from.
    next: Proposal,
    /// What came of each round, the survey first.
    pub rounds: Vec<Round>,
}

/// Rounds have their numbers in the upper half of a draw's number.
const ROUND_BITS: u32 = 32;

/// Draws the next round, of which the first is the survey, and runs it. `run` gives the summaries of each candidate in order,
/// or none for a run that failed.
///
/// # Errors
/// Those of `run`. In place of a state, none when too few runs were done to learn anything.
pub fn next_round<E>(
    problem: Problem<'_>,
    settings: &Settings,
    before: Option<State>,
    run: impl FnOnce(&[Candidate]) -> Result<Vec<Option<Vec<f64>>>, E>,
) -> Result<Option<State>, E> {
    let (before, proposal, mut rounds) = match before {
        Some(State { last, next, rounds, .. }) => (Some(last), Some(next), rounds),
        None => (None, None, Vec::new()),
    };
    let runs = if rounds.is_empty() { settings.survey } else { settings.round };
    let first = (rounds.len() as u64) << ROUND_BITS;
    let candidates: Vec<Candidate> = (first..first + runs as u64)
        .map(|number| {
            let mut dice = Dice::new(settings.seed, number);
            let at = match &proposal {
                Some(proposal) => proposal.draw(problem.parameters, &mut dice),
                None => (0..problem.parameters).map(|_| dice.normal()).collect(),
            };
            Candidate { at, number }
        })
        .collect();
    let results = run(&candidates)?;
    let particle = |(Candidate { at, number }, summaries): (Candidate, Option<Vec<f64>>)| {
        Some(Particle { at, number, summaries: summaries? })
    };
    let particles: Vec<Particle> = candidates.into_iter().zip(results).filter_map(particle).collect();
    if particles.len() <= 2 * (problem.parameters + problem.observed.len()) {
        return Ok(None);
    }
    let summary = Summary::learnt(&particles, problem.observed);
    let Adjusted { posterior, steady } = adjusted(&particles, &summary, proposal.as_ref(), settings.kept);
    rounds.push(Round {
        runs,
        failed: runs - particles.len(),
        tolerance: posterior.tolerance,
        acceptance: posterior.draws.len() as f64 / runs as f64,
        effective_draws: posterior.effective_draws,
        unlimited_draws: posterior.unlimited_draws,
    });
    // What the survey speaks for is where the rounds set out from, and no posterior yet.
    let before = before.filter(|_| rounds.len() > 2);
    Ok(Some(State { next: Proposal::around(&posterior.draws, &steady), last: posterior, before, rounds }))
}
