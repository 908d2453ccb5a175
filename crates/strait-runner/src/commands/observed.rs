//! `strait observed`: keeps the observed series up to date.

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::civil::Date;

use super::output::{say, warn};
use crate::failure::Failure;
use crate::observed::{Change, Imported, Revision, import};

/// How many revised rows of a series are shown.
const MOST_REVISED: usize = 20;

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
/// A week that differs from the sum of its days is a warning. Charts and reports of studies whose files lie beside the folder show the new series when they are drawn again.
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
    let mut text = format!("{}: rows added {}, rows revised {}", change.file, change.added, change.revised.len());
    // Writing to a string cannot fail.
    if let Some(last) = change.last {
        let _ = write!(text, ", last date {last}");
    }
    if change.left_out > 0 {
        let _ = write!(text, ", later dates left out {}", change.left_out);
    }
    text.push('\n');
    for Revision { date, values } in change.revised.iter().take(MOST_REVISED) {
        let shown = |value: &str| if value.is_empty() { "(none)".to_owned() } else { value.to_owned() };
        let values = values.iter().map(|(name, old, new)| format!("{name} {} → {}", shown(old), shown(new)));
        let _ = writeln!(text, "  {date}: {}", values.collect::<Vec<_>>().join(", "));
    }
    let more = change.revised.len().saturating_sub(MOST_REVISED);
    if let (Some(last), 1..) = (change.revised.last(), more) {
        let _ = writeln!(text, "  and {more} more, to {}", last.date);
    }
    text
}
