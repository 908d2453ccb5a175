//! Fitting: the uncertain parameters of a scenario to what was observed in the two years before a day.
//!
//! [`CalibrationFile`] says what is fitted, [`calibrate`] does it, [`Calibrated::write`] leaves the results. `window.rs` has the
//! days that are looked at, `summaries.rs` what is compared, `prior.rs` and `levels.rs` what is believed before,
//! `measured.rs` what the series give directly, `future.rs` what nobody can know, `fit.rs` puts them together as a problem, and `abc` solves it.

pub mod abc;
mod check;
mod checkpoint;
mod diagnostics;
mod drawn;
mod figures;
mod file;
mod fit;
mod future;
mod known;
mod levels;
mod measured;
mod prior;
mod results;
mod summaries;
mod tables;
#[cfg(test)]
mod tests;
mod window;
mod work;
mod yardstick;

use crate::dice::Dice;
use std::sync::Mutex;

use crate::execution::Progress;
use crate::failure::Failure;
use crate::uncertainty::Ensemble;
use abc::{Candidate, Round, State, next_round, pooled};
pub use check::TargetCheck;
use check::check;
pub use checkpoint::{Checkpoint, identity};
pub use diagnostics::Diagnosis;
use diagnostics::{correlations, diagnoses};
use drawn::{check_scenario_gives_way, chosen, ensemble};
pub use file::{CalibrationFile, Parameter};
pub(crate) use file::{FULL, HEAD_KEYS_NEEDED, RUNS_LEAST, can_be_fitted, head_shape, parameter_shape};
use fit::Fit;
pub use fit::forecast_scenario;
pub use known::{Known, KnownDay};
pub use prior::{Prior, Scale};
pub use work::Crew;
pub use yardstick::Yardstick;

/// What to say when no draw is left that could have led to what was observed.
const NOTHING_NEAR: &str = "no run comes near to what was observed: the fit says nothing; wider priors, more runs or \
                            another scenario may";

/// Draws from the prior that stand for it in the diagnostics.
const PRIOR_DRAWS: u64 = 4000;

/// Numbers of the check's luck, which no draw of the fitting has.
const CHECK_NUMBERS: u64 = 1 << 62;

/// What a calibration came to.
#[derive(Debug, Clone)]
pub struct Calibrated {
    /// The posterior, as an ensemble that studies can run over.
    pub ensemble: Ensemble,
    /// Each parameter before and after.
    pub diagnoses: Vec<Diagnosis>,
    /// The posterior's correlation of each pair of parameters, in the order of the diagnoses.
    pub correlations: Vec<Vec<f64>>,
    /// What was fitted to.
    pub targets: Vec<TargetCheck>,
    /// What came of each round.
    pub rounds: Vec<Round>,
    /// The number of equally weighted draws that the posterior is worth, with weights up to a limit.
    pub effective_draws: f64,
    /// What it would be worth without the limit.
    pub unlimited_draws: f64,
    /// What the first run that failed said.
    pub first_failure: Option<String>,
}

/// Fits the file's parameters to what is known at the end of its last day. The checkpoint keeps each round, and the fit goes on
/// from the last one that is kept.
///
/// # Errors
/// [`Failure::Input`] when the fit cannot be set up; [`Failure::Work`] when runs fail or a checkpoint cannot be written;
/// [`Failure::Stopped`] when told to stop.
pub fn calibrate(
    file: &CalibrationFile,
    known: &Known,
    crew: &Crew<'_>,
    checkpoint: &Checkpoint,
) -> Result<Calibrated, Failure> {
    let fit = Fit::new(file, known)?;
    check_scenario_gives_way(file, &fit)?;
    let failure = Mutex::new(None);
    let state = all_rounds(file, &fit, crew, checkpoint, &failure)?;
    let rounds = state.rounds.clone();
    let posterior = pooled(state);
    if posterior.unlimited_draws.is_nan() {
        return Err(Failure::Work(NOTHING_NEAR.to_owned()));
    }
    let chosen = chosen(&posterior);
    let (targets, reached) = check(&fit, &posterior, &chosen, crew, &failure)?;
    let ensemble = ensemble(file, &fit, &rounds, &posterior, &chosen, reached)?;
    let mut dice = Dice::new(file.settings.seed, CHECK_NUMBERS);
    let mut prior_draw = || fit.readable(&(0..fit.problem().parameters).map(|_| dice.normal()).collect::<Vec<_>>());
    let prior: Vec<Vec<f64>> = (0..PRIOR_DRAWS).map(|_| prior_draw()).collect();
    let draws: Vec<Vec<f64>> = posterior.draws.iter().map(|draw| fit.readable(draw)).collect();
    Ok(Calibrated {
        ensemble,
        diagnoses: diagnoses(&fit.names(), &prior, &draws, &posterior.weights, posterior.unlimited_draws),
        correlations: correlations(&draws, &posterior.weights),
        targets,
        rounds,
        effective_draws: posterior.effective_draws,
        unlimited_draws: posterior.unlimited_draws,
        first_failure: failure.into_inner().unwrap_or_default(),
    })
}

/// The survey and the rounds after it.
fn all_rounds(
    file: &CalibrationFile,
    fit: &Fit,
    crew: &Crew<'_>,
    checkpoint: &Checkpoint,
    failure: &Mutex<Option<String>>,
) -> Result<State, Failure> {
    let settings = &file.settings;
    let kept = checkpoint.read()?;
    let done = kept.as_ref().map_or(0, |state| state.rounds.iter().map(|round| round.runs).sum());
    let all = settings.survey + settings.round * settings.rounds;
    let progress = Mutex::new(Progress::new(done as u64, all as u64));
    let run = |candidates: &[Candidate]| {
        let candidates: Vec<_> = candidates.iter().map(|candidate| (candidate.clone(), None)).collect();
        crew.run(fit, &candidates, |records| fit.targets.simulated(records), &progress, failure)
    };
    let mut state = kept;
    for round in state.as_ref().map_or(0, |state| state.rounds.len())..=settings.rounds {
        let next = next_round(fit.problem(), settings, state, run).map_err(|why| match why {
            Failure::Stopped(_) => Failure::Stopped(format!(
                "stopped: {round} of {} rounds are done and kept; the same command goes on from there",
                settings.rounds + 1
            )),
            other => other,
        })?;
        let next = next.ok_or_else(|| too_few_runs(failure))?;
        checkpoint.write(&next)?;
        state = Some(next);
    }
    state.ok_or_else(|| too_few_runs(failure))
}

fn too_few_runs(failure: &Mutex<Option<String>>) -> Failure {
    let first = failure.lock().ok().and_then(|failure| failure.clone()).unwrap_or_default();
    Failure::Work(format!("too many runs failed to learn from the others; the first said: {first}"))
}
