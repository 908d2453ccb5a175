//! Measures Strait's engine: the person step, replicates, growth with people, and sweeps. Prints CSV.
//!
//! ```sh
//! cargo run --release -p strait-benches --bin engine -- step
//! cargo run --release -p strait-benches --bin engine -- replicate
//! cargo run --release -p strait-benches --bin engine -- scaling
//! cargo run --release -p strait-benches --bin engine -- sweep
//! ```

mod replicate;
mod scaling;
mod step;
mod sweep;
#[path = "../peers/workload/mod.rs"]
#[expect(dead_code, reason = "the step is measured on Strait's own part of it alone")]
mod workload;

use std::process::ExitCode;

use clap::Parser;
use strait::scenario::Plan;
use strait_runner::scenario_file::ScenarioFile;

/// Measure Strait's engine. Prints CSV.
#[derive(Debug, Parser)]
#[command(name = "engine")]
enum Measure {
    /// The person step, against the memory bandwidth of this machine
    Step(step::Args),
    /// Three years of the baseline on one core
    Replicate(replicate::Args),
    /// Three years of the baseline with ten thousand to a hundred million people
    Scaling(scaling::Args),
    /// A sweep on all cores against as many processes on their own, and its memory
    Sweep(sweep::Args),
}

fn main() -> ExitCode {
    let outcome = match Measure::parse() {
        Measure::Step(args) => step::run(&args),
        Measure::Replicate(args) => replicate::run(&args),
        Measure::Scaling(args) => scaling::run(&args),
        Measure::Sweep(args) => sweep::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The baseline with some parameters set.
fn baseline(settings: &[String]) -> Result<Plan, String> {
    let mut scenario = ScenarioFile::baseline();
    for setting in settings {
        scenario.set(setting).map_err(|error| error.to_string())?;
    }
    scenario.plan().map_err(|error| error.to_string())
}

/// A pool of threads for the work of a run.
fn pool(threads: usize) -> Result<rayon::ThreadPool, String> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| error.to_string())
}

/// All cores.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The middle of some figures.
fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
