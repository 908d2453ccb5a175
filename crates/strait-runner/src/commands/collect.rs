//! `strait collect`: joins the shards of a sweep into its results.

use std::path::PathBuf;

use super::output::{say, warn};
use super::study::{Format, check_all_done, sweep_results};
use crate::execution::{Collected, collect};
use crate::failure::Failure;

/// Join the shards of a sweep into the results that it would have left in one piece.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folders that were given to the shards with --out; what is unfinished in them is passed over
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Folder for the results; new, empty, or one that holds nothing but shards
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Format of the results
    #[arg(long, value_enum, default_value_t = Format::Parquet)]
    format: Format,
}

/// Joins the shards, writes the results and prints sustained returns and admissions.
///
/// # Errors
/// [`Failure::Input`] when there are no shards, or such as do not belong together, or the folder for the results is
/// not free; [`Failure::Work`] when shards are missing, results cannot be written, or a run failed.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Collected { study, finished, left_out } = collect(&args.dirs, &args.out, args.format == Format::Csv)?;
    for left_out in left_out {
        warn(&left_out);
    }
    say(&sweep_results(&study, &args.out)?)?;
    check_all_done(&finished, &args.out)
}
