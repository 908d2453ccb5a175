//! `strait observed`: keeps the observed series up to date.

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::civil::Date;

use super::output::{say, warn};
use crate::failure::Failure;
use crate::observed::{Change, Imported, Revision, import};

/// How many revised rows of a series are shown.
const MOST_REVISED: usize = 5;

/// Keep the observed series up to date.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, clap::Subcommand)]
enum Command {
    Import(ImportArgs),
}

/// Read the Home Office's time-series workbook into daily.csv and weekly.csv.
///
/// The workbook is checked first. If anything is wrong, all of it is listed and the series stay as they are.
/// A week that differs from the sum of its days is a warning. Figures show the new series once the program is built anew.
#[derive(Debug, Clone, clap::Args)]
struct ImportArgs {
    /// The workbook, as published (ODS)
    file: PathBuf,
    /// Folder with the series
    #[arg(long, value_name = "DIR", default_value = "scenarios/observed")]
    into: PathBuf,
    /// Last date to take, to keep later months unseen
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

/// Imports a workbook and prints what changed.
///
/// # Errors
/// [`Failure::Input`] when the workbook or the folder is wrong; [`Failure::Work`] when something cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Command::Import(args) = &args.command;
    let Imported { warnings, changes } = import(&args.file, &args.into, args.until)?;
    for warning in warnings {
        warn(&warning);
    }
    let mut text = String::new();
    for change in &changes {
        text += &told(change);
    }
    if changes.iter().all(Change::is_none) {
        text += "nothing changed: the series are those of the workbook\n";
    }
    say(&text)
}

fn told(change: &Change) -> String {
    let last = change.last.map_or_else(String::new, |last| format!(", last date {last}"));
    let mut text =
        format!("{}: rows added {}, rows revised {}{last}\n", change.file, change.added, change.revised.len());
    for Revision { date, values } in change.revised.iter().take(MOST_REVISED) {
        let shown = |value: &str| if value.is_empty() { "(none)".to_owned() } else { value.to_owned() };
        let values = values.iter().map(|(name, old, new)| format!("{name} {} → {}", shown(old), shown(new)));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {date}: {}", values.collect::<Vec<_>>().join(", "));
    }
    let more = change.revised.len().saturating_sub(MOST_REVISED);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more");
    }
    text
}
