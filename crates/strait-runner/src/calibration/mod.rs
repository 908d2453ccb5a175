//! Fitting: the uncertain parameters of a scenario to what was observed in the two years before a day.
//!
//! [`CalibrationFile`] says what is fitted, [`calibrate`] does it, [`Calibrated::write`] leaves the results. `window.rs` has the
//! days that are looked at, `summaries.rs` what is compared, `prior.rs` and `levels.rs` what is believed before,
//! `measured.rs` what the series give directly, `fit.rs` puts them together as a problem, and `abc` solves it.

pub mod abc;
mod checkpoint;
mod diagnostics;
mod figures;
mod file;
mod fit;
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

use std::sync::Mutex;

use jiff::civil::Date;
use strait::records::Records;
use toml::Value;

use crate::execution::Progress;
use crate::failure::Failure;
use crate::uncertainty::Ensemble;
use abc::{Candidate, Dice, Posterior, Round, State, next_round, pooled};
pub use checkpoint::{Checkpoint, identity};
pub use diagnostics::Diagnosis;
use diagnostics::{correlations, diagnoses, quantile, resampled};
pub use file::{CalibrationFile, Parameter};
use fit::Fit;
pub use fit::forecast_scenario;
pub use known::{Known, KnownDay};
pub use prior::{Prior, Scale};
pub use work::Crew;
pub use yardstick::Yardstick;

/// What to say when no draw is left that could have led to what was observed.
const NOTHING_NEAR: &str = "no run comes near to what was observed: the fit says nothing; wider priors, more runs or \
                            another scenario may";

/// Draws of the ensemble, before those that are the same are put together.
const ENSEMBLE_DRAWS: usize = 500;

/// Draws from the prior that stand for it in the diagnostics.
const PRIOR_DRAWS: u64 = 4000;

/// Numbers of the check's luck, which no draw of the fitting has.
const CHECK_NUMBERS: u64 = 1 << 62;

/// Something that was fitted to, with what the ensemble makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetCheck {
    /// What it is, in words.
    pub name: String,
    /// What was observed, as it is compared.
    pub observed: f64,
    /// The 5 %, 50 % and 95 % points of runs over the ensemble.
    pub simulated: [f64; 3],
}

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

/// Fits the file's parameters to what is known at the end of `last`. A checkpoint keeps each round, and goes on from the last
/// one that it has.
///
/// # Errors
/// [`Failure::Input`] when the fit cannot be set up; [`Failure::Work`] when runs fail or a checkpoint cannot be written;
/// [`Failure::Stopped`] when told to stop.
pub fn calibrate(
    file: &CalibrationFile,
    last: Date,
    known: &Known,
    crew: &Crew<'_>,
    checkpoint: Option<&Checkpoint>,
) -> Result<Calibrated, Failure> {
    let fit = Fit::new(file, last, known)?;
    check_scenario_gives_way(file, &fit)?;
    let failure = Mutex::new(None);
    let state = rounds(file, &fit, crew, checkpoint, &failure)?;
    let posterior = pooled(&state, &file.settings);
    if posterior.unlimited_draws.is_nan() {
        return Err(Failure::Work(NOTHING_NEAR.to_owned()));
    }
    let chosen = resampled(&posterior, ENSEMBLE_DRAWS);
    let (targets, reached) = check(&fit, &posterior, &chosen, crew, &failure)?;
    let ensemble = ensemble(file, &fit, &state, &posterior, &chosen, reached)?;
    let mut dice = Dice::new(file.seed, CHECK_NUMBERS);
    let mut prior_draw = || fit.readable(&(0..fit.problem().parameters).map(|_| dice.normal()).collect::<Vec<_>>());
    let prior: Vec<Vec<f64>> = (0..PRIOR_DRAWS).map(|_| prior_draw()).collect();
    let draws: Vec<Vec<f64>> = posterior.draws.iter().map(|draw| fit.readable(draw)).collect();
    Ok(Calibrated {
        ensemble,
        diagnoses: diagnoses(&fit.names(), &prior, &draws, &posterior.weights, posterior.unlimited_draws),
        correlations: correlations(&draws, &posterior.weights),
        targets,
        rounds: state.rounds,
        effective_draws: posterior.effective_draws,
        unlimited_draws: posterior.unlimited_draws,
        first_failure: failure.into_inner().unwrap_or_default(),
    })
}

/// Runs over the ensemble take its values only where the scenario has none of its own.
fn check_scenario_gives_way(file: &CalibrationFile, fit: &Fit) -> Result<(), Failure> {
    let values = drawn(fit, &vec![0.0; fit.problem().parameters], 0, 1.0);
    let (paths, values): (Vec<String>, Vec<Value>) = values.into_iter().unzip();
    let held = Ensemble::new(&[], &paths, &[(1.0, values)])?.provenance(&file.scenario).held;
    match held.first() {
        Some(path) => Err(Failure::Input(format!(
            "{path}: the scenario {} gives it itself, which holds over any fit; fit a scenario that leaves it to the baseline",
            file.scenario.name()
        ))),
        None => Ok(()),
    }
}

/// What a draw of the ensemble holds. The form of deterrence is the scenario's to choose, and so no ensemble sets its
/// parameters.
fn drawn(fit: &Fit, at: &[f64], number: u64, reached: f64) -> Vec<(String, Value)> {
    let mut values = fit.values(at, number, reached);
    values.retain(|(path, _)| !path.starts_with("deterrence."));
    values
}

/// The survey and the rounds after it.
fn rounds(
    file: &CalibrationFile,
    fit: &Fit,
    crew: &Crew<'_>,
    checkpoint: Option<&Checkpoint>,
    failure: &Mutex<Option<String>>,
) -> Result<State, Failure> {
    let settings = &file.settings;
    let kept = checkpoint.map(Checkpoint::read).transpose()?.flatten();
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
            Failure::Stopped(_) if checkpoint.is_some() => Failure::Stopped(format!(
                "stopped: {round} of {} rounds are done and kept; the same command goes on from there",
                settings.rounds + 1
            )),
            other => other,
        })?;
        let next = next.ok_or_else(|| too_few_runs(failure))?;
        checkpoint.map_or(Ok(()), |checkpoint| checkpoint.write(&next))?;
        state = Some(next);
    }
    state.ok_or_else(|| too_few_runs(failure))
}

fn too_few_runs(failure: &Mutex<Option<String>>) -> Failure {
    let first = failure.lock().ok().and_then(|failure| failure.clone()).unwrap_or_default();
    Failure::Work(format!("too many runs failed to learn from the others; the first said: {first}"))
}

/// The posterior as an ensemble: draws of equal weight, those that are the same put together.
fn ensemble(
    file: &CalibrationFile,
    fit: &Fit,
    state: &State,
    posterior: &Posterior,
    chosen: &[(usize, u32)],
    reached: f64,
) -> Result<Ensemble, Failure> {
    let values = |draw: usize| drawn(fit, &posterior.draws[draw], posterior.numbers[draw], reached).into_iter();
    let paths: Vec<String> =
        chosen.first().into_iter().flat_map(|(draw, _)| values(*draw)).map(|(path, _)| path).collect();
    let draws: Vec<(f64, Vec<Value>)> = chosen
        .iter()
        .map(|&(draw, times)| (f64::from(times), values(draw).map(|(_, value)| rounded(value)).collect()))
        .collect();
    let comments = [
        format!("Strait {}: {}, fitted to data to {}", env!("CARGO_PKG_VERSION"), file.name, fit.window.last),
        format!(
            "{} runs in {} rounds, seed {}; worth {:.0} equally weighted draws, {:.0} with weights up to a limit",
            state.rounds.iter().map(|round| round.runs).sum::<usize>(),
            state.rounds.len(),
            file.seed,
            posterior.unlimited_draws,
            posterior.effective_draws
        ),
    ];
    Ok(Ensemble::new(&comments, &paths, &draws)?)
}

/// Six digits are more than any parameter is known to.
fn rounded(value: Value) -> Value {
    match value {
        Value::Float(number) => Value::Float(format!("{number:.5e}").parse().unwrap_or(number)),
        Value::Array(items) => Value::Array(items.into_iter().map(rounded).collect()),
        other => other,
    }
}

/// Runs over the ensemble with luck of their own, held against what was observed; and the share of crossable days on which
/// somebody arrives in them.
fn check(
    fit: &Fit,
    posterior: &Posterior,
    chosen: &[(usize, u32)],
    crew: &Crew<'_>,
    failure: &Mutex<Option<String>>,
) -> Result<(Vec<TargetCheck>, f64), Failure> {
    let candidates: Vec<(Candidate, Option<u64>)> = chosen
        .iter()
        .zip(CHECK_NUMBERS..)
        .map(|(&(draw, _), number)| {
            (Candidate { at: posterior.draws[draw].clone(), number }, Some(posterior.numbers[draw]))
        })
        .collect();
    let progress = Mutex::new(Progress::new(0, candidates.len() as u64));
    let gives = |records: &Records| {
        let mut numbers = fit.targets.simulated(records);
        numbers.push(fit.targets.reached(records));
        numbers
    };
    let runs = crew.run(fit, &candidates, gives, &progress, failure)?;
    let weighted: Vec<(Vec<f64>, f64)> =
        runs.into_iter().zip(chosen).filter_map(|(run, &(_, times))| Some((run?, f64::from(times)))).collect();
    if weighted.is_empty() {
        return Err(too_few_runs(failure));
    }
    let column = |index: usize| weighted.iter().map(|(run, weight)| (run[index], *weight)).collect::<Vec<_>>();
    let targets =
        fit.targets.names().iter().zip(fit.targets.observed()).enumerate().map(|(index, (name, &observed))| {
            let simulated = [0.05, 0.5, 0.95].map(|share| quantile(&column(index), share));
            TargetCheck { name: name.clone(), observed, simulated }
        });
    let reached = column(fit.targets.names().len());
    let total: f64 = reached.iter().map(|(_, weight)| weight).sum();
    let reached = reached.iter().map(|(share, weight)| share * weight).sum::<f64>() / total;
    Ok((targets.collect(), reached.max(0.5)))
}
