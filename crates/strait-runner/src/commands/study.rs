//! What the commands that run studies share: their flags, a run, and what is said at the end.

use std::path::{Path, PathBuf};

use strait::outcomes::{outcomes, outcomes_of};
use strait::scenario::Plan;
use strait::simulation::simulate;

use crate::design::Resolution;
use crate::execution::{Finished, Manner};
use crate::failure::Failure;
use crate::store::{Done, rows_of};

/// Most runs that a study can have.
pub(super) const RUNS_MAX: u64 = crate::design::RUNS_MAX;

/// How a study is run and where its results go.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Flags {
    /// Folder for the results; it must be empty or new [default: out/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Runs that go on at a time [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=4096))]
    threads: Option<u16>,
    /// Format of the results
    #[arg(long, value_enum, default_value_t = Format::Parquet)]
    format: Format,
}

/// The format of the data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Parquet alone
    Parquet,
    /// CSV beside the Parquet
    Csv,
}

impl Flags {
    /// The folder for the results of a study of this name.
    pub(super) fn out(&self, name: &str) -> PathBuf {
        self.out.clone().unwrap_or_else(|| Path::new("out").join(name))
    }

    pub(super) fn threads(&self) -> usize {
        match self.threads {
            Some(threads) => threads.into(),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    pub(super) fn with_csv(&self) -> bool {
        self.format == Format::Csv
    }

    pub(super) fn manner<'a>(&self, out: &'a Path) -> Manner<'a> {
        Manner { out, with_csv: self.with_csv(), threads: self.threads() }
    }
}

/// The columns of the outcomes.
pub(super) fn outcome_names() -> Vec<String> {
    outcomes().into_iter().map(|outcome| outcome.name).collect()
}

/// One run, and what it leaves.
pub(super) fn run_once(plan: &Plan, seed: u64, replicate: u64, resolution: Resolution) -> Result<Done, String> {
    let records = simulate(plan, seed, replicate).map_err(|error| error.to_string())?;
    Ok(Done { outcomes: outcomes_of(plan, &records), rows: rows_of(&records, resolution) })
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
