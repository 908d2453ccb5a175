//! What is odd in files that are sound: `strait check` warns of it. One file a kind; `docs/checking.md` lists them.
//!
//! A lint speaks of what a file gives itself: of what it inherits, the check of the file that gives it speaks.

mod capacity;
mod dates;
mod effect;
mod evidence;
mod flows;
mod given;
mod rules;
mod trial;

use crate::calibration::CalibrationFile;
use crate::design::Sweep;
use crate::scenario_file::{Fault, InputError, ScenarioFile};
use crate::validation::ValidationFile;
use flows::Flows;
use given::{of_file, of_sweep_itself, swept};

/// What is odd in a scenario.
///
/// # Errors
/// As for [`ScenarioFile::plan`].
pub(crate) fn of_scenario(file: &ScenarioFile) -> Result<Vec<Fault>, InputError> {
    let given = of_file(file)?;
    let plan = file.plan()?;
    let mut odd = evidence::beyond(&given);
    odd.extend(dates::of_scenario(file)?);
    odd.extend(capacity::of(&given, &Flows::of(&plan)));
    odd.extend(capacity::barring(&given, &plan));
    odd.extend(effect::of_given(&given, &plan));
    odd.extend(effect::of_interventions(file)?);
    odd.extend(effect::of_replaced(file)?);
    Ok(odd)
}

/// What is odd in a sweep, of its axes above all.
///
/// # Errors
/// Points that cannot be, at their places.
pub(crate) fn of_sweep(sweep: &Sweep) -> Result<Vec<Fault>, InputError> {
    let (fixed, swept) = (of_sweep_itself(sweep)?, swept(sweep));
    let (mut flows, mut shut_off) = (Flows::default(), effect::ShutOff::default());
    let mut odd = evidence::beyond(&fixed);
    for (number, plan) in sweep.tried_plans().enumerate() {
        let plan = plan?;
        flows = flows.widest(Flows::of(&plan));
        shut_off.look_at(sweep, &plan);
        // What is fixed is the same in all.
        if number == 0 {
            odd.extend(capacity::barring(&fixed, &plan));
        }
    }
    odd.extend(evidence::beyond_on_axes(&swept));
    odd.extend(capacity::of(&fixed, &flows));
    odd.extend(capacity::of(&swept, &flows));
    let by_rule = effect::of_axes(sweep, &shut_off);
    let known: Vec<usize> = by_rule.iter().map(|(axis, _)| *axis).collect();
    odd.extend(by_rule.into_iter().map(|(_, fault)| fault));
    odd.extend(trial::of_axes(sweep, &known));
    Ok(odd)
}

/// What is odd in a calibration, and in its scenario.
///
/// # Errors
/// Observed series that cannot be read.
pub(crate) fn of_calibration(file: &CalibrationFile) -> Result<Vec<Fault>, InputError> {
    let mut odd = of_scenario(&file.scenario)?;
    odd.extend(dates::of_calibration(file)?);
    Ok(odd)
}

/// What is odd in a validation, and in its calibration.
///
/// # Errors
/// Observed series that cannot be read.
pub(crate) fn of_validation(file: &ValidationFile) -> Result<Vec<Fault>, InputError> {
    dates::of_validation(file)
}
