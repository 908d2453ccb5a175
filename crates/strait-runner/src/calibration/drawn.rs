//! From a posterior to an ensemble.

use toml::Value;

use super::CalibrationFile;
use super::abc::{Posterior, Round};
use super::diagnostics::resampled;
use super::fit::Fit;
use crate::failure::Failure;
use crate::uncertainty::Ensemble;

/// Draws of the ensemble, before those that are the same are put together.
const ENSEMBLE_DRAWS: usize = 500;

/// Draws of a posterior, by their places in it, each as often as its weight says.
pub(super) fn chosen(posterior: &Posterior) -> Vec<(usize, u32)> {
    resampled(posterior, ENSEMBLE_DRAWS)
}

/// Runs over the ensemble take its values only where the scenario has none of its own.
pub(super) fn check_scenario_gives_way(file: &CalibrationFile, fit: &Fit) -> Result<(), Failure> {
    let values = drawn(fit, &vec![0.0; fit.problem().parameters], 0, 1.0);
    let (paths, values): (Vec<String>, Vec<Value>) = values.into_iter().unzip();
    let held = Ensemble::new(&[], &paths, &[(1.0, values)])?.held_by(std::slice::from_ref(&file.scenario));
    match held.first() {
        Some(path) => Err(Failure::Input(format!(
            "{path}: the scenario {} gives it itself, which holds over any fit; fit a scenario that leaves it to the baseline",
            file.scenario.name()
        ))),
        None => Ok(()),
    }
}

/// The posterior as an ensemble: draws of equal weight, those that are the same put together.
pub(super) fn ensemble(
    file: &CalibrationFile,
    fit: &Fit,
    rounds: &[Round],
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
            rounds.iter().map(|round| round.runs).sum::<usize>(),
            rounds.len(),
            file.settings.seed,
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
        Value::Table(keys) => Value::Table(keys.into_iter().map(|(key, value)| (key, rounded(value))).collect()),
        other => other,
    }
}

/// What a draw of the ensemble holds. The form of deterrence is the scenario's to choose, and so no ensemble sets its
/// parameters.
fn drawn(fit: &Fit, at: &[f64], number: u64, reached: f64) -> Vec<(String, Value)> {
    let mut values = fit.values(at, number, reached);
    values.retain(|(path, _)| !path.starts_with("deterrence."));
    values
}
