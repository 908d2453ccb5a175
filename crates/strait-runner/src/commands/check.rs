//! `strait check`: says what files are, or what is wrong with them, without running anything.

use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::output::say;
use crate::calibration::CalibrationFile;
use crate::design::{Sweep, has_table};
use crate::failure::Failure;
use crate::lints;
use crate::scenario_file::{Fault, InputError, ScenarioFile, in_color, warnings};
use crate::uncertainty::Ensemble;
use crate::validation::ValidationFile;

/// Check scenario, sweep, calibration and validation files, and warn of what is odd in them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario, sweep, calibration or validation files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What a sound file is, and what is odd in it.
struct Found {
    what: String,
    odd: Vec<Fault>,
}

/// Checks each file: a line on stdout for a sound one, warnings on stderr.
///
/// # Errors
/// All that is wrong with any of the files.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for path in &args.files {
        match look(path) {
            Ok(found) => {
                say(&format!("{}: {}\n", path.display(), found.what))?;
                if !found.odd.is_empty() {
                    // With stderr gone, what is said of sound files is still worth saying.
                    let _ = writeln!(std::io::stderr(), "{}", warnings(found.odd, in_color()));
                }
            }
            Err(Failure::Input(message)) => wrong.push(message),
            Err(other) => return Err(other),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Input(wrong.join("\n\n"))) }
}

fn look(path: &Path) -> Result<Found, Failure> {
    if has_table(path, "calibration")? {
        let file = CalibrationFile::read(path)?;
        let what =
            format!("fit \"{}\" of {} to data to {}", file.name, count(file.parameters.len(), "parameter"), file.until);
        Ok(Found { what, odd: lints::of_calibration(&file)? })
    } else if has_table(path, "validation")? {
        let file = ValidationFile::read(path)?;
        let origins = count(file.origins.len() + file.exchange_origins.len(), "origin");
        let what = format!("back-tests \"{}\" from {origins}, {} each", file.name, count(file.replicates, "run"));
        Ok(Found { what, odd: lints::of_validation(&file)? })
    } else if has_table(path, "sweep")? {
        let sweep = Sweep::read(path)?;
        check_points(&sweep)?;
        let what = sweep_in_words(&sweep) + &ensemble_in_words(sweep.scenario())?;
        Ok(Found { what, odd: lints::of_sweep(&sweep)? })
    } else {
        let file = ScenarioFile::read(path)?;
        let what = scenario_in_words(&file)? + &ensemble_in_words(&file)?;
        Ok(Found { what, odd: lints::of_scenario(&file)? })
    }
}

fn scenario_in_words(file: &ScenarioFile) -> Result<String, InputError> {
    let resolved = file.resolved()?;
    let scenario = &resolved.plan.scenario;
    let run = &scenario.run;
    let days = (run.end - run.start).get_days() + 1;
    let (origins, changes) = (scenario.origin.len(), resolved.changes.len());
    Ok(format!(
        "scenario, {} to {} ({}), {}, {}",
        run.start,
        run.end,
        count(days, "day"),
        count(origins, "origin"),
        count(changes, "intervention"),
    ))
}

fn sweep_in_words(sweep: &Sweep) -> String {
    let runs = sweep.len() * sweep.replicates as usize;
    format!(
        "sweep \"{}\" of {}, {} × {} = {}",
        sweep.name,
        sweep.axes().join(", "),
        count(sweep.len(), "point"),
        count(sweep.replicates, "replicate"),
        count(runs, "run"),
    )
}

/// The ensemble that a scenario names, each draw of which is tried.
fn ensemble_in_words(file: &ScenarioFile) -> Result<String, InputError> {
    let Some(ensemble) = Ensemble::of(file)? else { return Ok(String::new()) };
    for draw in 0..ensemble.len() {
        ensemble.plan(file, draw)?;
    }
    let parameters = count(ensemble.paths().len(), "parameter");
    Ok(format!(", an ensemble of {} of {parameters}", count(ensemble.len(), "draw")))
}

fn count(number: impl std::fmt::Display, what: &str) -> String {
    let number = number.to_string();
    if number == "1" { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Checks that every point of a sweep can be: values that are sound one by one may not be together.
fn check_points(sweep: &Sweep) -> Result<(), InputError> {
    (0..sweep.len()).into_par_iter().try_for_each(|index| sweep.point(index).map(|_| ()))
}
