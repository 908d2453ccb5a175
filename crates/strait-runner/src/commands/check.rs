//! `strait check`: says what files are, or what is wrong with them, without running anything.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::output::{say, warn};
use crate::calibration::CalibrationFile;
use crate::design::{Sweep, has_table, short};
use crate::evidence;
use crate::failure::Failure;
use crate::scenario_file::{InputError, Place, ScenarioFile};
use crate::uncertainty::Ensemble;
use crate::validation::ValidationFile;

/// Check scenario, sweep, calibration and validation files without running them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario, sweep, calibration or validation files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What a sound file is, and what to know about it.
struct Found {
    what: String,
    warnings: Vec<String>,
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
                found.warnings.iter().for_each(|warning| warn(warning));
            }
            Err(error) => match Failure::from(error) {
                Failure::Input(message) => wrong.push(message),
                other => return Err(other),
            },
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Input(wrong.join("\n\n"))) }
}

fn look(path: &Path) -> Result<Found, InputError> {
    if has_table(path, "calibration")? {
        let file = CalibrationFile::read(path)?;
        let what =
            format!("fit \"{}\" of {} to data to {}", file.name, count(file.parameters.len(), "parameter"), file.until);
        Ok(Found { what, warnings: about(&file.scenario)? })
    } else if has_table(path, "validation")? {
        let file = ValidationFile::read(path)?;
        let origins = count(file.origins.len() + file.exchange_origins.len(), "origin");
        let what = format!("back-tests \"{}\" from {origins}, {} each", file.name, count(file.replicates, "run"));
        Ok(Found { what, warnings: Vec::new() })
    } else if has_table(path, "sweep")? {
        let sweep = Sweep::read(path)?;
        let mut warnings = about_fixed(&sweep)?;
        warnings.extend(about_axes(&sweep)?);
        let what = sweep_in_words(&sweep) + &ensemble_in_words(sweep.scenario())?;
        Ok(Found { what, warnings })
    } else {
        let file = ScenarioFile::read(path)?;
        let what = scenario_in_words(&file)? + &ensemble_in_words(&file)?;
        Ok(Found { what, warnings: about(&file)? })
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

/// Values of a scenario itself that the evidence does not support, and those that soon are replaced.
fn about(file: &ScenarioFile) -> Result<Vec<String>, InputError> {
    let mut warnings = unsupported(file, |place| !file.inherits(place))?;
    for (path, own, later) in file.replaced()? {
        warnings.push(format!("{own}: {path} holds only until an inherited intervention sets it, at {later}"));
    }
    Ok(warnings)
}

/// Values that a sweep fixes and the evidence does not support; of a scenario's own its own check speaks.
fn about_fixed(sweep: &Sweep) -> Result<Vec<String>, InputError> {
    let mut warnings = Vec::new();
    for scenario in sweep.scenarios() {
        for warning in unsupported(scenario, |place| scenario.is_from_outside(place))? {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    Ok(warnings)
}

/// Values at places of some kind that the evidence does not support, with those places.
fn unsupported(file: &ScenarioFile, counts: impl Fn(&Place) -> bool) -> Result<Vec<String>, InputError> {
    let resolved = file.resolved()?;
    let paths = file.parameters();
    let at_start = paths.iter().filter_map(|path| Some((path, resolved.start.at(path)?)));
    let later = resolved.changes.iter().flat_map(|change| &change.settings).map(|(path, node)| (*path, node));
    let mut warnings: Vec<String> = Vec::new();
    for (path, node) in at_start.chain(later).filter(|(_, node)| counts(&node.place)) {
        let words = outside(&path.to_string(), &node.to_value()).map(|words| format!("{}: {words}", node.place));
        // A value that is fixed from a date on stands in every change from then on.
        warnings.extend(words.filter(|words| !warnings.contains(words)));
    }
    Ok(warnings)
}

/// Values on the axes that the evidence does not support. Builds every point, and so finds those that cannot be.
fn about_axes(sweep: &Sweep) -> Result<Vec<String>, InputError> {
    let mut warnings = BTreeSet::new();
    for index in 0..sweep.len() {
        if let Some(point) = sweep.point(index)? {
            warnings.extend(point.settings.iter().filter_map(|(path, value)| outside(path, value)));
        }
    }
    Ok(warnings.into_iter().collect())
}

fn outside(path: &str, value: &toml::Value) -> Option<String> {
    let entry = evidence::entry(path).filter(|entry| entry.excludes(value))?;
    let (range, confidence, source) = (entry.range()?, entry.confidence, &entry.source);
    Some(format!("{path} = {} is outside {range} ({confidence}; {source})", short(value)))
}
