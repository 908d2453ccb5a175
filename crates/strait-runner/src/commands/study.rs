//! What the commands that run studies share: their flags, a run, and what is said at the end.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use strait::outcomes::outcomes;
use strait::records::Records;
use strait::scenario::Plan;
use strait::simulation::Simulation;

use crate::design::{Resolution, short};
use crate::execution::{Experiment, Finished, Manner, Sharing, Stop, needed};
use crate::failure::Failure;
use crate::names;
use crate::scenario_file::{InputError, ScenarioFile};
use crate::store::{Done, Layout, Study};
use crate::summary::{SUSTAINED, by_point};
use crate::uncertainty::Ensemble;

/// Most runs that a study can have.
pub(super) const RUNS_MAX: u64 = crate::design::RUNS_MAX;

/// How a study is run and where its results go.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Flags {
    #[command(flatten)]
    place: Place,
    /// Format of the results
    #[arg(long, value_enum, default_value_t = Format::Parquet)]
    format: Format,
}

/// Where a study is run and where its results go.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Place {
    /// Folder for the results; new, empty, or with unfinished work of this study, which is gone on with [default:
    /// out/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads that work [default: all cores]
    #[arg(long, value_name = "N", value_parser = up_to_4096)]
    threads: Option<NonZeroUsize>,
    /// Runs that go on at a time; threads beyond that share out the people of large runs [default: one a thread, as far
    /// as memory allows]
    #[arg(long, value_name = "N", value_parser = up_to_4096)]
    runs_at_once: Option<NonZeroUsize>,
    /// Throw away unfinished work in the folder and begin anew; finished results stay
    #[arg(long)]
    restart: bool,
}

/// The format of the data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Parquet alone
    Parquet,
    /// CSV beside the Parquet
    Csv,
}

impl From<Place> for Flags {
    /// Parquet files alone.
    fn from(place: Place) -> Self {
        Self { place, format: Format::Parquet }
    }
}

impl Flags {
    /// The folder for the results of a study of this name.
    pub(super) fn out(&self, name: &str) -> PathBuf {
        self.place.out.clone().unwrap_or_else(|| names::folder_in("out", name))
    }

    /// How the machine is shared between so many runs that take about `needed` bytes each.
    ///
    /// # Errors
    /// [`Failure::Work`] when there is not enough memory.
    pub(super) fn sharing(&self, runs: u64, needed: u64) -> Result<Sharing, Failure> {
        Sharing::of_this_machine(self.place.threads, self.place.runs_at_once, runs, needed)
    }

    pub(super) fn with_csv(&self) -> bool {
        self.format == Format::Csv
    }

    pub(super) fn manner<'a>(&self, out: &'a Path, sharing: Sharing, stop: &'a Stop) -> Manner<'a> {
        Manner { out, with_csv: self.with_csv(), sharing, restart: self.place.restart, stop }
    }
}

/// A number of runs.
pub(super) fn runs(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| (1..=RUNS_MAX).contains(number));
    number.ok_or_else(|| format!("allowed is a whole number from 1 to {RUNS_MAX}"))
}

/// A seed.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    let most = i64::MAX as u64;
    let number = text.parse().ok().filter(|number| *number <= most);
    number.ok_or_else(|| format!("allowed is a whole number from 0 to {most}"))
}

/// A whole number from 1 to 4096.
pub(super) fn up_to_4096(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= 4096);
    number.ok_or_else(|| "allowed is a whole number from 1 to 4096".to_owned())
}

/// Ctrl-C and the like let the runs in hand finish.
///
/// # Errors
/// [`Failure::Work`] on a system that does not let signals be handled.
pub(super) fn stop_on_signal() -> Result<Stop, Failure> {
    Stop::on_signal().map_err(|error| Failure::Work(format!("signals cannot be handled: {error}")))
}

/// The columns of the outcomes.
pub(super) fn outcome_names() -> Vec<String> {
    outcomes().into_iter().map(|outcome| outcome.name).collect()
}

/// The plan of a replicate: with its draw, if there is an ensemble.
///
/// # Errors
/// Values that cannot be, at their places.
pub(super) fn plan_of(
    scenario: &ScenarioFile,
    ensemble: Option<&Ensemble>,
    replicate: u64,
) -> Result<Plan, InputError> {
    match ensemble {
        Some(ensemble) => ensemble.plan(scenario, ensemble.draw_of(replicate)),
        None => scenario.plan(),
    }
}

/// Tries each draw that the replicates of a scenario take, and says what a run needs at most \[bytes\].
///
/// # Errors
/// Values of the draws that cannot be, at their places.
pub(super) fn needed_with_draws(
    scenario: &ScenarioFile,
    ensemble: &Ensemble,
    replicates: u64,
) -> Result<u64, InputError> {
    ensemble.draws_of(replicates).into_iter().try_fold(0, |most, draw| {
        let plan = ensemble.plan(scenario, draw)?;
        Ok(needed([&plan]).max(most))
    })
}

/// The draw that each replicate takes; none without an ensemble.
pub(super) fn draws(ensemble: Option<&Ensemble>, replicates: u64) -> Vec<u64> {
    let draws = |ensemble: &Ensemble| (0..replicates).map(|replicate| ensemble.draw_of(replicate) as u64).collect();
    ensemble.map_or_else(Vec::new, draws)
}

/// One run, and what it leaves.
///
/// # Errors
/// Why the plan cannot be run, or that there is not enough memory for it.
pub(super) fn run_once(
    plan: &Plan,
    seed: u64,
    replicate: u64,
    resolution: Resolution,
    sharing: Sharing,
) -> Result<Done, String> {
    let mut simulation = Simulation::new(plan, seed, replicate).map_err(|error| error.to_string())?;
    let mut records = Records { start: plan.scenario.run.start, days: Vec::new(), groups: Vec::new() };
    while let Some(day) = simulation.next() {
        sharing.check_memory(&simulation)?;
        records.days.push(day.row);
    }
    records.groups = simulation.groups();
    Ok(Done::of(plan, records, resolution))
}

/// Most points that are shown one by one; a table of more is better read from the files or a chart.
pub(super) const POINTS_SHOWN: usize = 24;

/// A sweep in one line.
pub(super) fn title(experiment: &Experiment) -> String {
    format!(
        "{}: {} points × {} replicates = {} runs",
        experiment.name,
        experiment.layout.points.len(),
        experiment.replicates,
        experiment.runs()
    )
}

/// Each point in few words: the last part of each path, and its value.
pub(super) fn point_names(layout: &Layout) -> Vec<String> {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    let name = |settings: &Vec<(String, toml::Value)>| {
        let parts = settings.iter().map(|(path, value)| format!("{} = {}", last(path), short(value)));
        parts.collect::<Vec<_>>().join(", ")
    };
    layout.points.iter().map(name).collect()
}

/// A sweep's title, sustained returns and admissions of each point if they are few, and where the results are.
///
/// # Errors
/// [`Failure::Input`] when the results cannot be read.
pub(super) fn sweep_results(experiment: &Experiment, out: &Path) -> Result<String, Failure> {
    let table = if experiment.layout.points.len() <= POINTS_SHOWN {
        let runs = Study::open(out)?.run_columns(&SUSTAINED)?;
        format!("\n{}\n", by_point(&runs, &point_names(&experiment.layout)))
    } else {
        String::new()
    };
    Ok(format!("{}\n{table}{}", title(experiment), where_to_look(out)))
}

/// Where the results are and what to do with them.
pub(super) fn where_to_look(out: &Path) -> String {
    let out = out.display();
    format!("\nresults  {out}\ncharts   strait chart {out}\n")
}

/// Fails when runs did: their rows say why.
///
/// # Errors
/// [`Failure::Work`] with the number of failed runs and what the first said.
pub(super) fn check_all_done(finished: &Finished, out: &Path) -> Result<(), Failure> {
    let Some(first) = &finished.first_failure else { return Ok(()) };
    Err(Failure::Work(format!(
        "{} of {} runs failed; the first said: {first}\nEach failed run is a row of {} with its message.",
        finished.counts.failed,
        finished.counts.runs,
        out.join("runs.parquet").display()
    )))
}
