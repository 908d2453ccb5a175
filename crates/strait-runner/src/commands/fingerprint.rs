//! `strait fingerprint`: what tells two runs apart, day by day.

use std::path::PathBuf;

use strait::simulation::{PARTS, Simulation};

use super::output::say;
use super::study::plan_of;
use crate::failure::Failure;
use crate::scenario_file::ScenarioFile;
use crate::uncertainty::Ensemble;

/// Print a fingerprint of each part of a run for each day, as CSV.
///
/// Two runs whose lines are the same up to a day are the same up to that day; the columns that
/// differ on the next say where they come apart. Luck differs only when seed or replicate do.
#[derive(Debug, Clone, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Scenario file
    scenario: PathBuf,
    /// Seed of all luck
    #[arg(long, value_name = "N", default_value_t = 20_250_806, value_parser = super::study::seed)]
    seed: u64,
    /// Which of the runs with this seed, from 0
    #[arg(long, value_name = "N", default_value_t = 0)]
    replicate: u64,
    /// Set a parameter for the whole run, such as home_office.detention.beds=600; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Take the parameters of the run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
}

/// Runs the scenario once and prints the fingerprints.
///
/// # Errors
/// [`Failure::Input`] when the scenario is wrong; [`Failure::Work`] when nothing can be printed.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut file = ScenarioFile::read(&args.scenario)?;
    for assignment in &args.set {
        file.set(assignment)?;
    }
    if let Some(given) = &args.ensemble {
        file.set_ensemble(given);
    }
    let plan = plan_of(&file, Ensemble::of(&file)?.as_ref(), args.replicate)?;
    let mut simulation =
        Simulation::new(&plan, args.seed, args.replicate).map_err(|error| Failure::Input(error.to_string()))?;
    say(&format!("date,{}\n", PARTS.join(",")))?;
    while let Some(day) = simulation.next() {
        let numbers = simulation.fingerprint().0.map(|number| format!("{number:016x}"));
        say(&format!("{},{}\n", day.date, numbers.join(",")))?;
    }
    Ok(())
}
