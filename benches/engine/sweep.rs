//! Many runs: one process with all cores against as many processes with one core each, all at once; and whether memory
//! grows with the number of runs.

use std::path::Path;

use strait::outcomes::outcomes;
use strait::simulation::simulate;
use strait_benches::{last_line, peak_mb, start_again, timed};
use strait_runner::design::Resolution;
use strait_runner::execution::{Experiment, Manner, Sharing, Stop, execute};
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::store::{Done, Layout, ScenarioText};

use super::{baseline, cores, median};

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// Runs in all
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    runs: u64,
    /// How often the two are set against each other; the median is printed
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    repeat: u16,
    /// Runs of the longer study whose memory is looked at
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(200..=1_000_000))]
    many: u64,
    /// Run a study on so many threads in this very process
    #[arg(long, hide = true)]
    child: Option<usize>,
}

pub(crate) fn run(args: &Args) -> Result<(), String> {
    if let Some(threads) = args.child {
        return child(args.runs, threads);
    }
    let cores = cores();
    let study = |runs: u64, threads: usize| start_again(&words(runs, threads));
    println!("what,runs,threads,wall_s,peak_mb");
    let mut efficiencies = Vec::new();
    for _ in 0..args.repeat {
        let together = last_line(study(args.runs, cores)?)?;
        let apart: Vec<_> = (0..cores).map(|_| study(args.runs / cores as u64, 1)).collect::<Result<_, _>>()?;
        let apart: Vec<_> = apart.into_iter().map(last_line).collect::<Result<_, _>>()?;
        println!("one process,{},{cores},{together}", args.runs);
        apart.iter().for_each(|line| println!("one of {cores} processes,{},1,{line}", args.runs / cores as u64));
        let slowest = apart.iter().map(|line| seconds(line)).fold(0.0, f64::max);
        efficiencies.push(slowest / seconds(&together));
    }
    for runs in [100, args.many] {
        println!("memory,{runs},{cores},{}", last_line(study(runs, cores)?)?);
    }
    println!("efficiency,{},{cores},{:.3},", args.runs, median(&mut efficiencies));
    Ok(())
}

fn words(runs: u64, threads: usize) -> Vec<String> {
    ["sweep", "--runs", &runs.to_string(), "--child", &threads.to_string()].map(str::to_owned).into()
}

/// The seconds that a child has printed first.
fn seconds(line: &str) -> f64 {
    line.split(',').next().and_then(|seconds| seconds.parse().ok()).unwrap_or(f64::NAN)
}

fn child(runs: u64, threads: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (outcome, _, wall) = timed(|| study(runs, threads, &folder.path().join("out")))?;
    outcome?;
    println!("{wall:.3},{}", peak_mb().map_or(String::new(), |mb| format!("{mb:.1}")));
    Ok(())
}

/// Replicates of the baseline, with weekly rows, as `strait run` does them.
fn study(runs: u64, threads: usize, out: &Path) -> Result<(), String> {
    let plan = baseline(&[])?;
    let file = ScenarioFile::baseline();
    let experiment = Experiment {
        name: "benchmark".to_owned(),
        alternatives: Vec::new(),
        answer: None,
        scenario: ScenarioText::new("baseline".to_owned(), file.to_toml().map_err(|error| error.to_string())?),
        uncertainty: None,
        observed: None,
        design: "single".to_owned(),
        from: None,
        layout: Layout {
            seed: 1,
            draws: Vec::new(),
            axes: Vec::new(),
            points: vec![Vec::new()],
            outcomes: outcomes().into_iter().map(|outcome| outcome.name).collect(),
        },
        replicates: runs,
        resolution: Resolution::Weekly,
    };
    let sharing = Sharing { threads, at_once: threads, memory_a_run: u64::MAX };
    let manner = Manner { out, with_csv: false, sharing, restart: false, stop: &Stop::default() };
    let simulate = |_, replicate| {
        let records = simulate(&plan, 1, replicate).map_err(|error| error.to_string())?;
        Ok(Done::of(&plan, records, Resolution::Weekly))
    };
    execute(&experiment, manner, simulate).map(|_| ()).map_err(|error| error.to_string())
}
