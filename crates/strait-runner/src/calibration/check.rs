//! An ensemble held against what it was fitted to.

use std::sync::Mutex;

use strait::records::Records;

use super::abc::{Candidate, Posterior};
use super::diagnostics::quantile;
use super::fit::Fit;
use super::work::Crew;
use super::{CHECK_NUMBERS, too_few_runs};
use crate::execution::Progress;
use crate::failure::Failure;

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

/// Runs over the ensemble with luck of their own, held against what was observed; and the share of crossable days on which
/// somebody arrives in them.
pub(super) fn check(
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
