//! `strait discover`: in which ranges of the uncertain parameters an outcome comes about.

use std::path::PathBuf;

use super::output::say;
use super::tables::{Format, json};
use crate::analysis::compare::chosen;
use crate::analysis::discovery::{CasesOfStudy, Condition, Report, Settings, cases_of, discover};
use crate::analysis::sensitivity::LOST_MOST;
use crate::failure::Failure;
use crate::store::Study;

/// Find the ranges of parameters in which an outcome comes about.
#[derive(Debug, Clone, clap::Args)]
#[command(group = clap::ArgGroup::new("condition").required(true).args(["at_least", "at_most"]))]
pub struct Args {
    /// Folder with the results of a sweep, best with design "lhs" or "sobol", or of a run over an ensemble
    dir: PathBuf,
    /// The outcome, by its column in runs.parquet
    #[arg(long, value_name = "NAME")]
    outcome: String,
    /// It is said to occur from this value on
    #[arg(long, value_name = "V", allow_negative_numbers = true)]
    at_least: Option<f64>,
    /// It is said to occur up to this value
    #[arg(long, value_name = "V", allow_negative_numbers = true)]
    at_most: Option<f64>,
    /// The box to speak of, by its number [default: the one with the largest harmonic mean of coverage and density]
    #[arg(long = "box", value_name = "N")]
    chosen: Option<usize>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Reads the results, finds a box and says where it lies.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no results, the outcome is unknown, or it occurs in no run or in all;
/// [`Failure::Work`] when too many runs failed or do not have the outcome.
pub fn run(args: &Args) -> Result<(), Failure> {
    let outcome = chosen(std::slice::from_ref(&args.outcome), &[])?.remove(0);
    let condition = condition(args)?;
    let study = Study::open(&args.dir)?;
    let cases = cases_of(&study, &args.outcome, condition)?;
    check_losses(&cases, &args.outcome)?;
    let found = discover(&cases.cases, Settings::default(), args.chosen).map_err(|failure| match failure {
        Failure::Input(why) => {
            let (least, greatest) = cases.range;
            Failure::Input(format!("{}: {why}; it lies between {least} and {greatest} there", args.outcome))
        }
        other => other,
    })?;
    let report = Report {
        study: study.manifest().name.clone(),
        outcome: outcome.name,
        unit: outcome.unit,
        condition,
        cases,
        found,
    };
    say(&match args.format {
        Format::Table => report.table(),
        Format::Md => report.page(),
        Format::Csv => report.csv().map_err(|why| Failure::Work(format!("the table cannot be written: {why}")))?,
        Format::Json => json(&report.json())?,
    })
}

fn condition(args: &Args) -> Result<Condition, Failure> {
    let (flag, value, condition) = match (args.at_least, args.at_most) {
        (Some(value), _) => ("--at-least", value, Condition::AtLeast(value)),
        (None, Some(value)) => ("--at-most", value, Condition::AtMost(value)),
        (None, None) => return Err(Failure::Input("one of --at-least and --at-most is needed".to_owned())),
    };
    if value.is_finite() {
        Ok(condition)
    } else {
        Err(Failure::Input(format!("{flag}: found {value}, allowed is a number that is not infinite")))
    }
}

/// What failed may lie anywhere, and a box that leaves much out of sight stands for nothing.
fn check_losses(cases: &CasesOfStudy, outcome: &str) -> Result<(), Failure> {
    let CasesOfStudy { runs, failed, without_value, .. } = cases;
    if (failed + without_value) as f64 <= LOST_MOST * *runs as f64 {
        return Ok(());
    }
    Err(Failure::Work(format!(
        "{failed} of {runs} runs failed and {without_value} do not have {outcome}; with more than {:.0} % missing, where it \
         occurs cannot be said",
        100.0 * LOST_MOST
    )))
}
