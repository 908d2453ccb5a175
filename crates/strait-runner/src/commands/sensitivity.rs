//! `strait sensitivity`: what moves an outcome, from the runs of a sweep made for it.

use std::path::{Path, PathBuf};

use strait::outcomes::Outcome;

use super::chart;
use super::output::say;
use super::study::{Place, title};
use super::sweep::{self, Swept};
use super::tables::{Format, json};
use crate::analysis::compare::chosen;
use crate::analysis::sensitivity::{
    AxisEffect, AxisIndices, Blocks, Estimate, Found, Indices, OutcomeFound, Report, Screening, indices, screening,
};
use crate::charts::{self, ChartError, Effect, Figure, IndexRow, ScreeningRow, Words};
use crate::design::{Design, Grain, Sweep};
use crate::execution::Experiment;
use crate::failure::Failure;
use crate::store::{Manifest, Study};
use crate::summary::{SUSTAINED, source};

/// Say which parameters move an outcome, and how much is luck.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Sweep file with design "morris", to tell what matters from what does not with few runs, or "saltelli", for shares of
    /// the variance
    sweep: PathBuf,
    /// An outcome, by its column in runs.parquet; may be repeated [default: sustained_returns_per_week,
    /// sustained_admissions_per_week, arrivals]
    #[arg(long, value_name = "NAME")]
    outcome: Vec<String>,
    /// Runs of each point, in place of the file's number
    #[arg(long, value_name = "N", value_parser = super::study::runs)]
    replicates: Option<u64>,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    place: Place,
}

/// The outcomes that are looked at without being told.
const USUAL: [&str; 3] = [SUSTAINED[0], SUSTAINED[1], "arrivals"];

/// Runs the sweep, unless its results are there, says what moves the outcomes, and draws it into `figures`.
///
/// # Errors
/// [`Failure::Input`] when the sweep is wrong or of another design, an outcome is unknown, or the folder holds other results;
/// [`Failure::Work`] when results cannot be written or too many runs failed; [`Failure::Stopped`] when told to stop.
pub fn run(args: &Args) -> Result<(), Failure> {
    let outcomes = chosen(&args.outcome, &USUAL)?;
    let Args { sweep: file, replicates, ensemble, place, .. } = args;
    let sweep = sweep::Args::new(file.clone(), *replicates, ensemble.clone(), place.clone().into());
    // Failed runs are told with the base rows or trajectories that they take with them.
    let Swept { sweep, experiment, out, .. } = sweep.results(|sweep| check_design(sweep, file))?;
    let study = Study::open(&out)?;
    let (found, failures) = found(&study, &sweep, &experiment, &outcomes);
    let report = Report {
        study: title(&experiment),
        design: experiment.design.clone(),
        replicates: experiment.replicates,
        ensemble: experiment.uncertainty.as_ref().map(|uncertainty| uncertainty.ensemble.clone()),
        outcomes: found,
    };
    let figures = drawn(&report, study.manifest())?;
    write(&out, &figures)?;
    say(&match args.format {
        Format::Table => format!("{}{}", report.table(), where_to_look(&out, &figures)),
        Format::Md => report.page(),
        Format::Csv => report.csv().map_err(|why| Failure::Work(format!("the table cannot be written: {why}")))?,
        Format::Json => json(&report)?,
    })?;
    // What can be said of the other outcomes has been said.
    failures.into_iter().next().map_or(Ok(()), Err)
}

fn check_design(sweep: &Sweep, file: &Path) -> Result<(), Failure> {
    let design = sweep.design.name();
    if !matches!(sweep.design, Design::Morris { .. } | Design::Saltelli { .. }) {
        return Err(Failure::Input(format!(
            "{}: sweep.design: found \"{design}\", allowed for a sensitivity analysis is \"morris\" or \"saltelli\": other \
             designs do not move one axis at a time",
            file.display()
        )));
    }
    let fixed = sweep.axes().into_iter().zip(sweep.grains()).find(|(_, grain)| matches!(grain, Grain::Listed(1)));
    fixed.map_or(Ok(()), |(axis, _)| {
        Err(Failure::Input(format!(
            "{}: axis {axis}: found one value, allowed are two or more: an axis that cannot move moves nothing",
            file.display()
        )))
    })
}

/// What is found of each outcome, and why nothing can be said of the others.
fn found(
    study: &Study,
    sweep: &Sweep,
    experiment: &Experiment,
    outcomes: &[Outcome],
) -> (Vec<OutcomeFound>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for Outcome { name, unit, .. } in outcomes {
        match found_of(study, sweep, experiment, name) {
            Ok(one) => found.push(OutcomeFound { outcome: name.clone(), unit: unit.clone(), found: one }),
            Err(Failure::Work(why)) => failures.push(Failure::Work(format!("{name}: {why}"))),
            Err(other) => failures.push(other),
        }
    }
    (found, failures)
}

fn found_of(study: &Study, sweep: &Sweep, experiment: &Experiment, outcome: &str) -> Result<Found, Failure> {
    let axes = &experiment.layout.axes;
    let runs = study.run_columns(&["status", "message", outcome])?;
    let blocks = |points: usize| Blocks::of(&runs, outcome, points, experiment.replicates as usize);
    if let Design::Morris { .. } = sweep.design {
        let unit = |point: usize| sweep.unit(point).map(<[f64]>::to_vec);
        screening(&blocks(axes.len() + 1)?, axes, unit).map(Found::Screening)
    } else {
        indices(&blocks(axes.len() + 2)?, axes).map(Found::Indices)
    }
}

/// The figures, each under its name; none of an outcome of which there are no numbers.
fn drawn(report: &Report, manifest: &Manifest) -> Result<Vec<(String, Figure)>, Failure> {
    let caption = source(manifest);
    let words = Words::new(&manifest.name, &caption);
    let mut figures = Vec::new();
    for OutcomeFound { outcome, unit, found } in &report.outcomes {
        let spoken = outcome.replace('_', " ");
        let of = charts::Outcome { name: &spoken, unit };
        let (kind, drawn) = match found {
            Found::Screening(found) => ("screening", screening_drawn(&words, of, found)),
            Found::Indices(found) => ("indices", indices_drawn(&words, of, found)),
        };
        match drawn {
            Ok(figure) => figures.push((format!("{kind}-{outcome}"), figure)),
            Err(ChartError::Empty(_)) => {}
            Err(why) => return Err(Failure::Work(why.to_string())),
        }
    }
    Ok(figures)
}

fn effect(Estimate { value, low, high }: Estimate) -> Effect {
    Effect { estimate: value, low, high }
}

fn screening_drawn(words: &Words<'_>, outcome: charts::Outcome<'_>, found: &Screening) -> Result<Figure, ChartError> {
    let subtitle = format!("Elementary effects over {} trajectories; lines: 95% intervals.", found.trajectories);
    let row = |axis: &AxisEffect| ScreeningRow {
        label: axis.axis.clone(),
        size: effect(axis.mu_star),
        spread: effect(axis.sigma),
    };
    charts::screening(words, outcome, &subtitle, &found.axes.iter().map(row).collect::<Vec<_>>())
}

fn indices_drawn(words: &Words<'_>, outcome: charts::Outcome<'_>, found: &Indices) -> Result<Figure, ChartError> {
    let of = match &found.shares {
        Some(shares) => {
            format!("the parameters’ variance, {:.0}% of that over runs", 100.0 * shares.parameters.value)
        }
        None => "the variance under one luck".to_owned(),
    };
    let subtitle = format!("Shares of {of}, from {} base rows; lines: 95% intervals.", found.base_rows);
    let row = |axis: &AxisIndices| IndexRow {
        label: axis.axis.clone(),
        first: effect(axis.first),
        total: effect(axis.total),
    };
    charts::indices(words, outcome, &subtitle, &found.axes.iter().map(row).collect::<Vec<_>>())
}

fn write(out: &Path, figures: &[(String, Figure)]) -> Result<(), Failure> {
    let folder = out.join("figures");
    let mut files = Vec::new();
    for (name, figure) in figures {
        files.push((folder.join(format!("{name}.svg")), figure.svg.clone().into_bytes()));
        let pixels = charts::png(figure).map_err(|why| Failure::Work(why.to_string()))?;
        files.push((folder.join(format!("{name}.png")), pixels));
    }
    chart::write(out, &folder, &files)
}

fn where_to_look(out: &Path, figures: &[(String, Figure)]) -> String {
    let figures =
        if figures.is_empty() { String::new() } else { format!("figures  {}\n", out.join("figures").display()) };
    format!("\nresults  {}\n{figures}", out.display())
}
