//! What was observed: where the series come from that are set beside the simulated, and how they are brought up to date.

mod cells;
mod checks;
mod package;
mod records;
mod rows;
mod series;
mod sources;
mod workbook;

use std::path::Path;

use jiff::civil::Date;

pub use records::{AsylumQuarter, ExchangeMonth, ObservedDay, ObservedYear};
pub use series::{Change, Revision};
pub use sources::Sources;

use crate::failure::Failure;
use checks::{checked_days, checked_weeks, unrecorded_or_unlikely, weekly_rows};
use series::{Table, day_row};
use workbook::{DAILY, WEEKLY, Workbook};

/// How many problems or warnings are shown at most; of the others only how many there are.
const MOST_SHOWN: usize = 20;

/// The longest beginning of a problem that is shown [characters].
const MOST_QUOTED: usize = 1000;

/// What an import did.
#[derive(Debug)]
pub struct Imported {
    /// What is odd in the workbook and no reason to refuse it, such as a week that is not the sum of its days.
    pub warnings: Vec<String>,
    /// What became of `daily.csv` and of `weekly.csv`, in this order.
    pub changes: [Change; 2],
}

/// Reads the Home Office's workbook of small-boat arrivals, checks it, and brings `daily.csv` and `weekly.csv` in a folder
/// up to date. Either both follow from the workbook afterwards or both are as they were. All of the workbook is checked; days
/// and weeks that end after `until` are then left out.
///
/// # Errors
/// [`Failure::Input`] when the workbook cannot be read or anything in it is wrong, with up to twenty problems, each with
/// sheet, row, what was found and what is allowed; when the folder is not there, or holds series that cannot be read or
/// would lose dates. [`Failure::Work`] when the series cannot be written.
pub fn import(workbook: &Path, into: &Path, until: Option<Date>) -> Result<Imported, Failure> {
    if !into.is_dir() {
        return Err(Failure::Input(format!("{} is no folder: give one that exists with --into", into.display())));
    }
    // What is wrong can quote the workbook, at any length.
    let named = |problem: String| {
        let problem: String = problem.chars().take(MOST_QUOTED).collect();
        Failure::Input(format!("{}: {problem}; nothing was changed", workbook.display()))
    };
    let package = package::checked(workbook).map_err(named)?;
    let mut sheets = Workbook::open(package).map_err(named)?;

    let mut problems = Vec::new();
    let mut days = checked_days(&DAILY, sheets.read(&DAILY, &mut problems), &mut problems);
    let mut weeks = checked_weeks(&WEEKLY, sheets.read(&WEEKLY, &mut problems), &mut problems);
    let (all_days, all_weeks) = (days.len(), weeks.len());
    if let Some(until) = until {
        days.retain(|day| day.date <= until);
        weeks.retain(|week| week.ending <= until);
    }
    let left_out = [all_days - days.len(), all_weeks - weeks.len()];
    // Days and weeks are only held against each other when both are sound: anything else would repeat what is said.
    let mut warnings = Vec::new();
    let mut weekly = Vec::new();
    if problems.is_empty() {
        warnings = unrecorded_or_unlikely(&days);
        weekly = weekly_rows(&days, &weeks, &mut problems, &mut warnings);
    }
    let daily = Table {
        file: "daily.csv",
        header: "date,arrivals,boats",
        rows: days.iter().map(day_row).collect(),
        left_out: left_out[0],
    };
    let weekly = Table {
        file: "weekly.csv",
        header: "week_ending,arrivals,boats,crossing_days,people_prevented,prevention_events",
        rows: weekly,
        left_out: left_out[1],
    };
    if !problems.is_empty() {
        let count = match problems.len() {
            1 => "1 problem".to_owned(),
            more => format!("{more} problems"),
        };
        let list = shown(problems).join("\n  ");
        return Err(Failure::Input(format!("{}: {count}; nothing was changed\n  {list}", workbook.display())));
    }
    let changes = series::update(into, [&daily, &weekly])?;
    for change in &changes {
        let unrecorded: Vec<Date> = change.unrecorded().collect();
        if let [first, ..] = unrecorded[..] {
            // Before what is only odd, of which not all may be shown.
            let warning = format!(
                "{}: dates with a count that was known and is no longer: {}, first {first}",
                change.file,
                unrecorded.len()
            );
            warnings.insert(0, warning);
        }
    }
    Ok(Imported { warnings: shown(warnings), changes })
}

/// The first of the lines, and how many more there are.
fn shown(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        lines.truncate(MOST_SHOWN);
        lines.push(format!("and {more} more"));
    }
    lines
}
