//! Runs the points and replicates of a study on all cores and writes what they leave.

mod in_order;
mod progress;

use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::design::Resolution;
use crate::failure::Failure;
use crate::store::{Counts, Done, Host, Layout, Manifest, PointSettings, Run, ScenarioText, Timings, Writer};
use in_order::in_order;
use progress::Progress;

/// A study to be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The name of the scenario or sweep.
    pub name: String,
    /// The scenario, before a point's settings.
    pub scenario: ScenarioText,
    /// How the points were chosen.
    pub design: String,
    /// From which date on a point's settings hold; for the whole run if none.
    pub from: Option<Date>,
    /// The points, the seed and the columns.
    pub layout: Layout,
    /// How many runs each point has.
    pub replicates: u64,
    /// What a row of the daily table covers.
    pub resolution: Resolution,
}

impl Experiment {
    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.layout.points.len() as u64 * self.replicates
    }
}

/// How a study is run; none of it changes its data.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// The folder for the results.
    pub out: &'a Path,
    /// Whether CSV files are written beside the Parquet files.
    pub with_csv: bool,
    /// How many runs go on at a time, at least 1.
    pub threads: usize,
}

/// What came of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// How much there is.
    pub counts: Counts,
    /// What the first run that failed said.
    pub first_failure: Option<String>,
}

/// Runs every replicate of every point and writes the results.
///
/// `simulate` is given a point and a replicate, both from 0. A run that fails or panics becomes a row that says so; the
/// others go on. What is in memory at a time follows from `threads`, not from the number of runs.
///
/// # Errors
/// [`Failure::Input`] when the folder for the results is not free; [`Failure::Work`] when results cannot be written.
/// Then nothing is left of them.
pub fn execute(
    experiment: &Experiment,
    manner: Manner<'_>,
    simulate: impl Fn(usize, u64) -> Result<Done, String> + Sync,
) -> Result<Finished, Failure> {
    let mut writer = Writer::create(manner.out, &experiment.layout, manner.with_csv)?;
    let mut progress = Progress::new(experiment.runs());
    let (started, clock) = (Timestamp::now(), Instant::now());
    let place = |job: u64| ((job / experiment.replicates) as usize, job % experiment.replicates);
    let (mut failed, mut first_failure) = (0, None);
    in_order(
        experiment.runs(),
        manner.threads,
        |job| {
            let (point, replicate) = place(job);
            simulate(point, replicate)
        },
        |job, result| {
            let (point, replicate) = place(job);
            let result = result.unwrap_or_else(|panic| Err(format!("panicked: {panic}")));
            if let Err(message) = &result {
                failed += 1;
                first_failure.get_or_insert_with(|| message.clone());
            }
            progress.one_more();
            writer.append(&Run { point, replicate, result })
        },
    )?;
    progress.finish();
    let counts = Counts { runs: experiment.runs(), failed, daily_rows: writer.daily_rows() };
    let timings =
        Timings { started: started.to_string(), seconds: clock.elapsed().as_secs_f64(), threads: manner.threads };
    writer.finish(&manifest(experiment, counts, timings))?;
    Ok(Finished { counts, first_failure })
}

fn manifest(experiment: &Experiment, counts: Counts, timings: Timings) -> Manifest {
    let Layout { seed, axes, points, .. } = &experiment.layout;
    Manifest {
        format: Manifest::FORMAT,
        strait: env!("CARGO_PKG_VERSION").to_owned(),
        command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
        name: experiment.name.clone(),
        scenario: experiment.scenario.clone(),
        design: experiment.design.clone(),
        axes: axes.clone(),
        from: experiment.from,
        points: points.iter().enumerate().map(|(point, settings)| PointSettings::new(point, settings)).collect(),
        seed: *seed,
        replicates: experiment.replicates,
        resolution: experiment.resolution,
        counts,
        timings,
        host: Host::this(),
    }
}
